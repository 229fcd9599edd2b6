//! Sessions on shared devices: what they open, when they end, and that neither of the two cookies is worth anything by
//! itself.

use axum::http::Method;
use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    web::access::{Audience, shared_device},
};
use reqwest::StatusCode;

use super::{Wall, signed_in};
use crate::{
    access::{FIELDS, everything, filled, is_webhook, served},
    support::{
        TestGateway,
        browser::{Browser, PASSWORD},
        kiosk::COOKIE,
    },
};

const SESSION: &str = "__Host-phoneclock_session";

#[tokio::test]
async fn a_pin_opens_who_is_in_with_the_name_in_sight_and_done_on_every_page() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    for path in ["/who-is-in", "/time-entries", "/time-entries/new", "/confirm"] {
        let page = max.get(path).await;
        let header = page.is(200).body.split("</header>").next().unwrap();
        let shown = header.split("<div id=\"menu\"").next().unwrap();
        assert!(shown.contains(">max</strong> <button>Done</button>"), "{path}: one press away: {header}");
        assert!(!header.contains("Sign out") && !header.contains("/account"), "{path}: {header}");
        page.says("http-equiv=\"refresh\" content=\"120; url=/kiosk\"");
    }
    assert_eq!(max.get("/").await.to(), Some("/who-is-in"));
    assert_eq!(max.post("/sign-out", &[]).await.to(), Some("/kiosk"));
    assert_eq!(max.get("/who-is-in").await.to(), Some("/kiosk"));
    let said: Vec<String> = test.column("SELECT action FROM audit_record WHERE actor = 'max' ORDER BY rowid").await;
    assert_eq!(said, ["sign in by PIN", "end session"]);
    let outcome =
        "identification WHERE proof = 'user pin' AND outcome = 'signed in' AND counts = 0 AND user_id IS NOT NULL";
    assert_eq!(test.count(outcome).await, 1);
}

#[tokio::test]
async fn every_address_says_whether_a_pin_alone_opens_it() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (employee, _) = test.employee("Maria Lopez").await;
    let id = employee.id.to_string();
    for role in Role::ALL {
        let (_, pin) = test.user_with_pin(role.name(), role).await;
        let mut browser = wall.sign_in(&pin).await;
        let before = without_sessions(&test).await;
        let (mut opened, mut closed) = (0, 0);
        for rule in served().filter(|rule| !is_webhook(rule.path) && rule.path != "/sign-out") {
            if rule.path.starts_with("/kiosk/") {
                continue;
            }
            let path = filled(rule.path, &id);
            let page = match rule.method {
                Method::GET => browser.get(&path).await,
                _ => browser.post_bare(&path, FIELDS).await,
            };
            let asks = page.to().is_some_and(|to| to.starts_with("/confirm?next="))
                || page.body.contains("Your password first");
            let refused = page.body.contains("Not for your role");
            let may = match rule.audience {
                Audience::Everybody | Audience::SignedIn => true,
                Audience::Roles(roles) => roles.contains(&role),
                Audience::Token(_) => false,
            };
            assert_eq!(refused, !may, "{role:?} {} {path}: {}", rule.method, page.status);
            let open = rule.audience == Audience::Everybody || shared_device::is_open(&rule.method, rule.path);
            assert_eq!(asks, may && !open, "{role:?} {} {path}: {} {:?}", rule.method, page.status, page.to());
            if rule.audience != Audience::Everybody && may {
                *(if open { &mut opened } else { &mut closed }) += 1;
            }
        }
        assert!(opened >= 8 && closed > 10, "{role:?}: {opened} open, {closed} closed");
        assert_eq!(without_sessions(&test).await, before, "{role:?}");
    }
    // Whatever may be asked of it, nothing of these is ever open.
    for never in
        ["/users", "/settings", "/time-tracking/kiosks", "/exports", "/time-tracking/phone-clocking", "/account"]
    {
        for rule in served().filter(|rule| rule.path.starts_with(never)) {
            assert!(!shared_device::is_open(&rule.method, rule.path), "{}", rule.path);
        }
    }
}

async fn without_sessions(test: &TestGateway) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut tables = everything(&test.gateway).await;
    tables.remove("web_session");
    tables
}

