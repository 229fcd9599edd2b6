//! What somebody typed or uploaded about a person, before it is believed; and what is wrong with it.

use serde::{Deserialize, Serialize};

use super::Details;
use crate::domain::{
    caller::E164,
    language::Language,
    line::one_line,
    user::Email,
    workspace::{Languages, Zone},
};

/// Characters of a name.
const NAME_MAX: usize = 100;
/// Characters of an employee number, and of a payroll ID.
const NUMBER_MAX: usize = 40;

/// The fields of a person as texts, each empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entered {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub number: String,
    pub payroll_id: String,
    pub language: String,
    pub time_zone: String,
    /// `on`, `off`, or as the workspace has it.
    pub voice_check: String,
}

/// Where a flaw is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
}

/// What is wrong with a field, in words for whoever filled it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub field: Field,
    pub reason: String,
}

impl Entered {
    /// Believes the fields, or says everything that is wrong with them. An empty language is `default`.
    ///
    /// # Errors
    /// With every flaw there is.
    pub fn parse(&self, languages: &Languages, default: Language) -> Result<Details, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let name = keep(&mut flaws, Field::Name, name(&self.name)).unwrap_or_default();
        let email = keep(&mut flaws, Field::Email, optional(&self.email, email)).flatten();
        let phone = keep(&mut flaws, Field::Phone, optional(&self.phone, phone)).flatten();
        let employee_number = keep(&mut flaws, Field::Number, optional(&self.number, number)).flatten();
        let payroll_id = keep(&mut flaws, Field::PayrollId, optional(&self.payroll_id, payroll_id)).flatten();
        let language =
            keep(&mut flaws, Field::Language, optional(&self.language, |text| language(text, languages))).flatten();
        let zone = keep(&mut flaws, Field::TimeZone, optional(&self.time_zone, zone)).flatten();
        let voice_check = keep(&mut flaws, Field::VoiceCheck, voice_check(&self.voice_check)).flatten();
        let language = language.unwrap_or(default);
        let details = Details { name, email, phone, employee_number, payroll_id, language, zone, voice_check };
        if flaws.is_empty() { Ok(details) } else { Err(flaws) }
    }

    /// The fields as somebody would have typed them.
    #[must_use]
    pub fn of(details: &Details) -> Self {
        Self {
            name: details.name.clone(),
            email: details.email.clone().unwrap_or_default(),
            phone: details.phone.clone().map(String::from).unwrap_or_default(),
            number: details.employee_number.clone().unwrap_or_default(),
            payroll_id: details.payroll_id.clone().unwrap_or_default(),
            language: details.language.code().to_owned(),
            time_zone: details.zone.clone().map(String::from).unwrap_or_default(),
            voice_check: details.voice_check.map(|on| if on { "on" } else { "off" }).unwrap_or_default().to_owned(),
        }
    }
}

fn keep<T>(flaws: &mut Vec<Flaw>, field: Field, parsed: Result<T, String>) -> Option<T> {
    parsed.map_err(|reason| flaws.push(Flaw { field, reason })).ok()
}

fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

fn name(text: &str) -> Result<String, String> {
    let name = one_line(text, "A name", NAME_MAX)?;
    let shows = |c: char| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{00AD}');
    if name.chars().any(shows) { Ok(name) } else { Err("Enter a name.".to_owned()) }
}

fn number(text: &str) -> Result<String, String> {
    one_line(text, "An employee number", NUMBER_MAX)
}

fn payroll_id(text: &str) -> Result<String, String> {
    one_line(text, "A payroll ID", NUMBER_MAX)
}

fn email(text: &str) -> Result<String, String> {
    let parsed = Email::parse(text).map(|email| email.to_string());
    parsed.map_err(|_| "This is no e-mail address; it looks like name@example.com.".to_owned())
}

/// A number with its country code, or one of the North American plan (+1) as people write it there:
/// ten digits, or eleven from 1, with any of blanks, brackets, dots, dashes and slashes between.
fn phone(text: &str) -> Result<E164, String> {
    const WRONG: &str = "This is no phone number. Write it with + and the country code, such as +15555550123; a number \
                         of the USA or Canada may also stand as (555) 555-0123.";
    let wrong = || WRONG.to_owned();
    let between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | '/' | '-' | '\u{2010}'..='\u{2014}');
    let bare: String =
        text.chars().filter(|c| !between(*c) && !matches!(c, '\u{200E}' | '\u{202A}'..='\u{202E}')).collect();
    if bare.starts_with('+') {
        return E164::parse(&bare).map_err(|_| wrong());
    }
    let national = if bare.len() == 11 { bare.strip_prefix('1').unwrap_or_default() } else { bare.as_str() };
    // Area code and exchange begin with 2 to 9 (NANPA numbering resources).
    let begins = |at: usize| national.as_bytes().get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    if national.len() == 10 && begins(0) && begins(3) {
        return E164::parse(&format!("+1{national}")).map_err(|_| wrong());
    }
    Err(wrong())
}

fn language(text: &str, languages: &Languages) -> Result<Language, String> {
    let lower = text.to_lowercase();
    let meant = Language::ALL
        .into_iter()
        .find(|language| lower == language.code() || names(*language).contains(&lower.as_str()));
    meant.filter(|language| languages.contains(*language)).ok_or_else(|| {
        let known: Vec<_> = languages.iter().map(Language::code).collect();
        format!("This language is not one of the workspace's: {}.", known.join(", "))
    })
}

