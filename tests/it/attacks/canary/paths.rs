//! The paths that secrets go, each tried wrongly before it is tried rightly.

use std::fs;

use jiff::SignedDuration;
use phoneclock::domain::setup_code::SetupCode;

use super::{Canary, LIST, PASSWORDS, PHONES, PINS, kiosks::confirmed};
use crate::support::{
    browser::{Browser, Page},
    by_hand::{Call, RING, form, request},
};

/// The first owner, a forgotten password, a changed one, a guest: every way to a password and a session.
pub(super) async fn passwords(canary: &mut Canary) -> Browser {
    let token = canary.test.first_owner_link().await;
    canary.secrets.push(("the first owner's link", token.expose().to_owned()));
    let workspace = canary.test.workspace.id.to_string();
    let mut owner = Browser::nobody(&canary.test);
    let welcome = format!("/welcome/{}", token.expose());
    owner.get(&welcome).await.is(200);
    for (password, again) in [(PASSWORDS[0], PASSWORDS[4]), (PASSWORDS[5], PASSWORDS[5]), (PASSWORDS[0], PASSWORDS[0])]
    {
        let typed = [
            ("name", "Olive Owner"),
            ("email", "owner@example.com"),
            ("workspace", workspace.as_str()),
            ("password", password),
            ("again", again),
        ];
        owner.post(&welcome, &typed).await;
    }
    owner.get("/account").await.is(200);
    owner.get(&welcome).await.says("This link has been used");
    canary.keep_cookies(&owner);

    let mut stranger = Browser::nobody(&canary.test);
    stranger.sign_in("owner@example.com", PASSWORDS[3]).await.is(200);
    stranger.sign_in("nobody@example.com", PASSWORDS[0]).await.is(200);
    stranger.post_bare("/sign-in", &[("email", "owner@example.com"), ("password", PASSWORDS[0])]).await.is(403);
    stranger.post("/sign-in", &[("email", "owner@example.com"), ("pass", PASSWORDS[0])]).await;
    canary.keep_cookies(&stranger);

    stranger.post("/forgotten", &[("email", "owner@example.com")]).await.is(200);
    canary.until("mail", 1).await;
    let reset = canary.next_link().await;
    let again = [("password", PASSWORDS[1]), ("again", PASSWORDS[1])];
    stranger.post(&reset, &[("password", PASSWORDS[1]), ("again", PASSWORDS[4])]).await.is(200);
    stranger.post(&reset, &again).await.is(303);
    stranger.post(&reset, &again).await.says("This link has been used");
    canary.keep_cookies(&stranger);

    let changed = [("current", PASSWORDS[3]), ("password", PASSWORDS[0]), ("again", PASSWORDS[0])];
    stranger.post("/account/password", &changed).await.is(200);
    stranger.submit("/users", &[("name", "Gus Guest"), ("email", "gus@example.com"), ("role", "admin")]).await.is(200);
    let invitation = canary.next_link().await;
    let mut guest = Browser::nobody(&canary.test);
    guest.post(&invitation, &[("password", PASSWORDS[2]), ("again", PASSWORDS[2])]).await.is(303);
    canary.keep_cookies(&guest);
    guest
}

/// Somebody with this phone, as an admin adds them.
async fn add(admin: &mut Browser, name: &str, phone: &str) -> (String, Page) {
    let id = admin.get("/employees/new").await.value("id");
    let email = format!("{}@example.com", name.to_lowercase());
    let typed = [
        ("id", id.as_str()),
        ("name", name),
        ("number", ""),
        ("email", &email),
        ("phone", phone),
        ("language", "en"),
        ("time_zone", ""),
        ("voice_check", ""),
    ];
    let page = admin.post("/employees/new", &typed).await;
    (id, page)
}

