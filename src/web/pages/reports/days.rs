//! Which days a report is about, as they are typed and as links ask for them.

use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::{
    domain::{payroll::Period, pen::Pen},
    service::payroll::reports::{MAX_REPORT_DAYS, ReportQuery, ReportSpan, length},
    web::pages::form_errors::FormErrors,
    wording::admin::ReportsWords,
};

const EARLIEST: Date = date(2000, 1, 1);
const LATEST: Date = date(2199, 12, 31);

/// The first and the last day, as they are typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DaysForm {
    /// The first day, as YYYY-MM-DD.
    pub from: String,
    /// The last day, as YYYY-MM-DD.
    pub to: String,
}

fn day<'a>(words: &'a ReportsWords, typed: &str) -> Result<Option<Date>, &'a str> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse::<Date>() {
            Ok(day) if EARLIEST <= day && day <= LATEST => Ok(Some(day)),
            Ok(_) | Err(_) => Err(&words.no_day),
        },
    }
}

impl DaysForm {
    /// Those days.
    pub fn new(days: Period) -> Self {
        Self { from: days.from.to_string(), to: days.to.to_string() }
    }

    /// The query that asks for them.
    pub fn in_address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &self.from).append_pair("to", &self.to).finish()
    }

    /// Reads the days; a first day alone asks for its pay period.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn query(&self, words: &ReportsWords) -> Result<ReportQuery, FormErrors> {
        match (day(words, &self.from), day(words, &self.to)) {
            (Ok(None), Ok(None)) => Ok(ReportQuery::Usual),
            (Ok(Some(from)), Ok(None)) => Ok(ReportQuery::PayPeriodOf(from)),
            (Ok(None), Ok(Some(_))) => Err(FormErrors::new("from", &words.no_first)),
            (Ok(Some(from)), Ok(Some(to))) if to < from => Err(FormErrors::new("to", &words.backwards)),
            (Ok(Some(from)), Ok(Some(to))) if length(Period { from, to }) > MAX_REPORT_DAYS => {
                Err(FormErrors::new("to", &words.too_long))
            }
            (Ok(Some(from)), Ok(Some(to))) => Ok(ReportQuery::Days(Period { from, to })),
            (from, to) => Err(FormErrors::each([("from", from.err()), ("to", to.err())])),
        }
    }
}

/// The days of a report, and those before and after as links.
pub struct Neighbors {
    /// The days, as the workspace writes them.
    pub days: String,
    /// Whether they are one pay period.
    pub is_pay_period: bool,
    /// Whether the last day is past.
    pub is_over: bool,
    /// The query that asks for the days before.
    pub previous: String,
    /// The query that asks for the days after.
    pub next: String,
}

impl Neighbors {
    /// The days of a report with their links.
    pub fn new(span: &ReportSpan, pen: &Pen) -> Self {
        Self {
            days: pen.period(span.days),
            is_pay_period: span.is_pay_period,
            is_over: span.is_over,
            previous: DaysForm::new(span.previous).in_address(),
            next: DaysForm::new(span.next).in_address(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    fn english() -> &'static ReportsWords {
        &AdminWords::of(OfficeLanguage::En).reports
    }

    fn query(from: &str, to: &str) -> Result<ReportQuery, FormErrors> {
        DaysForm { from: from.to_owned(), to: to.to_owned() }.query(english())
    }

    #[test]
    fn nothing_is_the_usual_and_a_day_alone_its_pay_period() {
        assert_eq!(query("", " "), Ok(ReportQuery::Usual));
        assert_eq!(query(" 2026-03-08 ", ""), Ok(ReportQuery::PayPeriodOf(date(2026, 3, 8))));
        let days = Period { from: date(2026, 3, 8), to: date(2027, 3, 8) };
        assert_eq!(query("2026-03-08", "2027-03-08"), Ok(ReportQuery::Days(days)));
        let DaysForm { from, to } = DaysForm::new(days);
        assert_eq!(query(&from, &to), Ok(ReportQuery::Days(days)));
    }

    #[test]
    fn mistakes_stand_beside_their_fields() {
        let words = english();
        let wrong = |from: Option<&String>, to: Option<&String>| {
            let mut errors = FormErrors::default();
            from.iter().for_each(|words| errors.add("from", words));
            to.iter().for_each(|words| errors.add("to", words));
            Err(errors)
        };
        assert_eq!(query("soon", "2026-02-30"), wrong(Some(&words.no_day), Some(&words.no_day)));
        assert_eq!(query("-009999-01-01", "9999-12-31"), wrong(Some(&words.no_day), Some(&words.no_day)));
        assert_eq!(query("", "2026-03-08"), wrong(Some(&words.no_first), None));
        assert_eq!(query("2026-03-08", "2026-03-07"), wrong(None, Some(&words.backwards)));
        assert_eq!(query("2026-03-08", "2027-03-09"), wrong(None, Some(&words.too_long)));
    }
}
