//! The commands, run as an operator runs them: what they print, and what they say when something is wrong.

mod bucket;
mod call;
mod clock;
mod costs;
mod damage;
mod demo;
mod doctor;
mod doctor_kiosks;
mod fallback;
mod jobs;
mod kiosk_people;
mod kiosks;
mod listings;
mod other_files;
mod people;
mod printing;
mod prompts;
pub mod running;
mod settings;
mod users;
mod users_of_the_machine;
mod workspaces;

use assert_cmd::Command;
use jiff::SignedDuration;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{ACCOUNT, MARIAS_PHONE, PIN, TOKEN, TestGateway, postgres};

/// What a command has answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

pub fn program() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear();
    command
}

pub fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Answer { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder of its own, and everything that was ever printed in it.
struct Desk {
    dir: TempDir,
    printed: String,
}

impl Desk {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), printed: String::new() }
    }

    fn with_workspace() -> Self {
        let mut desk = Self::new();
        desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago"]);
        desk
    }

    fn run_with(&mut self, args: &[&str], typed: &str) -> Answer {
        let answer = answer(program().current_dir(self.dir.path()).args(args).write_stdin(typed));
        self.printed += &format!("{}{}", answer.out, answer.err);
        answer
    }

    fn run(&mut self, args: &[&str]) -> Answer {
        self.run_with(args, "")
    }

    fn ok(&mut self, args: &[&str]) -> Answer {
        let answer = self.run(args);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{args:?}: {answer:?}");
        answer
    }

    /// Fails with this exit code, and one sentence on standard error alone.
    fn refused(&mut self, args: &[&str], typed: &str, code: i32) -> String {
        let answer = self.run_with(args, typed);
        assert_eq!((answer.code, answer.out.as_str()), (code, ""), "{args:?}: {answer:?}");
        if code == 1 {
            assert_eq!(answer.err.lines().count(), 1, "{answer:?}");
        }
        answer.err
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// What a gateway needs, in the order it is asked for.
const SETTINGS: [(&str, &str); 4] = [
    ("PHONECLOCK_PUBLIC_URL", "https://clock.example.com"),
    ("PHONECLOCK_DIAL_IN_NUMBER", "+15555550111"),
    ("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT),
    ("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN),
];

#[test]
fn serve_refuses_a_public_url_that_no_webhook_or_page_would_be_found_at() {
    let dir = tempfile::tempdir().unwrap();
    for (url, words) in [
        ("https://clock.example.com/voice/twilio", "set it to https://clock.example.com, without a path"),
        ("https://example.com/clock", "has a path"),
        ("http://clock.example.com", "not https"),
    ] {
        let mut set = SETTINGS;
        set[0].1 = url;
        let Answer { code, err, .. } = answer(program().current_dir(dir.path()).arg("serve").envs(set));
        assert_eq!((code, err.lines().count()), (1, 1), "{err}");
        assert!(err.starts_with("PHONECLOCK_PUBLIC_URL is ") && err.contains(words), "{err}");
    }
    assert!(!dir.path().join("data").exists());
}

#[test]
fn serve_names_the_setting_that_is_missing_or_wrong_in_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let serve = |set: &[(&str, &str)]| answer(program().current_dir(dir.path()).arg("serve").envs(set.iter().copied()));
    for (index, (name, _)) in SETTINGS.into_iter().enumerate() {
        let Answer { code, out, err } = serve(&SETTINGS[..index]);
        assert_eq!((code, out.as_str(), err.lines().count()), (1, "", 1), "{err}");
        assert!(err.starts_with(&format!("{name} is not set; set it to ")), "{err}");

        let mut set = SETTINGS;
        set[index].1 = "no\u{a0}good";
        let Answer { code, err, .. } = serve(&set);
        assert_eq!((code, err.lines().count()), (1, 1), "{err}");
        assert!(err.starts_with(name), "{err}");
        assert!(!err.contains(TOKEN), "{err}");
    }
    assert!(!dir.path().join("data").exists());
}

#[test]
fn a_misspelled_log_filter_stops_with_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let said = answer(program().current_dir(dir.path()).args(["workspace", "list"]).env("PHONECLOCK_LOG", "inof"));
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("PHONECLOCK_LOG is \"inof\""), "{}", said.err);
}

#[test]
fn every_command_has_help_that_names_its_settings() {
    const STORAGE: [&str; 3] = ["PHONECLOCK_DATA_DIR", "PHONECLOCK_RECORDINGS", "PHONECLOCK_KEY_FILE"];
    const GATEWAY: [&str; 5] = [
        "PHONECLOCK_LISTEN",
        "PHONECLOCK_PUBLIC_URL",
        "PHONECLOCK_DIAL_IN_NUMBER",
        "PHONECLOCK_TWILIO_ACCOUNT_SID",
        "PHONECLOCK_TWILIO_AUTH_TOKEN_FILE",
    ];
    for command in [
        "serve",
        "workspace add",
        "workspace list",
        "workspace set",
        "employee add",
        "employee list",
        "employee set",
        "employee set-pin",
        "employee remove-pin",
        "employee unlock",
        "job add",
        "job list",
        "job set",
        "job archive",
        "entries",
        "calls",
        "doctor",
        "health",
        "backup",
        "restore",
        "move",
        "key new",
        "demo",
        "call",
    ] {
        let help = answer(program().args(command.split(' ')).arg("--help").env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN));
        assert!(help.code == 0 && help.out.contains("Usage: phoneclock "), "{command}: {help:?}");
        assert!(!help.out.contains(TOKEN), "{command}");
        assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{command}: {}", help.out);
        let gateway: &[&str] = if matches!(command, "serve" | "doctor") { &GATEWAY } else { &[] };
        for name in gateway.iter().chain(&["PHONECLOCK_LOG"]) {
            assert!(help.out.contains(name), "{command} does not name {name}");
        }
        // A demo keeps everything in one folder of its own, and calls and questions keep nothing.
        let keeps = !matches!(command, "demo" | "call" | "health");
        assert!(STORAGE.iter().all(|name| help.out.contains(name) == keeps), "{command}: {}", help.out);
        assert_eq!(help.out.contains("Storage:"), keeps, "{command}");
    }
    assert_eq!(answer(program().arg("frobnicate")).code, 2);
}

