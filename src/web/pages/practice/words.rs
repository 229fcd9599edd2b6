//! What the practice line's pages say, in the employee's language; the words are in `prompts/<language>/pages.ftl`.

use std::sync::LazyLock;

use crate::{
    domain::language::Language,
    words,
    words::{EachLanguage, WordsError},
};

words! {
    /// Every text in one language.
    pub struct PracticeWords {
        texts {
            title,
            banner,
            ask_title,
            ask_intro,
            clock_id,
            clock_id_hint,
            not_an_id,
            go_on,
            intro,
            your_id,
            your_pin,
            codes,
            without_scripts,
            phone,
            ready,
            time_left,
            level,
            call,
            hang_up,
            keypad,
            keys_hint,
            voice,
            microphone,
            no_voice,
            voice_hint,
            aloud,
            heard,
            heard_hint,
            after,
            after_hint,
            wire,
            busy,
            too_many,
            no_pass,
            failed,
        }
        phrases {}
    }
}

static WORDS: LazyLock<Result<EachLanguage<PracticeWords>, WordsError>> =
    LazyLock::new(|| EachLanguage::read("pages", |catalog| PracticeWords::read(catalog, "practice")));

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.as_ref().map(drop).map_err(Clone::clone)
}

impl PracticeWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        #[expect(clippy::expect_used, reason = "they are built in, and the program has not started without them")]
        WORDS.as_ref().expect("checked at the start").of(language)
    }
}
