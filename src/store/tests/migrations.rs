//! From nothing to the schema, over an older one, and never back.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::store::{
    migrate::{MIGRATIONS, MigrateError, find_schema, known_schema, migrate, migrate_with, unopened},
    snapshot,
    sqlite::connection::connect,
    tx::StoreError,
};

const MORE: (&str, &str) = ("V2__more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;");
const BROKEN: (&str, &str) =
    ("V2__more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);");

fn raw(path: &Path) -> Connection {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

fn folder() -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("phoneclock.db");
    (folder, path)
}

fn before_upgrade() -> (TempDir, std::path::PathBuf) {
    let (folder, path) = folder();
    migrate_with(&path, &MIGRATIONS[..1]).unwrap();
    raw(&path).execute("INSERT INTO gateway (id, key_fingerprint) VALUES (1, x'01')", []).unwrap();
    (folder, path)
}

#[test]
fn a_database_that_is_held_or_on_a_full_disk_is_not_called_damaged() {
    let refused = |code| StoreError::from(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
    for (error, words) in [
        (StoreError::Busy, "is held by another program"),
        (refused(rusqlite::ffi::SQLITE_BUSY), "is held by another program"),
        (refused(rusqlite::ffi::SQLITE_FULL), "make room"),
        (refused(rusqlite::ffi::SQLITE_READONLY), "see that it can be written"),
        (refused(rusqlite::ffi::SQLITE_IOERR_SHMSIZE), "make room"),
        (refused(rusqlite::ffi::SQLITE_CANTOPEN), "make room"),
    ] {
        let said = unopened(Path::new("phoneclock.db"), error).to_string();
        assert!(said.contains(words) && !said.contains("restore"), "{said}");
    }
    let broken = unopened(Path::new("phoneclock.db"), refused(rusqlite::ffi::SQLITE_CORRUPT)).to_string();
    assert!(broken.contains("phoneclock restore"), "{broken}");
}

#[test]
fn an_empty_place_gets_the_whole_schema_in_a_file_for_its_owner_alone() {
    let (_folder, path) = folder();
    migrate(&path).unwrap();
    migrate(&path).unwrap();
    assert_eq!(find_schema(&path).unwrap(), known_schema());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(snapshot::examine(&path).unwrap(), Vec::<String>::new());
}

#[test]
fn the_migrations_are_numbered_without_a_gap() {
    for (number, (name, _)) in (1..).zip(MIGRATIONS) {
        assert!(name.starts_with(&format!("V{number}__")), "{name}");
    }
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let (_folder, path) = before_upgrade();
    migrate_with(&path, &[MIGRATIONS[0], MORE]).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = migrate_with(&path, &MIGRATIONS[..1]).unwrap_err();
    assert!(matches!(refused, MigrateError::Newer { found: 2, known: 1, .. }));
    assert!(refused.to_string().contains("start the newer program"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn an_upgrade_leaves_a_copy_of_what_was_there() {
    let (folder, path) = before_upgrade();
    migrate_with(&path, &[MIGRATIONS[0], MORE]).unwrap();
    assert_eq!(find_schema(&path).unwrap(), 2);
    let copy = folder.path().join("before-schema-2.db");
    assert_eq!(find_schema(&copy).unwrap(), 1);
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let kept: i64 = raw(&copy).query_row("SELECT count(*) FROM gateway", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn whoever_was_there_before_the_upgrade_is_found_by_name_in_any_script() {
    let (_folder, path) = before_upgrade();
    raw(&path)
        .execute_batch(
            "INSERT INTO workspace VALUES (x'01', 'North', 'UTC', 'en', 'optional', 3600, 'timed', 4, 1, 0, 0);
             INSERT INTO employee VALUES (x'02', x'01', 'ÁNGEL Иванов', NULL, NULL, NULL, 'es', NULL, 1, 0);",
        )
        .unwrap();
    migrate(&path).unwrap();
    let found = |path: &Path| raw(path).query_row("SELECT sort_name FROM employee", [], |row| row.get::<_, String>(0));
    assert_eq!(found(&path).unwrap(), "angel иванов");
    // A stop between the upgrade and this is made good by the next start.
    raw(&path).execute("UPDATE employee SET sort_name = ''", []).unwrap();
    migrate(&path).unwrap();
    assert_eq!(found(&path).unwrap(), "angel иванов");
}

#[test]
fn an_upgrade_that_fails_changes_nothing_and_can_be_tried_again() {
    let (folder, path) = before_upgrade();
    fs::write(folder.path().join("before-schema-2.db.partial"), "the rest of a crash").unwrap();
    for _ in 0..2 {
        let failed = migrate_with(&path, &[MIGRATIONS[0], BROKEN]).unwrap_err();
        assert!(matches!(failed, MigrateError::Failed(_)), "{failed:?}");
        assert_eq!(find_schema(&path).unwrap(), 1);
    }
    migrate_with(&path, &[MIGRATIONS[0], MORE]).unwrap();
    assert_eq!(find_schema(&path).unwrap(), 2);
}

#[test]
fn two_programs_may_create_the_database_at_the_same_moment() {
    let (_folder, path) = folder();
    // Closing a handle of a new file would end the locks that other threads of this one program hold on it.
    fs::write(&path, "").unwrap();
    let programs: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || migrate(&path))
        })
        .collect();
    for program in programs {
        program.join().unwrap().unwrap();
    }
    assert_eq!(find_schema(&path).unwrap(), known_schema());
}

#[test]
fn a_file_that_is_no_database_is_refused_with_what_to_do() {
    let (_folder, path) = folder();
    fs::write(&path, "a letter, and by no means a database. ".repeat(100)).unwrap();
    let refused = migrate(&path).unwrap_err();
    assert!(matches!(refused, MigrateError::Open { .. }));
    assert!(refused.to_string().contains("restore a backup with `phoneclock restore`"), "{refused}");
}

#[test]
fn a_missing_folder_is_told_apart_from_a_damaged_database() {
    let (folder, _) = folder();
    let refused = migrate(&folder.path().join("missing/phoneclock.db")).unwrap_err();
    assert!(matches!(refused, MigrateError::Create { .. }), "{refused}");
}

#[test]
fn exceptions_and_entries_from_before_payroll_are_taken_along() {
    let (_folder, path) = before_upgrade();
    raw(&path)
        .execute_batch(
            "INSERT INTO workspace VALUES (x'01', 'North', 'UTC', 'en', 'optional', 3600, 'timed', 4, 1, 0, 0);
             INSERT INTO employee VALUES (x'02', x'01', 'Ana', NULL, NULL, NULL, 'es', NULL, 1, 0);
             -- 3 in the morning in UTC is the evening before in Chicago.
             INSERT INTO time_entry VALUES (x'03', x'01', x'02', 'unfinished', 1763002800000, NULL,
                 'America/Chicago', NULL);
             INSERT INTO exception VALUES (x'04', x'01', x'03', NULL, 'missing clock-out', 7, 'why', NULL, NULL);
             INSERT INTO exception VALUES (x'05', x'01', x'03', NULL, 'job missing', 8, NULL, 9, 'it was keyed');",
        )
        .unwrap();
    migrate(&path).unwrap();
    let text = |sql: &str| raw(&path).query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(text("SELECT work_date FROM time_entry"), "2025-11-12");
    let all = "SELECT group_concat(kind || ' ' || rank || ' ' || hex(employee_id) || ' ' || at, ', ') FROM exception";
    assert_eq!(text(all), "missing clock-out 2 02 7, job missing 6 02 8");
    assert_eq!(text("SELECT settled_because FROM exception WHERE settled_at = 9"), "it was keyed");
}
