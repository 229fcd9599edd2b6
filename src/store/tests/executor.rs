//! The writer: groups, savepoints, and what happens when something goes wrong in one.

#![expect(clippy::disallowed_methods, reason = "a test has no lifecycle whose stop must drain it")]

use std::{path::Path, time::Duration};

use futures::future::join_all;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};

use crate::store::{
    Db, Hold, StoreError, Tx,
    deadline::within,
    sqlite::SqliteDb,
    sqlite::connection::connect,
    tx::{find_one, params},
};

#[derive(Debug, thiserror::Error)]
enum MarkError {
    #[error("this number is not wanted")]
    Unwanted,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn database() -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("marks.db");
    let connection = other_program(&path);
    connection.execute_batch("CREATE TABLE mark (n INTEGER PRIMARY KEY, filling BLOB) STRICT").unwrap();
    drop(connection);
    (folder, path)
}

fn other_program(path: &Path) -> Connection {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE).unwrap()
}

fn insert(tx: &mut dyn Tx, n: i64) -> Result<(), StoreError> {
    tx.execute("INSERT INTO mark (n) VALUES (?1)", params![n]).map(drop)
}

fn fill(tx: &mut dyn Tx, n: i64, bytes: usize) -> Result<(), StoreError> {
    tx.execute("INSERT INTO mark (n, filling) VALUES (?1, zeroblob(?2))", params![n, bytes]).map(drop)
}

fn count(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    Ok(find_one(tx, "SELECT count(*) FROM mark", &[], |row| row.get(0))?.unwrap_or(0))
}

fn seen_by_others(path: &Path) -> Vec<i64> {
    let connection = other_program(path);
    let mut statement = connection.prepare("SELECT n FROM mark ORDER BY n").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Holds the writer inside a command until it is let go; what is queued meanwhile shares its commit.
struct Held {
    let_go: oneshot::Sender<()>,
    done: JoinHandle<Result<(), StoreError>>,
}

impl Held {
    async fn at(db: &Db, n: i64) -> Self {
        Self::ending_in(db, n, |_| Ok(())).await
    }

    async fn ending_in(
        db: &Db,
        n: i64,
        end: impl FnOnce(&mut dyn Tx) -> Result<(), StoreError> + Send + 'static,
    ) -> Self {
        let (held, reach) = Self::queue(db, n, end);
        reach.await.unwrap();
        held
    }

    /// Also tells when the writer has come to it.
    fn queue(
        db: &Db,
        n: i64,
        end: impl FnOnce(&mut dyn Tx) -> Result<(), StoreError> + Send + 'static,
    ) -> (Self, oneshot::Receiver<()>) {
        let (let_go, go) = oneshot::channel();
        let (reached, reach) = oneshot::channel();
        let db = db.clone();
        let done = tokio::spawn(async move {
            db.write(Hold::Gateway, move |tx| {
                insert(tx, n)?;
                reached.send(()).unwrap();
                go.blocking_recv().unwrap();
                end(tx)
            })
            .await
        });
        (Self { let_go, done }, reach)
    }

    async fn let_go(self) -> Result<(), StoreError> {
        self.let_go.send(()).unwrap();
        self.done.await.unwrap()
    }
}

/// Queues without waiting for the answer; returns once it is in the queue.
async fn queued<T: Send + 'static, E: From<StoreError> + Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
) -> JoinHandle<Result<T, E>> {
    let before = db.queued();
    let handle = tokio::spawn({
        let db = db.clone();
        async move { db.write(Hold::Gateway, work).await }
    });
    while db.queued() == before {
        tokio::task::yield_now().await;
    }
    handle
}

