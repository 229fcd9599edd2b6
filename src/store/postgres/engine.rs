//! The database as the program sees it: threads with a connection each, in lanes, so that a slow export holds up no call.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{
    lane::{Lane, QueuedWork},
    server::Server,
    session::Limits,
    transaction::Line,
};
use crate::store::{
    checked,
    deadline::{self, BUSY_TIMEOUT, QueueState, until},
    error::StoreError,
    hold::{Hold, Holds},
    probe::{Probe, TRY_WRITING},
    tx::Tx,
};

/// How long a close waits for what is under way.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

const CALL_LIMITS: Limits = Limits { statement: Duration::from_secs(5), lock: Duration::from_secs(3) };
const OFFICE_LIMITS: Limits = Limits { statement: Duration::from_secs(60), lock: Duration::from_secs(8) };

/// How many connections there may be in each lane.
#[derive(Debug, Clone, Copy)]
pub struct Connections {
    /// For calls, kiosks and background work.
    pub calls: usize,
    /// For what pages write.
    pub office: usize,
    /// For what is only read.
    pub readers: usize,
}

impl Default for Connections {
    fn default() -> Self {
        Self { calls: 8, office: 4, readers: 4 }
    }
}

/// The database. Cheap to clone; its threads end when the last clone is dropped.
#[derive(Clone)]
pub struct PgDb {
    calls: Arc<Lane>,
    office: Arc<Lane>,
    readers: Arc<Lane>,
    probe: Probe,
}

impl PgDb {
    /// A database whose connections are made when they are needed.
    #[must_use]
    pub fn new(server: &Server, connections: Connections) -> Self {
        let lane = |name, count, limits| Arc::new(Lane::new(name, count, server.clone(), limits));
        Self {
            calls: lane("store-calls", connections.calls, CALL_LIMITS),
            office: lane("store-office", connections.office, OFFICE_LIMITS),
            readers: lane("store-reads", connections.readers, OFFICE_LIMITS),
            probe: Probe::default(),
        }
    }

    /// Whether a write would succeed.
    ///
    /// # Errors
    /// When it would not.
    pub async fn check_writes(&self) -> Result<(), StoreError> {
        let write = |line: &mut Line, until| {
            line.write(&Hold::Nothing.into(), until, |tx| tx.execute(TRY_WRITING, &[]).map(drop))
        };
        self.probe.ask(|| false, || ask(&self.calls, write)).await
    }

    /// Ends what is queued and closes every connection. Nothing is read or written afterwards.
    pub async fn close(&self) {
        let lanes = [&self.calls, &self.office, &self.readers].map(Arc::clone);
        let closing = tokio::task::spawn_blocking(move || lanes.iter().for_each(|lane| lane.close()));
        if tokio::time::timeout(CLOSE_TIMEOUT, closing).await.is_err() {
            tracing::warn!("the database did not answer in time; its connections are cut");
        }
    }

    /// What waits for a connection.
    #[must_use]
    pub fn queued(&self) -> usize {
        [&self.calls, &self.office, &self.readers].iter().map(|lane| lane.queued()).sum()
    }

    /// Runs `work` in a transaction under these holds and then, once it is durable, `then` with what it has left.
    pub(in crate::store) async fn write_then<T, A, E, F>(
        &self,
        holds: impl Into<Holds>,
        work: F,
        then: impl FnOnce(A) + Send + 'static,
    ) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<(T, A), E> + Send + 'static,
        T: Send + 'static,
        A: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let holds = holds.into();
        let lane = if is_of_a_call(&holds) { &self.calls } else { &self.office };
        let write = move |line: &mut Line, until| {
            let (value, left) = line.write(&holds, until, |tx| checked::run(tx, &holds, work))?;
            then(left);
            Ok(value)
        };
        ask(lane, write).await
    }

    /// Runs `work` on one moment of the database.
    pub(in crate::store) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        ask(&self.readers, move |line: &mut Line, until| line.read(until, work)).await
    }
}

/// Whether somebody stands at a phone or a kiosk, or nobody waits at all.
fn is_of_a_call(holds: &Holds) -> bool {
    holds.iter().any(|hold| match hold {
        Hold::Nothing | Hold::Call(..) | Hold::Caller(_) | Hold::Device(_) => true,
        Hold::Gateway | Hold::Address(_) | Hold::WorkspaceShared(_) | Hold::Workspace(_) | Hold::Employee(_) => false,
    })
}

async fn ask<T, E, W>(lane: &Lane, work: W) -> Result<T, E>
where
    W: FnOnce(&mut Line, Instant) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let (until, state) = (until(BUSY_TIMEOUT), Arc::new(QueueState::default()));
    let work = Box::new(move |line: &mut Line| {
        // Whoever asked may have gone; the work is done all the same.
        drop(answer.send(work(line, until)));
    });
    let sent = lane.send(QueuedWork { work, state: Arc::clone(&state) });
    deadline::answer_of(sent, answered, &state, until, || ()).await
}
