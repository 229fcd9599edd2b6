//! A day and a time as two fields, for forms on which only the time is typed.

use jiff::{Timestamp, civil::Time};
use serde::Deserialize;

use super::{
    field::SelectOption,
    form_errors::FormErrors,
    time_entries::form::{TimeField, TimeReader, shown},
};
use crate::{domain::workspace::Zone, wording::admin::AdminWords};

/// What somebody typed into both, and which one of a time that came twice.
#[derive(Debug, Clone, Copy)]
pub struct TypedWhen<'a> {
    /// The day, as the browser's field sends it.
    pub date: &'a str,
    /// The time.
    pub time: &'a str,
    /// Which one is meant where the time came twice.
    pub which: &'a str,
}

/// What somebody typed about a clock-in and a clock-out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TypedTimes {
    in_date: String,
    in_time: String,
    in_which: String,
    out_date: String,
    out_time: String,
    out_which: String,
}

impl TypedTimes {
    /// The fields of both as they are before anybody types: the day, the time, and which one of two it is.
    #[must_use]
    pub fn new(clock_in: (String, String, String), clock_out: (String, String, String)) -> Self {
        let ((in_date, in_time, in_which), (out_date, out_time, out_which)) = (clock_in, clock_out);
        Self { in_date, in_time, in_which, out_date, out_time, out_which }
    }

    /// When it began.
    #[must_use]
    pub fn clock_in(&self) -> TypedWhen<'_> {
        TypedWhen { date: &self.in_date, time: &self.in_time, which: &self.in_which }
    }

    /// When it ended.
    #[must_use]
    pub fn clock_out(&self) -> TypedWhen<'_> {
        TypedWhen { date: &self.out_date, time: &self.out_time, which: &self.out_which }
    }
}

/// A field for a day and a field for a time.
#[derive(Debug, Clone)]
pub struct WhenField {
    /// The beginning of its ids in the page.
    pub key: String,
    /// The beginning of its names in the form.
    pub name: &'static str,
    /// What it asks for, such as `Clock-out`.
    pub label: &'static str,
    /// The day.
    pub date: String,
    /// The time.
    pub time: String,
    /// Empty unless the time came twice.
    pub which: Vec<SelectOption>,
    /// What is wrong with it, in a sentence.
    pub wrong: Option<String>,
    /// Whether the time must not stay empty.
    pub required: bool,
}

impl WhenField {
    /// A field with what is known or was typed.
    #[must_use]
    pub fn new(
        words: &'static AdminWords,
        (key, name, label): (&str, &'static str, &'static str),
        typed: TypedWhen<'_>,
        zone: &Zone,
        errors: &FormErrors,
    ) -> Self {
        let whole = format!("{}T{}", typed.date.trim(), normal(typed.time));
        let field = TimeField::new(words, (name, label), (&whole, typed.which), zone, errors);
        Self {
            key: format!("{key}{name}"),
            name,
            label,
            date: typed.date.to_owned(),
            time: typed.time.to_owned(),
            which: field.which,
            wrong: field.wrong,
            required: false,
        }
    }

    /// The same where the time must not stay empty.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The day, the time to the minute, and which one of two it is.
#[must_use]
pub fn day_and_time(at: Timestamp, zone: &Zone) -> (String, String, String) {
    let local = zone.local(at);
    let (_, which) = shown(at, zone);
    (local.strftime("%Y-%m-%d").to_string(), local.strftime("%H:%M").to_string(), which)
}

/// Reads a time that must not stay empty; an empty one is noted as wrong.
pub(super) fn read_needed(
    reader: &mut TimeReader<'_>,
    name: &'static str,
    typed: TypedWhen<'_>,
    current: Option<Timestamp>,
) -> Option<Timestamp> {
    if typed.time.trim().is_empty() {
        reader.errors.add(name, &reader.words.when.no_time);
    }
    read(reader, name, typed, current)
}

/// Reads both; `None` where no time is typed, or something is wrong. A time that was left as it is shown stays the moment
/// that it is, to the millisecond.
pub(super) fn read(
    reader: &mut TimeReader<'_>,
    name: &'static str,
    typed: TypedWhen<'_>,
    current: Option<Timestamp>,
) -> Option<Timestamp> {
    let TypedWhen { date, time, which } = typed;
    let (date, time) = (date.trim(), normal(time));
    if time.is_empty() {
        return None;
    }
    let left_alone = current.filter(|current| {
        let (day, minute, one_of_two) = day_and_time(*current, reader.zone);
        (day.as_str(), minute.as_str(), one_of_two.as_str()) == (date, time.as_str(), which)
    });
    left_alone.or_else(|| reader.time(name, (&format!("{date}T{time}"), which), current))
}

/// What people type where the browser has a plain field, as a browser's own field sends it.
fn normal(time: &str) -> String {
    let time = time.trim();
    let twelve = ["%I:%M %p", "%I:%M%p"].into_iter().find_map(|format| Time::strptime(format, time).ok());
    twelve.map_or_else(|| time.to_owned(), |time| time.strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    fn reader(zone: &Zone) -> TimeReader<'_> {
        TimeReader { words: AdminWords::of(OfficeLanguage::En), zone, errors: FormErrors::default() }
    }

    fn typed<'a>(date: &'a str, time: &'a str) -> TypedWhen<'a> {
        TypedWhen { date, time, which: "" }
    }

    #[test]
    fn a_time_left_as_it_is_shown_keeps_its_seconds_and_another_one_is_what_was_typed() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at: Timestamp = "2026-11-17T13:02:11.345Z".parse().unwrap();
        let (day, minute, _) = day_and_time(at, &zone);
        assert_eq!((day.as_str(), minute.as_str()), ("2026-11-17", "07:02"));
        let mut reader = reader(&zone);
        assert_eq!(read(&mut reader, "in", typed(&day, &minute), Some(at)), Some(at));
        let other = "2026-11-17T13:03:00Z".parse().ok();
        assert_eq!(read(&mut reader, "in", typed(&day, "07:03"), Some(at)), other);
        assert_eq!(read(&mut reader, "in", typed(&day, " "), Some(at)), None);
        assert!(reader.errors.is_empty());
        assert_eq!(read(&mut reader, "out", typed("", "07:03"), None), None);
        assert!(reader.errors.of("out").is_some());
    }

    #[test]
    fn a_plain_field_takes_the_time_as_americans_write_it() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let mut reader = reader(&zone);
        for (time, at) in [("3:41 PM", "2026-11-17T21:41:00Z"), ("12:05am", "2026-11-17T06:05:00Z")] {
            assert_eq!(read(&mut reader, "in", typed("2026-11-17", time), None), at.parse().ok(), "{time}");
        }
    }
}
