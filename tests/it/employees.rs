//! The pages of employees, as admins and managers use them, and as others try to.

mod doubts;
mod import;
mod import_undo;
mod import_updates;
mod list;
mod search;

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::EmployeeId,
        user::Role,
        workspace::{Settings, Workspace, Zone},
    },
    store::audit::{AuditFilter, AuditRow, list_records},
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, calling::heard};

pub fn details(name: &str) -> Details {
    Details::named(name)
}

pub async fn other_workspace(test: &TestGateway) -> Workspace {
    let zone = Zone::parse("America/Denver").unwrap();
    test.add_workspace(Settings::new("Other".to_owned(), zone)).await
}

pub async fn add(test: &TestGateway, details: Details) -> Employee {
    test.add_employee(details).await
}

pub async fn everybody(test: &TestGateway) -> Vec<Employee> {
    let listed = test.employees().await;
    listed.into_iter().map(|listed| listed.employee).collect()
}

pub async fn names(test: &TestGateway) -> Vec<String> {
    everybody(test).await.into_iter().map(|person| person.details.name).collect()
}

/// The audit log since the workspace was made, without sign-ins, latest first.
pub async fn audit(test: &TestGateway) -> Vec<AuditRow> {
    let workspace = test.workspace.id;
    let read = test.gateway.store.db().read(move |tx| list_records(tx, workspace, &AuditFilter::default(), 50_000));
    let mut records = read.await.unwrap();
    records.retain(|record| !["sign in", "add workspace"].contains(&record.action.as_str()));
    records
}

pub async fn actions(test: &TestGateway) -> Vec<String> {
    audit(test).await.into_iter().map(|record| record.action).collect()
}

#[tokio::test]
async fn an_admin_adds_changes_deactivates_and_takes_back_an_employee() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let empty = admin.get("/employees").await;
    assert!(empty.text().contains("There are no employees yet."), "{}", empty.text());

    let form = admin.get("/employees/new").await;
    let id = form.value("id");
    let name = "محمد 🦺 \"Mo\" <b>O'Neil</b>";
    let typed = [
        ("id", id.as_str()),
        ("name", name),
        ("number", "0117"),
        ("email", "Mo@Example.com"),
        ("phone", "(555) 555-0123"),
        ("language", "es"),
        ("time_zone", "America/Denver"),
        ("voice_check", "off"),
    ];
    let page = admin.submit("/employees/new", &typed).await;
    test.assert_reads("people/employee_added_with_everything", &page).await;
    assert!(!page.body.contains("<b>"), "a name is text");
    assert!(admin.get("/employees").await.text().contains(name));

    let edit = admin.get(&format!("/employees/{id}/edit")).await;
    for (field, value) in
        [("name", name), ("number", "0117"), ("phone", "+15555550123"), ("time_zone", "America/Denver")]
    {
        assert_eq!(edit.value(field), value);
    }
    let path = format!("/employees/{id}/edit");
    admin.submit(&path, &[("name", "Mo"), ("number", "0117"), ("language", "en")]).await;
    let known = &everybody(&test).await[0];
    assert_eq!(known.details, Details { employee_number: Some("0117".to_owned()), ..details("Mo") });

    for (path, shown, active) in [
        ("deactivate", "Mo is inactive and can no longer clock in.", false),
        ("reactivate", "Mo is active again.", true),
    ] {
        let page = admin.submit(&format!("/employees/{id}/{path}"), &[]).await;
        assert!(page.text().contains(shown), "{}", page.text());
        assert_eq!(everybody(&test).await[0].active, active);
    }
    let records = audit(&test).await;
    let done: Vec<_> = records.iter().map(|record| record.action.as_str()).collect();
    assert_eq!(done, ["reactivate employee", "deactivate employee", "change employee", "add employee"]);
    assert!(records.iter().all(|record| record.actor == "The admin" && record.employee == EmployeeId::parse(&id)));
    let (before, after) = (records[2].before.as_deref().unwrap(), records[2].after.as_deref().unwrap());
    assert!(before.contains("mo@example.com") && after.contains("\"email\":null"), "{before} {after}");
    assert!(!before.contains("0117"), "what stays the same is not written down again: {before}");
}

