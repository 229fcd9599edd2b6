//! What there is to try: every constraint that the catalogue of PostgreSQL knows. That SQLite has the same ones is for
//! `same_schema` to show.

use std::collections::BTreeMap;

use rusqlite::Connection;
use tokio_postgres::Client;

use super::checks::checks_of;

#[derive(Default)]
pub struct Table {
    pub name: String,
    pub not_null: Vec<String>,
    pub checks: Vec<Check>,
    pub unique: Vec<Unique>,
    pub foreign: Vec<Foreign>,
}

#[derive(Clone)]
pub struct Check {
    /// What PostgreSQL calls it.
    pub name: String,
    pub text: String,
    /// What SQLite calls it: by its text, if it has no name.
    pub called: String,
}

/// A primary key, a UNIQUE or a unique index.
#[derive(Clone, Debug, PartialEq)]
pub struct Unique {
    pub name: String,
    /// Columns, or what is made of them.
    pub keys: Vec<String>,
    pub is_partial: bool,
}

#[derive(Clone)]
pub struct Foreign {
    pub name: String,
    pub columns: Vec<String>,
    pub parent: String,
    pub parent_columns: Vec<String>,
}

const NOT_NULL: &str =
    "SELECT c.relname::text, a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull
    ORDER BY c.relname, a.attnum";
/// Of tables that were made in one go, in the order in which they declare them.
const CHECKS: &str = "SELECT conrelid::regclass::text, conname::text FROM pg_constraint
    WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY conrelid, oid";
const UNIQUE: &str = "SELECT i.indrelid::regclass::text, x.relname::text, i.indpred IS NOT NULL,
        ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, FALSE) FROM generate_series(1, i.indnkeyatts) n)
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indisunique AND x.relnamespace = 'public'::regnamespace ORDER BY x.relname";
const FOREIGN: &str = "SELECT conrelid::regclass::text, conname::text, confrelid::regclass::text,
        ARRAY(SELECT a.attname::text FROM unnest(conkey) WITH ORDINALITY k (number, place)
            JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.number ORDER BY k.place),
        ARRAY(SELECT a.attname::text FROM unnest(confkey) WITH ORDINALITY k (number, place)
            JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.number ORDER BY k.place)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conrelid, oid";

/// All tables, each behind those that it refers to. `of_sqlite` is SQLite's schema in PostgreSQL.
pub async fn tables(postgres: &Client, sqlite: &Connection, of_sqlite: &Client) -> Vec<Table> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in postgres.query(NOT_NULL, &[]).await.unwrap() {
        tables.entry(row.get(0)).or_default().not_null.push(row.get(1));
    }
    for row in postgres.query(UNIQUE, &[]).await.unwrap() {
        let unique = Unique { name: row.get(1), is_partial: row.get(2), keys: row.get(3) };
        tables.entry(row.get(0)).or_default().unique.push(unique);
    }
    for row in postgres.query(FOREIGN, &[]).await.unwrap() {
        let foreign = Foreign { name: row.get(1), parent: row.get(2), columns: row.get(3), parent_columns: row.get(4) };
        tables.entry(row.get(0)).or_default().foreign.push(foreign);
    }
    let mut checks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in of_sqlite.query(CHECKS, &[]).await.unwrap() {
        checks.entry(row.get(0)).or_default().push(row.get(1));
    }
    tables.remove("refinery_schema_history");
    for (name, table) in &mut tables {
        let made: String =
            sqlite.query_row("SELECT sql FROM sqlite_master WHERE name = ?1", [name], |row| row.get(0)).unwrap();
        let (found, names) = (checks_of(&made), checks.remove(name).unwrap_or_default());
        assert_eq!(found.len(), names.len(), "the CHECKs of {name}");
        let check = |(name, (called, text))| Check { name, text, called };
        table.checks = names.into_iter().zip(found).map(check).collect();
        table.name = name.clone();
    }
    in_order(tables)
}

fn in_order(mut tables: BTreeMap<String, Table>) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::new();
    while !tables.is_empty() {
        let is_there = |name: &str| ordered.iter().any(|table| table.name == name);
        let is_next = |table: &Table| {
            table.foreign.iter().all(|foreign| foreign.parent == table.name || is_there(&foreign.parent))
        };
        let next = tables.values().find(|table| is_next(table)).map(|table| table.name.clone());
        let next = next.unwrap_or_else(|| panic!("these refer to each other in a ring: {:?}", tables.keys()));
        ordered.extend(tables.remove(&next));
    }
    ordered
}
