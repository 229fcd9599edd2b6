//! What reports count: calls, punches by phone, voice checks and exceptions between two moments.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, Value, find_one, list, params};
use crate::domain::{
    exception::ExceptionKind,
    ids::WorkspaceId,
    voice_check::{Verdict, VoiceCheckStatus},
};

/// A workspace, and moments from the first to before the second.
pub type WorkspaceSpan = (WorkspaceId, Timestamp, Timestamp);

fn within((workspace, from, to): WorkspaceSpan) -> [Value; 3] {
    [workspace.into(), from.into(), to.into()]
}

/// Punches made by phone, and the calls that made them.
pub fn count_punches_by_phone(tx: &mut dyn Tx, of: WorkspaceSpan) -> Result<(i64, i64), StoreError> {
    const SQL: &str = "SELECT count(*), count(DISTINCT call_id) FROM punch \
        WHERE workspace_id = ?1 AND channel = 'phone' AND at >= ?2 AND at < ?3";
    Ok(find_one(tx, SQL, &within(of), |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// How many voice checks there are in each state and with each verdict.
pub fn list_voice_checks(
    tx: &mut dyn Tx,
    of: WorkspaceSpan,
) -> Result<Vec<(VoiceCheckStatus, Option<Verdict>, i64)>, StoreError> {
    const UNJUDGED: &str = "SELECT status, count(*) FROM voice_check WHERE workspace_id = ?1 AND verdict IS NULL \
        AND expected_at >= ?2 AND expected_at < ?3 GROUP BY status";
    let mut counts = list(tx, UNJUDGED, &within(of), |row| Ok((row.get(0)?, None, row.get(1)?)))?;
    // Those that were judged are most: each by one look into the index, for grouped they would all be sorted first.
    let states = || VoiceCheckStatus::ALL.into_iter().flat_map(|status| Verdict::ALL.map(|verdict| (status, verdict)));
    let count = |(status, verdict): (VoiceCheckStatus, Verdict)| {
        format!(
            "(SELECT count(*) FROM voice_check WHERE workspace_id = ?1 AND status = '{}' AND verdict = '{}' \
             AND expected_at >= ?2 AND expected_at < ?3)",
            status.name(),
            verdict.name()
        )
    };
    let sql = format!("SELECT {}", states().map(count).collect::<Vec<_>>().join(", "));
    let judged = find_one(tx, &sql, &within(of), |row| {
        states().enumerate().map(|(nth, (status, verdict))| Ok((status, Some(verdict), row.get(nth)?))).collect()
    })?;
    counts.extend(judged.unwrap_or_else(Vec::new).into_iter().filter(|(.., count)| *count > 0));
    Ok(counts)
}

/// How many exceptions of each kind are about that time.
pub fn list_raised(tx: &mut dyn Tx, of: WorkspaceSpan) -> Result<Vec<(ExceptionKind, i64)>, StoreError> {
    const SQL: &str = "SELECT kind, count(*) FROM exception \
        WHERE workspace_id = ?1 AND at >= ?2 AND at < ?3 GROUP BY kind";
    list(tx, SQL, &within(of), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many exceptions of each kind were settled in that time, and how many of them by somebody's decision.
pub fn list_settled(tx: &mut dyn Tx, of: WorkspaceSpan) -> Result<Vec<(ExceptionKind, i64, i64)>, StoreError> {
    const SQL: &str = "SELECT kind, count(*), count(decision) FROM exception \
        WHERE workspace_id = ?1 AND settled_at >= ?2 AND settled_at < ?3 GROUP BY kind";
    list(tx, SQL, &within(of), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// How many exceptions stand at this moment.
pub fn count_standing(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT count(*) FROM exception WHERE workspace_id = ?1 AND settled_at IS NULL";
    Ok(find_one(tx, SQL, params![workspace], |row| row.get(0))?.unwrap_or_default())
}

/// Calls that were answered in one quarter of an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterHour {
    /// Its beginning.
    pub from: Timestamp,
    /// How many were answered in it.
    pub calls: i64,
    /// Those that are over; the lengths are theirs.
    pub ended: i64,
    /// How long they lasted together, in milliseconds.
    pub millis: i64,
    /// The longest of them, in milliseconds.
    pub longest_millis: i64,
}

/// Calls in which somebody signed in, by the quarter of an hour in which they were answered, oldest first. Wherever
/// clocks differ from UTC, they do so by whole quarters of an hour, so that these add up to anybody's hours and days.
pub fn list_calls(tx: &mut dyn Tx, of: WorkspaceSpan) -> Result<Vec<QuarterHour>, StoreError> {
    const SQL: &str = "SELECT answered_at / 900000 * 900000, count(*), count(ended_at), \
        CAST(coalesce(sum(CASE WHEN ended_at < answered_at THEN 0 ELSE ended_at - answered_at END), 0) AS BIGINT), \
        coalesce(max(CASE WHEN ended_at < answered_at THEN 0 ELSE ended_at - answered_at END), 0) \
        FROM call \
        WHERE workspace_id = ?1 AND answered_at >= ?2 AND answered_at < ?3 AND part_of IS NULL GROUP BY 1 ORDER BY 1";
    list(tx, SQL, &within(of), |row| {
        let [calls, ended, millis, longest_millis] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        Ok(QuarterHour { from: row.get(0)?, calls, ended, millis, longest_millis })
    })
}
