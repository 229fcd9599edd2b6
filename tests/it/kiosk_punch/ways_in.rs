//! The five ways in, and what sleeps under each.

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        kiosk::{CredentialKind, Method},
    },
    store::workspaces,
};
use serde_json::{Value, json};

use crate::support::{
    TestGateway,
    kiosk::SoftDevice,
    kiosk_people::{At, KIOSK_PIN, WRONG_PIN, maria_at_the_gate},
    people::details,
};

/// How the punches were proven, in the order in which they were made.
async fn proofs(test: &TestGateway) -> Vec<String> {
    test.column("SELECT proof FROM punch ORDER BY at, id").await
}

#[track_caller]
fn is_refused(answer: &Value) {
    assert_eq!(answer["kind"], "refused", "{answer}");
    assert_eq!(answer["name"], Value::Null, "nobody is named");
}

#[tokio::test]
async fn a_name_and_a_pin_clock_in_at_once() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let done = device.by_name(maria.id, KIOSK_PIN).await;
    for (field, expected) in [
        ("kind", json!("done")),
        ("name", json!("Maria Lopez")),
        ("language", json!("en")),
        ("way", json!("in")),
        ("at", json!(1_794_920_400_000_i64)),
        ("zone", json!("America/Chicago")),
        ("worked", Value::Null),
        ("undo_secs", json!(10)),
        ("jobs", json!([])),
        ("job_required", json!(false)),
    ] {
        assert_eq!(done[field], expected, "{field}");
    }
    let entry = test.only_entry().await;
    assert_eq!((entry.status, entry.in_at.as_str()), ("open", "2026-11-17T13:00:00Z"));
    assert_eq!(proofs(&test).await, ["pin"]);
}

#[tokio::test]
async fn a_number_and_a_pin_do_and_the_pin_behind_the_name_sleeps() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let ben = test.add_employee(Details { employee_number: Some("70419".to_owned()), ..details("Ben Ode") }).await;
    test.set_kiosk_pin(&ben, CredentialKind::NumberPin, "418352").await;
    is_refused(&device.by_number("70419", "418352").await);
    test.set_method(Method::NumberAndPin).await;
    is_refused(&device.by_name(maria.id, KIOSK_PIN).await);
    for wrong in ["70418", "", "７０４１９", "70419-", "0070419"] {
        is_refused(&device.by_number(wrong, "418352").await);
    }
    assert_eq!(device.by_number(" 70419 ", "418352").await["name"], "Ben Ode");
    test.set_method(Method::NameAndPin).await;
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "done", "it woke up again");
}

#[tokio::test]
async fn a_pin_alone_shows_the_name_and_punches_nothing_before_it_is_pressed() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, "041783").await;
    is_refused(&device.by_pin("041783").await);
    test.set_method(Method::PinAlone).await;
    is_refused(&device.by_pin("417083").await);
    let found = device.by_pin("041783").await;
    assert_eq!((&found["kind"], &found["name"]), (&json!("choose"), &json!("Maria Lopez")));
    assert_eq!((&found["question"], &found["choices"]), (&Value::Null, &json!(["in"])));
    assert_eq!(test.count("punch").await, 0);
    assert_eq!(device.choose(&found, "in").await["way"], "in");
    test.wait_out();
    let found = device.by_pin("041783").await;
    assert_eq!(found["choices"], json!(["out"]));
    let done = device.choose(&found, "out").await;
    assert_eq!((&done["way"], &done["worked"]), (&json!("out"), &json!(180)));
    assert_eq!(proofs(&test).await, ["pin", "pin"]);
}

#[tokio::test]
async fn a_badge_is_enough_with_caps_lock_and_blanks_or_without() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let badge = test.set_badge(&maria).await;
    is_refused(&device.by_badge(&badge).await);
    test.set_method(Method::Badge).await;
    let done = device.by_badge(&format!(" {}\r\n", badge.to_lowercase())).await;
    assert_eq!((&done["kind"], &done["name"]), (&json!("done"), &json!("Maria Lopez")));
    test.wait_out();
    // When the camera or the badge fails: the name, and the PIN behind it.
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["way"], "out");
    assert_eq!(proofs(&test).await, ["badge", "pin"]);
}

