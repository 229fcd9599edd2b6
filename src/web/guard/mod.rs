//! What stands before every page: the session, the table of access, the CSRF token, the headers.

mod cookies;
mod form;
mod headers;
pub mod language;
mod period;
pub mod shared_device;
mod visit;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;

pub(super) use self::{
    cookies::{
        begin_session, forget_half_way, forget_kiosk, go, go_half_way, half_way, kiosk_cookie, know_browser, never_ask,
        never_ask_cookie, session_cookie, signed_in, signed_out, signed_out_with,
    },
    form::{Form, is_csrf, is_csrf_in_header},
    headers::is_https,
    visit::{SignedIn, Visit},
};
use self::{
    cookies::{cookie, draw, gone, names, set_cookie},
    headers::protect,
};
use super::{
    Web,
    access::{self, Audience},
    api::gate as api,
    bodies::{BodyPermit, BodyRejection, ReadBody},
    clock_notice::ClockNotice,
    pages::error,
    plain_http,
};
use crate::domain::ids::DeviceId;
use crate::service::{
    StoreError,
    access::{Token, Visitor, WebSession, form_token::form_token, sessions},
    overview::frame::{self, Frame},
};
use crate::wording::admin::AdminWords;

/// Asks the table of access before every handler, and finds out who is there.
pub async fn guard(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let Some(audience) = access::audience(request.method(), &path) else {
        if api::is_below(&path) {
            return api::wrong_method(&path);
        }
        let known = access::RULES.iter().any(|rule| rule.path == path);
        return if known { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::NOT_FOUND }.into_response();
    };
    if !is_page(&path) {
        return next.run(request).await;
    }
    if api::is_below(&path) {
        let visitor = visitor(&web, &request);
        let mut response = match api::admit(&web, audience, &visitor, &mut request).await {
            Ok(()) => next.run(request).await,
            Err(problem) => problem.into_response(),
        };
        protect(&web, &path, &mut response);
        return response;
    }
    if is_act(&path) {
        let visitor = visitor(&web, &request);
        request.extensions_mut().insert(visitor);
        let mut response = next.run(request).await;
        protect(&web, &path, &mut response);
        return response;
    }
    let (cookies, names) = (CookieJar::from_headers(request.headers()), names(&web));
    let device = match cookies.get(names.kiosk) {
        Some(cookie) => match shared_device::find(&web, cookie.value()).await {
            Ok(device) => device,
            Err(error) => return unknown_visit(&web, (&path, &request), &error),
        },
        None => None,
    };
    // A board that asks again and again whether it may be watched holds no session open; on a shared device, what a
    // script gets by itself does not either.
    let by_itself = device.is_some() && request.method() == Method::GET && !is_for_a_person(&request);
    let prolongs = path != "/who-is-in/events" && !by_itself;
    let (session, of_session) = match cookies.get(names.session) {
        Some(cookie) => match find_session(&web, prolongs, (cookie.value(), device)).await {
            Ok(session) => {
                let of_session = session.is_some().then(|| form_token(cookie.value()));
                (session, of_session)
            }
            Err(error) => return unknown_visit(&web, (&path, &request), &error),
        },
        None => (None, None),
    };
    let drawn = cookies.get(names.csrf).map(|cookie| cookie.value().to_owned()).filter(|token| token.len() == 43);
    let (in_address, kept) = (period::in_address(&path, request.uri()), period::kept(&web, &cookies));
    let chosen = in_address.or(kept);
    let frame = match &session {
        Some(session) => match find_frame(&web, session, chosen).await {
            Ok(frame) => Some(frame),
            Err(error) => return unknown_visit(&web, (&path, &request), &error),
        },
        None => None,
    };
    let language =
        session.as_ref().map_or_else(|| language::office_asked_for(request.headers()), |session| session.user.language);
    let (csrf, new_csrf) = of_session.or(drawn).map_or_else(|| (draw(&web), true), |token| (token, false));
    let note = cookies.get(names.note).and_then(|cookie| URL_SAFE_NO_PAD.decode(cookie.value()).ok());
    let known = cookies.get(names.browser).and_then(|cookie| Token::parse(cookie.value()));
    let visit = Visit {
        visitor: Visitor { known, ..visitor(&web, &request) },
        by_pin: session.as_ref().is_some_and(|session| shared_device::is_by_pin(session, web.store.now())),
        session,
        device,
        csrf: csrf.clone(),
        note: note.and_then(|note| String::from_utf8(note).ok()),
        https_at: plain_http::right_address(&web.services.public_url, request.headers()),
        clock: ClockNotice::find(&web.services, AdminWords::of(language)),
        period: chosen,
        frame,
        language,
    };
    // What a script fetches shows no note to anybody.
    let shown = visit.note.is_some() && request.method() == Method::GET && is_for_a_person(&request);
    let mut response = match refusal(&visit, (audience, &path), &request) {
        Some(refusal) => refusal,
        None => match take_form(&web, &path, &visit, request).await {
            Ok((mut request, _place)) => {
                request.extensions_mut().insert(visit.clone());
                error::in_words(&visit, next.run(request).await)
            }
            Err(unread) => error::unread(&visit, unread),
        },
    };
    if new_csrf {
        set_cookie(&mut response, &cookie(&web, names.csrf, csrf));
    }
    if let Some(day) = in_address.filter(|day| Some(*day) != kept && response.status().is_success()) {
        period::keep(&web, &mut response, day);
    }
    if shown && response.status().is_success() {
        set_cookie(&mut response, &gone(&web, names.note));
    }
    protect(&web, &path, &mut response);
    response
}

