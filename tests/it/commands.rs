//! The commands, run as an operator runs them: what they print, and what they say when something is wrong.

use assert_cmd::Command;
use jiff::SignedDuration;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{ACCOUNT, MARIAS_PHONE, PIN, TOKEN, TestGateway};

/// What a command has answered.
#[derive(Debug)]
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

fn program() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear();
    command
}

fn answer(command: &mut Command) -> Answer {
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

#[test]
fn from_nothing_to_an_employee_who_can_call() {
    let mut desk = Desk::new();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json(), Value::Array(vec![]));
    desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago", "--jobs", "required"]);
    desk.ok(&[
        "employee",
        "add",
        "Ana Torres",
        "--language",
        "es",
        "--number",
        "0117",
        "--phone",
        "+15555550123",
        "--payroll-id",
        "000042",
    ]);

    let listed = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!(listed[0]["phone_status"], "Not set up");
    assert_eq!(listed[0]["phone_clock_id"], Value::Null);
    assert_eq!(listed[0]["payroll_id"], "000042");

    let set = desk.run_with(&["employee", "set-pin", "0117"], "83529164\n");
    assert_eq!((set.code, set.err.as_str()), (0, ""), "{set:?}");
    let id = set.out.lines().find_map(|line| line.strip_prefix("Phone clock ID: ")).unwrap().to_owned();

    let listed = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!(
        keys(&listed[0]),
        [
            "active",
            "email",
            "employee_number",
            "id",
            "language",
            "locked",
            "locked_until",
            "name",
            "payroll_id",
            "phone",
            "phone_clock_id",
            "phone_status",
            "time_zone"
        ]
    );
    assert_eq!((&listed[0]["phone_status"], &listed[0]["phone_clock_id"]), (&"Ready".into(), &id.as_str().into()));
    let table = desk.ok(&["employee", "list"]).out;
    assert!(table.contains("Ana Torres") && table.contains(&id), "{table}");

    desk.ok(&["job", "add", "Bridge deck", "--code", "71", "--accounting-code", "4410"]);
    let jobs = desk.ok(&["job", "list", "--json"]).json();
    assert_eq!(keys(&jobs[0]), ["accounting_code", "archived_at", "id", "name", "phone_code", "status"]);
    assert_eq!((&jobs[0]["phone_code"], &jobs[0]["status"]), (&"71".into(), &"active".into()));

    desk.ok(&["employee", "unlock", &id]);
    desk.ok(&["employee", "remove-pin", "Ana Torres"]);
    assert_eq!(desk.ok(&["employee", "list", "--json"]).json()[0]["phone_clock_id"], Value::Null);
    assert!(!desk.printed.contains("83529164"), "{}", desk.printed);
}

#[test]
fn an_employee_and_the_pin_are_added_together_or_not_at_all() {
    let mut desk = Desk::with_workspace();
    let said = desk.refused(&["employee", "add", "Ana", "--set-pin"], "1987\n", 1);
    assert_eq!(said, "this PIN is refused: a year is too easy to guess\n");
    assert_eq!(desk.ok(&["employee", "list", "--json"]).json(), Value::Array(vec![]));

    let added = desk.run_with(&["employee", "add", "Ana", "--set-pin"], "8352\r\nrest\n");
    assert!(added.code == 0 && added.out.contains("Phone clock ID: "), "{added:?}");
}

