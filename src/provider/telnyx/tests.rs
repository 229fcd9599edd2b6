//! A signature that Telnyx' own verifier accepts (none is published), and its recordings over real HTTP.

use http::{HeaderMap, HeaderName};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{header, method, path},
};

use super::*;
use crate::{
    domain::{
        caller::E164,
        clock::ManualClock,
        ids::{ProviderCallId, ProviderRecordingId},
        language::Language,
        secret::Secret,
        texting::TextSender,
    },
    provider::{
        ApiError, CallerInput, FetchLimits, FinishedRecording, OutgoingText, Provider, TextCause, TextError,
        TextProgress, TextRefusal, voices::ChosenVoices,
    },
};

const ACCOUNT: &str = "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b";
const RECORDING: &str = "e9cea0be-7dbd-4b98-98b1-c0089d9d43b0";
/// Of the private key of the bytes 0 to 31.
const KEY: &str = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
const AT: i64 = 1_760_000_000;
const BODY: &str = "AccountSid=cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b&CallSid=v3%3Aabc&From=%2B15555550100\
                    &To=%2B15555550111&Digits=123456";
const OF_BODY: &str = "M+Q2No+YvDxRr1D1Hktu3aZFe9S7iDp//u8Qbwp26JSTUsY4v2a0vxLmd9QeO7xLdPpwlLEZ9vOZIn9QpqO9Ag==";
const OF_NOTHING: &str = "tTNDI4hQN0u4tVDCgPYUqlxcVQVw5B1h1c0Is4R4cbKcpofxwPZJnDSmfoEDaqGX1bcI2/tQnbLduYwPa1++Aw==";
const LIMITS: FetchLimits = FetchLimits { max_bytes: 1_000, timeout: Duration::from_secs(20) };

fn config(account: &str, key: &str, api: &str) -> Result<TelnyxConfig, ProviderSettingError> {
    TelnyxConfig::new(account, &[key], (vec![Secret::from("KEY-secret")], api), &ChosenVoices::default())
}

fn telnyx_at(secs: i64, api: &str) -> Telnyx {
    let clock = ManualClock::starting_at(jiff::Timestamp::from_second(secs).unwrap());
    Telnyx::new(config(ACCOUNT, KEY, api).unwrap(), Arc::new(clock)).unwrap()
}

fn telnyx() -> Telnyx {
    telnyx_at(AT, "http://127.0.0.1:9")
}

fn holds(provider: &Telnyx, (signature, timestamp): (&str, &str), body: &str) -> bool {
    let headers = [("telnyx-signature-ed25519", signature), ("telnyx-timestamp", timestamp)];
    let headers: HeaderMap =
        headers.into_iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    provider.verify(&SignedRequest { target: "/voice/telnyx", headers: &headers, body: body.as_bytes() }).is_ok()
}

#[test]
fn a_signature_of_time_and_body_holds_and_no_other() {
    let at = "1760000000";
    assert!(holds(&telnyx(), (OF_BODY, at), BODY) && holds(&telnyx(), (OF_NOTHING, at), ""));
    assert!(!holds(&telnyx(), (OF_BODY, at), &BODY.replace("123456", "123457")), "other keys");
    assert!(!holds(&telnyx(), (OF_NOTHING, at), BODY), "another body's signature");
    for timestamp in ["1760000001", "01760000000", "+1760000000", "", "now", "1760000000.0"] {
        assert!(!holds(&telnyx(), (OF_BODY, timestamp), BODY), "{timestamp}");
    }
    for signature in ["", "AAAA", "é", OF_BODY.trim_end_matches('='), &format!("{OF_BODY}{OF_BODY}")] {
        if signature.is_ascii() {
            assert!(!holds(&telnyx(), (signature, at), BODY), "{signature}");
        }
    }
}

#[test]
fn a_signature_is_good_for_five_minutes() {
    for (now, fresh) in [(AT - 301, false), (AT - 300, true), (AT, true), (AT + 300, true), (AT + 301, false)] {
        let provider = telnyx_at(now, "http://127.0.0.1:9");
        assert_eq!(holds(&provider, (OF_BODY, "1760000000"), BODY), fresh, "{now}");
    }
}

#[test]
fn one_of_the_two_headers_is_no_signature() {
    for name in ["telnyx-signature-ed25519", "telnyx-timestamp"] {
        let headers = HeaderMap::from_iter([(HeaderName::from_static(name), OF_BODY.parse().unwrap())]);
        assert!(!telnyx().has_signature(&headers));
        let request = SignedRequest { target: "/voice/telnyx", headers: &headers, body: BODY.as_bytes() };
        assert_eq!(telnyx().verify(&request), Err(SignatureError));
    }
    assert!(!telnyx().signs_addresses());
}

