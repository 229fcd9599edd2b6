//! The languages callers and workers are spoken to in, and those that the office reads.

use serde::{Deserialize, Serialize};

/// What a worker hears and reads: calls, their own pages, kiosks and mail. It belongs to the employee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese as spoken in Brazil.
    Pt,
}

impl Language {
    /// Every language, in the order in which people are shown them.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Pt];

    /// The ISO 639-1 code, also the name of the folder under `prompts/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
        }
    }

    /// The tag telephony providers know the language by (BCP 47, as it is spoken where the workers are from).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-US",
            Self::Es => "es-US",
            Self::Pt => "pt-BR",
        }
    }

    /// What those who speak it call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Pt => "Português",
        }
    }

    /// The code in capitals, as names of settings end with it: `PHONECLOCK_TWILIO_VOICE_PT`.
    #[must_use]
    pub const fn in_settings(self) -> &'static str {
        match self {
            Self::En => "EN",
            Self::Es => "ES",
            Self::Pt => "PT",
        }
    }

    /// Reads what [`Self::code`] gives; None for a language that calls do not speak.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Every other language.
    #[must_use]
    pub fn others(self) -> Vec<Self> {
        Self::ALL.into_iter().filter(|language| *language != self).collect()
    }

    /// Every code, with commas between them.
    #[must_use]
    pub fn codes() -> String {
        Self::ALL.map(Self::code).join(", ")
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// What users read: the pages of the office and mail about its work. Fewer than [`Language`], since these words are
/// many times as many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OfficeLanguage {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl OfficeLanguage {
    /// Every language of the office.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The same language as one that workers have.
    #[must_use]
    pub const fn spoken(self) -> Language {
        match self {
            Self::En => Language::En,
            Self::Es => Language::Es,
        }
    }

    /// What the office has for somebody who reads this language; None where it has nothing.
    #[must_use]
    pub fn of(language: Language) -> Option<Self> {
        Self::ALL.into_iter().find(|office| office.spoken() == language)
    }

    /// What the office has for somebody who reads this language: English where it has nothing else.
    #[must_use]
    pub fn nearest(language: Language) -> Self {
        Self::of(language).unwrap_or(Self::En)
    }

    /// The ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.spoken().code()
    }

    /// Reads what [`Self::code`] gives; None for a language that the office does not have.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Language::parse(code).and_then(Self::of)
    }
}

impl From<OfficeLanguage> for Language {
    fn from(language: OfficeLanguage) -> Self {
        language.spoken()
    }
}

impl std::fmt::Display for OfficeLanguage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_language_is_known_by_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
            assert_eq!(language.to_string(), language.code());
            assert_eq!(language.in_settings(), language.code().to_uppercase());
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{language}\""));
        }
        for code in ["", "EN", "en-US", "fr"] {
            assert_eq!(Language::parse(code), None, "{code}");
        }
        assert_eq!(Language::ALL.map(Language::own_name).into_iter().collect::<BTreeSet<_>>().len(), 3);
    }

    #[test]
    fn the_tag_a_provider_gets_is_of_the_same_language() {
        for language in Language::ALL {
            assert_eq!(language.tag().split_once('-').unwrap().0, language.code());
        }
    }

    #[test]
    fn the_office_has_some_of_the_languages_of_workers_and_english_for_the_others() {
        for office in OfficeLanguage::ALL {
            assert_eq!(OfficeLanguage::parse(office.code()), Some(office));
            assert_eq!(OfficeLanguage::nearest(office.spoken()), office);
            assert_eq!(serde_json::to_string(&office).unwrap(), serde_json::to_string(&office.spoken()).unwrap());
        }
        assert_eq!(OfficeLanguage::of(Language::Pt), None);
        assert_eq!(OfficeLanguage::nearest(Language::Pt), OfficeLanguage::En);
        assert_eq!(OfficeLanguage::parse("pt"), None);
    }
}
