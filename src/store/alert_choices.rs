//! Of which alerts each user is told, and how.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    alert::AlertKind,
    caller::E164,
    ids::{UserId, WorkspaceId},
    user::{Email, Role, User},
};

/// A kind of alert that a user is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertChoice {
    /// The kind.
    pub kind: AlertKind,
    /// From when on in seconds, for the kinds that have a time to set.
    pub limit_secs: Option<i64>,
}

/// How a user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertDelivery {
    /// Whether they are told as well once it is over.
    pub all_clear: bool,
    /// At which hour of the workspace's clock once a day; none for each alert as it is raised.
    pub digest_hour: Option<i8>,
    /// When the last digest was made, or asked for.
    pub digest_at: Option<Timestamp>,
    /// Where each alert goes as a text as well.
    pub text_number: Option<E164>,
    /// When the holder of that phone has answered STOP.
    pub text_stopped_at: Option<Timestamp>,
}

impl AlertDelivery {
    /// Where a text may go: nowhere after STOP, and where one message a day is wanted.
    #[must_use]
    pub fn texted_at(&self) -> Option<&E164> {
        let is_wanted = self.digest_hour.is_none() && self.text_stopped_at.is_none();
        self.text_number.as_ref().filter(|_| is_wanted)
    }
}

impl Default for AlertDelivery {
    fn default() -> Self {
        Self { all_clear: true, digest_hour: None, digest_at: None, text_number: None, text_stopped_at: None }
    }
}

/// A user who wants to be told of something.
#[derive(Debug, Clone)]
pub struct AlertReader {
    /// The user.
    pub user: UserId,
    /// Where their mail goes.
    pub email: Email,
    /// What they may do.
    pub role: Role,
    /// How they are told.
    pub delivery: AlertDelivery,
    /// Of what.
    pub choices: Vec<AlertChoice>,
}

fn read_delivery(row: &Row, from: usize) -> Result<AlertDelivery, StoreError> {
    let all_clear: Option<bool> = row.get(from)?;
    let hour: Option<i64> = row.get(from + 1)?;
    let digest_hour = hour.map(i8::try_from).transpose().map_err(|_| StoreError::Unreadable("the hour of a digest"))?;
    Ok(AlertDelivery {
        all_clear: all_clear.unwrap_or(true),
        digest_hour,
        digest_at: row.get(from + 2)?,
        text_number: row.get(from + 3)?,
        text_stopped_at: row.get(from + 4)?,
    })
}

/// The users of a workspace who are active, can sign in, and want to be told of something.
pub fn list_readers(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<AlertReader>, StoreError> {
    const SQL: &str = "SELECT u.id, u.email, u.role, r.all_clear, r.digest_hour, r.digest_at, r.text_number, \
                       r.text_stopped_at, c.kind, c.limit_secs \
                       FROM alert_choice c JOIN web_user u ON u.id = c.user_id \
                       LEFT JOIN alert_reader r ON r.user_id = u.id \
                       WHERE c.workspace_id = ?1 AND u.workspace_id = ?1 AND u.active = 1 \
                       AND (u.password_hash IS NOT NULL OR u.pin_set_at IS NOT NULL) ORDER BY u.id, c.kind";
    let rows = list(tx, SQL, params![workspace], |row| {
        let role: String = row.get(2)?;
        let role = Role::parse(&role).ok_or(StoreError::Unreadable("a role"))?;
        let delivery = read_delivery(row, 3)?;
        let choice = AlertChoice { kind: row.get(8)?, limit_secs: row.get(9)? };
        Ok(AlertReader { user: row.get(0)?, email: row.get(1)?, role, delivery, choices: vec![choice] })
    })?;
    let mut readers: Vec<AlertReader> = Vec::new();
    for row in rows {
        match readers.last_mut().filter(|last| last.user == row.user) {
            Some(last) => last.choices.extend(row.choices),
            None => readers.push(row),
        }
    }
    // What a role may not be told any more is not told.
    for reader in &mut readers {
        reader.choices.retain(|choice| choice.kind.is_for(reader.role));
    }
    Ok(readers)
}

/// What a user has chosen.
pub fn list_choices(tx: &mut dyn Tx, workspace: WorkspaceId, user: UserId) -> Result<Vec<AlertChoice>, StoreError> {
    const SQL: &str = "SELECT kind, limit_secs FROM alert_choice WHERE workspace_id = ?1 AND user_id = ?2";
    list(tx, SQL, params![workspace, user], |row| Ok(AlertChoice { kind: row.get(0)?, limit_secs: row.get(1)? }))
}

/// How a user is told.
pub fn find_delivery(tx: &mut dyn Tx, user: UserId) -> Result<AlertDelivery, StoreError> {
    const SQL: &str = "SELECT all_clear, digest_hour, digest_at, text_number, text_stopped_at FROM alert_reader \
                       WHERE user_id = ?1";
    Ok(find_one(tx, SQL, params![user], |row| read_delivery(row, 0))?.unwrap_or_default())
}

/// Writes down what a user has chosen, in the place of what they had chosen before.
pub fn set_choices(
    tx: &mut dyn Tx,
    (workspace, user): (WorkspaceId, UserId),
    choices: &[AlertChoice],
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM alert_choice WHERE workspace_id = ?1 AND user_id = ?2", params![workspace, user])?;
    for AlertChoice { kind, limit_secs } in choices {
        const SQL: &str = "INSERT INTO alert_choice (workspace_id, user_id, kind, limit_secs) VALUES (?1, ?2, ?3, ?4)";
        execute_one(tx, SQL, params![workspace, user, kind.name(), *limit_secs])?;
    }
    Ok(())
}

/// Writes down how a user is told.
pub fn set_delivery(tx: &mut dyn Tx, user: UserId, delivery: &AlertDelivery) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO alert_reader (user_id, all_clear, digest_hour, digest_at, text_number, \
                       text_stopped_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT (user_id) DO UPDATE SET all_clear = excluded.all_clear, \
                       digest_hour = excluded.digest_hour, digest_at = excluded.digest_at, \
                       text_number = excluded.text_number, text_stopped_at = excluded.text_stopped_at";
    let AlertDelivery { all_clear, digest_hour, digest_at, text_number, text_stopped_at } = delivery;
    let number = text_number.as_ref().map(E164::as_str);
    let params = params![user, *all_clear, digest_hour.map(i64::from), *digest_at, number, *text_stopped_at];
    execute_one(tx, SQL, params)
}

/// Notes that the holder of a user's phone has answered STOP.
pub fn stop_texts(tx: &mut dyn Tx, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE alert_reader SET text_stopped_at = ?2 WHERE user_id = ?1 AND text_stopped_at IS NULL";
    tx.execute(SQL, params![user, now]).map(drop)
}

/// Turns on what a user who is new with their role is told of.
pub fn insert_first_choices(tx: &mut dyn Tx, user: &User) -> Result<(), StoreError> {
    let at_first = AlertKind::ALL.into_iter().filter(|kind| kind.is_on_at_first(user.role));
    let choices: Vec<_> =
        at_first.map(|kind| AlertChoice { kind, limit_secs: kind.limit().map(|limit| limit.at_first) }).collect();
    set_choices(tx, (user.workspace, user.id), &choices)
}
