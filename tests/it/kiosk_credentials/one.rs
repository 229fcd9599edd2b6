//! The *Kiosk* tab of an employee.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        kiosk::{CredentialKind, Method},
        user::Role,
    },
    service::kiosks::policy::KioskPolicy,
};

use crate::support::{
    TestGateway,
    browser::{Browser, PASSWORD, Page},
    kiosk_office::policy,
    people::details,
};

fn tab(employee: &Employee) -> String {
    format!("/employees/{}/kiosk", employee.id)
}

async fn generate(admin: &mut Browser, employee: &Employee, what: &str) -> Page {
    admin.press(&tab(employee), &format!("{}/generate", tab(employee)), &[("what", what)]).await
}

#[tokio::test]
async fn a_new_pin_is_shown_on_a_slip_and_never_again_unless_it_is_asked_for() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let before = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(&tab(&ana)).await;
    page.says("PIN is currently set").says("Generate new PIN").says("Remove PIN").says_nothing_of(&before);

    let slip = generate(&mut admin, &ana, "pin").await;
    let after = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    assert_ne!(before, after);
    slip.is(200).says(&after).says("Ana Torres").says("works from now on");
    assert_eq!(slip.headers["cache-control"], "no-store");
    admin.get(&tab(&ana)).await.says_nothing_of(&after);
    admin.post(&format!("{}/show", tab(&ana)), &[("what", "pin")]).await.is(200).says(&after);
    let audited = test.audited().await;
    for line in ["The admin: set kiosk PIN Ana Torres", "The admin: print PIN slips Ana Torres"] {
        assert!(audited.contains(&line.to_owned()), "{audited:?}");
    }
    admin.get("/audit").await.is(200).says_nothing_of(&after).says_nothing_of(&before);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_pin_and_one_badge() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    for may_show_again in [true, false] {
        test.set_policy_and_queue(KioskPolicy { may_show_again, ..policy(Method::Badge) }).await;
        let mut admin = test.browser(Role::Admin).await;
        for (what, kind) in [("pin", CredentialKind::NamePin), ("badge", CredentialKind::Badge)] {
            let path = format!("{}/generate", tab(&ana));
            let form = admin.get(&tab(&ana)).await.form(&path, &[("what", what)]);
            let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            admin.post_bare(&path, &form).await.is(200).says("works from now on");
            let made = test.kiosk_credential(&ana, kind).await;
            let again = admin.post_bare(&path, &form).await;
            let page = admin.get(again.is(303).to().unwrap()).await;
            page.says("Nothing was changed: it was made or changed after this page was shown");
            assert_eq!(test.kiosk_credential(&ana, kind).await, made, "{what}");
        }
    }
}

#[tokio::test]
async fn what_ends_a_pin_asks_first_and_says_so_there_alone() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.says("Generate new PIN").says_nothing_of("Generate a new PIN…");
    test.work().await;
    let page = admin.get(&tab(&ana)).await;
    let (before, asks) = page.body.split_once("<summary>Generate a new PIN…</summary>").unwrap();
    assert!(before.contains("Show the PIN slip") && !before.contains("ends at once"), "{before}");
    assert!(asks.contains("The PIN they have ends at once, and cannot be brought back."), "{asks}");
    assert!(page.text().contains("May clock at Front gate"), "{}", page.text());
}

