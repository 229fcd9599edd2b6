//! An export in JSON, and what it is made of.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::ids::{EmployeeId, ExportBatchId, ExportProfileId},
    service::payroll::exports::{BatchView, ExportProfile as KnownProfile, LeftOutPerson, Preflight},
};

/// A payroll system as the workspace uses it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportProfile {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: ExportProfileId,
    /// What people call it.
    name: String,
    /// What its files look like.
    format: &'static str,
}

impl From<KnownProfile> for ExportProfile {
    fn from(known: KnownProfile) -> Self {
        Self { id: known.id, format: known.profile.format.name(), name: known.profile.name }
    }
}

/// Hours that went to a payroll system in one file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Export {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: ExportBatchId,
    /// The export's number, as the payroll system knows it.
    batch: String,
    /// The payroll system.
    #[schema(value_type = String, format = "uuid")]
    profile: ExportProfileId,
    /// The first day of the pay period.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    made_at: Timestamp,
    /// Who made it.
    made_by: String,
    /// SHA-256 of the file, in hexadecimal.
    sha256: String,
    /// How many people are in it.
    people: usize,
    /// Hours in seconds. Where an earlier export of the period was made, what has changed since.
    seconds: i64,
    /// How many people are not in it.
    left_out: usize,
}

impl From<BatchView> for Export {
    fn from(BatchView { batch, manifest, .. }: BatchView) -> Self {
        Self {
            id: batch.id,
            batch: batch.batch,
            profile: batch.profile,
            from: batch.period.from,
            to: batch.period.to,
            made_at: batch.made_at,
            made_by: batch.maker,
            sha256: manifest.sha256,
            people: manifest.totals.people,
            seconds: manifest.totals.seconds,
            left_out: manifest.left_out.len(),
        }
    }
}

/// What an export would tell.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportCheck {
    /// The first day of the pay period.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// What to send to make the export.
    version: String,
    /// How many people would be in it.
    people: usize,
    /// Hours in seconds. Where an earlier export of the period was made, what has changed since.
    seconds: i64,
    /// Those who would not be in it.
    left_out: Vec<LeftOut>,
}

/// Somebody whose hours would not be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeftOut {
    /// Who it is.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// Their name.
    employee_name: String,
}

impl From<LeftOutPerson> for LeftOut {
    fn from(person: LeftOutPerson) -> Self {
        Self { employee: person.employee, employee_name: person.name }
    }
}

impl From<Preflight> for ExportCheck {
    fn from(found: Preflight) -> Self {
        let totals = found.totals();
        Self {
            from: found.period.days.from,
            to: found.period.days.to,
            version: found.version,
            people: totals.people,
            seconds: totals.seconds,
            left_out: found.left_out.into_iter().map(LeftOut::from).collect(),
        }
    }
}
