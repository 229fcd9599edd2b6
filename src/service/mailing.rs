//! Mail: queued in the transaction that causes it, written and sent in the background.

use super::gateway::Gateway;
use crate::{
    domain::{
        ids::{EmployeeId, MailId, WorkspaceId},
        user::Email,
    },
    store::{
        StoreError, Tx,
        mails::{self, MailKind, NewMail},
    },
};

/// A mail that carries a link.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub workspace: WorkspaceId,
    pub kind: MailKind,
    /// The id of the setup link or password link.
    pub link: [u8; 16],
    pub employee: Option<EmployeeId>,
    pub recipient: Email,
}

impl Gateway {
    /// Queues a mail. The token of its link is `self.links.token(&link)`, derived when the mail is written.
    pub(super) fn queue_mail(&self, tx: &mut dyn Tx, letter: Letter) -> Result<(), StoreError> {
        let Letter { workspace, kind, link, employee, recipient } = letter;
        let mail = NewMail { id: MailId::mint(&self.ids()), workspace, kind, link, employee, recipient };
        mails::insert_mail(tx, &mail, self.now())
    }
}
