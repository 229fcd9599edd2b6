//! How webhooks reach the gateway: signed, retried, redelivered; and what ends a call.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::ready};
use tokio::task::JoinSet;
use url::Url;

use super::gateway::{ACCOUNT, Gateway, TOKEN};
use crate::simulator::{
    CallEnd, CallerScript, Complaint, Faults, Observed, SimulatorError,
    script::ScriptedHandset,
    signature::{HEADER, sign},
};

const QUESTION: &str = "<Gather action=\"/got?step=1\"><Say>Key?</Say></Gather>";
const BYE: &str = "<Say>Bye.</Say><Hangup/>";

fn keys(text: &str) -> CallerScript {
    CallerScript::keys(text).unwrap()
}

#[tokio::test]
async fn webhooks_carry_the_providers_fields_and_signature() {
    let gateway = Gateway::with(&[("/voice", QUESTION), ("/got", BYE)]).await;
    let mut call = gateway.call();
    call.public_url = Some(Url::parse("https://clock.example:8443").unwrap());
    call.from = "anonymous".to_owned();
    call.extra_fields = vec![("StirVerstat".to_owned(), "TN-Validation-Passed-A".to_owned())];
    let report = gateway.simulator().place(&call, keys("1#")).await.unwrap();
    assert_eq!(report.ended, CallEnd::HungUpByGateway);
    let [ring, got, status]: [_; 3] = gateway.asked().try_into().unwrap();
    for (asked, public) in [
        (&ring, "https://clock.example/voice"),
        (&got, "https://clock.example/got?step=1"),
        (&status, "https://clock.example/status"),
    ] {
        assert_eq!(asked.headers[HEADER], sign(&TOKEN.into(), public, &asked.form), "{public}");
        assert_eq!(asked.headers["user-agent"], "TwilioProxy/1.1");
        assert_eq!(asked.field("StirVerstat"), Some("TN-Validation-Passed-A"));
        assert_eq!((asked.field("AccountSid"), asked.field("From")), (Some(ACCOUNT), Some("anonymous")));
        assert_eq!((asked.field("Direction"), asked.field("FromCity")), (Some("inbound"), Some("")));
    }
    let states = [&ring, &got, &status].map(|asked| asked.field("CallStatus").unwrap().to_owned());
    assert_eq!(states, ["ringing", "in-progress", "completed"]);
    assert_eq!(report.call_sid.len(), 34);
    assert_ne!(ring.headers["i-twilio-idempotency-token"], got.headers["i-twilio-idempotency-token"]);
}

#[tokio::test]
async fn a_webhook_by_get_carries_its_fields_in_the_address() {
    let gateway = Gateway::with(&[("/voice", "<Redirect method=\"GET\">/got?step=1</Redirect>"), ("/got", BYE)]).await;
    gateway.place(CallerScript::default()).await;
    let got = gateway.asked()[1].clone();
    assert!(got.target.starts_with("/got?step=1&AccountSid=AC") && got.form.is_empty());
    let url = format!("http://{}{}", gateway.address, got.target);
    assert_eq!(got.headers[HEADER], sign(&TOKEN.into(), &url, &[]));
}

#[tokio::test]
async fn a_connection_that_fails_is_tried_once_more() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gateway = Gateway::not_listening(free, &[("/voice", BYE)]);
    let (mut servers, mut listen) = (JoinSet::new(), Some(gateway.listener()));
    let mut watch = |seen: Observed<'_>| {
        if let Observed::Retrying { .. } = seen {
            servers.spawn(listen.take().expect("one retry")());
        }
    };
    let mut handset = ScriptedHandset::new(CallerScript::default(), Arc::new(|_| ready(()).boxed()));
    let report = gateway.simulator().place_with(&gateway.call(), &mut handset, &mut watch).await.unwrap();
    assert_eq!(report.ended, CallEnd::HungUpByGateway);
    assert_eq!(gateway.targets(), ["/voice", "/status"]);
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_an_application_error() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gateway = Gateway::not_listening(free, &[]);
    let report = gateway.place(CallerScript::default()).await;
    let CallEnd::ApplicationError(error) = report.ended else { panic!("{:?}", report.ended) };
    assert_eq!(error.code, 11205);
    assert!(error.to_string().contains(&free.to_string()), "{error}");
}

