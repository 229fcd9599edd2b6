//! What there is to know of the form of a file, and what is wrong with a profile, in words.

use super::form_errors::FormErrors;
use crate::{
    domain::{
        export::{Format, ProfileFieldError, ProfileFormErrors},
        language::Language,
    },
    wording::{admin::AdminWords, entered::line},
};

/// What a person should know before importing a file, where there is something.
pub(super) const fn advice(format: Format) -> Option<&'static str> {
    match format {
        Format::Adp => {
            Some("ADP takes the file only under this name: do not rename it. The batch ID is a column of the file.")
        }
        Format::Gusto => Some(
            "Gusto replaces the hours in the payroll with those in the file. Import a difference into a payroll of its own, \
             such as an off-cycle one.",
        ),
        Format::QuickBooksDesktop => {
            Some("Employees, jobs and items must be in the lists of QuickBooks under these very names.")
        }
        Format::Paychex => Some("Paychex takes one file at a time: wait until it is processed."),
        Format::Generic | Format::QuickBooksTime => None,
    }
}

/// What is wrong with a profile, at its fields.
pub(super) fn form_errors(errors: &ProfileFormErrors) -> FormErrors {
    let ProfileFormErrors { name, format, company, company_created, named_by, regular_code, overtime_code, job_source } =
        errors;
    let fields = [
        ("name", name),
        ("format", format),
        ("company", company),
        ("company_created", company_created),
        ("named_by", named_by),
        ("regular_code", regular_code),
        ("overtime_code", overtime_code),
        ("job_source", job_source),
    ];
    FormErrors::each(fields.map(|(field, error)| (field, error.as_ref().map(in_words))))
}

fn in_words(error: &ProfileFieldError) -> String {
    let words = AdminWords::of(Language::En);
    let words = match error {
        ProfileFieldError::Name(wrong) => return line(words, "A name", *wrong),
        ProfileFieldError::NoFormat => "Choose a format.",
        ProfileFieldError::NoNamedBy => "Choose what to match employees by.",
        ProfileFieldError::NoJobSource => "Choose how to include jobs.",
        ProfileFieldError::AdpCompany => "ADP's company code is two or three letters and digits.",
        ProfileFieldError::PaychexClient => "The client ID of Paychex is one to eight letters and digits.",
        ProfileFieldError::Company(wrong) => return line(words, "The company's name", *wrong),
        ProfileFieldError::QuickBooksCompany(error) => return format!("This cannot be it: {error}."),
        ProfileFieldError::CompanyCreated => {
            "This must be a number: the last field of the second line of a timer list that QuickBooks exports."
        }
        ProfileFieldError::Code(wrong) => return line(words, "A pay code", *wrong),
        ProfileFieldError::AdpHoursCode => "An hours code of ADP is one or two letters and digits.",
        ProfileFieldError::PaychexEarning => {
            "Paychex needs the name of the earning exactly as it is there: at most 20 characters, capitals matter."
        }
        ProfileFieldError::QuickBooksItem(error) => return format!("This cannot be an item: {error}."),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::ProfileInput;

    #[test]
    fn each_format_has_its_own_advice() {
        let without: Vec<_> = Format::ALL.into_iter().filter(|format| advice(*format).is_none()).collect();
        assert_eq!(without, [Format::Generic, Format::QuickBooksTime]);
        let advice: Vec<_> = Format::ALL.into_iter().filter_map(advice).collect();
        assert!(advice.iter().all(|words| words.ends_with('.') && words.len() > 40), "{advice:?}");
    }

    #[test]
    fn what_is_wrong_with_a_profile_stands_at_its_field() {
        let errors = form_errors(&ProfileInput::default().parse().unwrap_err());
        assert_eq!(errors.fields().collect::<Vec<_>>(), ["name", "format", "named_by", "job_source"]);
        assert_eq!(errors.of("name"), Some("A name is needed."));
        let entered = ProfileInput {
            name: "Payroll".to_owned(),
            format: Format::QuickBooksDesktop.name().to_owned(),
            named_by: "name".to_owned(),
            job_source: "nothing".to_owned(),
            company: "Acme \u{1f477}".to_owned(),
            regular_code: "=Roof".to_owned(),
            ..ProfileInput::default()
        };
        let errors = form_errors(&entered.parse().unwrap_err());
        assert_eq!(
            errors.of("company"),
            Some("This cannot be it: QuickBooks Desktop has no name with \"\u{1f477}\" in it.")
        );
        assert_eq!(
            errors.of("regular_code"),
            Some("This cannot be an item: spreadsheets would take the name for a formula.")
        );
        assert!(errors.of("company_created").unwrap().starts_with("This must be a number"));
    }
}
