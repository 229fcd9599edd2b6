//! The queue of exceptions, worst first, and what was settled.

mod asked;
mod settle;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};
use axum_extra::extract::Query;

use self::asked::{Asked, Understood};
use super::{
    error,
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{exception::ExceptionKind, ids::ExceptionId, user::Role},
    service::{
        StoreError,
        exceptions::{ExceptionView, LastAccepted, Queue, words},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
};

pub(super) const HERE: &str = "/exceptions";

pub(super) fn routes() -> Routes {
    Routes::new().get("/exceptions", Audience::SignedIn, show).merge(settle::routes())
}

/// What was refused, and what had been typed.
#[derive(Debug, Clone, Default)]
struct Refused {
    words: String,
    /// The row it is about; the whole page where it is none.
    row: Option<ExceptionId>,
    /// The several that had been ticked.
    ticked: Vec<ExceptionId>,
    note: String,
}

/// A kind that the list can be narrowed to.
struct KindChoice {
    name: &'static str,
    count: usize,
    chosen: bool,
}

/// An exception of the list.
struct Row {
    view: ExceptionView,
    needs_note: bool,
    /// Where its entry, or else what it is about, is looked at; and the words of the link.
    open: Option<(String, &'static str)>,
    hear: Option<String>,
    /// The row that the focus goes to once this one is settled.
    then: Option<ExceptionId>,
    ticked: bool,
    typed: String,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "exceptions.html")]
struct ExceptionsPage {
    page: Page,
    asked: Asked,
    rows: Vec<Row>,
    kinds: Vec<KindChoice>,
    person: PersonFilter,
    /// The same list of everybody.
    everybody: String,
    /// The user's own last acceptance.
    undo: Option<LastAccepted>,
    zone: String,
    standing: usize,
    blocking: usize,
    settled: bool,
    may_settle: bool,
    /// Whether several can be accepted at once: only of one kind, and one that blocks nothing.
    several: bool,
    narrowed: bool,
    problem: Option<String>,
    /// The note that was typed with a problem of the whole page.
    typed: String,
    next: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    match page(&web, &signed_in, asked, None).await {
        Ok(Some(page)) => html(&page),
        Ok(None) => error::not_found(&signed_in.visit),
        Err(error) => error::failed(&error),
    }
}

/// The list as it was asked for; `None` where something in it is not of the workspace, or nothing at all.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    asked: Asked,
    refused: Option<Refused>,
) -> Result<Option<ExceptionsPage>, StoreError> {
    let user = &signed_in.session.user;
    let of = |employee: String| Asked { employee, find: String::new(), after: String::new(), ..asked.clone() };
    let typed = (asked.find.as_str(), asked.employee.as_str());
    let person = PersonFilter::read(web, user.workspace, typed, |id| of(id.to_string()).address(None)).await?;
    let Some(person) = person else { return Ok(None) };
    let everybody = of(String::new()).address(None);
    let asked = match person.employee() {
        Some(id) => Asked { employee: id.to_string(), find: String::new(), ..asked },
        None => Asked { employee: String::new(), ..asked },
    };
    let Some(Understood { narrowed, wanted }) = asked.understood() else { return Ok(None) };
    let Some(queue) = web.gateway.list_exceptions(user.workspace, narrowed, wanted).await? else { return Ok(None) };
    let Queue { rows, next, counts, zone } = queue;
    let settled = asked.is_settled();
    let may_settle = access::allows(user.role, &Method::POST, "/exceptions/{id}/settle");
    let refused = refused.unwrap_or_default();
    let rows = self::rows(rows, user.role, &refused);
    let beside_row = rows.iter().any(|row| row.wrong.is_some());
    let harmless = narrowed.kind.is_some_and(|kind| !kind.blocks_approval());
    let sum = |wanted: fn(ExceptionKind) -> bool| {
        counts.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, count)| count).sum()
    };
    let count_of = |kind| counts.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count);
    let mut kinds = ExceptionKind::ALL;
    kinds.sort_by_key(|kind| kind.rank());
    let chosen = |kind: ExceptionKind| narrowed.kind == Some(kind);
    Ok(Some(ExceptionsPage {
        page: Page::of(signed_in, "Exceptions", HERE),
        kinds: kinds.map(|kind| KindChoice { name: kind.name(), count: count_of(kind), chosen: chosen(kind) }).into(),
        undo: if may_settle { web.gateway.find_last_accepted(&signed_in.actor()).await? } else { None },
        person,
        everybody,
        zone,
        standing: sum(|_| true),
        blocking: sum(ExceptionKind::blocks_approval),
        several: may_settle && !settled && harmless && !rows.is_empty(),
        rows,
        settled,
        may_settle,
        narrowed: asked.is_narrowed(),
        problem: Some(refused.words).filter(|words| !words.is_empty() && !beside_row),
        typed: if beside_row { String::new() } else { refused.note },
        next: next.map(|next| asked.query_from(next)),
        asked,
    }))
}

fn rows(views: Vec<ExceptionView>, role: Role, refused: &Refused) -> Vec<Row> {
    let ids: Vec<_> = views.iter().map(|view| view.id).collect();
    let then = |place: usize| ids.get(place + 1).or_else(|| ids.get(place.checked_sub(1)?)).copied();
    let rows = views.into_iter().enumerate().map(|(place, view)| {
        let about_it = refused.row == Some(view.id);
        Row {
            needs_note: words::needs_note(view.kind),
            open: open(&view, role),
            hear: view
                .voice_check
                .filter(|_| access::allows(role, &Method::GET, "/voice-checks/{id}"))
                .map(|id| format!("/voice-checks/{id}")),
            then: then(place),
            ticked: refused.ticked.contains(&view.id),
            typed: if about_it { refused.note.clone() } else { String::new() },
            wrong: Some(refused.words.clone()).filter(|_| about_it),
            view,
        }
    });
    rows.collect()
}

fn open(view: &ExceptionView, role: Role) -> Option<(String, &'static str)> {
    if let Some(entry) = view.entry {
        let words = if words::needs_correction(view.kind) { "Correct the entry" } else { "Look at the entry" };
        return Some((format!("/time-entries/{entry}"), words));
    }
    let allowed = access::allows(role, &Method::GET, "/time-tracking/phone-clocking/{id}");
    allowed.then(|| (format!("/time-tracking/phone-clocking/{}", view.employee), "Look at their phone clocking"))
}
