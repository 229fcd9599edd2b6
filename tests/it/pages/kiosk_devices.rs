//! Connecting devices, and what is known of each.

use jiff::SignedDuration;
use phoneclock::domain::{kiosk::DeviceStatus, user::Role};
use serde_json::json;

use crate::support::{
    TestGateway,
    browser::{Browser, Page},
    kiosk::SoftDevice,
};

const HERE: &str = "/time-tracking/kiosks";

/// A page without what chance makes.
fn without(page: Page, drawn: &str) -> Page {
    let (left, right) = drawn.split_at_checked(4).unwrap_or((drawn, ""));
    let body = page.body.replace(&format!("{left} {right}"), "[code]").replace(&format!(">{drawn}<"), ">[number]<");
    Page { body, ..page }
}

async fn code(admin: &mut Browser, kiosk: &str) -> (String, String) {
    let to = admin.post(&format!("{HERE}/{kiosk}/connect"), &[]).await.is(303).to().unwrap().to_owned();
    let page = admin.get(&to).await;
    let (_, rest) = page.body.split_once("id=\"code\">").unwrap();
    (to, rest.split('<').next().unwrap().replace(' ', ""))
}

#[tokio::test]
async fn connecting_a_device() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let (mut admin, id) = (test.browser(Role::Admin).await, kiosk.id.to_string());
    let (to, digits) = code(&mut admin, &id).await;
    test.assert_reads("kiosk_devices/code", &without(admin.get(&to).await, &digits)).await;
    let mut device =
        SoftDevice { forwarded_for: Some("203.0.113.7".to_owned()), ..crate::kiosk_devices::new_browser(&test) };
    let number = device.connect(&digits).await.answer()["number"].to_string();
    test.assert_reads("kiosk_devices/code_confirm", &without(admin.get(&to).await, &number)).await;
    admin.post(&format!("{to}/approve"), &[("name", "Tablet at the gate")]).await.is(303);
    test.assert_reads("kiosk_devices/code_approved", &admin.get(&to).await).await;
    let (to, _) = code(&mut admin, &id).await;
    test.advance(SignedDuration::from_mins(15));
    test.assert_reads("kiosk_devices/code_expired", &admin.get(&to).await).await;
    let (to, _) = code(&mut admin, &id).await;
    admin.post(&format!("{to}/refuse"), &[]).await.is(303);
    test.assert_reads("kiosk_devices/code_refused", &admin.get(&to).await).await;
}

#[tokio::test]
async fn one_device() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let mut device = test.device(&kiosk).await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    let its = format!("{HERE}/devices/{}", device.id);
    test.assert_reads("kiosk_devices/device_new", &admin.get(&its).await).await;
    device.ahead = -600_000;
    device.ask("state", json!({})).await;
    test.assert_reads("kiosk_devices/device", &admin.get(&its).await).await;
    test.assert_reads("kiosk_devices/device_for_managers", &manager.get(&its).await).await;
    test.assert_reads("kiosk_devices/revoke", &admin.get(&format!("{its}/revoke")).await).await;
    test.assert_reads("kiosk_devices/delete", &admin.get(&format!("{its}/delete")).await).await;
    let mut copy = device.clone();
    for one in [&mut device, &mut copy] {
        one.act("state", json!({})).await;
    }
    device.act("state", json!({})).await;
    test.assert_reads("kiosk_devices/device_suspended", &admin.get(&its).await).await;
    let status = test.column::<DeviceStatus>("SELECT status FROM kiosk_device").await;
    assert_eq!(status, [DeviceStatus::Suspended]);
    admin.post(&format!("{its}/revoke"), &[]).await.is(303);
    test.assert_reads("kiosk_devices/device_revoked", &admin.get(&its).await).await;
}

#[tokio::test]
async fn approving_this_device() {
    let test = TestGateway::start().await;
    let (mut owner, mut manager) = (test.browser(Role::Owner).await, test.browser(Role::Manager).await);
    let approve = format!("{HERE}/approve-this-device");
    test.assert_reads("kiosk_devices/approve_deactivated", &owner.get(&approve).await).await;
    test.set_kiosk_policy(crate::support::kiosk::policy()).await;
    test.assert_reads("kiosk_devices/approve_without_kiosk", &manager.get(&approve).await).await;
    test.kiosk("Front door").await;
    test.kiosk("Workshop").await;
    test.assert_reads("kiosk_devices/approve", &owner.get(&approve).await).await;
    test.assert_reads("kiosk_devices/approve_refused", &owner.post(&approve, &[]).await).await;
    test.assert_reads("kiosk_devices/this_device", &owner.get(&format!("{HERE}/this-device?next=%2Fjobs")).await).await;
}
