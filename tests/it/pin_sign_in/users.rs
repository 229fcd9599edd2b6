//! Users' PINs, login methods and the employees who they are, on the pages of users.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        ids::{EmployeeId, KioskCredentialId, UserId},
        kiosk::{CredentialKind, CredentialOrigin, KioskPin},
        user::Role,
    },
    service::{
        Hold,
        access::{AccountError, actor_of, links, users::holds_to_change},
        audit::Actor,
        kiosks::{universal::UniversalPinError, user_pins::UserPinError},
        pin_hash::Lane,
    },
    store::{
        kiosk_credentials::{self, KioskCredential},
        kiosk_policies,
    },
};

use super::{actions, shown_pin, signed_in};
use crate::{
    access::other_workspace,
    support::{
        TestGateway,
        browser::{Browser, PASSWORD},
    },
};

async fn tag(test: &TestGateway, pin: &str) -> [u8; 32] {
    let workspace = test.workspace.id;
    let policy = test.store.read(move |tx| kiosk_policies::find_policy(tx, workspace)).await.unwrap().unwrap();
    let pin = KioskPin::parse(pin, pin.len()).unwrap();
    test.gateway.pins.tag(Lane::Telephone, pin.into_secret(), policy.tag_salt).await.unwrap()
}

/// Gives somebody a PIN alone.
async fn give_lone_pin(test: &TestGateway, employee: EmployeeId, pin: &str) {
    let credential = KioskCredential {
        id: KioskCredentialId::generate(&test.store.ids()),
        workspace: test.workspace.id,
        employee,
        kind: CredentialKind::LonePin,
        origin: CredentialOrigin::Typed,
        attempt: 0,
        digits: Some(pin.len()),
        hash: None,
        tag: Some(tag(test, pin).await.to_vec()),
        made_at: test.clock_now(),
    };
    let insert = move |u: &mut phoneclock::service::Unit<'_>| kiosk_credentials::insert_credential(u.tx, &credential);
    test.store.write(Hold::Workspace(test.workspace.id), insert).await.unwrap();
}

fn page_of(id: UserId) -> String {
    format!("/users/{id}/pin")
}

#[tokio::test]
async fn a_generated_pin_is_shown_once_and_kept_nowhere() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    owner.get(&page_of(max)).await.is(200).says("<dt>Supervisor code</dt><dd>none</dd>");
    let page = owner.post(&format!("{}/generate", page_of(max)), &[("digits", "7")]).await;
    let pin = shown_pin(&page);
    assert!(pin.len() == 7 && !pin.starts_with('0') && pin.bytes().all(|byte| byte.is_ascii_digit()), "{pin}");
    let page = owner.get(&page_of(max)).await;
    page.is(200).says("currently set, 7 digits, since").says_nothing_of(&pin);
    owner.get("/users/pins").await.says("currently set, 7 digits").says_nothing_of(&pin);
    owner.get(&format!("/users/{max}")).await.says("currently set, 7 digits").says_nothing_of(&pin);
    let held = format!("{:?}", test.tables().await);
    assert!(!held.contains(&pin) && !held.contains(&format!("{:?}", pin.as_bytes())));
    for digits in ["", "4", "9", "x", "-6"] {
        let page = owner.post(&format!("{}/generate", page_of(max)), &[("digits", digits)]).await;
        page.is(200).says("A supervisor code has 5 to 8 digits");
    }
    assert_eq!(actions(&test).await, ["set PIN of user: max"]);
}

