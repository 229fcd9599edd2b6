//! Mails on their way: to a real mail server that takes them, refuses them, makes them wait, or breaks off.

mod certificates;
mod refusals;
pub mod server;
mod stop;

use std::time::Duration;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::{MailId, SetupLinkId, TaskId},
        language::Language,
        user::Email,
    },
    service::kernel::outbox::{MailStage, MailState},
    store::{
        Hold, StoreError,
        mails::{self, MailKind, NewMail},
        tasks::{self, TaskKind, Window},
        tx::Value,
    },
    worker::runner,
};
use serde_json::json;
use sha2::{Digest, Sha256};

use self::server::{MailServer, mailer, mailer_waiting};
use crate::support::{TestGateway, people::details};

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An employee with a setup link and the mail that carries it.
struct Linked {
    employee: Employee,
    link: SetupLinkId,
    mail: MailId,
}

impl TestGateway {
    async fn linked(&self, name: &str, email: &str) -> Linked {
        self.linked_by(Details { email: Some(email.to_owned()), ..details(name) }).await
    }

    async fn linked_by(&self, details: Details) -> Linked {
        let email = Email::parse(details.email.as_deref().unwrap()).unwrap();
        let employee = self.add_employee(details).await;
        let ids = self.gateway.store.ids();
        let (link, mail, task) = (SetupLinkId::generate(&ids), MailId::generate(&ids), TaskId::generate(&ids));
        let token = self.gateway.store.keys().token(link.as_bytes());
        let (id, workspace, now) = (employee.id, self.workspace.id, self.clock_now());
        self.gateway
            .store
            .db()
            .write(Hold::Gateway, move |tx| {
                let hash = Value::Blob(Sha256::digest(token.as_bytes()).to_vec());
                let sql = "INSERT INTO setup_link (id, employee_id, kind, token_hash, made_at, ends_at) \
                           VALUES (?1, ?2, 'link', ?3, ?4, ?5)";
                tx.execute(sql, &[link.into(), id.into(), hash, now.into(), (now + WEEK).into()])?;
                let (kind, link) = (MailKind::SetupLink, *link.as_bytes());
                let employee = Some(id);
                mails::insert_mail(tx, &NewMail { id: mail, workspace, kind, link, employee, recipient: email }, now)?;
                let window = Window { run_at: now, give_up_at: now + DAY };
                tasks::insert_task(tx, task, TaskKind::SendMail, mail, window)
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        Linked { employee, link, mail }
    }

    async fn change(&self, sql: &str, params: Vec<Value>) {
        let sql = sql.to_owned();
        let changed = self.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(&sql, &params)).await;
        assert_eq!(changed.map_err(|error: StoreError| error).unwrap(), 1);
    }

    async fn mail_of(&self, linked: &Linked) -> MailState {
        const LAST: &str = "SELECT id FROM mail WHERE employee_id = ?1 ORDER BY queued_at DESC, id DESC LIMIT 1";
        let id: MailId = self.rows(LAST, vec![linked.employee.id.into()]).await[0].get(0).unwrap();
        let found = self.gateway.store.db().read(move |tx| mails::get_mail(tx, id)).await;
        found.map_err(|error: StoreError| error).unwrap().1
    }

    async fn problem_of(&self, linked: &Linked, state: MailStage) -> String {
        let mail = self.mail_of(linked).await;
        assert_eq!(mail.state, state, "{mail:?}");
        mail.problem.unwrap_or_default()
    }

    async fn assert_sent(&self, linked: &Linked) {
        let mail = self.mail_of(linked).await;
        assert_eq!((mail.state, mail.problem), (MailStage::Sent, None));
        assert!(mail.sent_at.is_some());
    }

    fn link_in_mail(&self, linked: &Linked) -> String {
        format!("https://clock.example/setup/{}", self.gateway.store.keys().token(linked.link.as_bytes()))
    }
}

#[tokio::test]
async fn a_setup_link_arrives_in_the_persons_language_as_text_and_html() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    assert!(!test.outbox.goes_to_folder());
    let john = test.linked("John Carter", "john@example.com").await;
    let spanish = Details {
        email: Some("maria@example.com".to_owned()),
        language: Language::Es,
        ..details("María “Mari” López, 李")
    };
    let maria = test.linked_by(spanish).await;
    let portuguese =
        Details { email: Some("joao@example.com".to_owned()), language: Language::Pt, ..details("João Souza") };
    let joao = test.linked_by(portuguese).await;
    test.work().await;

