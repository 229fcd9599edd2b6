//! Telephone services. Each is one folder that implements [`Provider`], whose docs say how to add another.

mod document;
pub mod fallback;
mod fields;
mod form;
mod form_signature;
pub mod plivo;
mod records;
mod rest;
pub mod settings;
pub mod signalwire;
mod spellings;
mod spoken_text;
pub mod telnyx;
pub mod texts;
pub mod twilio;
mod twiml;
pub mod voices;

pub use records::{Billed, ListedMessage, MessageApi, MessagePage};
pub use texts::{IncomingText, OutgoingText, TextApi, TextCause, TextError, TextProgress, TextRefusal, TextStatus};

use std::time::Duration;

use bytes::Bytes;
use futures::future::BoxFuture;
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

pub use self::rest::said_of;
use crate::{
    dialog::{action::Reply, event::Keys, script::Script},
    domain::{
        caller::Caller,
        ids::{ProviderCallId, ProviderRecordingId},
    },
};

/// A webhook as it arrived, before anything in it is believed.
#[derive(Debug, Clone, Copy)]
pub struct SignedRequest<'a> {
    /// Path and query exactly as they stood in the request line.
    pub target: &'a str,
    /// Everything that may hold a signature, a time or a nonce.
    pub headers: &'a HeaderMap,
    /// The body as it was sent, byte for byte: the signature covers it.
    pub body: &'a [u8],
}

/// The request was not signed by the provider. Nothing more is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the webhook's signature does not hold")]
pub struct SignatureError;

/// Why a webhook that was signed cannot be acted on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message; the text names the field of the form")]
pub enum WebhookError {
    #[error("{0} is not UTF-8 text")]
    NotText(&'static str),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} is given more than once")]
    Repeated(&'static str),
    #[error("{0} cannot be understood")]
    Malformed(&'static str),
    #[error("the webhook belongs to another account")]
    ForeignAccount,
}

/// The first webhook of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// The provider's id of the call.
    pub call: ProviderCallId,
    /// The number that the call comes from, where it is shown.
    pub caller: Caller,
    /// The number that was dialed, as the provider wrote it.
    pub dialed: String,
    /// The provider could not use an answer of the call and sends it on again, for this reason of its own; 0 where it
    /// gives none that is a number.
    pub fault: Option<u32>,
}

/// What came back from one step of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The provider's id of the call.
    pub call: ProviderCallId,
    /// What the caller has keyed or said.
    pub input: CallerInput,
}

/// What the caller did at one step.
#[derive(Clone, PartialEq, Eq)]
pub enum CallerInput {
    /// Keys without the `#` that ended them. Never empty.
    Keys(Keys),
    /// `#` alone.
    Pound,
    /// An entry without keys. Whether `#` or silence has ended it is not said; `pound_likely` is what the form suggests.
    Empty {
        /// Whether the form suggests that `#` has ended it.
        pound_likely: bool,
    },
    /// Nothing was keyed in time, or a step went by without a question.
    Nothing,
    /// The recorder has stopped.
    Recorded {
        /// The provider's id of the recording, where it says so here.
        recording: Option<ProviderRecordingId>,
        /// Whether it has stopped because the caller hung up.
        hung_up: bool,
    },
}

/// Keys may be a PIN.
impl std::fmt::Debug for CallerInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Keys(keys) => keys.fmt(f),
            Self::Pound => f.write_str("Pound"),
            Self::Empty { pound_likely } => write!(f, "Empty {{ pound_likely: {pound_likely} }}"),
            Self::Nothing => f.write_str("Nothing"),
            Self::Recorded { hung_up, .. } => write!(f, "Recorded {{ hung_up: {hung_up} }}"),
        }
    }
}

/// What the provider says of a whole call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallStatus {
    /// The provider's id of the call.
    pub call: ProviderCallId,
    /// True for every final status: completed, busy, failed, no answer, canceled.
    pub over: bool,
    /// Why it has ended, in the provider's own words, where it says so; for the log alone.
    pub cause: Option<String>,
}

