//! The users of a workspace: who there is and where they are signed in; inviting and changing, by owners.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::Method,
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;

use super::{
    browser_name::browser_name,
    layout::{Page, html},
    sign_in::{Nothing, capital},
};
use crate::{
    domain::{
        ids::{UserId, WebSessionId},
        user::Role,
        workspace::Zone,
    },
    service::{
        accounts::AccountError,
        kernel::outbox::{MailStage, MailState},
        users::{NewUser, UserChange, UserView},
    },
    web::{
        Web, access,
        guard::{self, Form, SignedIn},
    },
};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/users", get(list).post(invite))
        .route("/users/{id}", get(show).post(change))
        .route("/users/{id}/invite", post(invite_again))
}

/// One line of the list.
struct UserRow {
    id: UserId,
    name: String,
    email: String,
    role: &'static str,
    active: bool,
    joined: bool,
    /// What is the matter with their last mail.
    mail: String,
}

/// One place where somebody is signed in.
struct SessionRow {
    id: WebSessionId,
    user: String,
    browser: String,
    address: String,
    last_seen: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage<'a> {
    page: Page,
    users: Vec<UserRow>,
    sessions: Vec<SessionRow>,
    may_change: bool,
    to_folder: bool,
    roles: [Role; 4],
    typed: &'a Invitation,
    wrong: Wrong,
}

#[derive(Default, Deserialize)]
struct Invitation {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

/// The mistake of each field.
#[derive(Default)]
struct Wrong {
    name: Option<String>,
    email: Option<String>,
    role: Option<String>,
    active: Option<String>,
}

impl Wrong {
    /// Beside the field that it is about; the error itself where it is about none.
    fn about(error: AccountError) -> Result<Self, AccountError> {
        let words = Some(format!("{}.", capital(&error.to_string())));
        match error {
            AccountError::NoName => Ok(Self { name: words, ..Self::default() }),
            AccountError::Email(_) | AccountError::EmailTaken => Ok(Self { email: words, ..Self::default() }),
            AccountError::LastOwner => Ok(Self { role: words, ..Self::default() }),
            AccountError::Store(_)
            | AccountError::NotSignedIn
            | AccountError::Password(_)
            | AccountError::WrongPassword
            | AccountError::SessionEnded
            | AccountError::LinkSpent
            | AccountError::OwnersOnly
            | AccountError::NoUser
            | AccountError::NotActive
            | AccountError::Joined
            | AccountError::Workspace(_)
            | AccountError::Hash(_) => Err(error),
        }
    }

    fn no_role() -> Self {
        Self { role: Some("Choose what they may do.".to_owned()), ..Self::default() }
    }
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Response {
    list_page(&web, &signed_in, &Invitation::default(), Wrong::default()).await
}

async fn list_page(web: &Web, signed_in: &SignedIn, typed: &Invitation, wrong: Wrong) -> Response {
    let (views, zone) = match web.gateway.list_users(signed_in.session.user.workspace).await {
        Ok(listed) => listed,
        Err(error) => return super::error::failed(&error),
    };
    let role = signed_in.session.user.role;
    html(&UsersPage {
        page: Page::of(signed_in, "Users", "/users"),
        sessions: views.iter().flat_map(|view| session_rows(view, signed_in.session.id, &zone)).collect(),
        users: views.into_iter().map(|view| user_row(view, &zone)).collect(),
        may_change: access::allows(role, &Method::POST, "/users"),
        to_folder: web.outbox.goes_to_folder(),
        roles: Role::ALL,
        typed,
        wrong,
    })
}

fn user_row(view: UserView, zone: &Zone) -> UserRow {
    let UserView { user, joined, mail, .. } = view;
    UserRow {
        id: user.id,
        name: user.name,
        email: user.email.to_string(),
        role: user.role.name(),
        active: user.active,
        joined,
        mail: mail.filter(|_| !joined).map(|mail| mail_words(&mail, zone)).unwrap_or_default(),
    }
}

fn mail_words(mail: &MailState, zone: &Zone) -> String {
    let problem = mail.problem.as_deref().unwrap_or_default();
    match (mail.state, mail.sent_at) {
        (MailStage::Sent, _) if mail.to_folder => "mail written to the outbox folder".to_owned(),
        (MailStage::Sent, Some(at)) => format!("mail sent {}", shown(at, zone)),
        (MailStage::Sent, None) => "mail sent".to_owned(),
        (MailStage::Waiting, _) if problem.is_empty() => "mail being sent".to_owned(),
        (MailStage::Waiting, _) => format!("mail waiting: {problem}"),
        (MailStage::Failed, _) => format!("mail not sent: {problem}"),
    }
}

/// What becomes of a mail that was just queued.
fn goes(web: &Web) -> &'static str {
    if web.outbox.goes_to_folder() { "written to the outbox folder" } else { "being sent" }
}

fn shown(at: jiff::Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%d %H:%M %Z").to_string()
}

fn session_rows(view: &UserView, here: WebSessionId, zone: &Zone) -> Vec<SessionRow> {
    let row = |session: &crate::service::accounts::WebSession| SessionRow {
        id: session.id,
        user: view.user.name.clone(),
        browser: session.browser.clone(),
        address: session.address.clone(),
        last_seen: shown(session.last_seen_at, zone),
        here: session.id == here,
    };
    view.sessions.iter().map(row).collect()
}

async fn invite(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<Invitation>) -> Response {
    let Some(role) = Role::parse(&typed.role) else {
        return list_page(&web, &signed_in, &typed, Wrong::no_role()).await;
    };
    let new = NewUser { name: typed.name.clone(), email: typed.email.clone(), role };
    match web.gateway.invite_user(signed_in.actor(), new).await {
        Ok(user) => guard::go(&web, "/users", &format!("{} is invited; the mail is {}.", user.name, goes(&web))),
        Err(error) => match Wrong::about(error) {
            Ok(wrong) => list_page(&web, &signed_in, &typed, wrong).await,
            Err(error) => super::error::failed(&error),
        },
    }
}

#[derive(Template)]
#[template(path = "user.html")]
struct UserPage<'a> {
    page: Page,
    id: UserId,
    email: String,
    joined: bool,
    active: bool,
    mail: String,
    own: bool,
    roles: [Role; 4],
    typed: &'a Change,
    wrong: Wrong,
}