#[test]
fn what_is_given_changes_and_nothing_else() {
    let mut desk = Desk::with_workspace();
    let before = desk.ok(&["workspace", "list", "--json"]).json();
    assert_eq!(
        keys(&before[0]),
        [
            "delete_at_provider",
            "forgotten_after_secs",
            "id",
            "jobs",
            "language",
            "languages",
            "lockout",
            "name",
            "pin_min",
            "recording_notice",
            "retention_days",
            "time_zone",
            "voice_check"
        ]
    );
    desk.ok(&["workspace", "set", "--lockout", "until-unlocked", "--forgotten-after", "10"]);
    desk.ok(&["workspace", "set", "Acme", "--name", "Acme Paving", "--delete-at-provider", "on", "--pin-min", "6"]);
    let mut expected = before[0].clone();
    expected["lockout"] = "until-unlocked".into();
    expected["forgotten_after_secs"] = 36_000.into();
    expected["name"] = "Acme Paving".into();
    expected["delete_at_provider"] = true.into();
    expected["pin_min"] = 6.into();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json()[0], expected);

    let notice = "We keep recordings for a month.";
    desk.ok(&["workspace", "set", "--recording-notice", notice, "--retention-days", "30", "--languages", "en"]);
    expected["recording_notice"] = notice.into();
    expected["retention_days"] = 30.into();
    expected["languages"] = ["en"].as_slice().into();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json()[0], expected);
    let said = desk.refused(&["workspace", "set", "--language", "es"], "", 1);
    assert!(said.contains("not among the languages"), "{said}");
    desk.ok(&["workspace", "set", "--recording-notice", "", "--languages", "en,es", "--language", "es"]);
    let listed = desk.ok(&["workspace", "list", "--json"]).json();
    assert_eq!((&listed[0]["recording_notice"], &listed[0]["language"]), (&Value::Null, &"es".into()));

    let said = desk.refused(&["workspace", "set"], "", 1);
    assert!(said.starts_with("nothing was given to change"), "{said}");
    let said = desk.refused(&["workspace", "set", "--forgotten-after", "73"], "", 1);
    assert!(said.contains("1 to 72 hours"), "{said}");
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_to_do() {
    let mut desk = Desk::new();
    let said = desk.refused(&["employee", "list"], "", 1);
    assert!(said.contains("phoneclock workspace add"), "{said}");
    let said = desk.refused(&["workspace", "add", "Acme", "--time-zone", "Mars/Base"], "", 2);
    assert!(said.contains("\"Mars/Base\" is no IANA time zone; use a name such as America/Chicago"), "{said}");

    desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago"]);
    let said = desk.refused(&["workspace", "add", "Acme", "--time-zone", "UTC"], "", 1);
    assert!(said.contains("\"Acme\" already"), "{said}");
    let said = desk.refused(&["job", "list", "--workspace", "Acne"], "", 1);
    assert!(said.contains("no workspace named \"Acne\"") && said.contains("phoneclock workspace list"), "{said}");
    let said = desk.refused(&["employee", "set-pin", "Joe"], "8352\n", 1);
    assert!(said.contains("known as \"Joe\"") && said.contains("phoneclock employee list"), "{said}");

    desk.ok(&["job", "add", "Bridge deck", "--code", "71"]);
    let said = desk.refused(&["job", "add", "Yard", "--code", "71"], "", 1);
    assert!(said.contains("phone code 71 belongs to the active job \"Bridge deck\""), "{said}");
    desk.ok(&["job", "archive", "71"]);
    desk.ok(&["job", "add", "Yard", "--code", "71"]);

    desk.ok(&["workspace", "add", "Other", "--time-zone", "UTC"]);
    let said = desk.refused(&["job", "list"], "", 1);
    assert!(said.contains("--workspace (Acme, Other)"), "{said}");
    let said = desk.refused(&["entries", "--from", "last week"], "", 2);
    assert!(said.contains("neither a day such as 2026-03-08"), "{said}");
}

#[test]
fn a_refused_pin_says_why_and_is_never_repeated() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["employee", "add", "Ana", "--phone", "+15555554829"]);
    for (pin, why) in [
        ("7777", "one digit repeated"),
        ("3456", "count up or down"),
        ("2580", "people try first"),
        ("4829", "own phone number"),
        ("83 52", "a PIN is 4 to 12 digits"),
        ("", "no PIN came on standard input"),
    ] {
        let said = desk.refused(&["employee", "set-pin", "Ana"], &format!("{pin}\n"), 1);
        assert!(said.contains(why), "{pin}: {said}");
        assert!(pin.is_empty() || !said.contains(pin), "{said}");
    }
    for args in [
        &["employee", "set-pin", "Ana", "8352"][..],
        &["employee", "set-pin", "Ana", "--pin", "8352"],
        &["employee", "set-pin", "Ana", "--pin=8352"],
        &["employee", "add", "Joe", "--set-pin", "8352"],
        &["employee", "add", "Joe", "--set-pin=8352"],
    ] {
        let said = desk.refused(args, "", 2);
        assert!(said.contains("never given as an argument") && !said.contains("8352"), "{args:?}: {said}");
    }
    assert_eq!(desk.ok(&["employee", "list", "--json"]).json().as_array().unwrap().len(), 1);
}

/// What a gateway needs, in the order it is asked for.
const SETTINGS: [(&str, &str); 4] = [
    ("PHONECLOCK_PUBLIC_URL", "https://clock.example.com"),
    ("PHONECLOCK_DIAL_IN_NUMBER", "+15555550111"),
    ("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT),
    ("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN),
];

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
fn a_misspelt_log_filter_stops_with_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let said = answer(program().current_dir(dir.path()).args(["workspace", "list"]).env("PHONECLOCK_LOG", "inof"));
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("PHONECLOCK_LOG is \"inof\""), "{}", said.err);
}

