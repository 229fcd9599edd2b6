//! Background work: taking what is due, carrying it out, noting how it went.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use tracing::{Instrument, Span};

use crate::{
    domain::ids::ReplicaId,
    service::{
        Hold, Services, Store, StoreError, Unit,
        kernel::{
            outbox::{self, Outbox, without_addresses},
            task::{self, LEASE, Task, TaskCommit, TaskError, TaskKind, wait_after},
            texts::{self, Texter},
        },
        kiosks::issue::Issuer,
        voice_checks::fetch::Fetcher,
    },
};

/// For how long, and how often, it is tried to note an end while the database does not answer: within the lease.
const END_TIMEOUT: Duration = Duration::from_secs(75);
const END_RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// Why the end of a piece of background work was not written down.
#[derive(Debug, thiserror::Error)]
enum EndError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("somebody else has it on lease by now, or it has ended")]
    TakenOver,
    #[error(transparent)]
    Task(#[from] TaskError),
}

impl EndError {
    /// Whether the database did not answer.
    const fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) | Self::Task(TaskError::Store(error)) => error.is_passing(),
            Self::TakenOver | Self::Task(TaskError::TryAgain(_) | TaskError::NoRecording(_)) => false,
        }
    }
}

/// Carries out background work.
#[derive(Clone)]
pub struct Worker {
    /// Where tasks are kept.
    pub store: Store,
    /// Fetches recordings from the provider, and deletes them there.
    pub fetcher: Fetcher,
    /// Whose leases these are: a run of the program.
    pub replica: ReplicaId,
    /// Sends mails.
    pub outbox: Outbox,
    /// Makes kiosk PINs and badges.
    pub issuer: Issuer,
    /// Sends texts.
    pub texter: Texter,
}

impl Worker {
    /// The worker of a gateway.
    #[must_use]
    pub fn new(services: &Services) -> Self {
        Self {
            store: services.store.clone(),
            fetcher: services.fetcher.clone(),
            outbox: services.outbox.clone(),
            issuer: services.issuer.clone(),
            texter: services.texter.clone(),
            replica: services.replica,
        }
    }

    /// Takes at most `limit` tasks that are due.
    pub async fn lease(&self, limit: usize) -> Result<Vec<Task>, StoreError> {
        let replica = self.replica;
        self.store
            .write(Hold::Nothing, move |u| {
                let until = u.now.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
                task::lease_due(u.tx, replica, (u.now, until), limit)
            })
            .await
    }

    /// Gives back what an earlier run of this program had taken. Mails are tried at once: settings that kept them
    /// waiting may have been mended.
    pub async fn release(&self) -> Result<usize, StoreError> {
        let replica = self.replica;
        self.store
            .write(Hold::Nothing, move |u| {
                task::hurry(u.tx, TaskKind::SendMail, u.now)?;
                // Whoever was not seen for as long has no lease any more.
                let alive_since = u.now.saturating_sub(LEASE).unwrap_or(Timestamp::MIN);
                task::release_leases(u.tx, replica, alive_since)
            })
            .await
    }

    /// Gives back what this run has on lease, so that others need not wait for the leases to end.
    pub async fn give_back(&self) -> Result<usize, StoreError> {
        let replica = self.replica;
        self.store.write(Hold::Nothing, move |u| task::give_back_leases(u.tx, replica)).await
    }

    /// When the next task is due.
    pub async fn next_at(&self) -> Result<Option<Timestamp>, StoreError> {
        self.store.read(task::find_next_due).await
    }

    /// Carries out a leased task and notes how it went.
    ///
    /// # Errors
    /// When even that cannot be noted; the lease then ends by itself.
    pub async fn carry_out(&self, leased: Task) -> Result<(), TaskError> {
        let span = task_span(&leased);
        self.carry_out_one(leased).instrument(span).await
    }

