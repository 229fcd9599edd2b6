//! What a kiosk's device is served: its screen, and the acts that it signs.

pub mod acts;
pub mod answer;
mod connect;
mod cookie;
pub mod envelope;
pub mod frame;
mod icon;
mod problem;
mod reply;
pub mod request;
mod screen;
pub mod words;

use axum::{http::header, response::Response};

use super::{Web, routes::Routes};
use crate::service::access::Token;

pub(super) fn routes() -> Routes {
    Routes::new().merge(screen::routes()).merge(connect::routes()).merge(acts::routes())
}

/// Gives the browser that is answered the cookie of a device.
pub(super) fn set_cookie(web: &Web, response: &mut Response, token: &Token) {
    if let Some(cookie) = cookie::header(web, token) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
