//! Whoever has lost phone and recovery codes: owners and the command line let them in again.

use phoneclock::domain::user::Role;

use super::CODE_PAGE;
use crate::support::{
    TestGateway,
    browser::{Browser, OWNER, PASSWORD},
};

#[tokio::test]
async fn an_owner_resets_the_second_factor_of_somebody_else() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let (mut admin, user) = test.signed_in(Role::Admin).await;
    let (app, _) = test.set_up_app(&mut admin).await;
    let mut waiting = Browser::nobody(&test);
    waiting.sign_in(user.email.as_str(), PASSWORD).await.is(303);

    let page = format!("/users/{}", user.id);
    let reset = format!("{page}/reset-second-factor");
    owner.get(&page).await.is(200).says("Reset second factor");
    admin.post(&reset, &[]).await.is(403);
    let done = owner.submit(&reset, &[]).await;
    done.is(200).says("The second factor of The admin is gone, and they are signed out everywhere.");
    owner.get(&page).await.is(200).says_nothing_of("Reset second factor");
    assert!(admin.get("/account").await.is(303).to().unwrap().starts_with("/sign-in"));
    waiting.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(200).says("Sign in again");
    admin.sign_in(user.email.as_str(), PASSWORD).await.is(303);
    admin.get("/account").await.is(200).says("Set up a second factor");
    assert!(test.acts().await.contains(&"reset second factor".to_owned()));

    owner.submit(&reset, &[]).await.says("Nothing was changed: there is no second factor.");
    let nobody = phoneclock::domain::ids::UserId::generate(&test.store.ids());
    owner.post(&format!("/users/{nobody}/reset-second-factor"), &[]).await.is(404);
}

#[tokio::test]
async fn an_owner_of_another_workspace_resets_nothing() {
    let test = TestGateway::start().await;
    test.owner_with_app().await;
    let other = crate::access::other_workspace(&test).await;
    let (mut stranger, _) = test.signed_in_to(other, Role::Owner).await;
    let id = test.user_id(OWNER).await;
    stranger.post(&format!("/users/{id}/reset-second-factor"), &[]).await.is(404);
    assert_eq!(test.count("second_factor").await, 1);
}