#[tokio::test]
async fn a_badge_that_is_none_or_not_this_workspaces_finds_nobody() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::Badge).await;
    let old = test.set_badge(&maria).await;
    let badge = test.set_badge(&maria).await;
    let settings =
        phoneclock::domain::workspace::Settings { name: "Another".to_owned(), ..test.workspace.settings.clone() };
    let other = test.add_workspace(settings).await;
    let stranger = test.add_employee_in(other.id, details("Sam Stranger")).await;
    let strange = test.set_badge(&stranger).await;
    // The check letter, and any other that is not the right one.
    let wrong = format!("{}{}", &badge[..30], if badge.ends_with('B') { 'C' } else { 'B' });
    let (first, second) = badge.split_at(12);
    for scan in [&old, &strange, &wrong, first, second, "", "8352", &badge.repeat(9), "ＢＣＤ", "https://example.com"]
    {
        is_refused(&device.by_badge(scan).await);
    }
    assert_eq!(test.count("punch").await, 0);
    assert_eq!(device.by_badge(&badge).await["kind"], "done", "nobody is kept out by what others have shown");
    assert_eq!(test.column::<i64>("SELECT max(counts) FROM identification").await, [0], "no badge can be guessed");
}

#[tokio::test]
async fn a_badge_and_a_pin_prove_both_and_the_badge_alone_punches_nothing() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.set_method(Method::BadgeAndPin).await;
    let badge = test.set_badge(&maria).await;
    let asked = device.by_badge(&badge).await;
    assert_eq!((&asked["kind"], &asked["digits"], &asked["name"]), (&json!("pin"), &json!(6), &Value::Null));
    assert_eq!(device.choose(&asked, "in").await["kind"], "gone");
    let pin = |pin: &str| json!({ "by": "badge", "identification": asked["identification"], "pin": pin });
    is_refused(&device.ask("identify", pin(WRONG_PIN)).await);
    assert_eq!(device.ask("identify", pin(KIOSK_PIN)).await["kind"], "done");
    assert_eq!(proofs(&test).await, ["badge and pin"]);
}

#[tokio::test]
async fn nothing_is_asked_where_an_admin_has_switched_that_off_and_the_punch_says_so() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    test.change_kiosk(&kiosk, |kiosk| kiosk.authentication_required = false).await;
    let asked = device.ask("identify", json!({ "by": "name", "employee": maria.id })).await;
    assert_eq!(asked["kind"], "done");
    assert_eq!(proofs(&test).await, ["name only"]);
    // Where it is asked, a name is not enough.
    test.change_kiosk(&kiosk, |_| {}).await;
    for body in [
        json!({ "by": "name", "employee": maria.id }),
        json!({ "by": "name", "employee": maria.id, "pin": null }),
        json!({ "by": "name", "employee": maria.id, "pin": "" }),
    ] {
        is_refused(&device.ask("identify", body).await);
    }
}

/// An owner or an admin who clocks as well.
async fn linked(test: &TestGateway, role: &str) -> Employee {
    let employee = test.person(&format!("{role} who clocks")).await;
    let workspace = test.workspace.id;
    let id: Vec<u8> = role.bytes().cycle().take(16).collect();
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let of: String = workspace.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    test.write(&format!(
        "INSERT INTO web_user (id, workspace_id, email, name, role, active, created_at) \
         VALUES (x'{hex}', x'{of}', '{role}@example.com', 'A user', '{role}', 1, 0)"
    ))
    .await;
    let user = phoneclock::domain::ids::UserId::from_bytes(id.try_into().unwrap());
    test.link_user(user, &employee).await;
    employee
}

#[tokio::test]
async fn a_universal_pin_clocks_a_colleague_and_never_an_owner_or_an_admin() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    is_refused(&device.by_universal(maria.id, "604173").await);
    test.set_universal_pin(&kiosk, "604173").await;
    for role in ["owner", "admin"] {
        let office = linked(&test, role).await;
        is_refused(&device.by_universal(office.id, "604173").await);
        assert_eq!(device.by_name(office.id, KIOSK_PIN).await["kind"], "done", "by their own PIN they do");
    }
    let manager = linked(&test, "manager").await;
    assert_eq!(device.by_universal(manager.id, "604173").await["kind"], "done");
    is_refused(&device.by_universal(maria.id, KIOSK_PIN).await);
    is_refused(&device.by_name(maria.id, "604173").await);
    assert_eq!(device.by_universal(maria.id, "604173").await["name"], "Maria Lopez");
    assert_eq!(proofs(&test).await.last().unwrap(), "universal pin");
    let elsewhere = test.kiosk("Yard").await;
    is_refused(&test.device(&elsewhere).await.by_universal(maria.id, "604173").await);
}