/// Somebody new, with something wrong in every field but the number.
pub fn mistaken(id: &str) -> [(&str, &str); 7] {
    [
        ("id", id),
        ("name", " "),
        ("number", "0117"),
        ("email", "ana@b.example\r\nBcc: all@b.example"),
        ("phone", "12345"),
        ("language", "fr"),
        ("time_zone", "Mars/Olympus"),
    ]
}

#[tokio::test]
async fn mistakes_stand_beside_the_field_and_what_was_typed_is_kept() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Owner).await;
    let id = admin.get("/employees/new").await.value("id");
    let page = admin.post("/employees/new", &mistaken(&id)).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("role=\"alert\""));
    assert_eq!(page.wrong("name"), "Enter a name.");
    assert!(page.wrong("email").contains("name@example.com"));
    assert!(page.wrong("phone").contains("+15555550123"));
    assert!(page.wrong("time_zone").contains("America/Chicago"));
    assert!(page.wrong("language").contains("en, es"));
    for (field, value) in [("id", id.as_str()), ("number", "0117"), ("phone", "12345"), ("time_zone", "Mars/Olympus")] {
        assert_eq!(page.value(field), value);
    }
    assert_eq!(names(&test).await, [""; 0]);

    let joe = add(&test, Details { employee_number: Some("7".to_owned()), ..details("Joe \"<i>\" Li") }).await;
    let page = admin.post("/employees/new", &[("id", &id), ("name", "Ana"), ("number", " 7 ")]).await;
    assert_eq!(
        (page.status.as_u16(), page.wrong("number").contains("already belongs to Joe \"<i>\" Li.")),
        (422, true)
    );
    assert_eq!(page.value("name"), "Ana");
    let ana = add(&test, details("Ana")).await;
    let page = admin.post(&format!("/employees/{}/edit", ana.id), &[("name", "Ana T."), ("number", "7")]).await;
    assert_eq!((page.status.as_u16(), page.value("name").as_str()), (422, "Ana T."));
    assert!(page.wrong("number").contains("already"));
    assert_eq!(names(&test).await, ["Ana".to_owned(), joe.details.name]);
}

#[tokio::test]
async fn two_admins_at_the_same_button_do_it_once_and_the_last_change_wins() {
    let test = TestGateway::start().await;
    let (mut one, mut two) = (test.browser(Role::Owner).await, test.browser(Role::Admin).await);
    let id = one.get("/employees/new").await.value("id");
    let typed = [("id", id.as_str()), ("name", "Ana"), ("number", "7")];
    let mut again = one.clone();
    let (first, second) = tokio::join!(one.post("/employees/new", &typed), again.post("/employees/new", &typed));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(names(&test).await, ["Ana"]);

    let (deactivate, edit) = (format!("/employees/{id}/deactivate"), format!("/employees/{id}/edit"));
    let (first, second) = tokio::join!(one.post(&deactivate, &[]), two.post(&deactivate, &[]));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(actions(&test).await, ["deactivate employee", "add employee"]);

    one.submit(&edit, &[("name", "Ana Torres"), ("number", "7")]).await;
    two.submit(&edit, &[("name", "Ana T."), ("number", "7")]).await;
    assert_eq!(names(&test).await, ["Ana T."]);
    let records = audit(&test).await;
    assert_eq!(records[0].before.as_deref(), Some("{\"name\":\"Ana Torres\"}"));
    assert_eq!((records[0].actor.as_str(), records[1].actor.as_str()), ("The admin", "The owner"));
    two.submit(&edit, &[("name", "Ana T."), ("number", "7")]).await;
    assert_eq!(audit(&test).await.len(), records.len(), "saving what is there already changes nothing");
}

