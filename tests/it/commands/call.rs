//! `call`: a simulated call, told to people and to programs.

use phoneclock::simulator::Brand;

use super::{Answer, Desk, answer, keys, program};
use crate::support::{ACCOUNT, MARIAS_PHONE, PIN, PUBLIC_URL, TOKEN, TestGateway};

/// Calls a gateway of this test, which answers on this runtime: the command must not block it.
async fn call(test: &TestGateway, token: &str, keyed: &str, more: &[&str]) -> Answer {
    let mut command = program();
    command.args(["call", "--gateway", test.pages().as_str(), "--from", MARIAS_PHONE, "--keys", keyed]).args(more);
    command.args(["--public-url", PUBLIC_URL, "--twilio-account-sid", ACCOUNT, "--twilio-auth-token", token]);
    command.args(["--twilio-api-base", test.apis[&Brand::Twilio].as_str()]);
    tokio::task::spawn_blocking(move || answer(&mut command)).await.unwrap()
}

#[tokio::test]
async fn a_call_is_told_to_programs_as_one_object_without_its_keys() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let called = call(&test, TOKEN, &format!("{id}#,{PIN}#"), &["--json"]).await;
    assert_eq!((called.code, called.err.as_str()), (0, ""), "{called:?}");
    let json = called.json();
    let all = ["call_sid", "complaints", "ended", "error", "heard", "recording", "seconds", "webhooks"];
    assert_eq!(keys(&json), all);
    assert_eq!(keys(&json["heard"][0]), ["at_secs", "cut", "language", "text"]);
    assert_eq!((&json["ended"], &json["error"]), (&"hung_up_by_gateway".into(), &serde_json::Value::Null));
    assert_eq!(json["complaints"], serde_json::json!([]));
    let heard: Vec<_> = json["heard"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert!(heard.iter().any(|text| text.contains("Clocked in at seven A M")), "{heard:?}");
    assert!(json["webhooks"].as_u64().unwrap() >= 4 && json["seconds"].as_f64().unwrap() > 1.0, "{json}");
    let said = heard.concat();
    assert!(!said.contains(PIN) && !called.out.contains(MARIAS_PHONE) && !called.out.contains("\"keys\""), "{json}");

    test.work().await;
    let entry = test.only_entry().await;
    assert_eq!((entry.status, entry.voice_checks[0].status), ("open", "stored"));
    assert!(json["call_sid"].as_str().unwrap().starts_with("CA") && json["recording"].is_string(), "{json}");
}

#[tokio::test]
async fn a_call_that_goes_wrong_is_an_object_too_and_a_failure() {
    let test = TestGateway::start().await;
    let called = call(&test, "another-token", "1#", &["--json"]).await;
    assert_eq!((called.code, called.err.lines().count()), (1, 1), "{called:?}");
    assert!(called.err.contains("the provider would have ended the call"), "{called:?}");
    let json = called.json();
    assert_eq!((&json["ended"], &json["heard"]), (&"application_error".into(), &serde_json::json!([])));
    assert!(json["error"].as_str().unwrap().contains("403"), "{json}");
    let hung_up = call(&test, TOKEN, "", &["--hang-up-after", "1", "--json"]).await;
    assert_eq!((hung_up.code, &hung_up.json()["ended"]), (0, &"hung_up_by_caller".into()));
}

#[test]
fn a_call_that_hangs_up_before_the_first_answer_is_no_call() {
    let call = ["call", "--gateway", "http://127.0.0.1:9", "--from", "x", "--keys", "1", "--hang-up-after", "0"];
    let said = Desk::new().refused(&call, "", 2);
    assert!(said.contains("--hang-up-after"), "{said}");
}