#[tokio::test]
async fn a_form_that_takes_the_password_changes_nothing_by_pin_alone_even_with_its_token() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (employee, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("olive", Role::Owner).await;
    let mut olive = wall.sign_in(&pin).await;
    let before = without_sessions(&test).await;
    for rule in served().filter(|rule| rule.method == Method::POST && rule.audience != Audience::Everybody) {
        if shared_device::is_open(&rule.method, rule.path) {
            continue;
        }
        let page = olive.post(&filled(rule.path, &employee.id.to_string()), FIELDS).await;
        page.is(403).says("Your password first");
    }
    assert_eq!(without_sessions(&test).await, before);
}

#[tokio::test]
async fn a_session_ends_after_two_idle_minutes_and_goes_on_while_somebody_works() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    for _ in 0..10 {
        test.advance(SignedDuration::from_secs(119));
        max.get("/who-is-in").await.is(200);
    }
    test.advance(SignedDuration::from_secs(121));
    assert_eq!(max.get("/who-is-in").await.to(), Some("/kiosk"));

    // What a page gets by itself is nobody's work; that somebody is there it says with HEAD.
    let mut max = wall.sign_in(&pin).await;
    let by_itself = max.request(Method::GET, "/who-is-in").header("sec-fetch-mode", "cors");
    test.advance(SignedDuration::from_secs(100));
    assert_eq!(by_itself.try_clone().unwrap().send().await.unwrap().status(), StatusCode::OK);
    test.advance(SignedDuration::from_secs(21));
    assert_eq!(max.get("/who-is-in").await.to(), Some("/kiosk"));
    let mut max = wall.sign_in(&pin).await;
    test.advance(SignedDuration::from_secs(100));
    let says = max.request(Method::HEAD, "/who-is-in").header("sec-fetch-mode", "cors");
    assert_eq!(says.send().await.unwrap().status(), StatusCode::OK);
    test.advance(SignedDuration::from_secs(100));
    max.get("/who-is-in").await.is(200);
}

#[tokio::test]
async fn neither_of_the_two_cookies_opens_anything_by_itself() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let other = Wall::hang_at(&test, "Gate").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let max = wall.sign_in(&pin).await;

    let mut elsewhere = max.clone();
    elsewhere.cookies.remove(COOKIE);
    assert_eq!(elsewhere.get("/who-is-in").await.to(), Some("/sign-in?next=%2Fwho-is-in"));
    let mut at_another = max.clone();
    at_another.cookies.insert(COOKIE.to_owned(), other.device.cookie.clone().unwrap());
    assert_eq!(at_another.get("/who-is-in").await.to(), Some("/kiosk"));
    let mut alone = max.clone();
    alone.cookies.remove(SESSION);
    assert_eq!(alone.get("/who-is-in").await.to(), Some("/kiosk"));
    // An admin's session has no place on a kiosk.
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    admin.get("/users").await.is(200);
    admin.cookies.insert(COOKIE.to_owned(), wall.device.cookie.clone().unwrap());
    for path in ["/users", "/who-is-in", "/"] {
        assert_eq!(admin.get(path).await.to(), Some("/kiosk"), "{path}");
    }
    admin.cookies.remove(COOKIE);
    admin.get("/users").await.is(200);
}

#[tokio::test]
async fn no_password_opens_a_session_on_an_approved_device() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    test.user(test.workspace.id, "olive", Role::Owner).await;
    let mut browser = wall.browser();
    assert_eq!(browser.get("/sign-in").await.to(), Some("/kiosk"));
    browser.get("/forgotten").await.is(200);
    let fields = [("email", "olive@example.com"), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &fields).await.to(), Some("/kiosk"));
    assert!(browser.session().is_none());
    // A link to a new password begins a session, which opens nothing here.
    let link = test.reset_link("olive@example.com").await;
    let new = "four other words now";
    browser.post(&link, &[("password", new), ("again", new)]).await;
    assert_eq!(browser.get("/who-is-in").await.to(), Some("/kiosk"));
    // A device that was put out is a browser as any other.
    test.write("UPDATE kiosk_device SET status = 'revoked'").await;
    let mut browser = wall.browser();
    browser.sign_in("olive@example.com", new).await.is(303);
    browser.get("/who-is-in").await.is(200);
}

