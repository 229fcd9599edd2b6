//! Every kind: raised once, cleared, or closed without a word.

use jiff::SignedDuration;
use phoneclock::{
    domain::{payroll::Policy, user::Role},
    service::{Hold, roster::employees},
};

use super::choose;
use crate::{
    support::{MARIAS_PHONE, PIN, TestGateway, by_hand, people::machine},
    timesheets::{add, entry, set_policy},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[tokio::test]
async fn whoever_is_in_too_long_is_told_once_and_the_all_clear_once() {
    let mut test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (_, owner) = test.told(Role::Owner, &["in_too_long"]).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(HOUR * 12);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await, [""; 0]);
    test.advance(MINUTE);
    for _ in 0..3 {
        test.look().await;
        test.advance(MINUTE);
    }
    let first =
        "Clocked in too long at Lopez Roofing: Please take a look / Maria Lopez has been clocked in since 7:00 AM.";
    assert_eq!(test.alert_mails(owner).await, [first]);
    // Nothing but the database is left of the program.
    test.restart().await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(MINUTE);
    for _ in 0..3 {
        test.look().await;
    }
    let clear =
        "All clear at Lopez Roofing: Clocked in too long: All clear / Maria Lopez is clocked out: 7:00 AM to 7:04 PM.";
    assert_eq!(test.alert_mails(owner).await, [first, clear]);
}

#[tokio::test]
async fn each_user_is_told_by_their_own_hours() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut early, first) = test.told(Role::Manager, &[]).await;
    choose(&mut early, &["in_too_long"], &[("in_too_long_hours", "9.5")]).await;
    let (_, second) = test.told(Role::Payroll, &["in_too_long"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-17T13:00:00Z", None)]).await;
    test.advance(HOUR * 10);
    test.look().await;
    let told = (test.alert_mails(first).await.len(), test.alert_mails(second).await.len());
    assert_eq!(told, (1, 0));
    test.advance(HOUR * 3);
    test.look().await;
    let told = (test.alert_mails(first).await.len(), test.alert_mails(second).await.len());
    assert_eq!(told, (1, 1));
    // It is one alert, however many are told.
    assert_eq!(test.count("alert").await, 1);
}

#[tokio::test]
async fn overtime_is_told_before_it_begins_and_counts_the_time_of_whoever_is_in() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (_, payroll) = test.told(Role::Payroll, &["near_overtime"]).await;
    // Monday, 22 hours; the week before is another matter.
    let worked = entry(&test.gateway, &maria, "2026-11-16T07:00:00Z", Some(22 * 60));
    let before = entry(&test.gateway, &ana, "2026-11-13T07:00:00Z", Some(40 * 60));
    add(&test.gateway, vec![worked.clone(), before]).await;
    let policy = Policy { weekly_overtime_after_secs: Some(30 * 3600), ..Policy::default() };
    set_policy(&test.gateway, test.workspace.id, policy).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-17T13:00:00Z", None)]).await;
    test.advance(HOUR * 6 - MINUTE);
    test.look().await;
    assert_eq!(test.alert_mails(payroll).await, [""; 0]);
    test.advance(MINUTE);
    for _ in 0..2 {
        test.look().await;
    }
    let first = "Close to overtime at Lopez Roofing: Please take a look / \
                 Maria Lopez has worked 28:00 hours this week. Overtime begins after 30:00 hours.";
    assert_eq!(test.alert_mails(payroll).await, [first]);
    // The hours of Monday were wrong.
    test.execute("UPDATE time_entry SET out_at = in_at + 3600000 WHERE status = 'closed' AND work_date = '2026-11-16'")
        .await;
    test.advance(MINUTE);
    test.look().await;
    let mails = test.alert_mails(payroll).await;
    assert_eq!(mails.len(), 2);
    assert!(mails[1].ends_with("Maria Lopez is no longer close to overtime: their hours were corrected."), "{mails:?}");
}

