//! What callers hear and key: questions, silence, keys typed ahead.

use super::gateway::Gateway;
use crate::simulator::{CallEnd, CallerScript};

const BYE: &str = "<Say>Bye.</Say><Hangup/>";

fn keys(text: &str) -> CallerScript {
    CallerScript::keys(text).unwrap()
}

async fn gateway(question: &str) -> Gateway {
    Gateway::with(&[("/voice", question), ("/got", BYE), ("/next", BYE), ("/silent", "<Say>Silent.</Say>")]).await
}

#[tokio::test]
async fn silence_falls_through_to_the_next_verb() {
    let gateway = gateway("<Gather action=\"/got\"><Say>Key?</Say></Gather><Redirect>/silent</Redirect>").await;
    let report = gateway.place(CallerScript::default()).await;
    assert_eq!(report.transcript(), "Key?\nSilent.");
    assert_eq!(gateway.targets(), ["/voice", "/silent", "/status"]);
    assert_eq!(gateway.asked_at("/silent").field("Digits"), None);
    assert_eq!(report.ended, CallEnd::EndOfDocument);
}

#[tokio::test]
async fn silence_is_reported_where_the_gateway_wants_to_know() {
    let gateway = gateway("<Gather action=\"/got\" actionOnEmptyResult=\"true\"/><Redirect>/silent</Redirect>").await;
    let report = gateway.place(CallerScript::default()).await;
    let got = gateway.asked_at("/got");
    assert_eq!((got.field("Digits"), got.field("FinishedOnKey")), (Some(""), Some("")));
    assert_eq!(report.ended, CallEnd::HungUpByGateway);
    assert!(report.seconds >= 5.0, "the silence took its time: {}", report.seconds);
}

#[tokio::test]
async fn the_finishing_key_is_not_among_the_digits() {
    let gateway = gateway("<Gather action=\"/got\"><Say>Key?</Say></Gather>").await;
    let report = gateway.place(keys("4821#")).await;
    let got = gateway.asked_at("/got");
    assert_eq!((got.field("Digits"), got.field("FinishedOnKey")), (Some("4821"), Some("#")));
    assert_eq!(got.field("msg"), Some("Gather End"));
    assert_eq!(report.transcript(), "Key?\nBye.");
    assert!(!report.heard[0].cut && report.heard[0].interruptible && !report.heard[1].interruptible);
}

#[tokio::test]
async fn so_many_digits_are_submitted_at_once_and_the_rest_is_kept() {
    let gateway = Gateway::with(&[
        ("/voice", "<Gather action=\"/more\" numDigits=\"2\"/>"),
        ("/more", "<Gather action=\"/got\"><Say>And?</Say></Gather>"),
        ("/got", BYE),
    ])
    .await;
    let report = gateway.place(keys("123#")).await;
    assert_eq!(gateway.asked_at("/more").field("Digits"), Some("12"));
    assert_eq!(gateway.asked_at("/more").field("FinishedOnKey"), Some(""));
    assert_eq!(gateway.asked_at("/got").field("Digits"), Some("3"));
    assert_eq!(report.transcript(), "Bye.");
}

#[tokio::test]
async fn an_entry_that_stops_halfway_is_submitted_as_it_is() {
    let gateway = gateway("<Gather action=\"/got\" timeout=\"3\"/>").await;
    gateway.place(keys("48")).await;
    let got = gateway.asked_at("/got");
    assert_eq!((got.field("Digits"), got.field("FinishedOnKey")), (Some("48"), Some("")));
}

#[tokio::test]
async fn a_lone_pound_is_an_empty_entry_or_falls_through() {
    let wants = gateway("<Gather action=\"/got\" actionOnEmptyResult=\"true\"/><Redirect>/silent</Redirect>").await;
    wants.place(keys("#")).await;
    let got = wants.asked_at("/got");
    assert_eq!((got.field("Digits"), got.field("FinishedOnKey")), (Some(""), Some("#")));
    assert_eq!(got.field("msg"), Some("Gather End"));

    let does_not = gateway("<Gather action=\"/got\"/><Redirect>/silent</Redirect>").await;
    does_not.place(keys("#")).await;
    assert_eq!(does_not.targets(), ["/voice", "/silent", "/status"]);
}

#[tokio::test]
async fn another_key_or_none_may_finish_an_entry() {
    let star = gateway("<Gather action=\"/got\" finishOnKey=\"*\"/>").await;
    star.place(keys("1#2*")).await;
    assert_eq!(star.asked_at("/got").field("Digits"), Some("1#2"));
    let none = gateway("<Gather action=\"/got\" finishOnKey=\"\"/>").await;
    none.place(keys("1#")).await;
    assert_eq!(none.asked_at("/got").field("Digits"), Some("1#"));
}