#[test]
fn every_command_has_help_that_names_its_settings() {
    const STORAGE: [&str; 4] =
        ["PHONECLOCK_DATA_DIR", "PHONECLOCK_RECORDINGS", "PHONECLOCK_KEY_FILE", "PHONECLOCK_LOG"];
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
        "employee set-pin",
        "employee remove-pin",
        "employee unlock",
        "job add",
        "job list",
        "job archive",
        "entries",
        "calls",
        "doctor",
        "backup",
        "restore",
        "demo",
        "call",
    ] {
        let help = answer(program().args(command.split(' ')).arg("--help").env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN));
        assert!(help.code == 0 && help.out.contains("Usage: phoneclock "), "{command}: {help:?}");
        assert!(!help.out.contains(TOKEN), "{command}");
        assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{command}: {}", help.out);
        let gateway: &[&str] = if matches!(command, "serve" | "doctor") { &GATEWAY } else { &[] };
        for name in STORAGE.iter().chain(gateway) {
            assert!(help.out.contains(name), "{command} does not name {name}");
        }
    }
    assert_eq!(answer(program().arg("frobnicate")).code, 2);
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

#[test]
fn doctor_says_what_is_missing_before_anything_is_there_and_makes_nothing() {
    let mut desk = Desk::new();
    let found = desk.run(&["doctor", "--offline", "--json"]);
    assert_eq!((found.code, found.err.as_str()), (1, ""), "{found:?}");
    let findings = found.json();
    let said: Vec<_> = findings.as_array().unwrap().iter().map(|found| found["finding"].as_str().unwrap()).collect();
    for (name, _) in SETTINGS {
        assert!(said.iter().any(|said| said.starts_with(&format!("{name} is not set"))), "{name}: {said:?}");
    }
    assert!(findings.as_array().unwrap().iter().all(|found| keys(found) == ["about", "finding", "level"]));
    assert_eq!(std::fs::read_dir(desk.dir.path()).unwrap().count(), 0);
}

#[test]
fn doctor_finds_the_wrong_key_file() {
    let mut desk = Desk::with_workspace();
    let other = Desk::with_workspace();
    let key = |desk: &Desk| desk.dir.path().join("data/phoneclock.key");
    std::fs::copy(key(&other), key(&desk)).unwrap();
    let key_finding = |desk: &mut Desk| {
        let found = desk.run(&["doctor", "--offline", "--json"]).json();
        let found: Vec<_> =
            found.as_array().unwrap().iter().filter(|found| found["about"] == "key file").cloned().collect();
        assert_eq!((found.len(), &found[0]["level"]), (1, &"problem".into()), "{found:?}");
        found[0]["finding"].as_str().unwrap().to_owned()
    };
    let said = key_finding(&mut desk);
    assert!(said.contains("is not the one this database belongs to"), "{said}");
    std::fs::remove_file(key(&desk)).unwrap();
    let said = key_finding(&mut desk);
    assert!(said.contains("is missing, and this database belongs to one"), "{said}");
}

