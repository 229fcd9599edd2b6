//! One's own account: the password, and where one is signed in.

pub(super) mod alert_words;
mod alerts;
pub(super) mod second_factor;
pub(super) mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    browser_name::browser_name,
    error::{self, PageError},
    form_errors::capital,
    layout::{Page, html},
    own_page::own_page,
    typed_secret::TypedSecret,
};
use crate::{
    domain::{ids::WebSessionId, pen::Pen, workspace::Zone},
    service::{
        Hold,
        access::{AccountError, WebSession, sessions},
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account", Audience::SignedIn, show)
        .post("/account/password", Audience::SignedIn, change_password)
        .post("/sessions/{id}/end", Audience::SignedIn, end_session)
        .merge(alerts::routes())
        .merge(second_factor::routes())
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    email: String,
    role: &'static str,
    has_second_factor: bool,
    here: WebSessionId,
    sessions: Vec<WebSession>,
    zone: Zone,
    pen: Pen,
    problem: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    page(&web, signed_in, None).await
}

async fn page(web: &Web, signed_in: SignedIn, problem: Option<String>) -> Result<Response, PageError> {
    let user = &signed_in.session.user;
    let (workspace, id, now) = (user.workspace, user.id, web.store.clock().time_for_ends());
    let sessions = web.store.read(move |tx| sessions::list(tx, workspace, Some(id), now)).await?;
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    Ok(html(&AccountPage {
        page: Page::of(&signed_in, "Your account", "/account"),
        email: user.email.to_string(),
        role: user.role.name(),
        has_second_factor: signed_in.session.has_second_factor,
        here: signed_in.session.id,
        sessions,
        zone: settings.zone,
        pen: signed_in.pen().clone(),
        problem,
    }))
}

#[derive(Deserialize)]
struct PasswordForm {
    current: TypedSecret,
    password: TypedSecret,
    again: TypedSecret,
}

async fn change_password(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<PasswordForm>,
) -> Result<Response, PageError> {
    let (current, password) = (typed.current.into_secret(), typed.password.into_secret());
    if password != typed.again.into_secret() {
        return page(&web, signed_in, Some("The two passwords do not match; type both again.".to_owned())).await;
    }
    let (actor, session, visitor) = (signed_in.actor(), signed_in.session.clone(), signed_in.visit.visitor.clone());
    match web.sign_in.change_password(actor, session, (current, password), visitor).await {
        Ok(browser) => {
            let note = "Your password is changed, and you are signed out everywhere else.";
            let mut response = guard::go(&web, "/account", note);
            guard::know_browser(&web, &mut response, &browser);
            Ok(response)
        }
        Err(problem @ AccountError::SessionEnded) => {
            Ok(guard::signed_out_with(&web, "/sign-in", &format!("{}.", capital(&words::refusal(&problem)))))
        }
        Err(AccountError::Hash(HashError::Full)) => Ok(error::busy(&signed_in.visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => page(&web, signed_in, Some(format!("{}.", capital(&words::refusal(&problem))))).await,
    }
}

#[derive(Deserialize)]
struct EndSessionForm {
    /// The page with the list that the button was in.
    #[serde(default)]
    next: String,
}

async fn end_session(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(ending): Form<EndSessionForm>,
) -> Result<Response, PageError> {
    let Some(id) = WebSessionId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (own, actor) = (signed_in.session.id == id, signed_in.actor());
    match web.store.write(Hold::Nothing, move |u| sessions::end(u, &actor, id)).await {
        Ok(()) if own => Ok(guard::signed_out(&web, "/sign-in")),
        Ok(()) => {
            let next = if ending.next.is_empty() { "/account" } else { own_page(&ending.next) };
            Ok(guard::go(&web, next, "That browser is signed out."))
        }
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(error) => Err(error::failed(&error)),
    }
}
