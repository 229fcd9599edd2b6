//! What somebody typed or uploaded about a person, before it is believed; and what is wrong with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Details,
    fields::{EmailFieldError, PhoneFieldError, email, is_placeholder, language, phone, unwrapped},
    name::is_last_name_of,
};
use crate::domain::{
    language::Language,
    line::{LineError, one_line},
    text::is_hidden,
    workspace::{Languages, Zone},
    zone_names::zone_as_written,
};

/// Characters of a name.
const NAME_MAX: usize = 100;
/// Characters of an employee number, and of a payroll ID.
const NUMBER_MAX: usize = 40;

/// The fields of a person as texts, each empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the fields of the form and the columns of the file")]
pub struct EmployeeInput {
    pub name: String,
    /// The part of the name that is the last name.
    pub last_name: String,
    pub email: String,
    pub phone: String,
    pub number: String,
    pub payroll_id: String,
    pub language: String,
    pub time_zone: String,
    /// `on`, `off`, or as the workspace has it.
    pub voice_check: String,
    /// A day to come, as ISO 8601 writes it.
    pub starts_on: String,
}

/// Which field an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the fields of EmployeeInput")]
pub enum Field {
    Name,
    LastName,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
    StartsOn,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeFieldError {
    /// The field to mend.
    pub field: Field,
    /// Why it is not believed.
    pub reason: FieldError,
}

/// Why a field is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// It is not a line of text as it should be.
    Line(LineError),
    /// The last name is not the end of the name.
    OtherName,
    /// The number is what programs write where there is none.
    Placeholder(String),
    /// It is no email address.
    Email(EmailFieldError),
    /// It is no phone number.
    Phone(PhoneFieldError),
    /// It is not one of the workspace's languages, which are these.
    Language(Vec<Language>),
    /// There is no such time zone.
    NoZone,
    /// It is neither on nor off nor empty.
    NoChoice,
    /// It is no day.
    NoDay,
}

impl From<LineError> for FieldError {
    fn from(error: LineError) -> Self {
        Self::Line(error)
    }
}

