//! Vectors that Plivo's SDKs publish, its forms, its documents and its recordings over real HTTP.

use http::{HeaderMap, HeaderName};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{basic_auth, method, path, query_param},
};

use super::*;
use crate::{
    dialog::{
        action::{Action, Gather, Record},
        script::{ScriptError, Wording},
        utterance::{Line, Utterance},
    },
    domain::{
        caller::{Caller, E164},
        ids::ProviderRecordingId,
        language::Language,
        secret::Secret,
        texting::TextSender,
    },
    provider::{
        ApiError, CallerInput, FetchLimits, FinishedRecording, OutgoingText, RecordingOutcome, TextCause, TextError,
        TextProgress, TextRefusal,
        voices::{ChosenVoices, VoiceNames},
    },
};

const AUTH_ID: &str = "MANWVLYTK4ZWU1YTY4QA";
const TOKEN: &str = "Y2Q2ZDgxZmY5YWRiOTI5YmQ1Njg0MTAxZWIyOTc4";
const NONCE: &str = "31627761595286130198";
const SITE: &str = "https://plivobin.non-prod.plivops.com";
const PAGE: &str = "/api/v1/validate_signature03.xml";
const CALL: &str = "3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36";
const RECORDING: &str = "c7b69074-58be-11e1-86da-adf28403fe48";
const LIMITS: FetchLimits = FetchLimits { max_bytes: 1_000, timeout: Duration::from_secs(20) };

fn config(auth_id: &str, token: &str, api: &str, public_url: &str) -> Result<PlivoConfig, ProviderSettingError> {
    PlivoConfig::new(auth_id, (vec![Secret::from(token)], api), public_url, &ChosenVoices::default())
}

fn plivo(token: &str, public_url: &str) -> Plivo {
    Plivo::new(config(AUTH_ID, token, "http://127.0.0.1:9", public_url).unwrap()).unwrap()
}

