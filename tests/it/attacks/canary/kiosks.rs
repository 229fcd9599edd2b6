//! PINs and badges for kiosks: typed, refused, generated, printed, mailed, exported. They are shown where somebody asks for
//! them, and nowhere else.

use phoneclock::{
    domain::{
        employee::Employee,
        kiosk::{CredentialKind, Method},
    },
    service::kiosks::policy::KioskPolicy,
};

use serde_json::json;

use super::{Canary, PASSWORDS};
use crate::support::{browser::Browser, kiosk_office::policy};

/// Kiosk PINs: typed, typed by mistake, a colleague's, by command, one with a digit too few.
pub(super) const KIOSK_PINS: [&str; 5] = ["73946182", "73946295", "73951840", "73967403", "7397125"];

/// Activates kiosks, too: whoever tries every address has put them out.
pub(super) async fn set_method(canary: &Canary, method: Method) {
    canary.test.set_policy_and_queue(KioskPolicy { lone_pin_digits: 8, ..policy(method) }).await;
    canary.test.work().await;
}

async fn employee(canary: &Canary, name: &str) -> Employee {
    let listed = canary.test.employees().await.into_iter().map(|row| row.employee);
    listed.into_iter().find(|employee| employee.details.name == name).unwrap()
}

/// Sends a form, with the password once more where it is asked for.
pub(super) async fn confirmed(
    admin: &mut Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> crate::support::browser::Page {
    let asked = admin.post(path, fields).await;
    if !asked.body.contains("Confirm it is you") {
        return asked;
    }
    admin.confirm(&asked, PASSWORDS[3]).await.is(200);
    admin.confirm(&asked, PASSWORDS[2]).await.is(307);
    admin.post(path, fields).await
}

pub(super) async fn pins_and_badges(canary: &mut Canary, admin: &mut Browser) {
    canary.secrets.extend(KIOSK_PINS.map(|pin| ("a kiosk PIN", pin.to_owned())));
    let kiosk = canary.test.kiosk_for_everybody(Method::PinAlone).await;
    set_method(canary, Method::PinAlone).await;
    let ana = employee(canary, "Ana").await;
    let tab = format!("/employees/{}/kiosk", ana.id);

    let typed = format!("{tab}/set-pin");
    for (pin, again) in [(KIOSK_PINS[0], KIOSK_PINS[1]), (KIOSK_PINS[4], KIOSK_PINS[4]), (KIOSK_PINS[0], KIOSK_PINS[0])]
    {
        let answer = confirmed(admin, &typed, &[("pin", pin), ("again", again)]).await;
        canary.shown.entry("a typed kiosk PIN".to_owned()).or_default().push_str(&answer.body);
    }
    admin.post_bare(&typed, &[("pin", KIOSK_PINS[2]), ("again", KIOSK_PINS[2])]).await.is(403);
    let held = canary.test.kiosk_credential(&ana, CredentialKind::LonePin).await;
    let replaces = held.map(|held| held.id.to_string()).unwrap_or_default();
    let generate = [("what", "pin"), ("replaces", replaces.as_str())];
    let made = confirmed(admin, &format!("{tab}/generate"), &generate).await;
    let pin = canary.test.kiosk_secret(&ana, CredentialKind::LonePin).await;
    made.is(200).says(&pin);
    canary.secrets.push(("a generated kiosk PIN", pin));

    set_method(canary, Method::BadgeAndPin).await;
    let badge = canary.test.kiosk_secret(&ana, CredentialKind::Badge).await;
    canary.secrets.push(("a badge", badge.clone()));
    confirmed(admin, &format!("{tab}/show"), &[("what", "badge")]).await.is(200).says("<svg class=\"qr large\"");
    let id = ana.id.to_string();
    for act in ["badges", "download", "slips"] {
        confirmed(admin, "/employees/kiosk/do", &[("do", act), ("employee", &id)]).await.is(200);
    }
    confirmed(admin, &format!("/time-tracking/kiosks/{kiosk}/assignees"), &[]).await.is(200).says(&badge);
    confirmed(admin, &format!("{tab}/mail-badge"), &[]).await.is(303);
    let link = canary.next_link().await;
    let mut phone = Browser::nobody(&canary.test);
    for answer in [phone.get(&link).await, phone.post(&link, &[]).await, phone.get(&format!("{link}x")).await] {
        let body = answer.body.replace(&phone.csrf(), "");
        canary.shown.entry("/badge/{token}".to_owned()).or_default().push_str(&body);
    }
    canary.keep_cookies(&phone);
    confirmed(admin, "/employees/kiosk/do", &[("do", "issue"), ("employee", &id)]).await.is(303);
    canary.test.work().await;

    let pages = [
        tab,
        "/employees/kiosk?do=slips".to_owned(),
        "/employees/kiosk/progress".to_owned(),
        format!("/time-tracking/kiosks/{kiosk}"),
        format!("/time-tracking/kiosks/{kiosk}/assignees"),
    ];
    for page in pages {
        let body = admin.get(&page).await.is(200).body.replace(&admin.csrf(), "");
        canary.shown.entry("pages about kiosks".to_owned()).or_default().push_str(&body);
    }
    set_method(canary, Method::PinAlone).await;
    at_the_device(canary, &badge).await;
}

/// What is keyed and shown at a device, right and wrong.
async fn at_the_device(canary: &Canary, badge: &str) {
    let gate = canary.test.kiosk("Canary gate").await;
    let mut device = canary.test.device(&gate).await;
    for (act, body) in [
        ("identify", json!({ "by": "pin", "pin": KIOSK_PINS[0] })),
        ("identify", json!({ "by": "pin", "pin": KIOSK_PINS[1] })),
        ("identify", json!({ "by": "number", "number": KIOSK_PINS[2], "pin": KIOSK_PINS[1] })),
        ("identify", json!({ "by": "badge", "badge": badge })),
        ("supervisor", json!({ "pin": KIOSK_PINS[1] })),
        ("sign_in", json!({ "pin": KIOSK_PINS[2] })),
        ("forgot", json!({ "number": KIOSK_PINS[1] })),
        ("identify", json!({ "by": "pin", "pin": [KIOSK_PINS[1]] })),
    ] {
        device.act(act, body).await;
    }
}
