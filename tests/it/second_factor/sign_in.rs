//! Signing in with a code: which codes count, how often, and what it costs to guess.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::{App, CODE_PAGE};
use crate::support::{
    TestGateway,
    browser::{Browser, OWNER, PASSWORD},
};

const WRONG: &str = "That code is not right";

impl TestGateway {
    /// One sign-in with a password and one code; whether it was let in.
    async fn lets_in_with(&self, code: &str) -> bool {
        let mut browser = self.half_way().await;
        let page = browser.post(CODE_PAGE, &[("code", code)]).await;
        assert_eq!(page.status == 303, browser.session().is_some(), "{}", page.body);
        browser.session().is_some()
    }
}

#[tokio::test]
async fn a_password_alone_opens_nothing_and_the_code_leads_to_where_one_was_going() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    let mut browser = Browser::nobody(&test);
    let csrf = browser.get("/sign-in?next=%2Fusers").await.value("csrf");
    let typed = [("email", OWNER), ("password", PASSWORD), ("next", "/users"), ("csrf", &csrf)];
    let asked = browser.post_bare("/sign-in", &typed).await;
    assert_eq!(asked.is(303).to(), Some("/sign-in/code?next=%2Fusers"));
    let cookie = asked.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
    let [cookie] = cookie[..] else { panic!("{cookie:?}") };
    assert!(cookie.starts_with("__Host-phoneclock_half_way=") && cookie.contains("; HttpOnly"), "{cookie}");
    assert!(cookie.contains("; Secure") && cookie.contains("; SameSite=Lax") && cookie.ends_with("; Max-Age=900"));
    assert!(browser.get("/users").await.is(303).to().unwrap().starts_with("/sign-in"));

    let page = browser.get("/sign-in/code?next=%2Fusers").await;
    page.is(200).says("one-time-code").says_nothing_of("class=\"key\"");
    assert_eq!(page.value("next"), "/users");
    browser.post_bare(CODE_PAGE, &[("code", &app.code(&test))]).await.is(403).says("This form is out of date");
    let page = browser.post(CODE_PAGE, &[("code", &app.code(&test)), ("next", "/users")]).await;
    assert_eq!(page.is(303).to(), Some("/users"));
    assert!(browser.cookie("phoneclock_half_way").is_none());
    browser.get("/users").await.is(200);
    let page = browser.post(CODE_PAGE, &[("code", &app.code(&test)), ("next", "https://evil.example")]).await;
    page.is(200).says("Sign in again");
}

#[tokio::test]
async fn each_code_counts_once_and_a_phones_clock_may_be_off_by_one_step() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    for (ahead, lets_in) in [(-60, false), (60, false), (-3_600, false), (30, true)] {
        assert_eq!(test.lets_in_with(&app.code_ahead(&test, ahead)).await, lets_in, "{ahead}");
    }
    assert!(!test.lets_in_with(&app.code_ahead(&test, 30)).await, "the same once more");
    assert!(!test.lets_in_with(&app.code(&test)).await, "one of before");
    test.next_code();
    assert!(!test.lets_in_with(&app.code(&test)).await, "the same, while it is shown");
    test.next_code();
    assert!(test.lets_in_with(&app.code_ahead(&test, 0)).await);
    test.next_code();
    test.next_code();
    assert!(test.lets_in_with(&app.code_ahead(&test, -30)).await);
}

#[tokio::test]
async fn a_code_of_somebody_else_and_what_is_no_code_lets_nobody_in() {
    let test = TestGateway::start().await;
    let (_, app, codes) = test.owner_with_app().await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let (admins, admins_codes) = test.set_up_app(&mut admin).await;
    let spelled: String =
        app.code(&test).chars().map(|digit| char::from_u32(0xff10 - 0x30 + digit as u32).unwrap()).collect();
    let theirs = admins.code(&test);
    for text in
        [theirs.as_str(), &admins_codes[0], &spelled, "", " ", "\0", "000000000000", &"9".repeat(9_000), &codes[0][1..]]
    {
        assert!(!test.lets_in_with(text).await, "{text}");
        test.advance(SignedDuration::from_mins(16));
    }
    assert!(test.lets_in_with(&app.code(&test)).await);
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let test = TestGateway::start().await;
    let (_, _, codes) = test.owner_with_app().await;
    for typed in [codes[0].clone(), codes[1].to_uppercase(), codes[2].replace('-', "  ")] {
        let mut browser = test.half_way().await;
        browser.post(CODE_PAGE, &[("recovery", &typed)]).await.is(303);
        browser.get(super::ACCOUNT_PAGE).await.is(200);
        let mut again = test.half_way().await;
        again.post(CODE_PAGE, &[("recovery", &typed)]).await.is(200).says(WRONG);
    }
    assert!(test.lets_in_with(&codes[3]).await, "in the other field, too");
    let mut browser = test.half_way().await;
    browser.post(CODE_PAGE, &[("recovery", &codes[4])]).await.is(303);
    browser.get(super::ACCOUNT_PAGE).await.says("5 left");
}

