//! What a change does, and what stays to be seen of it.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::{add, change, changed, clocked, exceptions, start};
use crate::{
    employees::{audit, details},
    support::{MARIAS_PHONE, PIN, at, people::summary},
};

#[tokio::test]
async fn a_correction_shows_what_was_clocked_claimed_and_decided() {
    let test = start().await;
    let (_, id) = clocked(&test, 8).await;
    test.advance(SignedDuration::from_hours(2));
    test.job("Roof", "71").await;
    let roof = test.jobs().await[0].id.to_string();
    let mut payroll = test.browser(Role::Payroll).await;
    let form = payroll.get(&format!("/time-entries/{id}")).await;
    assert_eq!((form.value("in").as_str(), form.value("out").as_str()), ("2026-11-17T07:00:00", "2026-11-17T15:00:00"));
    let typed = [
        ("in", "2026-11-17T07:00:00"),
        ("out", "2026-11-17T16:00:30"),
        ("claimed_out", "2026-11-17T16:10"),
        ("job", &roof),
        ("note", "says \u{200f}خرج متأخرا 🏗"),
    ];
    let page = changed(&mut payroll, &id, "correct", &typed).await;
    test.assert_reads("time/entry_clocked_claimed_and_decided", &page).await;
    assert!(page.text().contains("Employee says ? same Tue, Nov 17, 4:10 PM"), "{}", page.text());
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), ("2026-11-17T13:00:00Z", Some("2026-11-17T22:00:30Z"), Some("71"), &[][..]));
    assert_eq!(test.column::<i64>("SELECT at FROM punch ORDER BY at").await.len(), 2);
    let record = audit(&test).await.remove(0);
    assert_eq!((record.action.as_str(), record.actor.as_str()), ("correct time entry", "The payroll"));
    assert!(record.before.unwrap().contains("15:00:00 CST") && record.after.unwrap().contains("16:00:30 CST"));

    // A second correction keeps the first one.
    let page = changed(
        &mut payroll,
        &id,
        "correct",
        &[("in", "2026-11-17T06:30:00"), ("out", "2026-11-17T16:00:30"), ("job", "")],
    )
    .await;
    assert_eq!(page.text().matches("corrected ").count(), 2, "{}", page.text());
    let revisions: Vec<String> = test.column("SELECT kind FROM entry_revision ORDER BY revision").await;
    assert_eq!(revisions, ["clocked", "corrected", "corrected"]);
}

#[tokio::test]
async fn an_end_that_was_missing_settles_the_exception_in_the_name_of_who_gave_it() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    assert_eq!(exceptions(&test).await, ["missing clock-out: stands"]);
    let first = test.entries().await.remove(0);
    let mut lead = test.browser(Role::Manager).await;
    // The claim alone decides nothing.
    let claim = [("in", "2026-11-17T07:00:00"), ("claimed_out", "2026-11-17T15:30:00")];
    changed(&mut lead, &first.id, "correct", &claim).await;
    assert_eq!(exceptions(&test).await, ["missing clock-out: stands"]);
    assert_eq!(test.entries().await[0].status, "unfinished");
    let end = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T15:30:00")];
    let page = changed(&mut lead, &first.id, "correct", &end).await;
    assert_eq!(exceptions(&test).await, ["missing clock-out: corrected by The manager"]);
    assert!(page.text().contains("corrected by The manager, Wed, Nov 18, 7:00 AM: forgot to clock out"));
    assert_eq!(test.entries().await[0].status, "closed");
    // The shift that is going on is as it was.
    assert_eq!(test.entries().await[1].status, "open");
}

#[tokio::test]
async fn a_voided_entry_counts_nowhere_and_comes_back_as_it_was() {
    let test = start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let entry = test.only_entry().await.id;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = changed(&mut payroll, &entry, "void", &[("reason", "test")]).await;
    assert!(page.text().contains("Voided No hours count."), "{}", page.text());
    assert!(page.body.contains("/restore") && !page.body.contains("/correct"));
    assert!(test.present().await.is_empty());
    assert!(payroll.get("/time-entries").await.text().contains("Voided"));
    assert_eq!(test.only_entry().await.status, "unfinished");

    // A call clocks in anew; the voided one cannot come back beside it.
    test.advance(SignedDuration::from_hours(1));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let page = change(&mut payroll, &entry, "restore", &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Maria Lopez has been clocked in since Tue, Nov 17, 8:00 AM"), "{}", page.text());
    test.advance(SignedDuration::from_hours(1));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    changed(&mut payroll, &entry, "restore", &[]).await;
    let present = test.present().await;
    assert_eq!((present.len(), present[0].employee), (1, maria.id));
    assert_eq!(test.column::<i64>("SELECT count(*) FROM time_entry WHERE status = 'open'").await, [1]);
    let kinds: Vec<String> = test.column("SELECT kind FROM entry_revision ORDER BY revision").await;
    assert_eq!(kinds, ["clocked", "voided", "restored"]);
}

#[tokio::test]
async fn what_was_settled_by_voiding_stands_again_once_the_entry_does() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    let first = test.entries().await.remove(0).id;
    let mut payroll = test.browser(Role::Payroll).await;
    changed(&mut payroll, &first, "void", &[]).await;
    assert_eq!(exceptions(&test).await, ["missing clock-out: voided by The payroll"]);
    changed(&mut payroll, &first, "restore", &[]).await;
    assert_eq!(exceptions(&test).await, ["missing clock-out: voided by The payroll", "missing clock-out: stands"]);
}

