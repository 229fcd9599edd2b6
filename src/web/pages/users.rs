//! The users of a workspace: who there is and where they are signed in; inviting and changing, by owners. How one of
//! them signs in, and their PIN, are in the files below.

mod pin;
mod ways;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use serde::Deserialize;

use self::ways::Ways;
use super::{
    browser_name::browser_name,
    confirm::{self, ConfirmedForm},
    error::{self, PageError},
    field::EmptyForm,
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    domain::{
        ids::{UserId, WebSessionId},
        language::Language,
        pen::Pen,
        user::Role,
        workspace::Zone,
    },
    service::{
        StoreError,
        access::{
            AccountError, WebSession, second_factor,
            users::{self, MailStage, MailState, NewUser, UserChange, UserRow},
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, SignedIn},
        routes::Routes,
    },
    wording::admin::AccountWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/users", Audience::ADMINS, list)
        .post("/users", Audience::OWNERS, invite)
        .get("/users/{id}", Audience::OWNERS, show)
        .post("/users/{id}", Audience::OWNERS, change)
        .post("/users/{id}/invite", Audience::OWNERS, invite_again)
        .post("/users/{id}/reset-second-factor", Audience::OWNERS, reset_second_factor)
        .merge(ways::routes())
        .merge(pin::routes())
}

/// One line of the list.
struct ListedUser {
    id: UserId,
    name: String,
    email: String,
    role: &'static str,
    active: bool,
    joined: bool,
    has_second_factor: bool,
    /// What is the matter with their last mail.
    mail: String,
}

/// One place where somebody is signed in.
struct ListedSession {
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
    users: Vec<ListedUser>,
    sessions: Vec<ListedSession>,
    may_change: bool,
    to_folder: bool,
    roles: [Role; 4],
    typed: &'a Invitation,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
struct Invitation {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    language: String,
}

/// What is wrong, beside the field that it is about; the error itself where it is about none.
fn form_errors(error: AccountError, words: &AccountWords) -> Result<FormErrors, AccountError> {
    let field = match error {
        AccountError::NoName => "name",
        AccountError::Email(_) | AccountError::EmailTaken => "email",
        AccountError::LastOwner => "role",
        AccountError::Store(_)
        | AccountError::NotSignedIn
        | AccountError::Password(_)
        | AccountError::WrongPassword
        | AccountError::WrongPasswordOrCode
        | AccountError::WrongCode
        | AccountError::HalfWayOver
        | AccountError::NoSecondFactor
        | AccountError::CodesMadeAlready
        | AccountError::SecondFactorAsked
        | AccountError::SessionEnded
        | AccountError::LinkSpent
        | AccountError::OwnersOnly
        | AccountError::NoUser
        | AccountError::NotActive
        | AccountError::Joined
        | AccountError::PinOnly
        | AccountError::NoPin
        | AccountError::NoEmployee
        | AccountError::EmployeeTaken
        | AccountError::Settings(_)
        | AccountError::Hash(_) => return Err(error),
    };
    Ok(FormErrors::new(field, &words.refusal(&error)))
}

fn no_role() -> FormErrors {
    FormErrors::new("role", "Choose what they may do.")
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    list_page(&web, &signed_in, &Invitation::default(), FormErrors::default()).await
}

async fn find_users(web: &Web, signed_in: &SignedIn) -> Result<(Vec<UserRow>, Zone), StoreError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    web.store.read(move |tx| users::list(tx, workspace, now)).await
}

async fn list_page(
    web: &Web,
    signed_in: &SignedIn,
    typed: &Invitation,
    errors: FormErrors,
) -> Result<Response, PageError> {
    let (rows, zone) = find_users(web, signed_in).await?;
    let role = signed_in.session.user.role;
    Ok(html(&UsersPage {
        page: Page::of(signed_in, "Users", "/users"),
        sessions: rows.iter().flat_map(|row| sessions_of(row, signed_in.session.id, &zone, signed_in.pen())).collect(),
        users: rows.into_iter().map(|row| listed(row, &zone, signed_in.pen())).collect(),
        may_change: access::allows(role, &Method::POST, "/users"),
        to_folder: web.outbox.goes_to_folder(),
        roles: Role::ALL,
        typed,
        errors,
    }))
}

fn listed(row: UserRow, zone: &Zone, pen: &Pen) -> ListedUser {
    let UserRow { user, joined, has_second_factor, mail, .. } = row;
    ListedUser {
        id: user.id,
        name: user.name,
        email: user.email.to_string(),
        role: user.role.name(),
        active: user.active,
        joined,
        has_second_factor,
        mail: mail.filter(|_| !joined).map(|mail| mail_words(&mail, zone, pen)).unwrap_or_default(),
    }
}

fn mail_words(mail: &MailState, zone: &Zone, pen: &Pen) -> String {
    let problem = mail.problem.as_deref().unwrap_or_default();
    match (mail.state, mail.sent_at) {
        (MailStage::Sent, _) if mail.to_folder => "email written to the outbox folder".to_owned(),
        (MailStage::Sent, Some(at)) => format!("email sent {}", pen.moment(at, zone)),
        (MailStage::Sent, None) => "email sent".to_owned(),
        (MailStage::Waiting, _) if problem.is_empty() => "email being sent".to_owned(),
        (MailStage::Waiting, _) => format!("email waiting: {problem}"),
        (MailStage::Failed, _) => format!("email not sent: {problem}"),
    }
}

