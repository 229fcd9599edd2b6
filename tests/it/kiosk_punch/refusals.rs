//! Wrong PINs: three, then the manager; other kiosks, the badge and the phone go on; what a device has used up.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Details,
        ids::EmployeeId,
        kiosk::{CredentialKind, Method},
        lockout::LockoutPolicy,
    },
    service::{audit::Actor, kiosks::guards},
};
use serde_json::{Value, json};

use crate::support::{
    PIN, TestGateway,
    kiosk::SoftDevice,
    kiosk_people::{At, KIOSK_PIN, WRONG_PIN, at_the_gate_of, maria_at_the_gate},
    people::details,
};

async fn unlock(test: &TestGateway, kiosk: phoneclock::domain::ids::KioskId, employee: EmployeeId) -> bool {
    let actor = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| guards::unlock(u, &actor, kiosk, employee)).await.unwrap()
}

#[tokio::test]
async fn three_wrong_pins_lock_here_for_a_quarter_of_an_hour_and_the_right_one_is_refused() {
    let mut at = maria_at_the_gate().await;
    for ask_manager in [false, false, true] {
        let refused = at.maria_keys(WRONG_PIN).await;
        assert_eq!((&refused["ask_manager"], &refused["may_note"]), (&json!(ask_manager), &json!(ask_manager)));
    }
    let right = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&right["kind"], &right["ask_manager"]), (&json!("refused"), &json!(true)));
    at.test.advance(SignedDuration::from_mins(14));
    assert_eq!(at.maria_keys(KIOSK_PIN).await["kind"], "refused");
    at.test.advance(SignedDuration::from_mins(1));
    assert_eq!(at.maria_keys(KIOSK_PIN).await["kind"], "done");
    let noted = at.test.column::<String>("SELECT note FROM exception WHERE kind = 'locked out'").await;
    assert_eq!(noted, ["3 wrong PINs in a row at the kiosk Gate; locked there for 15 minutes"]);
}

#[tokio::test]
async fn whoever_is_locked_at_one_kiosk_clocks_at_another_by_badge_and_by_phone() {
    let mut at = maria_at_the_gate().await;
    let badge = at.test.set_badge(&at.maria).await;
    let clock_id = at.test.set_pin(&at.maria, PIN).await.unwrap();
    for _ in 0..3 {
        at.maria_keys(WRONG_PIN).await;
    }
    let yard = at.test.kiosk("Yard").await;
    let mut elsewhere = at.test.device(&yard).await;
    assert_eq!(elsewhere.by_name(at.maria.id, KIOSK_PIN).await["kind"], "done");
    at.test.set_method(Method::Badge).await;
    at.test.wait_out();
    assert_eq!(at.device.by_badge(&badge).await["way"], "out");
    at.test.wait_out();
    assert!(at.test.clocks_by_phone(&clock_id).await);
    // And another device of the same kiosk is the same kiosk.
    let mut second = at.test.device(&at.kiosk).await;
    assert_eq!(second.by_name(at.maria.id, KIOSK_PIN).await["kind"], "refused");
}

#[tokio::test]
async fn a_right_pin_ends_the_count_and_somebody_unlocks() {
    let mut at = maria_at_the_gate().await;
    for pin in [WRONG_PIN, WRONG_PIN, KIOSK_PIN, WRONG_PIN, WRONG_PIN] {
        assert_ne!(at.maria_keys(pin).await["ask_manager"], json!(true));
    }
    assert_eq!(at.maria_keys(WRONG_PIN).await["ask_manager"], true);
    assert!(unlock(&at.test, at.kiosk.id, at.maria.id).await);
    assert!(!unlock(&at.test, at.kiosk.id, at.maria.id).await, "there is nothing left");
    at.test.wait_out();
    assert_eq!(at.maria_keys(KIOSK_PIN).await["kind"], "done");
    let log = at.test.audit_log().await;
    assert!(log.records.iter().any(|record| record.action == "unlock at kiosk" && record.subject == "Maria Lopez"));
}

