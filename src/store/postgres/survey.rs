//! What is found out about a database without changing anything, for whoever has to keep it well.

use tokio_postgres::{Client, Error, types::FromSql};

use super::{OpenError, Server, migrate, presence::CLOCK};

/// A database and its server as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// As the server writes its version.
    pub version: String,
    /// The same as a number, as in 150018.
    pub version_number: i32,
    /// How text is kept; UTF8 is needed.
    pub encoding: String,
    /// The number of the last migration; 0 where there was none.
    pub schema: i64,
    /// Whether tables can be made.
    pub may_create: bool,
    /// Tables that belong to a role that this one is no member of, so that no migration can change them.
    pub others_tables: i64,
    /// What the server waits for at a commit.
    pub synchronous_commit: String,
    /// The standbys that it waits for; empty where it waits for none.
    pub synchronous_standby_names: String,
    /// How many standbys follow.
    pub standbys: i64,
    /// Whether a commit is brought to the disk at all.
    pub fsync: bool,
    /// How many connections the server takes, those that it keeps for its owner left out.
    pub connections: i64,
    /// How many there are.
    pub connected: i64,
    /// Whether what is sent is encrypted.
    pub encrypted: bool,
    /// Whether a lock is still had when another transaction has been between.
    pub keeps_sessions: bool,
    /// How far the server's clock is ahead, in milliseconds, to within half of the way there and back.
    pub clock_ahead_ms: i64,
    /// How long the way there and back took, in milliseconds.
    pub round_trip_ms: i64,
    /// Whether dead rows are removed and tables are counted by themselves.
    pub autovacuum: bool,
    /// The size of the database.
    pub bytes: i64,
}

impl Server {
    /// The schema of the database; 0 where phoneclock has made nothing in it.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn find_schema(&self) -> Result<i64, OpenError> {
        let client = self.connect().await.map_err(|error| self.unreachable(error))?;
        Ok(migrate::find_schema(&client).await?)
    }

    /// Looks the database over. `now` is the time of this machine, in milliseconds.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn survey(&self, now: &(dyn Fn() -> i64 + Sync)) -> Result<Survey, OpenError> {
        let failed = |error| self.unreachable(error);
        let client = self.connect().await.map_err(failed)?;
        let schema = migrate::find_schema(&client).await?;
        let keeps_sessions = self.keeps_sessions(&client).await.map_err(failed)?;
        survey(&client, schema, keeps_sessions, now).await.map_err(failed)
    }

    /// Something between that gives each transaction another connection of the server also gives a lock to whoever comes
    /// next: so one is taken, then somebody else keeps a connection busy, then it is looked whether the lock is still had.
    async fn keeps_sessions(&self, client: &Client) -> Result<bool, Error> {
        const TAKE: &str = "SELECT pg_backend_pid() FROM pg_advisory_lock_shared(hashtext('phoneclock doctor'))";
        const GIVE_BACK: &str = "SELECT pg_backend_pid() FROM pg_advisory_unlock_shared(hashtext('phoneclock doctor'))";
        let other = self.connect().await?;
        let had: i32 = one(client, TAKE).await?;
        other.batch_execute("BEGIN; SELECT 1").await?;
        let has: i32 = one(client, "SELECT pg_backend_pid()").await?;
        other.batch_execute("ROLLBACK").await?;
        // Answered with a warning, and no error, where it is not had.
        let gave: i32 = one(client, GIVE_BACK).await?;
        Ok(had == has && has == gave)
    }

    pub(super) fn unreachable(&self, source: Error) -> OpenError {
        OpenError::Unreachable { at: self.shown(), source }
    }
}

async fn survey(
    client: &Client,
    schema: i64,
    keeps_sessions: bool,
    now: &(dyn Fn() -> i64 + Sync),
) -> Result<Survey, Error> {
    const MAY_CREATE: &str = "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), FALSE)";
    const OTHERS_TABLES: &str = "SELECT count(*) FROM pg_class WHERE relkind = 'r' \
        AND relnamespace = to_regnamespace(current_schema()) AND NOT pg_has_role(relowner, 'USAGE')";
    const STANDBYS: &str = "SELECT count(*) FROM pg_stat_replication WHERE application_name NOT LIKE 'pg\\_%'";
    const CONNECTIONS: &str = "SELECT CAST(current_setting('max_connections') AS BIGINT) \
        - CAST(current_setting('superuser_reserved_connections') AS BIGINT)";
    const CONNECTED: &str = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";
    const ENCRYPTED: &str = "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), FALSE)";
    // The first question takes the longer way through the server.
    let _: i64 = one(client, CLOCK).await?;
    let asked = now();
    let there: i64 = one(client, CLOCK).await?;
    let answered = now();
    let setting = async |name: &str| one::<String>(client, &format!("SELECT current_setting('{name}')")).await;
    Ok(Survey {
        version: setting("server_version").await?,
        version_number: one(client, "SELECT CAST(current_setting('server_version_num') AS INTEGER)").await?,
        encoding: setting("server_encoding").await?,
        schema,
        may_create: one(client, MAY_CREATE).await?,
        others_tables: one(client, OTHERS_TABLES).await?,
        synchronous_commit: setting("synchronous_commit").await?,
        synchronous_standby_names: setting("synchronous_standby_names").await?,
        standbys: one(client, STANDBYS).await?,
        fsync: setting("fsync").await? == "on",
        connections: one(client, CONNECTIONS).await?,
        connected: one(client, CONNECTED).await?,
        encrypted: one(client, ENCRYPTED).await?,
        keeps_sessions,
        clock_ahead_ms: there - asked.midpoint(answered),
        round_trip_ms: answered - asked,
        autovacuum: setting("autovacuum").await? == "on",
        bytes: one(client, "SELECT pg_database_size(current_database())").await?,
    })
}

/// The one value of an answer, asked without a prepared statement where something between may know of none.
async fn one<T: for<'a> FromSql<'a>>(client: &Client, sql: &str) -> Result<T, Error> {
    let rows = client.query_typed(sql, &[]).await?;
    match rows.first() {
        Some(row) => row.try_get(0),
        None => client.query_one(sql, &[]).await?.try_get(0),
    }
}
