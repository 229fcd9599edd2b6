//! Employees through the API: page by page, added once, changed in one version, deactivated and back.

use phoneclock::domain::{ids::EmployeeId, user::Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    access::other_workspace,
    support::{PIN, TestGateway, people::details},
};

const ALL: &str = "employees:write";

#[tokio::test]
async fn a_list_is_read_page_by_page_and_narrowed() {
    let test = TestGateway::start().await;
    for number in 0..120 {
        test.add_employee(details(&format!("Person {number:03}"))).await;
    }
    test.add_employee_in(other_workspace(&test).await, details("Person of others")).await;
    let program = test.program("employees:read").await;
    let (mut names, mut cursor, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = program.get(&format!("/employees{cursor}")).await.is(200).json();
        names.extend(page["data"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()));
        pages += 1;
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("?cursor={next}"),
            None => break,
        }
    }
    let expected: Vec<_> = (0..120).map(|number| format!("Person {number:03}")).collect();
    assert_eq!((names, pages), (expected, 3));
    let found = program.get("/employees?search=person%20007&active=true").await.is(200).json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(program.get("/employees?active=false").await.json()["data"], json!([]));
    for wrong in ["/employees?cursor=x", "/employees?active=perhaps"] {
        program.get(wrong).await.is_problem(400, "malformed");
    }
}

#[tokio::test]
async fn an_employee_is_added_once_and_changed_in_the_version_that_was_read() {
    let test = TestGateway::start().await;
    let program = test.program(ALL).await;
    let id = EmployeeId::generate(&test.store.ids()).to_string();
    let new = json!({ "id": id, "name": "Jose\u{301} Díaz", "email": "Jose@Example.com", "voice_check": false });
    let added = program.post("/employees", new.clone()).await;
    let known = added.is(201).json();
    assert_eq!((&known["name"], &known["email"]), (&json!("José Díaz"), &json!("jose@example.com")));
    assert_eq!(
        (&known["voice_check"], &known["active"], &known["has_pin"]),
        (&json!(false), &json!(true), &json!(false))
    );
    program.post("/employees", new).await.is(201);
    assert_eq!(test.employees().await.len(), 1);
    let path = format!("/employees/{id}");
    let read = program.get(&path).await;
    let version = read.is(200).header("etag");
    assert_eq!((read.json(), &version), (known, &added.header("etag")));
    let changed = program.patch(&path, &version, json!({ "phone": "(312) 555-0142", "email": null })).await;
    assert_eq!((&changed.is(200).json()["phone"], &changed.json()["email"]), (&json!("+13125550142"), &Value::Null));
    assert_eq!(changed.json()["name"], "José Díaz", "what is not sent stays");
    program.patch(&path, &version, json!({ "name": "Late" })).await.is_problem(412, "changed");
    program.send(Method::PATCH, &path, None, Some(json!({}))).await.is_problem(428, "no-if-match");
    program.patch(&path, "*", json!({ "name": "José Díaz Pérez" })).await.is(200);
    let log = test.audit_log().await;
    let changes: Vec<_> = log.records.iter().filter(|record| record.action == "change employee").collect();
    assert!(changes.len() == 2 && changes.iter().all(|one| one.actor.starts_with("API token Sync ")), "{changes:?}");
    test.browser(Role::Owner).await.get("/audit").await.says("API token Sync");
}

#[tokio::test]
async fn what_is_wrong_is_said_field_by_field_and_nothing_is_saved() {
    let test = TestGateway::start().await;
    let program = test.program(ALL).await;
    program.post("/employees", json!({ "name": "Ana", "employee_number": "7" })).await.is(201);
    for (new, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "name": "Bo", "email": "bo" }), "email"),
        (json!({ "name": "Bo", "phone": "12" }), "phone"),
        (json!({ "name": "Bo", "employee_number": "7" }), "employee_number"),
        (json!({ "name": "Bo", "language": "fr" }), "language"),
        (json!({ "name": "Bo", "time_zone": "Mars" }), "time_zone"),
        (json!({ "name": "Bo", "starts_on": "soon" }), "starts_on"),
    ] {
        let problem = program.post("/employees", new).await.is_problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap();
        assert_eq!((errors.len(), &errors[0]["field"]), (1, &json!(field)), "{problem}");
        assert!(errors[0]["detail"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    for malformed in [json!({}), json!({ "name": 7 }), json!({ "name": "Bo", "role": "owner" }), json!([])] {
        program.post("/employees", malformed).await.is_problem(400, "malformed");
    }
    assert_eq!(test.employees().await.len(), 1);
}

#[tokio::test]
async fn whoever_is_clocked_in_stays_active_and_others_leave_and_come_back() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    test.call(crate::support::MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let program = test.program(ALL).await;
    let leave = async |id: EmployeeId| program.send(Method::DELETE, &format!("/employees/{id}"), Some("*"), None).await;
    leave(maria.id).await.is_problem(409, "clocked-in");
    assert_eq!(leave(ana.id).await.is(200).json()["active"], false);
    let back = program.send(Method::POST, &format!("/employees/{}/reactivate", ana.id), Some("*"), None).await;
    assert_eq!(back.is(200).json()["active"], true);
    let done: Vec<_> = test.audit_log().await.records.into_iter().map(|record| record.action).collect();
    for act in ["reactivate employee", "deactivate employee"] {
        assert_eq!(done.iter().filter(|done| *done == act).count(), 1, "{done:?}");
    }
}

#[tokio::test]
async fn people_of_another_workspace_are_nobody() {
    let test = TestGateway::start().await;
    let theirs = test.add_employee_in(other_workspace(&test).await, details("Their Ana")).await;
    let program = test.program(ALL).await;
    let path = format!("/employees/{}", theirs.id);
    program.get(&path).await.is_problem(404, "not-found");
    program.patch(&path, "*", json!({ "name": "Ours" })).await.is_problem(404, "not-found");
    program.send(Method::DELETE, &path, Some("*"), None).await.is_problem(404, "not-found");
    program.post("/employees", json!({ "id": theirs.id, "name": "Ours" })).await.is_problem(404, "not-found");
    assert_eq!(program.get("/employees").await.json()["data"], json!([]));
}

#[tokio::test]
async fn of_changes_to_one_version_at_the_same_time_one_is_made() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let program = test.program(ALL).await;
    let path = format!("/employees/{}", ana.id);
    let version = program.get(&path).await.header("etag");
    let changes = (0..8).map(|number| {
        let (program, path, version) = (program.clone(), path.clone(), version.clone());
        async move { program.patch(&path, &version, json!({ "payroll_id": number.to_string() })).await.status.as_u16() }
    });
    let mut answers = futures::future::join_all(changes).await;
    answers.sort_unstable();
    assert_eq!(answers, [200, 412, 412, 412, 412, 412, 412, 412]);
    let changed = test.audit_log().await.records.into_iter().filter(|record| record.action == "change employee");
    assert_eq!(changed.count(), 1);
}
