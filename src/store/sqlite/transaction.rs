//! A transaction on one connection, and the parts of it that are kept or undone each as a whole.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use rusqlite::Connection;

use super::{connection::run_cached, values::take};
use crate::store::{
    checked,
    error::StoreError,
    hold::Holds,
    tx::{Row, Tx, Value, list},
    work::{Undone, Work},
};

/// Begins a transaction that writes, waiting for other programs at most for `busy_timeout`. What was left open is undone.
pub(super) fn begin(connection: &Connection, busy_timeout: Duration) -> Result<(), StoreError> {
    undo_all(connection);
    connection.busy_timeout(busy_timeout)?;
    Ok(run_cached(connection, "BEGIN IMMEDIATE")?)
}

/// Commits; where that fails, everything is undone.
pub(super) fn commit(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_autocommit() {
        return Err(lost());
    }
    run_cached(connection, "COMMIT").map_err(|error| {
        undo_all(connection);
        StoreError::Lost(error.into())
    })
}

/// Ends a transaction that can no longer be trusted; everybody in it learns so at the commit.
fn undo_all(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(error = &error as &dyn std::error::Error, "a transaction could not be undone");
    }
}

/// What everybody learns whose transaction ended before its commit.
pub(super) fn lost() -> StoreError {
    StoreError::Lost("the transaction was lost".into())
}

/// A transaction on one connection.
pub struct SqliteTx<'c> {
    connection: &'c Connection,
    /// Whether nobody else has done anything in it …
    alone: bool,
    /// … and whether all of it was undone with what failed.
    pub(super) undone: bool,
    /// Whether the disk has refused something.
    pub(super) refused: bool,
}

impl<'c> SqliteTx<'c> {
    /// The transaction that a caller has begun on a connection of its own.
    #[must_use]
    pub const fn new(connection: &'c Connection) -> Self {
        Self { connection, alone: true, undone: false, refused: false }
    }

    /// A part of a transaction that several share; `alone` where nobody else has done anything in it yet.
    pub(super) const fn sharing(connection: &'c Connection, alone: bool) -> Self {
        Self { connection, alone, undone: false, refused: false }
    }

    /// Keeps all of the work or nothing of it, whatever becomes of the others in the transaction.
    ///
    /// # Errors
    /// Where that was not to be had. What the work itself fails with it tells itself.
    pub(super) fn run_isolated(&mut self, holds: &Holds, work: &mut dyn Work) -> Result<(), StoreError> {
        if !self.alone {
            return self.run_in_savepoint(holds, work);
        }
        // Spares the copies of pages by which a savepoint goes back.
        if self.run_caught(holds, work).is_err() {
            undo_all(self.connection);
            self.undone = true;
        }
        Ok(())
    }

    fn run_in_savepoint(&mut self, holds: &Holds, work: &mut dyn Work) -> Result<(), StoreError> {
        run_cached(self.connection, "SAVEPOINT command")?;
        let undone = match self.run_caught(holds, work) {
            Ok(()) => Ok(()),
            Err(Undone) => run_cached(self.connection, "ROLLBACK TO command"),
        };
        // What cannot be undone alone is undone with everything else, never committed with it.
        undone.and_then(|()| run_cached(self.connection, "RELEASE command")).map_err(|error| {
            undo_all(self.connection);
            error.into()
        })
    }

    fn run_caught(&mut self, holds: &Holds, work: &mut dyn Work) -> Result<(), Undone> {
        catch_unwind(AssertUnwindSafe(|| checked::run(self, holds, work))).unwrap_or(Err(Undone))
    }

    /// A statement as it is written: what is asked about stays in the parameters, which nobody is told.
    fn trace_sql(&self, sql: &str) {
        tracing::trace!(target: "phoneclock::sql", database = self.connection.path(), sql, "a statement");
    }

    /// Some failures, a full disk among them, end the whole transaction; what follows must not run outside of one.
    fn in_transaction(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() { Err(lost()) } else { Ok(()) }
    }
}

impl Tx for SqliteTx<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.in_transaction()?;
        self.trace_sql(sql);
        let changed = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(rusqlite::params_from_iter(params)))
            .map_err(StoreError::from);
        self.refused |= matches!(changed, Err(StoreError::Disk(_)));
        changed
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        list(self, sql, params, |row| Ok(row.clone()))
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.in_transaction()?;
        self.trace_sql(sql);
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut values = Row::new(vec![Value::Null; statement.column_count()]);
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        while let Some(row) = rows.next()? {
            for (column, value) in values.values_mut().iter_mut().enumerate() {
                take(value, row.get_ref(column)?);
            }
            read(&values)?;
        }
        Ok(())
    }
}