/// What people call a language in a list, in lower case.
const fn names(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &["english", "en-us", "inglés", "ingles"],
        Language::Es => &["spanish", "es-us", "es-mx", "español", "espanol"],
    }
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::parse(text).map_err(|_| "There is no such time zone; use an IANA name such as America/Chicago.".to_owned())
}

fn voice_check(text: &str) -> Result<Option<bool>, String> {
    match text.trim() {
        "" => Ok(None),
        "on" => Ok(Some(true)),
        "off" => Ok(Some(false)),
        _ => Err("The voice check is on, off, or as the workspace has it.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(entered: &Entered) -> Result<Details, Vec<Field>> {
        let fields = |flaws: Vec<Flaw>| flaws.into_iter().map(|flaw| flaw.field).collect();
        entered.parse(&Languages::all(), Language::Es).map_err(fields)
    }

    fn named(name: &str) -> Entered {
        Entered { name: name.to_owned(), ..Entered::default() }
    }

    #[test]
    fn a_name_is_enough_and_the_rest_is_the_workspaces() {
        let details = parse(&named("  Ana \u{a0} Torres ")).unwrap();
        assert_eq!(details.name, "Ana Torres");
        assert_eq!((details.language, details.zone, details.voice_check), (Language::Es, None, None));
        assert_eq!((details.email, details.phone, details.employee_number), (None, None, None));
    }

    #[test]
    fn names_come_in_any_script_and_cannot_turn_the_page_around() {
        for name in
            ["محمد علي", "שרה כהן", "李小龍", "Zoë 🦺 O'Brien", "=HYPERLINK(\"x\")", "<b>Bo</b>", "नि\u{200d}शा"]
        {
            assert_eq!(parse(&named(name)).unwrap().name, name);
        }
        assert_eq!(parse(&named("Bo\u{202e}b")).unwrap().name, "Bob");
        for name in ["", " \t", "\u{200b}\u{200d}", "a\nb", "a\0b", "a\u{7f}b", &"x".repeat(101)] {
            assert_eq!(parse(&named(name)), Err(vec![Field::Name]), "{name:?}");
        }
        assert!(parse(&named(&"李".repeat(100))).is_ok());
    }

    #[test]
    fn every_flaw_is_said_at_once() {
        let entered = Entered {
            name: String::new(),
            email: "a@b.example\r\nBcc: c@d.example".to_owned(),
            phone: "12".to_owned(),
            number: "x".repeat(41),
            payroll_id: "x".repeat(41),
            language: "fr".to_owned(),
            time_zone: "America/Springfield".to_owned(),
            voice_check: "maybe".to_owned(),
        };
        let all = [
            Field::Name,
            Field::Email,
            Field::Phone,
            Field::Number,
            Field::PayrollId,
            Field::Language,
            Field::TimeZone,
            Field::VoiceCheck,
        ];
        assert_eq!(parse(&entered), Err(all.to_vec()));
    }

    #[test]
    fn a_phone_number_of_the_north_american_plan_is_taken_as_people_write_it() {
        for text in [
            "+15555550123",
            "(555) 555-0123",
            "555-555-0123",
            "555.555.0123",
            "1 555 555 0123",
            "1-555-555-0123",
            "+1 (555) 555-0123",
            "5555550123",
            "\u{202a}555\u{2011}555\u{2011}0123\u{202c}",
        ] {
            assert_eq!(phone(text).map(String::from), Ok("+15555550123".to_owned()), "{text}");
        }
        assert_eq!(phone("+49 30 901820").map(String::from), Ok("+4930901820".to_owned()));
        for text in
            ["555-0123", "0555550123", "555 155 0123", "2 555 555 0123", "5.5555E+09", "+1", "555555012x", "٥٥٥٥٥٥٠١٢٣"]
        {
            assert!(phone(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_language_is_known_by_code_and_name_but_only_one_of_the_workspaces() {
        assert_eq!(language("ES", &Languages::all()), Ok(Language::Es));
        assert_eq!(language("Español", &Languages::all()), Ok(Language::Es));
        assert_eq!(language("english", &Languages::all()), Ok(Language::En));
        assert!(language("es", &Languages::of(|one| one == Language::En).unwrap()).unwrap_err().contains(": en."));
    }

    #[test]
    fn what_is_known_of_a_person_is_typed_back_the_same() {
        let entered = Entered {
            name: "Ana Torres".to_owned(),
            email: "Ana@Example.com".to_owned(),
            phone: "(555) 555-0123".to_owned(),
            number: "0117".to_owned(),
            payroll_id: "000042".to_owned(),
            language: "en".to_owned(),
            time_zone: "america/denver".to_owned(),
            voice_check: "off".to_owned(),
        };
        let details = parse(&entered).unwrap();
        assert_eq!(details.email.as_deref(), Some("ana@example.com"));
        assert_eq!(details.employee_number.as_deref(), Some("0117"), "zeros in front stay");
        assert_eq!(details.payroll_id.as_deref(), Some("000042"), "here too");
        assert_eq!(details.zone.as_ref().map(Zone::name), Some("America/Denver"));
        assert_eq!(details.voice_check, Some(false));
        assert_eq!(parse(&Entered::of(&details)).unwrap(), details);
    }
}
