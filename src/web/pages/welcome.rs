//! The pages behind password links: the first owner, an invitation, a reset.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    form_errors::capital,
    layout::{Page, html},
    typed_secret::TypedSecret,
};
use crate::{
    domain::{
        ids::WorkspaceId,
        workspace::{NAME_MAX_CHARS, Settings, SettingsFieldError, Workspace, Zone},
    },
    service::{
        access::{
            AccountError, Begun,
            first_owner::NewOwner,
            password_links::{self, PasswordLinkPage},
        },
        pin_hash::HashError,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, Visit},
        routes::Routes,
    },
    wording::admin::AdminWords,
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
    password: TypedSecret,
    #[serde(default)]
    again: TypedSecret,
}

#[derive(Template)]
#[template(path = "message.html")]
struct SpentPage<'a> {
    page: Page,
    words: &'a str,
}

async fn show(State(web): State<Web>, visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let welcome = open(&web, &visit, &token).await?;
    Ok(page(&visit, welcome, &WelcomeForm::default(), None))
}

/// Whose password the link is for, or the page to answer with.
async fn open(web: &Web, visit: &Visit, token: &str) -> Result<PasswordLinkPage, PageError> {
    password_links::open(&web.store, token).await.map_err(|error| {
        if matches!(error, AccountError::LinkSpent) { spent(visit).into() } else { error::failed(&error) }
    })
}

fn spent(visit: &Visit) -> Response {
    let words = &visit.words().welcome;
    html(&SpentPage { page: Page::outside(visit, &words.spent_title), words: &words.spent })
}

fn page(visit: &Visit, welcome: PasswordLinkPage, typed: &WelcomeForm, problem: Option<String>) -> Response {
    let (email, first_owner, workspaces) = match welcome {
        PasswordLinkPage::FirstOwner { workspaces } => (String::new(), true, workspaces),
        PasswordLinkPage::User(user) => (user.email.to_string(), false, Vec::new()),
    };
    let zones = if first_owner && workspaces.is_empty() { Zone::names() } else { Vec::new() };
    let words = &visit.words().welcome;
    let title = if first_owner { &words.set_up } else { &words.choose };
    html(&WelcomePage { page: Page::outside(visit, title), email, first_owner, workspaces, zones, typed, problem })
}

async fn choose(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(mut typed): Form<WelcomeForm>,
) -> Result<Response, PageError> {
    let password = std::mem::take(&mut typed.password).into_secret();
    let again = std::mem::take(&mut typed.again).into_secret();
    let welcome = open(&web, &visit, &token).await?;
    if password != again {
        return Ok(page(&visit, welcome, &typed, Some(visit.words().account.passwords_differ.clone())));
    }
    let begun = match &welcome {
        PasswordLinkPage::User(_) => web.sign_in.choose_password(&token, password, visit.visitor.clone()).await,
        PasswordLinkPage::FirstOwner { .. } => match owner(&typed, visit.words()) {
            Ok(owner) => web.sign_in.create_first_owner(&token, owner, password, visit.visitor.clone()).await,
            Err(problem) => return Ok(page(&visit, welcome, &typed, Some(problem))),
        },
    };
    match begun {
        Ok(Begun::Session(session)) => Ok(guard::signed_in(&web, "/", &session)),
        Ok(Begun::HalfWay(token)) => Ok(guard::go_half_way(&web, "/", &token)),
        Err(AccountError::LinkSpent) => Ok(spent(&visit)),
        Err(AccountError::Hash(HashError::Full)) => Ok(error::busy(&visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => {
            Ok(page(&visit, welcome, &typed, Some(format!("{}.", capital(&refusal(&problem, visit.words()))))))
        }
    }
}

/// Why nobody was let in, as a clause.
fn refusal(error: &AccountError, words: &AdminWords) -> String {
    if let AccountError::Email(_) = error {
        words.signin.not_an_email.clone()
    } else if let AccountError::Settings(SettingsFieldError::NoName) = error {
        words.welcome.no_workspace_name.clone()
    } else if let AccountError::Settings(SettingsFieldError::Name) = error {
        words.welcome.workspace_name_long(NAME_MAX_CHARS)
    } else {
        words.account.refusal(error)
    }
}

fn owner(typed: &WelcomeForm, words: &AdminWords) -> Result<NewOwner, String> {
    let workspace = WorkspaceId::parse(&typed.workspace);
    let zone = if typed.zone.is_empty() { "UTC" } else { typed.zone.trim() };
    let zone = Zone::parse(zone).map_err(|_| format!("{}.", capital(&words.welcome.no_zone(zone))))?;
    let settings = Settings::new(typed.workspace_name.trim().to_owned(), zone);
    Ok(NewOwner { name: typed.name.clone(), email: typed.email.clone(), language: words.language, workspace, settings })
}
