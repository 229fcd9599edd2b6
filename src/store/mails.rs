//! The outbox: every mail once, until it is sent or cannot be.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    ids::{EmployeeId, MailId, UserId, WorkspaceId},
    user::Email,
};

/// What a mail is about, and so what link it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// A link by which an employee chooses a PIN.
    SetupLink,
    /// To an employee whose PIN is set: number and phone clock ID.
    PinChosen,
    /// A link by which a new user chooses a password.
    Invitation,
    /// A link by which a user chooses a new password.
    PasswordReset,
    /// The badge of an employee, and a link that shows it.
    Badge,
    /// Something that users are told; it carries no link.
    Notice,
    /// What a user is told of alerts; it carries no link that opens anything.
    Alert,
    /// A link to an employee's own page.
    WorkerPage,
}

impl MailKind {
    /// Every one that there is.
    pub const ALL: [Self; 8] = [
        Self::SetupLink,
        Self::PinChosen,
        Self::Invitation,
        Self::PasswordReset,
        Self::Badge,
        Self::Notice,
        Self::Alert,
        Self::WorkerPage,
    ];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SetupLink => "setup link",
            Self::PinChosen => "PIN chosen",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password reset",
            Self::Badge => "badge",
            Self::Notice => "notice",
            Self::Alert => "alert",
            Self::WorkerPage => "worker page",
        }
    }

    /// Whether the mail is of no use once its link no longer works.
    #[must_use]
    pub const fn carries_link(self) -> bool {
        match self {
            Self::SetupLink | Self::Invitation | Self::PasswordReset | Self::Badge | Self::WorkerPage => true,
            Self::PinChosen | Self::Notice | Self::Alert => false,
        }
    }

    fn parse(name: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|kind| kind.name() == name);
        known.ok_or(StoreError::Unreadable("a mail's kind"))
    }
}

/// A mail to be sent.
#[derive(Debug, Clone)]
pub struct NewMail {
    /// Its own id.
    pub id: MailId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Of what kind it is.
    pub kind: MailKind,
    /// The setup link, password link, badge link, notice or letter about alerts that it is about; a token is derived
    /// when the mail is written.
    pub link: [u8; 16],
    /// The employee whom it goes to, where it goes to one.
    pub employee: Option<EmployeeId>,
    /// Where it goes.
    pub recipient: Email,
}

/// Puts a mail into the outbox.
///
/// # Errors
/// When the link has its mail of this kind already.
pub fn insert_mail(tx: &mut dyn Tx, mail: &NewMail, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, state) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting')";
    let NewMail { id, workspace, kind, link, employee, recipient } = mail;
    execute_one(tx, SQL, params![*id, *workspace, kind.name(), link.as_slice(), *employee, recipient, now])
}

/// How far a mail has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailStage {
    /// To be sent, or sent again; the problem is that of the last try.
    Waiting,
    /// The mail server, or the outbox folder, has it.
    Sent,
    /// It will not be sent; the problem says why.
    Failed,
}

impl MailStage {
    /// Every one that there is.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

/// A mail as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailState {
    /// How far it has come.
    pub state: MailStage,
    /// Why the last try came to nothing, or why the mail was given up, in words for the admin.
    pub problem: Option<String>,
    /// When it was handed over.
    pub sent_at: Option<Timestamp>,
    /// Whether it went to the outbox folder, and no mail server has it.
    pub to_folder: bool,
}

/// The four columns of `m` that [`read_state`] reads.
pub(super) const STATE_COLUMNS: &str = "m.state, m.problem, m.sent_at, m.to_folder";

/// Reads them, of which `first` is the place of the first.
pub(super) fn read_state(row: &Row, first: usize) -> Result<MailState, StoreError> {
    let state: String = row.get(first)?;
    let state = MailStage::ALL.into_iter().find(|stage| stage.name() == state);
    Ok(MailState {
        state: state.ok_or(StoreError::Unreadable("a mail's state"))?,
        problem: row.get(first + 1)?,
        sent_at: row.get(first + 2)?,
        to_folder: row.get(first + 3)?,
    })
}

/// The mail that was queued last for a user.
pub fn find_last_of_user(tx: &mut dyn Tx, user: UserId) -> Result<Option<MailState>, StoreError> {
    let sql = format!(
        "SELECT {STATE_COLUMNS} FROM password_link l JOIN mail m ON m.link_id = l.id \
         WHERE l.user_id = ?1 ORDER BY m.queued_at DESC, m.id DESC LIMIT 1"
    );
    find_one(tx, &sql, params![user], |row| read_state(row, 0))
}

