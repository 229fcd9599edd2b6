//! Employees: listed, added, changed, deactivated and reactivated.

mod fields;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use self::fields::{Employee, EmployeeChange, NewEmployee};
use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    changing::{self, Changeable, id_of},
    listing::{Listing, place},
    problem::Problem,
    version::{IfMatch, Versioned, json},
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{EmployeeId, WorkspaceId},
        language::OfficeLanguage,
        text::cleaned,
    },
    service::{
        Hold,
        audit::Actor,
        kernel::Unit,
        roster::{
            employees::{self, Cursor, EmployeeError, EmployeeFilter, EmployeePage},
            workspaces,
        },
        timesheets::leaving::{self, LeavingError},
    },
    web::{
        Web,
        access::Audience,
        pages::{employees::entered, form_errors::FormErrors},
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::EmployeesRead), Audience::Token(Scope::EmployeesWrite));
    Routes::new()
        .get("/api/v1/employees", read, list)
        .post("/api/v1/employees", write, add)
        .get("/api/v1/employees/{id}", read, get)
        .patch("/api/v1/employees/{id}", write, change)
        .delete("/api/v1/employees/{id}", write, deactivate)
        .post("/api/v1/employees/{id}/reactivate", write, reactivate)
}

/// Which employees are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EmployeesQuery {
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    cursor: Option<String>,
    /// Parts of the name, employee number, email address or phone number.
    #[param(nullable = false)]
    search: Option<String>,
    /// Only those who are active, or are not.
    #[param(nullable = false)]
    active: Option<bool>,
}

/// The words of problems are English, as those of all APIs.
fn words() -> &'static AdminWords {
    AdminWords::of(OfficeLanguage::En)
}

/// What is wrong with fields, by their names in JSON.
fn invalid(errors: &FormErrors) -> Problem {
    let name = |field| if field == "number" { "employee_number" } else { field };
    Problem::invalid(errors.iter().map(|(field, detail)| (name(field).to_owned(), detail.to_owned())))
}

/// Lists the employees of the workspace by name, 50 on a page.
#[utoipa::path(
    get, path = "/api/v1/employees", tag = "employees", operation_id = "list_employees",
    params(EmployeesQuery),
    responses((status = 200, description = "A page of employees", body = Listing<Employee>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<EmployeesQuery>,
) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let cursor = place(query.cursor.as_deref(), EmployeeId::parse)?.map_or(Cursor::Start, Cursor::After);
    let search = cleaned(&query.search.unwrap_or_default());
    let filter = EmployeeFilter { search, active: query.active, ..EmployeeFilter::default() };
    let page = web.store.read(move |tx| employees::list_page(tx, workspace, &filter, cursor)).await?;
    let EmployeePage { employees, after, .. } = page;
    Ok(json(&Listing::page(employees.into_iter().map(Employee::from).collect(), after)))
}

impl Changeable for Employee {
    type Id = EmployeeId;

    fn parse_id(text: &str) -> Option<EmployeeId> {
        EmployeeId::parse(text)
    }

    fn find(u: &mut Unit<'_>, workspace: WorkspaceId, id: EmployeeId) -> Result<Self, Problem> {
        Ok(employees::get_row(u.tx, workspace, id)?.into())
    }
}

/// Adds an employee.
///
/// With an `id` of your own (a UUID) the request can be sent again: an employee who is there under it already is
/// answered as they are, and nobody is added twice.
#[utoipa::path(
    post, path = "/api/v1/employees", tag = "employees", operation_id = "add_employee",
    request_body = NewEmployee,
    responses((status = 201, description = "The employee", body = Employee)),
)]
pub(super) async fn add(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewEmployee>,
) -> Result<Response, Problem> {
    let (actor, workspace) = (caller.actor(), caller.workspace());
    let id = new.id.unwrap_or_else(|| EmployeeId::generate(&web.store.ids()));
    let add = web.store.write(Hold::Workspace(workspace), move |u| {
        let settings = workspaces::get_settings(u.tx, workspace)?;
        let details = new.into_input().parse(&settings.languages, settings.language);
        let details = details.map_err(|errors| invalid(&entered::form_errors(words(), &errors)))?;
        employees::add(u, &actor, id, details)?;
        Employee::find(u, workspace, id)
    });
    Ok(Versioned(StatusCode::CREATED, add.await?).into_response())
}

