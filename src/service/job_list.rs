//! Jobs and their phone codes.

use std::sync::Arc;

use super::gateway::Gateway;
use crate::{
    domain::{
        ids::{JobId, WorkspaceId},
        job::{Job, PhoneCode},
    },
    store::{StoreError, jobs},
};

#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a job needs a name")]
    NoName,
    #[error("the phone code {0} belongs to the active job \"{1}\"; choose another, or archive that job")]
    CodeTaken(PhoneCode, String),
    #[error("no active job has the phone code or name \"{0}\"; see `phoneclock job list`")]
    Unknown(String),
}

impl Gateway {
    /// # Errors
    /// When the name is missing or the phone code is an active job's.
    pub async fn add_job(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        name: String,
        phone_code: Option<PhoneCode>,
        accounting_code: Option<String>,
    ) -> Result<Job, JobError> {
        if name.trim().is_empty() {
            return Err(JobError::NoName);
        }
        let now = self.now();
        let id = JobId::mint(&self.ids());
        let job = Job { id, workspace, name, accounting_code, phone_code, archived_at: None };
        self.db
            .write(move |tx| {
                if let Some(code) = &job.phone_code
                    && let Some(taken) = jobs::find_active_by_code(tx, workspace, code.as_str())?
                {
                    return Err(JobError::CodeTaken(code.clone(), taken.name));
                }
                jobs::insert_job(tx, &job, now)?;
                Ok(job)
            })
            .await
    }

    /// # Errors
    /// When the store fails.
    pub async fn list_jobs(&self, workspace: WorkspaceId) -> Result<Vec<Job>, JobError> {
        self.db.read(move |tx| Ok(jobs::list_jobs(tx, workspace)?)).await
    }

    /// Archives the active job with that phone code or name: it keeps its hours and frees its code.
    ///
    /// # Errors
    /// When there is none.
    pub async fn archive_job(self: &Arc<Self>, workspace: WorkspaceId, known_as: String) -> Result<Job, JobError> {
        let now = self.now();
        self.db
            .write(move |tx| {
                let found = jobs::list_jobs(tx, workspace)?.into_iter().find(|job| {
                    let code = job.phone_code.as_ref().map(PhoneCode::as_str);
                    job.archived_at.is_none() && (code == Some(&known_as) || job.name == known_as)
                });
                let Some(job) = found else { return Err(JobError::Unknown(known_as)) };
                jobs::archive_job(tx, workspace, job.id, now)?;
                Ok(Job { archived_at: Some(now), ..job })
            })
            .await
    }
}
