//! Replies as TwiML: the smallest set of verbs and attributes that says what is meant, everything set explicitly.
//! Source: <https://www.twilio.com/docs/voice/twiml>.

use std::borrow::Cow;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use url::Url;

use super::Voices;
use crate::{
    dialog::{
        action::{Action, Gather, Record, Reply},
        script::{ScriptError, Wording},
        utterance::Line,
    },
    domain::language::Language,
    provider::{Addresses, RenderError},
};

/// Bytes of one document (error 11750 beyond it).
const DOCUMENT_LIMIT: usize = 65_536;
/// Bytes that hold most documents.
const DOCUMENT: usize = 2_048;
/// Characters of one `<Say>`.
const SAY_LIMIT: usize = 4_096;

/// How a line is worded; [`crate::dialog::script::Script::word`] outside tests.
pub(super) type Word<'a> = &'a dyn Fn(&Line) -> Result<Wording, ScriptError>;

pub(super) fn render(
    reply: &Reply,
    word: Word<'_>,
    addresses: &Addresses,
    voices: &Voices,
) -> Result<String, RenderError> {
    let mut pen = Pen { xml: Writer::new(Vec::with_capacity(DOCUMENT)), word, addresses, voices };
    pen.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    pen.event(Event::Start(BytesStart::new("Response")))?;
    for action in &reply.actions {
        pen.action(action)?;
    }
    pen.event(Event::End(BytesEnd::new("Response")))?;
    let document = pen.xml.into_inner();
    if document.len() > DOCUMENT_LIMIT {
        return Err(RenderError::TooLong(document.len()));
    }
    String::from_utf8(document).map_err(|error| RenderError::Xml(std::io::Error::other(error)))
}

struct Pen<'a> {
    xml: Writer<Vec<u8>>,
    word: Word<'a>,
    addresses: &'a Addresses,
    voices: &'a Voices,
}

impl Pen<'_> {
    fn action(&mut self, action: &Action) -> Result<(), RenderError> {
        match action {
            Action::Say(line) => self.line(line),
            Action::Gather(gather) => self.gather(gather),
            Action::Record(record) => self.record(record),
            Action::Pause { secs } => {
                let length = at_least(1, *secs);
                self.empty(BytesStart::new("Pause").with_attributes([("length", length.as_str())]))
            }
            Action::Continue => self.redirect(&self.addresses.answer),
            Action::HangUp => self.empty(BytesStart::new("Hangup")),
        }
    }

    fn line(&mut self, line: &Line) -> Result<(), RenderError> {
        match (self.word)(line)? {
            Wording::Text(text) => self.say(line.language, &text),
            Wording::Clip(path) => {
                let clip = clip_url(&self.addresses.clips, &path)?;
                self.element(BytesStart::new("Play"), clip.as_str())
            }
        }
    }

    fn say(&mut self, language: Language, text: &str) -> Result<(), RenderError> {
        let text = sayable(text);
        for piece in pieces(&text, SAY_LIMIT) {
            let mut say = BytesStart::new("Say");
            if let Some(voice) = self.voices.of(language) {
                say.push_attribute(("voice", voice));
            }
            say.push_attribute(("language", language.tag()));
            self.element(say, piece)?;
        }
        Ok(())
    }

    /// `#` stays the end of an entry even where one key is asked for: with an empty `finishOnKey` a `#` pressed out
    /// of habit after the entry before would be taken for the one key, as an answer that nobody gave.
    fn gather(&mut self, gather: &Gather) -> Result<(), RenderError> {
        let timeout = at_least(1, gather.timeout_secs);
        let keys = gather.keys.map(|keys| at_least(1, u32::from(keys)));
        let mut start = BytesStart::new("Gather").with_attributes([
            ("input", "dtmf"),
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("timeout", timeout.as_str()),
            ("finishOnKey", "#"),
        ]);
        if let Some(keys) = &keys {
            start.push_attribute(("numDigits", keys.as_str()));
        }
        if gather.pound_alone {
            start.push_attribute(("actionOnEmptyResult", "true"));
        }
        self.event(Event::Start(start))?;
        for line in &gather.prompt {
            self.line(line)?;
        }
        self.event(Event::End(BytesEnd::new("Gather")))?;
        self.redirect(&self.addresses.silence)
    }

    /// `trim` and `finishOnKey` are set because their defaults cut short names to nothing and let any key that a
    /// cheek touches end the name. The `<Redirect>` is for providers that fall through.
    fn record(&mut self, record: &Record) -> Result<(), RenderError> {
        // Twilio wants more than one second.
        let (max, silence) = (at_least(2, record.max_secs), at_least(1, record.silence_secs));
        self.empty(BytesStart::new("Record").with_attributes([
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("maxLength", max.as_str()),
            ("timeout", silence.as_str()),
            ("finishOnKey", "#"),
            ("playBeep", "true"),
            ("trim", "do-not-trim"),
            ("recordingStatusCallback", self.addresses.recording_status.as_str()),
            ("recordingStatusCallbackMethod", "POST"),
            ("recordingStatusCallbackEvent", "completed absent"),
        ]))?;
        self.redirect(&self.addresses.silence)
    }

    fn redirect(&mut self, to: &str) -> Result<(), RenderError> {
        self.element(BytesStart::new("Redirect").with_attributes([("method", "POST")]), to)
    }

    fn element(&mut self, start: BytesStart<'_>, text: &str) -> Result<(), RenderError> {
        let end = start.to_end().into_owned();
        self.event(Event::Start(start))?;
        self.event(Event::Text(BytesText::new(text)))?;
        self.event(Event::End(end))
    }

    fn empty(&mut self, element: BytesStart<'_>) -> Result<(), RenderError> {
        self.event(Event::Empty(element))
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), RenderError> {
        self.xml.write_event(event).map_err(RenderError::Xml)
    }
}

fn at_least(least: u32, given: u32) -> String {
    given.max(least).to_string()
}

/// Joined segment by segment, so that no path leads out of the folder or to another host.
fn clip_url(folder: &str, path: &str) -> Result<Url, RenderError> {
    let mut url = Url::parse(folder)?;
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path.split('/').filter(|segment| !segment.is_empty()));
    }
    Ok(url)
}

/// Without the characters that XML 1.0 forbids or discourages (section 2.2), of which one ends the call (error 12100),
/// and without marks of writing direction, which Fluent puts around arguments and no voice can say.
fn sayable(text: &str) -> Cow<'_, str> {
    let mute = |c: char| {
        c.is_control()
            || matches!(c, '\u{FFFE}' | '\u{FFFF}')
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.chars().any(mute) {
        return Cow::Borrowed(text);
    }
    let blank = |c: char| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
    Cow::Owned(text.chars().map(blank).filter(|c| !mute(*c)).collect())
}

/// Pieces of at most `limit` characters, broken at blanks where there are any. Nothing for a blank text.
fn pieces(text: &str, limit: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.char_indices().nth(limit).map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let whole_words = if tail.is_empty() || tail.starts_with(' ') { None } else { head.rfind(' ') };
        let (piece, after) = whole_words.and_then(|at| rest.split_at_checked(at)).unwrap_or((head, tail));
        pieces.push(piece.trim_end());
        rest = after.trim_start();
    }
    pieces
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
