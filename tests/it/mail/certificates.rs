//! Certificates of mail servers, as `openssl` takes them or refused in words.

use phoneclock::{
    mail::{Authorities, smtp::CertificateAuthorityError},
    service::kernel::outbox::MailStage,
};

use super::server::{MailServer, mailer};
use crate::support::TestGateway;

fn url(server: &MailServer, safety: &str) -> String {
    format!("{}://localhost:{}", if safety == "tls" { "smtps" } else { "smtp" }, server.port)
}

/// Why a mail has not gone out over a server with such a certificate, though its certificate was named.
async fn refused(kind: &str) -> String {
    let server = MailServer::start(&["--safety", "tls", "--certificate", kind]);
    let test = TestGateway::start_mailing(mailer(&url(&server, "tls"), Some(&server.authority()))).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    assert_eq!(server.tried().len(), 0, "{kind}");
    test.problem_of(&linked, MailStage::Waiting).await
}

#[tokio::test]
async fn the_very_certificate_that_was_named_is_trusted_however_it_was_made() {
    for kind in ["self-signed", "common-name", "sha512"] {
        for safety in ["tls", "starttls"] {
            let server = MailServer::start(&["--safety", safety, "--certificate", kind]);
            let test = TestGateway::start_mailing(mailer(&url(&server, safety), Some(&server.authority()))).await;
            let linked = test.linked("Maria Lopez", "maria@example.com").await;
            test.work().await;
            test.assert_sent(&linked).await;
            assert!(server.only_received()["encrypted"].as_bool().unwrap(), "{kind} {safety}");
        }
    }
}

#[tokio::test]
async fn a_certificate_that_was_named_still_has_to_hold_and_to_be_for_the_server() {
    assert!(refused("expired").await.contains("certificate has expired"));
    let other = refused("other-name").await;
    assert!(other.contains("not for localhost") && other.contains("mail.example.com"), "{other}");
}

#[tokio::test]
async fn a_certificate_that_nobody_named_is_refused_in_words() {
    let named = MailServer::start(&["--safety", "tls", "--certificate", "self-signed"]);
    for kind in ["self-signed", "common-name", "signed"] {
        let server = MailServer::start(&["--safety", "tls", "--certificate", kind]);
        for authority in [None, Some(named.authority())] {
            let test = TestGateway::start_mailing(mailer(&url(&server, "tls"), authority.as_deref())).await;
            let linked = test.linked("Maria Lopez", "maria@example.com").await;
            test.work().await;
            let problem = test.problem_of(&linked, MailStage::Waiting).await;
            assert!(problem.contains("certificate"), "{problem}");
            for rust in ["Other", "UsedAs", "UnknownIssuer", "{", "invalid peer"] {
                assert!(!problem.contains(rust), "{problem}");
            }
            assert_eq!(server.tried().len(), 0, "{kind}");
        }
    }
}

#[tokio::test]
async fn tls_spoken_to_a_port_that_begins_in_the_open_says_which_to_use() {
    let server = MailServer::start(&[]);
    let test = TestGateway::start_mailing(mailer(&url(&server, "tls"), None)).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    assert!(problem.contains("smtp:// for those that begin in the open"), "{problem}");
}

#[test]
fn a_file_with_something_else_than_a_certificate_that_can_be_used_is_refused_at_the_start() {
    let server = MailServer::start(&["--safety", "tls", "--certificate", "self-signed"]);
    let parse = |name: &str| Authorities::parse(&std::fs::read(server.file(name)).unwrap()).map(drop);
    assert_eq!(parse("ca.pem"), Ok(()));
    assert_eq!(parse("ca.der"), Err(CertificateAuthorityError::Der));
    assert_eq!(parse("key.pem"), Err(CertificateAuthorityError::Key));
    for (kind, reason) in
        [("p521", CertificateAuthorityError::KeyKind), ("short-key", CertificateAuthorityError::ShortKey(1024))]
    {
        let server = MailServer::start(&["--safety", "tls", "--certificate", kind]);
        assert_eq!(Authorities::parse(&server.authority()).map(drop), Err(reason), "{kind}");
    }
}
