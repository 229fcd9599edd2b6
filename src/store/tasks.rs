//! Background work: leased, then done, tried again later, or given up.

use jiff::Timestamp;

use super::tx::{FromValue, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::ids::{MailId, TaskId, VoiceCheckId};

/// What there is to do in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// Fetch a voice check's recording from the provider and keep it.
    FetchRecording,
    /// Find out what became of a recording that nothing was heard of.
    SettleVoiceCheck,
    /// Delete the provider's copy.
    DeleteAtProvider,
    /// Write a mail of the outbox and hand it over.
    SendMail,
}

impl TaskKind {
    pub const ALL: [Self; 4] = [Self::FetchRecording, Self::SettleVoiceCheck, Self::DeleteAtProvider, Self::SendMail];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FetchRecording => "fetch recording",
            Self::SettleVoiceCheck => "settle voice check",
            Self::DeleteAtProvider => "delete at provider",
            Self::SendMail => "send mail",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a task is about: the id of a voice check or a mail, as its kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskSubject([u8; 16]);

impl TaskSubject {
    #[must_use]
    pub const fn voice_check(self) -> VoiceCheckId {
        VoiceCheckId::from_bytes(self.0)
    }

    #[must_use]
    pub const fn mail(self) -> MailId {
        MailId::from_bytes(self.0)
    }
}

impl From<VoiceCheckId> for TaskSubject {
    fn from(id: VoiceCheckId) -> Self {
        Self(*id.as_bytes())
    }
}

impl From<MailId> for TaskSubject {
    fn from(id: MailId) -> Self {
        Self(*id.as_bytes())
    }
}

impl FromValue for TaskSubject {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        let bytes = Vec::from_value(value)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| StoreError::Unreadable("a task's subject"))
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Task {
    pub id: TaskId,
    pub kind: TaskKind,
    pub subject: TaskSubject,
    /// Attempts including the one now leased.
    pub attempts: u32,
    pub give_up_at: Timestamp,
}

/// When a task runs first, and when it is given up.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub run_at: Timestamp,
    pub give_up_at: Timestamp,
}

/// Queues a task. One of the kind for the subject that waits already stays as it is; one that had come to its
/// end begins anew, for a recording that is announced after it was given up.
///
/// # Errors
/// When the database cannot be written.
pub fn insert_task(
    tx: &mut dyn Tx,
    id: TaskId,
    kind: TaskKind,
    subject: impl Into<TaskSubject>,
    window: Window,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO task (id, kind, subject, state, run_at, give_up_at, attempts) \
                       VALUES (?1, ?2, ?3, 'waiting', ?4, ?5, 0) ON CONFLICT (kind, subject) DO UPDATE SET \
                       state = 'waiting', run_at = excluded.run_at, give_up_at = excluded.give_up_at, attempts = 0, \
                       leased_until = NULL, last_error = NULL WHERE task.state <> 'waiting'";
    let TaskSubject(subject) = subject.into();
    tx.execute(SQL, params![id, kind.name(), subject.as_slice(), window.run_at, window.give_up_at])?;
    Ok(())
}

/// Takes tasks that are due, for as long as `until`; nobody else gets them meanwhile.
///
/// # Errors
/// When the database cannot be written.
pub fn lease_due(tx: &mut dyn Tx, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Task>, StoreError> {
    // A kind that only a newer program knows waits for that program, and holds up nothing else.
    let kinds = TaskKind::ALL.map(|kind| format!("'{}'", kind.name())).join(", ");
    let sql = format!(
        "SELECT id, kind, subject, attempts + 1, give_up_at FROM task WHERE state = 'waiting' AND run_at <= ?1 \
         AND kind IN ({kinds}) AND (leased_until IS NULL OR leased_until <= ?1) ORDER BY run_at LIMIT ?2"
    );
    let due = list(tx, &sql, params![now, limit], |row| {
        let kind: String = row.get(1)?;
        Ok(Task {
            id: row.get(0)?,
            kind: TaskKind::parse(&kind).ok_or(StoreError::Unreadable("a task's kind"))?,
            subject: row.get(2)?,
            attempts: row.get(3)?,
            give_up_at: row.get(4)?,
        })
    })?;
    for task in &due {
        const SQL: &str = "UPDATE task SET leased_until = ?2, attempts = attempts + 1 WHERE id = ?1";
        execute_one(tx, SQL, params![task.id, until])?;
    }
    Ok(due)
}

/// Gives back every lease, at the start of the only program that works on tasks.
///
/// # Errors
/// When the database cannot be written.
pub fn release_leases(tx: &mut dyn Tx) -> Result<usize, StoreError> {
    tx.execute("UPDATE task SET leased_until = NULL WHERE leased_until IS NOT NULL AND state = 'waiting'", &[])
}

/// Lets every waiting task of a kind be tried now, whenever its next try was to be; how many there were.
///
/// # Errors
/// When the database cannot be written.
pub fn hurry(tx: &mut dyn Tx, kind: TaskKind, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE task SET run_at = ?2 WHERE kind = ?1 AND state = 'waiting' AND run_at > ?2";
    tx.execute(SQL, params![kind.name(), now])
}

/// # Errors
/// When no such task waits.
pub fn set_done(tx: &mut dyn Tx, id: TaskId) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE task SET state = 'done', leased_until = NULL, last_error = NULL WHERE id = ?1 AND state = 'waiting'";
    execute_one(tx, SQL, params![id])
}

/// # Errors
/// When no such task waits.
pub fn set_again_at(tx: &mut dyn Tx, id: TaskId, run_at: Timestamp, error: &str) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE task SET run_at = ?2, leased_until = NULL, last_error = ?3 WHERE id = ?1 AND state = 'waiting'";
    execute_one(tx, SQL, params![id, run_at, error])
}

/// # Errors
/// When no such task waits.
pub fn set_failed(tx: &mut dyn Tx, id: TaskId, error: &str) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE task SET state = 'failed', leased_until = NULL, last_error = ?2 WHERE id = ?1 AND state = 'waiting'";
    execute_one(tx, SQL, params![id, error])
}

/// When the next task can be taken, which for a leased one is the end of its lease; `None` when nothing waits.
///
/// # Errors
/// When the database cannot be read.
pub fn find_next_due(tx: &mut dyn Tx) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT min(CASE WHEN leased_until > run_at THEN leased_until ELSE run_at END) FROM task \
                       WHERE state = 'waiting'";
    Ok(find_one(tx, SQL, &[], |row| row.get(0))?.flatten())
}

/// How many tasks wait, and how many were given up.
///
/// # Errors
/// When the database cannot be read.
pub fn count_by_state(tx: &mut dyn Tx) -> Result<(u32, u32), StoreError> {
    const SQL: &str = "SELECT (SELECT count(*) FROM task WHERE state = 'waiting'), \
                       (SELECT count(*) FROM task WHERE state = 'failed')";
    Ok(find_one(tx, SQL, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// Forgets tasks that were given up and were due before that moment; how many.
///
/// # Errors
/// When the database cannot be written.
pub fn prune_failed(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM task WHERE state = 'failed' AND run_at < ?1", params![before])
}

/// Forgets tasks that are done and were due before that moment; how many.
///
/// # Errors
/// When the database cannot be written.
pub fn prune_done(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM task WHERE state = 'done' AND run_at < ?1", params![before])
}
