//! Every action as TwiML, and texts that try to be more than texts.

use proptest::prelude::*;
use quick_xml::Reader;

use super::*;
use crate::{
    dialog::utterance::Utterance,
    provider::{
        twilio::{CAPABILITIES, Voices},
        voices::ChosenVoices,
    },
};

fn addresses() -> Addresses {
    Addresses {
        answer: String::from("https://gw.example.com/voice/twilio/answer?step=3&token=aZ09-_"),
        silence: String::from("https://gw.example.com/voice/twilio/silence?step=3&token=aZ09-_"),
        recording_status: String::from("https://gw.example.com/voice/twilio/recording"),
        clips: String::from("https://gw.example.com/clips/"),
    }
}

/// Names of jobs are said as they are; the PIN has a recorded clip; the rest is said by its message.
fn word(line: &Line) -> Result<Wording, ScriptError> {
    if let Utterance::JobIs { name } = &line.utterance {
        return Ok(Wording::Text(name.clone()));
    }
    match line.utterance.message() {
        "ask-pin" => Ok(Wording::Clips(vec![format!("{}/ask-pin.wav", line.language)])),
        "apology" => Err(ScriptError::NoMessage { language: Language::En, messages: vec!["apology"] }),
        message => Ok(Wording::Text(format!("<{message}>"))),
    }
}

fn line(language: Language, utterance: Utterance) -> Line {
    Line { language, utterance }
}

fn en(utterance: Utterance) -> Line {
    line(Language::En, utterance)
}

fn job(name: &str) -> Reply {
    Reply { actions: vec![Action::Say(en(Utterance::JobIs { name: name.to_owned() })), Action::HangUp] }
}

fn in_dialect(reply: &Reply, capabilities: &Capabilities, voices: &Voices) -> Result<String, RenderError> {
    render(reply, &word, &addresses(), Dialect { capabilities, voice: &|language| voices.0.of(language) })
}

fn twiml(reply: &Reply) -> Result<String, RenderError> {
    in_dialect(reply, &CAPABILITIES, &Voices::default())
}

/// One element a line, to be read.
fn shown(actions: Vec<Action>) -> String {
    twiml(&Reply { actions }).unwrap().replace("><", ">\n<")
}

/// What a reader of XML hears in all `<Say>` together.
fn heard(document: &str) -> String {
    let mut reader = Reader::from_str(document);
    let mut heard = String::new();
    #[expect(clippy::wildcard_enum_match_arm, reason = "the reader's events are not ours, and only text is heard")]
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => heard.push_str(&text),
            Event::GeneralRef(entity) => heard.push(match entity.as_ref() {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "apos" => '\'',
                "quot" => '"',
                other => panic!("{other}"),
            }),
            Event::Eof => return heard,
            _ => {}
        }
    }
}

#[test]
fn an_entry_of_any_length_is_gathered() {
    insta::assert_snapshot!(shown(vec![
        Action::Say(en(Utterance::NothingHeard)),
        Action::Gather(Gather {
            prompt: vec![
                en(Utterance::Greeting),
                line(Language::Es, Utterance::OfferLanguage { key: '2' }),
                en(Utterance::AskId)
            ],
            keys: None,
            pound_alone: false,
            timeout_secs: 6,
        }),
    ]));
}

#[test]
fn one_key_is_gathered() {
    insta::assert_snapshot!(shown(vec![Action::Gather(Gather {
        prompt: vec![en(Utterance::NotAChoice), en(Utterance::AskPin)],
        keys: Some(1),
        pound_alone: false,
        timeout_secs: 5,
    })]));
}

#[test]
fn pound_alone_is_reported_where_it_is_an_answer() {
    insta::assert_snapshot!(shown(vec![Action::Gather(Gather {
        prompt: vec![line(Language::Es, Utterance::AskJob { can_skip: true })],
        keys: None,
        pound_alone: true,
        timeout_secs: 5,
    })]));
}

#[test]
fn a_name_is_recorded() {
    insta::assert_snapshot!(shown(vec![
        Action::Say(en(Utterance::AskName)),
        Action::Record(Record { max_secs: 10, silence_secs: 3 }),
    ]));
}

#[test]
fn a_call_waits_and_comes_back() {
    insta::assert_snapshot!(shown(vec![
        Action::Say(line(Language::Es, Utterance::OneMoment)),
        Action::Pause { secs: 2 },
        Action::Continue,
    ]));
}

#[test]
fn a_call_ends() {
    insta::assert_snapshot!(shown(vec![Action::Say(en(Utterance::ThankYou)), Action::HangUp]));
}

#[test]
fn seconds_and_keys_are_never_zero() {
    insta::assert_snapshot!(shown(vec![
        Action::Pause { secs: 0 },
        Action::Gather(Gather { prompt: vec![], keys: Some(0), pound_alone: false, timeout_secs: 0 }),
        Action::Record(Record { max_secs: 0, silence_secs: 0 }),
    ]));
}

#[test]
fn a_hostile_job_name_stays_a_name() {
    let names = [
        "</Say><Redirect>https://evil.example/</Redirect><Say>",
        "Roof & Sons' \"Main\" <east> ]]> &amp; &#x0; <!-- <![CDATA[",
        "bell\u{7} nul\u{0} escape\u{1b}[31m not\u{FFFE}a\u{FFFF}character next\u{85}line",
        "two\r\nlines\tand a tab",
        "Montréal ⛏ \u{202e}backwards \u{2068}isolated\u{2069}",
        " \n ",
    ];
    let named = |name: &str| Action::Say(en(Utterance::JobIs { name: name.to_owned() }));
    insta::assert_snapshot!(shown(names.map(named).into()));
}