#[tokio::test]
async fn nobody_in_a_group_is_answered_before_its_commit() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let first = Held::at(&db, 1).await;
    let second = queued(&db, |tx| insert(tx, 2)).await;
    let (last, reached) = Held::queue(&db, 3, |_| Ok(()));
    while db.queued() < 2 {
        tokio::task::yield_now().await;
    }
    first.let_go.send(()).unwrap();
    reached.await.unwrap();
    // The first two commands have run by now, and are in nobody's eyes yet.
    assert_eq!(seen_by_others(&path), Vec::<i64>::new());
    tokio::task::yield_now().await;
    assert!(!first.done.is_finished() && !second.is_finished());
    last.let_go().await.unwrap();
    first.done.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(seen_by_others(&path), [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answered_write_is_there_for_everybody() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let writes = (0..600).map(|n| {
        let (db, path) = (db.clone(), path.clone());
        tokio::spawn(async move {
            db.write(Hold::Gateway, move |tx| insert(tx, n)).await.unwrap();
            n % 50 != 0 || seen_by_others(&path).contains(&n)
        })
    });
    assert!(join_all(writes).await.into_iter().all(Result::unwrap));
    assert_eq!(db.read(count).await.unwrap(), 600);
}

#[tokio::test]
async fn a_failing_command_undoes_itself_and_nobody_else() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let first = Held::at(&db, 1).await;
    let unwanted = queued(&db, |tx| {
        insert(tx, 2)?;
        Err::<(), _>(MarkError::Unwanted)
    })
    .await;
    let twice = queued(&db, |tx| {
        insert(tx, 3)?;
        insert(tx, 1)
    })
    .await;
    let fine = queued(&db, |tx| insert(tx, 4)).await;
    first.let_go().await.unwrap();
    assert!(matches!(unwanted.await.unwrap(), Err(MarkError::Unwanted)));
    assert!(matches!(twice.await.unwrap(), Err(StoreError::Taken(_))));
    fine.await.unwrap().unwrap();
    assert_eq!(seen_by_others(&path), [1, 4]);
}

#[tokio::test]
async fn the_first_of_a_group_fails_alone_and_leaves_nothing() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let first = Held::ending_in(&db, 1, |tx| insert(tx, 1)).await;
    let fine = queued(&db, |tx| insert(tx, 2)).await;
    assert!(matches!(first.let_go().await, Err(StoreError::Taken(_))));
    fine.await.unwrap().unwrap();
    assert_eq!(seen_by_others(&path), [2]);

    let alone = Held::ending_in(&db, 3, |_| panic!("a bug in a command")).await;
    assert!(matches!(alone.let_go().await, Err(StoreError::Panicked)));
    db.write(Hold::Gateway, |tx| insert(tx, 4)).await.unwrap();
    assert_eq!(seen_by_others(&path), [2, 4]);
}

#[tokio::test]
async fn the_first_of_a_group_is_told_when_its_transaction_was_lost_unnoticed() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let careless = Held::ending_in(&db, 1, |tx| tx.execute("ROLLBACK", &[]).map(drop)).await;
    let after = queued(&db, |tx| insert(tx, 2)).await;
    assert!(matches!(careless.let_go().await, Err(StoreError::Lost(_))));
    assert!(matches!(after.await.unwrap(), Err(StoreError::Lost(_))));
    db.write(Hold::Gateway, |tx| insert(tx, 3)).await.unwrap();
    assert_eq!(seen_by_others(&path), [3]);
}

#[tokio::test]
async fn a_panicking_command_undoes_itself_and_the_writer_goes_on() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let first = Held::at(&db, 1).await;
    let broken = queued(&db, |tx| {
        insert(tx, 2)?;
        panic!("a bug in a command");
        #[expect(unreachable_code, reason = "tells the type of the answer")]
        Ok::<(), StoreError>(())
    })
    .await;
    first.let_go().await.unwrap();
    assert!(matches!(broken.await.unwrap(), Err(StoreError::Panicked)));
    db.write(Hold::Gateway, |tx| insert(tx, 3)).await.unwrap();
    assert_eq!(seen_by_others(&path), [1, 3]);
}

#[tokio::test]
async fn a_panicking_read_leaves_the_readers_fit_for_use() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    for _ in 0..8 {
        let broken = db.read(|_| -> Result<(), StoreError> { panic!("a bug in a read") }).await;
        assert!(matches!(broken, Err(StoreError::Panicked)));
    }
    assert_eq!(db.read(count).await.unwrap(), 0);
}

#[tokio::test]
async fn a_read_sees_what_is_committed_and_cannot_write() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    let held = Held::at(&db, 2).await;
    assert_eq!(db.read(count).await.unwrap(), 1);
    held.let_go().await.unwrap();
    assert_eq!(db.read(count).await.unwrap(), 2);
    assert!(db.read(|tx| insert(tx, 3)).await.is_err());
    assert_eq!(seen_by_others(&path), [1, 2]);
}

