//! Working on a webhook: run again while the database does not answer, and never for longer than whoever is on the line
//! may wait.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use tracing::Instrument;

use super::patience::Limits;
use crate::{
    service::{calls::CallError, services::in_time},
    web::Web,
};

/// Between two tries of a webhook at first; twice as long each time, up to the longest.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// What became of a webhook in the time that there is for it.
pub(super) struct Worked<T> {
    pub outcome: Result<T, CallError>,
    /// Whether it may have been worked on although it failed: the next time it comes tells.
    pub unknown: bool,
}

impl<T> Worked<T> {
    /// Whether the same webhook is worth another try.
    pub(super) fn is_put_off(&self) -> bool {
        match &self.outcome {
            Ok(_) => false,
            Err(CallError::TooLate) => true,
            // After a try of which nobody knows, no other failure says that nothing was done.
            Err(error @ CallError::Store(_)) => self.unknown || error.is_passing(),
            Err(_) => false,
        }
    }
}

/// Runs the work on a webhook that came then, in a task of its own: it ends even when the provider closes its connection
/// meanwhile. What is still at work when the time is over goes on, and the next webhook finds what came of it.
pub(super) async fn run_patiently<T: Send + 'static, F>(
    web: &Web,
    (came, limits): (Instant, Limits),
    work: impl Fn() -> F + Send + 'static,
) -> Worked<T>
where
    F: Future<Output = Result<T, CallError>> + Send + 'static,
{
    let began = Instant::now();
    let task = web.tracker.spawn(run_again(came + limits.tries, work).in_current_span());
    let done = tokio::time::timeout_at((came + limits.answer).into(), task).await;
    metrics::histogram!("phoneclock_webhook_seconds").record(began.elapsed());
    match done {
        Ok(Ok(worked)) => worked,
        Ok(Err(panicked)) => Worked { outcome: Err(panicked.into()), unknown: false },
        Err(_) => Worked { outcome: Err(CallError::TooLate), unknown: true },
    }
}

async fn run_again<T, F>(until: Instant, work: impl Fn() -> F) -> Worked<T>
where
    F: Future<Output = Result<T, CallError>>,
{
    let (mut unknown, mut wait) = (false, FIRST_WAIT);
    loop {
        let outcome = in_time(until.saturating_duration_since(Instant::now()), work()).await;
        unknown |= outcome.as_ref().is_err_and(CallError::is_unknown);
        let again = outcome.as_ref().is_err_and(CallError::is_passing) && Instant::now() + wait < until;
        if !again {
            return Worked { outcome, unknown };
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, error::Error};

    use super::*;
    use crate::service::StoreError;

    fn away() -> CallError {
        StoreError::Away(Box::<dyn Error + Send + Sync>::from("refused")).into()
    }

    fn unknown() -> CallError {
        StoreError::UnknownCommit(Box::<dyn Error + Send + Sync>::from("cut off")).into()
    }

    fn lost() -> CallError {
        StoreError::Lost(Box::<dyn Error + Send + Sync>::from("no disk")).into()
    }

    /// Work that fails in these ways, one after the other, and then succeeds.
    async fn tried(failures: &[fn() -> CallError], secs: u64) -> (Worked<()>, usize) {
        let tries = Cell::new(0);
        let until = Instant::now() + Duration::from_secs(secs);
        let worked = run_again(until, || {
            let at = tries.replace(tries.get() + 1);
            let failure = failures.get(at).copied();
            async move { failure.map_or(Ok(()), |failure| Err(failure())) }
        });
        (worked.await, tries.get())
    }

    #[tokio::test]
    async fn work_is_run_again_while_the_database_is_away_and_not_where_that_cannot_help() {
        let (worked, tries) = tried(&[away, away], 60).await;
        assert!(worked.outcome.is_ok() && !worked.unknown && !worked.is_put_off());
        assert_eq!(tries, 3);
        let (worked, tries) = tried(&[lost], 60).await;
        assert!(matches!(worked.outcome, Err(CallError::Store(StoreError::Lost(_)))) && !worked.is_put_off());
        assert_eq!(tries, 1);
        let (worked, tries) = tried(&[|| CallError::NotWaiting], 60).await;
        assert!(!worked.is_put_off());
        assert_eq!(tries, 1);
    }

    #[tokio::test]
    async fn when_the_time_is_over_it_is_put_off() {
        let (worked, tries) = tried(&[away as fn() -> CallError; 9], 0).await;
        assert!(worked.is_put_off() && !worked.unknown);
        assert_eq!(tries, 1);
    }

    #[tokio::test]
    async fn after_a_commit_of_which_nobody_knows_no_failure_is_taken_for_the_last_word() {
        let (worked, tries) = tried(&[unknown, lost], 60).await;
        assert!(matches!(worked.outcome, Err(CallError::Store(StoreError::Lost(_)))));
        assert!(worked.unknown && worked.is_put_off());
        assert_eq!(tries, 2);
        let (worked, _) = tried(&[unknown], 60).await;
        assert!(worked.outcome.is_ok() && !worked.is_put_off());
    }
}
