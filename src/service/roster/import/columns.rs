//! What a column is, by the words of its heading.

mod jobs;
mod words;

use serde::{Deserialize, Serialize};

use self::words::{HeadingWord, words_of};

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is called what it is called everywhere")]
pub enum ListKind {
    Employees,
    Jobs,
}

impl ListKind {
    /// What a column with this heading is, and its rank among others of its kind, 0 for the one that counts first.
    #[must_use]
    pub fn named(self, heading: &str) -> (ImportColumn, u8) {
        match self {
            Self::Employees => ImportColumn::named(heading),
            Self::Jobs => jobs::named(heading),
        }
    }

    /// What the columns of such a list can be, in the order in which people look for them.
    #[must_use]
    pub const fn columns(self) -> &'static [ImportColumn] {
        match self {
            Self::Employees => &[
                ImportColumn::Name,
                ImportColumn::LastFirst,
                ImportColumn::First,
                ImportColumn::Middle,
                ImportColumn::Last,
                ImportColumn::SecondLast,
                ImportColumn::Suffix,
                ImportColumn::Number,
                ImportColumn::PayrollId,
                ImportColumn::Email,
                ImportColumn::Phone,
                ImportColumn::Language,
                ImportColumn::TimeZone,
                ImportColumn::Starts,
                ImportColumn::Status,
                ImportColumn::Active,
                ImportColumn::Ended,
                ImportColumn::VoiceCheck,
            ],
            Self::Jobs => &[ImportColumn::JobName, ImportColumn::PhoneCode, ImportColumn::AccountingCode],
        }
    }
}

/// What a column says of a person or a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the others are fields of a person or a job, or parts of a name")]
pub enum ImportColumn {
    Name,
    /// The name with the last name in front, with or without a comma behind it.
    LastFirst,
    First,
    Middle,
    Last,
    SecondLast,
    Suffix,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
    /// The day on which somebody starts.
    Starts,
    /// Whether somebody works here still, in words.
    Status,
    /// The same as yes or no.
    Active,
    /// The day on which somebody left.
    Ended,
    JobName,
    PhoneCode,
    AccountingCode,
    Unknown,
}

