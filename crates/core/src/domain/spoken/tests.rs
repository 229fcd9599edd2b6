use std::collections::BTreeSet;

use jiff::civil::{date, time as at};

use super::*;
use crate::domain::language::Language::{En, Es, Pt};

/// Words and single blanks, with at most the punctuation of a duration.
fn is_spoken(text: &str) -> bool {
    let letters = text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-' | ','));
    letters && !text.is_empty() && !text.contains("  ") && text.trim() == text && !text.starts_with('-')
}

#[test]
fn times_are_said_as_people_say_them() {
    for (hour, minute, english, spanish) in [
        (0, 0, "midnight", "las doce de la noche"),
        (0, 1, "twelve oh one A M", "las doce y uno de la madrugada"),
        (0, 30, "twelve thirty A M", "las doce y treinta de la madrugada"),
        (1, 0, "one A M", "la una de la madrugada"),
        (5, 59, "five fifty-nine A M", "las cinco y cincuenta y nueve de la madrugada"),
        (6, 0, "six A M", "las seis de la mañana"),
        (6, 59, "six fifty-nine A M", "las seis y cincuenta y nueve de la mañana"),
        (7, 0, "seven A M", "las siete de la mañana"),
        (7, 5, "seven oh five A M", "las siete y cinco de la mañana"),
        (11, 59, "eleven fifty-nine A M", "las once y cincuenta y nueve de la mañana"),
        (12, 0, "noon", "las doce del mediodía"),
        (12, 30, "twelve thirty P M", "las doce y treinta de la tarde"),
        (13, 15, "one fifteen P M", "la una y quince de la tarde"),
        (15, 31, "three thirty-one P M", "las tres y treinta y uno de la tarde"),
        (19, 59, "seven fifty-nine P M", "las siete y cincuenta y nueve de la tarde"),
        (20, 0, "eight P M", "las ocho de la noche"),
        (21, 21, "nine twenty-one P M", "las nueve y veintiuno de la noche"),
        (23, 59, "eleven fifty-nine P M", "las once y cincuenta y nueve de la noche"),
    ] {
        assert_eq!(time(En, at(hour, minute, 0, 0)).to_string(), english);
        assert_eq!(time(Es, at(hour, minute, 59, 0)).to_string(), spanish);
    }
}

#[test]
fn every_minute_of_the_day_has_words_of_its_own() {
    for language in Language::ALL {
        let mut heard = BTreeSet::new();
        for minute in 0..24 * 60_i16 {
            let (hour, minute) = (i8::try_from(minute / 60).unwrap(), i8::try_from(minute % 60).unwrap());
            let words = time(language, at(hour, minute, 0, 0)).to_string();
            assert!(is_spoken(&words), "{words}");
            assert!(heard.insert(words), "{language} {hour}:{minute}");
        }
    }
}

#[test]
fn durations_are_said_in_hours_and_minutes() {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 3_600;
    for (secs, english, spanish) in [
        (i64::MIN, "less than a minute", "menos de un minuto"),
        (-90, "less than a minute", "menos de un minuto"),
        (0, "less than a minute", "menos de un minuto"),
        (59, "less than a minute", "menos de un minuto"),
        (60, "one minute", "un minuto"),
        (119, "one minute", "un minuto"),
        (21 * MINUTE, "twenty-one minutes", "veintiún minutos"),
        (31 * MINUTE, "thirty-one minutes", "treinta y un minutos"),
        (HOUR - 1, "fifty-nine minutes", "cincuenta y nueve minutos"),
        (HOUR, "one hour", "una hora"),
        (HOUR + MINUTE, "one hour, one minute", "una hora y un minuto"),
        (8 * HOUR + 32 * MINUTE + 59, "eight hours, thirty-two minutes", "ocho horas y treinta y dos minutos"),
        (21 * HOUR, "twenty-one hours", "veintiuna horas"),
        (31 * HOUR, "thirty-one hours", "treinta y una horas"),
        (100 * HOUR, "one hundred hours", "cien horas"),
        (101 * HOUR, "one hundred one hours", "ciento una horas"),
        (120 * HOUR, "one hundred twenty hours", "ciento veinte horas"),
        (
            521 * HOUR + 21 * MINUTE,
            "five hundred twenty-one hours, twenty-one minutes",
            "quinientas veintiuna horas y veintiún minutos",
        ),
        (1_000 * HOUR, "one thousand hours", "mil horas"),
        (1_001 * HOUR, "one thousand one hours", "mil una horas"),
        (2_730 * HOUR, "two thousand seven hundred thirty hours", "dos mil setecientas treinta horas"),
        (9_999 * HOUR, "nine thousand nine hundred ninety-nine hours", "nueve mil novecientas noventa y nueve horas"),
        (21_000 * HOUR, "twenty-one thousand hours", "veintiuna mil horas"),
        (1_000_000 * HOUR, "1000000 hours", "1000000 horas"),
    ] {
        assert_eq!(duration(En, secs).to_string(), english);
        assert_eq!(duration(Es, secs).to_string(), spanish);
    }
}

