//! `employee`: people, their PINs and their locks.

use serde_json::Value;

use super::{Desk, beside, keys};
use crate::support::{MARIAS_PHONE, TestGateway};

#[test]
fn from_nothing_to_an_employee_who_can_call() {
    let mut desk = Desk::new();
    assert_eq!(desk.ok(&["workspace", "list", "--json"]).json(), Value::Array(vec![]));
    desk.ok(&["workspace", "add", "Acme", "--time-zone", "America/Chicago", "--jobs", "required"]);
    desk.ok(&["employee", "add", "Ana Torres", "--language", "es", "--number", "0117", "--payroll-id", "000042"]);

    let listed = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!(listed[0]["phone_status"], "Not set up");
    assert_eq!((&listed[0]["phone_clock_id"], &listed[0]["payroll_id"]), (&Value::Null, &"000042".into()));

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
            "starts_on",
            "time_zone",
            "voice_check"
        ]
    );
    assert_eq!((&listed[0]["phone_status"], &listed[0]["phone_clock_id"]), (&"Ready".into(), &id.as_str().into()));
    let table = desk.ok(&["employee", "list"]).out;
    assert!(table.contains("Ana Torres") && table.contains(&id), "{table}");

    desk.ok(&["job", "add", "Bridge deck", "--code", "71", "--accounting-code", "4410"]);
    let jobs = desk.ok(&["job", "list", "--json"]).json();
    assert_eq!(
        keys(&jobs[0]),
        ["accounting_code", "archived_at", "assigned_to", "everyone", "id", "name", "phone_code", "status"]
    );
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

#[tokio::test]
async fn a_lock_shows_in_the_list_until_it_is_ended() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,9999#,9999#,9999#")).await;
    // The command goes by the clock of this machine, on which a timed lock of the test's time may be over.
    test.write("UPDATE sign_in_guard SET locked_until_unlocked = 1").await;
    let listed = || beside(&test, &["employee", "list", "--json"]).json();
    assert_eq!((&listed()[0]["locked"], &listed()[0]["locked_until"]), (&true.into(), &Value::Null));
    let unlocked = beside(&test, &["employee", "unlock", "Maria Lopez", "--json"]).json();
    assert_eq!(unlocked["was_locked"], true);
    assert_eq!(listed()[0]["locked"], false);
}

#[test]
fn an_employee_is_changed_one_thing_at_a_time() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["employee", "add", "Ana", "--number", "0117", "--phone", "+15555550123", "--voice-check", "off"]);
    desk.ok(&["employee", "add", "Bo"]);
    let listed = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!((&listed[0]["voice_check"], &listed[1]["voice_check"]), (&false.into(), &Value::Null));

    let mut expected = listed[0].clone();
    let id = expected["id"].as_str().unwrap().to_owned();
    for (option, value, field, becomes) in [
        ("--voice-check", "on", "voice_check", Value::Bool(true)),
        ("--voice-check", "workspace", "voice_check", Value::Null),
        ("--voice-check", "off", "voice_check", Value::Bool(false)),
        ("--email", "Ana@Example.com", "email", "ana@example.com".into()),
        ("--email", "", "email", Value::Null),
        ("--phone", "(555) 555-0199", "phone", "+15555550199".into()),
        ("--phone", "", "phone", Value::Null),
        ("--language", "es", "language", "es".into()),
        ("--time-zone", "America/Denver", "time_zone", "America/Denver".into()),
        ("--time-zone", "", "time_zone", Value::Null),
        ("--name", "Ana Torres", "name", "Ana Torres".into()),
        ("--number", "0118", "employee_number", "0118".into()),
        ("--payroll-id", "000042", "payroll_id", "000042".into()),
        ("--payroll-id", "", "payroll_id", Value::Null),
    ] {
        let set = desk.ok(&["employee", "set", &id, option, value, "--json"]).json();
        expected[field] = becomes;
        assert_eq!(set, expected, "{option} {value}");
        assert_eq!(desk.ok(&["employee", "list", "--json"]).json()[0], expected, "{option} {value}");
    }
    assert_eq!(desk.ok(&["employee", "set", "0118", "--voice-check", "on"]).out, "Changed the employee Ana Torres.\n");

    let said = desk.refused(&["employee", "set", "0118"], "", 1);
    assert!(said.starts_with("nothing was given to change"), "{said}");
    let said = desk.refused(&["employee", "set", "Bo", "--number", "0118"], "", 1);
    assert!(said.contains("the employee number 0118 is Ana Torres's"), "{said}");
    let said = desk.refused(&["employee", "set", "Bo", "--phone", "12", "--email", "bo"], "", 1);
    assert!(said.contains("look like an email address") && said.contains("look like a phone number"), "{said}");
    assert!(desk.refused(&["employee", "set", "Bo", "--voice-check", "maybe"], "", 2).contains("on, off, workspace"));
    assert_eq!(desk.ok(&["employee", "list", "--json"]).json()[1], listed[1]);
}

#[test]
fn what_is_known_by_name_is_known_by_id_too() {
    let mut desk = Desk::with_workspace();
    let workspace = desk.ok(&["workspace", "list", "--json"]).json()[0]["id"].as_str().unwrap().to_owned();
    let added = desk.ok(&["employee", "add", "Ana Torres", "--workspace", &workspace, "--json"]).json();
    assert_eq!(keys(&added), ["employee", "id", "phone_clock_id"]);
    let listed = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!(added["id"], listed[0]["id"]);

    let job = desk.ok(&["job", "add", "Bridge deck", "--code", "71", "--workspace", &workspace, "--json"]).json();
    let renamed = desk.ok(&["job", "set", job["id"].as_str().unwrap(), "--name", "Bridge", "--json"]).json();
    assert_eq!((&renamed["id"], &renamed["name"]), (&job["id"], &"Bridge".into()));
    desk.ok(&["workspace", "set", &workspace, "--name", "Acme Paving"]);
    let refused = desk.refused(&["employee", "list", "--workspace", &"0".repeat(32)], "", 1);
    assert!(refused.contains("workspace"), "{refused}");
}
