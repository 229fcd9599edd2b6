//! Nothing that cannot be printed stops a call, a command or a stop.

use std::{
    fs::File,
    io::{Read, pipe},
    os::unix::process::CommandExt,
    process::Stdio,
};

use super::{
    Desk, SETTINGS, answer, program,
    running::{serve, start},
};

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

/// A pipe that nobody reads any more.
fn gone() -> Stdio {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn a_log_that_is_full_or_gone_costs_no_call_and_no_stop() {
    for stream in [full, gone] {
        let dir = tempfile::tempdir().unwrap();
        let gateway = serve(dir.path(), |command| {
            command.env("PHONECLOCK_LOG", "debug").stdout(stream()).stderr(stream());
        });
        gateway.answers_calls();
        assert_eq!(gateway.status("/readyz"), Some(200));
        gateway.answers_calls();
        assert!(gateway.stop().success());
    }
}

#[test]
fn a_log_that_is_closed_from_the_start_costs_no_call_and_no_stop() {
    let dir = tempfile::tempdir().unwrap();
    let gateway = serve(dir.path(), |command| {
        command.args(["--log", "debug"]);
        // Closed by the shell's own words for it.
        let serve: Vec<_> =
            std::iter::once(command.get_program()).chain(command.get_args()).map(ToOwned::to_owned).collect();
        let mut shell = std::process::Command::new("/bin/sh");
        shell.arg("-c").arg("exec \"$@\" >&- 2>&-").arg("sh").args(serve).envs(SETTINGS).current_dir(dir.path());
        shell.process_group(0);
        *command = shell;
    });
    gateway.answers_calls();
    assert!(gateway.stop().success());
}

#[test]
fn a_log_whose_reader_has_stopped_reading_costs_no_call_and_no_stop() {
    let dir = tempfile::tempdir().unwrap();
    let (reader, writer) = pipe().unwrap();
    let gateway = serve(dir.path(), |command| {
        command.env("PHONECLOCK_LOG", "trace").stderr(writer);
    });
    // More than the pipe holds.
    for _ in 0..8 {
        gateway.answers_calls();
    }
    assert!(gateway.stop().success());
    drop(reader);
}

#[test]
fn the_first_owners_link_that_cannot_be_printed_is_told_by_doctor() {
    let dir = tempfile::tempdir().unwrap();
    let (mut log, writer) = pipe().unwrap();
    let gateway = serve(dir.path(), |command| {
        command.stdout(full()).stderr(writer);
    });
    let doctor = |args: &[&str]| {
        answer(program().current_dir(dir.path()).args(["doctor", "--offline"]).args(args).envs(SETTINGS))
    };
    let told = doctor(&[]);
    let link = told.out.lines().find(|line| line.starts_with("https://clock.example.com/welcome/")).expect(&told.out);
    let path = link.strip_prefix("https://clock.example.com").unwrap();
    assert_eq!(gateway.status(path), Some(200));
    assert!(doctor(&["--json"]).out.contains(link), "whole in JSON, too");
    assert!(gateway.stop().success());
    let mut said = String::new();
    log.read_to_string(&mut said).unwrap();
    assert!(said.contains("could not be printed; `phoneclock doctor` tells it"), "{said}");
    assert!(!said.contains("/welcome/"), "{said}");
}

#[test]
fn a_demo_goes_on_when_nobody_reads_where_to_begin() {
    for stream in [full, gone] {
        let dir = tempfile::tempdir().unwrap();
        let demo = start(dir.path(), &["demo"], |command| {
            command.stdout(stream()).stderr(stream());
        });
        assert_eq!(demo.status("/demo"), Some(200));
        assert!(demo.stop().success());
    }
}

#[test]
fn no_command_breaks_off_when_nobody_reads_on() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["employee", "add", "Ana"]);
    desk.ok(&["job", "add", "Yard", "--code", "71"]);
    for command in [
        "workspace list",
        "workspace list --json",
        "employee list",
        "employee list --json",
        "job list",
        "entries",
        "entries --format csv",
        "entries --format json",
        "calls",
        "calls --json",
        "doctor --offline",
        "doctor --offline --json",
        "employee add Bo",
        "--help",
        "serve --help",
        "--version",
    ] {
        for (stdout, is_full) in [(full(), true), (gone(), false)] {
            let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
            run.env_clear().current_dir(desk.dir.path()).args(command.split(' ')).stdout(stdout);
            let ended = run.output().unwrap();
            let said = String::from_utf8(ended.stderr).unwrap();
            assert!(ended.status.code().is_some_and(|code| code <= 2), "{command}: {ended:?}", ended = ended.status);
            assert!(!said.contains("panicked"), "{command}: {said}");
            assert!(is_full || said.is_empty() || command.contains("format"), "{command}: {said}");
        }
    }
}
