//! Text messages: every one once, until the provider has it or it cannot be sent, and how far it has come since.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    caller::E164,
    ids::{AlertLetterId, EmployeeId, PunchId, TextId, TextReplyId, UserId, WorkspaceId},
};

/// What link a text carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A link by which an employee chooses a PIN.
    SetupLink,
    /// A link to an employee's own page.
    WorkerPage,
}

impl TextKind {
    /// Every one that there is.
    pub const ALL: [Self; 2] = [Self::SetupLink, Self::WorkerPage];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SetupLink => "setup link",
            Self::WorkerPage => "worker page",
        }
    }
}

/// How far a text has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStage {
    /// To be handed over, or handed over again; the problem is that of the last try.
    Waiting,
    /// The provider has it.
    Accepted,
    /// The carrier has it.
    Sent,
    /// The phone has it.
    Delivered,
    /// The carrier could not deliver it; the problem says why.
    Undelivered,
    /// It was not sent; the problem says why.
    Failed,
}

impl TextStage {
    /// Every one that there is.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Accepted, Self::Sent, Self::Delivered, Self::Undelivered, Self::Failed];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Failed => "failed",
        }
    }

    /// The one that is kept by this name.
    pub(super) fn read(name: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|stage| stage.name() == name);
        known.ok_or(StoreError::Unreadable("a text's state"))
    }

    /// How far it is: what is told late changes nothing.
    const fn rank(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Accepted => 1,
            Self::Sent => 2,
            Self::Delivered | Self::Undelivered | Self::Failed => 3,
        }
    }
}

/// Whom a text goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// Somebody who clocks.
    Employee(EmployeeId),
    /// Somebody who signs in.
    User(UserId),
}

/// What a text is about, and so whom it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextAbout {
    /// A link of this kind, to an employee; its token is derived when the text is written.
    Link(TextKind, [u8; 16], EmployeeId),
    /// What a message about alerts tells, to a user.
    Alerts(AlertLetterId, UserId),
    /// What is said to an answer to a text.
    Reply(TextReplyId, Addressee),
    /// A punch that is confirmed to who made it.
    Confirmation(PunchId, EmployeeId),
}

impl TextAbout {
    /// By what name it is kept in the database.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Link(kind, _, _) => kind.name(),
            Self::Alerts(..) => ALERTS,
            Self::Reply(..) => REPLY,
            Self::Confirmation(..) => CONFIRMATION,
        }
    }

    const fn link(&self) -> &[u8; 16] {
        match self {
            Self::Link(_, link, _) => link,
            Self::Alerts(letter, _) => letter.as_bytes(),
            Self::Reply(reply, _) => reply.as_bytes(),
            Self::Confirmation(punch, _) => punch.as_bytes(),
        }
    }

    const fn addressee(&self) -> Addressee {
        match self {
            Self::Link(_, _, employee) | Self::Confirmation(_, employee) => Addressee::Employee(*employee),
            Self::Alerts(_, user) => Addressee::User(*user),
            Self::Reply(_, addressee) => *addressee,
        }
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let (kind, link): (String, Vec<u8>) = (row.get(2)?, row.get(3)?);
        let link = link.as_slice().try_into().map_err(|_| StoreError::Unreadable("a link's id"))?;
        if kind == ALERTS {
            return Ok(Self::Alerts(AlertLetterId::from_bytes(link), row.get(8)?));
        }
        if kind == CONFIRMATION {
            return Ok(Self::Confirmation(PunchId::from_bytes(link), row.get(4)?));
        }
        if kind == REPLY {
            let employee: Option<EmployeeId> = row.get(4)?;
            let addressee = match employee {
                Some(employee) => Addressee::Employee(employee),
                None => Addressee::User(row.get(8)?),
            };
            return Ok(Self::Reply(TextReplyId::from_bytes(link), addressee));
        }
        let known = TextKind::ALL.into_iter().find(|known| known.name() == kind);
        Ok(Self::Link(known.ok_or(StoreError::Unreadable("a kind of text"))?, link, row.get(4)?))
    }
}

