//! A time entry in JSON: as it is answered, added and corrected.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{
        entry_change::{ChangeReason, ReasonFormErrors},
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, JobId},
    },
    service::timesheets::{
        changes::{Correction, NewEntry},
        entry_list::EntryLine,
        entry_record::EntryRecord,
    },
    web::api::{body::sent, problem::Problem},
};

/// The span between a clock-in and a clock-out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: EntryId,
    /// Whose it is.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// Their name.
    employee_name: String,
    /// `open` until clocked out, then `closed`; `unfinished` where nobody clocked out before the next shift.
    status: &'static str,
    /// Whether it counts nowhere.
    voided: bool,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    clocked_in: Timestamp,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    clocked_out: Option<Timestamp>,
    /// The IANA time zone that it was clocked in.
    time_zone: String,
    /// The job that was worked on.
    #[schema(value_type = Option<String>, format = "uuid")]
    job: Option<JobId>,
    /// Seconds worked, without unpaid breaks; so far, for an open one.
    worked_seconds: Option<i64>,
    /// The open exceptions on it.
    exceptions: Vec<&'static str>,
}

impl From<EntryLine> for Entry {
    fn from(line: EntryLine) -> Self {
        Self {
            id: line.id,
            employee: line.employee,
            employee_name: line.name,
            status: line.status.name(),
            voided: line.voided,
            clocked_in: line.clocked_in,
            clocked_out: line.clocked_out,
            time_zone: line.zone.into(),
            job: line.job_id,
            worked_seconds: line.worked_secs,
            exceptions: line.exceptions.into_iter().map(ExceptionKind::words).collect(),
        }
    }
}

impl From<EntryRecord> for Entry {
    fn from(record: EntryRecord) -> Self {
        let open = record.exceptions.iter().filter(|exception| exception.settled_at.is_none());
        Self {
            exceptions: open.map(|exception| exception.kind.words()).collect(),
            id: record.id,
            employee: record.employee,
            employee_name: record.name,
            status: record.status.name(),
            voided: record.voided,
            clocked_in: record.in_at,
            clocked_out: record.out_at,
            time_zone: record.zone.into(),
            job: record.job,
            worked_seconds: record.worked_secs,
        }
    }
}

/// Why an entry is changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeWhy {
    /// `forgot to clock out`, `forgot to clock in`, `wrong job`, `job not entered`, `worked elsewhere`,
    /// `phone or line trouble`, `clocked twice`, `test` or `other`.
    reason: String,
    /// More about it, in at most 500 characters; needed where the reason is `other`.
    #[serde(default)]
    note: Option<String>,
}

impl ChangeWhy {
    /// The reason that is meant.
    ///
    /// # Errors
    /// When the reason is not one of the list, or the note is missing or too long.
    pub fn parse(&self) -> Result<ChangeReason, Problem> {
        parse_why(&self.reason, self.note.as_deref())
    }
}

fn parse_why(reason: &str, note: Option<&str>) -> Result<ChangeReason, Problem> {
    ChangeReason::parse(reason, note.unwrap_or_default()).map_err(|ReasonFormErrors { no_reason, note }| {
        let reason = no_reason.then_some(("reason", "The reason is not one of the list."));
        let note = note.map(|_| ("note", "Say why in at most 500 characters."));
        Problem::invalid([reason, note].into_iter().flatten().map(|(field, said)| (field.to_owned(), said.to_owned())))
    })
}

/// A time entry to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTimeEntry {
    /// An id of your own, so that the request can be sent again.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    id: Option<EntryId>,
    /// Whose it is.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    clocked_in: Timestamp,
    /// When it ends; without it the employee is clocked in.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    clocked_out: Option<Timestamp>,
    /// The job that was worked on.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    job: Option<JobId>,
    /// Why it is added: one of the reasons of a change.
    reason: String,
    /// More about it, in at most 500 characters; needed where the reason is `other`.
    #[serde(default)]
    note: Option<String>,
}

impl NewTimeEntry {
    /// What is to be added and why, under the id that was sent, or a new one.
    ///
    /// # Errors
    /// When the reason is not one of the list, or the note is missing or too long.
    pub fn parse(&self, new_id: impl FnOnce() -> EntryId) -> Result<(NewEntry, ChangeReason), Problem> {
        let Self { id, employee, clocked_in, clocked_out, job, .. } = *self;
        let id = id.unwrap_or_else(new_id);
        let why = parse_why(&self.reason, self.note.as_deref())?;
        Ok((NewEntry { id, employee, in_at: clocked_in, out_at: clocked_out, job }, why))
    }
}

/// What is to be corrected of a time entry, and why. A field that is not sent stays as it is; one that is null becomes
/// empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryCorrection {
    /// When it begins.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime, nullable = false)]
    clocked_in: Option<Timestamp>,
    /// When it ends. Without an end an entry that was closed is open again.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>, format = DateTime)]
    clocked_out: Option<Option<Timestamp>>,
    /// The job that was worked on.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>, format = "uuid")]
    job: Option<Option<JobId>>,
    /// Why it is corrected: one of the reasons of a change.
    reason: String,
    /// More about it, in at most 500 characters; needed where the reason is `other`.
    #[serde(default)]
    note: Option<String>,
}

impl EntryCorrection {
    /// Why it is corrected.
    ///
    /// # Errors
    /// When the reason is not one of the list, or the note is missing or too long.
    pub fn why(&self) -> Result<ChangeReason, Problem> {
        parse_why(&self.reason, self.note.as_deref())
    }

    /// What the entry is to say.
    #[must_use]
    pub fn onto(&self, known: &EntryRecord) -> Correction {
        Correction {
            in_at: self.clocked_in.unwrap_or(known.in_at),
            out_at: self.clocked_out.unwrap_or(known.out_at),
            job: self.job.unwrap_or(known.job),
            claimed_in: None,
            claimed_out: None,
        }
    }
}
