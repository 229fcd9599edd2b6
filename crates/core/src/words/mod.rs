//! Words for people who read: what pages and mails say, from the Fluent files under `prompts/`. They are read once, whole
//! or not at all; what they are filled with later cannot fail.

mod catalog;
mod dates;
#[cfg(test)]
mod tests;

use std::{
    fmt::{self, Write as _},
    sync::LazyLock,
};

pub use self::{
    catalog::{Catalog, WordsError},
    dates::DateWords,
};
pub use crate::domain::each_language::EachLanguage;
use crate::domain::language::{Language, OfficeLanguage};

/// Where the first value of a phrase stands, the second behind it, and so on: characters that no text has.
const FIRST_HOLE: u32 = 0xE000;

/// A sentence with holes for values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(String);

impl Phrase {
    fn hole(nth: usize) -> char {
        u32::try_from(nth).ok().and_then(|nth| char::from_u32(FIRST_HOLE + nth)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The sentence with its values.
    #[must_use]
    pub fn with(&self, values: &[&dyn fmt::Display]) -> String {
        filled(&self.0, values)
    }

    /// What stands before and behind the value `nth`, for a page that makes a link of that one.
    #[must_use]
    pub fn around(&self, nth: usize, values: &[&dyn fmt::Display]) -> (String, String) {
        let (before, behind) = self.0.split_once(Self::hole(nth)).unwrap_or((&self.0, ""));
        (filled(before, values), filled(behind, values))
    }
}

fn filled(text: &str, values: &[&dyn fmt::Display]) -> String {
    let mut words = String::new();
    for letter in text.chars() {
        let nth = u32::from(letter).checked_sub(FIRST_HOLE).and_then(|nth| usize::try_from(nth).ok());
        match nth.and_then(|nth| values.get(nth)) {
            // Writing to a string does not fail.
            Some(value) => write!(words, "{value}").unwrap_or_default(),
            None => words.push(letter),
        }
    }
    words
}

impl<T> EachLanguage<T> {
    /// Reads `prompts/<language>/<file>.ftl` of every language.
    ///
    /// # Errors
    /// When a file, a message or an argument is missing.
    pub fn read(file: &'static str, words: impl Fn(&Catalog) -> Result<T, WordsError>) -> Result<Self, WordsError> {
        Self::try_new(|language| words(&Catalog::embedded(language, file)?))
    }
}

/// The same in every language that the office has.
#[derive(Debug)]
pub struct EachOfficeLanguage<T> {
    english: T,
    spanish: T,
}

impl<T> EachOfficeLanguage<T> {
    /// Reads `prompts/<language>/<file>.ftl` of every language of the office.
    ///
    /// # Errors
    /// When a file, a message or an argument is missing.
    pub fn read(file: &'static str, words: impl Fn(&Catalog) -> Result<T, WordsError>) -> Result<Self, WordsError> {
        let read = |language: OfficeLanguage| words(&Catalog::embedded(language.spoken(), file)?);
        Ok(Self { english: read(OfficeLanguage::En)?, spanish: read(OfficeLanguage::Es)? })
    }

    /// In this language.
    #[must_use]
    pub const fn of(&self, language: OfficeLanguage) -> &T {
        match language {
            OfficeLanguage::En => &self.english,
            OfficeLanguage::Es => &self.spanish,
        }
    }
}

/// Words that are built into the program, read once: [`EachLanguage`] or [`EachOfficeLanguage`].
pub struct BuiltIn<E>(LazyLock<Result<E, WordsError>>);

/// Words in every language that workers have.
pub type BuiltInWords<T> = BuiltIn<EachLanguage<T>>;

/// Words in every language that the office has.
pub type BuiltInOfficeWords<T> = BuiltIn<EachOfficeLanguage<T>>;

impl<E> BuiltIn<E> {
    /// What reading them gives.
    #[must_use]
    pub const fn new(read: fn() -> Result<E, WordsError>) -> Self {
        Self(LazyLock::new(read))
    }

    /// Whether all of them are there, in every language. The program starts only then.
    ///
    /// # Errors
    /// Says which message is missing, or wrong.
    pub fn check(&self) -> Result<(), WordsError> {
        self.0.as_ref().map(drop).map_err(Clone::clone)
    }

    fn read(&self) -> &E {
        #[expect(clippy::expect_used, reason = "they are built in, and the program has not started without them")]
        self.0.as_ref().expect("checked at the start")
    }
}

impl<T> BuiltInWords<T> {
    /// In this language.
    #[must_use]
    pub fn of(&self, language: Language) -> &T {
        self.read().of(language)
    }
}

impl<T> BuiltInOfficeWords<T> {
    /// In this language.
    #[must_use]
    pub fn of(&self, language: OfficeLanguage) -> &T {
        self.read().of(language)
    }
}

/// A struct with a text for each message of a part of a file, and a method for each message that takes values. The field
/// `go_on` is the message `setup-go-on` when the part `setup` is read.
#[macro_export]
macro_rules! words {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident {
            texts { $($text:ident,)* }
            phrases { $($phrase:ident($($value:ident),+),)* }
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        $vis struct $name {
            /// The language they are in.
            pub language: $crate::domain::language::Language,
            $(
                #[doc = concat!("What the message of the name `", stringify!($text), "` says.")]
                pub $text: String,
            )*
            $(
                #[doc = concat!("What the message of the name `", stringify!($phrase), "` says, with holes.")]
                pub $phrase: $crate::words::Phrase,
            )*
        }

        impl $name {
            /// Reads all of them, of one part of a file.
            ///
            /// # Errors
            /// When a message is missing, or takes other values.
            pub fn read(
                catalog: &$crate::words::Catalog,
                part: &str,
            ) -> Result<Self, $crate::words::WordsError> {
                Ok(Self {
                    language: catalog.language(),
                    $($text: catalog.text(part, stringify!($text))?,)*
                    $($phrase: catalog.phrase(part, stringify!($phrase), &[$(stringify!($value)),+])?,)*
                })
            }

            $(
                #[doc = concat!("What the message of the name `", stringify!($phrase), "` says.")]
                #[must_use]
                pub fn $phrase(&self, $($value: impl std::fmt::Display),+) -> String {
                    self.$phrase.with(&[$(&$value),+])
                }
            )*
        }
    };
}

fn list(errors: &[impl fmt::Display]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
