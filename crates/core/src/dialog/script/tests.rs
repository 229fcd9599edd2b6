use std::fmt::Write;

use jiff::civil;
use proptest::prelude::*;

use super::*;
use crate::{
    dialog::utterance::Way,
    domain::language::Language::{En, Es, Pt},
};

fn built_in() -> BTreeMap<Language, String> {
    embedded::sources().collect()
}

/// The script without clips, so that everything is text.
fn script() -> Script {
    Script::new(built_in()).unwrap()
}

fn said(script: &Script, language: Language, utterance: &Utterance) -> String {
    match script.word(&Line { language, utterance: utterance.clone() }).unwrap() {
        Wording::Text(text) => text,
        Wording::Clips(paths) => panic!("{paths:?} is no text"),
    }
}

/// Every sample in every language.
fn everything() -> Vec<(Language, Utterance, String)> {
    let script = script();
    let pairs = Language::ALL.into_iter().flat_map(|language| samples().into_iter().map(move |said| (language, said)));
    pairs.map(|(language, utterance)| (language, utterance.clone(), said(&script, language, &utterance))).collect()
}

fn edited(language: Language, from: &str, to: &str) -> Result<Script, ScriptError> {
    let mut sources = built_in();
    let source = sources.get_mut(&language).unwrap();
    assert!(source.contains(from), "{from}");
    *source = source.replace(from, to);
    Script::new(sources)
}

#[test]
fn the_whole_script_reads_as_agreed() {
    let script = script();
    let mut table = String::new();
    for utterance in samples() {
        writeln!(table, "{}", utterance.message()).unwrap();
        for language in Language::ALL {
            writeln!(table, "    {}", said(&script, language, &utterance)).unwrap();
        }
        table.push('\n');
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("script", table.trim_end());
    });
}

#[test]
fn the_built_in_script_loads_with_its_clips_and_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Script::embedded().unwrap());
}

#[test]
fn the_samples_leave_no_utterance_out() {
    // An unknown variant makes serde list the known ones in backticks, after the one it was given.
    let error = serde_json::from_str::<Utterance>("\"?\"").unwrap_err().to_string();
    let known: BTreeSet<String> = error.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    let tag = |utterance: &Utterance| {
        let value = serde_json::to_value(utterance).unwrap();
        value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str)).unwrap().to_owned()
    };
    assert_eq!(samples().iter().map(tag).collect::<BTreeSet<_>>(), known);
    assert!(known.contains("greeting") && known.contains("apology"));
}

#[test]
fn every_message_in_the_files_is_said_somewhere() {
    let needed: BTreeSet<&str> = samples().iter().map(Utterance::message).collect();
    for (language, source) in built_in() {
        let message = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
        let lines = source.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let written: Vec<String> = lines.map(|line| message(line).unwrap_or_else(|| panic!("{line}"))).collect();
        assert_eq!(written.iter().map(String::as_str).collect::<BTreeSet<_>>(), needed, "{language}");
    }
}

#[test]
fn every_prompt_is_one_clean_line_of_whole_sentences() {
    for (language, utterance, text) in everything() {
        let place = format!("{language} {}: {text}", utterance.message());
        assert!(!text.contains(['{', '}', '$', '\n', '\u{2068}', '\u{2069}']), "{place}");
        assert!(!text.contains("  ") && text.trim() == text, "{place}");
        assert!(text.ends_with('.') && !text.contains(".."), "{place}");
        for sentence in text.split(". ") {
            assert!(sentence.starts_with(char::is_uppercase), "{place}");
        }
    }
}

#[test]
fn digits_are_keys_to_press_and_nothing_else() {
    for (language, utterance, text) in everything() {
        let text = text.replace("Elm Street 12", "");
        let before = match language {
            En => "press ",
            Es => "oprima ",
            Pt => "digite ",
        };
        for (at, _) in text.match_indices(|letter: char| letter.is_ascii_digit()) {
            assert!(text[..at].ends_with(before), "{} {text}", utterance.message());
        }
    }
}

