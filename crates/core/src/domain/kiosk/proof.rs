//! How somebody was found at a kiosk, and what came of it.

use serde::{Deserialize, Serialize};

/// What was proven at a kiosk. It is written down as it was, never as it was hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A kiosk PIN was right.
    Pin,
    /// A badge was shown.
    Badge,
    /// A badge was shown, and its holder's PIN was right.
    BadgeAndPin,
    /// A name was chosen from the list, and nothing was asked.
    NameOnly,
    /// The Universal PIN of the kiosk was right, for a colleague.
    UniversalPin,
    /// A supervisor clocked them, by a code of their own.
    Supervisor,
    /// A user signed in by PIN.
    UserPin,
}

impl Proof {
    /// Every proof.
    pub const ALL: [Self; 7] = [
        Self::Pin,
        Self::Badge,
        Self::BadgeAndPin,
        Self::NameOnly,
        Self::UniversalPin,
        Self::Supervisor,
        Self::UserPin,
    ];

    /// What the database and exports call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Badge => "badge",
            Self::BadgeAndPin => "badge and pin",
            Self::NameOnly => "name only",
            Self::UniversalPin => "universal pin",
            Self::Supervisor => "supervisor",
            Self::UserPin => "user pin",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.name() == name)
    }

    /// The words that people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pin => "PIN",
            Self::Badge => "badge",
            Self::BadgeAndPin => "badge and PIN",
            Self::NameOnly => "name only",
            Self::UniversalPin => "Universal PIN",
            Self::Supervisor => "supervisor",
            Self::UserPin => "user PIN",
        }
    }
}

/// What came of one try to be found at a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nobody was found, or the one who was tried is locked.
    Refused,
    /// Somebody was found, and is asked what to do.
    Found,
    /// Somebody was found and clocked.
    Punched,
    /// Somebody was found and went away.
    Left,
    /// Somebody left a note for the manager.
    Noted,
    /// A user signed in.
    SignedIn,
    /// A supervisor unlocked somebody.
    Unlocked,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] =
        [Self::Refused, Self::Found, Self::Punched, Self::Left, Self::Noted, Self::SignedIn, Self::Unlocked];

    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Found => "found",
            Self::Punched => "punched",
            Self::Left => "left",
            Self::Noted => "noted",
            Self::SignedIn => "signed in",
            Self::Unlocked => "unlocked",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}
