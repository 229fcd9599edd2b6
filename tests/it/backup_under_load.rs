//! Backups taken while calls go on, by the real command: whatever a caller had heard before one began is in it.

mod check;
mod killed;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures::future::{join, join_all};
use jiff::SignedDuration;
use phoneclock::domain::phone_clock_id::PhoneClockId;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::support::{MARIA, PIN, TestGateway, by_hand::Call};
use check::{Heard, faults};

const CALLERS: usize = 4;
/// Of each caller in turn, so that nobody's punches are within the two minutes that are asked about.
const EMPLOYEES: usize = 6;
/// Between two calls of one caller. All callers together stay within a call's three minutes.
const BETWEEN: SignedDuration = SignedDuration::from_secs(25);
const BACKUPS: usize = 4;

/// The real program over these folders.
fn program(args: &[&str], data: &Path, recordings: &Path, key: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear().args(args).arg("--data-dir").arg(data).arg("--recordings").arg(recordings);
    command.arg("--key-file").arg(key);
    command
}

#[track_caller]
fn went_well(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What was heard so far, by whoever calls.
#[derive(Default)]
struct Diary {
    heard: Mutex<Vec<Heard>>,
    news: Notify,
}

impl Diary {
    fn write(&self, heard: Heard) {
        self.heard.lock().unwrap().push(heard);
        self.news.notify_one();
    }

    fn len(&self) -> usize {
        self.heard.lock().unwrap().len()
    }
}

/// One who calls again and again until told to stop.
async fn calls(test: &TestGateway, number: usize, ids: &[PhoneClockId], diary: &Diary, stop: &AtomicBool) {
    let from = format!("+1555555020{number}");
    for id in ids.iter().cycle() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        test.advance(BETWEEN);
        let mut call = Call::ring(test, &from).await;
        call.keys(test, &format!("{id}#")).await;
        let said = call.keys(test, &format!("{PIN}#")).await.said();
        let way = match (said.contains("Clocked in"), said.contains("Clocked out")) {
            (true, false) => "in",
            (false, true) => "out",
            (..) => panic!("neither in nor out: {said}"),
        };
        let call_id = call.sid.to_string();
        diary.write(Heard { call: call_id, id: id.to_string(), way, at: Instant::now() });
        let recording = call.speaks(test).await;
        test.recordings.keep(&call.sid, &recording, MARIA.into());
        call.recording_is(test, &recording, "completed").await;
        call.is_over(test).await;
        work(test).await;
    }
}

/// Runs background work as several programs would: the clock leaps, so one may lose a task to another.
async fn work(test: &TestGateway) {
    for task in test.worker().lease(10).await.unwrap() {
        drop(test.worker().carry_out(task).await);
    }
}

/// What a backup was begun after, and where it is.
struct Taken {
    file: PathBuf,
    began: Instant,
    took: Duration,
    /// Recordings that the gateway had stored by then.
    stored: Vec<String>,
}

async fn take_backups(test: &TestGateway, diary: &Diary, to: &Path) -> Vec<Taken> {
    let mut taken = Vec::new();
    for number in 0..BACKUPS {
        // Each has something new to miss.
        let enough = diary.len() + 2 * CALLERS;
        while diary.len() < enough {
            tokio::time::timeout(Duration::from_secs(60), diary.news.notified()).await.expect("calls go on");
        }
        let file = to.join(format!("{number}.tar"));
        let stored = test.column("SELECT recording FROM voice_check WHERE status = 'stored'").await;
        let folder = test.dir.path().to_owned();
        let began = Instant::now();
        let mut backup = program(
            &["backup", file.to_str().unwrap(), "--json"],
            &folder,
            &folder.join("recordings"),
            &folder.join("key"),
        );
        let output = tokio::task::spawn_blocking(move || backup.output().unwrap()).await.unwrap();
        let summary: Value = serde_json::from_str(&went_well(&output)).unwrap();
        for told in ["missing", "altered"] {
            assert_eq!(summary[told], serde_json::json!([]), "{summary}");
        }
        taken.push(Taken { file, began, took: began.elapsed(), stored });
    }
    taken
}

