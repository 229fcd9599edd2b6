//! What goes to the payroll system: hours by person, in the form that it takes, and what that form cannot carry.

mod adp;
mod cells;
pub mod entry;
mod generic;
mod gusto;
mod iif;
mod iif_name;
mod lines;
mod paychex;
pub mod profile;
mod quickbooks_time;
mod refusal;
mod sums;

use std::collections::BTreeMap;

pub use self::{
    cells::hours,
    entry::EntryFacts,
    lines::{ExportLine, ExportPerson, ExportedHours, LineKey, PersonHours, differences, nearest},
    profile::{Format, FormatField, JobSource, NamedBy, Profile, ProfileFieldError, ProfileFormErrors, ProfileInput},
    refusal::{ExportRefusal, QuickBooksNameError},
};
use super::{
    ids::{EntryId, JobId},
    payroll::Period,
};

/// A job as files name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRef {
    /// As the workspace calls it.
    pub name: String,
    /// Its accounting code, if it has one.
    pub code: Option<String>,
}

/// Everything that is in one file.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// Tells this file from every other; written into it where the format has a place for it.
    pub id: &'a str,
    /// The pay period that it is about.
    pub period: Period,
    /// How the payroll system wants it.
    pub profile: &'a Profile,
    /// Those who are in the file, each with at least one line.
    pub hours: &'a [PersonHours],
    /// Every job that a line names.
    pub jobs: &'a BTreeMap<JobId, JobRef>,
    /// Where the format goes by entry.
    pub entries: &'a BTreeMap<EntryId, EntryFacts>,
}

/// Why one person's hours cannot be in a file of this profile; nothing is ever cut to fit.
#[must_use]
pub fn refuse(profile: &Profile, hours: &PersonHours, jobs: &BTreeMap<JobId, JobRef>) -> Vec<ExportRefusal> {
    match profile.format {
        Format::Generic => Vec::new(),
        Format::Adp => adp::refuse(profile, hours, jobs),
        Format::Gusto => gusto::refuse(profile, hours),
        Format::Paychex => paychex::refuse(profile, hours, jobs),
        Format::QuickBooksDesktop => iif::refuse(profile, hours, jobs),
        Format::QuickBooksTime => quickbooks_time::refuse(profile, hours, jobs),
    }
}

/// The file. The same batch gives the same bytes.
///
/// # Errors
/// When a line cannot be written, which would be a mistake of the program.
pub fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    match batch.profile.format {
        Format::Generic => generic::write(batch),
        Format::Adp => adp::write(batch),
        Format::Gusto => gusto::write(batch),
        Format::Paychex => paychex::write(batch),
        Format::QuickBooksDesktop => Ok(iif::write(batch)),
        Format::QuickBooksTime => quickbooks_time::write(batch),
    }
}

/// What the file is called: what the payroll system looks for, and the batch ID where that allows it.
#[must_use]
pub fn file_name(profile: &Profile, period: Period, batch: &str) -> String {
    let plain = |what: &str, ending: &str| format!("{what}-{}-{batch}.{ending}", period.from);
    match profile.format {
        Format::Generic => plain("hours", "csv"),
        // https://support.timeportal.io/hc/en-us/articles/23838801956887-ADP-Workforce-Now-Payroll-Export: a code of
        // two is filled up, and nothing else may be in the name: the batch ID is a column of the file.
        Format::Adp => format!("PR{:_<3}EPI.csv", profile.company),
        Format::Gusto => plain("gusto", "csv"),
        Format::Paychex => plain("paychex-spi", "csv"),
        Format::QuickBooksDesktop => plain("quickbooks", "iif"),
        Format::QuickBooksTime => plain("quickbooks-time", "csv"),
    }
}

/// The name under which a stored file is given out. Files for ADP once had the batch ID in their names, which ADP
/// does not take.
#[must_use]
pub fn served_name<'a>(format: Option<Format>, stored: &'a str, batch: &str) -> std::borrow::Cow<'a, str> {
    match (format, stored.strip_suffix(&format!("-{batch}.csv"))) {
        (Some(Format::Adp), Some(name)) => format!("{name}.csv").into(),
        (Some(_) | None, _) => stored.into(),
    }
}

#[cfg(test)]
mod tests;
