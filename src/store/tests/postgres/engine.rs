//! What the engine promises: all of a write or nothing of it, alone under its holds, and a commit that is found out about.

#![expect(clippy::disallowed_methods, reason = "a test has no lifecycle whose stop must drain what it spawns")]

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use tokio_postgres::config::Host;

use super::Scratch;
use crate::{
    domain::ids::{EmployeeId, WorkspaceId},
    store::{
        Db, Hold, StoreError, Tx,
        postgres::{Connections, Server},
        tx::{Value, find_one, params},
    },
};

const TABLE: &str =
    "CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT COLLATE \"C\", real DOUBLE PRECISION, bytes BYTEA)";
const CONNECTIONS: Connections = Connections { calls: 4, office: 4, readers: 2 };

async fn notes() -> (Scratch, Db) {
    let scratch = Scratch::migrated().await;
    scratch.client.batch_execute(TABLE).await.unwrap();
    let db = Db::at(&Server::parse(&scratch.address(), None).unwrap(), CONNECTIONS);
    (scratch, db)
}

fn insert(tx: &mut dyn Tx, id: i64) -> Result<(), StoreError> {
    tx.execute("INSERT INTO note (id) VALUES (?1)", params![id]).map(drop)
}

async fn ids(db: &Db) -> Vec<i64> {
    let read =
        |tx: &mut dyn Tx| tx.query("SELECT id FROM note ORDER BY id", &[])?.iter().map(|row| row.get(0)).collect();
    db.read::<_, StoreError, _>(read).await.unwrap()
}

#[tokio::test]
async fn what_is_written_is_read_as_it_was() {
    let (_scratch, db) = notes().await;
    let values = [
        (1, Value::Text("Zoë".to_owned()), Value::Real(-0.5), Value::Blob(vec![0, 255])),
        (2, Value::Null, Value::Null, Value::Null),
    ];
    for (id, words, real, bytes) in values.clone() {
        // Numbers in any order, one of them twice and one not at all.
        let sql = "INSERT INTO note (bytes, real, words, id) VALUES (?5, ?4, ?3, ?1)";
        let given = [Value::Int(id), Value::Text("not used".to_owned()), words, real, bytes];
        db.write::<_, StoreError, _>(Hold::Gateway, move |tx| tx.execute(sql, &given)).await.unwrap();
    }
    for (id, words, real, bytes) in values {
        let sql = "SELECT words, real, bytes, id > 1, CAST(?1 AS INT) FROM note WHERE id = ?1 AND (id > 1) = ?2";
        let row = db.read::<_, StoreError, _>(move |tx| tx.query(sql, params![id, id > 1])).await.unwrap().remove(0);
        assert_eq!(row.values(), [words, real, bytes, Value::Int(i64::from(id > 1)), Value::Int(id)]);
    }
}

#[tokio::test]
async fn an_error_undoes_all_of_a_write() {
    let (_scratch, db) = notes().await;
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    let failed = db.write(Hold::Gateway, |tx| {
        insert(tx, 2)?;
        insert(tx, 1)
    });
    assert!(matches!(failed.await, Err(StoreError::Taken(_))));
    let refused = db.write(Hold::Gateway, |tx| {
        insert(tx, 3)?;
        Err::<(), _>(StoreError::Unreadable("a reason of its own"))
    });
    assert!(matches!(refused.await, Err(StoreError::Unreadable("a reason of its own"))));
    let broken = db.write(Hold::Gateway, |tx| {
        insert(tx, 4)?;
        if tx.query("SELECT 1", &[])?.len() == 1 {
            panic!("a fault");
        }
        Ok::<_, StoreError>(())
    });
    assert!(matches!(broken.await, Err(StoreError::Panicked)));
    assert_eq!(ids(&db).await, [1]);
}

#[tokio::test]
async fn a_write_in_which_a_statement_failed_is_never_taken_for_one_that_was_kept() {
    let (_scratch, db) = notes().await;
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    let swallowed = db.write(Hold::Gateway, |tx| {
        insert(tx, 2)?;
        assert!(matches!(insert(tx, 1), Err(StoreError::Taken(_))));
        // Nothing is asked of a transaction that is dead.
        assert!(matches!(insert(tx, 3), Err(StoreError::Taken(_))));
        Ok::<_, StoreError>("done")
    });
    assert!(matches!(swallowed.await, Err(StoreError::Taken(_))));
    assert_eq!(ids(&db).await, [1]);
}

