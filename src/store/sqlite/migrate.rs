//! Brings a database file to the schema this program knows. Forward only.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{connection::connect, snapshot};
use crate::{
    domain::{
        search::{search_key_of, sort_name},
        workspace::Zone,
    },
    store::error::StoreError,
};

/// Rows whose missing columns are filled in one transaction.
const FILLED_AT_ONCE: usize = 10_000;

pub(in crate::store) const MIGRATIONS: [(&str, &str); 29] = [
    ("V1__initial", include_str!("../../../migrations/sqlite/0001_initial.sql")),
    ("V2__admin", include_str!("../../../migrations/sqlite/0002_admin.sql")),
    ("V3__payroll", include_str!("../../../migrations/sqlite/0003_payroll.sql")),
    ("V4__guessed_ids", include_str!("../../../migrations/sqlite/0004_guessed_ids.sql")),
    ("V5__growth", include_str!("../../../migrations/sqlite/0005_growth.sql")),
    ("V6__call_steps", include_str!("../../../migrations/sqlite/0006_call_steps.sql")),
    ("V7__hardening", include_str!("../../../migrations/sqlite/0007_hardening.sql")),
    ("V8__calls", include_str!("../../../migrations/sqlite/0008_calls.sql")),
    ("V9__plans", include_str!("../../../migrations/sqlite/0009_plans.sql")),
    ("V10__kiosks", include_str!("../../../migrations/sqlite/0010_kiosks.sql")),
    ("V11__formats", include_str!("../../../migrations/sqlite/0011_formats.sql")),
    ("V12__alerts", include_str!("../../../migrations/sqlite/0012_alerts.sql")),
    ("V13__import_undo", include_str!("../../../migrations/sqlite/0013_import_undo.sql")),
    ("V14__worker_page", include_str!("../../../migrations/sqlite/0014_worker_page.sql")),
    ("V15__texts", include_str!("../../../migrations/sqlite/0015_texts.sql")),
    ("V16__user_language", include_str!("../../../migrations/sqlite/0016_user_language.sql")),
    ("V17__counting", include_str!("../../../migrations/sqlite/0017_counting.sql")),
    ("V18__locations", include_str!("../../../migrations/sqlite/0018_locations.sql")),
    ("V19__breaks", include_str!("../../../migrations/sqlite/0019_breaks.sql")),
    ("V20__location_jobs", include_str!("../../../migrations/sqlite/0020_location_jobs.sql")),
    ("V21__crews", include_str!("../../../migrations/sqlite/0021_crews.sql")),
    ("V22__photos", include_str!("../../../migrations/sqlite/0022_photos.sql")),
    ("V23__kept_punches", include_str!("../../../migrations/sqlite/0023_kept_punches.sql")),
    ("V24__replicas", include_str!("../../../migrations/sqlite/0024_replicas.sql")),
    ("V25__api", include_str!("../../../migrations/sqlite/0025_api.sql")),
    ("V26__missed_calls", include_str!("../../../migrations/sqlite/0026_missed_calls.sql")),
    ("V27__hooks", include_str!("../../../migrations/sqlite/0027_hooks.sql")),
    ("V28__costs", include_str!("../../../migrations/sqlite/0028_costs.sql")),
    ("V29__text_replies", include_str!("../../../migrations/sqlite/0029_text_replies.sql")),
];

/// Why a database file could not be brought to the schema that this program knows.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MigrateError {
    #[error("{path} cannot be created; make its folder, and make it writable")]
    Create { path: PathBuf, source: io::Error },
    #[error("{path} cannot be opened as a database; if it is damaged, restore a backup with `phoneclock restore`")]
    Open { path: PathBuf, source: StoreError },
    #[error("{path} is held by another program, perhaps a backup or a tool for databases; end that, then try again")]
    Held { path: PathBuf, source: StoreError },
    #[error("{path} cannot be used; make room on its disk, see that it can be written and is in order, then try again")]
    Disk { path: PathBuf, source: StoreError },
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
    migrate_with(path, &MIGRATIONS)
}

pub(in crate::store) fn migrate_with(path: &Path, known: &[(&str, &str)]) -> Result<(), MigrateError> {
    let open = |source| unopened(path, source);
    match snapshot::create_private(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(source) => return Err(MigrateError::Create { path: path.to_owned(), source }),
    }
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(open)?;
    let found = schema_version(&connection).map_err(open)?;
    let latest = i64::try_from(known.len()).unwrap_or(i64::MAX);
    if found > latest {
        return Err(MigrateError::Newer { path: path.to_owned(), found, known: latest });
    }
    if found == latest {
        return fill_in(&mut connection).map_err(open);
    }
    if found > 0 {
        copy_aside(&connection, &path.with_file_name(format!("before-schema-{latest}.db")))?;
    }
    let migrations = known
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<Result<Vec<_>, _>>()
        .map_err(MigrateError::Malformed)?;
    // Deferred ones fail at once where another program upgrades at the same moment.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    match Runner::new(&migrations).set_grouped(true).run(&mut connection) {
        Ok(_) => fill_in(&mut connection).map_err(open),
        // Another program may have run them at the same moment.
        Err(_) if schema_version(&connection).is_ok_and(|now| now == latest) => Ok(()),
        Err(error) => Err(MigrateError::Failed(error)),
    }
}

