//! A worker's own page: what it shows and to whom, what can be said on it, and how its link ends.

mod answers;
mod reports;

use jiff::SignedDuration;
use phoneclock::domain::{
    employee::{Details, Employee},
    language::Language,
    user::Role,
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, people::details};

/// Maria, with an address for mail.
async fn maria(test: &TestGateway) -> Employee {
    let maria = Details { email: Some("maria@example.com".to_owned()), ..details("Maria Lopez") };
    test.employee_with(maria, PIN).await.0
}

/// The same with a shift of this morning, by phone.
async fn maria_after_a_shift(test: &TestGateway) -> Employee {
    let maria = maria(test).await;
    let id: Vec<String> = test.column("SELECT digits FROM phone_clock_id").await;
    test.call(MARIAS_PHONE, &format!("{}#,{PIN}#", id[0])).await;
    test.advance(SignedDuration::from_mins(4 * 60 + 30));
    test.call(MARIAS_PHONE, &format!("{}#,{PIN}#", id[0])).await;
    maria
}

#[tokio::test]
async fn the_page_shows_the_hours_and_punches_of_its_holder_and_of_nobody_else() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    let ana = Details { email: Some("ana@example.com".to_owned()), language: Language::Es, ..details("Ana Torres") };
    let ana = test.add_employee(ana).await;
    let (hers, anas) = (test.send_worker_page(&maria).await, test.send_worker_page(&ana).await);
    let mut phone = Browser::nobody(&test);
    let page = phone.get(&hers).await;
    let text = page.is(200).text();
    for said in ["Maria Lopez", "Tue, Nov 17 4 h 30 min", "In 7:00 AM, by phone", "Out 11:30 AM, by phone"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    page.says("<html lang=\"en\">").says("noindex").says_nothing_of("Ana Torres");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.headers["cache-control"], "no-store");
    phone.get(&anas).await.says("<html lang=\"es\">").says("Mis horas").says_nothing_of("Maria");
}

#[tokio::test]
async fn opening_the_page_changes_nothing() {
    let test = TestGateway::start().await;
    let maria = maria_after_a_shift(&test).await;
    let link = test.send_worker_page(&maria).await;
    test.work().await;
    let before = test.tables().await;
    for path in ["", "/report", "/hours?from=2026-11-09", "?done=report"] {
        Browser::nobody(&test).get(&format!("{link}{path}")).await.is(200);
    }
    assert!(test.tables().await == before, "something was written");
}

#[tokio::test]
async fn whoever_chooses_a_pin_finds_their_own_page_at_the_end_and_the_link_is_kept_nowhere() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    let setup = test.mailed_links(&ana).await.remove(0);
    let mut phone = Browser::nobody(&test);
    let done = phone.submit(&setup, &[("pin", "60284"), ("again", "60284")]).await;
    let link = done.link("href=\"/my/").unwrap();
    phone.get(&link).await.is(200).says("Ana Torres");
    let token = link.strip_prefix("/my/").unwrap();
    for (table, rows) in test.tables().await {
        assert!(!format!("{rows:?}").contains(token), "{table} holds the token");
    }
    // Sent by the office, it is for the mailbox alone, and no longer at the end of an old setup link.
    let sent = test.send_worker_page(&ana).await;
    assert_ne!(sent, link);
    phone.get(&link).await.is(404);
    phone.get(&setup).await.says_nothing_of("/my/");
}

#[tokio::test]
async fn a_link_ends_after_30_days_by_the_next_one_by_the_office_and_when_its_holder_leaves() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let mut phone = Browser::nobody(&test);
    let first = test.send_worker_page(&maria).await;
    test.advance(SignedDuration::from_secs(1));
    let second = test.send_worker_page(&maria).await;
    let nonsense = format!("/my/{}", "A".repeat(43));
    let unknown = phone.get(&nonsense).await.is(404).body.clone();
    assert_eq!(phone.get(&first).await.is(404).body, unknown, "the same words for every link that opens nothing");
    phone.get(&second).await.is(200);

    let mut admin = test.browser(Role::Admin).await;
    let about = format!("/employees/{}", maria.id);
    admin.press_and_follow(&about, &format!("{about}/page-link/end"), &[]).await.says("The link no longer works.");
    assert_eq!(phone.get(&second).await.is(404).body, unknown);

    let third = test.send_worker_page(&maria).await;
    test.advance(SignedDuration::from_hours(30 * 24 - 1));
    phone.get(&third).await.is(200);
    test.advance(SignedDuration::from_hours(2));
    assert_eq!(phone.get(&third).await.is(404).body, unknown);

    let fourth = test.send_worker_page(&maria).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("{about}/deactivate"), &[]).await;
    assert_eq!(phone.get(&fourth).await.is(404).body, unknown);
    admin.submit(&format!("{about}/reactivate"), &[]).await;
    phone.get(&fourth).await.is(404);
    let audited = test.audited().await;
    assert!(audited.iter().any(|line| line.ends_with("end link to own page Maria Lopez")), "{audited:?}");
}

#[tokio::test]
async fn an_admin_emails_the_link_once_however_often_the_button_is_pressed() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let (about, mut admin) = (format!("/employees/{}", maria.id), test.browser(Role::Admin).await);
    let (send, form) = (format!("{about}/page-link"), admin.get(&about).await);
    let seen = form.form(&send, &[]);
    let seen: Vec<_> = seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    admin.post_bare(&send, &seen).await;
    admin.get(&about).await.says("written to the outbox folder");
    admin.post_bare(&send, &seen).await;
    admin.get(&about).await.says("nothing was sent again");
    assert_eq!(test.count("mail").await, 1);
    test.work().await;
    admin.get(&about).await.says("does not reach anybody");
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&about).await.says("Their own page").says_nothing_of(&send);
}

#[tokio::test]
async fn a_network_that_tries_links_is_slowed_down_and_others_are_not() {
    let test = TestGateway::start().await;
    let maria = maria(&test).await;
    let link = test.send_worker_page(&maria).await;
    let mut guesser = Browser::nobody(&test);
    let mut statuses = Vec::new();
    for nth in 0..15 {
        let guess = format!("/my/{nth:0>43}");
        statuses.push(guesser.get(&guess).await.status.as_u16());
    }
    assert_eq!((statuses[0], statuses[14]), (404, 429), "{statuses:?}");
    guesser.get(&link).await.is(429).says("Too many pages at once");
    test.advance(SignedDuration::from_mins(2));
    guesser.get(&link).await.is(200);
}
