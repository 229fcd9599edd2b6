//! How settings are read, from wherever they come.

use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, time::Duration};

use super::{Answer, Desk, SETTINGS, answer, program};
use crate::support::TOKEN;

fn names_in(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn blanks_and_line_ends_around_a_folder_lead_to_the_same_folder() {
    let mut desk = Desk::with_workspace();
    let listed = desk.ok(&["workspace", "list"]).out;
    for around in ["data\r", "data ", " data", "data\n", "\u{feff}data", "data\u{a0}"] {
        let mut command = program();
        command.current_dir(desk.dir.path()).args(["workspace", "list"]).env("PHONECLOCK_DATA_DIR", around);
        command.env("PHONECLOCK_RECORDINGS", "recordings\r").env("PHONECLOCK_KEY_FILE", "data/phoneclock.key \r");
        assert_eq!(answer(&mut command).out, listed, "{around:?}");
        assert_eq!(desk.ok(&["--data-dir", around, "workspace", "list"]).out, listed, "{around:?}");
    }
    assert_eq!(names_in(desk.dir.path()), ["data", "recordings"]);
}

#[test]
fn quotation_marks_and_what_cannot_be_seen_are_refused_by_name_and_made_visible() {
    let dir = tempfile::tempdir().unwrap();
    let names =
        ["DATA_DIR", "RECORDINGS", "KEY_FILE", "LISTEN", "METRICS_LISTEN", "DIAL_IN_NUMBER", "LANGUAGE", "LOG_FORMAT"];
    for name in names.map(|name| format!("PHONECLOCK_{name}")) {
        for (value, words) in
            [("\"data\"", "is in quotation marks"), ("'data'", "is in quotation marks"), ("da\rta", "\\u{d}")]
        {
            let said = answer(program().current_dir(dir.path()).arg("serve").envs(SETTINGS).env(&name, value));
            assert!(said.code != 0 && said.out.is_empty(), "{said:?}");
            assert!(
                said.err.contains(&name) && said.err.contains(words) && !said.err.contains('\r'),
                "{name}: {said:?}"
            );
        }
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_secret_in_quotation_marks_is_refused_and_not_shown_in_the_environment_and_in_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let serve = |name: &str, value: &str| {
        let mut command = program();
        command.current_dir(dir.path()).arg("serve").envs(SETTINGS).env("PHONECLOCK_LISTEN", "192.0.2.1:1");
        if name.ends_with("_FILE") {
            fs::write(dir.path().join("secret"), value).unwrap();
            command.env(name, "secret\r\n").env_remove("PHONECLOCK_TWILIO_AUTH_TOKEN");
        } else {
            command.env(name, value);
        }
        answer(command.timeout(Duration::from_secs(20)))
    };
    for name in ["PHONECLOCK_TWILIO_AUTH_TOKEN", "PHONECLOCK_TWILIO_AUTH_TOKEN_FILE"] {
        let Answer { code, err, .. } = serve(name, &format!("\"{TOKEN}\"\n"));
        assert!(code != 0 && err.contains(name) && err.contains("quotation marks") && !err.contains(TOKEN), "{err}");
        // Read as it was meant: the next mistake is another one.
        let Answer { err, .. } = serve(name, &format!("\u{feff}{TOKEN} \r\n"));
        assert!(err.starts_with("PHONECLOCK_LISTEN"), "{err}");
    }
}

#[test]
fn a_file_of_settings_is_read_as_the_service_reads_it_and_goes_before_the_environment() {
    let mut desk = Desk::with_workspace();
    let settings = "# of the service\nPHONECLOCK_MAIL_FROM=Lopez Roofing <clock@example.com>\n\
                    PHONECLOCK_SMTP_URL=smtps://clock%40example.com:a$b&c@mail.example.com\nPHONECLOCK_DATA_DIR=\"data\"\r\n";
    fs::write(desk.dir.path().join("settings"), settings).unwrap();
    let run = |args: &[&str]| {
        let mut command = program();
        command.current_dir(desk.dir.path()).args(args).envs(SETTINGS);
        answer(command.env("PHONECLOCK_SETTINGS", "settings\r").env("PHONECLOCK_DATA_DIR", "another"))
    };
    assert!(run(&["workspace", "list"]).out.contains("Acme"));
    let doctor = run(&["doctor", "--offline"]);
    assert!(doctor.out.contains("everything that `phoneclock serve` needs is set"), "{doctor:?}");
    let help = run(&["serve", "--help"]);
    assert!(help.code == 0 && !help.out.contains("a$b"), "{help:?}");
    // A flag says it for this once.
    assert!(
        run(&["--data-dir", "third", "workspace", "list"]).out.contains("none")
            || desk.dir.path().join("third").exists()
    );
    let said = desk.run_with(&["workspace", "list"], "");
    assert_eq!(said.code, 0);
    let said = answer(program().current_dir(desk.dir.path()).arg("doctor").env("PHONECLOCK_SETTINGS", "nowhere"));
    assert!(said.code == 1 && said.err.starts_with("PHONECLOCK_SETTINGS points to nowhere"), "{said:?}");
}

#[test]
fn a_folder_whose_name_is_no_text_works_for_every_command() {
    let dir = tempfile::tempdir().unwrap();
    let name = |end: &str| OsStr::from_bytes(&[b"caf\xe9 %41#?/", end.as_bytes()].concat()).to_owned();
    let run = |args: &[&str]| {
        let mut command = program();
        command.current_dir(dir.path()).args(args).envs(SETTINGS);
        let said =
            answer(command.env("PHONECLOCK_DATA_DIR", name("data")).env("PHONECLOCK_RECORDINGS", name("recordings")));
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}: {said:?}");
        said.out
    };
    run(&["workspace", "add", "Acme", "--time-zone", "UTC"]);
    run(&["employee", "add", "Ana"]);
    for args in [&["entries"][..], &["calls"], &["job", "list"], &["backup", "a.tar"], &["doctor", "--offline"]] {
        run(args);
    }
    run(&["restore", "a.tar"]);
    assert!(run(&["employee", "list"]).contains("Ana"));
    let said = answer(
        program()
            .current_dir(dir.path())
            .arg("serve")
            .envs(SETTINGS)
            .env("PHONECLOCK_PUBLIC_URL", OsStr::from_bytes(b"\xff")),
    );
    assert!(said.code != 0 && said.err.contains("PHONECLOCK_PUBLIC_URL") && said.err.contains("UTF-8"), "{said:?}");
}

#[test]
fn gateways_that_share_a_database_must_be_told_where_emails_go() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = program();
    command.current_dir(dir.path()).arg("serve").envs(SETTINGS);
    command
        .env("PHONECLOCK_DATABASE_URL", "postgres://clock@127.0.0.1:1/clock")
        .env("PHONECLOCK_LISTEN", "127.0.0.1:0");
    let said = answer(&mut command);
    assert!(said.code != 0 && said.err.contains("PHONECLOCK_SMTP_URL is not set"), "{said:?}");
    assert!(said.err.contains("PHONECLOCK_OUTBOX"), "{said:?}");
    // With a folder the next thing that is wrong is said.
    let said = answer(command.env("PHONECLOCK_OUTBOX", "mails"));
    assert!(said.code != 0 && said.err.contains("cannot be reached"), "{said:?}");
}
