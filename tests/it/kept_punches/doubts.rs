//! What is doubtful becomes a claim, and what somebody has written down by hand meanwhile is not made a second time.

use jiff::SignedDuration;
use phoneclock::{
    domain::{entry_change::ChangeReason, ids::EntryId, phone_clock_id::PhoneClockId},
    service::{
        Hold,
        audit::Actor,
        timesheets::changes::{self, NewEntry},
    },
};
use serde_json::json;

use crate::support::{
    PIN, at,
    kept::maria_says,
    kiosk_people::{At, KIOSK_PIN, WRONG_PIN, maria_at_the_gate},
};

/// The office writes down that Maria was there.
async fn write_down(here: &At, in_at: &str, out_at: Option<&str>) -> EntryId {
    let (workspace, employee) = (here.test.workspace.id, here.maria.id);
    let id = EntryId::generate(&here.test.store.ids());
    let new = NewEntry { id, employee, in_at: at(in_at), out_at: out_at.map(at), job: None };
    let why = ChangeReason::because("the kiosk was silent".to_owned());
    let actor = Actor::at_the_machine(workspace);
    here.test.store.write(Hold::Workspace(workspace), move |u| changes::add(u, &actor, &new, &why)).await.unwrap();
    id
}

/// Why each was no punch, in the order in which they were kept.
async fn why(here: &At) -> Vec<Option<String>> {
    here.test.column("SELECT why FROM kept_punch ORDER BY number").await
}

#[tokio::test]
async fn a_wrong_pin_and_somebody_unknown_become_claims_that_a_person_accepts() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(2));
    let wrong = tablet.keep("in", &maria_says(WRONG_PIN));
    let unknown = tablet.keep("in", &json!({ "by": "person", "who": "Bo Newman", "pin": KIOSK_PIN }));
    let badge = tablet.keep("out", &json!({ "by": "badge", "badge": "BCD" }));
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[wrong, unknown, badge]).await;
    assert_eq!(here.test.count("time_entry").await, 0);
    assert_eq!(why(&here).await.into_iter().flatten().collect::<Vec<_>>(), ["pin", "nobody", "nobody"]);
    let names = here
        .test
        .column::<Option<String>>(
            "SELECT said_name FROM claim c JOIN kept_punch p ON p.claim_id = c.id ORDER BY p.number",
        )
        .await;
    assert_eq!(names, [None, Some("Bo Newman".to_owned()), Some("?".to_owned())]);
    let times = here.test.column::<i64>("SELECT DISTINCT at FROM claim").await;
    assert_eq!(times, [at("2026-11-17T13:02:00Z").as_millisecond()]);
    // No note of a person is used up by them.
    let mut device = tablet.device.clone();
    assert_eq!(device.ask("note", json!({ "name": "Bo", "way": "in" })).await["kind"], "noted");
}

#[tokio::test]
async fn what_does_not_fit_to_what_was_clocked_since_becomes_a_claim() {
    let mut here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(20));
    let (came, went) = (tablet.maria("in"), {
        here.test.wait_out();
        tablet.maria("out")
    });
    here.test.advance(SignedDuration::from_hours(2));
    // Another tablet was there all the time.
    here.device = here.test.device(&here.kiosk).await;
    here.maria_keys(KIOSK_PIN).await;
    tablet.deliver(&[came, went]).await;
    assert_eq!(why(&here).await.into_iter().flatten().collect::<Vec<_>>(), ["order", "order"]);
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T15:23:00Z");
    assert_eq!(here.test.count("claim").await, 2);
}

#[tokio::test]
async fn in_while_in_and_out_while_out_become_claims_and_a_second_press_is_the_same_punch() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.wait_out();
    let mut kept = vec![tablet.maria("out")];
    here.test.wait_out();
    kept.push(tablet.maria("in"));
    here.test.advance(SignedDuration::from_secs(30));
    kept.push(tablet.maria("in"));
    here.test.advance(SignedDuration::from_hours(1));
    kept.push(tablet.maria("in"));
    here.test.advance(SignedDuration::from_hours(1));
    kept.push(tablet.maria("out"));
    tablet.deliver(&kept).await;
    let why = why(&here).await;
    assert_eq!(why, [Some("order"), None, Some("same"), Some("order"), None].map(|why| why.map(str::to_owned)));
    let entry = here.test.only_entry().await;
    assert_eq!((entry.in_at.as_str(), entry.out_at.as_deref()), ("2026-11-17T13:06:00Z", Some("2026-11-17T15:06:30Z")));
}

