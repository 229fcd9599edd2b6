//! Who runs the SQL: one writer thread that commits in groups, one that waits for the disk, and read-only
//! connections beside them.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, types::ValueRef};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::{
    base::{self, Base},
    durable::{self, Durable, Group, Settle, Synced},
    health::{Health, Lost, Outlook},
    patience::{BUSY, GRACE, Turn, left, until, within},
    tx::{Row, StoreError, Tx, Value, params},
};
use crate::disk::Known;

/// Writes that may wait for the writer; more than these wait to be queued.
const QUEUE: usize = 1024;
/// Writes that share one commit, at most.
const GROUP: usize = 256;
const READERS: usize = 4;
/// Pages of the log after which they are carried into the database: some 16 MiB, so that a page which is written again
/// and again is carried over once.
const CHECKPOINT_AFTER: u32 = 4_000;
/// Pages kept by the connection that writes, and by each that reads; what is not there comes out of the system's own
/// cache of the file.
const WRITER_CACHE_KIB: i32 = 4_000;
const READER_CACHE_KIB: i32 = 1_000;
/// How long a close waits for what is being read, and for the log to be carried into the database.
const CLOSE: Duration = Duration::from_secs(2);
/// How long somebody who asks whether writes succeed waits for one, and for how long the answer is good.
const PROBE: Duration = Duration::from_secs(2);
const PROBED_FOR: Duration = Duration::from_secs(1);

