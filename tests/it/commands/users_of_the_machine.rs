//! Files of another user, folders that cannot be written, file systems without locks: named, with whose they are.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::Command,
};

use rustix::fs::{Gid, Uid, chown};

use super::{Desk, SETTINGS};

const NOBODY: u32 = 65_534;

/// Needs somebody who can give files away. Everything belongs to nobody, who runs the program.
fn desk_of_nobody() -> Option<Desk> {
    if !rustix::process::getuid().is_root() {
        return None;
    }
    let desk = Desk::with_workspace();
    fs::create_dir_all(desk.dir.path().join("recordings")).unwrap();
    fs::copy(assert_cmd::cargo::cargo_bin!("phoneclock"), desk.dir.path().join("phoneclock")).unwrap();
    for file in ["", "data", "data/phoneclock.db", "data/phoneclock.key", "data/serve.lock", "recordings", "phoneclock"]
    {
        give(&desk.dir.path().join(file), NOBODY);
    }
    Some(desk)
}

fn give(path: &Path, to: u32) {
    if path.exists() {
        chown(path, Some(Uid::from_raw(to)), Some(Gid::from_raw(to))).unwrap();
    }
}

fn as_nobody(desk: &Desk, args: &[&str]) -> String {
    let mut command = Command::new(desk.dir.path().join("phoneclock"));
    command.env_clear().current_dir(desk.dir.path()).args(args).envs(SETTINGS).uid(NOBODY).gid(NOBODY);
    let said = command.output().unwrap();
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    String::from_utf8(said.stderr).unwrap()
}

#[test]
fn a_file_of_another_user_is_named_with_its_owner() {
    let Some(desk) = desk_of_nobody() else { return };
    for end in ["", "-wal", "-shm"] {
        let path = desk.dir.path().join(format!("data/phoneclock.db{end}"));
        let is_new = !path.exists();
        if is_new {
            fs::write(&path, "").unwrap();
        }
        give(&path, 0);
        for mode in [0o600, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let said = as_nobody(&desk, &["employee", "list"]);
            let start = format!("data/phoneclock.db{end} cannot be read and written by this user");
            assert!(said.starts_with(&start) && said.contains("it belongs to root"), "{said}");
        }
        if is_new { fs::remove_file(&path).unwrap() } else { give(&path, NOBODY) }
    }
    give(&desk.dir.path().join("data"), 0);
    fs::set_permissions(desk.dir.path().join("data"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = as_nobody(&desk, &["entries"]);
    assert!(said.starts_with("data cannot be read and written by this user") && said.contains("root"), "{said}");
}

#[test]
fn folders_of_another_user_are_named_at_the_start() {
    let Some(desk) = desk_of_nobody() else { return };
    give(&desk.dir.path().join("recordings"), 0);
    let practice = desk.dir.path().join("data/practice");
    fs::create_dir(&practice).unwrap();
    fs::write(practice.join("something"), "").unwrap();
    fs::set_permissions(&practice, fs::Permissions::from_mode(0o700)).unwrap();
    let said = as_nobody(&desk, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        said.contains("PHONECLOCK_RECORDINGS, recordings, cannot be written") && said.contains("belongs to root"),
        "{said}"
    );
    assert!(
        said.contains("the folder for practice calls, data/practice, cannot be used; it belongs to root"),
        "{said}"
    );
    fs::remove_dir_all(practice).unwrap();
    give(&desk.dir.path().join("data/serve.lock"), 0);
    let said = as_nobody(&desk, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(said.starts_with("data/serve.lock cannot be written; it belongs to root"), "{said}");
}

#[test]
fn a_file_system_that_is_read_only_is_called_so_by_whatever_reads() {
    let desk = Desk::with_workspace();
    let mounted = desk.dir.path().join("mounted");
    fs::create_dir(&mounted).unwrap();
    let mount =
        |args: &[&str]| Command::new("mount").args(args).arg(&mounted).output().is_ok_and(|done| done.status.success());
    // Only where this user may mount something.
    if !mount(&["-t", "tmpfs", "none"]) {
        return;
    }
    for file in ["phoneclock.db", "phoneclock.key"] {
        fs::copy(desk.dir.path().join("data").join(file), mounted.join(file)).unwrap();
    }
    assert!(mount(&["-o", "remount,ro"]));
    let said: Vec<_> =
        ["entries", "calls", "employee list", "job list", "workspace list", "backup a.tar", "doctor --offline"]
            .into_iter()
            .map(|command| {
                let mut run = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
                run.env_clear().current_dir(desk.dir.path()).args(command.split(' ')).args(["--data-dir", "mounted"]);
                let said = run.output().unwrap();
                (command, format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr)))
            })
            .collect();
    Command::new("umount").arg(&mounted).status().unwrap();
    for (command, said) in said {
        assert!(
            said.contains("this file system is read-only; copy") && said.contains("look at the copy"),
            "{command}: {said}"
        );
    }
}

#[test]
fn a_file_system_without_locks_is_called_so() {
    let desk = Desk::with_workspace();
    let source = desk.dir.path().join("no_locks.c");
    fs::write(&source, "#include <errno.h>\nint flock(int file, int how) { errno = ENOLCK; return -1; }\n").unwrap();
    let library = desk.dir.path().join("no_locks.so");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status().unwrap();
    assert!(built.success());
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear().current_dir(desk.dir.path()).args(["serve", "--listen", "127.0.0.1:0"]).envs(SETTINGS);
    let said = command.env("LD_PRELOAD", library).output().unwrap();
    let err = String::from_utf8(said.stderr).unwrap();
    let words = "PHONECLOCK_DATA_DIR, data: this file system has no locks; put the data folder on a local disk";
    assert!(said.status.code() == Some(1) && err.starts_with(words), "{err}");
}
