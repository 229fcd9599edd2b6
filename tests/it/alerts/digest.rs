//! One mail a day in place of each one.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::choose;
use crate::{
    support::TestGateway,
    timesheets::{add, entry},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_digest_comes_once_a_day_at_its_hour_with_what_is_open_and_what_was_closed() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (mut browser, owner) = test.told(Role::Owner, &[]).await;
    choose(&mut browser, &["in_too_long"], &[("how", "digest"), ("hour", "9")]).await;
    for one in [&maria, &ana] {
        add(&test.gateway, vec![entry(&test.gateway, one, "2026-11-16T20:00:00Z", None)]).await;
    }
    // Seven in the morning; one of them goes at eight.
    test.look().await;
    assert_eq!(test.count("alert").await, 2);
    test.advance(HOUR);
    let out = test.clock_now().as_millisecond();
    test.execute(&format!(
        "UPDATE time_entry SET status = 'closed', out_at = {out} WHERE employee_id = (SELECT id FROM employee WHERE name = 'Ana Torres')"
    ))
    .await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await, [""; 0]);
    test.advance(HOUR);
    for _ in 0..3 {
        test.look().await;
        test.advance(SignedDuration::from_mins(1));
    }
    let first = "Alerts at Lopez Roofing, Tue, Nov 17: Open now / \
                 Maria Lopez has been clocked in since Mon, Nov 16, 2:00 PM. / Closed since the last email / \
                 Ana Torres is clocked out: Mon, Nov 16, 2:00 PM to 8:00 AM.";
    assert_eq!(test.alert_mails(owner).await, [first]);
    // On the next day what is still open is listed once more, and then there is nothing to list.
    test.advance(HOUR * 24);
    test.look().await;
    let mails = test.alert_mails(owner).await;
    assert_eq!(mails.len(), 2);
    assert!(mails[1].ends_with("Open now / Maria Lopez has been clocked in since Mon, Nov 16, 2:00 PM."), "{mails:?}");
    test.execute("UPDATE time_entry SET voided_at = 1, status = 'unfinished' WHERE status = 'open'").await;
    test.advance(HOUR);
    test.look().await;
    test.advance(HOUR * 24);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 3);
    test.advance(HOUR * 24);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 3);
}

#[tokio::test]
async fn whoever_goes_over_from_a_digest_is_not_told_again() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut browser, owner) = test.told(Role::Owner, &[]).await;
    choose(&mut browser, &["in_too_long"], &[("how", "digest"), ("hour", "8")]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    choose(&mut browser, &["in_too_long"], &[]).await;
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
}
