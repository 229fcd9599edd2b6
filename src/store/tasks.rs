//! Background work: leased, then done, tried again later, or given up.

use jiff::Timestamp;

use super::tx::{FromValue, StoreError, Tx, Value, find_one, list, params};
use crate::domain::ids::{ClaimId, MailId, ReplicaId, TaskId, TextId, VoiceCheckId, WorkspaceId};

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
    /// Make the kiosk PINs and badges that people of a workspace lack.
    KioskCredentials,
    /// Write a text and hand it to the provider.
    SendText,
    /// Fetch the recording of a claim from the provider and keep it.
    FetchClaim,
    /// Find out what became of the recording of a claim that nothing was heard of.
    SettleClaim,
    /// Delete the provider's copy of it.
    DeleteClaimAtProvider,
}

impl TaskKind {
    /// Every one that there is.
    pub const ALL: [Self; 9] = [
        Self::FetchRecording,
        Self::SettleVoiceCheck,
        Self::DeleteAtProvider,
        Self::SendMail,
        Self::KioskCredentials,
        Self::SendText,
        Self::FetchClaim,
        Self::SettleClaim,
        Self::DeleteClaimAtProvider,
    ];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FetchRecording => "fetch recording",
            Self::SettleVoiceCheck => "settle voice check",
            Self::DeleteAtProvider => "delete at provider",
            Self::SendMail => "send mail",
            Self::KioskCredentials => "kiosk credentials",
            Self::SendText => "send text",
            Self::FetchClaim => "fetch recording of claim",
            Self::SettleClaim => "settle recording of claim",
            Self::DeleteClaimAtProvider => "delete recording of claim at provider",
        }
    }

    /// The one that is kept by this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a task is about: the id of a voice check, a mail or a workspace, as its kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskSubject([u8; 16]);

impl TaskSubject {
    /// The voice check that it is about, where its kind is one of recordings.
    #[must_use]
    pub const fn voice_check(self) -> VoiceCheckId {
        VoiceCheckId::from_bytes(self.0)
    }

    /// The claim that it is about, where its kind is one of claims.
    #[must_use]
    pub const fn claim(self) -> ClaimId {
        ClaimId::from_bytes(self.0)
    }

    /// The mail that it is about, where its kind is one of mails.
    #[must_use]
    pub const fn mail(self) -> MailId {
        MailId::from_bytes(self.0)
    }

    /// The text that it is about, where its kind is one of texts.
    #[must_use]
    pub const fn text(self) -> TextId {
        TextId::from_bytes(self.0)
    }

    /// The workspace that it is about, where its kind is one of workspaces.
    #[must_use]
    pub const fn workspace(self) -> WorkspaceId {
        WorkspaceId::from_bytes(self.0)
    }
}

impl From<VoiceCheckId> for TaskSubject {
    fn from(id: VoiceCheckId) -> Self {
        Self(*id.as_bytes())
    }
}

impl From<ClaimId> for TaskSubject {
    fn from(id: ClaimId) -> Self {
        Self(*id.as_bytes())
    }
}

impl From<MailId> for TaskSubject {
    fn from(id: MailId) -> Self {
        Self(*id.as_bytes())
    }
}

impl From<TextId> for TaskSubject {
    fn from(id: TextId) -> Self {
        Self(*id.as_bytes())
    }
}

impl From<WorkspaceId> for TaskSubject {
    fn from(id: WorkspaceId) -> Self {
        Self(*id.as_bytes())
    }
}

impl FromValue for TaskSubject {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        let bytes = Vec::from_value(value)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| StoreError::Unreadable("a task's subject"))
    }
}

/// A task on lease.
#[derive(Debug, Clone, Copy)]
pub struct Task {
    /// Its own id.
    pub id: TaskId,
    /// What there is to do.
    pub kind: TaskKind,
    /// What it is about.
    pub subject: TaskSubject,
    /// Tries, including the one now leased.
    pub attempts: u32,
    /// When it is tried no more.
    pub give_up_at: Timestamp,
    /// Who has it on lease.
    pub leased_by: ReplicaId,
}

/// When a task runs first, and when it is given up.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// When it runs first.
    pub run_at: Timestamp,
    /// When it is tried no more.
    pub give_up_at: Timestamp,
}

/// Queues a task. One of the kind for the subject that waits already stays as it is; one that had come to its
/// end begins anew, for a recording that is announced after it was given up.
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
                       leased_until = NULL, leased_by = NULL, last_error = NULL \
                       WHERE task.state <> 'waiting'";
    let TaskSubject(subject) = subject.into();
    tx.execute(SQL, params![id, kind.name(), subject.as_slice(), window.run_at, window.give_up_at])?;
    Ok(())
}

