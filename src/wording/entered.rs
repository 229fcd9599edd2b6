//! What is wrong with what somebody entered, and what may be.

use crate::domain::{
    employee::{
        entered::{Field, FieldFlaw, Flaw},
        fields::{EmailFlaw, PhoneFlaw, SpreadsheetHint},
    },
    job::JobFlaws,
    language::Language,
    line::LineFlaw,
};

/// Why a line of text is refused; `what` names it with its article, and begins the sentence.
#[must_use]
pub fn line(what: &str, flaw: LineFlaw) -> String {
    match flaw {
        LineFlaw::Empty => format!("{what} is needed."),
        LineFlaw::Control => format!("{what} is one line without control characters."),
        LineFlaw::TooLong { max } => format!("{what} has at most {max} characters."),
    }
}

fn name_line(flaw: LineFlaw) -> String {
    match flaw {
        LineFlaw::Empty => "Enter a name.".to_owned(),
        LineFlaw::Control | LineFlaw::TooLong { .. } => line("A name", flaw),
    }
}

/// What a field of a person is called, and its article.
const fn field_name(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Name => ("A", "name"),
        Field::LastName => ("A", "last name"),
        Field::Email => ("An", "e-mail address"),
        Field::Phone => ("A", "phone number"),
        Field::Number => ("An", "employee number"),
        Field::PayrollId => ("A", "payroll ID"),
        Field::Language => ("A", "language"),
        Field::TimeZone => ("A", "time zone"),
        Field::VoiceCheck => ("A", "voice check"),
    }
}

/// Why a field of a person is not believed, in a sentence.
#[must_use]
pub fn person(flaw: &Flaw) -> String {
    let (article, name) = field_name(flaw.field);
    match &flaw.reason {
        FieldFlaw::Line(wrong) if flaw.field == Field::Name => name_line(*wrong),
        FieldFlaw::Line(wrong) => line(&format!("{article} {name}"), *wrong),
        FieldFlaw::OtherName => {
            "The last name is the part of the name above that comes last, such as García López.".to_owned()
        }
        FieldFlaw::Placeholder(text) => format!("“{text}” is no {name}; leave it empty where there is none."),
        FieldFlaw::Email(wrong) => email(*wrong).to_owned(),
        FieldFlaw::Phone(wrong) => phone(*wrong).to_owned(),
        FieldFlaw::Language(known) => {
            let known: Vec<_> = known.iter().copied().map(Language::code).collect();
            format!("This language is not one of the workspace's: {}.", known.join(", "))
        }
        FieldFlaw::NoZone => "There is no such time zone; use a name such as America/Chicago, or Central.".to_owned(),
        FieldFlaw::NoChoice => "The voice check is on, off, or as the workspace has it.".to_owned(),
    }
}

const fn email(flaw: EmailFlaw) -> &'static str {
    match flaw {
        EmailFlaw::NoAddress => "This is no e-mail address; it looks like name@example.com.",
        EmailFlaw::Placeholder => "This is no e-mail address; leave the cell empty where there is none.",
        EmailFlaw::Several => "There are several e-mail addresses here; keep one, such as name@example.com.",
        EmailFlaw::Blank => "There is a blank in this e-mail address; it looks like name@example.com.",
        EmailFlaw::Hidden => "There is a hidden character in this e-mail address; type it again.",
    }
}

const fn phone(flaw: PhoneFlaw) -> &'static str {
    match flaw {
        PhoneFlaw::NoNumber => {
            "This is no phone number. Write it with + and the country code, such as +15555550123; a number of the USA \
             or Canada may also stand as (555) 555-0123."
        }
        PhoneFlaw::Spreadsheet => {
            "A spreadsheet has changed this phone number. Format the column as text there, put the number in again, and \
             upload the list once more."
        }
        PhoneFlaw::Extension => {
            "This phone number has an extension, which cannot be dialed here; leave the extension out, or the number."
        }
        PhoneFlaw::Several => "There are several phone numbers here; keep one.",
    }
}

