//! Whole copies of a database, out of and into one that is in use.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{executor::connect, tx::StoreError};

/// Writes a compact, consistent copy to a file that must not exist yet.
///
/// # Errors
/// When the file exists or cannot be written.
pub fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = to.to_str().ok_or(StoreError::Unreadable("the path is not UTF-8"))?;
    connection.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// Writes a copy of the database at `from` to `to`, while others use it.
///
/// # Errors
/// When `from` cannot be read or `to` cannot be written.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    copy(&connect(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?, to)
}

/// Puts the content of the database at `from` in the place of the one at `into`, as one
/// transaction: whoever has it open sees the old content, then the new one.
///
/// # Errors
/// When the copy is refused; `into` is then as it was.
pub fn replace(from: &Path, into: &Path) -> Result<(), StoreError> {
    let from = connect(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut into = connect(into, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    Backup::new(&from, &mut into)?.run_to_completion(-1, Duration::from_millis(50), None)?;
    Ok(())
}

/// What SQLite's own examination finds wrong; empty for a sound database.
///
/// # Errors
/// When the file cannot be read at all.
pub fn examine(path: &Path) -> Result<Vec<String>, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}
