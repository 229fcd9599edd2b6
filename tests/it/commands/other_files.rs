//! Files that were put in the place of others: beside a log that was left, and under a gateway that runs.

use std::{
    fs,
    io::{Read, pipe},
    path::{Path, PathBuf},
};

use super::{
    Desk,
    running::{Running, serve},
};

fn beside(desk: &Desk, end: &str) -> PathBuf {
    desk.dir.path().join(format!("data/phoneclock.db{end}"))
}

/// An older copy of the database, made while nobody had it open.
fn with_old_copy() -> (Desk, PathBuf) {
    let desk = Desk::with_workspace();
    let old = desk.dir.path().join("old.db");
    assert!(!beside(&desk, "-wal").exists(), "a command leaves nothing beside the database");
    fs::copy(beside(&desk, ""), &old).unwrap();
    (desk, old)
}

fn replace(how: &str, old: &Path, database: &Path) {
    match how {
        "written over" => drop(fs::copy(old, database).unwrap()),
        "moved over" => {
            let copy = old.with_extension("copy");
            fs::copy(old, &copy).unwrap();
            fs::rename(copy, database).unwrap();
        }
        other => panic!("{other}"),
    }
}

const HOW: [&str; 2] = ["written over", "moved over"];

#[test]
fn after_a_stop_an_older_copy_is_what_a_start_begins_with() {
    for how in HOW {
        let (mut desk, old) = with_old_copy();
        let gateway = serve(desk.dir.path(), |_| {});
        desk.ok(&["employee", "add", "Ana"]);
        gateway.answers_calls();
        assert!(gateway.stop().success());
        for end in ["-wal", "-shm", "-base"] {
            assert!(!beside(&desk, end).exists(), "{end} is left after a stop");
        }
        replace(how, &old, &beside(&desk, ""));
        assert!(desk.ok(&["employee", "list"]).out.contains("no employees yet"), "{how}");
    }
}

/// Killed with something in the log alone.
fn killed(desk: &mut Desk) {
    let mut gateway = serve(desk.dir.path(), |_| {});
    gateway.answers_calls();
    desk.ok(&["employee", "add", "Ana"]);
    gateway.answers_calls();
    gateway.child.kill().unwrap();
    gateway.end();
    assert!(fs::metadata(beside(desk, "-wal")).unwrap().len() > 0);
}

#[test]
fn after_a_kill_an_older_copy_beside_the_log_is_refused_in_words() {
    for how in HOW {
        let (mut desk, old) = with_old_copy();
        killed(&mut desk);
        replace(how, &old, &beside(&desk, ""));
        let before = fs::read(beside(&desk, "-wal")).unwrap();
        for command in [&["employee", "list"][..], &["backup", "a.tar"]] {
            let said = desk.refused(command, "", 1);
            assert!(
                said.contains("is another file than the one that data/phoneclock.db-wal was written for"),
                "{how}: {said}"
            );
        }
        assert_eq!(fs::read(beside(&desk, "-wal")).unwrap(), before);
        // As it was told: exactly what the file holds.
        for end in ["-wal", "-shm"] {
            fs::remove_file(beside(&desk, end)).unwrap();
        }
        assert!(desk.ok(&["employee", "list"]).out.contains("no employees yet"), "{how}");
    }
}

#[test]
fn after_a_kill_the_log_is_taken_in_wherever_the_folder_has_gone() {
    let (mut desk, _) = with_old_copy();
    killed(&mut desk);
    // Moved as a whole, and copied as a whole in whatever order.
    let copy = Desk::new();
    fs::create_dir(copy.dir.path().join("data")).unwrap();
    for end in ["-wal", "-base", ""] {
        fs::copy(beside(&desk, end), beside(&copy, end)).unwrap();
    }
    fs::copy(desk.dir.path().join("data/phoneclock.key"), copy.dir.path().join("data/phoneclock.key")).unwrap();
    for desk in [&mut desk, &mut { copy }] {
        assert!(desk.ok(&["employee", "list"]).out.contains("Ana"));
    }
}

/// The gateway ends with a sentence, and the caller hears no time.
#[track_caller]
fn is_noticed(desk: &Desk, change: impl FnOnce(&Path), named: &str) {
    let (mut log, writer) = pipe().unwrap();
    let mut gateway: Running = serve(desk.dir.path(), |command| {
        command.stderr(writer);
    });
    gateway.answers_calls();
    change(&beside(desk, ""));
    let call = gateway.call();
    assert!(call.code != 0 || call.out.contains("something went wrong on our side"), "{call:?}");
    assert_eq!(gateway.end().code(), Some(1));
    let mut said = String::new();
    log.read_to_string(&mut said).unwrap();
    let last = said.lines().last().unwrap_or_default();
    assert!(last.starts_with(&format!("{named} was moved away or replaced while the gateway ran")), "{said}");
}

#[test]
fn a_database_that_is_replaced_or_moved_away_under_a_gateway_ends_it_before_it_promises_anything() {
    for how in HOW {
        let (desk, old) = with_old_copy();
        is_noticed(&desk, |database| replace(how, &old, database), "data/phoneclock.db");
    }
    let (desk, _) = with_old_copy();
    is_noticed(&desk, |database| fs::rename(database, database.with_extension("away")).unwrap(), "data/phoneclock.db");
    let (desk, _) = with_old_copy();
    is_noticed(&desk, |_| fs::remove_file(beside(&desk, "-wal")).unwrap(), "data/phoneclock.db-wal");
}

#[test]
fn a_gateway_whose_database_is_gone_is_not_ready() {
    let (desk, _) = with_old_copy();
    let gateway = serve(desk.dir.path(), |_| {});
    assert_eq!(gateway.status("/readyz"), Some(200));
    fs::rename(beside(&desk, ""), beside(&desk, ".away")).unwrap();
    assert_eq!(gateway.status("/readyz"), Some(503));
}

#[test]
fn a_gateway_is_not_ready_while_another_program_holds_the_database() {
    let (desk, _) = with_old_copy();
    let gateway = serve(desk.dir.path(), |_| {});
    let other = rusqlite::Connection::open(beside(&desk, "")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // A write of before tells for a second.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(gateway.status("/readyz"), Some(503));
    other.execute_batch("ROLLBACK").unwrap();
    gateway.answers_calls();
    assert_eq!(gateway.status("/readyz"), Some(200));
}
