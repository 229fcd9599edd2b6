//! The questions of a call: their words, how each is answered, and, one file each, what an answer leads to.

mod forgotten;
mod id;
mod job;
mod just_clocked;
mod menu;
mod name;
mod new_pin;
mod pin;

use serde::{Deserialize, Serialize};

use super::{
    action::{Action, Gather, Record},
    choice::PinChoice,
    effect::RaisedException,
    event::{JobRule, OpenEntry, RecentPunch},
    menu::{OfferedBreak, PhoneMenu, kinds_in_words},
    utterance::{Line, Utterance},
};
use crate::domain::{exception::ExceptionKind, ids::EntryId, phone_clock_id::PhoneClockId};

/// Seconds of silence that end an entry.
pub const ENTRY_TIMEOUT_SECS: u32 = 7;
/// Spoken names are short; longer recordings only cost.
const NAME_MAX_SECS: u32 = 10;
const NAME_SILENCE_SECS: u32 = 4;

/// What the caller is being asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// The phone clock ID, or the one-time code of a card.
    Id,
    /// The PIN that goes with the ID.
    Pin {
        /// The ID that was keyed before.
        clock_id: PhoneClockId,
    },
    /// A PIN is chosen with a one-time code: the first entry.
    NewPin {
        /// The one-time code that was keyed before.
        choice: PinChoice,
    },
    /// The second entry of the same PIN.
    NewPinAgain {
        /// The one-time code that was keyed before.
        choice: PinChoice,
    },
    /// Clocked in for longer than the limit: new shift, or out?
    Forgotten {
        /// The entry that is asked about.
        open: OpenEntry,
    },
    /// Punched a moment ago: keep that, or go the other way?
    JustClocked {
        /// The punch that is asked about.
        just: RecentPunch,
        /// The entry that pressing 2 clocks out of; None where it clocks in.
        open: Option<OpenEntry>,
    },
    /// A job code: for the entry just opened, or for the next one.
    Job(JobFor),
    /// The menu, in the place of a punch.
    Menu {
        /// What there is to choose.
        menu: PhoneMenu,
    },
    /// Which kind of break is to start.
    BreakKind {
        /// The entry that it is to lie in.
        entry: EntryId,
        /// The kinds, in the order of their keys.
        kinds: Vec<OfferedBreak>,
    },
    /// The caller says their name, which is recorded.
    Name,
}

/// What a job code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobFor {
    /// The entry that the call has just opened.
    Entry(EntryId),
    /// The same, where the location that the call comes from has given it one.
    Instead(EntryId),
    /// An entry that begins with the code, at the moment of the clock-out.
    Next,
    /// The same, with the clock-out of this entry still to come.
    Switch(EntryId),
}

/// How an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerForm {
    /// Digits ended by `#` or silence.
    Digits,
    /// The same, and `#` alone is an answer, too.
    DigitsOrPound,
    /// The first key is the answer.
    OneKey,
    /// The caller speaks and is recorded.
    Voice,
}

impl Question {
    /// A word for logs and the call log, and how the question is answered.
    const fn profile(&self) -> (&'static str, AnswerForm) {
        match self {
            Self::Id => ("ask ID", AnswerForm::Digits),
            Self::Pin { .. } => ("ask PIN", AnswerForm::Digits),
            Self::NewPin { .. } => ("ask new PIN", AnswerForm::Digits),
            Self::NewPinAgain { .. } => ("ask new PIN again", AnswerForm::Digits),
            Self::Forgotten { .. } => ("ask about forgotten clock-out", AnswerForm::OneKey),
            Self::JustClocked { .. } => ("ask about recent punch", AnswerForm::OneKey),
            Self::Job(JobFor::Entry(_)) => ("ask job", AnswerForm::DigitsOrPound),
            Self::Job(JobFor::Instead(_)) => ("ask job instead", AnswerForm::DigitsOrPound),
            Self::Job(JobFor::Next) => ("ask next job", AnswerForm::DigitsOrPound),
            Self::Job(JobFor::Switch(_)) => ("ask job to switch to", AnswerForm::DigitsOrPound),
            Self::Menu { .. } => ("menu", AnswerForm::OneKey),
            Self::BreakKind { .. } => ("ask kind of break", AnswerForm::OneKey),
            Self::Name => ("ask name", AnswerForm::Voice),
        }
    }

