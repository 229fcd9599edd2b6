//! `doctor` on kiosks: silent and suspended devices, people with nothing to be found by, weak choices.

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    app::SystemClock,
    domain::{
        clock::Clock,
        employee::{Details, Employee},
        ids::KioskCredentialId,
        kiosk::{CredentialKind, CredentialOrigin, DeviceStatus, Method},
    },
    service::{
        Hold,
        kiosks::{Kiosk, policy::KioskPolicy, universal},
    },
    store::{
        kiosk_credentials::{KioskCredential, insert_credential},
        kiosk_devices, universal_pins,
    },
};

use super::beside;
use crate::support::{TestGateway, kiosk::policy};

/// A gateway whose clock is as far behind that of the machine as asked, since the command looks at that one.
async fn behind(by: SignedDuration) -> TestGateway {
    let test = TestGateway::start().await;
    test.clock.set(SystemClock.now().saturating_sub(by).unwrap());
    test
}

/// What doctor says of kiosks, with its levels.
fn said_of(test: &TestGateway) -> Vec<(String, String)> {
    let found = beside(test, &["doctor", "--offline", "--json"]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = found.as_array().unwrap().iter().filter(|found| found["about"] == "kiosks");
    findings.map(|found| (text(&found["level"]), text(&found["finding"]))).collect()
}

#[track_caller]
fn has(said: &[(String, String)], level: &str, words: &[&str]) {
    let fits = |(of, finding): &(String, String)| of == level && words.iter().all(|words| finding.contains(words));
    assert!(said.iter().any(fits), "{words:?}: {said:#?}");
}

async fn give(test: &TestGateway, employee: &Employee, kind: CredentialKind) {
    let is_badge = kind == CredentialKind::Badge;
    let credential = KioskCredential {
        id: KioskCredentialId::generate(&test.store.ids()),
        workspace: test.workspace.id,
        employee: employee.id,
        kind,
        origin: CredentialOrigin::Derived,
        attempt: 0,
        digits: (!is_badge).then_some(6),
        hash: (!is_badge).then(|| "a hash".to_owned()),
        tag: is_badge.then(|| employee.id.as_bytes().to_vec()),
        made_at: test.clock_now(),
    };
    let insert = move |u: &mut phoneclock::service::Unit<'_>| insert_credential(u.tx, &credential);
    test.store.write(Hold::Workspace(test.workspace.id), insert).await.unwrap();
}

async fn set_status(test: &TestGateway, device: phoneclock::domain::ids::DeviceId, status: DeviceStatus) {
    let workspace = test.workspace.id;
    let set = move |u: &mut phoneclock::service::Unit<'_>| {
        kiosk_devices::set_status(u.tx, (workspace, device), (status, Some("copied")), u.now)
    };
    test.store.write(Hold::Workspace(workspace), set).await.unwrap();
}

async fn set_universal(test: &TestGateway, kiosk: &Kiosk, set_at: Timestamp) {
    let pin = universal::UniversalPin { tag: vec![7; 32], derived: None, digits: 6, set_at };
    let (workspace, kiosk) = (test.workspace.id, kiosk.id);
    let set = move |u: &mut phoneclock::service::Unit<'_>| universal_pins::set_universal(u.tx, workspace, kiosk, &pin);
    test.store.write(Hold::Workspace(workspace), set).await.unwrap();
}

#[tokio::test]
async fn doctor_is_silent_about_kiosks_that_nobody_uses_and_finds_nothing_wrong_with_those_that_run() {
    let test = behind(SignedDuration::from_secs(30)).await;
    assert_eq!(said_of(&test), []);
    let (maria, _) = test.employee("Maria Lopez").await;
    let kiosk = test.kiosk("Yard").await;
    let mut tablet = test.device(&kiosk).await;
    tablet.ask("state", serde_json::json!({})).await;
    give(&test, &maria, CredentialKind::NamePin).await;
    let expected = "Lopez Roofing: 1 kiosk, 1 device; people are found by name and PIN";
    assert_eq!(said_of(&test), [("ok".to_owned(), expected.to_owned())]);

    test.set_kiosk_policy(KioskPolicy { activated: false, ..policy() }).await;
    assert_eq!(said_of(&test), []);
}

