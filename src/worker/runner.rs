//! Works through the tasks that are due, a few at a time, until it is told to stop.

use std::{collections::HashMap, time::Duration};

use tokio::{
    task::{self, JoinError, JoinSet},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::{Worker, outage::Outage};
use crate::{domain::ids::TaskId, service::kernel::task::Task};

/// Tasks under way at once; most of their time is spent waiting for the provider.
const MAX_CONCURRENT_TASKS: usize = 16;
/// How often it looks for tasks that fall due, even when nobody calls.
const POLL_INTERVAL: Duration = Duration::from_secs(5);
/// How long it waits for more tasks after the first: they come in bursts, when a shift starts.
const BATCH_DELAY: Duration = Duration::from_millis(30);
/// How long it waits after a failure of the store.
const STORE_FAILURE_DELAY: Duration = Duration::from_secs(1);
/// What a stop leaves to tasks that have begun. A mail server or a provider may be silent for a minute and a half; what
/// is broken off is done again by the next run, as after a crash.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

/// Runs until `stop`.
pub async fn run(worker: Worker, stop: CancellationToken) {
    let mut outage = Outage::default();
    outage.note(worker.release().await, "background work of the last run could not be taken back");
    let mut under_way =
        UnderWay { worker: worker.clone(), work: JoinSet::new(), tasks: HashMap::new(), again: HashMap::new() };
    while !stop.is_cancelled() {
        while let Some(done) = under_way.work.try_join_next_with_id() {
            under_way.end(done);
        }
        let leased = worker.lease(MAX_CONCURRENT_TASKS.saturating_sub(under_way.work.len())).await;
        let idle = match outage.note(leased, "background work could not be taken") {
            Some(tasks) => {
                let idle = if tasks.is_empty() { until_next(&worker).await } else { Duration::ZERO };
                tasks.into_iter().for_each(|task| under_way.begin(task));
                idle
            }
            None => STORE_FAILURE_DELAY,
        };
        outage.end_round();
        let full = under_way.work.len() >= MAX_CONCURRENT_TASKS;
        tokio::select! {
            () = stop.cancelled() => {}
            Some(done) = under_way.work.join_next_with_id(), if full => under_way.end(done),
            () = worker.store.tasks_queued().notified(), if !full && !idle.is_zero() => tokio::time::sleep(BATCH_DELAY).await,
            () = tokio::time::sleep(idle), if !full => {}
        }
    }
    finish(under_way.work).await;
    // The next run on a file takes it back itself.
    if worker.store.db().is_shared()
        && let Err(error) = worker.give_back().await
    {
        tracing::info!(
            error = &error as &dyn std::error::Error,
            "background work could not be given back; others take it when its leases end"
        );
    }
}

/// What is being worked on.
struct UnderWay {
    worker: Worker,
    work: JoinSet<()>,
    /// By what works on them: the task and its lease.
    tasks: HashMap<task::Id, (TaskId, u32)>,
    /// Leased anew while the work on an earlier lease goes on.
    again: HashMap<TaskId, Task>,
}

impl UnderWay {
    fn begin(&mut self, task: Task) {
        match self.tasks.values().find(|(id, _)| *id == task.id) {
            // To a clock that jumps ahead the lease seemed to have ended, and it is the same one still.
            Some((_, lease)) if *lease == task.attempts => {}
            // Somebody gave it back for us, so what is at work on it will find that it has lost it.
            Some(_) => drop(self.again.insert(task.id, task)),
            None => {
                let (id, lease, worker) = (task.id, task.attempts, self.worker.clone());
                let working = self.work.spawn(async move { worker.carry_out_and_log(task).await });
                self.tasks.insert(working.id(), (id, lease));
            }
        }
    }

    fn end(&mut self, done: Result<(task::Id, ()), JoinError>) {
        let working = match done {
            Ok((working, ())) => working,
            Err(broken_off) => broken_off.id(),
        };
        if let Some((id, _)) = self.tasks.remove(&working)
            && let Some(task) = self.again.remove(&id)
        {
            self.begin(task);
        }
    }
}

/// Nothing of a task that is broken off is noted as done: a mail that was handed over a moment ago goes out once more,
/// under the same Message-ID.
async fn finish(mut under_way: JoinSet<()>) {
    let finished = async { while under_way.join_next().await.is_some() {} };
    if timeout(SHUTDOWN_TIMEOUT, finished).await.is_err() {
        tracing::info!(
            tasks = under_way.len(),
            "background work that waits for others is broken off and done again later"
        );
        under_way.shutdown().await;
    }
}

/// How long nothing is due.
async fn until_next(worker: &Worker) -> Duration {
    match worker.next_at().await {
        Ok(Some(at)) => {
            let wait = at.duration_since(worker.store.now());
            Duration::try_from(wait).unwrap_or(Duration::ZERO).clamp(Duration::from_millis(10), POLL_INTERVAL)
        }
        Ok(None) | Err(_) => POLL_INTERVAL,
    }
}
