//! Confirm it is you: the password once more, good for ten minutes.

use jiff::SignedDuration;
use phoneclock::domain::{ids::KioskCodeId, user::Role};
use reqwest::StatusCode;

use crate::support::{TestGateway, browser::PASSWORD};

const KIOSKS: &str = "/time-tracking/kiosks";
const INVITED: [(&str, &str); 3] = [("name", "Ana <Torres>"), ("email", "ana@example.com"), ("role", "admin")];

#[tokio::test]
async fn what_is_about_users_asks_for_the_password_again_ten_minutes_after_it_was_typed() {
    let test = TestGateway::start().await;
    let (mut owner, user) = test.signed_in(Role::Owner).await;
    let page = format!("/users/{}", user.id);
    test.advance(SignedDuration::from_mins(10));
    owner.get(&page).await.is(200).says("May sign in");
    test.advance(SignedDuration::from_secs(1));
    let asked = owner.get(&page).await;
    assert_eq!(asked.is(303).to(), Some(format!("/confirm?next=%2Fusers%2F{}", user.id).as_str()));
    let asked = owner.get(asked.to().unwrap()).await;
    asked.is(200).says("Confirm it is you");
    owner.confirm(&asked, "another password").await.is(200).says("The current password is not right.");
    assert_eq!(owner.confirm(&asked, PASSWORD).await.is(303).to(), Some(page.as_str()));
    test.advance(SignedDuration::from_mins(10));
    owner.get(&page).await.is(200).says("May sign in");
    owner.get("/users").await.is(200);
}

#[tokio::test]
async fn a_form_that_was_sent_too_late_is_kept_until_the_password_has_come() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    test.advance(SignedDuration::from_mins(11));
    let asked = owner.post("/users", &INVITED).await;
    asked.is(200).says("Confirm it is you");
    assert_eq!(asked.value("name"), "Ana <Torres>");
    assert_eq!(test.count("web_user").await, 1, "nothing is done yet");

    let again = owner.confirm(&asked, "another password").await;
    again.is(200).says("The current password is not right.");
    assert_eq!((again.value("name").as_str(), again.value("email").as_str()), ("Ana <Torres>", "ana@example.com"));
    let sent = owner.confirm(&again, PASSWORD).await;
    assert_eq!((sent.status, sent.to()), (StatusCode::TEMPORARY_REDIRECT, Some("/users")));
    // A browser sends the same body there.
    let fields = [&INVITED[..], &[("confirm_password", PASSWORD), ("confirm_next", "/users")]].concat();
    owner.submit("/users", &fields).await.says("Ana &#60;Torres&#62; is invited");
}

#[tokio::test]
async fn neither_a_password_nor_a_pin_is_kept_by_the_page_that_asks() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    test.advance(SignedDuration::from_mins(11));
    let secrets =
        [("password", "one-secret"), ("current", "one-secret"), ("pin", "one-secret"), ("again", "one-secret")];
    let asked = owner.post("/users", &[&INVITED[..], &secrets, &[("confirm_password", "one-secret")]].concat()).await;
    asked.is(200).says("ana@example.com").says_nothing_of("one-secret");
}

#[tokio::test]
async fn exports_and_pins_ask_too() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let manage = format!("/time-tracking/phone-clocking/{}", maria.id);
    admin.get(&manage).await.is(200).says("The same PIN again");
    test.advance(SignedDuration::from_mins(11));
    let page = admin.get(&manage).await;
    page.is(200).says("Confirm it is you").says_nothing_of("The same PIN again");
    let ask = page.link("/confirm?next=").unwrap();
    let set = admin.post(&format!("{manage}/set-pin"), &[("pin", "60284"), ("again", "60284")]).await;
    assert!(set.is(303).to().unwrap().starts_with("/confirm?next="), "{set:?}");
    admin.post("/exports", &[("profile", "none"), ("from", "2026-11-09")]).await.is(200).says("Confirm it is you");

    let asked = admin.get(&ask).await;
    assert_eq!(admin.confirm(&asked, PASSWORD).await.is(303).to(), Some(manage.as_str()));
    admin.submit(&format!("{manage}/set-pin"), &[("pin", "60284"), ("again", "60284")]).await.says("The PIN is set.");
    admin.post("/exports", &[("profile", "none"), ("from", "2026-11-09")]).await.is(404);
}

