//! One call as a state machine: documents and the caller's doings in, what happens next out. No IO, no clock.
//!
//! Drive it by asking for [`SimulatedCall::due`] and answering with the one input that fits, until it is
//! [`DriverStep::Over`].

use std::collections::VecDeque;

use url::Url;

use super::{
    brand::Brand,
    report::CallEnd,
    twiml::{ApplicationError, Document, Gather, Method, Piece, Record, Target, Verb},
};

/// What the driver has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DriverStep {
    /// Let the caller hear it, then [`SimulatedCall::heard`]; every key goes to [`SimulatedCall::key`]. In a question
    /// the first key ends the prompt.
    Hear {
        /// What is to be heard.
        piece: Piece,
        /// The question it belongs to, counted over the call; None outside of questions.
        question: Option<u32>,
    },
    /// Wait for one key: [`SimulatedCall::key`] or [`SimulatedCall::silence`].
    AwaitKey {
        /// How long to wait, in seconds.
        within_secs: u32,
        /// The question that waits, counted over the call.
        question: u32,
    },
    /// Record the caller, then [`SimulatedCall::recorded`].
    Record(Record),
    /// Ask the gateway, then [`SimulatedCall::answered`] or [`SimulatedCall::failed`]. Keys pressed meanwhile are kept.
    Ask(WebhookRequest),
    /// The call has ended; nothing follows but callbacks.
    Over(CallEnd),
}

/// One webhook of the call, without the fields that every webhook carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRequest {
    /// What the request is for.
    pub why: RequestReason,
    /// The public address that is asked.
    pub address: Url,
    /// How the fields are sent.
    pub method: Method,
    /// What this request says beside the fields of every webhook.
    pub fields: Vec<(String, String)>,
}

/// What the gateway is asked on account of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestReason {
    /// The call has come in.
    Ring,
    /// A question was answered by keys, or by silence.
    Keys,
    /// The last document leads to another address.
    Redirect,
    /// The caller was recorded.
    Recorded,
    /// The caller hung up while being recorded; the answer is not executed.
    HungUpInRecord,
}

/// How a recording ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordingEnd {
    /// The caller pressed this key.
    Key(char),
    /// The caller had fallen silent.
    Silence,
    /// The time for it was used up.
    MaxLength,
    /// The caller hung up.
    HangUp,
}

/// What the gateway is told of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingDetails {
    /// The provider's id of the recording.
    pub sid: String,
    /// Without an extension.
    pub address: String,
    /// Whole seconds.
    pub secs: u32,
    /// What ended it.
    pub stopped: RecordingEnd,
}

#[derive(Debug)]
enum State {
    NextVerb,
    Speaking(Piece),
    Prompting { gather: Gather, first: Piece, left: VecDeque<Piece> },
    Keying { gather: Gather, digits: String },
    Recording(Record),
    Asking(WebhookRequest),
    Over(CallEnd),
}

/// One call from the ring to the end.
#[derive(Debug)]
pub struct SimulatedCall {
    brand: Brand,
    /// Where the current document came from: relative addresses start there.
    document: Url,
    verbs: VecDeque<Verb>,
    typed_ahead: VecDeque<char>,
    question: u32,
    state: State,
}

impl SimulatedCall {
    /// A call that has just come in at Twilio; its first document is at `address`.
    #[must_use]
    pub fn ringing(address: Url) -> Self {
        Self::ringing_at(Brand::Twilio, address)
    }

    /// The same at any brand.
    #[must_use]
    pub fn ringing_at(brand: Brand, address: Url) -> Self {
        let request = WebhookRequest {
            why: RequestReason::Ring,
            address: address.clone(),
            method: Method::Post,
            fields: Vec::new(),
        };
        Self {
            brand,
            document: address,
            verbs: VecDeque::new(),
            typed_ahead: VecDeque::new(),
            question: 0,
            state: State::Asking(request),
        }
    }

    /// What has to be done now. Asking changes nothing.
    #[must_use]
    pub fn due(&self) -> DriverStep {
        match &self.state {
            State::Speaking(piece) => DriverStep::Hear { piece: self.absolute(piece), question: None },
            State::Prompting { first, .. } => {
                DriverStep::Hear { piece: self.absolute(first), question: Some(self.question) }
            }
            State::Keying { gather, digits } => {
                let within_secs = if digits.is_empty() { gather.timeout_secs } else { gather.next_key_secs };
                DriverStep::AwaitKey { within_secs, question: self.question }
            }
            State::Recording(record) => DriverStep::Record(record.clone()),
            State::Asking(request) => DriverStep::Ask(request.clone()),
            State::Over(ended) => DriverStep::Over(ended.clone()),
            // Every input goes on from here before it returns.
            State::NextVerb => DriverStep::Over(CallEnd::EndOfDocument),
        }
    }

