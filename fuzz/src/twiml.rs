//! An answer with a hostile name in it: well-formed, of the same shape as with any other name, and the name is all
//! that is heard of the name.
//!
//! The first byte chooses where the name stands; the rest is the name.

use std::sync::OnceLock;

use phoneclock::domain::secret::Secret;
use phoneclock::{
    dialog::{
        action::{Action, Gather, Record, Reply},
        script,
        utterance::{Line, Utterance},
    },
    domain::language::Language,
    provider::{
        Addresses, Provider, RenderError,
        twilio::{Twilio, TwilioConfig, Voices},
    },
    simulator::twiml::{Document, Piece, Verb},
};
use quick_xml::{
    Reader,
    escape::{resolve_xml_entity, unescape},
    events::{BytesStart, Event},
};

/// Bytes of one document, and characters of one `<Say>`, as Twilio has it.
const DOCUMENT_LIMIT: usize = 65_536;
const SAY_LIMIT: usize = 4_096;
/// A name that is in no prompt and is said as it is.
const PLAIN: &str = "Qzxq";

/// Whether the name could be said.
pub fn check(data: &[u8]) -> bool {
    let (place, name) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    let name = String::from_utf8_lossy(name);
    let document = match render(&reply(place, &name)) {
        Ok(document) => document,
        Err(RenderError::TooLong { bytes, .. }) => {
            // No character is written as more than six bytes, and of two pieces beside each other one is long.
            let most_pieces = 2 * (name.chars().count() / SAY_LIMIT + 2);
            assert!(bytes > DOCUMENT_LIMIT);
            assert!(6 * name.len() + 200 * most_pieces + 2_048 > DOCUMENT_LIMIT, "{bytes} for {} bytes", name.len());
            return false;
        }
        Err(error @ (RenderError::Script(_) | RenderError::Address(_) | RenderError::Xml(_))) => panic!("{error}"),
    };
    assert!(document.len() <= DOCUMENT_LIMIT);
    assert!(document.chars().all(is_plain_text), "a character that XML forbids or discourages");

    let read = read(&document);
    let expected = self::read(&render(&reply(place, PLAIN)).unwrap());
    assert_eq!(shape(&read), shape(&expected), "the name became more than a text");
    for said in read.iter().filter(|element| element.name == "Say") {
        assert!((1..=SAY_LIMIT).contains(&said.text.chars().count()), "{} characters", said.text.chars().count());
    }
    assert_is_heard(&read, &expected, &name);
    assert_the_simulated_provider_agrees(&document, &read);
    true
}

// -- what is rendered ---------------------------------------------------------------------------

fn twilio() -> &'static Twilio {
    static TWILIO: OnceLock<Twilio> = OnceLock::new();
    TWILIO.get_or_init(|| {
        let (account, tokens) = ("AC0123456789abcdef0123456789abcdef", vec![Secret::from("12345")]);
        let config =
            TwilioConfig::new(account, tokens, "http://127.0.0.1:9", "https://gw.example.com", Voices::default());
        Twilio::new(config.unwrap()).unwrap()
    })
}

fn render(reply: &Reply) -> Result<String, RenderError> {
    static SCRIPT: OnceLock<(script::Script, Addresses)> = OnceLock::new();
    let (script, addresses) = SCRIPT.get_or_init(|| {
        let addresses = Addresses {
            answer: String::from("https://gw.example.com/voice/twilio/answer?step=3&token=aZ09-_"),
            silence: String::from("https://gw.example.com/voice/twilio/silence?step=3&token=aZ09-_"),
            recording_status: String::from("https://gw.example.com/voice/twilio/recording"),
            clips: String::from("https://gw.example.com/clips/"),
        };
        (script::Script::embedded().unwrap(), addresses)
    });
    twilio().render(reply, script, addresses)
}

/// One of the answers that a name of the workspace's stands in.
fn reply(place: u8, name: &str) -> Reply {
    let language = if place & 0x80 == 0 { Language::En } else { Language::Es };
    let line = |utterance: Utterance| Line { language, utterance };
    let name = name.to_owned();
    let gather = |said: Utterance| {
        let prompt = vec![line(said), line(Utterance::AskNextJob)];
        vec![Action::Gather(Gather { prompt, keys: None, pound_alone: true, timeout_secs: 7 })]
    };
    let then_hang_up = |said: Utterance| vec![Action::Say(line(said)), Action::HangUp];
    let record = Action::Record(Record { max_secs: 10, silence_secs: 4 });
    let actions = match place % 6 {
        0 => then_hang_up(Utterance::JobIs { name }),
        1 => then_hang_up(Utterance::ClockedInTo { name }),
        2 => vec![Action::Say(line(Utterance::Notice { text: name })), Action::Say(line(Utterance::AskName)), record],
        3 => gather(Utterance::JobIs { name }),
        4 => gather(Utterance::ClockedInTo { name }),
        _ => vec![Action::Say(line(Utterance::Notice { text: name })), Action::Pause { secs: 2 }, Action::Continue],
    };
    Reply { actions }
}

