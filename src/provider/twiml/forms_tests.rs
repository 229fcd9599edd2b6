//! Forms as Twilio sends them, and as it does not.

use proptest::prelude::*;

use super::*;

const AC: &str = "AC0123456789abcdef0123456789abcdef";
const OURS: &str = "AccountSid=AC0123456789abcdef0123456789abcdef&CallSid=CA0123456789abcdef0123456789abcdef";
const RE: &str = "REabcdef0123456789abcdef0123456789";

const FORMS: Forms<'_> = Forms { account: AC, is_recording_id };

fn is_recording_id(text: &str) -> bool {
    text.strip_prefix("RE")
        .is_some_and(|hex| hex.len() == 32 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

fn input(rest: &str) -> Result<CallerInput, WebhookError> {
    FORMS.answer(format!("{OURS}{rest}").as_bytes()).map(|answer| answer.input)
}

fn keys(keys: &str) -> Result<CallerInput, WebhookError> {
    Ok(CallerInput::Keys(Keys::new(keys.to_owned())))
}

const fn empty(pound_likely: bool) -> Result<CallerInput, WebhookError> {
    Ok(CallerInput::Empty { pound_likely })
}

#[test]
fn a_ring_says_who_calls_and_what_was_dialed() {
    let body = format!("{OURS}&From=%2B15555550100&To=%2B15555550111&CallStatus=ringing&FromCity=&StirVerstat=NULL");
    let ring = FORMS.ring(body.as_bytes()).unwrap();
    assert_eq!(ring.call.as_str(), "CA0123456789abcdef0123456789abcdef");
    assert_eq!(ring.caller, Caller::parse("+15555550100"));
    assert_eq!((ring.dialed.as_str(), ring.fault), ("+15555550111", None));
}

#[test]
fn a_ring_that_is_sent_on_says_what_went_wrong() {
    for (code, fault) in [("11205", 11_205), ("", 0), ("none", 0), ("99999999999999", 0)] {
        let body = format!("{OURS}&ErrorCode={code}&ErrorUrl=https%3A%2F%2Fclock.example%2Fvoice%2Ftwilio");
        assert_eq!(FORMS.ring(body.as_bytes()).unwrap().fault, Some(fault), "{code}");
    }
}

#[test]
fn a_withheld_caller_is_answered_like_any_other() {
    for from in
        ["", "&From=", "&From=anonymous", "&From=%2B266696687", "&From=sip%3Aa%40b.example", "&From=client%3Abob"]
    {
        let ring = FORMS.ring(format!("{OURS}{from}").as_bytes()).unwrap();
        assert_eq!((ring.caller, ring.dialed.as_str()), (Caller::Withheld, ""), "{from}");
    }
}

#[test]
fn keys_pound_and_silence_are_told_apart() {
    for (rest, expected) in [
        ("&Digits=4821", keys("4821")),
        ("&Digits=4821&FinishedOnKey=%23", keys("4821")),
        ("&Digits=48&FinishedOnKey=", keys("48")),
        ("&Digits=4821%23", keys("4821")),
        ("&Digits=%2A", keys("*")),
        ("&Digits=%2348", keys("#48")),
        ("&Digits=%23%23", keys("#")),
        ("&Digits=+48", keys(" 48")),
        ("&Digits=%23", Ok(CallerInput::Pound)),
        ("&Digits=", empty(true)),
        ("&Digits=&FinishedOnKey=%23", Ok(CallerInput::Pound)),
        ("&FinishedOnKey=%23", Ok(CallerInput::Pound)),
        ("&Digits=&FinishedOnKey=", empty(false)),
        ("&FinishedOnKey=", empty(false)),
        ("&msg=Gather+End", empty(false)),
        ("", empty(false)),
    ] {
        assert_eq!(input(rest), expected, "{rest}");
    }
}

#[test]
fn more_keys_than_anyone_asks_for_are_cut() {
    assert_eq!(input(&format!("&Digits={}", "7".repeat(1000))), keys(&"7".repeat(128)));
    assert_eq!(input(&format!("&Digits={}", "%C3%A9".repeat(200))), keys(&"é".repeat(128)));
}

#[test]
fn a_recording_ends_by_key_by_silence_or_by_hanging_up() {
    let recording = |recording: Option<&str>, hung_up| {
        Ok(CallerInput::Recorded { recording: recording.and_then(|id| FORMS.recording_id(id)), hung_up })
    };
    let url = "&RecordingUrl=https%3A%2F%2Fevil.example%2Fx&RecordingDuration=3";
    assert_eq!(input(&format!("{url}&Digits=%23&RecordingSid={RE}")), recording(Some(RE), false));
    assert_eq!(input(url), recording(None, false));
    assert_eq!(input("&RecordingDuration=0&Digits="), recording(None, false));
    assert_eq!(input(&format!("{url}&Digits=hangup&RecordingSid={RE}")), recording(Some(RE), true));
    assert_eq!(input("&Digits=hangup"), recording(None, true));
    assert_eq!(input(&format!("{url}&RecordingSid=..%2F..%2FCalls")), recording(None, false));
}

#[test]
fn the_end_of_a_call_is_known_by_its_status() {
    let over = |status: &str| FORMS.call_status(format!("{OURS}&CallStatus={status}").as_bytes()).map(|it| it.over);
    for status in ["completed", "busy", "failed", "no-answer", "canceled"] {
        assert_eq!(over(status), Ok(true), "{status}");
    }
    for status in ["queued", "initiated", "ringing", "in-progress", "", "Completed", "something-new"] {
        assert_eq!(over(status), Ok(false), "{status}");
    }
    assert_eq!(FORMS.call_status(OURS.as_bytes()), Err(WebhookError::Missing("CallStatus")));
}

#[test]
fn a_finished_recording_needs_an_id_that_can_be_put_into_an_address() {
    let outcome = |rest: &str| FORMS.recording_status(format!("{OURS}{rest}").as_bytes()).map(|it| it.outcome);
    let completed = |sid: &str| outcome(&format!("&RecordingStatus=completed&RecordingSid={sid}"));
    let recorded =
        |secs| Ok(RecordingOutcome::Completed(FinishedRecording { id: ProviderRecordingId::parse(RE).unwrap(), secs }));
    assert_eq!(completed(RE), recorded(None));
    for (rest, secs) in
        [("&RecordingDuration=3", Some(3)), ("&RecordingDuration=-1", None), ("&RecordingDuration=%FF", None)]
    {
        assert_eq!(completed(&format!("{RE}{rest}")), recorded(secs), "{rest}");
    }
    for sid in [
        "",
        "RE1",
        "REABCDEF0123456789ABCDEF0123456789",
        "CAabcdef0123456789abcdef0123456789",
        "REabcdef0123456789abcdef01234567..",
        "REabcdef0123456789abcdef0123456789%2F..",
    ] {
        assert_eq!(completed(sid), Err(WebhookError::Malformed("RecordingSid")), "{sid}");
    }
    assert_eq!(outcome("&RecordingStatus=completed"), Err(WebhookError::Missing("RecordingSid")));
    assert_eq!(outcome("&RecordingStatus=absent"), Ok(RecordingOutcome::Absent));
    assert_eq!(outcome("&RecordingStatus=failed"), Ok(RecordingOutcome::Absent));
    assert_eq!(outcome("&RecordingStatus=in-progress"), Ok(RecordingOutcome::InProgress));
    assert_eq!(outcome(""), Err(WebhookError::Missing("RecordingStatus")));
}

#[test]
fn a_form_that_cannot_be_acted_on_says_why() {
    for (body, expected) in [
        (String::new(), WebhookError::Missing("AccountSid")),
        (r#"{"AccountSid":"AC"}"#.to_owned(), WebhookError::Missing("AccountSid")),
        (format!("AccountSid={AC}"), WebhookError::Missing("CallSid")),
        (format!("AccountSid={AC}&CallSid="), WebhookError::Malformed("CallSid")),
        (format!("AccountSid={AC}&CallSid=a+b"), WebhookError::Malformed("CallSid")),
        (format!("AccountSid={AC}&CallSid={}", "x".repeat(129)), WebhookError::Malformed("CallSid")),
        ("AccountSid=ACffffffffffffffffffffffffffffffff&CallSid=CA1".to_owned(), WebhookError::ForeignAccount),
        ("AccountSid=&CallSid=CA1".to_owned(), WebhookError::ForeignAccount),
        (format!("{OURS}&AccountSid={AC}"), WebhookError::Repeated("AccountSid")),
        (format!("{OURS}&CallSid=CA2"), WebhookError::Repeated("CallSid")),
        (format!("{OURS}&Digits=1&Digits=1"), WebhookError::Repeated("Digits")),
        (format!("{OURS}&Digits=%FF"), WebhookError::NotText("Digits")),
        (format!("AccountSid={AC}&CallSid=%FF"), WebhookError::NotText("CallSid")),
    ] {
        assert_eq!(FORMS.answer(body.as_bytes()), Err(expected), "{body}");
    }
}

#[test]
fn parameters_that_nobody_asked_for_may_come_and_come_twice() {
    assert_eq!(input("&New=1&New=2&Digits=12"), keys("12"));
}

/// What carriers put into names and cities, in Latin-1, cut in the middle of a letter, or none at all.
const NO_TEXT: [&str; 8] = [
    "&CallerName=JOS%E9",
    "&FromCity=M%FCnchen",
    "&ToCity=%FF",
    "&StirVerstat=%80",
    "&CallerName=%ED%A0%80",
    "&FromState=%C3",
    "&%FF=1",
    "&FromCity=%00%FE&ToState=%F8%88%80%80%80",
];

#[test]
fn only_what_is_read_must_be_text() {
    for rest in NO_TEXT {
        let body = format!("{OURS}&From=%2B15555550100&To=%2B15555550111&Digits=4821{rest}");
        let rung = FORMS.ring(body.as_bytes()).unwrap();
        assert_eq!((rung.caller, rung.dialed.as_str()), (Caller::parse("+15555550100"), "+15555550111"), "{rest}");
        assert_eq!(input(&format!("&Digits=4821{rest}")), keys("4821"), "{rest}");
        let over = FORMS.call_status(format!("{OURS}&CallStatus=completed{rest}").as_bytes());
        assert!(over.unwrap().over, "{rest}");
        let recorded = format!("{OURS}&RecordingStatus=completed&RecordingSid={RE}{rest}");
        assert!(FORMS.recording_status(recorded.as_bytes()).is_ok(), "{rest}");
    }
}

#[test]
fn numbers_that_are_no_text_are_withheld_and_unknown() {
    for value in ["%FF", "%2B1555%E9", "%ED%A0%80", "%2B15555550100&From=%2B15555550101"] {
        let ring = FORMS.ring(format!("{OURS}&From={value}&To={}", value.replace("From", "To")).as_bytes()).unwrap();
        assert_eq!((ring.caller, ring.dialed.as_str()), (Caller::Withheld, ""), "{value}");
    }
}

#[test]
fn a_recording_is_known_by_what_can_be_read_of_it() {
    assert_eq!(
        input(&format!("&RecordingUrl=%FF&RecordingDuration=%FF&RecordingSid={RE}")),
        Ok(CallerInput::Recorded { recording: FORMS.recording_id(RE), hung_up: false })
    );
    assert_eq!(input("&Digits=hangup&RecordingSid=%FF"), Ok(CallerInput::Recorded { recording: None, hung_up: true }));
}

#[test]
fn keys_are_never_shown() {
    let shown = format!("{:?}", FORMS.answer(format!("{OURS}&Digits=4821").as_bytes()));
    assert!(!shown.contains("4821"), "{shown}");
}

proptest! {
    #[test]
    fn any_bytes_are_taken_calmly(
        known in prop_oneof![Just(""), Just(OURS)],
        rest in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let body = [known.as_bytes(), b"&Digits=", &rest].concat();
        let _ = (FORMS.ring(&body), FORMS.call_status(&body), FORMS.recording_status(&body));
        if let Ok(Answer { input: CallerInput::Keys(keys), .. }) = FORMS.answer(&body) {
            prop_assert!((1..=128).contains(&keys.as_str().chars().count()));
        }
    }
}

#[test]
fn how_far_a_text_has_come_is_read_with_the_reason() {
    use crate::provider::{TextCause, TextProgress, TextRefusal};
    let status = |rest: &str| {
        let told = FORMS.text_status(format!("AccountSid={AC}&MessageSid=SM1&{rest}").as_bytes());
        told.map(|told| (told.text, told.progress))
    };
    let off = TextRefusal { cause: TextCause::OutOfReach, code: Some(30003) };
    for (form, progress) in [
        ("MessageStatus=queued", TextProgress::Accepted),
        ("MessageStatus=sent", TextProgress::Sent),
        ("MessageStatus=delivered&ErrorCode=", TextProgress::Delivered),
        ("MessageStatus=undelivered&ErrorCode=30003", TextProgress::Undelivered(off)),
        ("MessageStatus=failed", TextProgress::Failed(TextRefusal::UNEXPLAINED)),
    ] {
        assert_eq!(status(form), Ok((Some("SM1".to_owned()), progress)), "{form}");
    }
    assert_eq!(status("MessageStatus=lost"), Err(WebhookError::Malformed("MessageStatus")));
    assert_eq!(status("x=1"), Err(WebhookError::Missing("MessageStatus")));
}
