//! The people of the workspace: the list, one of them, and the forms.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{Method, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    employee_doubts::{Doubt, doubts},
    error,
    field::{Choice, TextField, refused},
    layout::{Page, html},
    sign_in::Nothing,
};
use crate::{
    domain::{
        employee::{
            Employee,
            entered::{Entered, Field, Flaw},
        },
        ids::EmployeeId,
        language::Language,
        user::Role,
        workspace::{Languages, Settings, Zone},
    },
    service::people::{Listed, Narrowed, PeopleError, PeoplePage, Place},
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees", Audience::LEADS, list)
        .get("/employees/new", Audience::ADMINS, new)
        .post("/employees/new", Audience::ADMINS, add)
        .get("/employees/export", Audience::ADMINS, export)
        .get("/employees/{id}", Audience::LEADS, show)
        .get("/employees/{id}/edit", Audience::ADMINS, edit)
        .post("/employees/{id}/edit", Audience::ADMINS, change)
        .post("/employees/{id}/reactivate", Audience::ADMINS, reactivate)
}

pub(super) fn may_change(role: Role) -> bool {
    access::allows(role, &Method::POST, "/employees/new")
}

/// What people call a language.
pub(super) const fn language_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Es => "Spanish",
    }
}

/// What the list was asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// Active where empty, `inactive` or `all`.
    status: String,
    language: String,
    /// `yes` or `no`.
    pin: String,
    after: String,
    before: String,
}

impl Asked {
    fn narrowed(&self) -> Narrowed {
        let active = match self.status.as_str() {
            "all" => None,
            "inactive" => Some(false),
            _ => Some(true),
        };
        let has_pin = match self.pin.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        Narrowed { search: self.q.clone(), active, language: Language::parse(&self.language), has_pin }
    }

    fn place(&self) -> Place {
        match (EmployeeId::parse(&self.after), EmployeeId::parse(&self.before)) {
            (Some(id), _) => Place::After(id),
            (None, Some(id)) => Place::Before(id),
            (None, None) => Place::Start,
        }
    }

