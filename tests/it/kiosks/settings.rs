//! The settings of all kiosks: how people are found, how long PINs are, and what is never switched on again.

use phoneclock::{
    domain::{kiosk::Method, user::Role},
    service::kiosks::policy::{self, KioskPolicy},
};

use super::{HERE, add_kiosk};
use crate::{
    employees::{add, audit, details},
    support::{TestGateway, browser::Browser},
};

const SETTINGS: &str = "/time-tracking/kiosks/settings";

async fn policy_of(test: &TestGateway) -> KioskPolicy {
    let workspace = test.workspace.id;
    test.store.read(move |tx| policy::get(tx, workspace)).await.unwrap().unwrap()
}

/// What the form sends when nothing was changed on it.
const AS_IT_IS: [(&str, &str); 8] = [
    ("method", "name and pin"),
    ("name_pin_digits", "6"),
    ("number_pin_digits", "6"),
    ("lone_pin_digits", "6"),
    ("may_type", "on"),
    ("may_show_again", "on"),
    ("renew_after_months", "12"),
    ("sign_in_by_pin", ""),
];

/// The form with some fields as they are given, and the version that the page showed.
async fn fields(admin: &mut Browser, given: &[(&'static str, &'static str)]) -> Vec<(&'static str, String)> {
    let version = admin.get(SETTINGS).await.value("expected_version");
    let kept = AS_IT_IS.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    let all = kept.chain(given.iter().copied()).map(|(name, value)| (name, value.to_owned()));
    all.chain([("expected_version", version)]).collect()
}

fn lent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn activated() -> (TestGateway, Browser) {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    (test, admin)
}

#[tokio::test]
async fn the_method_is_changed_once_it_was_said_twice_and_nothing_is_lost() {
    let (test, mut admin) = activated().await;
    let first = policy_of(&test).await;
    assert_eq!((first.method, first.name_pin_digits, first.may_show_again), (Method::NameAndPin, 6, true));
    let typed = fields(&mut admin, &[("method", "badge"), ("may_type", "")]).await;
    let page = admin.post(SETTINGS, &lent(&typed)).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.text().contains("People will be found by “QR badge” from now on."), "{}", page.text());
    page.says("value=\"badge\" checked").says("id=\"sure\"");
    assert_eq!(policy_of(&test).await, first);

    let sure = [lent(&typed), vec![("sure", "on")]].concat();
    let page = admin.submit(SETTINGS, &sure).await;
    assert!(page.text().contains("People are found by: QR badge"), "{}", page.text());
    assert!(page.text().contains("export the assignees"), "{}", page.text());
    let second = policy_of(&test).await;
    assert_eq!((second.method, second.may_type, second.tag_salt), (Method::Badge, false, first.tag_salt));
    let record = audit(&test).await.remove(0);
    assert_eq!(record.action, "change kiosk settings");
    assert_eq!(record.before.as_deref(), Some("{\"PINs_may_be_typed\":true,\"method\":\"name and pin\"}"));
    assert_eq!(record.after.as_deref(), Some("{\"PINs_may_be_typed\":false,\"method\":\"badge\"}"));
    let typed = fields(&mut admin, &[("sure", "on")]).await;
    admin.submit(SETTINGS, &lent(&typed)).await;
    assert_eq!(policy_of(&test).await, first, "changed back");
}

#[tokio::test]
async fn every_method_has_its_lengths_and_no_other() {
    let (test, mut admin) = activated().await;
    for (field, good, bad) in [
        ("name_pin_digits", "4", ["5", "3", "8"]),
        ("number_pin_digits", "5", ["3", "7", ""]),
        ("lone_pin_digits", "8", ["9", "3", "६"]),
    ] {
        for bad in bad {
            let typed = fields(&mut admin, &[(field, bad), ("sure", "on")]).await;
            admin.submit(SETTINGS, &lent(&typed)).await;
        }
        let policy = policy_of(&test).await;
        assert_eq!((policy.name_pin_digits, policy.number_pin_digits, policy.lone_pin_digits), (6, 6, 6), "{field}");
        let typed = fields(&mut admin, &[(field, good), ("sure", "on")]).await;
        admin.submit(SETTINGS, &lent(&typed)).await;
        let now = policy_of(&test).await;
        let digits = [now.name_pin_digits, now.number_pin_digits, now.lone_pin_digits];
        assert!(digits.contains(&good.parse().unwrap()), "{field}: {digits:?}");
        let typed = fields(&mut admin, &[("sure", "on")]).await;
        admin.submit(SETTINGS, &lent(&typed)).await;
    }
    for months in ["0", "121", "twelve", "-1"] {
        let typed = fields(&mut admin, &[("renew_after_months", "")]).await;
        let typed = [lent(&typed), vec![("renew_after_months", months)]].concat();
        let typed: Vec<_> =
            typed.into_iter().filter(|(name, value)| *name != "renew_after_months" || !value.is_empty()).collect();
        let page = admin.post(SETTINGS, &typed).await;
        assert!(page.wrong("renew_after_months").contains("1 to 120 months"), "{months}: {}", page.text());
    }
    let typed = fields(&mut admin, &[("renew_after_months", "")]).await;
    admin.submit(SETTINGS, &lent(&typed)).await;
    assert_eq!(policy_of(&test).await.renew_after_months, None);
}