#[tokio::test]
async fn whatever_lets_a_device_in_or_out_asks_too() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let device = test.device(&kiosk).await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let (its, code) = (format!("{KIOSKS}/devices/{}", device.id), KioskCodeId::from_bytes([7; 16]));
    let forms = [
        (format!("{KIOSKS}/{}/connect", kiosk.id), vec![]),
        (format!("{KIOSKS}/codes/{code}/approve"), vec![("name", "Tablet")]),
        (format!("{KIOSKS}/approve-this-device"), vec![("name", "Tablet"), ("key", "of a browser")]),
        (format!("{its}/rename"), vec![("name", "Gate")]),
        (format!("{its}/revoke"), vec![]),
        (format!("{its}/delete"), vec![]),
    ];
    test.advance(SignedDuration::from_mins(11));
    for (path, fields) in &forms {
        let asked = admin.post(path, fields).await;
        asked.is(200).says("Confirm it is you");
        for (name, value) in fields {
            assert_eq!(asked.value(name), *value, "{path}");
        }
        assert_eq!(asked.value("confirm_next"), *path);
    }
    let devices = "SELECT name || ' ' || status FROM kiosk_device";
    assert_eq!(test.column::<String>(devices).await, ["Tablet at Front door active"], "nothing is done yet");

    let (path, fields) = &forms[3];
    let asked = admin.post(path, fields).await;
    assert_eq!(admin.confirm(&asked, PASSWORD).await.is(307).to(), Some(path.as_str()));
    admin.submit(path, fields).await.says("The device is called Gate.");
    admin.submit(&forms[4].0, &[]).await.says("Gate is revoked");
}

#[tokio::test]
async fn five_wrong_passwords_end_the_session_and_those_of_the_account_page_count_with_them() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let asked = owner.get("/confirm").await;
    let new = "four other words now";
    owner.post("/account/password", &[("current", "wrong"), ("password", new), ("again", new)]).await.is(200);
    for _ in 0..3 {
        owner.confirm(&asked, "wrong").await.is(200).says("The current password is not right.");
    }
    let out = owner.confirm(&asked, "wrong").await;
    assert_eq!(out.is(303).to(), Some("/sign-in"));
    owner.get("/sign-in").await.says("The current password was wrong too often");
    assert!(owner.get("/users").await.is(303).to().unwrap().starts_with("/sign-in"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site_and_no_form_is_taken_without_its_token() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let fields = [("confirm_next", next), ("confirm_password", PASSWORD)];
        assert_eq!(owner.post("/confirm", &fields).await.is(303).to(), Some("/"), "{next}");
        let sends = [&fields[..], &[("confirm_sends", "yes")]].concat();
        assert_eq!(owner.post("/confirm", &sends).await.is(307).to(), Some("/"), "{next}");
    }
    test.advance(SignedDuration::from_mins(11));
    owner.post_bare("/confirm", &[("confirm_password", PASSWORD)]).await.is(403);
    owner.post_bare("/users", &INVITED).await.is(403).says("This form is out of date");
    assert!(owner.get("/confirm?next=%2Fusers").await.value("confirm_next") == "/users");
}

#[tokio::test]
async fn the_made_up_users_of_a_demo_are_asked_for_no_password() {
    let test = TestGateway::start().await;
    let mut visitor = test.browser(Role::Owner).await;
    test.advance(SignedDuration::from_mins(60));
    let users = visitor.get("/users").await;
    let user = users.is(200).link("/users/").unwrap();
    visitor.get(&user).await.is(200).says("May sign in");
    visitor.submit("/users", &INVITED).await.says("is invited");
    test.write("UPDATE web_session SET confirmed_at = NULL").await;
    assert!(visitor.get(&user).await.is(303).to().unwrap().starts_with("/confirm"), "begun by no password and no demo");
}
