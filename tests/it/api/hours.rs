//! Hours through the API: entries, exceptions, approvals and exports, by the rules of the pages.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    exports::book::{Book, ana},
    support::{MARIAS_PHONE, PIN, TestGateway, programs::Program},
};

const ALL: &str = "time:write approvals:write exports:write";

/// An entry of the last week that is over.
fn shift(employee: impl serde::Serialize) -> Value {
    json!({ "employee": employee, "clocked_in": "2026-11-10T13:00:00Z", "clocked_out": "2026-11-10T21:30:00Z",
        "reason": "forgot to clock in" })
}

#[tokio::test]
async fn an_entry_is_added_corrected_voided_and_restored_in_its_version() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let program = test.program("time:write").await;
    let added = program.post("/entries", shift(maria.id)).await;
    let entry = added.is(201).json();
    assert_eq!((&entry["status"], &entry["worked_seconds"]), (&json!("closed"), &json!(8 * 3600 + 1800)));
    let path = format!("/entries/{}", entry["id"].as_str().unwrap());
    let read = program.get(&path).await;
    assert_eq!((read.is(200).json(), read.header("etag")), (entry, added.header("etag")));
    let later = json!({ "clocked_out": "2026-11-10T22:00:00Z", "reason": "other", "note": "Stayed on" });
    let corrected = program.patch(&path, &added.header("etag"), later.clone()).await;
    assert_eq!(corrected.is(200).json()["worked_seconds"], 9 * 3600);
    program.patch(&path, &added.header("etag"), later.clone()).await.is_problem(412, "changed");
    program.patch(&path, "*", later).await.is_problem(409, "refused");
    let why = json!({ "reason": "test" });
    let void = format!("{path}/void");
    program.post(&void, why.clone()).await.is_problem(428, "no-if-match");
    let voided = program.send(Method::POST, &void, Some(&corrected.header("etag")), Some(why.clone())).await;
    assert_eq!(voided.is(200).json()["voided"], true);
    let restored = program.send(Method::POST, &format!("{path}/restore"), Some("*"), Some(why)).await;
    assert_eq!(restored.is(200).json()["voided"], false);
    let page =
        test.browser(Role::Payroll).await.get(&format!("/time-entries{}", path.trim_start_matches("/entries"))).await;
    page.says("API token Sync").says("Stayed on");
}

#[tokio::test]
async fn entries_are_listed_by_day_and_person_page_by_page() {
    let test = TestGateway::start().await;
    let book = Book::new(&test);
    let (one, other) = (book.named("One", None).await, book.named("Other", None).await);
    for hour in 0..60 {
        let minute =
            |minute: i64| (crate::support::at("2026-11-03T12:00:00Z") + SignedDuration::from_mins(minute)).to_string();
        book.entry(one, &minute(hour * 60), &minute(hour * 60 + 30), None).await;
    }
    book.entry(other, "2026-11-04T12:00:00Z", "2026-11-04T13:00:00Z", None).await;
    let program = test.program("time:read").await;
    let list = async |query: &str| program.get(&format!("/entries?{query}")).await.is(200).json();
    let of_one = format!("from=2026-11-01&to=2026-11-30&employee={one}");
    let first = list(&of_one).await;
    assert_eq!(first["data"].as_array().unwrap().len(), 50);
    let rest = list(&format!("{of_one}&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((rest["data"].as_array().unwrap().len(), &rest["next_cursor"]), (10, &Value::Null));
    let day = list(&format!("from=2026-11-04&to=2026-11-04&employee={other}")).await;
    assert_eq!(day["data"][0]["employee_name"], "Other");
    for wrong in
        ["", "from=2026-11-04", "from=2026-11-04&to=2026-11-03", "from=2024-01-01&to=2026-01-01", "from=x&to=y"]
    {
        program.get(&format!("/entries?{wrong}")).await.is_problem(400, "malformed");
    }
}

#[tokio::test]
async fn what_an_entry_may_not_say_is_refused_with_the_words_of_the_pages() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let program = test.program("time:write").await;
    let new = |more: Value| {
        let mut new = shift(maria.id);
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    for (more, status, name) in [
        (json!({ "clocked_out": null }), 409, "clocked-in"),
        (json!({ "clocked_out": "2026-11-10T12:00:00Z" }), 409, "refused"),
        (json!({ "clocked_in": "2027-01-01T12:00:00Z", "clocked_out": "2027-01-01T13:00:00Z" }), 409, "refused"),
        (json!({ "reason": "because" }), 422, "invalid"),
        (json!({ "reason": "other" }), 422, "invalid"),
        (json!({ "job": "00000000-0000-0000-0000-000000000000" }), 422, "invalid"),
        (json!({ "employee": "00000000-0000-0000-0000-000000000000" }), 404, "not-found"),
        (json!({ "employee": "Maria" }), 400, "malformed"),
    ] {
        program.post("/entries", new(more)).await.is_problem(status, name);
    }
    assert_eq!(test.entries().await.len(), 1);
}

#[tokio::test]
async fn exceptions_are_listed_accepted_once_and_then_resolved() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(30));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1#")).await;
    let program = test.program("time:write").await;
    let open = program.get(&format!("/exceptions?employee={}", maria.id)).await.is(200).json();
    let missing = open["data"].as_array().unwrap().iter().find(|one| one["kind"] == "missing clock-out").unwrap();
    assert_eq!((&missing["blocks_approval"], &missing["resolved"]), (&json!(true), &Value::Null));
    let path = format!("/exceptions/{}", missing["id"].as_str().unwrap());
    assert_eq!(program.get(&path).await.is(200).json(), *missing);
    let accept = format!("{path}/accept");
    let accepted = program.post(&accept, json!({ "note": "Went home sick" })).await.is(200).json();
    assert_eq!(accepted["resolved"]["decision"], "accepted");
    assert!(accepted["resolved"]["by"].as_str().unwrap().starts_with("API token Sync"), "{accepted}");
    program.post(&accept, json!({ "note": "Again" })).await.is_problem(409, "resolved");
    program.post(&accept, json!({ "note": "n".repeat(501) })).await.is_problem(422, "invalid");
    let resolved = program.get("/exceptions?resolved=true").await.is(200).json();
    assert_eq!(resolved["data"][0]["id"], missing["id"]);
    program.get("/exceptions/x").await.is_problem(404, "not-found");
}

