//! Cookies, and the answers that set them: a note shown once, a session that begins or ends.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;

use super::headers::is_https;
use crate::{
    service::access::{KNOWN_BROWSER_TTL, NewSession, Token, half_sign_in::HALF_SIGN_IN_TTL},
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
    /// Of a password that was right and waits for the second factor.
    pub(super) half_way: &'static str,
    /// Of a browser that is approved as a kiosk's device.
    pub(super) kiosk: &'static str,
    /// Of a browser in which nobody is to be asked whether it is a shared device.
    pub(super) never_ask: &'static str,
    /// Of the pay period that was chosen last.
    pub(super) period: &'static str,
}

const PLAIN: CookieNames = CookieNames {
    session: "phoneclock_session",
    csrf: "phoneclock_csrf",
    note: "phoneclock_note",
    browser: "phoneclock_browser",
    half_way: "phoneclock_half_way",
    kiosk: "phoneclock_kiosk",
    never_ask: "phoneclock_not_shared",
    period: "phoneclock_period",
};
/// Browsers let nobody plant these but this very host over https (RFC 6265bis, 4.1.3.2).
const HOST: CookieNames = CookieNames {
    session: "__Host-phoneclock_session",
    csrf: "__Host-phoneclock_csrf",
    note: "__Host-phoneclock_note",
    browser: "__Host-phoneclock_browser",
    half_way: "__Host-phoneclock_half_way",
    kiosk: "__Host-phoneclock_kiosk",
    never_ask: "__Host-phoneclock_not_shared",
    period: "__Host-phoneclock_period",
};

pub(super) fn names(web: &Web) -> &'static CookieNames {
    if is_https(web) { &HOST } else { &PLAIN }
}

/// What the cookie of an approved device is called.
pub fn kiosk_cookie(web: &Web) -> &'static str {
    names(web).kiosk
}

/// What the cookie is called of a browser in which nobody is to be asked whether it is a shared device.
pub fn never_ask_cookie(web: &Web) -> &'static str {
    names(web).never_ask
}

/// Goes to a page, and asks nobody in this browser any more whether it is a shared device.
pub fn never_ask(web: &Web, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    set_lasting_cookie(&mut response, &cookie(web, names(web).never_ask, "1".to_owned()), KNOWN_BROWSER_TTL);
    response
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
    begin_session(web, &mut response, session);
    response
}

/// Begins a session with an answer that is a page of its own.
pub fn begin_session(web: &Web, response: &mut Response, session: &NewSession) {
    set_cookie(response, &cookie(web, names(web).session, session.token.expose().to_owned()));
    know_browser(web, response, &session.browser);
    // A token that was good before the sign-in is not good after it.
    set_cookie(response, &cookie(web, names(web).csrf, draw(web)));
}

/// Goes to the page between a password that was right and the session, which leads on to `to`.
pub fn go_half_way(web: &Web, to: &str, token: &Token) -> Response {
    let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
    let mut response = Redirect::to(&format!("/sign-in/code?next={to}")).into_response();
    let cookie = cookie(web, names(web).half_way, token.expose().to_owned());
    set_lasting_cookie(&mut response, &cookie, HALF_SIGN_IN_TTL);
    response
}

/// What the browser shows of a password that was right and waits for the second factor.
pub fn half_way(web: &Web, headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(names(web).half_way).map(|cookie| cookie.value().to_owned())
}

/// Forgets that a password waits for the second factor.
pub fn forget_half_way(web: &Web, response: &mut Response) {
    set_cookie(response, &gone(web, names(web).half_way));
}

/// Lets a browser be no device of a kiosk any more.
pub fn forget_kiosk(web: &Web, response: &mut Response) {
    set_cookie(response, &gone(web, names(web).kiosk));
}

/// The header that sets the cookie of a session on a shared device; `None` never, as a token is plain text.
pub fn session_cookie(web: &Web, token: &Token) -> Option<HeaderValue> {
    HeaderValue::from_str(&cookie(web, names(web).session, token.expose().to_owned()).to_string()).ok()
}

/// Lets the browser be known the next time somebody signs in with it.
pub fn know_browser(web: &Web, response: &mut Response, token: &Token) {
    set_lasting_cookie(response, &cookie(web, names(web).browser, token.expose().to_owned()), KNOWN_BROWSER_TTL);
}

/// Sets a cookie that outlives the browser's window.
pub(super) fn set_lasting_cookie(response: &mut Response, cookie: &Cookie<'_>, lives: SignedDuration) {
    if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={}", lives.as_secs())) {
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
