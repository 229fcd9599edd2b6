//! Cookies, and the answers that set them: a note shown once, a session that begins or ends.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::headers::is_https;
use crate::{
    service::access::{KNOWN_BROWSER_TTL, NewSession, Token},
    web::Web,
};

/// What the cookies are called.
pub(super) struct CookieNames {
    pub(super) session: &'static str,
    /// The token of forms for those who have no session that it could follow from.
    pub(super) csrf: &'static str,
    pub(super) note: &'static str,
    /// Of a browser that somebody has signed in with.
    pub(super) browser: &'static str,
}

const PLAIN: CookieNames = CookieNames {
    session: "phoneclock_session",
    csrf: "phoneclock_csrf",
    note: "phoneclock_note",
    browser: "phoneclock_browser",
};
/// Browsers let nobody plant these but this very host over https (RFC 6265bis, 4.1.3.2).
const HOST: CookieNames = CookieNames {
    session: "__Host-phoneclock_session",
    csrf: "__Host-phoneclock_csrf",
    note: "__Host-phoneclock_note",
    browser: "__Host-phoneclock_browser",
};

pub(super) fn names(web: &Web) -> &'static CookieNames {
    if is_https(web) { &HOST } else { &PLAIN }
}

pub(super) fn draw(web: &Web) -> String {
    let mut bytes = [0_u8; 32];
    web.store.entropy().fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn cookie(web: &Web, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(is_https(web)).build()
}

pub(super) fn gone(web: &Web, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(web, name, String::new());
    cookie.make_removal();
    cookie
}

pub(super) fn set_cookie(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Goes to a page with a word about what was done, shown there once.
pub fn go(web: &Web, to: &str, note: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    set_cookie(&mut response, &cookie(web, names(web).note, URL_SAFE_NO_PAD.encode(note)));
    response
}

/// Goes to a page with a new session.
pub fn signed_in(web: &Web, to: &str, session: &NewSession) -> Response {
    let mut response = Redirect::to(to).into_response();
    set_cookie(&mut response, &cookie(web, names(web).session, session.token.expose().to_owned()));
    know_browser(web, &mut response, &session.browser);
    // A token that was good before the sign-in is not good after it.
    set_cookie(&mut response, &cookie(web, names(web).csrf, draw(web)));
    response
}

/// Lets the browser be known the next time somebody signs in with it.
pub fn know_browser(web: &Web, response: &mut Response, token: &Token) {
    let cookie = cookie(web, names(web).browser, token.expose().to_owned());
    if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={}", KNOWN_BROWSER_TTL.as_secs())) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Goes to a page without a session.
pub fn signed_out(web: &Web, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    set_cookie(&mut response, &gone(web, names(web).session));
    set_cookie(&mut response, &cookie(web, names(web).csrf, draw(web)));
    response
}

/// The same with a word about why, shown there once.
pub fn signed_out_with(web: &Web, to: &str, note: &str) -> Response {
    let mut response = signed_out(web, to);
    set_cookie(&mut response, &cookie(web, names(web).note, URL_SAFE_NO_PAD.encode(note)));
    response
}
