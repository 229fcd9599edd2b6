//! Clocking others with one's own name on it: by the supervisor's PIN at the screen, and on the page of who has signed in
//! by PIN.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::{Wall, signed_in};
use crate::support::{TestGateway, kiosk::SoftDevice};

/// How each punch was made: way, proof, and who clocked.
async fn punches(test: &TestGateway) -> Vec<String> {
    test.column("SELECT way || ' ' || proof || ' ' || coalesce(clocked_by, 'themselves') FROM punch ORDER BY at, rowid")
        .await
}

async fn supervise(device: &mut SoftDevice, pin: &str) -> Value {
    let found = device.ask("supervisor", json!({ "pin": pin })).await;
    assert_eq!(found["kind"], "supervisor", "{found}");
    found["identification"].clone()
}

#[tokio::test]
async fn a_supervisor_clocks_others_in_and_out_with_their_name_on_it() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let by = supervise(&mut wall.device, &pin).await;
    let clock = json!({ "identification": by, "employee": maria.id });
    let done = wall.device.ask("clock_other", clock.clone()).await;
    assert_eq!((&done["kind"], &done["name"], &done["way"]), (&json!("done"), &json!("Maria Lopez"), &json!("in")));
    test.advance(SignedDuration::from_secs(60));
    // Moments later they are asked, and the supervisor's choice counts.
    let asked = wall.device.ask("clock_other", clock).await;
    assert_eq!((&asked["kind"], &asked["question"]), (&json!("choose"), &json!("just_clocked")));
    let out = json!({ "identification": asked["identification"], "choice": "out" });
    assert_eq!(wall.device.ask("punch", out).await["way"], "out");
    test.advance(SignedDuration::from_hours(4));
    let by = supervise(&mut wall.device, &pin).await;
    let chosen = json!({ "identification": by, "employee": maria.id, "choice": "in" });
    assert_eq!(wall.device.ask("clock_other", chosen).await["way"], "in");
    assert_eq!(punches(&test).await, ["in supervisor max", "out supervisor max", "in supervisor max"]);
    let theirs = "identification WHERE proof = 'supervisor' AND outcome = 'punched' AND user_id IS NOT NULL";
    assert_eq!(test.count(theirs).await, 3);
    let (mut office, id) = (test.browser(Role::Owner).await, test.entries().await[0].id.clone());
    office
        .get(&format!("/time-entries/{id}"))
        .await
        .says("<bdi>max</bdi>, <time")
        .says_nothing_of("<bdi>Maria Lopez</bdi>, <time");
}

#[tokio::test]
async fn a_managers_own_punches_are_theirs() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (max, pin) = test.user_with_pin("max", Role::Manager).await;
    let own = test.person("Max Hohenfels").await;
    test.link_user(max, &own).await;
    for person in [&own, &maria] {
        let by = supervise(&mut wall.device, &pin).await;
        let clock = json!({ "identification": by, "employee": person.id });
        assert_eq!(wall.device.ask("clock_other", clock).await["kind"], "done");
    }
    assert_eq!(punches(&test).await, ["in user pin themselves", "in supervisor max"]);
}

#[tokio::test]
async fn the_same_request_clocks_once_and_no_others_ticket_clocks_anybody() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let mut gate = Wall::hang_at(&test, "Gate").await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let by = supervise(&mut wall.device, &pin).await;
    let clock = json!({ "identification": by, "employee": maria.id });
    let sent = wall.device.request("clock_other", &clock);
    let first = wall.device.send(&sent).await;
    wall.device.heard(&first);
    for _ in 0..3 {
        assert_eq!(wall.device.send(&sent).await.answer(), first.answer());
    }
    assert_eq!(punches(&test).await.len(), 1);
    assert_eq!(gate.device.ask("clock_other", clock.clone()).await["kind"], "gone");
    test.advance(SignedDuration::from_secs(121));
    assert_eq!(wall.device.ask("clock_other", clock).await["kind"], "gone");
    let by = supervise(&mut wall.device, &pin).await;
    for body in [
        json!({ "identification": by, "employee": by }),
        json!({ "identification": maria.id, "employee": maria.id }),
        json!({ "identification": by, "employee": maria.id, "choice": "up" }),
    ] {
        assert_eq!(wall.device.ask("clock_other", body.clone()).await["kind"], "gone", "{body}");
    }
    assert_eq!(wall.device.ask("clock_other", json!({ "identification": by })).await["kind"], "malformed");
    assert_eq!(punches(&test).await.len(), 1);
}

