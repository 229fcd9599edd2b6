//! Spanish as spoken in the Americas.

use jiff::civil::{Date, Weekday};

use super::{Spoken, SpokenDay, entry, on_the_dial, small};

/// What "one" becomes. RAE, Diccionario panhispánico de dudas, "uno": "un" before a masculine noun and "una" before
/// a feminine one, at the end of compounds too, while it stays "uno" where no noun follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
    /// No noun follows: "las siete y uno".
    Alone,
}

const SMALL: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: [&str; 10] = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
/// Without the ending that agrees with the noun.
const HUNDREDS: [&str; 10] =
    ["", "", "doscient", "trescient", "cuatrocient", "quinient", "seiscient", "setecient", "ochocient", "novecient"];
const MONTHS: [&str; 13] = [
    "",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

pub fn time(hour: usize, minute: usize) -> Spoken {
    let on_the_dial = on_the_dial(hour);
    let article = if on_the_dial == 1 { "la" } else { "las" };
    let hours = Spoken::one(format!("{article} {}", below_a_hundred(on_the_dial, Gender::Feminine)));
    let minutes = if minute == 0 { Spoken::default() } else { and(minute, Gender::Alone) };
    hours.then(minutes).then(Spoken::one(part_of_day(hour, minute)))
}

const fn part_of_day(hour: usize, minute: usize) -> &'static str {
    match (hour, minute) {
        (0, 0) => "de la noche",
        (12, 0) => "del mediodía",
        (0..6, _) => "de la madrugada",
        (6..12, _) => "de la mañana",
        (12..20, _) => "de la tarde",
        (20.., _) => "de la noche",
    }
}

pub fn duration(minutes: usize) -> Spoken {
    match (minutes / 60, minutes % 60) {
        (0, 0) => Spoken::one("menos de un minuto"),
        (0, minutes) => cardinal(minutes, Gender::Masculine).then(unit_of_minutes(minutes)),
        (hours, 0) => counted_hours(hours),
        (hours, minutes) => counted_hours(hours).then(and(minutes, Gender::Masculine)).then(unit_of_minutes(minutes)),
    }
}

/// A number below a hundred that follows another word, in one piece with the "y" before it.
fn and(number: usize, gender: Gender) -> Spoken {
    Spoken::one(format!("y {}", below_a_hundred(number, gender)))
}

pub fn day(day: SpokenDay) -> Spoken {
    match day {
        SpokenDay::Today => Spoken::one("hoy"),
        SpokenDay::Yesterday => Spoken::one("ayer"),
        SpokenDay::Weekday(date) => Spoken::one(format!("el {}", weekday(date))),
        SpokenDay::Date(date) => {
            let number =
                if date.day() == 1 { "primero".to_owned() } else { below_a_hundred(small(date.day()), Gender::Alone) };
            let month = Spoken::one(format!("de {}", entry(&MONTHS, small(date.month()))));
            Spoken::one(format!("el {number}")).then(month)
        }
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "lunes",
        Weekday::Tuesday => "martes",
        Weekday::Wednesday => "miércoles",
        Weekday::Thursday => "jueves",
        Weekday::Friday => "viernes",
        Weekday::Saturday => "sábado",
        Weekday::Sunday => "domingo",
    }
}

fn counted_hours(number: usize) -> Spoken {
    cardinal(number, Gender::Feminine).then(Spoken::one(if number == 1 { "hora" } else { "horas" }))
}

fn unit_of_minutes(number: usize) -> Spoken {
    Spoken::one(if number == 1 { "minuto" } else { "minutos" })
}

fn below_a_hundred(number: usize, gender: Gender) -> String {
    match (number, gender) {
        (1, Gender::Masculine) => "un".to_owned(),
        (1, Gender::Feminine) => "una".to_owned(),
        (21, Gender::Masculine) => "veintiún".to_owned(),
        (21, Gender::Feminine) => "veintiuna".to_owned(),
        (0..30, _) => entry(&SMALL, number).to_owned(),
        (_, _) if number.is_multiple_of(10) => entry(&TENS, number / 10).to_owned(),
        (_, _) => format!("{} y {}", entry(&TENS, number / 10), below_a_hundred(number % 10, gender)),
    }
}

/// In words below a million, far beyond any time entry; in digits from there. Hundreds and thousands are pieces of their
/// own.
pub fn cardinal(number: usize, gender: Gender) -> Spoken {
    let rest = |rest: usize| if rest == 0 { Spoken::default() } else { cardinal(rest, gender) };
    match (number, gender) {
        (0..100, _) => Spoken::one(below_a_hundred(number, gender)),
        (100, _) => Spoken::one("cien"),
        (101..200, _) => Spoken::one("ciento").then(rest(number % 100)),
        (200..1_000, _) => {
            let ending = if gender == Gender::Feminine { "as" } else { "os" };
            Spoken::one(format!("{}{ending}", entry(&HUNDREDS, number / 100))).then(rest(number % 100))
        }
        (1_000..2_000, _) => Spoken::one("mil").then(rest(number % 1_000)),
        (2_000..1_000_000, _) => {
            // "mil" is a noun to what stands before it, and takes the gender of what is counted.
            let thousands = if gender == Gender::Alone { Gender::Masculine } else { gender };
            cardinal(number / 1_000, thousands).then(Spoken::one("mil")).then(rest(number % 1_000))
        }
        (1_000_000.., _) => Spoken::one(number.to_string()),
    }
}
