//! Signing in and signing out.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::EmptyForm,
    form_errors::capital,
    kiosks::this_device::after_sign_in,
    layout::{Page, html},
    own_page::own_page,
    typed_secret::TypedSecret,
};
use crate::{
    service::{
        Hold,
        access::{AccountError, Begun, sessions},
        pin_hash::HashError,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn, Visit, shared_device::SCREEN},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/", Audience::Everybody, home)
        .get("/sign-in", Audience::Everybody, show)
        .post("/sign-in", Audience::Everybody, sign_in)
        .post("/sign-out", Audience::SignedIn, sign_out)
}

async fn home(State(web): State<Web>, visit: Visit) -> Redirect {
    if visit.by_pin {
        return Redirect::to("/who-is-in");
    }
    if visit.device.is_some() && visit.session.is_none() {
        return Redirect::to(SCREEN);
    }
    if web.demo.is_some() {
        return Redirect::to("/demo");
    }
    Redirect::to(if visit.session.is_some() { "/home" } else { "/sign-in" })
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'a> {
    page: Page,
    email: &'a str,
    next: &'a str,
    problem: Option<String>,
    https_at: Option<&'a str>,
}

#[derive(Deserialize)]
struct SignInQuery {
    #[serde(default)]
    next: String,
}

async fn show(visit: Visit, Query(query): Query<SignInQuery>) -> Response {
    // Signing in on an approved device is by PIN.
    if visit.device.is_some() {
        return Redirect::to(SCREEN).into_response();
    }
    let (page, https_at) = (Page::outside(&visit, &visit.words().signin.sign_in), visit.https_at.as_deref());
    html(&SignInPage { page, email: "", next: own_page(&query.next), problem: None, https_at })
}

#[derive(Deserialize)]
struct SignInForm {
    email: String,
    password: TypedSecret,
    #[serde(default)]
    next: String,
}

async fn sign_in(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Form(typed): Form<SignInForm>,
) -> Result<Response, PageError> {
    if visit.device.is_some() {
        return Ok(Redirect::to(SCREEN).into_response());
    }
    match web.sign_in.sign_in(&typed.email, typed.password.into_secret(), visit.visitor.clone()).await {
        Ok(Begun::Session(session)) => {
            let to = after_sign_in(&web, &headers, &session, own_page(&typed.next)).await?;
            Ok(guard::signed_in(&web, &to, &session))
        }
        Ok(Begun::HalfWay(token)) => Ok(guard::go_half_way(&web, own_page(&typed.next), &token)),
        Err(problem @ AccountError::NotSignedIn) => Ok(again(
            &visit,
            &typed.email,
            &typed.next,
            format!("{}.", capital(&visit.words().account.refusal(&problem))),
        )),
        Err(AccountError::Hash(HashError::Full)) => {
            let problem = visit.words().signin.busy.clone();
            Ok(error::come_back_soon(again(&visit, &typed.email, &typed.next, problem)))
        }
        Err(error) => Err(error::failed(&error)),
    }
}

/// The form once more, with what was typed but the password.
fn again(visit: &Visit, email: &str, next: &str, problem: String) -> Response {
    let (page, https_at) = (Page::outside(visit, &visit.words().signin.sign_in), visit.https_at.as_deref());
    html(&SignInPage { page, email, next: own_page(next), problem: Some(problem), https_at })
}

async fn sign_out(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (actor, id) = (signed_in.actor(), signed_in.session.id);
    let to = if signed_in.session.device.is_some() { SCREEN } else { "/sign-in" };
    match web.store.write(Hold::Nothing, move |u| sessions::end(u, &actor, id)).await {
        Ok(()) | Err(AccountError::NoUser) => Ok(guard::signed_out(&web, to)),
        Err(error) => Err(error::failed(&error)),
    }
}