/// Runs inside the writer's transaction, or learns why there is none; answers only after the commit.
type Work = Box<dyn FnOnce(Result<&mut SqliteTx<'_>, StoreError>) -> Settle + Send>;

enum Request {
    Work(Queued),
    /// Everything before it is written; nothing is taken after it.
    Close(oneshot::Sender<()>),
}

struct Queued {
    work: Work,
    /// Until when it waits for another program.
    until: Instant,
    turn: Arc<Turn>,
}

/// The database. Cheap to clone; the writer stops when the last clone is dropped.
#[derive(Clone)]
pub struct Db {
    writer: mpsc::Sender<Request>,
    readers: Arc<Readers>,
    health: Arc<Health>,
    /// When it was last tried whether a write succeeds, and whether it did.
    probed: Arc<tokio::sync::Mutex<Option<(Instant, bool)>>>,
    patience: Duration,
}

struct Readers {
    path: PathBuf,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Db {
    /// Opens a database that has been migrated; see [`super::migrate`].
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_waiting(path, BUSY)
    }

    /// Opens one that is of no use before it is whole, and so need not outlive a crash: nothing waits for the disk.
    ///
    /// # Errors
    /// When the file cannot be opened or is no database.
    pub fn open_scratch(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        Self::run(path, connection, Synced::Never, Arc::default(), BUSY)
    }

    /// Opens with another patience towards programs that hold the database.
    pub(super) fn open_waiting(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        let health = Arc::<Health>::default();
        let known = Known::at(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(patience)?;
        let log = log_of(&connection, path)?;
        health.watch(vec![known, Known::at(&log_path(path))?]);
        // What a killed run has written and not synced counts as made from now on, and is read without another sync.
        log.sync_all()?;
        // A commit itself waits for nothing: whoever asked for it does, until the log is synced.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let base = Base::of(path, &log)?;
        Self::run(path, connection, Synced::Log { log, base }, health, patience)
    }

    fn run(
        path: &Path,
        connection: Connection,
        synced: Synced,
        health: Arc<Health>,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_AFTER)?;
        connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        let (writer, queue) = mpsc::channel(QUEUE);
        let durable = Durable::start(synced, Arc::clone(&health))?;
        let told = Arc::clone(&health);
        std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn({
                let path = path.to_owned();
                move || run_writer(&path, connection, queue, durable, &told)
            })
            .map_err(|_| StoreError::Closed)?;
        let readers =
            Readers { path: path.to_owned(), permits: Arc::new(Semaphore::new(READERS)), idle: Mutex::default() };
        Ok(Self { writer, readers: Arc::new(readers), health, probed: Arc::default(), patience })
    }

    /// Returns once it is known that what was written is not kept. From then on nothing is written any more, because
    /// nobody knows what is on the disk: the program must be started anew.
    pub async fn lost(&self) -> Lost {
        self.health.lost().await
    }

    /// Whether a write would succeed: by the last one, or by trying where that tells nothing.
    ///
    /// # Errors
    /// When it would not.
    pub async fn check_writes(&self) -> Result<(), StoreError> {
        if self.health.is_lost() || self.health.find_moved().is_some() {
            return Err(durable::lost());
        }
        // Whoever asks may be anybody, so one try does for all who ask within a second.
        let mut probed = self.probed.lock().await;
        let outlook = self.health.outlook();
        if outlook == Outlook::Good {
            return Ok(());
        }
        if let Some((at, succeeded)) = *probed
            && at.elapsed() < PROBED_FOR
        {
            return if succeeded { Ok(()) } else { Err(StoreError::Busy) };
        }
        let outcome = within(PROBE, self.write(move |tx| probe(tx, outlook))).await;
        *probed = Some((Instant::now(), outcome.is_ok()));
        outcome
    }

    /// Ends what is queued and carries the log into the database, so that nothing is left beside it where nobody else has
    /// it open. Nothing is read or written afterwards.
    pub async fn close(&self) {
        let (answer, answered) = oneshot::channel();
        let closing = async {
            let reading = self.readers.permits.acquire_many(u32::try_from(READERS).unwrap_or(u32::MAX)).await;
            self.readers.permits.close();
            drop(reading);
            self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
            if self.writer.send(Request::Close(answer)).await.is_ok() {
                drop(answered.await);
            }
        };
        // What is left then is taken in at the next start, as after a crash.
        if tokio::time::timeout(CLOSE, closing).await.is_err() {
            tracing::warn!("the log of the database could not be carried over in time; the next start does it");
        }
    }

    /// Writes that wait for the writer.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.writer.max_capacity() - self.writer.capacity()
    }

    /// Runs `work` in a transaction and answers once it is durable. An error undoes all of it.
    ///
    /// # Errors
    /// What `work` answers, or that the store could not commit.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, mut answered) = oneshot::channel();
        let (until, turn) = (until(self.patience), Arc::new(Turn::default()));
        let leave_at = tokio::time::Instant::from_std(until + GRACE);
        let work: Work = Box::new(move |tx| {
            let outcome = tx.map_err(E::from).and_then(|tx| tx.kept_apart(work));
            Box::new(move |committed| {
                let outcome = match (outcome, committed) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(error)) => Err(error.into()),
                    (Err(error), _) => Err(error),
                };
                // Whoever asked may have gone; the work is done all the same.
                drop(answer.send(outcome));
            })
        });
        let queued = Request::Work(Queued { work, until, turn: Arc::clone(&turn) });
        match tokio::time::timeout_at(leave_at, self.writer.send(queued)).await {
            Ok(sent) => sent.map_err(|_| StoreError::Closed)?,
            Err(_) => return Err(StoreError::Busy.into()),
        }
        let answered = match tokio::time::timeout_at(leave_at, &mut answered).await {
            Ok(answered) => answered,
            Err(_) if turn.leave() => {
                self.health.failed();
                return Err(StoreError::Busy.into());
            }
            // It is being done, and has to be waited for: nobody may hear that nothing was done.
            Err(_) => answered.await,
        };
        answered.map_err(|_| StoreError::Closed)?
    }

    /// Runs `work` on a read-only connection, seeing one moment of the database.
    ///
    /// # Errors
    /// What `work` answers, or that no connection could be had.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let permit = Arc::clone(&self.readers.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let (readers, until) = (Arc::clone(&self.readers), until(self.patience));
        let reading = tokio::task::spawn_blocking(move || {
            // Held to the end of the work: whoever asked may be gone by then.
            let _permit = permit;
            readers.run(until, work)
        });
        reading.await.map_err(|_| StoreError::Panicked)?
    }
}