#[tokio::test]
async fn a_lock_until_unlocked_is_the_workspaces_choice_and_the_tenth_lock_is_one_anyway() {
    let test = TestGateway::start_with(|settings| settings.lockout = LockoutPolicy::UntilUnlocked).await;
    let mut at = at_the_gate_of(test).await;
    for _ in 0..3 {
        at.maria_keys(WRONG_PIN).await;
    }
    at.test.advance(SignedDuration::from_hours(24 * 60));
    assert_eq!(at.maria_keys(KIOSK_PIN).await["kind"], "refused");

    let mut at = maria_at_the_gate().await;
    for _ in 0..10 {
        for _ in 0..3 {
            at.maria_keys(WRONG_PIN).await;
        }
        at.test.advance(SignedDuration::from_hours(24));
    }
    at.test.advance(SignedDuration::from_hours(24 * 60));
    assert_eq!(at.maria_keys(KIOSK_PIN).await["kind"], "refused", "thirty wrong ones hold");
}

/// What is heard after each of five wrong tries.
async fn heard(device: &mut SoftDevice, body: Value) -> Vec<Value> {
    let mut heard = Vec::new();
    for _ in 0..5 {
        heard.push(device.ask("identify", body.clone()).await);
    }
    heard
}

#[tokio::test]
async fn unknown_wrong_asleep_and_not_from_here_hear_the_same_also_when_others_come_in_between() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let number = |name: &str, number: &str| Details { employee_number: Some(number.to_owned()), ..details(name) };
    let known = test.add_employee(number("Ben Ode", "70419")).await;
    test.set_kiosk_pin(&known, CredentialKind::NumberPin, KIOSK_PIN).await;
    let asleep = test.add_employee(number("Cy Sleep", "70420")).await;
    test.set_kiosk_pin(&asleep, CredentialKind::NamePin, WRONG_PIN).await;
    let gone = test.add_employee(number("Di Gone", "70421")).await;
    test.set_kiosk_pin(&gone, CredentialKind::NumberPin, WRONG_PIN).await;
    test.deactivate(&gone).await;
    test.set_method(Method::NumberAndPin).await;
    let mut all = Vec::new();
    for number in ["70419", "70420", "70421", "99999"] {
        all.push(heard(&mut device, json!({ "by": "number", "number": number, "pin": WRONG_PIN })).await);
    }
    assert_eq!(all[0][2]["ask_manager"], true);
    assert!(all.iter().all(|heard| *heard == all[0]), "{all:#?}");
    // Somebody else is found, and the locks are as they were.
    test.set_kiosk_pin(&maria, CredentialKind::NumberPin, KIOSK_PIN).await;
    let ana = test.add_employee(number("Ana Torres", "70422")).await;
    test.set_kiosk_pin(&ana, CredentialKind::NumberPin, KIOSK_PIN).await;
    assert_eq!(device.by_number("70422", KIOSK_PIN).await["kind"], "done");
    for number in ["70419", "70420", "70421", "99999"] {
        let again = device.by_number(number, KIOSK_PIN).await;
        assert_eq!(again, all[0][4], "{number}");
    }
    // And they open again at the same time.
    test.advance(SignedDuration::from_mins(16));
    assert_eq!(device.by_number("70419", KIOSK_PIN).await["kind"], "done");
    for number in ["70420", "70421", "99999"] {
        assert_eq!(device.by_number(number, WRONG_PIN).await["ask_manager"], false, "{number}");
    }
}

#[tokio::test]
async fn what_was_keyed_in_the_place_of_a_number_is_not_kept() {
    let At { test, mut device, .. } = maria_at_the_gate().await;
    test.set_method(Method::NumberAndPin).await;
    device.by_number("835261", WRONG_PIN).await;
    for (table, rows) in test.tables().await {
        let text = format!("{rows:?}");
        assert!(!text.contains("835261") && !text.contains(WRONG_PIN), "{table}: {text}");
    }
}