#[tokio::test]
async fn five_wrong_codes_end_the_sign_in_and_it_ends_by_itself_after_a_quarter_of_an_hour() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    let mut browser = test.half_way().await;
    for _ in 0..4 {
        browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await.is(200).says(WRONG);
    }
    let over = browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await;
    over.is(200).says("Sign in again");
    assert!(test.acts().await.contains(&"end sign-in after wrong codes".to_owned()));

    test.advance(SignedDuration::from_mins(16));
    let mut browser = test.half_way().await;
    let kept = browser.clone();
    test.advance(SignedDuration::from_mins(15));
    browser.get(CODE_PAGE).await.is(200).says("Sign in again");
    let over = browser.post(CODE_PAGE, &[("code", &app.code(&test))]).await;
    over.is(200).says("Sign in again");
    let mut kept = kept;
    kept.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(200).says("Sign in again");
    assert!(kept.session().is_none());
}

#[tokio::test]
async fn codes_are_counted_with_passwords_so_signing_in_again_begins_no_new_count() {
    let test = TestGateway::start().await;
    let (_, app, codes) = test.owner_with_app().await;
    // Each password counts until its code is right, and each code: one and five, one and three.
    let mut browser = test.half_way().await;
    for _ in 0..5 {
        browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await;
    }
    let mut browser = test.half_way().await;
    for _ in 0..3 {
        browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await.is(200).says(WRONG);
    }
    browser.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(200).says(WRONG);
    let refused = Browser::nobody(&test).sign_in(OWNER, PASSWORD).await;
    refused.is(200).says("That email address and password do not match, or there were too many tries");
    assert_eq!(test.count("failed_password").await, 10);

    test.advance(SignedDuration::from_mins(16));
    let mut browser = test.half_way().await;
    browser.post(CODE_PAGE, &[("recovery", &codes[0])]).await.is(303);
    assert_eq!(test.count("failed_password").await, 0, "a right code ends the count");
}

#[tokio::test]
async fn after_thirty_wrong_codes_in_a_day_only_recovery_codes_are_looked_at() {
    let test = TestGateway::start().await;
    let (_, app, codes) = test.owner_with_app().await;
    for _ in 0..6 {
        let mut browser = test.half_way().await;
        for _ in 0..5 {
            browser.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await;
        }
        test.advance(SignedDuration::from_mins(16));
    }
    assert!(!test.lets_in_with(&app.code(&test)).await, "however right it is");
    test.advance(SignedDuration::from_mins(16));
    assert!(test.lets_in_with(&codes[0]).await);
    assert!(!test.lets_in_with(&app.code(&test)).await);
    test.advance(SignedDuration::from_hours(24));
    test.work_for(SignedDuration::from_hours(1)).await;
    assert!(test.lets_in_with(&app.code(&test)).await, "the next day");
}

#[tokio::test]
async fn a_known_browser_has_its_own_count_for_codes_too() {
    let test = TestGateway::start().await;
    let (mut owner, app, _) = test.owner_with_app().await;
    for _ in 0..2 {
        let mut stranger = test.half_way().await;
        for _ in 0..4 {
            stranger.post(CODE_PAGE, &[("code", &app.wrong_code(&test))]).await.is(200);
        }
    }
    Browser::nobody(&test).sign_in(OWNER, PASSWORD).await.is(200).says("too many tries");
    owner.post("/sign-out", &[]).await.is(303);
    owner.sign_in(OWNER, PASSWORD).await.is(303);
    owner.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(303);
    owner.get("/account").await.is(200);
}

#[tokio::test]
async fn a_browser_is_known_only_once_the_code_was_right() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    let mut browser = test.half_way().await;
    assert!(browser.cookie("phoneclock_browser").is_none());
    browser.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(303);
    assert!(browser.cookie("phoneclock_browser").is_some());
}

