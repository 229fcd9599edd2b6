//! The kinds of breaks that a workspace knows, and the meal that it asks for.

use serde_json::{Value, json};

use crate::{
    domain::{
        breaks::{BreakKind, MAX_KINDS, MealRule},
        ids::{BreakKindId, WorkspaceId},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, Tx, break_kinds},
};

/// Why a kind was not added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum BreakKindError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such kind of break in the workspace")]
    NotFound,
    #[error("a kind of break in use has the name {0}")]
    NameTaken(String),
    #[error("there are {MAX_KINDS} kinds of breaks in use already")]
    TooMany,
    #[error("the meal is not one that a rule can ask for")]
    Impossible,
}

/// What an admin enters about a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakKindDetails {
    /// What it is called, also on the phone and at kiosks.
    pub name: String,
    /// A shorter one is an exception.
    pub min_mins: Option<i64>,
    /// A longer one is an exception.
    pub max_mins: Option<i64>,
}

/// The kinds of a workspace, archived ones too, and its meal.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<(Vec<BreakKind>, Option<MealRule>), StoreError> {
    Ok((break_kinds::list_kinds(tx, workspace)?, break_kinds::find_meal_rule(tx, workspace)?))
}

/// Adds a kind under an id drawn before, so that sending a form twice adds one. Whether it is paid stays for ever.
///
/// # Errors
/// When one in use has the name, there are as many as there are keys on a phone, or the id is another workspace's.
pub fn add(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: BreakKindId,
    (details, paid): (&BreakKindDetails, bool),
) -> Result<BreakKind, BreakKindError> {
    if let Some(known) = break_kinds::find_kind(u.tx, actor.workspace, id)? {
        return Ok(known);
    }
    if break_kinds::is_id_taken(u.tx, id)? {
        return Err(BreakKindError::NotFound);
    }
    let BreakKindDetails { name, min_mins, max_mins } = details.clone();
    let kind = BreakKind { id, workspace: actor.workspace, name, paid, min_mins, max_mins, archived_at: None };
    refuse(u.tx, &kind, true)?;
    break_kinds::insert_kind(u.tx, &kind, u.now)?;
    let after = Some(written(&kind));
    let change =
        AuditChange { action: "add break kind", subject: &kind.name, employee: None, before: NO_FIELDS, after };
    audit::note(u, actor, change)?;
    Ok(kind)
}

/// Changes the name and the limits of a kind. Entries are looked at by them from their next change on.
///
/// # Errors
/// When one in use has the name, or there is no such kind.
pub fn change(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: BreakKindId,
    details: &BreakKindDetails,
) -> Result<BreakKind, BreakKindError> {
    let known = break_kinds::find_kind(u.tx, actor.workspace, id)?.ok_or(BreakKindError::NotFound)?;
    let BreakKindDetails { name, min_mins, max_mins } = details.clone();
    let kind = BreakKind { name, min_mins, max_mins, ..known.clone() };
    refuse(u.tx, &kind, false)?;
    if kind == known {
        return Ok(kind);
    }
    break_kinds::set_kind(u.tx, &kind)?;
    let (before, after) = (Some(written(&known)), Some(written(&kind)));
    audit::note(
        u,
        actor,
        AuditChange { action: "change break kind", subject: &kind.name, employee: None, before, after },
    )?;
    Ok(kind)
}

/// Takes a kind out of use, or back into it. Breaks of it stay what they are.
///
/// # Errors
/// When another one has the name by now, too many are in use, or there is no such kind.
pub fn set_archived(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: BreakKindId,
    archived: bool,
) -> Result<BreakKind, BreakKindError> {
    let known = break_kinds::find_kind(u.tx, actor.workspace, id)?.ok_or(BreakKindError::NotFound)?;
    if known.archived_at.is_some() == archived {
        return Ok(known);
    }
    let kind = BreakKind { archived_at: archived.then_some(u.now), ..known };
    refuse(u.tx, &kind, true)?;
    break_kinds::set_kind(u.tx, &kind)?;
    let change = AuditChange {
        action: if archived { "archive break kind" } else { "reactivate break kind" },
        subject: &kind.name,
        employee: None,
        before: Some(json!({ "active": archived })),
        after: Some(json!({ "active": !archived })),
    };
    audit::note(u, actor, change)?;
    Ok(kind)
}

/// Sets the meal that is due, or that none is. Entries are looked at by it from their next change on.
///
/// # Errors
/// [`BreakKindError::Impossible`] for a rule that cannot be one.
pub fn set_meal_rule(u: &mut Unit<'_>, actor: &Actor, rule: Option<MealRule>) -> Result<(), BreakKindError> {
    if rule.is_some_and(|rule| !rule.is_possible()) {
        return Err(BreakKindError::Impossible);
    }
    let before = break_kinds::find_meal_rule(u.tx, actor.workspace)?;
    if before == rule {
        return Ok(());
    }
    break_kinds::set_meal_rule(u.tx, actor.workspace, rule)?;
    let fields = |rule: Option<MealRule>| json!({ "after_seconds": rule.map(|rule| rule.after_secs), "minutes": rule.map(|rule| rule.mins) });
    let change = AuditChange {
        action: "change meal rule",
        subject: "meal",
        employee: None,
        before: Some(fields(before)),
        after: Some(fields(rule)),
    };
    Ok(audit::note(u, actor, change)?)
}

/// Refuses a name that another kind in use has, and `one_more` than there are keys.
fn refuse(tx: &mut dyn Tx, kind: &BreakKind, one_more: bool) -> Result<(), BreakKindError> {
    if kind.archived_at.is_some() {
        return Ok(());
    }
    let kinds = break_kinds::list_kinds(tx, kind.workspace)?;
    let others: Vec<_> = kinds.iter().filter(|other| other.id != kind.id && other.archived_at.is_none()).collect();
    let name = kind.name.to_lowercase();
    if others.iter().any(|other| other.name.to_lowercase() == name) {
        return Err(BreakKindError::NameTaken(kind.name.clone()));
    }
    if one_more && others.len() >= MAX_KINDS { Err(BreakKindError::TooMany) } else { Ok(()) }
}

/// What the audit log keeps of a kind.
fn written(kind: &BreakKind) -> Value {
    json!({ "name": kind.name, "paid": kind.paid, "least_minutes": kind.min_mins, "most_minutes": kind.max_mins })
}
