//! The outbox: every mail once, until it is sent or cannot be.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, params};
use crate::domain::{
    ids::{EmployeeId, MailId, WorkspaceId},
    user::Email,
};

/// What a mail is about, and so what link it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    SetupLink,
    Invitation,
    PasswordReset,
}

impl MailKind {
    pub const ALL: [Self; 3] = [Self::SetupLink, Self::Invitation, Self::PasswordReset];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SetupLink => "setup link",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password reset",
        }
    }
}

/// A mail to be sent.
#[derive(Debug, Clone)]
pub struct NewMail {
    pub id: MailId,
    pub workspace: WorkspaceId,
    pub kind: MailKind,
    /// The setup link or password link that it carries; its token is derived when the mail is written.
    pub link: [u8; 16],
    pub employee: Option<EmployeeId>,
    pub recipient: Email,
}

/// # Errors
/// When the link has its mail already.
pub fn insert_mail(tx: &mut dyn Tx, mail: &NewMail, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting')";
    let NewMail { id, workspace, kind, link, employee, recipient } = mail;
    execute_one(tx, SQL, params![*id, *workspace, kind.name(), link.as_slice(), *employee, recipient, now])
}