    /// Begins verbs until one needs the caller or the gateway.
    fn go_on(&mut self) {
        while matches!(self.state, State::NextVerb) {
            self.begin_verb();
        }
    }

    /// Clips are fetched by whoever plays them: their addresses go out whole.
    fn absolute(&self, piece: &Piece) -> Piece {
        match piece {
            Piece::Play { url } => {
                Piece::Play { url: self.document.join(url).map_or_else(|_| url.clone(), String::from) }
            }
            Piece::Say { .. } | Piece::Pause { .. } => piece.clone(),
        }
    }

    fn begin_verb(&mut self) {
        match self.verbs.pop_front() {
            None => self.state = State::Over(CallEnd::EndOfDocument),
            Some(Verb::Hangup | Verb::Reject) => self.state = State::Over(CallEnd::HungUpByGateway),
            Some(Verb::Speak(piece)) => self.state = State::Speaking(piece),
            Some(Verb::Redirect(target)) => self.ask(RequestReason::Redirect, &target, Vec::new()),
            Some(Verb::Record(record)) => {
                // What was typed before the tone is no answer to it.
                self.typed_ahead.clear();
                self.state = State::Recording(record);
            }
            Some(Verb::Gather(gather)) => self.begin_gather(gather),
        }
    }

    /// Keys typed ahead count at once and cut the prompt.
    fn begin_gather(&mut self, mut gather: Gather) {
        self.question = self.question.saturating_add(1);
        let prompt = std::mem::take(&mut gather.prompt);
        self.prompt(gather, prompt.into());
        while matches!(self.state, State::Prompting { .. } | State::Keying { .. })
            && let Some(key) = self.typed_ahead.pop_front()
        {
            self.press(key);
        }
    }

    fn prompt(&mut self, gather: Gather, mut left: VecDeque<Piece>) {
        self.state = match left.pop_front() {
            Some(first) => State::Prompting { gather, first, left },
            None => State::Keying { gather, digits: String::new() },
        };
    }

    /// The piece was heard to its end.
    pub fn heard(&mut self) {
        match std::mem::replace(&mut self.state, State::NextVerb) {
            State::Speaking(_) => {}
            State::Prompting { gather, left, .. } => self.prompt(gather, left),
            other @ (State::NextVerb
            | State::Keying { .. }
            | State::Recording(_)
            | State::Asking(_)
            | State::Over(_)) => self.state = other,
        }
        self.go_on();
    }

    /// The caller pressed a key.
    pub fn key(&mut self, key: char) {
        self.press(key);
        self.go_on();
    }

    fn press(&mut self, key: char) {
        match std::mem::replace(&mut self.state, State::NextVerb) {
            State::Prompting { gather, .. } => self.take_key(gather, String::new(), key),
            State::Keying { gather, digits } => self.take_key(gather, digits, key),
            other @ (State::NextVerb | State::Speaking(_) | State::Asking(_)) => {
                self.typed_ahead.push_back(key);
                self.state = other;
            }
            other @ (State::Recording(_) | State::Over(_)) => self.state = other,
        }
    }

    fn take_key(&mut self, gather: Gather, mut digits: String, key: char) {
        if gather.finish_on_key == Some(key) {
            if !digits.is_empty() || gather.action_on_empty_result {
                self.submit(&gather, digits, Some(key));
            } else {
                self.state = State::NextVerb;
            }
            return;
        }
        digits.push(key);
        if gather.num_digits == Some(digits.chars().count()) {
            self.submit(&gather, digits, None);
        } else {
            self.state = State::Keying { gather, digits };
        }
    }

    /// Whether the gateway will be told of a silence now, as an answer without keys.
    #[must_use]
    pub fn is_silence_told(&self) -> bool {
        match &self.state {
            State::Keying { gather, digits } => digits.is_empty() && gather.action_on_empty_result,
            State::NextVerb
            | State::Speaking(_)
            | State::Prompting { .. }
            | State::Recording(_)
            | State::Asking(_)
            | State::Over(_) => false,
        }
    }

