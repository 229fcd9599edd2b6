//! Calls and their steps.

use jiff::{SignedDuration, Timestamp};

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    caller::Caller,
    ids::{CallId, EmployeeId, ProviderCallId, WorkspaceId},
};

/// A phone call, from the ring to its end, with the step that is waited for.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its own id.
    pub id: CallId,
    /// The name of the provider that has put it through, such as `twilio`.
    pub provider: String,
    /// The provider's id of the call, unique for the provider.
    pub provider_call_id: ProviderCallId,
    /// The number that the call came from, where it was shown.
    pub caller: Caller,
    /// The number that was called, as the provider wrote it.
    pub dialed: String,
    /// When it was answered: the time of a punch that is made in it.
    pub answered_at: Timestamp,
    /// When it ended; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// The step that is waited for.
    pub step: u32,
    /// What that step's webhook must show.
    pub token: String,
    /// The dialog's session as JSON.
    pub session: String,
    /// The workspace of whoever has signed in; none before.
    pub workspace: Option<WorkspaceId>,
    /// Who has signed in or shown a one-time code; none before.
    pub employee: Option<EmployeeId>,
    /// When something was last heard of it, to within [`LAST_HEARD_INTERVAL`].
    pub last_heard_at: Timestamp,
}

/// How closely it is known when something was last heard of a call. Noting it to the moment would move the call in an
/// index with every webhook.
pub const LAST_HEARD_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

const COLUMNS: &str = "id, provider, provider_call_id, caller, dialled, answered_at, ended_at, step, token, session, \
                       workspace_id, employee_id, last_heard_at";

fn read(row: &Row) -> Result<Call, StoreError> {
    Ok(Call {
        id: row.get(0)?,
        provider: row.get(1)?,
        provider_call_id: row.get(2)?,
        caller: row.get(3)?,
        dialed: row.get(4)?,
        answered_at: row.get(5)?,
        ended_at: row.get(6)?,
        step: row.get(7)?,
        token: row.get(8)?,
        session: row.get(9)?,
        workspace: row.get(10)?,
        employee: row.get(11)?,
        last_heard_at: row.get(12)?,
    })
}

/// Adds a call that has just been answered.
///
/// # Errors
/// When the provider's call is known already.
pub fn insert_call(tx: &mut dyn Tx, call: &Call) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call (id, provider, provider_call_id, caller, dialled, answered_at, ended_at, step, \
                       token, session, workspace_id, employee_id, last_heard_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let params = params![
        call.id,
        &call.provider,
        &call.provider_call_id,
        &call.caller,
        &call.dialed,
        call.answered_at,
        call.ended_at,
        call.step,
        &call.token,
        &call.session,
        call.workspace,
        call.employee,
        call.last_heard_at,
    ];
    execute_one(tx, SQL, params)
}

/// Adds the part of a call that is somebody's whom a supervisor clocks in it.
///
/// # Errors
/// When the same step has added one already.
pub fn insert_part(tx: &mut dyn Tx, part: &Call, of: CallId) -> Result<(), StoreError> {
    insert_call(tx, part)?;
    execute_one(tx, "UPDATE call SET part_of = ?2 WHERE id = ?1", params![part.id, of])
}

/// The parts of a call, in the order in which they were added.
pub fn list_parts(tx: &mut dyn Tx, of: CallId) -> Result<Vec<Call>, StoreError> {
    list(tx, &format!("SELECT {COLUMNS} FROM call WHERE part_of = ?1 ORDER BY step"), params![of], read)
}

/// The call that a part belongs to; none of a call that is no part.
pub fn find_whole(tx: &mut dyn Tx, part: CallId) -> Result<Option<Call>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM call WHERE id = (SELECT part_of FROM call WHERE id = ?1)");
    find_one(tx, &sql, params![part], read)
}

/// The call that a provider knows by this id.
pub fn find_call(tx: &mut dyn Tx, provider: &str, id: &ProviderCallId) -> Result<Option<Call>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM call WHERE provider = ?1 AND provider_call_id = ?2");
    find_one(tx, &sql, params![provider, id], read)
}