#[tokio::test]
async fn a_pin_is_typed_refused_and_removed() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(Details { employee_number: Some("0117".to_owned()), ..details("Ana Torres") }).await;
    test.kiosk_for_everybody(Method::NumberAndPin).await;
    let mut admin = test.browser(Role::Admin).await;
    let set = format!("{}/set-pin", tab(&ana));
    for (pin, again, wrong) in [
        ("8352", "8353", "The two PINs do not match. Type both again."),
        ("835", "835", "A kiosk PIN is exactly 4 digits."),
        ("１２３４", "１２３４", "A kiosk PIN is exactly 4 digits."),
        ("0117", "0117", "This PIN is refused: it is the employee number."),
        ("1984", "1984", "This PIN is refused: dates of birth have such a year in them."),
        ("1111", "1111", "This PIN is refused: it is easy to guess; choose another one, or generate one."),
        ("1234", "1234", "This PIN is refused: it is easy to guess; choose another one, or generate one."),
    ] {
        let page = admin.post(&set, &[("pin", pin), ("again", again)]).await;
        assert!(page.is(200).wrong("pin").starts_with(wrong), "{pin}: {}", page.wrong("pin"));
        if pin.len() > 3 {
            page.says_nothing_of(&format!("value=\"{pin}\""));
        }
    }
    let done = admin.submit(&set, &[("pin", " 8352 "), ("again", " 8352 ")]).await;
    done.says("The kiosk PIN is set. It is never shown again").says("typed").says_nothing_of("Show the PIN slip");
    let credential = test.kiosk_credential(&ana, CredentialKind::NumberPin).await.unwrap();
    assert!(test.is_kiosk_pin(&credential, "8352").await.unwrap());

    let removed = admin.submit(&format!("{}/remove", tab(&ana)), &[("what", "pin")]).await;
    removed.says("The kiosk PIN is removed.").says_nothing_of("PIN is currently set");
    let again = admin.submit(&format!("{}/remove", tab(&ana)), &[("what", "pin")]).await;
    again.says("Nothing was changed: there is nothing to remove.");
    let missing = admin.post(&set, &[]).await;
    assert!(missing.is(200).wrong("pin").starts_with("A kiosk PIN is exactly 4 digits"));
}

#[tokio::test]
async fn after_three_refusals_there_is_generating_left() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::PinAlone).await;
    let mut admin = test.browser(Role::Admin).await;
    let set = format!("{}/set-pin", tab(&ana));
    for _ in 0..3 {
        let page = admin.post(&set, &[("pin", "111111"), ("again", "111111")]).await;
        assert!(page.wrong("pin").contains("easy to guess, or cannot be used here"), "{}", page.wrong("pin"));
    }
    let page = admin.post(&set, &[("pin", "730264"), ("again", "730264")]).await;
    assert_eq!(page.wrong("pin"), "Too many PINs were refused within an hour; generate one, or wait an hour.");
    let mut other = test.browser(Role::Owner).await;
    other.submit(&set, &[("pin", "730264"), ("again", "730264")]).await.says("The kiosk PIN is set.");
    test.advance(SignedDuration::from_mins(61));
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&set, &[("pin", "730295"), ("again", "730295")]).await.says("The kiosk PIN is set.");
}

#[tokio::test]
async fn an_old_pin_is_suggested_to_be_renewed_with_one_press() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    test.advance(SignedDuration::from_hours(24 * 181));
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.says_nothing_of("New PIN suggested");
    test.advance(SignedDuration::from_hours(24 * 2));
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.says("New PIN suggested").says("older than 6 months");
    generate(&mut admin, &ana, "pin").await.is(200);
    admin.get(&tab(&ana)).await.says_nothing_of("New PIN suggested");
}

#[tokio::test]
async fn a_badge_is_shown_and_issued_anew() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(Details { email: Some("ana@example.com".to_owned()), ..details("Ana Torres") }).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let before = test.kiosk_secret(&ana, CredentialKind::Badge).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.says("QR badge").says("Mail the badge to ana@example.com").says_nothing_of(&before);
    let shown = admin.post(&format!("{}/show", tab(&ana)), &[("what", "badge")]).await;
    shown.is(200).says("<svg class=\"qr large\"").says("Badge for the time clock").says_nothing_of(&before);
    generate(&mut admin, &ana, "badge").await.is(200).says("works from now on");
    assert_ne!(test.kiosk_secret(&ana, CredentialKind::Badge).await, before);
    let removed = admin.submit(&format!("{}/remove", tab(&ana)), &[("what", "badge")]).await;
    removed.says("The badge is removed.");
    assert!(test.kiosk_credential(&ana, CredentialKind::Badge).await.is_none());
    assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_some(), "the PIN stays");
}

