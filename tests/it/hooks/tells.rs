//! What is told, in the form of the API, signed, once to each address that wants it.

use jiff::SignedDuration;
use phoneclock::domain::{ids::HookDeliveryId, user::Role};
use reqwest::Method;
use serde_json::{Value, json};

use super::{ALL, Listener, PAGE, add, header, secret_on};
use crate::{
    access::other_workspace,
    exports::book::{Book, ana},
    sdk::check,
    support::{MARIAS_PHONE, PIN, TestGateway, programs::Program},
};

#[tokio::test]
async fn a_call_that_clocks_in_and_out_is_told_as_the_api_answers_it() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(204).await);
    let (page, secret) = add(&mut owner, &listener.url(), &ALL).await;
    test.tell_hooks().await;
    assert!(listener.requests().await.is_empty(), "nothing has happened yet");

    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    let [request] = listener.requests().await.try_into().unwrap();
    assert_eq!(
        (request.method.as_str(), request.url.path_and_query()),
        ("POST", "/clock?key=of-the-program".to_owned())
    );
    assert_eq!(header(&request, "content-type"), "application/json");
    let told: Value = request.body_json().unwrap();
    assert_eq!((&told["type"], &told["workspace"]), (&json!("entry.opened"), &json!(test.workspace.id)));
    let program = test.program("time:read").await;
    let entry = format!("/entries/{}", told["data"]["id"].as_str().unwrap());
    assert_eq!(told["data"], program.get(&entry).await.is(200).json());

    test.advance(SignedDuration::from_hours(8));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    let told = listener.told().await;
    assert_eq!((&told[1]["type"], &told[1]["data"]["worked_seconds"]), (&json!("entry.closed"), &json!(8 * 3600)));
    assert_eq!(told[1]["data"], program.get(&entry).await.is(200).json());
    test.tell_hooks().await;
    assert_eq!(listener.requests().await.len(), 2, "each thing once");
    let shown = test.browser(Role::Owner).await.get(&page).await;
    shown.says("entry.closed").says("Delivered").says("tries: 1").says("HTTP 204").says_nothing_of(&secret);
}

trait PathAndQuery {
    fn path_and_query(&self) -> String;
}

impl PathAndQuery for url::Url {
    fn path_and_query(&self) -> String {
        self[url::Position::BeforePath..].to_owned()
    }
}

/// An entry of the week that is over, of somebody whom payroll knows.
async fn week_of_ana(test: &TestGateway, program: &Program) -> (Value, String) {
    let employee = Book::new(test).person(ana()).await;
    let shift = json!({ "employee": employee, "clocked_in": "2026-11-10T13:00:00Z",
        "clocked_out": "2026-11-10T21:30:00Z", "reason": "forgot to clock in" });
    let entry = program.post("/entries", shift).await.is(201).json();
    (json!(employee), format!("/entries/{}", entry["id"].as_str().unwrap()))
}

