//! What is right becomes a punch at the time at which it was kept, by every way of being found.

use jiff::SignedDuration;
use phoneclock::domain::{
    kiosk::{CredentialKind, Method},
    workspace::JobPolicy,
};
use serde_json::json;

use crate::support::{
    TestGateway,
    kept::maria_says,
    kiosk_people::{KIOSK_PIN, at_the_gate_of, maria_at_the_gate},
};

#[tokio::test]
async fn a_day_without_a_network_is_an_entry_with_one_thing_to_settle() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(10));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(8));
    let went = tablet.maria("out");
    here.test.advance(SignedDuration::from_hours(1));
    assert_eq!(here.test.count("time_entry").await, 0);
    tablet.deliver(&[came, went]).await;

    let entry = here.test.only_entry().await;
    assert_eq!(entry.in_at, "2026-11-17T13:10:00Z");
    assert_eq!(entry.out_at.as_deref(), Some("2026-11-17T21:10:00Z"));
    assert_eq!(here.test.standing_exceptions().await, ["kept offline"]);
    let notes = here.test.column::<String>("SELECT note FROM exception").await;
    assert_eq!(
        notes,
        ["in at 2026-11-17 07:10:00 CST, kept by the kiosk Gate and sent at 2026-11-17 16:10:00 CST; \
          out at 2026-11-17 15:10:00 CST, kept by the kiosk Gate and sent at 2026-11-17 16:10:00 CST"]
    );
    let proofs = here.test.column::<String>("SELECT proof FROM punch").await;
    assert_eq!(proofs, ["pin", "pin"]);
    assert_eq!(here.test.column::<String>("SELECT outcome FROM kept_punch").await, ["punch", "punch"]);
    assert_eq!(here.test.count("claim").await, 0);
    assert_eq!(here.test.column::<i64>("SELECT count(*) FROM kept_punch WHERE sealed IS NOT NULL").await, [0]);
}

#[tokio::test]
async fn whoever_is_still_there_goes_home_as_on_every_day() {
    let mut here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(2));
    tablet.deliver(&[came]).await;
    here.test.advance(SignedDuration::from_hours(6));
    here.device = tablet.device.clone();
    let found = here.maria_keys(KIOSK_PIN).await;
    assert_eq!((&found["kind"], &found["way"]), (&json!("done"), &json!("out")));
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T13:00:00Z");
}

#[tokio::test]
async fn people_are_found_by_what_their_workspace_asks_for() {
    let mut here = maria_at_the_gate().await;
    here.test.execute("UPDATE employee SET employee_number = '70419'").await;
    here.test.set_kiosk_pin(&here.maria, CredentialKind::NumberPin, "604182").await;
    here.test.set_kiosk_pin(&here.maria, CredentialKind::LonePin, "041783").await;
    let badge = here.test.set_badge(&here.maria).await;
    let by_badge = json!({ "by": "badge", "badge": badge });
    let badge_and_pin = json!({ "by": "badge", "badge": badge, "pin": KIOSK_PIN });
    let number = |pin: &str| json!({ "by": "person", "who": " 70419", "pin": pin });
    for (method, said, proof) in [
        (Method::NameAndPin, number(KIOSK_PIN), "pin"),
        (Method::NumberAndPin, number("604182"), "pin"),
        (Method::PinAlone, json!({ "by": "pin", "pin": "041783" }), "pin"),
        (Method::PinAlone, number("041783"), "pin"),
        (Method::Badge, by_badge, "badge"),
        (Method::Badge, maria_says(KIOSK_PIN), "pin"),
        (Method::BadgeAndPin, badge_and_pin, "badge and pin"),
    ] {
        here.test.set_method(method).await;
        let mut tablet = here.tablet().await;
        here.device = tablet.device.clone();
        here.test.wait_out();
        let came = tablet.keep("in", &said);
        here.test.wait_out();
        let went = tablet.keep("out", &said);
        tablet.deliver(&[came, went]).await;
        let proofs = here.test.column::<String>("SELECT proof FROM punch ORDER BY at DESC LIMIT 2").await;
        assert_eq!(proofs, [proof, proof], "{method:?} {said}");
        here.test.wait_out();
    }
    here.test.change_kiosk(&here.kiosk, |kiosk| kiosk.authentication_required = false).await;
    let mut tablet = here.tablet().await;
    let came = tablet.keep("in", &json!({ "by": "person", "who": "María López" }));
    tablet.deliver(&[came]).await;
    let proofs = here.test.column::<String>("SELECT proof FROM punch ORDER BY at DESC LIMIT 1").await;
    assert_eq!((proofs, here.test.count("claim").await), (vec!["name only".to_owned()], 0));
}

#[tokio::test]
async fn the_job_whose_code_was_typed_is_the_entrys() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Yard", "71").await;
    let here = at_the_gate_of(test).await;
    let mut tablet = here.tablet().await;
    for code in ["71", "99"] {
        here.test.wait_out();
        let mut said = maria_says(KIOSK_PIN);
        said["job"] = code.into();
        let came = tablet.keep("in", &said);
        here.test.wait_out();
        let went = tablet.maria("out");
        tablet.deliver(&[came, went]).await;
    }
    let jobs = here.test.entries().await.into_iter().map(|entry| entry.job_name).collect::<Vec<_>>();
    assert_eq!(jobs.iter().flatten().collect::<Vec<_>>(), ["Yard"]);
    assert_eq!(here.test.standing_exceptions().await, ["job missing", "kept offline", "kept offline"]);
}

#[tokio::test]
async fn a_night_shift_that_nobody_ended_is_left_for_a_person_and_the_new_one_begins() {
    let mut here = maria_at_the_gate().await;
    here.maria_keys(KIOSK_PIN).await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_hours(24));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[came]).await;
    assert_eq!(here.test.count("time_entry").await, 2);
    assert_eq!(here.test.standing_exceptions().await, ["kept offline", "missing clock-out"]);
}