#[tokio::test]
async fn a_deferred_refusal_is_told_at_the_commit() {
    let (scratch, db) = notes().await;
    let deferred = "ALTER TABLE note ADD COLUMN of BIGINT REFERENCES note DEFERRABLE INITIALLY DEFERRED";
    scratch.client.batch_execute(deferred).await.unwrap();
    let sql = "INSERT INTO note (id, of) VALUES (1, 2)";
    let failed = db.write::<_, StoreError, _>(Hold::Gateway, move |tx| tx.execute(sql, &[])).await;
    assert!(matches!(failed, Err(StoreError::Lost(_))), "{failed:?}");
    assert_eq!(ids(&db).await, Vec::<i64>::new());
}

/// Whether a write under `second` waits for one under `first`.
async fn waits(db: &Db, first: impl Into<crate::store::Holds>, second: impl Into<crate::store::Holds>) -> bool {
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let (end, ended) = mpsc::channel::<()>();
    let held = tokio::spawn({
        let (db, first) = (db.clone(), first.into());
        async move {
            db.write::<_, StoreError, _>(first, move |_| {
                begun.send(()).unwrap();
                Ok(ended.recv().is_err())
            })
            .await
        }
    });
    has_begun.await.unwrap();
    let (done, second) = (Arc::new(AtomicBool::new(false)), second.into());
    let other = tokio::spawn({
        let (db, done) = (db.clone(), Arc::clone(&done));
        async move {
            db.write::<_, StoreError, _>(second, move |_| {
                done.store(true, Ordering::SeqCst);
                Ok(())
            })
            .await
        }
    });
    // Either the other one gets through, or it is seen to wait.
    let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let waited = loop {
        if done.load(Ordering::SeqCst) {
            break false;
        }
        let count = move |tx: &mut dyn Tx| find_one(tx, waiting, &[], |row| row.get::<i64>(0));
        if db.read(count).await.unwrap() == Some(1) {
            break true;
        }
    };
    drop(end);
    held.await.unwrap().unwrap();
    other.await.unwrap().unwrap();
    waited
}

#[tokio::test]
async fn writes_wait_for_those_who_hold_the_same_and_for_nobody_else() {
    let (_scratch, db) = notes().await;
    let (north, south) = (WorkspaceId::from_bytes([1; 16]), WorkspaceId::from_bytes([2; 16]));
    let (ana, ben) = (EmployeeId::from_bytes([3; 16]), EmployeeId::from_bytes([4; 16]));
    let of = |employee| Hold::WorkspaceShared(north).and(Hold::Employee(employee));
    assert!(waits(&db, of(ana), of(ana)).await);
    assert!(!waits(&db, of(ana), of(ben)).await);
    assert!(waits(&db, Hold::Workspace(north), of(ana)).await);
    assert!(waits(&db, of(ana), Hold::Workspace(north)).await);
    assert!(!waits(&db, Hold::Workspace(south), of(ana)).await);
    assert!(waits(&db, Hold::Gateway, of(ana)).await);
    assert!(waits(&db, of(ana), Hold::Gateway).await);
    assert!(!waits(&db, Hold::Gateway, Hold::Nothing).await);
}

#[tokio::test]
async fn a_hold_that_is_taken_later_is_a_hold() {
    let (_scratch, db) = notes().await;
    let ana = EmployeeId::from_bytes([3; 16]);
    let count = Arc::new(AtomicU32::new(0));
    let one = |db: Db, count: Arc<AtomicU32>| async move {
        db.write::<_, StoreError, _>(Hold::Nothing, move |tx| {
            tx.hold(Hold::Employee(ana))?;
            assert_eq!(count.fetch_add(1, Ordering::SeqCst), 0, "two at once");
            tx.query("SELECT pg_sleep(0.02)::text", &[])?;
            count.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        })
        .await
    };
    let all = (0..6).map(|_| tokio::spawn(one(db.clone(), Arc::clone(&count)))).collect::<Vec<_>>();
    for one in all {
        one.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_connection_that_is_gone_is_made_anew_and_what_it_was_doing_is_undone() {
    let (scratch, db) = notes().await;
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND application_name = 'phoneclock'",
        scratch.name
    );
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    scratch.client.batch_execute(&end).await.unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 2)).await.unwrap();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let cut = tokio::spawn({
        let db = db.clone();
        async move {
            db.write(Hold::Gateway, move |tx| {
                insert(tx, 3)?;
                begun.send(()).unwrap();
                may_go_on.recv().unwrap();
                insert(tx, 4)
            })
            .await
        }
    });
    has_begun.await.unwrap();
    scratch.client.batch_execute(&end).await.unwrap();
    go_on.send(()).unwrap();
    let cut = cut.await.unwrap();
    assert!(matches!(cut, Err(StoreError::Away(_))), "{cut:?}");
    assert_eq!(ids(&db).await, [1, 2]);
}

