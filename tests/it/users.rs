//! Users of the pages: invited, changed, signed out, and getting in again after they forgot their password.

use std::time::Duration;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        user::Role,
        workspace::{Settings, Zone},
    },
    service::{Hold, access::first_owner},
};

use crate::{
    mail::server::MailServer,
    support::{
        TestGateway,
        browser::{Browser, PASSWORD, visitor},
    },
};

/// The path of the one link in a mail, in both parts.
fn link_in(mail: &serde_json::Value) -> String {
    let text = mail["text"].as_str().unwrap();
    let link = text.lines().find(|line| line.starts_with("https://clock.example/")).unwrap();
    assert!(mail["html"].as_str().unwrap().contains(&format!("href=\"{link}\"")), "{mail:#}");
    link.strip_prefix("https://clock.example").unwrap().to_owned()
}

async fn actions(test: &TestGateway) -> Vec<String> {
    test.column("SELECT action || ' ' || subject FROM audit_record WHERE action NOT IN ('sign in', 'add workspace') ORDER BY rowid").await
}

/// What the page has no hurry with is done within moments.
async fn until(test: &TestGateway, table: &str, count: i64) {
    let done = async {
        while test.count(table).await < count {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), done).await.unwrap();
}

#[tokio::test]
async fn the_first_owners_link_is_printed_again_while_it_is_good_for_an_hour_yet() {
    let test = TestGateway::start().await;
    let print = async || test.store.write(Hold::Gateway, first_owner::link).await.unwrap().unwrap();
    let first = print().await;
    assert_eq!(first.lives, SignedDuration::from_hours(24));
    test.advance(SignedDuration::from_mins(23 * 60 - 1));
    let again = print().await;
    assert_eq!((again.token.expose(), again.lives), (first.token.expose(), SignedDuration::from_mins(61)));
    test.advance(SignedDuration::from_mins(2));
    let other = print().await;
    assert_ne!(other.token.expose(), first.token.expose(), "it would not last for long");
    assert_eq!(other.lives, SignedDuration::from_hours(24));
    let mut browser = Browser::nobody(&test);
    browser.get(&format!("/welcome/{}", first.token.expose())).await.is(200).says("This link no longer works");
    browser.get(&format!("/welcome/{}", other.token.expose())).await.is(200).says("Set up phoneclock");
    test.owner().await;
    assert!(test.store.write(Hold::Gateway, first_owner::link).await.unwrap().is_none(), "there is an owner");
}

#[tokio::test]
async fn an_invitation_leads_to_a_password_and_into_the_pages() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let mut owner = test.owner().await;
    let fields = [("name", " Ana\tTorres "), ("email", "Ana@Example.com"), ("role", "admin")];
    let shown = owner.post("/users", &fields).await;
    assert_eq!(shown.to(), Some("/users"));
    owner.get("/users").await.is(200).says("Ana Torres is invited; the email is being sent.");
    test.work().await;

    let mail = server.only_received();
    assert_eq!(mail["to"], serde_json::json!(["ana@example.com"]));
    let shown = owner.get("/users").await;
    shown.is(200).says("email sent Tue, Nov 17, 7:00 AM");
    let mut ana = Browser::nobody(&test);
    let link = link_in(&mail);
    ana.get(&link).await.is(200).says("For <strong>ana@example.com</strong>");
    let typed = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(ana.post(&link, &typed).await.to(), Some("/"));
    let shown = ana.get("/users").await;
    shown.is(200).says("Only owners invite and change users.");
    assert!(!shown.body.contains("Invite somebody") && !shown.body.contains(">Change<"), "{}", shown.body);
    ana.get(&link).await.is(200).says("This link has been used");
    assert_eq!(
        actions(&test).await,
        ["create first owner Olive Owner", "invite user Ana Torres", "choose password Ana Torres"]
    );
}

