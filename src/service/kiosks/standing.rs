//! What a screen has to know of its workspace before anybody touches it.

use crate::{
    domain::{ids::WorkspaceId, workspace::Settings},
    store::{StoreError, Tx, jobs, kiosk_people, workspaces},
};

/// What a screen has to know of its workspace.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The settings of the workspace.
    pub settings: Settings,
    /// Whether there are jobs to be named.
    pub has_jobs: bool,
    /// Whether somebody can unlock people and clock others by a code of their own.
    pub has_supervisors: bool,
}

/// What a screen has to know of its workspace.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Standing, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let has_jobs = jobs::list_jobs(tx, workspace)?.iter().any(|job| job.archived_at.is_none());
    let has_supervisors = kiosk_people::any_supervisor(tx, workspace)?;
    Ok(Standing { settings, has_jobs, has_supervisors })
}
