//! What the audit log says of accounts: who did something, and what.

use crate::{
    domain::user::User,
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::StoreError,
};

/// The user as the actor of a change, as the audit log names them.
#[must_use]
pub fn actor_of(user: &User, address: &str) -> Actor {
    Actor {
        user: Some(user.id),
        name: user.name.clone(),
        workspace: user.workspace,
        role: user.role,
        address: address.to_owned(),
    }
}

/// Writes down what somebody did with an account, theirs or another's.
pub(super) fn note(u: &mut Unit<'_>, actor: &Actor, action: &str, subject: &str) -> Result<(), StoreError> {
    audit::note(u, actor, AuditChange { action, subject, employee: None, before: NO_FIELDS, after: NO_FIELDS })
}
