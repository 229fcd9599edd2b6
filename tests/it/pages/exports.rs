//! Files for payroll systems: profiles, the check before a file, the files.

use phoneclock::domain::user::Role;

use crate::{
    exports::{
        book::{Book, IN_THE_WEEK, ana, bo},
        profiles::mistaken,
    },
    support::TestGateway,
};

#[tokio::test]
async fn profiles() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("exports/exports_none", &payroll.get("/exports").await).await;
    let form = payroll.get("/exports/profiles/new").await;
    test.assert_reads("exports/profile_new", &form).await;
    let id = form.value("id");
    let mistaken = payroll.post("/exports/profiles/new", &mistaken(&id)).await;
    test.assert_reads("exports/profile_mistaken", &mistaken).await;
    let profile = Book::new(&test).profile(&mut payroll, "generic").await;
    let exports = payroll.get(&format!("/exports?profile={profile}")).await;
    test.assert_reads("exports/exports_no_hours", &exports).await;
    let check = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_no_hours", &check).await;
}

#[tokio::test]
async fn files() {
    let test = TestGateway::start().await;
    let (mut payroll, mut owner) = (test.browser(Role::Payroll).await, test.browser(Role::Owner).await);
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    let (nobody, jose) =
        (book.named("Carla Without ID", None).await, book.named("José García López", Some("77")).await);
    let roof = book.job("Roof", Some("4410")).await;
    let first = book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", Some(roof)).await;
    for person in [bo, nobody, jose] {
        book.entry(person, "2026-11-10T14:00:00Z", "2026-11-10T20:00:17Z", None).await;
    }
    let profile = book.profile_with(&mut payroll, "gusto", &[("named_by", "name")]).await;
    let check = format!("/exports/check?profile={profile}&from={IN_THE_WEEK}");
    test.assert_reads("exports/check_nothing_yet", &payroll.get(&check).await).await;
    for person in [ana, jose] {
        book.approve(person).await;
    }
    let page = payroll.get(&check).await;
    test.assert_reads("exports/check", &page).await;
    test.assert_reads("exports/check_for_owners", &owner.get(&check).await).await;
    let unsigned = book.make(&mut payroll, &page, "Somebody else").await.unwrap();
    test.assert_reads("exports/check_not_signed", &unsigned).await;
    let batch = book.export(&mut payroll, &profile).await;
    test.assert_reads("exports/batch", &payroll.get(&batch).await).await;
    test.assert_reads("exports/check_nothing_changed", &payroll.get(&check).await).await;
    let other = book.profile(&mut payroll, "generic").await;
    book.reopen(ana).await;
    book.ends(first, "2026-11-09T22:30:00Z").await;
    book.approve(ana).await;
    test.assert_reads("exports/check_differences", &payroll.get(&check).await).await;
    let late = book.make(&mut payroll, &page, "The payroll").await.unwrap();
    test.assert_reads("exports/check_changed_meanwhile", &late).await;
    book.export(&mut payroll, &profile).await;
    test.assert_reads("exports/exports", &payroll.get(&format!("/exports?profile={profile}")).await).await;
    test.assert_reads("exports/profile", &payroll.get(&format!("/exports/profiles/{profile}")).await).await;
    book.export(&mut payroll, &other).await;
    test.assert_reads("exports/exports_of_two", &payroll.get(&format!("/exports?profile={other}")).await).await;
}
