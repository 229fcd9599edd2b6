//! What changes while somebody stands there: a clear refusal, and the next person can clock.

use phoneclock::{
    domain::kiosk::{CredentialKind, Method},
    store::{kiosk_credentials, kiosks},
};
use serde_json::json;

use crate::support::kiosk_people::{At, KIOSK_PIN, WRONG_PIN, maria_at_the_gate};

#[tokio::test]
async fn whoever_is_deactivated_between_name_and_pin_or_before_the_press_clocks_nothing_and_the_next_one_does() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let ben = test.person("Ben Ode").await;
    device.by_name(maria.id, KIOSK_PIN).await;
    let asked = device.by_name(maria.id, KIOSK_PIN).await;
    test.deactivate(&maria).await;
    assert_eq!(device.choose(&asked, "out").await["kind"], "gone");
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "refused");
    assert_eq!(device.by_name(ben.id, KIOSK_PIN).await["kind"], "done");
    let maria = test.entries().await.remove(0);
    assert_eq!((maria.status, maria.out_at), ("open", None), "no time is made up");
}

#[tokio::test]
async fn a_kiosk_that_is_disabled_or_deleted_meanwhile_says_so_and_clocks_nobody() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    device.by_name(maria.id, KIOSK_PIN).await;
    let asked = device.by_name(maria.id, KIOSK_PIN).await;
    test.change_kiosk(&kiosk, |kiosk| kiosk.disabled_at = Some(kiosk.created_at)).await;
    let press = json!({ "identification": asked["identification"], "choice": "out" });
    assert_eq!(device.act("punch", press.clone()).await.problem(), "disabled");
    test.change_kiosk(&kiosk, |kiosk| kiosk.disabled_at = None).await;
    assert_eq!(device.act("punch", press).await.kind(), "done", "it goes on where it was");
    let (workspace, id) = (kiosk.workspace, kiosk.id);
    test.in_office(move |u| kiosks::delete_kiosk(u.tx, workspace, id, u.now)).await.unwrap();
    let again = json!({ "by": "name", "employee": maria.id, "pin": KIOSK_PIN });
    assert_eq!(device.act("identify", again).await.problem(), "revoked");
    assert_eq!(test.count("punch").await, 2);
}

#[tokio::test]
async fn a_method_that_is_switched_in_the_middle_of_an_entry_refuses_and_the_next_try_is_by_the_new_one() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::BadgeAndPin).await;
    let badge = test.set_badge(&maria).await;
    let asked = device.by_badge(&badge).await;
    assert_eq!(asked["kind"], "pin");
    test.set_method(Method::NameAndPin).await;
    let pin = json!({ "by": "badge", "identification": asked["identification"], "pin": KIOSK_PIN });
    assert_eq!(device.ask("identify", pin).await["kind"], "gone");
    assert_eq!(device.by_badge(&badge).await["kind"], "refused");
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "done");
    // A badge that was enough is not any more.
    test.set_method(Method::Badge).await;
    let asked = device.by_badge(&badge).await;
    assert_eq!(asked["question"], "just_clocked");
    test.set_method(Method::BadgeAndPin).await;
    assert_eq!(device.choose(&asked, "out").await["kind"], "gone");
    assert_eq!(test.count("punch").await, 1);
}

#[tokio::test]
async fn the_same_request_again_is_answered_again_and_does_nothing_twice() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let sent = device.request("identify", &json!({ "by": "name", "employee": maria.id, "pin": KIOSK_PIN }));
    let first = device.send(&sent).await;
    assert_eq!(first.kind(), "done");
    // The answer was not kept, as when the gateway dies in between.
    for reply in ["failed AQ", "running 0 AQ"] {
        test.write(&format!("UPDATE kiosk_request SET reply = '{reply}'")).await;
        assert_eq!(device.send(&sent).await.answer(), first.answer());
    }
    device.heard(&first);
    assert_eq!((test.count("punch").await, test.count("identification").await), (1, 1));

    let wrong = device.request("identify", &json!({ "by": "name", "employee": maria.id, "pin": WRONG_PIN }));
    let refused = device.send(&wrong).await;
    test.write("UPDATE kiosk_request SET reply = 'failed AQ'").await;
    assert_eq!(device.send(&wrong).await.answer(), refused.answer());
    assert_eq!(test.column::<i64>("SELECT failures FROM kiosk_guard").await, [1]);
    device.heard(&refused);

    test.wait_out();
    let out = device.by_name(maria.id, KIOSK_PIN).await;
    let undo = device.request("undo", &json!({ "identification": out["identification"] }));
    let undone = device.send(&undo).await;
    test.write("UPDATE kiosk_request SET reply = 'failed AQ'").await;
    assert_eq!(device.send(&undo).await.answer(), undone.answer());
}

#[tokio::test]
async fn one_employee_with_a_broken_record_keeps_nobody_else_out() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let ben = test.person("Ben Ode").await;
    test.write("UPDATE kiosk_credential SET hash = 'broken' WHERE employee_id = (SELECT id FROM employee WHERE name = 'Maria Lopez')")
        .await;
    let asked = json!({ "by": "name", "employee": maria.id, "pin": KIOSK_PIN });
    assert_eq!(device.act("identify", asked).await.problem(), "failed");
    // The page goes on with the nonce that it has: the answer was lost.
    assert_eq!(device.by_name(ben.id, KIOSK_PIN).await["kind"], "done");
}

#[tokio::test]
async fn a_pin_that_was_changed_or_removed_is_wrong_at_once() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_kiosk_pin(&maria, CredentialKind::NamePin, "604173").await;
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "refused");
    assert_eq!(device.by_name(maria.id, "604173").await["kind"], "done");
    let of = (maria.workspace, maria.id);
    let end = move |u: &mut phoneclock::service::Unit<'_>| {
        kiosk_credentials::end_credentials(u.tx, of, (CredentialKind::NamePin, None), true, u.now)
    };
    test.in_office(end).await.unwrap();
    assert_eq!(device.by_name(maria.id, "604173").await["kind"], "refused");
}
