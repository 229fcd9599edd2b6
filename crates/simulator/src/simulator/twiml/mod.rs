//! The TwiML vocabulary the simulated provider understands: the document as data. Parsing is strict, so that
//! whatever a real provider would only warn about ends the call here.

mod attributes;
mod plivo;
#[cfg(test)]
mod tests;
mod verbs;
mod xml;

use bytes::Bytes;

use super::{brand::Brand, voice};

/// The largest answer a provider reads, in bytes (Twilio error 11750).
pub const MAX_BYTES: usize = 65_536;

/// What the provider would put into its debugger before it tells the caller that an application error has occurred.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {reason}")]
pub struct ApplicationError {
    /// Twilio's error code for it.
    pub code: u32,
    /// What is wrong, in words for whoever writes the gateway.
    pub reason: String,
}

impl ApplicationError {
    /// An error of Twilio's list, with what is wrong here.
    #[must_use]
    pub fn new(code: u32, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }
}

/// A whole answer, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What the provider does, from the first to the last.
    pub verbs: Vec<Verb>,
}

/// One thing that the provider does with the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// Heard to the end; keys do not interrupt it.
    Speak(Piece),
    /// A question that is answered by keys.
    Gather(Gather),
    /// The caller is recorded.
    Record(Record),
    /// The next document comes from this address.
    Redirect(Target),
    /// The call ends.
    Hangup,
    /// The call is not answered.
    Reject,
}

/// One thing to be heard. A `loop` is written out as that many pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words for the provider's voice.
    Say {
        /// The words.
        text: String,
        /// As written; `en-US` when the document names none.
        language: String,
    },
    /// The address as written in the document.
    Play {
        /// Where the clip is, absolute or relative.
        url: String,
    },
    /// Silence.
    Pause {
        /// How long, in seconds.
        secs: u32,
    },
}

impl Piece {
    /// How long it takes to hear it, in seconds: speech at about fourteen letters a second, a clip as three seconds.
    #[must_use]
    pub fn estimated_secs(&self) -> f64 {
        match self {
            Self::Say { text, .. } => 0.4 + f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)) / 14.0,
            Self::Play { .. } => 3.0,
            Self::Pause { secs } => f64::from(*secs),
        }
    }
}

/// How the fields of a webhook are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// In the query of the address.
    Get,
    /// As a form in the body.
    Post,
}

/// Where to ask for the next document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As written, absolute or relative; `None` is the address of the document itself.
    pub address: Option<String>,
    /// How it is asked.
    pub method: Method,
}

/// Collects keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gather {
    /// Where the keys go.
    pub action: Target,
    /// Silence before the first key that ends the entry, counted after the prompt. Seconds.
    pub timeout_secs: u32,
    /// The same between keys.
    pub next_key_secs: u32,
    /// The key that ends the entry and is not part of it; None where none does.
    pub finish_on_key: Option<char>,
    /// How many keys end the entry; None where their number does not matter.
    pub num_digits: Option<usize>,
    /// Whether the gateway is told of an entry without keys; otherwise the next verb follows.
    pub action_on_empty_result: bool,
    /// What the caller hears meanwhile; the first key ends it.
    pub prompt: Vec<Piece>,
}

/// Records the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who is asked for the next document when the recording is over.
    pub action: Target,
    /// Seconds.
    pub max_secs: u32,
    /// Silence that ends the recording, in seconds; 0 never does.
    pub silence_secs: u32,
    /// Any of these keys ends the recording.
    pub finish_on_keys: String,
    /// Whether the tone sounds first.
    pub beep: bool,
    /// What is kept of it.
    pub file: RecordedFile,
    /// Whether the document goes on behind it, and nobody is asked for the next one.
    pub goes_on: bool,
    /// Who is told what becomes of the recording, if anybody.
    pub status: Option<StatusCallback>,
}

/// What a provider keeps of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedFile {
    /// WAV with the caller alone.
    Wav,
    /// WAV with the caller in the one channel and the prompts in the other.
    StereoWav,
    /// MP3.
    Mp3,
}

impl RecordedFile {
    /// What is kept of what the caller said.
    #[must_use]
    pub fn written(self, wav: Bytes) -> Bytes {
        match self {
            Self::Wav => wav,
            Self::StereoWav => voice::in_two_channels(&wav),
            Self::Mp3 => Bytes::from_static(b"ID3\x04 no sound that anybody here could read"),
        }
    }
}

/// Who is told what becomes of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCallback {
    /// The address that is told.
    pub target: Target,
    /// Whether it is told that the recording has begun.
    pub in_progress: bool,
    /// Whether it is told that the recording can be fetched.
    pub completed: bool,
    /// Whether it is told that the provider keeps nothing, as there was only silence.
    pub absent: bool,
}

impl Document {
    /// Reads an answer as the provider does.
    ///
    /// # Errors
    /// With the provider's code for it, when the content type is not XML, the body is too long, not well-formed, or
    /// holds a verb, an attribute, a value or a nesting that is not in the vocabulary.
    pub fn parse(content_type: Option<&str>, body: &[u8]) -> Result<Self, ApplicationError> {
        Self::parse_as(Brand::Twilio, content_type, body)
    }

    /// The same as another brand reads it, with the code that Twilio has for what is wrong.
    ///
    /// # Errors
    /// See [`Document::parse`].
    pub fn parse_as(brand: Brand, content_type: Option<&str>, body: &[u8]) -> Result<Self, ApplicationError> {
        let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !["text/xml", "application/xml"].iter().any(|known| essence.eq_ignore_ascii_case(known)) {
            return Err(ApplicationError::new(12300, format!("the content type is {essence:?} and not text/xml")));
        }
        let limit = brand.document_limit();
        if body.len() > limit {
            return Err(ApplicationError::new(11750, format!("the answer is longer than {limit} bytes")));
        }
        let root = xml::read(body)?;
        match brand {
            Brand::Twilio | Brand::SignalWire | Brand::Telnyx => verbs::document(brand, &root),
            Brand::Plivo => plivo::document(&root),
        }
    }
}