#[test]
fn storage_that_would_mean_nothing_is_refused_and_in_the_environment_it_is_no_matter() {
    let mut desk = Desk::new();
    let call = ["call", "--gateway", "http://127.0.0.1:9", "--from", "x", "--keys", "1"];
    for option in ["--data-dir", "--recordings", "--key-file"] {
        let said = desk.refused(&[&call[..], &[option, "here"]].concat(), "", 2);
        assert!(said.contains(&format!("{option} means nothing to `phoneclock call`")), "{said}");
        let said = desk.refused(&[option, "here", "demo"], "", 2);
        assert!(said.contains(&format!("{option} means nothing to `phoneclock demo`")), "{said}");
    }
    let called = answer(program().args(call).env("PHONECLOCK_DATA_DIR", "here"));
    assert!(called.code == 1 && called.err.starts_with("PHONECLOCK_TWILIO_ACCOUNT_SID"), "{called:?}");
}

#[test]
fn nobody_reading_on_is_no_error() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["job", "add", "Bridge deck", "--code", "71"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut listing = std::process::Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    listing.env_clear().current_dir(desk.dir.path()).args(["job", "list"]).stdout(writer);
    let listed = listing.output().unwrap();
    assert!(listed.status.success() && listed.stderr.is_empty(), "{listed:?}");
}

/// A command over the folder of a gateway that is running.
fn beside(test: &TestGateway, args: &[&str]) -> Answer {
    let mut command = program();
    command.envs(postgres::variables(test.dir.path()));
    command.args(args).arg("--data-dir").arg(test.dir.path()).arg("--key-file").arg(test.dir.path().join("key"));
    answer(command.arg("--recordings").arg(test.dir.path().join("recordings")))
}

async fn after_a_day(name: &str) -> TestGateway {
    let test = TestGateway::start().await;
    let (_, id) = test.employee(name).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test
}

#[test]
fn what_was_done_is_told_to_programs_too() {
    let mut desk = Desk::new();
    let added = desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago", "--json"]).json();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json()[0], added);
    let changed = desk.ok(&["workspace", "set", "--name", "Acme Paving", "--json"]).json();
    assert_eq!(changed["name"], "Acme Paving");

    let added = desk.ok(&["employee", "add", "Ana", "--json"]).json();
    let id = desk.ok(&["employee", "list", "--json"]).json()[0]["id"].clone();
    assert_eq!(added, serde_json::json!({"id": id, "employee": "Ana", "phone_clock_id": null}));
    let set = desk.run_with(&["employee", "set-pin", "Ana", "--json"], "83529164\n").json();
    assert_eq!(keys(&set), ["employee", "id", "phone_clock_id"]);
    assert!(set["phone_clock_id"].is_string(), "{set}");
    let unlocked = desk.ok(&["employee", "unlock", "Ana", "--json"]).json();
    assert_eq!(unlocked, serde_json::json!({"id": id, "employee": "Ana", "was_locked": false}));
    assert_eq!(desk.ok(&["employee", "remove-pin", "Ana", "--json"]).json()["phone_clock_id"], Value::Null);

    let added = desk.ok(&["job", "add", "Yard", "--code", "71", "--json"]).json();
    assert_eq!(desk.ok(&["job", "list", "--json"]).json()[0], added);
    assert_eq!(desk.ok(&["job", "archive", "71", "--json"]).json()["status"], "archived");

    let backed_up = desk.ok(&["backup", "copy.tar", "--json"]).json();
    assert_eq!(keys(&backed_up), ["altered", "database_bytes", "file", "missing", "recordings"]);
    let restored = desk.ok(&["restore", "copy.tar", "--json"]).json();
    assert_eq!(keys(&restored), ["kept", "made_at", "missing", "recordings", "safety_copy"]);
    assert!(!desk.printed.contains("83529164"), "{}", desk.printed);
}

#[test]
fn an_empty_variable_is_as_if_it_were_not_there() {
    let mut desk = Desk::with_workspace();
    let names = ["DATA_DIR", "RECORDINGS", "KEY_FILE", "LOG", "LOG_FORMAT"].map(|name| format!("PHONECLOCK_{name}"));
    let listed = answer(
        program().current_dir(desk.dir.path()).args(["workspace", "list"]).envs(names.iter().map(|name| (name, ""))),
    );
    assert_eq!((listed.code, &listed.out), (0, &desk.ok(&["workspace", "list"]).out), "{listed:?}");
}
