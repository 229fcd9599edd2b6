//! Times, days and durations as people say them, spelled out in words. One file a language.
//!
//! Words come in the pieces in which they are recorded, so that a row of clips can stand for them.

mod en;
mod es;
mod pt;
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

/// Words as they are said, in the pieces in which they are recorded: "six", "fifty-nine", "A M".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken(Vec<String>);

impl Spoken {
    /// Words in one piece.
    #[must_use]
    pub fn one(words: impl Into<String>) -> Self {
        Self(vec![words.into()])
    }

    /// These, and others behind them.
    #[must_use]
    pub fn then(self, others: Self) -> Self {
        Self(self.0.into_iter().chain(others.0).collect())
    }

    /// The same with a mark behind the last piece.
    fn behind(mut self, mark: &str) -> Self {
        if let Some(last) = self.0.last_mut() {
            last.push_str(mark);
        }
        self
    }

    /// The same as the beginning of a sentence.
    #[must_use]
    pub fn capitalised(mut self) -> Self {
        if let Some(first) = self.0.first_mut() {
            let mut letters = first.chars();
            *first = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        }
        self
    }

    /// Piece by piece.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl std::fmt::Display for Spoken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
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
/// The Spanish one brings its article, so that "a" and "desde" go straight before it; the Portuguese one its preposition,
/// "às sete", which runs together with the article.
#[must_use]
pub fn time(language: Language, time: civil::Time) -> Spoken {
    let (hour, minute) = (small(time.hour()), small(time.minute()));
    match language {
        Language::En => en::time(hour, minute),
        Language::Es => es::time(hour, minute),
        Language::Pt => pt::time(hour, minute),
    }
}

/// Elapsed seconds in hours and minutes, rounded down: "eight hours, thirty-two minutes". What is under a minute,
/// a clock set back included, is "less than a minute".
#[must_use]
pub fn duration(language: Language, secs: i64) -> Spoken {
    let minutes = whole_minutes(secs);
    match language {
        Language::En => en::duration(minutes),
        Language::Es => es::duration(minutes),
        Language::Pt => pt::duration(minutes),
    }
}

/// How long ago something was: "one minute ago", "hace un minuto". Rounds like [`duration`].
#[must_use]
pub fn ago(language: Language, secs: i64) -> Spoken {
    let elapsed = duration(language, secs);
    match language {
        Language::En => elapsed.then(Spoken::one("ago")),
        Language::Es => Spoken::one("hace").then(elapsed),
        Language::Pt => Spoken::one("há").then(elapsed),
    }
}

/// A day by its name alone, as it follows "since" or "desde": "yesterday", "Monday", "March third"; "el lunes".
#[must_use]
pub fn day(language: Language, day: SpokenDay) -> Spoken {
    match language {
        Language::En => en::day(day),
        Language::Es => es::day(day),
        Language::Pt => pt::day(day),
    }
}

/// The day on which something was: "yesterday", "on Monday", "on March third"; "ayer", "el lunes"; "no sábado".
#[must_use]
pub fn on_day(language: Language, when: SpokenDay) -> Spoken {
    let named = day(language, when);
    match (language, when) {
        (Language::En, SpokenDay::Weekday(_) | SpokenDay::Date(_)) => Spoken::one("on").then(named),
        (Language::Pt, _) => pt::on_day(when),
        (Language::En, SpokenDay::Today | SpokenDay::Yesterday) | (Language::Es, _) => named,
    }
}

/// Each digit as a word: "four, eight, two".
#[must_use]
pub fn digits(language: Language, digits: &str) -> Spoken {
    let word = |digit: char| {
        let digit = usize::try_from(digit.to_digit(10)?).ok()?;
        Some(match language {
            Language::En => en::cardinal(digit),
            Language::Es => es::cardinal(digit, es::Gender::Alone),
            Language::Pt => pt::digit(digit),
        })
    };
    digits.chars().filter_map(word).reduce(|said, digit| said.behind(",").then(digit)).unwrap_or_default()
}

/// A number of digits, such as "four".
#[must_use]
pub fn digits_of(language: Language, count: u8) -> Spoken {
    match language {
        Language::En => en::cardinal(count.into()),
        Language::Es => es::cardinal(count.into(), es::Gender::Masculine),
        Language::Pt => pt::cardinal(count.into(), pt::Gender::Masculine),
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
