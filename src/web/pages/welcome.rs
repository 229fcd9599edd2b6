//! The pages behind password links: the first owner, an invitation, a reset.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    account::words,
    error,
    layout::{Page, html},
    sign_in::capital,
};
use crate::{
    domain::{
        ids::WorkspaceId,
        workspace::{Settings, Workspace, Zone},
    },
    service::{
        access::{
            AccountError,
            first_owner::NewOwner,
            password_links::{self, Welcome},
        },
        pin_hash::{HashError, Secret},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, Visit},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/welcome/{token}", Audience::Everybody, show).post(
        "/welcome/{token}",
        Audience::Everybody,
        choose,
    )
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage<'a> {
    page: Page,
    /// Whose password it is; empty for the first owner.
    email: String,
    first_owner: bool,
    workspaces: Vec<Workspace>,
    /// What there is to choose from for a new workspace.
    zones: Vec<String>,
    typed: &'a WelcomeForm,
    problem: Option<String>,
}

#[derive(Default, Deserialize)]
struct WelcomeForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    workspace: String,
    #[serde(default)]
    workspace_name: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "message.html")]
struct SpentPage<'a> {
    page: Page,
    words: &'a str,
}

async fn show(State(web): State<Web>, visit: Visit, Path(token): Path<String>) -> Response {
    match password_links::open(&web.store, &token).await {
        Ok(welcome) => page(&visit, welcome, &WelcomeForm::default(), None),
        Err(AccountError::LinkSpent) => spent(&visit),
        Err(error) => error::failed(&error),
    }
}

fn spent(visit: &Visit) -> Response {
    let words = "This link has been used, replaced by a newer one, or has run out. Ask for a new one on the sign-in page, or ask whoever invited you.";
    html(&SpentPage { page: Page::outside(visit, "This link no longer works"), words })
}

fn page(visit: &Visit, welcome: Welcome, typed: &WelcomeForm, problem: Option<String>) -> Response {
    let (email, first_owner, workspaces) = match welcome {
        Welcome::FirstOwner { workspaces } => (String::new(), true, workspaces),
        Welcome::User(user) => (user.email.to_string(), false, Vec::new()),
    };
    let zones = if first_owner && workspaces.is_empty() { Zone::names() } else { Vec::new() };
    let title = if first_owner { "Set up phoneclock" } else { "Choose a password" };
    html(&WelcomePage { page: Page::outside(visit, title), email, first_owner, workspaces, zones, typed, problem })
}

async fn choose(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(mut typed): Form<WelcomeForm>,
) -> Response {
    let password = Secret::new(std::mem::take(&mut typed.password));
    let again = Secret::new(std::mem::take(&mut typed.again));
    let welcome = match password_links::open(&web.store, &token).await {
        Ok(welcome) => welcome,
        Err(AccountError::LinkSpent) => return spent(&visit),
        Err(error) => return error::failed(&error),
    };
    if password != again {
        return page(&visit, welcome, &typed, Some("The two passwords differ; type both again.".to_owned()));
    }
    let begun = match &welcome {
        Welcome::User(_) => web.sign_in.choose_password(&token, password, visit.visitor.clone()).await,
        Welcome::FirstOwner { .. } => match owner(&typed) {
            Ok(owner) => web.sign_in.create_first_owner(&token, owner, password, visit.visitor.clone()).await,
            Err(problem) => return page(&visit, welcome, &typed, Some(problem)),
        },
    };
    match begun {
        Ok(session) => guard::signed_in(&web, "/", &session),
        Err(AccountError::LinkSpent) => spent(&visit),
        Err(AccountError::Hash(HashError::Full)) => error::busy(&visit),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => error::failed(&error),
        Err(problem) => page(&visit, welcome, &typed, Some(format!("{}.", capital(&words::refusal(&problem))))),
    }
}

fn owner(typed: &WelcomeForm) -> Result<NewOwner, String> {
    let workspace = WorkspaceId::parse(&typed.workspace);
    let zone = Zone::parse(if typed.zone.is_empty() { "UTC" } else { typed.zone.trim() });
    let zone = zone.map_err(|unknown| format!("{}.", capital(&unknown.to_string())))?;
    let settings = Settings::new(typed.workspace_name.trim().to_owned(), zone);
    Ok(NewOwner { name: typed.name.clone(), email: typed.email.clone(), workspace, settings })
}
