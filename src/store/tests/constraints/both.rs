//! Both engines side by side: what each of them says to the same statements.

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use tokio_postgres::error::SqlState;

use super::checks::on_one_line;
use crate::store::{migrate::migrate, sqlite::connection::connect, tests::postgres::Scratch};

pub struct Both {
    _folder: TempDir,
    pub sqlite: Connection,
    pub postgres: Scratch,
}

/// Why something was refused; nothing where it was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusals {
    pub sqlite: Option<String>,
    pub postgres: Option<String>,
}

impl Both {
    /// Two databases without a row, each in a transaction.
    pub async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("phoneclock.db");
        migrate(&path).unwrap();
        let sqlite = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        let postgres = Scratch::migrated().await;
        sqlite.execute_batch("BEGIN IMMEDIATE").unwrap();
        postgres.client.batch_execute("BEGIN").await.unwrap();
        Self { _folder: folder, sqlite, postgres }
    }

    /// Runs statements one after another until one is refused, and takes all of them back.
    pub async fn attempt(&self, statements: &[String]) -> Refusals {
        let refusals = Refusals { sqlite: self.of_sqlite(statements), postgres: self.of_postgres(statements).await };
        self.sqlite.execute_batch("ROLLBACK TO trial; RELEASE trial").unwrap();
        self.postgres.client.batch_execute("ROLLBACK TO trial; RELEASE trial").await.unwrap();
        refusals
    }

    /// Runs a statement that both take, for good.
    pub async fn run(&self, statement: &str) {
        let statements = [statement.to_owned()];
        let refusals = Refusals { sqlite: self.of_sqlite(&statements), postgres: self.of_postgres(&statements).await };
        assert_eq!(refusals, Refusals::default(), "{statement}");
        self.sqlite.execute_batch("RELEASE trial").unwrap();
        self.postgres.client.batch_execute("RELEASE trial").await.unwrap();
    }

    /// Why PostgreSQL refuses what SQLite does not know.
    pub async fn refused_by_postgres(&self, statement: &str) -> Option<String> {
        let refusal = self.of_postgres(&[statement.to_owned()]).await;
        self.postgres.client.batch_execute("ROLLBACK TO trial; RELEASE trial").await.unwrap();
        refusal
    }

    fn of_sqlite(&self, statements: &[String]) -> Option<String> {
        self.sqlite.execute_batch("SAVEPOINT trial").unwrap();
        match self.sqlite.execute_batch(&statements.join(";\n")) {
            Ok(()) => None,
            Err(rusqlite::Error::SqliteFailure(_, Some(message))) => Some(on_one_line(&message)),
            Err(error) => Some(error.to_string()),
        }
    }

    async fn of_postgres(&self, statements: &[String]) -> Option<String> {
        let statements = in_postgres(&statements.join(";\n"));
        match self.postgres.client.batch_execute(&format!("SAVEPOINT trial;\n{statements}")).await {
            Ok(()) => None,
            Err(error) => Some(match error.as_db_error() {
                None => format!("{error:?}"),
                Some(refusal) if *refusal.code() == SqlState::NOT_NULL_VIOLATION => {
                    format!("NOT NULL {}.{}", refusal.table().unwrap_or("?"), refusal.column().unwrap_or("?"))
                }
                Some(refusal) => refusal.constraint().unwrap_or(refusal.message()).to_owned(),
            }),
        }
    }

    /// The number that a query gives in each of them.
    pub async fn count(&self, sql: &str) -> [i64; 2] {
        let of_sqlite = self.sqlite.query_row(sql, [], |row| row.get(0)).unwrap();
        [of_sqlite, self.postgres.client.query_one(&in_postgres(sql), &[]).await.unwrap().get(0)]
    }
}

/// Bytes written as SQLite takes them, x'00', as PostgreSQL takes them.
fn in_postgres(sql: &str) -> String {
    let parts: Vec<&str> = sql.split('\'').collect();
    let is_bytes = |part: &str| part.strip_suffix('x').is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let mut made = String::new();
    for pair in parts.chunks(2) {
        match *pair {
            [outside, quoted] if is_bytes(outside) => {
                made.push_str(&format!("{}'\\x{quoted}'::bytea", &outside[..outside.len() - 1]));
            }
            [outside, quoted] => made.push_str(&format!("{outside}'{quoted}'")),
            _ => made.push_str(pair[0]),
        }
    }
    made
}

#[test]
fn bytes_are_written_as_each_engine_takes_them() {
    let sql = "INSERT INTO t VALUES (x'0A', 'a box''s x', x'', 3)";
    assert_eq!(in_postgres(sql), "INSERT INTO t VALUES ('\\x0A'::bytea, 'a box''s x', '\\x'::bytea, 3)");
}