impl Readers {
    fn run<T, E: From<StoreError>>(
        &self,
        until: Instant,
        work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        connection.busy_timeout(left(until)).map_err(StoreError::from)?;
        run_cached(&connection, "BEGIN").map_err(StoreError::from)?;
        let outcome = work(&mut SqliteTx::on(&connection));
        run_cached(&connection, "ROLLBACK").map_err(StoreError::from)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS && !self.permits.is_closed() {
            idle.push(connection);
        }
        outcome
    }
}

/// A connection with the settings that every one of them needs.
///
/// # Errors
/// When the file cannot be opened or is no database.
pub fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    // Otherwise a statement can be planned anew for each value that it is given.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Reads from a database that nobody here has open, seeing one moment of it.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn read_once<T>(path: &Path, work: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.execute_batch("BEGIN")?;
    work(&mut SqliteTx::on(&connection))
}

/// A new database is turned to write-ahead logging once, and SQLite does not wait for another program
/// that does so at the same moment.
fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut tries = BUSY.as_millis() / PAUSE.as_millis();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL").map_err(StoreError::from) {
            Err(StoreError::Busy) if tries > 0 => std::thread::sleep(PAUSE),
            done => return done,
        }
        tries -= 1;
    }
}

/// The write-ahead log, which is there once the database has been read.
fn log_of(connection: &Connection, path: &Path) -> Result<File, StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(File::open(log_path(path))?)
}

fn log_path(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// Writes something where writes fail, because only that tells; otherwise it is enough that one could begin.
fn probe(tx: &mut dyn Tx, outlook: Outlook) -> Result<(), StoreError> {
    const WRITE: &str = "UPDATE gateway SET writes_tried = writes_tried + 1 WHERE id = ?1";
    match outlook {
        Outlook::Failing => tx.execute(WRITE, params![1_i64]).map(drop),
        Outlook::Good | Outlook::Unknown => Ok(()),
    }
}

fn run_writer(
    path: &Path,
    connection: Connection,
    mut queue: mpsc::Receiver<Request>,
    durable: Durable,
    health: &Health,
) {
    let mut closing = None;
    while closing.is_none()
        && let Some(first) = queue.blocking_recv()
    {
        match first {
            Request::Work(first) => closing = write_group(&connection, first, &mut queue, &durable, health),
            Request::Close(closed) => closing = Some(closed),
        }
    }
    drop(queue);
    durable.finish();
    if health.is_lost()
        && let Err(error) = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
    {
        tracing::error!(error = &error as &dyn std::error::Error, "the database cannot be left as it is");
    }
    // The log is carried into the database, where nobody else has it open.
    if let Err((_, error)) = connection.close() {
        tracing::warn!(error = &error as &dyn std::error::Error, "the database could not be closed");
    }
    base::forget(path, &log_path(path));
    if let Some(closed) = closing {
        // Whoever asked may have stopped waiting.
        let _ = closed.send(());
    }
}

/// One transaction and all who share it; whom to tell that the database is closed, when somebody has asked for it.
fn write_group(
    connection: &Connection,
    first: Queued,
    queue: &mut mpsc::Receiver<Request>,
    durable: &Durable,
    health: &Health,
) -> Option<oneshot::Sender<()>> {
    if first.turn.was_left() {
        health.failed();
        return None;
    }
    let waited = 1 + queue.len();
    let mut begun = if durable.is_broken() { Err(durable::lost()) } else { begin(connection, left(first.until)) };
    let changes = connection.total_changes();
    let mut settles = Vec::new();
    let (mut next, mut closing) = (Some(first), None);
    // Whether the first one has failed, and nobody has come after it.
    let mut undone = false;
    while let Some(Queued { work, until, turn }) = next {
        if undone {
            begun = begin(connection, left(until));
            undone = false;
        }
        // Whoever has left while another program held the database has been told so.
        if turn.take() {
            let mut tx = SqliteTx { connection, alone: settles.is_empty(), undone: false, refused: false };
            settles.push(match &begun {
                Err(error) => work(Err(error.again())),
                // A full disk can end the transaction under our feet; nothing may run outside of one.
                Ok(()) if connection.is_autocommit() => work(Err(lost())),
                Ok(()) => work(Ok(&mut tx)),
            });
            undone = tx.undone;
            if tx.refused {
                health.failed();
            }
        }
        // The next one has waited for less, and so waits for longer.
        let held = matches!(begun, Err(StoreError::Busy));
        let full = settles.len() >= GROUP || settles.len() >= waited && durable.waits_for(settles.len());
        next = match (held || full).then_some(()).map_or_else(|| queue.try_recv().ok(), |()| None) {
            Some(Request::Work(queued)) => Some(queued),
            Some(Request::Close(closed)) => {
                closing = Some(closed);
                None
            }
            None => None,
        };
    }
    let committed = if undone { Ok(()) } else { begun.and_then(|()| commit(connection)) };
    durable.settle(Group { settles, committed, wrote: connection.total_changes() != changes });
    closing
}

fn begin(connection: &Connection, patience: Duration) -> Result<(), StoreError> {
    undo_all(connection);
    connection.busy_timeout(patience)?;
    Ok(run_cached(connection, "BEGIN IMMEDIATE")?)
}

/// Parsed once, unlike what is run as a batch.
fn run_cached(connection: &Connection, sql: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

fn commit(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_autocommit() {
        return Err(lost());
    }
    run_cached(connection, "COMMIT").map_err(|error| {
        undo_all(connection);
        StoreError::Lost(error.into())
    })
}

/// Ends a transaction that can no longer be trusted; everybody in it learns so at the commit.
fn undo_all(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(error = &error as &dyn std::error::Error, "a transaction could not be undone");
    }
}

fn lost() -> StoreError {
    StoreError::Lost("the transaction was lost".into())
}

/// A transaction on one connection.
pub struct SqliteTx<'c> {
    connection: &'c Connection,
    /// Whether nobody else has done anything in it …
    alone: bool,
    /// … and whether all of it was undone with what failed.
    undone: bool,
    /// Whether the disk has refused something.
    refused: bool,
}

