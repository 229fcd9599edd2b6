//! What a column is, by the words of its heading.

mod words;

use self::words::{Word, words_of};

/// What a column says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the others are fields of a person, or parts of a name")]
pub enum Column {
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

impl Column {
    /// What a column with this heading is, and its rank among others of its kind, 0 for the one that counts first.
    #[must_use]
    pub fn named(heading: &str) -> (Self, u8) {
        let Some(words) = words_of(heading) else { return (Self::Unknown, 0) };
        let column = Self::of(&words);
        let is_lesser = words.contains(&Word::Lesser);
        let rank = match column {
            Self::Phone if words.contains(&Word::Mobile) => u8::from(is_lesser),
            Self::Phone if words.contains(&Word::Which) => 2,
            Self::Phone => 1 + 2 * u8::from(is_lesser),
            Self::Number => u8::from(words.contains(&Word::Badge)),
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

    fn of(words: &[Word]) -> Self {
        let has = |word| words.contains(&word);
        let others = |allowed: &[Word]| {
            words.iter().all(|word| allowed.contains(word) || matches!(word, Word::Person | Word::Filler))
        };
        let contact = |more: &[Word]| -> Vec<Word> {
            [Word::Which, Word::Whole, Word::Lesser].iter().chain(more).copied().collect()
        };
        let named = |more: &[Word]| -> Vec<Word> {
            [Word::Whole, Word::Lesser, Word::Name].iter().chain(more).copied().collect()
        };
        if has(Word::Email) && others(&contact(&[Word::Email, Word::Number])) {
            Self::Email
        } else if (has(Word::Phone) || has(Word::Mobile))
            && others(&contact(&[Word::Phone, Word::Mobile, Word::Number]))
        {
            Self::Phone
        } else if has(Word::Language) && others(&contact(&[Word::Language, Word::Number])) {
            Self::Language
        } else if (has(Word::TimeZone) || has(Word::Zone) && words.len() > 1)
            && others(&[Word::Time, Word::Zone, Word::TimeZone])
        {
            Self::TimeZone
        } else if has(Word::Voice) && has(Word::Check) && others(&[Word::Voice, Word::Check]) {
            Self::VoiceCheck
        } else if has(Word::Ended) && has(Word::Date) && others(&[Word::Ended, Word::Date, Word::Last]) {
            Self::Ended
        } else if has(Word::Status) && others(&[Word::Status, Word::Active, Word::Whole, Word::Number, Word::Post]) {
            Self::Status
        } else if has(Word::Active) && others(&[Word::Active]) {
            Self::Active
        } else if has(Word::Payroll) && has(Word::Number) && others(&[Word::Payroll, Word::Number]) {
            Self::PayrollId
        } else if others(&[Word::Number, Word::Badge, Word::Time]) && (has(Word::Number) || has(Word::Badge)) {
            Self::Number
        } else {
            Self::of_name(words, &others, &named)
        }
    }

    fn of_name(words: &[Word], others: &dyn Fn(&[Word]) -> bool, named: &dyn Fn(&[Word]) -> Vec<Word>) -> Self {
        let has = |word| words.contains(&word);
        let is_last = has(Word::Last) || has(Word::Surname);
        let whole = [Word::First, Word::Last, Word::Surname, Word::Middle, Word::Suffix];
        if has(Word::Suffix) && others(&[Word::Suffix, Word::Name]) {
            Self::Suffix
        } else if has(Word::Middle) && others(&named(&[Word::Middle])) {
            Self::Middle
        } else if has(Word::Second) && others(&[Word::Second, Word::Last, Word::Surname, Word::Name]) {
            if is_last { Self::SecondLast } else { Self::Middle }
        } else if has(Word::Primer) && others(&[Word::Primer, Word::Surname, Word::Name]) {
            if is_last { Self::Last } else { Self::First }
        } else if has(Word::First) && is_last && others(&named(&whole)) {
            Self::Name
        } else if has(Word::Surname) && others(&named(&[Word::Surname])) {
            if has(Word::Name) { Self::Name } else { Self::Last }
        } else if has(Word::Last) && others(&named(&[Word::Last])) {
            Self::Last
        } else if has(Word::First) && others(&named(&[Word::First])) {
            Self::First
        } else if has(Word::Name) && others(&named(&[Word::Payroll])) || has(Word::Person) && others(&[]) {
            Self::Name
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests;
