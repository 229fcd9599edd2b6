//! PINs that an admin types, and PINs that are taken away.

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        kiosk::{CredentialKind, Method},
        user::Role,
    },
    service::{
        Unit,
        audit::Actor,
        kiosks::{
            choose::Wanted,
            credentials::{self, KioskCredentialError, Showing},
            policy::KioskPolicy,
        },
    },
};

use crate::support::{TestGateway, kiosk_office::policy, people::details};

async fn typed(test: &TestGateway, who: &Employee, pin: &str) -> Result<(), String> {
    let actor = Actor::at_the_machine(test.workspace.id);
    let set = test.gateway.issuer.set_typed(&actor, who.id, pin).await;
    set.map_err(
        |error| if let KioskCredentialError::Pin(reason) = error { reason.to_string() } else { error.to_string() },
    )
}

#[tokio::test]
async fn a_typed_pin_works_and_is_never_shown() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NumberAndPin).await;
    typed(&test, &ana, "0827").await.unwrap();
    let credential = test.kiosk_credential(&ana, CredentialKind::NumberPin).await.unwrap();
    assert!(test.is_kiosk_pin(&credential, "0827").await.unwrap(), "zeros in front stay");
    let showing = credentials::showing(test.store.keys(), &test.kiosk_policy().await, &credential);
    assert!(matches!(showing, Showing::Typed));
    test.work().await;
    let still = test.kiosk_credential(&ana, CredentialKind::NumberPin).await.unwrap();
    assert_eq!(still.id, credential.id, "nothing is made in its place");
}

#[tokio::test]
async fn pins_are_refused_by_the_rules_and_nobody_is_told_whose_they_are() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(Details { employee_number: Some("827461".to_owned()), ..details("Ana Torres") }).await;
    let ben = test.add_employee(details("Ben Ode")).await;
    let _admin = test.browser(Role::Admin).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.user_has_pin("481527").await;
    for text in ["", "48152", "4815270", "48152a", "４８１５２７", "48 527", "-48152", "+48152"] {
        assert_eq!(typed(&test, &ana, text).await, Err("a kiosk PIN has 6 digits here".to_owned()), "{text}");
    }
    assert_eq!(typed(&test, &ana, "827461").await, Err("a PIN that is the employee number".to_owned()));
    // What nobody may have tells nothing of anybody.
    for weak in ["111111", "123456", "987654"] {
        assert!(typed(&test, &ana, weak).await.unwrap_err().starts_with("a weak PIN"), "{weak}");
    }
    assert_eq!(typed(&test, &ana, "481527").await, Err("the PIN is refused".to_owned()));
    test.work().await;
    // Behind a name two may have the same, and neither hears of it.
    typed(&test, &ana, "730264").await.unwrap();
    typed(&test, &ben, "730264").await.unwrap();

    // Alone it names its holder: weak ones and those of others are refused alike.
    test.set_policy_and_queue(policy(Method::PinAlone)).await;
    test.work().await;
    typed(&test, &ana, "730264").await.unwrap();
    for same in ["111111", "827461", "481527", "730264"] {
        let who = if same == "827461" { &ana } else { &ben };
        assert_eq!(typed(&test, who, same).await, Err("the PIN is refused".to_owned()), "{same}");
    }
    test.set_policy_and_queue(KioskPolicy { may_type: false, ..policy(Method::PinAlone) }).await;
    assert!(typed(&test, &ben, "730299").await.unwrap_err().contains("switched off"));
}

#[tokio::test]
async fn two_who_type_the_same_pin_at_once_do_not_both_get_it() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let ben = test.add_employee(details("Ben Ode")).await;
    test.kiosk_for_everybody(Method::PinAlone).await;
    let (first, second) = tokio::join!(typed(&test, &ana, "730264"), typed(&test, &ben, "730264"));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(first.and(second), Err("the PIN is refused".to_owned()));
}

#[tokio::test]
async fn a_removed_pin_ends_at_once_and_stays_removed() {
    let test = TestGateway::start().await;
    let (ana, clock_id) = test.employee("Ana Torres").await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let before = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    let (actor, id) = (Actor::at_the_machine(test.workspace.id), ana.id);
    let remove = move |u: &mut Unit<'_>| credentials::remove(u, &actor, id, CredentialKind::NamePin);
    test.in_office(remove.clone()).await.unwrap();
    assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_none());
    assert!(matches!(test.in_office(remove).await, Err(KioskCredentialError::NothingThere)));
    test.add_employee(details("Ben Ode")).await;
    test.work().await;
    assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_none(), "nothing is made by itself");
    assert!(test.standing(&ana).await.pin_set_at.is_some() && test.standing(&ana).await.clock_id == Some(clock_id));

    let actor = Actor::at_the_machine(test.workspace.id);
    let made = test.gateway.issuer.generate(&actor, ana.id, Wanted::Pin).await.unwrap();
    assert_ne!(made.expose(), before);
    let audited = test.audited().await;
    for line in ["remove kiosk PIN Ana Torres", "set kiosk PIN Ana Torres"] {
        assert!(audited.iter().any(|had| had.ends_with(line)), "{audited:?}");
    }
    // Removing the PIN of the phone is another matter.
    test.remove_pin(&ana).await;
    assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_some());
}

#[tokio::test]
async fn whoever_does_not_start_yet_can_be_set_up_and_whoever_left_cannot() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.execute("UPDATE employee SET active = 0").await;
    let actor = Actor::at_the_machine(test.workspace.id);
    let made = test.gateway.issuer.generate(&actor, ana.id, Wanted::Pin).await;
    assert!(matches!(made, Err(KioskCredentialError::Inactive)));
    test.execute("UPDATE employee SET active = 1, starts_on = '2027-01-04'").await;
    test.gateway.issuer.generate(&actor, ana.id, Wanted::Pin).await.unwrap();
    typed(&test, &ana, "730264").await.unwrap();
}