    /// The time for the next key is over.
    pub fn silence(&mut self) {
        match std::mem::replace(&mut self.state, State::NextVerb) {
            State::Keying { gather, digits } => {
                if !digits.is_empty() || gather.action_on_empty_result {
                    self.submit(&gather, digits, None);
                }
            }
            other @ (State::NextVerb
            | State::Speaking(_)
            | State::Prompting { .. }
            | State::Recording(_)
            | State::Asking(_)
            | State::Over(_)) => self.state = other,
        }
        self.go_on();
    }

    fn submit(&mut self, gather: &Gather, digits: String, finished_on: Option<char>) {
        let fields = vec![
            ("Digits".to_owned(), digits),
            ("FinishedOnKey".to_owned(), finished_on.map(String::from).unwrap_or_default()),
            ("msg".to_owned(), "Gather End".to_owned()),
        ];
        self.ask(RequestReason::Keys, &gather.action, fields);
    }

    /// The recorder has stopped. Nothing behind a `Record` is reached but where it says that the document goes on.
    pub fn recorded(&mut self, taken: &RecordingDetails) {
        let State::Recording(record) = &self.state else { return };
        if record.goes_on {
            if taken.stopped == RecordingEnd::HangUp {
                return self.hung_up();
            }
            self.state = State::NextVerb;
            return self.go_on();
        }
        if taken.stopped == RecordingEnd::HangUp && !self.brand.asks_after_hang_up() {
            return self.hung_up();
        }
        let action = record.action.clone();
        let (why, key) = match taken.stopped {
            RecordingEnd::HangUp => (RequestReason::HungUpInRecord, Some("hangup".to_owned())),
            RecordingEnd::Key(key) => (RequestReason::Recorded, Some(key.to_string())),
            RecordingEnd::Silence | RecordingEnd::MaxLength => (RequestReason::Recorded, None),
        };
        let mut fields = vec![
            ("RecordingUrl".to_owned(), taken.address.clone()),
            ("RecordingSid".to_owned(), taken.sid.clone()),
            ("RecordingDuration".to_owned(), taken.secs.to_string()),
        ];
        fields.extend(key.map(|key| ("Digits".to_owned(), key)));
        self.ask(why, &action, fields);
    }

    /// The caller is gone. While being recorded this is [`SimulatedCall::recorded`] with [`RecordingEnd::HangUp`] instead.
    pub fn hung_up(&mut self) {
        if !matches!(self.state, State::Over(_)) {
            self.state = State::Over(CallEnd::HungUpByCaller);
        }
    }

    /// The gateway answered the request with a document.
    pub fn answered(&mut self, document: Document) {
        let State::Asking(request) = &self.state else { return };
        self.document = request.address.clone();
        self.verbs = document.verbs.into();
        self.state = match request.why {
            RequestReason::HungUpInRecord => State::Over(CallEnd::HungUpByCaller),
            RequestReason::Ring | RequestReason::Keys | RequestReason::Redirect | RequestReason::Recorded => {
                State::NextVerb
            }
        };
        self.go_on();
    }

    /// What was asked for is asked for elsewhere, with why.
    pub fn sent_on(&mut self, address: Url, fields: Vec<(String, String)>) {
        if let State::Asking(request) = &mut self.state {
            (request.address, request.method) = (address, Method::Post);
            request.fields = fields;
        }
    }

    /// An application error has occurred: the call is over.
    pub fn failed(&mut self, error: ApplicationError) {
        if !matches!(self.state, State::Over(_)) {
            self.state = State::Over(CallEnd::ApplicationError(error));
        }
    }

    /// The absolute address of a target of the current document.
    ///
    /// # Errors
    /// When the text is no address.
    pub fn resolve(&self, target: &Target) -> Result<Url, ApplicationError> {
        match &target.address {
            None => Ok(self.document.clone()),
            Some(text) => self
                .document
                .join(text)
                .map_err(|error| ApplicationError::new(11100, format!("{text:?} is no address: {error}"))),
        }
    }

    fn ask(&mut self, why: RequestReason, target: &Target, fields: Vec<(String, String)>) {
        match self.resolve(target) {
            Ok(address) => self.state = State::Asking(WebhookRequest { why, address, method: target.method, fields }),
            Err(error) => self.failed(error),
        }
    }
}
