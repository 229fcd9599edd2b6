//! The last times that somebody came or went, as they are told to them again.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, list, params};
use crate::{
    dialog::utterance::Way,
    domain::ids::{EmployeeId, WorkspaceId},
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
        "SELECT t.in_at, t.out_at, j.name, ({PLACE} AND p.way = 'in' LIMIT 1), \
         ({PLACE} AND p.way = 'out' LIMIT 1) FROM time_entry t LEFT JOIN job j ON j.id = t.job_id \
         WHERE t.workspace_id = ?1 AND t.employee_id = ?2 AND t.in_at <= ?3 AND t.voided_at IS NULL \
         ORDER BY t.in_at DESC, t.id DESC LIMIT ?4"
    );
    let entries = list(tx, &sql, params![workspace, employee, until, ENTRIES], |row| {
        let (in_at, out_at): (Timestamp, Option<Timestamp>) = (row.get(0)?, row.get(1)?);
        let job: Option<String> = row.get(2)?;
        let came = ClockedMoment { way: Way::In, at: in_at, job: job.clone(), place: row.get(3)? };
        let place: Option<String> = row.get(4)?;
        let went = out_at.filter(|at| *at <= until).map(|at| ClockedMoment { way: Way::Out, at, job, place });
        Ok([went, Some(came)])
    })?;
    // The later entry is first, and in it the going: of two at the same moment that is the order in which they were.
    let mut moments: Vec<_> = entries.into_iter().flatten().flatten().collect();
    moments.sort_by_key(|moment| std::cmp::Reverse(moment.at));
    moments.truncate(limit);
    Ok(moments)
}