impl ImportColumn {
    /// Whether it names whom or what a line is about.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::LastFirst | Self::First | Self::Last | Self::JobName)
    }

    /// What a column with this heading is, and its rank among others of its kind, 0 for the one that counts first.
    #[must_use]
    pub fn named(heading: &str) -> (Self, u8) {
        let Some(words) = words_of(heading) else { return (Self::Unknown, 0) };
        let column = Self::new(&words);
        let is_lesser = words.contains(&HeadingWord::Lesser);
        let rank = match column {
            Self::Phone if words.contains(&HeadingWord::Mobile) => u8::from(is_lesser),
            Self::Phone if words.contains(&HeadingWord::Which) => 2,
            Self::Phone => 1 + 2 * u8::from(is_lesser),
            Self::Number => u8::from(words.contains(&HeadingWord::Badge)),
            Self::Name
            | Self::LastFirst
            | Self::First
            | Self::Middle
            | Self::Last
            | Self::SecondLast
            | Self::Suffix
            | Self::Email
            | Self::PayrollId
            | Self::Language
            | Self::TimeZone
            | Self::VoiceCheck
            | Self::Starts
            | Self::Status
            | Self::Active
            | Self::Ended
            | Self::JobName
            | Self::PhoneCode
            | Self::AccountingCode
            | Self::Unknown => u8::from(is_lesser),
        };
        (column, rank)
    }

    fn new(words: &[HeadingWord]) -> Self {
        let has = |word| words.contains(&word);
        let others = |allowed: &[HeadingWord]| {
            words.iter().all(|word| allowed.contains(word) || matches!(word, HeadingWord::Person | HeadingWord::Filler))
        };
        let contact = |more: &[HeadingWord]| -> Vec<HeadingWord> {
            [HeadingWord::Which, HeadingWord::Whole, HeadingWord::Lesser].iter().chain(more).copied().collect()
        };
        let named = |more: &[HeadingWord]| -> Vec<HeadingWord> {
            [HeadingWord::Whole, HeadingWord::Lesser, HeadingWord::Name].iter().chain(more).copied().collect()
        };
        if has(HeadingWord::Email) && others(&contact(&[HeadingWord::Email, HeadingWord::Number])) {
            Self::Email
        } else if (has(HeadingWord::Phone) || has(HeadingWord::Mobile))
            && others(&contact(&[HeadingWord::Phone, HeadingWord::Mobile, HeadingWord::Number]))
        {
            Self::Phone
        } else if has(HeadingWord::Language) && others(&contact(&[HeadingWord::Language, HeadingWord::Number])) {
            Self::Language
        } else if (has(HeadingWord::TimeZone) || has(HeadingWord::Zone) && words.len() > 1)
            && others(&[HeadingWord::Time, HeadingWord::Zone, HeadingWord::TimeZone])
        {
            Self::TimeZone
        } else if has(HeadingWord::Voice)
            && has(HeadingWord::Check)
            && others(&[HeadingWord::Voice, HeadingWord::Check])
        {
            Self::VoiceCheck
        } else if has(HeadingWord::Start) && has(HeadingWord::Date) && others(&[HeadingWord::Start, HeadingWord::Date])
        {
            Self::Starts
        } else if has(HeadingWord::Ended)
            && has(HeadingWord::Date)
            && others(&[HeadingWord::Ended, HeadingWord::Date, HeadingWord::Last])
        {
            Self::Ended
        } else if has(HeadingWord::Status)
            && others(&[
                HeadingWord::Status,
                HeadingWord::Active,
                HeadingWord::Whole,
                HeadingWord::Number,
                HeadingWord::Post,
            ])
        {
            Self::Status
        } else if has(HeadingWord::Active) && others(&[HeadingWord::Active]) {
            Self::Active
        } else if has(HeadingWord::Payroll)
            && has(HeadingWord::Number)
            && others(&[HeadingWord::Payroll, HeadingWord::Number])
        {
            Self::PayrollId
        } else if others(&[HeadingWord::Number, HeadingWord::Badge, HeadingWord::Time])
            && (has(HeadingWord::Number) || has(HeadingWord::Badge))
        {
            Self::Number
        } else {
            Self::of_name(words, &others, &named)
        }
    }

    fn of_name(
        words: &[HeadingWord],
        others: &dyn Fn(&[HeadingWord]) -> bool,
        named: &dyn Fn(&[HeadingWord]) -> Vec<HeadingWord>,
    ) -> Self {
        let has = |word| words.contains(&word);
        let is_last = has(HeadingWord::Last) || has(HeadingWord::Surname);
        let whole =
            [HeadingWord::First, HeadingWord::Last, HeadingWord::Surname, HeadingWord::Middle, HeadingWord::Suffix];
        if has(HeadingWord::Suffix) && others(&[HeadingWord::Suffix, HeadingWord::Name]) {
            Self::Suffix
        } else if has(HeadingWord::Middle) && others(&named(&[HeadingWord::Middle])) {
            Self::Middle
        } else if has(HeadingWord::Second)
            && others(&[HeadingWord::Second, HeadingWord::Last, HeadingWord::Surname, HeadingWord::Name])
        {
            if is_last { Self::SecondLast } else { Self::Middle }
        } else if has(HeadingWord::Primer) && others(&[HeadingWord::Primer, HeadingWord::Surname, HeadingWord::Name]) {
            if is_last { Self::Last } else { Self::First }
        } else if has(HeadingWord::First) && is_last && others(&named(&whole)) {
            Self::Name
        } else if has(HeadingWord::Surname) && others(&named(&[HeadingWord::Surname])) {
            if has(HeadingWord::Name) { Self::Name } else { Self::Last }
        } else if has(HeadingWord::Last) && others(&named(&[HeadingWord::Last])) {
            Self::Last
        } else if has(HeadingWord::First) && others(&named(&[HeadingWord::First])) {
            Self::First
        } else if has(HeadingWord::Name) && others(&named(&[HeadingWord::Payroll]))
            || has(HeadingWord::Person) && others(&[])
        {
            Self::Name
        } else {
            Self::Unknown
        }
    }
}

/// What the columns of a list are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Which sheet of the file, counted from 0.
    pub sheet: usize,
    /// The number of the line that names the columns; none where there is no such line.
    pub head: Option<u64>,
    /// What each column is, from the left.
    pub columns: Vec<ImportColumn>,
    /// Whether an empty cell empties a field of somebody who is there.
    pub clears: bool,
}

#[cfg(test)]
mod tests;
