//! What the audit log says of accounts: who did something, and what.

use crate::{
    domain::user::User,
    service::{
        audit::{self, Actor, Change, NOTHING},
        kernel::Unit,
    },
    store::StoreError,
};

/// What a user is called in the audit log.
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
    audit::note(u, actor, Change { action, subject, employee: None, before: NOTHING, after: NOTHING })
}
