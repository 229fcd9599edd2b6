//! What each message is given, in words.

use jiff::{
    ToSpan,
    civil::{Time, date},
};

use crate::{
    dialog::utterance::{Argument, Arguments, SpokenDay, Utterance},
    domain::{
        language::Language,
        pin::{MAX_DIGITS, MIN_DIGITS},
        spoken::{self, Spoken},
    },
};

pub fn of(utterance: &Utterance, language: Language) -> Arguments {
    match utterance {
        Utterance::ClockedIn { at } => vec![("time", spoken::time(language, at.time()).into())],
        Utterance::ClockedOut { at, worked_secs: None } => vec![("time", spoken::time(language, at.time()).into())],
        Utterance::ClockedOut { at, worked_secs: Some(worked_secs) } => vec![
            ("time", spoken::time(language, at.time()).into()),
            ("worked", spoken::duration(language, *worked_secs).capitalised().into()),
        ],
        Utterance::ForgottenClockOut { since, day } => {
            vec![("day", spoken::day(language, *day).into()), ("time", spoken::time(language, since.time()).into())]
        }
        Utterance::JustClocked { way: _, secs_ago } => vec![("ago", spoken::ago(language, *secs_ago).into())],
        Utterance::JobIs { name } | Utterance::ClockedInTo { name } => vec![("name", Argument::name(name))],
        Utterance::InSince { at, day } => {
            vec![("day", spoken::day(language, *day).into()), ("time", spoken::time(language, at.time()).into())]
        }
        Utterance::OnBreakSince { name, at } | Utterance::BreakStarted { at, name } => {
            vec![("name", Argument::name(name)), ("time", spoken::time(language, at.time()).into())]
        }
        Utterance::OfferBreakKind { name, key } => {
            vec![("name", Argument::name(name)), ("key", Spoken::one(key.to_string()).into())]
        }
        Utterance::BreakEnded { at, secs } => vec![
            ("time", spoken::time(language, at.time()).into()),
            ("length", spoken::duration(language, *secs).capitalised().into()),
        ],
        Utterance::OfferLanguage { key } => vec![("key", Spoken::one(key.to_string()).into())],
        Utterance::HoursOfWeek { secs } => vec![("worked", spoken::duration(language, *secs).into())],
        Utterance::LastPunch { last } => {
            vec![
                ("day", spoken::day(language, last.day).into()),
                ("time", spoken::time(language, last.at.time()).into()),
            ]
        }
        Utterance::Menu(line) => line.arguments(language),
        Utterance::Report(line) => line.arguments(language),
        Utterance::Crew(line) => line.arguments(language),
        Utterance::Notice { text } | Utterance::OwnGreeting { text } => vec![("text", Argument::name(text))],
        Utterance::AskNewPin { min_digits } => vec![("digits", spoken::digits_of(language, *min_digits).into())],
        Utterance::NewPinSet { clock_id } => vec![("id", spoken::digits(language, clock_id.as_str()).into())],
        Utterance::CodeRefused
        | Utterance::AskNewPinAgain
        | Utterance::NewPinRefused
        | Utterance::NewPinsDiffer
        | Utterance::Greeting
        | Utterance::AskId
        | Utterance::NothingHeard
        | Utterance::IdNotUnderstood
        | Utterance::AskPin
        | Utterance::NoMatch
        | Utterance::TooManyFailures
        | Utterance::OneMoment
        | Utterance::AskPinAgain
        | Utterance::NotAChoice
        | Utterance::Kept
        | Utterance::AskJob { can_skip: _ }
        | Utterance::AskNextJob
        | Utterance::AskJobInstead
        | Utterance::JobNotFound
        | Utterance::JobRequired
        | Utterance::NotIn
        | Utterance::OfferStartBreak
        | Utterance::OfferEndBreak
        | Utterance::OfferSwitchJob
        | Utterance::OfferHours
        | Utterance::OfferClockOut
        | Utterance::OfferClockIn
        | Utterance::AskSwitchJob
        | Utterance::AskName
        | Utterance::ThankYou
        | Utterance::Goodbye
        | Utterance::TimeIsUp
        | Utterance::Apology
        | Utterance::Held
        | Utterance::CallAgain
        | Utterance::Fallback(_) => vec![],
    }
}

/// The longest time that is joined from clips, in hours: a week has 168. Of a longer one the whole sentence is spoken.
pub const LONGEST_HOURS: i64 = 199;

/// Everything that a message may be given but for names: what a person reads who records the prompts.
pub fn every(language: Language) -> Vec<Spoken> {
    let times = (0..24).flat_map(|hour| (0..60).filter_map(move |minute| Time::new(hour, minute, 0, 0).ok()));
    // A leap year; its first week has every weekday.
    let dates: Vec<_> = date(2028, 1, 1).series(1.day()).take(366).collect();
    let weekdays = dates.iter().take(7).copied().map(SpokenDay::Weekday);
    let days = [SpokenDay::Today, SpokenDay::Yesterday].into_iter().chain(weekdays);
    let days = days.chain(dates.iter().copied().map(SpokenDay::Date));
    let keys = ('1'..='9').map(|key| Spoken::one(key.to_string()));
    let lengths = (MIN_DIGITS..=MAX_DIGITS).filter_map(|count| u8::try_from(count).ok());
    let mut every: Vec<_> = keys.chain(('0'..='9').map(|digit| spoken::digits(language, &digit.to_string()))).collect();
    every.extend(lengths.map(|count| spoken::digits_of(language, count)));
    every.extend(times.map(|time| spoken::time(language, time)));
    every.extend(days.map(|day| spoken::day(language, day)));
    every.extend([0, 60, 120].map(|secs| spoken::ago(language, secs)));
    every.extend((0..LONGEST_HOURS * 60 + 60).map(|minutes| spoken::duration(language, minutes * 60)));
    every
}
