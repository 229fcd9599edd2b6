//! Setup links that are sent again, and what is said of mails meanwhile.

use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    mail::{MailFolder, Mailer},
};

use super::{EMAIL_LINKS, LIST, SEND_AGAIN, row};
use crate::{mail::server::MailServer, support::TestGateway};

#[tokio::test]
async fn without_a_mail_server_every_page_says_so_before_and_after() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    for page in [LIST.to_owned(), EMAIL_LINKS.to_owned(), format!("{LIST}/{}", ana.id)] {
        admin.get(&page).await.is(200).says("written to the outbox folder").says_nothing_of("on its way");
    }
    let page = admin.submit(EMAIL_LINKS, &[]).await;
    page.says("1 setup link is written to the outbox folder.").says_nothing_of("on its way");
    test.work().await;
    let page = admin.get(LIST).await;
    assert!(row(&page, "Ana Torres").contains("Link in the outbox folder"));
    test.assert_reads("phone_clocking/list_without_a_mail_server", &page).await;
    let page = admin.get(&format!("{LIST}/{}", ana.id)).await;
    test.assert_reads("phone_clocking/manage_without_a_mail_server", &page).await;
    let page = admin.get(SEND_AGAIN).await;
    test.assert_reads("phone_clocking/send_again_without_a_mail_server", &page).await;
    page.says("written to the outbox folder");
}

#[tokio::test]
async fn links_that_reached_nobody_are_sent_again_once_there_is_a_mail_server() {
    let mut test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(EMAIL_LINKS, &[]).await;
    test.work().await;
    let server = MailServer::start(&[]);
    test.restart_mailing(server.mailer()).await;
    let ben = test.newcomer("Ben Ode", Some("ben@example.com")).await;
    let rita = test.newcomer("Rita Refused", Some("reject@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(LIST).await.says("Email 2 setup links").says_nothing_of("no mail server");
    admin.submit(EMAIL_LINKS, &[]).await.says("2 setup links are being sent.");
    test.work().await;
    let maria = test.employee("Maria Lopez").await.0;

    let page = admin.get(SEND_AGAIN).await;
    test.assert_reads("phone_clocking/send_again_to_three", &page).await;
    page.says("has not been emailed (2)").says_nothing_of("Maria Lopez");
    let seen_at = page.value("seen_at");
    assert_eq!(server.received().len(), 1, "looking sends nothing");

    let fields = [("seen_at", seen_at.as_str()), ("whom", "undelivered")];
    admin.submit(SEND_AGAIN, &fields).await.says("2 setup links are being sent.");
    // Pressed twice, it sends none twice.
    admin.submit(SEND_AGAIN, &fields).await.says("No setup links were sent");
    admin.submit(SEND_AGAIN, &[("seen_at", seen_at.as_str()), ("whom", "everybody")]).await.says("1 setup link is");
    test.work().await;
    for (person, mails) in [(&ana, 2), (&ben, 2), (&rita, 2), (&maria, 0)] {
        assert_eq!(test.mailed_links(person).await.len(), mails, "{person:?}");
    }
    let [old, new] = test.mailed_links(&ana).await.try_into().unwrap();
    admin.get(&old).await.is(410);
    admin.get(&new).await.is(200).says("Choose your PIN");
    admin.get(LIST).await.says_nothing_of("Email 1 setup link");
    // The ordinary button still sends nobody two.
    admin.submit(EMAIL_LINKS, &[]).await.says("No setup links were sent");
    assert_eq!(test.audited().await.iter().filter(|line| line.contains("email setup link")).count(), 6);

    admin.submit(SEND_AGAIN, &[("seen_at", "no time")]).await.says("Nothing was sent.");
    let mut manager = test.browser(Role::Manager).await;
    manager.get(LIST).await.says_nothing_of("Send again");
    manager.get(SEND_AGAIN).await.is(403);
    manager.post(SEND_AGAIN, &fields).await.is(403);
}

#[tokio::test]
async fn a_mail_that_waits_is_tried_at_once_when_the_program_starts() {
    let refusing = MailServer::start(&["--answer", "sender:553 5.7.1 Sender address rejected"]);
    let mut test = TestGateway::start_mailing(refusing.mailer()).await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(EMAIL_LINKS, &[]).await.says("1 setup link is being sent.");
    test.work_for(SignedDuration::from_hours(5)).await;
    let server = MailServer::start(&[]);
    test.restart_mailing(server.mailer()).await;
    test.worker().release().await.unwrap();
    test.work().await;
    server.only_received();
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(LIST).await;
    assert!(row(&page, &ana.details.name).contains(">Link sent<"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_no_sent_mail() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("in the way");
    std::fs::write(&path, "").unwrap();
    let test = TestGateway::start_mailing(Mailer::Folder(MailFolder::new(path))).await;
    test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(EMAIL_LINKS, &[]).await;
    test.work().await;
    let page = admin.get(LIST).await;
    let row = row(&page, "Ana Torres");
    assert!(row.contains("Link waiting") && row.contains("Waiting: the outbox folder"), "{row}");
}