    let received = server.received();
    assert_eq!(received.len(), 3, "{received:#?}");
    let to = |name: &str| received.iter().find(|mail| mail["names"] == json!([name])).expect(name);
    for (linked, name, subject, words, number) in [
        (&john, "John Carter", "Choose your PIN", "First, choose your PIN.", "calling +15555550111"),
        (&maria, "María “Mari” López, 李", "Elija su PIN", "Primero, elija su PIN.", "al +15555550111"),
        (&joao, "João Souza", "Escolha seu PIN", "Primeiro, escolha seu PIN.", "para +15555550111"),
    ] {
        let mail = to(name);
        assert_eq!(mail["from"], "clock@clock.example");
        assert_eq!(mail["parts"], json!(["text/plain", "text/html"]));
        assert!(mail["headers"]["Subject"].as_str().unwrap().starts_with(subject), "{mail:#}");
        assert_eq!(mail["headers"]["Message-ID"], format!("<{}@clock.example>", linked.mail));
        assert_eq!(mail["headers"]["Date"], "Tue, 17 Nov 2026 13:00:00 +0000");
        let (text, html) = (mail["text"].as_str().unwrap(), mail["html"].as_str().unwrap());
        for part in [text, html] {
            assert!(part.contains(&test.link_in_mail(linked)) && part.contains(words), "{part}");
        }
        assert!(text.contains(name) && text.contains(number) && text.contains("Lopez Roofing"), "{text}");
        test.assert_sent(linked).await;
    }
    for (name, language) in [("María “Mari” López, 李", "es"), ("João Souza", "pt")] {
        assert!(to(name)["html"].as_str().unwrap().contains(&format!("<html lang=\"{language}\">")));
    }
}

#[tokio::test]
async fn a_greylisted_mail_waits_with_the_reason_and_goes_out_later() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let linked = test.linked("Maria Lopez", "greylist@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    assert!(problem.contains("try again later: 451 4.7.1 Greylisted, come back in 5 minutes"), "{problem}");
    assert_eq!(server.received().len(), 0);

    test.work_for(SignedDuration::from_mins(1)).await;
    test.assert_sent(&linked).await;
    assert_eq!(server.only_received()["to"], json!(["greylist@example.com"]));
    test.work_for(DAY).await;
    assert_eq!(server.tried().len(), 2);
}

#[tokio::test]
async fn a_rejected_mail_is_given_up_at_once_and_says_why() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let linked = test.linked("Maria Lopez", "reject@example.com").await;
    test.work_for(DAY).await;
    let problem = test.problem_of(&linked, MailStage::Failed).await;
    assert_eq!(problem, "the mail server refused it: 550 5.1.1 No such user here");
    assert_eq!(server.tried(), ["reject@example.com"]);
}

#[tokio::test]
async fn a_connection_that_breaks_off_or_hangs_is_tried_again() {
    let server = MailServer::start(&[]);
    let url = format!("smtp+insecure://127.0.0.1:{}", server.port);
    let test = TestGateway::start_mailing(mailer_waiting(&url, None, Duration::from_millis(300))).await;
    let dropped = test.linked("Dora", "drop@example.com").await;
    let hanging = test.linked("Hanna", "hang@example.com").await;
    test.work().await;
    let problem = test.problem_of(&dropped, MailStage::Waiting).await;
    assert!(problem.starts_with("no conversation with the mail server: "), "{problem}");
    assert_eq!(test.problem_of(&hanging, MailStage::Waiting).await, "the mail server did not answer in time");
    test.work_for(SignedDuration::from_secs(4)).await;
    assert_eq!(server.tried().len(), 4);
}

