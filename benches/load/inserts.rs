//! The rows that punches leave, put into a copy of the database without a gateway.

use std::{path::Path, time::Instant};

use rusqlite::{Connection, params_from_iter, types::Value};

const TABLES: [&str; 6] = ["call_step", "time_entry", "punch", "voice_check", "task", "known_phone"];
const MOVED_CALL: &str = "UPDATE call SET step = ?2, token = ?3, session = ?4, workspace_id = ?5, employee_id = ?6, \
                          last_heard_at = ?7 WHERE id = ?1";
/// As many as the gateway's writer takes into one commit.
const GROUP: usize = 256;

/// What punches wrote: per statement one list of values for each punch.
pub struct Rows(Vec<(String, Vec<Vec<Value>>)>);

impl Rows {
    /// What one database has that the other, an earlier copy, has not.
    pub fn between(before: &Path, after: &Path) -> Self {
        let database = Connection::open(after).unwrap();
        database.execute("ATTACH ?1 AS earlier", [before.to_str().unwrap()]).unwrap();
        let calls = "SELECT id, step, token, session, workspace_id, employee_id, last_heard_at FROM call";
        let mut rows = vec![(MOVED_CALL.to_owned(), list(&database, calls))];
        let punches = rows[0].1.len();
        for table in TABLES {
            let new = list(&database, &format!("SELECT * FROM main.{table} EXCEPT SELECT * FROM earlier.{table}"));
            assert_eq!(new.len(), punches, "each punch leaves one row in {table}");
            let places = (1..=new[0].len()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
            rows.push((format!("INSERT INTO {table} VALUES ({places})"), new));
        }
        Self(in_order(rows))
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

/// Each table's rows as they came: by their first column, which names the call or was minted in the order of time.
fn in_order(mut rows: Vec<(String, Vec<Vec<Value>>)>) -> Vec<(String, Vec<Vec<Value>>)> {
    for (_, rows) in &mut rows {
        rows.sort_by(|one, other| blob(&one[0]).cmp(blob(&other[0])));
    }
    rows
}

fn blob(value: &Value) -> &[u8] {
    if let Value::Blob(bytes) = value { bytes } else { &[] }
}

/// A copy to write to, as durable as the gateway's own and no less checked.
fn open_copy(before: &Path) -> Connection {
    let copy = before.with_extension("copy.db");
    for old in [copy.clone(), copy.with_extension("db-wal"), copy.with_extension("db-shm")] {
        let _ = std::fs::remove_file(old);
    }
    std::fs::copy(before, &copy).unwrap();
    let database = Connection::open(copy).unwrap();
    let pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000";
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
