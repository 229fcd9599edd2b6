//! Background work: how long a kind of it is tried, and what it leaves to be written when it ends.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{AfterCommit, Unit};
pub use crate::store::tasks::{
    Task, TaskKind, count_by_state, find_next_due, give_back_leases, hurry, lease_due, release_leases, set_again_at,
    set_done, set_failed,
};
use crate::{
    domain::{
        entropy::{self, Entropy},
        ids::TaskId,
    },
    service::kernel::recordings::RecordingsError,
    store::{
        Hold, Holds, StoreError,
        tasks::{self, TaskSubject, Window},
    },
};

/// How long a task is on lease: longer than any single try, so that a lease ends only when its holder is gone.
pub const LEASE: SignedDuration = SignedDuration::from_mins(3);
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(3);
/// The longest wait between two tries.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// For how long work of a kind is tried.
#[must_use]
pub const fn tried_for(kind: TaskKind) -> SignedDuration {
    match kind {
        TaskKind::FetchRecording
        | TaskKind::SettleVoiceCheck
        | TaskKind::SendMail
        | TaskKind::KioskCredentials
        | TaskKind::SendText
        | TaskKind::FetchClaim
        | TaskKind::SettleClaim => SignedDuration::from_hours(24),
        TaskKind::DeleteAtProvider | TaskKind::DeleteClaimAtProvider => SignedDuration::from_hours(7 * 24),
    }
}

/// When work of a kind that is queued now is tried first, and until when.
#[must_use]
pub fn window(kind: TaskKind, now: Timestamp, first_after: SignedDuration) -> Window {
    let after = |wait| now.saturating_add(wait).unwrap_or(Timestamp::MAX);
    Window { run_at: after(first_after), give_up_at: after(tried_for(kind)) }
}

/// Queues work that may begin as soon as the transaction is committed.
pub fn queue(u: &mut Unit<'_>, kind: TaskKind, subject: impl Into<TaskSubject>) -> Result<(), StoreError> {
    queue_after(u, kind, subject, SignedDuration::ZERO)
}

/// The same for work that has to wait for something else.
pub fn queue_after(
    u: &mut Unit<'_>,
    kind: TaskKind,
    subject: impl Into<TaskSubject>,
    wait: SignedDuration,
) -> Result<(), StoreError> {
    let window = window(kind, u.now, wait);
    tasks::insert_task(u.tx, TaskId::generate(&u.ids), kind, subject, window)?;
    u.after(AfterCommit::TasksQueued);
    Ok(())
}

/// How long to wait after so many tries: twice as long after each, with jitter so that many do not come back at once.
#[must_use]
pub fn wait_after(attempts: u32, entropy: &dyn Entropy) -> SignedDuration {
    let wait = FIRST_WAIT.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST_WAIT);
    let half = u64::try_from(wait.as_millis() / 2).unwrap_or(0);
    let jitter = entropy::below(entropy, half.max(1));
    SignedDuration::from_millis(i64::try_from(half + jitter).unwrap_or(0))
}

/// The statements that write what was found out. When they fail, nothing is kept and the work is tried again; where the
/// database does not answer, they alone are.
pub type TaskWrite = Arc<dyn Fn(&mut Unit<'_>) -> Result<(), TaskError> + Send + Sync>;

/// What a piece of background work has found out, to be written in the transaction that notes its end.
#[derive(Clone)]
pub struct TaskCommit {
    /// What the writing is about.
    pub holds: Holds,
    /// What writes it.
    pub write: TaskWrite,
}

impl TaskCommit {
    /// What is to be written, under these holds.
    pub fn new<E: Into<TaskError>>(
        holds: impl Into<Holds>,
        write: impl Fn(&mut Unit<'_>) -> Result<(), E> + Send + Sync + 'static,
    ) -> Self {
        Self { holds: holds.into(), write: Arc::new(move |u| write(u).map_err(Into::into)) }
    }

    /// There is nothing to write but that the work has ended.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new::<StoreError>(Hold::Nothing, |_| Ok(()))
    }
}

/// Why a try of background work has failed, which decides whether it is tried again.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum TaskError {
    #[error("{0}")]
    TryAgain(String),
    /// What came is no recording. Tried again as well; what counts at the end is that something came.
    #[error("{0}")]
    NoRecording(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecordingsError> for TaskError {
    fn from(error: RecordingsError) -> Self {
        Self::TryAgain(error.to_string())
    }
}
