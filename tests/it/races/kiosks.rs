//! One person at several kiosks, and one press many times, at the same moment.

use futures::future::join_all;
use phoneclock::domain::kiosk::Method;
use serde_json::{Value, json};

use crate::support::{
    kiosk::SoftDevice,
    kiosk_people::{At, KIOSK_PIN, WRONG_PIN, maria_at_the_gate},
};

/// The kinds of all answers, in the order of the alphabet.
fn kinds(answers: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<_> = answers.iter().map(|answer| answer["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    kinds
}

/// Every device does the act at once.
async fn at_once(devices: &mut [SoftDevice], name: &str, body: &Value) -> Vec<Value> {
    join_all(devices.iter_mut().map(|device| device.ask(name, body.clone()))).await
}

#[tokio::test]
async fn one_person_at_eight_tablets_at_once_is_one_punch_and_seven_questions() {
    let At { test, kiosk, maria, .. } = maria_at_the_gate().await;
    let mut devices = Vec::new();
    for _ in 0..8 {
        devices.push(test.device(&kiosk).await);
    }
    let by_name = json!({ "by": "name", "employee": maria.id, "pin": KIOSK_PIN });
    let answers = at_once(&mut devices, "identify", &by_name).await;
    assert_eq!(kinds(&answers), [["choose"; 7].as_slice(), &["done"]].concat());
    assert!(answers.iter().filter(|answer| answer["kind"] == "choose").all(|one| one["question"] == "just_clocked"));
    assert_eq!((test.count("punch").await, test.count("time_entry").await), (1, 1));
    // All seven press "out" at once: one of them is.
    let mut pressed = Vec::new();
    for (device, answer) in devices.iter_mut().zip(&answers).filter(|(_, answer)| answer["kind"] == "choose") {
        pressed.push((device, json!({ "identification": answer["identification"], "choice": "out" })));
    }
    let answers = join_all(pressed.into_iter().map(|(device, body)| device.ask("punch", body))).await;
    assert_eq!(kinds(&answers), [["choose"; 6].as_slice(), &["done"]].concat());
    assert_eq!((test.count("punch").await, test.only_entry().await.status), (2, "closed"));
}

#[tokio::test]
async fn ten_taps_of_one_press_are_one_punch() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let tap = device.request("identify", &json!({ "by": "name", "employee": maria.id, "pin": KIOSK_PIN }));
    let replies = join_all((0..10).map(|_| device.send(&tap))).await;
    let done: Vec<_> = replies.iter().filter(|reply| reply.status == 200).collect();
    assert!(!done.is_empty() && done.iter().all(|reply| reply.whole == done[0].whole));
    assert!(replies.iter().filter(|reply| reply.status != 200).all(|reply| reply.problem() == "busy"));
    assert_eq!(test.count("punch").await, 1);
    device.heard(done[0]);
    let ben = test.person("Ben Ode").await;
    assert_eq!(device.by_name(ben.id, KIOSK_PIN).await["kind"], "done", "nobody is kept out");
}

#[tokio::test]
async fn three_scans_in_a_row_are_one_punch_in_order() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::Badge).await;
    let badge = test.set_badge(&maria).await;
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(device.by_badge(&badge).await);
    }
    assert_eq!(kinds(&answers), ["choose", "choose", "done"]);
    assert_eq!((answers[0]["way"].clone(), test.count("punch").await), (json!("in"), 1));
}

#[tokio::test]
async fn wrong_pins_at_many_tablets_at_once_are_three_and_a_lock() {
    let At { test, kiosk, maria, .. } = maria_at_the_gate().await;
    let mut devices = Vec::new();
    for _ in 0..12 {
        devices.push(test.device(&kiosk).await);
    }
    let wrong = json!({ "by": "name", "employee": maria.id, "pin": WRONG_PIN });
    let answers = at_once(&mut devices, "identify", &wrong).await;
    let asked = answers.iter().filter(|answer| answer["ask_manager"] == true).count();
    assert_eq!((kinds(&answers), asked), (vec!["refused"; 12], 10));
    let guard = test.rows("SELECT failures, locks FROM kiosk_guard", Vec::new()).await;
    assert_eq!((guard.len(), guard[0].get::<i64>(0).unwrap(), guard[0].get::<i64>(1).unwrap()), (1, 0, 1));
    assert_eq!(test.standing_exceptions().await, ["locked out"]);
}

#[tokio::test]
async fn a_clock_out_and_its_undo_on_two_tablets_at_once_leave_one_open_entry_or_none() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    device.by_name(maria.id, KIOSK_PIN).await;
    test.wait_out();
    let out = device.by_name(maria.id, KIOSK_PIN).await;
    let mut other = test.device(&kiosk).await;
    let asked = other.by_name(maria.id, KIOSK_PIN).await;
    assert_eq!(asked["choices"], json!(["keep", "in"]));
    let press = json!({ "identification": asked["identification"], "choice": "in" });
    let (undone, pressed) = tokio::join!(device.undo(&out), other.ask("punch", press));
    // Whichever came first, the other found that it is no longer so.
    match (undone["kind"].as_str().unwrap(), pressed["kind"].as_str().unwrap()) {
        ("undone", "choose") | ("gone", "done") => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(test.column::<i64>("SELECT count(*) FROM time_entry WHERE status = 'open'").await, [1]);
}
