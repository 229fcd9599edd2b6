//! Background work as use cases: taking what is due, carrying it out, noting how it went.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{
    accounts::{ABSOLUTE, IDLE, KNOWN_FOR},
    gateway::Gateway,
    kernel::{
        outbox::{self, without_addresses},
        task::{self, TaskCommit},
    },
    users::REQUEST_WINDOW,
    voice_checks::{DELETE_FOR, FETCH_FOR, TaskError},
};
pub use crate::domain::ids::TaskId;
use crate::{
    domain::entropy,
    store::{
        StoreError, Tx, calls, known_browsers, password_tries, sign_ins,
        tasks::{self, Task, TaskKind},
        users,
    },
};

/// Longer than any single try, so that a lease ends only when its holder is gone.
pub(super) const LEASE: SignedDuration = SignedDuration::from_mins(3);
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(3);
pub(super) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// A redelivery comes within minutes; replies are kept for a day to be sure.
const KEEP_REPLIES: SignedDuration = SignedDuration::from_hours(24);
/// Failures count for a quarter of an hour; the rest of the week is for whoever looks into them.
const KEEP_FAILURES: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A late callback must still find that its work was done.
const KEEP_FAILED: SignedDuration = SignedDuration::from_hours(30 * 24);
const KEEP_DONE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a piece of background work has found out, to be written in the transaction that notes its end.
pub(super) type Ending = Box<dyn FnOnce(&mut dyn Tx) -> Result<(), StoreError> + Send>;

pub(super) fn nothing_to_write() -> Ending {
    Box::new(|_| Ok(()))
}

/// For how long work of a kind is tried.
pub(super) const fn tried_for(kind: TaskKind) -> SignedDuration {
    match kind {
        TaskKind::FetchRecording | TaskKind::SettleVoiceCheck => FETCH_FOR,
        TaskKind::DeleteAtProvider => DELETE_FOR,
        TaskKind::SendMail => task::tried_for(kind),
    }
}

impl From<task::TaskError> for TaskError {
    fn from(error: task::TaskError) -> Self {
        match error {
            task::TaskError::TryAgain(reason) => Self::TryAgain(reason),
            task::TaskError::NoRecording(reason) => Self::NoRecording(reason),
            task::TaskError::Store(error) => Self::Store(error),
        }
    }
}

impl Gateway {
    /// Takes at most `limit` tasks that are due.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn lease_tasks(&self, limit: usize) -> Result<Vec<Task>, StoreError> {
        let now = self.now();
        let until = now.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
        self.db.write(move |tx| tasks::lease_due(tx, now, until, limit)).await
    }

    /// Gives back what an earlier run of this program had taken. Mails are tried at once: settings that kept them
    /// waiting may have been mended.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn release_tasks(&self) -> Result<usize, StoreError> {
        let now = self.now();
        self.db
            .write(move |tx| {
                tasks::hurry(tx, TaskKind::SendMail, now)?;
                tasks::release_leases(tx)
            })
            .await
    }

    /// When the next task is due.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn next_task_at(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db.read(tasks::find_next_due).await
    }

    /// Carries out a leased task and notes how it went.
    ///
    /// # Errors
    /// When even that cannot be noted; the lease then ends by itself.
    pub async fn carry_out_task(self: &Arc<Self>, task: Task) -> Result<(), StoreError> {
        let tried = match task.kind {
            TaskKind::FetchRecording => self.fetch_recording(task.subject.voice_check()).await,
            TaskKind::SettleVoiceCheck => self.settle_voice_check(task.subject.voice_check()).await,
            TaskKind::DeleteAtProvider => self.delete_at_provider(task.subject.voice_check()).await,
            TaskKind::SendMail => {
                let sent = self.outbox.send(task.subject.mail()).await;
                sent.map(|found| self.ending(found)).map_err(TaskError::from)
            }
        };
        let ended = match tried {
            Ok(ending) => self.end_task(ending, move |tx| tasks::set_done(tx, task.id)).await.map_err(TaskError::from),
            Err(error) => Err(error),
        };
        let Err(error) = ended else { return Ok(()) };
        let run_at = self.now().saturating_add(self.wait_after(task.attempts)).unwrap_or(Timestamp::MAX);
        let reason = error.to_string();
        // By a clock that may be wrong nothing is given up.
        if run_at < task.give_up_at || self.is_clock_in_doubt() {
            let said = without_addresses(&reason);
            tracing::info!(task.kind = task.kind.name(), task.attempts, reason = %said, "background work is tried again later");
            return self.db.write(move |tx| tasks::set_again_at(tx, task.id, run_at, &reason)).await;
        }
        let given_up = match task.kind {
            TaskKind::FetchRecording | TaskKind::SettleVoiceCheck => {
                self.give_up_on_recording(task.subject.voice_check(), &error)
            }
            TaskKind::DeleteAtProvider => {
                let id = task.subject.voice_check();
                tracing::error!(voice_check.id = %id, %reason, "the provider's copy of a voice check could not be deleted");
                nothing_to_write()
            }
            TaskKind::SendMail => self.ending(outbox::give_up(task.subject.mail(), &reason)),
        };
        metrics::counter!("phoneclock_tasks_given_up_total").increment(1);
        self.end_task(given_up, move |tx| tasks::set_failed(tx, task.id, &reason)).await
    }

    fn ending(&self, found: TaskCommit) -> Ending {
        let store = self.store.clone();
        Box::new(move |tx| store.unit_over(tx, found.write))
    }

    /// What came of it and that it has ended: both are written, or neither.
    async fn end_task(
        &self,
        ending: Ending,
        ended: impl FnOnce(&mut dyn Tx) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        self.db
            .write(move |tx| {
                ending(tx)?;
                ended(tx)
            })
            .await
    }

    /// Twice as long after each try, with jitter so that many do not come back at once.
    fn wait_after(&self, attempts: u32) -> SignedDuration {
        let wait = FIRST_WAIT.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST_WAIT);
        let half = u64::try_from(wait.as_millis() / 2).unwrap_or(0);
        let jitter = entropy::below(self.entropy.as_ref(), half.max(1));
        SignedDuration::from_millis(i64::try_from(half + jitter).unwrap_or(0))
    }

    /// Forgets what has served its time; nothing while the clock is in doubt.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prune(&self) -> Result<(), StoreError> {
        if self.is_clock_in_doubt() {
            return Ok(());
        }
        let before = |keep| self.now().saturating_sub(keep).unwrap_or(Timestamp::MIN);
        let (replies, failures) = (before(KEEP_REPLIES), before(KEEP_FAILURES));
        let (done, failed) = (before(KEEP_DONE), before(KEEP_FAILED));
        let (seen, begun, asked) = (before(IDLE), before(ABSOLUTE), before(REQUEST_WINDOW));
        let known = before(KNOWN_FOR);
        self.db
            .write(move |tx| {
                calls::prune_replies(tx, replies)?;
                sign_ins::prune_failures(tx, failures)?;
                tasks::prune_done(tx, done)?;
                tasks::prune_failed(tx, failed)?;
                password_tries::prune_tries(tx, failures)?;
                known_browsers::prune(tx, known)?;
                users::prune_sessions(tx, seen, begun)?;
                users::prune_password_requests(tx, asked)?;
                Ok(())
            })
            .await
    }

    /// How many tasks wait, and how many were given up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn count_tasks(&self) -> Result<(u32, u32), StoreError> {
        self.db.read(tasks::count_by_state).await
    }
}
