//! The last times that somebody came or went, as they are told to them again.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, list, params};
use crate::{
    dialog::utterance::Way,
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, WorkspaceId},
    },
};

/// Entries that are looked at: one that has begun earlier may end later, but not one of many.
const ENTRIES: usize = 5;

/// A time that somebody came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockedMoment {
    /// Whether they came or went.
    pub way: Way,
    /// When, as it was decided.
    pub at: Timestamp,
    /// The job of the entry.
    pub job: Option<String>,
    /// The clock location of the punch, as it is called now.
    pub place: Option<String>,
}

/// The last times up to that moment, the latest first.
pub fn list_last(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    until: Timestamp,
    limit: usize,
) -> Result<Vec<ClockedMoment>, StoreError> {
    const PLACE: &str =
        "SELECT l.name FROM punch p JOIN clock_location l ON l.id = p.location_id WHERE p.entry_id = t.id";
    let sql = format!(
        "SELECT t.status, t.in_at, t.out_at, j.name, ({PLACE} AND p.way = 'in' LIMIT 1), \
         ({PLACE} AND p.way = 'out' LIMIT 1) FROM time_entry t LEFT JOIN job j ON j.id = t.job_id \
         WHERE t.workspace_id = ?1 AND t.employee_id = ?2 AND t.in_at <= ?3 AND t.voided_at IS NULL \
         ORDER BY t.in_at DESC, t.id DESC LIMIT ?4"
    );
    let entries = list(tx, &sql, params![workspace, employee, until, ENTRIES], |row| {
        let is_open = row.get::<EntryStatus>(0)? == EntryStatus::Open;
        let (in_at, out_at): (Timestamp, Option<Timestamp>) = (row.get(1)?, row.get(2)?);
        let job: Option<String> = row.get(3)?;
        let came = ClockedMoment { way: Way::In, at: in_at, job: job.clone(), place: row.get(4)? };
        let place: Option<String> = row.get(5)?;
        let went = out_at.filter(|at| *at <= until).map(|at| ClockedMoment { way: Way::Out, at, job, place });
        // Of two at the same moment, whoever is still in came last.
        Ok([Some((u8::from(is_open) * 2, came)), went.map(|went| (1, went))])
    })?;
    let mut moments: Vec<_> = entries.into_iter().flatten().flatten().collect();
    moments.sort_by_key(|(place, moment)| std::cmp::Reverse((moment.at, *place)));
    Ok(moments.into_iter().map(|(_, moment)| moment).take(limit).collect())
}
