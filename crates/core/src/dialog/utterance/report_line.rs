//! What is said to whoever reports a punch that was missed, or leaves word after wrong PINs.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{SpokenDay, Way, argument::Arguments, menu_line::moment};
use crate::domain::{language::Language, spoken};

/// One Fluent message each, as [`Utterance`](super::Utterance) has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportLine {
    /// 1 for a clock-in that was missed, 2 for a clock-out.
    AskWay,
    /// 1 for today, 2 for yesterday.
    AskDay,
    /// The time in four digits, then pound; pound alone to say it.
    AskTime,
    /// The digits are no time; the question follows again.
    TimeNotUnderstood,
    /// 1 for the time in the morning, 2 for the one twelve hours later.
    AskHalf {
        /// The time before noon.
        morning: civil::Time,
        /// The same twelve hours later.
        evening: civil::Time,
    },
    /// The time is still to come; the question for it follows again.
    TimeToCome,
    /// The report is kept, with the time that was keyed.
    Kept {
        /// What was missed.
        way: Way,
        /// The day, seen from the day of the call.
        day: SpokenDay,
        /// When.
        at: civil::DateTime,
    },
    /// The report is kept; its time is to be said.
    KeptWithoutTime {
        /// What was missed.
        way: Way,
    },
    /// Say what happened, then press pound; this is recorded.
    AskAccount,
    /// Say when it was and what happened, then press pound; this is recorded.
    AskTimeAndAccount,
    /// Too many were reported within a day.
    TooMany,
    /// What becomes of the report.
    Done,
    /// After wrong PINs: leave name and place, 1 for starting work, 2 for stopping.
    AskLeaveWord,
    /// Say your name and where you are, then press pound; this is recorded.
    AskNameAndPlace,
    /// What becomes of the word that was left.
    WordLeft,
}

impl ReportLine {
    /// The name of the message.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::AskWay => "ask-missed-way",
            Self::AskDay => "ask-missed-day",
            Self::AskTime => "ask-missed-time",
            Self::TimeNotUnderstood => "missed-time-not-understood",
            Self::AskHalf { .. } => "ask-missed-half",
            Self::TimeToCome => "missed-time-to-come",
            Self::Kept { way: Way::In, .. } => "missed-in-kept",
            Self::Kept { way: Way::Out, .. } => "missed-out-kept",
            Self::KeptWithoutTime { way: Way::In } => "missed-in-kept-without-time",
            Self::KeptWithoutTime { way: Way::Out } => "missed-out-kept-without-time",
            Self::AskAccount => "ask-account",
            Self::AskTimeAndAccount => "ask-time-and-account",
            Self::TooMany => "missed-too-many",
            Self::Done => "missed-done",
            Self::AskLeaveWord => "ask-leave-word",
            Self::AskNameAndPlace => "ask-name-and-place",
            Self::WordLeft => "word-left",
        }
    }

    /// What the message is given, in words.
    pub(in crate::dialog) fn arguments(&self, language: Language) -> Arguments {
        match self {
            Self::AskHalf { morning, evening } => {
                vec![
                    ("morning", spoken::time(language, *morning).into()),
                    ("evening", spoken::time(language, *evening).into()),
                ]
            }
            Self::Kept { day, at, .. } => moment(language, (*day, *at)),
            Self::AskWay
            | Self::AskDay
            | Self::AskTime
            | Self::TimeNotUnderstood
            | Self::TimeToCome
            | Self::KeptWithoutTime { .. }
            | Self::AskAccount
            | Self::AskTimeAndAccount
            | Self::TooMany
            | Self::Done
            | Self::AskLeaveWord
            | Self::AskNameAndPlace
            | Self::WordLeft => Vec::new(),
        }
    }

    /// Whether it says what was wrong with the last entry.
    pub(super) const fn is_about_last_entry(&self) -> bool {
        matches!(self, Self::TimeNotUnderstood | Self::TimeToCome)
    }
}
