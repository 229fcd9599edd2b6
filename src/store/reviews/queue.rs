//! The queue of voice checks to be heard, and whose turn each is.

use jiff::Timestamp;

use super::{CheckForReview, ReviewCursor, ReviewFilter, Risk, SELECT, UNHEARD, read};
use crate::{
    domain::ids::{UserId, VoiceCheckId, WorkspaceId},
    store::tx::{StoreError, Tx, find_one, list, params},
};

/// Which of the unheard ones are to be heard: those that something is wrong with, and of the others this many in a
/// hundred.
#[derive(Debug, Clone, Copy)]
pub struct ReviewQueue {
    /// Which of them at all.
    pub filter: ReviewFilter,
    /// How many in a hundred of those that nothing is wrong with, from 0 to 100.
    pub share: u8,
}

impl ReviewQueue {
    /// The parts of the queue in their order, and up to which sample they are in it.
    fn parts(self) -> impl Iterator<Item = (Risk, i64)> {
        let others = (!self.filter.flagged_only && self.share > 0).then_some((Risk::None, i64::from(self.share)));
        [(Risk::Caller, 100), (Risk::Sound, 100)].into_iter().chain(others)
    }
}

/// The next one that nobody else is hearing: the riskiest first, then the oldest.
pub fn find_next(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    wanted: ReviewQueue,
    user: UserId,
    now: Timestamp,
) -> Result<Option<VoiceCheckId>, StoreError> {
    let ReviewFilter { employee, job, .. } = wanted.filter;
    let sql = format!(
        "SELECT v.id FROM voice_check v WHERE v.workspace_id = ?1 AND {UNHEARD}{} AND v.flagged = ?4 \
         AND v.sample < ?5 AND NOT EXISTS (SELECT 1 FROM review_lease l WHERE l.voice_check_id = v.id \
         AND l.user_id <> ?6 AND l.ends_at > ?7)",
        wanted.filter.conditions()
    );
    for (risk, below) in wanted.parts() {
        let sql = format!("{sql}{} ORDER BY v.expected_at, v.id LIMIT 1", risk.condition());
        let params = params![workspace, employee, job, risk.is_flagged(), below, user, now];
        if let Some(id) = find_one(tx, &sql, params, |row| row.get(0))? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// How many are to be heard, by whomever.
pub fn count_wanted(tx: &mut dyn Tx, workspace: WorkspaceId, wanted: ReviewQueue) -> Result<usize, StoreError> {
    Ok(count_wanted_and_flagged(tx, workspace, wanted)?.0)
}

/// How many are to be heard, by whomever, and how many of these something is wrong with.
pub fn count_wanted_and_flagged(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    wanted: ReviewQueue,
) -> Result<(usize, usize), StoreError> {
    let ReviewFilter { employee, job, .. } = wanted.filter;
    let sql = format!(
        "SELECT count(*) FROM voice_check v WHERE v.workspace_id = ?1 AND {UNHEARD}{} AND v.flagged = ?4 \
         AND v.sample < ?5",
        wanted.filter.conditions()
    );
    let (mut count, mut flagged) = (0, 0);
    // What is flagged is counted once, whatever the risk.
    for (risk, below) in wanted.parts().filter(|(risk, _)| *risk != Risk::Sound) {
        let params = params![workspace, employee, job, risk.is_flagged(), below];
        let found = find_one(tx, &sql, params, |row| row.get::<usize>(0))?.unwrap_or_default();
        count += found;
        flagged += if risk.is_flagged() { found } else { 0 };
    }
    Ok((count, flagged))
}

/// A page of the queue, behind a place where one is given: the risk of the last one of the page before, and where it
/// stood.
pub fn list_wanted(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    wanted: ReviewQueue,
    (after, limit): (Option<(Risk, ReviewCursor)>, usize),
) -> Result<Vec<CheckForReview>, StoreError> {
    let ReviewFilter { employee, job, .. } = wanted.filter;
    let sql = format!(
        "{SELECT} WHERE v.workspace_id = ?1 AND {UNHEARD}{} AND v.flagged = ?4 AND v.sample < ?5 \
         AND (v.expected_at, v.id) > (?6, ?7)",
        wanted.filter.conditions()
    );
    let mut found = Vec::new();
    for (risk, below) in wanted.parts() {
        let (at, id) = match after {
            Some((was, place)) if was == risk => place,
            // The page before has gone past the parts that come first.
            Some((was, _)) if was < risk => continue,
            Some(_) | None => BEGINNING,
        };
        let sql = format!("{sql}{} ORDER BY v.expected_at, v.id LIMIT ?8", risk.condition());
        let left = limit.saturating_sub(found.len());
        let params = params![workspace, employee, job, risk.is_flagged(), below, at, id, left];
        found.extend(list(tx, &sql, params, read)?);
    }
    Ok(found)
}

const BEGINNING: ReviewCursor = (Timestamp::MIN, VoiceCheckId::from_bytes([0; 16]));

/// Who is hearing a voice check now.
#[derive(Debug, Clone)]
pub struct ReviewLease {
    /// The reviewer.
    pub user: UserId,
    /// The reviewer's name.
    pub name: String,
}

/// The lease on a voice check, unless it is over.
pub fn find_lease(tx: &mut dyn Tx, id: VoiceCheckId, now: Timestamp) -> Result<Option<ReviewLease>, StoreError> {
    const SQL: &str = "SELECT l.user_id, u.name FROM review_lease l JOIN web_user u ON u.id = l.user_id \
                       WHERE l.voice_check_id = ?1 AND l.ends_at > ?2";
    find_one(tx, SQL, params![id, now], |row| Ok(ReviewLease { user: row.get(0)?, name: row.get(1)? }))
}

/// The voice check that a reviewer has on lease, if it is still to be judged and fits the filter. A lease that has run
/// out counts as long as nobody else has taken the voice check.
pub fn find_leased(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ReviewFilter,
    user: UserId,
) -> Result<Option<VoiceCheckId>, StoreError> {
    let flagged = if filter.flagged_only { " AND v.flagged = 1" } else { "" };
    let sql = format!(
        "SELECT l.voice_check_id FROM review_lease l WHERE l.user_id = ?4 AND EXISTS (SELECT 1 FROM voice_check v \
         WHERE v.id = l.voice_check_id AND v.workspace_id = ?1 AND {UNHEARD}{}{flagged}) LIMIT 1",
        filter.conditions()
    );
    find_one(tx, &sql, params![workspace, filter.employee, filter.job, user], |row| row.get(0))
}

/// Gives a voice check to a reviewer, who then has this one alone. Ask first who has it.
pub fn set_lease(tx: &mut dyn Tx, id: VoiceCheckId, user: UserId, ends_at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO review_lease (voice_check_id, user_id, ends_at) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (voice_check_id) DO UPDATE SET user_id = excluded.user_id, \
                       ends_at = excluded.ends_at";
    tx.execute("DELETE FROM review_lease WHERE user_id = ?1 AND voice_check_id <> ?2", params![user, id])?;
    tx.execute(SQL, params![id, user, ends_at])?;
    Ok(())
}

/// Lengthens a reviewer's lease; whether they still had it.
pub fn renew_lease(tx: &mut dyn Tx, id: VoiceCheckId, user: UserId, ends_at: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE review_lease SET ends_at = ?3 WHERE voice_check_id = ?1 AND user_id = ?2";
    Ok(tx.execute(SQL, params![id, user, ends_at])? == 1)
}

/// Gives back whatever a reviewer has.
pub fn end_leases(tx: &mut dyn Tx, user: UserId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM review_lease WHERE user_id = ?1", params![user])?;
    Ok(())
}
