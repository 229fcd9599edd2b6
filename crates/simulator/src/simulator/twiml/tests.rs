//! What is read and what is refused.

use super::*;

fn parse(xml: &str) -> Result<Document, ApplicationError> {
    Document::parse(Some("text/xml; charset=utf-8"), xml.as_bytes())
}

#[test]
fn a_whole_question_is_read() {
    let document = parse(
        r##"<?xml version="1.0" encoding="UTF-8"?>
        <Response><Say language="es-US">Uno &amp; dos</Say>
        <Gather action="/a?x=1&amp;y=2" timeout="7" finishOnKey="#" numDigits="4" actionOnEmptyResult="true">
          <Say>Key.</Say><Pause length="2"/><Play loop="2">clips/a.wav</Play></Gather>
        <Redirect method="POST">/b</Redirect></Response>"##,
    )
    .unwrap();
    let clip = Piece::Play { url: "clips/a.wav".into() };
    assert_eq!(
        document.verbs,
        [
            Verb::Speak(Piece::Say { text: "Uno & dos".into(), language: "es-US".into() }),
            Verb::Gather(Gather {
                action: Target { address: Some("/a?x=1&y=2".into()), method: Method::Post },
                timeout_secs: 7,
                next_key_secs: 7,
                finish_on_key: Some('#'),
                num_digits: Some(4),
                action_on_empty_result: true,
                prompt: vec![
                    Piece::Say { text: "Key.".into(), language: "en-US".into() },
                    Piece::Pause { secs: 2 },
                    clip.clone(),
                    clip,
                ],
            }),
            Verb::Redirect(Target { address: Some("/b".into()), method: Method::Post }),
        ]
    );
}

#[test]
fn what_a_provider_would_stumble_over_is_refused_with_its_code() {
    for (code, xml) in [
        (12100, ""),
        (12100, " <?xml version=\"1.0\"?><Response/>"),
        (12100, "\u{FEFF}<Response/>"),
        (12100, "<Response><Say>a</Response>"),
        (12100, "<Response><Say>a & b</Say></Response>"),
        (12100, "<Response><Say>a&nbsp;b</Say></Response>"),
        (12100, "<Response><Say>a&#1;b</Say></Response>"),
        (12100, "<Response><Say>a\u{1}b</Say></Response>"),
        (12100, "<Response><Pause length=\"1\" length=\"2\"/></Response>"),
        (12100, "<Response/><Response/>"),
        (12100, "<response/>"),
        (12100, "<!DOCTYPE a><Response/>"),
        (12200, "<Response><say>a</say></Response>"),
        (12200, "<Response><Dial>1</Dial></Response>"),
        (12200, "<Response>words</Response>"),
        (12200, "<Response><Say lang=\"en\">a</Say></Response>"),
        (12200, "<Response><Say>a<break/></Say></Response>"),
        (12200, "<Response><Gather><Hangup/></Gather></Response>"),
        (12200, "<Response><Gather timeout=\"0\"/></Response>"),
        (12200, "<Response><Gather finishOnKey=\"12\"/></Response>"),
        (12200, "<Response><Gather actionOnEmptyResult=\"yes\"/></Response>"),
        (12200, "<Response><Gather action=\"\"/></Response>"),
        (12200, "<Response><Record maxLength=\"1\"/></Response>"),
        (12200, "<Response><Record finishOnKey=\"x\"/></Response>"),
        (12200, "<Response><Record recordingStatusCallbackEvent=\"done\"/></Response>"),
        (12200, "<Response><Redirect/></Response>"),
        (12200, "<Response><Pause/><Reject/></Response>"),
        (13520, "<Response><Say> </Say></Response>"),
    ] {
        assert_eq!(parse(xml).map_err(|error| error.code), Err(code), "{xml}");
    }
}

#[test]
fn the_content_type_and_the_length_count() {
    for (content_type, body, code) in [
        (None, "<Response/>".to_owned(), 12300),
        (Some("text/plain"), "<Response/>".to_owned(), 12300),
        (Some("application/xml"), format!("<Response><!--{}--></Response>", "x".repeat(MAX_BYTES)), 11750),
    ] {
        assert_eq!(Document::parse(content_type, body.as_bytes()).map_err(|error| error.code), Err(code));
    }
    assert_eq!(Document::parse(Some("application/xml"), b"<Response/>"), Ok(Document::default()));
}
