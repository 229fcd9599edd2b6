//! `entries` and `calls`: what is listed, and in which forms.

use serde_json::Value;

use super::{after_a_day, beside, keys};
use crate::support::{MARIAS_PHONE, PIN};

#[tokio::test]
async fn entries_come_as_table_csv_and_json() {
    let test = after_a_day("=Maria Lopez").await;
    let day = ["--from", "2026-11-17", "--to", "2026-11-17"];
    let entries = |args: &[&str]| beside(&test, &[&["entries"], args].concat());

    let json = entries(&[&day[..], &["--json"]].concat());
    let mut listed = json.json();
    let how = listed[0].as_object_mut().unwrap().remove("punches").unwrap();
    assert_eq!((&how[0]["how"], &how[1]["punch"]), (&"phone".into(), &"out".into()));
    assert_eq!(listed, serde_json::to_value(test.entries().await).unwrap());
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
            "dialed",
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
    assert_eq!(keys(&call["steps"][0]), ["asked", "at", "input", "said", "step"]);
    assert!(
        call["steps"].as_array().unwrap().iter().any(|step| step["asked"] == "ask PIN" && step["input"] == "4 keys")
    );
    assert!(text.out.contains("2026-11-17 15:32:00 CST  from …23  Maria Lopez, Lopez Roofing"), "{}", text.out);
    assert!(!json.out.contains(MARIAS_PHONE) && !text.out.contains(MARIAS_PHONE), "{}", text.out);
    // Not the whole JSON: our random ids may hold any four digits.
    let steps: String = listed.as_array().unwrap().iter().map(|call| call["steps"].to_string()).collect();
    assert!(!steps.contains(PIN) && !text.out.contains(PIN), "{}", text.out);
    assert_eq!(calls(&["--limit", "1", "--json"]).json().as_array().unwrap().len(), 1);
    assert_eq!(calls(&["--workspace", "Lopez Roofing", "--json"]).out, json.out);
}