#[tokio::test]
async fn a_mistake_in_an_invitation_stands_beside_its_field_and_nothing_typed_is_lost() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    for (name, email, role, mistake) in [
        ("", "ana@example.com", "admin", "A user needs a name"),
        ("Ana", "ana@example.com\r\nBcc: x@example.com", "admin", "That doesn’t look like an email address"),
        ("Ana", "OWNER@example.com", "admin", "Somebody signs in with this email address already"),
        ("Ana", "ana@example.com", "king", "Choose what they may do"),
    ] {
        let shown = owner.post("/users", &[("name", name), ("email", email), ("role", role)]).await;
        shown.is(200).says(mistake);
        shown.is(200).says("aria-invalid=\"true\"");
        shown.is(200).says(&format!("name=\"name\" required maxlength=\"100\" autocomplete=\"off\" value=\"{name}\""));
    }
    assert_eq!((test.count("web_user").await, test.count("mail").await), (1, 0));
}

#[tokio::test]
async fn a_new_invitation_ends_the_one_before_it() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let mut owner = test.owner().await;
    owner.post("/users", &[("name", "Ana"), ("email", "ana@example.com"), ("role", "manager")]).await;
    test.work().await;
    let id = id_of(&test, "ana@example.com").await;
    owner.get(&format!("/users/{id}")).await.is(200).says("Send a new invitation");
    test.advance(SignedDuration::from_mins(1));
    owner.post(&format!("/users/{id}/invite"), &[]).await;
    test.work().await;
    let received = server.received();
    assert_eq!(received.len(), 2);
    let mut ana = Browser::nobody(&test);
    ana.get(&link_in(&received[0])).await.is(200).says("This link no longer works");
    ana.get(&link_in(&received[1])).await.is(200).says("Set the password");
}

async fn id_of(test: &TestGateway, email: &str) -> String {
    let ids: Vec<phoneclock::domain::ids::UserId> =
        test.column(&format!("SELECT id FROM web_user WHERE email = '{email}'")).await;
    ids[0].to_string()
}

#[tokio::test]
async fn a_workspace_always_has_an_owner() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let own = format!("/users/{}", id_of(&test, "owner@example.com").await);
    for (role, active) in [("admin", "yes"), ("owner", "no")] {
        let shown = owner.post(&own, &[("name", "Olive Owner"), ("role", role), ("active", active)]).await;
        shown.is(200).says("A workspace needs an active owner");
    }
    // One who was only invited does not count.
    owner.post("/users", &[("name", "Ana"), ("email", "ana@example.com"), ("role", "owner")]).await;
    let step_down = [("name", "Olive Owner"), ("role", "admin"), ("active", "yes")];
    owner.post(&own, &step_down).await.is(200).says("A workspace needs an active owner");

    let other = test.user(test.workspace.id, "otto", Role::Owner).await;
    let mut otto = Browser::nobody(&test);
    otto.sign_in("otto@example.com", PASSWORD).await.is(303);
    let others = format!("/users/{other}");
    let demote_otto = [("name", "otto"), ("role", "admin"), ("active", "yes")];
    // Each takes it from the other at the same moment: one of them is too late.
    tokio::join!(owner.post(&others, &demote_otto), otto.post(&own, &step_down));
    let owners: Vec<String> =
        test.column("SELECT name FROM web_user WHERE role = 'owner' AND password_hash IS NOT NULL").await;
    assert_eq!(owners.len(), 1, "{owners:?}");
}