#[tokio::test]
async fn a_device_that_has_used_up_its_tries_asks_for_a_name_and_nobody_loses_pay() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    test.set_method(Method::PinAlone).await;
    test.set_universal_pin(&kiosk, "604173").await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, KIOSK_PIN).await;
    for nth in 0..20 {
        let refused = device.by_pin(WRONG_PIN).await;
        // What this very try has used up is told with the next one.
        assert_eq!(refused["need_name"], false, "{nth}");
        // A success gives none back.
        if nth == 9 {
            let found = device.by_pin(KIOSK_PIN).await;
            assert_eq!(device.choose(&found, "in").await["kind"], "done");
        }
    }
    test.wait_out();
    let state = device.ask("state", json!({})).await;
    assert_eq!(state["careful"], true);
    for pin in [KIOSK_PIN, WRONG_PIN] {
        let refused = device.by_pin(pin).await;
        assert_eq!((&refused["kind"], &refused["need_name"]), (&json!("refused"), &json!(true)));
    }
    assert_eq!(device.by_universal(maria.id, "604173").await["kind"], "refused");
    // With the name it does, and another device goes on.
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["way"], "out");
    test.wait_out();
    let mut other = test.device(&kiosk).await;
    let found = other.by_pin(KIOSK_PIN).await;
    assert_eq!(other.choose(&found, "in").await["way"], "in");
    let told = test.audit_log().await.records;
    let told: Vec<_> = told.iter().filter(|record| record.action.contains("failed tries")).collect();
    assert_eq!(told.len(), 1, "once, however many follow");
    assert_eq!(told[0].subject, "Tablet at Gate");
    // A week after the first of them there is one left.
    test.advance(SignedDuration::from_hours(7 * 24));
    let found = device.by_pin(KIOSK_PIN).await;
    assert_eq!(found["kind"], "choose");
}

#[tokio::test]
async fn a_device_that_has_used_up_its_tries_goes_on_for_numbers_and_badges() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::PinAlone).await;
    for _ in 0..20 {
        device.by_pin(WRONG_PIN).await;
    }
    assert_eq!(device.ask("state", json!({})).await["careful"], true);
    test.set_method(Method::NumberAndPin).await;
    test.execute("UPDATE employee SET employee_number = '70419'").await;
    test.set_kiosk_pin(&maria, CredentialKind::NumberPin, "418352").await;
    assert_eq!(device.by_number("70419", "418352").await["way"], "in");
    test.wait_out();
    test.set_method(Method::Badge).await;
    let badge = test.set_badge(&maria).await;
    assert_eq!(device.by_badge(&badge).await["way"], "out");
}

#[tokio::test]
async fn a_pin_alone_does_behind_its_name_whether_the_name_is_asked_for_or_not() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::PinAlone).await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, "041783").await;
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "refused", "that one sleeps");
    assert_eq!(device.by_name(maria.id, "041783").await["kind"], "done", "a screen that does not know yet");
}

#[tokio::test]
async fn guessing_behind_names_goes_on_being_counted_by_person_once_the_device_has_used_up_its_tries() {
    let mut at = maria_at_the_gate().await;
    for nth in 0..7 {
        let other = at.test.person(&format!("Worker {nth}")).await;
        for _ in 0..3 {
            at.device.by_name(other.id, WRONG_PIN).await;
        }
    }
    // Whoever waits for right PINs gets no further tries by them.
    for (pin, kind) in [(WRONG_PIN, "refused"), (WRONG_PIN, "refused"), (KIOSK_PIN, "done"), (WRONG_PIN, "refused")] {
        assert_eq!(at.maria_keys(pin).await["kind"], kind);
    }
    assert_eq!(at.maria_keys(KIOSK_PIN).await["ask_manager"], true);
}

