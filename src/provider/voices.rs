//! Which voice speaks which language, by the provider's names.

use crate::domain::language::Language;

/// In the place of a voice's name.
const LEFT_TO_THE_ACCOUNT: &str = "account";

/// The voice of each language; `None` leaves it to the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceNames {
    en: Option<String>,
    es: Option<String>,
}

/// No voice can be called so; for this language, as settings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoiceNameError(pub &'static str);

impl VoiceNames {
    /// These voices.
    #[must_use]
    pub fn new(en: &str, es: &str) -> Self {
        Self { en: Some(en.to_owned()), es: Some(es.to_owned()) }
    }

    /// Other voices in the place of these where they are named; the word `account` leaves one to the account.
    ///
    /// # Errors
    /// When a name is empty, longer than 64 characters or holds others than letters, digits, `.`, `-` and `_`.
    pub fn or(self, en: Option<&str>, es: Option<&str>) -> Result<Self, VoiceNameError> {
        let voice = |name: Option<&str>, unset, language| {
            let Some(name) = name else { return Ok(unset) };
            let fits = (1..=64).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
            if fits {
                Ok(Some(name.to_owned()).filter(|name| name != LEFT_TO_THE_ACCOUNT))
            } else {
                Err(VoiceNameError(language))
            }
        };
        Ok(Self { en: voice(en, self.en, "EN")?, es: voice(es, self.es, "ES")? })
    }

    pub(in crate::provider) fn of(&self, language: Language) -> Option<&str> {
        match language {
            Language::En => self.en.as_deref(),
            Language::Es => self.es.as_deref(),
        }
    }
}
