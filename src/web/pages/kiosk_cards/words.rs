//! What badges and PIN slips say, and the page that a link in a mail leads to, in the employee's language; the words are
//! in `prompts/<language>/pages.ftl`.

use crate::{
    domain::{kiosk::CredentialKind, language::Language},
    words,
    words::{BuiltInWords, EachLanguage, WordsError},
};

words! {
    /// Every text in one language.
    pub struct KioskCardWords {
        texts {
            title,
            holder,
            picture,
            hold_up,
            yours_alone,
            slip_title,
            slip_number,
            slip_by_name,
            slip_by_number,
            slip_alone,
            slip_behind_badge,
            slip_yours_alone,
            show_intro,
            show,
            shown_intro,
            spent_title,
            spent_ask,
        }
        phrases { show_ends(times), }
    }
}

static WORDS: BuiltInWords<KioskCardWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| KioskCardWords::read(catalog, "badge")));

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()
}

impl KioskCardWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    /// How a PIN is keyed at a kiosk.
    #[must_use]
    pub fn how(&self, kind: CredentialKind, behind_badge: bool) -> &str {
        match kind {
            CredentialKind::NamePin if behind_badge => &self.slip_behind_badge,
            CredentialKind::NamePin => &self.slip_by_name,
            CredentialKind::NumberPin => &self.slip_by_number,
            CredentialKind::LonePin => &self.slip_alone,
            CredentialKind::Badge => &self.hold_up,
        }
    }
}
