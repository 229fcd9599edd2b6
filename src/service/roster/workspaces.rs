//! Workspaces: adding one, finding the one that is meant, changing its settings.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    domain::{
        ids::WorkspaceId,
        text::cleaned,
        workspace::{Settings, SettingsFieldError, Workspace},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{Hold, Holds, StoreError, Tx, workspaces},
};

/// Why a workspace was not found, added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum WorkspaceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("another workspace has the name already")]
    NameTaken(String),
    #[error(transparent)]
    Field(#[from] SettingsFieldError),
    /// Somebody was faster; what is saved now comes along.
    #[error("the settings have changed since they were shown")]
    ChangedMeanwhile(Box<Settings>),
    #[error("there is no workspace of that name or id")]
    Unknown(String),
    #[error("there is no workspace yet")]
    None,
    /// With their names.
    #[error("there are several workspaces, and none is named")]
    Several(Vec<String>),
}

/// Refuses settings that are out of range.
///
/// # Errors
/// The first thing that is wrong with them.
fn check(settings: &Settings) -> Result<(), WorkspaceError> {
    settings.field_errors().first().map_or(Ok(()), |error| Err(WorkspaceError::Field(*error)))
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
        photo_retention_days,
        delete_at_provider,
        second_factor,
        formats,
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
        ("photo_retention_days", (*photo_retention_days).into()),
        ("delete_at_provider", (*delete_at_provider).into()),
        ("second_factor", (*second_factor).into()),
        ("date_format", formats.date.name().into()),
        ("clock_format", formats.clock.name().into()),
        ("hours_format", formats.hours.name().into()),
    ])
}

/// The settings that the first have and the second have not, by the names that the audit log calls them.
#[must_use]
pub fn differing(these: &Settings, those: &Settings) -> BTreeMap<&'static str, Value> {
    let those = named(those);
    named(these).into_iter().filter(|(name, value)| those.get(name) != Some(value)).collect()
}

/// A fingerprint of settings, another one after every change, so that a page knows whether it is out of date.
#[must_use]
pub fn version(settings: &Settings) -> String {
    let text = serde_json::to_string(&named(settings)).unwrap_or_default();
    let mut version = base16ct::lower::encode_string(&Sha256::digest(text));
    version.truncate(24);
    version
}

/// The holds under which [`set`] is called: a name belongs to one workspace in the whole gateway.
#[must_use]
pub fn holds_to_set(workspace: WorkspaceId) -> Holds {
    Hold::Gateway.and(Hold::Workspace(workspace))
}

/// Adds a workspace under the gateway's hold, which only somebody at the machine can do.
///
/// # Errors
/// When a setting is out of range or the name is taken.
pub fn add(u: &mut Unit<'_>, settings: Settings) -> Result<Workspace, WorkspaceError> {
    check(&settings)?;
    let workspace = Workspace { id: WorkspaceId::generate(&u.ids), settings };
    if workspaces::find_workspace_named(u.tx, &workspace.settings.name)?.is_some() {
        return Err(WorkspaceError::NameTaken(workspace.settings.name));
    }
    workspaces::insert_workspace(u.tx, &workspace, u.now)?;
    let change = AuditChange {
        action: "add workspace",
        subject: &workspace.settings.name,
        employee: None,
        before: NO_FIELDS,
        after: Some(named(&workspace.settings)),
    };
    audit::note(u, &Actor::at_the_machine(workspace.id), change)?;
    Ok(workspace)
}

/// The settings of a workspace.
pub fn get_settings(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Settings, StoreError> {
    Ok(workspaces::get_workspace(tx, workspace)?.settings)
}

/// Every workspace, by name.
pub fn list(tx: &mut dyn Tx) -> Result<Vec<Workspace>, StoreError> {
    workspaces::list_workspaces(tx)
}

/// The workspace of that name or ID; without one, the only one there is.
///
/// # Errors
/// When there is none, or it is not clear which is meant.
pub fn get_known_as(tx: &mut dyn Tx, known_as: Option<&str>) -> Result<Workspace, WorkspaceError> {
    let mut all = list(tx)?;
    let Some(known_as) = known_as else {
        let only = all.pop().ok_or(WorkspaceError::None)?;
        if all.is_empty() {
            return Ok(only);
        }
        all.push(only);
        let names = all.into_iter().map(|workspace| workspace.settings.name).collect::<Vec<_>>();
        return Err(WorkspaceError::Several(names));
    };
    let id = WorkspaceId::parse(known_as);
    let is_meant =
        |workspace: &Workspace| Some(workspace.id) == id || workspace.settings.name == cleaned(known_as.trim());
    all.into_iter().find(is_meant).ok_or_else(|| WorkspaceError::Unknown(known_as.to_owned()))
}

/// Changes the settings of the actor's workspace as a whole, under [`holds_to_set`]. With the [`version`] that is
/// expected to be saved, only as long as it is.
///
/// # Errors
/// When a setting is out of range, the name is taken, or somebody else was faster.
pub fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    settings: Settings,
    expected_version: Option<&str>,
) -> Result<Workspace, WorkspaceError> {
    check(&settings)?;
    let id = actor.workspace;
    let current = workspaces::get_workspace(u.tx, id)?.settings;
    if expected_version.is_some_and(|expected| expected != version(&current)) {
        return Err(WorkspaceError::ChangedMeanwhile(Box::new(current)));
    }
    if settings == current {
        return Ok(Workspace { id, settings });
    }
    let namesake = workspaces::find_workspace_named(u.tx, &settings.name)?;
    if namesake.is_some_and(|namesake| namesake.id != id) {
        return Err(WorkspaceError::NameTaken(settings.name));
    }
    workspaces::set_settings(u.tx, id, &settings)?;
    let change = AuditChange {
        action: "change settings",
        subject: &current.name,
        employee: None,
        before: Some(differing(&current, &settings)),
        after: Some(differing(&settings, &current)),
    };
    audit::note(u, actor, change)?;
    Ok(Workspace { id, settings })
}
