//! Any bytes on any webhook: a clear refusal or a spoken apology, and nothing is changed.

mod any_bytes;
mod keys;
mod strangers;

use crate::support::{
    ACCOUNT, MARIAS_PHONE, PIN, TestGateway,
    by_hand::{Answer, CALL_STATUS, Call, RECORDING_STATUS, RING, form},
};

/// A call that waits for its PIN, and the keys that would go on with it.
async fn waiting_call(test: &TestGateway) -> Call {
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(test, MARIAS_PHONE).await;
    call.keys(test, &format!("{id}#")).await;
    call
}

/// The call can still do what it came for.
async fn goes_on(test: &TestGateway, call: &mut Call) {
    let said = call.keys(test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    assert_eq!(test.entries().await.len(), 1);
}

/// Bodies that belong to our account and still make no sense, with what is wrong with them.
fn senseless(call: &Call) -> Vec<(&'static str, Vec<u8>)> {
    let with = |fields: &[(&str, &str)]| form(&[&[("AccountSid", ACCOUNT)], fields].concat());
    let (sid, digits) = (&*call.sid, ("Digits", PIN));
    vec![
        ("no CallSid", with(&[digits])),
        ("an empty CallSid", with(&[("CallSid", ""), digits])),
        ("two CallSids", with(&[("CallSid", sid), ("CallSid", sid), digits])),
        ("a CallSid with blanks", with(&[("CallSid", "CA 1"), digits])),
        ("a NUL in the CallSid", with(&[("CallSid", "CA\0"), digits])),
        ("a CallSid of 200 letters", with(&[("CallSid", &"C".repeat(200)), digits])),
        ("two AccountSids", with(&[("AccountSid", ACCOUNT), ("CallSid", sid), digits])),
        ("invalid UTF-8 in the CallSid", [with(&[digits]), b"&CallSid=%FF%FE".to_vec()].concat()),
        ("raw bytes in the CallSid", [with(&[digits]), b"&CallSid=\xff\xfe\0".to_vec()].concat()),
    ]
}

/// Bodies that name no account: no form of ours at all.
fn foreign(call: &Call) -> Vec<(&'static str, Vec<u8>)> {
    let other = "ACffffffffffffffffffffffffffffffff";
    vec![
        ("another account", form(&[("AccountSid", other), ("CallSid", &call.sid), ("Digits", PIN)])),
        ("an account of the same beginning", form(&[("AccountSid", &ACCOUNT[..33]), ("CallSid", &call.sid)])),
    ]
}

fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("an empty body", Vec::new()),
        ("JSON", br#"{"AccountSid":"AC0123456789abcdef0123456789abcdef","CallSid":"CA1"}"#.to_vec()),
        ("only ampersands", b"&&&&==&&".to_vec()),
        ("NUL bytes", vec![0; 1000]),
        ("XML", b"<?xml version=\"1.0\"?><Response/>".to_vec()),
        ("a field without a value", b"AccountSid".to_vec()),
    ]
}

fn is_refusal(answer: &Answer) -> bool {
    matches!(answer.status, 400 | 403)
}

