//! The form for an employee, new or known.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    language_name,
    one::{failed, known},
};
use crate::{
    domain::{
        employee::{
            Employee,
            input::{EmployeeFieldError, EmployeeInput, Field},
        },
        ids::EmployeeId,
        workspace::{Languages, Settings, Zone},
    },
    service::{
        Hold,
        roster::{
            employees::{self, EmployeeError, EmployeeRow},
            workspaces,
        },
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            employee_doubts::{DetailsWarning, doubts},
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            layout::{Page, html},
        },
    },
};

#[derive(Template)]
#[template(path = "employee_form.html")]
struct FormPage {
    page: Page,
    id: EmployeeId,
    button: &'static str,
    back: String,
    has_errors: bool,
    /// What may be a slip; saved all the same where somebody says so.
    doubts: Vec<DetailsWarning>,
    fields: Vec<TextField>,
    zones: Vec<String>,
    languages: Vec<SelectOption>,
    language_wrong: Option<String>,
    voice_checks: [SelectOption; 3],
}

/// A form for somebody new, or for `known`.
fn form(
    signed_in: &SignedIn,
    settings: &Settings,
    (id, known): (EmployeeId, Option<&Employee>),
    typed: &EmployeeInput,
    errors: &[EmployeeFieldError],
) -> FormPage {
    let wrong = |field| errors.iter().find(|error| error.field == field).map(|error| error.reason.clone());
    let text = |id, label, field, value: &str| TextField { wrong: wrong(field), ..TextField::new(id, label, value) };
    let zone_hint = format!("Leave it empty for the workspace's, {}.", settings.zone.name());
    let fields = vec![
        TextField { required: true, ..text("name", "Name", Field::Name, &typed.name) },
        text("number", "Employee number", Field::Number, &typed.number).hint("As on the badge."),
        text("payroll_id", "Payroll ID", Field::PayrollId, &typed.payroll_id)
            .hint("What the payroll system calls them. Exports of hours use it."),
        // No type="email": browsers would rewrite or refuse what the gateway explains better.
        text("email", "Email", Field::Email, &typed.email).hint("The setup link goes there."),
        TextField { kind: "tel", ..text("phone", "Phone", Field::Phone, &typed.phone) }
            .hint("Their own, such as +15555550123. Without + it is read as a US or Canadian number."),
        text("last_name", "Last name, where exports need it separately", Field::LastName, &typed.last_name)
            .hint("Only where it is more than the last word, such as García López. It is part of the name above."),
        TextField { list: Some("zones"), ..text("time_zone", "Time zone", Field::TimeZone, &typed.time_zone) }
            .hint(&zone_hint),
    ];
    let language = if typed.language.is_empty() { settings.language.code() } else { typed.language.as_str() };
    let default = if settings.voice_check { "Same as the workspace (on)" } else { "Same as the workspace (off)" };
    let (title, button, back) = match known {
        None => ("Add employee".to_owned(), "Add employee", "/employees".to_owned()),
        Some(known) => (format!("Edit {}", known.details.name), "Save", format!("/employees/{id}")),
    };
    FormPage {
        page: Page::of(signed_in, &title, "/employees"),
        id,
        button,
        back,
        has_errors: !errors.is_empty(),
        doubts: Vec::new(),
        fields,
        zones: Zone::names(),
        languages: allowed(settings, known)
            .iter()
            .map(|one| SelectOption::new(one.code(), language_name(one), language))
            .collect(),
        language_wrong: wrong(Field::Language),
        voice_checks: [("", default), ("on", "On"), ("off", "Off")]
            .map(|(value, name)| SelectOption::new(value, name, &typed.voice_check)),
    }
}

/// The workspace's languages, and the one that somebody has from before they were changed.
fn allowed(settings: &Settings, known: Option<&Employee>) -> Languages {
    let own = known.map(|known| known.details.language);
    Languages::new(|one| settings.languages.contains(one) || own == Some(one)).unwrap_or_else(Languages::all)
}

async fn settings_of(web: &Web, signed_in: &SignedIn) -> Result<Settings, PageError> {
    let workspace = signed_in.session.user.workspace;
    Ok(web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?)
}

