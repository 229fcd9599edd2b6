//! *Report a missed punch*: a claim that reaches the office where those of kiosks do, and is no entry.

use phoneclock::domain::user::Role;

use super::{maria, maria_after_a_shift};
use crate::support::{
    TestGateway,
    browser::{Browser, Page},
};

/// Fills in the form and sends it.
async fn report(phone: &mut Browser, link: &str, typed: &[(&str, &str)]) -> Page {
    phone.press_and_follow(&format!("{link}/report"), &format!("{link}/report"), typed).await
}

#[tokio::test]
async fn a_missed_punch_reaches_the_office_is_accepted_there_and_its_holder_sees_what_was_decided() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    let typed = [("way", "in"), ("day", "2026-11-16"), ("time", "06:55"), ("note", "No signal\u{202e} at the bridge")];
    let sent = report(&mut phone, &link, &typed).await;
    sent.says("The office has your report").says("The office has not decided yet");
    assert_eq!((test.count("claim").await, test.count("time_entry").await), (1, 0), "a claim is no entry");

    let mut office = test.browser(Role::Payroll).await;
    let queue = office.get("/exceptions").await;
    assert!(queue.text().contains("Note left on their own page, Tue, Nov 17"), "{}", queue.text());
    let (_, claim) = queue.body.split_once("action=\"/exceptions/claims/").unwrap();
    let claim = format!("/exceptions/claims/{}", claim.split('/').next().unwrap());
    let page = office.get(&claim).await;
    assert!(page.text().contains("Says clocked in at Mon, Nov 16, 6:55 AM"), "{}", page.text());
    page.says("No signal at the bridge");
    let out = [("at", "2026-11-16T06:55"), ("out", "2026-11-16T15:00"), ("note", "")];
    office.press_and_follow(&claim, &format!("{claim}/accept"), &out).await;
    assert_eq!(test.count("time_entry").await, 1);
    let shown = phone.get(&link).await;
    assert!(shown.text().contains("Accepted by"), "{}", shown.text());
    assert!(shown.text().contains("Added by"), "{}", shown.text());
}

#[tokio::test]
async fn the_same_form_sent_twice_reports_once() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    let path = format!("{link}/report");
    let mut fields = phone.get(&path).await.form(&path, &[]);
    fields.extend(
        [("way", "out"), ("day", "2026-11-16"), ("time", "15:00")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for _ in 0..2 {
        phone.post_bare(&path, &fields).await.is(303);
    }
    assert_eq!(test.count("claim").await, 1);
}

#[tokio::test]
async fn what_cannot_have_been_missed_is_refused_in_words_and_keeps_what_was_typed() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    for (day, time, said) in [
        ("2026-11-17", "07:01", "still to come"),
        ("2026-09-01", "07:00", "more than 60 days ago"),
        ("2026-02-30", "07:00", "a day and a time"),
        ("2026-11-16", "25:00", "a day and a time"),
        ("-9999-01-01", "07:00", "a day and a time"),
        ("", "", "a day and a time"),
    ] {
        let typed = [("way", "in"), ("day", day), ("time", time), ("note", "Bus was late")];
        report(&mut phone, &link, &typed).await.is(422).says(said).says("Bus was late");
    }
    let sideways = [("way", "sideways"), ("day", "2026-11-16"), ("time", "07:00")];
    report(&mut phone, &link, &sideways).await.is(422);
    assert_eq!(test.count("claim").await, 0);
    for hour in 0..11 {
        let time = format!("{:02}:00", hour + 1);
        let typed = [("way", "in"), ("day", "2026-11-16"), ("time", &time)];
        let status = report(&mut phone, &link, &typed).await.status.as_u16();
        assert_eq!(status == 422, hour == 10, "{hour}: {status}");
    }
}

#[tokio::test]
async fn a_form_without_its_token_or_behind_a_link_that_ended_says_nothing() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut phone = Browser::nobody(&test);
    phone.get(&link).await;
    let typed = [("way", "in"), ("day", "2026-11-16"), ("time", "07:00")];
    phone.post_bare(&format!("{link}/report"), &typed).await.is(403);
    phone.post_bare(&format!("{link}/hours"), &[("from", "2026-11-09"), ("answer", "right")]).await.is(403);
    let gone = format!("/my/{}", "A".repeat(43));
    phone.post(&format!("{gone}/report"), &typed).await.is(404);
    phone.post(&format!("{gone}/hours"), &[("from", "2026-11-09"), ("answer", "right")]).await.is(404);
    assert_eq!((test.count("claim").await, test.count("timesheet_answer").await), (0, 0));
}