#[tokio::test]
async fn pins_alone_ask_for_the_manager_after_three_in_a_row() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::PinAlone).await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, KIOSK_PIN).await;
    for ask_manager in [false, false, true, true] {
        assert_eq!(device.by_pin(WRONG_PIN).await["ask_manager"], ask_manager);
    }
    assert_eq!(device.by_pin(KIOSK_PIN).await["kind"], "choose");
    assert_eq!(device.by_pin(WRONG_PIN).await["ask_manager"], false);
}

#[tokio::test]
async fn a_pin_of_other_letters_or_lengths_is_never_right() {
    let At { test: _test, mut device, maria, .. } = maria_at_the_gate().await;
    for pin in
        [json!(""), json!(null), json!(" 835261"), json!("८३५२६१"), json!("835261\0"), json!("8".repeat(50_000 / 5))]
    {
        let answer = device.ask("identify", json!({ "by": "name", "employee": maria.id, "pin": pin })).await;
        assert_eq!(answer["kind"], "refused", "{pin}");
    }
    for body in [
        json!({}),
        json!({ "by": "face" }),
        json!({ "by": "name", "employee": 7 }),
        json!({ "by": "name", "employee": maria.id, "pin": 835_261 }),
        json!([]),
    ] {
        assert_eq!(device.ask("identify", body.clone()).await["kind"], "malformed", "{body}");
    }
    for body in [json!({ "by": "name", "pin": KIOSK_PIN }), json!({ "by": "name", "employee": "", "pin": KIOSK_PIN })] {
        assert_eq!(device.ask("identify", body.clone()).await["kind"], "refused", "{body}");
    }
}

#[tokio::test]
async fn odd_pins_are_refused_in_every_way_in_and_the_next_one_clocks() {
    let At { test, kiosk, mut device, maria, .. } = maria_at_the_gate().await;
    test.execute("UPDATE employee SET employee_number = '70419'").await;
    let badge = test.set_badge(&maria).await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, "041783").await;
    test.set_kiosk_pin(&maria, CredentialKind::NumberPin, "418352").await;
    test.set_universal_pin(&kiosk, "604173").await;
    let odd = ["", " ", "८३५२६१", "４１８３５２", "418352\0", "-418352", "4e5", "418352;--"].map(str::to_owned);
    for (nth, pin) in odd.into_iter().chain(["7".repeat(5_000)]).enumerate() {
        // Each with another, so that nobody is locked.
        test.advance(SignedDuration::from_hours(24 * 8));
        for (method, body) in [
            (Method::NumberAndPin, json!({ "by": "number", "number": "70419", "pin": pin })),
            (Method::PinAlone, json!({ "by": "pin", "pin": pin })),
            (Method::NameAndPin, json!({ "by": "universal", "employee": maria.id, "pin": pin })),
        ] {
            test.set_method(method).await;
            assert_eq!(device.ask("identify", body).await["kind"], "refused", "{method:?} {nth}");
        }
        test.set_method(Method::BadgeAndPin).await;
        let asked = device.by_badge(&badge).await;
        let body = json!({ "by": "badge", "identification": asked["identification"], "pin": pin });
        assert_eq!(device.ask("identify", body).await["kind"], "refused", "{nth}");
        let asked = device.by_badge(&badge).await;
        let body = json!({ "by": "badge", "identification": asked["identification"], "pin": KIOSK_PIN });
        assert_ne!(device.ask("identify", body).await["kind"], "refused", "{nth}");
    }
}

#[tokio::test]
async fn wrong_universal_pins_count_against_the_device() {
    let At { test, kiosk, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_universal_pin(&kiosk, "604173").await;
    for _ in 0..20 {
        assert_eq!(device.by_universal(maria.id, WRONG_PIN).await["kind"], "refused");
    }
    assert_eq!(device.by_universal(maria.id, "604173").await["kind"], "refused", "it has stopped");
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "done", "nobody loses pay");
}
