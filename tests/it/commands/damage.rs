//! A database file that is damaged, or none of ours: every command says so in one sentence, and leaves it as it is.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;

use super::{Answer, Desk, SETTINGS, answer, program};
use crate::support::files_below;

const MOVE_AWAY: &str =
    "stop the gateway, move the file away together with its -wal and -shm files, and restore a backup with";
const RESTORE: &str = "`phoneclock restore`";

/// A page of SQLite as the program makes them.
const PAGE: usize = 4096;

/// A desk with something in its database, all of it in the one file.
fn desk() -> Desk {
    let mut desk = Desk::with_workspace();
    for name in ["Ana Torres", "Bo Lindqvist"] {
        desk.run_with(&["employee", "add", name, "--set-pin"], "83529164\n");
    }
    desk.ok(&["backup", "sound.tar"]);
    Connection::open(database(&desk)).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    assert_eq!(names_in(&desk.dir.path().join("data")), ["phoneclock.db", "phoneclock.key"]);
    desk
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.retain(|name| name != "serve.lock");
    names
}

fn database(desk: &Desk) -> PathBuf {
    desk.dir.path().join("data/phoneclock.db")
}

/// What the files of a database hold. An empty log, and its index, are made by whoever opens it.
fn held(desk: &Desk) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files_below(&desk.dir.path().join("data"));
    let held = files.into_iter().filter(|file| file.to_string_lossy().contains("phoneclock.db"));
    let held = held.filter(|file| !file.to_string_lossy().ends_with("-shm"));
    held.map(|file| (file.clone(), fs::read(&file).unwrap())).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

fn serve(desk: &Desk) -> Answer {
    let mut command = program();
    command.current_dir(desk.dir.path()).args(["serve", "--listen", "127.0.0.1:0"]).envs(SETTINGS);
    answer(command.timeout(Duration::from_secs(20)))
}

/// Refused in one sentence that holds all of `words` by everything that opens the database, and left as it is.
#[track_caller]
fn refused(desk: &mut Desk, words: &[&str]) {
    let before = held(desk);
    let mut said = vec![serve(desk), desk.run(&["employee", "list"]), desk.run(&["backup", "copy.tar"])];
    for answer in &said {
        assert_eq!((answer.code, answer.out.as_str(), answer.err.lines().count()), (1, "", 1), "{answer:?}");
    }
    let doctor = desk.run(&["doctor", "--offline", "--json"]);
    assert_eq!((doctor.code, doctor.err.as_str()), (1, ""), "{doctor:?}");
    let findings = doctor.json();
    let about_it = findings.as_array().unwrap().iter().filter(|found| found["about"] == "database");
    said.extend(about_it.map(|found| {
        assert_eq!(found["level"], "problem", "{found}");
        Answer { code: 1, out: String::new(), err: found["finding"].as_str().unwrap().to_owned() }
    }));
    assert_eq!(said.len(), 4, "{findings}");
    for Answer { err, .. } in &said {
        let shown = err.contains("data/phoneclock.db") || err.contains("PHONECLOCK_DATA_DIR");
        assert!(shown && words.iter().all(|word| err.contains(word)), "{words:?} in {err}");
        assert!(!err.contains("panicked") && !err.contains("Error code"), "{err}");
    }
    assert_eq!(held(desk), before, "it was written to");
    assert!(!desk.dir.path().join("copy.tar").exists());
}

/// Moved away as it was said, and restored, all is as it was.
#[track_caller]
fn is_mended_by_a_restore(desk: &mut Desk) {
    for end in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{end}", database(desk).display()));
        if file.exists() {
            fs::rename(&file, desk.dir.path().join(format!("away{end}"))).unwrap();
        }
    }
    desk.ok(&["restore", "sound.tar"]);
    assert!(desk.ok(&["employee", "list"]).out.contains("Ana Torres"));
}

#[test]
fn what_begins_with_other_bytes_is_no_database() {
    let mut desk = desk();
    fs::write(database(&desk), "a letter, and by no means a database. ".repeat(1000)).unwrap();
    refused(&mut desk, &["is damaged: file is not a database", MOVE_AWAY, RESTORE]);
    fs::write(database(&desk), "short").unwrap();
    refused(&mut desk, &["is damaged", MOVE_AWAY, RESTORE]);
    is_mended_by_a_restore(&mut desk);
}

#[test]
fn a_file_that_was_cut_short_is_noticed() {
    let mut desk = desk();
    let whole = fs::read(database(&desk)).unwrap();
    for kept in [whole.len() / 2 / PAGE * PAGE, whole.len() / 2 + 77, PAGE, 100] {
        fs::write(database(&desk), &whole[..kept]).unwrap();
        refused(&mut desk, &["is damaged", MOVE_AWAY, RESTORE]);
    }
    is_mended_by_a_restore(&mut desk);
}

