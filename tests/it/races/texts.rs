//! Answers to texts that are told at the same moment.

use futures::future::join_all;
use phoneclock::simulator::PhoneText;

use crate::support::{DIAL_IN, TestGateway, brands};

const ANAS: &str = "+15555550141";

#[tokio::test]
async fn a_reply_that_is_told_many_times_at_once_is_answered_once() {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    let target = test.message_target();
    let told = |id: &str| {
        let text = PhoneText { id, from: ANAS, to: DIAL_IN, body: "STOP", answered: None };
        test.brand.incoming_text(brands::account(test.brand), text).body
    };
    // The same eight times, and eight others.
    let bodies: Vec<_> =
        (0..16).map(|n| told(if n < 8 { "same" } else { ["a", "b", "c", "d", "e", "f", "g", "h"][n - 8] })).collect();
    let answers = join_all(bodies.iter().map(|body| test.post(&target, body.as_bytes()))).await;
    assert!(answers.iter().all(|answer| answer.status == 200 && answer.body == answers[0].body));
    assert_eq!(test.count("text_reply").await, 9);
    assert_eq!(test.count("text_consent").await, 1);
    assert_eq!(test.count("text_message").await, 1);
}
