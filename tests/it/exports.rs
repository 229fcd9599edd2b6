//! Exports: files that add up, what is left out and signed for, differences, and two people at once.

pub mod book;
mod differences;
mod files;
pub mod profiles;

use phoneclock::domain::user::Role;

use self::book::{Book, ana, bo};
use crate::support::{TestGateway, browser::Page};

#[tokio::test]
async fn the_way_from_nothing_to_a_file_is_explained_step_by_step() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/exports").await;
    assert!(page.text().contains("No payroll system is set up yet.") && page.text().contains("Add a profile"));
    let book = Book::new(&test);
    let profile = book.profile(&mut payroll, "generic").await;
    let page = payroll.get(&format!("/exports?profile={profile}")).await;
    assert!(page.text().contains("There are no hours yet."), "{}", page.text());
    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    assert!(page.text().contains("There are no hours in this period."), "{}", page.text());
    let sent = book.make(&mut payroll, &page, "").await;
    assert!(sent.is_none(), "there is no button");
}

#[tokio::test]
async fn a_period_without_hours_makes_no_file_even_by_force() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let profile = book.profile(&mut payroll, "adp").await;
    for version in ["", "0123456789ab"] {
        let fields = [("profile", profile.as_str()), ("from", "2026-11-09"), ("expected_version", version)];
        let page = payroll.post("/exports", &fields).await;
        assert_eq!(page.status, 409, "{}", page.text());
    }
    assert_eq!(test.count("export_batch").await, 0);
}

#[tokio::test]
async fn of_many_who_are_left_out_a_hundred_are_shown_and_all_of_them_to_who_wants_to_see_them() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    for nth in 0..101 {
        let person = book.named(&format!("Worker {nth:03}"), None).await;
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    }
    let profile = book.profile(&mut payroll, "paychex").await;
    let count = |page: &Page| page.body.matches("<bdi>Worker ").count();
    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    page.says("Left out: 101").says("Show all 101");
    assert_eq!(count(&page), 100);
    assert_eq!(count(&payroll.get(&page.link("rows=all").unwrap()).await), 101);
}

#[tokio::test]
async fn whoever_is_left_out_is_listed_with_hours_and_reasons_and_signed_for() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    let nobody = book.named("Carla Without ID", None).await;
    let twin = book.named("Dee", Some("000042")).await;
    for person in [ana, bo, nobody, twin] {
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    }
    let profile = book.profile(&mut payroll, "paychex").await;
    book.approve(ana).await;
    book.approve(nobody).await;
    book.approve(twin).await;
    let lone = book.named("Eve", Some("77")).await;
    book.entry(lone, "2026-11-10T14:00:00Z", "2026-11-10T15:30:00Z", None).await;
    book.approve(lone).await;

    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_of_whom_is_left_out", &page).await;
    assert!(page.text().contains("Left out: 4"), "{}", page.text());
    for typed in ["", "Somebody else"] {
        let refused = book.make(&mut payroll, &page, typed).await.unwrap();
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(refused.value("signature"), typed, "what was typed is kept");
        assert!(refused.wrong("signature").contains("your own name"));
    }
    assert_eq!(test.count("export_batch").await, 0);
    let made = book.make(&mut payroll, &page, " the  PAYROLL").await.unwrap();
    assert_eq!(made.status, 303, "{}", made.text());
    let to = made.to().unwrap().to_owned();
    let file = payroll.get(&format!("{to}/file")).await;
    assert_eq!(file.body.lines().count(), 2, "{}", file.body);
    assert!(file.body.contains("77") && !file.body.contains("000042"), "{}", file.body);
    let shown = payroll.get(&to).await;
    test.assert_reads("exports/batch_signed_for", &shown).await;
    assert!(shown.text().contains("Signed The payroll"), "{}", shown.text());
    let manifest = payroll.get(&format!("{to}/manifest")).await;
    let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
    assert_eq!(manifest["signature"], "The payroll");
    assert_eq!(manifest["left_out"].as_array().unwrap().len(), 4);
    assert_eq!(manifest["left_out"][0]["regular"], "8.00");
    assert_eq!((&manifest["totals"]["people"], &manifest["totals"]["seconds"]), (&1.into(), &5400.into()));
    let noted: Vec<String> = test.column("SELECT action FROM audit_record WHERE action LIKE '%export%'").await;
    assert_eq!(noted, ["add export profile", "export hours"]);
}

#[tokio::test]
async fn somebody_who_is_still_clocked_in_or_has_something_to_settle_is_left_out() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    let mut entries = Vec::new();
    for person in [ana, bo] {
        entries.push(book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await);
        book.approve(person).await;
    }
    book.open_entry(ana, "2026-11-13T14:00:00Z").await;
    book.exception(bo, entries[1], "not this person").await;
    let profile = book.profile(&mut payroll, "generic").await;
    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_to_settle_first", &page).await;
    page.says("still clocked in").says("to be resolved first: not this person");
}

#[tokio::test]
async fn hours_that_are_no_longer_those_that_were_approved_stay_out() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    book.entry(ana, "2026-11-10T14:00:00Z", "2026-11-10T15:00:00Z", None).await;
    let profile = book.profile(&mut payroll, "generic").await;
    let text = payroll.get(&format!("/exports/check?profile={profile}")).await.text();
    assert!(text.contains("the hours are no longer those that were approved") && text.contains("9.00"), "{text}");
}

