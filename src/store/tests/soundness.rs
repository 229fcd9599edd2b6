//! What the look before the start finds, and what it leaves alone.

use std::{fs, path::Path};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::store::{
    migrate::{MIGRATIONS, migrate_with},
    soundness::{SoundnessError, check},
    sqlite::connection::connect,
};

fn raw(path: &Path) -> Connection {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

fn database(migrations: &[(&str, &str)]) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("phoneclock.db");
    migrate_with(&path, migrations).unwrap();
    (folder, path)
}

#[test]
fn a_database_of_every_schema_so_far_is_sound_and_without_its_employees_it_is_not() {
    for count in 1..=MIGRATIONS.len() {
        let (_folder, path) = database(&MIGRATIONS[..count]);
        check(&path, false).unwrap();
        raw(&path).execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE employee").unwrap();
        let SoundnessError::Damaged { what, .. } = check(&path, false).unwrap_err() else { panic!("{count}") };
        assert_eq!(what, "the table employee is missing");
    }
}

#[test]
fn what_an_operator_adds_is_no_damage() {
    let (_folder, path) = database(&MIGRATIONS);
    raw(&path).execute_batch("CREATE INDEX mine ON job (name); CREATE TABLE my_notes (note TEXT)").unwrap();
    check(&path, false).unwrap();
}

#[test]
fn what_acts_on_what_is_written_is_refused_if_no_migration_makes_it_or_makes_it_otherwise() {
    let its_own = {
        let (_folder, path) = database(&MIGRATIONS);
        raw(&path)
            .query_row("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name LIMIT 1", [], |row| {
                row.get(0)
            })
            .unwrap()
    };
    let its_own: String = its_own;
    for (sql, said) in [
        ("CREATE TRIGGER mine AFTER DELETE ON job BEGIN SELECT 1; END".to_owned(), "the trigger mine".to_owned()),
        ("CREATE VIEW mine AS SELECT name FROM job".to_owned(), "the view mine".to_owned()),
        ("CREATE UNIQUE INDEX mine ON job (name)".to_owned(), "the index mine".to_owned()),
        (
            format!("DROP TRIGGER {its_own}; CREATE TRIGGER {its_own} AFTER DELETE ON job BEGIN SELECT 1; END"),
            format!("another trigger {its_own} than its own"),
        ),
    ] {
        let (_folder, path) = database(&MIGRATIONS);
        raw(&path).execute_batch(&sql).unwrap();
        let SoundnessError::Meddled { what, .. } = check(&path, false).unwrap_err() else { panic!("{sql}") };
        assert_eq!(what, said);
    }
}

#[test]
fn a_large_database_is_not_read_whole_but_both_ends_of_each_table_are() {
    let (_folder, path) = database(&MIGRATIONS);
    let connection = raw(&path);
    connection
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
             INSERT INTO workspace (id, name, zone, language, job_policy, forgotten_after_secs, lockout, pin_min_digits,
                 voice_check, delete_at_provider, created_at)
             SELECT CAST(printf('%016d', i) AS BLOB), hex(randomblob(2500)), 'UTC', 'en', 'optional', 3600, 'timed', 4, 1, 0, 0 FROM n",
        )
        .unwrap();
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    // Leaves of the table, in its order: where its rows are kept.
    let leaves: Vec<i64> = {
        let mut statement = connection
            .prepare("SELECT pageno FROM dbstat WHERE name = 'workspace' AND pagetype = 'leaf' ORDER BY path")
            .unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    drop(connection);
    let whole = fs::read(&path).unwrap();
    assert!(whole.len() > 17 << 20 && leaves.len() > 100, "{} bytes, {} leaves", whole.len(), leaves.len());
    check(&path, false).unwrap();
    let spoilt = |page: i64| {
        let mut bytes = whole.clone();
        let at = usize::try_from(page - 1).unwrap() * 4096;
        bytes[at..at + 4096].fill(0xA5);
        fs::write(&path, bytes).unwrap();
        check(&path, false)
    };
    assert!(matches!(spoilt(leaves[0]), Err(SoundnessError::Damaged { .. })));
    assert!(matches!(spoilt(*leaves.last().unwrap()), Err(SoundnessError::Damaged { .. })));
    spoilt(leaves[leaves.len() / 2]).unwrap();
}
