//! What is said to a supervisor who clocks a crew.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{
    Way,
    argument::{Argument, Arguments},
};
use crate::domain::{language::Language, spoken};

/// Why somebody may not mean to be clocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrewDoubt {
    /// They were clocked within the last two minutes.
    JustClocked,
    /// They are in since so long ago that the clock-out was forgotten: clocking begins another shift.
    Forgotten,
}

/// One Fluent message each, as [`Utterance`](super::Utterance) has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrewLine {
    /// 1 for the crew one by one, 2 for phone clock IDs.
    AskHow,
    /// Somebody's name: 1 clocks them, 2 goes on to the next, 9 ends.
    AskMember {
        /// Their name.
        name: String,
        /// What 1 does.
        way: Way,
        /// What speaks against it.
        doubt: Option<CrewDoubt>,
    },
    /// The phone clock ID of somebody of the crew, or pound alone at the end.
    AskId,
    /// The digits are no phone clock ID of the crew; the question follows again.
    NotOfCrew,
    /// Somebody is clocked.
    Clocked {
        /// Their name.
        name: String,
        /// Which way.
        way: Way,
        /// When.
        at: civil::DateTime,
    },
    /// Somebody was clocked by somebody else meanwhile, so nothing was done.
    Changed {
        /// Their name.
        name: String,
    },
    /// Their own spoken name, which is recorded.
    AskName,
    /// The crew is through.
    Done,
}

impl CrewLine {
    /// The name of the message.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::AskHow => "ask-crew-how",
            Self::AskMember { doubt: Some(CrewDoubt::Forgotten), .. } => "ask-crew-new-shift",
            Self::AskMember { way: Way::In, doubt: Some(CrewDoubt::JustClocked), .. } => "ask-crew-in-again",
            Self::AskMember { way: Way::Out, doubt: Some(CrewDoubt::JustClocked), .. } => "ask-crew-out-again",
            Self::AskMember { way: Way::In, doubt: None, .. } => "ask-crew-in",
            Self::AskMember { way: Way::Out, doubt: None, .. } => "ask-crew-out",
            Self::AskId => "ask-crew-id",
            Self::NotOfCrew => "not-of-crew",
            Self::Clocked { way: Way::In, .. } => "crew-clocked-in",
            Self::Clocked { way: Way::Out, .. } => "crew-clocked-out",
            Self::Changed { .. } => "crew-changed",
            Self::AskName => "ask-crew-name",
            Self::Done => "crew-done",
        }
    }

    /// What the message is given, in words.
    pub(in crate::dialog) fn arguments(&self, language: Language) -> Arguments {
        match self {
            Self::AskMember { name, .. } | Self::Changed { name } => vec![("name", Argument::name(name))],
            Self::Clocked { name, at, .. } => {
                vec![("name", Argument::name(name)), ("time", spoken::time(language, at.time()).into())]
            }
            Self::AskHow | Self::AskId | Self::NotOfCrew | Self::AskName | Self::Done => Vec::new(),
        }
    }
}