#[tokio::test]
async fn whatever_happens_to_hours_until_they_are_exported_is_told() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &ALL).await;
    let program = test.program("time:write approvals:write exports:write").await;
    let told = async || {
        test.tell_hooks().await;
        let told = listener.told().await;
        listener.answer(200).await;
        told
    };
    let events = |told: &[Value]| told.iter().map(|it| it["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>();

    let (employee, entry) = week_of_ana(&test, &program).await;
    assert_eq!(events(&told().await), ["entry.closed"]);
    let why = json!({ "reason": "test" });
    let later = json!({ "clocked_out": "2026-11-10T22:00:00Z", "reason": "test" });
    program.patch(&entry, "*", later).await.is(200);
    let corrected = told().await;
    assert_eq!(events(&corrected), ["entry.changed"]);
    assert_eq!(corrected[0]["data"]["worked_seconds"], 9 * 3600);
    for (act, voided) in [("void", true), ("restore", false)] {
        program.send(Method::POST, &format!("{entry}/{act}"), Some("*"), Some(why.clone())).await.is(200);
        let changed = told().await;
        assert_eq!(
            (events(&changed), &changed[0]["data"]["voided"]),
            (vec!["entry.changed".to_owned()], &json!(voided))
        );
    }

    let sheet = program.get("/timesheets?day=2026-11-10").await.is(200).json()["data"][0].clone();
    let approval = json!({ "employee": employee, "day": "2026-11-10", "version": sheet["version"] });
    let approved = program.post("/approvals", approval.clone()).await.is(201).json();
    let given = told().await;
    assert_eq!((events(&given), &given[0]["data"]), (vec!["approval.given".to_owned()], &approved));
    let reopen = format!("/approvals/{}/reopen", approved["id"].as_str().unwrap());
    program.post(&reopen, json!({ "reason": "A day was missing" })).await.is(200);
    let reopened = told().await;
    assert_eq!(events(&reopened), ["approval.reopened"]);
    assert_eq!(reopened[0]["data"]["reopened_because"], "A day was missing");
    program.post("/approvals", approval).await.is(201);
    told().await;

    let profile = Book::new(&test).profile(&mut test.browser(Role::Payroll).await, "generic").await;
    let check = program.get(&format!("/exports/check?profile={profile}&day=2026-11-10")).await.is(200).json();
    let export = json!({ "profile": profile, "day": "2026-11-10", "version": check["version"] });
    let made = program.post("/exports", export).await.is(201).json();
    let exported = told().await;
    assert_eq!((events(&exported), &exported[0]["data"]), (vec!["export.made".to_owned()], &made));
}

#[tokio::test]
async fn exceptions_are_told_when_they_open_and_when_they_are_resolved() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &["exception.opened", "exception.resolved"]).await;
    test.advance(SignedDuration::from_hours(30));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1#")).await;
    test.tell_hooks().await;
    let opened = listener.told().await;
    let missing = opened.iter().find(|told| told["data"]["kind"] == "missing clock-out").expect("one is told");
    assert_eq!((&missing["type"], &missing["data"]["resolved"]), (&json!("exception.opened"), &Value::Null));
    listener.answer(200).await;
    let program = test.program("time:write").await;
    let accept = format!("/exceptions/{}/accept", missing["data"]["id"].as_str().unwrap());
    let accepted = program.post(&accept, json!({ "note": "Went home sick" })).await.is(200).json();
    test.tell_hooks().await;
    let resolved = listener.told().await;
    let resolved: Vec<_> = resolved.iter().map(|told| (&told["type"], &told["data"])).collect();
    assert_eq!(resolved, [(&json!("exception.resolved"), &accepted)]);
}

#[tokio::test]
async fn breaks_change_the_entry_that_they_are_in() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &["entry.changed"]).await;
    for sql in [
        "INSERT INTO break_kind (id, workspace_id, name, paid, created_at) SELECT id, id, 'Lunch', 0, 1 FROM workspace",
        "INSERT INTO entry_break (id, workspace_id, employee_id, entry_id, kind_id, paid, begin_at, ended_with_entry, \
         revision, made_by) SELECT id, workspace_id, employee_id, id, workspace_id, 0, in_at, 0, 0, 'by hand' FROM time_entry",
        "UPDATE entry_break SET end_at = begin_at + 60000",
    ] {
        test.execute(sql).await;
    }
    test.tell_hooks().await;
    // Both changes were there at the same look: they are told once, as it is now.
    assert_eq!(listener.events().await, ["entry.changed"]);
}