    /// The same where nobody asks how it went: what cannot be noted is told in the log.
    pub async fn carry_out_and_log(&self, leased: Task) {
        let span = task_span(&leased);
        let carried_out = async {
            if let Err(error) = self.carry_out_one(leased).await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the outcome of background work could not be noted"
                );
            }
        };
        carried_out.instrument(span).await;
    }

    async fn carry_out_one(&self, leased: Task) -> Result<(), TaskError> {
        let tried = match leased.kind {
            TaskKind::FetchRecording => self.fetcher.fetch(leased.subject.voice_check()).await,
            TaskKind::SettleVoiceCheck => self.fetcher.settle(leased.subject.voice_check()).await,
            TaskKind::DeleteAtProvider => self.fetcher.delete_at_provider(leased.subject.voice_check()).await,
            TaskKind::SendMail => self.outbox.send(leased.subject.mail()).await,
            TaskKind::KioskCredentials => self.issuer.make_lacking(leased.subject.workspace()).await,
            TaskKind::SendText => self.texter.send(leased.subject.text()).await,
            TaskKind::FetchClaim => self.fetcher.fetch_of_claim(leased.subject.claim()).await,
            TaskKind::SettleClaim => self.fetcher.settle_of_claim(leased.subject.claim()).await,
            TaskKind::DeleteClaimAtProvider => self.fetcher.delete_of_claim(leased.subject.claim()).await,
        };
        let ended = match tried {
            Ok(found) => self.end(found, move |u| task::set_done(u.tx, &leased)).await,
            Err(error) => Err(error),
        };
        match ended {
            Ok(()) => Ok(()),
            Err(error) => self.try_again_or_give_up(leased, &error).await,
        }
    }

    async fn try_again_or_give_up(&self, leased: Task, error: &TaskError) -> Result<(), TaskError> {
        let wait = wait_after(leased.attempts, self.store.entropy().as_ref());
        let run_at = self.store.now().saturating_add(wait).unwrap_or(Timestamp::MAX);
        let reason = error.to_string();
        // By a clock that may be wrong nothing is given up.
        if run_at < leased.give_up_at || self.store.clock().is_in_doubt() {
            let said = without_addresses(&reason);
            tracing::info!(task.kind = leased.kind.name(), task.attempts = leased.attempts, reason = %said, "background work is tried again later");
            let nothing = TaskCommit::nothing();
            return self.end(nothing, move |u| task::set_again_at(u.tx, &leased, run_at, &reason)).await;
        }
        let given_up = match leased.kind {
            TaskKind::FetchRecording | TaskKind::SettleVoiceCheck => {
                self.fetcher.give_up(leased.subject.voice_check(), error).await?
            }
            TaskKind::FetchClaim | TaskKind::SettleClaim => {
                self.fetcher.give_up_claim(leased.subject.claim(), error).await?
            }
            TaskKind::DeleteClaimAtProvider => {
                let id = leased.subject.claim();
                tracing::error!(claim.id = %id, %reason, "the provider's copy of a recording could not be deleted");
                TaskCommit::nothing()
            }
            TaskKind::DeleteAtProvider => {
                let id = leased.subject.voice_check();
                tracing::error!(voice_check.id = %id, %reason, "the provider's copy of a voice check could not be deleted");
                TaskCommit::nothing()
            }
            TaskKind::SendMail => outbox::give_up(leased.subject.mail(), &reason),
            TaskKind::SendText => texts::give_up(leased.subject.text(), &reason),
            TaskKind::KioskCredentials => {
                let id = leased.subject.workspace();
                tracing::error!(workspace.id = %id, %reason, "kiosk PINs and badges could not be made");
                TaskCommit::nothing()
            }
        };
        metrics::counter!("phoneclock_tasks_given_up_total").increment(1);
        self.end(given_up, move |u| task::set_failed(u.tx, &leased, &reason)).await
    }

    /// What came of it and that it has ended: both are written, or neither. Nothing is written over somebody else's
    /// lease. While the database does not answer this is tried again, so that nothing is sent twice for want of a note.
    async fn end(
        &self,
        found: TaskCommit,
        note: impl Fn(&mut Unit<'_>) -> Result<bool, StoreError> + Send + Sync + 'static,
    ) -> Result<(), TaskError> {
        let (note, until) = (Arc::new(note), Instant::now() + END_TIMEOUT);
        let ended = loop {
            let (found, note) = (found.clone(), Arc::clone(&note));
            let ended = self.store.write(found.holds.clone(), move |u| {
                (found.write)(u)?;
                if note(u)? { Ok(()) } else { Err(EndError::TakenOver) }
            });
            match ended.await {
                Err(error) if error.is_passing() && Instant::now() < until => {
                    tokio::time::sleep(END_RETRY_INTERVAL).await
                }
                ended => break ended,
            }
        };
        match ended {
            Ok(()) => Ok(()),
            Err(EndError::TakenOver) => {
                tracing::warn!("background work was taken over or has ended meanwhile; what came of it is not written");
                Ok(())
            }
            Err(EndError::Store(error)) => Err(error.into()),
            Err(EndError::Task(error)) => Err(error),
        }
    }

    /// How many tasks wait, and how many were given up.
    pub async fn count(&self) -> Result<(u32, u32), StoreError> {
        self.store.read(task::count_by_state).await
    }
}

/// What every line of the log about a piece of background work names.
fn task_span(leased: &Task) -> Span {
    // Of the highest level, so that no filter leaves lines without it.
    tracing::error_span!("task", kind = leased.kind.name(), id = %leased.id, attempt = leased.attempts)
}
