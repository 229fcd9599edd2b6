//! One connection, for the thread that owns it: statements are asked and answered one after another.

use std::{
    collections::HashMap,
    future::Future,
    pin::pin,
    time::{Duration, Instant},
};

use futures::TryStreamExt;
use tokio::{runtime::Runtime, time::timeout};
use tokio_postgres::{Client, SimpleQueryMessage, Statement, types::ToSql};

use super::{server::Server, statement::translate, values::take};
use crate::store::{
    error::StoreError,
    value::{Row, Value},
};

/// Statements that are kept prepared on a connection; the one that was used longest ago goes first.
const PREPARED_STATEMENTS: usize = 256;
/// Between two tries to reach a server.
const RETRY_PAUSE: Duration = Duration::from_millis(100);
/// What the server is given beyond its own time-out to say so itself.
const GRACE: Duration = Duration::from_secs(2);

/// How long what is done on a connection may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// One statement.
    pub statement: Duration,
    /// Waiting for whoever else holds the same thing.
    pub lock: Duration,
}

/// A connection with the settings that every one needs, and what is prepared on it.
pub(super) struct Session {
    client: Client,
    /// Drives the connection while something is asked, and closes it at the end.
    runtime: Runtime,
    limit: Duration,
    timeline: String,
    prepared: HashMap<String, Prepared>,
    uses: u64,
    broken: bool,
}

struct Prepared {
    statement: Statement,
    order: Vec<usize>,
    used: u64,
}

impl Session {
    /// Connects, trying again until `until` while no server can be reached.
    pub(super) fn open(server: &Server, limits: Limits, until: Instant) -> Result<Self, StoreError> {
        loop {
            match Self::connect(server, limits) {
                Err(StoreError::Away(_)) if Instant::now() + RETRY_PAUSE < until => std::thread::sleep(RETRY_PAUSE),
                done => return done,
            }
        }
    }

    fn connect(server: &Server, limits: Limits) -> Result<Self, StoreError> {
        // An operator may ask for more than "on", and nobody for less: what a caller hears is on the disk.
        let settings = format!(
            "SELECT set_config('synchronous_commit', 'on', false) \
                 WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write'); \
             SET statement_timeout = {}; SET lock_timeout = {}; SET idle_in_transaction_session_timeout = '30s'; \
             SET jit = off; SET TimeZone = 'UTC'; SET client_min_messages = warning; \
             SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
            limits.statement.as_millis(),
            limits.lock.as_millis()
        );
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let limit = limits.statement + GRACE;
        let client = wait(&runtime, limit, server.connect())?;
        let mut session =
            Self { client, runtime, limit, timeline: String::new(), prepared: HashMap::new(), uses: 0, broken: false };
        session.timeline = session.batch(&settings)?.ok_or(StoreError::Unreadable("a timeline"))?;
        Ok(session)
    }

    /// The history of the server at the other end: another one after a standby has taken over.
    pub(super) fn timeline(&self) -> &str {
        &self.timeline
    }

    /// Whether nothing more can be asked here.
    pub(super) fn is_broken(&self) -> bool {
        self.broken || self.client.is_closed()
    }

    /// Runs a batch without parameters; the last value that it gives.
    pub(super) fn batch(&mut self, sql: &str) -> Result<Option<String>, StoreError> {
        let answers = wait(&self.runtime, self.limit, self.client.simple_query(sql));
        let answers = self.noted(answers)?;
        Ok(answers.iter().rev().find_map(|answer| {
            let SimpleQueryMessage::Row(row) = answer else { return None };
            row.get(0).map(str::to_owned)
        }))
    }

    /// Runs a statement; the number of rows it changed.
    pub(super) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        let (statement, params) = self.prepare(sql, params)?;
        let changed = wait(&self.runtime, self.limit, self.client.execute_raw(&statement, params));
        Ok(usize::try_from(self.noted(changed)?).unwrap_or(usize::MAX))
    }

    /// Runs a query and hands over each row as it comes.
    pub(super) fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (statement, params) = self.prepare(sql, params)?;
        let asked = wait(&self.runtime, self.limit, self.client.query_raw(&statement, params));
        let mut rows = pin!(self.noted(asked)?);
        let mut values = Row::new(vec![Value::Null; statement.columns().len()]);
        loop {
            let next = wait(&self.runtime, self.limit, rows.try_next());
            let Some(row) = self.noted(next)? else { return Ok(()) };
            take(&mut values, &row)?;
            read(&values)?;
        }
    }

    fn prepare<'p>(
        &mut self,
        sql: &str,
        params: &'p [Value],
    ) -> Result<(Statement, Vec<&'p (dyn ToSql + Sync)>), StoreError> {
        tracing::trace!(target: "phoneclock::sql", sql, "a statement");
        self.uses += 1;
        if let Some(known) = self.prepared.get_mut(sql) {
            known.used = self.uses;
            return Ok((known.statement.clone(), in_order(&known.order, params)?));
        }
        let translated = translate(sql);
        let statement = wait(&self.runtime, self.limit, self.client.prepare(&translated.sql));
        let statement = self.noted(statement)?;
        if self.prepared.len() >= PREPARED_STATEMENTS
            && let Some(oldest) = self.prepared.iter().min_by_key(|(_, known)| known.used).map(|(sql, _)| sql.clone())
        {
            self.prepared.remove(&oldest);
        }
        let params = in_order(&translated.order, params)?;
        let known = Prepared { statement: statement.clone(), order: translated.order, used: self.uses };
        self.prepared.insert(sql.to_owned(), known);
        Ok((statement, params))
    }

    /// What has gone wrong so that nothing more may be asked here.
    fn noted<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &outcome {
            self.broken |= matches!(error, StoreError::Away(_));
            // After an upgrade what is prepared may give other columns.
            if matches!(error, StoreError::Busy) {
                self.prepared.clear();
            }
        }
        outcome
    }
}

fn in_order<'p>(order: &[usize], params: &'p [Value]) -> Result<Vec<&'p (dyn ToSql + Sync)>, StoreError> {
    const MISSING: &str = "a value for each parameter of a statement";
    let given = order.iter().map(|place| params.get(*place).map(|value| value as &(dyn ToSql + Sync)));
    given.collect::<Option<_>>().ok_or(StoreError::Unreadable(MISSING))
}

fn wait<T>(
    runtime: &Runtime,
    limit: Duration,
    asked: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, StoreError> {
    let answered = runtime.block_on(async { timeout(limit, asked).await });
    Ok(answered.map_err(|_| StoreError::Away("it does not answer".into()))??)
}
