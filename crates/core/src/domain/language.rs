//! The languages callers are spoken to in.

use serde::{Deserialize, Serialize};

/// A language the call is spoken in; it belongs to the employee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// Every language, in the order of their keys.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The ISO 639-1 code, also the name of the folder under `prompts/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The tag telephony providers know the language by (BCP 47, as spoken in the United States).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-US",
            Self::Es => "es-US",
        }
    }

    /// The one that the greeting offers beside this one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Es,
            Self::Es => Self::En,
        }
    }

    /// The key that chooses this language in the greeting.
    #[must_use]
    pub const fn key(self) -> char {
        match self {
            Self::En => '1',
            Self::Es => '2',
        }
    }

    /// Reads what [`Self::code`] gives; None for a language that calls do not speak.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
            assert_eq!(language.to_string(), language.code());
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{language}\""));
        }
        for code in ["", "EN", "en-US", "fr"] {
            assert_eq!(Language::parse(code), None, "{code}");
        }
    }

    #[test]
    fn the_tag_a_provider_gets_is_of_the_same_language() {
        for language in Language::ALL {
            assert_eq!(language.tag().split_once('-').unwrap().0, language.code());
        }
    }

    #[test]
    fn every_language_has_a_key_of_its_own_on_the_phone() {
        let [first, second] = Language::ALL.map(Language::key);
        assert!(first.is_ascii_digit() && second.is_ascii_digit() && first != second);
    }

    #[test]
    fn the_greeting_of_each_language_offers_the_other() {
        for language in Language::ALL {
            assert_ne!(language.other(), language);
            assert_eq!(language.other().other(), language);
        }
    }
}
