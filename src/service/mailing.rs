//! Mail: queued in the transaction that causes it, written and sent in the background.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{
    gateway::Gateway,
    kernel::{
        AfterCommit, Unit,
        task::{TaskCommit, TaskError, window},
    },
};
pub use crate::store::mails::{MailStage, MailState};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, MailId, TaskId, WorkspaceId},
        language::Language,
        user::Email,
    },
    mail::{self, MailError, Message, Written, letter},
    store::{
        Hold, StoreError, Tx, employees,
        mails::{self, LinkState, MailKind, NewMail},
        phone_clocking,
        tasks::{self, TaskKind},
        users, workspaces,
    },
};

/// A mail about a link.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub workspace: WorkspaceId,
    pub kind: MailKind,
    /// The id of the setup link or password link.
    pub link: [u8; 16],
    pub employee: Option<EmployeeId>,
    pub recipient: Email,
}

/// What to do with a mail of the outbox.
enum Next {
    Send(Box<Message>),
    /// With the reason, in words for the admin.
    Drop(String),
    Nothing,
}

/// Whom a mail is for, and what it says.
struct Recipient {
    name: String,
    letter: mail::Letter,
    language: Language,
}

/// Queues a mail and the task that sends it. The token of its link is derived from the link's id when the mail is
/// written; the link's row must hold the hash of that same token.
///
/// # Errors
/// When the link has its mail already.
pub(super) fn queue(u: &mut Unit<'_>, letter: Letter) -> Result<(), StoreError> {
    let Letter { workspace, kind, link, employee, recipient } = letter;
    let id = MailId::mint(&u.ids);
    mails::insert_mail(u.tx, &NewMail { id, workspace, kind, link, employee, recipient }, u.now)?;
    let window = window(TaskKind::SendMail, u.now, SignedDuration::ZERO);
    tasks::insert_task(u.tx, TaskId::mint(&u.ids), TaskKind::SendMail, id, window)?;
    u.after(AfterCommit::TasksQueued);
    Ok(())
}

impl Gateway {
    /// Queues a mail and the task that sends it. The token of its link is `self.links.token(&link)`, derived
    /// when the mail is written; the link's row must hold the hash of that same token. Whoever wants it under way
    /// at once tells `work_queued` after the commit.
    ///
    /// # Errors
    /// When the link has its mail already.
    pub(super) fn queue_mail(&self, tx: &mut dyn Tx, letter: Letter) -> Result<(), StoreError> {
        let Letter { workspace, kind, link, employee, recipient } = letter;
        let (id, now) = (MailId::mint(&self.ids()), self.now());
        mails::insert_mail(tx, &NewMail { id, workspace, kind, link, employee, recipient }, now)?;
        let window = window(TaskKind::SendMail, now, SignedDuration::ZERO);
        tasks::insert_task(tx, TaskId::mint(&self.ids()), TaskKind::SendMail, id, window)
    }

    /// Whether mails go to a folder because no mail server is configured.
    #[must_use]
    pub const fn mail_goes_to_folder(&self) -> bool {
        self.mailer.goes_to_folder()
    }