#[test]
fn every_minute_of_two_days_has_words_of_its_own() {
    for language in Language::ALL {
        let mut heard = BTreeSet::new();
        for minutes in 0..=48 * 60 {
            let words = duration(language, minutes * 60).to_string();
            assert!(is_spoken(&words), "{words}");
            assert_eq!(words, duration(language, minutes * 60 + 59).to_string());
            assert!(heard.insert(words), "{language} {minutes}");
        }
    }
}

#[test]
fn every_number_of_hours_has_words_of_its_own() {
    for language in Language::ALL {
        let mut heard = BTreeSet::new();
        for hours in 1..=99_999 {
            let words = duration(language, hours * 3_600).to_string();
            assert!(is_spoken(&words), "{words}");
            assert!(heard.insert(words), "{language} {hours}");
        }
    }
}

#[test]
fn portuguese_says_times_days_and_durations_as_brazilians_do() {
    for (hour, minute, words) in [
        (0, 0, "à meia-noite"),
        (0, 1, "à meia-noite e um"),
        (1, 0, "à uma da madrugada"),
        (2, 2, "às duas e dois da madrugada"),
        (5, 59, "às cinco e cinquenta e nove da madrugada"),
        (6, 59, "às seis e cinquenta e nove da manhã"),
        (7, 5, "às sete e cinco da manhã"),
        (12, 0, "ao meio-dia"),
        (12, 30, "ao meio-dia e trinta"),
        (13, 15, "à uma e quinze da tarde"),
        (14, 0, "às duas da tarde"),
        (15, 31, "às três e trinta e um da tarde"),
        (17, 59, "às cinco e cinquenta e nove da tarde"),
        (18, 0, "às seis da noite"),
        (21, 21, "às nove e vinte e um da noite"),
    ] {
        assert_eq!(time(Pt, at(hour, minute, 59, 0)).to_string(), words);
    }
    for (minutes, words) in [
        (0, "menos de um minuto"),
        (1, "um minuto"),
        (22, "vinte e dois minutos"),
        (60, "uma hora"),
        (62, "uma hora e dois minutos"),
        (120, "duas horas"),
        (8 * 60 + 32, "oito horas e trinta e dois minutos"),
        (22 * 60, "vinte e duas horas"),
        (100 * 60, "cem horas"),
        (101 * 60, "cento e uma horas"),
        (521 * 60 + 21, "quinhentas e vinte e uma horas e vinte e um minutos"),
        (1_000 * 60, "mil horas"),
        (1_001 * 60, "mil e uma horas"),
        (1_200 * 60, "mil e duzentas horas"),
        (2_730 * 60, "duas mil setecentas e trinta horas"),
        (21_000 * 60, "vinte e uma mil horas"),
    ] {
        assert_eq!(duration(Pt, minutes * 60).to_string(), words);
    }
    assert_eq!(ago(Pt, 61).to_string(), "há um minuto");
    for (when, named, on) in [
        (SpokenDay::Yesterday, "ontem", "ontem"),
        (SpokenDay::Weekday(date(2026, 3, 7)), "sábado", "no sábado"),
        (SpokenDay::Weekday(date(2026, 3, 3)), "terça-feira", "na terça-feira"),
        (SpokenDay::Date(date(2026, 3, 1)), "dia primeiro de março", "no dia primeiro de março"),
        (SpokenDay::Date(date(2025, 12, 21)), "dia vinte e um de dezembro", "no dia vinte e um de dezembro"),
    ] {
        assert_eq!([day(Pt, when), on_day(Pt, when)].map(|said| said.to_string()), [named, on]);
    }
    assert_eq!(digits(Pt, "462").to_string(), "quatro, meia, dois");
    assert_eq!(digits_of(Pt, 6).to_string(), "seis");
}

