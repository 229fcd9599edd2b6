//! Spanish as spoken in the Americas.

use jiff::civil::{Date, Weekday};

use super::{SpokenDay, entry, on_the_dial, small};

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

pub fn time(hour: usize, minute: usize) -> String {
    let on_the_dial = on_the_dial(hour);
    let article = if on_the_dial == 1 { "la" } else { "las" };
    let hours = cardinal(on_the_dial, Gender::Feminine);
    let minutes = if minute == 0 { String::new() } else { format!(" y {}", cardinal(minute, Gender::Alone)) };
    format!("{article} {hours}{minutes} {}", part_of_day(hour, minute))
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

pub fn duration(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => "menos de un minuto".to_owned(),
        (0, minutes) => counted_minutes(minutes),
        (hours, 0) => counted_hours(hours),
        (hours, minutes) => format!("{} y {}", counted_hours(hours), counted_minutes(minutes)),
    }
}

pub fn day(day: SpokenDay) -> String {
    match day {
        SpokenDay::Today => "hoy".to_owned(),
        SpokenDay::Yesterday => "ayer".to_owned(),
        SpokenDay::Weekday(date) => format!("el {}", weekday(date)),
        SpokenDay::Date(date) => {
            let number =
                if date.day() == 1 { "primero".to_owned() } else { cardinal(small(date.day()), Gender::Alone) };
            format!("el {number} de {}", entry(&MONTHS, small(date.month())))
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

fn counted_hours(number: usize) -> String {
    format!("{} {}", cardinal(number, Gender::Feminine), if number == 1 { "hora" } else { "horas" })
}

fn counted_minutes(number: usize) -> String {
    format!("{} {}", cardinal(number, Gender::Masculine), if number == 1 { "minuto" } else { "minutos" })
}

/// In words below a million, far beyond any time entry; in digits from there.
pub fn cardinal(number: usize, gender: Gender) -> String {
    let after =
        |rest: usize, joint: &str| if rest == 0 { String::new() } else { joint.to_owned() + &cardinal(rest, gender) };
    match (number, gender) {
        (1, Gender::Masculine) => "un".to_owned(),
        (1, Gender::Feminine) => "una".to_owned(),
        (21, Gender::Masculine) => "veintiún".to_owned(),
        (21, Gender::Feminine) => "veintiuna".to_owned(),
        (0..30, _) => entry(&SMALL, number).to_owned(),
        (30..100, _) => format!("{}{}", entry(&TENS, number / 10), after(number % 10, " y ")),
        (100, _) => "cien".to_owned(),
        (101..200, _) => format!("ciento{}", after(number % 100, " ")),
        (200..1_000, _) => {
            let ending = if gender == Gender::Feminine { "as" } else { "os" };
            format!("{}{ending}{}", entry(&HUNDREDS, number / 100), after(number % 100, " "))
        }
        (1_000..2_000, _) => format!("mil{}", after(number % 1_000, " ")),
        (2_000..1_000_000, _) => {
            // "mil" is a noun to what stands before it, and takes the gender of what is counted.
            let thousands = if gender == Gender::Alone { Gender::Masculine } else { gender };
            format!("{} mil{}", cardinal(number / 1_000, thousands), after(number % 1_000, " "))
        }
        (1_000_000.., _) => number.to_string(),
    }
}
