//! Exceptions, worst first, as a workbench: the list at the left, and beside it the one that is looked at, with what
//! repairs it. Also what was resolved.

mod card;
mod form;
mod list;
mod query;
mod repair;
mod settle;
mod words;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};
use axum_extra::extract::Query;

use self::{
    card::{ExceptionCard, Refused},
    list::Row,
    query::QueueQuery,
};
use super::{
    claims::{self as claim_pages, ClaimCard},
    error::{self, PageError},
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ClaimId, ExceptionId},
    },
    service::{
        StoreError,
        kiosks::claims::{self, Claim},
        timesheets::exceptions::{self, LastAct, LastActKind, QueuePage, find_detail, find_last_act},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) const HERE: &str = "/exceptions";

pub(super) fn routes() -> Routes {
    Routes::new().get("/exceptions", Audience::SignedIn, show).merge(settle::routes()).merge(repair::routes())
}

/// What was refused, and what had been typed.
#[derive(Debug, Clone, Default)]
struct RefusedDecision {
    /// What is wrong with the page as a whole; empty where it is about the card.
    words: String,
    /// The note that had been typed with it.
    typed: String,
    /// The one that is looked at.
    row: Option<ExceptionId>,
    /// What is wrong on its card.
    card: Option<Refused>,
    /// The several that had been ticked.
    ticked: Vec<ExceptionId>,
}

impl RefusedDecision {
    /// What is wrong with the page as a whole.
    fn saying(words: String) -> Self {
        Self { words, ..Self::default() }
    }
}

/// A kind that the list can be narrowed to.
struct KindChoice {
    name: &'static str,
    words: &'static str,
    count: usize,
    chosen: bool,
}

/// What the user has done last, and how it is taken back.
struct UndoView {
    action: String,
    /// What was done, and to what.
    done: &'static str,
    what: &'static str,
    name: String,
}

impl UndoView {
    fn of_exception(words: &'static AdminWords, last: LastAct) -> Self {
        let (done, address) = match last.act {
            LastActKind::Accepted => (&words.exceptions.accepted, "reopen"),
            LastActKind::Corrected => (&words.exceptions.corrected, "take-back"),
        };
        Self {
            action: format!("/exceptions/{}/{address}", last.id),
            done,
            what: words.exception_kind(last.kind),
            name: last.name,
        }
    }

    fn of_claim(words: &'static AdminWords, claim: &Claim) -> Self {
        let (name, words) = (words.claims.name_of(claim), &words.exceptions);
        let accepted = claim.decision.as_ref().is_some_and(|decision| decision.accepted);
        Self {
            action: format!("/exceptions/claims/{}/take-back", claim.id),
            done: if accepted { &words.accepted } else { &words.refused },
            what: &words.note_kind,
            name,
        }
    }