async fn names(device: &mut SoftDevice, search: &str) -> Vec<String> {
    let people = device.ask("people", json!({ "search": search })).await;
    people["people"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn names_are_those_of_the_kiosk_and_of_nobody_who_may_not_clock() {
    let At { test, kiosk, mut device, maria } = maria_at_the_gate().await;
    let ben = test.person("Ben Ode").await;
    let tomorrow = jiff::civil::date(2026, 11, 18);
    let pending = test.add_employee(Details { starts_on: Some(tomorrow), ..details("Pia Pending") }).await;
    test.set_kiosk_pin(&pending, CredentialKind::NamePin, KIOSK_PIN).await;
    let other = test.add_workspace(phoneclock::domain::workspace::Settings {
        name: "Another".to_owned(),
        ..test.workspace.settings.clone()
    });
    let other = other.await;
    let stranger = test.add_employee_in(other.id, details("Sam Stranger")).await;
    test.set_kiosk_pin(&stranger, CredentialKind::NamePin, KIOSK_PIN).await;
    assert_eq!(names(&mut device, "").await, ["Ben Ode", "Maria Lopez"]);
    assert_eq!(names(&mut device, "lop").await, ["Maria Lopez"]);
    for nobody in [&pending, &stranger] {
        is_refused(&device.by_name(nobody.id, KIOSK_PIN).await);
    }
    test.change_kiosk(&kiosk, |kiosk| kiosk.everybody = false).await;
    assert!(names(&mut device, "").await.is_empty());
    is_refused(&device.by_name(maria.id, KIOSK_PIN).await);
    let (id, member) = (kiosk.id, ben.id);
    let add = move |u: &mut phoneclock::service::Unit<'_>| phoneclock::store::kiosks::set_members(u.tx, id, &[member]);
    test.in_office(add).await.unwrap();
    assert_eq!(names(&mut device, "").await, ["Ben Ode"]);
    assert_eq!(device.by_name(ben.id, KIOSK_PIN).await["kind"], "done");
    // The day has come.
    test.change_kiosk(&kiosk, |_| {}).await;
    test.advance(jiff::SignedDuration::from_hours(18));
    assert_eq!(device.by_name(pending.id, KIOSK_PIN).await["kind"], "done");
}

#[tokio::test]
async fn a_search_at_a_kiosk_finds_beginnings_of_names_and_tells_nothing_of_numbers_and_addresses() {
    let At { test, mut device, .. } = maria_at_the_gate().await;
    for nth in 0..70 {
        test.person(&format!("Tom {nth:02}")).await;
    }
    test.execute(
        "UPDATE employee SET search_key = ' maria lopez 70419|maria@example.com|+15555550123' WHERE name LIKE 'Maria%'",
    )
    .await;
    for found in ["m", "mar", "LOP", "lopez maria"] {
        assert_eq!(names(&mut device, found).await, ["Maria Lopez"], "{found}");
    }
    for nothing in ["70419", "example", "5555550123", "aria", "+1555", "maria@example.com"] {
        assert!(names(&mut device, nothing).await.is_empty(), "{nothing}");
    }
}

#[tokio::test]
async fn sixty_names_are_offered_at_most_and_none_where_people_are_found_by_number() {
    let At { test, kiosk, mut device, .. } = maria_at_the_gate().await;
    for nth in 0..60 {
        test.add_employee(details(&format!("Worker {nth:03}"))).await;
    }
    let people = device.ask("people", json!({})).await;
    assert_eq!((people["people"].as_array().unwrap().len(), &people["more"]), (60, &json!(true)));
    let people = device.ask("people", json!({ "search": "worker 05" })).await;
    assert_eq!((people["people"].as_array().unwrap().len(), &people["more"]), (10, &json!(false)));
    test.set_method(Method::NumberAndPin).await;
    assert!(names(&mut device, "").await.is_empty());
    test.set_universal_pin(&kiosk, "604173").await;
    assert_eq!(names(&mut device, "maria").await, ["Maria Lopez"], "a colleague is chosen by name");
}

#[tokio::test]
async fn settings_of_locks_are_those_of_the_workspace() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let workspace = test.workspace.id;
    let settings = test.store.read(move |tx| workspaces::get_workspace(tx, workspace)).await.unwrap().settings;
    assert_eq!(settings.lockout, phoneclock::domain::lockout::LockoutPolicy::Timed);
    for ask_manager in [false, false, true, true] {
        assert_eq!(device.by_name(maria.id, WRONG_PIN).await["ask_manager"], ask_manager);
    }
}