#[tokio::test]
async fn a_write_waits_for_another_program() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let other = other_program(&path);
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO mark (n) VALUES (1)").unwrap();
    let db_too = db.clone();
    let waiting = tokio::spawn(async move { db_too.write(Hold::Gateway, |tx| insert(tx, 2)).await });
    tokio::task::yield_now().await;
    other.execute_batch("COMMIT").unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(seen_by_others(&path), [1, 2]);
}

#[tokio::test]
async fn a_database_held_for_too_long_is_busy_for_all_who_wait_and_nothing_is_lost() {
    let (_folder, path) = database();
    let db = Db::Sqlite(SqliteDb::open_waiting(&path, Duration::from_millis(20)).unwrap());
    let other = other_program(&path);
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO mark (n) VALUES (1)").unwrap();
    let writes = join_all((2..6).map(|n| db.write(Hold::Gateway, move |tx| insert(tx, n)))).await;
    assert!(writes.iter().all(|write| matches!(write, Err(StoreError::Busy))), "{writes:?}");
    assert_eq!(db.read(count).await.unwrap(), 0);
    other.execute_batch("COMMIT").unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 9)).await.unwrap();
    assert_eq!(seen_by_others(&path), [1, 9]);
}

/// What one of them waits for, and not all of them after one another.
const ONE_PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test]
async fn whoever_waits_for_another_program_waits_for_himself_alone_however_many_there_are() {
    let (_folder, path) = database();
    let db = Db::Sqlite(SqliteDb::open_waiting(&path, Duration::from_secs(1)).unwrap());
    let other = other_program(&path);
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO mark (n) VALUES (1)").unwrap();
    let one_after_the_other = (2..42).map(|n| {
        let db = db.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(u64::try_from(n).unwrap() * 20)).await;
            db.write(Hold::Gateway, move |tx| insert(tx, n)).await
        }
    });
    let writes = tokio::time::timeout(ONE_PATIENCE, join_all(one_after_the_other)).await.unwrap();
    assert!(writes.iter().all(|write| matches!(write, Err(StoreError::Busy))), "{writes:?}");
    other.execute_batch("COMMIT").unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 99)).await.unwrap();
    assert_eq!(seen_by_others(&path), [1, 99], "what was told to have failed is not done later");
}

#[tokio::test]
async fn work_of_several_steps_waits_for_another_program_once() {
    let (_folder, path) = database();
    let db = Db::Sqlite(SqliteDb::open_waiting(&path, Duration::from_secs(60)).unwrap());
    let other = other_program(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let steps = within(Duration::from_millis(50), async {
        for n in 1..5 {
            assert!(matches!(db.write(Hold::Gateway, move |tx| insert(tx, n)).await, Err(StoreError::Busy)));
        }
    });
    tokio::time::timeout(ONE_PATIENCE, steps).await.unwrap();
}

#[tokio::test]
async fn a_store_is_not_ready_while_another_program_holds_it_or_the_disk_is_full_and_is_again_afterwards() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("phoneclock.db");
    crate::store::migrate::migrate(&path).unwrap();
    let db = Db::open(&path).unwrap();
    db.write(Hold::Gateway, |tx| crate::store::gateway::insert_key_fingerprint(tx, b"key")).await.unwrap();
    db.check_writes().await.unwrap();

    db.write(Hold::Gateway, |tx| tx.query("PRAGMA max_page_count = 1", &[])).await.unwrap();
    let full = db.write(Hold::Gateway, |tx| {
        tx.execute("CREATE TABLE mark (filling BLOB)", &[])?;
        tx.execute("INSERT INTO mark VALUES (zeroblob(1000000))", &[])
    });
    assert!(full.await.is_err());
    // One row fits where no page more does: what is tried is a write, and it succeeds.
    db.check_writes().await.unwrap();

    let other = other_program(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(db.write(Hold::Gateway, |tx| tx.execute("DELETE FROM failed_password", &[])).await.is_err());
    assert!(db.check_writes().await.is_err());
    other.execute_batch("ROLLBACK").unwrap();
    db.write(Hold::Gateway, |tx| tx.execute("UPDATE gateway SET key_fingerprint = x'01'", &[])).await.unwrap();
    db.check_writes().await.unwrap();
}

#[tokio::test]
async fn a_store_that_is_closed_leaves_nothing_beside_the_database_and_takes_nothing_any_more() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    assert_eq!(db.read(count).await.unwrap(), 1);
    db.close().await;
    let beside = |end: &str| std::path::PathBuf::from(format!("{}{end}", path.display()));
    assert!(["-wal", "-shm", "-base"].iter().all(|end| !beside(end).exists()));
    assert!(matches!(db.write(Hold::Gateway, |tx| insert(tx, 2)).await, Err(StoreError::Closed)));
    assert!(matches!(db.read(count).await, Err(StoreError::Closed)));
    assert_eq!(seen_by_others(&path), [1]);
}