/// Every address that changes something, with what would do it.
fn changes(id: &str) -> Vec<(String, Vec<(&'static str, String)>)> {
    let named = |name: &str| vec![("id", id.to_owned()), ("name", name.to_owned())];
    vec![
        ("/employees/new".to_owned(), named("New")),
        (format!("/employees/{id}/edit"), named("Changed")),
        (format!("/employees/{id}/deactivate"), vec![]),
        (format!("/employees/{id}/reactivate"), vec![]),
        ("/employees/import/columns".to_owned(), vec![("draft", id.to_owned())]),
        ("/employees/import/confirm".to_owned(), vec![("draft", id.to_owned())]),
        ("/employees/import/undo".to_owned(), vec![("draft", id.to_owned())]),
    ]
}

#[tokio::test]
async fn managers_read_and_change_nothing_and_payroll_sees_nothing() {
    let test = TestGateway::start().await;
    let ana = add(&test, details("Ana")).await;
    let id = ana.id.to_string();
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get("/employees").await;
    assert!(
        page.status == 200 && page.text().contains("Ana") && !page.body.contains("/employees/new"),
        "{}",
        page.body
    );
    let page = manager.get(&format!("/employees/{id}")).await;
    assert!(page.status == 200 && !page.body.contains("/edit") && !page.body.contains("/deactivate"), "{}", page.body);
    for path in ["/employees/new", "/employees/export", "/employees/import", &format!("/employees/{id}/edit")] {
        assert_eq!(manager.get(path).await.status, 403, "{path}");
    }
    let mut payroll = test.browser(Role::Payroll).await;
    for path in ["/employees", &format!("/employees/{id}")] {
        assert_eq!(payroll.get(path).await.status, 403, "{path}");
    }
    let mut nobody = Browser::nobody(&test);
    assert!(nobody.get("/employees").await.to().unwrap().starts_with("/sign-in"));
    for who in [&mut manager, &mut payroll] {
        for (path, fields) in changes(&id) {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(who.post(&path, &fields).await.status, 403, "{path}");
        }
        let csrf = who.csrf();
        assert_eq!(who.upload("/employees/import", Some(&csrf), "a.csv", b"name\nBo").await.status, 403);
    }
    assert_eq!(everybody(&test).await, [ana]);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let test = TestGateway::start().await;
    let ana = add(&test, details("Ana")).await;
    let mut admin = test.browser(Role::Admin).await;
    for (path, fields) in changes(&ana.id.to_string()) {
        let mut fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(admin.post_bare(&path, &fields).await.status, 403, "{path}");
        let wrong = "x".repeat(43);
        fields.push(("csrf", &wrong));
        let page = admin.post_bare(&path, &fields).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.text().contains("Nothing was changed"), "{}", page.text());
    }
    for csrf in [None, Some("wrong")] {
        assert_eq!(admin.upload("/employees/import", csrf, "a.csv", b"name\nBo").await.status, 403);
    }
    assert_eq!(admin.post_bare("/employees/import", &[("file", "name\nBo")]).await.status, 403);
    assert_eq!(everybody(&test).await, [ana]);
    assert_eq!(actions(&test).await, ["add employee"]);
}

#[tokio::test]
async fn ids_of_another_workspace_lead_nowhere() {
    let test = TestGateway::start().await;
    let ana = add(&test, details("Ana")).await;
    let other = other_workspace(&test).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    let id = ana.id.to_string();
    assert!(!stranger.get("/employees?status=all").await.text().contains("Ana"));
    for path in [format!("/employees/{id}"), format!("/employees/{id}/edit"), "/employees/no-id".to_owned()] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    for (path, fields) in changes(&id) {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(stranger.post(&path, &fields).await.status, 404, "{path}");
    }
    assert_eq!(stranger.get(&format!("/employees?after={id}")).await.status, 200);
    let export = stranger.get("/employees/export?status=all").await;
    assert!(export.status == 200 && !export.body.contains("Ana"));
    assert_eq!(everybody(&test).await, [ana]);
}

#[tokio::test]
async fn an_inactive_employee_cannot_sign_in_by_phone_and_their_hours_stay() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", maria.id), &[]).await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(!heard(&report).contains("Clocked"), "{}", report.transcript());
    assert_eq!(test.only_entry().await.employee, "Maria Lopez");
    admin.submit(&format!("/employees/{}/reactivate", maria.id), &[]).await;
    test.advance(jiff::SignedDuration::from_mins(20));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked out"), "{}", report.transcript());
}

#[tokio::test]
async fn an_employees_own_voice_check_goes_before_the_workspaces() {
    for (workspaces, own, asked) in [(true, "off", false), (false, "on", true), (true, "", true), (false, "", false)] {
        let test = TestGateway::start_with(|settings| settings.voice_check = workspaces).await;
        let (maria, id) = test.employee("Maria Lopez").await;
        let mut admin = test.browser(Role::Admin).await;
        admin.submit(&format!("/employees/{}/edit", maria.id), &[("name", "Maria Lopez"), ("voice_check", own)]).await;
        let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        assert_eq!(heard(&report).contains("say your name"), asked, "{workspaces} {own}: {}", report.transcript());
        assert_eq!(test.only_entry().await.voice_checks.len(), usize::from(asked));
    }
}
