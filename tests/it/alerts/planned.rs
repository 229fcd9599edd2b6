//! Starts that are planned on an employee's page: for the start page and for alerts.

use jiff::SignedDuration;
use phoneclock::domain::{employee::Details, user::Role};

use crate::{
    support::{TestGateway, people::details},
    timesheets::{add, entry},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_planned_start_wins_over_the_habit_and_a_planned_day_off_too() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (new, _) = test.employee("Nia New").await;
    let (mut lead, id) = test.told(Role::Manager, &["not_here"]).await;
    for day in ["2026-10-27T12:00:00Z", "2026-11-03T13:00:00Z", "2026-11-10T13:00:00Z"] {
        for one in [&maria, &ana] {
            add(&test.gateway, vec![entry(&test.gateway, one, day, Some(480))]).await;
        }
    }
    let plan = |one: &phoneclock::domain::employee::Employee| format!("/employees/{}/planned-starts", one.id);
    lead.post(&plan(&maria), &[("tuesday", "09:00")]).await.is(303);
    lead.post(&plan(&ana), &[("tuesday_off", "on")]).await.is(303);
    lead.post(&plan(&new), &[("tuesday", "07:30")]).await.is(303);
    test.advance(SignedDuration::from_mins(59));
    test.look().await;
    assert_eq!(test.alert_mails(id).await, [""; 0]);
    lead.get("/home").await.says_nothing_of("Usually here by now");
    test.advance(SignedDuration::from_mins(2));
    test.look().await;
    lead.get("/home").await.says("Nia New").says("planned 7:30 AM").says_nothing_of("Maria Lopez");
    test.advance(HOUR * 2);
    test.look().await;
    let mails = test.alert_mails(id).await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(mails[0].contains("Nia New was expected at 7:30 AM"), "{mails:?}");
    assert!(mails[1].contains("Maria Lopez was expected at 9:00 AM"), "{mails:?}");
    assert!(!mails.concat().contains("Ana"), "{mails:?}");
    let page = lead.get(&format!("/employees/{}", maria.id)).await;
    page.says("Planned start: Tue 9:00 AM").says("value=\"09:00\"");
    let noted = test.column::<i64>("SELECT count(*) FROM audit_record WHERE action = 'plan starts'").await;
    assert_eq!(noted, [3]);
}

#[tokio::test]
async fn a_plan_is_by_the_clock_of_the_place_where_somebody_works() {
    let test = TestGateway::start().await;
    let (far, _) = test.employee_in("Dee Denver", "America/Denver").await;
    let (mut lead, id) = test.told(Role::Manager, &["not_here"]).await;
    lead.post(&format!("/employees/{}/planned-starts", far.id), &[("tuesday", "07:00")]).await.is(303);
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(id).await, [""; 0]);
    test.advance(SignedDuration::from_mins(31));
    test.look().await;
    let mails = test.alert_mails(id).await;
    assert!(mails.concat().contains("Dee Denver was expected at 7:00 AM MST"), "{mails:?}");
}

#[tokio::test]
async fn nobody_who_is_pending_or_gone_is_missed() {
    let test = TestGateway::start().await;
    let later = Details { starts_on: Some(jiff::civil::date(2026, 11, 18)), ..details("Lou Later") };
    let later = test.add_employee(later).await;
    let gone = test.add_employee(details("Gus Gone")).await;
    let (mut lead, id) = test.told(Role::Manager, &["not_here"]).await;
    for one in [&later, &gone] {
        lead.post(&format!("/employees/{}/planned-starts", one.id), &[("tuesday", "06:00")]).await.is(303);
    }
    test.execute("UPDATE employee SET active = 0 WHERE name = 'Gus Gone'").await;
    test.advance(HOUR);
    test.look().await;
    assert_eq!(test.alert_mails(id).await, [""; 0]);
}

#[tokio::test]
async fn what_is_no_time_is_refused_and_another_workspace_has_no_such_employee() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut lead, _) = test.signed_in(Role::Manager).await;
    let (path, here) = (format!("/employees/{}/planned-starts", maria.id), format!("/employees/{}", maria.id));
    lead.post(&path, &[("friday", "soon")]).await.is(303);
    lead.get(&here).await.says("the start on Friday is not a time");
    assert_eq!(test.count("planned_start").await, 0);
    let other = test.other_workspace().await;
    let (mut stranger, _) = test.signed_in_to(other.id, Role::Owner).await;
    stranger.post(&path, &[("friday", "07:00")]).await.is(404);
    assert_eq!(test.count("planned_start").await, 0);
}