#[test]
fn a_page_that_was_overwritten_anywhere_is_noticed() {
    let mut desk = desk();
    let whole = fs::read(database(&desk)).unwrap();
    let pages = whole.len() / PAGE;
    for page in [1, pages / 3, pages / 2, pages - 1] {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xA5);
        fs::write(database(&desk), &bytes).unwrap();
        refused(&mut desk, &["is damaged", MOVE_AWAY, RESTORE]);
    }
    is_mended_by_a_restore(&mut desk);
}

#[test]
fn an_empty_file_where_a_key_tells_of_content_is_noticed_and_restored_over() {
    let mut desk = desk();
    fs::write(database(&desk), "").unwrap();
    refused(&mut desk, &[]);
    let said = serve(&desk).err;
    let words = ["is empty, though there is a key file", RESTORE, "or delete the file to start over"];
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
    desk.ok(&["restore", "sound.tar"]);
    assert!(desk.ok(&["employee", "list"]).out.contains("Ana Torres"));
}

#[test]
fn an_empty_file_without_a_key_is_the_beginning_that_a_crash_left() {
    let mut desk = Desk::new();
    fs::create_dir(desk.dir.path().join("data")).unwrap();
    fs::write(database(&desk), "").unwrap();
    desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago"]);
}

#[test]
fn a_database_of_a_newer_program_is_left_to_it() {
    let mut desk = desk();
    let sql = "UPDATE refinery_schema_history SET version = version + 97";
    Connection::open(database(&desk)).unwrap().execute(sql, []).unwrap();
    let before = held(&desk);
    for said in [serve(&desk), desk.run(&["employee", "list"])] {
        assert_eq!((said.code, said.err.lines().count()), (1, 1), "{said:?}");
        assert!(said.err.contains("data/phoneclock.db was made by a newer phoneclock"), "{said:?}");
        assert!(said.err.contains("start the newer program"), "{said:?}");
    }
    assert_eq!(held(&desk), before);
}

#[test]
fn a_table_a_column_or_an_index_that_is_gone_is_named() {
    let without = |sql: &str| {
        let desk = desk();
        Connection::open(database(&desk)).unwrap().execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        desk
    };
    let cases = [
        ("DROP TABLE review_lease", "the table review_lease is missing"),
        ("ALTER TABLE mail RENAME COLUMN problem TO trouble", "the column mail.problem is missing"),
        ("DROP INDEX call_going_on", "the index call_going_on is missing"),
    ];
    for (sql, said) in cases {
        refused(&mut without(sql), &["is damaged", said, MOVE_AWAY, RESTORE]);
    }
}

/// More than a power cut can take from the end.
const COMMITS: usize = 600;
const FRAME: usize = 24 + PAGE;

/// The files as a power cut would leave them, with commits in the log alone.
fn cut_off(desk: &Desk) -> Vec<u8> {
    let connection = Connection::open(database(desk)).unwrap();
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0").unwrap();
    for number in 0..COMMITS {
        connection.execute("UPDATE workspace SET name = ?1", [format!("name {number}")]).unwrap();
    }
    let [data, log] = ["", "-wal"].map(|end| fs::read(format!("{}{end}", database(desk).display())).unwrap());
    drop(connection);
    fs::write(database(desk), data).unwrap();
    log
}

fn put_log(desk: &Desk, log: &[u8]) {
    for end in ["-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{end}", database(desk).display())));
    }
    fs::write(format!("{}-wal", database(desk).display()), log).unwrap();
}

#[test]
fn a_damaged_log_with_commits_behind_the_damage_is_noticed_where_sqlite_would_drop_them_in_silence() {
    let mut desk = desk();
    let log = cut_off(&desk);
    let frames = (log.len() - 32) / FRAME;
    assert!(frames >= COMMITS, "{frames}");
    let early = 32 + frames / 20 * FRAME;
    // In a page, in the salt and in the checksum of an early frame, and in the head of all.
    for (at, words) in [
        (early + 2000, "its -wal file has changes that can no longer be read, before"),
        (early + 9, "its -wal file has changes that can no longer be read, before"),
        (early + 17, "its -wal file has changes that can no longer be read, before"),
        (3, "the head of its -wal file cannot be read"),
        (17, "the head of its -wal file cannot be read"),
    ] {
        let mut bytes = log.clone();
        bytes[at] ^= 0x40;
        put_log(&desk, &bytes);
        refused(&mut desk, &["is damaged", words, MOVE_AWAY, RESTORE]);
    }
    // What was not synced when the power went was heard by nobody, be it a part of the last commit or some commits
    // out of their order; and a log in order is folded in.
    let data = fs::read(database(&desk)).unwrap();
    let mut out_of_order = log.clone();
    out_of_order[log.len() - 100 * FRAME + 2000] ^= 0x40;
    let last = format!("name {}", COMMITS - 1);
    for (bytes, is_last) in [(&log[..log.len() - 100], false), (&out_of_order, false), (&log, true)] {
        put_log(&desk, bytes);
        let listed = desk.ok(&["workspace", "list", "--json"]).json();
        let name = listed[0]["name"].as_str().unwrap();
        assert!(name.starts_with("name ") && (name == last) == is_last, "{name}");
        fs::write(database(&desk), &data).unwrap();
    }
    // A log alone is all that is left of a database that was deleted.
    put_log(&desk, &log);
    fs::remove_file(database(&desk)).unwrap();
    let said = desk.refused(&["employee", "list"], "", 1);
    assert!(said.contains("it is gone, and only its -wal file is left") && said.contains(MOVE_AWAY), "{said}");
    is_mended_by_a_restore(&mut desk);
}