#[tokio::test]
async fn whoever_is_deactivated_is_out_at_once_and_can_come_back() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let id = test.user(test.workspace.id, "ana", Role::Admin).await;
    let mut ana = Browser::nobody(&test);
    ana.sign_in("ana@example.com", PASSWORD).await.is(303);
    ana.get("/users").await.is(200).says("Olive Owner");
    let path = format!("/users/{id}");
    owner.get(&path).await.is(200).says("value=\"ana\"");
    owner.post(&path, &[("name", "Ana Torres"), ("role", "admin"), ("active", "no")]).await;
    assert_eq!(ana.get("/users").await.to(), Some("/sign-in?next=%2Fusers"));
    ana.sign_in("ana@example.com", PASSWORD).await.is(200);
    owner.get("/users").await.is(200).says("not active");

    owner.post(&path, &[("name", "Ana Torres"), ("role", "payroll"), ("active", "yes")]).await;
    ana.sign_in("ana@example.com", PASSWORD).await.is(303);
    assert_eq!(ana.get("/users").await.status, 403);
    assert_eq!(
        actions(&test).await,
        ["create first owner Olive Owner", "deactivate user ana", "reactivate user Ana Torres"]
    );
    let changes: Vec<String> =
        test.column("SELECT before || after FROM audit_record WHERE action LIKE '%activate user' ORDER BY rowid").await;
    assert_eq!(
        changes[0],
        r#"{"active":true,"name":"ana","role":"admin"}{"active":false,"name":"Ana Torres","role":"admin"}"#
    );
}

#[tokio::test]
async fn the_users_of_another_workspace_are_not_there() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let settings = Settings::new("Elsewhere".to_owned(), Zone::parse("UTC").unwrap());
    let elsewhere = test.add_workspace(settings).await.id;
    let id = test.user(elsewhere, "eve", Role::Owner).await;
    let mut eve = Browser::nobody(&test);
    eve.sign_in("eve@example.com", PASSWORD).await.is(303);
    let before = test.tables().await;
    let fields = [("name", "mine"), ("role", "payroll"), ("active", "no")];
    let mut found = vec![owner.get(&format!("/users/{id}")).await];
    found.push(owner.post(&format!("/users/{id}"), &fields).await);
    found.push(owner.post(&format!("/users/{id}/invite"), &[]).await);
    let sessions: Vec<phoneclock::domain::ids::WebSessionId> =
        test.column("SELECT s.id FROM web_session s JOIN web_user u ON u.id = s.user_id WHERE u.name = 'eve'").await;
    found.push(owner.post(&format!("/sessions/{}/end", sessions[0]), &[]).await);
    assert_eq!(found.iter().map(|shown| shown.status).collect::<Vec<_>>(), [404; 4]);
    assert!(!owner.get("/users").await.body.contains("eve@example.com"));
    assert_eq!(test.tables().await, before);
}

#[tokio::test]
async fn owners_and_admins_end_the_sessions_of_others() {
    let test = TestGateway::start().await;
    test.owner().await;
    test.user(test.workspace.id, "ana", Role::Admin).await;
    test.user(test.workspace.id, "max", Role::Manager).await;
    let (mut ana, mut max) = (Browser::nobody(&test), Browser::nobody(&test));
    ana.sign_in("ana@example.com", PASSWORD).await.is(303);
    max.sign_in("max@example.com", PASSWORD).await.is(303);
    let sessions: Vec<phoneclock::domain::ids::WebSessionId> =
        test.column("SELECT s.id FROM web_session s JOIN web_user u ON u.id = s.user_id WHERE u.name = 'max'").await;
    let path = format!("/sessions/{}/end", sessions[0]);
    ana.get("/users").await.is(200).says(&format!("action=\"{path}\""));
    assert_eq!(ana.post(&path, &[("next", "/users")]).await.to(), Some("/users"));
    assert_eq!(max.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));
    assert_eq!(actions(&test).await.last().unwrap(), "end session max");
}