/// A call, where it is certain that there is one.
///
/// # Errors
/// When there is no such call.
pub fn get_call(tx: &mut dyn Tx, id: CallId) -> Result<Call, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM call WHERE id = ?1"), params![id], read)?
        .ok_or(StoreError::Unreadable("a call is missing"))
}

impl Call {
    /// Notes whose call it is, for the end of the step.
    pub const fn note_person(&mut self, workspace: WorkspaceId, employee: EmployeeId) {
        (self.workspace, self.employee) = (Some(workspace), Some(employee));
    }
}

/// Moves a call on: the next step, its token, and what is remembered.
///
/// # Errors
/// When there is no such call.
pub fn set_progress(tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE call SET step = ?2, token = ?3, session = ?4 WHERE id = ?1";
    execute_one(tx, SQL, params![call.id, call.step, &call.token, &call.session])?;
    set_heard(tx, call, now)
}

/// The same, where it is now known whose call it is. To write that with each step would move the call in two indexes.
///
/// # Errors
/// When there is no such call or no such person.
pub fn set_progress_and_person(tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE call SET step = ?2, token = ?3, session = ?4, workspace_id = ?5, employee_id = ?6 \
                       WHERE id = ?1";
    execute_one(tx, SQL, params![call.id, call.step, &call.token, &call.session, call.workspace, call.employee])?;
    set_heard(tx, call, now)
}

fn set_heard(tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<(), StoreError> {
    // A clock that was ahead must not leave the call heard of in days to come.
    if now.duration_since(call.last_heard_at).abs() < LAST_HEARD_INTERVAL {
        return Ok(());
    }
    execute_one(tx, "UPDATE call SET last_heard_at = ?2 WHERE id = ?1", params![call.id, now])
}

/// Notes that a call has ended; whether it was still going on.
pub fn set_ended(tx: &mut dyn Tx, call: CallId, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE call SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL", params![call, now])? == 1)
}

/// Calls that have not ended and of which nothing was heard since that moment.
pub fn list_silent_since(tx: &mut dyn Tx, since: Timestamp, limit: usize) -> Result<Vec<Call>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM call WHERE ended_at IS NULL AND last_heard_at < ?1 ORDER BY last_heard_at LIMIT ?2"
    );
    list(tx, &sql, params![since, limit], read)
}

/// One webhook that was answered.
#[derive(Debug, Clone)]
pub struct Step {
    /// Counted from 0, the ring; the number in the address of the webhook.
    pub step: u32,
    /// What the webhook had to show.
    pub token: String,
    /// When it was answered.
    pub at: Timestamp,
    /// The question that was open.
    pub asked: String,
    /// What came, without any digit of a PIN.
    pub input: String,
    /// What was answered, as names of prompts.
    pub said: String,
    /// The answer to the letter; gone once no redelivery can come any more.
    pub reply: Option<String>,
    /// A keyed hash of what was answered, without which the reply is played to nobody; gone with the reply. A step from
    /// before it was kept has none.
    pub input_hash: Option<Vec<u8>>,
}

/// Notes a webhook that was answered.
///
/// # Errors
/// When the step was answered already.
pub fn insert_step(tx: &mut dyn Tx, call: CallId, step: &Step) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call_step (call_id, step, token, at, asked, came, said, reply, input_hash) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Step { step, token, at, asked, input, said, reply, input_hash } = step;
    let params = params![call, *step, token, *at, asked, input, said, reply.as_ref(), input_hash.as_deref()];
    execute_one(tx, SQL, params)
}

// `came` is what the schema calls the input.
const STEP_COLUMNS: &str = "step, token, at, asked, came, said, reply, input_hash";

fn read_step(row: &Row) -> Result<Step, StoreError> {
    Ok(Step {
        step: row.get(0)?,
        token: row.get(1)?,
        at: row.get(2)?,
        asked: row.get(3)?,
        input: row.get(4)?,
        said: row.get(5)?,
        reply: row.get(6)?,
        input_hash: row.get(7)?,
    })
}