fn holds(provider: &Plivo, target: &str, body: &str, headers: &[(&'static str, &str)]) -> bool {
    let pairs = headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
    let headers: HeaderMap = pairs.collect();
    provider.verify(&SignedRequest { target, headers: &headers, body: body.as_bytes() }).is_ok()
}

fn v3(signature: &str) -> [(&'static str, &str); 2] {
    [("x-plivo-signature-v3", signature), ("x-plivo-signature-v3-nonce", NONCE)]
}

/// The form of the published vectors.
fn published_form() -> String {
    let sip = "sip:PlivoSignature382029104058171078704104";
    let mut fields = vec![
        ("Direction", "outbound".to_owned()),
        ("From", "19792014278".to_owned()),
        ("CallStatus", "in-progress".to_owned()),
        ("BillRate", "0.002".to_owned()),
        ("ParentAuthID", AUTH_ID.to_owned()),
        ("To", format!("{sip}@phone-qa.voice.plivodev.com")),
        ("SIP-H-To", format!("<{sip}@52.9.11.55;transport=udp>;tag=1")),
        ("SessionStart", "2020-04-08 11:34:33.238707".to_owned()),
        ("Event", "StartApp".to_owned()),
    ];
    fields.extend(["ALegUUID", "ALegRequestUUID", "CallUUID", "RequestUUID"].map(|name| (name, CALL.to_owned())));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[test]
fn published_signatures_hold() {
    let (provider, form) = (plivo(TOKEN, SITE), published_form());
    for (target, signature) in [
        (format!("{PAGE}/?a=b&c=d"), "k7Pusd4OxCIjR5IfA9iedDNu/h/gbdYqdzG/MiYtd1c="),
        (format!("{PAGE}/?c=d&a=b"), "k7Pusd4OxCIjR5IfA9iedDNu/h/gbdYqdzG/MiYtd1c="),
        (PAGE.to_owned(), "iAjE5QqI37mbkYe4w3jTMudqEzbDufdqi7sYwTu64e0="),
    ] {
        assert!(holds(&provider, &target, &form, &v3(signature)), "{target}");
        let several = format!("AAAA,{signature}");
        assert!(holds(&provider, &target, &form, &v3(&several)), "one of several");
        let of_main = [("x-plivo-signature-ma-v3", signature), ("x-plivo-signature-v3-nonce", NONCE)];
        assert!(holds(&provider, &target, &form, &of_main), "under the main account's token");
        assert!(!holds(&provider, &target, &form.replace("StartApp", "Hangup"), &v3(signature)));
        assert!(!holds(&provider, &format!("{PAGE}/x"), &form, &v3(signature)));
        let other_nonce = [("x-plivo-signature-v3", signature), ("x-plivo-signature-v3-nonce", "1")];
        assert!(!holds(&provider, &target, &form, &other_nonce));
        assert!(!holds(&provider, &target, &form, &[("x-plivo-signature-v3", signature)]), "without a nonce");
    }
}

/// Computed with plivo-python 4.63.0.
#[test]
fn edges_agree_with_plivos_own_library() {
    let provider = plivo("my_auth_token", "https://example.com");
    let form = "CallUUID=97ceeb52-58b6-11e1-86da-77300b68f8bb&From=14155551212&To=18005551212&Digits=1234&Empty=";
    for (target, body, signature) in [
        ("/answer?b=2&a=1", form, "DKLQoSQeSNqn/DCcJttCXFmV/mfOYmVH8pYgMAkOH/o="),
        ("/answer", form, "Bq2EuA5z+lryguFdX8B6vcauDsB/AF7cour/9PS/ZNU="),
    ] {
        let headers = [("x-plivo-signature-v3", signature), ("x-plivo-signature-v3-nonce", "12345")];
        assert!(holds(&provider, target, body, &headers), "{target}");
    }
    assert_eq!(
        sign(&Secret::from("my_auth_token"), "https://example.com/answer", form.as_bytes(), "12345"),
        "Bq2EuA5z+lryguFdX8B6vcauDsB/AF7cour/9PS/ZNU="
    );
    // The second version, of the address and the nonce alone, is none.
    let second = [
        ("x-plivo-signature-v2", "ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc="),
        ("x-plivo-signature-v2-nonce", "12345"),
    ];
    assert!(!holds(&provider, "/", "", &second));
}

#[test]
fn the_second_version_is_taken_of_texts_alone() {
    let provider = plivo("my_auth_token", "https://answer.url");
    let sign = |path: &str| signature_of_text(&format!("https://answer.url{path}"), "12345");
    for (path, is_taken) in [
        ("/voice/plivo/message", true),
        ("/voice/plivo/text/0196d1d8-0000-7000-8000-000000000000", true),
        ("/voice/plivo", false),
        ("/voice/plivo/status", false),
        ("/voice/plivo/step/1/abc", false),
    ] {
        let signature = sign(path);
        let second = [("x-plivo-signature-v2", signature.as_str()), ("x-plivo-signature-v2-nonce", "12345")];
        assert_eq!(holds(&provider, path, "From=15555550100", &second), is_taken, "{path}");
        assert!(!holds(&provider, "/voice/plivo/message", "", &[second[0]]), "without its nonce");
    }
    let elsewhere = sign("/voice/plivo/text/1");
    let second = [("x-plivo-signature-v2", elsewhere.as_str()), ("x-plivo-signature-v2-nonce", "12345")];
    assert!(!holds(&provider, "/voice/plivo/text/2", "", &second), "of another text");
    // Where there is a third version it is the one that counts.
    let both = [second[0], second[1], v3("AAAA")[0], v3("AAAA")[1]];
    assert!(!holds(&provider, "/voice/plivo/text/1", "", &both));
}

/// As Plivo documents it for messages.
fn signature_of_text(address: &str, nonce: &str) -> String {
    use base64::Engine;
    use hmac::{KeyInit, Mac};
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(b"my_auth_token").unwrap();
    mac.update(format!("{address}{nonce}").as_bytes());
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

#[test]
fn the_published_signature_of_the_second_version_is_the_one_that_is_computed() {
    assert_eq!(signature_of_text("https://answer.url", "12345"), "ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=");
}

#[test]
fn numbers_are_read_as_numbers_and_whatever_else_comes_as_none() {
    let provider = plivo(TOKEN, SITE);
    let ring =
        |from: &str| provider.parse_ring(format!("CallUUID={CALL}&From={from}&To=15555550111").as_bytes()).unwrap();
    assert_eq!((ring("15555550100").caller, ring("").dialed.as_str()), (Caller::parse("+15555550100"), "+15555550111"));
    for from in ["", "anonymous", "sip%3Aa%40b.example", "266696687"] {
        assert_eq!(ring(from).caller, Caller::Withheld, "{from}");
    }
    let foreign = format!("CallUUID={CALL}&ParentAuthID=MA000000000000000000&CallStatus=ringing");
    assert_eq!(provider.parse_ring(foreign.as_bytes()), Err(WebhookError::ForeignAccount));
    assert_eq!(provider.parse_ring(b"From=1"), Err(WebhookError::Missing("CallUUID")));
}

#[test]
fn keys_recordings_and_ends_are_told_apart() {
    let provider = plivo(TOKEN, SITE);
    let input = |rest: &str| provider.parse_answer(format!("CallUUID={CALL}{rest}").as_bytes()).unwrap().input;
    for (rest, keys) in [("&Digits=4821&InputType=dtmf", "4821"), ("&Digits=12%23", "12"), ("&Digits=%2A", "*")] {
        assert!(matches!(input(rest), CallerInput::Keys(found) if found.as_str() == keys), "{rest}");
    }
    assert_eq!(input("&Digits=%23"), CallerInput::Pound);
    for rest in ["", "&Digits="] {
        assert_eq!(input(rest), CallerInput::Empty { pound_likely: false });
    }
    let id = ProviderRecordingId::parse(RECORDING).ok();
    let recorded = format!("&RecordUrl=https%3A%2F%2Fx.example%2Fa.wav&RecordingID={RECORDING}&RecordingDuration=3");
    assert_eq!(input(&recorded), CallerInput::Recorded { recording: id.clone(), hung_up: false });
    let cut = format!("{recorded}&RecordingEndReason=HungUp");
    assert_eq!(input(&cut), CallerInput::Recorded { recording: id, hung_up: true });
    assert_eq!(
        input("&RecordUrl=x&RecordingID=..%2Fx"),
        CallerInput::Recorded { recording: None, hung_up: false },
        "an id is a UUID"
    );

    let status = |rest: &str| provider.parse_call_status(format!("CallUUID={CALL}{rest}").as_bytes()).unwrap();
    let ended = status("&CallStatus=completed&HangupCause=NORMAL_CLEARING&HangupCauseName=Normal+Hangup");
    assert_eq!((ended.over, ended.cause.as_deref()), (true, Some("Normal Hangup")));
    for (state, over) in [("in-progress", false), ("ringing", false), ("timeout", true), ("no-answer", true)] {
        assert_eq!(status(&format!("&CallStatus={state}")).over, over, "{state}");
    }
    let told = provider.parse_recording_status(format!("CallUUID={CALL}{recorded}").as_bytes()).unwrap();
    let RecordingOutcome::Completed(finished) = told.outcome else { panic!("{told:?}") };
    assert_eq!((finished.id.as_str(), finished.secs), (RECORDING, Some(3)));
}

fn shown(actions: Vec<Action>) -> String {
    let addresses = Addresses {
        answer: "https://gw.example.com/voice/plivo/step/3/aZ09-_".to_owned(),
        silence: "https://gw.example.com/voice/plivo/step/3/aZ09-_/silence".to_owned(),
        recording_status: "https://gw.example.com/voice/plivo/recording".to_owned(),
        clips: "https://gw.example.com/prompts/".to_owned(),
    };
    let word = |line: &Line| -> Result<Wording, ScriptError> {
        Ok(match line.utterance.message() {
            "ask-pin" => Wording::Clips(vec!["en/ask-pin.wav".to_owned()]),
            message => Wording::Text(format!("<{message}> & more")),
        })
    };
    let voices = VoiceNames::new(|language| if language == Language::Es { "Polly.Lupe" } else { "WOMAN" });
    pen::render(&Reply { actions }, &word, &addresses, &voices).unwrap().replace("><", ">\n<")
}

fn line(language: Language, utterance: Utterance) -> Line {
    Line { language, utterance }
}

#[test]
fn every_action_is_written_in_plivos_own_words() {
    insta::assert_snapshot!(shown(vec![
        Action::Say(line(Language::Es, Utterance::ThankYou)),
        Action::Gather(Gather {
            prompt: vec![line(Language::En, Utterance::Greeting), line(Language::En, Utterance::AskPin)],
            keys: None,
            pound_alone: false,
            timeout_secs: 6,
        }),
        Action::Gather(Gather {
            prompt: vec![line(Language::En, Utterance::AskJob { can_skip: true })],
            keys: None,
            pound_alone: true,
            timeout_secs: 5,
        }),
        Action::Gather(Gather { prompt: vec![], keys: Some(1), pound_alone: false, timeout_secs: 0 }),
        Action::Drain { secs: 1 },
        Action::Record(Record { max_secs: 10, silence_secs: 3 }),
        Action::Pause { secs: 2 },
        Action::Continue,
        Action::HangUp,
    ]));
}

#[test]
fn a_setting_that_cannot_work_is_named() {
    let (api, public) = ("https://api.plivo.com", "https://gw.example.com");
    for (made, named) in [
        (config("AC1", TOKEN, api, public), "PHONECLOCK_PLIVO_AUTH_ID"),
        (config("MAnwvlytk4zwu1yty4qa", TOKEN, api, public), "PHONECLOCK_PLIVO_AUTH_ID"),
        (config(AUTH_ID, "", api, public), "PHONECLOCK_PLIVO_AUTH_TOKEN"),
        (config(AUTH_ID, TOKEN, "http://api.plivo.com", public), "PHONECLOCK_PLIVO_API_BASE"),
        (config(AUTH_ID, TOKEN, api, "gw.example.com"), "PHONECLOCK_PUBLIC_URL"),
    ] {
        let said = made.unwrap_err().to_string();
        assert!(said.starts_with(named), "{said}");
    }
    assert!(!format!("{:?}", config(AUTH_ID, TOKEN, api, public).unwrap()).contains(TOKEN));
}

fn recording() -> ProviderRecordingId {
    ProviderRecordingId::parse(RECORDING).unwrap()
}

fn account(rest: &str) -> String {
    format!("/v1/Account/{AUTH_ID}{rest}")
}

async fn described(json: &str) -> (MockServer, Plivo) {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path(account(&format!("/Recording/{RECORDING}/"))))
        .and(basic_auth(AUTH_ID, TOKEN))
        .respond_with(ResponseTemplate::new(200).set_body_string(json.replace("SERVER", &server.uri())))
        .mount(&server)
        .await;
    let provider = Plivo::new(config(AUTH_ID, TOKEN, &server.uri(), SITE).unwrap()).unwrap();
    (server, provider)
}

#[tokio::test]
async fn a_recording_is_fetched_from_where_its_description_says_without_our_token() {
    let (server, plivo) = described(
        r#"{"recording_id":"x","recording_url":"SERVER/a.wav","recording_format":"wav","recording_duration_ms":"2900.00000"}"#,
    )
    .await;
    let without_token = |request: &wiremock::Request| !request.headers.contains_key("authorization");
    Mock::given(path("/a.wav"))
        .and(without_token)
        .respond_with(ResponseTemplate::new(200).set_body_bytes(*b"RIFF"))
        .expect(1)
        .mount(&server)
        .await;
    assert_eq!(&plivo.recordings().fetch(&recording(), LIMITS).await.unwrap()[..], b"RIFF");
    assert_eq!(plivo.recordings().find_secs(&recording()).await.unwrap(), Some(2));
    for (json, expected) in [
        (r#"{"recording_url":"SERVER/a.mp3","recording_format":"mp3"}"#, "Unusable"),
        (r#"{"recording_format":"wav"}"#, "NotReady"),
        (r#"{"recording_url":"http://10.0.0.1/a.wav"}"#, "Unusable"),
    ] {
        let (_server, plivo) = described(json).await;
        let error = plivo.recordings().fetch(&recording(), LIMITS).await.unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{error:?}");
    }
}

#[tokio::test]
async fn recordings_are_listed_by_call_and_deleted() {
    let (server, plivo) = described("{}").await;
    let list = format!(
        r#"{{"objects":[{{"recording_id":"{RECORDING}","recording_duration_ms":3000}},{{"recording_id":"../x"}}]}}"#
    );
    Mock::given(method("GET"))
        .and(path(account("/Recording/")))
        .and(query_param("call_uuid", CALL))
        .respond_with(ResponseTemplate::new(200).set_body_string(list))
        .mount(&server)
        .await;
    Mock::given(method("DELETE"))
        .and(path(account(&format!("/Recording/{RECORDING}/"))))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let listed = plivo.recordings().list_of_call(&ProviderCallId::parse(CALL).unwrap()).await.unwrap();
    assert_eq!(listed, [FinishedRecording { id: recording(), secs: Some(3) }]);
    plivo.recordings().delete(&recording()).await.unwrap();
    let strange = ProviderRecordingId::parse("../../Call").unwrap();
    assert!(matches!(plivo.recordings().delete(&strange).await, Err(ApiError::Unusable(_))));
}

#[tokio::test]
async fn calls_and_texts_are_listed_with_what_is_asked_for_them() {
    let server = MockServer::start().await;
    let calls = r#"{"meta": {"next": null}, "objects": [
        {"call_uuid": "c1", "call_direction": "inbound", "from_number": "15555550123", "to_number": "15555550111",
         "initiation_time": "2026-11-17 06:59:00+00:00", "call_duration": 42, "bill_duration": 42, "billed_duration": 60,
         "total_amount": "0.00550", "total_rate": "0.00550"},
        {"call_uuid": "c2", "call_direction": "inbound", "from_number": "15555550123", "to_number": "15555550111",
         "initiation_time": "2026-11-17 06:58:00+00:00", "call_duration": 61, "total_amount": null}]}"#;
    let texts = r#"{"meta": {"next": "/v1/Account/MA/Message/?limit=20&offset=20"}, "objects": [
        {"message_uuid": "t1", "message_direction": "outbound", "message_state": "delivered",
         "message_time": "2026-11-17 11:26:44+05:30", "units": 2, "total_amount": "0.01580"},
        {"message_uuid": "t2", "message_direction": "outbound", "message_state": "queued",
         "message_time": "2026-11-17 11:26:43+05:30", "units": 1, "total_amount": "0.00000"},
        {"message_uuid": "t3", "message_direction": "inbound", "message_state": "received", "message_time": "?"}]}"#;
    for (at, name, body) in [("/Call/", "end_time__gte", calls), ("/Message/", "message_time__gte", texts)] {
        Mock::given(path(account(at)))
            .and(query_param(name, "2026-11-17 00:10:00"))
            .respond_with(ResponseTemplate::new(200).set_body_string(body))
            .mount(&server)
            .await;
    }
    let provider = Plivo::new(config(AUTH_ID, TOKEN, &server.uri(), SITE).unwrap()).unwrap();
    let since = "2026-11-17T00:10:00Z".parse().unwrap();
    let calls = provider.calls().list_calls(since, None).await.unwrap().calls;
    let billed: Vec<_> =
        calls.iter().map(|call| (call.billed.minutes, call.billed.cost.map(|cost| cost.micros))).collect();
    assert_eq!(billed, [(1, Some(5_500)), (2, None)]);
    let texts = provider.messages().unwrap().list_messages(since, None).await.unwrap();
    let read: Vec<_> = texts
        .messages
        .iter()
        .map(|text| (text.id.as_str(), text.at.to_string(), text.segments, text.cost.map(|cost| cost.micros)))
        .collect();
    let sent = |secs: u32| format!("2026-11-17T05:56:{secs}Z");
    assert_eq!(read, [("t1", sent(44), Some(2), Some(15_800)), ("t2", sent(43), Some(1), None)]);
    assert_eq!(texts.next.as_deref(), Some("limit=20&offset=20"));
}

async fn sent(response: ResponseTemplate) -> (MockServer, Result<String, TextError>) {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path(account("/Message/"))).respond_with(response).mount(&server).await;
    let provider = Plivo::new(config(AUTH_ID, TOKEN, &server.uri(), SITE).unwrap()).unwrap();
    let number = |text: &str| E164::parse(text).unwrap();
    let (to, from) = (number("+15555550141"), TextSender::Number(number("+15555550111")));
    let text =
        OutgoingText { to: &to, from: &from, body: "Hello", status: "https://gw.example.com/voice/plivo/text/1" };
    let sent = provider.texts().unwrap().send_text(text).await;
    (server, sent)
}

#[tokio::test]
async fn a_text_goes_out_with_digits_alone_and_is_refused_for_good_or_tried_again() {
    let taken = r#"{"message":"message(s) queued","message_uuid":["db3ce55a-7f1d-11e1-8ea7-1231380bc196"]}"#;
    let (server, id) = sent(ResponseTemplate::new(202).set_body_string(taken)).await;
    assert_eq!(id.unwrap(), "db3ce55a-7f1d-11e1-8ea7-1231380bc196");
    let request = server.received_requests().await.unwrap().remove(0);
    let asked: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!((&asked["src"], &asked["dst"]), (&"15555550111".into(), &"15555550141".into()));
    assert_eq!(
        (&asked["url"], &asked["method"]),
        (&"https://gw.example.com/voice/plivo/text/1".into(), &"POST".into())
    );
    for (status, again) in [(400, false), (429, true), (500, true), (401, true)] {
        let (_, refused) = sent(ResponseTemplate::new(status).set_body_string(r#"{"error":"no"}"#)).await;
        assert_eq!(matches!(refused, Err(TextError::TryAgain(_))), again, "{status}: {refused:?}");
    }
}

#[test]
fn how_far_a_text_has_come_is_read_with_the_reason() {
    let provider = plivo(TOKEN, SITE);
    let status =
        |rest: &str| provider.parse_text_status(format!("ParentAuthID={AUTH_ID}&MessageUUID=1&{rest}").as_bytes());
    let progress = |rest: &str| status(rest).map(|status| status.progress);
    let stopped = TextRefusal { cause: TextCause::Stopped, code: Some(200) };
    for (form, told) in [
        ("Status=queued", TextProgress::Accepted),
        ("Status=sent&ErrorCode=", TextProgress::Sent),
        ("Status=delivered", TextProgress::Delivered),
        ("Status=failed&ErrorCode=200", TextProgress::Failed(stopped)),
        ("Status=undelivered", TextProgress::Undelivered(TextRefusal::UNEXPLAINED)),
    ] {
        assert_eq!(progress(form), Ok(told), "{form}");
    }
    assert_eq!(status("Status=lost"), Err(WebhookError::Malformed("Status")));
    let foreign = provider.parse_text_status(b"ParentAuthID=MA000000000000000000&Status=sent");
    assert_eq!(foreign, Err(WebhookError::ForeignAccount));
}
