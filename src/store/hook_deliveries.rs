//! What other programs are told of a workspace: what has happened, what of it goes to which address, and how that fares.

use jiff::Timestamp;

use super::tx::{FromValue, Row, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::{
    hook_event::HookEvent,
    ids::{HookDeliveryId, HookId, WorkspaceId},
};

/// Something that has happened. What it has happened to is known by 16 bytes, the id of an entry, an exception, an approval
/// or an export, as the event says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Happening {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// To what it has happened.
    pub subject: [u8; 16],
    /// What it is.
    pub event: HookEvent,
}

/// Takes at most `limit` happenings that nobody was told of yet, each once, in the order of what they are about.
pub fn take_happenings(tx: &mut dyn Tx, limit: usize) -> Result<Vec<Happening>, StoreError> {
    // What only a newer program knows waits for that program.
    let known = HookEvent::ALL.map(|event| format!("'{}'", event.name())).join(", ");
    let sql = format!(
        "DELETE FROM hook_event WHERE id IN (SELECT id FROM hook_event WHERE event IN ({known}) LIMIT ?1) \
         RETURNING workspace_id, event, subject_id"
    );
    let mut taken = list(tx, &sql, params![limit], |row| {
        let subject: Vec<u8> = row.get(2)?;
        let subject = subject.try_into().map_err(|_| StoreError::Unreadable("what an event is about"))?;
        Ok(Happening { workspace: row.get(0)?, event: row.get(1)?, subject })
    })?;
    taken.sort_unstable();
    taken.dedup();
    Ok(taken)
}

/// Whether something has happened that nobody was told of.
pub fn has_happenings(tx: &mut dyn Tx) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM hook_event LIMIT 1", &[], |_| Ok(()))?.is_some())
}

/// How a delivery fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// It is tried, first or again.
    Waiting,
    /// The address has taken it.
    Delivered,
    /// It was given up.
    Failed,
}

impl DeliveryState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Failed];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

impl FromValue for DeliveryState {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        let name = String::from_value(value)?;
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(StoreError::Unreadable("a state of a delivery"))
    }
}

/// What one address is told, once.
#[derive(Debug, Clone)]
pub struct HookDelivery {
    /// Its own id, the same at every try.
    pub id: HookDeliveryId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// The address.
    pub hook: HookId,
    /// What it tells.
    pub event: HookEvent,
    /// What is sent, in JSON.
    pub body: String,
    /// When it was written down.
    pub made_at: Timestamp,
    /// How it fares.
    pub state: DeliveryState,
    /// When it is tried next, where it waits.
    pub next_try_at: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// The HTTP status of the last answer.
    pub status: Option<u32>,
    /// Why the last try was not answered, in the words of libraries.
    pub problem: Option<String>,
}

const COLUMNS: &str =
    "id, workspace_id, hook_id, event, body, made_at, state, next_try_at, attempts, tried_at, status, problem";

fn read(row: &Row) -> Result<HookDelivery, StoreError> {
    Ok(HookDelivery {
        id: row.get(0)?,
        workspace: row.get(1)?,
        hook: row.get(2)?,
        event: row.get(3)?,
        body: row.get(4)?,
        made_at: row.get(5)?,
        state: row.get(6)?,
        next_try_at: row.get(7)?,
        attempts: row.get(8)?,
        tried_at: row.get(9)?,
        status: row.get(10)?,
        problem: row.get(11)?,
    })
}

/// Writes down what an address is to be told at once.
pub fn insert_delivery(
    tx: &mut dyn Tx,
    id: HookDeliveryId,
    (workspace, hook): (WorkspaceId, HookId),
    (event, body): (HookEvent, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO hook_delivery (id, workspace_id, hook_id, event, body, made_at, state, next_try_at, \
                       attempts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', ?6, 0)";
    execute_one(tx, SQL, params![id, workspace, hook, &event, body, now])
}

/// At most `limit` deliveries that are due, those that have waited longest first; nothing for addresses that are paused or
/// gone.
pub fn list_due(tx: &mut dyn Tx, now: Timestamp, limit: usize) -> Result<Vec<HookDelivery>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM hook_delivery WHERE next_try_at <= ?1 AND (SELECT hook.paused_at IS NULL \
         AND hook.removed_at IS NULL FROM hook WHERE hook.id = hook_id) ORDER BY next_try_at, id LIMIT ?2"
    );
    list(tx, &sql, params![now, limit], read)
}

/// The last deliveries of an address, the newest first.
pub fn list_of_hook(
    tx: &mut dyn Tx,
    (workspace, hook): (WorkspaceId, HookId),
    limit: usize,
) -> Result<Vec<HookDelivery>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM hook_delivery WHERE hook_id = ?2 AND workspace_id = ?1 \
         ORDER BY made_at DESC, id DESC LIMIT ?3"
    );
    list(tx, &sql, params![workspace, hook, limit], read)
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The address has taken it.
    Delivered,
    /// It is tried again then.
    AgainAt(Timestamp),
    /// It was given up.
    Failed,
}

/// Notes what came of a try that began after so many before it; false where somebody else has tried it meanwhile.
pub fn set_tried(
    tx: &mut dyn Tx,
    delivery: &HookDelivery,
    outcome: DeliveryOutcome,
    (status, problem): (Option<u32>, Option<&str>),
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hook_delivery SET state = ?3, next_try_at = ?4, attempts = attempts + 1, tried_at = ?5, \
                       status = ?6, problem = ?7 WHERE id = ?1 AND state = 'waiting' AND attempts = ?2";
    let (state, next) = match outcome {
        DeliveryOutcome::Delivered => (DeliveryState::Delivered, None),
        DeliveryOutcome::AgainAt(at) => (DeliveryState::Waiting, Some(at)),
        DeliveryOutcome::Failed => (DeliveryState::Failed, None),
    };
    let params = params![delivery.id, delivery.attempts, state.name(), next, now, status, problem];
    Ok(tx.execute(SQL, params)? == 1)
}

/// Lets everything that waits for an address wait at least until then: it cannot be reached.
pub fn put_off(tx: &mut dyn Tx, hook: HookId, until: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE hook_delivery SET next_try_at = ?2 WHERE hook_id = ?1 AND next_try_at < ?2";
    tx.execute(SQL, params![hook, until]).map(drop)
}

/// Lets an address be told at once, as from the beginning, what was given up or waits; false where there is no such delivery
/// or it was taken.
pub fn retry(
    tx: &mut dyn Tx,
    (workspace, hook): (WorkspaceId, HookId),
    id: HookDeliveryId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hook_delivery SET state = 'waiting', next_try_at = ?4, made_at = ?4 \
                       WHERE workspace_id = ?1 AND hook_id = ?2 AND id = ?3 AND state <> 'delivered'";
    Ok(tx.execute(SQL, params![workspace, hook, id, now])? == 1)
}

/// Gives up whatever waits for an address that is no more.
pub fn give_up(tx: &mut dyn Tx, hook: HookId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE hook_delivery SET state = 'failed', next_try_at = NULL \
                       WHERE hook_id = ?1 AND next_try_at IS NOT NULL";
    tx.execute(SQL, params![hook]).map(drop)
}

/// Forgets what was told or given up and was written down before that moment; how many.
pub fn prune(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM hook_delivery WHERE next_try_at IS NULL AND made_at < ?1", params![before])
}
