//! What the provider says by itself while the gateway cannot answer.

use serde::{Deserialize, Serialize};

/// One Fluent message each, as [`Utterance`](super::Utterance) has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FallbackLine {
    /// Say ID, name and which way, then press pound.
    LeaveWord,
    /// The office hears it.
    WordKept,
}

impl FallbackLine {
    /// The name of the message.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::LeaveWord => "fallback-leave-word",
            Self::WordKept => "fallback-word-kept",
        }
    }
}