#[tokio::test]
async fn a_pin_that_is_weak_and_one_that_somebody_has_are_refused_in_the_same_words() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let ana = test.user(test.workspace.id, "ana", Role::Admin).await;
    test.kiosk("Yard").await;
    give_lone_pin(&test, maria.id, "730184").await;
    let universal = tag(&test, "620957").await;
    let hex: String = universal.iter().map(|byte| format!("{byte:02x}")).collect();
    test.write(&format!("UPDATE kiosk SET universal_tag = x'{hex}', universal_digits = 6, universal_set_at = 0")).await;
    owner.post(&page_of(ana), &[("pin", "604823"), ("again", "604823")]).await.is(303);

    let mut words = BTreeSet::new();
    for (pin, why) in [
        ("604823", "a user's"),
        ("730184", "a worker's"),
        ("620957", "a kiosk's"),
        ("777777", "weak"),
        ("123456", "a run"),
        ("19841984", "years"),
    ] {
        // Each by somebody else: nobody may try many.
        let (mut other, _) = signed_in(&test, &format!("owner {why}").replace([' ', '\''], "-"), Role::Owner).await;
        let page = other.post(&page_of(max), &[("pin", pin), ("again", pin)]).await;
        page.is(200).says("role=\"alert\"").says_nothing_of(pin);
        let (_, rest) = page.body.split_once("role=\"alert\">").unwrap();
        words.insert(rest.split('<').next().unwrap().to_owned());
        assert_eq!(test.count("web_user WHERE name = 'max' AND pin_tag IS NOT NULL").await, 0, "{why}");
    }
    assert_eq!(words.len(), 1, "{words:?}");
    for pin in ["", "1234", "604821907", "60482x", "６０４８２１", "60 482"] {
        let page = owner.post(&page_of(max), &[("pin", pin), ("again", pin)]).await;
        page.is(200).says("A supervisor code has 5 to 8 digits");
    }
    let page = owner.post(&page_of(max), &[("pin", "604821"), ("again", "604822")]).await;
    page.is(200).says("The two codes do not match");
    // One's own again is no clash, and blanks around it are none of it.
    for _ in 0..2 {
        owner.post(&page_of(max), &[("pin", " 918273 "), ("again", " 918273 ")]).await.is(303);
    }
    let refused = actions(&test).await.into_iter().filter(|action| action == "refuse PIN of user: max");
    assert_eq!(refused.count(), 6, "whoever tries the PINs of others is seen");
}

#[tokio::test]
async fn whoever_types_pins_to_learn_those_of_others_is_stopped_and_many_at_once_gain_nothing() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (_, admin) = test.signed_in(Role::Admin).await;
    let actor = actor_of(&admin, "192.0.2.7");
    let (max, mia) = (test.user(test.workspace.id, "max", Role::Manager).await, test.pin_of_new_user("mia").await);
    let kiosk = test.kiosk("Yard").await.id;
    let guesses = (0..12).map(|_| test.gateway.user_pins.set_typed(&actor, max, &mia));
    let mut heard: Vec<_> = futures::future::join_all(guesses).await.into_iter().map(Result::unwrap_err).collect();
    heard.retain(|error| !matches!(error, UserPinError::Hash(_)));
    let refused = heard.iter().filter(|error| matches!(error, UserPinError::Refused)).count();
    assert!(refused <= 3, "{heard:?}");
    while let Err(UserPinError::Refused) = test.gateway.user_pins.set_typed(&actor, max, &mia).await {}
    assert_eq!(test.count("audit_record WHERE action = 'refuse PIN of user'").await, 3);
    // A right one neither, and no other kind: whoever has learned something learns no more.
    let set = test.gateway.user_pins.set_typed(&actor, max, "918273").await;
    assert!(matches!(set, Err(UserPinError::TooMany)), "{set:?}");
    let set = test.gateway.universal_pins.set_typed(&actor, kiosk, "918273").await;
    assert!(matches!(set, Err(UniversalPinError::TooMany)), "{set:?}");
    test.gateway.user_pins.generate(&actor, max, 6).await.unwrap();
    test.advance(SignedDuration::from_mins(61));
    for nth in 0..20 {
        test.gateway.user_pins.set_typed(&actor, max, &format!("9182{nth:02}")).await.unwrap();
    }
    let set = test.gateway.user_pins.set_typed(&actor, max, "918273").await;
    assert!(matches!(set, Err(UserPinError::TooMany)), "each that is not refused tells something, too: {set:?}");
}

