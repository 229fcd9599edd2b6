//! Breaks inside time entries, and what was done with each of them.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::tx::{Row, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::{
    breaks::{Span, secs_without},
    ids::{BreakId, BreakKindId, CallId, EmployeeId, EntryId, KioskId, UserId, WorkspaceId},
};

/// A break as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryBreak {
    /// Its own id.
    pub id: BreakId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// The entry that it lies in.
    pub entry: EntryId,
    /// Of what kind it is.
    pub kind: BreakKindId,
    /// Whether it counts as worked.
    pub paid: bool,
    /// When it began.
    pub begin_at: Timestamp,
    /// When it ended; none while somebody is on it.
    pub end_at: Option<Timestamp>,
    /// Whether nobody has ended it, and it has ended with the entry.
    pub ended_with_entry: bool,
    /// Since when it counts no more.
    pub voided_at: Option<Timestamp>,
    /// The last revision of it.
    pub revision: u32,
}

const COLUMNS: &str = "id, workspace_id, employee_id, entry_id, kind_id, paid, begin_at, end_at, ended_with_entry, \
                       voided_at, revision";

fn read(row: &Row) -> Result<EntryBreak, StoreError> {
    Ok(EntryBreak {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        entry: row.get(3)?,
        kind: row.get(4)?,
        paid: row.get(5)?,
        begin_at: row.get(6)?,
        end_at: row.get(7)?,
        ended_with_entry: row.get(8)?,
        voided_at: row.get(9)?,
        revision: row.get(10)?,
    })
}

/// Adds a break.
///
/// # Errors
/// When the same thing has begun one already, or it would be a second open one of the entry.
pub fn insert_break(tx: &mut dyn Tx, found: &EntryBreak, made_by: &str) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO entry_break ({COLUMNS}, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    );
    let EntryBreak { id, workspace, employee, entry, kind, paid, begin_at, end_at, .. } = found;
    let EntryBreak { ended_with_entry, voided_at, revision, .. } = found;
    let params = params![
        *id,
        *workspace,
        *employee,
        *entry,
        *kind,
        *paid,
        *begin_at,
        *end_at,
        *ended_with_entry,
        *voided_at,
        *revision,
        made_by
    ];
    execute_one(tx, &sql, params)
}

/// Puts what stands now in the place of what stood; whose it is stays.
///
/// # Errors
/// When there is no such break, or it would be a second open one of the entry.
pub fn set_break(tx: &mut dyn Tx, found: &EntryBreak) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE entry_break SET entry_id = ?3, kind_id = ?4, paid = ?5, begin_at = ?6, end_at = ?7, \
                       ended_with_entry = ?8, voided_at = ?9, revision = ?10 WHERE workspace_id = ?1 AND id = ?2";
    let EntryBreak { id, workspace, entry, kind, paid, begin_at, end_at, .. } = found;
    let EntryBreak { ended_with_entry, voided_at, revision, .. } = found;
    let params =
        params![*workspace, *id, *entry, *kind, *paid, *begin_at, *end_at, *ended_with_entry, *voided_at, *revision];
    execute_one(tx, SQL, params)
}

/// Notes by what somebody has ended a break.
///
/// # Errors
/// When the same thing has ended one already.
pub fn set_ended_by(tx: &mut dyn Tx, id: BreakId, ended_by: &str) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE entry_break SET ended_by = ?2 WHERE id = ?1", params![id, ended_by])
}

/// The break that a step or a request has started, or ended.
pub fn find_made(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    made_by: &str,
) -> Result<Option<(BreakDeed, EntryBreak)>, StoreError> {
    for (column, deed) in [("made_by", BreakDeed::Started), ("ended_by", BreakDeed::Ended)] {
        let sql = format!("SELECT {COLUMNS} FROM entry_break WHERE workspace_id = ?1 AND {column} = ?2");
        if let Some(found) = find_one(tx, &sql, params![workspace, made_by], read)? {
            return Ok(Some((deed, found)));
        }
    }
    Ok(None)
}

/// The break of an entry that somebody is on.
pub fn find_open(tx: &mut dyn Tx, entry: EntryId) -> Result<Option<EntryBreak>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry_break WHERE entry_id = ?1 AND end_at IS NULL AND voided_at IS NULL");
    find_one(tx, &sql, params![entry], read)
}

