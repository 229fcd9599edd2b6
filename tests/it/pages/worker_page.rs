//! A worker's own page, as its holder reads it in either language, and the words around it in the office.

use jiff::SignedDuration;
use phoneclock::domain::{employee::Details, exception::ExceptionKind, kiosk::Method, language::Language, user::Role};

use crate::{
    support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, people::details},
    timesheets::{add, entry, raise},
};

#[tokio::test]
async fn the_page_of_a_worker() {
    let test = TestGateway::start().await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    for (name, language) in [("Maria Lopez", Language::En), ("Luz Gil", Language::Es)] {
        let end = if language == Language::En { "" } else { "_in_spanish" };
        let email = Some(format!("{}@example.com", &name[..3]));
        let (person, id) = test.employee_with(Details { email, language, ..details(name) }, PIN).await;
        let link = test.send_worker_page(&person).await;
        let mut phone = Browser::nobody(&test);
        test.assert_reads(&format!("worker_page/page_new{end}"), &phone.get(&link).await).await;
        for (from, mins) in [("2026-11-10T13:00:00Z", 510), ("2026-11-11T13:05:00Z", 505)] {
            let entry = entry(&test.gateway, &person, from, Some(mins));
            add(&test.gateway, vec![entry.clone()]).await;
            raise(&test.gateway, &entry, ExceptionKind::JobMissing).await;
        }
        let keys = format!("{id}#,{PIN}#");
        test.call(MARIAS_PHONE, &keys).await;
        test.advance(SignedDuration::from_hours(8));
        test.call(MARIAS_PHONE, &keys).await;
        let report = format!("{link}/report");
        test.assert_reads(&format!("worker_page/report{end}"), &phone.get(&report).await).await;
        let refused = phone.press_and_follow(&report, &report, &[("way", "in"), ("day", ""), ("time", "")]).await;
        test.assert_reads(&format!("worker_page/report_refused{end}"), &refused).await;
        let typed = [("way", "out"), ("day", "2026-11-13"), ("time", "15:30"), ("note", "—")];
        let sent = phone.press_and_follow(&report, &report, &typed).await;
        test.assert_reads(&format!("worker_page/page{end}"), &sent).await;
        let hours = format!("{link}/hours?from=2026-11-09");
        test.assert_reads(&format!("worker_page/hours{end}"), &phone.get(&hours).await).await;
        phone.press_and_follow(&hours, &format!("{link}/hours"), &[("answer", "wrong"), ("note", "—")]).await;
        test.assert_reads(&format!("worker_page/hours_answered{end}"), &phone.get(&hours).await).await;
        test.advance(SignedDuration::from_hours(-8));
    }
    let spent = Browser::nobody(&test).get("/my/nonsense").await;
    test.assert_reads("worker_page/spent", &spent).await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("worker_page/approvals", &payroll.get("/approvals?from=2026-11-09").await).await;
}