/// Takes at most `limit` tasks that are due, those that have waited longest first. Until `until` nobody else gets them.
///
/// Whoever takes again what it has on lease itself, because that has run out under its hands, goes on with the same
/// try: the count of tries stays, so that the end of the work under way can still be noted.
pub fn lease_due(
    tx: &mut dyn Tx,
    replica: ReplicaId,
    (now, until): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<Task>, StoreError> {
    // A kind that only a newer program knows waits for that program, and holds up nothing else.
    let kinds = TaskKind::ALL.map(|kind| format!("'{}'", kind.name())).join(", ");
    // The condition stands twice, so that one who has waited for another's lease looks again.
    let sql = format!(
        "UPDATE task SET leased_until = ?2, leased_by = ?3, attempts = attempts + \
         CASE WHEN leased_by = ?3 AND leased_until IS NOT NULL THEN 0 ELSE 1 END WHERE id IN (SELECT id FROM task \
         WHERE state = 'waiting' AND run_at <= ?1 AND kind IN ({kinds}) \
         AND (leased_until IS NULL OR leased_until <= ?1) ORDER BY run_at LIMIT ?4) \
         AND state = 'waiting' AND (leased_until IS NULL OR leased_until <= ?1) \
         RETURNING id, kind, subject, attempts, give_up_at, leased_by, run_at"
    );
    let mut due = list(tx, &sql, params![now, until, replica, limit], |row| {
        let kind: String = row.get(1)?;
        let task = Task {
            id: row.get(0)?,
            kind: TaskKind::parse(&kind).ok_or(StoreError::Unreadable("a task's kind"))?,
            subject: row.get(2)?,
            attempts: row.get(3)?,
            give_up_at: row.get(4)?,
            leased_by: row.get(5)?,
        };
        Ok((row.get::<Timestamp>(6)?, task))
    })?;
    // Rows come back in no order.
    due.sort_by_key(|(run_at, task)| (*run_at, task.id));
    Ok(due.into_iter().map(|(_, task)| task).collect())
}

/// Gives back the leases of runs that have ended, at the start of this one; how many. Beside SQLite, where one gateway
/// serves at a time, every other run has ended and nothing is known of any; on a shared database those that were seen after
/// `alive_since` are at work, and keep theirs.
pub fn release_leases(tx: &mut dyn Tx, replica: ReplicaId, alive_since: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE task SET leased_until = NULL, leased_by = NULL WHERE state = 'waiting' \
                       AND leased_until IS NOT NULL AND (leased_by IS NULL OR leased_by <> ?1 \
                       AND leased_by NOT IN (SELECT id FROM replica WHERE seen_at > ?2))";
    tx.execute(SQL, params![replica, alive_since])
}

/// Gives back what a run has on lease that stops; how many.
pub fn give_back_leases(tx: &mut dyn Tx, replica: ReplicaId) -> Result<usize, StoreError> {
    const SQL: &str =
        "UPDATE task SET leased_until = NULL, leased_by = NULL WHERE state = 'waiting' AND leased_by = ?1";
    tx.execute(SQL, params![replica])
}

/// Lets every waiting task of a kind be tried now, whenever its next try was to be; how many there were.
pub fn hurry(tx: &mut dyn Tx, kind: TaskKind, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE task SET run_at = ?2 WHERE kind = ?1 AND state = 'waiting' AND run_at > ?2";
    tx.execute(SQL, params![kind.name(), now])
}

/// What a row must hold for its lease to be still this one: nobody has taken it since.
const STILL_LEASED: &str = "id = ?1 AND state = 'waiting' AND attempts = ?2 AND leased_by = ?3";

/// Notes that a task is done; false, and nothing is written, when its lease has gone to somebody else.
pub fn set_done(tx: &mut dyn Tx, task: &Task) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE task SET state = 'done', leased_until = NULL, leased_by = NULL, last_error = NULL WHERE {STILL_LEASED}"
    );
    Ok(tx.execute(&sql, params![task.id, task.attempts, task.leased_by])? == 1)
}

/// Notes that a task is to be tried again at `run_at`, and why; false, and nothing is written, when its lease has gone
/// to somebody else.
pub fn set_again_at(tx: &mut dyn Tx, task: &Task, run_at: Timestamp, error: &str) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE task SET run_at = ?4, leased_until = NULL, leased_by = NULL, last_error = ?5 WHERE {STILL_LEASED}"
    );
    Ok(tx.execute(&sql, params![task.id, task.attempts, task.leased_by, run_at, error])? == 1)
}

/// Notes that a task was given up, and why; false, and nothing is written, when its lease has gone to somebody else.
pub fn set_failed(tx: &mut dyn Tx, task: &Task, error: &str) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE task SET state = 'failed', leased_until = NULL, leased_by = NULL, last_error = ?4 WHERE {STILL_LEASED}"
    );
    Ok(tx.execute(&sql, params![task.id, task.attempts, task.leased_by, error])? == 1)
}

/// When the next task can be taken, which for a leased one is the end of its lease; `None` when nothing waits.
pub fn find_next_due(tx: &mut dyn Tx) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT min(CASE WHEN leased_until > run_at THEN leased_until ELSE run_at END) FROM task \
                       WHERE state = 'waiting'";
    Ok(find_one(tx, SQL, &[], |row| row.get(0))?.flatten())
}

/// How many tasks wait, and how many were given up.
pub fn count_by_state(tx: &mut dyn Tx) -> Result<(u32, u32), StoreError> {
    const SQL: &str = "SELECT (SELECT count(*) FROM task WHERE state = 'waiting'), \
                       (SELECT count(*) FROM task WHERE state = 'failed')";
    Ok(find_one(tx, SQL, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// Forgets tasks that were given up and were due before that moment; how many.
pub fn prune_failed(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM task WHERE state = 'failed' AND run_at < ?1", params![before])
}

/// Forgets tasks that are done and were due before that moment; how many.
pub fn prune_done(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM task WHERE state = 'done' AND run_at < ?1", params![before])
}
