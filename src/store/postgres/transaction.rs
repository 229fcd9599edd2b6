//! A transaction on one connection, begun with its locks and ended for certain.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use super::{
    lock::{GATEWAY_SHARED, Lock},
    server::Server,
    session::{Limits, Session},
};
use crate::store::{
    checked,
    error::{Source, StoreError},
    hold::{Hold, Holds},
    probe::TRY_WRITING,
    tx::{Row, Tx, Value, list},
    work::{Undone, Work},
};

/// How long the fate of a commit is asked for.
const FATE_TIMEOUT: Duration = Duration::from_secs(5);
/// Between two questions about a commit that another process of the server is still at.
const FATE_PAUSE: Duration = Duration::from_millis(100);

/// What a server says of itself that others may have left behind.
const READ_ONLY: &str = "on";
/// The number of the transaction, or [`READ_ONLY`].
const NUMBER: &str = "SELECT CASE current_setting('transaction_read_only') WHEN 'on' THEN 'on' \
                      ELSE CAST(pg_current_xact_id() AS TEXT) END";
/// The same for whoever reads: whether it would take writes.
const BEGIN_READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; \
                             SELECT CASE WHEN pg_is_in_recovery() THEN 'on' \
                             ELSE current_setting('default_transaction_read_only') END";

/// A connection that is made when it is needed, and made anew when it has broken.
pub(super) struct Line {
    server: Server,
    limits: Limits,
    session: Option<Session>,
}

impl Line {
    pub(super) const fn new(server: Server, limits: Limits) -> Self {
        Self { server, limits, session: None }
    }

    /// Does the work in a transaction that holds all of `holds`, and commits it. What fails is undone.
    ///
    /// # Errors
    /// What the database fails with; what the work itself fails with it tells itself.
    pub(super) fn write(&mut self, holds: &Holds, until: Instant, work: &mut dyn Work) -> Result<(), StoreError> {
        let locks = locks_of(holds);
        let waits: String = locks.iter().map(|lock| format!(", {}", lock.call())).collect();
        // The number of the transaction tells later what has become of it.
        let (session, number) = self.begin(&format!("BEGIN; {NUMBER}{waits}"), until)?;
        let mut tx = PgTx { session, holds_gateway: !locks.is_empty(), has_written: false, failed: None };
        let done = tx.run(|tx| checked::run(tx, holds, work));
        let has_written = tx.has_written;
        match done {
            Ok(Ok(())) => self.commit(&number, has_written),
            Ok(Err(Undone)) => {
                self.undo();
                Ok(())
            }
            Err(error) => {
                self.undo();
                Err(error)
            }
        }
    }

    /// Does the work on one moment of the database, which it cannot change.
    ///
    /// # Errors
    /// As for a write.
    pub(super) fn read(&mut self, until: Instant, work: &mut dyn Work) -> Result<(), StoreError> {
        let (session, _) = self.begin(BEGIN_READING, until)?;
        let mut tx = PgTx { session, holds_gateway: true, has_written: false, failed: None };
        let read = tx.run(|tx| work.run(tx));
        self.undo();
        read.map(drop)
    }

    /// Begins a transaction; what it gives last. Nothing is done yet, so whatever fails in passing is tried again; a server
    /// that takes no writes any more is left, because what it tells may be of the past.
    fn begin(&mut self, sql: &str, until: Instant) -> Result<(&mut Session, String), StoreError> {
        let given = loop {
            let session = match self.session.take().filter(|session| !session.is_broken()) {
                Some(session) => session,
                None => Session::open(&self.server, self.limits, until)?,
            };
            match self.session.insert(session).batch(sql) {
                Ok(given) if given.as_deref() != Some(READ_ONLY) => break given,
                Ok(_) if Instant::now() < until => self.session = None,
                Ok(_) => {
                    self.session = None;
                    return Err(StoreError::Away("the server takes no writes".into()));
                }
                Err(StoreError::Away(_) | StoreError::Busy) if Instant::now() < until => self.undo(),
                Err(error) => {
                    self.undo();
                    return Err(error);
                }
            }
        };
        let session = self.session.as_mut().ok_or(StoreError::Closed)?;
        Ok((session, given.unwrap_or_default()))
    }

