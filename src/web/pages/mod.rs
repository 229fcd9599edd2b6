//! Pages for people: rendered on the server, whole without JavaScript.

pub mod account;
mod apology;
pub mod approvals;
pub mod audit_log;
pub mod board;
pub mod browser_name;
mod call_text;
pub mod cards;
pub mod clock;
pub mod demo;
pub mod duration;
pub mod employee_calls;
pub mod employee_doubts;
pub mod employee_import;
pub mod employees;
pub mod error;
pub mod exceptions;
mod export_check;
mod export_profiles;
mod export_words;
pub mod exports;
pub mod field;
pub mod forgotten;
pub mod form_errors;
mod job_form;
pub mod jobs;
pub mod layout;
mod leaving;
pub mod number;
pub mod pay_period;
pub mod payroll_settings;
pub mod person_filter;
pub mod phone;
pub mod phone_clocking;
pub mod practice;
pub mod reports;
pub mod settings;
pub mod setup;
pub mod sheet_state;
pub mod sign_in;
pub mod time_entries;
pub mod timesheets;
mod typed_secret;
pub mod users;
pub mod voice_check_audio;
pub mod voice_checks;
pub mod welcome;

use super::routes::Routes;
use crate::words::WordsError;

/// Whether the pages that speak several languages have all their words.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check_words() -> Result<(), WordsError> {
    setup::words::check()?;
    practice::words::check()
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(sign_in::routes())
        .merge(welcome::routes())
        .merge(account::routes())
        .merge(setup::routes())
        .merge(phone_clocking::routes())
        .merge(cards::routes())
        .merge(clock::routes())
        .merge(board::routes())
        .merge(settings::routes())
        .merge(audit_log::routes())
        .merge(employee_calls::routes())
        .merge(forgotten::routes())
        .merge(users::routes())
        .merge(employees::routes())
        .merge(employee_import::routes())
        .merge(jobs::routes())
        .merge(leaving::routes())
        .merge(demo::routes())
        .merge(phone::routes())
        .merge(practice::routes())
        .merge(exports::routes())
        .merge(reports::routes())
        .merge(timesheets::routes())
        .merge(approvals::routes())
        .merge(payroll_settings::routes())
        .merge(exceptions::routes())
        .merge(voice_checks::routes())
        .merge(voice_check_audio::routes())
        .merge(time_entries::routes())
}
