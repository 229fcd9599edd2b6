//! The tables of PostgreSQL are those of SQLite. What SQLite says of its schema is translated by rule into one database,
//! migrations/postgres is run in another, and PostgreSQL says whether the two are alike.

mod catalogue;
mod translate;

use rusqlite::OpenFlags;
use tempfile::TempDir;
use tokio_postgres::{Client, error::SqlState};

use self::{
    catalogue::facts,
    translate::{translate, translate_trigger},
};
use super::postgres::Scratch;
use crate::store::{migrate::migrate, sqlite::connection::connect};

/// Of SQLite alone: it has `INSERT OR REPLACE`, which deletes without a trigger; in PostgreSQL the key refuses.
const ONLY_IN_SQLITE: [&str; 1] = ["audit_record_is_never_replaced"];

const STUB: &str = "CREATE FUNCTION stub() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$";

/// What a migrated SQLite database keeps of its schema: kind, name and statement.
fn sqlite_master() -> Vec<(String, String, String)> {
    const MADE: &str = "SELECT type, name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'refinery_schema_history'";
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("phoneclock.db");
    migrate(&path).unwrap();
    let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut made = connection.prepare(MADE).unwrap();
    let made = made.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    made.collect::<Result<_, _>>().unwrap()
}

fn translated() -> Vec<String> {
    let mut statements = vec![STUB.to_owned()];
    for (kind, name, sql) in sqlite_master() {
        match kind.as_str() {
            "table" | "index" => statements.push(translate(&sql)),
            "trigger" if ONLY_IN_SQLITE.contains(&name.as_str()) => {}
            "trigger" => statements.extend(translate_trigger(&sql, "stub")),
            other => panic!("{name} is a {other}, which nothing translates yet"),
        }
    }
    statements
}

/// Runs what can be run until all of it was: SQLite takes references to tables that are made later.
async fn make(client: &Client, mut statements: Vec<String>) {
    while !statements.is_empty() {
        let before = statements.len();
        let mut left = Vec::new();
        for sql in statements {
            match client.batch_execute(&sql).await {
                Ok(()) => {}
                Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => left.push(sql),
                Err(error) => panic!("{sql}: {error:?}"),
            }
        }
        assert!(left.len() < before, "{left:#?}");
        statements = left;
    }
}

/// SQLite's schema in a database of PostgreSQL.
pub(super) async fn of_sqlite() -> Scratch {
    let scratch = Scratch::empty().await;
    make(&scratch.client, translated()).await;
    scratch
}

#[tokio::test]
async fn both_engines_have_the_same_columns_constraints_indexes_and_triggers() {
    let of_sqlite = facts(&of_sqlite().await.client).await;
    let of_postgres = facts(&Scratch::migrated().await.client).await;
    let only_sqlite: Vec<_> = of_sqlite.difference(&of_postgres).collect();
    let only_postgres: Vec<_> = of_postgres.difference(&of_sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "only migrations/sqlite says: {only_sqlite:#?}\nonly migrations/postgres says: {only_postgres:#?}"
    );
}