/// What the provider says of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingStatus {
    /// The provider's id of the call that it was made in.
    pub call: ProviderCallId,
    /// How far it has come.
    pub outcome: RecordingOutcome,
}

/// How far a recording has come at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordingOutcome {
    /// Still being made; nothing to do yet.
    InProgress,
    /// Finished, and ready to be fetched.
    Completed(FinishedRecording),
    /// The provider kept nothing: silence dropped, too short, or failed.
    Absent,
}

/// A finished recording, as the provider tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedRecording {
    /// The provider's id of the recording.
    pub id: ProviderRecordingId,
    /// In whole seconds, where it was said.
    pub secs: Option<u32>,
}

/// Where the provider is to come back to; all absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Receives what the caller keys or says at this step.
    pub answer: String,
    /// Receives that nothing was keyed or said in time.
    pub silence: String,
    /// Receives the state of recordings.
    pub recording_status: String,
    /// The folder recorded prompts are served from, with a slash at the end.
    pub clips: String,
}

impl Addresses {
    /// Those of a document in which nothing leads to the gateway.
    const NONE: Self =
        Self { answer: String::new(), silence: String::new(), recording_status: String::new(), clips: String::new() };
}

/// Why a reply could not be written in the provider's format.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum RenderError {
    #[error("a prompt could not be worded")]
    Script(#[from] crate::dialog::script::ScriptError),
    #[error("the folder of the clips has no address")]
    Address(#[from] url::ParseError),
    #[error("the reply could not be written as XML")]
    Xml(#[source] std::io::Error),
    #[error("the reply is {bytes} bytes, over the provider's limit of {limit}")]
    TooLong { bytes: usize, limit: usize },
}

/// Why the provider's API did not give what was asked; says whether asking again can help.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The recording is not there yet (404).
    #[error("the provider does not have the recording (yet)")]
    NotReady,
    /// Worth another try: network, time-out, 429, 5xx.
    #[error("the provider could not be reached: {0}")]
    Unavailable(String),
    /// Our credentials are refused (401, 403): an operator has to act; worth a later try.
    #[error("the provider refuses our credentials (HTTP {0}); check the account's id and its token")]
    Credentials(u16),
    /// The answer is no recording that can be used: too large, a redirect, or one that makes no sense.
    #[error("the provider's answer cannot be used: {0}")]
    Unusable(String),
}

/// Limits on one download.
#[derive(Debug, Clone, Copy)]
pub struct FetchLimits {
    /// Bytes of the answer; a longer one is [`ApiError::Unusable`].
    pub max_bytes: usize,
    /// How long the whole exchange may take.
    pub timeout: Duration,
}

/// The part of a provider's API that voice checks need. Addresses are built from configuration and ids only.
pub trait RecordingApi: Send + Sync {
    /// The recording as a WAV file.
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>>;
    /// Deletes the provider's copy. A copy that is gone already is a success.
    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>>;
    /// The finished recordings the provider holds of a call.
    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>>;
    /// How long the provider says that a recording is, in whole seconds; `None` while it does not know.
    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>>;
    /// Whether the API answers to our credentials.
    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>>;
}

/// A call to one of our numbers, as the provider's own list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCall {
    /// The provider's id of the call.
    pub call: ProviderCallId,
    /// The number that the call came from, where it was shown.
    pub caller: Caller,
    /// The number that was dialed, as the provider wrote it.
    pub dialed: String,
    /// When it began.
    pub began_at: Timestamp,
    /// How long it was, in whole seconds.
    pub secs: u32,
    /// What is asked for it.
    pub billed: Billed,
}

impl ListedCall {
    /// When it ended.
    #[must_use]
    pub fn ended_at(&self) -> Timestamp {
        self.began_at.saturating_add(SignedDuration::from_secs(i64::from(self.secs))).unwrap_or(Timestamp::MAX)
    }
}