#[tokio::test]
async fn whoever_signs_in_by_pin_only_keeps_their_pin() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let (max, _) = test.user_with_pin("max", Role::Manager).await;
    test.write("UPDATE web_user SET login_method = 'pin only' WHERE name = 'max'").await;
    let page = owner.post(&format!("{}/remove", page_of(max)), &[]).await;
    page.is(200).says("They sign in by PIN only. Let them sign in with a password first");
    assert_eq!(test.count("web_user WHERE name = 'max' AND pin_tag IS NOT NULL").await, 1);
}

#[tokio::test]
async fn an_employee_number_is_no_pin_of_the_user_who_is_that_employee() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    let (maria, _) = test.employee("Max Lopez").await;
    test.write("UPDATE employee SET employee_number = '604823'").await;
    owner.post(&format!("/users/{max}/employee"), &[("employee", &maria.id.to_string())]).await.is(303);
    let page = owner.post(&page_of(max), &[("pin", "604823"), ("again", "604823")]).await;
    page.is(200).says("This code is easy to guess, or cannot be used here");
}

#[tokio::test]
async fn pins_of_different_users_are_two_slips_apart() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let mut pins = Vec::new();
    for nth in 0..8 {
        let user = test.user(test.workspace.id, &format!("m{nth}"), Role::Manager).await;
        let actor = Actor::at_the_machine(test.workspace.id);
        pins.push(test.gateway.user_pins.generate(&actor, user, 5).await.unwrap());
    }
    for (nth, pin) in pins.iter().enumerate() {
        assert!(pins.iter().skip(nth + 1).all(|other| !pin.is_near(other)));
    }
}

#[tokio::test]
async fn where_nothing_is_shown_again_a_generated_pin_follows_from_nothing() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    test.pin_of(max).await;
    assert_eq!(test.count("web_user WHERE pin_id IS NOT NULL").await, 1);
    test.write("UPDATE kiosk_policy SET may_show_again = 0").await;
    test.pin_of(max).await;
    assert_eq!(test.count("web_user WHERE pin_id IS NULL AND pin_tag IS NOT NULL").await, 1);
}

