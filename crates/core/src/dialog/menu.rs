//! The menu behind a PIN that was ended by `*`: what it is made of, what it asks to be done, and what comes of that.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::utterance::{LastPunch, MenuLine, SpokenDay, Utterance};
use crate::domain::ids::{BreakKindId, EntryId};

/// What a caller can do beside clocking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneMenu {
    /// The entry that they are clocked in to, if any.
    pub open: Option<MenuEntry>,
    /// The break that they are on, if any.
    pub on_break: Option<OpenBreak>,
    /// The breaks that they can start; as many as there are keys.
    pub kinds: Vec<OfferedBreak>,
    /// Whether they clock a crew.
    pub leads: bool,
}

/// The entry that a caller is clocked in to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuEntry {
    /// The entry.
    pub entry: EntryId,
    /// When it was clocked in, by the wall clock of its zone.
    pub since: civil::DateTime,
    /// The day of the clock-in as it is spoken.
    pub day: SpokenDay,
}

/// A break that somebody is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBreak {
    /// What its kind is called.
    pub name: String,
    /// Since when, by the wall clock of the entry's zone.
    pub since: civil::DateTime,
}

/// A kind of break that can be started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedBreak {
    /// The kind.
    pub kind: BreakKindId,
    /// What it is called.
    pub name: String,
}

/// A punch as it is told again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldPunch {
    /// When, and whether they came or went.
    pub punch: LastPunch,
    /// The job of its entry.
    pub job: Option<String>,
    /// The clock location of the punch.
    pub place: Option<String>,
}

/// What the menu asks to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuEffect {
    /// Answered by `Opened`.
    Open,
    /// Answered by `BreakStarted` or `Changed`.
    StartBreak {
        /// The entry that it is to lie in.
        entry: EntryId,
        /// Of what kind it is.
        kind: BreakKindId,
    },
    /// Answered by `BreakEnded` or `Changed`.
    EndBreak {
        /// The entry that it lies in.
        entry: EntryId,
    },
    /// Answered by `Hours`.
    TellHours,
    /// Answered by `MayChoose`.
    ChangePin,
}

/// What came of it. Times are the wall clock of the employee's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuResult {
    /// What the caller can do.
    Opened(PhoneMenu),
    /// They are on a break.
    BreakStarted {
        /// When it began.
        at: civil::DateTime,
        /// What its kind is called.
        name: String,
    },
    /// Their break is over.
    BreakEnded {
        /// When it ended.
        at: civil::DateTime,
        /// How long it was.
        secs: i64,
    },
    /// How long they have worked, and when they clocked last.
    Hours {
        /// In the workweek so far, without unpaid breaks.
        secs: i64,
        /// The last times that they came or went, the latest first.
        last: Vec<ToldPunch>,
    },
    /// They may choose another PIN, of so many digits at least.
    MayChoose {
        /// The shortest PIN that the workspace takes.
        min_digits: u8,
    },
    /// What the menu was made of is no longer so; nothing was done.
    Changed,
}

impl PhoneMenu {
    /// Everything that is said of it but its last choice.
    pub(super) fn before_last(&self, names_jobs: bool) -> Vec<Utterance> {
        let standing = match (&self.open, &self.on_break) {
            (Some(_), Some(on)) => Utterance::OnBreakSince { name: on.name.clone(), at: on.since },
            (Some(open), None) => Utterance::InSince { at: open.since, day: open.day },
            (None, _) => Utterance::NotIn,
        };
        let offers = [
            (self.may_start(), Utterance::OfferStartBreak),
            (self.may_end(), Utterance::OfferEndBreak),
            (self.may_switch(names_jobs), Utterance::OfferSwitchJob),
            (true, if self.open.is_some() { Utterance::OfferClockOut } else { Utterance::OfferClockIn }),
            (true, Utterance::OfferHours),
            (true, Utterance::Menu(MenuLine::OfferMissed)),
            (true, Utterance::Menu(MenuLine::OfferChangePin)),
            (self.leads, Utterance::Menu(MenuLine::OfferCrew)),
        ];
        let offers = offers.into_iter().filter_map(|(is_offered, words)| is_offered.then_some(words));
        std::iter::once(standing).chain(offers).collect()
    }

    /// Why a key of the menu does nothing now; none for a key that never does anything.
    pub(super) fn refusal(&self, key: Option<char>, names_jobs: bool) -> Option<Utterance> {
        match key {
            Some('1'..='3') if self.open.is_none() => Some(Utterance::Menu(MenuLine::ClockInFirst)),
            Some('1') if self.on_break.is_some() => Some(Utterance::Menu(MenuLine::AlreadyOnBreak)),
            Some('1') => Some(Utterance::Menu(MenuLine::NoBreakKinds)),
            Some('2') => Some(Utterance::Menu(MenuLine::NotOnBreak)),
            Some('3') if !names_jobs => Some(Utterance::Menu(MenuLine::NoJobCodes)),
            Some('3') => Some(Utterance::Menu(MenuLine::BreakFirst)),
            _ => None,
        }
    }

    pub(super) fn may_start(&self) -> bool {
        self.open.is_some() && self.on_break.is_none() && !self.kinds.is_empty()
    }

    pub(super) const fn may_end(&self) -> bool {
        self.open.is_some() && self.on_break.is_some()
    }

    /// Whoever is on a break ends it first.
    pub(super) fn may_switch(&self, names_jobs: bool) -> bool {
        self.open.is_some() && self.on_break.is_none() && names_jobs
    }
}

/// The words of a choice of kinds, in the order of their keys.
pub(super) fn kinds_in_words(kinds: &[OfferedBreak]) -> Vec<Utterance> {
    let words = |(kind, key): (&OfferedBreak, u8)| Utterance::OfferBreakKind { name: kind.name.clone(), key };
    kinds.iter().zip(1..).map(words).collect()
}