/// A break of the workspace.
pub fn find_break(tx: &mut dyn Tx, workspace: WorkspaceId, id: BreakId) -> Result<Option<EntryBreak>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry_break WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Every break of an entry, removed ones too, in the order in which they began.
pub fn list_breaks(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<EntryBreak>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry_break WHERE entry_id = ?1 ORDER BY begin_at, id");
    list(tx, &sql, params![entry], read)
}

/// The breaks of an entry that count, as stretches of time; one that goes on ends at `until`.
pub fn list_spans(tx: &mut dyn Tx, entry: EntryId, until: Timestamp) -> Result<Vec<Span>, StoreError> {
    const SQL: &str = "SELECT begin_at, end_at FROM entry_break WHERE entry_id = ?1 AND voided_at IS NULL";
    list(tx, SQL, params![entry], |row| Ok((row.get(0)?, row.get::<Option<Timestamp>>(1)?.unwrap_or(until))))
}

/// An unpaid break: when it began, and when it ended; none while somebody is on it.
pub type UnpaidBreak = (Timestamp, Option<Timestamp>);

/// The unpaid breaks of these entries; entries without any are not in it.
pub fn list_unpaid_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<HashMap<EntryId, Vec<UnpaidBreak>>, StoreError> {
    /// Parameters of one statement.
    const BATCH: usize = 500;
    let mut found: HashMap<EntryId, Vec<UnpaidBreak>> = HashMap::new();
    for batch in entries.chunks(BATCH) {
        let places = (1..=batch.len()).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT entry_id, begin_at, end_at FROM entry_break WHERE entry_id IN ({places}) AND paid = 0 \
             AND voided_at IS NULL"
        );
        let ids: Vec<Value> = batch.iter().map(|id| Value::from(*id)).collect();
        for (entry, begin, end) in list(tx, &sql, &ids, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
            found.entry(entry).or_default().push((begin, end));
        }
    }
    Ok(found)
}

/// The unpaid breaks of entries between two moments: of everybody in a workspace, in one go.
pub fn list_unpaid_between(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (from, to): Span,
) -> Result<HashMap<EntryId, Vec<UnpaidBreak>>, StoreError> {
    /// An entry that was corrected may begin in the middle of a break, and no break is longer.
    const BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);
    const SQL: &str = "SELECT entry_id, begin_at, end_at FROM entry_break \
                       WHERE workspace_id = ?1 AND begin_at >= ?2 AND begin_at < ?3 AND paid = 0 AND voided_at IS NULL";
    let from = from.saturating_sub(BEFORE).unwrap_or(Timestamp::MIN);
    let mut found: HashMap<EntryId, Vec<UnpaidBreak>> = HashMap::new();
    for (entry, begin, end) in
        list(tx, SQL, params![workspace, from, to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
    {
        found.entry(entry).or_default().push((begin, end));
    }
    Ok(found)
}

/// Unpaid breaks as stretches of time; one that goes on ends at `until`.
#[must_use]
pub fn spans(unpaid: &[UnpaidBreak], until: Timestamp) -> Vec<Span> {
    // One that was begun by a clock that was ahead has taken nothing yet.
    unpaid.iter().map(|(begin, end)| (*begin, end.unwrap_or_else(|| until.max(*begin)))).collect()
}

/// The unpaid breaks of one entry as stretches of time; one that goes on ends at `until`.
pub fn list_unpaid_spans(tx: &mut dyn Tx, entry: EntryId, until: Timestamp) -> Result<Vec<Span>, StoreError> {
    Ok(spans(list_unpaid_of(tx, &[entry])?.get(&entry).map_or(&[], Vec::as_slice), until))
}

/// Seconds worked in an entry between two moments, without its unpaid breaks.
pub fn worked_secs(tx: &mut dyn Tx, entry: EntryId, (from, to): Span) -> Result<i64, StoreError> {
    Ok(secs_without(from, to, list_unpaid_spans(tx, entry, to)?))
}

/// What was done with a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakDeed {
    /// Somebody has started it.
    Started,
    /// Somebody has ended it.
    Ended,
    /// It has ended with its entry.
    EndedWithEntry,
    /// The clock-out that had ended it was taken back.
    OpenedAgain,
    /// A person has added it.
    Added,
    /// A person has corrected it.
    Corrected,
    /// A person has removed it.
    Removed,
    /// Its entry was split, and it with it.
    Split,
}

