//! The acts at a device itself, signed and over HTTP: signing in, supervising, unlocking.

use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::{Wall, signed_in};
use crate::support::{TestGateway, browser::Browser, kiosk::COOKIE};

const SESSION: &str = "__Host-phoneclock_session";

/// The session cookie that a reply sets.
fn session_of(cookies: &[String]) -> Option<&str> {
    let set = cookies.iter().find(|cookie| cookie.starts_with(SESSION))?;
    for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Max-Age") && !set.contains("Expires"), "{set}");
    set.split(';').next()?.split_once('=').map(|(_, value)| value)
}

async fn lock_at(test: &TestGateway, kiosk: &str) {
    let name = format!("(SELECT id FROM kiosk WHERE name = '{kiosk}')");
    let lock = "INSERT INTO kiosk_guard (kiosk_id, employee_id, failures, locks, locked_until_unlocked)";
    test.write(&format!("{lock} SELECT {name}, e.id, 0, 10, 1 FROM employee e")).await;
}

#[tokio::test]
async fn signing_in_sets_a_cookie_once_and_says_nothing_of_it() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let sent = wall.device.request("sign_in", &json!({ "pin": pin }));
    let reply = wall.device.send(&sent).await;
    wall.device.heard(&reply);
    assert_eq!(reply.answer(), &json!({ "kind": "signed_in", "to": "/who-is-in" }));
    let token = session_of(&reply.cookies).unwrap().to_owned();
    assert!(!reply.whole.to_string().contains(&token));
    let held = format!("{:?}", test.tables().await);
    assert!(!held.contains(&token) && !held.contains(&pin));

    let mut browser = wall.browser();
    browser.cookies.insert(SESSION.to_owned(), token);
    browser.get("/who-is-in").await.is(200).says(">max</strong>");
    // The same request is answered the same, and nobody is signed in by it again.
    let again = wall.device.send(&sent).await;
    assert_eq!(again.answer(), reply.answer());
    assert!(session_of(&again.cookies).is_none());
    assert_eq!(test.count("web_session WHERE device_id IS NOT NULL").await, 1);
}

#[tokio::test]
async fn every_refusal_is_the_same_answer() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let (_, manager) = test.user_with_pin("max", Role::Manager).await;
    let (_, payroll) = test.user_with_pin("pat", Role::Payroll).await;
    let refused = json!({
        "kind": "refused", "ask_manager": false, "may_note": false, "need_name": false, "forgot": false,
    });
    for act in ["sign_in", "supervisor"] {
        for body in [json!({}), json!({ "pin": null }), json!({ "pin": "" }), json!({ "pin": "710001" })] {
            assert_eq!(wall.device.ask(act, body.clone()).await, refused, "{act} {body}");
        }
    }
    // Payroll signs in by PIN, and supervises nobody.
    assert_eq!(wall.device.ask("supervisor", json!({ "pin": payroll })).await, refused);
    assert_eq!(wall.device.ask("sign_in", json!({ "pin": payroll })).await["kind"], "signed_in");
    // Nobody signs in where that is switched off, and supervisors go on.
    test.write("UPDATE kiosk_policy SET sign_in_by_pin = 0").await;
    assert_eq!(wall.device.ask("sign_in", json!({ "pin": manager })).await, refused);
    assert_eq!(wall.device.ask("supervisor", json!({ "pin": manager })).await["kind"], "supervisor");
    // Whose login method is the password alone supervises, and does not sign in.
    test.write("UPDATE kiosk_policy SET sign_in_by_pin = 1").await;
    test.write("UPDATE web_user SET login_method = 'password'").await;
    assert_eq!(wall.device.ask("sign_in", json!({ "pin": manager })).await, refused);
    assert_eq!(wall.device.ask("supervisor", json!({ "pin": manager })).await["kind"], "supervisor");
    // What is no PIN at all is not understood, and the next person goes on.
    for body in [json!({ "pin": 710001 }), json!({ "pin": ["7"] }), json!(null)] {
        assert_eq!(wall.device.ask("supervisor", body).await["kind"], "malformed");
    }
    // 20 wrong ones, from everybody together: now no PIN of a user works here.
    for nth in 0..20 {
        let pin = (720_000 + nth * 7).to_string();
        wall.device.ask(if nth % 2 == 0 { "sign_in" } else { "supervisor" }, json!({ "pin": pin })).await;
    }
    assert_eq!(wall.device.ask("supervisor", json!({ "pin": manager })).await, refused);
    assert_eq!(test.count("identification WHERE counts = 1").await, 20);
    let told = "audit_record WHERE action = 'ask for names at a device after failed tries'";
    assert_eq!(test.count(told).await, 1);
}

