//! What is lacking is made by itself, once, and nothing of it is near a colleague's.

use phoneclock::{
    domain::{
        employee::Details,
        kiosk::{CredentialKind, CredentialOrigin, KioskPin, KioskPinRules, Method, badge::Badge},
        user::Role,
    },
    service::{
        audit::Actor,
        kiosks::{
            choose::Wanted, credentials, policy::KioskPolicy, universal::UniversalPinError, user_pins::UserPinError,
        },
        roster::employees,
    },
};

use crate::support::{TestGateway, kiosk_office::policy, people::details};

#[tokio::test]
async fn whoever_joins_a_kiosk_gets_a_pin_by_themselves() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    assert_eq!(test.count("task").await, 0, "there are no kiosks");
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let pin = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    assert!(pin.len() == 6 && !pin.starts_with('0'), "{pin}");
    let credential = test.kiosk_credential(&ana, CredentialKind::NamePin).await.unwrap();
    assert!(test.is_kiosk_pin(&credential, &pin).await.unwrap());
    assert!(!test.is_kiosk_pin(&credential, "482916").await.unwrap());

    let ben = test.add_employee(details("Ben Ode")).await;
    test.work().await;
    assert_ne!(test.kiosk_secret(&ben, CredentialKind::NamePin).await, pin);
    assert_eq!(test.kiosk_secret(&ana, CredentialKind::NamePin).await, pin, "hers stays");
    assert_eq!(test.count("kiosk_credential").await, 2);
    assert_eq!(test.count("pin").await, 0, "the phone knows nothing of it");
}

#[tokio::test]
async fn whoever_is_at_no_kiosk_gets_nothing_and_whoever_comes_back_is_asked_for() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.set_policy_and_queue(policy(Method::NameAndPin)).await;
    test.add_kiosk_and_queue(test.workspace.id, "Shed", false).await;
    test.work().await;
    assert_eq!(test.count("kiosk_credential").await, 0);

    let (actor, id) = (Actor::at_the_machine(test.workspace.id), ana.id);
    test.in_office(move |u| employees::set_active(u, &actor, id, false)).await.unwrap();
    test.add_kiosk_and_queue(test.workspace.id, "Gate", true).await;
    test.work().await;
    assert_eq!(test.count("kiosk_credential").await, 0, "she has left");
    let (actor, id) = (Actor::at_the_machine(test.workspace.id), ana.id);
    test.in_office(move |u| employees::set_active(u, &actor, id, true)).await.unwrap();
    test.work().await;
    assert_eq!(test.count("kiosk_credential").await, 1);
}

#[tokio::test]
async fn changing_the_method_puts_credentials_to_sleep_and_changing_back_wakes_them() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.set_policy_and_queue(KioskPolicy { name_pin_digits: 4, ..policy(Method::NameAndPin) }).await;
    test.work().await;
    let short = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    assert_eq!(short.len(), 4);

    test.set_policy_and_queue(KioskPolicy { name_pin_digits: 4, ..policy(Method::Badge) }).await;
    test.work().await;
    let badge = test.kiosk_secret(&ana, CredentialKind::Badge).await;
    assert!(Badge::parse(&badge).is_ok());
    assert_eq!(test.kiosk_secret(&ana, CredentialKind::NamePin).await.len(), 6, "behind a badge it has 6 digits");

    for method in [Method::PinAlone, Method::NumberAndPin] {
        test.set_policy_and_queue(policy(method)).await;
        test.work().await;
        assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_none(), "it sleeps");
        assert!(test.kiosk_credential(&ana, CredentialKind::Badge).await.is_none());
        assert!(test.kiosk_credential(&ana, method.pin()).await.is_some());
    }
    test.set_policy_and_queue(KioskPolicy { name_pin_digits: 4, ..policy(Method::NameAndPin) }).await;
    test.work().await;
    assert_eq!(test.kiosk_secret(&ana, CredentialKind::NamePin).await, short);
    test.set_policy_and_queue(policy(Method::BadgeAndPin)).await;
    test.work().await;
    assert_eq!(test.kiosk_secret(&ana, CredentialKind::Badge).await, badge);
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NOT NULL").await, 0, "nothing was ended");
}

