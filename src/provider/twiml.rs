//! The pen for every provider that speaks TwiML or a dialect of it: the smallest set of verbs and attributes that says what
//! is meant, everything set explicitly. How a provider differs is a [`Capabilities`] value.
//! Source: <https://www.twilio.com/docs/voice/twiml>.

mod account_api;
mod call_list;
mod capabilities;
mod forms;
mod length;
mod message_list;
mod messages;
mod price;
mod service;

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};
use url::Url;

pub(super) use self::{
    account_api::AccountApi,
    call_list::list_calls,
    capabilities::{Capabilities, Verbs},
    forms::Forms,
    service::TwimlService,
};
use super::{
    Addresses, RenderError,
    document::{closed, open},
    spoken_text::{clip_url, pieces, sayable},
};
use crate::{
    dialog::{
        action::{Action, Gather, Record, Reply},
        script::{ScriptError, Wording},
        utterance::Line,
    },
    domain::language::Language,
};

/// Bytes that hold most documents.
const USUAL_BYTES: usize = 2_048;

/// One account's way with the dialect.
#[derive(Clone, Copy)]
pub(super) struct Dialect<'a> {
    /// What the dialect has, and what it calls it.
    pub capabilities: &'a Capabilities,
    /// The voice that says a language; `None` leaves it to the account.
    pub voice: &'a dyn Fn(Language) -> Option<&'a str>,
}

/// Writes a reply as a document.
///
/// `word` says how a line is worded: [`crate::dialog::script::Script::word`] outside tests. Fails when it has no words,
/// or the document would be longer than the dialect allows.
pub(super) fn render<'a>(
    reply: &Reply,
    word: &'a dyn Fn(&Line) -> Result<Wording, ScriptError>,
    addresses: &'a Addresses,
    dialect: Dialect<'a>,
) -> Result<String, RenderError> {
    let pen = Pen { xml: Writer::new(Vec::with_capacity(USUAL_BYTES)), word, addresses, dialect };
    pen.document(reply, Pen::action)
}

/// Writes a document that the provider serves by itself. Once it has recorded it asks for the one at `goodbye_at`, if any.
pub(super) fn render_fallback(
    reply: &Reply,
    word: &dyn Fn(&Line) -> Result<Wording, ScriptError>,
    goodbye_at: Option<&Url>,
    capabilities: &Capabilities,
) -> Result<String, RenderError> {
    let dialect = Dialect { capabilities, voice: &|_| None };
    let pen = Pen { xml: Writer::new(Vec::with_capacity(USUAL_BYTES)), word, addresses: &Addresses::NONE, dialect };
    pen.document(reply, |pen, action| {
        let Action::Record(record) = action else { return pen.action(action) };
        let start = pen.recorder(record);
        pen.empty(match goodbye_at {
            Some(goodbye) => start.with_attributes([("action", goodbye.as_str()), ("method", "GET")]),
            None => start,
        })
    })
}

struct Pen<'a> {
    xml: Writer<Vec<u8>>,
    word: &'a dyn Fn(&Line) -> Result<Wording, ScriptError>,
    addresses: &'a Addresses,
    dialect: Dialect<'a>,
}