impl EmployeeInput {
    /// Believes the fields, or says everything that is wrong with them. An empty language is `default`.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(&self, languages: &Languages, default: Language) -> Result<Details, Vec<EmployeeFieldError>> {
        let mut errors = Vec::new();
        let name = keep(&mut errors, Field::Name, name(&self.name)).unwrap_or_default();
        let last_name =
            keep(&mut errors, Field::LastName, optional(&self.last_name, |text| last_name(text, &name))).flatten();
        let email = optional(&self.email, |text| email(text).map_err(FieldError::Email));
        let email = keep(&mut errors, Field::Email, email).flatten();
        let phone = optional(&self.phone, |text| phone(text).map_err(FieldError::Phone));
        let phone = keep(&mut errors, Field::Phone, phone).flatten();
        let employee_number = keep(&mut errors, Field::Number, optional(&self.number, number)).flatten();
        let payroll_id = keep(&mut errors, Field::PayrollId, optional(&self.payroll_id, number)).flatten();
        let language = optional(&self.language, |text| language(text, languages).map_err(FieldError::Language));
        let language = keep(&mut errors, Field::Language, language).flatten();
        let zone = keep(&mut errors, Field::TimeZone, optional(&self.time_zone, zone)).flatten();
        let voice_check = keep(&mut errors, Field::VoiceCheck, voice_check(&self.voice_check)).flatten();
        let starts_on = keep(&mut errors, Field::StartsOn, optional(&self.starts_on, day)).flatten();
        let language = language.unwrap_or(default);
        let details = Details {
            name,
            last_name,
            email,
            phone,
            employee_number,
            payroll_id,
            language,
            zone,
            voice_check,
            starts_on,
        };
        if errors.is_empty() { Ok(details) } else { Err(errors) }
    }

    /// The fields as somebody would have typed them.
    #[must_use]
    pub fn new(details: &Details) -> Self {
        Self {
            name: details.name.clone(),
            last_name: details.last_name.clone().unwrap_or_default(),
            email: details.email.clone().unwrap_or_default(),
            phone: details.phone.clone().map(String::from).unwrap_or_default(),
            number: details.employee_number.clone().unwrap_or_default(),
            payroll_id: details.payroll_id.clone().unwrap_or_default(),
            language: details.language.code().to_owned(),
            time_zone: details.zone.clone().map(String::from).unwrap_or_default(),
            voice_check: details.voice_check.map(|on| if on { "on" } else { "off" }).unwrap_or_default().to_owned(),
            starts_on: details.starts_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

fn keep<T>(errors: &mut Vec<EmployeeFieldError>, field: Field, parsed: Result<T, FieldError>) -> Option<T> {
    parsed.map_err(|reason| errors.push(EmployeeFieldError { field, reason })).ok()
}

fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, FieldError>) -> Result<Option<T>, FieldError> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

fn name(text: &str) -> Result<String, FieldError> {
    let name = one_line(text, NAME_MAX)?;
    let shows = |c: char| !c.is_whitespace() && !is_hidden(c);
    if name.chars().any(shows) { Ok(name) } else { Err(LineError::Empty.into()) }
}

fn last_name(text: &str, name: &str) -> Result<String, FieldError> {
    let last = one_line(text, NAME_MAX)?;
    if name.is_empty() || is_last_name_of(&last, name) { Ok(last) } else { Err(FieldError::OtherName) }
}

/// An employee number or a payroll ID. What programs write where there is none would be the same for everybody.
fn number(text: &str) -> Result<String, FieldError> {
    let number = one_line(&unwrapped(text), NUMBER_MAX)?;
    if is_placeholder(&number) { Err(FieldError::Placeholder(number)) } else { Ok(number) }
}

fn zone(text: &str) -> Result<Zone, FieldError> {
    zone_as_written(text).ok_or(FieldError::NoZone)
}

/// A day as forms send it, in a year that people live in: what is mistyped is not the year 0204.
fn day(text: &str) -> Result<Date, FieldError> {
    let day = text.parse::<Date>().ok().filter(|day| (1900..2200).contains(&day.year()));
    day.filter(|day| day.to_string() == text).ok_or(FieldError::NoDay)
}

/// Forms send `on` and `off`; lists have what people write for it.
fn voice_check(text: &str) -> Result<Option<bool>, FieldError> {
    match text.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "on" | "yes" | "y" | "true" | "1" | "sí" | "si" | "s" => Ok(Some(true)),
        "off" | "no" | "n" | "false" | "0" => Ok(Some(false)),
        _ => Err(FieldError::NoChoice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(entered: &EmployeeInput) -> Result<Details, Vec<Field>> {
        let fields = |errors: Vec<EmployeeFieldError>| errors.into_iter().map(|error| error.field).collect();
        entered.parse(&Languages::all(), Language::Es).map_err(fields)
    }

    fn named(name: &str) -> EmployeeInput {
        EmployeeInput { name: name.to_owned(), ..EmployeeInput::default() }
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
        for name in ["", " \t", "\u{200b}\u{200d}", "\u{2060}", "a\nb", "a\0b", "a\u{7f}b", &"x".repeat(101)] {
            assert_eq!(parse(&named(name)), Err(vec![Field::Name]), "{name:?}");
        }
        assert!(parse(&named(&"李".repeat(100))).is_ok());
    }

    #[test]
    fn every_flaw_is_said_at_once() {
        let entered = EmployeeInput {
            name: String::new(),
            last_name: "x".repeat(101),
            email: "a@b.example\r\nBcc: c@d.example".to_owned(),
            phone: "12".to_owned(),
            number: "x".repeat(41),
            payroll_id: "x".repeat(41),
            language: "fr".to_owned(),
            time_zone: "America/Springfield".to_owned(),
            voice_check: "maybe".to_owned(),
            starts_on: "2026-02-30".to_owned(),
        };
        let all = [
            Field::Name,
            Field::LastName,
            Field::Email,
            Field::Phone,
            Field::Number,
            Field::PayrollId,
            Field::Language,
            Field::TimeZone,
            Field::VoiceCheck,
            Field::StartsOn,
        ];
        assert_eq!(parse(&entered), Err(all.to_vec()));
    }

    #[test]
    fn a_language_is_known_by_code_and_name_but_only_one_of_the_workspaces() {
        assert_eq!(language("ES", &Languages::all()), Ok(Language::Es));
        assert_eq!(language("Español", &Languages::all()), Ok(Language::Es));
        assert_eq!(language("english", &Languages::all()), Ok(Language::En));
        let only_english = Languages::new(|one| one == Language::En).unwrap();
        assert_eq!(language("es", &only_english), Err(vec![Language::En]));
    }

    #[test]
    fn whether_a_name_is_recorded_is_read_as_lists_have_it() {
        for (texts, on) in
            [(["on", " Yes", "Sí"], Some(true)), (["off", "NO ", "false"], Some(false)), (["", " ", "\t"], None)]
        {
            for text in texts {
                assert_eq!(voice_check(text), Ok(on), "{text:?}");
            }
        }
        assert_eq!(voice_check("perhaps"), Err(FieldError::NoChoice));
    }

    #[test]
    fn what_is_known_of_a_person_is_typed_back_the_same() {
        let entered = EmployeeInput {
            name: "Ana Torres".to_owned(),
            last_name: "torres".to_owned(),
            email: "Ana@Example.com".to_owned(),
            phone: "(555) 555-0123".to_owned(),
            number: "0117".to_owned(),
            payroll_id: "000042".to_owned(),
            language: "en".to_owned(),
            time_zone: "america/denver".to_owned(),
            voice_check: "off".to_owned(),
            starts_on: "2026-12-01".to_owned(),
        };
        let details = parse(&entered).unwrap();
        assert_eq!(details.email.as_deref(), Some("ana@example.com"));
        assert_eq!(details.employee_number.as_deref(), Some("0117"), "zeros in front stay");
        assert_eq!(details.payroll_id.as_deref(), Some("000042"), "here too");
        assert_eq!(details.zone.as_ref().map(Zone::name), Some("America/Denver"));
        assert_eq!(details.voice_check, Some(false));
        assert_eq!(parse(&EmployeeInput::new(&details)).unwrap(), details);
    }
}