impl BreakDeed {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Started,
        Self::Ended,
        Self::EndedWithEntry,
        Self::OpenedAgain,
        Self::Added,
        Self::Corrected,
        Self::Removed,
        Self::Split,
    ];

    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Ended => "ended",
            Self::EndedWithEntry => "ended with entry",
            Self::OpenedAgain => "opened again",
            Self::Added => "added",
            Self::Corrected => "corrected",
            Self::Removed => "removed",
            Self::Split => "split",
        }
    }

    fn parse(name: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|deed| deed.name() == name)
            .ok_or(StoreError::Unreadable("what was done with a break"))
    }
}

/// By what something was done with a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreakChannel {
    /// In a call.
    Phone(CallId),
    /// At a kiosk.
    Kiosk(KioskId),
    /// On a page, or by a command.
    Page,
}

impl BreakChannel {
    const fn name(self) -> &'static str {
        match self {
            Self::Phone(_) => "phone",
            Self::Kiosk(_) => "kiosk",
            Self::Page => "page",
        }
    }
}

/// Who did something with a break, by what and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakRevision {
    /// What was done.
    pub deed: BreakDeed,
    /// By what.
    pub channel: BreakChannel,
    /// The reason, where a person has changed it.
    pub reason: Option<String>,
    /// What they wrote to it.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The user who did it.
    pub user: Option<UserId>,
    /// Who did it, as they were called then.
    pub actor: String,
}

/// Writes down what was done with a break, as it stands after it under its present revision.
///
/// # Errors
/// When the break has this revision already.
pub fn insert_revision(tx: &mut dyn Tx, found: &EntryBreak, done: &BreakRevision) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO break_revision (break_id, revision, workspace_id, entry_id, what, kind_id, begin_at, \
                       end_at, channel, call_id, kiosk_id, reason, note, at, user_id, actor) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    let (call, kiosk) = match done.channel {
        BreakChannel::Phone(call) => (Some(call), None),
        BreakChannel::Kiosk(kiosk) => (None, Some(kiosk)),
        BreakChannel::Page => (None, None),
    };
    let params = params![
        found.id,
        found.revision,
        found.workspace,
        found.entry,
        done.deed.name(),
        found.kind,
        found.begin_at,
        found.end_at,
        done.channel.name(),
        call,
        kiosk,
        done.reason.as_ref(),
        done.note.as_ref(),
        done.at,
        done.user,
        &done.actor
    ];
    execute_one(tx, SQL, params)
}

/// One row of the trail of an entry's breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakStep {
    /// The break.
    pub id: BreakId,
    /// What was done with it.
    pub deed: BreakDeed,
    /// Of what kind it was then.
    pub kind: BreakKindId,
    /// When it began.
    pub begin_at: Timestamp,
    /// When it ended, as far as it had.
    pub end_at: Option<Timestamp>,
    /// `phone`, `kiosk` or `page`.
    pub channel: String,
    /// The reason, where a person has changed it.
    pub reason: Option<String>,
    /// What they wrote to it.
    pub note: Option<String>,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    pub actor: String,
}

/// What was done with the breaks of an entry, the first one first.
pub fn list_steps(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<BreakStep>, StoreError> {
    const SQL: &str = "SELECT break_id, what, kind_id, begin_at, end_at, channel, reason, note, at, actor \
                       FROM break_revision WHERE entry_id = ?1 ORDER BY at, break_id, revision";
    list(tx, SQL, params![entry], |row| {
        let deed: String = row.get(1)?;
        Ok(BreakStep {
            id: row.get(0)?,
            deed: BreakDeed::parse(&deed)?,
            kind: row.get(2)?,
            begin_at: row.get(3)?,
            end_at: row.get(4)?,
            channel: row.get(5)?,
            reason: row.get(6)?,
            note: row.get(7)?,
            at: row.get(8)?,
            actor: row.get(9)?,
        })
    })
}

/// The closed entries of an employee that began from `from` to `to`, with their ends, oldest first.
pub fn list_worked_around(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    (from, to): Span,
) -> Result<Vec<(EntryId, Timestamp, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT id, in_at, out_at FROM time_entry WHERE workspace_id = ?1 \
                       AND (employee_id, in_at) >= (?2, ?3) AND (employee_id, in_at) <= (?2, ?4) \
                       AND status = 'closed' AND voided_at IS NULL ORDER BY employee_id, in_at, id LIMIT 50";
    list(tx, SQL, params![workspace, employee, from, to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