#[tokio::test]
async fn the_task_is_right_when_it_runs_twice_and_when_two_workers_run_it() {
    let test = TestGateway::start().await;
    for number in 0..30 {
        test.add_employee(details(&format!("Person {number}"))).await;
    }
    test.kiosk_for_everybody(Method::PinAlone).await;
    let leased = test.worker().lease(10).await.unwrap().remove(0);
    let issuer = test.gateway.issuer.clone();
    let worker = test.worker();
    let (first, second) = tokio::join!(worker.carry_out(leased), issuer.make_lacking(test.workspace.id));
    first.unwrap();
    drop(second.unwrap());
    assert_eq!(test.count("kiosk_credential").await, 30);
    drop(issuer.make_lacking(test.workspace.id).await.unwrap());
    assert_eq!(test.count("kiosk_credential").await, 30);
    assert_eq!(test.count("task WHERE state = 'waiting'").await, 0);
}

#[tokio::test]
async fn whoever_joins_while_the_task_is_under_way_is_not_forgotten() {
    let test = TestGateway::start().await;
    test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    let leased = test.worker().lease(10).await.unwrap().remove(0);
    let found = test.gateway.issuer.make_lacking(test.workspace.id).await.unwrap();
    // The task that waits is the one that is under way.
    let ben = test.add_employee(details("Ben Ode")).await;
    assert_eq!(test.count("task").await, 1);
    let ended = test.store.write(found.holds, move |u| (found.write)(u));
    assert!(ended.await.is_err(), "it does not end yet");
    test.worker().carry_out(leased).await.unwrap();
    assert!(test.kiosk_credential(&ben, CredentialKind::NamePin).await.is_some());
}

#[tokio::test]
async fn pins_that_stand_alone_are_two_slips_apart_strong_and_nobody_elses() {
    let test = TestGateway::start().await;
    let mut people = Vec::new();
    for number in 0..60 {
        let numbered = Details { employee_number: Some(format!("{}", 4_000 + number)), ..details("Ana") };
        people.push(test.add_employee(numbered).await);
    }
    test.kiosk_for_everybody(Method::PinAlone).await;
    test.set_policy_and_queue(KioskPolicy { lone_pin_digits: 4, ..policy(Method::PinAlone) }).await;
    test.work().await;
    let mut pins: Vec<KioskPin> = Vec::new();
    for person in &people {
        let pin = test.kiosk_secret(person, CredentialKind::LonePin).await;
        let pin = KioskPin::parse(&pin, 4).unwrap();
        let own = person.details.employee_number.as_deref();
        let rules = KioskPinRules { this_year: 2026, employee_number: own };
        assert!(pin.weakness(&rules).is_none(), "{}", pin.expose());
        assert!(!pin.expose().starts_with('0'));
        assert!(pins.iter().all(|other| !other.is_near(&pin)), "{} is near another", pin.expose());
        pins.push(pin);
    }
}

/// What the only employee of a workspace gets whose admin has this PIN, if any. The same randomness gives the same.
async fn only_pin(method: Method, admins: Option<&str>) -> String {
    let test = TestGateway::start().await;
    let _admin = test.browser(Role::Admin).await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(method).await;
    test.set_policy_and_queue(KioskPolicy { number_pin_digits: 6, ..policy(method) }).await;
    if let Some(pin) = admins {
        test.user_has_pin(pin).await;
    }
    test.work().await;
    test.kiosk_secret(&ana, method.pin()).await
}

#[tokio::test]
async fn a_generated_pin_is_never_a_users() {
    for method in [Method::NameAndPin, Method::NumberAndPin, Method::PinAlone] {
        let drawn = only_pin(method, None).await;
        assert_eq!(only_pin(method, None).await, drawn);
        assert_ne!(only_pin(method, Some(&drawn)).await, drawn, "{method:?}");
    }
}