#[tokio::test]
async fn nobody_gives_a_pin_to_those_who_may_do_more() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let mut others = Vec::new();
    for role in Role::ALL {
        others.push((role, test.user(test.workspace.id, role.name(), role).await));
    }
    for role in Role::ALL {
        let mut browser = test.browser(role).await;
        for (other, id) in &others {
            let may = role.may_set_pin_of(*other);
            let status = if may { 200 } else { 403 };
            browser.get(&page_of(*id)).await.is(status);
            browser.post(&format!("{}/generate", page_of(*id)), &[("digits", "6")]).await.is(status);
            let status = if may { 303 } else { 403 };
            let typed = [("pin", "918273"), ("again", "918273")];
            browser.post(&page_of(*id), &typed).await.is(status);
            browser.post(&format!("{}/remove", page_of(*id)), &[]).await.is(status);
        }
        let list = browser.get("/users/pins").await;
        match role {
            Role::Payroll => drop(list.is(403)),
            Role::Owner | Role::Admin | Role::Manager => {
                for (other, id) in &others {
                    let link = format!("href=\"{}\"", page_of(*id));
                    assert_eq!(list.body.contains(&link), role.may_set_pin_of(*other), "{role:?} {other:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn without_kiosks_nobody_has_a_pin() {
    let test = TestGateway::start().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    owner.get(&page_of(max)).await.is(200).says("Kiosks were never activated").says_nothing_of("Generate");
    let page = owner.post(&format!("{}/generate", page_of(max)), &[("digits", "6")]).await;
    page.is(200).says("Activate kiosks first");
    assert_eq!(test.count("web_user WHERE pin_tag IS NOT NULL").await, 0);
}

#[tokio::test]
async fn the_pins_of_another_workspace_are_not_there() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let theirs = other_workspace(&test).await;
    let zoltan = test.user(theirs, "zoltan", Role::Manager).await;
    let employee = test.add_employee_in(theirs, phoneclock::domain::employee::Details::named("Their Ana")).await;
    let (mut owner, own) = signed_in(&test, "olive", Role::Owner).await;
    owner.get(&page_of(zoltan)).await.is(404);
    owner.post(&format!("{}/generate", page_of(zoltan)), &[("digits", "6")]).await.is(404);
    owner.post(&page_of(zoltan), &[("pin", "918273"), ("again", "918273")]).await.is(404);
    owner.post(&format!("{}/remove", page_of(zoltan)), &[]).await.is(404);
    owner.get(&format!("/users/{zoltan}/employee")).await.is(404);
    owner.post(&format!("/users/{own}/employee"), &[("employee", &employee.id.to_string())]).await.is(404);
    owner.post(&format!("/users/{zoltan}/login-method"), &[("login_method", "pin only")]).await.is(404);
    owner.get("/users/pins").await.is(200).says_nothing_of("zoltan");
    assert_eq!(test.count("web_user WHERE employee_id IS NOT NULL OR pin_tag IS NOT NULL").await, 0);
}

#[tokio::test]
async fn whoever_signs_in_by_pin_only_is_let_in_by_no_password_until_that_is_changed_back() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let (mut max, id) = signed_in(&test, "max", Role::Manager).await;
    let method = format!("/users/{id}/login-method");
    let page = owner.submit(&method, &[("login_method", "pin only")]).await;
    page.says("PIN only is for users with a PIN; give this user one first.");
    test.pin_of(id).await;
    let page = owner.submit(&method, &[("login_method", "pin only")]).await;
    page.says("max signs in by PIN on approved devices, and nowhere else.");
    assert_eq!(max.get("/account").await.to(), Some("/sign-in?next=%2Faccount"), "signed out at once");
    max.sign_in("max@example.com", PASSWORD).await.is(200).says("do not match");
    test.ask_for_reset("max@example.com", crate::support::browser::visitor()).await;
    assert_eq!(test.count("mail").await, 0, "a new password would open nothing");
    owner.post(&format!("/users/{id}/invite"), &[]).await.is(303);
    assert_eq!(test.count("mail").await, 0);

    owner.post(&method, &[("login_method", "password and pin")]).await.is(303);
    max.sign_in("max@example.com", PASSWORD).await.is(303);
    owner.post(&method, &[("login_method", "face")]).await.is(400);
    assert_eq!(actions(&test).await, ["set PIN of user: max", "change login method: max", "change login method: max"]);
}

#[tokio::test]
async fn a_password_link_from_before_opens_nothing_for_whoever_signs_in_by_pin_only() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    test.pin_of(max).await;
    let link = test.reset_link("max@example.com").await;
    owner.post(&format!("/users/{max}/login-method"), &[("login_method", "pin only")]).await.is(303);
    let mut browser = Browser::nobody(&test);
    browser.get(&link).await.is(200).says("no longer works");
    let new = "four other words now";
    browser.post(&link, &[("password", new), ("again", new)]).await;
    assert!(browser.session().is_none());
}

#[tokio::test]
async fn the_last_owner_who_signs_in_with_a_password_stays() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut olive, id) = signed_in(&test, "olive", Role::Owner).await;
    test.pin_of(id).await;
    let by_pin = [("login_method", "pin only")];
    let page = olive.submit(&format!("/users/{id}/login-method"), &by_pin).await;
    page.says("A workspace needs an active owner");
    let other = test.user(test.workspace.id, "otto", Role::Owner).await;
    test.pin_of(other).await;
    olive.post(&format!("/users/{other}/login-method"), &by_pin).await.is(303);
    // The other one is an owner, but no password opens anything to them.
    for (role, active) in [("admin", "yes"), ("owner", "no")] {
        let page = olive.post(&format!("/users/{id}"), &[("name", "olive"), ("role", role), ("active", active)]).await;
        page.is(200).says("A workspace needs an active owner");
    }
    olive.submit(&format!("/users/{id}/login-method"), &by_pin).await.says("A workspace needs an active owner");
    assert_eq!(test.count("web_user WHERE login_method = 'pin only'").await, 1);
}

