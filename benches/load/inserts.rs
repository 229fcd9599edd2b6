//! The rows that punches leave, put into a copy of the database without a gateway.

use std::{collections::HashMap, path::Path, time::Instant};

use rusqlite::{Connection, params_from_iter, types::Value};

/// The tables that a punch leaves a row in, and the column that tells whose it is. Each worker punches once.
const TABLES: [(&str, Owner); 6] = [
    ("call_step", Owner::Call(0)),
    ("time_entry", Owner::Employee(2)),
    ("punch", Owner::Employee(2)),
    ("voice_check", Owner::Employee(2)),
    ("task", Owner::VoiceCheck(2)),
    ("known_phone", Owner::Employee(0)),
];
const MOVED_CALL: &str = "UPDATE call SET step = ?2, token = ?3, session = ?4, workspace_id = ?5, employee_id = ?6, \
                          last_heard_at = ?7 WHERE id = ?1";
/// As many as the gateway's writer takes into one commit.
const GROUP: usize = 256;

#[derive(Clone, Copy)]
enum Owner {
    Employee(usize),
    Call(usize),
    VoiceCheck(usize),
}

/// What punches wrote: per statement one list of values for each punch, all in the order of the punches.
pub struct Rows(Vec<(String, Vec<Vec<Value>>)>);

impl Rows {
    /// What one database has that the other, an earlier copy, has not.
    pub fn between(before: &Path, after: &Path) -> Self {
        let database = Connection::open(after).unwrap();
        database.execute("ATTACH ?1 AS earlier", [before.to_str().unwrap()]).unwrap();
        let owners = |sql: &str| -> HashMap<Vec<u8>, Vec<u8>> {
            list(&database, sql).iter().map(|row| (blob(&row[0]), blob(&row[1]))).collect()
        };
        let (of_call, of_check) =
            (owners("SELECT id, employee_id FROM call"), owners("SELECT id, employee_id FROM voice_check"));
        let in_order = list(&database, "SELECT employee_id FROM time_entry ORDER BY id");
        let place: HashMap<_, _> = in_order.iter().enumerate().map(|(place, row)| (blob(&row[0]), place)).collect();
        let place_of = |row: &[Value], owner| match owner {
            Owner::Employee(column) => place[&blob(&row[column])],
            Owner::Call(column) => place[&of_call[&blob(&row[column])]],
            Owner::VoiceCheck(column) => place[&of_check[&blob(&row[column])]],
        };
        let calls = "SELECT id, step, token, session, workspace_id, employee_id, last_heard_at FROM call";
        let mut rows = vec![(MOVED_CALL.to_owned(), Owner::Employee(5), list(&database, calls))];
        for (table, owner) in TABLES {
            let new = list(&database, &format!("SELECT * FROM main.{table} EXCEPT SELECT * FROM earlier.{table}"));
            assert_eq!(new.len(), place.len(), "each punch leaves one row in {table}");
            let places = (1..=new[0].len()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
            rows.push((format!("INSERT INTO {table} VALUES ({places})"), owner, new));
        }
        for (_, owner, rows) in &mut rows {
            rows.sort_by_key(|row| place_of(row, *owner));
        }
        Self(rows.into_iter().map(|(sql, _, rows)| (sql, rows)).collect())
    }

    fn put(&self, database: &Connection, punch: usize) {
        for (sql, rows) in &self.0 {
            database.prepare_cached(sql).unwrap().execute(params_from_iter(&rows[punch])).unwrap();
        }
    }

    fn count(&self) -> usize {
        self.0[0].1.len()
    }
}

fn list(database: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
    rows.map(Result::unwrap).collect()
}

fn blob(value: &Value) -> Vec<u8> {
    if let Value::Blob(bytes) = value { bytes.clone() } else { panic!("an id is a blob: {value:?}") }
}

/// A copy to write to, as durable as the gateway's own and no less checked.
fn open_copy(before: &Path) -> Connection {
    let copy = before.with_extension("copy.db");
    for old in [copy.clone(), copy.with_extension("db-wal"), copy.with_extension("db-shm")] {
        let _ = std::fs::remove_file(old);
    }
    std::fs::copy(before, &copy).unwrap();
    let database = Connection::open(copy).unwrap();
    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4000; PRAGMA wal_autocheckpoint = 4000";
    database.execute_batch(pragmas).unwrap();
    database
}

pub fn per_second_in_groups(before: &Path, rows: &Rows) -> f64 {
    per_second(&open_copy(before), rows, rows.count(), GROUP)
}

fn per_second(database: &Connection, rows: &Rows, punches: usize, group: usize) -> f64 {
    let began = Instant::now();
    for first in (0..punches).step_by(group) {
        database.execute_batch("BEGIN IMMEDIATE").unwrap();
        for punch in first..(first + group).min(punches) {
            rows.put(database, punch);
        }
        database.execute_batch("COMMIT").unwrap();
    }
    punches as f64 / began.elapsed().as_secs_f64()
}

/// Prints how many punches a second are kept with a commit for each; the file names both databases.
pub fn one_commit_each(databases: &Path, punches: usize) {
    let text = std::fs::read_to_string(databases).unwrap();
    let (before, after) = text.split_once('\n').unwrap();
    let rows = Rows::between(before.as_ref(), after.as_ref());
    println!("{:.1}", per_second(&open_copy(before.as_ref()), &rows, punches, 1));
}
