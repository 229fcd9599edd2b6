//! When nothing is told: by a wrong clock, twice, to strangers, or to those who do not want it.

use jiff::SignedDuration;
use phoneclock::{domain::user::Role, service::alerts::tend::tend};

use super::{another, choose};
use crate::{
    support::{TestGateway, browser::Browser},
    timesheets::{add, entry, person},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_wrong_clock_raises_nothing_and_ends_nothing() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, owner) = test.told(Role::Owner, &["in_too_long", "not_here", "kiosk_silent"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-17T12:30:00Z", None)]).await;
    test.jump(HOUR * 48);
    test.look().await;
    assert_eq!((test.count("alert").await, test.alert_mails(owner).await.len()), (0, 0));
    test.jump(HOUR * -48);
    test.execute("UPDATE time_entry SET in_at = in_at - 86400000").await;
    // Put right by hand.
    phoneclock::service::upkeep::clock::say_right_at_the_machine(&test.store).await.unwrap();
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    test.jump(HOUR * 48);
    test.execute("UPDATE time_entry SET status = 'unfinished'").await;
    test.look().await;
    assert_eq!(test.column::<i64>("SELECT count(*) FROM alert WHERE closed_at IS NULL").await, [1]);
}

#[tokio::test]
async fn programs_that_look_at_once_tell_once() {
    let test = TestGateway::start().await;
    let people = ["Ana", "Bo", "Cy"];
    let (_, owner) = test.told(Role::Owner, &["in_too_long"]).await;
    for name in people {
        let one = person(&test.gateway, test.workspace.id, name).await;
        add(&test.gateway, vec![entry(&test.gateway, &one, "2026-11-16T20:00:00Z", None)]).await;
    }
    let looks = (0..8).map(|_| {
        let store = test.store.clone();
        async move { tend(&store, &another()).await }
    });
    for look in futures::future::join_all(looks).await {
        look.unwrap();
    }
    assert_eq!(test.count("alert").await, 3);
    let mails = test.alert_mails(owner).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("3 alerts at Lopez Roofing"), "{mails:?}");
    let twice = test.column::<i64>("SELECT count(*) FROM alert_told GROUP BY alert_id, user_id, part").await;
    assert_eq!(twice, [1, 1, 1]);
}

#[tokio::test]
async fn users_who_left_or_never_came_or_are_of_another_workspace_are_told_nothing() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, gone) = test.told(Role::Owner, &["in_too_long"]).await;
    let (_, owner) = test.told(Role::Owner, &["in_too_long"]).await;
    let other = test.other_workspace().await;
    let (mut elsewhere, stranger) = test.signed_in_to(other.id, Role::Owner).await;
    choose(&mut elsewhere, &["in_too_long"], &[]).await;
    // Has a session and no password: an invitation that was never taken up.
    let mut invited: Browser = test.browser(Role::Admin).await;
    choose(&mut invited, &["in_too_long"], &[]).await;
    let by_id =
        format!("UPDATE web_user SET active = 0 WHERE lower(hex(id)) = '{}'", gone.to_string().replace('-', ""));
    assert_eq!(test.execute(&by_id).await, 1);
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    test.look().await;
    assert_eq!(test.count("alert_letter").await, 1);
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    assert_eq!(test.alert_mails(stranger.id).await, [""; 0]);
    elsewhere.get("/account/alerts").await.says("No open alerts").says_nothing_of("Maria");
}

#[tokio::test]
async fn whoever_is_deactivated_before_the_mail_goes_out_does_not_get_it() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, _) = test.told(Role::Owner, &["in_too_long"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    test.look().await;
    test.execute("UPDATE web_user SET active = 0").await;
    test.work().await;
    assert_eq!(test.column::<String>("SELECT state FROM mail WHERE kind = 'alert'").await, ["failed"]);
}

#[tokio::test]
async fn what_is_off_is_not_looked_for_and_turning_it_off_ends_it_without_a_word() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut browser, owner) = test.told(Role::Owner, &["kiosk_silent"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    test.look().await;
    assert_eq!(test.count("alert").await, 0);
    choose(&mut browser, &["in_too_long"], &[]).await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    choose(&mut browser, &[], &[]).await;
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    assert_eq!(test.column::<String>("SELECT outcome FROM alert").await, ["lapsed"]);
    // Turned on again it is the same occasion.
    choose(&mut browser, &["in_too_long"], &[]).await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
}

#[tokio::test]
async fn the_all_clear_is_left_out_where_it_is_not_asked_for() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut browser, owner) = test.told(Role::Owner, &[]).await;
    choose(&mut browser, &["in_too_long"], &[("all_clear", "")]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    test.look().await;
    let out = test.clock_now().as_millisecond();
    test.execute(&format!("UPDATE time_entry SET status = 'closed', out_at = {out}")).await;
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    assert_eq!(test.column::<String>("SELECT outcome FROM alert").await, ["over"]);
}
