//! A database of PostgreSQL that is read or written as a whole.

use std::time::{Duration, Instant};

use super::{server::Server, session::Limits, transaction::Line};
use crate::store::{
    error::StoreError,
    hold::Hold,
    table::Table,
    tx::{Tx, list, params},
    work::{self, Work},
};

/// All of a table is one statement, and a table may be large.
const LIMITS: Limits = Limits { statement: Duration::from_secs(24 * 60 * 60), lock: Duration::from_secs(8) };
/// How long a server is waited for that cannot be reached.
const PATIENCE: Duration = Duration::from_secs(8);

/// Names of the keys by which a table refers to itself.
const OWN_KEYS: &str = "SELECT conname FROM pg_constraint \
                        WHERE contype = 'f' AND conrelid = confrelid AND conrelid = to_regclass(?1)";
/// A table that somebody has, of those that are found without a schema before their names.
const ANY_TABLE: &str = "SELECT relname FROM pg_class \
                         WHERE relkind IN ('r', 'p') AND relnamespace = to_regnamespace(current_schema()) \
                         ORDER BY relname LIMIT 1";

pub(in crate::store) fn read<T, E: From<StoreError>>(
    server: &Server,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
) -> Result<T, E> {
    let reads = |tx: &mut dyn Tx| {
        wait_without_end(tx)?;
        work(tx)
    };
    work::done(reads, |work| Line::new(server.clone(), LIMITS).read(Instant::now() + PATIENCE, work))
}

pub(in crate::store) fn fill<T, E: From<StoreError>>(
    server: &Server,
    tables: &[Table],
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
) -> Result<T, E> {
    let fills = |tx: &mut dyn Tx| {
        wait_without_end(tx)?;
        let keys = open_up(tx, tables)?;
        let value = work(tx)?;
        close_again(tx, tables, &keys)?;
        Ok(value)
    };
    write(server, Hold::Gateway, fills)
}

fn write<T, E: From<StoreError>>(
    server: &Server,
    hold: Hold,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
) -> Result<T, E> {
    let write =
        |work: &mut dyn Work| Line::new(server.clone(), LIMITS).write(&hold.into(), Instant::now() + PATIENCE, work);
    work::done(work, write)
}

/// The other side may take its time.
fn wait_without_end(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.execute("SET LOCAL idle_in_transaction_session_timeout = 0", &[]).map(drop)
}

/// Puts triggers to rest, which also keeps everybody else from writing; the keys whose check is put off, with their tables.
fn open_up(tx: &mut dyn Tx, tables: &[Table]) -> Result<Vec<(String, String)>, StoreError> {
    for Table { name, .. } in tables {
        tx.execute(&format!("ALTER TABLE {name} DISABLE TRIGGER USER"), &[])?;
    }
    let mut keys = Vec::new();
    for table in tables.iter().filter(|table| table.refers_to_itself()) {
        let found: Vec<String> = list(tx, OWN_KEYS, params![&table.name], |row| row.get(0))?;
        keys.extend(found.into_iter().map(|key| (table.name.clone(), key)));
    }
    for (table, key) in &keys {
        tx.execute(&format!("ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"), &[])?;
    }
    Ok(keys)
}

fn close_again(tx: &mut dyn Tx, tables: &[Table], keys: &[(String, String)]) -> Result<(), StoreError> {
    tx.execute("SET CONSTRAINTS ALL IMMEDIATE", &[])?;
    for (table, key) in keys {
        tx.execute(&format!("ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE"), &[])?;
    }
    for Table { name, .. } in tables {
        tx.execute(&format!("ALTER TABLE {name} ENABLE TRIGGER USER"), &[])?;
    }
    Ok(())
}

/// Removes every row of every table, within `fill`.
///
/// # Errors
/// When the role may not.
pub fn clear(tx: &mut dyn Tx, tables: &[Table]) -> Result<(), StoreError> {
    let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
    tx.execute(&format!("TRUNCATE {}", names.join(", ")), &[]).map(drop)
}

/// The name of a table that is in the database, whosever it is.
///
/// # Errors
/// When the database cannot be read.
pub fn find_any_table(server: &Server) -> Result<Option<String>, StoreError> {
    read(server, |tx| Ok(list(tx, ANY_TABLE, &[], |row| row.get(0))?.into_iter().next()))
}

/// Lets the server count what its tables hold, by which it plans.
///
/// # Errors
/// When it cannot be reached.
pub fn analyze(server: &Server) -> Result<(), StoreError> {
    write(server, Hold::Nothing, |tx| tx.execute("ANALYZE", &[]).map(drop))
}
