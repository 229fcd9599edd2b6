//! Who changes something, and the record that is kept of it.

pub mod log;
mod words;

use jiff::Timestamp;
use serde::Serialize;

pub use self::words::{in_words, value_in_words};
use super::Unit;
use crate::{
    domain::{
        ids::{AuditId, EmployeeId, UserId, WorkspaceId},
        user::Role,
    },
    store::{
        StoreError, Tx,
        audit::{self, AuditRow},
    },
};

/// A person who changes something in one workspace.
#[derive(Debug, Clone)]
pub struct Actor {
    /// None for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Their name, as the log keeps it.
    pub name: String,
    /// The workspace that they belong to.
    pub workspace: WorkspaceId,
    /// What they may do.
    pub role: Role,
    /// The network address the change came from.
    pub address: String,
}

impl Actor {
    /// Whoever has a shell on the gateway's machine.
    #[must_use]
    pub fn at_the_machine(workspace: WorkspaceId) -> Self {
        Self {
            user: None,
            name: "the gateway's command line".to_owned(),
            workspace,
            role: Role::Owner,
            address: "local".to_owned(),
        }
    }

    /// The gateway itself, which has found something out about a request from this network address.
    #[must_use]
    pub fn the_gateway(workspace: WorkspaceId, address: &str) -> Self {
        let name = "the gateway".to_owned();
        Self { user: None, name, workspace, role: Role::Manager, address: address.to_owned() }
    }

    /// Another program, by the name of its token.
    #[must_use]
    pub fn api_token(workspace: WorkspaceId, name: &str, address: &str) -> Self {
        let name = format!("API token {name}");
        Self { user: None, name, workspace, role: Role::Admin, address: address.to_owned() }
    }

    /// An employee who acts through a setup link or on the phone.
    #[must_use]
    pub fn employee(workspace: WorkspaceId, name: &str, address: &str) -> Self {
        Self { user: None, name: name.to_owned(), workspace, role: Role::Manager, address: address.to_owned() }
    }
}

/// What is written down about one change.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) struct AuditChange<'a, B, A> {
    /// A verb and its object: `add employee`.
    pub action: &'a str,
    /// Whom or what it is about, as it is called now.
    pub subject: &'a str,
    /// The employee whom it is about, where it is about one.
    pub employee: Option<EmployeeId>,
    /// What was there before; [`NO_FIELDS`] where nothing was.
    pub before: Option<B>,
    /// What is there now; [`NO_FIELDS`] where nothing is.
    pub after: Option<A>,
}

/// Nothing before, or nothing after.
pub(in crate::service) const NO_FIELDS: Option<()> = None;

/// Writes a change down in the transaction that makes it.
pub(in crate::service) fn note<B: Serialize, A: Serialize>(
    u: &mut Unit<'_>,
    actor: &Actor,
    change: AuditChange<'_, B, A>,
) -> Result<(), StoreError> {
    write_down(u.tx, (AuditId::generate(&u.ids), u.now), actor, change)
}

/// The same where there is no unit of work, under an id and at a moment that are given.
pub(in crate::service) fn write_down<B: Serialize, A: Serialize>(
    tx: &mut dyn Tx,
    (id, at): (AuditId, Timestamp),
    actor: &Actor,
    change: AuditChange<'_, B, A>,
) -> Result<(), StoreError> {
    let unwritable = |_| StoreError::Unreadable("a change cannot be written down");
    let record = AuditRow {
        id,
        workspace: actor.workspace,
        at,
        user: actor.user,
        actor: actor.name.clone(),
        action: change.action.to_owned(),
        subject: change.subject.to_owned(),
        employee: change.employee,
        before: change.before.map(|before| serde_json::to_string(&before)).transpose().map_err(unwritable)?,
        after: change.after.map(|after| serde_json::to_string(&after)).transpose().map_err(unwritable)?,
        address: actor.address.clone(),
    };
    audit::insert_record(tx, &record)
}