/// The process of the server that a write or a read ran in.
fn backend(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    const PROCESS: &str = "SELECT CAST(pg_backend_pid() AS BIGINT)";
    find_one(tx, PROCESS, &[], |row| row.get(0))?.ok_or(StoreError::Unreadable("a process"))
}

#[tokio::test]
async fn a_primary_that_was_demoted_under_an_open_connection_is_left() {
    // What an open connection tells once its server has become a standby.
    const DEMOTED: &str = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
    let scratch = Scratch::migrated().await;
    scratch.client.batch_execute(TABLE).await.unwrap();
    let one = Connections { calls: 1, office: 1, readers: 1 };
    let db = Db::at(&Server::parse(&scratch.address(), None).unwrap(), one);
    let demote = |tx: &mut dyn Tx| {
        tx.execute(DEMOTED, &[])?;
        backend(tx)
    };
    let old_writer = db.write::<_, StoreError, _>(Hold::Gateway, demote).await.unwrap();
    let write = |tx: &mut dyn Tx| {
        insert(tx, 1)?;
        backend(tx)
    };
    let writer = db.write::<_, StoreError, _>(Hold::Gateway, write).await.unwrap();
    assert_ne!(writer, old_writer);
    assert_eq!(db.write::<_, StoreError, _>(Hold::Gateway, backend).await.unwrap(), writer);
    assert_eq!(ids(&db).await, [1]);
}

#[tokio::test]
async fn while_every_server_is_read_only_nothing_is_written_and_afterwards_it_is() {
    let (scratch, db) = notes().await;
    let become_read_only = |on: bool| {
        format!(
            "ALTER DATABASE {0} SET default_transaction_read_only = {on};
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = '{0}' AND application_name = 'phoneclock'",
            scratch.name
        )
    };
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    scratch.client.batch_execute(&become_read_only(true)).await.unwrap();
    let wait = Duration::from_millis(300);
    let refused = crate::store::deadline::within(wait, db.write(Hold::Gateway, |tx| insert(tx, 2))).await;
    assert!(matches!(refused, Err(StoreError::Away(_))), "{refused:?}");
    let mut administrator = scratch.connect().await;
    let writable = administrator.build_transaction().read_only(false).start().await.unwrap();
    writable.batch_execute(&become_read_only(false)).await.unwrap();
    writable.commit().await.unwrap();
    db.write(Hold::Gateway, |tx| insert(tx, 3)).await.unwrap();
    assert_eq!(ids(&db).await, [1, 3]);
}

/// How far the log of the server is written, or kept: only what is kept can be at a standby.
async fn log_position(scratch: &Scratch, function: &str) -> i64 {
    let sql = format!("SELECT CAST({function}() - '0/0' AS BIGINT)");
    scratch.client.query_one(&sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn what_was_read_under_a_hold_is_kept_before_it_is_answered() {
    let (scratch, db) = notes().await;
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    // Written by somebody whose commit waits for nothing.
    scratch.client.batch_execute("SET synchronous_commit = off; INSERT INTO note (id) VALUES (2)").await.unwrap();
    let written = log_position(&scratch, "pg_current_wal_insert_lsn").await;
    let read = |tx: &mut dyn Tx| tx.query("SELECT id FROM note", &[]).map(|rows| rows.len());
    assert_eq!(db.write::<_, StoreError, _>(Hold::Gateway, read).await.unwrap(), 2);
    assert!(log_position(&scratch, "pg_current_wal_flush_lsn").await >= written);
}

/// A line to the server that is cut once, at a commit.
struct CutLine {
    address: SocketAddr,
    cut: Arc<AtomicBool>,
}

#[derive(Clone, Copy, PartialEq)]
enum CutAt {
    BeforeTheCommit,
    BeforeItsAnswer,
}

impl CutLine {
    fn to(scratch: &Scratch, at: CutAt) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, cut) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let Some(Host::Unix(folder)) = scratch.config().get_hosts().first().cloned() else { panic!("no socket") };
        let shared = Arc::clone(&cut);
        thread::spawn(move || {
            for client in listener.incoming() {
                let server = UnixStream::connect(folder.join(".s.PGSQL.5432")).unwrap();
                carry(client.unwrap(), server, at, &shared);
            }
        });
        Self { address, cut }
    }
}