#[tokio::test]
async fn the_end_of_a_week_ends_what_was_told_of_it_without_a_word() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, owner) = test.told(Role::Owner, &["near_overtime"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T06:00:00Z", Some(31 * 60))]).await;
    let policy = Policy { weekly_overtime_after_secs: Some(32 * 3600), ..Policy::default() };
    set_policy(&test.gateway, test.workspace.id, policy).await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    test.advance(HOUR * 24 * 6);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    assert_eq!(test.column::<String>("SELECT outcome FROM alert").await, ["lapsed"]);
}

#[tokio::test]
async fn whoever_usually_is_here_is_told_of_until_they_come_and_nobody_on_a_day_they_do_not_work() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (_, lead) = test.told(Role::Manager, &["not_here"]).await;
    // Tuesdays at seven, before and after the clocks were changed; Ana works on Wednesdays.
    for day in ["2026-10-27T12:00:00Z", "2026-11-03T13:00:00Z", "2026-11-10T13:00:00Z"] {
        add(&test.gateway, vec![entry(&test.gateway, &maria, day, Some(480))]).await;
    }
    for day in ["2026-10-28T12:00:00Z", "2026-11-04T13:00:00Z", "2026-11-11T13:00:00Z"] {
        add(&test.gateway, vec![entry(&test.gateway, &ana, day, Some(480))]).await;
    }
    test.advance(MINUTE * 29);
    test.look().await;
    assert_eq!(test.alert_mails(lead).await, [""; 0]);
    test.advance(MINUTE * 2);
    for _ in 0..2 {
        test.look().await;
    }
    let first = "Not clocked in yet at Lopez Roofing: Please take a look / \
                 Maria Lopez was expected at 7:00 AM and has not clocked in.";
    assert_eq!(test.alert_mails(lead).await, [first]);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(MINUTE);
    test.look().await;
    let clear = "All clear at Lopez Roofing: Not clocked in yet: All clear / \
                 Maria Lopez clocked in at 7:31 AM, expected at 7:00 AM.";
    assert_eq!(test.alert_mails(lead).await, [first, clear]);
    // Ana never comes that Wednesday: the day ends it, and there is no all clear.
    test.advance(HOUR * 25);
    test.look().await;
    test.advance(HOUR * 24);
    test.look().await;
    let mails = test.alert_mails(lead).await;
    assert_eq!(mails.len(), 3, "{mails:?}");
    assert!(mails[2].contains("Ana Torres was expected at 7:00 AM"), "{mails:?}");
    let outcomes = test.column::<String>("SELECT outcome FROM alert ORDER BY opened_at").await;
    assert_eq!(outcomes, ["over", "lapsed"]);
}

#[tokio::test]
async fn a_silent_kiosk_is_told_once_for_each_silence() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await;
    test.device(&kiosk).await;
    let (_, admin) = test.told(Role::Admin, &["kiosk_silent"]).await;
    test.advance(HOUR * 24);
    test.look().await;
    assert_eq!(test.alert_mails(admin).await, [""; 0]);
    test.advance(HOUR * 24);
    for _ in 0..2 {
        test.look().await;
    }
    let mails = test.alert_mails(admin).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("The device Tablet at Gate at the kiosk Gate has not been seen since"), "{mails:?}");
    let seen = test.clock_now().as_millisecond();
    test.execute(&format!("UPDATE kiosk_device SET last_seen_at = {seen}")).await;
    test.advance(MINUTE);
    test.look().await;
    assert_eq!(test.alert_mails(admin).await.len(), 2);
    // Another silence; then somebody takes the device away.
    test.advance(HOUR * 24 * 4);
    test.look().await;
    test.execute("UPDATE kiosk_device SET status = 'revoked'").await;
    test.advance(MINUTE);
    test.look().await;
    let mails = test.alert_mails(admin).await;
    assert_eq!(mails.len(), 3, "{mails:?}");
    assert!(mails[1].contains("was seen again at"), "{mails:?}");
}

