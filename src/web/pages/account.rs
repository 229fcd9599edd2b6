//! One's own account: the password, and where one is signed in.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;

use super::{
    browser_name::browser_name,
    layout::{Page, html},
    sign_in::{capital, own_page},
};
use crate::{
    domain::{ids::WebSessionId, workspace::Zone},
    service::{
        accounts::{AccountError, WebSession},
        credentials::rollout,
        pin_hash::{HashError, Secret},
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
    },
};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/account", get(show))
        .route("/account/password", post(change_password))
        .route("/sessions/{id}/end", post(end_session))
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    page: Page,
    email: String,
    role: &'static str,
    here: WebSessionId,
    sessions: Vec<WebSession>,
    zone: Zone,
    problem: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Response {
    page(&web, signed_in, None).await
}

async fn page(web: &Web, signed_in: SignedIn, problem: Option<String>) -> Response {
    let user = &signed_in.session.user;
    let sessions = web.gateway.list_sessions(user.workspace, Some(user.id)).await;
    let workspace = user.workspace;
    match (sessions, web.store.read(move |tx| rollout::get_settings(tx, workspace)).await) {
        (Ok(sessions), Ok(settings)) => html(&AccountPage {
            page: Page::of(&signed_in, "Your account", "/account"),
            email: user.email.to_string(),
            role: user.role.name(),
            here: signed_in.session.id,
            sessions,
            zone: settings.zone,
            problem,
        }),
        (Err(error), _) => super::error::failed(&error),
        (_, Err(error)) => super::error::failed(&error),
    }
}

#[derive(Deserialize)]
struct Passwords {
    current: String,
    password: String,
    again: String,
}

async fn change_password(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<Passwords>) -> Response {
    let (current, password) = (Secret::new(typed.current), Secret::new(typed.password));
    if password != Secret::new(typed.again) {
        return page(&web, signed_in, Some("The two passwords differ; type both again.".to_owned())).await;
    }
    let (actor, session, visitor) = (signed_in.actor(), signed_in.session.clone(), signed_in.visit.visitor.clone());
    match web.gateway.change_password(actor, session, (current, password), visitor).await {
        Ok(browser) => {
            let note = "Your password is changed. Everywhere else you are signed out.";
            let mut response = guard::go(&web, "/account", note);
            guard::know_browser(&web, &mut response, &browser);
            response
        }
        Err(problem @ AccountError::SessionEnded) => {
            guard::signed_out_with(&web, "/sign-in", &format!("{}.", capital(&problem.to_string())))
        }
        Err(AccountError::Hash(HashError::Full)) => super::error::busy(&signed_in.visit),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => super::error::failed(&error),
        Err(problem) => page(&web, signed_in, Some(format!("{}.", capital(&problem.to_string())))).await,
    }
}

#[derive(Deserialize)]
struct Ending {
    /// The page with the list that the button was in.
    #[serde(default)]
    next: String,
}

async fn end_session(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(ending): Form<Ending>,
) -> Response {
    let Some(id) = WebSessionId::parse(&id) else { return super::error::not_found(&signed_in.visit) };
    let own = signed_in.session.id == id;
    match web.gateway.end_session(signed_in.actor(), id).await {
        Ok(()) if own => guard::signed_out(&web, "/sign-in"),
        Ok(()) => {
            let next = if ending.next.is_empty() { "/account" } else { own_page(&ending.next) };
            guard::go(&web, next, "That session is ended.")
        }
        Err(AccountError::NoUser) => super::error::not_found(&signed_in.visit),
        Err(error) => super::error::failed(&error),
    }
}