#[tokio::test]
async fn the_office_wrote_the_time_down_by_hand_there_is_one_entry_and_an_exception() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(2));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(8));
    let went = tablet.maria("out");
    here.test.advance(SignedDuration::from_mins(30));
    let entry = write_down(&here, "2026-11-17T13:00:00Z", Some("2026-11-17T21:00:00Z")).await;
    tablet.deliver(&[came, went]).await;
    let only = here.test.only_entry().await;
    assert_eq!(
        (only.id, only.in_at.as_str(), only.out_at.as_deref()),
        (entry.to_string(), "2026-11-17T13:00:00Z", Some("2026-11-17T21:00:00Z"))
    );
    assert_eq!(here.test.standing_exceptions().await, ["kept offline"]);
    assert_eq!(why(&here).await, [Some("by hand".to_owned()), Some("by hand".to_owned())]);
    assert_eq!(here.test.count("claim").await, 0);
}

#[tokio::test]
async fn the_office_wrote_down_the_clock_in_alone_and_the_kept_clock_out_ends_it() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_mins(50));
    write_down(&here, "2026-11-17T13:10:00Z", None).await;
    here.test.advance(SignedDuration::from_hours(7));
    let went = tablet.maria("out");
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[came, went]).await;
    let only = here.test.only_entry().await;
    assert_eq!((only.in_at.as_str(), only.out_at.as_deref()), ("2026-11-17T13:10:00Z", Some("2026-11-17T20:50:00Z")));
    assert_eq!(here.test.standing_exceptions().await, ["kept offline"]);
}

#[tokio::test]
async fn hours_that_are_approved_are_not_changed_by_what_comes_late() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(6 * 24));
    here.test
        .write(
            "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, approver, approved_at, \
             regular_secs, overtime_secs) SELECT randomblob(16), workspace_id, id, '2026-11-16', \
             '2026-11-22', 'olive', 1, 0, 0 FROM employee",
        )
        .await;
    tablet.deliver(&[came]).await;
    assert_eq!(why(&here).await, [Some("approved".to_owned())]);
    assert_eq!((here.test.count("time_entry").await, here.test.count("claim").await), (0, 1));
}

#[tokio::test]
async fn whoever_called_meanwhile_is_not_clocked_twice() {
    let here = maria_at_the_gate().await;
    let clock_id: PhoneClockId = here.test.set_pin(&here.maria, PIN).await.unwrap();
    let mut tablet = here.tablet().await;
    here.test.wait_out();
    let came = tablet.maria("in");
    // The number was on the screen, too.
    assert!(here.test.clocks_by_phone(&clock_id).await);
    tablet.deliver(&[came]).await;
    here.test.only_entry().await;
    assert_eq!(why(&here).await, [Some("same".to_owned())]);
    assert_eq!(here.test.count("claim").await, 0);
}

#[tokio::test]
async fn in_out_and_in_again_within_a_minute_are_three_punches() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(2));
    let mut kept = Vec::new();
    for way in ["in", "out", "in"] {
        kept.push(tablet.maria(way));
        here.test.advance(SignedDuration::from_secs(9));
    }
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&kept).await;
    assert_eq!(why(&here).await, [None, None, None]);
    assert_eq!(here.test.count("time_entry").await, 2);
    assert_eq!(here.test.count("time_entry WHERE status = 'open'").await, 1);
}

#[tokio::test]
async fn a_clock_out_is_of_the_shift_that_began_last_whatever_was_written_down_before() {
    let here = maria_at_the_gate().await;
    let by_hand = write_down(&here, "2026-11-17T11:00:00Z", Some("2026-11-17T12:55:00Z")).await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(2));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_mins(20));
    let went = tablet.maria("out");
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[came, went]).await;
    assert_eq!(why(&here).await, [None, None]);
    let open = here.test.count("time_entry WHERE status = 'open'").await;
    assert_eq!((open, here.test.count("time_entry").await), (0, 2));
    let rows = "SELECT count(*) FROM kept_punch WHERE entry_id = ?1";
    assert_eq!(here.test.rows(rows, vec![by_hand.into()]).await[0].get::<i64>(0).unwrap(), 0);
}

#[tokio::test]
async fn what_another_device_has_not_signed_is_held_against_the_one_that_brings_it() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let other = here.test.device(&here.kiosk).await;
    here.test.advance(SignedDuration::from_mins(2));
    let mut forged = tablet.maria("in");
    forged["device"] = json!(other.id.to_string());
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[forged]).await;
    assert_eq!(why(&here).await, [Some("unreadable".to_owned())]);
    let of = here.test.column::<phoneclock::domain::ids::DeviceId>("SELECT device_id FROM kept_punch").await;
    assert_ne!(of, [other.id]);
}