#[test]
fn a_folder_in_the_place_of_the_file_is_no_database() {
    let mut desk = desk();
    fs::remove_file(database(&desk)).unwrap();
    fs::create_dir(database(&desk)).unwrap();
    refused(&mut desk, &["is not a file; move it away and restore a backup with", RESTORE, "PHONECLOCK_DATA_DIR"]);
    is_mended_by_a_restore(&mut desk);
}

#[test]
fn another_programs_database_is_left_alone() {
    let mut desk = desk();
    fs::remove_file(database(&desk)).unwrap();
    Connection::open(database(&desk)).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    refused(&mut desk, &["is a database of another program, with a table \"recipe\"; set PHONECLOCK_DATA_DIR"]);
}

#[test]
fn a_file_that_this_user_may_not_use_is_told_apart_from_a_damaged_one() {
    let desk = desk();
    let data = desk.dir.path().join("data");
    // The superuser may read everything, so the program is run as somebody else, who may go everywhere but there.
    let is_root = rustix::process::getuid().is_root();
    let exe = desk.dir.path().join("phoneclock");
    fs::copy(assert_cmd::cargo::cargo_bin!("phoneclock"), &exe).unwrap();
    for folder in [desk.dir.path(), &data] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
    }
    fs::set_permissions(&exe, fs::Permissions::from_mode(0o755)).unwrap();
    for mode in [0o000, 0o444] {
        fs::set_permissions(database(&desk), fs::Permissions::from_mode(mode)).unwrap();
        let mut command = std::process::Command::new(&exe);
        command.env_clear().current_dir(desk.dir.path()).args(["employee", "list"]);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        let said = command.output().unwrap();
        let err = String::from_utf8(said.stderr).unwrap();
        assert_eq!((said.status.code(), err.lines().count()), (Some(1), 1), "{err}");
        let start = "data/phoneclock.db cannot be read and written by this user; run as the user of the gateway";
        assert!(err.starts_with(start) && err.contains("Permission denied"), "{err}");
    }
}

/// Puts an empty database of the same gateway in its place, as a program of the schema before this one makes it.
fn put_back_one_schema(path: &Path) {
    let new = path.with_extension("new");
    fs::rename(path, &new).unwrap();
    let older = Connection::open(path).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.pop();
    for file in files {
        older.execute_batch(&fs::read_to_string(file).unwrap()).unwrap();
    }
    older.execute("ATTACH ?1 AS new", [new.to_str().unwrap()]).unwrap();
    let history = "SELECT sql FROM new.sqlite_master WHERE name = 'refinery_schema_history'";
    let history: String = older.query_row(history, [], |row| row.get(0)).unwrap();
    older.execute_batch(&history).unwrap();
    let rest = "INSERT INTO refinery_schema_history SELECT * FROM new.refinery_schema_history
        WHERE version < (SELECT max(version) FROM new.refinery_schema_history);
        INSERT INTO gateway (id, key_fingerprint) SELECT id, key_fingerprint FROM new.gateway;";
    older.execute_batch(rest).unwrap();
    drop(older);
    fs::remove_file(new).unwrap();
}

#[test]
fn a_database_is_not_upgraded_under_a_gateway_that_runs() {
    let mut desk = desk();
    let older = database(&desk);
    put_back_one_schema(&older);
    let lock = fs::File::create(desk.dir.path().join("data/serve.lock")).unwrap();
    lock.try_lock().unwrap();
    let before = held(&desk);
    for command in [["employee", "list"], ["restore", "sound.tar"]] {
        let said = desk.refused(&command, "", 1);
        assert!(said.starts_with("a gateway of an older phoneclock serves from data; stop it"), "{said}");
        assert_eq!(held(&desk), before);
    }
    drop(lock);
    desk.ok(&["restore", "sound.tar"]);
    assert!(desk.ok(&["employee", "list"]).out.contains("Ana Torres"));
}
