//! Read-only connections, opened as they are needed and kept for the next one who reads.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    connection::{connect, run_cached},
    transaction::SqliteTx,
};
use crate::store::{deadline::left, error::StoreError, work::Work};

/// Reads under way at once; more than these wait.
const READERS: usize = 4;

/// The connections that read, of which there are a few at most.
pub(super) struct Readers {
    path: PathBuf,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), permits: Arc::new(Semaphore::new(READERS)), idle: Mutex::default() }
    }

    /// Waits until one more may read.
    pub(super) async fn permit(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)
    }

    /// Waits for whoever reads, and lets nobody read any more.
    pub(super) async fn close(&self) {
        let reading = self.permits.acquire_many(u32::try_from(READERS).unwrap_or(u32::MAX)).await;
        self.permits.close();
        drop(reading);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Does the work on one of the connections, seeing one moment of the database. Blocks.
    pub(super) fn run(&self, until: Instant, work: &mut dyn Work) -> Result<(), StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        connection.busy_timeout(left(until))?;
        run_cached(&connection, "BEGIN")?;
        // What it fails with it tells itself; there is nothing to undo.
        let _ = work.run(&mut SqliteTx::new(&connection));
        run_cached(&connection, "ROLLBACK")?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS && !self.permits.is_closed() {
            idle.push(connection);
        }
        Ok(())
    }
}
