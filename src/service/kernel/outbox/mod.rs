//! Mail: queued in the transaction that causes it, written and sent in the background.

mod recipient;

use std::sync::Arc;

use url::Url;

use self::recipient::{Letterhead, NextMail};
use super::{
    Store, Unit,
    task::{self, TaskCommit, TaskError, TaskKind},
};
pub use crate::store::mails::{MailStage, MailState};
use crate::{
    domain::{
        caller::E164,
        ids::{EmployeeId, MailId, WorkspaceId},
        user::Email,
    },
    mail::{MailError, Mailer, Sender},
    store::{
        Hold, StoreError,
        mails::{self, MailKind, NewMail},
    },
};

/// A mail about a link.
#[derive(Debug, Clone)]
pub(in crate::service) struct LinkMail {
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What it says, and so what kind of link it carries.
    pub kind: MailKind,
    /// The id of the setup link or password link.
    pub link: [u8; 16],
    /// The employee whom it goes to; none for a user.
    pub employee: Option<EmployeeId>,
    /// Where it goes.
    pub recipient: Email,
}

/// Queues a mail and the task that sends it. The token of its link is derived from the link's id when the mail is
/// written; the link's row must hold the hash of that same token.
///
/// # Errors
/// When the link has its mail already.
pub(in crate::service) fn queue(u: &mut Unit<'_>, mail: LinkMail) -> Result<(), StoreError> {
    let LinkMail { workspace, kind, link, employee, recipient } = mail;
    let id = MailId::generate(&u.ids);
    mails::insert_mail(u.tx, &NewMail { id, workspace, kind, link, employee, recipient }, u.now)?;
    task::queue(u, TaskKind::SendMail, id)
}

/// Sends the mails that were queued. Cheap to clone.
#[derive(Clone)]
pub struct Outbox(Arc<Inner>);

struct Inner {
    store: Store,
    mailer: Mailer,
    /// The sender of mails.
    sender: Sender,
    letterhead: Letterhead,
}

impl Outbox {
    /// An outbox whose mails go from `sender` by `mailer`; their links lead to `public_url`, and they name the number
    /// to call.
    #[must_use]
    pub fn new(store: Store, mailer: Mailer, sender: Sender, public_url: &Url, dial_in_number: Option<&E164>) -> Self {
        let letterhead = Letterhead::new(public_url, dial_in_number);
        Self(Arc::new(Inner { store, mailer, sender, letterhead }))
    }

    /// Whether mails go to a folder because no mail server is configured.
    #[must_use]
    pub fn goes_to_folder(&self) -> bool {
        self.0.mailer.goes_to_folder()
    }

    /// The sender of mails.
    #[must_use]
    pub fn sender(&self) -> &Sender {
        &self.0.sender
    }

    /// Background work: writes a mail and hands it over. A crash between that and the note of it sends it again, under
    /// the same Message-ID.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn send(&self, id: MailId) -> Result<TaskCommit, TaskError> {
        let this = self.clone();
        let next = self.0.store.read(move |tx| {
            let Inner { store, letterhead, .. } = this.0.as_ref();
            recipient::find_next(tx, id, letterhead, (store.keys(), store.clock().time_for_ends()))
        });
        let mail = match next.await? {
            NextMail::Nothing => return Ok(TaskCommit::nothing()),
            NextMail::Drop(reason) => return Ok(fail(id, reason)),
            NextMail::Send(mail) => mail,
        };
        let now = self.0.store.now();
        match self.0.mailer.send(&mail.from(self.0.sender.clone(), now)).await {
            Ok(()) => {
                tracing::info!(mail.id = %id, "a mail was sent");
                metrics::counter!("phoneclock_mails_total", "outcome" => "sent").increment(1);
                let to_folder = self.goes_to_folder();
                Ok(TaskCommit::new(Hold::Nothing, move |u| mails::set_sent(u.tx, id, now, to_folder).map(drop)))
            }
            Err(error @ (MailError::TryAgain(_) | MailError::Mend { .. })) => {
                if let MailError::Mend { setting, .. } = error {
                    // What the server said may name the recipient; the pages show it.
                    tracing::warn!(mail.id = %id, setting, "an email waits until this setting is fixed");
                }
                let reason = error.to_string();
                let problem = reason.clone();
                self.0.store.write(Hold::Nothing, move |u| mails::set_problem(u.tx, id, &problem)).await?;
                Err(TaskError::TryAgain(reason))
            }
            Err(MailError::Refused(reason)) => Ok(fail(id, reason)),
        }
    }
}

/// Gives a mail up after its last try.
#[must_use]
pub fn give_up(id: MailId, last_error: &str) -> TaskCommit {
    fail(id, format!("given up after 24 hours of trying: {last_error}"))
}

fn fail(id: MailId, reason: String) -> TaskCommit {
    // The reason may name the recipient, so that it stays out of the log; the pages show it.
    tracing::warn!(mail.id = %id, "a mail was not sent; the reason is shown where it was asked for");
    metrics::counter!("phoneclock_mails_total", "outcome" => "failed").increment(1);
    TaskCommit::new(Hold::Nothing, move |u| mails::set_failed(u.tx, id, &reason).map(drop))
}

/// What a mail server said without the addresses in it, for the log: servers like to repeat whom a mail was for.
#[must_use]
pub fn without_addresses(reason: &str) -> String {
    let words = reason.split(' ').map(|word| if word.contains('@') { "(an address)" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn whom_a_mail_was_for_is_not_repeated_to_the_log() {
        let said = "553 5.7.1 <maria@example.com>: Sender address rejected: not owned by user clock@example.com";
        assert_eq!(
            without_addresses(said),
            "553 5.7.1 (an address) Sender address rejected: not owned by user (an address)"
        );
    }
}
