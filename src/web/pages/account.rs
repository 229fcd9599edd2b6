//! One's own account: the password, and where one is signed in.

mod alert_words;
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
    domain::{ids::WebSessionId, language::OfficeLanguage, pen::Pen, workspace::Zone},
    service::{
        Hold,
        access::{AccountError, WebSession, sessions, users},
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account", Audience::SignedIn, show)
        .post("/account/password", Audience::SignedIn, change_password)
        .post("/account/language", Audience::SignedIn, choose_language)
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
    /// The languages that there are, each in its own name.
    languages: [(OfficeLanguage, &'static str); OfficeLanguage::ALL.len()],
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
        page: Page::of(&signed_in, &signed_in.words().account.title, "/account"),
        email: user.email.to_string(),
        role: signed_in.words().role(user.role),
        languages: OfficeLanguage::ALL.map(|language| (language, AdminWords::of(language).account.own_name.as_str())),
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
    let words = &signed_in.words().account;
    if password != typed.again.into_secret() {
        return page(&web, signed_in, Some(words.passwords_differ.clone())).await;
    }
    let (actor, session, visitor) = (signed_in.actor(), signed_in.session.clone(), signed_in.visit.visitor.clone());
    match web.sign_in.change_password(actor, session, (current, password), visitor).await {
        Ok(browser) => {
            let mut response = guard::go(&web, "/account", &words.password_changed);
            guard::know_browser(&web, &mut response, &browser);
            Ok(response)
        }
        Err(problem @ AccountError::SessionEnded) => {
            Ok(guard::signed_out_with(&web, "/sign-in", &format!("{}.", capital(&words.refusal(&problem)))))
        }
        Err(AccountError::Hash(HashError::Full)) => Ok(error::busy(&signed_in.visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => page(&web, signed_in, Some(format!("{}.", capital(&words.refusal(&problem))))).await,
    }
}

#[derive(Deserialize)]
struct LanguageForm {
    #[serde(default)]
    language: String,
}

async fn choose_language(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<LanguageForm>,
) -> Result<Response, PageError> {
    let Some(language) = OfficeLanguage::parse(&typed.language) else {
        return Ok(error::not_understood(&signed_in.visit));
    };
    let (actor, id) = (signed_in.actor(), signed_in.session.user.id);
    match web.store.write(users::hold_of(id), move |u| users::choose_language(u, &actor, id, language)).await {
        Ok(()) => Ok(guard::go(&web, "/account", &AdminWords::of(language).account.language_chosen)),
        Err(error) => Err(error::failed(&error)),
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
            Ok(guard::go(&web, next, &signed_in.words().account.browser_signed_out))
        }
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(error) => Err(error::failed(&error)),
    }
}
