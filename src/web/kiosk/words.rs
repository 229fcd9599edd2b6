//! What the screen of a kiosk says; the words are in `prompts/<language>/kiosk.ftl`. The page brings those of every
//! language, as nobody is known before they have touched it.

use std::fmt::Display;

use serde_json::{Map, Value, json};

use crate::{
    domain::language::Language,
    words,
    words::{BuiltInWords, Catalog, EachLanguage, WordsError},
};

words! {
    /// What stands on the page before its script runs.
    pub struct ScreenWords {
        texts { title, without_scripts, }
        phrases {}
    }
}

static WORDS: BuiltInWords<ScreenWords> =
    BuiltInWords::new(|| EachLanguage::read("kiosk", |catalog| ScreenWords::read(catalog, "screen")));

/// The messages that the script says.
const SCRIPT: [&str; 142] = [
    "now",
    "actions",
    "languages",
    "back",
    "next",
    "try-again",
    "one-moment",
    "more-time",
    "touch-name",
    "touch-letter",
    "letters",
    "names",
    "search",
    "search-name",
    "type-name",
    "nobody-found",
    "key-number",
    "number",
    "letters-too",
    "key-pin",
    "pin",
    "pin-text",
    "code",
    "enter",
    "erase",
    "show-badge",
    "scanned",
    "look",
    "hold-up",
    "scan-or-look",
    "camera-denied",
    "camera-none",
    "use-pin",
    "no-badges",
    "badge-read",
    "unreadable",
    "scan-later",
    "refused",
    "refused-manager",
    "need-name",
    "gone-by",
    "not-now",
    "forgot",
    "forgot-tell",
    "forgot-told",
    "forgot-told-more",
    "forgot-holder",
    "leave-note",
    "note-what",
    "note-name",
    "note-name-missing",
    "note-way",
    "note-in",
    "note-out",
    "note-at",
    "note-at-missing",
    "note-text",
    "note-send",
    "noted",
    "noted-more",
    "undo",
    "undone-more",
    "not-undone-more",
    "what-to-do",
    "choice-in",
    "choice-out",
    "choice-new-shift",
    "choice-switch-job",
    "choice-keep",
    "choice-end-break",
    "photo-notice",
    "photo-none",
    "photo-allow",
    "which-job",
    "which-job-required",
    "job-lost",
    "job-lost-required",
    "job-search",
    "jobs",
    "no-job",
    "colleague",
    "colleague-text",
    "universal",
    "manager",
    "manager-text",
    "codes-stopped",
    "locked-people",
    "nobody-locked",
    "clock-other",
    "clock-whom",
    "sign-in",
    "sign-in-text",
    "connect-none",
    "connect-cleared",
    "connect-unknown",
    "connect-revoked",
    "connect-signature",
    "connect-text",
    "connect-here",
    "connect-code",
    "connect-wrong",
    "connect-wait",
    "connect-refused",
    "connect-expired",
    "connect-again",
    "waiting",
    "waiting-text",
    "start-over",
    "gone",
    "gone-call",
    "offline",
    "offline-text",
    "offline-unsure",
    "offline-call",
    "offline-ask",
    "keep-here",
    "keep",
    "keep-way",
    "keep-in",
    "keep-out",
    "keep-who",
    "keep-who-text",
    "keep-who-missing",
    "keep-who-field",
    "keep-next",
    "keep-job",
    "keep-job-text",
    "keep-full",
    "keep-full-text",
    "keep-failed",
    "keep-failed-text",
    "kept-more",
    "off-suspended",
    "off-suspended-text",
    "off-deactivated",
    "off-deactivated-text",
    "off-disabled",
    "off-disabled-text",
    "off-insecure",
    "off-insecure-text",
    "off-broken",
    "off-broken-text",
];
/// Those with holes, and their holes, which the script fills in itself.
const SCRIPT_PHRASES: [(&str, &[&str]); 30] = [
    ("still-there", &["secs"]),
    ("length", &["hours", "minutes"]),
    ("names-under", &["letter"]),
    ("number-given", &["number"]),
    ("count", &["count", "all"]),
    ("count-open", &["count"]),
    ("forgot-confirm", &["name"]),
    ("forgot-number", &["number"]),
    ("note-for", &["name"]),
    ("clocked-in", &["name"]),
    ("clocked-out", &["name"]),
    ("worked", &["length"]),
    ("job", &["name"]),
    ("clocked-by", &["name"]),
    ("last-in", &["name", "time"]),
    ("last-out", &["name", "time"]),
    ("undone", &["name"]),
    ("not-undone", &["name"]),
    ("forgotten", &["when"]),
    ("just-clocked-in", &["when"]),
    ("just-clocked-out", &["when"]),
    ("manager-is", &["name"]),
    ("unlock", &["name"]),
    ("unlocked", &["name"]),
    ("choice-start-break", &["name"]),
    ("break-started", &["name", "break"]),
    ("break-ended", &["name", "length"]),
    ("kept-in", &["time"]),
    ("kept-out", &["time"]),
    ("kept-count", &["count"]),
];

