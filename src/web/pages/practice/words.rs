//! What the practice line's pages and their script say, in the employee's language; the words are in
//! `prompts/<language>/pages.ftl`.

use serde_json::{Map, Value};

use crate::{
    domain::language::Language,
    words,
    words::{BuiltInWords, Catalog, EachLanguage, WordsError},
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

static WORDS: BuiltInWords<PracticeWords> =
    BuiltInWords::new(|| EachLanguage::read("pages", |catalog| PracticeWords::read(catalog, "practice")));

/// The messages that the script of the phone says.
const SCRIPT: [&str; 23] = [
    "call-over",
    "no-connection",
    "calling",
    "voice-instead",
    "silence-instead",
    "nothing-said",
    "hanging-up",
    "on-line",
    "recording-next",
    "voice-speaks",
    "say-name",
    "ringing",
    "tries-again",
    "ready",
    "prompt-plays",
    "waits",
    "no-key",
    "dead",
    "you-hung-up",
    "gateway-hung-up",
    "nobody-there",
    "five-minutes",
    "stopping",
];
/// Those with holes, and their holes, which the script fills in itself.
const SCRIPT_PHRASES: [(&str, &[&str]); 6] = [
    ("seconds-left", &["n"]),
    ("key-pressed", &["n"]),
    ("keys-pressed", &["n"]),
    ("key-pressed-then", &["n", "last"]),
    ("keys-pressed-then", &["n", "last"]),
    ("recorded", &["n"]),
];

static SCRIPT_WORDS: BuiltInWords<Vec<String>> = BuiltInWords::new(|| EachLanguage::read("pages", read_script_words));

fn read_script_words(catalog: &Catalog) -> Result<Vec<String>, WordsError> {
    let texts = SCRIPT.into_iter().map(|name| catalog.text("phone", name));
    let phrases = SCRIPT_PHRASES.into_iter().map(|(name, holes)| -> Result<_, WordsError> {
        let phrase = catalog.phrase("phone", name, holes)?;
        Ok(match holes {
            [_, _] => phrase.with(&[&"{n}", &"{last}"]),
            _ => phrase.with(&[&"{n}"]),
        })
    });
    texts.chain(phrases).collect()
}

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()?;
    SCRIPT_WORDS.check()
}

/// What the script says, as JSON: by each English sentence the one of this language.
pub(super) fn script_words(language: Language) -> String {
    let pairs = SCRIPT_WORDS.of(Language::En).iter().zip(SCRIPT_WORDS.of(language));
    let words: Map<_, _> = pairs.map(|(english, said)| (english.clone(), Value::from(said.clone()))).collect();
    Value::Object(words).to_string()
}

impl PracticeWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_script_says_has_words_in_every_language() {
        let words: Map<String, Value> = serde_json::from_str(&script_words(Language::Es)).unwrap();
        let is_said = |text: &&str| text.ends_with(['.', '…']) || text.contains("{n} ");
        let phone = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/phone.js"));
        let phone_words = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/phone_words.js"));
        let mut count = 0;
        for code in [phone, phone_words] {
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for said in code.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_said) {
                assert!(words.get(said).is_some_and(|spanish| spanish != said), "{said}");
                count += 1;
            }
        }
        assert!(count > 20, "{count} sentences");
    }
}
