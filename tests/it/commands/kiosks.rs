//! `kiosk`: places with a shared device, and who may clock at each.

use serde_json::{Value, json};

use super::Desk;

fn members(kiosk: &Value) -> (bool, Vec<&str>) {
    let people = kiosk["members"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
    (kiosk["everybody"].as_bool().unwrap(), people.collect())
}

#[test]
fn a_kiosk_is_added_listed_changed_and_switched_off() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["employee", "add", "Ana Torres", "--number", "0117", "--starts-on", "2099-01-31"]);
    desk.ok(&["employee", "add", "Bo"]);
    desk.ok(&["job", "add", "Yard", "--code", "71"]);
    assert!(desk.ok(&["kiosk", "list"]).out.contains("There are no kiosks yet"));

    let added = desk.ok(&["kiosk", "add", "Gate", "--json"]).json();
    assert_eq!((members(&added), &added["status"]), ((true, vec![]), &json!("Not set up")));
    assert_eq!(added["authentication_required"], json!(true));
    let truck = ["kiosk", "add", "Truck 7", "--member", "0117", "--default-job", "71", "--language", "es", "--json"];
    let truck = desk.ok(&truck).json();
    assert_eq!((members(&truck), &truck["default_job"]), ((false, vec!["Ana Torres"]), &json!("Yard")));
    let listed = desk.ok(&["kiosk", "list", "--json"]).json();
    assert_eq!(listed, json!([added, truck]));
    let table = desk.ok(&["kiosk", "list"]).out;
    assert!(table.contains("everybody") && table.contains("Ana Torres") && table.contains("Not set up"), "{table}");

    let set = ["kiosk", "set", "truck 7", "--name", "Truck", "--member", "Bo", "--default-job", "", "--language", ""];
    let set = desk.ok(&[&set[..], &["--time-zone", "Mountain", "--disabled", "yes", "--json"]].concat()).json();
    assert_eq!((members(&set), &set["default_job"]), ((false, vec!["Bo"]), &Value::Null));
    assert_eq!((&set["language"], &set["time_zone"]), (&Value::Null, &json!("America/Denver")));
    assert_eq!((&set["name"], &set["status"]), (&json!("Truck"), &json!("Disabled")));
    let id = set["id"].as_str().unwrap().to_owned();
    let set =
        ["kiosk", "set", &id, "--everybody", "--disabled", "no", "--authentication", "off", "--photos", "on", "--json"];
    let said = desk.run(&set);
    assert!(said.err.contains("Warning: without authentication anybody"), "{said:?}");
    let set = said.json();
    assert_eq!((members(&set), &set["authentication_required"]), ((true, vec![]), &json!(false)));
    assert_eq!((&added["photos"], &set["photos"]), (&json!(false), &json!(true)), "off unless somebody says so");

    let before = desk.ok(&["kiosk", "list", "--json"]).out;
    assert!(desk.refused(&["kiosk", "set", "Gate"], "", 1).starts_with("nothing was given to change"));
    assert!(desk.refused(&["kiosk", "set", "Roof", "--everybody"], "", 1).contains("no kiosk has the name or ID"));
    assert!(desk.refused(&["kiosk", "add", "gate"], "", 1).contains("a kiosk named \"Gate\" already"));
    assert!(desk.refused(&["kiosk", "add", " "], "", 1).contains("a kiosk needs a name"));
    assert!(desk.refused(&["kiosk", "set", "Gate", "--language", "fr"], "", 1).contains("en, es"));
    assert!(desk.refused(&["kiosk", "set", "Gate", "--default-job", "9"], "", 1).contains("no active job"));
    let said = desk.refused(&["kiosk", "connect", "Gate", "--approve", "abc"], "", 2);
    assert!(said.contains("it is the two-digit number that the device shows"), "{said}");
    let said = desk.refused(&["kiosk", "set", "Gate", "--everybody", "--member", "Bo"], "", 2);
    assert!(said.contains("cannot be used with"), "{said}");
    assert_eq!(desk.ok(&["kiosk", "list", "--json"]).out, before);

    let code = desk.ok(&["kiosk", "connect", "Gate"]).out;
    assert!(code.contains(" CST.") || code.contains(" CDT."), "a local time, with its zone: {code}");

    let people = desk.ok(&["employee", "list", "--json"]).json();
    assert_eq!((&people[0]["starts_on"], &people[1]["starts_on"]), (&json!("2099-01-31"), &Value::Null));
    desk.ok(&["employee", "set", "0117", "--starts-on", ""]);
    assert_eq!(desk.ok(&["employee", "list", "--json"]).json()[0]["starts_on"], Value::Null);
    assert!(desk.refused(&["employee", "set", "0117", "--starts-on", "soon"], "", 1).contains("no such day"));
}
