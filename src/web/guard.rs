//! What stands before every page: the session, the table of access, the CSRF token, the headers.

use std::net::{Ipv4Addr, SocketAddr};

use axum::{
    RequestExt,
    body::Body,
    extract::{ConnectInfo, FromRequest, FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{
    Form as PlainForm,
    cookie::{Cookie, CookieJar, SameSite},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use subtle::ConstantTimeEq;

use super::{
    Web,
    access::{self, Audience},
    bodies::{Place, Taken, Unread},
    pages::{clock::ClockNotice, error},
    plain_http,
    typed::normalized,
};
use crate::service::{
    access::form_token::form_token,
    accounts::{AccountError, KNOWN_FOR, NewSession, Token, Visitor, WebSession, actor_of},
    audit::Actor,
};

/// What the cookies are called.
struct Names {
    session: &'static str,
    /// The token of forms for those who have no session that it could follow from.
    csrf: &'static str,
    note: &'static str,
    /// Of a browser that somebody has signed in with.
    browser: &'static str,
}

const PLAIN: Names = Names {
    session: "phoneclock_session",
    csrf: "phoneclock_csrf",
    note: "phoneclock_note",
    browser: "phoneclock_browser",
};
/// Browsers let nobody plant these but this very host over https (RFC 6265bis, 4.1.3.2).
const HOST: Names = Names {
    session: "__Host-phoneclock_session",
    csrf: "__Host-phoneclock_csrf",
    note: "__Host-phoneclock_note",
    browser: "__Host-phoneclock_browser",
};

fn names(web: &Web) -> &'static Names {
    if is_https(web) { &HOST } else { &PLAIN }
}

/// Inline code and foreign content are refused by the browser itself.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                                       media-src 'self'; connect-src 'self'; form-action 'self'; \
                                       frame-ancestors 'none'; base-uri 'none'";

/// One visit to a page, whoever it is.
#[derive(Debug, Clone)]
pub struct Visit {
    pub visitor: Visitor,
    pub session: Option<WebSession>,
    /// Goes into every form as the field `csrf`.
    pub csrf: String,
    /// What the last action had to say, shown once.
    pub note: Option<String>,
    /// Where to go instead, for a visit over plain http to a gateway that is on https.
    pub https_at: Option<String>,
    /// What speaks against the gateway's clock; for who has signed in.
    pub clock: Option<ClockNotice>,
}

/// A visit by somebody who has signed in. Handlers of pages that the table keeps for users take this.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub visit: Visit,
    pub session: WebSession,
}

impl SignedIn {
    /// The user as the audit log names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        actor_of(&self.session.user, &self.visit.visitor.address)
    }
}

/// Asks the table before every handler, and finds out who it is.
pub async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let Some(audience) = access::audience(request.method(), &path) else {
        let known = access::RULES.iter().any(|rule| rule.path == path);
        return if known { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::NOT_FOUND }.into_response();
    };
    if !is_page(&path) {
        return next.run(request).await;
    }
    let (cookies, names) = (CookieJar::from_headers(request.headers()), names(&web));
    let (session, of_session) = match cookies.get(names.session) {
        Some(cookie) => match find_session(&web, &path, cookie.value()).await {
            Ok(session) => {
                let of_session = session.is_some().then(|| form_token(cookie.value()));
                (session, of_session)
            }
            Err(error) => return error::failed(&error),
        },
        None => (None, None),
    };
    let drawn = cookies.get(names.csrf).map(|cookie| cookie.value().to_owned()).filter(|token| token.len() == 43);
    let (csrf, new_csrf) = of_session.or(drawn).map_or_else(|| (draw(&web), true), |token| (token, false));
    let note = cookies.get(names.note).and_then(|cookie| URL_SAFE_NO_PAD.decode(cookie.value()).ok());
    let known = cookies.get(names.browser).and_then(|cookie| Token::parse(cookie.value()));
    let visit = Visit {
        visitor: Visitor { known, ..visitor(&web, &request) },
        session,
        csrf: csrf.clone(),
        note: note.and_then(|note| String::from_utf8(note).ok()),
        https_at: plain_http::right_address(&web.gateway.public_url, request.headers()),
        clock: ClockNotice::find(&web.gateway),
    };
    // What a script fetches shows no note to anybody (Fetch Metadata, Sec-Fetch-Mode).
    let for_a_person = header_text(request.headers(), "sec-fetch-mode").is_none_or(|mode| mode == "navigate");
    let shown = visit.note.is_some() && request.method() == Method::GET && for_a_person;
    let mut response = match refusal(&visit, audience, &request) {
        Some(refusal) => refusal,
        None => match take_form(&web, &path, &visit, request).await {
            Ok((mut request, _place)) => {
                request.extensions_mut().insert(visit);
                next.run(request).await
            }
            Err(unread) => error::unread(&visit, unread),
        },
    };
    if new_csrf {
        set_cookie(&mut response, &cookie(&web, names.csrf, csrf));
    }
    if shown && response.status().is_success() {
        set_cookie(&mut response, &gone(&web, names.note));
    }
    protect(&web, &path, &mut response);
    response
}

/// A board that asks again and again whether it may be watched holds no session open.
async fn find_session(web: &Web, path: &str, token: &str) -> Result<Option<WebSession>, AccountError> {
    match path {
        "/who-is-in/events" => web.gateway.look_at_session(token).await,
        _ => web.gateway.find_session(token).await,
    }
}