#[tokio::test]
async fn doctor_names_silent_and_suspended_devices_with_what_to_do() {
    let test = behind(SignedDuration::from_hours(8 * 24)).await;
    let kiosk = test.kiosk("Yard").await;
    let mut seen = test.device(&kiosk).await;
    seen.ask("state", serde_json::json!({})).await;
    let other = test.kiosk("Gate").await;
    test.device(&other).await;
    let said = said_of(&test);
    has(&said, "warning", &["the device Tablet at Yard at the kiosk Yard was last seen on 20", "power and network"]);
    has(&said, "warning", &["the device Tablet at Gate", "has never been used", "open /kiosk"]);

    set_status(&test, seen.id, DeviceStatus::Suspended).await;
    let said = said_of(&test);
    assert_eq!(said[0].0, "problem", "the worst comes first: {said:?}");
    has(&said, "problem", &["Tablet at Yard", "has been suspended since", "revoke it on its page"]);
    assert!(said.iter().all(|(_, said)| !said.contains("Yard was last seen")), "{said:?}");
    assert_eq!(beside(&test, &["doctor", "--offline"]).code, 1);

    set_status(&test, seen.id, DeviceStatus::Revoked).await;
    assert!(said_of(&test).iter().all(|(_, said)| !said.contains("Tablet at Yard")));
}

#[tokio::test]
async fn doctor_names_the_people_of_kiosks_who_lack_what_the_method_asks_for() {
    let test = behind(SignedDuration::from_secs(30)).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    test.kiosk("Yard").await;
    let badges = KioskPolicy { method: Method::Badge, ..policy() };
    test.set_kiosk_policy(badges).await;
    give(&test, &maria, CredentialKind::NamePin).await;
    give(&test, &ana, CredentialKind::Badge).await;
    let said = said_of(&test);
    has(&said, "warning", &["1 of 2 kiosk users has no QR badge and cannot clock at a kiosk: Maria Lopez;"]);
    has(&said, "warning", &["1 of 2 kiosk users has no kiosk PIN to use when a badge fails: Ana Torres;"]);

    test.set_kiosk_policy(KioskPolicy { method: Method::NumberAndPin, ..badges }).await;
    test.add_employee(Details { employee_number: Some("77".to_owned()), ..Details::named("Bo Diaz") }).await;
    let said = said_of(&test);
    has(&said, "warning", &["2 of 3 kiosk users have no employee number", "Ana Torres, Maria Lopez"]);
    has(&said, "warning", &["3 of 3 kiosk users have no kiosk PIN"]);
}

#[tokio::test]
async fn doctor_names_the_choices_that_make_guessing_easy() {
    let test = behind(SignedDuration::from_secs(30)).await;
    test.employee("Maria Lopez").await;
    let kiosk = test.kiosk("Yard").await;
    let open = Kiosk { authentication_required: false, name: "Gate".to_owned(), ..test.kiosk("Shed").await };
    let set = {
        let open = open.clone();
        move |u: &mut phoneclock::service::Unit<'_>| phoneclock::store::kiosks::set_kiosk(u.tx, &open)
    };
    test.store.write(Hold::Workspace(test.workspace.id), set).await.unwrap();
    test.set_kiosk_policy(KioskPolicy { name_pin_digits: 4, ..policy() }).await;
    let said = said_of(&test);
    has(&said, "warning", &["at the kiosk Gate anybody can clock anybody in", "turn it on"]);
    has(&said, "warning", &["kiosk PINs have 4 digits; 6 are"]);
    assert!(said.iter().all(|(_, said)| !said.contains("Universal PIN")), "{said:?}");

    // By the table 5 digits do for nobody, and 6 for 50 people.
    test.set_kiosk_policy(KioskPolicy { method: Method::PinAlone, lone_pin_digits: 5, ..policy() }).await;
    has(&said_of(&test), "warning", &["a PIN alone of 5 digits is too short for 1 person", "choose 6 digits"]);
    test.set_kiosk_policy(KioskPolicy { method: Method::PinAlone, ..policy() }).await;
    assert!(said_of(&test).iter().all(|(_, said)| !said.contains("too short")));

    set_universal(&test, &kiosk, test.clock_now()).await;
    assert!(said_of(&test).iter().all(|(_, said)| !said.contains("Universal PIN")), "it may be used tomorrow");
    set_universal(&test, &kiosk, test.clock_now() - SignedDuration::from_hours(31 * 24)).await;
    has(&said_of(&test), "warning", &["the Universal PIN of the kiosk Yard was not used for 30 days; remove it"]);
}