/// The session behind a cookie, where this browser may have it: an approved device has those alone that were begun by
/// PIN on it, and no other browser has them.
async fn find_session(
    web: &Web,
    prolongs: bool,
    (token, device): (&str, Option<DeviceId>),
) -> Result<Option<WebSession>, StoreError> {
    let session = sessions::look_at(&web.store, token).await?.filter(|session| session.device == device);
    if let Some(session) = session.as_ref().filter(|_| prolongs) {
        sessions::prolong(&web.store, session).await?;
    }
    Ok(session)
}

/// What is around the pages of somebody who has signed in.
async fn find_frame(web: &Web, session: &WebSession, chosen: Option<Date>) -> Result<Arc<Frame>, StoreError> {
    let (workspace, language, now) = (session.user.workspace, session.user.language, web.store.now());
    Ok(Arc::new(web.store.read(move |tx| frame::find(tx, (workspace, language), chosen, now)).await?))
}

/// Whether a person opens it, as far as the browser says (Fetch Metadata, Sec-Fetch-Mode).
fn is_for_a_person(request: &Request) -> bool {
    header_text(request.headers(), "sec-fetch-mode").is_none_or(|mode| mode == "navigate")
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
        "/employees/import" | "/jobs/import" => true,
        "/phone/calls/{id}/recording" => headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "audio/wav"),
        _ => false,
    }
}

/// Answers an address that does not exist: with a page for people, with the bare status for everything else.
pub async fn lost(State(web): State<Web>, request: Request) -> Response {
    if api::is_below(request.uri().path()) {
        return api::nothing_there();
    }
    if !header_text(request.headers(), "accept").is_some_and(|accepted| accepted.contains("text/html")) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = error::not_found(&nobody(&web, &request));
    protect(&web, "", &mut response);
    response
}

/// The answer to a visit of which nobody knows whose it is, because the database did not tell.
fn unknown_visit(web: &Web, (path, request): (&str, &Request), error: &StoreError) -> Response {
    let failed = error::failed(error).into_response();
    let mut response = error::in_words(&nobody(web, request), failed);
    protect(web, path, &mut response);
    response
}

/// A visit by somebody who has not signed in, or is not asked whether they have.
fn nobody(web: &Web, request: &Request) -> Visit {
    Visit {
        visitor: visitor(web, request),
        session: None,
        device: None,
        by_pin: false,
        csrf: String::new(),
        note: None,
        https_at: None,
        clock: None,
        period: None,
        frame: None,
        language: language::office_asked_for(request.headers()),
    }
}

/// Webhooks, prompts and health know neither cookies nor pages.
fn is_page(path: &str) -> bool {
    !["/voice/", "/prompts/", "/healthz", "/readyz", "/assets/"].iter().any(|other| path.starts_with(other))
}

/// What a device of a kiosk signs is believed by that alone: whoever else has signed in at the browser is not asked for,
/// and their session does not go on by it. The handler reads the body, once it knows whose it is.
fn is_act(path: &str) -> bool {
    path.starts_with("/kiosk/api/") || path.starts_with("/kiosk/connect")
}

fn refusal(visit: &Visit, (audience, path): (Audience, &str), request: &Request) -> Option<Response> {
    let role = visit.session.as_ref().map(|session| session.user.role);
    match (audience, role) {
        (Audience::Everybody, _) => None,
        (Audience::Roles(roles), Some(role)) if !roles.contains(&role) => Some(error::forbidden(visit)),
        // No page is for programs.
        (Audience::Token(_), _) => Some(error::forbidden(visit)),
        (Audience::SignedIn | Audience::Roles(_), Some(_)) => shared_device::refusal(visit, path, request),
        (Audience::SignedIn | Audience::Roles(_), None) if visit.device.is_some() => {
            Some(Redirect::to(shared_device::SCREEN).into_response())
        }
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