#[tokio::test]
async fn two_people_who_press_at_once_make_one_file() {
    let test = TestGateway::start().await;
    let mut one = test.browser(Role::Payroll).await;
    let mut other = test.browser(Role::Owner).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    let profile = book.profile(&mut one, "adp").await;
    let address = format!("/exports/check?profile={profile}&from=2026-11-09");
    let (mine, theirs) = (one.get(&address).await, other.get(&address).await);
    let (first, second) = tokio::join!(book.make(&mut one, &mine, ""), book.make(&mut other, &theirs, ""));
    let mut answers = [first.unwrap(), second.unwrap()];
    answers.sort_by_key(|page| page.status);
    answers[0].is(303);
    answers[1].is(409);
    assert!(answers[1].text().contains("Nothing has changed since the last export"), "{}", answers[1].text());
    assert_eq!(test.count("export_batch").await, 1);
}

#[tokio::test]
async fn nothing_of_another_workspace_is_shown_or_made() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    let profile = book.profile(&mut payroll, "adp").await;
    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    let to = book.make(&mut payroll, &page, "").await.unwrap().to().unwrap().to_owned();

    let theirs = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(theirs, Role::Owner).await;
    for path in [
        format!("/exports?profile={profile}"),
        format!("/exports/check?profile={profile}"),
        format!("/exports/profiles/{profile}"),
        to.clone(),
        format!("{to}/file"),
        format!("{to}/manifest"),
    ] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    let before = test.tables().await;
    let version = page.value("expected_version");
    let fields = [("profile", profile.as_str()), ("from", "2026-11-09"), ("expected_version", &version)];
    assert_eq!(stranger.post("/exports", &fields).await.status, 404);
    assert_eq!(stranger.post(&format!("/exports/profiles/{profile}"), &[("name", "x")]).await.status, 404);
    assert_eq!(stranger.post(&format!("/exports/profiles/{profile}/archive"), &[]).await.status, 404);
    assert_eq!(test.tables().await, before);
    let page = stranger.get("/exports").await;
    assert!(page.status == 200 && !page.body.contains(&to), "{}", page.text());
}

#[tokio::test]
async fn the_first_lines_are_shown_as_they_will_be_in_the_file() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    for number in 0..8 {
        let person = book.named(&format!("Ána {number}"), Some(&format!("00004{number}"))).await;
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
        book.approve(person).await;
    }
    for format in ["generic", "adp", "gusto", "paychex", "quickbooks-desktop", "quickbooks-time"] {
        let profile = book.profile(&mut payroll, format).await;
        let check = payroll.get(&format!("/exports/check?profile={profile}&from=2026-11-09")).await;
        let (_, shown) =
            check.body.split_once("aria-label=\"First lines of the file\">").unwrap_or_else(|| panic!("{format}"));
        let shown = shown.split("</pre>").next().unwrap().replace("&#34;", "\"").replace("&#39;", "'");
        let shown: Vec<_> = shown.lines().filter(|line| *line != "…").map(str::to_owned).collect();
        let batch = book.export(&mut payroll, &profile).await;
        assert!(
            check.body.contains(&format!("<strong>{}", if format == "adp" { "PRAB1EPI.csv" } else { "" })),
            "{format}"
        );
        let made = payroll.get(&format!("{batch}/file")).await.body;
        let made: Vec<_> = made.trim_start_matches('\u{feff}').lines().take(shown.len()).map(str::to_owned).collect();
        assert!(shown.len() >= 4, "{format}: {shown:?}");
        if format != "quickbooks-desktop" {
            assert_eq!(shown, made, "{format}");
        }
    }
}

#[tokio::test]
async fn hours_that_went_out_under_another_profile_are_pointed_at_and_not_refused() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let (ana, bo) = (book.person(ana()).await, book.person(bo()).await);
    for person in [ana, bo] {
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    }
    book.approve(ana).await;
    let adp = book.profile(&mut payroll, "adp").await;
    let batch = book.export(&mut payroll, &adp).await;
    book.approve(bo).await;
    let other = book.profile(&mut payroll, "generic").await;
    let check = payroll.get(&format!("/exports/check?profile={other}&from=2026-11-09")).await;
    assert!(check.text().contains("1 of the 2 people in this file is already in batch"), "{}", check.text());
    assert_eq!(check.link(&format!("href=\"{batch}\"")), Some(batch.clone()));
    book.export(&mut payroll, &other).await;
    // Under the same profile there are only differences, and nobody is there twice.
    let check = payroll.get(&format!("/exports/check?profile={adp}&from=2026-11-09")).await;
    assert!(check.text().contains("Everybody in this file is already in batch"), "{}", check.text());
}

#[tokio::test]
async fn from_exports_it_is_three_clicks_to_the_file() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    book.profile(&mut payroll, "adp").await;
    book.profile(&mut payroll, "generic").await;
    let exports = payroll.get("/exports").await;
    for name in ["adp", "generic"] {
        assert!(exports.text().contains(&format!("Export the last period for {name}")), "{}", exports.text());
    }
    let check = exports.link("/exports/check?profile=").unwrap();
    let check = payroll.get(&check).await;
    let made = book.make(&mut payroll, &check, "").await.unwrap();
    let batch = payroll.get(made.is(303).to().unwrap()).await;
    let file = batch.link("/file\"").unwrap();
    payroll.get(&file).await.is(200);
}
