//! No call, page or background pass reads more because more has been kept: what each asks of the database is looked up
//! in indexes, and never reaches over everything that a workspace has ever clocked.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use phoneclock::domain::{
    employee::Employee,
    ids::{BadgeLinkId, KioskId},
    kiosk::Method,
    user::Role,
};
use phoneclock::service::{call_log, photos, upkeep, voice_checks::retention::delete_old_recordings};
use rusqlite::{Connection, OpenFlags};

use crate::alerts::choose;
use crate::costs;
use crate::locations::caller;
use crate::support::{
    MARIA, MARIAS_PHONE, OTHER_PHONE, TestGateway, browser::Browser, kiosk_office::policy, log::Log, people::unknown_id,
};

/// What only grows with the people, the jobs and the workspaces, or is worked off day by day, may be read as a whole.
const FEW: [&str; 22] = [
    "alert_open",
    "api_token_by_workspace",
    "claim_waiting",
    "employee_in_order",
    "hook_by_workspace",
    "employee_by_workspace",
    "sqlite_autoindex_employee_2",
    "job_by_workspace",
    "kiosk_by_workspace",
    "kiosk_device_of_kiosk",
    "kiosk_code_of_kiosk",
    "sqlite_autoindex_kiosk_2",
    "sqlite_autoindex_kiosk_policy_1",
    "web_user_by_workspace",
    "export_profile_by_workspace",
    "sqlite_autoindex_location_policy_1",
    "sqlite_autoindex_payroll_policy_1",
    "time_entry_open_by_workspace",
    "exception_standing",
    "photo_unseen",
    "photo_missing",
    "voice_check_unheard",
];

