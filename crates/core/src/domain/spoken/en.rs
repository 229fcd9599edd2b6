//! American English.

use jiff::civil::{Date, Weekday};

use super::{SpokenDay, entry, on_the_dial, small};

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

pub fn time(hour: usize, minute: usize) -> String {
    // Letters apart, so that every voice spells them.
    let half = if hour < 12 { "A M" } else { "P M" };
    let on_the_dial = cardinal(on_the_dial(hour));
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "noon".to_owned(),
        (_, 0) => format!("{on_the_dial} {half}"),
        (_, 1..=9) => format!("{on_the_dial} oh {} {half}", cardinal(minute)),
        _ => format!("{on_the_dial} {} {half}", cardinal(minute)),
    }
}

pub fn duration(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => "less than a minute".to_owned(),
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{}, {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}

pub fn day(day: SpokenDay) -> String {
    match day {
        SpokenDay::Today => "today".to_owned(),
        SpokenDay::Yesterday => "yesterday".to_owned(),
        SpokenDay::Weekday(date) => weekday(date).to_owned(),
        SpokenDay::Date(date) => {
            format!("{} {}", entry(&MONTHS, small(date.month())), ordinal(small(date.day())))
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

fn counted(number: usize, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", cardinal(number))
}

/// In words below a million, far beyond any time entry; in digits from there.
pub fn cardinal(number: usize) -> String {
    let after = |rest: usize, joint: &str| if rest == 0 { String::new() } else { joint.to_owned() + &cardinal(rest) };
    match number {
        0..20 => entry(&SMALL, number).to_owned(),
        20..100 => format!("{}{}", entry(&TENS, number / 10), after(number % 10, "-")),
        100..1_000 => format!("{} hundred{}", cardinal(number / 100), after(number % 100, " ")),
        1_000..1_000_000 => format!("{} thousand{}", cardinal(number / 1_000), after(number % 1_000, " ")),
        1_000_000.. => number.to_string(),
    }
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
