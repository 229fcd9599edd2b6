//! The languages that callers can choose by a key, before anybody knows them.

use serde::{Deserialize, Serialize};

use super::language::Language;

/// At least one language, each once. The first has the key 1, the second 2, and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfferedLanguages(Vec<Language>);

impl Default for OfferedLanguages {
    /// English and Spanish. A greeting gets longer by each language, so that others are offered only where they are wanted.
    fn default() -> Self {
        Self(vec![Language::En, Language::Es])
    }
}

impl OfferedLanguages {
    /// Reads codes with commas between them, in the order of their keys; None where one is not known or stands twice,
    /// or where there is none.
    #[must_use]
    pub fn parse(codes: &str) -> Option<Self> {
        let languages: Option<Vec<_>> = codes.split(',').map(|code| Language::parse(code.trim())).collect();
        let languages = languages?;
        let once =
            languages.iter().enumerate().all(|(at, language)| !languages.iter().take(at).any(|one| one == language));
        once.then_some(Self(languages))
    }

    /// Whether callers can choose this language.
    #[must_use]
    pub fn contains(&self, language: Language) -> bool {
        self.0.contains(&language)
    }

    /// Each language, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = Language> {
        self.0.iter().copied()
    }

    /// What a greeting in this language offers: each other one, with its key. Where only one language is offered there
    /// is nothing to choose.
    pub fn others(&self, spoken: Language) -> impl Iterator<Item = (char, Language)> {
        self.choices().filter(move |(_, language)| *language != spoken)
    }

    /// The language that a key chooses.
    #[must_use]
    pub fn by_key(&self, pressed: char) -> Option<Language> {
        self.choices().find(|(key, _)| *key == pressed).map(|(_, language)| language)
    }

    /// This language, and behind it every other one that is offered: what is said while nobody knows whom to.
    pub fn beginning_with(&self, first: Language) -> impl Iterator<Item = Language> {
        std::iter::once(first).chain(self.iter().filter(move |language| *language != first))
    }

    /// Every key with its language; none where there is nothing to choose.
    pub fn choices(&self) -> impl Iterator<Item = (char, Language)> {
        let choosable = if self.0.len() > 1 { self.0.as_slice() } else { &[] };
        ('1'..='9').zip(choosable.iter().copied())
    }
}

impl std::fmt::Display for OfferedLanguages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let codes: Vec<_> = self.iter().map(Language::code).collect();
        f.write_str(&codes.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language::{En, Es, Pt};

    #[test]
    fn languages_are_offered_in_the_order_of_the_setting() {
        let offered = OfferedLanguages::parse("pt, en,es").unwrap();
        assert_eq!(offered.to_string(), "pt,en,es");
        assert_eq!(offered.others(En).collect::<Vec<_>>(), [('1', Pt), ('3', Es)]);
        assert_eq!(["1", "2", "3"].map(|key| offered.by_key(key.parse().unwrap())), [Some(Pt), Some(En), Some(Es)]);
        assert_eq!(['0', '4', '#'].map(|key| offered.by_key(key)), [None; 3]);
        assert_eq!(offered.beginning_with(Es).collect::<Vec<_>>(), [Es, Pt, En]);
        assert_eq!(OfferedLanguages::default().to_string(), "en,es");
    }

    #[test]
    fn a_language_that_is_not_offered_is_spoken_and_offers_the_others() {
        let offered = OfferedLanguages::default();
        assert_eq!(offered.others(Pt).collect::<Vec<_>>(), [('1', En), ('2', Es)]);
        assert_eq!(offered.beginning_with(Pt).collect::<Vec<_>>(), [Pt, En, Es]);
    }

    #[test]
    fn where_one_language_is_offered_there_is_nothing_to_choose() {
        let only = OfferedLanguages::parse("es").unwrap();
        assert!(only.contains(Es) && !only.contains(En));
        assert_eq!((only.others(En).count(), only.by_key('1')), (0, None));
    }

    #[test]
    fn what_is_unknown_twice_or_nothing_is_refused() {
        for codes in ["", "en,", "en,fr", "en,en", "en es", "EN"] {
            assert_eq!(OfferedLanguages::parse(codes), None, "{codes}");
        }
    }
}