#[tokio::test]
async fn what_a_provider_cannot_execute_ends_the_call_as_an_application_error() {
    let long = format!("<Say>{}</Say>", "x".repeat(70_000));
    for (answer, code) in [
        ("<Dance/>", 12200),
        ("<Say>a & b</Say>", 12100),
        ("500 oops", 11200),
        ("302 moved", 11200),
        (long.as_str(), 11750),
        ("<Redirect>https://elsewhere.example/voice</Redirect>", 11100),
        ("<Redirect>/voice</Redirect>", 11215),
    ] {
        let gateway = Gateway::with(&[("/voice", answer)]).await;
        let mut call = gateway.call();
        call.max_webhooks = 5;
        let report = gateway.simulator().place(&call, CallerScript::default()).await.unwrap();
        let CallEnd::ApplicationError(error) = &report.ended else { panic!("{answer}: {:?}", report.ended) };
        assert_eq!(error.code, code, "{error}");
        assert_eq!(gateway.targets().last().unwrap(), "/status", "the call is over all the same");
    }
}

#[tokio::test]
async fn redelivered_webhooks_that_get_the_same_answer_are_no_news() {
    for (at_once, at_end, deliveries) in [(false, false, 3), (true, false, 3), (true, true, 4)] {
        let gateway = Gateway::with(&[("/voice", QUESTION), ("/got", BYE)]).await;
        let mut call = gateway.call();
        call.faults =
            Faults { redeliver: 2, redeliver_at_once: at_once, redeliver_at_end: at_end, ..Faults::default() };
        let report = gateway.simulator().place(&call, keys("1#")).await.unwrap();
        assert_eq!(report.complaints, []);
        assert_eq!((report.webhooks.len(), gateway.asked().len()), (3, 3 * deliveries));
        let rings: Vec<_> = gateway.asked().into_iter().filter(|asked| asked.target == "/voice").collect();
        assert!(rings.iter().all(|ring| ring.form == rings[0].form && ring.headers == rings[0].headers));
    }
}

#[tokio::test]
async fn a_redelivered_webhook_that_gets_another_answer_is_noticed() {
    let of_the_ring = [("/voice", QUESTION), ("/voice", BYE), ("/got", BYE)];
    // A ring of a call that has gone on is told where it is.
    let of_the_answer = [("/voice", QUESTION), ("/voice", BYE), ("/got", BYE), ("/got", QUESTION)];
    for (faults, answers) in [
        (Faults { redeliver: 1, ..Faults::default() }, &of_the_ring[..]),
        (Faults { redeliver: 1, redeliver_at_once: true, ..Faults::default() }, &of_the_ring),
        (Faults { redeliver_at_end: true, ..Faults::default() }, &of_the_answer),
    ] {
        let gateway = Gateway::with(answers).await;
        let mut call = gateway.call();
        call.faults = faults;
        let report = gateway.simulator().place(&call, keys("1#")).await.unwrap();
        assert!(matches!(&report.complaints[..], [Complaint::AnsweredDifferently { .. }]), "{:?}", report.complaints);
    }
}

#[tokio::test]
async fn a_caller_may_be_gone_before_the_webhook_arrives() {
    let gateway = Gateway::with(&[("/voice", QUESTION), ("/got", BYE)]).await;
    let mut call = gateway.call();
    call.faults.hang_up_during_webhook = Some(2);
    let report = gateway.simulator().place(&call, keys("1#")).await.unwrap();
    assert_eq!(gateway.targets(), ["/voice", "/status", "/got?step=1"]);
    assert_eq!((report.transcript().as_str(), &report.ended), ("Key?", &CallEnd::HungUpByCaller));
}

#[tokio::test]
async fn a_callback_that_is_refused_is_a_complaint() {
    let gateway = Gateway::with(&[("/voice", BYE), ("/status", "500 ")]).await;
    let report = gateway.place(CallerScript::default()).await;
    assert!(matches!(&report.complaints[..], [Complaint::CallbackRefused { status: 500, .. }]));
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_an_application_error() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gateway = Gateway::not_listening(listener.local_addr().unwrap(), &[]);
    let mut call = gateway.call();
    call.delivery.timeout = Duration::from_millis(1);
    let report = gateway.simulator().place(&call, CallerScript::default()).await.unwrap();
    assert!(matches!(report.ended, CallEnd::ApplicationError(error) if error.code == 11200));
}

#[tokio::test]
async fn only_plain_http_is_spoken() {
    let gateway = Gateway::with(&[]).await;
    let mut call = gateway.call();
    call.webhook_url = Url::parse("https://clock.example/voice").unwrap();
    let refused = gateway.simulator().place(&call, CallerScript::default()).await;
    assert_eq!(refused, Err(SimulatorError::NotPlainHttp("https://clock.example/voice".to_owned())));
}
