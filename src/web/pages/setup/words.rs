//! What the employee's own page and the wallet card say, in the employee's language; the words are in
//! `prompts/<language>/pages.ftl`.

use jiff::civil::Date;

use crate::{
    domain::{language::Language, pin::WeakPinError},
    service::credentials::setup_links::SetupError,
    web::pages::typed_secret::PinFormError,
    words,
    words::{BuiltInWords, EachLanguage, WordsError},
};

words! {
    /// Every text in one language.
    pub struct SetupWords {
        texts {
            choose_title,
            employer,
            choose_intro,
            pin,
            again,
            save,
            differ,
            done_title,
            done_intro,
            done_again,
            used_before,
            call,
            ask_for_number,
            clock_id,
            how,
            step_call,
            step_id,
            step_pin,
            step_wait,
            say_name,
            own_page,
            own_page_hint,
            own_page_open,
            practice,
            practice_hint,
            practice_now,
            card_practice,
            shortcut,
            shortcut_hint,
            code_title,
            code_intro,
            code,
            code_hint,
            go_on,
            not_a_code,
            wrong_code,
            too_many,
            busy,
            card_title,
            card_code,
            card_step_code,
            card_step_pin,
            card_step_after,
            card_pin,
            spent_title,
            spent_saved,
            spent_ask,
            one_digit,
            run,
            common,
            year,
            own_id,
            own_phone,
        }
        phrases { length(min), short(min), good_until(day), card_step_begin(address), }
    }
}

static WORDS: BuiltInWords<SetupWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| SetupWords::read(catalog, "setup")));

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()
}

impl SetupWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    /// Call, key the ID, key the PIN, hear the time.
    #[must_use]
    pub fn steps(&self) -> [&str; 4] {
        [&self.step_call, &self.step_id, &self.step_pin, &self.step_wait]
    }

    /// What to do with a link that does not work.
    #[must_use]
    pub fn spent(&self) -> [&str; 2] {
        [&self.spent_saved, &self.spent_ask]
    }

    fn weakness(&self, weakness: WeakPinError) -> String {
        match weakness {
            WeakPinError::Short { min_digits } => self.short(min_digits),
            WeakPinError::OneDigit => self.one_digit.clone(),
            WeakPinError::Run => self.run.clone(),
            WeakPinError::Common => self.common.clone(),
            WeakPinError::Year => self.year.clone(),
            WeakPinError::OwnId => self.own_id.clone(),
            WeakPinError::OwnPhone => self.own_phone.clone(),
        }
    }

    /// The sentence behind a [`reason`] of an address.
    #[must_use]
    pub fn told(&self, reason: &str, min_digits: usize) -> Option<String> {
        let weakness = match reason {
            "differ" => return Some(self.differ.clone()),
            "not-a-code" => return Some(self.not_a_code.clone()),
            "code" => return Some(self.wrong_code.clone()),
            "busy" => return Some(self.busy.clone()),
            "too-many" => return Some(self.too_many.clone()),
            "short" => WeakPinError::Short { min_digits },
            "one-digit" => WeakPinError::OneDigit,
            "run" => WeakPinError::Run,
            "common" => WeakPinError::Common,
            "year" => WeakPinError::Year,
            "own-id" => WeakPinError::OwnId,
            "own-phone" => WeakPinError::OwnPhone,
            _ => return None,
        };
        Some(self.weakness(weakness))
    }

    /// The last day of a code, where its holder is.
    #[must_use]
    pub fn until(&self, day: Date) -> String {
        let written = match self.language {
            Language::En => day.strftime("%m/%d/%Y"),
            Language::Es | Language::Pt => day.strftime("%d/%m/%Y"),
        };
        self.good_until(written)
    }
}

/// Why a PIN or a code was refused, as it stands in an address.
#[must_use]
pub const fn reason(error: &SetupError) -> &'static str {
    match error {
        SetupError::NotAPin(_) | SetupError::Weak(WeakPinError::Short { .. }) => "short",
        SetupError::Weak(WeakPinError::OneDigit) => "one-digit",
        SetupError::Weak(WeakPinError::Run) => "run",
        SetupError::Weak(WeakPinError::Common) => "common",
        SetupError::Weak(WeakPinError::Year) => "year",
        SetupError::Weak(WeakPinError::OwnId) => "own-id",
        SetupError::Weak(WeakPinError::OwnPhone) => "own-phone",
        SetupError::TooMany => "too-many",
        SetupError::Hash(_) => "busy",
        SetupError::Spent | SetupError::Used | SetupError::Store(_) => "code",
    }
}

/// The same of a form that holds no PIN.
#[must_use]
pub(in crate::web::pages) const fn form_reason(error: PinFormError) -> &'static str {
    match error {
        PinFormError::Differ => "differ",
        PinFormError::NotAPin(_) => "short",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEAKNESSES: [WeakPinError; 7] = [
        WeakPinError::Short { min_digits: 6 },
        WeakPinError::OneDigit,
        WeakPinError::Run,
        WeakPinError::Common,
        WeakPinError::Year,
        WeakPinError::OwnId,
        WeakPinError::OwnPhone,
    ];

    #[test]
    fn a_reason_in_an_address_tells_what_was_refused() {
        for language in Language::ALL {
            let words = SetupWords::of(language);
            for weakness in WEAKNESSES {
                let error = SetupError::Weak(weakness);
                assert_eq!(words.told(reason(&error), 6), Some(words.weakness(weakness)));
            }
            assert_eq!(words.told(reason(&SetupError::Spent), 0), Some(words.wrong_code.clone()));
            assert_eq!(words.told(reason(&SetupError::TooMany), 0), Some(words.too_many.clone()));
            assert_eq!(words.told("", 4), None);
            assert_eq!(words.told("<b>", 4), None);
        }
    }

    #[test]
    fn every_weakness_is_told_in_the_language_of_the_page() {
        for weakness in WEAKNESSES {
            let [english, spanish, portuguese] = Language::ALL.map(|language| {
                let words = SetupWords::of(language);
                assert_eq!(words.language, language);
                words.weakness(weakness)
            });
            assert!(english != spanish && english != portuguese && spanish != portuguese);
            assert!([english, spanish, portuguese].iter().all(|said| said.ends_with('.')));
        }
    }
}
