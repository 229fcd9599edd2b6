//! Whole copies of a database, out of and into one that is in use.

use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::{ffi::OsStrExt, fs::OpenOptionsExt},
    path::Path,
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
    types::{ToSqlOutput, ValueRef},
};

use super::{connection::connect, transaction::SqliteTx};
use crate::store::{error::StoreError, tx::Tx};

/// Pages copied at a time.
const PAGES: i32 = 1024;
/// Each waits as long as any statement for another program, where SQLite lets it wait at all.
const TRIES: u32 = 3;
/// Between two tries to get at a database that another program holds.
const PAUSE: Duration = Duration::from_millis(50);

/// Creates an empty file that only its owner may read: every database holds PIN hashes and phone numbers.
///
/// # Errors
/// When the file exists or cannot be made.
pub fn create_private(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map(drop)
}

/// Writes a compact, consistent copy to a file that must not exist yet, and syncs it. Writers go on meanwhile.
///
/// # Errors
/// When the file exists or cannot be written; nothing is left of it then.
pub fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    create_private(to)?;
    // A path is bytes to the system and to SQLite, whatever letters they are.
    let name = ToSqlOutput::Borrowed(ValueRef::Text(to.as_os_str().as_bytes()));
    let written = connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(StoreError::from)
        .and_then(|_| Ok(fs::File::open(to)?.sync_all()?));
    if written.is_err() {
        // What has failed is told; that its remains stay, too, helps nobody.
        drop(fs::remove_file(to));
    }
    written
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
/// `before` is called when nobody can write to `into` any more and it still has its old content; so
/// a copy made there misses nothing. When it fails, `into` stays as it was.
///
/// # Errors
/// What `before` answers, or that the copy was refused; `into` is then as it was.
pub fn replace<E: From<StoreError>>(from: &Path, into: &Path, before: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    let from = connect(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if !into.exists() {
        create_private(into).map_err(StoreError::from)?;
    }
    let mut into = connect(into, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let backup = Backup::new(&from, &mut into).map_err(StoreError::from)?;
    // The first page takes the write lock, and the last one commits: a database of ours has dozens.
    if step(&backup, 1)? {
        return Err(StoreError::Unreadable("the copy is empty").into());
    }
    before()?;
    while !step(&backup, PAGES)? {}
    Ok(())
}

/// Whether the last page is copied, and all of them committed.
fn step(backup: &Backup<'_, '_>, pages: i32) -> Result<bool, StoreError> {
    for _ in 0..TRIES {
        match backup.step(pages)? {
            StepResult::Done => return Ok(true),
            StepResult::More => return Ok(false),
            StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
            _ => return Err(StoreError::Unreadable("an unknown answer of the database")),
        }
    }
    Err(StoreError::Busy)
}

/// Runs `work` on a database file, seeing one moment of it.
///
/// # Errors
/// What `work` answers, or that the file cannot be read as a database.
pub fn read_file<T, E: From<StoreError>>(path: &Path, work: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.execute_batch("BEGIN").map_err(StoreError::from)?;
    work(&mut SqliteTx::new(&connection))
}

/// What SQLite's own examination finds wrong; empty for a sound database.
///
/// # Errors
/// When the file cannot be read at all.
pub fn examine(path: &Path) -> Result<Vec<String>, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut found: Vec<_> = found.into_iter().filter(|line| line != "ok").collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let dangling = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    found.extend(dangling.into_iter().take(20).map(|table| format!("a row of {table} refers to one that is missing")));
    Ok(found)
}
