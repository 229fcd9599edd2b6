//! The queue of exceptions, worst first, and what was settled.

mod query;
mod settle;
mod words;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};
use axum_extra::extract::Query;

use self::query::QueueQuery;
use super::{
    error::{self, PageError},
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{
        caller::Caller,
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, ExceptionId, VoiceCheckId},
        time_text::moment,
        user::Role,
        workspace::Zone,
    },
    service::{
        StoreError,
        timesheets::exceptions::{self, LastAcceptance, QueuePage, QueuedException, Settlement, is_accepted, meaning},
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
struct RefusedDecision {
    words: String,
    /// The row it is about; none where it is about the whole page.
    row: Option<ExceptionId>,
    /// The several that had been ticked.
    ticked: Vec<ExceptionId>,
    note: String,
}

/// A kind that the list can be narrowed to.
struct KindChoice {
    name: &'static str,
    words: &'static str,
    count: usize,
    chosen: bool,
}

/// An exception in words. Times are local, with the zone.
struct ExceptionView {
    id: ExceptionId,
    kind: ExceptionKind,
    happened: &'static str,
    /// What follows when it is accepted.
    accepting: &'static str,
    employee: EmployeeId,
    name: String,
    at: String,
    note: Option<String>,
    /// The caller's number, all but its end masked.
    caller: Option<String>,
    entry: Option<EntryId>,
    entry_words: Option<String>,
    voice_check: Option<VoiceCheckId>,
    settled: Option<SettledView>,
}

impl ExceptionView {
    fn new(queued: QueuedException, workspace: &Zone) -> Self {
        let QueuedException { id, kind, at, note, employee, name, caller, entry, zone, voice_check, settled, call: _ } =
            queued;
        let local = entry.as_ref().map_or(zone.as_ref().unwrap_or(workspace), |entry| &entry.zone);
        Self {
            id,
            kind,
            happened: words::happened(kind),
            accepting: meaning(kind, entry.as_ref().map(|entry| entry.status)),
            employee,
            name,
            at: moment(at, local),
            note,
            caller: caller.map(|caller| match caller {
                Caller::Number(number) => number.masked(),
                Caller::Withheld => "a withheld number".to_owned(),
            }),
            entry: entry.as_ref().map(|entry| entry.id),
            entry_words: entry.as_ref().map(words::entry),
            voice_check,
            settled: settled.map(|settled| SettledView::new(settled, workspace)),
        }
    }
}

/// How it was settled, when, and by whom.
struct SettledView {
    at: String,
    /// None where it resolved itself.
    by: Option<String>,
    decision: Option<String>,
    because: String,
    /// Whether a person's acceptance can be taken back here.
    is_accepted: bool,
}

impl SettledView {
    fn new(settled: Settlement, zone: &Zone) -> Self {
        Self {
            at: moment(settled.at, zone),
            is_accepted: is_accepted(&settled),
            by: settled.settler,
            decision: settled.decision,
            because: settled.because,
        }
    }
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
    query: QueueQuery,
    rows: Vec<Row>,
    kinds: Vec<KindChoice>,
    person: PersonFilter,
    /// The same list of everybody.
    everybody: String,
    /// The user's own last acceptance.
    undo: Option<LastAcceptance>,
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

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<QueueQuery>,
) -> Result<Response, PageError> {
    Ok(match page(&web, &signed_in, query, None).await? {
        Some(page) => html(&page),
        None => error::not_found(&signed_in.visit),
    })
}

/// The list as it was asked for; `None` where something in it is not of the workspace, or nothing at all.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    query: QueueQuery,
    refused: Option<RefusedDecision>,
) -> Result<Option<ExceptionsPage>, StoreError> {
    let user = &signed_in.session.user;
    let of = |employee: String| QueueQuery { employee, find: String::new(), after: String::new(), ..query.clone() };
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(web, user.workspace, typed, |id| of(id.to_string()).address(None)).await?;
    let Some(person) = person else { return Ok(None) };
    let everybody = of(String::new()).address(None);
    let query = match person.employee() {
        Some(id) => QueueQuery { employee: id.to_string(), find: String::new(), ..query },
        None => QueueQuery { employee: String::new(), ..query },
    };
    let Some((filter, cursor)) = query.parse() else { return Ok(None) };
    let settled = query.is_settled();
    let may_settle = access::allows(user.role, &Method::POST, "/exceptions/{id}/settle");
    let (actor, now) = (signed_in.actor(), web.store.now());
    let read = web.store.read(move |tx| {
        let Some(queue) = exceptions::list(tx, actor.workspace, filter, cursor)? else { return Ok(None) };
        let undo = if may_settle { exceptions::find_last_accepted(tx, &actor, now)? } else { None };
        Ok::<_, StoreError>(Some((queue, undo)))
    });
    let Some((queue, undo)) = read.await? else { return Ok(None) };
    let QueuePage { exceptions, next, counts, zone } = queue;
    let views = exceptions.into_iter().map(|queued| ExceptionView::new(queued, &zone)).collect();
    let refused = refused.unwrap_or_default();
    let rows = rows(views, user.role, &refused);
    let beside_row = rows.iter().any(|row| row.wrong.is_some());
    let harmless = filter.kind.is_some_and(|kind| !kind.blocks_approval());
    let sum = |wanted: fn(ExceptionKind) -> bool| {
        counts.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, count)| count).sum()
    };
    let count_of = |kind| counts.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count);
    let mut kinds = ExceptionKind::ALL;
    kinds.sort_by_key(|kind| kind.rank());
    let chosen = |kind: ExceptionKind| filter.kind == Some(kind);
    Ok(Some(ExceptionsPage {
        page: Page::of(signed_in, "Exceptions", HERE),
        kinds: kinds
            .map(|kind| KindChoice {
                name: kind.name(),
                words: kind.words(),
                count: count_of(kind),
                chosen: chosen(kind),
            })
            .into(),
        undo,
        person,
        everybody,
        zone: zone.name().to_owned(),
        standing: sum(|_| true),
        blocking: sum(ExceptionKind::blocks_approval),
        several: may_settle && !settled && harmless && !rows.is_empty(),
        rows,
        settled,
        may_settle,
        narrowed: query.is_narrowed(),
        problem: Some(refused.words).filter(|words| !words.is_empty() && !beside_row),
        typed: if beside_row { String::new() } else { refused.note },
        next: next.map(|next| query.query_from(next)),
        query,
    }))
}

fn rows(views: Vec<ExceptionView>, role: Role, refused: &RefusedDecision) -> Vec<Row> {
    let ids: Vec<_> = views.iter().map(|view| view.id).collect();
    let then = |place: usize| ids.get(place + 1).or_else(|| ids.get(place.checked_sub(1)?)).copied();
    let rows = views.into_iter().enumerate().map(|(place, view)| {
        let about_it = refused.row == Some(view.id);
        Row {
            needs_note: view.kind.needs_note(),
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
        let words = if view.kind.needs_correction() { "Correct the entry" } else { "See the entry" };
        return Some((format!("/time-entries/{entry}"), words));
    }
    let allowed = access::allows(role, &Method::GET, "/time-tracking/phone-clocking/{id}");
    allowed.then(|| (format!("/time-tracking/phone-clocking/{}", view.employee), "See their phone clocking"))
}
