//! What was entered about an employee: the names of the fields, what is wrong with them, and which languages there are.

use crate::{
    domain::{
        employee::{
            Employee,
            input::{EmployeeFieldError, Field},
        },
        workspace::{Languages, Settings},
    },
    service::roster::employees::EmployeeError,
    web::pages::form_errors::FormErrors,
    wording::{admin::AdminWords, entered},
};

/// What a field is called in the form.
pub(super) const fn name_of(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::LastName => "last_name",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Number => "number",
        Field::PayrollId => "payroll_id",
        Field::Language => "language",
        Field::TimeZone => "time_zone",
        Field::VoiceCheck => "voice_check",
        Field::StartsOn => "starts_on",
    }
}

/// What is wrong with the fields of a person, by field.
pub(in crate::web) fn form_errors(words: &AdminWords, errors: &[EmployeeFieldError]) -> FormErrors {
    FormErrors::each(errors.iter().map(|error| (name_of(error.field), Some(entered::person(words, error)))))
}

/// The workspace's languages, and the one that somebody has from before they were changed.
pub(in crate::web) fn allowed(settings: &Settings, known: Option<&Employee>) -> Languages {
    let own = known.map(|known| known.details.language);
    Languages::new(|one| settings.languages.contains(one) || own == Some(one)).unwrap_or_else(Languages::all)
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
pub(in crate::web) fn refusal(words: &AdminWords, problem: &EmployeeError) -> Option<FormErrors> {
    let (field, words) = match problem {
        EmployeeError::NumberTaken { number, holder } => (Field::Number, words.people.number_taken(number, holder)),
        EmployeeError::NoName => (Field::Name, words.entered.no_name.clone()),
        EmployeeError::Email(_) => (Field::Email, words.people.no_email.clone()),
        EmployeeError::Store(_)
        | EmployeeError::Unknown(_)
        | EmployeeError::Several(_)
        | EmployeeError::NotFound
        | EmployeeError::ClockedIn(_) => return None,
    };
    Some(FormErrors::new(name_of(field), &words))
}
