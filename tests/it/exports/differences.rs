//! What is told after a period was exported.

use jiff::SignedDuration;
use phoneclock::{domain::user::Role, store::Hold};

use super::book::{Book, ana, bo, rows, sum};
use crate::support::{TestGateway, browser::Page, postgres::in_words_of_the_engine};

#[tokio::test]
async fn a_correction_comes_out_as_a_difference_and_everything_adds_up() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    let first = book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.entry(ana, "2026-11-10T14:00:00Z", "2026-11-10T14:00:17Z", None).await;
    book.entry(bo, "2026-11-10T14:00:00Z", "2026-11-10T20:00:00Z", None).await;
    book.approve(ana).await;
    book.approve(bo).await;
    let profile = book.profile(&mut payroll, "generic").await;
    let whole = book.export(&mut payroll, &profile).await;
    let file = payroll.get(&format!("{whole}/file")).await.body;
    assert_eq!(sum(&file, "hours", |_| true), 1400, "{file}");

    // Nothing has changed: no form, and the file is offered.
    let check = payroll.get(&format!("/exports/check?profile={profile}")).await;
    assert!(check.text().contains("Nothing has changed since the last export of this period."), "{}", check.text());
    assert!(check.body.contains(&whole) && book.make(&mut payroll, &check, "").await.is_none());

    // While it is reopened, nothing goes out.
    book.reopen(ana).await;
    book.ends(first, "2026-11-09T21:30:00Z").await;
    let check = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_while_reopened", &check).await;

    book.approve(ana).await;
    let overview = payroll.get(&format!("/exports?profile={profile}")).await;
    test.assert_reads("exports/exports_changed_since", &overview).await;
    assert!(overview.text().contains("Changed since"), "{}", overview.text());
    let check = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_of_a_difference", &check).await;
    assert!(check.text().contains("only the differences"), "{}", check.text());
    let difference = book.export(&mut payroll, &profile).await;
    let file = payroll.get(&format!("{difference}/file")).await.body;
    let rows = rows(&file);
    assert_eq!((rows.len(), sum(&file, "hours", |_| true)), (1, -50), "{file}");
    assert!(file.contains(&first.to_string()), "{file}");
    let manifest = payroll.get(&format!("{difference}/manifest")).await.body;
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["after"].as_array().unwrap().len(), 1);
    let told: Vec<i64> = test.column("SELECT CAST(sum(secs) AS BIGINT) FROM export_line").await;
    let worked: Vec<i64> = test.column("SELECT CAST(sum(out_at - in_at) AS BIGINT) / 1000 FROM time_entry").await;
    assert_eq!(told, worked);
    let overview = payroll.get(&format!("/exports?profile={profile}")).await.text();
    assert!(!overview.contains("Changed since") && overview.contains("Exported 13.50"), "{overview}");
}

#[tokio::test]
async fn hours_that_a_format_cannot_take_back_are_left_out_whole_and_stay_in_sight() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    let first = book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    let gusto = book.profile_with(&mut payroll, "gusto", &[("named_by", "name")]).await;
    let paychex = book.profile(&mut payroll, "paychex").await;
    book.export(&mut payroll, &gusto).await;
    book.export(&mut payroll, &paychex).await;
    book.reopen(ana).await;
    book.ends(first, "2026-11-09T20:00:00Z").await;
    book.approve(ana).await;
    for _ in 0..2 {
        let check = payroll.get(&format!("/exports/check?profile={gusto}")).await;
        assert!(
            check.text().contains("Gusto cannot take hours back") && check.text().contains("-2.00"),
            "{}",
            check.text()
        );
        assert!(book.make(&mut payroll, &check, "The payroll").await.is_none());
    }
    let file = book.file(&mut payroll, &paychex).await.body;
    assert_eq!(sum(&file, "Hours", |_| true), -200, "{file}");
}

#[tokio::test]
async fn a_page_from_before_a_change_makes_no_file() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    for person in [ana, bo] {
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    }
    book.approve(ana).await;
    let profile = book.profile(&mut payroll, "adp").await;
    let old = payroll.get(&format!("/exports/check?profile={profile}")).await;
    book.approve(bo).await;
    let refused = book.make(&mut payroll, &old, "The payroll").await.unwrap();
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("something has changed since") && refused.text().contains("16.00"),
        "{}",
        refused.text()
    );
    assert_eq!(test.count("export_batch").await, 0);
    assert_eq!(book.make(&mut payroll, &refused, "").await.unwrap().status, 303, "what is shown now can be made");
}

#[tokio::test]
async fn what_was_exported_is_never_changed_or_deleted() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    let profile = book.profile(&mut payroll, "adp").await;
    book.export(&mut payroll, &profile).await;
    for sql in [
        "UPDATE export_batch SET maker = 'x'",
        "DELETE FROM export_batch",
        "UPDATE export_line SET secs = 1",
        "DELETE FROM export_line",
    ] {
        let of_a_test = in_words_of_the_engine(sql);
        let write = test.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(&of_a_test, &[]));
        assert!(write.await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn an_older_period_stands_as_its_last_file_left_it_and_says_where_approvals_have_changed_since() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    for person in [ana, bo] {
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    }
    book.entry(bo, "2026-11-03T14:00:00Z", "2026-11-03T22:00:00Z", None).await;
    book.approve(ana).await;
    let profile = book.profile(&mut payroll, "generic").await;
    let has = |page: &Page, row: &str| assert!(page.text().contains(row), "{row}: {}", page.text());
    let address = format!("/exports?profile={profile}");
    let counted = payroll.get(&address).await;
    has(&counted, "Nov 9 – 15 To export 0.00 8.00 1 1");
    has(&counted, "Nov 2 – 8 Not exported 0.00 – – –");
    book.export(&mut payroll, &profile).await;
    has(&payroll.get(&address).await, "Nov 9 – 15 Exported, some left out 8.00 0.00 0 1");

    test.advance(SignedDuration::from_hours(7 * 24));
    let mut payroll = test.browser(Role::Payroll).await;
    has(&payroll.get(&address).await, "Nov 9 – 15 Exported, some left out 8.00 – – 1");
    book.approve(bo).await;
    has(&payroll.get(&address).await, "Nov 9 – 15 Changed since 8.00 – – 1");
    book.export(&mut payroll, &profile).await;
    has(&payroll.get(&address).await, "Nov 9 – 15 Exported 16.00 – – 0");
    test.advance(SignedDuration::from_mins(1));
    book.reopen(ana).await;
    has(&payroll.get(&address).await, "Nov 9 – 15 Changed since 16.00 – – 0");
}