impl<'a> Pen<'a> {
    fn can(&self) -> &'a Capabilities {
        self.dialect.capabilities
    }

    fn document(
        mut self,
        reply: &Reply,
        act: impl Fn(&mut Self, &Action) -> Result<(), RenderError>,
    ) -> Result<String, RenderError> {
        open(&mut self.xml)?;
        for action in &reply.actions {
            act(&mut self, action)?;
        }
        let limit = self.can().document_limit;
        closed(self.xml, limit)
    }

    fn action(&mut self, action: &Action) -> Result<(), RenderError> {
        match action {
            Action::Say(line) => self.line(line),
            Action::Gather(gather) => self.gather(gather),
            Action::Drain { secs } => self.drain(*secs),
            Action::Record(record) => self.record(record),
            Action::Pause { secs } => self.pause(*secs),
            Action::Continue => self.redirect(&self.addresses.answer),
            Action::HangUp => self.empty(BytesStart::new(self.can().verbs.hang_up)),
        }
    }

    fn line(&mut self, line: &Line) -> Result<(), RenderError> {
        match (self.word)(line)? {
            Wording::Text(text) => self.say(line.language, &text),
            Wording::Clips(paths) => paths.iter().try_for_each(|path| {
                let clip = clip_url(&self.addresses.clips, path)?;
                self.element(BytesStart::new(self.can().verbs.play), clip.as_str())
            }),
        }
    }

    fn say(&mut self, language: Language, text: &str) -> Result<(), RenderError> {
        let text = sayable(text);
        for piece in pieces(&text, self.can().say_limit) {
            let mut say = BytesStart::new(self.can().verbs.say);
            if let Some(voice) = (self.dialect.voice)(language) {
                say.push_attribute(("voice", voice));
            }
            say.push_attribute(("language", language.tag()));
            self.element(say, piece)?;
        }
        Ok(())
    }

    fn pause(&mut self, secs: u32) -> Result<(), RenderError> {
        let Some(verb) = self.can().verbs.pause else { return Ok(()) };
        let length = at_least(1, secs);
        self.empty(BytesStart::new(verb).with_attributes([("length", length.as_str())]))
    }

    /// `#` stays the end of an entry even where one key is asked for: with an empty `finishOnKey` a `#` pressed out
    /// of habit after the entry before would be taken for the one key, as an answer that nobody gave. Only where `#`
    /// alone is an answer, and an entry without keys is not reported, it is a key like the others, and silence the end.
    fn gather(&mut self, gather: &Gather) -> Result<(), RenderError> {
        let verb = self.can().verbs.gather;
        let timeout = at_least(1, gather.timeout_secs);
        let keys = gather.keys.map(|keys| at_least(1, u32::from(keys)));
        let pound_is_a_key = gather.pound_alone && !self.can().action_on_empty_result;
        let mut start = BytesStart::new(verb).with_attributes([
            ("input", "dtmf"),
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("timeout", timeout.as_str()),
            ("finishOnKey", if pound_is_a_key { "" } else { "#" }),
        ]);
        if let Some(keys) = &keys {
            start.push_attribute(("numDigits", keys.as_str()));
        }
        if gather.pound_alone && self.can().action_on_empty_result {
            start.push_attribute(("actionOnEmptyResult", "true"));
        }
        self.event(Event::Start(start))?;
        for line in &gather.prompt {
            self.line(line)?;
        }
        self.event(Event::End(BytesEnd::new(verb)))?;
        self.redirect(&self.addresses.silence)
    }

    /// No key ends it, and every key is in it: it is over once no more come.
    fn drain(&mut self, secs: u32) -> Result<(), RenderError> {
        let timeout = at_least(1, secs);
        self.empty(BytesStart::new(self.can().verbs.gather).with_attributes([
            ("input", "dtmf"),
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("timeout", timeout.as_str()),
            ("finishOnKey", ""),
        ]))?;
        self.redirect(&self.addresses.silence)
    }

    /// `trim` and `finishOnKey` are set because their defaults cut short names to nothing and let any key that a
    /// cheek touches end the name. The `<Redirect>` is for providers that fall through.
    fn record(&mut self, record: &Record) -> Result<(), RenderError> {
        let start = self.recorder(record);
        self.empty(start.with_attributes([
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("recordingStatusCallback", self.addresses.recording_status.as_str()),
            ("recordingStatusCallbackMethod", "POST"),
            ("recordingStatusCallbackEvent", "completed absent"),
        ]))?;
        self.redirect(&self.addresses.silence)
    }

    /// Where it leads is added to it.
    fn recorder(&self, record: &Record) -> BytesStart<'static> {
        let can = self.can();
        let (max, silence) = (at_least(can.least_record_secs, record.max_secs), at_least(1, record.silence_secs));
        let mut start = BytesStart::new(can.verbs.record).with_attributes([("maxLength", max.as_str())]);
        if can.silence_ends_recording {
            start.push_attribute(("timeout", silence.as_str()));
        }
        start.extend_attributes([("finishOnKey", "#"), ("playBeep", "true")]);
        if let Some(untrimmed) = can.untrimmed {
            start.push_attribute(("trim", untrimmed));
        }
        if let Some(single) = can.single_channel {
            start.push_attribute(("channels", single));
        }
        start
    }

    fn redirect(&mut self, to: &str) -> Result<(), RenderError> {
        self.element(BytesStart::new(self.can().verbs.redirect).with_attributes([("method", "POST")]), to)
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

#[cfg(test)]
mod tests;
