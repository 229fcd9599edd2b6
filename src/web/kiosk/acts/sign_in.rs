//! A user keys their PIN to sign in on this device.

use std::sync::Arc;

use serde_json::json;

use super::{
    kiosk_request,
    supervisor::{PinAct, refused},
};
use crate::{
    service::kiosks::at_device::KeyedPinError,
    web::{
        Web, guard,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

/// Where users begin who have signed in by PIN.
const FIRST_PAGE: &str = "/who-is-in";

pub(super) async fn sign_in(web: Web, request: Arc<DeviceRequest>, act: PinAct) -> Result<Answer, KeyedPinError> {
    let (asked, visitor, pin) = (kiosk_request(&request), request.visitor.clone(), act.into_secret());
    let Some(token) = web.services.user_pins.sign_in(asked, visitor, &pin).await? else { return Ok(refused()) };
    let answer = Answer::from(json!({ "kind": "signed_in", "to": FIRST_PAGE }));
    Ok(match guard::session_cookie(&web, &token) {
        Some(cookie) => answer.with_cookie(cookie),
        None => refused(),
    })
}
