//! How far a recording was played to somebody: what was given out of it, and when a player can have come to its end.

use jiff::Timestamp;

use crate::{
    domain::ids::{ListenId, UserId, VoiceCheckId},
    store::tx::{StoreError, Tx, execute_one, find_one, params},
};

/// The part of a listen that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Play {
    /// The opening that it belongs to.
    pub listen: ListenId,
    /// Bytes that were given out, from the first one on without a gap.
    pub sent_bytes: usize,
    /// Whether that is all of it.
    pub is_whole: bool,
    /// The earliest moment at which a player can have come to the end.
    pub over_at: Timestamp,
}

/// Writes down that a recording is played.
///
/// # Errors
/// When there is no such listen.
pub fn insert_play(tx: &mut dyn Tx, play: &Play) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO play (listen_id, sent_bytes, is_whole, over_at) VALUES (?1, ?2, ?3, ?4)";
    execute_one(tx, SQL, params![play.listen, play.sent_bytes, play.is_whole, play.over_at])
}

/// Writes down how far a recording was played.
///
/// # Errors
/// When there is no such play.
pub fn set_play(tx: &mut dyn Tx, play: &Play) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE play SET sent_bytes = ?2, is_whole = ?3, over_at = ?4 WHERE listen_id = ?1";
    execute_one(tx, SQL, params![play.listen, play.sent_bytes, play.is_whole, play.over_at])
}

/// What the user played last of a recording since a moment.
pub fn find_last(
    tx: &mut dyn Tx,
    check: VoiceCheckId,
    user: UserId,
    since: Timestamp,
) -> Result<Option<Play>, StoreError> {
    const SQL: &str = "SELECT p.listen_id, p.sent_bytes, p.is_whole, p.over_at FROM listen l \
                       JOIN play p ON p.listen_id = l.id \
                       WHERE l.voice_check_id = ?1 AND l.at >= ?3 AND l.user_id = ?2 ORDER BY l.at DESC, l.id DESC LIMIT 1";
    find_one(tx, SQL, params![check, user, since], |row| {
        Ok(Play { listen: row.get(0)?, sent_bytes: row.get(1)?, is_whole: row.get(2)?, over_at: row.get(3)? })
    })
}

/// Whether a play of the user that began since a moment can have come to the end by `now`.
pub fn is_heard(
    tx: &mut dyn Tx,
    check: VoiceCheckId,
    user: UserId,
    (since, now): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM listen l JOIN play p ON p.listen_id = l.id WHERE l.voice_check_id = ?1 \
                       AND l.at >= ?3 AND l.user_id = ?2 AND p.is_whole = 1 AND p.over_at <= ?4 LIMIT 1";
    Ok(find_one(tx, SQL, params![check, user, since, now], |_| Ok(()))?.is_some())
}

/// Writes down that the page has seen it end; the first time counts.
///
/// # Errors
/// When there is no such play.
pub fn set_ended(tx: &mut dyn Tx, listen: ListenId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE play SET ended_at = coalesce(ended_at, ?2) WHERE listen_id = ?1";
    execute_one(tx, SQL, params![listen, now])
}