#[tokio::test]
async fn showing_again_is_switched_off_for_good() {
    let (test, mut admin) = activated().await;
    let typed = fields(&mut admin, &[("may_show_again", "")]).await;
    let page = admin.post(SETTINGS, &lent(&typed)).await;
    assert!(page.text().contains("This cannot be switched on again."), "{}", page.text());
    assert!(policy_of(&test).await.may_show_again);
    let sure = [lent(&typed), vec![("sure", "on")]].concat();
    admin.submit(SETTINGS, &sure).await;
    assert!(!policy_of(&test).await.may_show_again);
    let page = admin.get(SETTINGS).await;
    assert!(page.text().contains("Showing them again was switched off for good."), "{}", page.text());
    page.says_nothing_of("name=\"may_show_again\"");
    // Somebody makes the field up.
    let typed = fields(&mut admin, &[("may_show_again", "on"), ("sure", "on")]).await;
    admin.submit(SETTINGS, &lent(&typed)).await;
    assert!(!policy_of(&test).await.may_show_again);
    let workspace = test.workspace.id;
    let again = test.in_office(move |u| {
        let actor = phoneclock::service::audit::Actor::at_the_machine(workspace);
        let known = policy::get(u.tx, workspace)?.ok_or(policy::PolicyError::NeverActivated)?;
        let on = policy::KioskSettings { may_show_again: true, ..policy::KioskSettings::from(&known) };
        policy::set(u, &actor, &on, None)
    });
    assert!(matches!(again.await, Err(policy::PolicyError::HiddenForGood)));
    admin.submit(&format!("{HERE}/deactivate"), &[]).await;
    admin.submit(&format!("{HERE}/activate"), &[]).await;
    assert!(!policy_of(&test).await.may_show_again);
}

#[tokio::test]
async fn of_two_who_save_the_slower_one_sees_what_the_faster_one_has_saved() {
    let (test, mut admin) = activated().await;
    let stale = fields(&mut admin, &[("sign_in_by_pin", "on")]).await;
    let mut other = test.browser(Role::Owner).await;
    let faster = fields(&mut other, &[("renew_after_months", "6")]).await;
    other.submit(SETTINGS, &lent(&faster)).await;
    let page = admin.post(SETTINGS, &lent(&stale)).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.text().contains("renewed after months: 6"), "{}", page.text());
    page.says("name=\"sign_in_by_pin\" value=\"on\" checked");
    assert!(!policy_of(&test).await.sign_in_by_pin);
    let version = page.value("expected_version");
    let again: Vec<_> = lent(&stale).into_iter().filter(|(name, _)| *name != "expected_version").collect();
    admin.submit(SETTINGS, &[again, vec![("expected_version", version.as_str())]].concat()).await;
    let saved = policy_of(&test).await;
    assert_eq!((saved.sign_in_by_pin, saved.renew_after_months), (true, Some(12)));
}

#[tokio::test]
async fn the_page_says_what_a_length_means_for_so_many_people() {
    let (test, mut admin) = activated().await;
    add_kiosk(&mut admin, "Gate").await;
    for number in 0..51 {
        add(&test, details(&format!("Worker {number}"))).await;
    }
    let page = admin.get(SETTINGS).await;
    let text = page.text();
    assert!(text.contains("with 51 people, 1 kiosk, 1 device"), "{text}");
    assert!(text.contains("7 digits – – 0.011 up to 200 people For 51 people"), "{text}");
    assert!(text.contains("4 digits 0.15 0.15 11 –"), "{text}");
    let typed = fields(&mut admin, &[("method", "pin alone")]).await;
    let page = admin.post(SETTINGS, &lent(&typed)).await;
    assert!(page.text().contains("A PIN alone of 6 digits is short for 51 people"), "{}", page.text());
    let typed = fields(&mut admin, &[("method", "number and pin")]).await;
    let page = admin.post(SETTINGS, &lent(&typed)).await;
    assert!(page.text().contains("51 people have no employee number, and will not be found."), "{}", page.text());
}
