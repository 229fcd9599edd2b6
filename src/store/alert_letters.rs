//! Messages about alerts, each to one user, and who was told of what.

use jiff::Timestamp;

use super::{
    alerts::{self, Alert},
    mails::{self, MailState},
    text_messages::TextStage,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::domain::ids::{AlertId, AlertLetterId, UserId, WorkspaceId};

/// One message to one user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertLetter {
    /// Its own id.
    pub id: AlertLetterId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whom it goes to.
    pub user: UserId,
    /// When it was made.
    pub at: Timestamp,
    /// Whether it is that of a day.
    pub is_digest: bool,
}

/// In what part of a message an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPart {
    /// It was raised, or is still open.
    Open,
    /// It is closed.
    Closed,
}

impl LetterPart {
    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    fn parse(name: &str) -> Result<Self, StoreError> {
        let known = [Self::Open, Self::Closed].into_iter().find(|part| part.name() == name);
        known.ok_or(StoreError::Unreadable("a part of a message"))
    }
}

/// Writes a message down.
pub fn insert_letter(tx: &mut dyn Tx, letter: &AlertLetter) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO alert_letter (id, workspace_id, user_id, at, is_digest) VALUES (?1, ?2, ?3, ?4, ?5)";
    let AlertLetter { id, workspace, user, at, is_digest } = *letter;
    execute_one(tx, SQL, params![id, workspace, user, at, is_digest])
}

/// Writes down what a message tells.
///
/// # Errors
/// When the user was told so before, and it is no digest.
pub fn insert_told(tx: &mut dyn Tx, letter: &AlertLetter, alert: AlertId, part: LetterPart) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO alert_told (letter_id, alert_id, user_id, part, is_digest) VALUES (?1, ?2, ?3, ?4, ?5)";
    execute_one(tx, SQL, params![letter.id, alert, letter.user, part.name(), letter.is_digest])
}

/// Who was told of which alert that is open now.
pub fn list_told_of_open(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(AlertId, UserId)>, StoreError> {
    const SQL: &str = "SELECT t.alert_id, t.user_id FROM alert a JOIN alert_told t ON t.alert_id = a.id \
                       WHERE a.workspace_id = ?1 AND a.closed_at IS NULL AND t.part = 'open'";
    list(tx, SQL, params![workspace], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn read(row: &Row) -> Result<AlertLetter, StoreError> {
    Ok(AlertLetter {
        id: row.get(0)?,
        workspace: row.get(1)?,
        user: row.get(2)?,
        at: row.get(3)?,
        is_digest: row.get(4)?,
    })
}

/// A message.
pub fn find_letter(tx: &mut dyn Tx, id: AlertLetterId) -> Result<Option<AlertLetter>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, user_id, at, is_digest FROM alert_letter WHERE id = ?1";
    find_one(tx, SQL, params![id], read)
}

/// What a message tells, the oldest alert first.
pub fn list_told(tx: &mut dyn Tx, letter: AlertLetterId) -> Result<Vec<(Alert, LetterPart)>, StoreError> {
    let sql = format!(
        "SELECT {}, t.part FROM alert_told t JOIN alert a ON a.id = t.alert_id \
         WHERE t.letter_id = ?1 ORDER BY a.opened_at, t.alert_id",
        alerts::COLUMNS
    );
    list(tx, &sql, params![letter], |row| {
        let part: String = row.get(alerts::COLUMN_COUNT)?;
        Ok((alerts::read(row)?, LetterPart::parse(&part)?))
    })
}

/// How far a text has come, and why no further.
pub type TextState = (TextStage, Option<String>);

/// A message with how far it has come.
#[derive(Debug, Clone)]
pub struct FollowedLetter {
    /// The message.
    pub letter: AlertLetter,
    /// By mail.
    pub mail: Option<MailState>,
    /// As a text; none where only a mail was sent.
    pub text: Option<TextState>,
}

/// The latest messages to a user, with how far each has come by mail and as a text.
pub fn list_letters(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    user: UserId,
    limit: usize,
) -> Result<Vec<FollowedLetter>, StoreError> {
    let sql = format!(
        "SELECT l.id, l.workspace_id, l.user_id, l.at, l.is_digest, t.state, t.problem, {} \
         FROM alert_letter l LEFT JOIN mail m ON m.link_id = l.id AND m.kind = 'alert' \
         LEFT JOIN text_message t ON t.link_id = l.id \
         WHERE l.workspace_id = ?1 AND l.user_id = ?2 ORDER BY l.at DESC, l.id DESC LIMIT ?3",
        mails::STATE_COLUMNS
    );
    list(tx, &sql, params![workspace, user, limit], |row| {
        let has_mail = row.get::<Option<String>>(7)?.is_some();
        let mail = if has_mail { Some(mails::read_state(row, 7)?) } else { None };
        let stage: Option<String> = row.get(5)?;
        let stage = stage.as_deref().map(TextStage::read).transpose()?;
        let problem: Option<String> = row.get(6)?;
        Ok(FollowedLetter { letter: read(row)?, mail, text: stage.map(|stage| (stage, problem)) })
    })
}
