//! The jobs that locations give to the entries that begin there, with the time that each was so.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, list, params};
use crate::domain::{
    ids::{JobId, LocationId, WorkspaceId},
    location::Location,
};

/// A job that a location gives, or gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocationJob {
    /// The location.
    pub location: LocationId,
    /// The job.
    pub job: JobId,
    /// Since when.
    pub from: Timestamp,
    /// To before when; none where it still is so.
    pub until: Option<Timestamp>,
}

impl LocationJob {
    /// Whether it was so at a moment.
    #[must_use]
    pub fn holds_at(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// Writes down which job a location gives from now on: none where it is archived.
pub fn note_job(tx: &mut dyn Tx, location: &Location, now: Timestamp) -> Result<(), StoreError> {
    const END: &str = "UPDATE location_job SET until_at = CASE WHEN from_at > ?4 THEN from_at ELSE ?4 END WHERE workspace_id = ?1 \
                       AND location_id = ?2 AND until_at IS NULL AND job_id IS DISTINCT FROM ?3";
    const BEGIN: &str = "INSERT INTO location_job (workspace_id, location_id, from_at, job_id) \
                         SELECT ?1, ?2, ?4, ?3 WHERE NOT EXISTS (SELECT 1 FROM location_job \
                         WHERE workspace_id = ?1 AND location_id = ?2 AND until_at IS NULL) \
                         ON CONFLICT (workspace_id, location_id, from_at) \
                         DO UPDATE SET job_id = excluded.job_id, until_at = NULL";
    let job = location.job.filter(|_| location.archived_at.is_none());
    tx.execute(END, params![location.workspace, location.id, job, now])?;
    if let Some(job) = job {
        tx.execute(BEGIN, params![location.workspace, location.id, job, now])?;
    }
    Ok(())
}

/// Which locations gave which jobs, whenever that was.
pub fn list_jobs(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<LocationJob>, StoreError> {
    const SQL: &str = "SELECT location_id, job_id, from_at, until_at FROM location_job WHERE workspace_id = ?1 \
                       ORDER BY location_id, from_at";
    list(tx, SQL, params![workspace], |row| {
        Ok(LocationJob { location: row.get(0)?, job: row.get(1)?, from: row.get(2)?, until: row.get(3)? })
    })
}