#[tokio::test]
async fn a_pin_that_a_worker_has_becomes_no_users_and_no_universal_pin_however_it_was_made() {
    for (method, typed) in [
        (Method::NameAndPin, false),
        (Method::NameAndPin, true),
        (Method::NumberAndPin, true),
        (Method::PinAlone, false),
    ] {
        let test = TestGateway::start().await;
        let ana = test.add_employee(details("Ana Torres")).await;
        let kiosk = test.kiosk_for_everybody(method).await;
        test.set_policy_and_queue(KioskPolicy { number_pin_digits: 6, ..policy(method) }).await;
        test.work().await;
        let max = test.user(test.workspace.id, "max", Role::Manager).await;
        let actor = Actor::at_the_machine(test.workspace.id);
        let theirs = if typed {
            test.gateway.issuer.set_typed(&actor, ana.id, "418352").await.unwrap();
            "418352".to_owned()
        } else {
            test.kiosk_secret(&ana, method.pin()).await
        };
        let set = test.gateway.user_pins.set_typed(&actor, max, &theirs).await;
        assert!(matches!(set, Err(UserPinError::Refused)), "{method:?} {set:?}");
        let set = test.gateway.universal_pins.set_typed(&actor, kiosk, &theirs).await;
        assert!(matches!(set, Err(UniversalPinError::Refused)), "{method:?} {set:?}");
        test.gateway.user_pins.set_typed(&actor, max, "730264").await.unwrap();
        test.gateway.universal_pins.set_typed(&actor, kiosk, "604173").await.unwrap();
    }
}

#[tokio::test]
async fn where_there_are_too_few_pins_some_have_none_until_there_are_more_digits() {
    let test = TestGateway::start().await;
    test.kiosk_for_everybody(Method::PinAlone).await;
    test.work().await;
    // Thousands who have left, each with a PIN of 4 digits that takes some 40 of fewer than 9,000 with it.
    let workspace: String = test.workspace.id.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
    test.execute(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) \
         INSERT INTO employee (id, workspace_id, name, sort_name, language, active, created_at, search_key) \
         SELECT randomblob(16), x'{workspace}', 'Gone ' || i, 'gone', 'en', 0, 1, 'gone' FROM n"
    ))
    .await;
    test.execute(
        "INSERT INTO kiosk_credential (id, workspace_id, employee_id, kind, origin, try, digits, tag, made_at) \
         SELECT randomblob(16), workspace_id, id, 'lone pin', 'derived', 0, 4, randomblob(32), 1 FROM employee",
    )
    .await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.set_policy_and_queue(KioskPolicy { lone_pin_digits: 4, ..policy(Method::PinAlone) }).await;
    test.work().await;
    assert!(test.kiosk_credential(&ana, CredentialKind::LonePin).await.is_none());
    assert_eq!(test.count("task WHERE state = 'waiting'").await, 0, "it does not try for ever");
    let actor = Actor::at_the_machine(test.workspace.id);
    let made = test.gateway.issuer.generate(&actor, ana.id, Wanted::Pin).await;
    assert!(matches!(made, Err(credentials::KioskCredentialError::NoneLeft)), "{made:?}");

    test.set_policy_and_queue(policy(Method::PinAlone)).await;
    test.work().await;
    assert_eq!(test.kiosk_secret(&ana, CredentialKind::LonePin).await.len(), 6);
}

#[tokio::test]
async fn what_is_shown_once_is_not_made_while_nobody_looks() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::NameAndPin) }).await;
    test.work().await;
    assert_eq!(test.count("kiosk_credential").await, 0);
    let actor = Actor::at_the_machine(test.workspace.id);
    let made = test.gateway.issuer.generate(&actor, ana.id, Wanted::Pin).await.unwrap();
    let credential = test.kiosk_credential(&ana, CredentialKind::NamePin).await.unwrap();
    assert!(test.is_kiosk_pin(&credential, made.expose()).await.unwrap());
    let showing = credentials::showing(test.store.keys(), &test.kiosk_policy().await, &credential);
    assert!(matches!(showing, credentials::Showing::ShownOnce));
    // Not even the key file tells it.
    let derived = credentials::KioskCredential { origin: CredentialOrigin::Derived, ..credential };
    let told = credentials::showing(test.store.keys(), &policy(Method::NameAndPin), &derived);
    let credentials::Showing::Shown(told) = told else { panic!("{told:?}") };
    assert_ne!(told.expose(), made.expose());
}
