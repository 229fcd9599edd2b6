//! What is said after a practice call, in the employee's language; the words are in `prompts/<language>/pages.ftl`.

use crate::{
    domain::language::Language,
    words,
    words::{BuiltInWords, EachLanguage, WordsError},
};

words! {
    /// How long a call took, and every lesson, in one language.
    pub struct LessonWords {
        texts {
            took_one,
            same_words,
            not_yet,
            asked_again,
            star_repeats,
            key_ahead,
            hang_up,
            hung_up,
            pound,
            say_name,
            any_phone,
        }
        phrases { took(secs), }
    }
}

static WORDS: BuiltInWords<LessonWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| LessonWords::read(catalog, "lesson")));

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()
}

impl LessonWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }
}
