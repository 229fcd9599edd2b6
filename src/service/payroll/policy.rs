//! How a workspace turns hours into pay, and the record of every change of it.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    domain::{
        ids::WorkspaceId,
        payroll::{
            Policy,
            policy::{PolicyFieldError, write_hours},
        },
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{StoreError, Tx, payroll_policies, workspaces},
};

/// Why the policy was not changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PolicyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Field(#[from] PolicyFieldError),
    /// Somebody was faster; what is saved now comes along.
    #[error("the payroll settings have changed since they were shown")]
    ChangedMeanwhile(Box<Policy>),
}

/// Settings by the names that the audit log calls them.
pub type NamedSettings = BTreeMap<&'static str, Value>;

/// Settings by the names that the audit log calls them.
fn named(policy: &Policy) -> NamedSettings {
    let Policy {
        cycle,
        anchor,
        rounding,
        weekly_overtime_after_secs,
        daily_overtime_after_secs,
        impossible_after_secs,
        review_share,
    } = policy;
    let hours = write_hours;
    BTreeMap::from([
        ("pay_period", cycle.name().into()),
        ("first_day", anchor.to_string().into()),
        ("rounding_minutes", rounding.mins().into()),
        ("overtime_after_hours_a_week", weekly_overtime_after_secs.map(hours).into()),
        ("overtime_after_hours_a_day", daily_overtime_after_secs.map(hours).into()),
        ("impossible_after_hours", hours(*impossible_after_secs).into()),
        ("share_of_voice_checks_heard", (*review_share).into()),
    ])
}

/// The settings that the first has and the second has not.
#[must_use]
pub fn differing(these: &Policy, those: &Policy) -> NamedSettings {
    let those = named(those);
    named(these).into_iter().filter(|(name, value)| those.get(name) != Some(value)).collect()
}

/// A fingerprint of the policy, another one after every change, so that a page knows whether it is out of date.
#[must_use]
pub fn version(policy: &Policy) -> String {
    let text = serde_json::to_string(&named(policy)).unwrap_or_default();
    let mut version = base16ct::lower::encode_string(&Sha256::digest(text));
    version.truncate(24);
    version
}

/// The policy as it is.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Policy, StoreError> {
    payroll_policies::get_policy(tx, workspace)
}

/// Changes the policy of the actor's workspace as a whole, as long as the one that was shown still stands. Hours
/// are counted anew from then on; those approved keep what they were approved with.
///
/// # Errors
/// When a setting is out of range, or somebody else was faster.
pub fn set(u: &mut Unit<'_>, actor: &Actor, policy: &Policy, expected_version: &str) -> Result<(), PolicyError> {
    if let Some(error) = policy.field_errors().first() {
        return Err((*error).into());
    }
    let current = payroll_policies::get_policy(u.tx, actor.workspace)?;
    if expected_version != version(&current) {
        return Err(PolicyError::ChangedMeanwhile(Box::new(current)));
    }
    if *policy == current {
        return Ok(());
    }
    payroll_policies::set_policy(u.tx, actor.workspace, policy)?;
    let subject = workspaces::get_workspace(u.tx, actor.workspace)?.settings.name;
    let change = AuditChange {
        action: "change payroll settings",
        subject: &subject,
        employee: None,
        before: Some(differing(&current, policy)),
        after: Some(differing(policy, &current)),
    };
    Ok(audit::note(u, actor, change)?)
}
