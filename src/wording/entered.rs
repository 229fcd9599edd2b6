//! What is wrong with what somebody entered, and what may be.

use super::admin::{AdminWords, EnteredWords};
use crate::domain::{
    employee::{
        fields::{EmailFieldError, PhoneFieldError, SpreadsheetHint},
        input::{EmployeeFieldError, Field, FieldError},
    },
    job::JobFormErrors,
    language::Language,
    line::LineError,
};

/// Why a line of text is refused; `what` names it with its article, and begins the sentence.
#[must_use]
pub fn line(words: &AdminWords, what: &str, error: LineError) -> String {
    let words = &words.entered;
    match error {
        LineError::Empty => words.line_empty(what),
        LineError::Control => words.line_control(what),
        LineError::TooLong { max } => words.line_long(what, max),
    }
}

fn name_line(words: &AdminWords, error: LineError) -> String {
    match error {
        LineError::Empty => words.entered.no_name.clone(),
        LineError::Control | LineError::TooLong { .. } => line(words, &words.entered.a_name, error),
    }
}

impl EnteredWords {
    /// What a field of a person is called: with its article, and without it.
    fn field(&self, field: Field) -> (&str, &str) {
        match field {
            Field::Name => (&self.a_name, &self.name),
            Field::LastName => (&self.a_last_name, &self.last_name),
            Field::Email => (&self.an_email, &self.email),
            Field::Phone => (&self.a_phone, &self.phone),
            Field::Number => (&self.a_number, &self.number),
            Field::PayrollId => (&self.a_payroll_id, &self.payroll_id),
            Field::Language => (&self.a_language, &self.language),
            Field::TimeZone => (&self.a_time_zone, &self.time_zone),
            Field::VoiceCheck => (&self.a_voice_check, &self.voice_check),
            Field::StartsOn => (&self.a_start_date, &self.start_date),
        }
    }

    fn email_refused(&self, error: EmailFieldError) -> &str {
        match error {
            EmailFieldError::NoAddress => &self.email_none,
            EmailFieldError::Placeholder => &self.email_placeholder,
            EmailFieldError::Several => &self.email_several,
            EmailFieldError::Blank => &self.email_blank,
            EmailFieldError::Hidden => &self.email_hidden,
        }
    }

    /// Why something is no phone number, in a sentence.
    pub fn phone_refused(&self, error: PhoneFieldError) -> &str {
        match error {
            PhoneFieldError::NoNumber => &self.phone_none,
            PhoneFieldError::Spreadsheet => &self.phone_spreadsheet,
            PhoneFieldError::Extension => &self.phone_extension,
            PhoneFieldError::Several => &self.phone_several,
        }
    }
}

/// Why a field of a person is not believed, in a sentence.
#[must_use]
pub fn person(words: &AdminWords, error: &EmployeeFieldError) -> String {
    let entered = &words.entered;
    let (with_article, name) = entered.field(error.field);
    match &error.reason {
        FieldError::Line(wrong) if error.field == Field::Name => name_line(words, *wrong),
        FieldError::Line(wrong) => line(words, with_article, *wrong),
        FieldError::OtherName => entered.other_name.clone(),
        FieldError::Placeholder(text) => entered.placeholder(text, name),
        FieldError::Email(wrong) => entered.email_refused(*wrong).to_owned(),
        FieldError::Phone(wrong) => entered.phone_refused(*wrong).to_owned(),
        FieldError::Language(known) => {
            let known: Vec<_> = known.iter().copied().map(Language::code).collect();
            entered.no_language(known.join(", "))
        }
        FieldError::NoZone => entered.no_zone.clone(),
        FieldError::NoChoice => entered.no_choice.clone(),
        FieldError::NoDay => entered.no_day.clone(),
    }
}

/// Why somebody should look at a number that a spreadsheet may have changed.
#[must_use]
pub fn spreadsheet(words: &AdminWords, hint: SpreadsheetHint, number: &str) -> String {
    let (words, number) = (&words.entered, number.trim());
    match hint {
        SpreadsheetHint::Rounded => words.rounded(number),
        SpreadsheetHint::PointZero => words.point_zero(number),
        SpreadsheetHint::Date => words.date(number),
    }
}