#[test]
fn spanish_numbers_agree_with_what_they_count() {
    use es::{Gender, cardinal};
    for (number, masculine, feminine, alone) in [
        (1, "un", "una", "uno"),
        (21, "veintiún", "veintiuna", "veintiuno"),
        (22, "veintidós", "veintidós", "veintidós"),
        (41, "cuarenta y un", "cuarenta y una", "cuarenta y uno"),
        (100, "cien", "cien", "cien"),
        (221, "doscientos veintiún", "doscientas veintiuna", "doscientos veintiuno"),
        (21_001, "veintiún mil un", "veintiuna mil una", "veintiún mil uno"),
    ] {
        assert_eq!(cardinal(number, Gender::Masculine).to_string(), masculine);
        assert_eq!(cardinal(number, Gender::Feminine).to_string(), feminine);
        assert_eq!(cardinal(number, Gender::Alone).to_string(), alone);
    }
}

#[test]
fn what_just_was_is_said_as_ago() {
    for (secs, english, spanish) in [
        (0, "less than a minute ago", "hace menos de un minuto"),
        (61, "one minute ago", "hace un minuto"),
        (120, "two minutes ago", "hace dos minutos"),
    ] {
        assert_eq!(ago(En, secs).to_string(), english);
        assert_eq!(ago(Es, secs).to_string(), spanish);
    }
}

#[test]
fn days_are_named_from_the_day_of_the_call() {
    let today = date(2026, 3, 9);
    for (when, english, spanish) in [
        (today, "today", "hoy"),
        (date(2026, 3, 8), "yesterday", "ayer"),
        (date(2026, 3, 7), "on Saturday", "el sábado"),
        (date(2026, 3, 3), "on Tuesday", "el martes"),
        (date(2026, 3, 2), "on March second", "el dos de marzo"),
        (date(2026, 3, 1), "on March first", "el primero de marzo"),
        (date(2026, 1, 31), "on January thirty-first", "el treinta y uno de enero"),
        (date(2025, 12, 21), "on December twenty-first", "el veintiuno de diciembre"),
        (date(2026, 3, 10), "on March tenth", "el diez de marzo"),
    ] {
        let spoken = SpokenDay::new(when, today);
        assert_eq!(on_day(En, spoken).to_string(), english);
        assert_eq!(on_day(Es, spoken).to_string(), spanish);
        assert_eq!(day(En, spoken).to_string(), english.trim_start_matches("on "));
        assert_eq!(day(Es, spoken).to_string(), spanish);
    }
}

#[test]
fn every_day_of_a_leap_year_and_of_a_week_has_words_of_its_own() {
    for language in Language::ALL {
        let mut heard = BTreeSet::new();
        let year: Vec<_> = date(2028, 1, 1).series(jiff::ToSpan::days(1)).take(366).collect();
        let week = year.iter().take(7).copied().map(SpokenDay::Weekday);
        for spoken in year.iter().copied().map(SpokenDay::Date).chain(week) {
            let words = day(language, spoken).to_string();
            assert!(is_spoken(&words), "{words}");
            assert!(heard.insert(words), "{language} {spoken:?}");
        }
        assert_eq!(heard.len(), 366 + 7);
    }
}

#[test]
fn words_come_in_the_pieces_in_which_they_are_recorded() {
    for (said, pieces) in [
        (time(En, at(6, 59, 0, 0)), vec!["six", "fifty-nine", "A M"]),
        (time(En, at(7, 5, 0, 0)), vec!["seven", "oh five", "A M"]),
        (time(Es, at(6, 59, 0, 0)), vec!["las seis", "y cincuenta y nueve", "de la mañana"]),
        (time(Pt, at(13, 0, 0, 0)), vec!["à uma", "da tarde"]),
        (duration(En, 30_720), vec!["eight", "hours,", "thirty-two", "minutes"]),
        (duration(Es, 101 * 3_600), vec!["ciento", "una", "horas"]),
        (duration(Pt, 30_720), vec!["oito", "horas", "e trinta e dois", "minutos"]),
        (day(En, SpokenDay::Date(date(2026, 3, 3))), vec!["March", "third"]),
        (day(Es, SpokenDay::Date(date(2026, 3, 3))), vec!["el tres", "de marzo"]),
        (ago(Pt, 61), vec!["há", "um", "minuto"]),
        (digits(Pt, "46"), vec!["quatro,", "meia"]),
    ] {
        assert_eq!(said.pieces().collect::<Vec<_>>(), pieces);
    }
    assert_eq!(duration(En, 30_720).capitalised().to_string(), "Eight hours, thirty-two minutes");
}