#[tokio::test]
async fn a_supervisor_is_offered_names_whatever_the_method() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    test.write("UPDATE kiosk_policy SET method = 'number and pin'").await;
    let nobody = wall.device.ask("people", json!({})).await;
    assert_eq!(nobody["people"], json!([]));
    let by = supervise(&mut wall.device, &pin).await;
    let people = wall.device.ask("people", json!({ "identification": by, "search": "mar" })).await;
    assert_eq!(people["people"][0]["name"], "Maria Lopez");
    test.advance(SignedDuration::from_secs(121));
    let late = wall.device.ask("people", json!({ "identification": by })).await;
    assert_eq!(late["people"], json!([]));
}

#[tokio::test]
async fn whoever_has_signed_in_by_pin_clocks_others_on_a_page() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    max.get("/who-is-in").await.says("href=\"/who-is-in/clock\"");
    let page = max.get("/who-is-in/clock").await;
    page.is(200).says("Maria Lopez");
    let (request, employee) = (page.value("request"), maria.id.to_string());
    let fields = [("request", request.as_str()), ("employee", employee.as_str())];
    for _ in 0..3 {
        let page = max.submit("/who-is-in/clock", &fields).await;
        page.is(200).says("Maria Lopez is clocked in, 7:00 AM.");
    }
    assert_eq!(punches(&test).await, ["in supervisor max"], "the same page clocks once");

    let page = max.get("/who-is-in/clock?find=lop").await;
    let fields = [("request", &*page.value("request")), ("employee", &employee)];
    let asked = max.post("/who-is-in/clock", &fields).await;
    asked.is(200).says("Maria Lopez clocked moments ago").says("Leave it as it is").says("Clock out");
    let of = |name| asked.value(name);
    let fields = [("request", &*of("request")), ("identification", &*of("identification")), ("choice", "out")];
    max.submit("/who-is-in/clock", &fields).await.says("Maria Lopez is clocked out");
    assert_eq!(punches(&test).await, ["in supervisor max", "out supervisor max"]);

    // An identification of somebody else is nobody's here.
    let (_, other) = test.user_with_pin("moe", Role::Manager).await;
    let fields = [("request", crate::support::kiosk::new_request()), ("identification", of("identification"))];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("choice", "in")]).collect();
    wall.sign_in(&other).await.submit("/who-is-in/clock", &fields).await.says("Nothing was changed");
    assert_eq!(punches(&test).await.len(), 2);
}

#[tokio::test]
async fn the_job_is_asked_for_once_somebody_is_clocked_in() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    test.job("Roof repair", "12").await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    let page = max.get("/who-is-in/clock").await;
    let fields = [("request", &*page.value("request")), ("employee", &*maria.id.to_string())];
    let asked = max.post("/who-is-in/clock", &fields).await;
    asked.is(200).says("Maria Lopez is clocked in").says("Roof repair").says("Which job?");
    let job = test.jobs().await[0].id.to_string();
    let of = |name| asked.value(name);
    let fields = [("request", &*of("request")), ("identification", &*of("identification")), ("job", &*job)];
    max.submit("/who-is-in/clock", &fields).await.is(200).says("It is saved.").says("Roof repair");
}

#[tokio::test]
async fn nobody_clocks_others_from_elsewhere_or_in_a_role_that_does_not_supervise() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let fields = [("request", crate::support::kiosk::new_request()), ("employee", maria.id.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    owner.get("/who-is-in/clock").await.is(200).says("At a kiosk you clock others with your supervisor code");
    owner.post("/who-is-in/clock", &fields).await.is(404);
    let (_, pin) = test.user_with_pin("pat", Role::Payroll).await;
    let mut pat = wall.sign_in(&pin).await;
    pat.get("/who-is-in").await.is(200).says_nothing_of("/who-is-in/clock");
    pat.get("/who-is-in/clock").await.is(403);
    pat.post("/who-is-in/clock", &fields).await.is(403);
    assert_eq!(test.count("punch").await, 0);
}
