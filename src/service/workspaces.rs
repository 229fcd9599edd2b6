//! Workspaces: adding one, finding the one that is meant, changing its settings.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    audit::{self, Actor, Change, NOTHING},
    gateway::Gateway,
};
use crate::{
    domain::{
        ids::WorkspaceId,
        text::cleaned,
        workspace::{Settings, SettingsFlaw, Workspace},
    },
    store::{StoreError, workspaces},
};

#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is a workspace named \"{0}\" already; choose another name")]
    NameTaken(String),
    #[error(transparent)]
    Flaw(#[from] SettingsFlaw),
    /// Somebody was faster; what is saved now comes along.
    #[error("somebody else has changed the settings in the meantime")]
    ChangedMeanwhile(Box<Settings>),
    #[error("there is no workspace named \"{0}\"; see `phoneclock workspace list`")]
    Unknown(String),
    #[error("there is no workspace yet; add one with `phoneclock workspace add NAME --time-zone ZONE`")]
    None,
    #[error("there are several workspaces; say which with --workspace ({0})")]
    Several(String),
}

pub(super) fn check(settings: &Settings) -> Result<(), WorkspaceError> {
    settings.flaws().first().map_or(Ok(()), |flaw| Err(WorkspaceError::Flaw(*flaw)))
}

/// Settings by the names that the audit log calls them.
type Named = BTreeMap<&'static str, Value>;

fn named(settings: &Settings) -> Named {
    let Settings {
        name,
        zone,
        languages,
        language,
        job_policy,
        forgotten_after_secs,
        lockout,
        pin_min_digits,
        voice_check,
        recording_notice,
        retention_days,
        delete_at_provider,
    } = settings;
    BTreeMap::from([
        ("name", name.as_str().into()),
        ("time_zone", zone.name().into()),
        ("languages", languages.codes().into()),
        ("language_of_new_employees", language.code().into()),
        ("jobs", job_policy.name().into()),
        ("forgotten_after_hours", (forgotten_after_secs / 3600).into()),
        ("lockout", lockout.name().into()),
        ("pin_min", (*pin_min_digits).into()),
        ("voice_check", (*voice_check).into()),
        ("recording_notice", recording_notice.clone().into()),
        ("retention_days", (*retention_days).into()),
        ("delete_at_provider", (*delete_at_provider).into()),
    ])
}

/// What of the first is not so in the second.
fn not_so_in(those: &Settings, these: &Settings) -> Named {
    let those = named(those);
    named(these).into_iter().filter(|(name, value)| those.get(name) != Some(value)).collect()
}

/// What of the first is not so in the second, as people read it.
#[must_use]
pub fn differing(these: &Settings, those: &Settings) -> Vec<(String, String)> {
    let differing = not_so_in(those, these).into_iter();
    differing.map(|(name, value)| (audit::in_words(name), audit::value_in_words(&value))).collect()
}

/// Changes with every change of the settings, so that a page knows whether it is out of date.
#[must_use]
pub fn mark(settings: &Settings) -> String {
    let text = serde_json::to_string(&named(settings)).unwrap_or_default();
    let mut mark = base16ct::lower::encode_string(&Sha256::digest(text));
    mark.truncate(24);
    mark
}

impl Gateway {
    /// Adds a workspace, which only somebody at the machine can do.
    ///
    /// # Errors
    /// When a setting is out of range or the name is taken.
    pub async fn add_workspace(self: &Arc<Self>, settings: Settings) -> Result<Workspace, WorkspaceError> {
        check(&settings)?;
        let (workspace, now) = (Workspace { id: WorkspaceId::mint(&self.ids()), settings }, self.now());
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                if workspaces::find_workspace_named(tx, &workspace.settings.name)?.is_some() {
                    return Err(WorkspaceError::NameTaken(workspace.settings.name));
                }
                workspaces::insert_workspace(tx, &workspace, now)?;
                let change = Change {
                    action: "add workspace",
                    subject: &workspace.settings.name,
                    employee: None,
                    before: NOTHING,
                    after: Some(named(&workspace.settings)),
                };
                gateway.note(tx, &Actor::at_the_machine(workspace.id), change)?;
                Ok(workspace)
            })
            .await
    }

    /// # Errors
    /// When the store fails.
    pub async fn get_settings(&self, workspace: WorkspaceId) -> Result<Settings, WorkspaceError> {
        self.db.read(move |tx| Ok(workspaces::get_workspace(tx, workspace)?.settings)).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn list_workspaces(&self) -> Result<Vec<Workspace>, WorkspaceError> {
        self.db.read(|tx| Ok(workspaces::list_workspaces(tx)?)).await
    }

    /// The workspace of that name or ID; without one, the only one there is.
    ///
    /// # Errors
    /// When there is none, or it is not clear which is meant.
    pub async fn get_workspace(&self, known_as: Option<String>) -> Result<Workspace, WorkspaceError> {
        let mut all = self.list_workspaces().await?;
        let Some(known_as) = known_as else {
            let only = all.pop().ok_or(WorkspaceError::None)?;
            if all.is_empty() {
                return Ok(only);
            }
            all.push(only);
            let names = all.into_iter().map(|workspace| workspace.settings.name).collect::<Vec<_>>();
            return Err(WorkspaceError::Several(names.join(", ")));
        };
        let id = WorkspaceId::parse(&known_as);
        let is_meant =
            |workspace: &Workspace| Some(workspace.id) == id || workspace.settings.name == cleaned(known_as.trim());
        all.into_iter().find(is_meant).ok_or(WorkspaceError::Unknown(known_as))
    }

    /// Changes the settings of the actor's workspace as a whole. With the [`mark`] of the settings that
    /// were shown, only as long as they still stand.
    ///
    /// # Errors
    /// When a setting is out of range, the name is taken, or somebody else was faster.
    pub async fn set_workspace(
        self: &Arc<Self>,
        actor: Actor,
        settings: Settings,
        shown: Option<String>,
    ) -> Result<Workspace, WorkspaceError> {
        check(&settings)?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let id = actor.workspace;
                let current = workspaces::get_workspace(tx, id)?.settings;
                if shown.is_some_and(|shown| shown != mark(&current)) {
                    return Err(WorkspaceError::ChangedMeanwhile(Box::new(current)));
                }
                if settings == current {
                    return Ok(Workspace { id, settings });
                }
                let namesake = workspaces::find_workspace_named(tx, &settings.name)?;
                if namesake.is_some_and(|namesake| namesake.id != id) {
                    return Err(WorkspaceError::NameTaken(settings.name));
                }
                workspaces::set_settings(tx, id, &settings)?;
                let change = Change {
                    action: "change settings",
                    subject: &current.name,
                    employee: None,
                    before: Some(not_so_in(&settings, &current)),
                    after: Some(not_so_in(&current, &settings)),
                };
                gateway.note(tx, &actor, change)?;
                Ok(Workspace { id, settings })
            })
            .await
    }
}