/// A change to the tables of PostgreSQL alone, and a part of the fact that then differs.
const CHANGES: &[(&str, &str)] = &[
    ("DROP TABLE line_spell", "relation line_spell of kind r"),
    ("CREATE VIEW people AS SELECT 1 AS one", "relation people of kind v"),
    ("ALTER TABLE job ADD COLUMN color TEXT COLLATE \"C\"", "of job.color"),
    ("ALTER TABLE job DROP COLUMN accounting_code", "of job.accounting_code"),
    ("ALTER TABLE job ALTER COLUMN everyone TYPE INTEGER", "of job.everyone: integer"),
    ("ALTER TABLE job ALTER COLUMN name DROP NOT NULL", "of job.name: text, may be null"),
    ("ALTER TABLE job ALTER COLUMN everyone SET DEFAULT 0", "of job.everyone: bigint, not null, default 0"),
    ("ALTER TABLE job ALTER COLUMN name TYPE TEXT COLLATE \"default\"", "default none, collation default"),
    (
        "ALTER TABLE pin DROP COLUMN hash; ALTER TABLE pin ADD COLUMN hash TEXT COLLATE \"C\" NOT NULL",
        "column 4 of pin.hash: text, not null, default none, collation C",
    ),
    ("ALTER TABLE job DROP CONSTRAINT job_everyone_check", "constraint job_everyone_check of job"),
    (
        "ALTER TABLE job DROP CONSTRAINT job_everyone_check,
             ADD CONSTRAINT job_everyone_check CHECK (everyone IN (0, 1, 2))",
        "constraint job_everyone_check of job: CHECK ((everyone = ANY (ARRAY[(0)::bigint, (1)::bigint, (2)::bigint])))",
    ),
    ("ALTER TABLE call DROP CONSTRAINT call_provider_provider_call_id_key", "UNIQUE (provider, provider_call_id)"),
    ("ALTER TABLE play DROP CONSTRAINT play_pkey", "PRIMARY KEY (listen_id)"),
    ("ALTER TABLE play DROP CONSTRAINT play_listen_id_fkey", "FOREIGN KEY (listen_id) REFERENCES listen(id)"),
    (
        "ALTER TABLE play DROP CONSTRAINT play_listen_id_fkey,
             ADD CONSTRAINT play_listen_id_fkey FOREIGN KEY (listen_id) REFERENCES listen (id) ON DELETE CASCADE",
        "REFERENCES listen(id) ON DELETE CASCADE",
    ),
    (
        "ALTER TABLE job_assignment DROP CONSTRAINT job_assignment_job_id_fkey,
             ADD CONSTRAINT job_assignment_job_id_fkey FOREIGN KEY (job_id) REFERENCES listen (id)",
        "FOREIGN KEY (job_id) REFERENCES listen(id)",
    ),
    ("DROP INDEX job_by_workspace", "index CREATE INDEX job_by_workspace"),
    ("ALTER INDEX job_by_workspace RENAME TO job_in_order", "index CREATE INDEX job_in_order"),
    (
        "DROP INDEX job_code_once; CREATE UNIQUE INDEX job_code_once ON job (workspace_id, phone_code)
             WHERE phone_code IS NOT NULL",
        "job_code_once ON public.job USING btree (workspace_id, phone_code) WHERE (phone_code IS NOT NULL)",
    ),
    (
        "DROP INDEX call_parts; CREATE UNIQUE INDEX call_parts ON call (part_of) WHERE part_of IS NOT NULL",
        "CREATE UNIQUE INDEX call_parts",
    ),
    ("DROP TRIGGER listen_is_never_truncated ON listen", "BEFORE TRUNCATE ON public.listen"),
    ("ALTER TABLE listen DISABLE TRIGGER listen_is_never_deleted", "enabled D: CREATE TRIGGER listen_is_never_deleted"),
    (
        "DROP TRIGGER listen_is_never_deleted ON listen; CREATE TRIGGER listen_is_never_deleted AFTER DELETE ON listen
             FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "listen_is_never_deleted AFTER DELETE ON public.listen",
    ),
    (
        "DROP TRIGGER voice_check_follows_job ON time_entry;
         CREATE TRIGGER voice_check_follows_job AFTER UPDATE OF job_id ON time_entry
             FOR EACH ROW EXECUTE FUNCTION voice_check_follows_job()",
        "voice_check_follows_job AFTER UPDATE OF job_id ON public.time_entry FOR EACH ROW",
    ),
];

#[tokio::test]
async fn a_change_to_one_engine_alone_is_found_of_whatever_kind_it_is() {
    let of_sqlite = facts(&of_sqlite().await.client).await;
    let scratch = Scratch::migrated().await;
    for (change, part) in CHANGES {
        scratch.client.batch_execute(&format!("BEGIN; {change}")).await.unwrap_or_else(|e| panic!("{change}: {e:?}"));
        let changed = facts(&scratch.client).await;
        scratch.client.batch_execute("ROLLBACK").await.unwrap();
        let different: Vec<_> = of_sqlite.symmetric_difference(&changed).collect();
        assert!(different.iter().any(|fact| fact.contains(part)), "{change}: {different:#?}");
    }
    assert_eq!(facts(&scratch.client).await, of_sqlite, "the changes were taken back");
}
