//! Which days a report is about, as they are typed and as links ask for them.

use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::{
    domain::payroll::Period,
    service::reports::{Asked, LONGEST_DAYS, Span, length},
};

const EARLIEST: Date = date(2000, 1, 1);
const LATEST: Date = date(2199, 12, 31);

const NO_DAY: &str = "This is no day from 2000 to 2199; write it like 2026-03-08.";
const BACKWARDS: &str = "This day lies before the first one.";
const TOO_LONG: &str = "A report covers 366 days at most; choose an earlier day.";
const NO_FIRST: &str = "Say the first day as well.";

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub from: String,
    pub to: String,
}

/// What is wrong with them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    pub from: Option<&'static str>,
    pub to: Option<&'static str>,
}

fn day(typed: &str) -> Result<Option<Date>, &'static str> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse::<Date>() {
            Ok(day) if EARLIEST <= day && day <= LATEST => Ok(Some(day)),
            Ok(_) | Err(_) => Err(NO_DAY),
        },
    }
}

impl Typed {
    pub fn of(days: Period) -> Self {
        Self { from: days.from.to_string(), to: days.to.to_string() }
    }

    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &self.from).append_pair("to", &self.to).finish()
    }

    /// A first day alone asks for its pay period.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn asked(&self) -> Result<Asked, Mistakes> {
        match (day(&self.from), day(&self.to)) {
            (Ok(None), Ok(None)) => Ok(Asked::Usual),
            (Ok(Some(from)), Ok(None)) => Ok(Asked::PayPeriodOf(from)),
            (Ok(None), Ok(Some(_))) => Err(Mistakes { from: Some(NO_FIRST), to: None }),
            (Ok(Some(from)), Ok(Some(to))) if to < from => Err(Mistakes { from: None, to: Some(BACKWARDS) }),
            (Ok(Some(from)), Ok(Some(to))) if length(Period { from, to }) > LONGEST_DAYS => {
                Err(Mistakes { from: None, to: Some(TOO_LONG) })
            }
            (Ok(Some(from)), Ok(Some(to))) => Ok(Asked::Days(Period { from, to })),
            (from, to) => Err(Mistakes { from: from.err(), to: to.err() }),
        }
    }
}

/// The days before and behind, as links.
pub struct Neighbours {
    pub days: Period,
    pub is_pay_period: bool,
    pub is_over: bool,
    pub previous: String,
    pub next: String,
}

impl Neighbours {
    pub fn of(span: &Span) -> Self {
        Self {
            days: span.days,
            is_pay_period: span.is_pay_period,
            is_over: span.is_over,
            previous: Typed::of(span.previous).query(),
            next: Typed::of(span.next).query(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> Result<Asked, Mistakes> {
        Typed { from: from.to_owned(), to: to.to_owned() }.asked()
    }

    #[test]
    fn nothing_is_the_usual_and_a_day_alone_its_pay_period() {
        assert_eq!(asked("", " "), Ok(Asked::Usual));
        assert_eq!(asked(" 2026-03-08 ", ""), Ok(Asked::PayPeriodOf(date(2026, 3, 8))));
        let days = Period { from: date(2026, 3, 8), to: date(2027, 3, 8) };
        assert_eq!(asked("2026-03-08", "2027-03-08"), Ok(Asked::Days(days)));
        let Typed { from, to } = Typed::of(days);
        assert_eq!(asked(&from, &to), Ok(Asked::Days(days)));
    }

    #[test]
    fn mistakes_stand_beside_their_fields() {
        let wrong = |from, to| Err(Mistakes { from, to });
        assert_eq!(asked("soon", "2026-02-30"), wrong(Some(NO_DAY), Some(NO_DAY)));
        assert_eq!(asked("-009999-01-01", "9999-12-31"), wrong(Some(NO_DAY), Some(NO_DAY)));
        assert_eq!(asked("", "2026-03-08"), wrong(Some(NO_FIRST), None));
        assert_eq!(asked("2026-03-08", "2026-03-07"), wrong(None, Some(BACKWARDS)));
        assert_eq!(asked("2026-03-08", "2027-03-09"), wrong(None, Some(TOO_LONG)));
    }
}