#[derive(Deserialize)]
struct Change {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    active: String,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    user_page(&web, &signed_in, &id, None, Wrong::default()).await
}

async fn user_page(web: &Web, signed_in: &SignedIn, id: &str, typed: Option<Change>, wrong: Wrong) -> Response {
    let Some(id) = UserId::parse(id) else { return super::error::not_found(&signed_in.visit) };
    let (views, zone) = match web.gateway.list_users(signed_in.session.user.workspace).await {
        Ok(listed) => listed,
        Err(error) => return super::error::failed(&error),
    };
    let Some(view) = views.into_iter().find(|view| view.user.id == id) else {
        return super::error::not_found(&signed_in.visit);
    };
    let UserView { user, joined, mail, .. } = view;
    let active = if user.active { "yes" } else { "no" }.to_owned();
    let known = Change { name: user.name.clone(), role: user.role.name().to_owned(), active };
    html(&UserPage {
        page: Page::of(signed_in, &user.name, "/users"),
        id,
        email: user.email.to_string(),
        joined,
        active: user.active,
        mail: mail.map(|mail| mail_words(&mail, &zone)).unwrap_or_default(),
        own: signed_in.session.user.id == id,
        roles: Role::ALL,
        typed: &typed.unwrap_or(known),
        wrong,
    })
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(path): Path<String>,
    Form(typed): Form<Change>,
) -> Response {
    let Some(id) = UserId::parse(&path) else { return super::error::not_found(&signed_in.visit) };
    let Some(role) = Role::parse(&typed.role) else {
        return user_page(&web, &signed_in, &path, Some(typed), Wrong::no_role()).await;
    };
    let active = match typed.active.as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            let wrong = Wrong { active: Some("Choose yes or no.".to_owned()), ..Wrong::default() };
            return user_page(&web, &signed_in, &path, Some(typed), wrong).await;
        }
    };
    let change = UserChange { name: typed.name.clone(), role, active };
    match web.gateway.change_user(signed_in.actor(), id, change).await {
        Ok(()) => guard::go(&web, "/users", "The user is changed."),
        Err(AccountError::NoUser) => super::error::not_found(&signed_in.visit),
        Err(error) => match Wrong::about(error) {
            Ok(wrong) => user_page(&web, &signed_in, &path, Some(typed), wrong).await,
            Err(error) => super::error::failed(&error),
        },
    }
}

async fn invite_again(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(id) = UserId::parse(&id) else { return super::error::not_found(&signed_in.visit) };
    match web.gateway.invite_user_again(signed_in.actor(), id).await {
        Ok(()) => {
            let note = format!("A new invitation is {}; the one before it no longer works.", goes(&web));
            guard::go(&web, "/users", &note)
        }
        Err(AccountError::NoUser) => super::error::not_found(&signed_in.visit),
        Err(problem @ (AccountError::Joined | AccountError::NotActive)) => {
            guard::go(&web, "/users", &format!("Nothing was sent: {problem}."))
        }
        Err(error) => super::error::failed(&error),
    }
}
