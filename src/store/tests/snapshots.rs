//! Copies out of and into a database that others have open.

use std::{fs, path::Path};

use rusqlite::{Connection, OpenFlags, backup::Backup};
use tempfile::TempDir;

use crate::store::{
    Db, Hold, StoreError, snapshot,
    sqlite::{SqliteDb, connection::connect},
    tx::{find_one, params},
};

const COUNT: &str = "SELECT count(*) FROM mark WHERE content = ?1";
const INSERT: &str = "INSERT INTO mark (content) VALUES (?1)";

fn create(path: &Path, content: &str, rows: i64) -> Connection {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE).unwrap();
    connection.execute_batch("CREATE TABLE mark (content TEXT NOT NULL) STRICT").unwrap();
    let many = "INSERT INTO mark (content) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) \
                SELECT ?1 FROM n";
    connection.execute(many, rusqlite::params![content, rows]).unwrap();
    connection
}

fn count(path: &Path, content: &str) -> i64 {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    connection.query_row(COUNT, [content], |row| row.get(0)).unwrap()
}

async fn seen(db: &Db, content: &'static str) -> i64 {
    db.read(move |tx| find_one(tx, COUNT, params![content], |row| row.get(0))).await.unwrap().unwrap_or(0)
}

async fn add(db: &Db, content: &'static str) -> Result<usize, StoreError> {
    db.write(Hold::Gateway, move |tx| tx.execute(INSERT, params![content])).await
}

struct Pair {
    folder: TempDir,
    new: std::path::PathBuf,
    live: std::path::PathBuf,
}

/// A copy with new content, and a live database with other content, not in the same number of pages.
fn pair(new: i64, old: i64) -> Pair {
    let folder = TempDir::new().unwrap();
    let (made, new_path, live) =
        (folder.path().join("made.db"), folder.path().join("new.db"), folder.path().join("live.db"));
    drop(create(&made, "new", new));
    snapshot::copy_file(&made, &new_path).unwrap();
    drop(create(&live, "old", old));
    Pair { folder, new: new_path, live }
}

fn nothing_before() -> Result<(), StoreError> {
    Ok(())
}

