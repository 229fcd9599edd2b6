//! Database files that are written row by row from another engine.

use std::{collections::BTreeMap, path::Path};

use rusqlite::{Connection, OpenFlags};

use super::{connection::connect, migrate, transaction::SqliteTx};
use crate::store::{error::StoreError, table::Table, tx::Tx};

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                      AND name <> 'refinery_schema_history' ORDER BY name";
const COLUMNS: &str = "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid";
const REFERENCES: &str = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)";
const TRIGGERS: &str = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";
const DANGLING: &str = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1";

/// The tables that this program knows, in the order of their names.
///
/// # Errors
/// When the schema cannot be made.
pub(in crate::store) fn tables() -> Result<Vec<Table>, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    migrate::make_schema(&mut connection).map_err(|error| StoreError::Refused(error.into()))?;
    let names = strings(&connection, TABLES, &[])?;
    names.into_iter().map(|name| table(&connection, name)).collect()
}

fn table(connection: &Connection, name: String) -> Result<Table, StoreError> {
    let mut statement = connection.prepare(COLUMNS)?;
    let columns = statement.query_map([&name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let key: BTreeMap<_, _> =
        columns.iter().filter(|(_, place)| *place > 0).map(|(name, place)| (*place, name)).collect();
    Ok(Table {
        key: key.into_values().cloned().collect(),
        columns: columns.iter().map(|(name, _)| name.clone()).collect(),
        refers_to: strings(connection, REFERENCES, &[&name])?.into_iter().collect(),
        name,
    })
}

/// Runs `work` in one transaction on a file that nobody else uses, without triggers and with references looked at when all
/// of it is there. The file is on the disk afterwards.
pub(in crate::store) fn fill<T, E: From<StoreError>>(
    path: &Path,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
) -> Result<T, E> {
    let connection = open(path)?;
    let triggers = drop_triggers(&connection)?;
    let value = work(&mut SqliteTx::new(&connection))?;
    finish(connection, &triggers)?;
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(StoreError::from)?;
    Ok(value)
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // What a kill leaves here is begun anew, so nothing is gained by syncing it, or by writing it twice.
    connection.pragma_update(None, "journal_mode", "MEMORY")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    Ok(connection)
}

fn drop_triggers(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(TRIGGERS)?;
    let triggers = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let triggers = triggers.collect::<Result<Vec<_>, _>>()?;
    let make = |(name, sql): (String, String)| connection.execute_batch(&format!("DROP TRIGGER {name}")).map(|()| sql);
    Ok(triggers.into_iter().map(make).collect::<Result<_, _>>()?)
}

fn finish(connection: Connection, triggers: &[String]) -> Result<(), StoreError> {
    if let Some(table) = strings(&connection, DANGLING, &[])?.first() {
        return Err(StoreError::Refused(format!("a row of {table} refers to one that is missing").into()));
    }
    for trigger in triggers {
        connection.execute_batch(trigger)?;
    }
    connection.execute_batch("COMMIT")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error.into())
}

fn strings(connection: &Connection, sql: &str, params: &[&String]) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map(rusqlite::params_from_iter(params), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