#[tokio::test]
async fn a_signed_webhook_that_makes_no_sense_hears_an_apology_and_changes_nothing() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let step = call.answer_target();
    let before = test.tables().await;
    for target in [RING, &step, &format!("{step}/silence")] {
        for (what, body) in senseless(&call) {
            let answer = test.post(target, &body).await;
            assert!(answer.apologizes(), "{what} at {target}: {answer:?}");
        }
    }
    for digits in [&b"&Digits=%FF%FE"[..], b"&Digits=83\xff52"] {
        let answer = test.post(&step, &[call.body(&[]), digits.to_vec()].concat()).await;
        assert!(answer.apologizes(), "keys that are no text: {answer:?}");
    }
    for (what, body) in senseless(&call).into_iter().chain(malformed()) {
        for target in [CALL_STATUS, RECORDING_STATUS] {
            let answer = test.post(target, &body).await;
            assert!(is_refusal(&answer), "{what} at {target}: {answer:?}");
            assert!(!answer.body.contains(PIN) && answer.body.lines().count() <= 1, "{what}: {answer:?}");
        }
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

/// Bytes that are no text, in fields that nobody reads, as carriers send them.
const NO_TEXT: [&[u8]; 6] = [
    b"&CallerName=JOS%E9",
    b"&FromCity=M\xfcnchen",
    b"&ToCity=%FF",
    b"&StirVerstat=%80",
    b"&%C3=1",
    b"&ToState=%ED%A0%80",
];

#[tokio::test]
async fn bytes_that_are_no_text_where_nobody_reads_them_stop_no_call_and_no_callback() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let with = |call: &Call, fields: &[(&str, &str)], more: &[u8]| [call.body(fields), more.to_vec()].concat();
    for more in NO_TEXT {
        let sid = test.new_call_id();
        let ring =
            [form(&[("AccountSid", ACCOUNT), ("CallSid", &sid), ("From", MARIAS_PHONE)]), more.to_vec()].concat();
        let said = test.post(RING, &ring).await.said();
        assert!(said.contains("phone clock ID"), "{}: {said}", String::from_utf8_lossy(more));
    }
    call.last = test.post(&call.answer_target(), &with(&call, &[("Digits", id.as_str())], NO_TEXT[0])).await;
    call.last = test.post(&call.answer_target(), &with(&call, &[("Digits", PIN)], NO_TEXT[1])).await;
    let said = call.last.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    let recording = call.speaks(&test).await;
    test.recordings.keep(&call.sid, &recording, crate::support::MARIA.into());
    let done = [("RecordingSid", recording.as_str()), ("RecordingStatus", "completed")];
    assert_eq!(test.post(RECORDING_STATUS, &with(&call, &done, NO_TEXT[2])).await.status, 204);
    let over = [("CallStatus", "completed")];
    assert_eq!(test.post(CALL_STATUS, &with(&call, &over, NO_TEXT[3])).await.status, 204);
    test.work().await;
    let entry = test.only_entry().await;
    assert_eq!(entry.voice_checks[0].status, "stored");
    assert_eq!(test.count("call WHERE ended_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn a_caller_whose_number_is_no_text_is_withheld_and_answered() {
    let test = TestGateway::start().await;
    for from in ["%FF", "%2B1555%E9", "%ED%A0%80", "%2B15555550123&From=%2B15555550124"] {
        let sid = test.new_call_id();
        let ring = format!("AccountSid={ACCOUNT}&CallSid={sid}&From={from}&To=%FF");
        assert!(test.post(RING, ring.as_bytes()).await.said().contains("phone clock ID"), "{from}");
    }
    let callers: Vec<String> = test.column("SELECT DISTINCT caller FROM call").await;
    assert_eq!(callers, [""]);
}

#[tokio::test]
async fn what_is_no_form_of_the_provider_hears_an_apology_or_gets_a_refusal() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let step = call.answer_target();
    let before = test.tables().await;
    for (what, body) in malformed() {
        for target in [RING, &step] {
            let answer = test.post(target, &body).await;
            assert!(is_refusal(&answer) || answer.apologizes(), "{what} at {target}: {answer:?}");
        }
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn a_webhook_of_another_account_is_refused_with_a_bare_403_though_its_signature_holds() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let before = test.tables().await;
    for (what, body) in foreign(&call) {
        for target in [RING, &call.answer_target(), CALL_STATUS, RECORDING_STATUS] {
            let answer = test.post(target, &body).await;
            assert_eq!((answer.status, answer.body.as_str()), (403, ""), "{what} at {target}");
        }
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn a_step_that_does_not_wait_hears_an_apology_whatever_it_carries() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let current = call.answer_target();
    let token = current.rsplit('/').next().unwrap();
    let past = call.delivered[1].0.rsplit('/').next().unwrap();
    let nobody = Call { sid: test.new_call_id().into(), ..call.clone() };
    let digits = [("Digits", PIN), ("FinishedOnKey", "#")];
    let before = test.tables().await;
    for (what, target) in [
        ("a step from the future", format!("/voice/twilio/step/3/{token}")),
        ("a step from far ahead", format!("/voice/twilio/step/4294967295/{token}")),
        ("a step beyond every number", format!("/voice/twilio/step/99999999999999999999/{token}")),
        ("a step before the first", format!("/voice/twilio/step/-1/{token}")),
        ("a step in words", format!("/voice/twilio/step/two/{token}")),
        ("a wrong token", "/voice/twilio/step/2/AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
        ("the token of an old step", format!("/voice/twilio/step/2/{past}")),
        ("an old step with the token of the current one", format!("/voice/twilio/step/1/{token}")),
        ("an old step with a wrong token", "/voice/twilio/step/1/x".to_owned()),
        ("the ring as a step", "/voice/twilio/step/0/x".to_owned()),
        ("a token with a NUL", "/voice/twilio/step/2/%00".to_owned()),
    ] {
        let answer = test.post(&target, &call.body(&digits)).await;
        assert!(answer.apologizes(), "{what}: {answer:?}");
    }
    let answer = test.post(&current, &nobody.body(&digits)).await;
    assert!(answer.apologizes(), "an unknown call: {answer:?}");
    for target in [CALL_STATUS, RECORDING_STATUS] {
        let fields = [("CallStatus", "completed"), ("RecordingSid", "RE1"), ("RecordingStatus", "completed")];
        assert!(test.post(target, &nobody.body(&fields)).await.status < 500, "of a call nobody knows");
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn another_calls_token_opens_no_step() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let mut other = Call::ring(&test, MARIAS_PHONE).await;
    other.keys(&test, "2#").await;
    assert_ne!(call.answer_target(), other.answer_target());
    let (ours, theirs) = (call.answer_target(), other.answer_target());
    assert!(test.post(&theirs, &call.body(&[("Digits", PIN)])).await.apologizes());
    assert!(test.post(&ours, &other.body(&[("Digits", PIN)])).await.apologizes());
    goes_on(&test, &mut call).await;
}

#[tokio::test]
async fn statuses_that_nobody_knows_are_noted_and_mean_nothing() {
    let test = TestGateway::start().await;
    let mut call = waiting_call(&test).await;
    let before = test.tables().await;
    for status in ["ringing", "in-progress", "queued", "COMPLETED", "", "a status of the future"] {
        let answer = test.post(CALL_STATUS, &call.body(&[("CallStatus", status)])).await;
        assert_eq!(answer.status, 204, "{status:?}");
    }
    for fields in [
        &[("RecordingStatus", "completed")][..],
        &[("RecordingStatus", "completed"), ("RecordingSid", "../../etc/passwd")],
        &[("RecordingStatus", "whatever"), ("RecordingSid", "RE0123456789abcdef0123456789abcdef")],
        &[("RecordingSid", "RE0123456789abcdef0123456789abcdef")],
    ] {
        assert!(test.post(RECORDING_STATUS, &call.body(fields)).await.status < 500, "{fields:?}");
    }
    assert!(test.tables().await == before, "something was changed");
    goes_on(&test, &mut call).await;
}
