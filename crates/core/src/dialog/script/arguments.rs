//! What each message is given, in words.

use crate::{
    dialog::utterance::{Utterance, on_one_line},
    domain::{language::Language, spoken},
};

/// Names as they stand in the Fluent files, without the `$`.
pub type Arguments = Vec<(&'static str, String)>;

pub fn of(utterance: &Utterance, language: Language) -> Arguments {
    match utterance {
        Utterance::ClockedIn { at } => vec![("time", spoken::time(language, at.time()))],
        Utterance::ClockedOut { at, worked_secs: None } => vec![("time", spoken::time(language, at.time()))],
        Utterance::ClockedOut { at, worked_secs: Some(worked_secs) } => vec![
            ("time", spoken::time(language, at.time())),
            ("worked", capitalised(&spoken::duration(language, *worked_secs))),
        ],
        Utterance::ForgottenClockOut { since, day } => {
            vec![("day", spoken::day(language, *day)), ("time", spoken::time(language, since.time()))]
        }
        Utterance::JustClocked { way: _, secs_ago } => vec![("ago", spoken::ago(language, *secs_ago))],
        Utterance::JobIs { name } | Utterance::ClockedInTo { name } => vec![("name", on_one_line(name))],
        Utterance::InSince { at, day } => {
            vec![("day", spoken::day(language, *day)), ("time", spoken::time(language, at.time()))]
        }
        Utterance::OnBreakSince { name, at } | Utterance::BreakStarted { at, name } => {
            vec![("name", on_one_line(name)), ("time", spoken::time(language, at.time()))]
        }
        Utterance::OfferBreakKind { name, key } => vec![("name", on_one_line(name)), ("key", key.to_string())],
        Utterance::BreakEnded { at, secs } => vec![
            ("time", spoken::time(language, at.time())),
            ("length", capitalised(&spoken::duration(language, *secs))),
        ],
        Utterance::HoursOfWeek { secs } => vec![("worked", spoken::duration(language, *secs))],
        Utterance::LastPunch { last } => {
            vec![("day", spoken::day(language, last.day)), ("time", spoken::time(language, last.at.time()))]
        }
        Utterance::Menu(line) => line.arguments(language),
        Utterance::Report(line) => line.arguments(language),
        Utterance::Crew(line) => line.arguments(language),
        Utterance::Notice { text } | Utterance::OwnGreeting { text } => vec![("text", on_one_line(text))],
        Utterance::AskNewPin { min_digits } => vec![("digits", spoken::digits_of(language, *min_digits))],
        Utterance::NewPinSet { clock_id } => vec![("id", spoken::digits(language, clock_id.as_str()))],
        Utterance::CodeRefused
        | Utterance::AskNewPinAgain
        | Utterance::NewPinRefused
        | Utterance::NewPinsDiffer
        | Utterance::Greeting
        | Utterance::OfferLanguage
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

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