/// What becomes of a mail that was just queued.
fn goes(web: &Web) -> &'static str {
    if web.outbox.goes_to_folder() { "written to the outbox folder" } else { "being sent" }
}

fn sessions_of(row: &UserRow, here: WebSessionId, zone: &Zone, pen: &Pen) -> Vec<ListedSession> {
    let listed = |session: &WebSession| ListedSession {
        id: session.id,
        user: row.user.name.clone(),
        browser: session.browser.clone(),
        address: session.address.clone(),
        last_seen: pen.moment(session.last_seen_at, zone),
        here: session.id == here,
    };
    row.sessions.iter().map(listed).collect()
}

async fn invite(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(typed): ConfirmedForm<Invitation>,
) -> Result<Response, PageError> {
    let Some(role) = Role::parse(&typed.role) else {
        return list_page(&web, &signed_in, &typed, no_role()).await;
    };
    let language = Language::parse(&typed.language).unwrap_or(signed_in.visit.language);
    let new = NewUser { name: typed.name.clone(), email: typed.email.clone(), role, language };
    let actor = signed_in.actor();
    let holds = users::holds_to_invite(actor.workspace);
    match web.store.write(holds, move |u| users::invite(u, &actor, &new)).await {
        Ok(user) => Ok(guard::go(&web, "/users", &format!("{} is invited; the email is {}.", user.name, goes(&web)))),
        Err(error) => match form_errors(error, &signed_in.words().account) {
            Ok(errors) => list_page(&web, &signed_in, &typed, errors).await,
            Err(error) => Err(error::failed(&error)),
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
    has_second_factor: bool,
    mail: String,
    own: bool,
    ways: Ways,
    roles: [Role; 4],
    typed: &'a UserForm,
    errors: FormErrors,
}

#[derive(Deserialize)]
struct UserForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    active: String,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    confirm::required(&web, &signed_in, &format!("/users/{id}"))?;
    user_page(&web, &signed_in, &id, None, FormErrors::default()).await
}

async fn user_page(
    web: &Web,
    signed_in: &SignedIn,
    id: &str,
    typed: Option<UserForm>,
    errors: FormErrors,
) -> Result<Response, PageError> {
    let Some(id) = UserId::parse(id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (rows, zone) = find_users(web, signed_in).await?;
    let Some(row) = rows.into_iter().find(|row| row.user.id == id) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let UserRow { user, joined, has_second_factor, mail, .. } = row;
    let ways = Ways::find(web, signed_in, id, &zone).await?;
    let active = if user.active { "yes" } else { "no" }.to_owned();
    let known = UserForm { name: user.name.clone(), role: user.role.name().to_owned(), active };
    Ok(html(&UserPage {
        page: Page::of(signed_in, &user.name, "/users"),
        id,
        email: user.email.to_string(),
        joined,
        active: user.active,
        has_second_factor,
        mail: mail.map(|mail| mail_words(&mail, &zone, signed_in.pen())).unwrap_or_default(),
        own: signed_in.session.user.id == id,
        ways,
        roles: Role::ALL,
        typed: &typed.unwrap_or(known),
        errors,
    }))
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(path): Path<String>,
    ConfirmedForm(typed): ConfirmedForm<UserForm>,
) -> Result<Response, PageError> {
    let Some(id) = UserId::parse(&path) else { return Ok(error::not_found(&signed_in.visit)) };
    let Some(role) = Role::parse(&typed.role) else {
        return user_page(&web, &signed_in, &path, Some(typed), no_role()).await;
    };
    let active = match typed.active.as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            let errors = FormErrors::new("active", "Choose yes or no.");
            return user_page(&web, &signed_in, &path, Some(typed), errors).await;
        }
    };
    let change = UserChange { name: typed.name.clone(), role, active };
    let actor = signed_in.actor();
    let holds = users::holds_to_change(actor.workspace, id);
    match web.store.write(holds, move |u| users::change(u, &actor, id, &change)).await {
        Ok(()) => Ok(guard::go(&web, "/users", "The user is changed.")),
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(error) => match form_errors(error, &signed_in.words().account) {
            Ok(errors) => user_page(&web, &signed_in, &path, Some(typed), errors).await,
            Err(error) => Err(error::failed(&error)),
        },
    }
}

async fn invite_again(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = UserId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let holds = users::holds_to_change(actor.workspace, id);
    match web.store.write(holds, move |u| users::invite_again(u, &actor, id)).await {
        Ok(()) => {
            let note = format!("A new invitation is {}; the earlier one no longer works.", goes(&web));
            Ok(guard::go(&web, "/users", &note))
        }
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(problem @ (AccountError::Joined | AccountError::NotActive | AccountError::PinOnly)) => Ok(guard::go(
            &web,
            "/users",
            &format!("Nothing was sent: {}.", signed_in.words().account.refusal(&problem)),
        )),
        Err(error) => Err(error::failed(&error)),
    }
}

async fn reset_second_factor(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = UserId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let holds = second_factor::holds_to_reset(actor.workspace, id);
    match web.store.write(holds, move |u| second_factor::reset(u, &actor, id)).await {
        Ok(user) => {
            let note = format!("The second factor of {} is gone, and they are signed out everywhere.", user.name);
            Ok(guard::go(&web, "/users", &note))
        }
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(problem @ AccountError::NoSecondFactor) => Ok(guard::go(
            &web,
            "/users",
            &format!("Nothing was changed: {}.", signed_in.words().account.refusal(&problem)),
        )),
        Err(error) => Err(error::failed(&error)),
    }
}