/// A step of a call, once it was answered.
pub fn find_step(tx: &mut dyn Tx, call: CallId, step: u32) -> Result<Option<Step>, StoreError> {
    let sql = format!("SELECT {STEP_COLUMNS} FROM call_step WHERE call_id = ?1 AND step = ?2");
    find_one(tx, &sql, params![call, step], read_step)
}

/// Every step of a call that was answered, in their order.
pub fn list_steps(tx: &mut dyn Tx, call: CallId) -> Result<Vec<Step>, StoreError> {
    list(
        tx,
        &format!("SELECT {STEP_COLUMNS} FROM call_step WHERE call_id = ?1 ORDER BY step"),
        params![call],
        read_step,
    )
}

/// Forgets replies given before that moment; how many.
pub fn prune_replies(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE call_step SET reply = NULL, input_hash = NULL WHERE reply IS NOT NULL AND at < ?1";
    tx.execute(SQL, params![before])
}

/// Something that the provider says went wrong with an answer of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProviderFault {
    /// The step that was waited for.
    pub step: u32,
    /// The provider's own number.
    pub code: u32,
    /// When the provider said so.
    pub at: Timestamp,
}

/// Notes what the provider says went wrong. The same at the same step is noted once.
///
/// # Errors
/// When there is no such call.
pub fn insert_fault(tx: &mut dyn Tx, call: CallId, fault: ProviderFault) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call_fault (call_id, step, code, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    tx.execute(SQL, params![call, fault.step, fault.code, fault.at])?;
    Ok(())
}

/// What went wrong in a call, in the order of its steps.
pub fn list_faults(tx: &mut dyn Tx, call: CallId) -> Result<Vec<ProviderFault>, StoreError> {
    const SQL: &str = "SELECT step, code, at FROM call_fault WHERE call_id = ?1 ORDER BY step, at, code";
    list(tx, SQL, params![call], |row| Ok(ProviderFault { step: row.get(0)?, code: row.get(1)?, at: row.get(2)? }))
}

/// A call as lists show it.
#[derive(Debug, Clone)]
pub struct CallRow {
    /// The call.
    pub call: Call,
    /// The workspace's name; none before somebody has signed in.
    pub workspace_name: Option<String>,
    /// The employee's name; none before somebody has signed in.
    pub employee_name: Option<String>,
}

/// Calls answered from `from` to before `to`, latest first; of one workspace where one is given.
pub fn list_calls(
    tx: &mut dyn Tx,
    workspace: Option<WorkspaceId>,
    from: Timestamp,
    to: Timestamp,
    limit: usize,
) -> Result<Vec<CallRow>, StoreError> {
    // Each by its own index: the calls of one workspace are few among those of all.
    let of_workspace = if workspace.is_some() { " AND c.workspace_id = ?3" } else { "" };
    let sql = format!(
        "SELECT c.id, c.provider, c.provider_call_id, c.caller, c.dialled, c.answered_at, c.ended_at, \
         c.step, c.token, c.session, c.workspace_id, c.employee_id, c.last_heard_at, w.name, e.name \
         FROM call c LEFT JOIN workspace w ON w.id = c.workspace_id LEFT JOIN employee e ON e.id = c.employee_id \
         WHERE c.answered_at >= ?1 AND c.answered_at < ?2{of_workspace} AND c.part_of IS NULL \
         ORDER BY c.answered_at DESC, c.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![from, to, workspace, limit], |row| {
        Ok(CallRow { call: read(row)?, workspace_name: row.get(13)?, employee_name: row.get(14)? })
    })
}

/// The calls in which an employee signed in or showed their one-time code, latest first; only those before that call
/// where one is given.
pub fn list_calls_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    before: Option<(Timestamp, CallId)>,
    limit: usize,
) -> Result<Vec<Call>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM call WHERE workspace_id = ?1 AND employee_id = ?2 AND (answered_at, id) < (?3, ?4) \
         AND part_of IS NULL ORDER BY answered_at DESC, id DESC LIMIT ?5"
    );
    let (at, id) = before.unwrap_or((Timestamp::MAX, CallId::from_bytes([0xFF; 16])));
    list(tx, &sql, params![workspace, employee, at, id, limit], read)
}