#[tokio::test]
async fn a_session_ends_with_whatever_it_rests_on() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (id, _) = test.user_with_pin("max", Role::Manager).await;
    let (mut owner, _) = signed_in(&test, "olive", Role::Owner).await;
    for (gone, back) in [
        ("UPDATE kiosk_device SET status = 'revoked'", "UPDATE kiosk_device SET status = 'active'"),
        ("UPDATE kiosk_device SET status = 'suspended'", "UPDATE kiosk_device SET status = 'active'"),
        ("UPDATE kiosk SET disabled_at = 1", "UPDATE kiosk SET disabled_at = NULL"),
        ("UPDATE kiosk SET deleted_at = 1", "UPDATE kiosk SET deleted_at = NULL"),
        ("UPDATE kiosk_policy SET activated = 0", "UPDATE kiosk_policy SET activated = 1"),
        ("UPDATE kiosk_policy SET sign_in_by_pin = 0", "UPDATE kiosk_policy SET sign_in_by_pin = 1"),
    ] {
        let pin = test.pin_of(id).await;
        let mut max = wall.sign_in(&pin).await;
        max.get("/who-is-in").await.is(200);
        test.write(gone).await;
        assert!(max.get("/who-is-in").await.to().is_some(), "{gone}");
        test.write(back).await;
    }
    let (user, by_password) = (format!("/users/{id}"), format!("/users/{id}/login-method"));
    let active = |active| [("name", "max"), ("role", "manager"), ("active", active)];
    for ends in ["remove", "new", "method", "user"] {
        let pin = test.pin_of(id).await;
        owner.post(&by_password, &[("login_method", "password and pin")]).await.is(303);
        let mut max = wall.sign_in(&pin).await;
        max.get("/who-is-in").await.is(200);
        match ends {
            "remove" => drop(owner.post(&format!("/users/{id}/pin/remove"), &[]).await.is(303)),
            "new" => {
                let page = format!("/users/{id}/pin");
                owner.press(&page, &format!("{page}/generate"), &[("digits", "6")]).await.is(200);
            }
            "method" => drop(owner.post(&by_password, &[("login_method", "password")]).await.is(303)),
            _ => drop(owner.post(&user, &active("no")).await.is(303)),
        }
        assert_eq!(max.get("/who-is-in").await.to(), Some("/kiosk"), "{ends}");
        assert!(wall.try_pin(&pin).await.is_none(), "{ends}: nor does the PIN let anybody in");
    }
}

#[tokio::test]
async fn a_cookie_of_the_device_that_was_renewed_keeps_its_session() {
    let test = TestGateway::start().await;
    let mut wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    test.advance(SignedDuration::from_hours(8 * 24));
    let old = wall.device.cookie.clone();
    let mut max = wall.sign_in(&pin).await;
    wall.device.ask("state", serde_json::json!({})).await;
    assert_ne!(wall.device.cookie, old, "a week has passed");
    max.get("/who-is-in").await.is(200);
    max.cookies.insert(COOKIE.to_owned(), wall.device.cookie.clone().unwrap());
    max.get("/who-is-in").await.is(200);
}

#[tokio::test]
async fn the_password_in_addition_opens_what_the_role_may_for_ten_minutes() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (id, pin) = test.user_with_pin("olive", Role::Owner).await;
    let mut olive = wall.sign_in(&pin).await;
    let asked = olive.get("/users?x=1").await;
    assert_eq!(asked.to(), Some("/confirm?next=%2Fusers%3Fx%3D1"));
    let page = olive.get(asked.to().unwrap()).await;
    page.is(200).says("You signed in by PIN on a shared device.");
    olive.confirm(&page, "not the password at all").await.is(200).says("The current password is not right");
    assert_eq!(olive.get("/users").await.status, 303, "a wrong one opens nothing");
    assert_eq!(olive.confirm(&page, PASSWORD).await.to(), Some("/users?x=1"));
    olive.get("/users").await.is(200).says(">Done</button>");
    olive.get(&format!("/users/{id}/pin")).await.is(200);
    for _ in 0..5 {
        test.advance(SignedDuration::from_secs(115));
        olive.get("/users").await.is(200);
    }
    test.advance(SignedDuration::from_secs(30));
    assert_eq!(olive.get("/users").await.to(), Some("/confirm?next=%2Fusers"), "ten minutes are over");
    olive.get("/who-is-in").await.is(200);
    olive.confirm(&page, PASSWORD).await.is(303);
    test.advance(SignedDuration::from_secs(121));
    assert_eq!(olive.get("/users").await.to(), Some("/kiosk"), "two idle minutes end it all the same");
}

