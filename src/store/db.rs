//! The database as the program sees it, whichever engine is beneath.

use std::{future::pending, path::Path};

use super::{
    error::StoreError,
    hold::Holds,
    postgres::{Connections, PgDb, Server},
    sqlite::{LossReason, SqliteDb},
    tx::Tx,
    work::{self, Asked},
};

/// A database. Cheap to clone; what runs it stops when the last clone is dropped.
#[derive(Clone)]
pub enum Db {
    /// A file of this machine.
    Sqlite(SqliteDb),
    /// A database that several gateways share.
    Postgres(PgDb),
}

impl Db {
    /// Opens a file that has been migrated; see [`migrate`](super::migrate::migrate).
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        SqliteDb::open(path).map(Self::Sqlite)
    }

    /// Opens a file that is thrown away after a crash; see [`SqliteDb::open_scratch`].
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open_scratch(path: &Path) -> Result<Self, StoreError> {
        SqliteDb::open_scratch(path).map(Self::Sqlite)
    }

    /// A database of PostgreSQL that has been migrated. Its connections are made when they are needed.
    #[must_use]
    pub fn at(server: &Server, connections: Connections) -> Self {
        Self::Postgres(PgDb::new(server, connections))
    }

    /// Whether other gateways may use it at the same time.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(_) => true,
        }
    }

    /// Returns once it is known that what was written is not kept, so that the program must be started anew. A server
    /// that is away comes back, so for one this never happens.
    pub async fn lost(&self) -> LossReason {
        match self {
            Self::Sqlite(db) => db.lost().await,
            Self::Postgres(_) => pending().await,
        }
    }

    /// Whether a write would succeed.
    ///
    /// # Errors
    /// When it would not.
    pub async fn check_writes(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.check_writes().await,
            Self::Postgres(db) => db.check_writes().await,
        }
    }

    /// Ends what is queued; nothing is read or written afterwards.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.close().await,
        }
    }

    /// What waits for its turn.
    #[must_use]
    pub fn queued(&self) -> usize {
        match self {
            Self::Sqlite(db) => db.queued(),
            Self::Postgres(db) => db.queued(),
        }
    }

    /// Runs `work` in a transaction under these holds and answers once it is durable. An error undoes all of it.
    ///
    /// # Errors
    /// What `work` answers, or that the store could not commit.
    pub async fn write<T, E, F>(&self, holds: impl Into<Holds>, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (asked, answer) = work::asked_alone(work);
        answer.take(self.see_written(holds.into(), asked).await)
    }

    /// The same, and then, once it is durable, `then` with what `work` has left for it, whether or not whoever asked
    /// still waits.
    ///
    /// # Errors
    /// What `work` answers, or that the store could not commit.
    pub async fn write_then<T, A, E, F>(
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
        let (asked, answer) = work::asked(work, then);
        answer.take(self.see_written(holds.into(), asked).await)
    }

    async fn see_written(&self, holds: Holds, asked: Asked) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.write(holds, asked).await,
            Self::Postgres(db) => db.write(holds, asked).await,
        }
    }

    /// Runs `work` on one moment of the database, which it cannot change.
    ///
    /// # Errors
    /// What `work` answers, or that no connection could be had.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (asked, answer) = work::asked_alone(work);
        answer.take(self.see_read(asked).await)
    }

    async fn see_read(&self, asked: Asked) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.read(asked).await,
            Self::Postgres(db) => db.read(asked).await,
        }
    }
}