#[tokio::test]
async fn signatures_that_do_not_fit_are_told_when_five_come_in_a_row_and_a_right_one_ends_it() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (_, owner) = test.told(Role::Owner, &["line_failing"]).await;
    let body = by_hand::form(&[("CallSid", "CA1")]);
    let wrong = by_hand::request("POST", "/voice/twilio", Some("bm8="), &body);
    let unsigned = by_hand::request("POST", "/voice/twilio", None, &body);
    for _ in 0..4 {
        test.send(&wrong).await;
        // What has no signature at all is nobody's misfortune.
        test.send(&unsigned).await;
    }
    test.look().await;
    assert_eq!(test.alert_mails(owner).await, [""; 0]);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.send(&wrong).await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await, [""; 0]);
    for _ in 0..4 {
        test.send(&wrong).await;
    }
    for _ in 0..2 {
        test.look().await;
    }
    let mails = test.alert_mails(owner).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("5 requests to the phone line in a row"), "{mails:?}");
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.look().await;
    let mails = test.alert_mails(owner).await;
    assert!(mails.len() == 2 && mails[1].contains("Phone calls work again."), "{mails:?}");
    // Strangers who go on fill nobody's letter box.
    for _ in 0..9 {
        test.send(&wrong).await;
    }
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 2);
}

#[tokio::test]
async fn webhooks_that_fail_and_faults_of_the_provider_are_told_and_over_after_half_an_hour() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (_, admin) = test.told(Role::Admin, &["line_failing"]).await;
    for _ in 0..2 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
        test.advance(MINUTE * 5);
    }
    test.gateway.line.note_failed(test.clock_now());
    test.gateway.line.note_failed(test.clock_now());
    test.look().await;
    assert_eq!(test.alert_mails(admin).await, [""; 0]);
    test.gateway.line.note_failed(test.clock_now());
    let now = test.clock_now().as_millisecond();
    let fault = format!("INSERT INTO call_fault (call_id, step, code, at) SELECT id, 1, 11205, {now} FROM call");
    assert_eq!(test.execute(&fault).await, 2);
    for _ in 0..2 {
        test.look().await;
    }
    let mails = test.alert_mails(admin).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("2 alerts at Lopez Roofing"), "{mails:?}");
    assert!(mails[0].contains("3 requests of the phone provider could not be answered"), "{mails:?}");
    assert!(mails[0].contains("most often number 11205"), "{mails:?}");
    test.advance(MINUTE * 29);
    test.look().await;
    assert_eq!(test.alert_mails(admin).await.len(), 1);
    test.advance(MINUTE * 2);
    test.look().await;
    let mails = test.alert_mails(admin).await;
    assert!(mails.len() == 2 && mails[1].starts_with("2 times all clear"), "{mails:?}");
}

#[tokio::test]
async fn faults_in_calls_of_another_workspace_are_told_to_nobody_here() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let other = test.other_workspace().await;
    let (_, admin) = test.told(Role::Admin, &["line_failing"]).await;
    for _ in 0..2 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    }
    let elsewhere = crate::timesheets::person(&test.gateway, other.id, "Bo").await;
    test.execute(
        "UPDATE call SET workspace_id = (SELECT workspace_id FROM employee WHERE name = 'Bo'), \
         employee_id = (SELECT id FROM employee WHERE name = 'Bo')",
    )
    .await;
    let now = test.clock_now().as_millisecond();
    test.execute(&format!("INSERT INTO call_fault (call_id, step, code, at) SELECT id, 1, 11205, {now} FROM call"))
        .await;
    test.look().await;
    assert_eq!(test.alert_mails(admin).await, [""; 0]);
    drop(elsewhere);
}

#[tokio::test]
async fn people_who_are_not_active_are_told_of_no_more() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, owner) = test.told(Role::Owner, &["in_too_long"]).await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-17T00:00:00Z", None)]).await;
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    let (actor, id) = (machine(&maria), maria.id);
    let set = test.store.write(Hold::Workspace(actor.workspace), move |u| employees::set_active(u, &actor, id, false));
    // The page asks first whether somebody is clocked in; behind its back they stay so.
    if set.await.is_err() {
        test.execute("UPDATE employee SET active = 0").await;
    }
    test.advance(MINUTE);
    test.look().await;
    assert_eq!(test.alert_mails(owner).await.len(), 1);
    assert_eq!(test.column::<String>("SELECT outcome FROM alert").await, ["lapsed"]);
}
