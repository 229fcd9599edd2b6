//! Text messages at a telephone service: what is handed over, what becomes of it, and what comes back.

use futures::future::BoxFuture;

use super::ApiError;
use crate::domain::{
    caller::{Caller, E164},
    text_reply::ReplyMeaning,
    texting::TextSender,
};

/// A text message as it is handed over.
#[derive(Debug, Clone)]
pub struct OutgoingText<'a> {
    /// Whom it goes to.
    pub to: &'a E164,
    /// From what it goes.
    pub from: &'a TextSender,
    /// What it says. It holds a private link, and is never logged.
    pub body: &'a str,
    /// Receives how far it comes.
    pub status: &'a str,
}

/// What keeps a text from a phone, whatever number the provider gives to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextCause {
    /// The holder of the phone has answered STOP.
    Stopped,
    /// The number is a landline, or no number at all.
    NoTexts,
    /// The number is not in use.
    NotInUse,
    /// The phone was off or out of reach.
    OutOfReach,
    /// The phone or its carrier takes no texts from this sender.
    Blocked,
    /// The carrier took it for unwanted.
    Filtered,
    /// The sender is not registered with the carriers.
    NotRegistered,
    /// The sender cannot text this number.
    WrongSender,
    /// The account may not text to this country.
    Country,
    /// There were too many texts at once.
    TooMany,
    /// The account has no money left.
    NoCredit,
    /// Anything else, or no reason at all.
    Other,
}

impl TextCause {
    /// Whether no text will ever reach the number.
    #[must_use]
    pub const fn is_of_number(self) -> bool {
        matches!(self, Self::NoTexts | Self::NotInUse)
    }
}

/// Why a text did not reach a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRefusal {
    /// What it means.
    pub cause: TextCause,
    /// The provider's number of it, where it gives one.
    pub code: Option<u32>,
}

impl TextRefusal {
    /// Without a word on why.
    pub const UNEXPLAINED: Self = Self { cause: TextCause::Other, code: None };

    /// What a number of the provider's means, by its own list.
    pub(in crate::provider) fn read(code: Option<u32>, cause: impl Fn(u32) -> TextCause) -> Self {
        code.map_or(Self::UNEXPLAINED, |code| Self { cause: cause(code), code: Some(code) })
    }
}

/// Why the provider did not take a text.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// Worth another try.
    #[error(transparent)]
    TryAgain(#[from] ApiError),
    /// It will never go out.
    #[error("the provider refuses the text ({0:?})")]
    Refused(TextRefusal),
}

/// How far a text has come, as the provider tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProgress {
    /// The provider has it.
    Accepted,
    /// The carrier has it.
    Sent,
    /// The phone has it.
    Delivered,
    /// The carrier could not deliver it.
    Undelivered(TextRefusal),
    /// It was not sent.
    Failed(TextRefusal),
}

/// Of which text the provider tells how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextStatus {
    /// The provider's id of it, where the form names it.
    pub text: Option<String>,
    /// How far it has come.
    pub progress: TextProgress,
}

/// A text that a phone has sent to a number of the account.
#[derive(Clone, PartialEq, Eq)]
pub struct IncomingText {
    /// The provider's id of it.
    pub id: String,
    /// The phone.
    pub from: Caller,
    /// What it says.
    pub body: String,
    /// What the provider has understood, acted on and answered by itself.
    pub answered: Option<ReplyMeaning>,
}

impl IncomingText {
    /// What it means.
    #[must_use]
    pub fn meaning(&self) -> ReplyMeaning {
        self.answered.unwrap_or_else(|| ReplyMeaning::read(&self.body))
    }
}

/// What somebody writes is not for the log.
impl std::fmt::Debug for IncomingText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IncomingText").field("from", &self.from).finish_non_exhaustive()
    }
}

/// What a provider calls the words that it acts on by itself.
pub(in crate::provider) fn acted_on(word: Option<&str>) -> Option<ReplyMeaning> {
    match word? {
        "STOP" => Some(ReplyMeaning::Stop),
        "START" => Some(ReplyMeaning::Start),
        "HELP" => Some(ReplyMeaning::Help),
        _ => None,
    }
}

/// The part of a provider's API that sends texts.
pub trait TextApi: Send + Sync {
    /// Hands a text over; the provider's id of it.
    fn send_text<'a>(&'a self, text: OutgoingText<'a>) -> BoxFuture<'a, Result<String, TextError>>;
}

/// Whether an address of ours, with or without a query, is one of those that hear of texts.
pub(crate) fn is_about_texts(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default().trim_end_matches('/');
    path.ends_with("/message") || path.rsplit('/').nth(1) == Some("text")
}

/// Bytes of a provider's id of a text that are kept.
const MAX_ID: usize = 128;

/// The provider's id of a text, no longer than ids are.
pub(in crate::provider) fn text_id(id: &str) -> String {
    id.chars().take(MAX_ID).collect()
}

/// What to make of an answer that cannot be read: the text may be out, and a second one must not follow it.
pub(in crate::provider) fn unreadable() -> ApiError {
    ApiError::Unusable("the answer to a text is not the JSON it should be".to_owned())
}