#[tokio::test]
async fn what_is_shown_once_is_shown_once() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::NameAndPin) }).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.says_nothing_of("Show the PIN slip");
    let shown = admin.post(&format!("{}/show", tab(&ana)), &[("what", "pin")]).await;
    assert_eq!(shown.is(303).to(), Some(tab(&ana).as_str()), "nor that of before");
    let slip = generate(&mut admin, &ana, "pin").await;
    slip.is(200).says("This page is the only time that it is shown");
    admin.post(&format!("{}/show", tab(&ana)), &[("what", "pin")]).await.is(303);
}

#[tokio::test]
async fn pins_are_for_owners_and_admins_who_have_typed_their_password() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&tab(&ana)).await.is(200).says("PIN is currently set").says_nothing_of("Generate new PIN");
    for act in ["generate", "show", "set-pin", "remove", "mail-badge"] {
        manager.post(&format!("{}/{act}", tab(&ana)), &[("what", "pin")]).await.is(403);
    }
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let before = test.kiosk_credential(&ana, CredentialKind::NamePin).await;
    test.advance(SignedDuration::from_mins(11));
    for act in ["generate", "show", "remove"] {
        let asked = admin.post(&format!("{}/{act}", tab(&ana)), &[("what", "pin")]).await;
        asked.is(200).says("Confirm it is you");
    }
    assert_eq!(test.kiosk_credential(&ana, CredentialKind::NamePin).await, before);
    let asked = admin.post(&format!("{}/generate", tab(&ana)), &[("what", "pin")]).await;
    admin.confirm(&asked, PASSWORD).await.is(307);
    let made = generate(&mut admin, &ana, "pin").await;
    made.is(200).says(&test.kiosk_secret(&ana, CredentialKind::NamePin).await);
}

#[tokio::test]
async fn what_somebody_lacks_at_kiosks_is_said() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&tab(&ana)).await.is(200).says("Kiosks are not activated");
    for act in ["generate", "show", "remove"] {
        admin.submit(&format!("{}/{act}", tab(&ana)), &[("what", "pin")]).await.says("kiosks are not activated");
    }
    test.set_policy_and_queue(policy(Method::NumberAndPin)).await;
    admin.get(&tab(&ana)).await.says("No kiosk is for this employee").says("this employee has none");
    test.add_kiosk_and_queue(test.workspace.id, "Gate", true).await;
    admin.get(&tab(&ana)).await.says_nothing_of("No kiosk is for").says("being made");
    test.execute("UPDATE employee SET starts_on = '2026-12-01'").await;
    admin.get(&tab(&ana)).await.says("Starts on 2026-12-01: can be set up now");
    test.work().await;
    test.set_policy_and_queue(policy(Method::PinAlone)).await;
    admin.get(&tab(&ana)).await.says("1 PIN or badge, which works again if the kiosk settings are changed back");
}

#[tokio::test]
async fn nobody_of_another_workspace_is_reached() {
    let test = TestGateway::start().await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    let other = crate::access::other_workspace(&test).await;
    test.set_kiosk_policy_of(other, policy(Method::NameAndPin)).await;
    test.add_kiosk_and_queue(other, "Theirs", true).await;
    let theirs = test.add_employee_in(other, details("Zoe Other")).await;
    test.work().await;
    let mut admin: Browser = test.browser(Role::Owner).await;
    admin.get(&tab(&theirs)).await.is(404).says_nothing_of("Zoe");
    for act in ["generate", "show", "remove", "mail-badge"] {
        let answered = admin.post(&format!("{}/{act}", tab(&theirs)), &[("what", "pin")]).await;
        assert!(answered.status == 404 || answered.status == 303, "{act}: {}", answered.status);
    }
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NULL").await, 1);
    admin.get("/employees/kiosk?do=slips").await.is(200).says_nothing_of("Zoe");
    let id = theirs.id.to_string();
    let slips = admin.post("/employees/kiosk/do", &[("do", "slips"), ("employee", &id)]).await;
    slips.is(200).says("There is nothing to print.");
    admin.post("/employees/kiosk/do", &[("do", "pins"), ("employee", &id)]).await;
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NULL").await, 1);
}
