//! Brings a database file to the schema this program knows. Forward only.

use std::path::{Path, PathBuf};

use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags};

use super::{executor::connect, snapshot, tx::StoreError};

const MIGRATIONS: [(&str, &str); 2] = [
    ("V1__initial", include_str!("../../migrations/sqlite/0001_initial.sql")),
    ("V2__admin", include_str!("../../migrations/sqlite/0002_admin.sql")),
];

#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("{path} cannot be opened as a database; if it is damaged, restore a backup with `phoneclock restore`")]
    Open { path: PathBuf, source: StoreError },
    #[error(
        "{path} was made by a newer phoneclock (schema {found}, this program knows {known}); start the newer program"
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("the copy before the upgrade could not be written to {path}; make room, then start again")]
    Copy { path: PathBuf, source: StoreError },
    #[error("the database could not be upgraded; nothing was changed")]
    Failed(#[from] refinery::Error),
    #[error("a migration built into this program is not well-formed")]
    Malformed(#[source] refinery::Error),
}

/// Creates the file where it is missing, and runs what has not been run. An existing database is
/// first copied beside itself.
///
/// # Errors
/// When the file is no database, newer than this program, or a migration fails.
pub fn migrate(path: &Path) -> Result<(), MigrateError> {
    let open = |source| MigrateError::Open { path: path.to_owned(), source };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, flags).map_err(open)?;
    let found = schema_version(&connection).map_err(open)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(MigrateError::Newer { path: path.to_owned(), found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        let copy = path.with_file_name(format!("before-schema-{known}.db"));
        snapshot::copy(&connection, &copy).map_err(|source| MigrateError::Copy { path: copy.clone(), source })?;
    }
    let migrations = MIGRATIONS
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<Result<Vec<_>, _>>()
        .map_err(MigrateError::Malformed)?;
    Runner::new(&migrations).set_grouped(true).run(&mut connection)?;
    Ok(())
}

/// The number of the last migration that was run; 0 for an empty file.
fn schema_version(connection: &Connection) -> Result<i64, StoreError> {
    let has_history: bool = connection.query_row(
        "SELECT count(*) > 0 FROM sqlite_master WHERE name = 'refinery_schema_history'",
        [],
        |row| row.get(0),
    )?;
    if !has_history {
        return Ok(0);
    }
    Ok(connection.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
}
