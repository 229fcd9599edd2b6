//! One of something for each language that workers have.

use super::language::Language;

/// The same in every language that workers have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EachLanguage<T> {
    english: T,
    spanish: T,
    portuguese: T,
}

/// Voices that were chosen in the settings, where any were.
pub type ChosenVoices = EachLanguage<Option<String>>;

impl<T> EachLanguage<T> {
    /// What there is for each language.
    pub fn new(made: impl Fn(Language) -> T) -> Self {
        Self { english: made(Language::En), spanish: made(Language::Es), portuguese: made(Language::Pt) }
    }

    /// The same, where it may not be there.
    ///
    /// # Errors
    /// What is the matter with the first language without it.
    pub fn try_new<E>(made: impl Fn(Language) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self { english: made(Language::En)?, spanish: made(Language::Es)?, portuguese: made(Language::Pt)? })
    }

    /// In this language.
    #[must_use]
    pub const fn of(&self, language: Language) -> &T {
        match language {
            Language::En => &self.english,
            Language::Es => &self.spanish,
            Language::Pt => &self.portuguese,
        }
    }
}