#[tokio::test]
async fn a_full_disk_fails_the_write_and_later_ones_succeed() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    db.write(Hold::Gateway, |tx| tx.query("PRAGMA max_page_count = 8", &[])).await.unwrap();
    let held = Held::at(&db, 1).await;
    let too_much = queued(&db, |tx| fill(tx, 2, 100_000)).await;
    let small = queued(&db, |tx| insert(tx, 3)).await;
    // Whatever SQLite undoes when the disk is full: who is answered well is stored, who is not is not.
    let (first, third) = (held.let_go().await.is_ok(), small.await.unwrap().is_ok());
    assert!(matches!(too_much.await.unwrap(), Err(StoreError::Disk(_) | StoreError::Lost(_))));
    let expected: Vec<i64> = [(1, first), (3, third)].into_iter().filter_map(|(n, ok)| ok.then_some(n)).collect();
    assert_eq!(seen_by_others(&path), expected);
    db.write(Hold::Gateway, |tx| tx.query("PRAGMA max_page_count = 1000000", &[])).await.unwrap();
    db.write(Hold::Gateway, |tx| fill(tx, 4, 100_000)).await.unwrap();
    assert!(seen_by_others(&path).contains(&4));
}

/// What it might have to take back is copied before: here 8 MiB.
#[tokio::test]
async fn a_command_that_changes_a_great_deal_shares_a_commit_and_can_be_undone_alone() {
    fn move_filled(tx: &mut dyn Tx, by: i64) -> Result<usize, StoreError> {
        tx.execute("UPDATE mark SET n = n + ?1 WHERE filling IS NOT NULL", params![by])
    }
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    db.write(Hold::Gateway, |tx| (10_000..12_000).try_for_each(|n| fill(tx, n, 4_000))).await.unwrap();
    let held = Held::at(&db, 1).await;
    let moved = queued(&db, |tx| move_filled(tx, 10_000)).await;
    let undone = queued(&db, |tx| move_filled(tx, 10_000).and(Err::<(), _>(StoreError::Closed))).await;
    let small = queued(&db, |tx| insert(tx, 2)).await;
    held.let_go().await.unwrap();
    assert_eq!(moved.await.unwrap().unwrap(), 2_000);
    assert!(matches!(undone.await.unwrap(), Err(StoreError::Closed)));
    small.await.unwrap().unwrap();
    assert_eq!(seen_by_others(&path), [1, 2].into_iter().chain(20_000..22_000).collect::<Vec<_>>());
}

#[tokio::test]
async fn nothing_runs_outside_a_transaction_even_when_it_was_lost_half_way() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let first = Held::at(&db, 1).await;
    let careless = queued(&db, |tx| {
        insert(tx, 2)?;
        // What SQLite does by itself when it cannot go on.
        tx.execute("ROLLBACK", &[])?;
        let refused = insert(tx, 3).is_err() && count(tx).is_err();
        assert!(refused, "a statement ran outside of a transaction");
        Ok::<_, StoreError>(())
    })
    .await;
    let after = queued(&db, |tx| insert(tx, 4)).await;
    assert!(matches!(first.let_go().await, Err(StoreError::Lost(_))));
    assert!(matches!(careless.await.unwrap(), Err(StoreError::Refused(_))));
    assert!(matches!(after.await.unwrap(), Err(StoreError::Lost(_))));
    assert_eq!(seen_by_others(&path), Vec::<i64>::new());
    db.write(Hold::Gateway, |tx| insert(tx, 5)).await.unwrap();
    assert_eq!(seen_by_others(&path), [5]);
}

#[tokio::test]
async fn what_is_queued_is_written_even_when_nobody_waits_for_it() {
    let (_folder, path) = database();
    let db = Db::open(&path).unwrap();
    let held = Held::at(&db, 1).await;
    let forsaken = queued(&db, |tx| insert(tx, 2)).await;
    forsaken.abort();
    held.let_go().await.unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 3)).await.unwrap();
    assert_eq!(seen_by_others(&path), [1, 2, 3]);
}
