//! *These hours are right*, or something is wrong: kept with its time, shown to payroll, and in nobody's way.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::maria_after_a_shift;
use crate::support::{TestGateway, browser::Browser};

#[tokio::test]
async fn a_worker_confirms_the_hours_of_a_period_that_is_over_and_payroll_sees_it() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    test.advance(SignedDuration::from_hours(7 * 24));
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    let page = phone.get(&link).await;
    page.says("You have not answered yet.");
    let hours = page.link("/hours?from=").unwrap();
    let action = format!("{link}/hours");
    let answered = phone.press_and_follow(&hours, &action, &[("answer", "right")]).await;
    answered.says("The office can see your answer.").says("you said that they are right");
    phone.press_and_follow(&hours, &action, &[("answer", "right")]).await;
    assert_eq!(test.count("timesheet_answer").await, 1, "the same answer again says nothing new");

    let mut office = test.browser(Role::Payroll).await;
    let (approvals, sheet) = ("/approvals?from=2026-11-16", format!("/timesheets/{}?from=2026-11-16", maria.id));
    office.get(approvals).await.says("Employee confirmed").says("Approve the 1 that is ready");
    office.get(&sheet).await.says("What the employee says").says("Employee confirmed");

    phone
        .press_and_follow(&hours, &action, &[("answer", "wrong"), ("note", "")])
        .await
        .is(422)
        .says("Say what is wrong.");
    phone.press_and_follow(&hours, &action, &[("answer", "wrong"), ("note", "I left at noon")]).await.is(200);
    let said = office.get(approvals).await;
    said.says("Employee says something is wrong").says("I left at noon").says("Approve the 1 that is ready");
    let audited = test.audited().await;
    let of_maria: Vec<_> = audited.iter().filter(|line| line.starts_with("Maria Lopez: ")).collect();
    assert_eq!(of_maria, ["Maria Lopez: confirm hours Maria Lopez", "Maria Lopez: dispute hours Maria Lopez"]);
}

#[tokio::test]
async fn hours_that_changed_are_not_confirmed_unseen_and_an_answer_to_other_hours_says_so() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    test.advance(SignedDuration::from_hours(7 * 24));
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    let (hours, action) = (format!("{link}/hours?from=2026-11-16"), format!("{link}/hours"));
    let seen = phone.get(&hours).await.form(&action, &[]);
    test.execute("UPDATE time_entry SET out_at = out_at + 3600000").await;
    let mut fields: Vec<_> = seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("answer", "right"));
    phone.post_bare(&action, &fields).await.is(422).says("The hours have just changed.").says("5 h 30 min");
    assert_eq!(test.count("timesheet_answer").await, 0);

    phone.press_and_follow(&hours, &action, &[("answer", "right")]).await.is(200);
    test.execute("UPDATE time_entry SET out_at = out_at + 3600000").await;
    phone.get(&link).await.says("The hours have changed since you answered.");
    let mut office = test.browser(Role::Payroll).await;
    office.get("/approvals?from=2026-11-16").await.says("Employee confirmed other hours");
}

#[tokio::test]
async fn a_period_that_is_not_over_cannot_be_confirmed() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    phone.get(&format!("{link}/hours?from=2026-11-16")).await.says("This period has not ended yet.");
    let given = [("from", "2026-11-16"), ("answer", "right"), ("regular", "16200"), ("overtime", "0")];
    phone.post(&format!("{link}/hours"), &given).await.is(422).says("This period has not ended yet.");
    for day in ["2026-11-17", "tomorrow", ""] {
        let given = [("from", day), ("answer", "right"), ("regular", "16200"), ("overtime", "0")];
        phone.post(&format!("{link}/hours"), &given).await.is(422);
    }
    assert_eq!(test.count("timesheet_answer").await, 0);
}
