//! The database as the program sees it: threads with a connection each, in lanes, so that a slow export holds up no call.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    lane::{Lane, QueuedWork},
    server::Server,
    session::Limits,
    transaction::Line,
};
use crate::store::{
    deadline::{self, BUSY_TIMEOUT, QueueState, until},
    error::StoreError,
    hold::{Hold, Holds},
    probe::{Probe, TRY_WRITING},
    work::{self, Asked, Work},
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
        let write = async || {
            let (asked, answer) = work::asked_alone(|tx| tx.execute(TRY_WRITING, &[]).map(drop));
            answer.take(self.write(Hold::Nothing.into(), asked).await)
        };
        self.probe.ask(|| false, write).await
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

    /// Does the work in a transaction under these holds; it is told once that is durable.
    ///
    /// # Errors
    /// When the work was not taken.
    pub(in crate::store) async fn write(&self, holds: Holds, asked: Asked) -> Result<(), StoreError> {
        let lane = if is_of_a_call(&holds) { &self.calls } else { &self.office };
        see_to(lane, asked, move |line, until, work| line.write(&holds, until, work)).await
    }

    /// Does the work on one moment of the database.
    ///
    /// # Errors
    /// When the work was not taken.
    pub(in crate::store) async fn read(&self, asked: Asked) -> Result<(), StoreError> {
        see_to(&self.readers, asked, |line, until, work| line.read(until, work)).await
    }
}

/// Whether somebody stands at a phone or a kiosk, or nobody waits at all.
fn is_of_a_call(holds: &Holds) -> bool {
    holds.iter().any(|hold| match hold {
        Hold::Nothing | Hold::Call(..) | Hold::Caller(_) | Hold::Device(_) => true,
        Hold::Gateway | Hold::Address(_) | Hold::WorkspaceShared(_) | Hold::Workspace(_) | Hold::Employee(_) => false,
    })
}

async fn see_to<D>(lane: &Lane, asked: Asked, does: D) -> Result<(), StoreError>
where
    D: FnOnce(&mut Line, Instant, &mut dyn Work) -> Result<(), StoreError> + Send + 'static,
{
    let (until, state) = (until(BUSY_TIMEOUT), Arc::new(QueueState::default()));
    let mut work = asked.work;
    let work = Box::new(move |line: &mut Line| {
        let stored = does(line, until, work.as_mut());
        work.end(stored);
    });
    let sent = lane.send(QueuedWork { work, state: Arc::clone(&state) });
    deadline::see_to_its_end(sent, asked.told, &state, until, || ()).await
}
