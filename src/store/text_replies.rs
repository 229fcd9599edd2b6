//! What phones have answered to texts, each once, and whose phones they are. Not of one workspace: a phone that wants no
//! texts gets none from anybody.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    caller::E164,
    ids::{EmployeeId, TextReplyId, UserId, WorkspaceId},
    language::Language,
    text_reply::ReplyMeaning,
};

/// An answer to a text.
#[derive(Debug, Clone)]
pub struct TextReply {
    /// Its own id.
    pub id: TextReplyId,
    /// The provider that told of it, with its id there.
    pub told_by: (String, String),
    /// The phone that it came from.
    pub phone: E164,
    /// What it means.
    pub meaning: ReplyMeaning,
    /// When it was told.
    pub at: Timestamp,
    /// Whether a text goes back.
    pub answered: bool,
}

/// Writes an answer down.
///
/// # Errors
/// When the provider has told of it before.
pub fn insert_reply(tx: &mut dyn Tx, reply: &TextReply) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO text_reply (id, provider, provider_id, phone, meaning, at, answered) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let TextReply { id, told_by: (provider, provider_id), phone, meaning, at, answered } = reply;
    execute_one(tx, SQL, params![*id, provider, provider_id, phone.as_str(), meaning.name(), *at, *answered])
}

fn meaning_of(name: &str) -> Result<ReplyMeaning, StoreError> {
    let known = ReplyMeaning::ALL.into_iter().find(|meaning| meaning.name() == name);
    known.ok_or(StoreError::Unreadable("the meaning of a reply"))
}

/// What an answer means, and when it came.
pub fn find_meaning(tx: &mut dyn Tx, id: TextReplyId) -> Result<Option<(ReplyMeaning, Timestamp)>, StoreError> {
    find_one(tx, "SELECT meaning, at FROM text_reply WHERE id = ?1", params![id], |row| {
        let meaning: String = row.get(0)?;
        Ok((meaning_of(&meaning)?, row.get(1)?))
    })
}

/// Whether the provider has told of an answer before.
pub fn is_known(tx: &mut dyn Tx, (provider, provider_id): (&str, &str)) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT id FROM text_reply WHERE provider = ?1 AND provider_id = ?2";
    Ok(find_one(tx, SQL, params![provider, provider_id], |row| row.get::<TextReplyId>(0))?.is_some())
}

/// When a text last went back to a phone that had answered this.
pub fn find_answered_at(tx: &mut dyn Tx, phone: &E164, meaning: ReplyMeaning) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM text_reply WHERE phone = ?1 AND meaning = ?2 AND answered = 1 \
                       ORDER BY at DESC LIMIT 1";
    find_one(tx, SQL, params![phone.as_str(), meaning.name()], |row| row.get(0))
}

/// Since when a phone wants no texts: the last word of its holder was STOP. Of two words of one moment STOP counts.
pub fn find_stopped_at(tx: &mut dyn Tx, phone: &E164) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT max(at) FROM text_reply WHERE phone = ?1 AND meaning = ?2";
    let mut last = |meaning: ReplyMeaning| {
        let found = find_one(tx, SQL, params![phone.as_str(), meaning.name()], |row| row.get::<Option<Timestamp>>(0));
        found.map(Option::flatten)
    };
    let (stopped, started) = (last(ReplyMeaning::Stop)?, last(ReplyMeaning::Start)?);
    Ok(stopped.filter(|stopped| started.is_none_or(|started| started <= *stopped)))
}

/// Forgets answers that changed nothing and came before then.
pub fn forget_replies(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM text_reply WHERE meaning IN ('help', 'other') AND at < ?1", params![before])
}

/// An employee who has a phone.
#[derive(Debug, Clone)]
pub struct PhoneHolder {
    /// Their workspace.
    pub workspace: WorkspaceId,
    /// What it is called.
    pub employer: String,
    /// The employee.
    pub employee: EmployeeId,
    /// Whether they work there.
    pub active: bool,
    /// Their language.
    pub language: Language,
}

/// Everybody who has this phone, in every workspace; who works there first.
pub fn list_employees(tx: &mut dyn Tx, phone: &E164) -> Result<Vec<PhoneHolder>, StoreError> {
    const SQL: &str = "SELECT e.workspace_id, w.name, e.id, e.active, e.language FROM employee e \
                       JOIN workspace w ON w.id = e.workspace_id WHERE e.phone = ?1 ORDER BY e.active DESC, e.id";
    list(tx, SQL, params![phone.as_str()], |row: &Row| {
        Ok(PhoneHolder {
            workspace: row.get(0)?,
            employer: row.get(1)?,
            employee: row.get(2)?,
            active: row.get(3)?,
            language: row.get(4)?,
        })
    })
}

/// A user whose alerts go to a phone as texts.
#[derive(Debug, Clone)]
pub struct PhoneReader {
    /// Their workspace.
    pub workspace: WorkspaceId,
    /// What it is called.
    pub employer: String,
    /// The user.
    pub user: UserId,
    /// Their language.
    pub language: Language,
}

/// Every user whose alerts go to this phone, by workspace.
pub fn list_users(tx: &mut dyn Tx, phone: &E164) -> Result<Vec<PhoneReader>, StoreError> {
    const SQL: &str = "SELECT u.workspace_id, w.name, u.id, u.language FROM alert_reader r \
                       JOIN web_user u ON u.id = r.user_id JOIN workspace w ON w.id = u.workspace_id \
                       WHERE r.text_number = ?1 ORDER BY u.workspace_id, u.id";
    list(tx, SQL, params![phone.as_str()], |row: &Row| {
        Ok(PhoneReader { workspace: row.get(0)?, employer: row.get(1)?, user: row.get(2)?, language: row.get(3)? })
    })
}