/// Reads a form once it is known whose it is, within what they may send. What no form is, its handler reads.
async fn take_form(web: &Web, path: &str, visit: &Visit, request: Request) -> Result<(Request, Option<Place>), Unread> {
    if request.method() != Method::POST || is_upload(path, request.headers()) {
        return Ok((request, None));
    }
    let (head, body) = request.into_parts();
    let Taken { bytes, place } = web.edge.bodies.read_form(body, visit.session.is_some()).await?;
    Ok((Request::from_parts(head, bytes.into()), Some(place)))
}

fn is_upload(path: &str, headers: &HeaderMap) -> bool {
    match path {
        "/employees/import" => true,
        "/phone/calls/{id}/recording" => headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "audio/wav"),
        _ => false,
    }
}

/// No such address: a page for people, the bare status for everything else.
pub async fn lost(State(web): State<Web>, request: Request) -> Response {
    if !header_text(request.headers(), "accept").is_some_and(|accepted| accepted.contains("text/html")) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (visitor, https_at) = (visitor(&web, &request), None);
    let visit = Visit { visitor, session: None, csrf: String::new(), note: None, https_at, clock: None };
    let mut response = error::not_found(&visit);
    protect(&web, "", &mut response);
    response
}

/// Webhooks, prompts and health know neither cookies nor pages.
fn is_page(path: &str) -> bool {
    !["/voice/", "/prompts/", "/healthz", "/readyz", "/assets/"].iter().any(|other| path.starts_with(other))
}

fn refusal(visit: &Visit, audience: Audience, request: &Request) -> Option<Response> {
    let role = visit.session.as_ref().map(|session| session.user.role);
    match (audience, role) {
        (Audience::Everybody, _) | (Audience::SignedIn, Some(_)) => None,
        (Audience::Roles(roles), Some(role)) if roles.contains(&role) => None,
        (Audience::Roles(_), Some(_)) => Some(error::forbidden(visit)),
        (Audience::SignedIn | Audience::Roles(_), None) => {
            let next = request.uri().path_and_query().map_or("/", |target| target.as_str());
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let to_page = request.method() == Method::GET;
            Some(
                Redirect::to(&if to_page { format!("/sign-in?next={next}") } else { "/sign-in".to_owned() })
                    .into_response(),
            )
        }
    }
}

fn protect(web: &Web, path: &str, response: &mut Response) {
    // Nobody speaks on any other page.
    let devices = match path {
        "/phone" | "/practice/phone" => "camera=(), geolocation=(), microphone=(self)",
        _ => "camera=(), geolocation=(), microphone=()",
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Setup links are secrets: no other site learns the address of any page.
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), devices),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Recordings are more private still.
    let stored_nowhere = headers.get(header::CACHE_CONTROL).is_some_and(|said| said == "private, no-store");
    if !stored_nowhere {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if is_https(web) {
        // Of this host alone: what else its owner has below the name may not know https.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

fn is_https(web: &Web) -> bool {
    web.gateway.public_url.scheme() == "https"
}

fn visitor(web: &Web, request: &Request) -> Visitor {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().map(HeaderValue::as_bytes);
    let address = web.edge.proxies.client(peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), forwarded);
    let browser = header_text(request.headers(), "user-agent").unwrap_or("unknown").to_owned();
    Visitor { address: address.to_string(), browser, known: None }
}

fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn draw(web: &Web) -> String {
    let mut bytes = [0_u8; 32];
    web.gateway.entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn cookie(web: &Web, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(is_https(web)).build()
}

fn gone(web: &Web, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(web, name, String::new());
    cookie.make_removal();
    cookie
}

fn set_cookie(response: &mut Response, cookie: &Cookie<'_>) {
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
    if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={}", KNOWN_FOR.as_secs())) {
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

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let session = visit.session.clone().ok_or(StatusCode::FORBIDDEN)?;
        Ok(Self { visit, session })
    }
}

/// A submitted form, believed only with the visit's CSRF token in its field `csrf`.
#[derive(Debug, Clone, Copy)]
pub struct Form<T>(pub T);

#[derive(Deserialize)]
struct Checked<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let visit =
            request.extensions().get::<Visit>().cloned().ok_or_else(|| StatusCode::FORBIDDEN.into_response())?;
        let (head, body) = request.with_limited_body().into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.map_err(|_| error::not_understood(&visit))?;
        let request = Request::from_parts(head, Body::from(normalized(&body)));
        let form = PlainForm::<Checked<T>>::from_request(request, state).await;
        let PlainForm(form) = form.map_err(|_| error::not_understood(&visit))?;
        if is_csrf(&visit, &form.csrf) { Ok(Self(form.fields)) } else { Err(error::stale_form(&visit)) }
    }
}

/// For what a script sends that is no form: the token comes in a header.
#[must_use]
pub fn is_csrf_in_header(visit: &Visit, headers: &HeaderMap) -> bool {
    header_text(headers, "x-csrf-token").is_some_and(|shown| is_csrf(visit, shown))
}

/// For uploads, whose fields come one by one.
#[must_use]
pub fn is_csrf(visit: &Visit, shown: &str) -> bool {
    shown.as_bytes().ct_eq(visit.csrf.as_bytes()).into()
}