/// Makes every table in a database that has none.
pub(super) fn make_schema(connection: &mut Connection) -> Result<(), refinery::Error> {
    let migrations =
        MIGRATIONS.iter().map(|(name, sql)| Migration::unapplied(name, sql)).collect::<Result<Vec<_>, _>>()?;
    Runner::new(&migrations).set_grouped(true).run(connection).map(drop)
}

/// What is held, or on a full disk, may well be in order, and nobody is to put a backup in its place.
pub(in crate::store) fn unopened(path: &Path, source: StoreError) -> MigrateError {
    let path = path.to_owned();
    match source {
        StoreError::Busy => MigrateError::Held { path, source },
        StoreError::Disk(_) => MigrateError::Disk { path, source },
        StoreError::Away(_)
        | StoreError::Taken(_)
        | StoreError::Refused(_)
        | StoreError::Lost(_)
        | StoreError::UnknownCommit(_)
        | StoreError::Damaged(_)
        | StoreError::Unreadable(_)
        | StoreError::RowCount { .. }
        | StoreError::Closed
        | StoreError::Panicked => MigrateError::Open { path, source },
    }
}

/// Writes what SQL alone cannot make into rows from before an upgrade.
fn fill_in(connection: &mut Connection) -> Result<(), StoreError> {
    // SQLite knows the letters of English and no others. The name to order by is written last: by it those are known
    // who have still to be filled in.
    if has_column(connection, "employee", "search_key")? {
        let key = |row: &rusqlite::Row<'_>| {
            let optional = |place| row.get::<_, Option<String>>(place);
            let (number, email, phone) = (optional(2)?, optional(3)?, optional(4)?);
            let name: String = row.get(1)?;
            Ok(search_key_of(&name, number.as_deref(), email.as_deref(), phone.as_deref()))
        };
        let from = "name, employee_number, email, phone";
        fill_column(connection, ("employee", "search_key"), from, key)?;
    }
    fill_column(connection, ("employee", "sort_name"), "name", |row| Ok(sort_name(&row.get::<_, String>(1)?)))?;
    // Nor does it know time zones.
    fill_column(connection, ("time_entry", "work_date"), "in_at, zone", |row| {
        let in_at = Timestamp::from_millisecond(row.get(1)?).unwrap_or_default();
        let zone = Zone::parse(&row.get::<_, String>(2)?).map_err(|_| StoreError::Unreadable("a time zone"))?;
        Ok(zone.local(in_at).date().to_string())
    })
}

fn has_column(connection: &Connection, table: &str, column: &str) -> Result<bool, StoreError> {
    const HAS_COLUMN: &str = "SELECT count(*) > 0 FROM pragma_table_info(?1) WHERE name = ?2";
    Ok(connection.query_row(HAS_COLUMN, [table, column], |row| row.get(0))?)
}

/// Writes a column that is empty, from others of its row.
fn fill_column(
    connection: &mut Connection,
    (table, column): (&str, &str),
    from: &str,
    value: impl Fn(&rusqlite::Row<'_>) -> Result<String, StoreError>,
) -> Result<(), StoreError> {
    if !has_column(connection, table, column)? {
        return Ok(());
    }
    loop {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let missing = format!("SELECT id, {from} FROM {table} WHERE {column} = '' LIMIT {FILLED_AT_ONCE}");
        let filled = tx
            .prepare(&missing)?
            .query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, value(row))))?
            .collect::<Result<Vec<_>, rusqlite::Error>>()?;
        if filled.is_empty() {
            return Ok(());
        }
        {
            let mut update = tx.prepare(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"))?;
            for (id, value) in filled {
                update.execute(rusqlite::params![id, value?])?;
            }
        }
        tx.commit()?;
    }
}

/// A copy of an earlier try to upgrade is replaced: what it held is in the database still.
fn copy_aside(connection: &Connection, to: &Path) -> Result<(), MigrateError> {
    let failed = |source| MigrateError::Copy { path: to.to_owned(), source };
    let partial = to.with_extension("db.partial");
    match fs::remove_file(&partial) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error.into())),
    }
    snapshot::copy(connection, &partial).map_err(failed)?;
    fs::rename(&partial, to).map_err(|error| failed(error.into()))
}

/// The schema this program knows.
#[must_use]
pub fn known_schema() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema that begins with the migration of this name; one that nobody has where there is none.
#[must_use]
pub(in crate::store) fn schema_of(migration: &str) -> i64 {
    let place =
        MIGRATIONS.iter().position(|(name, _)| name.split_once("__").is_some_and(|(_, name)| name == migration));
    place.and_then(|place| i64::try_from(place.saturating_add(1)).ok()).unwrap_or(i64::MAX)
}

/// The schema of a database file; 0 when it was not made by phoneclock.
///
/// # Errors
/// When the file cannot be read as a database.
pub fn find_schema(path: &Path) -> Result<i64, StoreError> {
    schema_version(&connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

/// The number of the last migration that was run; 0 for an empty file.
pub(in crate::store) fn schema_version(connection: &Connection) -> Result<i64, StoreError> {
    const HISTORY: &str = "SELECT count(*) > 0 FROM sqlite_master WHERE name = 'refinery_schema_history'";
    let has_history: bool = connection.query_row(HISTORY, [], |row| row.get(0))?;
    if !has_history {
        return Ok(0);
    }
    Ok(connection.query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))?)
}
