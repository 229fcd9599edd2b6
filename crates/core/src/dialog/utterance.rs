//! Everything a caller can hear, by meaning. The wording is in `prompts/`.

mod argument;
mod crew_line;
mod fallback_line;
mod menu_line;
mod report_line;

use jiff::civil;
use serde::{Deserialize, Serialize};

pub(in crate::dialog) use self::argument::{Argument, Arguments};
pub use self::{
    crew_line::{CrewDoubt, CrewLine},
    fallback_line::FallbackLine,
    menu_line::MenuLine,
    report_line::ReportLine,
};
pub use crate::domain::spoken::SpokenDay;
use crate::domain::{language::Language, phone_clock_id::PhoneClockId};

/// One thing to say, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is said in.
    pub language: Language,
    /// What is said.
    pub utterance: Utterance,
}

/// Which way a punch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Clocked in.
    In,
    /// Clocked out.
    Out,
}

/// The last time that somebody came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPunch {
    /// Whether they came or went.
    pub way: Way,
    /// The day of it, seen from the day of the call.
    pub day: SpokenDay,
    /// When, by the wall clock.
    pub at: civil::DateTime,
}

/// One Fluent message of `prompts/*/call.ftl` each, under the name given by [`Utterance::message`].
/// Times are the wall clock of the employee's zone; `secs` are elapsed seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Utterance {
    /// The greeting at the start of every call.
    Greeting,
    /// The greeting of the number that was dialed, as whoever set it up wrote it.
    OwnGreeting {
        /// The words, read out unchanged.
        text: String,
    },
    /// Said in the language it offers: press its key.
    OfferLanguage {
        /// The key.
        key: char,
    },
    /// Enter your phone clock ID, then pound.
    AskId,
    /// Nothing was keyed; the question follows again.
    NothingHeard,
    /// The keys cannot be a phone clock ID (form or check digit); says nothing about whether it exists.
    IdNotUnderstood,
    /// Enter your PIN, then pound.
    AskPin,
    /// One sentence for unknown, wrong and locked, with "ask your manager".
    NoMatch,
    /// The caller's number, or this call, has failed too often.
    TooManyFailures,
    /// A PIN is being checked and the queue is long.
    OneMoment,
    /// Whoever checked the PIN is gone: it is needed once more.
    AskPinAgain,
    /// The one-time code of a card opens nothing; the question for the ID follows.
    CodeRefused,
    /// Whoever has keyed a one-time code chooses a PIN.
    AskNewPin {
        /// The shortest PIN that the workspace takes, in digits.
        min_digits: u8,
    },
    /// The same PIN once more, to be sure of it.
    AskNewPinAgain,
    /// Too short, too long or too easy to guess; the question follows again.
    NewPinRefused,
    /// The two PINs were not the same; the question follows again.
    NewPinsDiffer,
    /// The PIN is in force.
    NewPinSet {
        /// The ID that goes with it, read out digit by digit.
        clock_id: PhoneClockId,
    },
    /// The punch is committed: in.
    ClockedIn {
        /// When the call was answered.
        at: civil::DateTime,
    },
    /// The punch is committed: out.
    ClockedOut {
        /// When the call was answered.
        at: civil::DateTime,
        /// None where nobody knows.
        worked_secs: Option<i64>,
    },
    /// "You are still clocked in since …": 1 for a new shift, 2 to clock out.
    ForgottenClockOut {
        /// When they clocked in.
        since: civil::DateTime,
        /// The day of it, seen from the day of the call.
        day: SpokenDay,
    },
    /// "You clocked in one minute ago": hang up to keep it, 2 to go the other way.
    JustClocked {
        /// Which way the last punch went.
        way: Way,
        /// How long ago it was.
        secs_ago: i64,
    },
    /// The answer to a one-key question was another key.
    NotAChoice,
    /// Nothing was changed; the caller kept what stands.
    Kept,
    /// Enter the job code, then pound.
    AskJob {
        /// Whether pressing pound alone skips it.
        can_skip: bool,
    },
    /// On the way out: go straight to another job, or pound.
    AskNextJob,
    /// The code of another job than the one that the location has given, or pound alone.
    AskJobInstead,
    /// No job that this employee may work on has the code; the question follows again.
    JobNotFound,
    /// A job has to be named here.
    JobRequired,
    /// The job of the entry just opened, read back.
    JobIs {
        /// The job's name as the workspace wrote it.
        name: String,
    },
    /// Clocked in to another job at the moment of the clock-out.
    ClockedInTo {
        /// The job's name as the workspace wrote it.
        name: String,
    },
    /// Where the caller of the menu stands: in.
    InSince {
        /// When they clocked in.
        at: civil::DateTime,
        /// The day of it, seen from the day of the call.
        day: SpokenDay,
    },
    /// The same: on a break.
    OnBreakSince {
        /// What the kind of break is called.
        name: String,
        /// When it began.
        at: civil::DateTime,
    },
    /// The same: out.
    NotIn,
    /// 1 starts a break.
    OfferStartBreak,
    /// 2 ends it.
    OfferEndBreak,
    /// 3 goes on to another job.
    OfferSwitchJob,
    /// 5 tells the hours and the last punches.
    OfferHours,
    /// 4 clocks out.
    OfferClockOut,
    /// 4 clocks in.
    OfferClockIn,
    /// A kind of break and its key.
    OfferBreakKind {
        /// What the kind is called.
        name: String,
        /// The key.
        key: u8,
    },
    /// The break is committed.
    BreakStarted {
        /// When it began.
        at: civil::DateTime,
        /// What the kind is called.
        name: String,
    },
    /// The end of the break is committed.
    BreakEnded {
        /// When it ended.
        at: civil::DateTime,
        /// How long it was.
        secs: i64,
    },
    /// How long the caller has worked in the week so far.
    HoursOfWeek {
        /// Without unpaid breaks.
        secs: i64,
    },
    /// When the caller came or went last.
    LastPunch {
        /// When, and whether they came or went.
        last: LastPunch,
    },
    /// The code of the job to go on to.
    AskSwitchJob,
    /// What only the menu says.
    Menu(MenuLine),
    /// What is said of a punch that was missed.
    Report(ReportLine),
    /// What is said to a supervisor who clocks a crew.
    Crew(CrewLine),
    /// What is said while the gateway cannot answer.
    Fallback(FallbackLine),
    /// The workspace's own words about the recording, as it wrote them.
    Notice {
        /// The words, read out unchanged.
        text: String,
    },
    /// Say your name after the tone; this is recorded.
    AskName,
    /// The name was recorded.
    ThankYou,
    /// The last words of a call that ends without anything else.
    Goodbye,
    /// The call has taken its three minutes.
    TimeIsUp,
    /// Something failed inside; what to do next.
    Apology,
    /// The database does not answer, and the call waits for it; it goes on afterwards.
    Held,
    /// The provider lost an answer, and nothing waits that the call could go on at.
    CallAgain,
}