#[tokio::test]
async fn a_forgotten_password_gets_one_answer_and_only_its_owner_a_mail() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let mut owner = test.owner().await;
    let gone = test.user(test.workspace.id, "gone", Role::Manager).await;
    owner.post(&format!("/users/{gone}"), &[("name", "gone"), ("role", "manager"), ("active", "no")]).await;
    let mut browser = Browser::nobody(&test);
    browser.get("/forgotten").await.is(200).says("Send the link");
    let mut answers = Vec::new();
    for (nth, email) in ["nobody@example.com", "gone@example.com", "owner@example.com"].into_iter().enumerate() {
        let shown = browser.post("/forgotten", &[("email", email)]).await;
        shown.is(200).says("an email with a link is being sent to them");
        answers.push(shown.body.replace(email, "…"));
        until(&test, "password_request", i64::try_from(nth).unwrap() + 1).await;
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    browser
        .post("/forgotten", &[("email", "no address")])
        .await
        .is(200)
        .says("That doesn’t look like an email address");
    test.work().await;

    let mail = server.only_received();
    assert_eq!(mail["to"], serde_json::json!(["owner@example.com"]));
    let link = link_in(&mail);
    browser.get(&link).await.is(200).says("For <strong>owner@example.com</strong>");
    let new = "four other words now";
    browser.post(&link, &[("password", new), ("again", new)]).await;
    browser.get("/users").await.is(200).says("Olive Owner");
    assert_eq!(owner.get("/users").await.status, 303, "signed out everywhere else");
    owner.sign_in("owner@example.com", PASSWORD).await.is(200);
    owner.sign_in("owner@example.com", new).await.is(303);
}

#[tokio::test]
async fn nobodys_letter_box_is_filled_with_resets() {
    let test = TestGateway::start().await;
    test.owner().await;
    let mut browser = Browser::nobody(&test);
    for _ in 0..3 {
        browser.post("/forgotten", &[("email", " Owner@example.com")]).await;
    }
    until(&test, "mail", 3).await;
    for _ in 0..3 {
        test.ask_for_reset("owner@example.com", visitor()).await;
    }
    assert_eq!(test.count("mail").await, 3);
    test.advance(SignedDuration::from_mins(61));
    test.ask_for_reset("owner@example.com", visitor()).await;
    assert_eq!(test.count("mail").await, 4);
    for nth in 0..30 {
        test.ask_for_reset(&format!("n{nth}@example.com"), visitor()).await;
    }
    assert_eq!(test.count("password_request").await, 3 + 20);
}

#[tokio::test]
async fn whoever_asks_once_more_within_the_hour_gets_the_same_link_and_later_ones_end_none() {
    let test = TestGateway::start().await;
    test.owner().await;
    let first = test.reset_link("owner@example.com").await;
    test.advance(SignedDuration::from_mins(59));
    assert_eq!(test.reset_link("owner@example.com").await, first);
    assert_eq!(test.count("mail WHERE kind = 'password reset'").await, 2, "in a mail of its own");
    test.advance(SignedDuration::from_mins(2));
    let second = test.reset_link("owner@example.com").await;
    assert_ne!(second, first, "it would not last for long");
    let mut browser = Browser::nobody(&test);
    browser.get(&first).await.is(200).says("For <strong>owner@example.com</strong>");
    let new = "four other words now";
    assert_eq!(browser.post(&first, &[("password", new), ("again", new)]).await.to(), Some("/"));
    browser.get(&second).await.is(200).says("no longer works");
}

#[tokio::test]
async fn the_same_link_is_mailed_again_and_each_mail_goes_out() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    test.owner().await;
    for _ in 0..2 {
        test.reset_link("owner@example.com").await;
        test.work().await;
    }
    let mails = server.received();
    assert_eq!(mails.len(), 2);
    assert_eq!(link_in(&mails[0]), link_in(&mails[1]));
}

#[tokio::test]
async fn a_reset_never_shortens_an_invitation() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    owner.post("/users", &[("name", "Ana"), ("email", "ana@example.com"), ("role", "admin")]).await;
    test.ask_for_reset("ana@example.com", visitor()).await;
    let kinds: Vec<String> =
        test.column("SELECT kind FROM password_link WHERE replaced_at IS NULL AND used_at IS NULL").await;
    assert_eq!(kinds, ["invitation"]);
}
