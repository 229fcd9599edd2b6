//! The list: periods, filters, pages, and what each line says.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::{add, changed, clocked, start};
use crate::{
    employees::details,
    support::{MARIAS_PHONE, PIN, TestGateway, at},
};

#[tokio::test]
async fn an_empty_list_says_what_to_do_next() {
    let test = start().await;
    let mut lead = test.browser(Role::Manager).await;
    test.assert_reads("time/entries_none", &lead.get("/time-entries").await).await;
    let (maria, _) = clocked(&test, 1).await;
    let page = lead.get("/time-entries?from=2026-11-15").await;
    test.assert_reads("time/entries_none_in_the_week_before", &page).await;
    let page = lead.get("/time-entries?status=voided").await;
    assert!(page.text().contains("No entries in this pay period match."), "{}", page.text());
    let page = lead.get(&format!("/time-entries?employee={}", maria.id)).await;
    assert!(page.text().contains("Only entries of Maria Lopez"), "{}", page.text());
    let page = lead.get("/time-entries/new?find=nobody").await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn a_line_says_who_when_on_what_and_what_is_amiss() {
    let test = TestGateway::start().await;
    test.job("Brücke & Deck 🌉", "71").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1,#")).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/time-entries").await;
    test.assert_reads("time/entries_open_and_unfinished", &page).await;
    page.says_nothing_of("Edited");
    for (query, lines) in [
        ("status=exceptions", 1),
        ("status=open", 1),
        ("status=unfinished", 1),
        ("status=closed", 0),
        ("find=LOPEZ", 2),
        ("find=nobody", 0),
        (&format!("employee={}", maria.id), 2),
        (&format!("job={}", test.jobs().await[0].id), 1),
    ] {
        let page = payroll.get(&format!("/time-entries?{query}")).await;
        assert_eq!(page.body.matches("<th scope=\"row\">").count(), lines, "{query}: {}", page.text());
    }
    let first = test.entries().await.remove(0).id;
    changed(&mut payroll, &first, "correct", &[("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T15:00:00")]).await;
    let text = payroll.get("/time-entries?status=closed").await.text();
    assert!(text.contains("Edited Tue, Nov 17, 7:00 AM 3:00 PM 8:00 none nothing"), "{text}");
}

#[tokio::test]
async fn pages_follow_each_other_with_the_filter_kept() {
    let test = start().await;
    test.clock.set(at("2026-11-22T20:00:00Z"));
    test.employee("Bo").await;
    let ana = test.add_employee(details("Ana & Co")).await;
    for minute in 0..60 {
        let from = at("2026-11-20T12:00:00Z") + SignedDuration::from_mins(minute);
        add(&test, ana.id, &from.to_string(), Some(&(from + SignedDuration::from_secs(30)).to_string())).await;
    }
    let mut lead = test.browser(Role::Manager).await;
    let page = lead.get("/time-entries?find=ana+%26").await;
    assert_eq!(page.body.matches("<th scope=\"row\">").count(), 50);
    assert!(page.text().contains("6:59 AM 6:59 AM 0:00"), "{}", page.text());
    let next = page.body.split("rel=\"next\" href=\"").nth(2).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    assert!(next.contains("find=ana+%26"), "{next}");
    let page = lead.get(&next).await;
    assert_eq!(page.body.matches("<th scope=\"row\">").count(), 10);
    assert!(page.text().contains("6:00 AM") && page.text().contains("Latest entries"), "{}", page.text());
    assert!(!page.text().contains("Earlier entries"));

    // The other way round: the order stays from page to page, and from period to period.
    let page = lead.get("/time-entries?find=ana&sort=in").await;
    assert!(page.body.contains("aria-sort=\"ascending\""), "{}", page.body);
    let text = page.text();
    assert!(text.find("6:00 AM").unwrap() < text.find("6:30 AM").unwrap(), "{text}");
    let links: Vec<_> =
        page.body.split("rel=\"next\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() == 2 && links.iter().all(|link| link.contains("sort=in")), "{links:?}");
    let page = lead.get(&links[1].replace("&#38;", "&")).await;
    assert_eq!(page.body.matches("<th scope=\"row\">").count(), 10);
    assert!(page.text().contains("6:59 AM") && page.text().contains("Earliest entries"), "{}", page.text());

    // The period that was chosen on another page is the one of this page, too.
    lead.get("/timesheets?from=2026-11-09").await;
    assert!(lead.get("/time-entries").await.text().contains("Nov 9 – 15"));
    lead.get("/time-entries?from=2026-11-02").await;
    assert!(lead.get("/timesheets").await.text().contains("Nov 2 – 8"));
}