impl Utterance {
    /// The name of the message in `prompts/`, and of a recorded clip beside it.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::OwnGreeting { .. } => "own-greeting",
            Self::OfferLanguage { .. } => "offer-language",
            Self::AskId => "ask-id",
            Self::NothingHeard => "nothing-heard",
            Self::IdNotUnderstood => "id-not-understood",
            Self::AskPin => "ask-pin",
            Self::NoMatch => "no-match",
            Self::TooManyFailures => "too-many-failures",
            Self::OneMoment => "one-moment",
            Self::AskPinAgain => "ask-pin-again",
            Self::CodeRefused => "code-refused",
            Self::AskNewPin { .. } => "ask-new-pin",
            Self::AskNewPinAgain => "ask-new-pin-again",
            Self::NewPinRefused => "new-pin-refused",
            Self::NewPinsDiffer => "new-pins-differ",
            Self::NewPinSet { .. } => "new-pin-set",
            Self::ClockedIn { .. } => "clocked-in",
            Self::ClockedOut { worked_secs: Some(_), .. } => "clocked-out",
            Self::ClockedOut { worked_secs: None, .. } => "clocked-out-alone",
            Self::ForgottenClockOut { .. } => "forgotten-clock-out",
            Self::JustClocked { way: Way::In, .. } => "just-clocked-in",
            Self::JustClocked { way: Way::Out, .. } => "just-clocked-out",
            Self::NotAChoice => "not-a-choice",
            Self::Kept => "kept",
            Self::AskJob { can_skip: true } => "ask-job-or-skip",
            Self::AskJob { can_skip: false } => "ask-job",
            Self::AskNextJob => "ask-next-job",
            Self::AskJobInstead => "ask-job-instead",
            Self::JobNotFound => "job-not-found",
            Self::JobRequired => "job-required",
            Self::JobIs { .. } => "job-is",
            Self::ClockedInTo { .. } => "clocked-in-to",
            Self::InSince { .. } => "in-since",
            Self::OnBreakSince { .. } => "on-break-since",
            Self::NotIn => "not-in",
            Self::OfferStartBreak => "offer-start-break",
            Self::OfferEndBreak => "offer-end-break",
            Self::OfferSwitchJob => "offer-switch-job",
            Self::OfferHours => "offer-hours",
            Self::OfferClockOut => "offer-clock-out",
            Self::OfferClockIn => "offer-clock-in",
            Self::OfferBreakKind { .. } => "offer-break-kind",
            Self::BreakStarted { .. } => "break-started",
            Self::BreakEnded { .. } => "break-ended",
            Self::HoursOfWeek { .. } => "hours-of-week",
            Self::LastPunch { last: LastPunch { way: Way::In, .. } } => "last-punch-in",
            Self::LastPunch { last: LastPunch { way: Way::Out, .. } } => "last-punch-out",
            Self::AskSwitchJob => "ask-switch-job",
            Self::Menu(line) => line.message(),
            Self::Report(line) => line.message(),
            Self::Crew(line) => line.message(),
            Self::Fallback(line) => line.message(),
            Self::Notice { .. } => "notice",
            Self::AskName => "ask-name",
            Self::ThankYou => "thank-you",
            Self::Goodbye => "goodbye",
            Self::TimeIsUp => "time-is-up",
            Self::Apology => "apology",
            Self::Held => "held",
            Self::CallAgain => "call-again",
        }
    }

    /// Whether it confirms something that was done for the caller, who has to hear it whatever they key ahead.
    #[must_use]
    pub const fn confirms(&self) -> bool {
        matches!(
            self,
            Self::ClockedIn { .. }
                | Self::ClockedOut { .. }
                | Self::ClockedInTo { .. }
                | Self::JobIs { .. }
                | Self::BreakStarted { .. }
                | Self::BreakEnded { .. }
                | Self::Report(ReportLine::Kept { .. } | ReportLine::KeptWithoutTime { .. })
                | Self::Crew(CrewLine::Clocked { .. } | CrewLine::Changed { .. })
        )
    }

    /// Whether it says what was wrong with the last entry. True of that one entry, so it is not said again with the
    /// question; why a new PIN was refused is, because the next one must not be refused as well.
    #[must_use]
    pub const fn is_about_last_entry(&self) -> bool {
        match self {
            Self::NothingHeard
            | Self::IdNotUnderstood
            | Self::NoMatch
            | Self::CodeRefused
            | Self::NewPinsDiffer
            | Self::NotAChoice
            | Self::JobNotFound
            | Self::JobRequired
            | Self::Crew(CrewLine::NotOfCrew) => true,
            Self::Menu(line) => line.is_about_last_entry(),
            Self::Report(line) => line.is_about_last_entry(),
            Self::Greeting
            | Self::OwnGreeting { .. }
            | Self::OfferLanguage { .. }
            | Self::AskId
            | Self::AskPin
            | Self::TooManyFailures
            | Self::OneMoment
            | Self::AskPinAgain
            | Self::AskNewPin { .. }
            | Self::AskNewPinAgain
            | Self::NewPinRefused
            | Self::NewPinSet { .. }
            | Self::ClockedIn { .. }
            | Self::ClockedOut { .. }
            | Self::ForgottenClockOut { .. }
            | Self::JustClocked { .. }
            | Self::Kept
            | Self::AskJob { .. }
            | Self::AskNextJob
            | Self::AskJobInstead
            | Self::JobIs { .. }
            | Self::ClockedInTo { .. }
            | Self::InSince { .. }
            | Self::OnBreakSince { .. }
            | Self::NotIn
            | Self::OfferStartBreak
            | Self::OfferEndBreak
            | Self::OfferSwitchJob
            | Self::OfferHours
            | Self::OfferClockOut
            | Self::OfferClockIn
            | Self::OfferBreakKind { .. }
            | Self::BreakStarted { .. }
            | Self::BreakEnded { .. }
            | Self::HoursOfWeek { .. }
            | Self::LastPunch { .. }
            | Self::AskSwitchJob
            | Self::Crew(_)
            | Self::Fallback(_)
            | Self::Notice { .. }
            | Self::AskName
            | Self::ThankYou
            | Self::Goodbye
            | Self::TimeIsUp
            | Self::Apology
            | Self::Held
            | Self::CallAgain => false,
        }
    }
}
