//! The database seen from outside: what is in it, and whether something has changed.

use std::collections::BTreeMap;

use phoneclock::store::{
    Hold, StoreError, Tx,
    tx::{FromValue, Row, Value},
};

use super::{
    TestGateway, files_below,
    postgres::{self, in_words_of_the_engine},
};

impl TestGateway {
    /// Every row of every table.
    pub async fn tables(&self) -> BTreeMap<String, Vec<Row>> {
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let mut tables = BTreeMap::new();
        for name in self.column::<String>(names).await {
            let rows = self.rows(&format!("SELECT * FROM \"{name}\""), Vec::new()).await;
            tables.insert(name, rows);
        }
        tables
    }

    /// Whatever is kept: every file, and every value of a database that is in none of them.
    pub async fn whatever_is_kept(&self) -> Vec<(String, Vec<u8>)> {
        let files = files_below(self.dir.path());
        let mut kept: Vec<_> =
            files.iter().map(|file| (file.display().to_string(), std::fs::read(file).unwrap())).collect();
        if !postgres::is_chosen() {
            // The write-ahead log is part of the database until it is folded in.
            assert!(files.iter().any(|file| file.ends_with("phoneclock.db-wal")), "{files:?}");
            return kept;
        }
        for (table, rows) in self.tables().await {
            kept.push((table, rows.iter().flat_map(bytes_of).collect()));
        }
        kept
    }

    pub async fn count(&self, table: &str) -> i64 {
        self.column(&format!("SELECT count(*) FROM {table}")).await.remove(0)
    }

    /// The first column of each row.
    pub async fn column<T: FromValue>(&self, sql: &str) -> Vec<T> {
        self.rows(sql, Vec::new()).await.iter().map(|row| row.get(0).unwrap()).collect()
    }

    /// Changes the database behind the gateway's back.
    pub async fn write(&self, sql: &str) {
        let sql = in_words_of_the_engine(sql);
        let write = move |tx: &mut dyn Tx| -> Result<_, StoreError> { tx.execute(&sql, &[]).map(drop) };
        self.gateway.store.db().write(Hold::Gateway, write).await.unwrap();
    }

    pub async fn rows(&self, sql: &str, params: Vec<Value>) -> Vec<Row> {
        let sql = in_words_of_the_engine(sql);
        let read = move |tx: &mut dyn Tx| tx.query(&sql, &params);
        self.gateway.store.db().read::<_, StoreError, _>(read).await.unwrap()
    }

    /// What the call log has of every step, oldest first: the question, what came, what was said.
    pub async fn steps(&self) -> Vec<[String; 3]> {
        let rows = self.rows("SELECT asked, came, said FROM call_step ORDER BY at, call_id, step", Vec::new()).await;
        rows.iter().map(|row| [0, 1, 2].map(|column| row.get(column).unwrap())).collect()
    }
}

/// The texts and bytes of a row, with a blank behind each.
fn bytes_of(row: &Row) -> Vec<u8> {
    let mut bytes = Vec::new();
    for value in row.values() {
        match value {
            Value::Text(text) => bytes.extend(text.bytes()),
            Value::Blob(blob) => bytes.extend(blob),
            Value::Int(int) => bytes.extend(int.to_string().bytes()),
            Value::Null | Value::Real(_) => {}
        }
        bytes.push(b' ');
    }
    bytes
}
