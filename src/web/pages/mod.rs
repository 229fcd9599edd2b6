//! Pages for people: rendered on the server, whole without JavaScript.

pub mod account;
pub mod api_tokens;
mod apology;
pub mod approvals;
pub mod audit_log;
pub mod badge;
pub mod board;
pub mod breaks;
pub mod browser_name;
mod call_text;
pub mod cards;
mod choose_people;
mod claims;
pub mod clock;
mod clock_others;
pub(in crate::web) mod confirm;
mod costs;
pub mod crew;
pub mod demo;
pub mod employee_calls;
pub mod employee_doubts;
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
mod help;
mod home;
mod job_form;
pub mod jobs;
pub mod kiosk_cards;
mod kiosk_export;
mod kiosk_locks;
mod kiosk_silence;
pub mod kiosks;
pub mod layout;
mod leaving;
pub mod list_import;
mod locations;
pub mod number;
mod own_page;
pub mod pay_period;
pub mod payroll_settings;
pub mod person_filter;
pub mod phone;
pub mod phone_clocking;
pub mod photos;
mod places;
pub mod practice;
mod qr;
pub mod reports;
mod search;
mod selection;
pub mod settings;
pub mod setup;
mod sheet_order;
pub mod sheet_state;
pub mod sign_in;
mod sign_in_code;
mod sort;
pub mod time_entries;
pub mod timesheets;
mod typed_secret;
pub mod users;
pub mod voice_check_audio;
pub mod voice_checks;
mod webhooks;
pub mod welcome;
mod when;
pub mod worker_page;
mod written;

use super::{kiosk, routes::Routes};
use crate::{
    wording::admin::AdminWords,
    words::{DateWords, WordsError},
};

/// Whether the pages that speak several languages have all their words.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check_words() -> Result<(), WordsError> {
    DateWords::check()?;
    AdminWords::check()?;
    setup::words::check()?;
    practice::words::check()?;
    kiosk_cards::words::check()?;
    worker_page::words::check()?;
    kiosk::words::check()
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(sign_in::routes())
        .merge(sign_in_code::routes())
        .merge(home::routes())
        .merge(search::routes())
        .merge(help::routes())
        .merge(welcome::routes())
        .merge(account::routes())
        .merge(confirm::routes())
        .merge(setup::routes())
        .merge(phone_clocking::routes())
        .merge(kiosks::routes())
        .merge(cards::routes())
        .merge(claims::routes())
        .merge(clock::routes())
        .merge(board::routes())
        .merge(clock_others::routes())
        .merge(settings::routes())
        .merge(audit_log::routes())
        .merge(crew::routes())
        .merge(employee_calls::routes())
        .merge(forgotten::routes())
        .merge(users::routes())
        .merge(employees::routes())
        .merge(kiosk_export::routes())
        .merge(badge::routes())
        .merge(list_import::routes())
        .merge(api_tokens::routes())
        .merge(webhooks::routes())
        .merge(breaks::routes())
        .merge(jobs::routes())
        .merge(locations::routes())
        .merge(kiosk_locks::routes())
        .merge(leaving::routes())
        .merge(demo::routes())
        .merge(phone::routes())
        .merge(practice::routes())
        .merge(exports::routes())
        .merge(costs::routes())
        .merge(reports::routes())
        .merge(timesheets::routes())
        .merge(approvals::routes())
        .merge(payroll_settings::routes())
        .merge(exceptions::routes())
        .merge(voice_checks::routes())
        .merge(voice_check_audio::routes())
        .merge(photos::routes())
        .merge(time_entries::routes())
        .merge(worker_page::routes())
}
