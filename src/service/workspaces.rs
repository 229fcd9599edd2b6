//! Workspaces: adding one, finding the one that is meant, changing its settings.

use std::sync::Arc;

use super::gateway::Gateway;
use crate::{
    domain::{
        ids::WorkspaceId,
        workspace::{Settings, Workspace},
    },
    store::{StoreError, workspaces},
};

#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is a workspace named \"{0}\" already; choose another name")]
    NameTaken(String),
    #[error("a workspace needs a name")]
    NoName,
    #[error("there is no workspace named \"{0}\"; see `phoneclock workspace list`")]
    Unknown(String),
    #[error("there is no workspace yet; add one with `phoneclock workspace add NAME --time-zone ZONE`")]
    None,
    #[error("there are several workspaces; say which with --workspace ({0})")]
    Several(String),
    #[error("the forgotten clock-out limit is 1 to 72 hours")]
    ForgottenAfter,
    #[error("the shortest PIN is 4 to 12 digits")]
    PinMinimum,
}

pub(super) fn check(settings: &Settings) -> Result<(), WorkspaceError> {
    if settings.name.trim().is_empty() {
        return Err(WorkspaceError::NoName);
    }
    if !(3600..=72 * 3600).contains(&settings.forgotten_after_secs) {
        return Err(WorkspaceError::ForgottenAfter);
    }
    if !(crate::domain::pin::MIN_DIGITS..=crate::domain::pin::MAX_DIGITS).contains(&settings.pin_min_digits) {
        return Err(WorkspaceError::PinMinimum);
    }
    Ok(())
}

impl Gateway {
    /// # Errors
    /// When a setting is out of range or the name is taken.
    pub async fn add_workspace(self: &Arc<Self>, settings: Settings) -> Result<Workspace, WorkspaceError> {
        check(&settings)?;
        let (workspace, now) = (Workspace { id: WorkspaceId::mint(&self.ids()), settings }, self.now());
        self.db
            .write(move |tx| {
                if workspaces::find_workspace_named(tx, &workspace.settings.name)?.is_some() {
                    return Err(WorkspaceError::NameTaken(workspace.settings.name));
                }
                workspaces::insert_workspace(tx, &workspace, now)?;
                Ok(workspace)
            })
            .await
    }

    /// # Errors
    /// When the store fails.
    pub async fn list_workspaces(&self) -> Result<Vec<Workspace>, WorkspaceError> {
        self.db.read(|tx| Ok(workspaces::list_workspaces(tx)?)).await
    }

    /// The workspace of that name; without a name, the only one there is.
    ///
    /// # Errors
    /// When there is none, or it is not clear which is meant.
    pub async fn get_workspace(&self, name: Option<String>) -> Result<Workspace, WorkspaceError> {
        let mut all = self.list_workspaces().await?;
        let Some(name) = name else {
            let only = all.pop().ok_or(WorkspaceError::None)?;
            if all.is_empty() {
                return Ok(only);
            }
            all.push(only);
            let names = all.into_iter().map(|workspace| workspace.settings.name).collect::<Vec<_>>();
            return Err(WorkspaceError::Several(names.join(", ")));
        };
        all.into_iter().find(|workspace| workspace.settings.name == name).ok_or(WorkspaceError::Unknown(name))
    }

    /// Changes a workspace's settings as a whole.
    ///
    /// # Errors
    /// When a setting is out of range or the name is taken.
    pub async fn set_workspace(
        self: &Arc<Self>,
        id: WorkspaceId,
        settings: Settings,
    ) -> Result<Workspace, WorkspaceError> {
        check(&settings)?;
        self.db
            .write(move |tx| {
                let namesake = workspaces::find_workspace_named(tx, &settings.name)?;
                if namesake.is_some_and(|namesake| namesake.id != id) {
                    return Err(WorkspaceError::NameTaken(settings.name));
                }
                workspaces::set_settings(tx, id, &settings)?;
                Ok(Workspace { id, settings })
            })
            .await
    }
}
