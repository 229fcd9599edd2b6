//! What the provider is asked to do next; one reply answers one webhook.

use serde::{Deserialize, Serialize};

use super::utterance::Line;

/// The whole answer to one webhook, in order. Ends with something that asks, goes on or hangs up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the provider does, from the first to the last.
    pub actions: Vec<Action>,
}

/// One thing that the provider does with the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Said to the end; keys do not interrupt it.
    Say(Line),
    /// Keys are collected; the prompt inside is interrupted by them.
    Gather(Gather),
    /// Keys are taken until there have been none for so long, whichever they are: what was keyed ahead is dropped.
    Drain {
        /// Seconds.
        secs: u32,
    },
    /// The caller's voice is recorded.
    Record(Record),
    /// Silence on the line; the provider does not listen meanwhile.
    Pause {
        /// How long it lasts, in seconds.
        secs: u32,
    },
    /// Come back for the next reply without asking anything.
    Continue,
    /// The provider ends the call.
    HangUp,
}

/// A question that is answered by keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gather {
    /// What the caller hears while keys are awaited; the first key ends it.
    pub prompt: Vec<Line>,
    /// Submit at once after this many keys; without it `#` or silence ends the entry.
    pub keys: Option<u8>,
    /// Whether `#` alone is an answer, so that an empty entry has to be reported as one.
    pub pound_alone: bool,
    /// Silence, before the first key and between keys, after which the entry ends. Seconds.
    pub timeout_secs: u32,
}

/// How the caller is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Seconds.
    pub max_secs: u32,
    /// Silence that ends the recording. Seconds.
    pub silence_secs: u32,
}
