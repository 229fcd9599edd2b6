//! The one thread that writes: it commits in groups, so that all who come while a commit is made share the next one.

use std::{path::Path, sync::Arc, time::Instant};

use rusqlite::{Connection, config::DbConfig};
use tokio::sync::{mpsc, oneshot};

use super::{
    base,
    connection::log_path,
    durable::{self, CommitGroup, Completion, Durable},
    health::Health,
    transaction::{SqliteTx, begin, commit, lost},
};
use crate::store::{
    deadline::{QueueState, left},
    error::StoreError,
    hold::Holds,
    work::QueuedJob,
};

/// Writes that share one commit, at most.
const MAX_GROUP: usize = 256;

/// What the writer is asked for.
pub(super) enum WriterRequest {
    Work(QueuedWork),
    /// Everything before it is written; nothing is taken after it.
    Close(oneshot::Sender<()>),
}

/// A piece of work that waits for the writer.
pub(super) struct QueuedWork {
    /// What it may write.
    pub holds: Holds,
    /// What to do in the transaction.
    pub work: Box<dyn QueuedJob>,
    /// Until when it waits for another program.
    pub until: Instant,
    /// Whether the writer has started it, or whoever asked has given up.
    pub state: Arc<QueueState>,
}

/// Runs until it is asked to close, or nobody is left who could ask for anything.
pub(super) fn run_writer(
    path: &Path,
    connection: Connection,
    mut queue: mpsc::Receiver<WriterRequest>,
    durable: Durable,
    health: &Health,
) {
    let mut closing = None;
    while closing.is_none()
        && let Some(first) = queue.blocking_recv()
    {
        match first {
            WriterRequest::Work(first) => closing = write_group(&connection, first, &mut queue, &durable, health),
            WriterRequest::Close(closed) => closing = Some(closed),
        }
    }
    drop(queue);
    durable.finish();
    if health.is_lost()
        && let Err(error) = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
    {
        tracing::error!(error = &error as &dyn std::error::Error, "the database cannot be left as it is");
    }
    // The log is carried into the database, where nobody else has it open.
    if let Err((_, error)) = connection.close() {
        tracing::warn!(error = &error as &dyn std::error::Error, "the database could not be closed");
    }
    base::forget(path, &log_path(path));
    if let Some(closed) = closing {
        // Whoever asked may have stopped waiting.
        let _ = closed.send(());
    }
}

/// One transaction and all who share it; whom to tell that the database is closed, when somebody has asked for it.
fn write_group(
    connection: &Connection,
    first: QueuedWork,
    queue: &mut mpsc::Receiver<WriterRequest>,
    durable: &Durable,
    health: &Health,
) -> Option<oneshot::Sender<()>> {
    if first.state.is_abandoned() {
        health.failed();
        return None;
    }
    let waited = 1 + queue.len();
    let mut begun = if durable.is_broken() { Err(durable::lost()) } else { begin(connection, left(first.until)) };
    let changes = connection.total_changes();
    let mut completions: Vec<Completion> = Vec::new();
    let (mut next, mut closing) = (Some(first), None);
    // Whether the first one has failed, and nobody has come after it.
    let mut undone = false;
    while let Some(QueuedWork { holds, mut work, until, state }) = next {
        if undone {
            begun = begin(connection, left(until));
            undone = false;
        }
        // Whoever has left while another program held the database has been told so.
        if state.start() {
            let mut tx = SqliteTx::sharing(connection, completions.is_empty());
            let done = match &begun {
                Err(error) => Err(error.again()),
                // A full disk can end the transaction under our feet; nothing may run outside of one.
                Ok(()) if connection.is_autocommit() => Err(lost()),
                Ok(()) => tx.run_isolated(&holds, work.as_mut()),
            };
            completions.push(Box::new(move |committed| work.end(done.and(committed))));
            undone = tx.undone;
            if tx.refused {
                health.failed();
            }
        }
        // The next one has waited for less, and so waits for longer.
        let held = matches!(begun, Err(StoreError::Busy));
        let full =
            completions.len() >= MAX_GROUP || completions.len() >= waited && durable.waits_for(completions.len());
        next = match (held || full).then_some(()).map_or_else(|| queue.try_recv().ok(), |()| None) {
            Some(WriterRequest::Work(queued)) => Some(queued),
            Some(WriterRequest::Close(closed)) => {
                closing = Some(closed);
                None
            }
            None => None,
        };
    }
    let committed = if undone { Ok(()) } else { begun.and_then(|()| commit(connection)) };
    durable.complete(CommitGroup { completions, committed, wrote: connection.total_changes() != changes });
    closing
}
