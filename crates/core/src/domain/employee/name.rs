//! The parts of a name: which of it is the last name, and the order of *Last, First*.

use crate::domain::text::{alike, base_letters};

/// The first and the last name as payroll systems want them, of a name in either order. `last_name` is what somebody
/// said is the last name; otherwise it is guessed. `None` where there is only one name.
#[must_use]
pub fn first_and_last(name: &str, last_name: Option<&str>) -> Option<(String, String)> {
    let name = straight(name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 2 && words.first().is_some_and(|word| is_title(word)) {
        words.remove(0);
    }
    if let Some(last) = last_name.and_then(|last| words_before(&words, last)) {
        let (first, last) = words.split_at_checked(last)?;
        return parts(first, last);
    }
    let end = words.len() - words.iter().rev().take_while(|word| is_suffix(word)).count();
    let mut begin = end.checked_sub(1)?;
    if begin >= 2 && is_second_of_two(words.get(begin - 1)?, words.get(begin)?) {
        begin -= 1;
    }
    while begin >= 2 && words.get(begin - 1).is_some_and(|word| is_particle(word)) {
        begin -= 1;
    }
    let (first, last) = words.split_at_checked(begin)?;
    parts(first, last)
}

fn parts(first: &[&str], last: &[&str]) -> Option<(String, String)> {
    (!first.is_empty() && !last.is_empty()).then(|| (first.join(" "), last.join(" ")))
}

/// At which word the last name begins, where it is part of the name.
fn words_before(words: &[&str], last: &str) -> Option<usize> {
    let of_last: Vec<_> = last.split_whitespace().map(base_letters).collect();
    let all: Vec<_> = words.iter().map(|word| base_letters(word)).collect();
    let at = all.windows(of_last.len().max(1)).rposition(|window| window == of_last.as_slice())?;
    (at > 0).then_some(at)
}

/// Whether a last name is part of a name, behind something else.
#[must_use]
pub fn is_last_name_of(last: &str, name: &str) -> bool {
    let name = straight(name);
    words_before(&name.split_whitespace().collect::<Vec<_>>(), last).is_some()
}

/// *Last, First* turned round, with the last name; `None` where it is in order already, or no name of a person.
#[must_use]
pub fn turned(name: &str) -> Option<(String, String)> {
    let parts: Vec<_> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (suffixes, names): (Vec<&str>, Vec<&str>) =
        parts.iter().copied().partition(|part| part.split_whitespace().all(is_suffix));
    let [last, first] = names.as_slice() else { return None };
    // "Lopez Roofing, Inc." is no person.
    if first.split_whitespace().all(is_company) {
        return None;
    }
    let last = std::iter::once(*last).chain(suffixes).collect::<Vec<_>>().join(" ");
    Some((format!("{first} {last}"), last))
}

/// A name as it is compared: in either order, case and blanks it is the same.
#[must_use]
pub fn name_key(name: &str) -> String {
    turned(name).map_or_else(|| alike(name), |(name, _)| alike(&name))
}

/// *Last First* without a comma turned round, with the last name: the first word with what belongs to it, or two where a
/// second last name follows. `None` where there is only one name.
#[must_use]
pub fn last_in_front(name: &str) -> Option<(String, String)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut end = words.iter().take_while(|word| is_particle(word)).count() + 1;
    if words.len() >= end + 3 || words.get(end).is_some_and(|word| is_suffix(word)) {
        end += 1;
    }
    let (last, first) = words.split_at_checked(end)?;
    let (last, first) = (last.join(" "), first.join(" "));
    (!first.is_empty()).then(|| (format!("{first} {last}"), last))
}

/// The name with the first name in front, and without commas in front of *Jr.* and the like.
fn straight(name: &str) -> String {
    if let Some((name, _)) = turned(name) {
        return name;
    }
    let parts: Vec<_> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.split_first() {
        Some((first, rest)) if rest.iter().all(|part| part.split_whitespace().all(is_suffix)) => {
            std::iter::once(*first).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ")
        }
        _ => name.to_owned(),
    }
}

