//! Connections to a database file, with the settings that every one of them needs.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::store::{deadline::BUSY_TIMEOUT, error::StoreError};

/// Pages kept by each connection that reads, in KiB; what is not there comes out of the system's own cache of the file.
const READER_CACHE_KIB: i32 = 1_000;

/// A connection with the settings that every one of them needs.
///
/// # Errors
/// When the file cannot be opened or is no database.
pub fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    // Otherwise a statement can be planned anew for each value that it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A new database is turned to write-ahead logging once, and SQLite does not wait for another program
/// that does so at the same moment.
fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut tries = BUSY_TIMEOUT.as_millis() / PAUSE.as_millis();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL").map_err(StoreError::from) {
            Err(StoreError::Busy) if tries > 0 => std::thread::sleep(PAUSE),
            done => return done,
        }
        tries -= 1;
    }
}

/// The write-ahead log, which is there once the database has been read.
pub(super) fn log_of(connection: &Connection, path: &Path) -> Result<File, StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(File::open(log_path(path))?)
}

/// The path of the write-ahead log beside a database file.
pub(super) fn log_path(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// Parsed once, unlike what is run as a batch.
pub(super) fn run_cached(connection: &Connection, sql: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}
