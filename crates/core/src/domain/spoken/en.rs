//! American English.

use jiff::civil::{Date, Weekday};

use super::{Spoken, SpokenDay, entry, on_the_dial, small};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const MONTHS: [&str; 13] = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub fn time(hour: usize, minute: usize) -> Spoken {
    // Letters apart, so that every voice spells them.
    let half = Spoken::one(if hour < 12 { "A M" } else { "P M" });
    let on_the_dial = cardinal(on_the_dial(hour));
    match (hour, minute) {
        (0, 0) => Spoken::one("midnight"),
        (12, 0) => Spoken::one("noon"),
        (_, 0) => on_the_dial.then(half),
        (_, 1..=9) => on_the_dial.then(Spoken::one(format!("oh {}", cardinal(minute)))).then(half),
        _ => on_the_dial.then(cardinal(minute)).then(half),
    }
}

pub fn duration(minutes: usize) -> Spoken {
    match (minutes / 60, minutes % 60) {
        (0, 0) => Spoken::one("less than a minute"),
        (0, minutes) => counted(minutes, "minute", ""),
        (hours, 0) => counted(hours, "hour", ""),
        (hours, minutes) => counted(hours, "hour", ",").then(counted(minutes, "minute", "")),
    }
}

pub fn day(day: SpokenDay) -> Spoken {
    match day {
        SpokenDay::Today => Spoken::one("today"),
        SpokenDay::Yesterday => Spoken::one("yesterday"),
        SpokenDay::Weekday(date) => Spoken::one(weekday(date)),
        SpokenDay::Date(date) => {
            Spoken::one(entry(&MONTHS, small(date.month()))).then(Spoken::one(ordinal(small(date.day()))))
        }
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn counted(number: usize, unit: &str, behind: &str) -> Spoken {
    let plural = if number == 1 { "" } else { "s" };
    cardinal(number).then(Spoken::one(format!("{unit}{plural}{behind}")))
}

/// In words below a million, far beyond any time entry; in digits from there. Hundreds and thousands are pieces of their
/// own.
pub fn cardinal(number: usize) -> Spoken {
    match number {
        0..20 => Spoken::one(entry(&SMALL, number)),
        20..100 => {
            let ones =
                if number.is_multiple_of(10) { String::new() } else { format!("-{}", entry(&SMALL, number % 10)) };
            Spoken::one(format!("{}{ones}", entry(&TENS, number / 10)))
        }
        100..1_000 => Spoken::one(format!("{} hundred", entry(&SMALL, number / 100))).then(rest(number % 100)),
        1_000..1_000_000 => cardinal(number / 1_000).then(Spoken::one("thousand")).then(rest(number % 1_000)),
        1_000_000.. => Spoken::one(number.to_string()),
    }
}

fn rest(number: usize) -> Spoken {
    if number == 0 { Spoken::default() } else { cardinal(number) }
}

/// A day of the month.
fn ordinal(number: usize) -> String {
    match number {
        20 => "twentieth".to_owned(),
        21..30 => format!("twenty-{}", entry(&ORDINALS, number - 20)),
        30 => "thirtieth".to_owned(),
        31 => "thirty-first".to_owned(),
        _ => entry(&ORDINALS, number).to_owned(),
    }
}
