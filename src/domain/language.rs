//! The languages callers are spoken to in.

use serde::{Deserialize, Serialize};

/// A language the call is spoken in; it belongs to the employee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Es,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The ISO 639-1 code, also the name of the folder under `prompts/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The tag telephony providers know the language by (BCP 47, as spoken in the United States).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-US",
            Self::Es => "es-US",
        }
    }

    /// The one that the greeting offers beside this one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Es,
            Self::Es => Self::En,
        }
    }

    /// The key that chooses this language in the greeting.
    #[must_use]
    pub const fn key(self) -> char {
        match self {
            Self::En => '1',
            Self::Es => '2',
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