#[test]
fn english_shares_no_words_with_the_others_and_they_no_sentences() {
    let words = |wanted: Language| -> BTreeSet<String> {
        let texts = everything().into_iter().filter(|(language, ..)| *language == wanted);
        let texts = texts.map(|(_, _, text)| {
            text.replace("Elm Street", "")
                .replace("Luis Herrera", "")
                .replace("We keep recordings for a year.", "")
                .replace("Welcome to Lopez Roofing.", "")
                .to_lowercase()
        });
        texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let shared = |other| words(En).intersection(&words(other)).cloned().collect::<Vec<_>>();
    // "a minute", "a las siete"; "no longer", "no se registró"; the PIN is called that in both.
    assert_eq!(shared(Es), ["", "a", "no", "pin"]);
    // "do not say", "do seu PIN"; "zero seven", "zero sete".
    assert_eq!(shared(Pt), ["", "a", "do", "pin", "zero"]);
    // Two languages that are near to each other still have sentences of their own.
    let texts = |wanted| everything().into_iter().filter(move |(language, ..)| *language == wanted);
    let said_alike: Vec<_> = texts(Es).zip(texts(Pt)).filter(|(es, pt)| es.2 == pt.2).collect();
    let only_arguments = |message: &str| matches!(message, "own-greeting" | "notice" | "held");
    assert!(said_alike.iter().all(|((_, one, _), _)| only_arguments(one.message())), "{said_alike:?}");
}

#[test]
fn the_offer_of_a_language_names_its_key() {
    for language in Language::ALL {
        let text = said(&script(), language, &Utterance::OfferLanguage { key: '7' });
        assert!(text.contains('7'), "{text}");
    }
}

#[test]
fn a_missing_message_stops_the_load_and_is_named() {
    for (language, gone) in [(En, "thank-you"), (Es, "apology")] {
        let error = edited(language, &format!("\n{gone} ="), "\nspare =").unwrap_err();
        assert_eq!(error, ScriptError::NoMessage { language, messages: vec![gone] });
        assert!(error.to_string().contains(gone));
    }
}

#[test]
fn a_missing_language_stops_the_load() {
    let mut sources = built_in();
    sources.remove(&Es);
    assert_eq!(Script::new(sources).unwrap_err(), ScriptError::NoLanguage(Es));
}

#[test]
fn arguments_that_do_not_fit_stop_the_load() {
    let misspelled = edited(Es, "{ $worked }", "{ $trabajado }").unwrap_err();
    assert!(matches!(&misspelled, ScriptError::BadMessage { message: "clocked-out", .. }), "{misspelled}");
    assert!(misspelled.to_string().contains("$trabajado"), "{misspelled}");
    assert_eq!(
        edited(En, "since { $day } at", "since").unwrap_err(),
        ScriptError::LeftOut { language: En, message: "forgotten-clock-out", argument: "day" }
    );
}

#[test]
fn a_file_that_is_not_fluent_or_says_a_message_twice_stops_the_load() {
    for (from, to) in [("kept = ", "kept "), ("kept = ", "goodbye = "), ("{ $time }", "{ $time")] {
        let error = edited(Es, from, to).unwrap_err();
        assert!(matches!(&error, ScriptError::NotFluent { language: Es, .. }), "{error}");
    }
}

#[test]
fn a_job_is_named_as_it_was_written() {
    let script = script();
    for (name, heard) in [
        ("{ $time } {{x}} \"q\" \\u0041", "{ $time } {{x}} \"q\" \\u0041"),
        ("Muelle №7 🏗️ <b>&", "Muelle №7 🏗️ <b>&"),
        (" Dock\r\n\tseven\u{0}\u{2028}north ", "Dock seven north"),
        ("מחסן", "מחסן"),
    ] {
        let text = said(&script, En, &Utterance::JobIs { name: name.to_owned() });
        assert_eq!(text, format!("Job: {heard}."));
    }
}

#[test]
fn a_clip_is_played_in_place_of_fixed_words() {
    let wav = Bytes::from_static(b"RIFF");
    let script = script().with_clips([("es/greeting.wav".to_owned(), wav.clone())]).unwrap();
    let word = |language, utterance| script.word(&Line { language, utterance }).unwrap();
    assert_eq!(word(Es, Utterance::Greeting), Wording::Clips(vec!["es/greeting.wav".to_owned()]));
    assert!(matches!(word(En, Utterance::Greeting), Wording::Text(_)));
    assert!(matches!(word(Es, Utterance::Goodbye), Wording::Text(_)));
    assert_eq!(script.clip_bytes("es/greeting.wav"), Some(wav));
    assert_eq!(script.clip_bytes("en/greeting.wav"), None);
    assert_eq!(script.clip_bytes("../es/greeting.wav"), None);
}

#[test]
fn a_later_clip_takes_the_place_of_an_earlier_one() {
    let clip = |bytes: &'static [u8]| [("en/ask-pin.wav".to_owned(), Bytes::from_static(bytes))];
    let script = script().with_clips(clip(b"built in")).unwrap().with_clips(clip(b"our own")).unwrap();
    assert_eq!(script.clip_bytes("en/ask-pin.wav").unwrap(), &b"our own"[..]);
}

#[test]
fn a_clip_that_would_never_be_played_is_refused() {
    for path in
        ["en/greting.wav", "en/clocked-in.wav", "fr/greeting.wav", "greeting.wav", "en/greeting.mp3", "fr/name-x.wav"]
    {
        let error = script().with_clips([(path.to_owned(), Bytes::new())]).unwrap_err();
        assert_eq!(error, ScriptError::UnknownClip(path.to_owned()));
    }
    assert!(script().clip_paths().contains("es/ask-job-or-skip.wav"));
}

proptest! {
    #[test]
    fn whatever_the_figures_there_are_words(
        secs in any::<i64>(), name in any::<String>(), hour in 0..24_i8, minute in 0..60_i8, out in any::<bool>(),
    ) {
        let script = script();
        let at = civil::date(2026, 3, 3).at(hour, minute, 0, 0);
        let way = if out { Way::Out } else { Way::In };
        for utterance in [
            Utterance::ClockedOut { at, worked_secs: Some(secs) },
            Utterance::JustClocked { way, secs_ago: secs },
            Utterance::ClockedInTo { name: name.clone() },
        ] {
            for language in Language::ALL {
                prop_assert!(!said(&script, language, &utterance).contains(char::is_control));
            }
        }
    }
}
