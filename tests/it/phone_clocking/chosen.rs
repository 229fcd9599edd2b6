//! What is done for several people at once: those who are selected, or all whom the filter shows.

use phoneclock::domain::user::Role;

use super::LIST;
use crate::support::{PIN, TestGateway, browser::Browser, people::details};

async fn press(browser: &mut Browser, asked: &str) -> crate::support::browser::Page {
    browser.press_and_follow(asked, &format!("{LIST}/chosen"), &[]).await
}

#[tokio::test]
async fn a_pilot_group_gets_links_and_nobody_else_and_pressing_twice_sends_none_twice() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let eva = test.newcomer("Eva Nomail", None).await;
    test.newcomer("Zoe Later", Some("zoe@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    let asked = format!("{LIST}/chosen?do=email&employee={}&employee={}", ana.id, eva.id);
    let page = admin.get(&asked).await;
    page.says("Email 1 setup link").says("has no email address").says_nothing_of("Zoe Later");
    assert_eq!(test.count("mail").await, 0, "asking sends nothing");
    let form = page.form(&format!("{LIST}/chosen"), &[]);
    let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for _ in 0..2 {
        admin.post_bare(&format!("{LIST}/chosen"), &fields).await.is(303);
    }
    let to: Vec<String> = test.column("SELECT recipient FROM mail").await;
    assert_eq!(to, ["ana@example.com"]);
}

#[tokio::test]
async fn with_nobody_selected_it_is_for_all_whom_the_filter_shows_on_every_page_and_says_so() {
    let test = TestGateway::start().await;
    for nth in 0..60 {
        test.newcomer(&format!("Crew {nth:02}"), Some(&format!("crew{nth}@example.com"))).await;
    }
    test.newcomer("Office Olga", Some("olga@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&format!("{LIST}?q=crew")).await.says("all 60 people shown").says("on all pages");
    let asked = format!("{LIST}/chosen?do=email&q=crew");
    let page = admin.get(&asked).await;
    page.says("this is for all 60 people shown, on all pages").says("Email 60 setup links").says_nothing_of("Olga");
    press(&mut admin, &asked).await.says("60 setup links are written to the outbox folder");
    assert_eq!(test.count("mail").await, 60);
}

#[tokio::test]
async fn who_has_not_started_is_listed_and_gets_a_new_link() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.employee("John Ready").await;
    test.email_setup_link(&ana, None).await.unwrap();
    let mut admin = test.browser(Role::Admin).await;
    admin.get(LIST).await.says("Who has not started (1)");
    let list = admin.get(&format!("{LIST}?status=not-started")).await;
    list.says("Ana Torres").says("Link of Tue, Nov 17").says_nothing_of("John Ready");
    test.advance(jiff::SignedDuration::from_mins(1));
    press(&mut admin, &format!("{LIST}/chosen?do=email&status=not-started")).await.says("1 setup link is written");
    assert_eq!(test.mailed_links(&ana).await.len(), 2);
}

#[tokio::test]
async fn people_without_email_get_cards_with_codes_in_one_press() {
    let test = TestGateway::start().await;
    for name in ["Bo Nomail", "Eva Nomail"] {
        test.newcomer(name, None).await;
    }
    test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(LIST).await.says("Cards with one-time codes for the 2 people without email");
    let asked = format!("{LIST}/cards?who=no-email");
    admin.get(&asked).await.says("Create 2 one-time codes").says_nothing_of("Ana Torres");
    let ids: Vec<phoneclock::domain::ids::EmployeeId> =
        test.column("SELECT id FROM employee WHERE email IS NULL ORDER BY id").await;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let fields: Vec<_> = ids.iter().map(|id| ("employee", id.as_str())).collect();
    let cards = admin.post(&format!("{LIST}/cards"), &fields).await;
    cards.says("Key in the one-time code, then #.").says_nothing_of("Key in your phone clock ID, then #.");
    assert_eq!(cards.body.matches("<article class=\"card\"").count(), 2);
    admin.get(LIST).await.says_nothing_of("Cards with one-time codes");
}

#[tokio::test]
async fn the_selected_are_mailed_links_to_their_own_pages() {
    let test = TestGateway::start().await;
    let maria =
        phoneclock::domain::employee::Details { email: Some("maria@example.com".to_owned()), ..details("Maria Lopez") };
    let (maria, _) = test.employee_with(maria, PIN).await;
    let mut admin = test.browser(Role::Admin).await;
    let asked = format!("{LIST}/chosen?do=pages&employee={}", maria.id);
    press(&mut admin, &asked).await.says("Links written to the outbox folder: 1.");
    let link = test.worker_page(&maria).await;
    Browser::nobody(&test).get(&link).await.is(200).says("Maria Lopez");
}

#[tokio::test]
async fn nothing_is_sent_to_people_of_another_workspace() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let elsewhere = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(elsewhere, Role::Owner).await;
    for act in ["email", "pages"] {
        let asked = format!("{LIST}/chosen?do={act}&employee={}", ana.id);
        stranger.get(&asked).await.is(200).says_nothing_of("Ana");
        let (id, at) = (ana.id.to_string(), "2026-11-17T13:00:00Z");
        stranger.post(&format!("{LIST}/chosen"), &[("do", act), ("employee", &id), ("seen_at", at)]).await;
    }
    assert_eq!((test.count("mail").await, test.count("setup_link").await, test.count("worker_link").await), (0, 0, 0));
}