/// Everything that is wrong with a job: the names of the fields, each with a sentence.
#[must_use]
pub fn job(words: &AdminWords, errors: &JobFormErrors) -> Vec<(&'static str, String)> {
    let JobFormErrors { name, accounting_code, phone_code } = errors;
    let name = name.map(|error| ("name", name_line(words, error)));
    let accounting =
        accounting_code.map(|error| ("accounting_code", line(words, &words.entered.an_accounting_code, error)));
    let phone = phone_code.map(|_| ("phone_code", words.entered.phone_code.clone()));
    [name, accounting, phone].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        employee::{fields::spreadsheet_hint, input::EmployeeInput},
        job::JobInput,
        language::OfficeLanguage,
        workspace::Languages,
    };

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    fn said(entered: &EmployeeInput) -> Vec<String> {
        let only_english = Languages::new(|language| language == Language::En).unwrap();
        entered.parse(&only_english, Language::En).unwrap_err().iter().map(|error| person(english(), error)).collect()
    }

    #[test]
    fn whoever_enters_a_person_hears_what_is_wrong_with_each_field() {
        let text = str::to_owned;
        let entered = EmployeeInput {
            name: text(" "),
            last_name: "x".repeat(101),
            email: text("bo @example.com"),
            phone: text("555-555-0123 x12"),
            number: text("N/A"),
            payroll_id: "x".repeat(41),
            language: text("es"),
            time_zone: text("America/Springfield"),
            voice_check: text("maybe"),
            starts_on: text("12/1"),
        };
        assert_eq!(
            said(&entered),
            [
                "Enter a name.",
                "A last name has at most 100 characters.",
                "There is a space in this email address; it should look like name@example.com.",
                "This phone number has an extension, which cannot be dialed here; leave the extension out, or the number.",
                "“N/A” is not a valid employee number; leave it empty if there is none.",
                "A payroll ID has at most 40 characters.",
                "This language is not one of the workspace's: en.",
                "There is no such time zone; use a name such as America/Chicago, or Central.",
                "The voice check is on, off, or the same as the workspace.",
                "There is no such day; write it like 2026-12-01.",
            ]
        );
        let named = |name: &str| EmployeeInput { name: text(name), ..EmployeeInput::default() };
        assert_eq!(said(&named("a\nb")), ["A name is one line without control characters."]);
        let other = EmployeeInput { last_name: text("Torres"), ..named("Ana Lopez") };
        assert!(said(&other)[0].starts_with("The last name must be the last part of the name above"));
    }

    #[test]
    fn mistakes_in_addresses_and_numbers_are_told_apart() {
        let email = |address: &str| EmployeeInput {
            name: "Bo".to_owned(),
            email: address.to_owned(),
            ..EmployeeInput::default()
        };
        for (address, words) in
            [("bo@example.com; cy@example.com", "several"), ("N/A", "leave the cell empty"), ("bo", "name@example.com")]
        {
            assert!(said(&email(address))[0].contains(words), "{address}");
        }
        let phone = |number: &str| EmployeeInput {
            name: "Bo".to_owned(),
            phone: number.to_owned(),
            ..EmployeeInput::default()
        };
        for (number, words) in
            [("555-0123", "country code"), ("5.55556E+09", "spreadsheet"), ("5555550123;5555550124", "several")]
        {
            assert!(said(&phone(number))[0].contains(words), "{number}");
        }
        for (number, words) in [
            ("1.2E+05", "Spreadsheets write long numbers like this: “1.2E+05” may have been something else. Check it."),
            ("117.0", "Spreadsheets add .0 to numbers: “117.0” may have been something else. Check it."),
            (
                "1-Feb",
                "Spreadsheets turn numbers with a dash into dates: “1-Feb” may have been something else. Check it.",
            ),
        ] {
            assert_eq!(spreadsheet(english(), spreadsheet_hint(number).unwrap(), number), words);
        }
    }

    #[test]
    fn whoever_enters_a_job_hears_what_is_wrong_with_each_field() {
        let accounting_code = "a".repeat(61);
        let entered = JobInput { name: "", accounting_code: &accounting_code, phone_code: "7a" };
        let said = job(english(), &entered.parse().unwrap_err());
        let said: Vec<_> = said.iter().map(|(field, words)| (*field, words.as_str())).collect();
        assert_eq!(
            said,
            [
                ("name", "Enter a name."),
                ("accounting_code", "An accounting code has at most 60 characters."),
                ("phone_code", "A phone code is 1 to 8 digits."),
            ]
        );
    }
}
