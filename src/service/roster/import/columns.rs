//! What a column is, by the words of its heading.

mod words;

use self::words::{HeadingWord, words_of};

/// What a column says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the others are fields of a person, or parts of a name")]
pub enum ImportColumn {
    Name,
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
    /// Whether somebody works here still, in words.
    Status,
    /// The same as yes or no.
    Active,
    /// The day on which somebody left.
    Ended,
    Unknown,
}

impl ImportColumn {
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
            | Self::Status
            | Self::Active
            | Self::Ended
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

#[cfg(test)]
mod tests;
