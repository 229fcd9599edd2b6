//! How one user signs in, and which employee they are: for owners.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use serde::Deserialize;

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, UserId},
        login_method::LoginMethod,
        user::User,
        workspace::Zone,
    },
    service::{
        StoreError,
        access::{
            AccountError,
            links::{self, UserLink},
            users::{self, holds_to_change},
        },
        kiosks::{policy, user_pins},
        roster::jobs,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            confirm::{self, ConfirmedForm},
            error::{self, PageError},
            field::SelectOption,
            form_errors::capital,
            layout::{Page, html},
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/users/{id}/login-method", Audience::OWNERS, set_login_method)
        .get("/users/{id}/employee", Audience::OWNERS, choose)
        .post("/users/{id}/employee", Audience::OWNERS, link)
}

/// How one user signs in, as their page shows it.
pub(super) struct Ways {
    pub(super) methods: Vec<SelectOption>,
    pub(super) pin_only: bool,
    /// Since when there is a PIN, and how many digits it has.
    pub(super) pin: Option<String>,
    /// Whether the workspace lets users sign in by PIN at all.
    pub(super) switched_on: bool,
    /// The employee who they are, with their name.
    pub(super) employee: Option<(EmployeeId, String)>,
}

impl Ways {
    pub(super) async fn find(web: &Web, signed_in: &SignedIn, user: UserId, zone: &Zone) -> Result<Self, StoreError> {
        let (workspace, words) = (signed_in.session.user.workspace, &signed_in.words().users);
        let read = web.store.read(move |tx| {
            let link = links::find(tx, workspace, user)?;
            let on = policy::get(tx, workspace)?.is_some_and(|policy| policy.activated && policy.sign_in_by_pin);
            Ok::<_, StoreError>((link, user_pins::find(tx, workspace, user)?, on))
        });
        let (link, pin, switched_on) = read.await?;
        let nobody = UserLink { employee: None, employee_name: None, method: LoginMethod::Password };
        let UserLink { employee, employee_name, method } = link.unwrap_or(nobody);
        let option = |known: LoginMethod| SelectOption::new(known.name(), words.method(known), method.name());
        Ok(Self {
            methods: LoginMethod::ALL.map(option).to_vec(),
            pin_only: !method.takes_password(),
            pin: pin.map(|pin| words.pin(&pin, zone, signed_in.pen())),
            switched_on,
            employee: employee.zip(employee_name),
        })
    }
}

/// The user that an address names.
pub(super) fn user_id(signed_in: &SignedIn, id: &str) -> Result<UserId, PageError> {
    UserId::parse(id).ok_or_else(|| error::not_found(&signed_in.visit).into())
}

/// Back to the user's page with a word about what was done, or with why it was not.
fn outcome(
    web: &Web,
    signed_in: &SignedIn,
    id: UserId,
    done: Result<String, AccountError>,
) -> Result<Response, PageError> {
    match done {
        Ok(note) => Ok(guard::go(web, &format!("/users/{id}"), &note)),
        Err(AccountError::NoUser | AccountError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => {
            let words = signed_in.words();
            let note = words.users.nothing_changed_as(capital(&words.account.refusal(&problem)));
            Ok(guard::go(web, &format!("/users/{id}"), &note))
        }
    }
}

#[derive(Deserialize)]
struct MethodForm {
    #[serde(default)]
    login_method: String,
}

async fn set_login_method(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(MethodForm { login_method }): ConfirmedForm<MethodForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (user_id(&signed_in, &id)?, signed_in.actor());
    let workspace = actor.workspace;
    let Some(method) = LoginMethod::parse(&login_method) else {
        let known = web.store.read(move |tx| users::find(tx, workspace, id)).await?;
        return Ok(match known {
            Some(_) => error::not_understood(&signed_in.visit),
            None => error::not_found(&signed_in.visit),
        });
    };
    let holds = holds_to_change(actor.workspace, id);
    let set = web.store.write(holds, move |u| links::set_login_method(u, &actor, id, method)).await;
    let words = &signed_in.words().users;
    let note = |name: &str| match method {
        LoginMethod::Password => words.now_by_password(name),
        LoginMethod::PasswordAndPin => words.now_by_password_and_pin(name),
        LoginMethod::PinOnly => words.now_by_pin_only(name),
    };
    outcome(&web, &signed_in, id, set.map(|user| note(&user.name)))
}

#[derive(Template)]
#[template(path = "users/employee.html")]
struct EmployeePage {
    page: Page,
    id: UserId,
    name: String,
    /// The name of the employee who they are now.
    now: Option<String>,
    find: String,
    all: bool,
    people: Vec<Employee>,
}

#[derive(Deserialize)]
struct FindQuery {
    #[serde(default)]
    find: String,
}

async fn choose(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(FindQuery { find }): Query<FindQuery>,
) -> Result<Response, PageError> {
    let (id, workspace, search) = (user_id(&signed_in, &id)?, signed_in.session.user.workspace, find.clone());
    confirm::required(&web, &signed_in, &format!("/users/{id}/employee"))?;
    let read = web.store.read(move |tx| {
        let (user, link) = (users::find(tx, workspace, id)?, links::find(tx, workspace, id)?);
        let Some((user, link)) = user.zip(link) else { return Ok(None) };
        Ok::<_, StoreError>(Some((user, link, jobs::find_candidates(tx, workspace, search)?)))
    });
    let Some((user, link, found)) = read.await? else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&EmployeePage {
        page: Page::of(&signed_in, &signed_in.words().users.which_employee(&user.name), "/users"),
        id,
        name: user.name,
        now: link.employee_name,
        find,
        all: found.all,
        people: found.people,
    }))
}

#[derive(Deserialize)]
struct EmployeeForm {
    /// Empty for none.
    #[serde(default)]
    employee: String,
}

async fn link(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmployeeForm { employee }): ConfirmedForm<EmployeeForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (user_id(&signed_in, &id)?, signed_in.actor());
    let employee = match employee.as_str() {
        "" => None,
        given => match EmployeeId::parse(given) {
            Some(employee) => Some(employee),
            None => return Ok(error::not_found(&signed_in.visit)),
        },
    };
    let holds = holds_to_change(actor.workspace, id);
    let linked = web.store.write(holds, move |u| links::link(u, &actor, id, employee)).await;
    let words = &signed_in.words().users;
    let note = |(user, employee): (User, Option<String>)| match employee {
        Some(employee) => words.linked(user.name, employee),
        None => words.unlinked(user.name),
    };
    outcome(&web, &signed_in, id, linked.map(note))
}