/// Why somebody should look at a number that a spreadsheet may have changed.
#[must_use]
pub fn spreadsheet(hint: SpreadsheetHint, number: &str) -> String {
    let what = match hint {
        SpreadsheetHint::Rounded => "A spreadsheet writes long numbers so",
        SpreadsheetHint::PointZero => "A spreadsheet adds .0 to numbers",
        SpreadsheetHint::Date => "A spreadsheet makes dates of numbers with a dash",
    };
    format!("{what}: “{}” may have been something else. Look at it.", number.trim())
}

/// Everything that is wrong with a job: the names of the fields, each with a sentence.
#[must_use]
pub fn job(flaws: &JobFlaws) -> Vec<(&'static str, String)> {
    let JobFlaws { name, accounting_code, phone_code } = flaws;
    let name = name.map(|flaw| ("name", name_line(flaw)));
    let accounting = accounting_code.map(|flaw| ("accounting_code", line("An accounting code", flaw)));
    let phone = phone_code.map(|_| ("phone_code", "A phone code is 1 to 8 digits.".to_owned()));
    [name, accounting, phone].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        employee::{entered::Entered, fields::spreadsheet_hint},
        job::JobEntered,
        workspace::Languages,
    };

    fn said(entered: &Entered) -> Vec<String> {
        let only_english = Languages::of(|language| language == Language::En).unwrap();
        entered.parse(&only_english, Language::En).unwrap_err().iter().map(person).collect()
    }

    #[test]
    fn whoever_enters_a_person_hears_what_is_wrong_with_each_field() {
        let text = str::to_owned;
        let entered = Entered {
            name: text(" "),
            last_name: "x".repeat(101),
            email: text("bo @example.com"),
            phone: text("555-555-0123 x12"),
            number: text("N/A"),
            payroll_id: "x".repeat(41),
            language: text("es"),
            time_zone: text("America/Springfield"),
            voice_check: text("maybe"),
        };
        assert_eq!(
            said(&entered),
            [
                "Enter a name.",
                "A last name has at most 100 characters.",
                "There is a blank in this e-mail address; it looks like name@example.com.",
                "This phone number has an extension, which cannot be dialed here; leave the extension out, or the number.",
                "“N/A” is no employee number; leave it empty where there is none.",
                "A payroll ID has at most 40 characters.",
                "This language is not one of the workspace's: en.",
                "There is no such time zone; use a name such as America/Chicago, or Central.",
                "The voice check is on, off, or as the workspace has it.",
            ]
        );
        let named = |name: &str| Entered { name: text(name), ..Entered::default() };
        assert_eq!(said(&named("a\nb")), ["A name is one line without control characters."]);
        let other = Entered { last_name: text("Torres"), ..named("Ana Lopez") };
        assert!(said(&other)[0].starts_with("The last name is the part of the name above"));
    }

    #[test]
    fn mistakes_in_addresses_and_numbers_are_told_apart() {
        let email = |address: &str| Entered { name: "Bo".to_owned(), email: address.to_owned(), ..Entered::default() };
        for (address, words) in
            [("bo@example.com; cy@example.com", "several"), ("N/A", "leave the cell empty"), ("bo", "name@example.com")]
        {
            assert!(said(&email(address))[0].contains(words), "{address}");
        }
        let phone = |number: &str| Entered { name: "Bo".to_owned(), phone: number.to_owned(), ..Entered::default() };
        for (number, words) in
            [("555-0123", "country code"), ("5.55556E+09", "spreadsheet"), ("5555550123;5555550124", "several")]
        {
            assert!(said(&phone(number))[0].contains(words), "{number}");
        }
        for (number, words) in [
            ("1.2E+05", "A spreadsheet writes long numbers so: “1.2E+05” may have been something else. Look at it."),
            ("117.0", "A spreadsheet adds .0 to numbers: “117.0” may have been something else. Look at it."),
            (
                "1-Feb",
                "A spreadsheet makes dates of numbers with a dash: “1-Feb” may have been something else. Look at it.",
            ),
        ] {
            assert_eq!(spreadsheet(spreadsheet_hint(number).unwrap(), number), words);
        }
    }

    #[test]
    fn whoever_enters_a_job_hears_what_is_wrong_with_each_field() {
        let accounting_code = "a".repeat(61);
        let entered = JobEntered { name: "", accounting_code: &accounting_code, phone_code: "7a" };
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
