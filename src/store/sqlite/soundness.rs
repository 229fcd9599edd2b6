//! What is looked at before a database file is opened in earnest, so that damage is met at the start and not by a
//! caller. It writes nothing, and takes no longer for a large database than for a small one.
//!
//! SQLite itself tells a file that is cut short or begins with other bytes. Beyond that each table's first and last
//! row are read, and a small database is read whole. For a large one that would hold up the start for minutes, just
//! when callers wait after a crash; `phoneclock doctor` does it, and every backup reads every row.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};
use rustix::{fs::Access, io::Errno};

use super::{
    base,
    connection::connect,
    migrate::{MIGRATIONS, schema_version},
    wal,
};
use crate::{disk, store::error::StoreError};

/// Databases up to this size are read whole, in under 0.1 s.
const READ_WHOLE_BYTES: u64 = 16 << 20;

/// Why a database file is not opened: what is the matter, and what to do.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum SoundnessError {
    #[error(
        "{0} is not a file; move it away and restore a backup with `phoneclock restore`, or set PHONECLOCK_DATA_DIR to the \
         folder that phoneclock.db is in"
    )]
    NoFile(PathBuf),
    #[error(
        "{path} cannot be read and written by this user; run as the user of the gateway, or give the file to this one \
         with chown{owner}"
    )]
    Forbidden { path: PathBuf, owner: String, source: io::Error },
    #[error("{path} cannot be written: {}", disk::READ_ONLY)]
    ReadOnly { path: PathBuf },
    #[error(
        "{0} is empty, though there is a key file for what it held; restore a backup with `phoneclock restore`, or \
         delete the file to start over"
    )]
    Emptied(PathBuf),
    #[error(
        "{path} is a database of another program, with a table \"{table}\"; set PHONECLOCK_DATA_DIR to the folder of \
         phoneclock's own"
    )]
    Foreign { path: PathBuf, table: String },
    #[error(
        "{path} is damaged: {what}; stop the gateway, move the file away together with its -wal and -shm files, and \
         restore a backup with `phoneclock restore`"
    )]
    Damaged { path: PathBuf, what: String },
    #[error(
        "{path} is another file than the one that {log} was written for: it was put there after the last run had ended \
         without a stop; to begin with exactly what it holds, move {log} away together with the -shm file, and to take in \
         what {log} holds all the same, delete {}-base", .path.display()
    )]
    OtherLog { path: PathBuf, log: PathBuf },
    #[error(
        "{path} holds {what}, which no phoneclock makes and which may change what is written; remove it with a tool for \
         databases, or use a backup from before it was there"
    )]
    Meddled { path: PathBuf, what: String },
    #[error("{path} is held by another program, perhaps a backup or a tool for databases; end that, then try again")]
    Held { path: PathBuf, source: StoreError },
    #[error("{path} cannot be looked over; see that its disk and its folder are in order, then try again")]
    Unknown { path: PathBuf, source: StoreError },
}

/// Looks a database file over. A file that is not there, or empty and `new`, is in order: it becomes a database.
///
/// # Errors
/// When it is no database of ours, or damage is found.
pub fn check(path: &Path, new: bool) -> Result<(), SoundnessError> {
    if may_begin(path, new)? {
        return Ok(());
    }
    let damaged = |what: String| SoundnessError::Damaged { path: path.to_owned(), what };
    let log = beside(path, "-wal");
    if base::has_foreign_log(path, &log).map_err(|source| forbidden(log.clone(), source))? {
        return Err(SoundnessError::OtherLog { path: path.to_owned(), log });
    }
    if let Some(what) = wal::damage(&log).map_err(|source| forbidden(log, source))? {
        return Err(damaged(what));
    }
    let refused = |error: StoreError| {
        let path = path.to_owned();
        match error {
            StoreError::Damaged(_) => damaged(cause(&error)),
            StoreError::Busy => SoundnessError::Held { path, source: error },
            StoreError::Away(_)
            | StoreError::Taken(_)
            | StoreError::Refused(_)
            | StoreError::Lost(_)
            | StoreError::UnknownCommit(_)
            | StoreError::Disk(_)
            | StoreError::Unreadable(_)
            | StoreError::RowCount { .. }
            | StoreError::Closed
            | StoreError::Panicked => SoundnessError::Unknown { path, source: error },
        }
    };
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(refused)?;
    let found = schema_version(&connection).map_err(refused)?;
    let there = objects(&connection).map_err(refused)?;
    if found == 0 {
        return match there.into_iter().find_map(|name| name.strip_prefix("table ").map(str::to_owned)) {
            Some(table) => Err(SoundnessError::Foreign { path: path.to_owned(), table }),
            None => Ok(()),
        };
    }
    // What a newer program has made, this one cannot judge; it will not be opened.
    let Some(known) = usize::try_from(found).ok().and_then(|found| MIGRATIONS.get(..found)) else { return Ok(()) };
    let made = after(known).map_err(refused)?;
    let wanted = objects(&made).map_err(refused)?;
    // Sorted, so that a table comes after its columns and indexes.
    if let Some(missing) = wanted.difference(&there).last() {
        return Err(damaged(format!("the {missing} is missing")));
    }
    if let Some(what) = meddling(&connection, &made).map_err(refused)? {
        return Err(SoundnessError::Meddled { path: path.to_owned(), what });
    }
    let small = fs::metadata(path).is_ok_and(|file| file.len() <= READ_WHOLE_BYTES);
    let fault = if small { any_fault(&connection) } else { fault_at_the_ends(&connection, &wanted) };
    match fault.map_err(refused)? {
        Some(what) => Err(damaged(what)),
        None => Ok(()),
    }
}

