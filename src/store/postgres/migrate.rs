//! Brings a database of PostgreSQL to the schema this program knows. Forward only.

use std::error::Error;

use refinery::{Migration, Runner};
use tokio_postgres::{Client, error::SqlState};

/// The number of the first migration: the schema as SQLite's migrations up to that number leave it.
const BASELINE: i64 = 23;

/// Those after the baseline have the numbers and names of SQLite's.
pub(in crate::store) const MIGRATIONS: [(&str, &str); 7] = [
    ("V23__baseline", include_str!("../../../migrations/postgres/0023_baseline.sql")),
    ("V24__replicas", include_str!("../../../migrations/postgres/0024_replicas.sql")),
    ("V25__api", include_str!("../../../migrations/postgres/0025_api.sql")),
    ("V26__missed_calls", include_str!("../../../migrations/postgres/0026_missed_calls.sql")),
    ("V27__hooks", include_str!("../../../migrations/postgres/0027_hooks.sql")),
    ("V28__costs", include_str!("../../../migrations/postgres/0028_costs.sql")),
    ("V29__text_replies", include_str!("../../../migrations/postgres/0029_text_replies.sql")),
];

/// What programs that migrate the same database lock: `phoneclk`.
const TURN: i64 = 0x7068_6f6e_6563_6c6b;

/// Why a database could not be brought to the schema that this program knows.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MigrateError {
    #[error(
        "the database was made by a newer phoneclock (schema {found}, this program knows {known}); start the newer \
         program"
    )]
    Newer { found: i64, known: i64 },
    #[error("the database keeps text as {0}; create one with the encoding UTF8 (`createdb --encoding UTF8`)")]
    Encoding(String),
    #[error(
        "the role may not make tables in the database; let the role own it, or grant it USAGE and CREATE on its schema"
    )]
    NotAllowed(#[source] refinery::Error),
    #[error("the database did not say which schema it has")]
    Unanswered(#[from] tokio_postgres::Error),
    #[error("the database could not be upgraded; nothing was changed")]
    Failed(#[source] refinery::Error),
    #[error("a migration built into this program is not well-formed")]
    Malformed(#[source] refinery::Error),
}

/// Runs what has not been run, one program at a time: others wait, and find it done. The connection should have no
/// `statement_timeout` and no `lock_timeout`.
///
/// # Errors
/// When the database is newer than this program, keeps text otherwise than as UTF-8, cannot be reached, or a migration
/// fails.
pub async fn migrate(client: &mut Client) -> Result<(), MigrateError> {
    migrate_with(client, &MIGRATIONS).await
}

pub(in crate::store) async fn migrate_with(client: &mut Client, known: &[(&str, &str)]) -> Result<(), MigrateError> {
    let encoding: String = client.query_one("SHOW server_encoding", &[]).await?.try_get(0)?;
    if encoding != "UTF8" {
        return Err(MigrateError::Encoding(encoding));
    }
    client.execute("SELECT pg_advisory_lock($1)", &[&TURN]).await?;
    let migrated = run(client, known).await;
    // A connection that is gone has given it back.
    let given_back = client.execute("SELECT pg_advisory_unlock($1)", &[&TURN]).await;
    migrated?;
    given_back?;
    Ok(())
}

async fn run(client: &mut Client, known: &[(&str, &str)]) -> Result<(), MigrateError> {
    let (found, latest) = (find_schema(client).await?, latest_of(known));
    if found > latest {
        return Err(MigrateError::Newer { found, known: latest });
    }
    let migrations = known
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<Result<Vec<_>, _>>()
        .map_err(MigrateError::Malformed)?;
    match Runner::new(&migrations).set_grouped(true).run_async(client).await {
        Ok(_) => Ok(()),
        Err(error) if is_not_allowed(&error) => Err(MigrateError::NotAllowed(error)),
        Err(error) => Err(MigrateError::Failed(error)),
    }
}

fn is_not_allowed(error: &refinery::Error) -> bool {
    let sources = std::iter::successors(error.source(), |error| (*error).source());
    let mut refusals = sources.filter_map(|error| error.downcast_ref::<tokio_postgres::Error>());
    // A schema that it may not use is none to it.
    const STATES: [SqlState; 2] = [SqlState::INSUFFICIENT_PRIVILEGE, SqlState::INVALID_SCHEMA_NAME];
    refusals.any(|refusal| refusal.code().is_some_and(|state| STATES.contains(state)))
}

fn latest_of(known: &[(&str, &str)]) -> i64 {
    i64::try_from(known.len()).unwrap_or(i64::MAX).saturating_add(BASELINE - 1)
}

/// The schema this program knows.
#[must_use]
pub fn known_schema() -> i64 {
    latest_of(&MIGRATIONS)
}

/// The schema of a database, the number of the last migration that was run; 0 when phoneclock has made nothing in it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_schema(client: &Client) -> Result<i64, MigrateError> {
    const HISTORY: &str = "SELECT to_regclass('refinery_schema_history') IS NOT NULL";
    let has_history: bool = client.query_one(HISTORY, &[]).await?.try_get(0)?;
    if !has_history {
        return Ok(0);
    }
    const LAST: &str = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM refinery_schema_history";
    Ok(client.query_one(LAST, &[]).await?.try_get(0)?)
}
