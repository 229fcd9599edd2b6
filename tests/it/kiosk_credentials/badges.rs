//! Badges by mail: an inline picture, and a link that shows the badge for a day and ten times.

use std::fs;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::BadgeLinkId,
        kiosk::{CredentialKind, Method},
        language::Language,
        user::Role,
    },
    service::kiosks::policy::KioskPolicy,
};

use crate::support::{
    TestGateway,
    browser::{Browser, Page},
    files_below,
    kiosk_office::policy,
    people::details,
};

async fn ana(test: &TestGateway) -> Employee {
    let ana = Details { email: Some("ana@example.com".to_owned()), language: Language::Es, ..details("Ana Torres") };
    test.add_employee(ana).await
}

/// Mails the badge from the employee's page.
async fn mail(test: &TestGateway, who: &Employee) -> Page {
    let mut admin = test.browser(Role::Admin).await;
    let tab = format!("/employees/{}/kiosk", who.id);
    let seen_at = admin.get(&tab).await.value("seen_at");
    let answer = admin.submit(&format!("{tab}/mail-badge"), &[("seen_at", &seen_at)]).await;
    admin.submit(&format!("{tab}/mail-badge"), &[("seen_at", &seen_at)]).await.says("Nothing was mailed");
    answer
}

/// Where the newest mail leads.
async fn link(test: &TestGateway) -> String {
    let mut links: Vec<BadgeLinkId> = test.column("SELECT id FROM badge_link ORDER BY made_at, id").await;
    format!("/badge/{}", test.store.keys().token(links.pop().unwrap().as_bytes()))
}

#[tokio::test]
async fn a_mail_shows_the_badge_in_a_client_that_drops_pictures_in_the_text() {
    let test = TestGateway::start().await;
    let ana = ana(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    mail(&test, &ana).await.says("written to the outbox folder");
    test.work().await;
    let mails = files_below(&test.dir.path().join("outbox"));
    assert_eq!(mails.len(), 1, "pressed twice, it goes once");
    let mail = fs::read_to_string(&mails[0]).unwrap();
    assert!(mail.contains("Content-ID: <picture@phoneclock>") && mail.contains("Content-Type: image/png"), "{mail}");
    assert!(mail.contains("multipart/related") && !mail.contains("data:image"), "{mail}");
    let text = mail.replace("=\r\n", "");
    assert!(text.contains("cid:picture@phoneclock") && text.contains("Hola, Ana Torres"), "{text}");
    assert!(text.contains(&format!("https://clock.example{}", link(&test).await)), "{text}");
    assert!(!text.contains(&test.kiosk_secret(&ana, CredentialKind::Badge).await), "no letters beside the picture");
    let audited = test.audited().await;
    assert_eq!(audited.iter().filter(|line| line.ends_with("email badge Ana Torres")).count(), 1, "{audited:?}");
}

#[tokio::test]
async fn the_link_shows_the_badge_ten_times_for_a_day_and_looking_uses_nothing_up() {
    let test = TestGateway::start().await;
    let ana = ana(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    mail(&test, &ana).await;
    let link = link(&test).await;
    let mut phone = Browser::nobody(&test);
    for _ in 0..20 {
        phone.get(&link).await.is(200).says("Ver mi credencial").says("Ana Torres").says_nothing_of("<svg class=\"qr");
    }
    for _ in 0..10 {
        phone.post(&link, &[]).await.is(200).says("<svg class=\"qr");
    }
    phone.post(&link, &[]).await.is(404).says("This link no longer works").says("Este enlace ya no sirve");
    phone.get(&link).await.is(404).says_nothing_of("Ana Torres");

    mail(&test, &ana).await;
    let link = self::link(&test).await;
    phone.post(&link, &[]).await.is(200).says("<svg class=\"qr");
    test.advance(SignedDuration::from_hours(24));
    phone.post(&link, &[]).await.is(404);
    for nothing in ["/badge/x", "/badge/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        phone.get(nothing).await.is(404);
        phone.post(nothing, &[]).await.is(404);
    }
}

#[tokio::test]
async fn a_new_badge_a_leaver_and_the_switch_end_the_link() {
    let test = TestGateway::start().await;
    let ana = ana(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let mut phone = Browser::nobody(&test);
    mail(&test, &ana).await;
    let first = link(&test).await;
    phone.get(&first).await.is(200);
    test.execute("UPDATE employee SET active = 0").await;
    phone.post(&first, &[]).await.is(404);
    test.execute("UPDATE employee SET active = 1").await;
    let mut admin = test.browser(Role::Admin).await;
    let tab = format!("/employees/{}/kiosk", ana.id);
    admin.press(&tab, &format!("{tab}/generate"), &[("what", "badge")]).await.is(200);
    phone.post(&first, &[]).await.is(404);

    mail(&test, &ana).await;
    let second = link(&test).await;
    phone.get(&second).await.is(200);
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::Badge) }).await;
    phone.post(&second, &[]).await.is(404);
    test.work().await;
    let problems: Vec<String> = test.column("SELECT problem FROM mail WHERE state = 'failed'").await;
    assert_eq!(problems.len(), 2, "neither mail goes out any more: {problems:?}");
    let outbox = test.dir.path().join("outbox");
    assert!(!outbox.exists() || files_below(&outbox).is_empty());
}

#[tokio::test]
async fn many_are_mailed_once_each() {
    let test = TestGateway::start().await;
    for number in 0..130 {
        let email = Some(format!("p{number}@example.com"));
        test.add_employee(Details { email, ..details(&format!("Person {number}")) }).await;
    }
    test.kiosk_for_everybody(Method::Badge).await;
    test.execute(
        "INSERT INTO kiosk_credential (id, workspace_id, employee_id, kind, origin, try, digits, tag, made_at) \
         SELECT randomblob(16), workspace_id, id, 'badge', 'derived', 0, 0, randomblob(32), 1 FROM employee",
    )
    .await;
    let (mut one, mut other) = (test.browser(Role::Admin).await, test.browser(Role::Owner).await);
    let seen_at = one.get("/employees/kiosk?do=send").await.value("seen_at");
    let fields = [("do", "send"), ("shown", "yes"), ("seen_at", seen_at.as_str())];
    let (first, second) =
        tokio::join!(one.submit("/employees/kiosk/do", &fields), other.submit("/employees/kiosk/do", &fields));
    first.is(200);
    second.is(200);
    assert_eq!((test.count("mail").await, test.count("badge_link").await), (130, 130));
}