/// The only timesheet of the last week that is over.
async fn sheet(program: &Program) -> Value {
    program.get("/timesheets?day=2026-11-10").await.is(200).json()["data"][0].clone()
}

#[tokio::test]
async fn hours_are_approved_as_they_were_read_taken_back_and_exported_once() {
    let test = TestGateway::start().await;
    let employee = Book::new(&test).person(ana()).await;
    let program = test.program(ALL).await;
    let entry = program.post("/entries", shift(employee)).await.is(201).json();
    let read = sheet(&program).await;
    assert_eq!((&read["state"], &read["regular_seconds"]), (&json!("open"), &json!(8 * 3600 + 1800)));
    let approve = async |version: &Value| {
        program.post("/approvals", json!({ "employee": employee, "day": "2026-11-10", "version": version })).await
    };
    approve(&json!("of another day")).await.is_problem(412, "changed");
    let approval = approve(&read["version"]).await.is(201).json();
    approve(&read["version"]).await.is_problem(409, "approved");
    assert_eq!(sheet(&program).await["state"], "approved");
    let path = format!("/entries/{}", entry["id"].as_str().unwrap());
    program
        .patch(&path, "*", json!({ "job": null, "clocked_out": "2026-11-10T20:00:00Z", "reason": "test" }))
        .await
        .is_problem(409, "approved");
    let reopen = format!("/approvals/{}/reopen", approval["id"].as_str().unwrap());
    program.post(&reopen, json!({ "reason": " " })).await.is_problem(422, "invalid");
    program.post(&reopen, json!({ "reason": "A day was missing" })).await.is(200);
    program.post(&reopen, json!({ "reason": "Again" })).await.is_problem(409, "reopened");
    assert_eq!(sheet(&program).await["approval"]["reopened_because"], "A day was missing");
    let current = json!({ "employee": employee, "day": "2026-11-17", "version": "x" });
    program.post("/approvals", current).await.is_problem(409, "period-runs");
    approve(&sheet(&program).await["version"]).await.is(201);

    let mut payroll = test.browser(Role::Payroll).await;
    let profile = Book::new(&test).profile(&mut payroll, "generic").await;
    let profiles = program.get("/export-profiles").await.is(200).json();
    assert_eq!(profiles["data"][0]["id"], profile.as_str());
    let check = program.get(&format!("/exports/check?profile={profile}&day=2026-11-10")).await.is(200).json();
    assert_eq!((&check["people"], &check["left_out"]), (&json!(1), &json!([])));
    let new = |version: &Value| json!({ "profile": profile, "day": "2026-11-10", "version": version });
    program.post("/exports", new(&json!("old"))).await.is_problem(412, "changed");
    let made = program.post("/exports", new(&check["version"])).await.is(201).json();
    assert_eq!((&made["people"], &made["seconds"]), (&json!(1), &json!(8 * 3600 + 1800)));
    let path = format!("/exports/{}", made["id"].as_str().unwrap());
    assert_eq!(program.get(&path).await.is(200).json(), made);
    assert_eq!(program.get("/exports").await.is(200).json()["data"], json!([made]));
    let file = program.get(&format!("{path}/file")).await;
    assert!(file.is(200).text.contains("Torres"), "{}", file.text);
    assert!(file.header("content-disposition").starts_with("attachment; filename="));
    let check = program.get(&format!("/exports/check?profile={profile}&day=2026-11-10")).await.json();
    program.post("/exports", new(&check["version"])).await.is_problem(409, "nothing");
}

#[tokio::test]
async fn hours_of_another_workspace_are_nowhere() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let entry = test.program(ALL).await.post("/entries", shift(maria.id)).await.is(201).json();
    let theirs = crate::access::other_workspace(&test).await;
    let stranger = test.program_of(theirs, ALL).await;
    let path = format!("/entries/{}", entry["id"].as_str().unwrap());
    stranger.get(&path).await.is_problem(404, "not-found");
    stranger.patch(&path, "*", json!({ "job": null, "reason": "test" })).await.is_problem(404, "not-found");
    stranger.post("/entries", shift(maria.id)).await.is_problem(404, "not-found");
    let days = format!("from=2026-11-01&to=2026-11-30&employee={}", maria.id);
    assert_eq!(stranger.get(&format!("/entries?{days}")).await.json()["data"], json!([]));
    assert_eq!(stranger.get(&format!("/exceptions?employee={}", maria.id)).await.json()["data"], json!([]));
    assert_eq!(stranger.get("/timesheets?day=2026-11-10").await.json()["data"], json!([]));
}