#[tokio::test]
async fn a_new_password_a_deactivation_and_another_browser_end_what_waits_for_a_code() {
    let test = TestGateway::start().await;
    let (mut owner, app, _) = test.owner_with_app().await;
    let mut waiting = test.half_way().await;
    let mut elsewhere = Browser::nobody(&test);
    let page = elsewhere.post(CODE_PAGE, &[("code", &app.code(&test))]).await;
    page.is(200).says("Sign in again");
    elsewhere.cookies.insert("__Host-phoneclock_half_way".to_owned(), "A".repeat(43));
    elsewhere.get(CODE_PAGE).await.is(200).says("Sign in again");
    elsewhere.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(200).says("Sign in again");

    let new = "four other words now";
    owner.post("/account/password", &[("current", PASSWORD), ("password", new), ("again", new)]).await.is(303);
    let page = waiting.post(CODE_PAGE, &[("code", &app.code(&test))]).await;
    page.is(200).says("Sign in again");
    assert!(waiting.session().is_none());

    let (mut admin, user) = test.signed_in(Role::Admin).await;
    let (admins, _) = test.set_up_app(&mut admin).await;
    let mut waiting = Browser::nobody(&test);
    waiting.sign_in(user.email.as_str(), PASSWORD).await.is(303);
    let gone = [("name", user.name.as_str()), ("role", "admin"), ("active", "no")];
    owner.post(&format!("/users/{}", user.id), &gone).await.is(303);
    let page = waiting.post(CODE_PAGE, &[("code", &admins.code(&test))]).await;
    page.is(200).says("Sign in again");
}

#[tokio::test]
async fn a_reset_by_mail_goes_by_the_second_factor_as_well() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    let link = test.reset_link(OWNER).await;
    let mut browser = Browser::nobody(&test);
    let new = "four other words now";
    let page = browser.post(&link, &[("password", new), ("again", new)]).await;
    assert_eq!(page.is(303).to(), Some("/sign-in/code?next=%2F"));
    assert!(browser.session().is_none());
    browser.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(303);
    browser.get("/account").await.is(200);
}

#[tokio::test]
async fn confirming_asks_for_a_code_as_well_and_a_session_counts_as_confirmed_for_ten_minutes() {
    let test = TestGateway::start().await;
    let (_, app, codes) = test.owner_with_app().await;
    let mut owner = test.half_way().await;
    owner.post(CODE_PAGE, &[("code", &app.code(&test))]).await.is(303);
    let page = format!("/users/{}", test.user_id(OWNER).await);
    test.advance(SignedDuration::from_mins(9));
    owner.get(&page).await.is(200);
    test.advance(SignedDuration::from_mins(2));
    let asked = owner.get(owner.clone().get(&page).await.is(303).to().unwrap()).await;
    asked.is(200).says("and a code");
    let next = ("confirm_next", page.as_str());
    let wrong = "The password or the code is not right";
    owner.post("/confirm", &[next, ("confirm_password", PASSWORD)]).await.is(200).says(wrong);
    owner.post("/confirm", &[next, ("confirm_password", "no"), ("confirm_code", &app.code(&test))]).await.says(wrong);
    owner.post("/confirm", &[next, ("confirm_password", PASSWORD), ("confirm_code", &app.code(&test))]).await.is(303);
    owner.get(&page).await.is(200);
    test.advance(SignedDuration::from_mins(11));
    owner.post("/confirm", &[next, ("confirm_password", PASSWORD), ("confirm_recovery", &codes[0])]).await.is(303);
    owner.get(&page).await.is(200);
}

#[tokio::test]
async fn a_clock_that_jumps_keeps_nobody_out_and_takes_no_code_twice() {
    let test = TestGateway::start().await;
    let (_, app, _) = test.owner_with_app().await;
    // The phone knows the time: it is the gateway's clock that is wrong.
    test.jump(SignedDuration::from_hours(365 * 24));
    let real = -365 * 24 * 3_600;
    assert!(test.lets_in_with(&app.code_ahead(&test, real)).await);
    assert!(!test.lets_in_with(&app.code_ahead(&test, real)).await);
    test.next_code();
    assert!(test.lets_in_with(&app.code(&test)).await, "by the clock as it is");
    test.jump(SignedDuration::from_hours(-365 * 24));
    test.next_code();
    assert!(test.lets_in_with(&app.code(&test)).await, "and when it is right again");
}

#[tokio::test]
async fn the_same_code_sent_twice_at_once_begins_one_session() {
    let test = TestGateway::start().await;
    let (_, app, codes) = test.owner_with_app().await;
    for typed in [app.code(&test), codes[0].clone()] {
        let (mut one, mut other) = (test.half_way().await, test.half_way().await);
        let (fields, others) = ([("code", typed.as_str())], [("code", typed.as_str())]);
        futures::future::join(one.post(CODE_PAGE, &fields), other.post(CODE_PAGE, &others)).await;
        assert_ne!(one.session().is_some(), other.session().is_some());
    }
}

#[tokio::test]
async fn an_app_of_another_key_file_shows_other_codes() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let page = owner.submit(super::ACCOUNT_PAGE, &[]).await;
    let app = App::scanning(&page);
    test.write("UPDATE second_factor SET id = randomblob(16)").await;
    let other = App::scanning(&owner.get(super::ACCOUNT_PAGE).await);
    assert_ne!(app.code(&test), other.code(&test), "it follows from the id, too");
}