    /// The same list in an address, at another place.
    fn query(&self, place: Option<(&str, EmployeeId)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let kept = [("q", &self.q), ("status", &self.status), ("language", &self.language), ("pin", &self.pin)];
        query.extend_pairs(kept.into_iter().filter(|(_, value)| !value.is_empty()));
        if let Some((side, id)) = place {
            query.append_pair(side, &id.to_string());
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

#[derive(Template)]
#[template(path = "employees.html")]
struct ListPage {
    page: Page,
    may_change: bool,
    /// Whether there is nobody in the workspace at all.
    is_empty: bool,
    asked: Asked,
    query: String,
    statuses: [Choice; 3],
    languages: Vec<Choice>,
    pins: [Choice; 3],
    rows: Vec<Row>,
    count: usize,
    before: Option<String>,
    after: Option<String>,
}

struct Row {
    id: EmployeeId,
    name: String,
    number: String,
    email: String,
    phone: String,
    language: &'static str,
    has_pin: bool,
    active: bool,
}

impl From<Listed> for Row {
    fn from(Listed { employee: Employee { id, details, active, .. }, has_pin, .. }: Listed) -> Self {
        let language = language_name(details.language);
        let Entered { name, number, email, phone, .. } = Entered::of(&details);
        Self {
            id,
            name,
            number: or_none(&number),
            email: or_none(&email),
            phone: or_none(&phone),
            language,
            has_pin,
            active,
        }
    }
}

fn or_none(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

async fn list(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let (narrowed, place) = (asked.narrowed(), asked.place());
    let found = web.gateway.list_people(workspace, narrowed.clone(), place).await;
    let PeoplePage { people, before, after, count } = match found {
        Ok(found) => found,
        Err(error) => return error::failed(&error),
    };
    let is_empty = count == 0
        && match web.gateway.list_people(workspace, Narrowed::default(), Place::Start).await {
            Ok(everybody) => everybody.count == 0,
            Err(error) => return error::failed(&error),
        };
    let languages = Language::ALL.map(|language| (language.code(), language_name(language)));
    html(&ListPage {
        page: Page::of(&signed_in, "Employees", "/employees"),
        may_change: may_change(signed_in.session.user.role),
        is_empty,
        query: asked.query(None),
        statuses: [("", "Active"), ("inactive", "Inactive"), ("all", "All")]
            .map(|(value, name)| Choice::new(value, name, &asked.status)),
        languages: [("", "Any")]
            .into_iter()
            .chain(languages)
            .map(|(value, name)| Choice::new(value, name, &asked.language))
            .collect(),
        pins: [("", "Any"), ("yes", "With a PIN"), ("no", "Without a PIN")]
            .map(|(value, name)| Choice::new(value, name, &asked.pin)),
        rows: people.into_iter().map(Row::from).collect(),
        count,
        before: before.map(|id| asked.query(Some(("before", id)))),
        after: after.map(|id| asked.query(Some(("after", id)))),
        asked,
    })
}

async fn export(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    match web.gateway.export_people(signed_in.actor(), asked.narrowed()).await {
        Ok(csv) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"employees.csv\""),
            ];
            (headers, csv).into_response()
        }
        Err(error) => error::failed(&error),
    }
}

#[derive(Template)]
#[template(path = "employee.html")]
struct OnePage {
    page: Page,
    may_change: bool,
    listed: Listed,
    entered: Entered,
    language: &'static str,
    zone: String,
    voice_check: &'static str,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    let (listed, settings) = match known(&web, &signed_in, &id).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let details = &listed.employee.details;
    let own = details.zone.as_ref().map(|zone| zone.name().to_owned());
    html(&OnePage {
        page: Page::of(&signed_in, &details.name, "/employees"),
        may_change: may_change(signed_in.session.user.role),
        entered: Entered::of(details),
        language: language_name(details.language),
        zone: own.unwrap_or_else(|| format!("{} (the workspace's)", settings.zone.name())),
        voice_check: match (details.voice_check, settings.voice_check) {
            (Some(true), _) => "On",
            (Some(false), _) => "Off",
            (None, true) => "On (the workspace's setting)",
            (None, false) => "Off (the workspace's setting)",
        },
        listed,
    })
}

/// An employee of the workspace with what there is to choose from, or the page to answer with.
async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<(Listed, Settings), Response> {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(id) else { return Err(error::not_found(&signed_in.visit)) };
    let listed = web.gateway.get_listed(workspace, id).await.map_err(|problem| failed(signed_in, &problem))?;
    let settings = web.gateway.get_people_settings(workspace).await.map_err(|problem| failed(signed_in, &problem))?;
    Ok((listed, settings))
}

fn failed(signed_in: &SignedIn, problem: &PeopleError) -> Response {
    match problem {
        PeopleError::NotFound => error::not_found(&signed_in.visit),
        PeopleError::Store(_)
        | PeopleError::NoName
        | PeopleError::Email(_)
        | PeopleError::NumberTaken { .. }
        | PeopleError::Unknown(_)
        | PeopleError::Several(_)
        | PeopleError::ClockedIn(_)
        | PeopleError::Csv(_) => error::failed(problem),
    }
}

#[derive(Template)]
#[template(path = "employee_form.html")]
struct FormPage {
    page: Page,
    id: EmployeeId,
    button: &'static str,
    back: String,
    has_flaws: bool,
    /// What may be a slip; saved all the same where somebody says so.
    doubts: Vec<Doubt>,
    fields: Vec<TextField>,
    zones: Vec<String>,
    languages: Vec<Choice>,
    language_wrong: Option<String>,
    voice_checks: [Choice; 3],
}

/// A form for somebody new, or for `known`.
fn form(
    signed_in: &SignedIn,
    settings: &Settings,
    (id, known): (EmployeeId, Option<&Employee>),
    typed: &Entered,
    flaws: &[Flaw],
) -> FormPage {
    let wrong = |field| flaws.iter().find(|flaw| flaw.field == field).map(|flaw| flaw.reason.clone());
    let text = |id, label, field, value: &str| TextField { wrong: wrong(field), ..TextField::new(id, label, value) };
    let zone_hint = format!("Where it is not the workspace's, {}.", settings.zone.name());
    let fields = vec![
        TextField { required: true, ..text("name", "Name", Field::Name, &typed.name) },
        text("number", "Employee number", Field::Number, &typed.number).hint("As on the badge."),
        text("payroll_id", "Payroll ID", Field::PayrollId, &typed.payroll_id)
            .hint("What the payroll system calls them. Exports of hours go by it."),
        // No type="email": browsers would rewrite or refuse what the gateway explains better.
        text("email", "E-mail", Field::Email, &typed.email).hint("The setup link goes there."),
        TextField { kind: "tel", ..text("phone", "Phone", Field::Phone, &typed.phone) }
            .hint("Their own, such as +15555550123. Without + it is taken for one of the USA or Canada."),
        text("last_name", "Last name, where exports need it apart", Field::LastName, &typed.last_name)
            .hint("Only where it is more than the last word, such as García López. It is part of the name above."),
        TextField { list: Some("zones"), ..text("time_zone", "Time zone", Field::TimeZone, &typed.time_zone) }
            .hint(&zone_hint),
    ];
    let language = if typed.language.is_empty() { settings.language.code() } else { typed.language.as_str() };
    let default = if settings.voice_check { "As the workspace has it (on)" } else { "As the workspace has it (off)" };
    let (title, button, back) = match known {
        None => ("Add employee".to_owned(), "Add employee", "/employees".to_owned()),
        Some(known) => (format!("Edit {}", known.details.name), "Save", format!("/employees/{id}")),
    };
    FormPage {
        page: Page::of(signed_in, &title, "/employees"),
        id,
        button,
        back,
        has_flaws: !flaws.is_empty(),
        doubts: Vec::new(),
        fields,
        zones: Zone::names(),
        languages: allowed(settings, known)
            .iter()
            .map(|one| Choice::new(one.code(), language_name(one), language))
            .collect(),
        language_wrong: wrong(Field::Language),
        voice_checks: [("", default), ("on", "On"), ("off", "Off")]
            .map(|(value, name)| Choice::new(value, name, &typed.voice_check)),
    }
}

/// The workspace's languages, and the one that somebody has from before they were changed.
fn allowed(settings: &Settings, known: Option<&Employee>) -> Languages {
    let own = known.map(|known| known.details.language);
    Languages::of(|one| settings.languages.contains(one) || own == Some(one)).unwrap_or_else(Languages::all)
}

async fn new(State(web): State<Web>, signed_in: SignedIn) -> Response {
    match web.gateway.get_people_settings(signed_in.session.user.workspace).await {
        Ok(settings) => {
            html(&form(&signed_in, &settings, (web.gateway.new_employee_id(), None), &Entered::default(), &[]))
        }
        Err(problem) => failed(&signed_in, &problem),
    }
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    id: String,
    /// Whether what may be a slip was meant.
    #[serde(default)]
    sure: String,
    #[serde(flatten)]
    entered: Entered,
}

async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<Typed>) -> Response {
    let Some(id) = EmployeeId::parse(&typed.id) else { return error::not_understood(&signed_in.visit) };
    let settings = match web.gateway.get_people_settings(signed_in.session.user.workspace).await {
        Ok(settings) => settings,
        Err(problem) => return failed(&signed_in, &problem),
    };
    let again = |flaws: &[Flaw]| refused(&form(&signed_in, &settings, (id, None), &typed.entered, flaws));
    let details = match typed.entered.parse(&allowed(&settings, None), settings.language) {
        Ok(details) => details,
        Err(flaws) => return again(&flaws),
    };
    if typed.sure.is_empty() {
        match doubts(&web, signed_in.session.user.workspace, (id, None), &details).await {
            Ok(doubts) if doubts.is_empty() => {}
            Ok(doubts) => {
                return refused(&FormPage { doubts, ..form(&signed_in, &settings, (id, None), &typed.entered, &[]) });
            }
            Err(problem) => return failed(&signed_in, &problem),
        }
    }
    match web.gateway.add_employee_once(signed_in.actor(), id, details).await {
        Ok(added) => guard::go(&web, &format!("/employees/{id}"), &format!("{} is added.", added.details.name)),
        Err(problem) => flaw(&problem).map_or_else(|| failed(&signed_in, &problem), |flaw| again(&[flaw])),
    }
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    match known(&web, &signed_in, &id).await {
        Ok((Listed { employee, .. }, settings)) => {
            let typed = Entered::of(&employee.details);
            html(&form(&signed_in, &settings, (employee.id, Some(&employee)), &typed, &[]))
        }
        Err(response) => response,
    }
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let (Listed { employee, .. }, settings) = match known(&web, &signed_in, &id).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let again =
        |flaws: &[Flaw]| refused(&form(&signed_in, &settings, (employee.id, Some(&employee)), &typed.entered, flaws));
    let details = match typed.entered.parse(&allowed(&settings, Some(&employee)), employee.details.language) {
        Ok(details) => details,
        Err(flaws) => return again(&flaws),
    };
    if typed.sure.is_empty() {
        let who = (employee.id, Some(&employee));
        match doubts(&web, signed_in.session.user.workspace, who, &details).await {
            Ok(doubts) if doubts.is_empty() => {}
            Ok(doubts) => {
                return refused(&FormPage { doubts, ..form(&signed_in, &settings, who, &typed.entered, &[]) });
            }
            Err(problem) => return failed(&signed_in, &problem),
        }
    }
    match web.gateway.change_employee(signed_in.actor(), employee.id, details).await {
        Ok(changed) => {
            guard::go(&web, &format!("/employees/{}", changed.id), &format!("{} is saved.", changed.details.name))
        }
        Err(problem) => flaw(&problem).map_or_else(|| failed(&signed_in, &problem), |flaw| again(&[flaw])),
    }
}

/// The field that a refusal is about.
fn flaw(problem: &PeopleError) -> Option<Flaw> {
    let (field, reason) = match problem {
        PeopleError::NumberTaken { number, holder } => {
            (Field::Number, format!("The employee number {number} is {holder}'s already."))
        }
        PeopleError::NoName => (Field::Name, "Enter a name.".to_owned()),
        PeopleError::Email(_) => (Field::Email, "This is no e-mail address.".to_owned()),
        PeopleError::Store(_)
        | PeopleError::Unknown(_)
        | PeopleError::Several(_)
        | PeopleError::NotFound
        | PeopleError::ClockedIn(_)
        | PeopleError::Csv(_) => return None,
    };
    Some(Flaw { field, reason })
}

async fn reactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(id) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    match web.gateway.set_employee_active(signed_in.actor(), id, true).await {
        Ok(Employee { details, .. }) => {
            guard::go(&web, &format!("/employees/{id}"), &format!("{} is active again.", details.name))
        }
        Err(problem) => failed(&signed_in, &problem),
    }
}
