//! What stands before every page: the session, the table of access, the CSRF token, the headers.

mod cookies;
mod form;
mod headers;
mod visit;

use std::net::{Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use self::{
    cookies::{cookie, draw, gone, names, set_cookie},
    headers::protect,
};
pub(super) use self::{
    cookies::{go, know_browser, signed_in, signed_out, signed_out_with},
    form::{Form, is_csrf, is_csrf_in_header},
    visit::{SignedIn, Visit},
};
use super::{
    Web,
    access::{self, Audience},
    bodies::{BodyPermit, BodyRejection, ReadBody},
    clock_notice::ClockNotice,
    pages::error,
    plain_http,
};
use crate::service::{
    StoreError,
    access::{Token, Visitor, WebSession, form_token::form_token, sessions},
};

/// Asks the table of access before every handler, and finds out who is there.
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
            Err(error) => return error::failed(&error).into_response(),
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
        https_at: plain_http::right_address(&web.services.public_url, request.headers()),
        clock: ClockNotice::find(&web.services),
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

/// The session behind a cookie. A board that asks again and again whether it may be watched holds no session open.
async fn find_session(web: &Web, path: &str, token: &str) -> Result<Option<WebSession>, StoreError> {
    match path {
        "/who-is-in/events" => sessions::look_at(&web.store, token).await,
        _ => sessions::find(&web.store, token).await,
    }
}

/// Reads a form once it is known who sends it, within what they may send. Anything that is no form is read by its
/// handler.
async fn take_form(
    web: &Web,
    path: &str,
    visit: &Visit,
    request: Request,
) -> Result<(Request, Option<BodyPermit>), BodyRejection> {
    if request.method() != Method::POST || is_upload(path, request.headers()) {
        return Ok((request, None));
    }
    let (head, body) = request.into_parts();
    let ReadBody { bytes, place } = web.edge.bodies.read_form(body, visit.session.is_some()).await?;
    Ok((Request::from_parts(head, bytes.into()), Some(place)))
}

fn is_upload(path: &str, headers: &HeaderMap) -> bool {
    match path {
        "/employees/import" => true,
        "/phone/calls/{id}/recording" => headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "audio/wav"),
        _ => false,
    }
}

/// Answers an address that does not exist: with a page for people, with the bare status for everything else.
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
