//! Portuguese as spoken in Brazil.

use jiff::civil::{Date, Weekday};

use super::{Spoken, SpokenDay, entry, on_the_dial, small};

/// What is counted: "um minuto", "uma hora".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Masculine,
    Feminine,
}

const SMALL: [&str; 20] = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "quatorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
];
const TENS: [&str; 10] =
    ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];
/// Without the ending that agrees with the noun.
const HUNDREDS: [&str; 10] =
    ["", "", "duzent", "trezent", "quatrocent", "quinhent", "seiscent", "setecent", "oitocent", "novecent"];
const MONTHS: [&str; 13] = [
    "",
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

/// With the preposition, which runs together with the article: "às sete", "à uma", "ao meio-dia".
pub fn time(hour: usize, minute: usize) -> Spoken {
    let minutes = if minute == 0 { Spoken::default() } else { and(minute, Gender::Masculine) };
    match hour {
        0 => Spoken::one("à meia-noite").then(minutes),
        12 => Spoken::one("ao meio-dia").then(minutes),
        _ => {
            let on_the_dial = on_the_dial(hour);
            let preposition = if on_the_dial == 1 { "à" } else { "às" };
            let hours = Spoken::one(format!("{preposition} {}", below_a_hundred(on_the_dial, Gender::Feminine)));
            hours.then(minutes).then(Spoken::one(part_of_day(hour)))
        }
    }
}

const fn part_of_day(hour: usize) -> &'static str {
    match hour {
        0..6 => "da madrugada",
        6..12 => "da manhã",
        12..18 => "da tarde",
        18.. => "da noite",
    }
}

pub fn duration(minutes: usize) -> Spoken {
    match (minutes / 60, minutes % 60) {
        (0, 0) => Spoken::one("menos de um minuto"),
        (0, minutes) => cardinal(minutes, Gender::Masculine).then(unit_of_minutes(minutes)),
        (hours, 0) => counted_hours(hours),
        (hours, minutes) => counted_hours(hours).then(and(minutes, Gender::Masculine)).then(unit_of_minutes(minutes)),
    }
}

/// A number below a hundred that follows another word, in one piece with the "e" before it.
fn and(number: usize, gender: Gender) -> Spoken {
    Spoken::one(format!("e {}", below_a_hundred(number, gender)))
}

pub fn day(day: SpokenDay) -> Spoken {
    match day {
        SpokenDay::Today => Spoken::one("hoje"),
        SpokenDay::Yesterday => Spoken::one("ontem"),
        SpokenDay::Weekday(date) => Spoken::one(weekday(date)),
        SpokenDay::Date(date) => {
            let number = if date.day() == 1 {
                "primeiro".to_owned()
            } else {
                below_a_hundred(small(date.day()), Gender::Masculine)
            };
            let month = Spoken::one(format!("de {}", entry(&MONTHS, small(date.month()))));
            Spoken::one(format!("dia {number}")).then(month)
        }
    }
}

/// "na segunda-feira", "no sábado", "no dia três de março".
pub fn on_day(when: SpokenDay) -> Spoken {
    let named = day(when);
    match when {
        SpokenDay::Today | SpokenDay::Yesterday => named,
        SpokenDay::Weekday(date) if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) => {
            Spoken::one("na").then(named)
        }
        SpokenDay::Weekday(_) | SpokenDay::Date(_) => Spoken::one("no").then(named),
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "segunda-feira",
        Weekday::Tuesday => "terça-feira",
        Weekday::Wednesday => "quarta-feira",
        Weekday::Thursday => "quinta-feira",
        Weekday::Friday => "sexta-feira",
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

/// One digit of a row of them. Six is "meia" (half a dozen), as Brazilians read numbers out on the phone: "seis" is
/// easily taken for "três".
pub fn digit(number: usize) -> Spoken {
    if number == 6 { Spoken::one("meia") } else { cardinal(number, Gender::Masculine) }
}

fn below_a_hundred(number: usize, gender: Gender) -> String {
    match (number, gender) {
        (1, Gender::Feminine) => "uma".to_owned(),
        (2, Gender::Feminine) => "duas".to_owned(),
        (0..20, _) => entry(&SMALL, number).to_owned(),
        (_, _) if number.is_multiple_of(10) => entry(&TENS, number / 10).to_owned(),
        (_, _) => format!("{} e {}", entry(&TENS, number / 10), below_a_hundred(number % 10, gender)),
    }
}

/// In words below a million, far beyond any time entry; in digits from there. Hundreds and thousands are pieces of their
/// own.
pub fn cardinal(number: usize, gender: Gender) -> Spoken {
    match number {
        0..100 => Spoken::one(below_a_hundred(number, gender)),
        100 => Spoken::one("cem"),
        101..200 => Spoken::one("cento").then(and(number % 100, gender)),
        200..1_000 => {
            let ending = if gender == Gender::Feminine { "as" } else { "os" };
            let hundreds = Spoken::one(format!("{}{ending}", entry(&HUNDREDS, number / 100)));
            if number.is_multiple_of(100) { hundreds } else { hundreds.then(and(number % 100, gender)) }
        }
        1_000..1_000_000 => {
            let (thousands, rest) = (number / 1_000, number % 1_000);
            let mil = Spoken::one("mil");
            let thousands = if thousands == 1 { mil } else { cardinal(thousands, gender).then(mil) };
            // "mil e cem", "mil e um", but "mil cento e um".
            match rest {
                0 => thousands,
                1..100 => thousands.then(and(rest, gender)),
                _ if rest % 100 == 0 => thousands.then(Spoken::one("e")).then(cardinal(rest, gender)),
                _ => thousands.then(cardinal(rest, gender)),
            }
        }
        1_000_000.. => Spoken::one(number.to_string()),
    }
}
