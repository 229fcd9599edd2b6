//! Which voice speaks which language, by the provider's names.

pub use crate::domain::each_language::ChosenVoices;
use crate::domain::{each_language::EachLanguage, language::Language};

/// In the place of a voice's name.
const LEFT_TO_THE_ACCOUNT: &str = "account";

/// The voice of each language; `None` leaves it to the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceNames(EachLanguage<Option<String>>);

/// No voice can be called so; for this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceNameError(pub Language);

impl VoiceNames {
    /// These voices.
    #[must_use]
    pub fn new(name: impl Fn(Language) -> &'static str) -> Self {
        Self(EachLanguage::new(|language| Some(name(language).to_owned())))
    }

    /// Other voices in the place of these where they are named; the word `account` leaves one to the account.
    ///
    /// # Errors
    /// When a name is empty, longer than 64 characters or holds others than letters, digits, `.`, `-` and `_`.
    pub fn or(self, chosen: &ChosenVoices) -> Result<Self, VoiceNameError> {
        let fits = |name: &str| {
            (1..=64).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        };
        let is_wrong = |language: &Language| chosen.of(*language).as_deref().is_some_and(|name| !fits(name));
        if let Some(language) = Language::ALL.into_iter().find(is_wrong) {
            return Err(VoiceNameError(language));
        }
        Ok(Self(EachLanguage::new(|language| match chosen.of(language) {
            Some(name) => Some(name.clone()).filter(|name| name != LEFT_TO_THE_ACCOUNT),
            None => self.0.of(language).clone(),
        })))
    }

    pub(in crate::provider) fn of(&self, language: Language) -> Option<&str> {
        self.0.of(language).as_deref()
    }
}
