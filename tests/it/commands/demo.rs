//! `demo` and folders that are somebody's.

use std::{collections::BTreeMap, fs, path::PathBuf};

use super::{Desk, running::start};
use crate::support::files_below;

/// An empty log, and its index, are made by whoever opens a database to read it.
fn held(desk: &Desk) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files_below(desk.dir.path()).into_iter().filter(|file| !file.to_string_lossy().ends_with("-shm"));
    files.map(|file| (file.clone(), fs::read(file).unwrap())).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

#[test]
fn a_folder_with_somebodys_workspace_recordings_or_key_is_refused_and_left_as_it_is() {
    let mut real = Desk::with_workspace();
    fs::create_dir_all(real.dir.path().join("recordings/x")).unwrap();
    fs::write(real.dir.path().join("recordings/x/voice.wav"), "somebody's name").unwrap();
    let before = held(&real);
    let said = real.refused(&["demo", "--dir", ".", "--listen", "127.0.0.1:0"], "", 1);
    assert!(
        said.contains("holds the workspace \"Acme\", which `phoneclock demo` has not made") && said.contains("--dir"),
        "{said}"
    );
    assert!(held(&real) == before, "something in it was changed");
    for kept in ["data/phoneclock.key", "recordings/x/voice.wav"] {
        let mut desk = Desk::new();
        let copy = desk.dir.path().join(kept);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(real.dir.path().join(kept), &copy).unwrap();
        let said = desk.refused(&["demo", "--dir", "."], "", 1);
        assert!(said.contains("has not made and would erase"), "{said}");
        assert!(held(&desk).contains_key(&copy) && held(&desk).len() == 1);
    }
}

#[test]
fn a_demo_takes_its_own_folder_again_and_not_with_a_workspace_that_was_added() {
    let mut desk = Desk::new();
    for _ in 0..2 {
        let demo = start(desk.dir.path(), &["demo"], |_| {});
        assert_eq!(demo.status("/demo"), Some(200));
        assert!(demo.stop().success());
    }
    desk.ok(&["workspace", "add", "Acme", "--time-zone", "UTC", "--data-dir", "demo-data/data"]);
    let said = desk.refused(&["demo"], "", 1);
    assert!(said.contains("holds the workspace \"Acme\""), "{said}");
}