/// A command over the folder of a gateway that is running.
fn beside(test: &TestGateway, args: &[&str]) -> Answer {
    let mut command = program();
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

#[tokio::test]
async fn entries_come_as_table_csv_and_json() {
    let test = after_a_day("=Maria Lopez").await;
    let day = ["--from", "2026-11-17", "--to", "2026-11-17"];
    let entries = |args: &[&str]| beside(&test, &[&["entries"], args].concat());

    let json = entries(&[&day[..], &["--json"]].concat());
    assert_eq!(json.json(), serde_json::to_value(test.entries().await).unwrap());
    assert_eq!(entries(&[&day[..], &["--format", "json"]].concat()).out, json.out);

    let table = entries(&day).out;
    for shown in ["2026-11-17", "=Maria Lopez", "07:00", "15:32", "8:32", "in stored, out stored"] {
        assert!(table.contains(shown), "{shown}\n{table}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");

    let csv = entries(&[&day[..], &["--format", "csv"]].concat()).out;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.starts_with("id,employee,") && csv.contains(",'=Maria Lopez,") && csv.contains(",30720,"), "{csv}");

    assert_eq!(entries(&["--from", "2026-11-18", "--to", "2026-11-19", "--json"]).json(), Value::Array(vec![]));
    let to_the_moment = ["--from", "2026-11-17T13:00:00Z", "--to", "2026-11-17T13:00:01Z", "--json"];
    assert_eq!(entries(&to_the_moment).json().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn calls_show_their_steps_and_never_a_pin_or_a_whole_number() {
    let test = after_a_day("Maria Lopez").await;
    let calls =
        |args: &[&str]| beside(&test, &[&["calls", "--from", "2026-11-17", "--to", "2026-11-17"], args].concat());

    let (json, text) = (calls(&["--json"]), calls(&[]));
    let listed = json.json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let call = &listed[0];
    assert_eq!(
        keys(call),
        [
            "answered_at",
            "caller",
            "dialled",
            "employee",
            "ended_at",
            "id",
            "provider",
            "provider_call_id",
            "steps",
            "workspace"
        ]
    );
    assert_eq!((&call["caller"], &call["employee"]), (&"…23".into(), &"Maria Lopez".into()));
    assert_eq!(keys(&call["steps"][0]), ["asked", "at", "came", "said", "step"]);
    assert!(
        call["steps"].as_array().unwrap().iter().any(|step| step["asked"] == "ask PIN" && step["came"] == "4 keys")
    );
    assert!(text.out.contains("2026-11-17 15:32:00 CST  from …23  Maria Lopez, Lopez Roofing"), "{}", text.out);
    assert!(!json.out.contains(MARIAS_PHONE) && !text.out.contains(MARIAS_PHONE), "{}", text.out);
    // Not the whole JSON: our random ids may hold any four digits.
    let steps: String = listed.as_array().unwrap().iter().map(|call| call["steps"].to_string()).collect();
    assert!(!steps.contains(PIN) && !text.out.contains(PIN), "{}", text.out);
    assert_eq!(calls(&["--limit", "1", "--json"]).json().as_array().unwrap().len(), 1);
    assert_eq!(calls(&["--workspace", "Lopez Roofing", "--json"]).out, json.out);
}

#[tokio::test]
async fn doctor_finds_nothing_wrong_with_a_gateway_that_runs_and_notices_a_changed_recording() {
    let test = after_a_day("Maria Lopez").await;
    let recording = test.only_entry().await.voice_checks[0].recording.clone().unwrap();
    let (url, api) = (format!("http://{}", test.address), test.api.to_string());
    let args: Vec<String> = [
        "doctor",
        "--public-url",
        &url,
        "--dial-in-number",
        "+15555550111",
        "--twilio-account-sid",
        ACCOUNT,
        "--twilio-auth-token",
        TOKEN,
        "--twilio-api-base",
        &api,
    ]
    .map(str::to_owned)
    .to_vec();
    // The gateway answers on this runtime, so the command must not block it.
    let (test, found) = tokio::task::spawn_blocking(move || {
        let found = beside(&test, &args.iter().map(String::as_str).collect::<Vec<_>>());
        (test, found)
    })
    .await
    .unwrap();
    assert_eq!((found.code, found.err.as_str()), (0, ""), "{found:?}");
    for said in ["the API accepts", "healthz answers", "all 2 voice checks are there", "1 of 1 employee can"] {
        assert!(found.out.contains(said), "{said}\n{}", found.out);
    }
    assert!(!found.out.contains(TOKEN));

    std::fs::write(test.dir.path().join("recordings").join(recording), "something else").unwrap();
    let found = beside(&test, &["doctor", "--offline", "--json"]);
    assert!(found.code == 1 && found.out.contains("1 recording is not what was stored"), "{found:?}");
}

#[test]
fn what_was_done_is_told_to_programs_too() {
    let mut desk = Desk::new();
    let added = desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago", "--json"]).json();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json()[0], added);
    let changed = desk.ok(&["workspace", "set", "--name", "Acme Paving", "--json"]).json();
    assert_eq!(changed["name"], "Acme Paving");

    let added = desk.ok(&["employee", "add", "Ana", "--json"]).json();
    assert_eq!(added, serde_json::json!({"employee": "Ana", "phone_clock_id": null}));
    let set = desk.run_with(&["employee", "set-pin", "Ana", "--json"], "83529164\n").json();
    assert_eq!(keys(&set), ["employee", "phone_clock_id"]);
    assert!(set["phone_clock_id"].is_string(), "{set}");
    let unlocked = desk.ok(&["employee", "unlock", "Ana", "--json"]).json();
    assert_eq!(unlocked, serde_json::json!({"employee": "Ana", "was_locked": false}));
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

#[test]
fn a_call_that_hangs_up_before_the_first_answer_is_no_call() {
    let call = ["call", "--gateway", "http://127.0.0.1:9", "--from", "x", "--keys", "1", "--hang-up-after", "0"];
    let said = Desk::new().refused(&call, "", 2);
    assert!(said.contains("--hang-up-after"), "{said}");
}

#[tokio::test]
async fn a_lock_shows_in_the_list_until_it_is_ended() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,9999#,9999#,9999#")).await;
    // The command goes by the clock of this machine, on which a timed lock of the test's time may be over.
    let database = rusqlite::Connection::open(test.dir.path().join("phoneclock.db")).unwrap();
    let changed = database.execute("UPDATE sign_in_guard SET locked_until_unlocked = 1", []).unwrap();
    assert_eq!(changed, 1);
    let listed = || beside(&test, &["employee", "list", "--json"]).json();
    assert_eq!((&listed()[0]["locked"], &listed()[0]["locked_until"]), (&true.into(), &Value::Null));
    let unlocked = beside(&test, &["employee", "unlock", "Maria Lopez", "--json"]).json();
    assert_eq!(unlocked["was_locked"], true);
    assert_eq!(listed()[0]["locked"], false);
}
