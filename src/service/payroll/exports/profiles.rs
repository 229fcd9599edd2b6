//! The payroll systems of a workspace.

use serde_json::{Value, json};

use super::ExportProfile;
use crate::{
    domain::{
        export::Profile,
        ids::{ExportProfileId, WorkspaceId},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, Tx, exports as store},
};

/// Why a profile was not added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ProfileError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such profile in this workspace")]
    NotFound,
    /// What was told could not be compared with what is to be told any more.
    #[error("files were made in this form already")]
    InUse,
}

/// A profile, and whether files were made in its form.
///
/// # Errors
/// When there is no such profile in the workspace.
pub fn get(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ExportProfileId,
) -> Result<(ExportProfile, bool), ProfileError> {
    let found = store::find_profile(tx, workspace, id)?.ok_or(ProfileError::NotFound)?;
    let used = store::has_batches(tx, id)?;
    Ok((found, used))
}

/// Adds a profile under an id drawn before, so that sending a form twice adds one. One that is there under it already
/// is left as it is.
///
/// # Errors
/// When the id is another workspace's.
pub fn add(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: ExportProfileId,
    profile: Profile,
) -> Result<ExportProfile, ProfileError> {
    if let Some(known) = store::find_profile(u.tx, actor.workspace, id)? {
        return Ok(known);
    }
    if store::is_profile_id_taken(u.tx, id)? {
        return Err(ProfileError::NotFound);
    }
    let added = ExportProfile { id, workspace: actor.workspace, profile, archived_at: None };
    store::insert_profile(u.tx, &added, u.now)?;
    let change = AuditChange {
        action: "add export profile",
        subject: &added.profile.name,
        employee: None,
        before: NO_FIELDS,
        after: Some(written(&added.profile)),
    };
    audit::note(u, actor, change)?;
    Ok(added)
}

/// Changes a profile. The last one to change it wins; the audit log has what was there before.
///
/// # Errors
/// When there is no such profile, or its form is to change though hours were exported in it.
pub fn change(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: ExportProfileId,
    profile: Profile,
) -> Result<ExportProfile, ProfileError> {
    let known = store::find_profile(u.tx, actor.workspace, id)?.ok_or(ProfileError::NotFound)?;
    if known.profile == profile {
        return Ok(known);
    }
    let same_form = known.profile.format == profile.format && known.profile.has_jobs() == profile.has_jobs();
    if !same_form && store::has_batches(u.tx, id)? {
        return Err(ProfileError::InUse);
    }
    let changed = ExportProfile { profile, ..known.clone() };
    store::set_profile(u.tx, &changed)?;
    let change = AuditChange {
        action: "change export profile",
        subject: &changed.profile.name,
        employee: None,
        before: Some(written(&known.profile)),
        after: Some(written(&changed.profile)),
    };
    audit::note(u, actor, change)?;
    Ok(changed)
}

/// Takes a profile out of use: its batches stay. Archiving it again changes nothing.
///
/// # Errors
/// When there is no such profile.
pub fn archive(u: &mut Unit<'_>, actor: &Actor, id: ExportProfileId) -> Result<ExportProfile, ProfileError> {
    let known = store::find_profile(u.tx, actor.workspace, id)?.ok_or(ProfileError::NotFound)?;
    if known.archived_at.is_some() {
        return Ok(known);
    }
    let archived = ExportProfile { archived_at: Some(u.now), ..known };
    store::set_profile(u.tx, &archived)?;
    let change = AuditChange {
        action: "archive export profile",
        subject: &archived.profile.name,
        employee: None,
        before: Some(json!({ "active": true })),
        after: Some(json!({ "active": false })),
    };
    audit::note(u, actor, change)?;
    Ok(archived)
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
        "locations": profile.locations,
    })
}
