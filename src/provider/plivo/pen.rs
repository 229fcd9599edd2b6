//! Writes replies in Plivo's XML. Everything is set explicitly: of a recording Plivo would keep a minute in two channels
//! as MP3, and what callers key it would log.
//! Sources: <https://docs.plivo.com/docs/voice/xml/getinput>, `/getdigits`, `/record`, `/speak`, `/wait`.

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

use crate::{
    dialog::{
        action::{Action, Gather, Record, Reply},
        script::{ScriptError, Wording},
        utterance::Line,
    },
    domain::language::Language,
    provider::{
        Addresses, RenderError,
        document::{closed, open},
        spoken_text::{clip_url, pieces, sayable},
        voices::VoiceNames,
    },
};

/// Bytes of one document.
const LIMIT: usize = 100_000;
/// Characters of one `<Speak>`, as far as the voices of Amazon Polly take.
const SAY_LIMIT: usize = 3_000;

/// Writes a reply as a document. Fails when it has no words, or the document would be longer than Plivo reads.
pub(super) fn render<'a>(
    reply: &Reply,
    word: &'a dyn Fn(&Line) -> Result<Wording, ScriptError>,
    addresses: &'a Addresses,
    voices: &'a VoiceNames,
) -> Result<String, RenderError> {
    Pen { xml: Writer::new(Vec::new()), word, addresses, voices: Some(voices) }.document(reply, Pen::action)
}

/// Writes a document that Plivo serves by itself: it goes on once it has recorded.
pub(in crate::provider) fn render_fallback(
    reply: &Reply,
    word: &dyn Fn(&Line) -> Result<Wording, ScriptError>,
) -> Result<String, RenderError> {
    let pen = Pen { xml: Writer::new(Vec::new()), word, addresses: &Addresses::NONE, voices: None };
    pen.document(reply, |pen, action| {
        let Action::Record(record) = action else { return pen.action(action) };
        pen.event(Event::Empty(recorder(record).with_attributes([("redirect", "false")])))
    })
}

struct Pen<'a> {
    xml: Writer<Vec<u8>>,
    word: &'a dyn Fn(&Line) -> Result<Wording, ScriptError>,
    addresses: &'a Addresses,
    /// Those of the settings; the account's without them.
    voices: Option<&'a VoiceNames>,
}

impl<'a> Pen<'a> {
    fn document(
        mut self,
        reply: &Reply,
        act: impl Fn(&mut Self, &Action) -> Result<(), RenderError>,
    ) -> Result<String, RenderError> {
        open(&mut self.xml)?;
        for action in &reply.actions {
            act(&mut self, action)?;
        }
        closed(self.xml, LIMIT)
    }

    fn addresses(&self) -> &'a Addresses {
        self.addresses
    }

    fn action(&mut self, action: &Action) -> Result<(), RenderError> {
        let addresses = self.addresses();
        match action {
            Action::Say(line) => self.line(line),
            Action::Gather(gather) => self.input(gather),
            Action::Drain { secs } => self.drain(*secs),
            Action::Record(record) => self.record(record),
            Action::Pause { secs } => self.wait(*secs),
            Action::Continue => self.redirect(&addresses.answer),
            Action::HangUp => self.event(Event::Empty(BytesStart::new("Hangup"))),
        }
    }

    fn line(&mut self, line: &Line) -> Result<(), RenderError> {
        match (self.word)(line)? {
            Wording::Text(text) => self.speak(line.language, &text),
            Wording::Clips(paths) => paths.iter().try_for_each(|path| {
                let clip = clip_url(&self.addresses.clips, path)?;
                self.element(BytesStart::new("Play"), clip.as_str())
            }),
        }
    }

    fn speak(&mut self, language: Language, text: &str) -> Result<(), RenderError> {
        let text = sayable(text);
        for piece in pieces(&text, SAY_LIMIT) {
            let mut speak = BytesStart::new("Speak");
            if let Some(voice) = self.voices.and_then(|voices| voices.of(language)) {
                speak.push_attribute(("voice", voice));
            }
            speak.push_attribute(("language", language.tag()));
            self.element(speak, piece)?;
        }
        Ok(())
    }

    fn wait(&mut self, secs: u32) -> Result<(), RenderError> {
        let length = secs.max(1).to_string();
        self.event(Event::Empty(BytesStart::new("Wait").with_attributes([("length", length.as_str())])))
    }

    /// A `#` alone is not reported where `#` ends an entry. Where it may be an answer it is a key like the others, and a
    /// moment without keys is the end. Without an entry the `<Redirect>` behind the question is what follows.
    fn input(&mut self, gather: &Gather) -> Result<(), RenderError> {
        let first_key = gather.timeout_secs.clamp(5, 60).to_string();
        let next_key = gather.timeout_secs.clamp(2, 10).to_string();
        let soon = next_key_after_pound(gather.timeout_secs);
        let keys = gather.keys.map(|keys| keys.max(1).to_string());
        let mut start = BytesStart::new("GetInput").with_attributes([
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("inputType", "dtmf"),
            ("executionTimeout", first_key.as_str()),
            ("digitEndTimeout", if gather.pound_alone { soon.as_str() } else { next_key.as_str() }),
            ("finishOnKey", if gather.pound_alone { "none" } else { "#" }),
            ("redirect", "true"),
            ("log", "false"),
        ]);
        if let Some(keys) = &keys {
            start.push_attribute(("numDigits", keys.as_str()));
        }
        self.event(Event::Start(start))?;
        for line in &gather.prompt {
            self.line(line)?;
        }
        self.event(Event::End(BytesEnd::new("GetInput")))?;
        self.redirect(&self.addresses().silence)
    }

    /// `<GetInput>` waits for five seconds at least; its elder sister waits for as long as it is told.
    fn drain(&mut self, secs: u32) -> Result<(), RenderError> {
        let timeout = secs.max(1).to_string();
        self.event(Event::Empty(BytesStart::new("GetDigits").with_attributes([
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("timeout", timeout.as_str()),
            ("digitTimeout", timeout.as_str()),
            ("finishOnKey", "none"),
            ("retries", "1"),
            ("redirect", "true"),
            ("log", "false"),
        ])))?;
        self.redirect(&self.addresses().silence)
    }

    fn record(&mut self, record: &Record) -> Result<(), RenderError> {
        self.event(Event::Empty(recorder(record).with_attributes([
            ("action", self.addresses.answer.as_str()),
            ("method", "POST"),
            ("redirect", "true"),
            ("callbackUrl", self.addresses.recording_status.as_str()),
            ("callbackMethod", "POST"),
        ])))?;
        self.redirect(&self.addresses().silence)
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

    fn event(&mut self, event: Event<'_>) -> Result<(), RenderError> {
        self.xml.write_event(event).map_err(RenderError::Xml)
    }
}

/// Where it leads is added to it.
fn recorder(record: &Record) -> BytesStart<'static> {
    let (max, silence) = (record.max_secs.max(2).to_string(), record.silence_secs.max(1).to_string());
    BytesStart::new("Record").with_attributes([
        ("maxLength", max.as_str()),
        ("timeout", silence.as_str()),
        ("finishOnKey", "#"),
        ("playBeep", "true"),
        ("fileFormat", "wav"),
        ("recordChannelType", "mono"),
    ])
}

/// Long enough for the next key of a number, and short for whoever has pressed `#` and waits.
fn next_key_after_pound(timeout_secs: u32) -> String {
    timeout_secs.clamp(2, 3).to_string()
}
