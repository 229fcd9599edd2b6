//! The form for an employee, new or known.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    entered::{allowed, form_errors, name_of, refusal},
    one::{failed, known},
};
use crate::{
    domain::{
        employee::{
            Employee,
            input::{EmployeeInput, Field},
        },
        ids::EmployeeId,
        workspace::{Settings, Zone},
    },
    service::{
        Hold,
        roster::{
            employees::{self, EmployeeRow},
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
            form_errors::FormErrors,
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
    errors: FormErrors,
    /// What may be a slip; saved all the same where somebody says so.
    doubts: Vec<DetailsWarning>,
    fields: Vec<TextField>,
    zones: Vec<String>,
    languages: Vec<SelectOption>,
    voice_checks: [SelectOption; 3],
}

/// A form for somebody new, or for `known`.
fn form(
    signed_in: &SignedIn,
    settings: &Settings,
    (id, known): (EmployeeId, Option<&Employee>),
    typed: &EmployeeInput,
    errors: FormErrors,
) -> FormPage {
    let all_words = signed_in.words();
    let (words, names) = (&all_words.people, &all_words.fields);
    let text = |field, label, value: &str| TextField::new(name_of(field), label, value).checked(&errors);
    let fields = vec![
        TextField { required: true, ..text(Field::Name, &names.name, &typed.name) },
        text(Field::Number, &names.number, &typed.number).hint(&words.number_hint),
        text(Field::PayrollId, &names.payroll_id, &typed.payroll_id).hint(&words.payroll_id_hint),
        // No type="email": browsers would rewrite or refuse what the gateway explains better.
        text(Field::Email, &names.email, &typed.email).hint(&words.email_hint),
        TextField { kind: "tel", ..text(Field::Phone, &names.phone, &typed.phone) }.hint(&words.phone_hint),
        text(Field::LastName, &words.last_name_separately, &typed.last_name).hint(&words.last_name_hint),
        TextField { list: Some("zones"), ..text(Field::TimeZone, &names.time_zone, &typed.time_zone) }
            .hint(&words.zone_hint(settings.zone.name())),
        TextField { kind: "date", ..text(Field::StartsOn, &names.start_date, &typed.starts_on) }
            .hint(&words.start_hint),
    ];
    let language = if typed.language.is_empty() { settings.language.code() } else { typed.language.as_str() };
    let default = if settings.voice_check { &words.as_workspace_on } else { &words.as_workspace_off };
    let (title, button, back) = match known {
        None => (words.add.clone(), &words.add, "/employees".to_owned()),
        Some(known) => (words.edit_title(&known.details.name), &names.save, format!("/employees/{id}")),
    };
    FormPage {
        page: Page::of(signed_in, &title, "/employees"),
        id,
        button,
        back,
        errors,
        doubts: Vec::new(),
        fields,
        zones: Zone::names(),
        languages: allowed(settings, known)
            .iter()
            .map(|one| SelectOption::new(one.code(), all_words.language_name(one), language))
            .collect(),
        voice_checks: [("", default), ("on", &words.on), ("off", &words.off)]
            .map(|(value, name)| SelectOption::new(value, name, &typed.voice_check)),
    }
}

async fn settings_of(web: &Web, signed_in: &SignedIn) -> Result<Settings, PageError> {
    let workspace = signed_in.session.user.workspace;
    Ok(web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?)
}

pub(super) async fn new(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let settings = settings_of(&web, &signed_in).await?;
    let id = EmployeeId::generate(&web.store.ids());
    Ok(html(&form(&signed_in, &settings, (id, None), &EmployeeInput::default(), FormErrors::default())))
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
    let again = |errors| refused(&form(&signed_in, &settings, (id, None), &typed.entered, errors));
    let details = match typed.entered.parse(&allowed(&settings, None), settings.language) {
        Ok(details) => details,
        Err(errors) => return Ok(again(form_errors(signed_in.words(), &errors))),
    };
    let actor = signed_in.actor();
    if typed.sure.is_empty() {
        let doubts = doubts((&web, signed_in.words()), actor.workspace, (id, None), &details).await?;
        if !doubts.is_empty() {
            let form = form(&signed_in, &settings, (id, None), &typed.entered, FormErrors::default());
            return Ok(refused(&FormPage { doubts, ..form }));
        }
    }
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| employees::add(u, &actor, id, details));
    match add.await {
        Ok(added) => {
            let note = signed_in.words().people.added(added.details.name);
            Ok(guard::go(&web, &format!("/employees/{id}"), &note))
        }
        Err(problem) => refusal(signed_in.words(), &problem).map(again).ok_or_else(|| failed(&signed_in, &problem)),
    }
}

pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (EmployeeRow { employee, .. }, settings) = known(&web, &signed_in, &id).await?;
    let typed = EmployeeInput::new(&employee.details);
    Ok(html(&form(&signed_in, &settings, (employee.id, Some(&employee)), &typed, FormErrors::default())))
}

pub(super) async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<EmployeeForm>,
) -> Result<Response, PageError> {
    let (EmployeeRow { employee, .. }, settings) = known(&web, &signed_in, &id).await?;
    let who = (employee.id, Some(&employee));
    let again = |errors| refused(&form(&signed_in, &settings, who, &typed.entered, errors));
    let details = match typed.entered.parse(&allowed(&settings, Some(&employee)), employee.details.language) {
        Ok(details) => details,
        Err(errors) => return Ok(again(form_errors(signed_in.words(), &errors))),
    };
    let (actor, id) = (signed_in.actor(), employee.id);
    if typed.sure.is_empty() {
        let doubts = doubts((&web, signed_in.words()), actor.workspace, who, &details).await?;
        if !doubts.is_empty() {
            let form = form(&signed_in, &settings, who, &typed.entered, FormErrors::default());
            return Ok(refused(&FormPage { doubts, ..form }));
        }
    }
    let change = web.store.write(Hold::Workspace(actor.workspace), move |u| employees::change(u, &actor, id, details));
    match change.await {
        Ok(changed) => {
            let note = signed_in.words().people.saved(changed.details.name);
            Ok(guard::go(&web, &format!("/employees/{}", changed.id), &note))
        }
        Err(problem) => refusal(signed_in.words(), &problem).map(again).ok_or_else(|| failed(&signed_in, &problem)),
    }
}
