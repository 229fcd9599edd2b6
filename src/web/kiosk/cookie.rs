//! The cookie of a device.

use axum::http::HeaderValue;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::{
    service::access::Token,
    web::{
        Web,
        guard::{is_https, kiosk_cookie},
    },
};

/// As long as browsers keep a cookie at most (RFC 6265bis, 5.6.2): 400 days. It is renewed every week.
const MAX_AGE_SECS: u64 = 400 * 24 * 60 * 60;

pub(super) fn name(web: &Web) -> &'static str {
    kiosk_cookie(web)
}

/// The header that sets the cookie; `None` never, as a token is plain text.
pub(super) fn header(web: &Web, token: &Token) -> Option<HeaderValue> {
    let cookie = Cookie::build((name(web), token.expose().to_owned()));
    let cookie = cookie.path("/").http_only(true).same_site(SameSite::Strict).secure(is_https(web)).build();
    HeaderValue::from_str(&format!("{cookie}; Max-Age={MAX_AGE_SECS}")).ok()
}