#[tokio::test]
async fn a_supervisor_sees_who_is_locked_here_and_who_is_in_and_unlocks_here_alone() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    Wall::hang_at(&test, "Gate").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(crate::support::MARIAS_PHONE, &format!("{id}#,8352#")).await;
    lock_at(&test, "Yard").await;
    lock_at(&test, "Gate").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let found = wall.device.ask("supervisor", json!({ "pin": pin })).await;
    let maria_is = json!([{ "id": maria.id, "name": "Maria Lopez" }]);
    assert_eq!((&found["kind"], &found["name"]), (&json!("supervisor"), &json!("max")));
    assert_eq!((&found["locked"], &found["in"]), (&maria_is, &maria_is));

    let unlock = json!({ "identification": found["identification"], "employee": maria.id });
    assert_eq!(wall.device.ask("unlock", unlock.clone()).await, json!({ "kind": "unlocked" }));
    assert_eq!(wall.device.ask("unlock", unlock).await, json!({ "kind": "unlocked" }), "twice changes nothing");
    let left: Vec<String> = test.column("SELECT k.name FROM kiosk_guard g JOIN kiosk k ON k.id = g.kiosk_id").await;
    assert_eq!(left, ["Gate"]);
    let noted = "audit_record WHERE action = 'unlock at kiosk' AND subject = 'Maria Lopez' AND actor = 'max'";
    assert_eq!(test.count(noted).await, 1);
    // The device says who was unlocked, and by whom.
    let (mut office, device) = (test.browser(Role::Owner).await, wall.device.id);
    let page = office.get(&format!("/time-tracking/kiosks/devices/{device}")).await.text();
    assert_eq!(page.matches("Maria Lopez , by max Supervisor code Unlocked").count(), 2, "{page}");
    assert!(page.contains("max Supervisor code Supervised"), "{page}");
}

#[tokio::test]
async fn a_supervisor_goes_on_for_two_minutes_after_each_act_and_not_without_the_pin() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let mut gate = Wall::hang_at(&test, "Gate").await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (id, pin) = test.user_with_pin("max", Role::Manager).await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let gone = json!({ "kind": "gone" });
    let unlock = |found: &Value| json!({ "identification": found["identification"], "employee": maria.id });
    let found = wall.device.ask("supervisor", json!({ "pin": pin })).await;
    for _ in 0..3 {
        test.advance(jiff::SignedDuration::from_secs(110));
        assert_eq!(wall.device.ask("unlock", unlock(&found)).await["kind"], "unlocked");
    }
    assert_eq!(gate.device.ask("unlock", unlock(&found)).await, gone, "at another device it is nobody's");
    test.advance(jiff::SignedDuration::from_secs(121));
    assert_eq!(wall.device.ask("unlock", unlock(&found)).await, gone, "two idle minutes");

    for ends in ["UPDATE web_user SET active = 0", "UPDATE web_user SET role = 'payroll'"] {
        let found = wall.device.ask("supervisor", json!({ "pin": pin })).await;
        test.write(&format!("{ends} WHERE name = 'max'")).await;
        assert_eq!(wall.device.ask("unlock", unlock(&found)).await, gone, "{ends}");
        test.write("UPDATE web_user SET active = 1, role = 'manager' WHERE name = 'max'").await;
    }
    let found = wall.device.ask("supervisor", json!({ "pin": pin })).await;
    owner.post(&format!("/users/{id}/pin/remove"), &[]).await.is(303);
    assert_eq!(wall.device.ask("unlock", unlock(&found)).await, gone, "removed at once");
    let other = test.pin_of(id).await;
    assert_eq!(wall.device.ask("unlock", unlock(&found)).await, gone, "and a new PIN brings nothing back");
    assert_eq!(wall.device.ask("supervisor", json!({ "pin": other })).await["kind"], "supervisor");
    // An id that is no supervisor's, or none at all.
    let nobodys = json!({ "identification": maria.id, "employee": maria.id });
    assert_eq!(wall.device.ask("unlock", nobodys).await, gone);
    assert_eq!(wall.device.ask("unlock", json!({})).await["kind"], "malformed");
}

#[tokio::test]
async fn the_cookie_of_a_device_alone_keys_nothing() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut browser = Browser::nobody(&test);
    browser.cookies.insert(COOKIE.to_owned(), wall.device.cookie.clone().unwrap());
    let page = browser.post_bare("/kiosk/api/sign_in", &[("pin", pin.as_str())]).await;
    page.is(401);
    assert!(browser.session().is_none());
    assert_eq!(test.count("identification").await, 0);
}