#[tokio::test]
async fn an_open_entry_is_split_and_the_phone_clocks_out_of_its_second_half() {
    let test = start().await;
    test.job("Roof", "71").await;
    let roof = test.jobs().await[0].id.to_string();
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(SignedDuration::from_hours(4));
    let entry = test.only_entry().await.id;
    let mut lead = test.browser(Role::Manager).await;
    for outside in ["2026-11-17T07:00:00", "2026-11-17T11:00:01", "2026-11-17T12:00:00"] {
        let page = change(&mut lead, &entry, "split", &[("at", outside)]).await;
        assert!(page.wrong("at").contains("after its clock-in and before its clock-out"), "{}", page.text());
    }
    let page = changed(&mut lead, &entry, "split", &[("at", "2026-11-17T09:30:00"), ("job", &roof)]).await;
    assert!(page.text().contains("split Tue, Nov 17, 7:00 AM Tue, Nov 17, 9:30 AM none"), "{}", page.text());
    let other = page.body.split("href=\"/time-entries/").find(|link| link.contains("the other half")).unwrap();
    let second = other.split('"').next().unwrap().to_owned();
    let page = lead.get(&format!("/time-entries/{second}")).await;
    assert!(page.text().contains("in at Tue, Nov 17, 9:30 AM , by a person on these pages"), "{}", page.text());
    assert!(page.body.contains(&format!("/time-entries/{entry}\">the other half")));

    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let entries = test.entries().await;
    let ends: Vec<_> = entries.iter().map(|entry| (entry.out_at.clone().unwrap(), entry.job_name.clone())).collect();
    assert_eq!(
        ends,
        [("2026-11-17T15:30:00Z".to_owned(), None), ("2026-11-17T17:00:00Z".to_owned(), Some("Roof".to_owned()))]
    );
}

#[tokio::test]
async fn a_clock_out_that_was_taken_back_is_followed_by_another() {
    let test = start().await;
    let (_, id) = clocked(&test, 4).await;
    let mut lead = test.browser(Role::Manager).await;
    changed(&mut lead, &id, "correct", &[("in", "2026-11-17T07:00:00"), ("out", "")]).await;
    assert_eq!(test.present().await.len(), 1);
    test.advance(SignedDuration::from_hours(4));
    let digits: Vec<String> = test.column("SELECT digits FROM phone_clock_id").await;
    test.call(MARIAS_PHONE, &format!("{}#,{PIN}#", digits[0])).await;
    assert_eq!(test.only_entry().await.out_at.as_deref(), Some("2026-11-17T21:00:00Z"));
    let mut lead = test.browser(Role::Manager).await;
    // What was clocked after the correction is seen at once, and written down with the next change.
    let text = lead.get(&format!("/time-entries/{id}")).await.text();
    assert_eq!(text.matches("clocked Tue, Nov 17, 7:00 AM").count(), 2, "{text}");
    changed(&mut lead, &id, "void", &[]).await;
    let kinds: Vec<String> = test.column("SELECT kind FROM entry_revision ORDER BY revision").await;
    assert_eq!(kinds, ["clocked", "corrected", "clocked", "voided"]);
}

#[tokio::test]
async fn an_entry_is_added_once_however_often_its_form_is_sent() {
    let test = start().await;
    let maria = test.add_employee(details("مريم 🏗 <b>")).await;
    let mut lead = test.browser(Role::Manager).await;
    let page = lead.get("/time-entries/new").await;
    assert!(page.text().contains("مريم 🏗 <b>") && !page.body.contains("<b>"), "{}", page.body);
    let link = page.link(&maria.id.to_string()).unwrap();
    let form = lead.get(&link).await;
    let (id, employee) = (form.value("id"), form.value("employee"));
    let typed = [
        ("id", id.as_str()),
        ("employee", &employee),
        ("in", "2026-11-16T22:00:00"),
        ("out", "2026-11-17T06:00:00"),
        ("reason", "other"),
        ("note", "no phone"),
    ];
    for _ in 0..2 {
        let page = lead.submit("/time-entries/new", &typed).await;
        assert!(page.text().contains("added Mon, Nov 16, 10:00 PM Tue, Nov 17, 6:00 AM"), "{}", page.text());
        assert!(!page.body.contains("<b>"));
    }
    assert_eq!(test.only_entry().await.in_at, "2026-11-17T04:00:00Z");
    assert_eq!(test.column::<String>("SELECT channel FROM punch").await, ["admin", "admin"]);
    let list = lead.get("/time-entries").await;
    assert!(list.text().contains("Edited") && !list.body.contains("<b>"), "{}", list.text());
    assert_eq!(test.column::<String>("SELECT work_date FROM time_entry").await, ["2026-11-16"]);
}

#[tokio::test]
async fn a_watched_board_is_told_of_who_was_clocked_in_and_corrected_out() {
    let test = start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let id = add(&test, maria.id, "2026-11-17T12:00:00Z", None).await.to_string();
    let present = test.present().await;
    assert_eq!((present.len(), present[0].channel.as_str()), (1, "admin"));
    let mut lead = test.browser(Role::Manager).await;
    changed(&mut lead, &id, "correct", &[("in", "2026-11-17T06:00:00"), ("out", "2026-11-17T06:30:00")]).await;
    assert!(test.present().await.is_empty());
    assert_eq!(at("2026-11-17T12:30:00Z").to_string(), test.only_entry().await.out_at.unwrap());
}
