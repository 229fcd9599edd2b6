//! The audit log: what it shows, how it is narrowed and exported, and that nothing changes it.

use jiff::SignedDuration;
use phoneclock::{
    domain::{user::Role, workspace::Settings},
    service::{audit::Actor, roster::workspaces},
    store::{
        Hold, StoreError, Tx,
        audit::{self, AuditFilter},
    },
};
use reqwest::StatusCode;

use crate::{
    access::{other_workspace, served},
    support::{
        TestGateway,
        postgres::{self, in_words_of_the_engine},
    },
};

/// An actor of that name.
fn actor(test: &TestGateway, name: &str) -> Actor {
    Actor { name: name.to_owned(), address: "192.0.2.7".to_owned(), ..Actor::at_the_machine(test.workspace.id) }
}

async fn set_workspace(test: &TestGateway, who: &str, settings: Settings) {
    let (actor, holds) = (actor(test, who), workspaces::holds_to_set(test.workspace.id));
    test.store.write(holds, move |u| workspaces::set(u, &actor, settings, None)).await.unwrap();
}

async fn set_pin_minimum(test: &TestGateway, who: &str, digits: usize) {
    let settings = test.settings().await;
    let settings = Settings { pin_min_digits: digits, ..settings };
    set_workspace(test, who, settings).await;
}

#[tokio::test]
async fn the_log_shows_who_changed_what_from_what_to_what_and_when() {
    let test = TestGateway::start().await;
    test.advance(SignedDuration::from_millis(1));
    set_pin_minimum(&test, "Ana <b>", 6).await;
    test.advance(SignedDuration::from_millis(1));
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let page = admin.get("/audit").await;
    test.assert_reads("workspace/audit_log_of_a_setting", &page).await;
    let text = page.text();
    let record =
        "Nov 17, 2026, 7:00:00 AM CST Ana <b> change settings Lopez Roofing pin min before: 4 after: 6 192.0.2.7";
    assert!(text.contains(record), "{text}");
    assert!(text.find("sign in").unwrap() < text.find("pin min").unwrap(), "latest first: {text}");
    assert!(page.body.contains("<del>4</del> <span class=\"hidden\">after: </span><ins>6</ins>"), "{}", page.body);
}

#[tokio::test]
async fn the_log_is_narrowed_by_person_action_subject_employee_and_days() {
    let test = TestGateway::start().await;
    let (employee, _) = test.employee("Maria Lopez").await;
    set_pin_minimum(&test, "Ana", 6).await;
    test.advance(SignedDuration::from_hours(24));
    set_pin_minimum(&test, "Ben", 7).await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    // Seven in the morning in Chicago; the day there is the one that counts.
    for (query, ana, ben) in [
        ("", true, true),
        ("?actor=Ana", true, false),
        ("?actor=An", false, false),
        ("?action=change+settings", true, true),
        ("?action=sign+in", false, false),
        ("?about=ROOF", true, true),
        ("?about=nothing+of+the+kind", false, false),
        ("?from=2026-11-18", false, true),
        ("?to=2026-11-17", true, false),
        ("?from=2026-11-17&to=2026-11-17", true, false),
        ("?from=2026-11-19", false, false),
        ("?actor=Ben&action=change+settings&about=lopez&from=2026-11-18&to=2026-11-18", false, true),
    ] {
        let text = admin.get(&format!("/audit{query}")).await.text();
        let shown = |who: &str| text.contains(&format!("CST {who} change settings"));
        assert_eq!((shown("Ana"), shown("Ben")), (ana, ben), "{query}: {text}");
        let csv = admin.get(&format!("/audit/export{query}")).await.body;
        let exported = |who: &str| csv.contains(&format!(",{who},change settings,"));
        assert_eq!((exported("Ana"), exported("Ben")), (ana, ben), "{query}: {csv}");
    }
    let text = admin.get(&format!("/audit?employee={}", employee.id)).await.text();
    assert!(text.contains("Only changes to Maria Lopez") && !text.contains("CST Ana"), "{text}");

    let page = admin.get("/audit?from=soon&to=2026-02-30").await;
    assert_eq!(page.text().matches("That is not a date; write it like 2026-03-08.").count(), 2, "{}", page.text());
    assert!(page.body.contains("value=\"soon\"") && !page.body.contains("<tbody>"));
    for nonsense in ["employee=x", "after=x", "after=1.2"] {
        assert_eq!(admin.get(&format!("/audit?{nonsense}")).await.status, StatusCode::NOT_FOUND, "{nonsense}");
    }
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_and_exported_whole() {
    let test = TestGateway::start().await;
    let settings = test.workspace.settings.clone();
    for change in 0..1_203_u32 {
        // Some share their moment, and must neither be lost nor shown twice for it.
        test.advance(SignedDuration::from_millis(i64::from(change % 2)));
        let settings = Settings { retention_days: change % 2 + 1, ..settings.clone() };
        set_workspace(&test, &format!("={change}"), settings).await;
    }
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let (mut address, mut seen) = ("/audit?action=change+settings".to_owned(), Vec::new());
    loop {
        let page = admin.get(&address).await;
        let who = page.body.split("data-name=\"Who\">=").skip(1);
        seen.extend(who.map(|cell| cell.split('<').next().unwrap().parse::<u32>().unwrap()));
        let Some((before, _)) = page.body.split_once("\">Older changes</a>") else { break };
        address = before.rsplit('"').next().unwrap().replace("&amp;", "&");
    }
    let moment = |change: &u32| change.div_ceil(2);
    assert!(seen.iter().map(moment).is_sorted_by(|later, earlier| later >= earlier), "latest first");
    seen.sort_unstable();
    assert_eq!(seen, (0..1_203).collect::<Vec<_>>());

    let export = admin.get("/audit/export?action=change+settings").await;
    assert_eq!(export.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(export.headers["content-disposition"], "attachment; filename=\"audit-log.csv\"");
    let mut lines = export.body.trim_end().split("\r\n");
    assert_eq!(lines.next().unwrap(), "\u{feff}at,at_utc,who,action,about,before,after,from");
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines.len(), 1_203);
    let (who, what) = lines[0].split_once(",change settings,Lopez Roofing,retention days: ").unwrap();
    assert!(who.starts_with("2026-11-17T07:00:00-06:00,2026-11-17T13:00:00Z,'=120"), "{who}");
    assert!(["1,retention days: 2,192.0.2.7", "2,retention days: 1,192.0.2.7"].contains(&what), "{what}");
    assert!(lines.iter().all(|line| line.contains(",'=")), "no name is a formula");
}

#[tokio::test]
async fn nothing_changes_deletes_or_replaces_a_record() {
    let test = TestGateway::start().await;
    set_pin_minimum(&test, "Ana", 6).await;
    let held = || test.rows("SELECT * FROM audit_record ORDER BY id", Vec::new());
    let before = held().await;
    assert_eq!(before.len(), 2);
    let replaced = "INSERT OR REPLACE INTO audit_record SELECT id, workspace_id, 0, user_id, 'Ben', action, subject, employee_id, \
                    before, after, address FROM audit_record";
    for statement in [
        "UPDATE audit_record SET actor = 'Ben'",
        "UPDATE audit_record SET at = 0 WHERE action = 'change settings'",
        "DELETE FROM audit_record",
        // What one engine knows the other does not.
        if postgres::is_chosen() { "TRUNCATE audit_record" } else { replaced },
    ] {
        let sql = in_words_of_the_engine(statement);
        let refused = test.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(&sql, &[])).await;
        let Err(StoreError::Refused(error)) = refused else { panic!("{statement}: {refused:?}") };
        assert!(error.to_string().contains("the audit log is never changed"), "{error}");
    }
    assert_eq!(held().await, before);
}

