//! The office connects, names, revokes and deletes devices on its pages; a device does none of it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use phoneclock::domain::{ids::DeviceId, user::Role};
use serde_json::json;

use super::connecting::new_browser;
use crate::support::{
    TestGateway,
    browser::{Browser, PASSWORD, Page},
    kiosk::{COOKIE, Key, SoftDevice, policy},
};

const HERE: &str = "/time-tracking/kiosks";
const APPROVE: &str = "/time-tracking/kiosks/approve-this-device";

/// The digits on the page, without the blank.
fn digits_on(page: &Page) -> String {
    let (_, rest) = page.body.split_once("id=\"code\">").unwrap_or_else(|| panic!("{}", page.body));
    rest.split('<').next().unwrap().replace(' ', "")
}

/// The number in big letters.
fn number_on(page: &Page) -> String {
    let (_, rest) = page.body.split_once("<p class=\"big\">").unwrap_or_else(|| panic!("{}", page.body));
    rest.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_admin_shows_a_code_and_approves_the_device_that_shows_the_same_number() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let mut admin = test.browser(Role::Admin).await;
    let own = format!("{HERE}/{}", kiosk.id);
    let to = admin.post(&format!("{own}/connect"), &[]).await.is(303).to().unwrap().to_owned();
    let page = admin.get(&to).await;
    page.says("https://clock.example/kiosk").says("data-step=\"enter\"");
    admin.get(&own).await.says("Show the code").says("Waiting for device");
    // The same code again, as long as it can be keyed.
    let digits = digits_on(&page);
    assert_eq!(digits_on(&admin.get(&to).await), digits);

    let mut device = SoftDevice { forwarded_for: Some("203.0.113.7".to_owned()), ..new_browser(&test) };
    let number = device.connect(&digits).await.answer()["number"].to_string();
    let page = admin.get(&to).await;
    assert_eq!(number_on(&page), number);
    page.says("203.0.113.7").says("data-step=\"confirm\"").says_nothing_of(&digits);
    admin.post(&format!("{to}/approve"), &[("name", " ")]).await.is(422).says("Enter a name for the device.");
    let page = admin.submit(&format!("{to}/approve"), &[("name", "Tablet")]).await;
    page.says("Tablet is connected.").says("Connected").says("Approved");
    admin.get(&to).await.says("The device is connected.");
    assert_eq!(device.look().await["kind"], "approved");
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
    let actions =
        test.column::<String>("SELECT action FROM audit_record WHERE action LIKE '%device%' ORDER BY at").await;
    assert_eq!(actions, ["offer to connect device", "approve device"]);
}

#[tokio::test]
async fn a_device_that_is_not_the_one_is_refused_and_a_code_is_canceled() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let mut admin = test.browser(Role::Owner).await;
    let own = format!("{HERE}/{}", kiosk.id);
    let to = admin.post(&format!("{own}/connect"), &[]).await.is(303).to().unwrap().to_owned();
    let mut device = new_browser(&test);
    device.connect(&digits_on(&admin.get(&to).await)).await;
    admin.submit(&format!("{to}/refuse"), &[]).await.says("The device is refused.").says("Not set up");
    assert_eq!(device.look().await["kind"], "refused");
    admin.get(&to).await.says("Show a new code");
    admin.post(&format!("{to}/approve"), &[("name", "Tablet")]).await.is(422).says("Nothing was changed");
    admin.post(&format!("{to}/refuse"), &[]).await.is(422).says("Nothing was changed");

    let to = admin.post(&format!("{own}/connect"), &[]).await.is(303).to().unwrap().to_owned();
    admin.post(&format!("{to}/approve"), &[("name", "Tablet")]).await.is(422).says("not entered on a device yet");
    admin.submit(&format!("{to}/refuse"), &[]).await.says("The code is canceled.");
    let deactivated = phoneclock::service::kiosks::policy::KioskPolicy { activated: false, ..policy() };
    test.set_kiosk_policy(deactivated).await;
    admin.submit(&format!("{own}/connect"), &[]).await.says("Kiosks are deactivated. Activate them first.");
    assert_eq!(test.count("kiosk_device").await, 0);
}