    /// Commits. A transaction in which a statement has failed refuses the first half of the batch, where a bare COMMIT
    /// would be answered as if it had been kept; and a commit that waits for a standby must not be cut short by a
    /// time-out, which PostgreSQL answers as if the standby had it.
    ///
    /// What has written nothing answers by what it has read, and that may be on this server alone, which has crashed while
    /// a commit waited for the standby. So it writes as well, and its commit waits for all before it.
    fn commit(&mut self, number: &str, has_written: bool) -> Result<(), StoreError> {
        const COMMIT: &str = "SET LOCAL statement_timeout = 0; COMMIT";
        const WRITE_AND_COMMIT: &str =
            "SET LOCAL statement_timeout = 0; SELECT pg_logical_emit_message(true, 'phoneclock', ''); COMMIT";
        let commit = if has_written { COMMIT } else { WRITE_AND_COMMIT };
        let Some(session) = self.session.as_mut() else { return Err(StoreError::Lost("no connection".into())) };
        let timeline = session.timeline().to_owned();
        match session.batch(commit) {
            Ok(_) => Ok(()),
            Err(StoreError::Away(error)) => {
                self.session = None;
                self.find_fate(number, &timeline, error)
            }
            Err(StoreError::Busy) => {
                self.undo();
                Err(StoreError::Busy)
            }
            Err(error) => {
                self.undo();
                Err(StoreError::Lost(error.into()))
            }
        }
    }

    /// What has become of a commit whose answer never came. Numbers of transactions mean something only in the history
    /// in which they were given: when a standby has taken over meanwhile, nobody knows.
    fn find_fate(&mut self, number: &str, timeline: &str, error: Source) -> Result<(), StoreError> {
        // A write of its own, so that what is found out is on the standby as well.
        let question = format!(
            "BEGIN; {TRY_WRITING}; SET LOCAL statement_timeout = 0; COMMIT; \
             SELECT pg_xact_status('{number}'::xid8)"
        );
        let until = Instant::now() + FATE_TIMEOUT;
        while Instant::now() < until {
            let Ok((session, fate)) = self.begin(&question, until) else { break };
            let fate = (session.timeline() == timeline).then_some(fate.as_str());
            match fate {
                Some("committed") => return Ok(()),
                Some("aborted") => return Err(StoreError::Away(error)),
                Some("in progress") => std::thread::sleep(FATE_PAUSE),
                Some(_) | None => break,
            }
        }
        Err(StoreError::UnknownCommit(error))
    }

    /// Undoes what is not committed. Over a line that is broken nothing is asked any more: its end undoes as much.
    fn undo(&mut self) {
        self.session = self.session.take().filter(|session| !session.is_broken()).and_then(|mut session| {
            session.batch("ROLLBACK").ok()?;
            Some(session)
        });
    }
}

/// The locks of a write: the gateway's first, which everybody has who holds anything.
fn locks_of(holds: &Holds) -> Vec<Lock> {
    let named: Vec<_> = holds.iter().filter_map(Lock::of).collect();
    let alone = holds.iter().any(|hold| *hold == Hold::Gateway);
    let shared = (!alone && !named.is_empty()).then_some(GATEWAY_SHARED);
    shared.into_iter().chain(named).collect()
}

/// A transaction that has begun. After a statement has failed PostgreSQL takes no other one, so the failure stands,
/// whatever the work makes of it.
struct PgTx<'s> {
    session: &'s mut Session,
    /// Whether it has the gateway's lock, shared or alone.
    holds_gateway: bool,
    /// Whether a row was changed.
    has_written: bool,
    failed: Option<StoreError>,
}

impl PgTx<'_> {
    /// Whether the work is to be kept, unless a statement of it has failed.
    fn run(&mut self, work: impl FnOnce(&mut dyn Tx) -> Result<(), Undone>) -> Result<Result<(), Undone>, StoreError> {
        let done = catch_unwind(AssertUnwindSafe(|| work(self))).unwrap_or(Err(Undone));
        match self.failed.take() {
            Some(error) if done.is_ok() => Err(error),
            Some(_) | None => Ok(done),
        }
    }

    /// Asks something, unless an earlier question has failed.
    fn ask<T>(&mut self, ask: impl FnOnce(&mut Session) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if let Some(error) = &self.failed {
            return Err(error.again());
        }
        let answer = ask(self.session);
        if let Err(error) = &answer {
            self.failed = Some(error.again());
        }
        answer
    }
}

impl Tx for PgTx<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        let changed = self.ask(|session| session.execute(sql, params))?;
        self.has_written |= changed > 0;
        Ok(changed)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        list(self, sql, params, |row| Ok(row.clone()))
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        // What the reader itself refuses is no failure of the transaction.
        let mut refused = Ok(());
        self.ask(|session| {
            session.each(sql, params, &mut |row| {
                if refused.is_ok() {
                    refused = read(row);
                }
                Ok(())
            })
        })?;
        refused
    }

    fn hold(&mut self, hold: Hold) -> Result<(), StoreError> {
        let Some(lock) = Lock::of(&hold) else { return Ok(()) };
        let shared = (!self.holds_gateway && hold != Hold::Gateway).then_some(GATEWAY_SHARED);
        let locks = shared.into_iter().chain([lock]).map(Lock::call).collect::<Vec<_>>().join(", ");
        self.ask(|session| session.batch(&format!("SELECT {locks}")))?;
        self.holds_gateway = true;
        Ok(())
    }
}
