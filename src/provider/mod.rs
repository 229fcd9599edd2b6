//! Telephony brands. A second one is one new folder that implements [`Provider`], where it says how.

pub mod twilio;
mod twiml;

use bytes::Bytes;
use futures::future::BoxFuture;
use http::HeaderMap;

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
    pub body: &'a [u8],
}

/// The request was not signed by the provider. Nothing more is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the webhook's signature does not hold")]
pub struct SignatureError;

/// Signed, and still nothing that can be acted on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error("{0} is no text in UTF-8")]
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
    pub call: ProviderCallId,
    pub caller: Caller,
    /// The number that was dialled, as the provider wrote it.
    pub dialled: String,
    /// The provider could not use an answer of the call and sends it on again, for this reason of its own; 0 where it
    /// gives none that is a number.
    pub fault: Option<u32>,
}

/// What came back from one step of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub call: ProviderCallId,
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
    Empty { pound_likely: bool },
    /// Nothing was keyed in time, or a step went by without a question.
    Nothing,
    /// The recorder has stopped; whether because the caller hung up.
    Recorded { recording: Option<ProviderRecordingId>, hung_up: bool },
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

/// The provider's word on a whole call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallStatus {
    pub call: ProviderCallId,
    /// True for every final status: completed, busy, failed, no answer, cancelled.
    pub over: bool,
}

/// The provider's word on a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingStatus {
    pub call: ProviderCallId,
    pub outcome: RecordingOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordingOutcome {
    /// Still being made; nothing to do yet.
    InProgress,
    Completed(FinishedRecording),
    /// The provider kept nothing: silence dropped, too short, or failed.
    Absent,
}

/// A finished recording, as the provider tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedRecording {
    pub id: ProviderRecordingId,
    /// In whole seconds, where it was said.
    pub secs: Option<u32>,
}

/// Where the provider is to come back to; all absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Receives what the caller keys or says at this step.
    pub answer: String,
    /// Receives the word that nothing came.
    pub silence: String,
    /// Receives the state of recordings.
    pub recording_status: String,
    /// The folder recorded prompts are served from, with a slash at the end.
    pub clips: String,
}

#[derive(Debug, thiserror::Error)]
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
    #[error("the provider refuses our credentials (HTTP {0}); check the account SID and auth token")]
    Credentials(u16),
    /// No recording, whatever it is: too large, a redirect, an answer that makes no sense.
    #[error("the provider's answer cannot be used: {0}")]
    Unusable(String),
}

/// Limits on one download.
#[derive(Debug, Clone, Copy)]
pub struct FetchLimits {
    pub max_bytes: usize,
    /// For the whole exchange.
    pub timeout: std::time::Duration,
}

/// The part of a provider's API that voice checks need. Addresses are built from configuration and ids only.
pub trait RecordingApi: Send + Sync {
    /// The recording as a WAV file.
    fn fetch<'a>(
        &'a self,
        recording: &'a ProviderRecordingId,
        limits: FetchLimits,
    ) -> BoxFuture<'a, Result<Bytes, ApiError>>;
    /// Ends the provider's copy. A copy that is gone already is a success.
    fn delete<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<(), ApiError>>;
    /// The finished recordings the provider holds of a call.
    fn list_of_call<'a>(&'a self, call: &'a ProviderCallId) -> BoxFuture<'a, Result<Vec<FinishedRecording>, ApiError>>;
    /// How long the provider says that a recording is, in whole seconds; `None` while it does not know.
    fn find_secs<'a>(&'a self, recording: &'a ProviderRecordingId) -> BoxFuture<'a, Result<Option<u32>, ApiError>>;
    /// Whether the API answers to our credentials.
    fn check_credentials(&self) -> BoxFuture<'_, Result<(), ApiError>>;
}

/// One telephony brand: believes, understands and answers its webhooks.
///
/// How a second one is added:
/// 1. A folder beside `twilio` with what is the brand's own: how it signs, what its forms say, its recordings over its
///    API, and a constant of `twiml::Capabilities` for the shared pen. A brand whose replies are not like TwiML writes
///    them itself in [`Provider::render`].
/// 2. Its settings in `config/` as one more variant of `ProviderConfig`, and the arm that builds it in `app/providers.rs`.
/// 3. Nothing else: addresses (`/voice/{name}`), the database and the use cases go by [`Provider::name`].
pub trait Provider: Send + Sync {
    /// The name in addresses (`/voice/{name}`) and in the database.
    fn name(&self) -> &'static str;
    /// Whether a request bears a signature of this brand at all, right or wrong. Without one its body is not even read.
    fn has_signature(&self, headers: &HeaderMap) -> bool;
    /// Believes a request or refuses it. The error says nothing more, so that a stranger learns nothing.
    fn verify(&self, request: &SignedRequest<'_>) -> Result<(), SignatureError>;
    /// Whose call a believed request is about, for the log; also where nothing else in it can be understood.
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
    fn recordings(&self) -> &dyn RecordingApi;
}