    /// What the step is called in logs; says nothing about the caller.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.profile().0
    }

    /// How the provider is to take the answer.
    #[must_use]
    pub const fn answer_form(&self) -> AnswerForm {
        self.profile().1
    }

    /// The words of the question.
    pub(super) fn words(&self, jobs: JobRule) -> Utterance {
        match self {
            Self::Id => Utterance::AskId,
            Self::Pin { .. } => Utterance::AskPin,
            Self::NewPin { choice } => Utterance::AskNewPin { min_digits: choice.min_digits },
            Self::NewPinAgain { .. } => Utterance::AskNewPinAgain,
            Self::Forgotten { open } => Utterance::ForgottenClockOut { since: open.since, day: open.day },
            Self::JustClocked { just, .. } => Utterance::JustClocked { way: just.way, secs_ago: just.secs_ago },
            Self::Job(JobFor::Entry(_)) => Utterance::AskJob { can_skip: jobs != JobRule::Required },
            Self::Job(JobFor::Instead(_)) => Utterance::AskJobInstead,
            Self::Job(JobFor::Next) => Utterance::AskNextJob,
            Self::Job(JobFor::Switch(_)) => Utterance::AskSwitchJob,
            Self::Menu { .. } => Utterance::OfferHours,
            Self::BreakKind { kinds, .. } => kinds_in_words(kinds).pop().unwrap_or(Utterance::NotAChoice),
            Self::Name => Utterance::AskName,
        }
    }

    /// What is said ahead of the words of a question that has several choices.
    pub(super) fn before_last_choice(&self, jobs: JobRule) -> Vec<Utterance> {
        match self {
            Self::Menu { menu } => menu.before_last(jobs != JobRule::NotAsked),
            Self::BreakKind { kinds, .. } => {
                let mut words = kinds_in_words(kinds);
                words.pop();
                words
            }
            Self::Id
            | Self::Pin { .. }
            | Self::NewPin { .. }
            | Self::NewPinAgain { .. }
            | Self::Forgotten { .. }
            | Self::JustClocked { .. }
            | Self::Job(_)
            | Self::Name => Vec::new(),
        }
    }

    /// What is to be settled by a person when a call ends at this question.
    pub(super) fn left_unanswered(&self, jobs: JobRule) -> Option<RaisedException> {
        match self {
            Self::Forgotten { open } => {
                Some(RaisedException { kind: ExceptionKind::UnansweredQuestion, entry: open.entry })
            }
            Self::Job(job_for) => job_for.left_missing(jobs),
            Self::Id
            | Self::Pin { .. }
            | Self::NewPin { .. }
            | Self::NewPinAgain { .. }
            | Self::JustClocked { .. }
            | Self::Menu { .. }
            | Self::BreakKind { .. }
            | Self::Name => None,
        }
    }

    /// The last words of a call that runs out of time here. Whoever has just clocked must not be told to call again:
    /// that would clock them the other way.
    pub(super) fn out_of_time(&self) -> Vec<Utterance> {
        if matches!(self, Self::JustClocked { .. }) {
            vec![Utterance::Kept, Utterance::Goodbye]
        } else {
            vec![Utterance::TimeIsUp]
        }
    }

    /// Says these lines, the question among them, and takes the answer.
    pub(super) fn put(&self, lines: Vec<Line>) -> Vec<Action> {
        let gather = |prompt, keys, pound_alone| {
            vec![Action::Gather(Gather { prompt, keys, pound_alone, timeout_secs: ENTRY_TIMEOUT_SECS })]
        };
        match self.answer_form() {
            AnswerForm::Digits => gather(lines, None, false),
            AnswerForm::DigitsOrPound => gather(lines, None, true),
            AnswerForm::OneKey => gather(lines, Some(1), false),
            AnswerForm::Voice => {
                let record = Record { max_secs: NAME_MAX_SECS, silence_secs: NAME_SILENCE_SECS };
                lines.into_iter().map(Action::Say).chain([Action::Record(record)]).collect()
            }
        }
    }
}

impl JobFor {
    /// Only an entry that has to have a job is left without one.
    pub(super) const fn left_missing(self, jobs: JobRule) -> Option<RaisedException> {
        match (self, jobs) {
            (Self::Entry(entry), JobRule::Required) => Some(RaisedException { kind: ExceptionKind::JobMissing, entry }),
            (Self::Entry(_), JobRule::NotAsked | JobRule::Optional)
            | (Self::Instead(_) | Self::Next | Self::Switch(_), _) => None,
        }
    }
}