#[test]
fn a_voice_may_be_left_to_the_account() {
    let voices = Voices::parse(&ChosenVoices::new(|_| Some("account".to_owned()))).unwrap();
    let document = in_dialect(&job("Roof"), &CAPABILITIES, &voices).unwrap();
    assert!(document.contains(r#"<Say language="en-US">Roof</Say>"#), "{document}");
}

#[test]
fn a_prompt_without_words_fails_the_reply() {
    let reply = Reply { actions: vec![Action::Say(en(Utterance::Apology))] };
    assert!(matches!(twiml(&reply), Err(RenderError::Script(_))));
}

#[test]
fn a_document_over_the_limit_is_refused() {
    let limit = CAPABILITIES.document_limit;
    assert!(twiml(&job(&"&".repeat(10_000))).unwrap().len() < limit);
    assert!(matches!(twiml(&job(&"&".repeat(20_000))), Err(RenderError::TooLong { bytes, .. }) if bytes > 100_000));
    let bytes = twiml(&job("Roof")).unwrap().len();
    let of_limit =
        |document_limit| in_dialect(&job("Roof"), &Capabilities { document_limit, ..CAPABILITIES }, &Voices::default());
    assert_eq!(of_limit(bytes).unwrap().len(), bytes, "the limit itself is within it");
    assert!(matches!(of_limit(bytes - 1), Err(RenderError::TooLong { .. })));
}

/// Made up of what several brands have: no pause (Somleng), no `actionOnEmptyResult` and two channels unless told
/// otherwise (Telnyx), other names (Plivo).
const ANOTHER: Capabilities = Capabilities {
    verbs: Verbs { say: "Speak", pause: None, ..Verbs::TWIML },
    action_on_empty_result: false,
    untrimmed: None,
    single_channel: Some("single"),
    silence_ends_recording: false,
    least_record_secs: 5,
    document_limit: 100_000,
    say_limit: 10,
};

#[test]
fn another_brand_gets_its_own_dialect() {
    let actions = vec![
        Action::Pause { secs: 2 },
        Action::Gather(Gather { prompt: vec![], keys: None, pound_alone: true, timeout_secs: 5 }),
        Action::Record(Record { max_secs: 1, silence_secs: 3 }),
        Action::Say(en(Utterance::JobIs { name: "Roof of the barn".to_owned() })),
    ];
    let left_to_the_account = ChosenVoices::new(|_| Some("account".to_owned()));
    let document = in_dialect(&Reply { actions }, &ANOTHER, &Voices::parse(&left_to_the_account).unwrap()).unwrap();
    for absent in ["Pause", "actionOnEmptyResult", "trim=", r#"timeout="3""#, "<Say"] {
        assert!(!document.contains(absent), "{absent}: {document}");
    }
    for present in [
        r#" channels="single""#,
        r#" timeout="5" finishOnKey="">"#,
        r#" maxLength="5""#,
        r#"<Speak language="en-US">Roof of</Speak><Speak language="en-US">the barn</Speak>"#,
    ] {
        assert!(document.contains(present), "{present}: {document}");
    }
}

#[test]
fn a_long_text_is_said_in_pieces_that_keep_words_whole() {
    assert_eq!(pieces("one two three", 7), ["one two", "three"]);
    assert_eq!(pieces("one two three", 8), ["one two", "three"]);
    assert_eq!(pieces("one two three", 5), ["one", "two", "three"]);
    assert_eq!(pieces("éééééé", 4), ["éééé", "éé"]);
    assert_eq!(pieces("   ", 4), Vec::<&str>::new());
    let document = twiml(&job(&"word ".repeat(2_000))).unwrap();
    assert_eq!(document.matches("<Say ").count(), 3);
}

#[test]
fn a_clip_never_leads_out_of_its_folder() {
    let folder = "https://gw.example.com/clips/";
    for (path, url) in [
        ("en/greeting.wav", "https://gw.example.com/clips/en/greeting.wav"),
        ("../../admin", "https://gw.example.com/clips/admin"),
        ("//evil.example/x.wav", "https://gw.example.com/clips/evil.example/x.wav"),
        ("https://evil.example/x?a#b", "https://gw.example.com/clips/https:/evil.example/x%3Fa%23b"),
    ] {
        assert_eq!(clip_url(folder, path).unwrap().as_str(), url, "{path}");
    }
}

proptest! {
    #[test]
    fn whatever_a_job_is_called_its_name_is_all_that_is_heard(
        name in proptest::collection::vec(prop_oneof![any::<char>(), "[<>&'\"\\]!-]".prop_map(|s| s.chars().next().unwrap())], 0..60)
    ) {
        let name: String = name.into_iter().collect();
        let document = twiml(&job(&name)).unwrap();
        let sayable = sayable(&name);
        prop_assert_eq!(heard(&document), sayable.trim());
    }

    #[test]
    fn pieces_are_short_enough_and_lose_nothing_but_blanks(text in "[a-zé ]{0,80}", limit in 1_usize..12) {
        let pieces = pieces(&text, limit);
        prop_assert!(pieces.iter().all(|piece| (1..=limit).contains(&piece.chars().count())));
        let dense = |text: &str| text.replace(' ', "");
        prop_assert_eq!(dense(&pieces.concat()), dense(&text));
    }
}