/// A part of the provider's list of calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallPage {
    /// Calls to us that are over; those that were never put through are left out.
    pub calls: Vec<ListedCall>,
    /// By what the next part is asked for; none behind the last.
    pub next: Option<String>,
}

/// The part of a provider's API that lists calls.
pub trait CallApi: Send + Sync {
    /// The calls that began at a moment or later, and perhaps some that began in the day before it: a part of them, the
    /// first one without `next` of the part before.
    fn list_calls<'a>(&'a self, since: Timestamp, next: Option<&'a str>) -> BoxFuture<'a, Result<CallPage, ApiError>>;
}

/// One telephone service: verifies, reads and answers its webhooks.
///
/// How another one is added:
/// 1. A folder beside `twilio` with what is the service's own, as a `twiml::TwimlService`: how it signs, what its forms
///    name, its recordings over its API, and its `twiml::Capabilities` for the shared pen. A service that does not speak
///    TwiML is a [`Provider`] itself, as `plivo` is.
/// 2. Its settings in `config/` as one more variant of `ProviderConfig`, and the arm that builds it in `app/providers.rs`.
/// 3. Nothing else: addresses (`/voice/{name}`), the database and the use cases go by [`Provider::name`].
pub trait Provider: Send + Sync {
    /// The name in addresses (`/voice/{name}`) and in the database.
    fn name(&self) -> &'static str;
    /// How long the service waits for the answer to a webhook before it gives the call up.
    fn answer_timeout(&self) -> Duration;
    /// Whether a request bears a signature of this service at all, right or wrong. Without one its body is not even
    /// read.
    fn has_signature(&self, headers: &HeaderMap) -> bool;
    /// Checks that the provider has signed a request. The error does not say what was wrong, so that a stranger learns
    /// nothing.
    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError>;
    /// Whether the signature covers the address that the request came to. Where it does not, nothing is believed of an
    /// address but what proves itself.
    fn signs_addresses(&self) -> bool {
        true
    }
    /// The call that a signed request is about, for the log; also where nothing else in it can be understood.
    fn find_call(&self, body: &[u8]) -> Option<ProviderCallId>;
    /// Reads the first webhook of a call. Fails when the form cannot be understood or names another account, as do the
    /// other three.
    fn parse_ring(&self, body: &[u8]) -> Result<Ring, WebhookError>;
    /// Reads what came back from one step of a call.
    fn parse_answer(&self, body: &[u8]) -> Result<Answer, WebhookError>;
    /// Reads the state of a whole call.
    fn parse_call_status(&self, body: &[u8]) -> Result<CallStatus, WebhookError>;
    /// Reads the state of a recording.
    fn parse_recording_status(&self, body: &[u8]) -> Result<RecordingStatus, WebhookError>;
    /// Writes the reply in the provider's own format. Fails when a prompt has no words or the document would break the
    /// provider's limits.
    fn render(&self, reply: &Reply, script: &Script, addresses: &Addresses) -> Result<String, RenderError>;
    /// The `Content-Type` of what [`Provider::render`] writes.
    fn content_type(&self) -> &'static str;
    /// Recordings over the provider's API.
    fn recordings(&self) -> &dyn RecordingApi;
    /// Its list of calls.
    fn calls(&self) -> &dyn CallApi;
    /// Its list of texts; none where it has none that says what they cost.
    fn messages(&self) -> Option<&dyn MessageApi> {
        None
    }
    /// Texts over the provider's API; none where it sends none.
    fn texts(&self) -> Option<&dyn TextApi> {
        None
    }
    /// Reads how far a text has come. Fails as the other forms do.
    fn parse_text_status(&self, _body: &[u8]) -> Result<TextStatus, WebhookError> {
        Err(WebhookError::Malformed("MessageStatus"))
    }
    /// Reads a text that a phone has sent; none where the provider tells of something else there. Fails as the other forms
    /// do.
    fn parse_incoming_text(&self, _body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
        Err(WebhookError::Malformed("Body"))
    }
}