/// By the name of the message what it says.
static SCRIPT_WORDS: BuiltInWords<Map<String, Value>> =
    BuiltInWords::new(|| EachLanguage::read("kiosk", read_script_words));

fn read_script_words(catalog: &Catalog) -> Result<Map<String, Value>, WordsError> {
    let mut words = Map::new();
    for name in SCRIPT {
        words.insert(name.to_owned(), catalog.text("kiosk", name)?.into());
    }
    for (name, holes) in SCRIPT_PHRASES {
        let marks: Vec<_> = holes.iter().map(|hole| format!("{{{hole}}}")).collect();
        let marks: Vec<&dyn Display> = marks.iter().map(|mark| mark as &dyn Display).collect();
        words.insert(name.to_owned(), catalog.phrase("kiosk", name, holes)?.with(&marks).into());
    }
    Ok(words)
}

/// Whether all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.check()?;
    SCRIPT_WORDS.check()
}

/// What the script says in every language, as JSON: by the code of the language what it calls itself, the tag by which
/// times are written, and the words.
pub(super) fn script_words() -> String {
    let words = Language::ALL.map(|language| {
        let words = json!({ "own": language.own_name(), "tag": language.tag(), "words": SCRIPT_WORDS.of(language) });
        (language.code().to_owned(), words)
    });
    Value::Object(Map::from_iter(words)).to_string()
}

impl ScreenWords {
    /// In this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// Names of messages in the scripts and templates of the screen: whatever is quoted and looks like one.
    fn quoted() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = ["assets/kiosk", "templates/kiosk_screen"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
        let texts = files.into_iter().flatten().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let texts: Vec<_> = texts.collect();
        texts.iter().flat_map(|text| text.split(['"', '`'])).map(str::to_owned).collect()
    }

    #[test]
    fn whatever_the_script_says_has_words_and_no_words_are_left_over() {
        let known: BTreeSet<_> = SCRIPT.into_iter().chain(SCRIPT_PHRASES.map(|(name, _)| name)).collect();
        let quoted = quoted();
        // Put together from a part and a word of the gateway.
        let begins = ["choice-", "connect-", "camera-", "off-", "keep-in", "keep-out"];
        for name in &known {
            let made = begins.iter().any(|begin| name.starts_with(begin)) || name.ends_with("-missing");
            assert!(made || quoted.contains(*name), "nothing says {name}");
        }
        for said in quoted.iter().filter(|text| text.starts_with("say(") || text.ends_with("-text")) {
            let is_place = ["last-text", "sight-text", "still-text"].contains(&said.as_str());
            assert!(is_place || known.contains(said.as_str()) || said.contains('$') || said.contains('('), "{said}");
        }
    }

    #[test]
    fn the_script_finds_each_word_in_every_language() {
        let words: Value = serde_json::from_str(&script_words()).unwrap();
        for (language, own) in [("en", "English"), ("es", "Español"), ("pt", "Português")] {
            assert_eq!(words[language]["own"], own);
            assert_eq!(words[language]["words"].as_object().unwrap().len(), SCRIPT.len() + SCRIPT_PHRASES.len());
        }
        assert_eq!(words["es"]["words"]["count"], "{count} de {all}");
        assert_ne!(words["es"]["words"]["refused"], words["en"]["words"]["refused"]);
    }
}