/// Gets one employee.
#[utoipa::path(
    get, path = "/api/v1/employees/{id}", tag = "employees", operation_id = "get_employee",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The employee", body = Employee)),
)]
pub(super) async fn get(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    let (id, workspace) = (id_of::<Employee>(&id)?, caller.workspace());
    let row = web.store.read(move |tx| employees::get_row(tx, workspace, id)).await?;
    Ok(Versioned(StatusCode::OK, Employee::from(row)).into_response())
}

/// Changes an employee: the fields that are sent. A field that is null becomes empty.
#[utoipa::path(
    patch, path = "/api/v1/employees/{id}", tag = "employees", operation_id = "change_employee",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    request_body = EmployeeChange,
    responses((status = 200, description = "The employee", body = Employee)),
)]
pub(super) async fn change(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
    ApiJson(wanted): ApiJson<EmployeeChange>,
) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let act = move |u: &mut Unit<'_>, actor: &Actor, id| {
        let settings = workspaces::get_settings(u.tx, workspace)?;
        let known = employees::get_row(u.tx, workspace, id)?.employee;
        let input = wanted.onto(&known.details);
        let details = input.parse(&entered::allowed(&settings, Some(&known)), known.details.language);
        let details = details.map_err(|errors| invalid(&entered::form_errors(words(), &errors)))?;
        Ok::<_, Problem>(employees::change(u, actor, id, details)?)
    };
    changing::change::<Employee, _, _>((web, caller), (id, if_match), act).await
}

/// Deactivates an employee, who can no longer clock. Their hours stay; nobody is ever deleted.
#[utoipa::path(
    delete, path = "/api/v1/employees/{id}", tag = "employees", operation_id = "deactivate_employee",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    responses((status = 200, description = "The employee", body = Employee)),
)]
pub(super) async fn deactivate(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
) -> Result<Response, Problem> {
    let act = |u: &mut Unit<'_>, actor: &Actor, id| leaving::deactivate(u, actor, id, None);
    changing::change::<Employee, _, _>((web, caller), (id, if_match), act).await
}

/// Reactivates an employee, who can clock again.
#[utoipa::path(
    post, path = "/api/v1/employees/{id}/reactivate", tag = "employees", operation_id = "reactivate_employee",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    responses((status = 200, description = "The employee", body = Employee)),
)]
pub(super) async fn reactivate(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
) -> Result<Response, Problem> {
    let act = |u: &mut Unit<'_>, actor: &Actor, id| employees::set_active(u, actor, id, true);
    changing::change::<Employee, _, _>((web, caller), (id, if_match), act).await
}

impl From<EmployeeError> for Problem {
    fn from(error: EmployeeError) -> Self {
        if let Some(errors) = entered::refusal(words(), &error) {
            return invalid(&errors);
        }
        match error {
            EmployeeError::NotFound => Self::not_found(),
            EmployeeError::ClockedIn(_) => clocked_in(),
            EmployeeError::Store(_)
            | EmployeeError::NoName
            | EmployeeError::Email(_)
            | EmployeeError::NumberTaken { .. }
            | EmployeeError::Unknown(_)
            | EmployeeError::Several(_) => Self::failed(&error),
        }
    }
}

fn clocked_in() -> Problem {
    Problem::conflict("clocked-in", "Somebody is clocked in. Clock them out first, by correcting the open entry.")
}

impl From<LeavingError> for Problem {
    fn from(error: LeavingError) -> Self {
        match error {
            LeavingError::People(error) => error.into(),
            LeavingError::Job(error) => error.into(),
            LeavingError::ClockedIn(_) | LeavingError::Changed => clocked_in(),
            LeavingError::Store(_) | LeavingError::Entry(..) => Self::failed(&error),
        }
    }
}
