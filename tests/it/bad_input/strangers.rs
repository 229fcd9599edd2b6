//! Requests that the provider did not sign, or that are no webhooks at all.

use super::{goes_on, waiting_call};
use crate::support::{
    ACCOUNT, MARIAS_PHONE, PIN, PUBLIC_URL, TestGateway,
    by_hand::{CALL_STATUS, Call, RECORDING_STATUS, RING, form, request, signature},
    log::Log,
};
use phoneclock::provider::twilio::sign;

#[tokio::test]
async fn without_a_valid_signature_there_is_a_bare_403_and_nothing_changes() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let step = call.answer_target();
    let body = call.body(&[("Digits", PIN), ("FinishedOnKey", "#"), ("CallStatus", "completed")]);
    let before = test.tables().await;
    for target in [RING, &step, &format!("{step}/silence"), CALL_STATUS, RECORDING_STATUS] {
        let url = format!("{PUBLIC_URL}{target}");
        let right = signature(target, &body);
        let other_key = sign(&"another key".into(), &url, &body);
        let empty_key = sign(&"".into(), &url, &body);
        let other_address = signature("/voice/twilio/elsewhere", &body);
        let other_body = signature(target, b"Digits=1");
        let other_host = sign(&crate::support::TOKEN.into(), &format!("https://evil.example{target}"), &body);
        let hex = base16ct::lower::encode_string(right.as_bytes());
        for given in [
            None,
            Some(""),
            Some("="),
            Some("\u{fffd}"),
            Some(&right[..right.len() - 1]),
            Some(&right.to_lowercase()),
            Some(&hex),
            Some(&other_key),
            Some(&empty_key),
            Some(&other_address),
            Some(&other_body),
            Some(&other_host),
        ] {
            let answer = test.send(&request("POST", target, given, &body)).await;
            assert_eq!(
                (answer.status, answer.body.as_str(), answer.content_type),
                (403, "", None),
                "{target} {given:?}"
            );
        }
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn one_changed_byte_of_body_or_address_breaks_the_signature() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let (step, body) = (call.answer_target(), call.body(&[("Digits", PIN)]));
    let signed = signature(&step, &body);
    let before = test.tables().await;
    for at in 0..body.len() {
        let mut changed = body.clone();
        changed[at] ^= 1;
        let answer = test.send(&request("POST", &step, Some(&signed), &changed)).await;
        assert_eq!(answer.status, 403, "{}", String::from_utf8_lossy(&changed));
    }
    for target in
        [format!("{step}?"), format!("{step}?a=b"), format!("{step}/silence"), step.replace("/step/2/", "/step/1/")]
    {
        assert_eq!(test.send(&request("POST", &target, Some(&signed), &body)).await.status, 403, "{target}");
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn webhooks_are_taken_by_post_alone() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let step = call.answer_target();
    let body = call.body(&[("Digits", PIN)]);
    for target in [RING, &step, CALL_STATUS, RECORDING_STATUS] {
        for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let answer = test.send(&request(method, target, Some(&signature(target, &body)), &body)).await;
            assert_eq!((answer.status, answer.body.as_str()), (405, ""), "{method} {target}");
        }
    }
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn a_body_over_64_kib_is_refused_and_one_at_the_limit_is_read() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let before = test.tables().await;
    let padded = |bytes: usize| {
        let mut body = call.body(&[("Digits", PIN), ("x", "")]);
        body.resize(bytes, b'y');
        body
    };
    for target in [RING, &call.answer_target(), CALL_STATUS] {
        let body = padded(64 * 1024 + 1);
        assert_eq!(test.post(target, &body).await.status, 413, "{target}");
        assert_eq!(test.send(&request("POST", target, None, &body)).await.status, 403, "unread without a signature");
    }
    assert!(test.tables().await == before, "something was changed");
    let said = test.post(&call.answer_target(), &padded(64 * 1024)).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    call.is_over(&test).await;
}

