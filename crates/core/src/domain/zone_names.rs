//! Time zones and languages as people write them in lists.

use super::{language::Language, text::base_letters, workspace::Zone};

/// A zone by its IANA name, or by what people in the United States call it. *EST* is the time of New York, summer
/// and winter, and not the zone without summer time that computers have under that name.
#[must_use]
pub fn zone_as_written(text: &str) -> Option<Zone> {
    let given = text.trim();
    // A name of the IANA's is believed to the letter; those under US/ are the same zones by older names.
    let is_exact = given.contains('/') && !given.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("us/"));
    if is_exact && let Ok(zone) = Zone::parse(given) {
        return Some(zone);
    }
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_filler(word)).collect();
    let named = match words.as_slice() {
        ["eastern" | "est" | "edt" | "et" | "este" | "est5edt"] => Some("America/New_York"),
        ["central" | "cst" | "cdt" | "ct" | "centro" | "cst6cdt"] => Some("America/Chicago"),
        ["mountain" | "mst" | "mdt" | "mt" | "montana" | "mst7mdt"] => Some("America/Denver"),
        ["pacific" | "pst" | "pdt" | "pt" | "pacifico" | "pst8pdt"] => Some("America/Los_Angeles"),
        ["arizona"] | ["mountain" | "mst", "arizona"] => Some("America/Phoenix"),
        ["alaska" | "alaskan" | "akst" | "akdt" | "akt"] => Some("America/Anchorage"),
        ["hawaii" | "hawaiian" | "hst"] | ["hawaii", "aleutian"] => Some("Pacific/Honolulu"),
        ["atlantic" | "ast"] | ["puerto", "rico"] => Some("America/Puerto_Rico"),
        ["central" | "cst", "mexico"] | ["mexico", "city"] => Some("America/Mexico_City"),
        ["indiana"] | ["indiana", "east"] => Some("America/Indiana/Indianapolis"),
        _ => None,
    };
    let named = named.and_then(|name| Zone::parse(name).ok());
    // Of the IANA's own names only those with a slash say where; the others are covered, or mean no summer time.
    let of_a_city = || Zone::parse(&format!("America/{}", given.replace(' ', "_"))).ok();
    named.or_else(|| Zone::parse(given).ok()).or_else(of_a_city)
}

fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 24] = [
        "time", "standard", "daylight", "saving", "savings", "zone", "us", "usa", "u", "s", "canada", "and", "the",
        "hora", "del", "de", "la", "estandar", "zona", "horaria", "utc", "gmt", "tz", "america",
    ];
    FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit())
}

/// A language by any of its codes and names, with or without a country.
#[must_use]
pub fn language_as_written(text: &str) -> Option<Language> {
    let words = words(text);
    let mut found = words.iter().filter_map(|word| match word.as_str() {
        "en" | "eng" | "english" | "ingles" | "inglesa" | "anglais" => Some(Language::En),
        "es" | "esp" | "spa" | "span" | "sp" | "spanish" | "espanol" | "espanola" | "castellano" | "castilian" => {
            Some(Language::Es)
        }
        "pt" | "por" | "ptbr" | "port" | "portuguese" | "portugues" | "portuguesa" | "brazilian" | "brasileiro" => {
            Some(Language::Pt)
        }
        _ => None,
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn words(text: &str) -> Vec<String> {
    let base = base_letters(text);
    base.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_zone_is_known_as_people_of_the_united_states_call_it() {
        for (text, name) in [
            ("America/Chicago", "America/Chicago"),
            ("america/denver", "America/Denver"),
            ("Central", "America/Chicago"),
            ("CST", "America/Chicago"),
            ("Eastern Time", "America/New_York"),
            ("EST", "America/New_York"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("Pacific Standard Time", "America/Los_Angeles"),
            ("US/Pacific", "America/Los_Angeles"),
            ("US/Central", "America/Chicago"),
            ("Canada/Central", "Canada/Central"),
            ("MT", "America/Denver"),
            ("MST (Arizona)", "America/Phoenix"),
            ("Hora del Pacífico", "America/Los_Angeles"),
            ("Hora del Este", "America/New_York"),
            ("Hawaii", "Pacific/Honolulu"),
            ("Arizona", "America/Phoenix"),
            ("Alaska Time", "America/Anchorage"),
            ("Atlantic", "America/Puerto_Rico"),
            ("Puerto Rico", "America/Puerto_Rico"),
            ("Mexico City", "America/Mexico_City"),
            ("Indiana (East)", "America/Indiana/Indianapolis"),
            ("Chicago", "America/Chicago"),
            ("new york", "America/New_York"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(zone_as_written(text).map(|zone| zone.name().to_owned()).as_deref(), Some(name), "{text}");
        }
        for text in ["America/Springfield", "Mars/Olympus", "China Standard Time", "", "Time", "Central Eastern"] {
            assert!(zone_as_written(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_language_is_known_by_its_codes_and_names() {
        for text in ["es", "ES", "es-419", "es_MX", "Spa", "spa", "Español", "Spanish (Mexico)", "Español (EE. UU.)"]
        {
            assert_eq!(language_as_written(text), Some(Language::Es), "{text}");
        }
        for text in ["en", "eng", "en_US", "English", "Inglés", "English - United States"] {
            assert_eq!(language_as_written(text), Some(Language::En), "{text}");
        }
        for text in ["pt", "pt-BR", "pt_BR", "Português", "Portuguese (Brazil)", "Portugués", "Brazilian Portuguese"]
        {
            assert_eq!(language_as_written(text), Some(Language::Pt), "{text}");
        }
        for text in ["", "fr", "English/Spanish", "bilingual", "e"] {
            assert_eq!(language_as_written(text), None, "{text}");
        }
    }
}