/// A restored backup in a folder of its own, with the key file that was kept for it.
struct Restored {
    folder: TempDir,
}

impl Restored {
    fn from(backup: &Path, key: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::copy(key, folder.path().join("data/key")).unwrap();
        let restored = Self { folder };
        went_well(&restored.run(&["restore", backup.to_str().unwrap()]));
        restored
    }

    fn run(&self, args: &[&str]) -> Output {
        let data = self.folder.path().join("data");
        program(args, &data, &self.recordings(), &data.join("key")).output().unwrap()
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("data/phoneclock.db")
    }

    fn recordings(&self) -> PathBuf {
        self.folder.path().join("recordings")
    }

    fn faults(&self, heard: &[Heard], stored: &[String]) -> Vec<String> {
        faults(&self.database(), &self.recordings(), heard, stored)
    }

    /// By the program's own eyes: a second gateway opens it, and `doctor` reads all of it.
    fn is_in_order(&self, entries: usize) {
        let listed: Value =
            serde_json::from_str(&went_well(&self.run(&["entries", "--json", "--from", "2026-01-01"]))).unwrap();
        assert_eq!(listed.as_array().unwrap().len(), entries);
        let found = self.run(&["doctor", "--offline", "--all-recordings", "--json"]);
        let found: Value = serde_json::from_slice(&found.stdout).unwrap();
        let about = |found: &&Value| found["about"] != "settings" && found["about"] != "public URL";
        let problems: Vec<_> =
            found.as_array().unwrap().iter().filter(about).filter(|found| found["level"] == "problem").collect();
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_heard_before_a_backup_began_is_in_it() {
    let test = TestGateway::start().await;
    let mut ids = Vec::new();
    for number in 0..CALLERS * EMPLOYEES {
        ids.push(test.employee(&format!("Caller {number}")).await.1);
    }
    let (diary, stop, backups) = (Diary::default(), AtomicBool::new(false), tempfile::tempdir().unwrap());
    let calling =
        join_all(ids.chunks(EMPLOYEES).enumerate().map(|(number, ids)| calls(&test, number, ids, &diary, &stop)));
    let backing_up = async {
        let taken = take_backups(&test, &diary, backups.path()).await;
        stop.store(true, Ordering::Relaxed);
        taken
    };
    let (_, taken) = join(calling, backing_up).await;
    let heard = diary.heard.into_inner().unwrap();

    let mut last = None;
    for backup in &taken {
        let restored = Restored::from(&backup.file, &test.dir.path().join("key"));
        let before: Vec<_> = heard.iter().filter(|heard| heard.at < backup.began).cloned().collect();
        assert_eq!(restored.faults(&before, &backup.stored), Vec::<String>::new());
        let entries: i64 = Connection::open(restored.database())
            .unwrap()
            .query_row("SELECT count(*) FROM time_entry", [], |row| row.get(0))
            .unwrap();
        restored.is_in_order(usize::try_from(entries).unwrap());
        println!(
            "a backup of {:.1} s: {} punches had been heard and {} names stored before it began; {} punches more were \
             heard meanwhile",
            backup.took.as_secs_f64(),
            before.len(),
            backup.stored.len(),
            heard.iter().filter(|heard| heard.at >= backup.began && heard.at < backup.began + backup.took).count(),
        );
        assert!(before.len() >= 2 * CALLERS && !backup.stored.is_empty());
        last = Some((restored, before, &backup.stored));
    }
    let meanwhile =
        |backup: &Taken| heard.iter().any(|heard| heard.at > backup.began && heard.at < backup.began + backup.took);
    assert!(taken.iter().any(meanwhile), "calls went on during the backups");

    // The check finds what it is there for.
    let (restored, before, stored) = last.unwrap();
    check::can_fail(&restored.database(), &restored.recordings(), &before, stored);
}