#[tokio::test]
async fn two_owners_never_leave_each_other_without_a_password() {
    let test = TestGateway::start().await;
    test.let_users_sign_in_by_pin().await;
    let (mut olive, first) = signed_in(&test, "olive", Role::Owner).await;
    let (mut otto, second) = signed_in(&test, "otto", Role::Owner).await;
    test.pin_of(first).await;
    test.pin_of(second).await;
    let by_pin = [("login_method", "pin only")];
    let (of_first, of_second) = (format!("/users/{first}/login-method"), format!("/users/{second}/login-method"));
    tokio::join!(olive.post(&of_second, &by_pin), otto.post(&of_first, &by_pin));
    assert_eq!(test.count("web_user WHERE login_method = 'pin only'").await, 1);
}

#[tokio::test]
async fn an_employee_is_one_user_at_most() {
    let test = TestGateway::start().await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    let ana = test.user(test.workspace.id, "ana", Role::Admin).await;
    let (employee, _) = test.employee("Max Lopez").await;
    let (workspace, id) = (test.workspace.id, employee.id);
    let role = async || test.store.read(move |tx| links::role_of_employee(tx, workspace, id)).await.unwrap();
    assert_eq!(role().await, None);

    owner.get(&format!("/users/{max}/employee")).await.is(200).says("Max Lopez");
    let chosen = employee.id.to_string();
    let page = owner.submit(&format!("/users/{max}/employee"), &[("employee", &chosen)]).await;
    page.says("max is linked to the employee Max Lopez.").says(&format!("href=\"/employees/{chosen}\""));
    assert_eq!(role().await, Some(Role::Manager));
    let page = owner.submit(&format!("/users/{ana}/employee"), &[("employee", &chosen)]).await;
    page.says("This employee is another user already.");
    // Whoever is no user any more has no role at the clock.
    owner.post(&format!("/users/{max}"), &[("name", "max"), ("role", "manager"), ("active", "no")]).await.is(303);
    assert_eq!(role().await, None);
    owner
        .submit(&format!("/users/{max}/employee"), &[("employee", "")])
        .await
        .says("max is not linked to an employee any more.");
    owner.post(&format!("/users/{ana}/employee"), &[("employee", &chosen)]).await.is(303);
    assert_eq!(role().await, Some(Role::Admin));
    owner.post(&format!("/users/{ana}/employee"), &[("employee", "nobody")]).await.is(404);
    let records: Vec<String> =
        test.column("SELECT before || after FROM audit_record WHERE action LIKE '%link user%'").await;
    assert_eq!(records[0], r#"{"employee":null}{"employee":"Max Lopez"}"#);
    assert_eq!(records[1], r#"{"employee":"Max Lopez"}{"employee":null}"#);
}

#[tokio::test]
async fn only_owners_say_who_is_whom_and_how_they_sign_in() {
    let test = TestGateway::start().await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    let (employee, _) = test.employee("Max Lopez").await;
    for role in [Role::Admin, Role::Manager, Role::Payroll] {
        let mut browser = test.browser(role).await;
        browser.get(&format!("/users/{max}/employee")).await.is(403);
        let employee = employee.id.to_string();
        browser.post(&format!("/users/{max}/employee"), &[("employee", &employee)]).await.is(403);
        browser.post(&format!("/users/{max}/login-method"), &[("login_method", "pin only")]).await.is(403);
        // Nor does whoever finds a way past the table of access.
        let actor = Actor { role, ..Actor::at_the_machine(test.workspace.id) };
        let link = test.store.write(holds_to_change(actor.workspace, max), move |u| links::link(u, &actor, max, None));
        assert!(matches!(link.await, Err(AccountError::OwnersOnly)));
        let actor = Actor { role, ..Actor::at_the_machine(test.workspace.id) };
        let olive = test.user(test.workspace.id, &format!("olive.{}", role.name()), Role::Owner).await;
        let generated = test.gateway.user_pins.generate(&actor, olive, 6).await;
        assert!(matches!(generated, Err(UserPinError::NotForRole)));
    }
    assert_eq!(test.count("web_user WHERE employee_id IS NOT NULL OR pin_tag IS NOT NULL").await, 0);
}
