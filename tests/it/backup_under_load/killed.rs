//! A backup that is killed leaves nothing that looks like one.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tempfile::TempDir;

use super::{program, went_well};

/// A folder with a database that takes a while to copy.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        went_well(&site.command(&["workspace", "add", "Acme", "--time-zone", "UTC"]).output().unwrap());
        let connection = Connection::open(site.path("data/phoneclock.db")).unwrap();
        let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
            INSERT INTO failed_setup_code (address, at) SELECT hex(randomblob(2000)), i FROM n";
        connection.execute_batch(many).unwrap();
        connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> std::process::Command {
        let data = self.path("data");
        let mut command = program(args, &data, &self.path("recordings"), &data.join("phoneclock.key"));
        command.current_dir(self.0.path());
        command
    }

    /// The hidden folder of a backup that is being written.
    fn scratch(&self) -> Option<PathBuf> {
        let mut files = fs::read_dir(self.0.path()).unwrap().map(|file| file.unwrap().path());
        files.find(|file| file.to_string_lossy().ends_with(".partial"))
    }

    /// Waits for a moment of a backup; whether it came before the end of it.
    fn reaches(&self, backup: &mut Child, moment: impl Fn(&Path) -> bool) -> bool {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.scratch().is_some_and(|folder| moment(&folder)) {
            assert!(Instant::now() < deadline, "nothing came of the backup");
            if backup.try_wait().unwrap().is_some() {
                return false;
            }
            std::thread::yield_now();
        }
        true
    }
}

fn bytes_of(folder: &Path, name: &str) -> u64 {
    fs::metadata(folder.join(name)).map_or(0, |file| file.len())
}

/// Whether a backup has come so far, by what is in its hidden folder.
type Moment<'a> = &'a dyn Fn(&Path) -> bool;

#[test]
fn a_backup_that_is_killed_leaves_no_file_that_looks_whole_and_the_next_one_clears_up() {
    let site = Site::new();
    let moments: [(&str, Moment<'_>); 4] = [
        ("at its beginning", &|_| true),
        ("while the database is copied", &|folder| bytes_of(folder, "phoneclock.db") > 0),
        ("when the archive is begun", &|folder| folder.join("backup.tar").exists()),
        ("in the middle of the archive", &|folder| bytes_of(folder, "backup.tar") > 4 << 20),
    ];
    let mut killed = 0;
    for (when, moment) in moments {
        let mut backup = site.command(&["backup", "copy.tar"]).stdout(Stdio::null()).spawn().unwrap();
        let reached = site.reaches(&mut backup, moment);
        backup.kill().unwrap();
        backup.wait().unwrap();
        if reached && !site.path("copy.tar").exists() {
            killed += 1;
            // Even who finds the unfinished file and believes in it is told.
            let half = site.scratch().unwrap().join("backup.tar");
            if half.exists() {
                fs::rename(half, site.path("found.tar")).unwrap();
                let refused = site.command(&["restore", "found.tar"]).output().unwrap();
                let said = String::from_utf8(refused.stderr).unwrap();
                assert_eq!((refused.status.code(), said.lines().count()), (Some(1), 1), "{when}: {said}");
                let why = ["it is empty", "its manifest is missing", "is damaged"];
                assert!(said.contains("found.tar") && why.iter().any(|why| said.contains(why)), "{when}: {said}");
                fs::remove_file(site.path("found.tar")).unwrap();
            }
        } else {
            // It was faster than the kill, and so it is whole.
            went_well(&site.command(&["restore", "copy.tar"]).output().unwrap());
            fs::remove_file(site.path("copy.tar")).unwrap();
        }
    }
    assert!(killed >= 2, "{killed} were killed before their end");
    went_well(&site.command(&["backup", "copy.tar"]).output().unwrap());
    assert_eq!(site.scratch(), None, "what the kills left is gone");
    went_well(&site.command(&["restore", "copy.tar"]).output().unwrap());
}

#[test]
fn a_damaged_backup_is_refused_in_one_sentence_and_nothing_is_replaced() {
    let site = Site::new();
    went_well(&site.command(&["backup", "copy.tar"]).output().unwrap());
    let whole = fs::read(site.path("copy.tar")).unwrap();
    let database = fs::read(site.path("data/phoneclock.db")).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 0x10;
    let cases: [(&str, &[u8], &str); 4] = [
        ("one bit", &changed, "is damaged: phoneclock.db is not as it was written; use another backup"),
        (
            "its end is missing",
            &whole[..whole.len() - 2048],
            "its manifest is missing, as in a file that was cut short",
        ),
        ("half of it", &whole[..whole.len() / 2], "copy.tar"),
        ("nothing", b"", "is not a phoneclock backup: it is empty"),
    ];
    for (what, bytes, words) in cases {
        fs::write(site.path("copy.tar"), bytes).unwrap();
        let refused = site.command(&["restore", "copy.tar"]).output().unwrap();
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!((refused.status.code(), said.lines().count()), (Some(1), 1), "{what}: {said}");
        assert!(said.contains("copy.tar") && said.contains(words), "{what}: {said}");
        assert_eq!(fs::read(site.path("data/phoneclock.db")).unwrap(), database, "{what}");
        assert_eq!(site.scratch(), None);
    }
}