#[tokio::test]
async fn a_workspace_reads_only_its_own_log() {
    let test = TestGateway::start().await;
    let theirs = other_workspace(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    set_pin_minimum(&test, "Ana", 6).await;
    let (mut stranger, _) = test.signed_in_to(theirs, Role::Owner).await;
    for address in ["/audit", "/audit?actor=Ana", "/audit/export"] {
        let page = stranger.get(address).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("Lopez Roofing"), "{address}: {}", page.body);
    }
    let list = move |tx: &mut dyn Tx| audit::list_records(tx, theirs, &AuditFilter::default(), 10);
    let records = test.gateway.store.db().read(list).await.unwrap();
    // They signed in, added a workspace, and exported.
    assert!(records.iter().all(|record| record.workspace == theirs) && records.len() == 3);

    let page = stranger.get(&format!("/audit/export?employee={}", maria.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(test.count("audit_record WHERE action = 'export audit log'").await, 1);
}

#[tokio::test]
async fn every_export_is_written_down_with_what_was_asked_for() {
    let test = TestGateway::start().await;
    test.employee("Maria Lopez").await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let written = [
        (
            "/reports/{report}/export",
            "/reports/calls/export",
            "?from=2026-11-01&to=2026-11-16",
            "export report calls-2026-11-01",
        ),
        ("/reports/costs/export", "/reports/costs/export", "", "export report costs-to-2026-11-17.csv"),
        (
            "/employees/export",
            "/employees/export",
            "",
            "export employees employees.csv active after: yes employees after: 1",
        ),
        ("/employees/export", "/employees/export", "?q=+zed+&status=all", "employees after: 0 search after: zed"),
        ("/audit/export", "/audit/export", "", "export audit log audit-log.csv"),
        (
            "/audit/export",
            "/audit/export",
            "?from=2026-11-17&about=LOPEZ",
            "about after: LOPEZ from day after: 2026-11-17",
        ),
    ];
    // Whatever is named an export is tried here.
    let untried = served().map(|rule| rule.path).filter(|path| path.ends_with("/export"));
    let untried: Vec<_> = untried.filter(|path| written.iter().all(|(known, ..)| known != path)).collect();
    assert_eq!(untried, Vec::<&str>::new());
    for (_, path, query, expected) in written {
        test.advance(SignedDuration::from_secs(1));
        let before = test.count("audit_record").await;
        let file = owner.get(&format!("{path}{query}")).await;
        assert_eq!((file.status, test.count("audit_record").await), (StatusCode::OK, before + 1), "{path}{query}");
        let text = owner.get("/audit").await.text();
        let latest = text.split("CST The owner ").nth(1).unwrap();
        assert!(latest.contains(expected), "{path}{query}: {latest}");
    }
}
