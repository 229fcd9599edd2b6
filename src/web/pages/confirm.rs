//! Confirm it is you: the password once more before users, PINs, exports and devices. Any page can ask for it.
//!
//! A page of a form asks before it shows the form, with [`required`]. What a form sends is taken by [`ConfirmedForm`],
//! which keeps what was typed until the password has come; what can be no [`ConfirmedForm`] calls [`required_for`].

use askama::Template;
use axum::{
    body::Body,
    extract::{FromRequest, Request, State},
    http::{StatusCode, Uri, uri::PathAndQuery},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form as PlainForm, Query};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    error::{self, PageError},
    form_errors::capital,
    layout::{Page, html},
    own_page::own_page,
};
use crate::{
    demo::PASSWORD as PASSWORD_OF_DEMO,
    service::{
        access::{AccountError, WebSession, confirm, second_factor::SecondFactorCode},
        pin_hash::{HashError, Secret},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn, Visit},
        routes::Routes,
    },
};

/// What the fields of this page begin with: those of the form that waits have other names.
const OWN: &str = "confirm_";
const PASSWORD: &str = "confirm_password";
const CODE: &str = "confirm_code";
const RECOVERY: &str = "confirm_recovery";
const NEXT: &str = "confirm_next";
/// There where the form that waits is to be sent.
const SENDS: &str = "confirm_sends";
/// What no page holds for later: it is typed again.
const KEPT_NOWHERE: [&str; 8] = ["csrf", "password", "current", "pin", "again", "code", "keys", "Digits"];

pub(super) fn routes() -> Routes {
    Routes::new().get("/confirm", Audience::SignedIn, show).post("/confirm", Audience::SignedIn, confirm)
}

/// Goes on where whoever has signed in has shown within the last minutes that it is them. Elsewhere the page asks, and
/// leads to `back` then: a page that is opened with GET.
///
/// # Errors
/// The way to the page that asks.
pub(in crate::web) fn required(web: &Web, signed_in: &SignedIn, back: &str) -> Result<(), PageError> {
    if is_confirmed(web, &signed_in.session) {
        return Ok(());
    }
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Err(Redirect::to(&format!("/confirm?next={back}")).into_response().into())
}

/// The same for a file, which comes once somebody has.
///
/// # Errors
/// The way to the page that asks.
pub(in crate::web) fn required_for_file(web: &Web, signed_in: &SignedIn, uri: &Uri) -> Result<(), PageError> {
    required(web, signed_in, uri.path_and_query().map_or("/", PathAndQuery::as_str))
}

/// The same for a form that was sent to `path` with these fields. They are kept by the page that asks, and sent again
/// from there. Passwords and PINs are not among them.
///
/// # Errors
/// The page that asks.
pub(in crate::web) fn required_for(
    web: &Web,
    signed_in: &SignedIn,
    path: &str,
    fields: &[(String, String)],
) -> Result<(), PageError> {
    if is_confirmed(web, &signed_in.session) {
        return Ok(());
    }
    Err(page(web, signed_in, Waiting { next: path.to_owned(), sends: true, fields: kept(fields) }, None).into())
}

/// Whether whoever has signed in has shown within the last minutes that it is them. Made-up users of a demo who have no
/// password have, once they are in.
pub(in crate::web) fn is_confirmed(web: &Web, session: &WebSession) -> bool {
    let made_up = web.demo.is_some() && !session.has_password && session.confirmed_at.is_some();
    made_up || confirm::is_confirmed(session, web.store.now())
}

