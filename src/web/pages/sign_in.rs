//! Signing in and signing out.

use askama::Template;
use axum::{
    extract::State,
    response::{Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    account::words,
    error::{self, PageError},
    field::EmptyForm,
    form_errors::capital,
    layout::{Page, html},
    typed_secret::TypedSecret,
};
use crate::{
    service::{
        Hold,
        access::{AccountError, sessions},
        pin_hash::HashError,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn, Visit},
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
    use crate::domain::user::Role;
    if web.demo.is_some() {
        return Redirect::to("/demo");
    }
    Redirect::to(match visit.session.map(|session| session.user.role) {
        Some(Role::Owner | Role::Admin) => "/time-tracking/phone-clocking",
        Some(Role::Manager) => "/who-is-in",
        Some(Role::Payroll) => "/account",
        None => "/sign-in",
    })
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
    let (page, https_at) = (Page::outside(&visit, "Sign in"), visit.https_at.as_deref());
    html(&SignInPage { page, email: "", next: own_page(&query.next), problem: None, https_at })
}

#[derive(Deserialize)]
struct SignInForm {
    email: String,
    password: TypedSecret,
    #[serde(default)]
    next: String,
}

async fn sign_in(State(web): State<Web>, visit: Visit, Form(typed): Form<SignInForm>) -> Result<Response, PageError> {
    match web.sign_in.sign_in(&typed.email, typed.password.into_secret(), visit.visitor.clone()).await {
        Ok(session) => Ok(guard::signed_in(&web, own_page(&typed.next), &session)),
        Err(problem @ AccountError::NotSignedIn) => {
            Ok(again(&visit, &typed.email, &typed.next, format!("{}.", capital(&words::refusal(&problem)))))
        }
        Err(AccountError::Hash(HashError::Full)) => {
            let problem = "Too many people are signing in at this moment, and calls come first. Wait a few seconds, then \
                           type the password again.";
            Ok(error::come_back_soon(again(&visit, &typed.email, &typed.next, problem.to_owned())))
        }
        Err(error) => Err(error::failed(&error)),
    }
}

/// The form once more, with what was typed but the password.
fn again(visit: &Visit, email: &str, next: &str, problem: String) -> Response {
    let (page, https_at) = (Page::outside(visit, "Sign in"), visit.https_at.as_deref());
    html(&SignInPage { page, email, next: own_page(next), problem: Some(problem), https_at })
}

async fn sign_out(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (actor, id) = (signed_in.actor(), signed_in.session.id);
    match web.store.write(Hold::Nothing, move |u| sessions::end(u, &actor, id)).await {
        Ok(()) | Err(AccountError::NoUser) => Ok(guard::signed_out(&web, "/sign-in")),
        Err(error) => Err(error::failed(&error)),
    }
}

/// Where to go after signing in: only to pages of our own. Browsers drop or turn round much of what no address of ours
/// has in it (a tab, a backslash), so only what they have is let through.
pub(super) fn own_page(next: &str) -> &str {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"-/?&=%._".contains(&byte);
    let own = next.starts_with('/') && !next.starts_with("//") && next.bytes().all(is_ours);
    if own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for next in [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\u{b}",
            "/\u{0}/evil.example",
            "/\r\n/evil.example",
            "/\u{a0}/evil.example",
            "/\u{ff0f}evil.example",
            "/@evil.example",
            "/:80/",
            "employees",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_page(next), "/", "{next:?}");
        }
        for next in ["/", "/employees?page=2", "/time-entries?from=2026-11-01&employee=018f%2D", "/who-is-in/_x.y"] {
            assert_eq!(own_page(next), next);
        }
    }
}