/// By what name texts about alerts are kept.
const ALERTS: &str = "alert";
/// The same of those that answer a reply.
const REPLY: &str = "reply";
/// The same of those that confirm a punch.
const CONFIRMATION: &str = "confirmation";

/// A text to be sent, or sent.
#[derive(Debug, Clone)]
pub struct TextMessage {
    /// Its own id.
    pub id: TextId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What it is about.
    pub about: TextAbout,
    /// Where it goes.
    pub recipient: E164,
    /// How far it has come.
    pub stage: TextStage,
    /// Why it has come no further, in words for the admin.
    pub problem: Option<String>,
    /// What the provider calls it, once it has taken it.
    pub provider_id: Option<String>,
}

/// Puts a text down to be sent.
///
/// # Errors
/// When the link has its text already.
pub fn insert_text(tx: &mut dyn Tx, text: &TextMessage, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO text_message (id, workspace_id, kind, link_id, employee_id, recipient, queued_at, \
                       state, rank, state_at, user_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 0, ?7, ?8)";
    let TextMessage { id, workspace, about, recipient, .. } = text;
    let (employee, user) = match about.addressee() {
        Addressee::Employee(employee) => (Some(employee), None),
        Addressee::User(user) => (None, Some(user)),
    };
    let link = about.link().as_slice();
    let params = params![*id, *workspace, about.kind(), link, employee, recipient.as_str(), now, user];
    execute_one(tx, SQL, params)
}

const SELECT: &str = "SELECT id, workspace_id, kind, link_id, employee_id, recipient, state, problem, user_id, \
                      provider_id FROM text_message";

fn read(row: &Row) -> Result<TextMessage, StoreError> {
    let (recipient, stage): (String, String) = (row.get(5)?, row.get(6)?);
    Ok(TextMessage {
        id: row.get(0)?,
        workspace: row.get(1)?,
        about: TextAbout::read(row)?,
        recipient: E164::parse(&recipient).map_err(|_| StoreError::Unreadable("a text's recipient"))?,
        stage: TextStage::read(&stage)?,
        problem: row.get(7)?,
        provider_id: row.get(9)?,
    })
}

/// A text with how far it has come.
pub fn find_text(tx: &mut dyn Tx, id: TextId) -> Result<Option<TextMessage>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE id = ?1"), params![id], read)
}

/// The text that carries a link.
pub fn find_of_link(tx: &mut dyn Tx, link: &[u8; 16]) -> Result<Option<TextMessage>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE link_id = ?1"), params![link.as_slice()], read)
}

/// The last text to an employee that is a message of the office and no answer to theirs, with when it was queued.
pub fn find_last_of_employee(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
) -> Result<Option<(TextMessage, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, kind, link_id, employee_id, recipient, state, problem, user_id, \
                       provider_id, queued_at FROM text_message WHERE workspace_id = ?1 AND employee_id = ?2 \
                       AND kind <> 'reply' ORDER BY queued_at DESC, id DESC LIMIT 1";
    find_one(tx, SQL, params![workspace, employee], |row| Ok((read(row)?, row.get(10)?)))
}

/// Notes how far a text has come, and why no further; whether that is further than what was known.
pub fn set_stage(
    tx: &mut dyn Tx,
    id: TextId,
    (stage, problem): (TextStage, Option<&str>),
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE text_message SET state = ?2, rank = ?3, state_at = ?4, problem = ?5 WHERE id = ?1 AND rank < ?3";
    Ok(tx.execute(SQL, params![id, stage.name(), stage.rank(), now, problem])? == 1)
}

/// Notes what the provider calls a text.
pub fn set_provider_id(tx: &mut dyn Tx, id: TextId, provider_id: &str) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE text_message SET provider_id = ?2 WHERE id = ?1", params![id, provider_id])
}

/// Notes why a text still waits.
pub fn set_problem(tx: &mut dyn Tx, id: TextId, problem: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE text_message SET problem = ?2 WHERE id = ?1 AND state = 'waiting'";
    Ok(tx.execute(SQL, params![id, problem])? == 1)
}