#[tokio::test]
async fn a_server_that_is_gone_for_a_day_is_given_up_with_the_reason() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let test = TestGateway::start_mailing(mailer(&format!("smtp+insecure://127.0.0.1:{port}"), None)).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work_for(SignedDuration::from_hours(22)).await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    assert!(problem.starts_with("no conversation with the mail server: "), "{problem}");
    test.work_for(SignedDuration::from_hours(3)).await;
    let problem = test.problem_of(&linked, MailStage::Failed).await;
    assert!(problem.starts_with("given up after 24 hours of trying: no conversation"), "{problem}");
    assert_eq!(test.worker().count().await.unwrap(), (0, 1));
}

#[tokio::test]
async fn a_server_that_comes_back_gets_what_has_waited() {
    let first = MailServer::start(&[]);
    let port = first.port.to_string();
    let test = TestGateway::start_mailing(first.mailer()).await;
    drop(first);
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    test.problem_of(&linked, MailStage::Waiting).await;

    let back = MailServer::start(&["--port", &port]);
    test.work_for(SignedDuration::from_mins(1)).await;
    test.assert_sent(&linked).await;
    back.only_received();
}

#[tokio::test]
async fn an_answer_that_was_lost_sends_the_same_mail_again() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let linked = test.linked("Maria Lopez", "lost@example.com").await;
    test.work_for(SignedDuration::from_mins(1)).await;
    test.assert_sent(&linked).await;
    let ids: Vec<_> = server.received().iter().map(|mail| mail["headers"]["Message-ID"].clone()).collect();
    let id = format!("<{}@clock.example>", linked.mail);
    assert_eq!(ids, [id.as_str(), &id], "whoever receives both shows one");
}

#[tokio::test]
async fn a_mail_that_was_sent_is_not_sent_again() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    test.linked("Maria Lopez", "maria@example.com").await;
    let task = *test.worker().lease(1).await.unwrap().first().unwrap();
    test.worker().carry_out(task).await.unwrap();
    test.worker().carry_out(task).await.unwrap();
    assert_eq!(test.worker().count().await.unwrap(), (0, 0), "it has ended, and stays so");
    server.only_received();
}

#[tokio::test]
async fn what_another_run_has_taken_over_is_ended_by_that_run_alone() {
    let mut test = TestGateway::start().await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    let earlier = test.worker();
    let task = *earlier.lease(1).await.unwrap().first().unwrap();
    test.restart().await;
    let successor = *test.worker().lease(1).await.unwrap().first().unwrap();
    assert_eq!((successor.id, successor.attempts), (task.id, 2));
    earlier.carry_out(task).await.unwrap();
    assert_eq!(test.worker().count().await.unwrap(), (1, 0), "the successor has it still");
    test.worker().carry_out(successor).await.unwrap();
    assert_eq!(test.worker().count().await.unwrap(), (0, 0));
    test.assert_sent(&linked).await;
}

#[tokio::test]
async fn a_mail_under_way_is_not_sent_again_when_the_clock_jumps_ahead() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    test.linked("Hanna", "hang@example.com").await;
    test.lifecycle.tracker.spawn(runner::run(test.worker(), test.lifecycle.stop.clone()));
    until(|| server.tried() == ["hang@example.com"]).await;
    test.advance(SignedDuration::from_hours(1));
    for (count, name) in ["john", "maria"].into_iter().enumerate() {
        test.linked(name, &format!("{name}@example.com")).await;
        test.gateway.store.tasks_queued().notify_one();
        until(|| server.received().len() > count).await;
    }
    assert_eq!(server.tried(), ["hang@example.com", "john@example.com", "maria@example.com"]);
}

async fn until(met: impl Fn() -> bool) {
    let waited = async {
        while !met() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waited).await.unwrap();
}

#[tokio::test]
async fn mail_is_encrypted_and_the_gateway_signs_in() {
    for safety in ["starttls", "tls"] {
        let server = MailServer::start(&["--safety", safety, "--auth", "clock:p@ss/word"]);
        let scheme = if safety == "tls" { "smtps" } else { "smtp" };
        let url = format!("{scheme}://clock:p%40ss%2Fword@localhost:{}", server.port);
        let test = TestGateway::start_mailing(mailer(&url, Some(&server.authority()))).await;
        let linked = test.linked("Maria Lopez", "maria@example.com").await;
        test.work().await;
        test.assert_sent(&linked).await;
        let mail = server.only_received();
        assert_eq!((&mail["encrypted"], &mail["user"]), (&json!(true), &json!("clock")), "{safety}");
    }
}