/// A submitted form, believed as [`Form`] is, and only from somebody who has shown within the last minutes that it is
/// them. From others it is kept by the page that asks, and sent again from there.
#[derive(Debug, Clone, Copy)]
pub(in crate::web) struct ConfirmedForm<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Web> for ConfirmedForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let visit = request.extensions().get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| StatusCode::FORBIDDEN.into_response())?;
        let (head, body) = request.into_parts();
        // It was read before, by the guard.
        let body = axum::body::to_bytes(body, usize::MAX).await.map_err(|_| error::not_understood(&visit))?;
        let path = head.uri.path().to_owned();
        let Form(typed) = Form::from_request(Request::from_parts(head, Body::from(body.clone())), web).await?;
        let signed_in = SignedIn::new(visit).ok_or_else(|| StatusCode::FORBIDDEN.into_response())?;
        let fields: Vec<_> = form_urlencoded::parse(&body).into_owned().collect();
        required_for(web, &signed_in, &path, &fields).map_err(IntoResponse::into_response)?;
        Ok(Self(typed))
    }
}

fn kept(fields: &[(String, String)]) -> Vec<(String, String)> {
    let kept = fields.iter().filter(|(name, _)| !name.starts_with(OWN) && !KEPT_NOWHERE.contains(&name.as_str()));
    kept.cloned().collect()
}

/// What waits until somebody has shown that it is them.
#[derive(Default)]
struct Waiting {
    /// The page to go to, or where the form is to be sent.
    next: String,
    sends: bool,
    fields: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    page: Page,
    email: String,
    asks_code: bool,
    /// Whether they sign in by PIN only, and have no password to type.
    by_pin_only: bool,
    /// The password that everybody has in a demo.
    demo_password: Option<&'static str>,
    waiting: Waiting,
    problem: Option<String>,
}

fn page(web: &Web, signed_in: &SignedIn, waiting: Waiting, problem: Option<String>) -> Response {
    let WebSession { user, device, has_password, has_second_factor, .. } = &signed_in.session;
    let (email, asks_code) = (user.email.to_string(), *has_second_factor);
    let by_pin_only = device.is_some() && !has_password;
    let page = Page::of(signed_in, &signed_in.words().confirm.title, "");
    let demo_password = web.demo.as_ref().filter(|_| *has_password).map(|_| PASSWORD_OF_DEMO);
    html(&ConfirmPage { page, email, asks_code, by_pin_only, demo_password, waiting, problem })
}

#[derive(Deserialize)]
struct ConfirmQuery {
    #[serde(default)]
    next: String,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(query): Query<ConfirmQuery>) -> Response {
    let next = own_page(&query.next).to_owned();
    page(&web, &signed_in, Waiting { next, ..Waiting::default() }, None)
}

/// The code that was typed into one of two fields.
pub(super) fn read_code(code: &str, recovery: &str) -> Option<SecondFactorCode> {
    SecondFactorCode::parse(if code.trim().is_empty() { recovery } else { code })
}

/// Takes the password, and goes where it was asked for. Of the form that waits it knows no field.
async fn confirm(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let of = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    if !of("csrf").is_some_and(|shown| guard::is_csrf(&signed_in.visit, &shown)) {
        return Ok(error::stale_form(&signed_in.visit));
    }
    let next = own_page(&of(NEXT).unwrap_or_default()).to_owned();
    let waiting = Waiting { next, sends: of(SENDS).is_some(), fields: kept(&fields) };
    let password = Secret::new(of(PASSWORD).unwrap_or_default());
    let code = read_code(&of(CODE).unwrap_or_default(), &of(RECOVERY).unwrap_or_default());
    match web.sign_in.confirm(signed_in.actor(), signed_in.session.clone(), (password, code)).await {
        // With its body (RFC 9110, 15.4.8).
        Ok(()) if waiting.sends => Ok(Redirect::temporary(&waiting.next).into_response()),
        Ok(()) => Ok(Redirect::to(&waiting.next).into_response()),
        Err(problem @ AccountError::SessionEnded) => Ok(guard::signed_out_with(
            &web,
            "/sign-in",
            &format!("{}.", capital(&signed_in.words().account.refusal(&problem))),
        )),
        Err(AccountError::Hash(HashError::Full)) => Ok(error::busy(&signed_in.visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => {
            let problem = format!("{}.", capital(&signed_in.words().account.refusal(&problem)));
            Ok(page(&web, &signed_in, waiting, Some(problem)))
        }
    }
}
