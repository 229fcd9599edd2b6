//! Rows of clips: whole or not at all, and from the checklist alone.

use jiff::{
    ToSpan,
    civil::{Time, date},
};

use super::*;
use crate::{
    dialog::utterance::{CrewLine, ReportLine, SpokenDay, Way},
    domain::{
        language::Language::{En, Es, Pt},
        phone_clock_id::PhoneClockId,
    },
};

fn script() -> Script {
    Script::new(embedded::sources()).unwrap()
}

/// A script that has a clip for each of these paths.
fn with(paths: impl IntoIterator<Item = String>) -> Script {
    script().with_clips(paths.into_iter().map(|path| (path, Bytes::from_static(b"RIFF")))).unwrap()
}

fn worded(script: &Script, language: Language, utterance: Utterance) -> Wording {
    script.word(&Line { language, utterance }).unwrap()
}

/// The names of the files in the order in which they are played.
fn played(script: &Script, language: Language, utterance: Utterance) -> Vec<String> {
    let Wording::Clips(paths) = worded(script, language, utterance) else { panic!("it is spoken") };
    let own = format!("{language}/");
    paths.iter().map(|path| path.strip_prefix(&own).unwrap().strip_suffix(".wav").unwrap().to_owned()).collect()
}

fn at(hour: i8, minute: i8) -> jiff::civil::DateTime {
    date(2026, 3, 3).at(hour, minute, 0, 0)
}

/// What callers can hear at every time of day, on every day and of every length up to a week, and of every ID.
fn all_that_is_said() -> Vec<Utterance> {
    let mut said = samples();
    let times = (0..24).flat_map(|hour| (0..60).map(move |minute| at(hour, minute)));
    said.extend(times.map(|at| Utterance::ClockedIn { at }));
    let dates: Vec<_> = date(2028, 1, 1).series(1.day()).take(366).collect();
    let days = dates.iter().map(|day| SpokenDay::Date(*day));
    let days = days.chain(dates.iter().take(7).map(|day| SpokenDay::Weekday(*day)));
    let days = days.chain([SpokenDay::Today, SpokenDay::Yesterday]);
    said.extend(days.map(|day| Utterance::InSince { at: at(6, 59), day }));
    said.extend((0..200 * 60).map(|minutes| Utterance::HoursOfWeek { secs: minutes * 60 }));
    said.extend((0..=120).map(|secs_ago| Utterance::JustClocked { way: Way::In, secs_ago }));
    said.extend(('1'..='9').map(|key| Utterance::OfferLanguage { key }));
    said.extend((4..=12).map(|min_digits| Utterance::AskNewPin { min_digits }));
    let ids = (100_000..103_000).filter_map(|id: u32| PhoneClockId::parse(&id.to_string()).ok());
    said.extend(ids.map(|clock_id| Utterance::NewPinSet { clock_id }));
    said
}

#[test]
fn every_sentence_is_assembled_from_exactly_the_clips_on_the_checklist() {
    let script = script();
    for language in Language::ALL {
        let listed: BTreeSet<_> = script.checklist(language).unwrap().into_iter().map(|clip| clip.path).collect();
        let mut used = BTreeSet::new();
        for utterance in all_that_is_said() {
            let arguments = arguments::of(&utterance, language);
            let row = script.row(language, &utterance, &arguments).unwrap();
            used.extend(row.unwrap_or_default().into_iter().map(|clip| clip.path));
        }
        let used: BTreeSet<_> = used.into_iter().filter(|path| !is_clip_of_a_name(path)).collect();
        assert_eq!(used.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "{language}: not listed");
        assert_eq!(listed.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "{language}: never played");
    }
}

#[test]
fn a_row_of_clips_says_what_the_text_says() {
    let letters =
        |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    let script = script();
    for language in Language::ALL {
        for utterance in samples() {
            let arguments = arguments::of(&utterance, language);
            let text = script.text(language, utterance.message(), &arguments).unwrap();
            let row = script.row(language, &utterance, &arguments).unwrap().unwrap();
            let words: Vec<_> = row.into_iter().map(|clip| clip.words).collect();
            assert_eq!(letters(&words.concat()), letters(&text), "{words:?}");
        }
    }
}

