//! The questions of a call: their words, how each is answered, and, one file each, what an answer leads to.

mod crew;
mod dropped;
mod forgotten;
mod id;
mod job;
mod just_clocked;
mod menu;
mod name;
mod new_pin;
mod pin;
mod report;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{
    action::{Action, Gather, Record},
    choice::PinChoice,
    claim::evening,
    crew::{CrewMember, CrewWalk},
    effect::RaisedException,
    event::{JobRule, OpenEntry, RecentPunch},
    menu::{OfferedBreak, PhoneMenu, kinds_in_words},
    utterance::{CrewLine, Line, MenuLine, ReportLine, Utterance, Way},
};
use crate::domain::{exception::ExceptionKind, ids::EntryId, phone_clock_id::PhoneClockId};

/// Seconds of silence that end an entry.
pub const ENTRY_TIMEOUT_SECS: u32 = 7;
/// Spoken names are short; longer recordings only cost.
const NAME_MAX_SECS: u32 = 10;
const NAME_SILENCE_SECS: u32 = 4;
/// What happened is told in a few sentences.
const ACCOUNT_MAX_SECS: u32 = 55;
/// What is keyed ahead comes without a pause of so long.
const DRAIN_SECS: u32 = 1;

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
    /// A punch was missed: in or out?
    MissedWay,
    /// When it was, in four digits.
    MissedTime {
        /// In or out.
        way: Way,
    },
    /// In which half of the day it was.
    MissedHalf {
        /// In or out.
        way: Way,
        /// The time before noon.
        morning: civil::Time,
    },
    /// Whether it was today or yesterday.
    MissedDay {
        /// In or out.
        way: Way,
        /// When.
        time: civil::Time,
    },
    /// The PIN was wrong three times: is word to be left?
    LeaveWord {
        /// The ID that was keyed last.
        clock_id: PhoneClockId,
    },
    /// The caller says what a claim is about, which is recorded.
    Account(Account),
    /// How the supervisor goes through the crew.
    CrewHow,
    /// Is this one of the crew to be clocked?
    CrewMember {
        /// Who it is.
        member: CrewMember,
        /// How the supervisor goes through the crew.
        walk: CrewWalk,
    },
    /// The phone clock ID of somebody of the crew.
    CrewId,
    /// Whoever of the crew was clocked says their name, which is recorded.
    CrewName {
        /// How the supervisor goes on.
        walk: CrewWalk,
    },
    /// What was keyed ahead is dropped before a question.
    Dropped {
        /// The question.
        next: Box<Question>,
    },
    /// The caller says their name, which is recorded.
    Name,
}

/// What is said for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// What happened at the time that was keyed.
    Timed,
    /// What happened, and when.
    Untimed,
    /// Name and place, after wrong PINs.
    Word,
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
    /// Whatever is keyed is dropped.
    Dropped,
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
            Self::MissedWay => ("ask which punch was missed", AnswerForm::OneKey),
            Self::MissedTime { .. } => ("ask time of missed punch", AnswerForm::DigitsOrPound),
            Self::MissedHalf { .. } => ("ask half of the day", AnswerForm::OneKey),
            Self::MissedDay { .. } => ("ask day of missed punch", AnswerForm::OneKey),
            // Whoever keys the ID once more leaves nothing by its first digit.
            Self::LeaveWord { .. } => ("ask to leave word", AnswerForm::Digits),
            Self::Account(Account::Timed | Account::Untimed) => ("ask what happened", AnswerForm::Voice),
            Self::Account(Account::Word) => ("ask name and place", AnswerForm::Voice),
            Self::CrewHow => ("ask how to clock the crew", AnswerForm::OneKey),
            Self::CrewMember { .. } => ("ask about crew member", AnswerForm::OneKey),
            Self::CrewId => ("ask ID of crew member", AnswerForm::DigitsOrPound),
            Self::CrewName { .. } => ("ask name of crew member", AnswerForm::Voice),
            Self::Dropped { .. } => ("drop keys", AnswerForm::Dropped),
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
            Self::Menu { .. } => Utterance::Menu(MenuLine::OfferEnd),
            Self::BreakKind { kinds, .. } => kinds_in_words(kinds).pop().unwrap_or(Utterance::NotAChoice),
            Self::MissedWay => Utterance::Report(ReportLine::AskWay),
            Self::MissedTime { .. } => Utterance::Report(ReportLine::AskTime),
            Self::MissedHalf { morning, .. } => {
                Utterance::Report(ReportLine::AskHalf { morning: *morning, evening: evening(*morning) })
            }
            Self::MissedDay { .. } => Utterance::Report(ReportLine::AskDay),
            Self::LeaveWord { .. } => Utterance::Report(ReportLine::AskLeaveWord),
            Self::Account(Account::Timed) => Utterance::Report(ReportLine::AskAccount),
            Self::Account(Account::Untimed) => Utterance::Report(ReportLine::AskTimeAndAccount),
            Self::Account(Account::Word) => Utterance::Report(ReportLine::AskNameAndPlace),
            Self::CrewHow => Utterance::Crew(CrewLine::AskHow),
            Self::CrewMember { member, .. } => {
                let CrewMember { name, way, doubt, .. } = member;
                Utterance::Crew(CrewLine::AskMember { name: name.clone(), way: *way, doubt: *doubt })
            }
            Self::CrewId => Utterance::Crew(CrewLine::AskId),
            Self::CrewName { .. } => Utterance::Crew(CrewLine::AskName),
            Self::Dropped { next } => next.words(jobs),
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
            | Self::MissedWay
            | Self::MissedTime { .. }
            | Self::MissedHalf { .. }
            | Self::MissedDay { .. }
            | Self::LeaveWord { .. }
            | Self::Account(_)
            | Self::CrewHow
            | Self::CrewMember { .. }
            | Self::CrewId
            | Self::CrewName { .. }
            | Self::Dropped { .. }
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
            Self::Dropped { next } => next.left_unanswered(jobs),
            Self::Id
            | Self::Pin { .. }
            | Self::NewPin { .. }
            | Self::NewPinAgain { .. }
            | Self::JustClocked { .. }
            | Self::Menu { .. }
            | Self::BreakKind { .. }
            | Self::MissedWay
            | Self::MissedTime { .. }
            | Self::MissedHalf { .. }
            | Self::MissedDay { .. }
            | Self::LeaveWord { .. }
            | Self::Account(_)
            | Self::CrewHow
            | Self::CrewMember { .. }
            | Self::CrewId
            | Self::CrewName { .. }
            | Self::Name => None,
        }
    }

    /// The last words of a call that runs out of time here. Whoever has just clocked must not be told to call again:
    /// that would clock them the other way.
    pub(super) fn out_of_time(&self) -> Vec<Utterance> {
        if let Self::Dropped { next } = self {
            return next.out_of_time();
        }
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
        let then = |last| lines.iter().cloned().map(Action::Say).chain([last]).collect();
        match self.answer_form() {
            AnswerForm::Digits => gather(lines, None, false),
            AnswerForm::DigitsOrPound => gather(lines, None, true),
            AnswerForm::OneKey => gather(lines, Some(1), false),
            AnswerForm::Dropped => then(Action::Drain { secs: DRAIN_SECS }),
            AnswerForm::Voice => {
                let max_secs = if matches!(self, Self::Account(_)) { ACCOUNT_MAX_SECS } else { NAME_MAX_SECS };
                then(Action::Record(Record { max_secs, silence_secs: NAME_SILENCE_SECS }))
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
