//! The jobs that a kiosk offers somebody: the last one first, then the kiosk's own, then the others by name.

use super::place::Place;
use crate::{
    domain::{ids::EmployeeId, ids::JobId, job::Job, workspace::JobPolicy},
    store::{StoreError, Tx, jobs},
};

/// A job as a screen offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedJob {
    /// The job.
    pub id: JobId,
    /// What it is called.
    pub name: String,
}

impl From<Job> for OfferedJob {
    fn from(job: Job) -> Self {
        Self { id: job.id, name: job.name }
    }
}

/// The jobs that somebody may work on.
pub(super) fn offered(tx: &mut dyn Tx, place: &Place, employee: EmployeeId) -> Result<Vec<OfferedJob>, StoreError> {
    let workspace = place.workspace.id;
    let mut offered: Vec<OfferedJob> =
        jobs::list_workable(tx, workspace, employee)?.into_iter().map(OfferedJob::from).collect();
    if offered.is_empty() {
        return Ok(offered);
    }
    let last = jobs::find_last_of(tx, workspace, employee)?;
    let default = place.kiosk.default_job;
    offered.sort_by_key(|job| match job.id {
        id if Some(id) == last => 0,
        id if Some(id) == default => 1,
        _ => 2,
    });
    Ok(offered)
}

/// Whether an entry without a job is an exception.
pub(super) fn is_required(place: &Place) -> bool {
    place.workspace.settings.job_policy == JobPolicy::Required
}