#[test]
fn ids_of_calls_are_taken_with_their_marks() {
    let call = "v3:KBnLO0ZK3DhKM5s7bE9VluaSmKsOchKht_fUYvxcp8ysbmzCCtpkmA";
    let body = format!("AccountSid={ACCOUNT}&CallSid={}&CallSidLegacy=x&Digits=12%23", call.replace(':', "%3A"));
    let answer = telnyx().parse_answer(body.as_bytes()).unwrap();
    assert_eq!(answer.call.as_str(), call);
    assert!(matches!(answer.input, CallerInput::Keys(keys) if keys.as_str() == "12"));
    // The name of a file is no id of a recording.
    let url = format!("https://s3.amazonaws.com/recorder/{RECORDING}.mp3?X-Amz-Expires=600");
    let body = format!("AccountSid={ACCOUNT}&CallSid=v3%3Aabc&RecordingUrl={url}&RecordingDuration=3");
    let answer = telnyx().parse_answer(body.as_bytes()).unwrap();
    assert_eq!(answer.input, CallerInput::Recorded { recording: None, hung_up: false });
    let ended = format!("AccountSid={ACCOUNT}&CallSid=v3%3Aabc&CallStatus=completed&HangupCause=normal_clearing");
    let status = telnyx().parse_call_status(ended.as_bytes()).unwrap();
    assert_eq!((status.over, status.cause.as_deref()), (true, Some("normal_clearing")));
}

#[test]
fn a_setting_that_cannot_work_is_named() {
    let api = "https://api.telnyx.com";
    for (made, named) in [
        (config("AC1", KEY, api), "PHONECLOCK_TELNYX_ACCOUNT_SID"),
        (config(ACCOUNT, "", api), "PHONECLOCK_TELNYX_PUBLIC_KEY"),
        (config(ACCOUNT, "AAAA", api), "PHONECLOCK_TELNYX_PUBLIC_KEY"),
        (config(ACCOUNT, KEY, "http://api.telnyx.com"), "PHONECLOCK_TELNYX_API_BASE"),
        (TelnyxConfig::new(ACCOUNT, &[KEY], (Vec::new(), api), &ChosenVoices::default()), "PHONECLOCK_TELNYX_API_KEY"),
        (
            TelnyxConfig::new(
                ACCOUNT,
                &[KEY],
                (vec![Secret::from("k")], api),
                &ChosenVoices::new(|language| (language == Language::En).then(|| "a b".to_owned())),
            ),
            "PHONECLOCK_TELNYX_VOICE_EN",
        ),
    ] {
        let said = made.unwrap_err().to_string();
        assert!(said.starts_with(named), "{said}");
    }
    assert!(!format!("{:?}", config(ACCOUNT, KEY, api).unwrap()).contains("secret"));
}

fn recording() -> ProviderRecordingId {
    ProviderRecordingId::parse(RECORDING).unwrap()
}

async fn describing(server: &MockServer, urls: &str) {
    let body = format!(
        r#"{{"data":{{"id":"{RECORDING}","status":"completed","duration_millis":2900,"download_urls":{{{urls}}}}}}}"#
    );
    Mock::given(method("GET"))
        .and(path(format!("/v2/recordings/{RECORDING}")))
        .and(header("authorization", "Bearer KEY-secret"))
        .respond_with(ResponseTemplate::new(200).set_body_string(body))
        .mount(server)
        .await;
}

