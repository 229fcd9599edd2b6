//! The payroll systems of a workspace.

use std::sync::Arc;

use serde_json::{Value, json};

use super::ExportProfile;
use crate::{
    domain::{
        export::Profile,
        ids::{ExportProfileId, WorkspaceId},
    },
    service::{
        audit::{Actor, Change, NOTHING},
        gateway::Gateway,
    },
    store::{StoreError, exports as store},
};

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such profile in this workspace")]
    NotFound,
    /// What was told could not be compared with what is to be told any more.
    #[error("hours were exported in this form already; make another profile for another form")]
    InUse,
}

impl Gateway {
    /// The id that a form for a new profile carries, so that sending it twice adds one.
    #[must_use]
    pub fn new_export_profile_id(&self) -> ExportProfileId {
        ExportProfileId::mint(&self.ids())
    }

    /// # Errors
    /// When there is no such profile in the workspace.
    pub async fn get_export_profile(
        &self,
        workspace: WorkspaceId,
        id: ExportProfileId,
    ) -> Result<(ExportProfile, bool), ProfileError> {
        self.db
            .read(move |tx| {
                let found = store::find_profile(tx, workspace, id)?.ok_or(ProfileError::NotFound)?;
                let used = store::has_batches(tx, id)?;
                Ok((found, used))
            })
            .await
    }

    /// Adds a profile under an id drawn before. One that is there under it already is left as it is.
    ///
    /// # Errors
    /// When the id is another workspace's.
    pub async fn add_export_profile(
        self: &Arc<Self>,
        actor: Actor,
        id: ExportProfileId,
        profile: Profile,
    ) -> Result<ExportProfile, ProfileError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                if let Some(known) = store::find_profile(tx, actor.workspace, id)? {
                    return Ok(known);
                }
                if store::is_profile_id_taken(tx, id)? {
                    return Err(ProfileError::NotFound);
                }
                let added = ExportProfile { id, workspace: actor.workspace, profile, archived_at: None };
                store::insert_profile(tx, &added, now)?;
                let change = Change {
                    action: "add export profile",
                    subject: &added.profile.name,
                    employee: None,
                    before: NOTHING,
                    after: Some(written(&added.profile)),
                };
                gateway.note(tx, &actor, change)?;
                Ok(added)
            })
            .await
    }

    /// Changes a profile. The last one to change it wins; the audit log has what was there before.
    ///
    /// # Errors
    /// When there is no such profile, or its form is to change though hours were exported in it.
    pub async fn change_export_profile(
        self: &Arc<Self>,
        actor: Actor,
        id: ExportProfileId,
        profile: Profile,
    ) -> Result<ExportProfile, ProfileError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let known = store::find_profile(tx, actor.workspace, id)?.ok_or(ProfileError::NotFound)?;
                if known.profile == profile {
                    return Ok(known);
                }
                let same_form =
                    known.profile.format == profile.format && known.profile.tells_jobs() == profile.tells_jobs();
                if !same_form && store::has_batches(tx, id)? {
                    return Err(ProfileError::InUse);
                }
                let changed = ExportProfile { profile, ..known.clone() };
                store::set_profile(tx, &changed)?;
                let change = Change {
                    action: "change export profile",
                    subject: &changed.profile.name,
                    employee: None,
                    before: Some(written(&known.profile)),
                    after: Some(written(&changed.profile)),
                };
                gateway.note(tx, &actor, change)?;
                Ok(changed)
            })
            .await
    }

    /// Takes a profile out of use: its batches stay. Archiving it again changes nothing.
    ///
    /// # Errors
    /// When there is no such profile.
    pub async fn archive_export_profile(
        self: &Arc<Self>,
        actor: Actor,
        id: ExportProfileId,
    ) -> Result<ExportProfile, ProfileError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                let known = store::find_profile(tx, actor.workspace, id)?.ok_or(ProfileError::NotFound)?;
                if known.archived_at.is_some() {
                    return Ok(known);
                }
                let archived = ExportProfile { archived_at: Some(now), ..known };
                store::set_profile(tx, &archived)?;
                let change = Change {
                    action: "archive export profile",
                    subject: &archived.profile.name,
                    employee: None,
                    before: Some(json!({ "active": true })),
                    after: Some(json!({ "active": false })),
                };
                gateway.note(tx, &actor, change)?;
                Ok(archived)
            })
            .await
    }
}

/// What the audit log keeps of a profile.
fn written(profile: &Profile) -> Value {
    json!({
        "name": profile.name,
        "format": profile.format.title(),
        "company": profile.company,
        "company_created": profile.company_created,
        "people_by": profile.named_by.title(),
        "regular_code": profile.regular_code,
        "overtime_code": profile.overtime_code,
        "jobs": profile.job_source.title(),
    })
}