/// A word without its points, in lower case.
fn bare(word: &str) -> String {
    base_letters(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_suffix(word: &str) -> bool {
    const SUFFIXES: [&str; 18] = [
        "jr", "sr", "ii", "iii", "iv", "junior", "senior", "phd", "md", "esq", "dds", "cpa", "rn", "pe", "mba", "2nd",
        "3rd", "dvm",
    ];
    SUFFIXES.contains(&bare(word).as_str())
}

fn is_company(word: &str) -> bool {
    const ENDS: [&str; 9] = ["inc", "llc", "ltd", "co", "corp", "company", "lp", "llp", "sa"];
    ENDS.contains(&bare(word).as_str())
}

fn is_title(word: &str) -> bool {
    const TITLES: [&str; 16] =
        ["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "rev", "sir", "sra", "srta", "dra", "ing", "lic", "don", "sgt"];
    TITLES.contains(&bare(word).as_str())
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 32] = [
        "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los",
        "mac", "mc", "san", "santa", "st", "saint", "ter", "ten", "van", "vander", "von", "zu", "bin", "ibn", "al",
        "y",
    ];
    PARTICLES.contains(&bare(word).as_str())
}

/// Whether two words at the end of a name are the two last names of Spanish custom, rather than a middle name and a
/// last name: by the commonest ones, and by their ending.
fn is_second_of_two(first: &str, second: &str) -> bool {
    const COMMON: [&str; 64] = [
        "aguilar",
        "alvarado",
        "acosta",
        "avila",
        "ayala",
        "bautista",
        "cabrera",
        "campos",
        "castillo",
        "castro",
        "cervantes",
        "contreras",
        "cortes",
        "cruz",
        "delgado",
        "diaz",
        "espinosa",
        "espinoza",
        "estrada",
        "figueroa",
        "flores",
        "fuentes",
        "garcia",
        "garza",
        "guerra",
        "guerrero",
        "guzman",
        "herrera",
        "ibarra",
        "juarez",
        "lara",
        "luna",
        "medina",
        "mejia",
        "mendoza",
        "miranda",
        "molina",
        "morales",
        "moreno",
        "munoz",
        "navarro",
        "nunez",
        "ochoa",
        "orozco",
        "ortega",
        "ortiz",
        "padilla",
        "pena",
        "ponce",
        "ramos",
        "reyes",
        "rios",
        "rivas",
        "rivera",
        "rojas",
        "romero",
        "rosales",
        "ruiz",
        "salazar",
        "salinas",
        "sandoval",
        "santiago",
        "soto",
        "torres",
    ];
    let is_last = |word: &str| {
        let word = bare(word);
        COMMON.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ez") || word == "vega" || word == "vargas"
    };
    is_last(first) && is_last(second)
}

/// A whole name of the parts that a list has in columns of their own, with the last name.
#[must_use]
pub fn joined(first: &[&str], last: &[&str]) -> (String, Option<String>) {
    let join = |parts: &[&str]| {
        // A comma would make it look like a name in the other order.
        let parts = parts
            .iter()
            .flat_map(|part| part.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty()));
        parts.collect::<Vec<_>>().join(" ")
    };
    let (first, last) = (join(first), join(last));
    match (first.is_empty(), last.is_empty()) {
        (false, false) => (format!("{first} {last}"), Some(last)),
        _ => (first + &last, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(name: &str) -> (String, String) {
        first_and_last(name, None).unwrap_or_default()
    }

    #[test]
    fn a_name_is_taken_apart_where_its_owner_would() {
        for (name, first, last) in [
            ("Ana Torres", "Ana", "Torres"),
            ("Ana Maria Torres", "Ana Maria", "Torres"),
            ("Torres Vega, Ana", "Ana", "Torres Vega"),
            ("Torres,Ana", "Ana", "Torres"),
            ("José García López", "José", "García López"),
            ("José Luis Hernández Gómez", "José Luis", "Hernández Gómez"),
            ("Maria da Silva", "Maria", "da Silva"),
            ("Juan de la Cruz", "Juan", "de la Cruz"),
            ("Ludwig van der Berg", "Ludwig", "van der Berg"),
            ("Santiago Ramón y Cajal", "Santiago Ramón", "y Cajal"),
            ("Dr. Bob Smith Jr.", "Bob", "Smith Jr."),
            ("John Smith, Jr.", "John", "Smith Jr."),
            ("Smith, John, Jr.", "John", "Smith Jr."),
            ("Smith Jr., John", "John", "Smith Jr."),
            ("John Smith III", "John", "Smith III"),
            ("Vincent Van Gogh", "Vincent", "Van Gogh"),
            ("Linda St. John", "Linda", "St. John"),
            ("St. John, Linda", "Linda", "St. John"),
            ("De La Rosa", "De", "La Rosa"),
            ("Dr. Smith", "Dr.", "Smith"),
            ("García López", "García", "López"),
            ("Luis Vega Vargas", "Luis", "Vega Vargas"),
            ("Ana Inez Torres", "Ana Inez", "Torres"),
            ("Ana López Smith", "Ana López", "Smith"),
            ("Ana Grace López", "Ana Grace", "López"),
        ] {
            assert_eq!(split(name), (first.to_owned(), last.to_owned()), "{name}");
        }
        for name in ["Ana", "Torres,", "", ",", "Jr."] {
            assert_eq!(first_and_last(name, None), None, "{name}");
        }
    }

    #[test]
    fn what_somebody_said_is_the_last_name_goes_before_a_guess() {
        let split = |name, last| first_and_last(name, Some(last)).unwrap();
        assert_eq!(split("Ana Maria Torres", "Maria Torres"), ("Ana".to_owned(), "Maria Torres".to_owned()));
        assert_eq!(split("José García López", "Lopez"), ("José García".to_owned(), "López".to_owned()));
        assert_eq!(split("Ana Torres", "Smith").1, "Torres", "a last name of before the name was changed");
        assert!(is_last_name_of("garcia lopez", "José García López") && !is_last_name_of("José", "José García"));
    }

    #[test]
    fn a_name_is_turned_round_only_where_it_is_one_of_a_person() {
        for (name, round) in [
            ("Torres, Ana", Some("Ana Torres")),
            ("García López, José Luis", Some("José Luis García López")),
            ("Smith, John, Jr.", Some("John Smith Jr.")),
            ("Smith, Jr., John", Some("John Smith Jr.")),
            ("Smith Jr, John", Some("John Smith Jr")),
            ("John Smith, Jr.", None),
            ("Lopez Roofing, Inc.", None),
            ("Torres,", None),
            ("Ana Torres", None),
            ("a, b, c", None),
        ] {
            assert_eq!(turned(name).map(|(name, _)| name).as_deref(), round, "{name}");
        }
    }

    #[test]
    fn a_name_with_the_last_name_in_front_is_turned_round_without_a_comma() {
        for (name, round, last) in [
            ("Torres Ana", "Ana Torres", "Torres"),
            ("Torres Ana María", "Ana María Torres", "Torres"),
            ("García López José Luis", "José Luis García López", "García López"),
            ("De La Cruz María", "María De La Cruz", "De La Cruz"),
            ("Smith Jr. John", "John Smith Jr.", "Smith Jr."),
        ] {
            assert_eq!(last_in_front(name), Some((round.to_owned(), last.to_owned())), "{name}");
        }
        assert_eq!(last_in_front("Ana"), None);
    }

    #[test]
    fn names_in_columns_are_joined_with_single_blanks() {
        assert_eq!(joined(&["Ana ", " M."], &["Torres", ""]), ("Ana M. Torres".to_owned(), Some("Torres".to_owned())));
        assert_eq!(joined(&["John"], &["Smith, Jr."]).0, "John Smith Jr.");
        assert_eq!(joined(&["Ana"], &[""]), ("Ana".to_owned(), None));
        assert_eq!(joined(&["", ""], &["Torres"]), ("Torres".to_owned(), None));
    }
}