#[tokio::test]
async fn a_recording_is_fetched_where_the_api_says_and_without_our_key() {
    let server = MockServer::start().await;
    describing(&server, &format!(r#""wav":"{}/files/a.wav?X-Amz-Expires=600""#, server.uri())).await;
    let without_key = |request: &wiremock::Request| !request.headers.contains_key("authorization");
    Mock::given(path("/files/a.wav"))
        .and(without_key)
        .respond_with(ResponseTemplate::new(200).set_body_bytes(*b"RIFF"))
        .expect(1)
        .mount(&server)
        .await;
    let telnyx = telnyx_at(AT, &server.uri());
    assert_eq!(&telnyx.recordings().fetch(&recording(), LIMITS).await.unwrap()[..], b"RIFF");
    assert_eq!(telnyx.recordings().find_secs(&recording()).await.unwrap(), Some(2));
}

#[tokio::test]
async fn an_address_that_has_run_out_is_asked_for_again_and_mp3_is_refused() {
    let server = MockServer::start().await;
    describing(&server, &format!(r#""wav":"{}/files/a.wav""#, server.uri())).await;
    Mock::given(path("/files/a.wav")).respond_with(ResponseTemplate::new(403)).mount(&server).await;
    let fetched = telnyx_at(AT, &server.uri()).recordings().fetch(&recording(), LIMITS).await;
    assert!(matches!(fetched, Err(ApiError::Unavailable(_))), "{fetched:?}");
    for (urls, expected) in [(r#""mp3":"https://files.example/a.mp3""#, "Unusable"), ("", "NotReady")] {
        let server = MockServer::start().await;
        describing(&server, urls).await;
        let fetched = telnyx_at(AT, &server.uri()).recordings().fetch(&recording(), LIMITS).await;
        assert!(format!("{:?}", fetched.unwrap_err()).starts_with(expected));
    }
}

#[tokio::test]
async fn recordings_are_listed_by_call_and_deleted() {
    let server = MockServer::start().await;
    let list = format!(
        r#"{{"recordings":[{{"sid":"{RECORDING}","status":"completed","duration":"3"}},
            {{"sid":"{ACCOUNT}","status":"paused"}},{{"sid":"../x","status":"completed"}}]}}"#
    );
    Mock::given(method("GET"))
        .and(path(format!("/v2/texml/Accounts/{ACCOUNT}/Calls/v3:abc/Recordings.json")))
        .respond_with(ResponseTemplate::new(200).set_body_string(list))
        .mount(&server)
        .await;
    Mock::given(method("DELETE"))
        .and(path(format!("/v2/recordings/{RECORDING}")))
        .respond_with(ResponseTemplate::new(200))
        .expect(1)
        .mount(&server)
        .await;
    let telnyx = telnyx_at(AT, &server.uri());
    let listed = telnyx.recordings().list_of_call(&ProviderCallId::parse("v3:abc").unwrap()).await.unwrap();
    assert_eq!(listed, [FinishedRecording { id: recording(), secs: Some(3) }]);
    telnyx.recordings().delete(&recording()).await.unwrap();
}

async fn sent(from: &TextSender, response: ResponseTemplate) -> (MockServer, Result<String, TextError>) {
    let server = MockServer::start().await;
    let asked = Mock::given(method("POST")).and(path("/v2/messages")).and(header("authorization", "Bearer KEY-secret"));
    asked.respond_with(response).mount(&server).await;
    let to = E164::parse("+15555550141").unwrap();
    let text = OutgoingText { to: &to, from, body: "Hello", status: "https://gw.example.com/voice/telnyx/text/1" };
    let sent = telnyx_at(AT, &server.uri()).texts().unwrap().send_text(text).await;
    (server, sent)
}

#[tokio::test]
async fn a_text_goes_out_from_a_number_or_by_a_profile() {
    let taken = || ResponseTemplate::new(200).set_body_string(format!(r#"{{"data":{{"id":"{RECORDING}"}}}}"#));
    let number = TextSender::Number(E164::parse("+15555550111").unwrap());
    let profile = TextSender::Service(ACCOUNT.to_owned());
    for (from, field, value) in [(number, "from", "+15555550111"), (profile, "messaging_profile_id", ACCOUNT)] {
        let (server, id) = sent(&from, taken()).await;
        assert_eq!(id.unwrap(), RECORDING);
        let request = server.received_requests().await.unwrap().remove(0);
        let asked: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!((&asked[field], &asked["to"]), (&value.into(), &"+15555550141".into()));
        assert_eq!(asked["webhook_url"], "https://gw.example.com/voice/telnyx/text/1");
    }
}

#[tokio::test]
async fn a_text_is_refused_for_good_or_tried_again() {
    let number = TextSender::Number(E164::parse("+15555550111").unwrap());
    let stop = r#"{"errors":[{"code":"40300","title":"Blocked due to STOP message"}]}"#;
    let (_, refused) = sent(&number, ResponseTemplate::new(400).set_body_string(stop)).await;
    let Err(TextError::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal, TextRefusal { cause: TextCause::Stopped, code: Some(40300) });
    let unauthorized = r#"{"errors":[{"code":"10010","title":"Authorization failed"}]}"#;
    for (status, body) in [(403, unauthorized), (403, ""), (401, ""), (429, ""), (503, "")] {
        let (_, refused) = sent(&number, ResponseTemplate::new(status).set_body_string(body)).await;
        assert!(matches!(refused, Err(TextError::TryAgain(_))), "{status}: {refused:?}");
    }
}

#[test]
fn how_far_a_text_has_come_is_read_with_the_reason() {
    let told = |event: &str, status: &str, errors: &str| {
        let payload = format!(r#"{{"id":"1","to":[{{"status":"{status}"}}],"errors":[{errors}]}}"#);
        let body = format!(r#"{{"data":{{"event_type":"{event}","payload":{payload}}}}}"#);
        telnyx().parse_text_status(body.as_bytes())
    };
    let landline = TextRefusal { cause: TextCause::NoTexts, code: Some(40001) };
    for (event, status, errors, progress) in [
        ("message.sent", "sent", "", TextProgress::Sent),
        ("message.finalized", "delivered", "", TextProgress::Delivered),
        ("message.finalized", "delivery_unconfirmed", "", TextProgress::Sent),
        ("message.finalized", "delivery_failed", r#"{"code":"40001"}"#, TextProgress::Undelivered(landline)),
        ("message.finalized", "sending_failed", "", TextProgress::Failed(TextRefusal::UNEXPLAINED)),
    ] {
        let status = told(event, status, errors).unwrap();
        assert_eq!((status.text.as_deref(), status.progress), (Some("1"), progress), "{event}");
    }
    assert_eq!(told("message.received", "delivered", ""), Err(WebhookError::Malformed("event_type")));
    assert_eq!(told("message.sent", "lost", ""), Err(WebhookError::Malformed("to.status")));
    assert_eq!(telnyx().parse_text_status(b"a=b"), Err(WebhookError::Malformed("the event")));
}