#[tokio::test]
async fn a_device_is_renamed_revoked_connected_again_and_deleted() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let mut device = test.device(&kiosk).await;
    let mut admin = test.browser(Role::Admin).await;
    let its = format!("{HERE}/devices/{}", device.id);
    device.ask("state", json!({})).await;
    admin.get(&its).await.says(&device.id.to_string()).says("127.0.0.1").says("Nobody has used this device yet.");
    admin.post(&format!("{its}/rename"), &[("name", &"a".repeat(61))]).await.is(422).says("at most 60 characters");
    admin.submit(&format!("{its}/rename"), &[("name", "Gate <1>")]).await.says("Gate &#60;1&#62;");
    assert_eq!(device.ask("state", json!({})).await["device"]["name"], "Gate <1>");

    admin.get(&format!("{its}/revoke")).await.says("out at its next request");
    admin.submit(&format!("{its}/revoke"), &[]).await.says("Revoked").says("connect it again");
    assert_eq!(device.act("state", json!({})).await.problem(), "revoked");
    admin.submit(&format!("{its}/revoke"), &[]).await.says("Revoked");

    // The same browser is connected again: another device of the same kiosk, which keeps what it has.
    let to = admin.post(&format!("{HERE}/{}/connect", kiosk.id), &[]).await.is(303).to().unwrap().to_owned();
    device.connect(&digits_on(&admin.get(&to).await)).await;
    admin.submit(&format!("{to}/approve"), &[("name", "Gate again")]).await.says("Gate again").says("Gate &#60;1&#62;");
    assert_eq!(device.look().await["kind"], "approved");
    assert_eq!(device.ask("state", json!({})).await["kiosk"]["id"], kiosk.id.to_string());

    admin.submit(&format!("{its}/delete"), &[]).await.says("is deleted.").says("Gate again");
    admin.get(&its).await.is(404);
    let audit = "SELECT action FROM audit_record WHERE action LIKE '%device' ORDER BY at, id";
    let expected = ["rename device", "revoke device", "offer to connect device", "approve device", "delete device"];
    assert_eq!(test.column::<String>(audit).await, expected);
}

/// Sends the form with the key that the script of the page makes.
async fn approve(browser: &mut Browser, kiosk: &str, name: &str, key: &[u8]) -> Page {
    let key = URL_SAFE_NO_PAD.encode(key);
    browser.post(APPROVE, &[("kiosk", kiosk), ("name", name), ("key", &key)]).await
}

#[tokio::test]
async fn who_has_signed_in_on_a_device_approves_it_and_is_signed_out_there() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    for role in [Role::Owner, Role::Admin, Role::Manager] {
        let (mut browser, user) = test.signed_in(role).await;
        browser.get(APPROVE).await.says("This signs you out on this device.").says("Front door");
        let (key, id) = (Key::generate(), kiosk.id.to_string());
        let approved = approve(&mut browser, &id, "Counter", &key.public()).await;
        assert_eq!(approved.is(303).to(), Some("/kiosk"));
        let sessions = test.sessions(test.workspace.id, Some(user.id)).await;
        assert!(sessions.is_empty(), "signed out there");
        browser.get("/settings").await.is(303);
        let cookie = browser.cookies.get(COOKIE).cloned();
        let mut device = test.soft_device(DeviceId::from_bytes([0; 16]), cookie, key, String::new());
        assert_eq!(device.look().await["kind"], "approved");
        assert_eq!(device.ask("state", json!({})).await["device"]["name"], "Counter");
    }
    let (mut payroll, _) = test.signed_in(Role::Payroll).await;
    payroll.get(APPROVE).await.is(403);
    approve(&mut payroll, &kiosk.id.to_string(), "Counter", &Key::generate().public()).await.is(403);
    assert_eq!(test.count("kiosk_device").await, 3);
}

#[tokio::test]
async fn nothing_is_approved_without_a_key_a_name_and_a_kiosk_of_the_workspace() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let (mut browser, _) = test.signed_in(Role::Owner).await;
    let (id, key) = (kiosk.id.to_string(), Key::generate().public());
    approve(&mut browser, &id, "", &key).await.is(422).says("Enter a name for the device.");
    approve(&mut browser, &id, "Counter", &[]).await.is(422).says("It needs JavaScript");
    approve(&mut browser, &id, "Counter", &key[1..]).await.is(422).says("It needs JavaScript");
    approve(&mut browser, "", "Counter", &key).await.is(422).says("Choose the kiosk.");
    approve(&mut browser, &DeviceId::from_bytes([1; 16]).to_string(), "C", &key).await.is(422).says("was deleted");
    let theirs = crate::access::other_workspace(&test).await;
    let (mut other, _) = test.signed_in_to(theirs, Role::Owner).await;
    approve(&mut other, &id, "Counter", &key).await.is(422);
    other.get(&format!("{HERE}/{id}")).await.is(404);
    assert_eq!(test.count("kiosk_device").await, 0);
    browser.get("/settings").await.is(200);
}