#[tokio::test]
async fn each_address_is_told_what_it_wants_of_its_own_workspace() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let elsewhere = other_workspace(&test).await;
    let (mut owner, mut stranger) = (test.browser(Role::Owner).await, test.browser_in(elsewhere, Role::Owner).await);
    let [opened, closed, other] =
        [Listener::answering(200).await, Listener::answering(200).await, Listener::answering(200).await];
    let (page, _) = add(&mut owner, &opened.url(), &["entry.opened"]).await;
    add(&mut owner, &closed.url(), &["entry.closed", "export.made"]).await;
    add(&mut stranger, &other.url(), &ALL).await;
    for _ in 0..2 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        test.advance(SignedDuration::from_hours(1));
        test.tell_hooks().await;
    }
    assert_eq!(opened.events().await, ["entry.opened"]);
    assert_eq!(closed.events().await, ["entry.closed"]);
    assert!(other.requests().await.is_empty());
    let mut stranger = test.browser_in(elsewhere, Role::Owner).await;
    stranger.get(&page).await.is(404);
    for act in ["test", "pause", "resume", "secret", "remove"] {
        stranger.post(&format!("{page}/{act}"), &[]).await.is(404);
    }
    let delivery: Vec<HookDeliveryId> = test.column("SELECT id FROM hook_delivery LIMIT 1").await;
    stranger.post(&format!("{page}/deliveries/{}", delivery[0]), &[]).await.is(404);
    stranger.get(PAGE).await.says_nothing_of(&page);
    test.browser(Role::Owner).await.get(&page).await.says("Delivered");
}

#[tokio::test]
async fn two_gateways_that_look_at_once_write_each_thing_down_once() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &ALL).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let write = || test.gateway.hooks.write_down(phoneclock::web::write_happening);
    let (one, other) = tokio::join!(write(), write());
    one.and(other).unwrap();
    assert_eq!((test.count("hook_event").await, test.count("hook_delivery").await), (0, 1));
}

#[tokio::test]
async fn nothing_is_kept_where_nobody_wants_to_know() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.count("hook_event").await, 0);
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &["export.made"]).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    assert_eq!((test.count("hook_event").await, test.count("hook_delivery").await), (0, 0));
}

/// A request as it came, and the secret that it is to be checked with.
fn line(request: &wiremock::Request, secret: &str) -> Value {
    let headers = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(|name| (name, header(request, name)));
    let headers: serde_json::Map<_, _> =
        headers.map(|(name, value)| (name.to_owned(), json!(value))).into_iter().collect();
    json!({ "secret": secret, "headers": headers, "body": String::from_utf8_lossy(&request.body) })
}

#[tokio::test]
async fn every_message_is_signed_as_the_library_of_standard_webhooks_checks_it() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    let (page, secret) = add(&mut owner, &listener.url(), &ALL).await;
    let send = async |owner: &mut crate::support::browser::Browser| {
        listener.answer(200).await;
        owner.submit(&format!("{page}/test"), &[]).await.says("A test is on its way.");
        test.tell_hooks().await;
        listener.requests().await.pop().expect("a test")
    };
    let first = send(&mut owner).await;
    check("check_hooks.py", &[line(&first, &secret)]);
    assert_eq!(first.body_json::<Value>().unwrap()["type"], "test");

    // For a day both are good, then the new one alone.
    let renewed = owner.post(&format!("{page}/secret"), &[]).await;
    let new = secret_on(&renewed.is(200).body);
    renewed.says("For 24 hours");
    assert_ne!(new, secret);
    let both = send(&mut owner).await;
    check("check_hooks.py", &[line(&both, &secret), line(&both, &new)]);
    test.advance(SignedDuration::from_hours(24));
    let mut owner = test.browser(Role::Owner).await;
    let last = send(&mut owner).await;
    check("check_hooks.py", &[line(&last, &new)]);
    assert_eq!(header(&last, "webhook-signature").split(' ').count(), 1);
}

#[tokio::test]
#[should_panic(expected = "the library refuses")]
async fn the_check_notices_another_secret() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    let (page, _) = add(&mut owner, &listener.url(), &ALL).await;
    owner.submit(&format!("{page}/test"), &[]).await;
    test.tell_hooks().await;
    let request = listener.requests().await.pop().unwrap();
    check("check_hooks.py", &[line(&request, "whsec_bm90IHRoZSBzZWNyZXQgb2YgdGhpcyB3ZWJob29r")]);
}
