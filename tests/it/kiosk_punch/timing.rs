//! Unknown, wrong, locked and asleep at a kiosk: the same work, and no difference in time that could be told.

use std::time::Instant;

use jiff::SignedDuration;
use phoneclock::domain::{
    employee::Details,
    kiosk::{CredentialKind, Method},
    lockout::LockoutPolicy,
};
use serde_json::{Value, json};

use crate::{
    attacks::timing::told_apart,
    support::{
        TestGateway,
        kiosk_people::{At, KIOSK_PIN, WRONG_PIN, at_the_gate_of},
        people::details,
    },
};

/// What a guesser may meet behind a number; none of it changes by being tried once more.
async fn numbers() -> (At, Vec<(&'static str, Value)>) {
    let test = TestGateway::start_with(|settings| settings.lockout = LockoutPolicy::UntilUnlocked).await;
    let mut at = at_the_gate_of(test).await;
    for (name, number, kind) in [
        ("wrong", "1001", CredentialKind::NumberPin),
        ("locked", "1002", CredentialKind::NumberPin),
        ("asleep", "1003", CredentialKind::NamePin),
        ("inactive", "1004", CredentialKind::NumberPin),
    ] {
        let details = Details { employee_number: Some(number.to_owned()), ..details(name) };
        let employee = at.test.add_employee(details).await;
        at.test.set_kiosk_pin(&employee, kind, KIOSK_PIN).await;
        if name == "inactive" {
            at.test.deactivate(&employee).await;
        }
    }
    at.test.set_method(Method::NumberAndPin).await;
    for _ in 0..3 {
        at.device.by_number("1002", WRONG_PIN).await;
    }
    let by = |number: &str, pin: &str| json!({ "by": "number", "number": number, "pin": pin });
    let causes = vec![
        ("unknown", by("9999", KIOSK_PIN)),
        ("wrong", by("1001", WRONG_PIN)),
        ("locked", by("1002", WRONG_PIN)),
        ("locked, right PIN", by("1002", KIOSK_PIN)),
        ("asleep", by("1003", KIOSK_PIN)),
        ("inactive, right PIN", by("1004", KIOSK_PIN)),
    ];
    (at, causes)
}

/// What was counted against one of them is forgotten, and the locks that were there stay.
async fn forget(test: &TestGateway) {
    test.write("DELETE FROM kiosk_guard WHERE locked_until_unlocked = 0").await;
    test.write("DELETE FROM kiosk_stranger_guard").await;
    test.write("UPDATE identification SET counts = 0").await;
    test.advance(SignedDuration::from_secs(1));
}

#[tokio::test]
async fn every_refusal_at_a_kiosk_costs_one_hash() {
    let (mut at, causes) = numbers().await;
    for (cause, body) in causes {
        let before = at.test.refusals.hashed();
        assert_eq!(at.device.ask("identify", body).await["kind"], "refused", "{cause}");
        assert_eq!(at.test.refusals.hashed() - before, 1, "{cause}");
        forget(&at.test).await;
    }
}

#[tokio::test]
async fn a_pin_alone_and_a_universal_pin_cost_one_tag_whether_they_hit_or_miss() {
    let (mut at, _) = numbers().await;
    at.test.set_method(Method::PinAlone).await;
    at.test.set_kiosk_pin(&at.maria, CredentialKind::LonePin, KIOSK_PIN).await;
    at.test.set_universal_pin(&at.kiosk, "604173").await;
    let maria = at.maria.id;
    let universal = |pin: &str| json!({ "by": "universal", "employee": maria, "pin": pin });
    for body in [
        json!({ "by": "pin", "pin": KIOSK_PIN }),
        json!({ "by": "pin", "pin": WRONG_PIN }),
        json!({ "by": "pin", "pin": "" }),
        json!({ "by": "pin", "pin": "letters" }),
        universal("604173"),
        universal(WRONG_PIN),
        json!({ "by": "universal", "employee": "nobody", "pin": "604173" }),
    ] {
        let before = at.test.refusals.hashed();
        at.device.ask("identify", body.clone()).await;
        assert_eq!(at.test.refusals.hashed() - before, 1, "{body}");
    }
}

/// `cargo test --release --test it -- --ignored --nocapture kiosk_punch::timing`, on a machine that does nothing else.
#[tokio::test]
#[ignore = "minutes of PIN checks, and the numbers mean something on a quiet machine only"]
async fn unknown_wrong_locked_and_asleep_take_times_that_cannot_be_told_apart_at_a_kiosk() {
    let (at, causes) = numbers().await;
    let names: Vec<_> = causes.iter().map(|(cause, _)| *cause).collect();
    let at = tokio::sync::Mutex::new(at);
    told_apart(&names, 1, async |nth| {
        let mut at = at.lock().await;
        let began = Instant::now();
        let refused = at.device.ask("identify", causes[nth].1.clone()).await;
        let took = began.elapsed().as_secs_f64() * 1_000.;
        assert_eq!(refused["kind"], "refused");
        forget(&at.test).await;
        took
    })
    .await;
}