    /// Of both, what was done later: a claim that is accepted may correct an entry, too.
    fn last(words: &'static AdminWords, act: Option<LastAct>, claim: Option<Claim>) -> Option<Self> {
        let decided_at = |claim: &Claim| claim.decision.as_ref().map(|decision| decision.at);
        let is_later = claim.as_ref().and_then(decided_at) >= act.as_ref().map(|act| act.at);
        match claim.filter(|_| is_later) {
            Some(claim) => Some(Self::of_claim(words, &claim)),
            None => act.map(|act| Self::of_exception(words, act)),
        }
    }
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
    /// The same list with nothing chosen in it.
    back: String,
    /// The same card with the suggestion filled in.
    filled: String,
    /// The one that is looked at; one of the two at most.
    card: Option<ExceptionCard>,
    claim: Option<ClaimCard>,
    /// Whether it was chosen, and is not the first one by itself.
    chosen: bool,
    /// The row to go on with once it is resolved.
    then: String,
    /// How many notes from employees wait for a decision.
    waiting: usize,
    /// The user's own last decision.
    undo: Option<UndoView>,
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
    let plain = QueueQuery { at: String::new(), fill: String::new(), ..query.clone() };
    let of = |employee: String| QueueQuery { employee, find: String::new(), after: String::new(), ..plain.clone() };
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(web, user.workspace, typed, |id| of(id.to_string()).address("")).await?;
    let Some(person) = person else { return Ok(None) };
    let everybody = of(String::new()).address("");
    let query = match person.employee() {
        Some(id) => QueueQuery { employee: id.to_string(), find: String::new(), ..query },
        None => QueueQuery { employee: String::new(), ..query },
    };
    let Some((filter, cursor)) = query.parse() else { return Ok(None) };
    let settled = query.is_settled();
    let may_settle = access::allows(user.role, &Method::POST, "/exceptions/{id}/settle");
    let (actor, now) = (signed_in.actor(), web.store.now());
    let (words, shows_claims) = (signed_in.words(), !query.is_narrowed());
    let read = web.store.read(move |tx| {
        let Some(queue) = exceptions::list(tx, actor.workspace, filter, cursor)? else { return Ok(None) };
        let undo = UndoView::last(words, find_last_act(tx, &actor, now)?, claims::find_last_decided(tx, &actor, now)?);
        let waiting = claims::list_waiting(tx, actor.workspace)?;
        let count = waiting.len();
        let claims = match (shows_claims, settled) {
            (false, _) => Vec::new(),
            (true, false) => waiting,
            (true, true) => claims::list_decided(tx, actor.workspace)?,
        };
        Ok::<_, StoreError>(Some((queue, undo, claims, count)))
    });
    let Some((queue, undo, claims, waiting)) = read.await? else { return Ok(None) };
    let QueuePage { exceptions, next, counts, zone } = queue;
    let refused = refused.unwrap_or_default();
    let notes = claims.iter().map(|claim| Row::of_claim(claim, (&zone, signed_in.pen()), &query));
    let mut rows: Vec<_> = notes
        .chain(exceptions.iter().map(|queued| Row::of_exception(queued, (&zone, signed_in.pen()), &query)))
        .collect();
    let harmless = filter.kind.is_some_and(|kind| !kind.blocks_approval());
    let several = may_settle && !settled && harmless && !rows.is_empty();
    if several {
        list::make_selectable(&mut rows, &refused.ticked);
    }
    let asked = refused.row.map_or_else(|| query.at.clone(), |row| row.to_string());
    let chosen = !asked.is_empty();
    let at = if chosen { asked } else { rows.first().map(|row| row.id.clone()).unwrap_or_default() };
    let then = list::choose(&mut rows, &at).unwrap_or_default();
    let Some((card, claim)) = cards(web, signed_in, &at, (refused.card.as_ref(), &query)).await? else {
        return Ok(None);
    };
    let sum = |wanted: fn(ExceptionKind) -> bool| {
        counts.iter().filter(|(kind, _)| wanted(*kind)).map(|(_, count)| count).sum()
    };
    let count_of = |kind| counts.iter().find(|(other, _)| *other == kind).map_or(0, |(_, count)| *count);
    let mut kinds = ExceptionKind::ALL;
    kinds.sort_by_key(|kind| kind.rank());
    Ok(Some(ExceptionsPage {
        page: Page::of(signed_in, &words.exceptions.title, HERE),
        kinds: kinds
            .map(|kind| KindChoice {
                name: kind.name(),
                words: words.exception_kind(kind),
                count: count_of(kind),
                chosen: filter.kind == Some(kind),
            })
            .into(),
        waiting,
        back: query.address(""),
        filled: format!("{}&fill=usual", query.address(&at)),
        card,
        claim,
        chosen,
        then,
        undo,
        person,
        everybody,
        zone: zone.name().to_owned(),
        standing: sum(|_| true),
        blocking: sum(ExceptionKind::blocks_approval),
        several,
        rows,
        settled,
        may_settle,
        narrowed: query.is_narrowed(),
        problem: Some(refused.words).filter(|words| !words.is_empty()),
        typed: refused.typed,
        next: next.map(|next| query.query_from(next)),
        query,
    }))
}

/// The exception or the note that is looked at; `None` where what was asked for is neither, or not of the workspace.
async fn cards(
    web: &Web,
    signed_in: &SignedIn,
    at: &str,
    (refused, query): (Option<&Refused>, &QueueQuery),
) -> Result<Option<(Option<ExceptionCard>, Option<ClaimCard>)>, StoreError> {
    if at.is_empty() {
        return Ok(Some((None, None)));
    }
    let user = &signed_in.session.user;
    let (workspace, now) = (user.workspace, web.store.now());
    if let Some(id) = ExceptionId::parse(at)
        && let Some(detail) = web.store.read(move |tx| find_detail(tx, workspace, id, now)).await?
    {
        let card = ExceptionCard::new(detail, (user.role, signed_in.pen()), refused, !query.fill.is_empty());
        return Ok(Some((Some(card), None)));
    }
    let claim = claim_pages::find_card(web, signed_in, ClaimId::parse(at)).await?;
    Ok(claim.map(|claim| (None, Some(claim))))
}
