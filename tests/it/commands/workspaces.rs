//! `workspace`: settings, and what is refused with what to do.

use serde_json::Value;

use super::{Desk, keys};

#[test]
fn what_is_given_changes_and_nothing_else() {
    let mut desk = Desk::with_workspace();
    let before = desk.ok(&["workspace", "list", "--json"]).json();
    assert_eq!(
        keys(&before[0]),
        [
            "dates",
            "delete_at_provider",
            "forgotten_after_secs",
            "hours",
            "id",
            "jobs",
            "language",
            "languages",
            "lockout",
            "name",
            "photo_retention_days",
            "pin_min",
            "recording_notice",
            "retention_days",
            "second_factor",
            "time_zone",
            "times",
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
    desk.ok(&[
        "workspace",
        "set",
        "--recording-notice",
        notice,
        "--retention-days",
        "30",
        "--photo-retention-days",
        "7",
        "--languages",
        "en",
    ]);
    expected["recording_notice"] = notice.into();
    expected["retention_days"] = 30.into();
    expected["photo_retention_days"] = 7.into();
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
    assert!(said.contains("\"Mars/Base\" is not an IANA time zone; use a name such as America/Chicago"), "{said}");

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