#[test]
fn what_differs_has_files_of_different_names_and_no_other_characters_in_them() {
    let script = script();
    let said = |words: &str| words.to_lowercase().trim_end_matches('.').to_owned();
    for language in Language::ALL {
        let mut known = BTreeMap::new();
        for utterance in all_that_is_said() {
            let arguments = arguments::of(&utterance, language);
            for Clip { path, words } in script.row(language, &utterance, &arguments).unwrap().unwrap_or_default() {
                let first = known.entry(path.clone()).or_insert_with(|| said(&words)).clone();
                assert_eq!(said(&words), first, "{path}");
                let file = path.strip_prefix(&format!("{language}/")).unwrap();
                let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
                assert!(file.len() < 80 && file.bytes().all(fits), "{file}");
            }
        }
    }
}

#[test]
fn a_sentence_is_played_only_when_every_piece_of_it_is_recorded() {
    let said = Utterance::ClockedOut { at: at(15, 31), worked_secs: Some(30_720) };
    for (language, row) in [
        (En, vec!["clocked-out-at", "three", "thirty-one", "p-m", "eight", "hours", "thirty-two", "minutes"]),
        (
            Es,
            vec![
                "salida-registrada-a",
                "las-tres",
                "y-treinta-y-uno",
                "de-la-tarde",
                "ocho",
                "horas",
                "y-treinta-y-dos",
                "minutos",
            ],
        ),
        (
            Pt,
            vec![
                "saida-registrada",
                "as-tres",
                "e-trinta-e-um",
                "da-tarde",
                "oito",
                "horas",
                "e-trinta-e-dois",
                "minutos",
            ],
        ),
    ] {
        let paths: Vec<_> = row.iter().map(|file| format!("{language}/{file}.wav")).collect();
        assert_eq!(played(&with(paths.clone()), language, said.clone()), row);
        for missing in &paths {
            let others = with(paths.iter().filter(|path| *path != missing).cloned());
            assert!(matches!(worded(&others, language, said.clone()), Wording::Text(_)), "without {missing}");
        }
    }
}

#[test]
fn a_name_is_played_where_somebody_has_recorded_it_and_spoken_with_its_sentence_where_not() {
    let clocked =
        |name: &str| Utterance::Crew(CrewLine::Clocked { name: name.to_owned(), way: Way::In, at: at(12, 0) });
    let all = script().clip_paths().into_iter().chain(["en/name-luis-herrera.wav".to_owned()]);
    let script = with(all);
    assert_eq!(played(&script, En, clocked("Luis Herrera")), ["name-luis-herrera", "is-clocked-in-at", "noon"]);
    assert_eq!(played(&script, En, clocked(" LUIS\tHerrera ")), ["name-luis-herrera", "is-clocked-in-at", "noon"]);
    for (language, name) in [(En, "Luisa Herrera"), (Es, "Luis Herrera"), (En, "../../luis"), (En, "屋根"), (En, "!")]
    {
        assert!(matches!(worded(&script, language, clocked(name)), Wording::Text(_)), "{name}");
    }
    for path in ["en/name-.wav", "en/name-a/b.wav", "en/name-A.wav", "en/name-a.mp3", "de/name-a.wav", "name-a.wav"] {
        assert!(!is_clip_of_a_name(path), "{path}");
    }
}

#[test]
fn a_question_after_a_time_is_joined_in_the_order_of_the_language() {
    let half = Utterance::Report(ReportLine::AskHalf {
        morning: Time::constant(7, 30, 0, 0),
        evening: Time::constant(19, 30, 0, 0),
    });
    let all = script().clip_paths();
    assert_eq!(
        played(&with(all), Pt, half),
        [
            "se-foi", "as-sete", "e-trinta", "da-manha", "digite-1", "se-foi", "as-sete", "e-trinta", "da-noite",
            "digite-2",
        ]
    );
}