    /// Background work: writes a mail and hands it over. A crash between that and the note of it sends it again,
    /// under the same Message-ID.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn send_mail(self: &Arc<Self>, id: MailId) -> Result<TaskCommit, TaskError> {
        let gateway = Arc::clone(self);
        let message = match self.db.read(move |tx| gateway.next_of(tx, id)).await? {
            Next::Nothing => return Ok(TaskCommit::nothing()),
            Next::Drop(reason) => return Ok(fail_mail(id, reason)),
            Next::Send(message) => message,
        };
        let now = self.now();
        match self.mailer.send(&message).await {
            Ok(()) => {
                tracing::info!(mail.id = %id, "a mail was sent");
                metrics::counter!("phoneclock_mails_total", "outcome" => "sent").increment(1);
                let to_folder = self.mail_goes_to_folder();
                Ok(TaskCommit::new(Hold::Nothing, move |u| mails::set_sent(u.tx, id, now, to_folder).map(drop)))
            }
            Err(error @ (MailError::TryAgain(_) | MailError::Mend { .. })) => {
                if let MailError::Mend { setting, .. } = error {
                    // What the server said may name the recipient; the pages show it.
                    tracing::warn!(mail.id = %id, setting, "a mail waits until this setting is mended");
                }
                let reason = error.to_string();
                let problem = reason.clone();
                self.db.write(move |tx| mails::set_problem(tx, id, &problem)).await?;
                Err(TaskError::TryAgain(reason))
            }
            Err(MailError::Refused(reason)) => Ok(fail_mail(id, reason)),
        }
    }

    fn next_of(&self, tx: &mut dyn Tx, id: MailId) -> Result<Next, StoreError> {
        let (mail, state) = mails::get_mail(tx, id)?;
        match state.state {
            MailStage::Waiting => {}
            MailStage::Sent | MailStage::Failed => return Ok(Next::Nothing),
        }
        let Some(link) = mails::find_link(tx, mail.kind, mail.link)? else {
            return Ok(Next::Drop("its link is gone".to_owned()));
        };
        if let Some(reason) = spent(&link, self.time_for_ends()).filter(|_| mail.kind.carries_link()) {
            return Ok(Next::Drop(reason.to_owned()));
        }
        let Some(recipient) = self.recipient_of(tx, &mail, &link)? else {
            let reason = match mail.kind {
                MailKind::PinChosen => "the person is no longer active, or has no PIN any more",
                MailKind::SetupLink | MailKind::Invitation | MailKind::PasswordReset => {
                    "the person is no longer active"
                }
            };
            return Ok(Next::Drop(reason.to_owned()));
        };
        Ok(match recipient.letter.write(recipient.language) {
            Ok(Written { subject, text, html }) => {
                let (from, name, to) = (self.mail_from.clone(), recipient.name, mail.recipient);
                Next::Send(Box::new(Message { id, from, name, to, at: self.now(), subject, text, html }))
            }
            Err(error) => Next::Drop(error.to_string()),
        })
    }

    /// Nobody, where the person is not to get a mail any more.
    fn recipient_of(&self, tx: &mut dyn Tx, mail: &NewMail, link: &LinkState) -> Result<Option<Recipient>, StoreError> {
        let settings = workspaces::get_workspace(tx, mail.workspace)?.settings;
        let workspace = settings.name.clone();
        let base = self.public_url.as_str().trim_end_matches('/');
        let token = self.links.token(&mail.link);
        let (name, letter, language) = match mail.kind {
            MailKind::SetupLink => {
                let Some(id) = mail.employee else { return Ok(None) };
                let employee = employees::get_employee(tx, mail.workspace, id)?;
                if !employee.active {
                    return Ok(None);
                }
                let name = employee.details.name;
                let letter = letter::SetupLink {
                    name: name.clone(),
                    workspace,
                    link: format!("{base}/setup/{token}"),
                    number: self.dial_in_number.as_ref().map(|number| number.as_str().to_owned()),
                    has_pin: mails::has_pin(tx, id)?,
                    practice: format!("{base}/practice"),
                };
                (name, mail::Letter::SetupLink(letter), employee.details.language)
            }
            MailKind::PinChosen => {
                let Some(id) = mail.employee else { return Ok(None) };
                let Some(person) = phone_clocking::find_person(tx, mail.workspace, id, self.now())? else {
                    return Ok(None);
                };
                let Employee { active, details, .. } = person.employee;
                let (true, Some(_), Some(clock_id)) = (active, person.pin_set_at, person.clock_id) else {
                    return Ok(None);
                };
                let letter = letter::ReadyToCall {
                    name: details.name.clone(),
                    workspace,
                    number: self.dial_in_number.as_ref().map(|number| number.as_str().to_owned()),
                    clock_id: clock_id.to_string(),
                    says_name: details.says_name(&settings),
                    practice: format!("{base}/practice"),
                };
                (details.name, mail::Letter::ReadyToCall(letter), details.language)
            }
            MailKind::Invitation | MailKind::PasswordReset => {
                let Some(id) = link.user else { return Ok(None) };
                let user = users::get_user(tx, id)?;
                if !user.active {
                    return Ok(None);
                }
                let letter =
                    letter::Welcome { name: user.name.clone(), workspace, link: format!("{base}/welcome/{token}") };
                let letter = match mail.kind {
                    MailKind::PasswordReset => mail::Letter::PasswordReset(letter),
                    MailKind::Invitation | MailKind::SetupLink | MailKind::PinChosen => {
                        mail::Letter::Invitation(letter)
                    }
                };
                (user.name, letter, Language::En)
            }
        };
        Ok(Some(Recipient { name, letter, language }))
    }
}

/// What a mail server said, for the log: it likes to repeat whom the mail was for.
pub fn without_addresses(reason: &str) -> String {
    let words = reason.split(' ').map(|word| if word.contains('@') { "(an address)" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The end of the tries.
pub fn give_up_on_mail(id: MailId, last_error: &str) -> TaskCommit {
    fail_mail(id, format!("given up after 24 hours of trying: {last_error}"))
}

fn fail_mail(id: MailId, reason: String) -> TaskCommit {
    // The reason may name the recipient, so that it stays out of the log; the pages show it.
    tracing::warn!(mail.id = %id, "a mail was not sent; the reason is shown where it was asked for");
    metrics::counter!("phoneclock_mails_total", "outcome" => "failed").increment(1);
    TaskCommit::new(Hold::Nothing, move |u| mails::set_failed(u.tx, id, &reason).map(drop))
}

/// Why a link is no longer worth a mail.
fn spent(link: &LinkState, now: Timestamp) -> Option<&'static str> {
    if link.used {
        Some("the link was used before the mail went out")
    } else if link.replaced {
        Some("replaced by a newer link")
    } else if link.ends_at <= now {
        Some("the link ran out before the mail went out")
    } else {
        None
    }
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