#[tokio::test]
async fn an_unknown_provider_or_address_is_not_found() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let body = call.body(&[("Digits", PIN)]);
    for target in
        ["/voice/vonage", "/voice/Twilio", "/voice/vonage/status", "/Voice/twilio", "/voice", "/voice/twilio/step"]
    {
        let answer = test.send(&request("POST", target, Some(&signature(target, &body)), &body)).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{target}");
    }
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn a_slash_at_the_end_of_an_address_is_answered_where_it_was_signed() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let sid = test.new_call_id();
    let ring = form(&[("AccountSid", ACCOUNT), ("CallSid", &sid), ("From", MARIAS_PHONE), ("CallStatus", "ringing")]);
    assert!(test.post("/voice/twilio/", &ring).await.said().contains("phone clock ID"));
    let unslashed = signature(RING, &ring);
    assert_eq!(test.send(&request("POST", "/voice/twilio/", Some(&unslashed), &ring)).await.status, 403);

    for keys in [id.as_str(), PIN] {
        let target = format!("{}/", call.answer_target());
        call.last = test.post(&target, &call.body(&[("Digits", keys)])).await;
    }
    assert!(call.last.said().starts_with("Clocked in at seven A M."), "{}", call.last.said());
    let over = call.body(&[("CallStatus", "completed"), ("RecordingStatus", "absent")]);
    for target in [CALL_STATUS, RECORDING_STATUS] {
        assert_eq!(test.post(&format!("{target}/"), &over).await.status, 204, "{target}/");
    }
    assert_eq!(test.count("call WHERE ended_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn the_log_says_what_to_change_for_a_webhook_that_nobody_answers_and_tells_no_secret() {
    let log = Log::on();
    let test = TestGateway::start().await;
    let call = waiting_call(&test).await;
    let (step, body) = (call.answer_target(), call.body(&[("Digits", PIN)]));
    let token = step.rsplit('/').next().unwrap();
    let send = async |method: &str, target: &str, body: &[u8]| {
        test.send(&request(method, target, Some(&signature(target, body)), body)).await.status
    };
    assert_eq!(send("GET", "/voice/twilio?Digits=8352&x=of-this-test", b"").await, 405);
    assert_eq!(send("POST", "/voice/Twilio-of-this-test", &body).await, 404);
    assert_eq!(send("POST", "/voice/twilio/Of-This-Test/too", &body).await, 404);
    assert_eq!(send("POST", "/", &body).await, 405);
    assert_eq!(send("POST", &format!("{step}/x"), &body).await, 404);
    assert_eq!(send("POST", CALL_STATUS, &vec![b'x'; 70_000]).await, 413);
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    for words in [
        "a webhook came as GET to /voice/twilio and was not answered: set HTTP POST",
        "a webhook came to /voice/Twilio-of-this-test, where none is answered: in the provider's console set \
         https://clock.example/voice/twilio where",
        "a webhook to /voice/twilio/status was larger than 64 KiB",
    ] {
        assert!(log.contains(words), "{words}");
    }
    let said = log.lines().filter(|line| line.contains("a webhook ") && line.contains("misdirected"));
    assert!(said.clone().count() >= 3);
    for line in said {
        assert!(!line.contains(token) && !line.contains(PIN), "{line}");
    }
    assert!(!log.contains("Of-This-Test, where"), "once in ten seconds");
}

#[tokio::test]
async fn an_address_that_is_no_text_is_not_found_signed_or_not() {
    let test = TestGateway::start().await;
    let call = waiting_call(&test).await;
    let body = call.body(&[("Digits", PIN)]);
    let before = test.tables().await;
    for target in ["/voice/%FF", "/voice/%FF/status", "/voice/twilio/step/%FF/x", "/voice/twilio/step/2/%C3%28/silence"]
    {
        let signed = signature(target, &body);
        for given in [None, Some(signed.as_str())] {
            let answer = test.send(&request("POST", target, given, &body)).await;
            assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{target}");
        }
    }
    assert!(test.tables().await == before, "something was changed");
}

#[tokio::test]
async fn host_and_forwarded_headers_are_not_believed() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let (step, body) = (call.answer_target(), call.body(&[("Digits", PIN)]));
    let elsewhere = sign(&crate::support::TOKEN.into(), &format!("https://evil.example{step}"), &body);
    let forged = request("POST", &step, Some(&elsewhere), &body);
    let forged = String::from_utf8(forged).unwrap().replace(
        "Host: clock.example\r\n",
        "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\n",
    );
    assert_eq!(test.send(forged.as_bytes()).await.status, 403);
    // A proxy may say what it likes, as long as the provider has signed the public address.
    let honest = request("POST", &step, Some(&signature(&step, &body)), &body);
    let honest = String::from_utf8(honest).unwrap().replace("Host: clock.example", "Host: 10.0.0.7:8080");
    assert!(test.send(honest.as_bytes()).await.said().starts_with("Clocked in at seven A M."));
    call.is_over(&test).await;
}
