//! The people of the workspace: the list and its export; one of them and the forms have files of their own.

mod form;
mod one;

use askama::Template;
use axum::{
    extract::State,
    http::{Method, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::PageError,
    field::SelectOption,
    layout::{Page, html},
};
use crate::{
    domain::{
        employee::{Employee, input::EmployeeInput},
        ids::EmployeeId,
        language::Language,
        user::Role,
    },
    service::{
        StoreError,
        roster::{
            employees::{self, Cursor, EmployeeFilter, EmployeePage, EmployeeRow},
            export::to_csv,
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees", Audience::LEADS, list)
        .get("/employees/new", Audience::ADMINS, form::new)
        .post("/employees/new", Audience::ADMINS, form::add)
        .get("/employees/export", Audience::ADMINS, export)
        .get("/employees/{id}", Audience::LEADS, one::show)
        .get("/employees/{id}/edit", Audience::ADMINS, form::edit)
        .post("/employees/{id}/edit", Audience::ADMINS, form::change)
        .post("/employees/{id}/reactivate", Audience::ADMINS, one::reactivate)
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
struct EmployeeListQuery {
    q: String,
    /// Active where empty, `inactive` or `all`.
    status: String,
    language: String,
    /// `yes` or `no`.
    pin: String,
    after: String,
    before: String,
}

impl EmployeeListQuery {
    fn filter(&self) -> EmployeeFilter {
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
        EmployeeFilter { search: self.q.clone(), active, language: Language::parse(&self.language), has_pin }
    }

    fn cursor(&self) -> Cursor<EmployeeId> {
        match (EmployeeId::parse(&self.after), EmployeeId::parse(&self.before)) {
            (Some(id), _) => Cursor::After(id),
            (None, Some(id)) => Cursor::Before(id),
            (None, None) => Cursor::Start,
        }
    }

    /// The same list in an address, from another employee on.
    fn in_address(&self, side: Option<(&str, EmployeeId)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let kept = [("q", &self.q), ("status", &self.status), ("language", &self.language), ("pin", &self.pin)];
        query.extend_pairs(kept.into_iter().filter(|(_, value)| !value.is_empty()));
        if let Some((side, id)) = side {
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
    asked: EmployeeListQuery,
    query: String,
    statuses: [SelectOption; 3],
    languages: Vec<SelectOption>,
    pins: [SelectOption; 3],
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

impl From<EmployeeRow> for Row {
    fn from(EmployeeRow { employee: Employee { id, details, active, .. }, has_pin, .. }: EmployeeRow) -> Self {
        let language = language_name(details.language);
        let EmployeeInput { name, number, email, phone, .. } = EmployeeInput::new(&details);
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

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<EmployeeListQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let (filter, cursor) = (asked.filter(), asked.cursor());
    let (EmployeePage { employees, before, after, count }, is_empty) = web
        .store
        .read(move |tx| {
            let page = employees::list_page(tx, workspace, &filter, cursor)?;
            let everybody = EmployeeFilter::default();
            let is_empty =
                page.count == 0 && employees::list_page(tx, workspace, &everybody, Cursor::Start)?.count == 0;
            Ok::<_, StoreError>((page, is_empty))
        })
        .await?;
    let languages = Language::ALL.map(|language| (language.code(), language_name(language)));
    Ok(html(&ListPage {
        page: Page::of(&signed_in, "Employees", "/employees"),
        may_change: may_change(signed_in.session.user.role),
        is_empty,
        query: asked.in_address(None),
        statuses: [("", "Active"), ("inactive", "Inactive"), ("all", "All")]
            .map(|(value, name)| SelectOption::new(value, name, &asked.status)),
        languages: [("", "Any")]
            .into_iter()
            .chain(languages)
            .map(|(value, name)| SelectOption::new(value, name, &asked.language))
            .collect(),
        pins: [("", "Any"), ("yes", "With a PIN"), ("no", "Without a PIN")]
            .map(|(value, name)| SelectOption::new(value, name, &asked.pin)),
        rows: employees.into_iter().map(Row::from).collect(),
        count,
        before: before.map(|id| asked.in_address(Some(("before", id)))),
        after: after.map(|id| asked.in_address(Some(("after", id)))),
        asked,
    }))
}

async fn export(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<EmployeeListQuery>,
) -> Result<Response, PageError> {
    let csv = to_csv(&web.store, signed_in.actor(), asked.filter()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"employees.csv\""),
    ];
    Ok((headers, csv).into_response())
}
