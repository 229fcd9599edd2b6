//! The queue of exceptions, worst first, those that were settled, and the decisions that move them between both.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, Value, find_one, list, params};
use crate::domain::{
    caller::Caller,
    entry::EntryStatus,
    exception::ExceptionKind,
    ids::{CallId, EmployeeId, EntryId, ExceptionId, UserId, VoiceCheckId, WorkspaceId},
    workspace::Zone,
};

/// An exception with what a person needs to decide on it.
#[derive(Debug, Clone)]
pub struct QueuedException {
    /// Its own id.
    pub id: ExceptionId,
    /// Of what kind it is.
    pub kind: ExceptionKind,
    /// The moment it is about.
    pub at: Timestamp,
    /// What somebody wrote to it, or what it is about in more detail.
    pub note: Option<String>,
    /// The employee whom it is about.
    pub employee: EmployeeId,
    /// The employee's name.
    pub name: String,
    /// The call that it came from, where there was one.
    pub call: Option<CallId>,
    /// The number that the call came from.
    pub caller: Option<Caller>,
    /// The entry that it is about, where it is about one.
    pub entry: Option<ExceptionEntry>,
    /// The employee's own zone, where they have one.
    pub zone: Option<Zone>,
    /// The voice check of the call, once there is something to hear.
    pub voice_check: Option<VoiceCheckId>,
    /// How it was settled; none while it stands.
    pub settled: Option<Settlement>,
}

/// The time entry that an exception is about.
#[derive(Debug, Clone)]
pub struct ExceptionEntry {
    /// Its own id.
    pub id: EntryId,
    /// Open, closed, or unfinished.
    pub status: EntryStatus,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The employee's time zone when it began.
    pub zone: Zone,
    /// Whether it counts no more.
    pub voided: bool,
}

/// How an exception came to its end; without a decision and a name it resolved itself.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// When it was.
    pub at: Timestamp,
    /// Why it was.
    pub because: String,
    /// `accepted`, `corrected` or `voided`; none where it settled itself.
    pub decision: Option<String>,
    /// Who settled it, as they were called then; none where it settled itself.
    pub settler: Option<String>,
}

const SELECT: &str = "SELECT x.id, x.kind, x.at, x.note, x.employee_id, e.name, x.call_id, c.caller, e.zone, v.id, \
                      x.settled_at, x.settled_because, x.decision, x.settler, \
                      t.id, t.status, t.in_at, t.out_at, t.zone, t.voided_at IS NOT NULL \
                      FROM exception x JOIN employee e ON e.id = x.employee_id \
                      LEFT JOIN time_entry t ON t.id = x.entry_id LEFT JOIN call c ON c.id = x.call_id \
                      LEFT JOIN voice_check v ON v.call_id = x.call_id AND v.status = 'stored'";

fn read(row: &Row) -> Result<QueuedException, StoreError> {
    let settled: Option<Timestamp> = row.get(10)?;
    let settled = settled.map(|at| {
        Ok::<_, StoreError>(Settlement { at, because: row.get(11)?, decision: row.get(12)?, settler: row.get(13)? })
    });
    let entry: Option<EntryId> = row.get(14)?;
    Ok(QueuedException {
        id: row.get(0)?,
        kind: row.get(1)?,
        at: row.get(2)?,
        note: row.get(3)?,
        employee: row.get(4)?,
        name: row.get(5)?,
        call: row.get(6)?,
        caller: row.get(7)?,
        zone: row.get(8)?,
        voice_check: row.get(9)?,
        settled: settled.transpose()?,
        entry: entry.map(|id| read_entry(row, id)).transpose()?,
    })
}

fn read_entry(row: &Row, id: EntryId) -> Result<ExceptionEntry, StoreError> {
    Ok(ExceptionEntry {
        id,
        status: row.get(15)?,
        in_at: row.get(16)?,
        out_at: row.get(17)?,
        zone: row.get(18)?,
        voided: row.get(19)?,
    })
}

/// What the queue is narrowed to; everything where absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct ExceptionFilter {
    /// Only those of this kind.
    pub kind: Option<ExceptionKind>,
    /// Only those about this employee.
    pub employee: Option<EmployeeId>,
    /// Only what blocks approval.
    pub blocking: bool,
}

impl ExceptionFilter {
    /// The first and the last rank that are wanted. A kind has its rank to itself, so the index serves both.
    fn ranks(&self) -> (i64, i64) {
        let wanted = |kind: &ExceptionKind| {
            self.kind.is_none_or(|only| only == *kind) && (!self.blocking || kind.blocks_approval())
        };
        let ranks = || ExceptionKind::ALL.into_iter().filter(wanted).map(ExceptionKind::rank);
        // Nothing is both: no rank lies between these two.
        (ranks().min().unwrap_or(i64::MAX), ranks().max().unwrap_or(0))
    }
}

/// The workspace, ?1, or one of its employees: whichever it is, only the index that is in order fits.
fn scope(filter: ExceptionFilter, params: &mut Vec<Value>) -> String {
    let Some(employee) = filter.employee else { return "x.workspace_id = ?1".to_owned() };
    params.push(employee.into());
    format!("e.workspace_id = ?1 AND x.employee_id = ?{}", params.len())
}

/// A place in the queue.
pub type StandingCursor = (i64, Timestamp, ExceptionId);

const NO_ID: ExceptionId = ExceptionId::from_bytes([0; 16]);
const LAST_ID: ExceptionId = ExceptionId::from_bytes([0xFF; 16]);