impl<'c> SqliteTx<'c> {
    /// For callers that hold a connection of their own and have begun a transaction on it.
    #[must_use]
    pub const fn on(connection: &'c Connection) -> Self {
        Self { connection, alone: true, undone: false, refused: false }
    }

    /// Keeps all of the work or nothing of it, whatever becomes of the others in the transaction.
    fn kept_apart<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        if !self.alone {
            return self.in_savepoint(work);
        }
        // Spares the copies of pages by which a savepoint goes back.
        let outcome = self.caught(work);
        if outcome.is_err() {
            undo_all(self.connection);
            self.undone = true;
        }
        outcome
    }

    fn caught<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        catch_unwind(AssertUnwindSafe(|| work(self))).unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    fn in_savepoint<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        run_cached(self.connection, "SAVEPOINT command").map_err(StoreError::from)?;
        let outcome = self.caught(work);
        let undone = if outcome.is_ok() { Ok(()) } else { run_cached(self.connection, "ROLLBACK TO command") };
        // What cannot be undone alone is undone with everything else, never committed with it.
        if let Err(error) = undone.and_then(|()| run_cached(self.connection, "RELEASE command")) {
            undo_all(self.connection);
            outcome?;
            return Err(StoreError::from(error).into());
        }
        outcome
    }

    /// A statement as it is written: what is asked about stays in the parameters, which nobody is told.
    fn tell(&self, sql: &str) {
        tracing::trace!(target: "phoneclock::sql", database = self.connection.path(), sql, "a statement");
    }

    /// Some failures, a full disk among them, end the whole transaction; what follows must not run outside of one.
    fn in_transaction(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() { Err(lost()) } else { Ok(()) }
    }
}

impl Tx for SqliteTx<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.in_transaction()?;
        self.tell(sql);
        let changed = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(rusqlite::params_from_iter(params)))
            .map_err(StoreError::from);
        self.refused |= matches!(changed, Err(StoreError::Disk(_)));
        changed
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.in_transaction()?;
        self.tell(sql);
        let mut statement = self.connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        let mut read = Vec::new();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                values.push(Value::from(row.get_ref(column)?));
            }
            read.push(Row::new(values));
        }
        Ok(read)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Real(real) => ValueRef::Real(*real),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(int) => Self::Int(int),
            ValueRef::Real(real) => Self::Real(real),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        }
    }
}
