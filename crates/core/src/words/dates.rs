//! The names of days, months and halves of the day; the words are in `prompts/<language>/pages.ftl`.

use jiff::{civil::Weekday, fmt::strtime::BrokenDownTime};

use super::{BuiltInWords, EachLanguage, WordsError};
use crate::{domain::language::Language, words};

words! {
    /// The names that dates and times are written with.
    pub struct DateWords {
        texts { weekdays, months, am, pm, }
        phrases {}
    }
}

static WORDS: BuiltInWords<DateWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| DateWords::read(catalog, "date")));

/// A name of a list that stands in one message.
fn nth(names: &str, number: i8) -> &str {
    usize::try_from(number - 1).ok().and_then(|index| names.split_whitespace().nth(index)).unwrap_or_default()
}

impl DateWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    /// Whether all of them are there, in every language. The program starts only then.
    ///
    /// # Errors
    /// Says which message is missing, or wrong.
    pub fn check() -> Result<(), WordsError> {
        WORDS.check()
    }

    /// A pattern of `strftime` in which the names of this moment take the place of `%a`, `%b` and `%p`.
    #[must_use]
    pub fn in_pattern(&self, at: &BrokenDownTime, pattern: &str) -> String {
        let weekday = at.to_date().map_or("", |date| self.weekday(date.weekday()));
        let month = at.month().map_or("", |month| self.month(month));
        let half = at.hour().map_or("", |hour| self.half(hour));
        pattern.replace("%a", weekday).replace("%b", month).replace("%p", half)
    }

    /// The short name of a weekday.
    #[must_use]
    pub fn weekday(&self, day: Weekday) -> &str {
        nth(&self.weekdays, day.to_monday_one_offset())
    }

    /// The short name of a month, 1 to 12.
    #[must_use]
    pub fn month(&self, month: i8) -> &str {
        nth(&self.months, month)
    }

    /// The half of the day that an hour of 24 is in.
    #[must_use]
    pub fn half(&self, hour: i8) -> &str {
        if hour < 12 { &self.am } else { &self.pm }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weekday_and_month_has_a_name() {
        for language in Language::ALL {
            let words = DateWords::of(language);
            assert_eq!((words.weekdays.split(' ').count(), words.months.split(' ').count()), (7, 12));
        }
    }
}