/// What stands, worst first and oldest first among equals, behind a place where one is given.
pub fn list_standing(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ExceptionFilter,
    after: Option<StandingCursor>,
    limit: usize,
) -> Result<Vec<QueuedException>, StoreError> {
    let (first, last) = filter.ranks();
    let start = (first, Timestamp::MIN, NO_ID);
    let (rank, at, id) = after.map_or(start, |after| after.max(start));
    let mut params: Vec<Value> = params![workspace, last, rank, at, id, limit].to_vec();
    let scope = scope(filter, &mut params);
    let sql = format!(
        "{SELECT} WHERE {scope} AND x.settled_at IS NULL AND x.rank <= ?2 \
         AND (x.rank, x.at, x.id) > (?3, ?4, ?5) ORDER BY x.rank, x.at, x.id LIMIT ?6"
    );
    list(tx, &sql, &params, read)
}

/// What was settled, latest first, before a place where one is given.
pub fn list_settled(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ExceptionFilter,
    before: Option<(Timestamp, ExceptionId)>,
    limit: usize,
) -> Result<Vec<QueuedException>, StoreError> {
    let (at, id) = before.unwrap_or((Timestamp::MAX, LAST_ID));
    let mut params: Vec<Value> = params![workspace, at, id, limit].to_vec();
    let scope = scope(filter, &mut params);
    let mut kind = |kind: ExceptionKind| {
        params.push(kind.name().into());
        params.len()
    };
    let (place, order) = match (filter.kind.map(&mut kind), filter.employee) {
        (None, _) => ("(x.settled_at, x.id) < (?2, ?3)".to_owned(), ""),
        (Some(kind), Some(_)) => (format!("(x.settled_at, x.id) < (?2, ?3) AND x.kind = ?{kind}"), ""),
        // One kind, said in the order of the index of kinds: no other index gives that order.
        (Some(kind), None) => {
            (format!("x.kind >= ?{kind} AND (x.kind, x.settled_at, x.id) < (?{kind}, ?2, ?3)"), "x.kind DESC, ")
        }
    };
    let sql = format!(
        "{SELECT} WHERE {scope} AND x.settled_at IS NOT NULL AND {place} \
         ORDER BY {order}x.settled_at DESC, x.id DESC LIMIT ?4"
    );
    list(tx, &sql, &params, read)
}

/// An exception of the workspace.
pub fn find_exception(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ExceptionId,
) -> Result<Option<QueuedException>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE x.workspace_id = ?1 AND x.id = ?2"), params![workspace, id], read)
}

/// How many stand of each kind, worst first.
pub fn count_standing(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(ExceptionKind, usize)>, StoreError> {
    const SQL: &str = "SELECT rank, count(*) FROM exception WHERE workspace_id = ?1 AND settled_at IS NULL \
                       GROUP BY rank ORDER BY rank";
    list(tx, SQL, params![workspace], |row| {
        let rank: i64 = row.get(0)?;
        let kind = ExceptionKind::ALL.into_iter().find(|kind| kind.rank() == rank);
        Ok((kind.ok_or(StoreError::Unreadable("an exception's rank"))?, row.get(1)?))
    })
}

/// What a user accepted or corrected last since a moment, while it is still so; nothing where it was accepted with
/// others. A correction may have settled several of one entry.
pub fn find_last_decided(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    user: UserId,
    since: Timestamp,
) -> Result<Option<QueuedException>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE x.workspace_id = ?1 AND x.settled_at IS NOT NULL AND x.settled_at >= ?3 AND x.settled_by = ?2 \
         AND x.decision IN ('accepted', 'corrected') ORDER BY x.settled_at DESC, x.id DESC LIMIT 2"
    );
    let found = list(tx, &sql, params![workspace, user, since], read)?;
    let act = |queued: &QueuedException| queued.settled.as_ref().map(|settled| (settled.at, settled.decision.clone()));
    let entry = |queued: &QueuedException| queued.entry.as_ref().map(|entry| entry.id);
    let is_one_change = |one: &QueuedException, other: &QueuedException| {
        let corrected = act(one).is_some_and(|(_, decision)| decision.as_deref() == Some("corrected"));
        corrected && entry(one) == entry(other)
    };
    let several =
        matches!(found.as_slice(), [last, before] if act(last) == act(before) && !is_one_change(last, before));
    Ok(found.into_iter().next().filter(|_| !several))
}

/// A person's word on an exception.
#[derive(Debug, Clone, Copy)]
pub struct ExceptionDecision<'a> {
    /// `accepted`, `corrected` or `voided`.
    pub decision: &'a str,
    /// The reason that was given.
    pub because: &'a str,
    /// None for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Who decides, as they are called now.
    pub settler: &'a str,
}

/// Settles an exception by a person's decision; false when it did not stand.
pub fn set_decided(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, ExceptionId),
    decided: &ExceptionDecision<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = ?3, settled_because = ?4, decision = ?5, settled_by = ?6, \
                       settler = ?7 WHERE workspace_id = ?1 AND id = ?2 AND settled_at IS NULL";
    let ExceptionDecision { decision, because, user, settler } = *decided;
    Ok(tx.execute(SQL, params![workspace, id, now, because, decision, user, settler])? == 1)
}

/// Lets an accepted exception stand again; false when it was not accepted, or when another one like it has come to
/// stand meanwhile.
pub fn set_reopened(tx: &mut dyn Tx, (workspace, id): (WorkspaceId, ExceptionId)) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = NULL, settled_because = NULL, decision = NULL, \
                       settled_by = NULL, settler = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND decision = 'accepted' AND NOT EXISTS \
                       (SELECT 1 FROM exception o WHERE o.employee_id = exception.employee_id \
                       AND o.entry_id IS NOT DISTINCT FROM exception.entry_id AND o.kind = exception.kind \
                       AND o.call_id IS NOT DISTINCT FROM exception.call_id AND o.settled_at IS NULL)";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}
