//! No call, page or background pass reads more because more has been kept: what each asks of the database is looked up
//! in indexes, and never reaches over everything that a workspace has ever clocked.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use phoneclock::domain::user::Role;
use phoneclock::service::{call_log, upkeep, voice_checks::retention::delete_old_recordings};
use rusqlite::{Connection, OpenFlags};

use crate::support::{MARIA, MARIAS_PHONE, OTHER_PHONE, TestGateway, browser::Browser, log::Log, people::unknown_id};

/// What only grows with the people, the jobs and the workspaces, or is worked off day by day, may be read as a whole.
const FEW: [&str; 10] = [
    "employee_in_order",
    "employee_by_workspace",
    "sqlite_autoindex_employee_2",
    "job_by_workspace",
    "web_user_by_workspace",
    "export_profile_by_workspace",
    "sqlite_autoindex_payroll_policy_1",
    "time_entry_open_by_workspace",
    "exception_standing",
    "voice_check_unheard",
];

/// Statements over small tables: workspaces, the first user there is, the IDs that were issued (when one more is), and
/// the names that a recursion has found, by one look each.
const SMALL: [&str; 5] = [
    "FROM web_user LIMIT 1",
    "FROM workspace ORDER BY name",
    "FROM workspace w WHERE EXISTS",
    "FROM phone_clock_id WHERE length(digits) = ?1",
    "WITH RECURSIVE found",
];

#[tokio::test]
async fn nothing_is_read_from_end_to_end_but_what_stays_small() {
    let log = Log::on();
    let test = TestGateway::start().await;
    a_day_of_work(&test).await;
    let database = test.dir.path().join("phoneclock.db");
    let statements = log.statements(&database);
    assert!(statements.len() > 150, "the log has them: {}", statements.len());
    let connection = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let wrong: Vec<_> = statements.iter().filter_map(|sql| reads_on(&connection, sql)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The statement with its plan, where it reads more the longer the gateway has been in use.
fn reads_on(connection: &Connection, sql: &str) -> Option<String> {
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = explained.parameter_count();
    let nulls = vec![rusqlite::types::Null; count];
    let plan: Vec<String> =
        explained.query_map(rusqlite::params_from_iter(nulls), |row| row.get(3)).unwrap().map(Result::unwrap).collect();
    let scans = |line: &&String| line.starts_with("SCAN ") && *line != "SCAN CONSTANT ROW";
    let whole = |line: &&String| {
        line.ends_with("(workspace_id=?)") && !FEW.iter().any(|index| line.contains(&format!(" {index}")))
    };
    let small = SMALL.iter().any(|small| sql.contains(small));
    let limited = sql.contains(" LIMIT ");
    let grows = plan.iter().any(|line| scans(&line) || !limited && whole(&line));
    (grows && !small).then(|| format!("{sql}\n  {}", plan.join("\n  ")))
}

/// Calls of all kinds, every page, and what is done in the background.
async fn a_day_of_work(test: &TestGateway) {
    test.job("Roof repair", "12").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    for keys in [
        "9999#",
        &format!("{},8352#", unknown_id()),
        &format!("{id}#,4711#,{id}#,8352#,12#"),
        &format!("{id}#,8352#,#"),
    ] {
        test.call(MARIAS_PHONE, keys).await;
        test.advance(SignedDuration::from_hours(4));
    }
    test.call_hanging_up(OTHER_PHONE, &format!("{id}#,8352#"), 3).await;
    test.advance(SignedDuration::from_hours(30));
    test.call(MARIAS_PHONE, &format!("{id}#,8352#,1#,12#")).await;
    for _ in 0..60 {
        test.voice_check(&ana, MARIA).await;
    }
    pages(test, &mut test.owner().await, &maria.id.to_string()).await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get("/").await;

    test.work_for(SignedDuration::from_hours(400 * 24)).await;
    test.gateway.calls.end_silent_calls().await.unwrap();
    delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap();
    upkeep::prune::prune(&test.store).await.unwrap();
    upkeep::clock::take_up(&test.store).await.unwrap();
    upkeep::clock::tend(&test.store).await.unwrap();
    test.jump(SignedDuration::from_hours(1));
    upkeep::clock::tend(&test.store).await.unwrap();
    upkeep::clock::say_right_at_the_machine(&test.store).await.unwrap();
    test.worker().count().await.unwrap();
    test.worker().release().await.unwrap();
    for workspace in [None, Some(test.workspace.id)] {
        test.gateway
            .store
            .read(move |tx| call_log::list(tx, workspace, (Timestamp::MIN, Timestamp::MAX), 9))
            .await
            .unwrap();
    }
    test.entries().await;
}

async fn pages(test: &TestGateway, owner: &mut Browser, person: &str) {
    let entry = test.entries().await[0].id.clone();
    let profile = [("name", "Payroll"), ("format", "generic"), ("named_by", "number"), ("job_source", "name")];
    let form = owner.get("/exports/profiles/new").await;
    owner.post("/exports/profiles/new", &[&profile[..], &[("id", &form.value("id"))]].concat()).await.is(303);
    let mut addresses: Vec<_> = [
        "/who-is-in",
        "/time-entries",
        "/time-entries?find=lop",
        "/time-entries?status=exceptions",
        "/time-entries?status=open",
        "/timesheets",
        "/timesheets?view=jobs",
        "/approvals",
        "/approvals?show=blocked",
        "/voice-checks",
        "/voice-checks?status=heard",
        "/voice-checks?only=exceptions",
        "/voice-checks/review",
        "/exceptions",
        "/exceptions?status=settled",
        "/exceptions?blocking=1",
        "/employees",
        "/employees?q=lop",
        "/jobs",
        "/users",
        "/account",
        "/time-tracking/phone-clocking",
        "/time-tracking/phone-clocking/email-links",
        "/exports",
        "/reports/hours",
        "/reports/voice-checks",
        "/reports/exceptions",
        "/reports/calls",
        "/settings",
        "/settings/payroll",
        "/audit",
        "/audit/export",
        "/readyz",
    ]
    .map(str::to_owned)
    .into();
    addresses.extend([
        format!("/employees/{person}"),
        format!("/employees/{person}/calls"),
        format!("/timesheets/{person}"),
        format!("/time-tracking/phone-clocking/{person}"),
        format!("/time-entries?employee={person}"),
        format!("/time-entries/{entry}"),
        format!("/voice-checks?employee={person}"),
        format!("/exceptions?employee={person}"),
        format!("/audit?employee={person}"),
        "/audit?actor=Olive+Owner".to_owned(),
        "/audit?action=set+PIN".to_owned(),
    ]);
    let mut seen = BTreeSet::new();
    while let Some(address) = addresses.pop() {
        let page = owner.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        // A page further on asks in other words.
        let further = ["after=", "before=", "profile=", "/voice-checks/0"].iter().filter_map(|part| page.link(part));
        for link in further.collect::<Vec<_>>() {
            let path = address.split('?').next().unwrap_or_default();
            let link = if link.starts_with('?') { format!("{path}{link}") } else { link };
            let kind =
                link.split(|mark: char| mark == '=' || mark.is_ascii_digit()).next().unwrap_or_default().to_owned();
            if seen.insert(kind) {
                addresses.push(link);
            }
        }
    }
}