/// How far the mail that carries a link has come.
pub fn find_of_link(tx: &mut dyn Tx, link: &[u8; 16]) -> Result<Option<MailState>, StoreError> {
    let sql =
        format!("SELECT {STATE_COLUMNS} FROM mail m WHERE m.link_id = ?1 ORDER BY m.queued_at DESC, m.id DESC LIMIT 1");
    find_one(tx, &sql, params![link.as_slice()], |row| read_state(row, 0))
}

/// A mail with how far it has come.
///
/// # Errors
/// When there is no such mail.
pub fn get_mail(tx: &mut dyn Tx, id: MailId) -> Result<(NewMail, MailState), StoreError> {
    let sql = format!(
        "SELECT {STATE_COLUMNS}, m.workspace_id, m.kind, m.link_id, m.employee_id, m.recipient FROM mail m WHERE m.id = ?1"
    );
    let found = find_one(tx, &sql, params![id], |row| {
        let (kind, link): (String, Vec<u8>) = (row.get(5)?, row.get(6)?);
        let mail = NewMail {
            id,
            workspace: row.get(4)?,
            kind: MailKind::parse(&kind)?,
            link: link.as_slice().try_into().map_err(|_| StoreError::Unreadable("a link's id"))?,
            employee: row.get(7)?,
            recipient: row.get(8)?,
        };
        Ok((mail, read_state(row, 0)?))
    })?;
    found.ok_or(StoreError::Unreadable("a mail is missing"))
}

/// What became of a link while its mail waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkState {
    /// Whose password it lets choose; none for the link of an employee.
    pub user: Option<UserId>,
    /// Whether somebody has used it.
    pub used: bool,
    /// Whether another one has taken its place.
    pub replaced: bool,
    /// When it ceases to work.
    pub ends_at: Timestamp,
}

/// The link that a mail carries; none for a notice or for alerts.
pub fn find_link(tx: &mut dyn Tx, kind: MailKind, link: [u8; 16]) -> Result<Option<LinkState>, StoreError> {
    const SETUP: &str =
        "SELECT NULL, used_at IS NOT NULL, replaced_at IS NOT NULL, ends_at FROM setup_link WHERE id = ?1";
    const PASSWORD: &str =
        "SELECT user_id, used_at IS NOT NULL, replaced_at IS NOT NULL, ends_at FROM password_link WHERE id = ?1";
    const BADGE: &str = "SELECT NULL, l.opens > 0, c.ended_at IS NOT NULL, l.ends_at FROM badge_link l \
                         JOIN kiosk_credential c ON c.id = l.credential_id WHERE l.id = ?1";
    const WORKER: &str = "SELECT NULL, FALSE, ended_at IS NOT NULL, ends_at FROM worker_link WHERE id = ?1";
    let sql = match kind {
        MailKind::SetupLink | MailKind::PinChosen => SETUP,
        MailKind::Invitation | MailKind::PasswordReset => PASSWORD,
        MailKind::Badge => BADGE,
        MailKind::WorkerPage => WORKER,
        MailKind::Notice | MailKind::Alert => return Ok(None),
    };
    find_one(tx, sql, params![link.as_slice()], |row| {
        Ok(LinkState { user: row.get(0)?, used: row.get(1)?, replaced: row.get(2)?, ends_at: row.get(3)? })
    })
}

/// Notes that a mail was handed over; false when it was sent or given up before, by a worker that was faster.
pub fn set_sent(tx: &mut dyn Tx, id: MailId, now: Timestamp, to_folder: bool) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE mail SET state = 'sent', sent_at = ?2, problem = NULL, to_folder = ?3 \
                       WHERE id = ?1 AND state = 'waiting'";
    Ok(tx.execute(SQL, params![id, now, to_folder])? == 1)
}

/// Notes why a mail still waits; whether it does.
pub fn set_problem(tx: &mut dyn Tx, id: MailId, problem: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE mail SET problem = ?2 WHERE id = ?1 AND state = 'waiting'";
    Ok(tx.execute(SQL, params![id, problem])? == 1)
}

/// Gives a mail up; whether it was still waiting.
pub fn set_failed(tx: &mut dyn Tx, id: MailId, problem: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE mail SET state = 'failed', problem = ?2 WHERE id = ?1 AND state = 'waiting'";
    Ok(tx.execute(SQL, params![id, problem])? == 1)
}

/// Whether an employee has a PIN that a new one would take the place of.
pub fn has_pin(tx: &mut dyn Tx, employee: EmployeeId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM pin WHERE employee_id = ?1", params![employee], |_| Ok(()))?.is_some())
}
