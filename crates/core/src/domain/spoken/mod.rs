//! Times, days and durations as people say them, spelled out in words. One file a language.

mod en;
mod es;
#[cfg(test)]
mod tests;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::language::Language;

/// A day as people name it, seen from the day of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpokenDay {
    /// The day of the call.
    Today,
    /// The day before the call.
    Yesterday,
    /// Two to six days ago: its weekday is enough.
    Weekday(civil::Date),
    /// Further away: month and day.
    Date(civil::Date),
}

impl SpokenDay {
    /// How to name `date` on the day that is `today`.
    #[must_use]
    pub fn new(date: civil::Date, today: civil::Date) -> Self {
        match (today - date).get_days() {
            0 => Self::Today,
            1 => Self::Yesterday,
            2..=6 => Self::Weekday(date),
            _ => Self::Date(date),
        }
    }
}

/// A wall-clock time to the minute, the seconds left off: "six fifty-nine A M", "las siete y cinco de la mañana".
/// The Spanish one brings its article, so that "a" and "desde" go straight before it.
#[must_use]
pub fn time(language: Language, time: civil::Time) -> String {
    let (hour, minute) = (small(time.hour()), small(time.minute()));
    match language {
        Language::En => en::time(hour, minute),
        Language::Es => es::time(hour, minute),
    }
}

/// Elapsed seconds in hours and minutes, rounded down: "eight hours, thirty-two minutes". What is under a minute,
/// a clock set back included, is "less than a minute".
#[must_use]
pub fn duration(language: Language, secs: i64) -> String {
    let minutes = whole_minutes(secs);
    match language {
        Language::En => en::duration(minutes),
        Language::Es => es::duration(minutes),
    }
}

/// How long ago something was: "one minute ago", "hace un minuto". Rounds like [`duration`].
#[must_use]
pub fn ago(language: Language, secs: i64) -> String {
    let elapsed = duration(language, secs);
    match language {
        Language::En => format!("{elapsed} ago"),
        Language::Es => format!("hace {elapsed}"),
    }
}

/// A day by its name alone, as it follows "since" or "desde": "yesterday", "Monday", "March third"; "el lunes".
#[must_use]
pub fn day(language: Language, day: SpokenDay) -> String {
    match language {
        Language::En => en::day(day),
        Language::Es => es::day(day),
    }
}

/// The day on which something was: "yesterday", "on Monday", "on March third"; "ayer", "el lunes".
#[must_use]
pub fn on_day(language: Language, when: SpokenDay) -> String {
    let named = day(language, when);
    match (language, when) {
        (Language::En, SpokenDay::Weekday(_) | SpokenDay::Date(_)) => format!("on {named}"),
        (Language::En, SpokenDay::Today | SpokenDay::Yesterday) | (Language::Es, _) => named,
    }
}

/// Each digit as a word: "four, eight, two".
#[must_use]
pub fn digits(language: Language, digits: &str) -> String {
    let word = |digit: char| {
        let digit = usize::try_from(digit.to_digit(10)?).ok()?;
        Some(match language {
            Language::En => en::cardinal(digit),
            Language::Es => es::cardinal(digit, es::Gender::Alone),
        })
    };
    digits.chars().filter_map(word).collect::<Vec<_>>().join(", ")
}

/// A number of digits, such as "four".
#[must_use]
pub fn digits_of(language: Language, count: u8) -> String {
    match language {
        Language::En => en::cardinal(count.into()),
        Language::Es => es::cardinal(count.into(), es::Gender::Masculine),
    }
}

fn whole_minutes(secs: i64) -> usize {
    usize::try_from(secs / 60).unwrap_or(0)
}

/// One to twelve.
const fn on_the_dial(hour: usize) -> usize {
    match hour % 12 {
        0 => 12,
        hour => hour,
    }
}

/// The calendar's numbers are small and never negative.
fn small(number: i8) -> usize {
    usize::from(number.unsigned_abs())
}

/// A word out of a table that covers every number it is asked for.
fn entry(table: &[&'static str], index: usize) -> &'static str {
    table.get(index).copied().unwrap_or_default()
}
