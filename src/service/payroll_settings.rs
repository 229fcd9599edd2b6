//! How a workspace turns hours into pay, and the record of every change of it.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    audit::{self, Actor, Change},
    gateway::Gateway,
};
use crate::{
    domain::{
        ids::WorkspaceId,
        payroll::{Policy, policy::PolicyFlaw},
    },
    store::{StoreError, payroll_policies, workspaces},
};

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Flaw(#[from] PolicyFlaw),
    /// Somebody was faster; what is saved now comes along.
    #[error("somebody else has changed the payroll settings in the meantime")]
    ChangedMeanwhile(Box<Policy>),
}

type Named = BTreeMap<&'static str, Value>;

/// Settings by the names that the audit log calls them.
fn named(policy: &Policy) -> Named {
    let Policy {
        cycle,
        anchor,
        rounding,
        weekly_overtime_after_secs,
        daily_overtime_after_secs,
        impossible_after_secs,
        review_share,
    } = policy;
    let hours = |secs: i64| crate::domain::payroll::policy::write_hours(secs);
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

fn not_so_in(those: &Policy, these: &Policy) -> Named {
    let those = named(those);
    named(these).into_iter().filter(|(name, value)| those.get(name) != Some(value)).collect()
}

/// What of the first is not so in the second, as people read it.
#[must_use]
pub fn differing(these: &Policy, those: &Policy) -> Vec<(String, String)> {
    let differing = not_so_in(those, these).into_iter();
    differing.map(|(name, value)| (audit::in_words(name), audit::value_in_words(&value))).collect()
}

/// Changes with every change of the policy, so that a page knows whether it is out of date.
#[must_use]
pub fn mark(policy: &Policy) -> String {
    let text = serde_json::to_string(&named(policy)).unwrap_or_default();
    let mut mark = base16ct::lower::encode_string(&Sha256::digest(text));
    mark.truncate(24);
    mark
}

impl Gateway {
    /// # Errors
    /// When the store fails.
    pub async fn get_policy(&self, workspace: WorkspaceId) -> Result<Policy, StoreError> {
        self.db.read(move |tx| payroll_policies::get_policy(tx, workspace)).await
    }

    /// Changes the policy of the actor's workspace as a whole, as long as the one that was shown still stands. Hours
    /// are counted anew from then on; those approved keep what they were approved with.
    ///
    /// # Errors
    /// When a setting is out of range, or somebody else was faster.
    pub async fn set_policy(self: &Arc<Self>, actor: Actor, policy: Policy, shown: String) -> Result<(), PolicyError> {
        if let Some(flaw) = policy.flaws().first() {
            return Err((*flaw).into());
        }
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let current = payroll_policies::get_policy(tx, actor.workspace)?;
                if shown != mark(&current) {
                    return Err(PolicyError::ChangedMeanwhile(Box::new(current)));
                }
                if policy == current {
                    return Ok(());
                }
                payroll_policies::set_policy(tx, actor.workspace, &policy)?;
                let subject = workspaces::get_workspace(tx, actor.workspace)?.settings.name;
                let change = Change {
                    action: "change payroll settings",
                    subject: &subject,
                    employee: None,
                    before: Some(not_so_in(&policy, &current)),
                    after: Some(not_so_in(&current, &policy)),
                };
                Ok(gateway.note(tx, &actor, change)?)
            })
            .await
    }
}