fn carry(mut client: TcpStream, mut server: UnixStream, at: CutAt, cut: &Arc<AtomicBool>) {
    let (mut answers, mut questions) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let silent = Arc::new(AtomicBool::new(false));
    let hushed = Arc::clone(&silent);
    thread::spawn(move || {
        let mut piece = [0; 8192];
        while let Ok(count @ 1..) = answers.read(&mut piece) {
            if hushed.load(Ordering::SeqCst) {
                break;
            }
            client.write_all(&piece[..count]).unwrap();
        }
        drop(client.shutdown(Shutdown::Both));
    });
    let cut = Arc::clone(cut);
    thread::spawn(move || {
        let mut piece = [0; 8192];
        while let Ok(count @ 1..) = questions.read(&mut piece) {
            let piece = &piece[..count];
            let commits = piece.windows(6).any(|word| word == b"COMMIT");
            if commits && !cut.swap(true, Ordering::SeqCst) {
                silent.store(true, Ordering::SeqCst);
                if at == CutAt::BeforeTheCommit {
                    break;
                }
            }
            if server.write_all(piece).is_err() {
                break;
            }
        }
        drop(server.shutdown(Shutdown::Both));
        drop(questions.shutdown(Shutdown::Both));
    });
}

async fn written_over_a_line_cut(at: CutAt) -> (Result<(), StoreError>, Vec<i64>, bool) {
    let (scratch, plain) = notes().await;
    let line = CutLine::to(&scratch, at);
    let address = format!("postgres://postgres@{}/{}", line.address, scratch.name);
    let db = Db::at(&Server::parse(&address, None).unwrap(), CONNECTIONS);
    let told = Arc::new(AtomicBool::new(false));
    let then = Arc::clone(&told);
    let write = |tx: &mut dyn Tx| insert(tx, 1).map(|()| ((), ()));
    let written = db.write_then(Hold::Gateway, write, move |()| then.store(true, Ordering::SeqCst)).await;
    assert!(line.cut.load(Ordering::SeqCst));
    (written, ids(&plain).await, told.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_commit_whose_answer_was_lost_is_found_to_be_kept() {
    let (written, ids, told) = written_over_a_line_cut(CutAt::BeforeItsAnswer).await;
    written.unwrap();
    assert_eq!((ids, told), (vec![1], true));
}

#[tokio::test]
async fn a_commit_that_never_arrived_is_found_to_be_lost() {
    let (written, ids, told) = written_over_a_line_cut(CutAt::BeforeTheCommit).await;
    assert!(matches!(written, Err(StoreError::Away(_))), "{written:?}");
    assert_eq!((ids, told), (vec![], false));
}

#[tokio::test]
async fn a_server_that_is_away_is_waited_for_and_then_told_of() {
    let nowhere = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("postgres://postgres@{nowhere}/none");
    let db = Db::at(&Server::parse(&address, None).unwrap(), CONNECTIONS);
    let wait = Duration::from_millis(300);
    let read = crate::store::deadline::within(wait, db.read::<_, StoreError, _>(|tx| tx.query("SELECT 1", &[]))).await;
    assert!(matches!(read, Err(StoreError::Away(_))), "{read:?}");
    assert!(crate::store::deadline::within(wait, db.check_writes()).await.is_err());
}

#[tokio::test]
async fn nothing_is_asked_of_a_database_that_is_closed() {
    let (_scratch, db) = notes().await;
    db.write(Hold::Gateway, |tx| insert(tx, 1)).await.unwrap();
    assert!(db.check_writes().await.is_ok());
    db.close().await;
    assert!(matches!(db.write(Hold::Gateway, |tx| insert(tx, 2)).await, Err(StoreError::Closed)));
    let read = db.read::<_, StoreError, _>(|tx| tx.query("SELECT 1", &[])).await;
    assert!(matches!(read, Err(StoreError::Closed)), "{read:?}");
}
