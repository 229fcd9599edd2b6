//! What the gateway really says, held against Twilio's own Python library.

mod others;

use std::{io::Write, path::Path, process::Stdio, time::Duration};

use bytes::Bytes;
use jiff::SignedDuration;
use phoneclock::{
    dialog::script::Script,
    domain::{
        language::Language,
        offered::OfferedLanguages,
        workspace::{JobPolicy, Settings},
    },
    provider::twilio::sign,
    simulator::{report::CallReport, voice::Voice},
};
use serde_json::{Value, json};

use crate::support::{
    MARIA, MARIAS_PHONE, OTHER_PHONE, PIN, TOKEN, TestGateway,
    by_hand::{Answer, Call, RING, form, request, send_to},
    calling::keyed,
    outage::Away,
    python::python,
};

/// Feeds lines of JSON to one of the checks; what it prints is what is wrong.
pub fn check(script: &str, lines: &[Value]) {
    let mut child = python()
        .arg(Path::new("sdk").join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for line in lines {
        // A check that has died says why below.
        writeln!(input, "{line}").ok();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{}", said.concat());
}

/// The documents of some calls, each once.
fn documents(reports: &[CallReport]) -> Vec<Value> {
    let mut documents: Vec<_> = reports
        .iter()
        .flat_map(|report| &report.webhooks)
        .filter(|webhook| webhook.xml.starts_with("<?xml"))
        .map(|webhook| json!({ "xml": webhook.xml, "name": webhook.url }))
        .collect();
    documents.dedup();
    documents
}

/// The languages that a gateway offers here, and their keys.
const OFFERED: &str = "en,es,pt";

fn key_of(language: Language) -> char {
    OfferedLanguages::parse(OFFERED).unwrap().choices().find(|(_, one)| *one == language).unwrap().0
}

/// Calls that between them hear every question and every ending, in this language.
async fn calls(test: &TestGateway, language: Language) -> Vec<CallReport> {
    let (_, id) = test.employee_speaking("Maria Lopez", language).await;
    let from = match language {
        Language::En => MARIAS_PHONE,
        Language::Es => OTHER_PHONE,
        Language::Pt => "+15555550177",
    };
    let id = format!("{id}#");
    let (sign_in, key) = (format!("{id},{PIN}#"), key_of(language));
    let mut reports = Vec::new();
    for (keys, then) in [
        // Twice, so that the second greeting is in the language of the phone.
        (format!("{key}#,{sign_in},12#"), 9 * 60),
        (format!("{sign_in},99#,345#"), 60),
        (format!("{sign_in},*,7,1,1"), 2 * 60),
        (format!("{sign_in},#"), 60),
        (format!("{sign_in},2,#"), 30 * 60),
        (format!("{sign_in},1,99#,#,#"), 30 * 60),
        (format!("{sign_in},7,*,2,#"), 60),
        (format!("{id},4711#,{id},4712#,{id},4713#"), 20 * 60),
        (format!("123456#,123456#,{id},#,#,#"), 60),
        (String::new(), 60),
    ] {
        reports.push(test.call(from, &keys).await);
        // Seconds of the just-clocked question, minutes of a shift.
        test.advance(SignedDuration::from_mins(then));
    }
    reports
}

#[tokio::test]
async fn every_answer_is_a_document_of_verbs_and_attributes_that_twilios_library_knows() {
    let required = |settings: &mut Settings| settings.job_policy = JobPolicy::Required;
    let test = TestGateway::start_offering_with(OFFERED, required).await;
    test.job("Roof repair", "12").await;
    // Names are the workspace's own, and stay names.
    test.job("<Hangup/> & \"quotes\" \u{202e}\u{7} ño 屋根", "345").await;
    let mut said = Vec::new();
    for language in Language::ALL {
        said.extend(documents(&calls(&test, language).await));
    }
    said.extend(special_cases(&test).await);
    let whole = said.iter().map(|document| document["xml"].as_str().unwrap()).collect::<String>();
    for verb in
        ["<Say ", "<Gather ", "<Record ", "<Redirect ", "<Pause ", "<Hangup/>", "numDigits", "actionOnEmptyResult"]
    {
        assert!(whole.contains(verb), "no answer has {verb}");
    }
    for language in ["en-US", "es-US", "pt-BR"] {
        assert!(whole.contains(&format!("language=\"{language}\"")), "no answer speaks {language}");
    }
    check("check_twiml.py", &said);
}

/// Holding on, the end of the three minutes, an apology.
async fn special_cases(test: &TestGateway) -> Vec<Value> {
    let (_, id) = test.employee("John Carter").await;
    let mut call = Call::ring(test, "anonymous").await;
    call.keys(test, &format!("{id}#")).await;
    let others = test.keep_pin_checks_waiting();
    let mut answers = vec![call.keys(test, &format!("{PIN}#")).await.clone()];
    drop(others);
    test.advance(SignedDuration::from_mins(4));
    answers.push(call.wait(test).await.clone());
    answers.push(test.post("/voice/twilio/step/7/x", &call.body(&[])).await);
    answers.extend(held(test).await);
    answers.iter().map(|answer| json!({ "xml": answer.body, "name": "by hand" })).collect()
}

/// Wishes for a moment's patience: at the ring, at a question, at one of a Spanish call, and behind a recording.
async fn held(test: &TestGateway) -> Vec<Answer> {
    let impatient = test.with_patience(Duration::from_millis(200)).await;
    let (english, spanish) = (Call::ring(test, "anonymous").await, {
        let mut call = Call::ring(test, "anonymous").await;
        call.keys(test, "2#").await;
        call
    });
    let outage = test.outage();
    outage.set(Away::All);
    let mut answers = Vec::new();
    let recorded = [("RecordingUrl", "https://api.example/RE1"), ("RecordingSid", "RE1"), ("RecordingDuration", "2")];
    for (target, body) in [
        (RING.to_owned(), english.body(&[])),
        (english.answer_target(), english.body(&[("Digits", "573311")])),
        (spanish.answer_target(), spanish.body(&[("Digits", "573311")])),
        (spanish.answer_target(), spanish.body(&recorded)),
    ] {
        answers.push(send_to(impatient, &test.signed(&target, &body)).await);
    }
    outage.set(Away::Nothing);
    assert!(answers.iter().all(|answer| answer.body.contains("held=1")), "{answers:?}");
    answers
}

#[tokio::test]
async fn recorded_prompts_are_played_by_addresses_that_twilios_library_takes() {
    let clips = ["greeting", "ask-id", "ask-pin", "ask-name", "thank-you", "goodbye"];
    let clips = clips.map(|name| (format!("en/{name}.wav"), Bytes::from_static(MARIA)));
    let script = Script::embedded().unwrap().with_clips(clips).unwrap();
    let test = TestGateway::start_speaking(script, |_| {}).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let said = report.transcript();
    assert!(said.contains("https://clock.example/prompts/en/greeting.wav"), "{said}");
    assert!(said.contains("Clocked in at seven A M."), "nobody has recorded times: {said}");
    check("check_twiml.py", &documents(&[report]));

    let clip = test.send(&request("GET", "/prompts/en/greeting.wav", None, b"")).await;
    assert_eq!((clip.status, clip.content_type.as_deref()), (200, Some("audio/wav")));
    assert_eq!(clip.body, String::from_utf8_lossy(MARIA));
    for nowhere in ["/prompts/es/greeting.wav", "/prompts/en/..%2F..%2Fkey", "/prompts/en/"] {
        assert_eq!(test.send(&request("GET", nowhere, None, b"")).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn every_webhook_is_signed_as_twilios_library_signs_it() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut reports = vec![
        test.call(MARIAS_PHONE, &format!("*#,{id}#,{PIN}#")).await,
        test.call("sip:maría+ñ@example.com;user=phone", "").await,
        test.call_hanging_up("", &format!("{id}#,{PIN}#"), 3).await,
    ];
    let absent =
        phoneclock::simulator::script::CallerScript { voice: Voice::Absent, ..keyed(&format!("{id}#,{PIN}#,2")) };
    reports.push(test.call_by(&test.number("anonymous"), absent).await);
    let webhooks = reports.iter().flat_map(|report| &report.webhooks);
    let mut lines: Vec<_> = webhooks
        .map(|webhook| {
            let fields: Vec<_> = webhook.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            // The gateway took each of them, so this is the signature it computes, too.
            let signature = sign(&TOKEN.into(), &webhook.url, &form(&fields));
            json!({ "url": webhook.url, "params": fields, "signature": signature, "token": TOKEN })
        })
        .collect();
    // Where the provider comes back to after a moment's patience.
    let held = "https://clock.example/voice/twilio/step/2/A-b_c.es?held=1&recording=RE1";
    let fields = [("AccountSid", "AC1"), ("CallSid", "CA1"), ("Digits", "")];
    let signature = sign(&TOKEN.into(), held, &form(&fields));
    lines.push(json!({ "url": held, "params": fields, "signature": signature, "token": TOKEN }));
    assert!(
        lines.len() > 15 && reports.iter().flat_map(|report| &report.webhooks).all(|webhook| webhook.status / 100 == 2)
    );
    check("check_signatures.py", &lines);
}

#[test]
#[should_panic(expected = "has no attribute")]
fn the_check_of_documents_notices_what_the_library_does_not_know() {
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Pause speed=\"3\"/></Response>";
    check("check_twiml.py", &[json!({ "xml": xml })]);
}

#[test]
#[should_panic(expected = "the library signs")]
fn the_check_of_signatures_notices_another_one() {
    let line = json!({ "url": "https://clock.example/", "params": [], "signature": "AAAA", "token": TOKEN });
    check("check_signatures.py", &[line]);
}
