//! The database as the program sees it: one writer thread that commits in groups, one that waits for the disk, and
//! read-only connections beside them.

use std::{path::Path, sync::Arc, time::Duration};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{mpsc, oneshot};

use super::{
    base::Base,
    connection::{connect, log_of, log_path},
    durable::{self, Durable, SyncMethod},
    health::{Health, LossReason, Outlook},
    readers::Readers,
    writer::{QueuedWork, WriterRequest, run_writer},
};
use crate::{
    disk::FileIdentity,
    store::{
        deadline::{self, BUSY_TIMEOUT, QueueState, until},
        error::StoreError,
        hold::{Hold, Holds},
        probe::{Probe, TRY_WRITING},
        tx::Tx,
        work::{self, Asked},
    },
};

/// Writes that may wait for the writer; more than these wait to be queued.
const QUEUE_CAPACITY: usize = 1024;
/// Pages of the log after which they are carried into the database: some 16 MiB, so that a page which is written again
/// and again is carried over once.
const CHECKPOINT_AFTER: u32 = 4_000;
/// Pages kept by the connection that writes, in KiB.
const WRITER_CACHE_KIB: i32 = 4_000;
/// How long a close waits for what is being read, and for the log to be carried into the database.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// The database. Cheap to clone; the writer stops when the last clone is dropped.
#[derive(Clone)]
pub struct SqliteDb {
    writer: mpsc::Sender<WriterRequest>,
    readers: Arc<Readers>,
    health: Arc<Health>,
    probe: Probe,
    busy_timeout: Duration,
}

impl SqliteDb {
    /// Opens a database that has been migrated; see [`migrate`](super::migrate::migrate).
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_waiting(path, BUSY_TIMEOUT)
    }

    /// Opens a database that is thrown away after a crash, such as a copy that is still being made: no write waits for
    /// the disk.
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open_scratch(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        Self::run(path, connection, SyncMethod::Never, Arc::default(), BUSY_TIMEOUT)
    }

    /// Opens with another time-out for programs that hold the database.
    pub(in crate::store) fn open_waiting(path: &Path, busy_timeout: Duration) -> Result<Self, StoreError> {
        let health = Arc::<Health>::default();
        let known = FileIdentity::at(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(busy_timeout)?;
        let log = log_of(&connection, path)?;
        health.watch(vec![known, FileIdentity::at(&log_path(path))?]);
        // What a killed run has written and not synced counts as made from now on, and is read without another sync.
        log.sync_all()?;
        // A commit itself waits for nothing: whoever asked for it does, until the log is synced.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let base = Base::of(path, &log)?;
        Self::run(path, connection, SyncMethod::Log { log, base }, health, busy_timeout)
    }

    fn run(
        path: &Path,
        connection: Connection,
        synced: SyncMethod,
        health: Arc<Health>,
        busy_timeout: Duration,
    ) -> Result<Self, StoreError> {
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_AFTER)?;
        connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        let (writer, queue) = mpsc::channel(QUEUE_CAPACITY);
        let durable = Durable::start(synced, Arc::clone(&health))?;
        let told = Arc::clone(&health);
        std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn({
                let path = path.to_owned();
                move || run_writer(&path, connection, queue, durable, &told)
            })
            .map_err(|_| StoreError::Closed)?;
        Ok(Self { writer, readers: Arc::new(Readers::new(path)), health, probe: Probe::default(), busy_timeout })
    }

    /// Returns once it is known that what was written is not kept. From then on nothing is written any more, because
    /// nobody knows what is on the disk: the program must be started anew.
    pub async fn lost(&self) -> LossReason {
        self.health.lost().await
    }

    /// Whether a write would succeed: by the last one, or by trying where that tells nothing.
    ///
    /// # Errors
    /// When it would not.
    pub async fn check_writes(&self) -> Result<(), StoreError> {
        if self.health.is_lost() || self.health.find_moved().is_some() {
            return Err(durable::lost());
        }
        let write = async || {
            let outlook = self.health.outlook();
            let (asked, answer) = work::asked_alone(move |tx| probe(tx, outlook));
            answer.take(self.write(Hold::Gateway.into(), asked).await)
        };
        self.probe.ask(|| self.health.outlook() == Outlook::Good, write).await
    }

    /// Ends what is queued and carries the log into the database, so that nothing is left beside it where nobody else has
    /// it open. Nothing is read or written afterwards.
    pub async fn close(&self) {
        let (answer, answered) = oneshot::channel();
        let closing = async {
            self.readers.close().await;
            if self.writer.send(WriterRequest::Close(answer)).await.is_ok() {
                drop(answered.await);
            }
        };
        // What is left then is taken in at the next start, as after a crash.
        if tokio::time::timeout(CLOSE_TIMEOUT, closing).await.is_err() {
            tracing::warn!("the log of the database could not be carried over in time; the next start does it");
        }
    }

    /// Writes that wait for the writer.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.writer.max_capacity() - self.writer.capacity()
    }

    /// Does the work in a transaction under these holds; it is told once that is durable.
    ///
    /// # Errors
    /// When the work was not taken.
    pub(in crate::store) async fn write(&self, holds: Holds, asked: Asked) -> Result<(), StoreError> {
        let (until, state) = (until(self.busy_timeout), Arc::new(QueueState::default()));
        let queued = QueuedWork { holds, work: asked.work, until, state: Arc::clone(&state) };
        let sent = async { self.writer.send(WriterRequest::Work(queued)).await.map_err(|_| StoreError::Closed) };
        deadline::see_to_its_end(sent, asked.told, &state, until, || self.health.failed()).await
    }

    /// Does the work on a read-only connection, seeing one moment of the database.
    ///
    /// # Errors
    /// When no connection could be had.
    pub(in crate::store) async fn read(&self, asked: Asked) -> Result<(), StoreError> {
        let permit = self.readers.permit().await?;
        let (readers, until) = (Arc::clone(&self.readers), until(self.busy_timeout));
        let reading = tokio::task::spawn_blocking(move || {
            // Held to the end of the work: whoever asked may be gone by then.
            let _permit = permit;
            let mut work = asked.work;
            let read = readers.run(until, work.as_mut());
            work.end(read);
        });
        reading.await.map_err(|_| StoreError::Panicked)
    }
}

/// Writes something where writes fail, because only that tells; otherwise it is enough that one could begin.
fn probe(tx: &mut dyn Tx, outlook: Outlook) -> Result<(), StoreError> {
    match outlook {
        Outlook::Failing => tx.execute(TRY_WRITING, &[]).map(drop),
        Outlook::Good | Outlook::Unknown => Ok(()),
    }
}