#[tokio::test]
async fn whoever_signs_in_where_kiosks_are_activated_is_asked_until_they_say_not_to() {
    let test = TestGateway::start().await;
    let sign_in = async |browser: &mut Browser, name: &str| {
        let page = browser.sign_in(&format!("{name}@example.com"), PASSWORD).await;
        page.is(303).to().unwrap().to_owned()
    };
    for (name, role) in [("olga", Role::Owner), ("max", Role::Manager), ("pay", Role::Payroll)] {
        test.user(test.workspace.id, name, role).await;
    }
    let mut browser = Browser::nobody(&test);
    assert_eq!(sign_in(&mut browser, "olga").await, "/", "kiosks are not activated");
    test.kiosk("Front door").await;
    let to = sign_in(&mut browser, "olga").await;
    assert_eq!(to, "/time-tracking/kiosks/this-device?next=%2F");
    browser.get(&to).await.says("Is this a shared device?").says("Not now");
    // Not now: it is asked again the next time.
    assert_eq!(sign_in(&mut browser, "max").await, to);
    assert_eq!(sign_in(&mut browser, "pay").await, "/");
    assert_eq!(sign_in(&mut browser, "olga").await, to);
    let never = browser.post("/time-tracking/kiosks/this-device/never", &[("next", "/jobs")]).await;
    assert_eq!(never.is(303).to(), Some("/jobs"));
    assert_eq!(sign_in(&mut browser, "olga").await, "/");
    assert_eq!(sign_in(&mut browser, "max").await, "/", "of this browser, not of somebody");
    // Nobody is sent elsewhere by it.
    let never = browser.post("/time-tracking/kiosks/this-device/never", &[("next", "//evil.example")]).await;
    assert_eq!(never.is(303).to(), Some("/"));
    let mut another = Browser::nobody(&test);
    assert_eq!(sign_in(&mut another, "olga").await, to);
    let offer = another.get("/time-tracking/kiosks/this-device?next=https://evil.example").await;
    offer.is(200).says_nothing_of("evil.example");
}

/// Where a device is led that asks for a page of the office.
fn is_closed(to: &str) -> bool {
    to.starts_with("/sign-in") || to == "/kiosk"
}

#[tokio::test]
async fn with_its_cookie_a_device_opens_no_page_of_the_office_and_changes_no_device() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let (one, other) = (test.device(&kiosk).await, test.device(&kiosk).await);
    let mut browser = Browser::nobody(&test);
    browser.cookies.insert(COOKIE.to_owned(), one.cookie.clone().unwrap());
    let before = test.column::<String>("SELECT status || name FROM kiosk_device ORDER BY id").await;
    for path in ["/revoke", "/delete", "/rename"] {
        for id in [one.id, other.id] {
            let page = browser.post(&format!("{HERE}/devices/{id}{path}"), &[("name", "Mine")]).await;
            assert!(page.to().is_some_and(is_closed), "{path}: {} {:?}", page.status, page.to());
        }
    }
    for path in [HERE.to_owned(), format!("{HERE}/{}", kiosk.id), format!("{HERE}/devices/{}", one.id), APPROVE.into()]
    {
        assert!(browser.get(&path).await.to().is_some_and(is_closed), "{path}");
    }
    browser.post(&format!("{HERE}/{}/connect", kiosk.id), &[]).await.is(303);
    assert_eq!(test.count("kiosk_code").await, 0);
    assert_eq!(test.column::<String>("SELECT status || name FROM kiosk_device ORDER BY id").await, before);
    // Nor are there acts for it.
    let mut one = one;
    for act in ["devices", "revoke", "connect", "approve", "settings", "employees"] {
        assert_eq!(one.act(act, json!({})).await.status, 404, "{act}");
    }
}

#[tokio::test]
async fn sessions_of_a_device_are_shown_page_by_page_and_only_its_own() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let (device, other) = (test.device(&kiosk).await, test.device(&kiosk).await);
    let (maria, _) = test.employee("Maria Lopez").await;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (workspace, kiosk, employee) =
        (hex(test.workspace.id.as_bytes()), hex(kiosk.id.as_bytes()), hex(maria.id.as_bytes()));
    for (at, of) in (0..120).map(|n| (n, &device)).chain([(500, &other)]) {
        let who = if at % 2 == 0 { format!("x'{employee}'") } else { "NULL".to_owned() };
        let of = hex(of.id.as_bytes());
        test.write(&format!(
            "INSERT INTO identification VALUES (x'{:032x}', x'{workspace}', x'{kiosk}', x'{of}', {who}, NULL, {}, \
             '198.51.100.{at}', 'badge and pin', 'punched', 0, NULL, NULL, NULL)",
            at + 1,
            1_794_900_000_000_i64 + i64::from(at) * 60_000
        ))
        .await;
    }
    let mut manager = test.browser(Role::Manager).await;
    let mut path = format!("{HERE}/devices/{}", device.id);
    let mut addresses = Vec::new();
    for rows in [50, 50, 20] {
        let page = manager.get(&path).await;
        page.is(200).says("Maria Lopez").says("Badge and PIN").says_nothing_of("198.51.100.500");
        let found: Vec<_> =
            page.body.split("198.51.100.").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        assert_eq!(found.len(), rows, "{path}");
        addresses.extend(found);
        match page.body.split_once("?before=") {
            Some((_, rest)) => {
                path = format!("{HERE}/devices/{}?before={}", device.id, rest.split('"').next().unwrap())
            }
            None => assert_eq!(rows, 20),
        }
    }
    let expected: Vec<_> = (0..120).rev().map(|n: u32| n.to_string()).collect();
    assert_eq!(addresses, expected);
    manager.get(&format!("{HERE}/devices/{}?before=nonsense", device.id)).await.is(200).says("198.51.100.119");
    // A manager looks, and changes nothing.
    manager.post(&format!("{HERE}/devices/{}/revoke", device.id), &[]).await.is(403);
}