#[tokio::test]
async fn passwords_that_are_tried_behind_a_pin_count_whatever_session_they_are_tried_in() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("olive", Role::Owner).await;
    for _ in 0..2 {
        let mut olive = wall.sign_in(&pin).await;
        let page = olive.get("/confirm?next=/users").await;
        for _ in 0..5 {
            olive.confirm(&page, "not the password at all").await;
        }
        assert_eq!(olive.get("/who-is-in").await.to(), Some("/kiosk"), "the session is over");
    }
    let mut olive = wall.sign_in(&pin).await;
    let page = olive.get("/confirm?next=/users").await;
    assert_ne!(olive.confirm(&page, PASSWORD).await.to(), Some("/users"), "ten were tried");
    test.advance(SignedDuration::from_mins(16));
    let mut olive = wall.sign_in(&pin).await;
    let page = olive.get("/confirm?next=/users").await;
    assert_eq!(olive.confirm(&page, PASSWORD).await.to(), Some("/users"));
    assert_eq!(test.count("failed_password").await, 0, "the right one ends the count");
}

#[tokio::test]
async fn whoever_signs_in_by_pin_only_has_no_password_to_add() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    test.write("UPDATE web_user SET login_method = 'pin only' WHERE name = 'max'").await;
    let mut max = wall.sign_in(&pin).await;
    let page = max.get("/confirm?next=/employees").await;
    page.is(200).says("You sign in by PIN only, so there is no password to type.").says_nothing_of("confirm_password");
    // The password from before is none any more.
    let fields = [("confirm_password", PASSWORD), ("confirm_next", "/employees")];
    max.post("/confirm", &fields).await.is(200);
    assert_eq!(max.get("/employees").await.to(), Some("/confirm?next=%2Femployees"));
}

#[tokio::test]
async fn a_manager_adds_a_missing_time_with_their_name_on_it() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    let form = max.get(&format!("/time-entries/new?employee={}", maria.id)).await;
    let id = form.is(200).value("id");
    let fields = [
        ("id", id.as_str()),
        ("employee", &maria.id.to_string()),
        ("in", "2026-11-16T07:00:00"),
        ("out", "2026-11-16T15:00:00"),
        ("reason", "forgot to clock in"),
    ];
    let reasons = form.body.split("name=\"reason\"").nth(1).unwrap();
    let reason = reasons.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let fields = [&fields[..4], &[("reason", reason.as_str())]].concat();
    let page = max.submit("/time-entries/new", &fields).await;
    page.is(200).says("The entry is added.").says("<bdi>max</bdi>");
    // Changing it takes the password, so no form for it is shown.
    page.says_nothing_of("/correct").says_nothing_of("/void");
    let mut owner = test.browser(Role::Owner).await;
    owner.get(&format!("/time-entries/{id}")).await.is(200).says("/correct").says("/void");
}

#[tokio::test]
async fn somebody_who_is_locked_at_a_kiosk_is_unlocked_on_who_is_in_and_on_their_page() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let (_, payroll) = test.user_with_pin("pat", Role::Payroll).await;
    let lock = "INSERT INTO kiosk_guard (kiosk_id, employee_id, failures, locks, locked_until_unlocked) \
                SELECT k.id, e.id, 0, 10, 1 FROM kiosk k, employee e";
    test.write(lock).await;
    let unlock = format!("/employees/{}/kiosk-unlock", maria.id);
    wall.sign_in(&payroll).await.get("/who-is-in").await.is(200).says_nothing_of("Locked at a kiosk");
    let mut max = wall.sign_in(&pin).await;
    max.get("/who-is-in").await.is(200).says("Locked at a kiosk").says(&unlock).says("until unlocked");
    max.submit(&unlock, &[("next", "/who-is-in")]).await.is(200).says("Unlocked").says_nothing_of("Locked at a kiosk");
    assert_eq!(test.count("kiosk_guard").await, 0);
    let noted = "audit_record WHERE action = 'unlock at kiosk' AND subject = 'Maria Lopez' AND actor = 'max'";
    assert_eq!(test.count(noted).await, 1);

    test.write(lock).await;
    let here = format!("/employees/{}", maria.id);
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&here).await.is(200).says("Locked at a kiosk").says("at <bdi>Yard</bdi>");
    admin.submit(&unlock, &[("next", &here)]).await.is(200).says("Unlocked").says("Payroll ID");
    admin.submit(&unlock, &[]).await.is(200).says("Nobody was locked any more.").says("Who is in");
    test.browser(Role::Payroll).await.post(&unlock, &[]).await.is(403);
}

#[tokio::test]
async fn a_browser_that_is_no_kiosk_is_not_asked_for_a_pin() {
    let test = TestGateway::start().await;
    Wall::hang(&test).await;
    let mut browser = Browser::nobody(&test);
    browser.cookies.insert(COOKIE.to_owned(), "A".repeat(43));
    browser.get("/sign-in").await.is(200);
}
