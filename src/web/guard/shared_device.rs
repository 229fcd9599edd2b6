//! Browsers that are approved as a kiosk's device, and what a session that was begun by PIN there may open.

use axum::{
    extract::Request,
    http::Method,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;

use super::visit::Visit;
use crate::{
    domain::ids::DeviceId,
    service::{
        StoreError,
        access::{WebSession, confirm},
        kernel::token::token_hash,
        kiosks::approved,
    },
    web::{Web, access::shared_device, pages::error},
};

/// The screen at which people clock, and users sign in by PIN.
pub const SCREEN: &str = "/kiosk";

/// The approved device that has this cookie.
pub(super) async fn find(web: &Web, cookie: &str) -> Result<Option<DeviceId>, StoreError> {
    let hash = token_hash(cookie);
    web.store.read(move |tx| approved::find(tx, &hash)).await
}

/// Whether a session was begun by PIN, and the password was not typed within the last minutes.
pub(super) fn is_by_pin(session: &WebSession, now: Timestamp) -> bool {
    session.device.is_some() && !confirm::is_confirmed(session, now)
}

/// The way to the password, for what a session that was begun by PIN does not open.
pub(super) fn refusal(visit: &Visit, path: &str, request: &Request) -> Option<Response> {
    if !visit.by_pin || shared_device::is_open(request.method(), path) {
        return None;
    }
    if request.method() != Method::GET {
        return Some(error::password_first(visit));
    }
    let next = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    Some(Redirect::to(&format!("/confirm?next={next}")).into_response())
}