#[tokio::test]
async fn a_server_that_cannot_be_trusted_gets_nothing() {
    for safety in ["starttls", "tls"] {
        let server = MailServer::start(&["--safety", safety]);
        let scheme = if safety == "tls" { "smtps" } else { "smtp" };
        let url = format!("{scheme}://localhost:{}", server.port);
        let test = TestGateway::start_mailing(mailer(&url, None)).await;
        let linked = test.linked("Maria Lopez", "maria@example.com").await;
        test.work().await;
        let problem = test.problem_of(&linked, MailStage::Waiting).await;
        assert!(problem.contains("certificate"), "{problem}");
        assert_eq!(server.tried().len(), 0, "{safety}");
    }
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(mailer(&format!("smtp://localhost:{}", server.port), None)).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    assert!(problem.contains("STARTTLS"), "{problem}");
    assert_eq!(server.tried().len(), 0);
}

#[tokio::test]
async fn a_password_that_is_wrong_is_the_operators_to_mend_and_costs_no_mail() {
    let server = MailServer::start(&["--safety", "tls", "--auth", "clock:right"]);
    let url = format!("smtps://clock:not-right@localhost:{}", server.port);
    let test = TestGateway::start_mailing(mailer(&url, Some(&server.authority()))).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    assert!(problem.contains("check PHONECLOCK_SMTP_URL: 535"), "{problem}");
    assert!(!problem.contains("not-right"), "{problem}");
    assert_eq!(server.tried().len(), 0);
}

#[tokio::test]
async fn a_mail_whose_link_or_person_is_gone_is_not_sent() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    for (sql, reason) in [
        ("UPDATE setup_link SET replaced_at = 1 WHERE id = ?1", "replaced by a newer link"),
        ("UPDATE setup_link SET used_at = 1 WHERE id = ?1", "the link was used before the email was sent"),
        ("UPDATE setup_link SET ends_at = 1 WHERE id = ?1", "the link expired before the email was sent"),
        (
            "UPDATE employee SET active = 0 WHERE id = (SELECT employee_id FROM setup_link WHERE id = ?1)",
            "the person is no longer active",
        ),
    ] {
        let linked = test.linked("Maria Lopez", "maria@example.com").await;
        test.change(sql, vec![linked.link.into()]).await;
        test.work().await;
        assert_eq!(test.problem_of(&linked, MailStage::Failed).await, reason);
    }
    assert_eq!(server.tried().len(), 0);
}

#[tokio::test]
async fn headers_in_names_and_addresses_get_nowhere() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let hostile = "Maria\r\nBcc: other@example.com\r\n\r\nBuy now";
    let linked = test.linked("Maria", "maria@example.com").await;
    test.change("UPDATE employee SET name = ?1 WHERE id = ?2", vec![hostile.into(), linked.employee.id.into()]).await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Failed).await;
    assert!(problem.contains("line end"), "{problem}");
    assert_eq!(server.tried().len(), 0);

    test.change("UPDATE workspace SET name = ?1", vec![hostile.into()]).await;
    let linked = test.linked("\"x\" <y@example.com>, Ana", "ana@example.com").await;
    test.work().await;
    test.assert_sent(&linked).await;
    let mail = server.only_received();
    assert_eq!((&mail["to"], &mail["headers"]["Bcc"]), (&json!(["ana@example.com"]), &json!(null)));
    assert_eq!(mail["names"], json!(["\"x\" <y@example.com>, Ana"]));

    let linked = test.linked("José", "josé@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Failed).await;
    assert_eq!(problem, "the mail server takes no addresses beyond a to z");
}

#[tokio::test]
async fn without_a_mail_server_mails_are_files() {
    let test = TestGateway::start().await;
    assert!(test.outbox.goes_to_folder());
    let linked = test.linked("María López", "maria@example.com").await;
    test.work().await;
    test.assert_sent(&linked).await;
    let file = test.dir.path().join(format!("outbox/{}.eml", linked.mail));
    let eml = std::fs::read_to_string(file).unwrap();
    assert!(eml.starts_with("Message-ID: <") && eml.contains("maria@example.com"), "{eml}");
}
