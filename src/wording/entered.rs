//! What is wrong with what somebody entered, and what may be.

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
pub fn line(what: &str, error: LineError) -> String {
    match error {
        LineError::Empty => format!("{what} is needed."),
        LineError::Control => format!("{what} is one line without control characters."),
        LineError::TooLong { max } => format!("{what} has at most {max} characters."),
    }
}

fn name_line(error: LineError) -> String {
    match error {
        LineError::Empty => "Enter a name.".to_owned(),
        LineError::Control | LineError::TooLong { .. } => line("A name", error),
    }
}

/// What a field of a person is called, and its article.
const fn field_name(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Name => ("A", "name"),
        Field::LastName => ("A", "last name"),
        Field::Email => ("An", "email address"),
        Field::Phone => ("A", "phone number"),
        Field::Number => ("An", "employee number"),
        Field::PayrollId => ("A", "payroll ID"),
        Field::Language => ("A", "language"),
        Field::TimeZone => ("A", "time zone"),
        Field::VoiceCheck => ("A", "voice check"),
        Field::StartsOn => ("A", "start date"),
    }
}

/// Why a field of a person is not believed, in a sentence.
#[must_use]
pub fn person(error: &EmployeeFieldError) -> String {
    let (article, name) = field_name(error.field);
    match &error.reason {
        FieldError::Line(wrong) if error.field == Field::Name => name_line(*wrong),
        FieldError::Line(wrong) => line(&format!("{article} {name}"), *wrong),
        FieldError::OtherName => {
            "The last name must be the last part of the name above, such as García López.".to_owned()
        }
        FieldError::Placeholder(text) => format!("“{text}” is not a valid {name}; leave it empty if there is none."),
        FieldError::Email(wrong) => email(*wrong).to_owned(),
        FieldError::Phone(wrong) => phone(*wrong).to_owned(),
        FieldError::Language(known) => {
            let known: Vec<_> = known.iter().copied().map(Language::code).collect();
            format!("This language is not one of the workspace's: {}.", known.join(", "))
        }
        FieldError::NoZone => "There is no such time zone; use a name such as America/Chicago, or Central.".to_owned(),
        FieldError::NoChoice => "The voice check is on, off, or the same as the workspace.".to_owned(),
        FieldError::NoDay => "There is no such day; write it like 2026-12-01.".to_owned(),
    }
}

const fn email(error: EmailFieldError) -> &'static str {
    match error {
        EmailFieldError::NoAddress => "That doesn’t look like an email address, such as name@example.com.",
        EmailFieldError::Placeholder => {
            "That doesn’t look like an email address; leave the cell empty if there is none."
        }
        EmailFieldError::Several => "There are several email addresses here; keep one, such as name@example.com.",
        EmailFieldError::Blank => "There is a space in this email address; it should look like name@example.com.",
        EmailFieldError::Hidden => "There is a hidden character in this email address; type it again.",
    }
}

const fn phone(error: PhoneFieldError) -> &'static str {
    match error {
        PhoneFieldError::NoNumber => {
            "That doesn’t look like a phone number. Write it with + and the country code, such as +15555550123; a US or \
             Canadian number can also be written as (555) 555-0123."
        }
        PhoneFieldError::Spreadsheet => {
            "A spreadsheet has changed this phone number. Format the column as text there, put the number in again, and \
             upload the list once more."
        }
        PhoneFieldError::Extension => {
            "This phone number has an extension, which cannot be dialed here; leave the extension out, or the number."
        }
        PhoneFieldError::Several => "There are several phone numbers here; keep one.",
    }
}

/// Why somebody should look at a number that a spreadsheet may have changed.
#[must_use]
pub fn spreadsheet(hint: SpreadsheetHint, number: &str) -> String {
    let what = match hint {
        SpreadsheetHint::Rounded => "Spreadsheets write long numbers like this",
        SpreadsheetHint::PointZero => "Spreadsheets add .0 to numbers",
        SpreadsheetHint::Date => "Spreadsheets turn numbers with a dash into dates",
    };
    format!("{what}: “{}” may have been something else. Check it.", number.trim())
}

/// Everything that is wrong with a job: the names of the fields, each with a sentence.
#[must_use]
pub fn job(errors: &JobFormErrors) -> Vec<(&'static str, String)> {
    let JobFormErrors { name, accounting_code, phone_code } = errors;
    let name = name.map(|error| ("name", name_line(error)));
    let accounting = accounting_code.map(|error| ("accounting_code", line("An accounting code", error)));
    let phone = phone_code.map(|_| ("phone_code", "A phone code is 1 to 8 digits.".to_owned()));
    [name, accounting, phone].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        employee::{fields::spreadsheet_hint, input::EmployeeInput},
        job::JobInput,
        workspace::Languages,
    };

    fn said(entered: &EmployeeInput) -> Vec<String> {
        let only_english = Languages::new(|language| language == Language::En).unwrap();
        entered.parse(&only_english, Language::En).unwrap_err().iter().map(person).collect()
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
            assert_eq!(spreadsheet(spreadsheet_hint(number).unwrap(), number), words);
        }
    }

    #[test]
    fn whoever_enters_a_job_hears_what_is_wrong_with_each_field() {
        let accounting_code = "a".repeat(61);
        let entered = JobInput { name: "", accounting_code: &accounting_code, phone_code: "7a" };
        let said = job(&entered.parse().unwrap_err());
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