pub(super) async fn new(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let settings = settings_of(&web, &signed_in).await?;
    let id = EmployeeId::generate(&web.store.ids());
    Ok(html(&form(&signed_in, &settings, (id, None), &EmployeeInput::default(), &[])))
}

#[derive(Deserialize)]
pub(super) struct EmployeeForm {
    /// Drawn when the form was shown, so that sending it twice adds one person.
    #[serde(default)]
    id: String,
    /// Whether what may be a slip was meant.
    #[serde(default)]
    sure: String,
    #[serde(flatten)]
    entered: EmployeeInput,
}

pub(super) async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<EmployeeForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    let settings = settings_of(&web, &signed_in).await?;
    let again =
        |errors: &[EmployeeFieldError]| refused(&form(&signed_in, &settings, (id, None), &typed.entered, errors));
    let details = match typed.entered.parse(&allowed(&settings, None), settings.language) {
        Ok(details) => details,
        Err(errors) => return Ok(again(&errors)),
    };
    let actor = signed_in.actor();
    if typed.sure.is_empty() {
        let doubts = doubts(&web, actor.workspace, (id, None), &details).await?;
        if !doubts.is_empty() {
            let form = form(&signed_in, &settings, (id, None), &typed.entered, &[]);
            return Ok(refused(&FormPage { doubts, ..form }));
        }
    }
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| employees::add(u, &actor, id, details));
    match add.await {
        Ok(added) => Ok(guard::go(&web, &format!("/employees/{id}"), &format!("{} is added.", added.details.name))),
        Err(problem) => {
            field_error(&problem).map_or_else(|| Err(failed(&signed_in, &problem)), |error| Ok(again(&[error])))
        }
    }
}

pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (EmployeeRow { employee, .. }, settings) = known(&web, &signed_in, &id).await?;
    let typed = EmployeeInput::new(&employee.details);
    Ok(html(&form(&signed_in, &settings, (employee.id, Some(&employee)), &typed, &[])))
}

pub(super) async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<EmployeeForm>,
) -> Result<Response, PageError> {
    let (EmployeeRow { employee, .. }, settings) = known(&web, &signed_in, &id).await?;
    let who = (employee.id, Some(&employee));
    let again = |errors: &[EmployeeFieldError]| refused(&form(&signed_in, &settings, who, &typed.entered, errors));
    let details = match typed.entered.parse(&allowed(&settings, Some(&employee)), employee.details.language) {
        Ok(details) => details,
        Err(errors) => return Ok(again(&errors)),
    };
    let (actor, id) = (signed_in.actor(), employee.id);
    if typed.sure.is_empty() {
        let doubts = doubts(&web, actor.workspace, who, &details).await?;
        if !doubts.is_empty() {
            return Ok(refused(&FormPage { doubts, ..form(&signed_in, &settings, who, &typed.entered, &[]) }));
        }
    }
    let change = web.store.write(Hold::Workspace(actor.workspace), move |u| employees::change(u, &actor, id, details));
    match change.await {
        Ok(changed) => {
            let words = format!("{} is saved.", changed.details.name);
            Ok(guard::go(&web, &format!("/employees/{}", changed.id), &words))
        }
        Err(problem) => {
            field_error(&problem).map_or_else(|| Err(failed(&signed_in, &problem)), |error| Ok(again(&[error])))
        }
    }
}

/// The field that a refusal is about.
fn field_error(problem: &EmployeeError) -> Option<EmployeeFieldError> {
    let (field, reason) = match problem {
        EmployeeError::NumberTaken { number, holder } => {
            (Field::Number, format!("Employee number {number} already belongs to {holder}."))
        }
        EmployeeError::NoName => (Field::Name, "Enter a name.".to_owned()),
        EmployeeError::Email(_) => (Field::Email, "That doesn’t look like an email address.".to_owned()),
        EmployeeError::Store(_)
        | EmployeeError::Unknown(_)
        | EmployeeError::Several(_)
        | EmployeeError::NotFound
        | EmployeeError::ClockedIn(_) => return None,
    };
    Some(EmployeeFieldError { field, reason })
}