/// Every way to a PIN, each tried wrongly first.
pub(super) async fn pins(canary: &mut Canary, admin: &mut Browser) -> String {
    add(admin, "Wrong", &format!("+1{}x", PHONES[4])).await.1.is(422);
    let (ana, page) = add(admin, "Ana", &format!("+1{}", PHONES[0])).await;
    page.is(303);
    let list = format!("name,phone\nBo,+1{}x\nCy,+1{}\n", PHONES[2], PHONES[2]);
    let csrf = admin.csrf();
    admin.upload("/employees/import", Some(&csrf), "people.csv", list.as_bytes()).await.is(303);

    let by_hand = format!("{LIST}/{ana}/set-pin");
    for (pin, again) in [(PINS[0], PINS[4]), (PINS[5], PINS[5]), (PINS[6], PINS[6])] {
        admin.post(&by_hand, &[("pin", pin), ("again", again)]).await.is(200);
    }
    admin.post_bare(&by_hand, &[("pin", PINS[0]), ("again", PINS[0])]).await.is(403);
    admin.post(&by_hand, &[("pin", PINS[0]), ("again", PINS[0])]).await.is(303);

    // A mail that cannot be written at first.
    let (outbox, aside) = (canary.outbox(), canary.test.dir.path().join("outbox-aside"));
    fs::rename(&outbox, &aside).unwrap();
    fs::write(&outbox, "in the way").unwrap();
    admin.post(&format!("{LIST}/{ana}/email-link"), &[]).await.is(303);
    canary.test.work().await;
    fs::remove_file(&outbox).unwrap();
    fs::rename(&aside, &outbox).unwrap();
    canary.test.work_for(SignedDuration::from_mins(90)).await;
    let link = canary.next_link().await;
    let mut phone = Browser::nobody(&canary.test);
    phone.get(&link).await.is(200);
    let typed = [("pin", PINS[1]), ("again", PINS[1])];
    phone.post_bare(&link, &typed).await.is(403);
    phone.submit(&link, &[("pin", PINS[1]), ("again", PINS[4])]).await.is(200);
    phone.submit(&link, &[("pin", PINS[5]), ("again", PINS[5])]).await.is(200);
    phone.submit(&link, &typed).await.says("You are ready");
    phone.post(&link, &typed).await;
    phone.get(&format!("{link}x")).await;
    canary.keep_cookies(&phone);
    canary.keep_cookies(admin);

    let code = card_code(canary, admin, &ana).await;
    let mut guess = code.clone();
    guess = (0..1_000_000)
        .map(|n| format!("{}{n:06}", &guess[..6]))
        .find(|n| *n != code && SetupCode::parse(n).is_ok())
        .unwrap();
    canary.secrets.push(("a guessed code", guess.clone()));
    phone.submit("/setup", &[("code", &guess)]).await.says("does not work");
    phone.submit("/setup", &[("code", &code), ("pin", PINS[2]), ("again", PINS[2])]).await.says("You are ready");

    let code = card_code(canary, admin, &ana).await;
    let caller = format!("+1{}", PHONES[1]);
    let [refused, new, other] = [PINS[5], PINS[3], PINS[4]];
    canary.test.call(&caller, &format!("{guess}#,{code}#,{refused}#,{new}#,{other}#,{new}#,{new}#")).await;
    let id: Vec<String> = canary.test.column("SELECT digits FROM phone_clock_id WHERE retired_at IS NULL").await;
    id[0].clone()
}

/// A card's code, as it is printed and as it is keyed.
async fn card_code(canary: &mut Canary, admin: &mut Browser, employee: &str) -> String {
    let card = confirmed(admin, &format!("{LIST}/{employee}/code"), &[]).await;
    let printed = card.is(200).body.split("<strong class=\"big\">").nth(1).unwrap()[..14].to_owned();
    let keyed = printed.replace(' ', "");
    canary.secrets.extend([("a printed code", printed), ("a code", keyed.clone())]);
    keyed
}

/// Good calls, wrong PINs, and webhooks that are refused, cannot be read, or come again.
pub(super) async fn calls(canary: &Canary, id: &str) {
    let (test, caller) = (&canary.test, format!("+1{}", PHONES[1]));
    test.advance(SignedDuration::from_mins(20));
    test.call(&caller, &format!("{id}#,{}#,{id}#,{}#", PINS[4], PINS[6])).await;
    test.call(&caller, &format!("{id}#,{}#", PINS[3])).await;
    let unsigned = format!("+1{}", PHONES[3]);
    let body = form(&[("From", &unsigned), ("Digits", PINS[3]), ("CallSid", "CA1")]);
    assert_eq!(test.send(&request("POST", RING, Some("bm8="), &body)).await.status, 403);
    let mut call = Call::ring(test, &caller).await;
    call.keys(test, &format!("{id}#")).await;
    let target = call.answer_target();
    let body = call.body(&[("Digits", PINS[3]), ("Digits", PINS[4])]);
    assert!(test.post(&target, &body).await.apologizes());
    call.keys(test, &format!("{}#", PINS[4])).await;
    call.redeliver_all(test).await;
    call.is_over(test).await;
}