/// Whether nothing is there yet that could be looked over.
fn may_begin(path: &Path, new: bool) -> Result<bool, SoundnessError> {
    let written_ahead = fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    let file = match fs::metadata(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let what = "it is gone, and only its -wal file is left".to_owned();
            return if written_ahead { Err(SoundnessError::Damaged { path: path.to_owned(), what }) } else { Ok(true) };
        }
        Err(source) => return Err(forbidden(path.to_owned(), source)),
    };
    if !file.is_file() {
        return Err(SoundnessError::NoFile(path.to_owned()));
    }
    let folder = disk::folder_of(path);
    for used in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm"), folder.to_owned()] {
        // Asked for, not tried: to close a file would end SQLite's locks on it, all over this program.
        match rustix::fs::access(&used, Access::READ_OK | Access::WRITE_OK) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(Errno::ROFS) => return Err(SoundnessError::ReadOnly { path: used }),
            Err(error) => return Err(forbidden(used, error.into())),
        }
    }
    match file.len() {
        0 if new && !written_ahead => Ok(true),
        0 => Err(SoundnessError::Emptied(path.to_owned())),
        _ => Ok(false),
    }
}

fn forbidden(path: PathBuf, source: io::Error) -> SoundnessError {
    SoundnessError::Forbidden { owner: disk::belongs_to(&path), path, source }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The tables with their columns, and the indexes and triggers, that make a schema.
fn objects(connection: &Connection) -> Result<BTreeSet<String>, StoreError> {
    const OBJECTS: &str = "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        UNION ALL SELECT 'column ' || t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(OBJECTS)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// A database as the migrations make it.
fn after(migrations: &[(&str, &str)]) -> Result<Connection, StoreError> {
    let connection = Connection::open_in_memory()?;
    for (_, sql) in migrations {
        connection.execute_batch(sql)?;
    }
    Ok(connection)
}

/// The first thing that no migration makes, or makes otherwise, and that acts on what is written or stands between: a
/// trigger, a view, an index that refuses rows. Tables and indexes of an operator's own are in nobody's way.
fn meddling(connection: &Connection, made: &Connection) -> Result<Option<String>, StoreError> {
    let (mut found, made) = (acting(connection)?, acting(made)?);
    found.retain(|name, sql| made.get(name) != Some(sql));
    if !found.is_empty() {
        // What a later migration makes is no stranger, whatever the database says of itself.
        let all = acting(&after(&MIGRATIONS)?)?;
        found.retain(|name, sql| all.get(name) != Some(sql));
    }
    Ok(found.pop_first().map(|(name, _)| match made.contains_key(&name) {
        true => format!("another {name} than its own"),
        false => format!("the {name}"),
    }))
}

/// What acts, by kind and name, with how it was made; quotes and blanks are no difference.
fn acting(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    const ACTING: &str = "SELECT type || ' ' || name, sql FROM sqlite_master
        WHERE type IN ('trigger', 'view') OR type = 'index' AND sql LIKE 'CREATE UNIQUE%'";
    let mut statement = connection.prepare(ACTING)?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(1)?;
        let sql = sql.replace("IF NOT EXISTS", "");
        Ok((row.get(0)?, sql.chars().filter(|char| !char.is_whitespace() && *char != '"').collect()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first thing that is wrong anywhere.
fn any_fault(connection: &Connection) -> Result<Option<String>, StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    // Several lines, the first of which only says which database.
    Ok((found != "ok").then(|| found.lines().last().unwrap_or_default().to_owned()))
}

/// What cannot be read of the first and the last row of each table, by its key.
fn fault_at_the_ends(connection: &Connection, objects: &BTreeSet<String>) -> Result<Option<String>, StoreError> {
    for table in objects.iter().filter_map(|name| name.strip_prefix("table ")) {
        for order in ["ASC", "DESC"] {
            match read_first(connection, table, order) {
                Ok(()) => {}
                Err(StoreError::Damaged(_)) => return Ok(Some(format!("the table {table} cannot be read"))),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(None)
}

fn read_first(connection: &Connection, table: &str, order: &str) -> Result<(), StoreError> {
    const KEY: &str =
        "SELECT group_concat(name || ' ' || ?2, ', ' ORDER BY pk) FROM pragma_table_info(?1) WHERE pk > 0";
    let key: Option<String> = connection.query_row(KEY, [table, order], |row| row.get(0))?;
    let by_key = key.map_or_else(String::new, |key| format!("ORDER BY {key}"));
    connection.prepare(&format!("SELECT * FROM {table} {by_key} LIMIT 1"))?.query([])?.next()?;
    Ok(())
}

/// SQLite's own words, without ours before them and the number behind.
fn cause(error: &StoreError) -> String {
    let said = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    said.split(": Error code").next().unwrap_or_default().to_owned()
}
