//! The users of a workspace: who there is and where they are signed in; inviting and changing, by owners. How one of
//! them signs in, and their PIN, are in the files below.

mod pin;
mod ways;
mod words;

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
        language::OfficeLanguage,
        pen::Pen,
        user::Role,
        workspace::Zone,
    },
    service::{
        StoreError,
        access::{
            AccountError, WebSession, second_factor,
            users::{self, NewUser, UserChange, UserRow},
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, SignedIn},
        routes::Routes,
    },
    wording::admin::AdminWords,
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
    /// The languages that there are, each in its own name, and the one that is chosen.
    languages: [(OfficeLanguage, &'static str); OfficeLanguage::ALL.len()],
    language: OfficeLanguage,
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

impl Invitation {
    /// The language that was chosen, at first that of whoever invites.
    fn language(&self, signed_in: &SignedIn) -> OfficeLanguage {
        OfficeLanguage::parse(&self.language).unwrap_or(signed_in.visit.language)
    }
}

/// What is wrong, beside the field that it is about; the error itself where it is about none.
fn form_errors(error: AccountError, words: &AdminWords) -> Result<FormErrors, AccountError> {
    let field = match error {
        AccountError::Email(_) => return Ok(FormErrors::new("email", &words.signin.not_an_email)),
        AccountError::NoName => "name",
        AccountError::EmailTaken => "email",
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
    Ok(FormErrors::new(field, &words.account.refusal(&error)))
}

fn no_role(words: &AdminWords) -> FormErrors {
    FormErrors::new("role", &words.users.choose_role)
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
        page: Page::of(signed_in, &signed_in.words().users.title, "/users"),
        sessions: rows.iter().flat_map(|row| sessions_of(row, signed_in.session.id, &zone, signed_in.pen())).collect(),
        users: rows.into_iter().map(|row| listed(row, &zone, signed_in)).collect(),
        may_change: access::allows(role, &Method::POST, "/users"),
        to_folder: web.outbox.goes_to_folder(),
        roles: Role::ALL,
        languages: OfficeLanguage::ALL.map(|language| (language, AdminWords::of(language).account.own_name.as_str())),
        language: typed.language(signed_in),
        typed,
        errors,
    }))
}

fn listed(row: UserRow, zone: &Zone, signed_in: &SignedIn) -> ListedUser {
    let (words, pen) = (signed_in.words(), signed_in.pen());
    let UserRow { user, joined, has_second_factor, mail, .. } = row;
    ListedUser {
        id: user.id,
        name: user.name,
        email: user.email.to_string(),
        role: words.role(user.role),
        active: user.active,
        joined,
        has_second_factor,
        mail: mail.filter(|_| !joined).map(|mail| words.users.mail(&mail, zone, pen)).unwrap_or_default(),
    }
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
        return list_page(&web, &signed_in, &typed, no_role(signed_in.words())).await;
    };
    let (language, words) = (typed.language(&signed_in), signed_in.words());
    let new = NewUser { name: typed.name.clone(), email: typed.email.clone(), role, language };
    let actor = signed_in.actor();
    let holds = users::holds_to_invite(actor.workspace);
    match web.store.write(holds, move |u| users::invite(u, &actor, &new)).await {
        Ok(user) => {
            let note = if web.outbox.goes_to_folder() {
                words.users.is_invited_in_folder(user.name)
            } else {
                words.users.is_invited(user.name)
            };
            Ok(guard::go(&web, "/users", &note))
        }
        Err(error) => match form_errors(error, words) {
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
    let words = &signed_in.words().users;
    let active = if user.active { "yes" } else { "no" }.to_owned();
    let known = UserForm { name: user.name.clone(), role: user.role.name().to_owned(), active };
    Ok(html(&UserPage {
        page: Page::of(signed_in, &user.name, "/users"),
        id,
        email: user.email.to_string(),
        joined,
        active: user.active,
        has_second_factor,
        mail: mail.map(|mail| words.mail(&mail, &zone, signed_in.pen())).unwrap_or_default(),
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
        return user_page(&web, &signed_in, &path, Some(typed), no_role(signed_in.words())).await;
    };
    let active = match typed.active.as_str() {
        "yes" => true,
        "no" => false,
        _ => {
            let errors = FormErrors::new("active", &signed_in.words().users.choose_yes_or_no);
            return user_page(&web, &signed_in, &path, Some(typed), errors).await;
        }
    };
    let change = UserChange { name: typed.name.clone(), role, active };
    let actor = signed_in.actor();
    let holds = users::holds_to_change(actor.workspace, id);
    match web.store.write(holds, move |u| users::change(u, &actor, id, &change)).await {
        Ok(()) => Ok(guard::go(&web, "/users", &signed_in.words().users.changed)),
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(error) => match form_errors(error, signed_in.words()) {
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
    let (actor, words) = (signed_in.actor(), signed_in.words());
    let holds = users::holds_to_change(actor.workspace, id);
    match web.store.write(holds, move |u| users::invite_again(u, &actor, id)).await {
        Ok(()) => {
            let words = &words.users;
            let to_folder = web.outbox.goes_to_folder();
            let note = if to_folder { &words.invited_again_in_folder } else { &words.invited_again };
            Ok(guard::go(&web, "/users", note))
        }
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(problem @ (AccountError::Joined | AccountError::NotActive | AccountError::PinOnly)) => {
            Ok(guard::go(&web, "/users", &words.users.nothing_sent(words.account.refusal(&problem))))
        }
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
    let (actor, words) = (signed_in.actor(), signed_in.words());
    let holds = second_factor::holds_to_reset(actor.workspace, id);
    match web.store.write(holds, move |u| second_factor::reset(u, &actor, id)).await {
        Ok(user) => Ok(guard::go(&web, "/users", &words.users.factor_is_reset(user.name))),
        Err(AccountError::NoUser) => Ok(error::not_found(&signed_in.visit)),
        Err(problem @ AccountError::NoSecondFactor) => {
            Ok(guard::go(&web, "/users", &words.users.nothing_changed(words.account.refusal(&problem))))
        }
        Err(error) => Err(error::failed(&error)),
    }
}
