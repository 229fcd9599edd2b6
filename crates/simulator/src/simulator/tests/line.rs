//! The state machine alone, where time and order matter too much for a scripted caller.

use proptest::prelude::*;
use url::Url;

use crate::simulator::{
    CallEnd,
    line::{DriverStep, RecordingDetails, RecordingEnd, RequestReason, SimulatedCall},
    twiml::{ApplicationError, Document, Piece},
};

fn document(inside: &str) -> Document {
    Document::parse(Some("text/xml"), format!("<Response>{inside}</Response>").as_bytes()).unwrap()
}

fn answered(inside: &str) -> SimulatedCall {
    let mut line = SimulatedCall::ringing(Url::parse("http://gw.example/voice").unwrap());
    line.answered(document(inside));
    line
}

fn digits(next: &DriverStep) -> Option<&str> {
    let DriverStep::Ask(request) = next else { return None };
    request.fields.iter().find(|(name, _)| name == "Digits").map(|(_, value)| value.as_str())
}

#[test]
fn keys_pressed_during_a_plain_sentence_answer_the_question_behind_it() {
    let mut line = answered("<Say>Hello.</Say><Gather><Say>Key?</Say></Gather>");
    line.key('1');
    assert!(matches!(line.due(), DriverStep::Hear { piece: Piece::Say { .. }, question: None }), "it goes on");
    line.key('#');
    line.heard();
    assert_eq!(digits(&line.due()), Some("1"));
}

#[test]
fn an_unfinished_entry_typed_ahead_waits_for_the_rest_without_the_prompt() {
    let mut line = answered("<Say>Hello.</Say><Gather timeout=\"4\"><Say>Key?</Say></Gather>");
    line.key('1');
    line.heard();
    assert_eq!(line.due(), DriverStep::AwaitKey { within_secs: 4, question: 1 });
    line.key('2');
    line.silence();
    assert_eq!(digits(&line.due()), Some("12"));
}

#[test]
fn keys_pressed_while_the_gateway_is_asked_are_kept() {
    let mut line = SimulatedCall::ringing(Url::parse("http://gw.example/voice").unwrap());
    assert!(matches!(line.due(), DriverStep::Ask(request) if request.why == RequestReason::Ring));
    line.key('7');
    line.answered(document("<Gather numDigits=\"1\"/>"));
    assert_eq!(digits(&line.due()), Some("7"));
}

#[test]
fn what_was_typed_before_the_tone_does_not_answer_a_question_after_it() {
    let mut line = answered("<Say>Hello.</Say><Record/>");
    line.key('9');
    line.heard();
    assert!(matches!(line.due(), DriverStep::Record(_)));
    let taken = RecordingDetails {
        sid: "RE1".into(),
        address: "http://p.example/RE1".into(),
        secs: 1,
        stopped: RecordingEnd::Silence,
    };
    line.recorded(&taken);
    line.answered(document("<Gather numDigits=\"1\"><Say>Key?</Say></Gather>"));
    assert!(matches!(line.due(), DriverStep::Hear { question: Some(1), .. }));
}

#[test]
fn an_empty_document_hangs_up() {
    assert_eq!(answered("").due(), DriverStep::Over(CallEnd::EndOfDocument));
    assert_eq!(answered("<Reject/>").due(), DriverStep::Over(CallEnd::HungUpByGateway));
}

proptest! {
    /// Inputs that do not fit are harmless, asking twice gives the same, and what is over stays over.
    #[test]
    fn whatever_happens_the_line_keeps_its_head(inputs in prop::collection::vec(0_u8..8, 0..60)) {
        let inside = "<Say>A</Say><Gather numDigits=\"2\"><Say>B</Say><Pause/></Gather><Gather/><Record/>";
        let mut line = answered(inside);
        let taken = RecordingDetails { sid: "RE1".into(), address: "a".into(), secs: 1, stopped: RecordingEnd::Key('#') };
        for input in inputs {
            let before = line.due();
            prop_assert_eq!(&before, &line.due());
            match input {
                0 => line.heard(),
                1 => line.key('1'),
                2 => line.key('#'),
                3 => line.silence(),
                4 => line.recorded(&taken),
                5 => line.answered(document(inside)),
                6 => line.hung_up(),
                _ => line.failed(ApplicationError::new(11200, "no answer")),
            }
            if matches!(before, DriverStep::Over(_)) {
                prop_assert_eq!(before, line.due());
            }
        }
    }
}
