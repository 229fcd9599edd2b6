//! A workspace that asks owners and admins for a second factor: they are led to set one up, with no way around.

use phoneclock::{
    domain::{ids::DeviceId, user::Role},
    service::access::{AccountError, WebSession, actor_of},
};

use super::{ACCOUNT_PAGE, App, CODE_PAGE, recovery_codes};
use crate::{
    settings,
    support::{
        TestGateway,
        browser::{Browser, OWNER, PASSWORD},
    },
};

impl TestGateway {
    async fn ask_for_second_factors(&self, owner: &mut Browser) {
        let shown = owner.get("/settings").await.value("expected_version");
        owner
            .submit("/settings", &settings::form(&shown, &[("second_factor", "on")]))
            .await
            .says("The settings are saved.");
    }
}

#[tokio::test]
async fn an_owner_without_one_sets_it_up_at_the_next_sign_in_and_is_nowhere_before() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.ask_for_second_factors(&mut owner).await;
    owner.get("/settings").await.is(200).says("id=\"second_factor\" name=\"second_factor\" value=\"on\" checked");
    let records: Vec<String> = test.column("SELECT after FROM audit_record WHERE action = 'change settings'").await;
    assert_eq!(records, ["{\"second_factor\":true}"]);

    let mut browser = test.half_way().await;
    for page in ["/account", "/users", "/settings", ACCOUNT_PAGE] {
        assert!(browser.get(page).await.is(303).to().unwrap().starts_with("/sign-in"), "{page}");
    }
    let page = browser.get("/sign-in/code?next=%2Fusers").await;
    page.is(200).says("Your workspace asks owners and admins for a second factor");
    let app = App::scanning(&page);
    for _ in 0..7 {
        let wrong = browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test)), ("next", "/users")]).await;
        wrong.is(200).says("see that your phone sets its clock by itself");
        assert_eq!(App::scanning(&wrong).code(&test), app.code(&test));
    }
    browser.post(CODE_PAGE, &[("recovery", "abcde-fghjk")]).await.is(200);
    let done = browser.post(CODE_PAGE, &[("code", &app.code(&test)), ("next", "/users")]).await;
    let codes = recovery_codes(done.is(200));
    assert_eq!((codes.len(), done.link("href=\"/users\"")), (10, Some("/users".to_owned())));
    browser.get("/users").await.is(200);

    test.next_code();
    let mut again = test.half_way().await;
    again.get(CODE_PAGE).await.is(200).says_nothing_of("class=\"key\"");
    again.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(303);
}

#[tokio::test]
async fn a_reset_by_mail_and_an_invitation_are_no_way_around() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.ask_for_second_factors(&mut owner).await;
    let mut browser = Browser::nobody(&test);
    let new = "four other words now";
    let link = test.reset_link(OWNER).await;
    let page = browser.post(&link, &[("password", new), ("again", new)]).await;
    assert_eq!(page.is(303).to(), Some("/sign-in/code?next=%2F"));
    assert!(browser.session().is_none());
    browser.get(CODE_PAGE).await.says("Set up a second factor");
}

#[tokio::test]
async fn managers_and_payroll_are_not_asked_and_removing_it_leads_to_setting_it_up_again() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.ask_for_second_factors(&mut owner).await;
    for role in [Role::Manager, Role::Payroll] {
        test.signed_in(role).await;
    }
    let (app, _) = test.set_up_app(&mut owner).await;
    owner.get(ACCOUNT_PAGE).await.says("Your workspace asks owners and admins for one");
    let proof = [("current", PASSWORD), ("code", &app.code(&test))];
    owner.submit(&format!("{ACCOUNT_PAGE}/remove"), &proof).await.is(200);
    test.half_way().await.get(CODE_PAGE).await.says("Set up a second factor");
}

#[tokio::test]
async fn somebody_who_becomes_admin_is_asked_at_the_next_sign_in() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.ask_for_second_factors(&mut owner).await;
    let (_, user) = test.signed_in(Role::Manager).await;
    let admin = [("name", user.name.as_str()), ("role", "admin"), ("active", "yes")];
    owner.post(&format!("/users/{}", user.id), &admin).await.is(303);
    let page = Browser::nobody(&test).sign_in(user.email.as_str(), PASSWORD).await;
    assert_eq!(page.is(303).to(), Some("/sign-in/code?next=%2F"));
}

#[tokio::test]
async fn a_pin_on_a_shared_device_is_no_way_around() {
    let test = TestGateway::start().await;
    let (_, user) = test.signed_in(Role::Owner).await;
    let session = test.sessions(test.workspace.id, None).await.remove(0);
    // As one that was begun by PIN.
    let session = WebSession { device: Some(DeviceId::from_bytes([7; 16])), confirmed_at: None, ..session };
    let actor = actor_of(&user, "here");
    let confirm = async || test.sign_in.confirm(actor.clone(), session.clone(), (PASSWORD.into(), None)).await;
    confirm().await.unwrap();
    test.write("UPDATE workspace SET second_factor = 1").await;
    let refused = confirm().await.unwrap_err();
    assert!(matches!(refused, AccountError::SecondFactorAsked), "{refused}");
}