/// Statements over small tables: workspaces, users and what they have chosen, locations with their rules and jobs, kinds of breaks and
/// the rule for meals, devices of kiosks, the first user there is, the IDs that were issued (when one more is), and the
/// names that a recursion has found, by one look each; and the gateways on a database.
const SMALL: [&str; 17] = [
    "SELECT id FROM replica",
    "FROM web_user LIMIT 1",
    "FROM workspace ORDER BY name",
    "FROM workspace w WHERE EXISTS",
    "FROM alert_choice c JOIN web_user",
    "FROM phone_clock_id WHERE length(digits) = ?1",
    "WITH RECURSIVE found",
    "FROM location_rule r",
    "FROM clock_location l",
    "FROM location_job WHERE workspace_id = ?1 ORDER BY",
    "FROM break_kind WHERE workspace_id = ?1 ORDER BY",
    "FROM meal_rule WHERE workspace_id = ?1",
    "UPDATE kiosk_device SET careful_until = ?1 WHERE careful_until > ?1",
    // With its triggers SQLite writes down how it would look for what refers to the row, and never does: no key is open.
    "INSERT INTO time_entry (id, workspace_id,",
    // This test's own.
    "SELECT id FROM badge_link",
    "SELECT id FROM worker_link WHERE employee_id = ?1 ORDER BY",
    "UPDATE employee SET email = 'somebody@example.com'",
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
    test.location("Yard", &[caller(OTHER_PHONE)]).await;
    let kiosk = test.kiosk("Gate").await;
    test.device(&kiosk).await;
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
    assert!(costs::read_calls(test).await > 0);
    costs::read_texts(test).await;
    costs::read_calls(test).await;
    let mut owner = test.owner().await;
    lists(&mut owner).await;
    pages(test, &mut owner, (&maria.id.to_string(), kiosk.id)).await;
    own_page(test, &maria).await;
    at_kiosks(test, &maria.id.to_string()).await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get("/").await;

    test.work_for(SignedDuration::from_hours(400 * 24)).await;
    alerts(test).await;
    test.gateway.calls.end_silent_calls().await.unwrap();
    delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap();
    photos::expect::end_overdue(&test.store).await.unwrap();
    photos::retention::delete_old_photos(&test.store, &test.gateway.recordings).await.unwrap();
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

/// Alerts of every kind, raised, told each and once a day, and closed.
async fn alerts(test: &TestGateway) {
    let kinds = ["in_too_long", "near_overtime", "not_here", "kiosk_silent", "line_failing"];
    let (mut browser, _) = test.told(Role::Owner, &kinds).await;
    let (mut other, _) = test.told(Role::Owner, &[]).await;
    choose(&mut other, &kinds, &[("how", "digest")]).await;
    for _ in 0..3 {
        test.gateway.line.note_failed(test.clock_now());
    }
    test.look().await;
    test.work().await;
    browser.get("/account/alerts").await.is(200).says("Phone line: 3 requests");
    test.advance(SignedDuration::from_hours(24));
    test.look().await;
}

/// Lists of people and jobs: uploaded, their columns said, imported, undone.
async fn lists(owner: &mut Browser) {
    let people = ("/employees/import", "name,number\nBo,1\nMaria Lopez,2\n", ["name", "number"]);
    let jobs = ("/jobs/import", "name,code\nRoof,1\n", ["job_name", "accounting_code"]);
    for (place, list, [one, two]) in [people, jobs] {
        let csrf = owner.get(place).await.value("csrf");
        for again in [list.to_owned(), list.replace("Bo", "Bo Li").replace(",1", ",3")] {
            let uploaded = owner.upload(place, Some(&csrf), "list.csv", again.as_bytes()).await;
            let columns = uploaded.is(303).to().unwrap().to_owned();
            let draft = owner.get(&columns).await.value("draft");
            let said = [("draft", draft.as_str()), ("sheet", "0"), ("head", "1"), ("column", one), ("column", two)];
            owner.post(&format!("{place}/columns"), &said).await.is(303);
            let page = owner.get(&columns.replace("step=columns", "step=check")).await;
            let mut fields = vec![("draft", draft.as_str()), ("rest", "on")];
            let token = page.body.contains("name=\"update\"").then(|| page.value("update"));
            fields.extend(token.as_deref().map(|token| ("update", token)));
            owner.post(&format!("{place}/confirm"), &fields).await.is(303);
            owner.post(&format!("{place}/undo"), &[("draft", &draft)]).await.is(303);
        }
    }
}

/// A worker's own page: sent, opened, and everything that can be said there.
async fn own_page(test: &TestGateway, maria: &Employee) {
    test.has_email(maria, "maria@example.com").await;
    let link = test.send_worker_page(maria).await;
    test.work().await;
    let mut phone = Browser::nobody(test);
    let (hours, report) = (format!("{link}/hours?from=2026-11-09"), format!("{link}/report"));
    phone.get(&link).await.is(200);
    let typed = [("way", "in"), ("day", "2026-11-13"), ("time", "07:00")];
    phone.press_and_follow(&report, &report, &typed).await.is(200);
    phone.press_and_follow(&hours, &format!("{link}/hours"), &[("answer", "right")]).await.is(200);
    let mut admin = test.browser(Role::Admin).await;
    let about = format!("/employees/{}", maria.id);
    admin.submit(&format!("{about}/page-link"), &[]).await;
    admin.submit(&format!("{about}/page-link/end"), &[]).await;
}

/// PINs and badges of kiosks: made, typed, printed, mailed, exported.
async fn at_kiosks(test: &TestGateway, person: &str) {
    test.execute("UPDATE employee SET email = 'somebody@example.com'").await;
    let kiosk = test.kiosk_for_everybody(Method::PinAlone).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    let tab = format!("/employees/{person}/kiosk");
    let typed = format!("{tab}/set-pin");
    for pin in ["730264", "111111"] {
        admin.post(&typed, &[("pin", pin), ("again", pin)]).await;
    }
    test.set_policy_and_queue(policy(Method::BadgeAndPin)).await;
    test.work().await;
    for (act, what) in [("generate", "pin"), ("show", "badge"), ("mail-badge", ""), ("remove", "badge")] {
        admin.post(&format!("{tab}/{act}"), &[("what", what)]).await;
    }
    for act in ["slips", "badges", "download", "send", "pins", "issue"] {
        admin.get(&format!("/employees/kiosk?do={act}&employee={person}")).await.is(200);
        admin.post("/employees/kiosk/do", &[("do", act), ("shown", "yes")]).await;
    }
    test.work().await;
    admin.post(&format!("/time-tracking/kiosks/{kiosk}/assignees"), &[]).await.is(200);
    let links: Vec<BadgeLinkId> = test.column("SELECT id FROM badge_link").await;
    let link = format!("/badge/{}", test.store.keys().token(links[0].as_bytes()));
    admin.get(&link).await;
    admin.post(&link, &[]).await;
    for address in [&tab, "/employees", "/employees/kiosk/progress"] {
        admin.get(address).await.is(200);
    }
}

async fn pages(test: &TestGateway, owner: &mut Browser, (person, kiosk): (&str, KioskId)) {
    let entry = test.entries().await[0].id.clone();
    for form in ["edit", "universal-pin/generate"] {
        let typed = [("name", "Gate"), ("authentication", "on"), ("digits", "6")];
        owner.post(&format!("/time-tracking/kiosks/{kiosk}/{form}"), &typed).await;
    }
    let profile = [("name", "Payroll"), ("format", "generic"), ("named_by", "number"), ("job_source", "name")];
    let form = owner.get("/exports/profiles/new").await;
    owner.post("/exports/profiles/new", &[&profile[..], &[("id", &form.value("id"))]].concat()).await.is(303);
    let mut addresses: Vec<_> = [
        "/home",
        "/help",
        "/help/terms",
        "/search?q=lop",
        "/who-is-in",
        "/who-is-in/clock",
        "/time-entries",
        "/time-entries?find=lop",
        "/time-entries?status=exceptions",
        "/time-entries?status=open",
        "/timesheets",
        "/timesheets?view=jobs",
        "/timesheets/week",
        "/approvals",
        "/approvals?show=blocked",
        "/voice-checks",
        "/voice-checks?status=heard",
        "/voice-checks?only=exceptions",
        "/voice-checks/review",
        "/photos",
        "/photos?status=judged",
        "/photos?status=missing",
        "/photos?status=cannot+tell",
        "/photos/review",
        "/exceptions",
        "/exceptions?status=settled",
        "/exceptions?blocking=1",
        "/employees",
        "/employees?q=lop",
        "/jobs",
        "/users",
        "/users/pins",
        "/account",
        "/account/alerts",
        "/account/second-factor",
        "/confirm",
        "/sign-in/code",
        "/time-tracking/phone-clocking",
        "/time-tracking/phone-clocking/email-links",
        "/time-tracking/phone-clocking?status=not-started",
        "/time-tracking/phone-clocking/chosen?do=email&status=not-started",
        "/time-tracking/phone-clocking/cards?who=no-email",
        "/time-tracking/phone-clocking/chosen?do=text",
        "/time-tracking/kiosks",
        "/time-tracking/kiosks/settings",
        "/exports",
        "/reports/costs",
        "/reports/hours",
        "/reports/voice-checks",
        "/reports/exceptions",
        "/reports/calls",
        "/reports/locations",
        "/time-entries?location=none",
        "/time-tracking/locations",
        "/time-tracking/locations/new",
        "/settings",
        "/settings/api-tokens",
        "/settings/webhooks",
        "/settings/breaks",
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
        format!("/timesheets/week?employee={person}&who={person}&day=2026-11-17"),
        format!("/time-tracking/phone-clocking/{person}"),
        format!("/time-tracking/kiosks/{kiosk}"),
        format!("/time-tracking/kiosks/{kiosk}/universal-pin"),
        format!("/time-entries?employee={person}"),
        format!("/time-entries/{entry}"),
        format!("/time-entries/{entry}/breaks/new"),
        format!("/voice-checks?employee={person}"),
        format!("/photos?employee={person}"),
        format!("/photos?employee={person}&status=judged"),
        format!("/photos?employee={person}&status=missing"),
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