#[tokio::test]
async fn the_first_key_cuts_the_prompt_of_a_question_only() {
    let gateway = gateway("<Say>Welcome.</Say><Gather action=\"/got\"><Say>One.</Say><Say>Two.</Say></Gather>").await;
    let report = gateway.place(CallerScript { barge_in: true, ..keys("1#") }).await;
    assert_eq!(report.transcript(), "Welcome.\nOne.\nBye.");
    assert_eq!(report.heard.iter().map(|heard| heard.cut).collect::<Vec<_>>(), [false, true, false]);
}

#[tokio::test]
async fn keys_typed_ahead_answer_the_questions_to_come_without_their_prompts() {
    let gateway = Gateway::with(&[
        ("/voice", "<Say>Welcome.</Say><Gather action=\"/pin\"><Say>ID?</Say></Gather>"),
        ("/pin", "<Gather action=\"/got\"><Say>PIN?</Say></Gather>"),
        ("/got", BYE),
    ])
    .await;
    let report = gateway.place(CallerScript { type_ahead: true, ..keys("42#,1234#") }).await;
    assert_eq!(report.transcript(), "Welcome.\nBye.");
    assert_eq!(gateway.asked_at("/pin").field("Digits"), Some("42"));
    assert_eq!(gateway.asked_at("/got").field("Digits"), Some("1234"));
}

#[tokio::test]
async fn each_group_answers_one_question_and_an_empty_one_none() {
    let question = "<Gather action=\"/got\"><Say>Key?</Say></Gather>";
    let gateway = gateway(&question.repeat(3)).await;
    let report = gateway.place(keys(",,7#")).await;
    assert_eq!(report.transcript(), "Key?\nKey?\nKey?\nBye.");
    assert_eq!(gateway.asked_at("/got").field("Digits"), Some("7"));
    assert!("4821#,12a".parse::<crate::simulator::Keying>().is_err());
}

#[tokio::test]
async fn without_an_action_the_document_is_asked_again() {
    let gateway = Gateway::with(&[("/voice", "<Gather/>"), ("/voice", BYE)]).await;
    let report = gateway.place(keys("1#")).await;
    assert_eq!(gateway.targets(), ["/voice", "/voice", "/status"]);
    assert_eq!(report.webhooks[1].param("Digits"), Some("1"));
}

#[tokio::test]
async fn relative_addresses_start_at_the_current_document() {
    let gateway = Gateway::with(&[
        ("/voice", "<Redirect>a/b?x=1</Redirect>"),
        ("/a/b", "<Gather action=\"c\"><Play>clip.wav</Play></Gather>"),
        ("/a/c", BYE),
    ])
    .await;
    let report = gateway.place(keys("1#")).await;
    assert_eq!(gateway.targets(), ["/voice", "/a/b?x=1", "/a/c", "/status"]);
    assert_eq!(report.heard[0].text, format!("http://{}/a/clip.wav", gateway.address));
}

#[tokio::test]
async fn the_caller_hangs_up_in_the_first_question_of_an_answer() {
    let gateway = Gateway::with(&[
        ("/voice", "<Gather action=\"/pin\"><Say>ID?</Say></Gather>"),
        ("/pin", "<Gather action=\"/got\"><Say>PIN?</Say></Gather>"),
        ("/got", BYE),
    ])
    .await;
    let report = gateway.place(CallerScript { hang_up_after: Some(2), ..keys("42#,1234#") }).await;
    assert_eq!(report.transcript(), "ID?\nPIN?");
    assert_eq!(report.ended, CallEnd::HungUpByCaller);
    assert_eq!(gateway.targets(), ["/voice", "/pin", "/status"]);
    let status = gateway.asked_at("/status");
    assert_eq!(status.field("CallStatus"), Some("completed"));
    assert_eq!(status.field("CallDuration"), Some(report.seconds.ceil().to_string().as_str()));
}

#[tokio::test]
async fn the_caller_hears_an_answer_that_asks_nothing_before_hanging_up() {
    let gateway = gateway("<Say>One moment.</Say><Redirect>/next</Redirect>").await;
    let report = gateway.place(CallerScript { hang_up_after: Some(1), ..CallerScript::default() }).await;
    assert_eq!((report.transcript().as_str(), &report.ended), ("One moment.", &CallEnd::HungUpByCaller));
    assert_eq!(gateway.targets(), ["/voice", "/status"]);
}
