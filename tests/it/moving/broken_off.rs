//! A move that was killed is begun anew by the same command, and nobody serves from what it has left.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::Place;
use crate::support::files_below;

const SOON: Duration = Duration::from_secs(90);

/// A move that waits for the last recording, which is a pipe that nobody writes to, until everything else is there.
fn stuck(place: &Place, to: &str) -> (Child, Vec<u8>) {
    let files = place.recordings();
    let last = files.last().unwrap();
    let content = fs::read(last).unwrap();
    fs::remove_file(last).unwrap();
    assert!(Command::new("mkfifo").arg(last).status().unwrap().success());
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear().current_dir(place.dir.path()).args(["move", "--to", to, "--recordings-to", "moved"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().starts_with("recordings: 0 of ")), "it got to the recordings");
    let began = Instant::now();
    while whole(&place.path("moved")) < files.len() - 1 {
        assert!(began.elapsed() < SOON, "{} of {}", whole(&place.path("moved")), files.len());
        std::thread::sleep(Duration::from_millis(20));
    }
    (child, content)
}

/// How many recordings are there under their names.
fn whole(folder: &Path) -> usize {
    if !folder.exists() {
        return 0;
    }
    files_below(folder).iter().filter(|file| !file.to_string_lossy().contains('#')).count()
}

fn kill(place: &Place, mut child: Child, content: &[u8]) {
    child.kill().unwrap();
    child.wait().unwrap();
    let last = place.recordings().last().unwrap().clone();
    fs::remove_file(&last).unwrap();
    fs::write(&last, content).unwrap();
}

#[tokio::test]
async fn a_killed_move_to_a_server_leaves_a_database_of_nobody_and_is_begun_anew() {
    let place = Place::with_demo();
    let url = place.url();
    let (child, content) = stuck(&place, url.as_str());
    assert!(place.count_on_server("time_entry").await > 0, "the rows are there");
    assert_eq!(place.count_on_server("gateway").await, 0, "and nobody's");
    kill(&place, child, &content);

    let files = place.recordings().len();
    let moved = place.move_to_server(&["--recordings-to", "moved"]);
    assert_eq!(moved["anew"], true);
    assert_eq!((&moved["recordings"]["copied"], &moved["recordings"]["kept"]), (&1.into(), &(files - 1).into()));
    assert_eq!(place.shown_on_server(), place.shown());
}

#[tokio::test]
async fn a_killed_move_to_a_folder_leaves_no_database_there_and_is_begun_anew() {
    let place = Place::with_demo();
    let shown = place.shown();
    let (child, content) = stuck(&place, "back");
    assert!(!place.path("back/phoneclock.db").exists());
    kill(&place, child, &content);

    let moved = place.ok(&["move", "--json", "--to", "back", "--recordings-to", "moved"]).json();
    assert_eq!((&moved["anew"], &moved["recordings"]["copied"]), (&true.into(), &1.into()));
    fs::copy(place.path("data/phoneclock.key"), place.path("back/phoneclock.key")).unwrap();
    let there = place.ok(&["entries", "--json", "--data-dir", "back"]).out;
    assert_eq!(there, shown[0]);
}