// -- what a reader of XML finds -----------------------------------------------------------------

#[derive(Debug, Clone, PartialEq, Eq)]
struct Element {
    /// How many stand around it.
    depth: usize,
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

/// All elements in the order in which they begin. Panics at whatever is no plain, well-formed XML.
fn read(document: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_comments = true;
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let mut text = |more: &str| match open.last() {
            Some(at) => elements[*at].text.push_str(more),
            None => assert_eq!(more.trim(), "", "text around the document"),
        };
        match reader.read_event().unwrap() {
            Event::Decl(_) => assert!(elements.is_empty()),
            Event::Text(more) => text(&more),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().unwrap().map(String::from);
                text(&resolved.unwrap_or_else(|| resolve_xml_entity(&reference).expect("a known entity").to_owned()));
            }
            Event::Start(start) => {
                elements.push(element(open.len(), &start));
                open.push(elements.len() - 1);
            }
            Event::Empty(start) => elements.push(element(open.len(), &start)),
            Event::End(_) => assert!(open.pop().is_some()),
            Event::Eof => break,
            other @ (Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => panic!("{other:?}"),
        }
    }
    assert!(open.is_empty());
    assert_eq!(elements.iter().filter(|element| element.depth == 0).count(), 1, "one root");
    elements
}

fn element(depth: usize, start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (attribute.key.as_ref().to_owned(), unescape(&attribute.value).unwrap().into_owned())
    });
    Element { depth, name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
}

/// Everything but what is said: a text that is long or empty is more or fewer of the same `<Say>`.
fn shape(elements: &[Element]) -> Vec<Element> {
    let (mut says, mut shape): (Vec<_>, Vec<_>) = elements.iter().cloned().partition(|element| element.name == "Say");
    says.iter_mut().for_each(|say| say.text.clear());
    says.dedup();
    shape.extend(says);
    shape
}

fn said(elements: &[Element]) -> Vec<&str> {
    elements.iter().filter(|element| element.name == "Say").map(|element| element.text.as_str()).collect()
}

// -- what is heard ------------------------------------------------------------------------------

fn is_plain_text(char: char) -> bool {
    !char.is_control() && !matches!(char, '\u{FFFE}' | '\u{FFFF}')
}

/// Nothing that a voice could say.
fn turns(char: char) -> bool {
    matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn assert_is_heard(read: &[Element], with_plain: &[Element], name: &str) {
    let words = name.split(|char: char| char.is_control() || char.is_whitespace()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ");
    let name: String = name.chars().filter(|char| is_plain_text(*char) && !turns(*char)).collect();
    let dense = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
    let expected = said(with_plain).concat().replace(PLAIN, &name);
    assert_eq!(dense(&said(read).concat()), dense(&expected), "what is heard");

    // In one piece, blank for blank.
    let line = said(with_plain).into_iter().find(|text| text.contains(PLAIN)).unwrap().replace(PLAIN, &name);
    let line = line.trim();
    if !line.is_empty() && line.chars().count() <= SAY_LIMIT {
        assert!(said(read).contains(&line), "{line:?} is not in {:?}", said(read));
    }
}

/// A second reader, which knows the vocabulary and refuses all else.
fn assert_the_simulated_provider_agrees(document: &str, read: &[Element]) {
    let document = Document::parse(Some(twilio().content_type()), document.as_bytes()).unwrap();
    let heard: Vec<_> = document.verbs.iter().flat_map(pieces).collect();
    assert_eq!(heard, said(read));
}

fn text(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Say { text, .. } => Some(text),
        Piece::Play { .. } | Piece::Pause { .. } => None,
    }
}

fn pieces(verb: &Verb) -> Vec<&str> {
    match verb {
        Verb::Speak(piece) => text(piece).into_iter().collect(),
        Verb::Gather(gather) => gather.prompt.iter().filter_map(text).collect(),
        Verb::Record(_) | Verb::Redirect(_) | Verb::Hangup | Verb::Reject => Vec::new(),
    }
}
