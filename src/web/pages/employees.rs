//! The people of the workspace: the list and its export; one of them and the forms have files of their own.

mod bulk;
pub(in crate::web) mod entered;
mod form;
pub(super) mod kiosk;
mod one;
mod photo;
mod planned;
mod query;
mod worker_link;

use askama::Template;
use axum::{
    extract::State,
    http::{Method, Uri, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::{Timestamp, civil::Date};

use self::query::{EmployeeListQuery, today};
use super::{
    confirm,
    error::PageError,
    field::SelectOption,
    layout::{Page, html},
    selection::PeopleFilter,
};
use crate::{
    domain::{
        employee::{Employee, input::EmployeeInput},
        ids::EmployeeId,
        kiosk::CredentialKind,
        language::Language,
        user::Role,
        workspace::Zone,
    },
    service::{
        StoreError,
        kiosks::{
            bulk::BulkAct,
            choose::Wanted,
            kiosks,
            policy::{self, KioskPolicy},
            ready::{self, Readiness},
        },
        roster::{
            employees::{self, Cursor, EmployeeFilter, EmployeePage, EmployeeRow},
            export::to_csv,
            workspaces,
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
    wording::admin::{AdminWords, BulkWords, PeopleWords},
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
        .merge(kiosk::routes())
        .merge(planned::routes())
        .merge(photo::routes())
        .merge(worker_link::routes())
        .merge(bulk::routes())
}

pub(super) fn may_change(role: Role) -> bool {
    access::allows(role, &Method::POST, "/employees/new")
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
    statuses: [SelectOption; 4],
    languages: Vec<SelectOption>,
    pins: [SelectOption; 3],
    /// What the list is narrowed to, for what is done with those whom it shows.
    narrowed: Vec<(&'static str, String)>,
    /// Whether kiosks are activated.
    has_kiosks: bool,
    /// What can be done with kiosk PINs and badges of those who are ticked: its name in addresses, and for people.
    bulk: Vec<(&'static str, &'static str)>,
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
    /// The day on which they start, where that is still to come.
    starts: Option<Date>,
    /// How they stand with kiosks: the class of the badge, and its words.
    kiosk: Option<(&'static str, &'static str)>,
}

impl Row {
    fn new(
        (EmployeeRow { employee, has_pin, .. }, ready): (EmployeeRow, Option<Readiness>),
        (zone, now): (&Zone, Timestamp),
        words: &'static AdminWords,
    ) -> Self {
        let is_pending = employee.is_pending(zone, now);
        let Employee { id, details, active, .. } = employee;
        let starts = details.starts_on.filter(|_| is_pending);
        let language = words.language_name(details.language);
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
            starts,
            kiosk: ready.as_ref().map(|ready| readiness_badge(ready, &words.people)),
        }
    }
}

/// The badge that shows how somebody stands with kiosks: its class and its words.
fn readiness_badge<'a>(ready: &Readiness, words: &'a PeopleWords) -> (&'static str, &'a str) {
    match ready {
        Readiness::Ready => ("good", &words.ready),
        Readiness::AtNoKiosk => ("", &words.no_kiosk),
        Readiness::Lacks(kinds) => match (kinds.contains(&CredentialKind::Badge), kinds.len()) {
            (true, 1) => ("warn", &words.no_badge),
            (true, _) => ("warn", &words.no_badge_no_pin),
            (false, _) => ("warn", &words.no_pin),
        },
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
    let (filter, cursor) = (asked.filter(today(&web, workspace).await?), asked.cursor());
    let read = web.store.read(move |tx| {
        let EmployeePage { employees, before, after, count } = employees::list_page(tx, workspace, &filter, cursor)?;
        let everybody = EmployeeFilter::default();
        let is_empty = count == 0 && employees::list_page(tx, workspace, &everybody, Cursor::Start)?.count == 0;
        let (zone, policy) = (workspaces::get_settings(tx, workspace)?.zone, policy::find_activated(tx, workspace)?);
        let kiosks = if policy.is_some() { kiosks::list(tx, workspace)? } else { Vec::new() };
        let mut rows = Vec::with_capacity(employees.len());
        for row in employees {
            let ready = policy.as_ref().map(|policy| ready::of(tx, (policy, &kiosks), &row.employee)).transpose()?;
            rows.push((row, ready));
        }
        Ok::<_, StoreError>(((rows, before, after, count), is_empty, (policy, zone)))
    });
    let ((rows, before, after, count), is_empty, (policy, zone)) = read.await?;
    let (all_words, now) = (signed_in.words(), web.store.now());
    let (words, fields) = (&all_words.people, &all_words.fields);
    let languages = Language::ALL.map(|language| (language.code(), all_words.language_name(language)));
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, "/employees"),
        may_change: may_change(signed_in.session.user.role),
        has_kiosks: policy.is_some(),
        narrowed: asked.fields(),
        bulk: policy
            .filter(|_| may_change(signed_in.session.user.role))
            .map(|policy| bulk_buttons(policy, &all_words.bulk))
            .unwrap_or_default(),
        is_empty,
        query: asked.in_address(None),
        statuses: [
            ("", &fields.active),
            ("pending", &words.pending),
            ("inactive", &words.inactive),
            ("all", &fields.all),
        ]
        .map(|(value, name)| SelectOption::new(value, name, &asked.status)),
        languages: [("", words.any.as_str())]
            .into_iter()
            .chain(languages)
            .map(|(value, name)| SelectOption::new(value, name, &asked.language))
            .collect(),
        pins: [("", &words.any), ("yes", &words.with_pin), ("no", &words.without_pin)]
            .map(|(value, name)| SelectOption::new(value, name, &asked.pin)),
        rows: rows.into_iter().map(|row| Row::new(row, (&zone, now), all_words)).collect(),
        count,
        before: before.map(|id| asked.in_address(Some(("before", id)))),
        after: after.map(|id| asked.in_address(Some(("after", id)))),
        asked,
    }))
}

/// What can be done by the method in force.
fn bulk_buttons(policy: KioskPolicy, words: &BulkWords) -> Vec<(&'static str, &str)> {
    let possible = |act: BulkAct| match act.wanted() {
        Wanted::Pin => true,
        Wanted::Badge => policy.method.has_badge(),
    };
    let shown = |act: BulkAct| policy.may_show_again || !act.shows();
    let buttons = bulk::BUTTONS.into_iter().filter(|(_, _, act)| possible(*act) && shown(*act));
    buttons.map(|(name, title, _)| (name, title(words))).collect()
}

async fn export(
    State(web): State<Web>,
    signed_in: SignedIn,
    uri: Uri,
    Query(asked): Query<EmployeeListQuery>,
) -> Result<Response, PageError> {
    confirm::required_for_file(&web, &signed_in, &uri)?;
    let filter = asked.filter(today(&web, signed_in.session.user.workspace).await?);
    let csv = to_csv(&web.store, signed_in.actor(), filter).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"employees.csv\""),
    ];
    Ok((headers, csv).into_response())
}
