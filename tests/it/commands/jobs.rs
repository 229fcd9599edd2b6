//! `job`: who may work on what.

use serde_json::{Value, json};

use super::Desk;

fn assigned(job: &Value) -> (bool, Vec<&str>) {
    let people = job["assigned_to"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
    (job["everyone"].as_bool().unwrap(), people.collect())
}

#[test]
fn a_job_is_everyones_or_of_the_people_named() {
    let mut desk = Desk::with_workspace();
    desk.ok(&["employee", "add", "Ana Torres", "--number", "0117"]);
    desk.ok(&["employee", "add", "Bo"]);
    desk.ok(&["employee", "add", "Cem", "--email", "cem@example.com"]);
    let people = desk.ok(&["employee", "list", "--json"]).json();
    let bo = people[1]["id"].as_str().unwrap().to_owned();

    let added = desk.ok(&["job", "add", "Yard", "--code", "71", "--json"]).json();
    assert_eq!(assigned(&added), (true, vec![]));
    let some = ["job", "add", "Night watch", "--code", "90", "--assign-to", "cem@example.com", "--assign-to", "0117"];
    let added = desk.ok(&[&some[..], &["--json"]].concat()).json();
    assert_eq!(assigned(&added), (false, vec!["Ana Torres", "Cem"]));
    assert_eq!(added["assigned_to"][0], json!({"id": people[0]["id"], "name": "Ana Torres"}));
    assert_eq!(desk.ok(&["job", "list", "--json"]).json()[0], added);
    let table = desk.ok(&["job", "list"]).out;
    assert!(table.contains("Ana Torres, Cem") && table.contains("everyone"), "{table}");

    let set = desk.ok(&["job", "set", "71", "--assign-to", &bo, "--json"]).json();
    assert_eq!(assigned(&set), (false, vec!["Bo"]));
    let set = desk.ok(&["job", "set", "Yard", "--name", "Yard and tools", "--accounting-code", "44", "--json"]).json();
    assert_eq!((assigned(&set), &set["accounting_code"]), ((false, vec!["Bo"]), &"44".into()));
    let set = desk.ok(&["job", "set", "71", "--everyone", "--accounting-code", "", "--code", "", "--json"]).json();
    assert_eq!((assigned(&set), &set["accounting_code"]), ((true, vec![]), &Value::Null));
    assert_eq!((&set["name"], &set["phone_code"]), (&"Yard and tools".into(), &Value::Null));

    let before = desk.ok(&["job", "list", "--json"]).out;
    let said = desk.refused(&["job", "set", "90", "--assign-to", "Bo", "--assign-to", "Joe"], "", 1);
    assert!(said.contains("known as \"Joe\""), "{said}");
    let said = desk.refused(&["job", "add", "Roof", "--code", "5", "--assign-to", "Joe"], "", 1);
    assert!(said.contains("known as \"Joe\""), "{said}");
    let said = desk.refused(&["job", "set", "90", "--everyone", "--assign-to", "Bo"], "", 2);
    assert!(said.contains("cannot be used with"), "{said}");
    let said = desk.refused(&["job", "set", "90", "--code", "7a", "--name", " "], "", 1);
    assert!(said.contains("Enter a name.") && said.contains("1 to 8 digits"), "{said}");
    assert!(desk.refused(&["job", "set", "90"], "", 1).starts_with("nothing was given to change"));
    assert!(desk.refused(&["job", "set", "71", "--everyone"], "", 1).contains("no active job"));
    assert_eq!(desk.ok(&["job", "list", "--json"]).out, before);
}
