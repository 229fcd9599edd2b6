//! What the menu says beside the words of every call.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{
    LastPunch, Way,
    argument::{Argument, Arguments},
};
use crate::domain::{language::Language, spoken};

/// One Fluent message each, as [`Utterance`](super::Utterance) has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuLine {
    /// What was keyed ahead is dropped before a question that nobody expects.
    PleaseListen,
    /// Why no break is started: one is under way.
    AlreadyOnBreak,
    /// Why no break is ended: none is under way.
    NotOnBreak,
    /// Why no break is started: the workspace has no kinds of breaks.
    NoBreakKinds,
    /// Why no other job is gone on to: a break is under way.
    BreakFirst,
    /// Why no other job is gone on to: no job has a code.
    NoJobCodes,
    /// Why nothing is done with a break or a job: the caller is out.
    ClockInFirst,
    /// 6 reports a punch that was missed.
    OfferMissed,
    /// 7 changes the PIN.
    OfferChangePin,
    /// 8 clocks the crew.
    OfferCrew,
    /// 9 ends the call. The last choice of the menu.
    OfferEnd,
    /// The job of the last punch.
    AtJob {
        /// The job's name as the workspace wrote it.
        name: String,
    },
    /// The clock location of the last punch.
    AtPlace {
        /// The location's name as the workspace wrote it.
        name: String,
    },
    /// A punch before the last one.
    EarlierPunch {
        /// When, and whether they came or went.
        punch: LastPunch,
    },
    /// The caller's own PIN is another one now.
    PinChanged,
}

impl MenuLine {
    /// The name of the message.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::PleaseListen => "please-listen",
            Self::AlreadyOnBreak => "already-on-break",
            Self::NotOnBreak => "not-on-break",
            Self::NoBreakKinds => "no-break-kinds",
            Self::BreakFirst => "break-first",
            Self::NoJobCodes => "no-job-codes",
            Self::ClockInFirst => "clock-in-first",
            Self::OfferMissed => "offer-missed",
            Self::OfferChangePin => "offer-change-pin",
            Self::OfferCrew => "offer-crew",
            Self::OfferEnd => "offer-end",
            Self::AtJob { .. } => "at-job",
            Self::AtPlace { .. } => "at-place",
            Self::EarlierPunch { punch: LastPunch { way: Way::In, .. } } => "earlier-punch-in",
            Self::EarlierPunch { punch: LastPunch { way: Way::Out, .. } } => "earlier-punch-out",
            Self::PinChanged => "pin-changed",
        }
    }

    /// What the message is given, in words.
    pub(in crate::dialog) fn arguments(&self, language: Language) -> Arguments {
        match self {
            Self::AtJob { name } | Self::AtPlace { name } => vec![("name", Argument::name(name))],
            Self::EarlierPunch { punch: LastPunch { day, at, .. } } => moment(language, (*day, *at)),
            Self::PleaseListen
            | Self::AlreadyOnBreak
            | Self::NotOnBreak
            | Self::NoBreakKinds
            | Self::BreakFirst
            | Self::NoJobCodes
            | Self::ClockInFirst
            | Self::OfferMissed
            | Self::OfferChangePin
            | Self::OfferCrew
            | Self::OfferEnd
            | Self::PinChanged => Vec::new(),
        }
    }

    /// Whether it says what was wrong with the last entry.
    pub(super) const fn is_about_last_entry(&self) -> bool {
        matches!(
            self,
            Self::PleaseListen
                | Self::AlreadyOnBreak
                | Self::NotOnBreak
                | Self::NoBreakKinds
                | Self::BreakFirst
                | Self::NoJobCodes
                | Self::ClockInFirst
        )
    }
}

/// A day and a time of day in words.
pub(in crate::dialog) fn moment(language: Language, (day, at): (super::SpokenDay, civil::DateTime)) -> Arguments {
    vec![("day", spoken::day(language, day).into()), ("time", spoken::time(language, at.time()).into())]
}