#[tokio::test]
async fn whoever_has_it_open_sees_the_new_content_and_goes_on_writing() {
    for (new, old) in [(5_000, 10), (10, 5_000)] {
        let Pair { folder: _folder, new: from, live } = pair(new, old);
        let db = Db::open(&live).unwrap();
        // Both the writer and a reader hold prepared statements from before.
        add(&db, "old").await.unwrap();
        assert_eq!(seen(&db, "old").await, old + 1);
        let mid_read = connect(&live, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        mid_read.execute_batch("BEGIN").unwrap();
        let before: i64 = mid_read.query_row(COUNT, ["old"], |row| row.get(0)).unwrap();

        snapshot::replace(&from, &live, nothing_before).unwrap();

        assert_eq!((seen(&db, "old").await, seen(&db, "new").await), (0, new));
        add(&db, "new").await.unwrap();
        assert_eq!(seen(&db, "new").await, new + 1);
        // A read that began before sees its own moment to its end.
        assert_eq!(mid_read.query_row(COUNT, ["old"], |row| row.get::<_, i64>(0)).unwrap(), before);
        mid_read.execute_batch("ROLLBACK").unwrap();
        assert_eq!(mid_read.query_row(COUNT, ["old"], |row| row.get::<_, i64>(0)).unwrap(), 0);
        let mode: String = mid_read.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
        drop((db, mid_read));
        assert_eq!(count(&live, "new"), new + 1);
        assert_eq!(snapshot::examine(&live).unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn statements_prepared_against_another_schema_are_prepared_anew() {
    let Pair { folder, live, .. } = pair(1, 1);
    let (made, from) = (folder.path().join("other.db"), folder.path().join("other-copy.db"));
    let connection = connect(&made, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE before (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE mark (more TEXT, content TEXT NOT NULL) STRICT;
             CREATE INDEX mark_by_content ON mark (content);
             INSERT INTO mark (content) VALUES ('new')",
        )
        .unwrap();
    snapshot::copy(&connection, &from).unwrap();
    let db = Db::open(&live).unwrap();
    add(&db, "old").await.unwrap();
    assert_eq!(seen(&db, "old").await, 2);
    snapshot::replace(&from, &live, nothing_before).unwrap();
    assert_eq!(seen(&db, "new").await, 1);
    add(&db, "new").await.unwrap();
    assert_eq!(seen(&db, "new").await, 2);
}

#[test]
fn a_crash_before_the_end_leaves_the_old_content() {
    // Both larger than the page cache, so that pages reach the write-ahead log before the commit.
    let Pair { folder, new, live } = pair(2_000_000, 100);
    let from = connect(&new, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut into = connect(&live, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let backup = Backup::new(&from, &mut into).unwrap();
    let crash = folder.path().join("crash");
    fs::create_dir(&crash).unwrap();
    backup.step(1).unwrap();
    let (_, pages) = (backup.step(1).unwrap(), backup.progress().pagecount);
    backup.step(pages - 3).unwrap();
    assert_eq!(backup.progress().remaining, 1);
    // What a power cut would leave: the files as they are, and no shared memory.
    for file in ["live.db", "live.db-wal"] {
        fs::copy(folder.path().join(file), crash.join(file)).unwrap();
    }
    assert!(fs::metadata(crash.join("live.db-wal")).unwrap().len() > 1_000_000, "nothing was written ahead");
    assert_eq!(count(&crash.join("live.db"), "old"), 100);
    assert_eq!(count(&live, "old"), 100);
    drop(backup);
    drop(into);
    assert_eq!((count(&live, "old"), count(&live, "new")), (100, 0));
    assert_eq!(snapshot::examine(&live).unwrap(), Vec::<String>::new());
}

#[test]
fn nothing_can_be_written_between_the_last_look_and_the_new_content() {
    let Pair { folder, new, live } = pair(10, 10);
    let safety = folder.path().join("safety.db");
    snapshot::replace(&new, &live, || {
        let other = connect(&live, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        other.busy_timeout(std::time::Duration::ZERO)?;
        assert!(other.execute(INSERT, ["lost"]).is_err());
        snapshot::copy_file(&live, &safety)
    })
    .unwrap();
    assert_eq!((count(&safety, "old"), count(&live, "new")), (10, 10));
}

#[test]
fn what_fails_before_leaves_everything_as_it_was() {
    let Pair { folder: _folder, new, live } = pair(10, 10);
    let failed = snapshot::replace(&new, &live, || Err(StoreError::Unreadable("a copy")));
    assert!(matches!(failed, Err(StoreError::Unreadable("a copy"))));
    let connection = connect(&live, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    connection.execute(INSERT, ["old"]).unwrap();
    assert_eq!(count(&live, "old"), 11);
}

#[test]
fn the_replacement_waits_for_a_writer() {
    let Pair { folder: _folder, new, live } = pair(10, 10);
    let other = connect(&live, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO mark (content) VALUES ('old')").unwrap();
    let replacing = std::thread::spawn({
        let live = live.clone();
        move || snapshot::replace(&new, &live, nothing_before)
    });
    std::thread::yield_now();
    other.execute_batch("COMMIT").unwrap();
    replacing.join().unwrap().unwrap();
    assert_eq!((count(&live, "old"), count(&live, "new")), (0, 10));
}

#[tokio::test]
async fn a_copy_is_of_one_moment_and_holds_no_writer_up() {
    let folder = TempDir::new().unwrap();
    let (live, copy) = (folder.path().join("live.db"), folder.path().join("copy.db"));
    drop(create(&live, "old", 1_000));
    let reader = connect(&live, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let db = Db::Sqlite(SqliteDb::open_waiting(&live, std::time::Duration::ZERO).unwrap());
    for _ in 0..20 {
        let copying = tokio::task::spawn_blocking({
            let (live, copy) = (live.clone(), copy.clone());
            move || snapshot::copy_file(&live, &copy)
        });
        while !copying.is_finished() {
            // Each write adds two rows, and would fail at once if the copy held the database.
            db.write(Hold::Gateway, |tx| {
                tx.execute(INSERT, params!["pair"])?;
                tx.execute(INSERT, params!["pair"])
            })
            .await
            .unwrap();
        }
        copying.await.unwrap().unwrap();
        assert_eq!(count(&copy, "pair") % 2, 0);
        assert_eq!(count(&copy, "old"), 1_000);
        fs::remove_file(&copy).unwrap();
        for rest in ["copy.db-wal", "copy.db-shm"] {
            drop(fs::remove_file(folder.path().join(rest)));
        }
    }
    drop(reader);
}

#[test]
fn a_copy_overwrites_nothing_and_leaves_nothing_when_it_fails() {
    let folder = TempDir::new().unwrap();
    let (live, copy) = (folder.path().join("live.db"), folder.path().join("copy.db"));
    drop(create(&live, "old", 1));
    fs::write(&copy, "").unwrap();
    assert!(matches!(snapshot::copy_file(&live, &copy), Err(StoreError::Disk(_))));
    assert_eq!(fs::read(&copy).unwrap(), b"");
    fs::write(&live, "no database at all ".repeat(100)).unwrap();
    let other = folder.path().join("other.db");
    assert!(snapshot::copy_file(&live, &other).is_err());
    assert!(!other.exists());
}

#[test]
fn an_examination_finds_what_is_wrong() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("live.db");
    let connection = create(&path, "old", 10_000);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; CREATE TABLE child (parent TEXT REFERENCES parent (id));
             CREATE TABLE parent (id TEXT PRIMARY KEY); INSERT INTO child VALUES ('missing');
             PRAGMA wal_checkpoint(TRUNCATE)",
        )
        .unwrap();
    drop(connection);
    let found = snapshot::examine(&path).unwrap();
    assert_eq!(found, ["a row of child refers to one that is missing"]);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    assert!(snapshot::examine(&path).map_or(true, |found| found.len() > 1));
}
