//! A worker's own page, behind the link that was shown, mailed or texted to them: hours, punches, what waits for the office.
//! No password and no app. Whoever opens a link that does not work learns how to get another, and nothing else.

mod hours;
mod report;
mod view;
pub mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::{
    view::{ClaimRow, EntryRow, HoursTable, OverRow, StandingRow},
    words::WorkerPageWords,
};
use super::{error::PageError, layout::html};
use crate::{
    domain::{entry::EntryStatus, language::Language},
    service::worker_page,
    web::{Web, access::Audience, guard::Visit, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/my/{token}", Audience::Everybody, show)
        .get("/my/{token}/report", Audience::Everybody, report::ask)
        .post("/my/{token}/report", Audience::Everybody, report::send)
        .get("/my/{token}/hours", Audience::Everybody, hours::show)
        .post("/my/{token}/hours", Audience::Everybody, hours::answer)
}

/// Where the page of a token is; the token is one of ours.
pub(in crate::web) fn address(token: &str) -> String {
    format!("/my/{token}")
}

#[derive(Template)]
#[template(path = "worker_page/page.html")]
struct MyPage {
    words: &'static WorkerPageWords,
    title: &'static str,
    name: String,
    employer: String,
    here: String,
    /// What was just sent.
    done: Option<&'static str>,
    /// Whether they are clocked in, and since when.
    now: String,
    week: HoursTable,
    period: Option<HoursTable>,
    over: Vec<OverRow>,
    entries: Vec<EntryRow>,
    standing: Vec<StandingRow>,
    claims: Vec<ClaimRow>,
    ends: String,
}

#[derive(Template)]
#[template(path = "worker_page/spent.html")]
struct SpentPage {
    words: &'static WorkerPageWords,
    title: &'static str,
    /// What happened, and what to do, in every language.
    said: [(Language, &'static str, &'static str); Language::ALL.len()],
}

/// The one page for links that are unknown, replaced, ended or over.
fn spent() -> Response {
    let said = Language::ALL.map(|language| {
        let words = WorkerPageWords::of(language);
        (language, words.spent_title.as_str(), words.spent_ask.as_str())
    });
    refusal(StatusCode::NOT_FOUND, said)
}

fn refusal(status: StatusCode, said: [(Language, &'static str, &'static str); Language::ALL.len()]) -> Response {
    let words = WorkerPageWords::of(Language::En);
    let title = said.first().map_or("", |(_, title, _)| title);
    (status, html(&SpentPage { words, title, said })).into_response()
}

/// The page for a network that opens more of these pages than people do.
fn too_many() -> Response {
    let said = Language::ALL.map(|language| {
        let words = WorkerPageWords::of(language);
        (language, words.busy_title.as_str(), words.busy_ask.as_str())
    });
    refusal(StatusCode::TOO_MANY_REQUESTS, said)
}

/// Whether this visit may open one more page; a link that opened nothing is to be charged for.
fn may_open(web: &Web, visit: &Visit) -> bool {
    web.edge.links.take(&visit.visitor.throttle_key(), web.store.now())
}

/// Answers a link that opens nothing, which counts as several pages.
fn opens_nothing(web: &Web, visit: &Visit) -> Response {
    web.edge.links.charge_wrong(&visit.visitor.throttle_key());
    spent()
}

/// Back to the page, which says what was sent.
fn back(token: &str, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", address(token))).into_response()
}

#[derive(Deserialize)]
struct DoneQuery {
    #[serde(default)]
    done: String,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Query(DoneQuery { done }): Query<DoneQuery>,
) -> Result<Response, PageError> {
    if !may_open(&web, &visit) {
        return Ok(too_many());
    }
    let (now, ends, asked) = (web.store.now(), web.store.clock().time_for_ends(), token.clone());
    let found = web.store.read(move |tx| worker_page::find(tx, &asked, (now, ends))).await?;
    let Some(page) = found else { return Ok(opens_nothing(&web, &visit)) };
    let opened = &page.opened;
    let (words, own) = (WorkerPageWords::of(opened.employee.details.language), &opened.zone);
    let here = address(&token);
    let open = page
        .entries
        .iter()
        .find(|entry| entry.row.decided.entry.status == EntryStatus::Open && entry.row.decided.voided_at.is_none());
    Ok(html(&MyPage {
        words,
        title: &words.title,
        done: match done.as_str() {
            "report" => Some(&words.report_sent),
            "hours" => Some(&words.answered),
            _ => None,
        },
        now: match open {
            Some(open) => {
                let entry = &open.row.decided.entry;
                words.in_since(words.at(entry.in_at, &entry.zone, own))
            }
            None => words.not_in.clone(),
        },
        week: HoursTable::new(words, &page.week),
        period: page.period.as_ref().map(|period| HoursTable::new(words, period)),
        over: page.over.iter().map(|sheet| OverRow::new(words, sheet, own, &here)).collect(),
        entries: page.entries.iter().map(|entry| EntryRow::new(words, entry, own)).collect(),
        standing: page.standing.iter().map(|standing| StandingRow::new(words, standing, own)).collect(),
        claims: page.claims.iter().map(|claim| ClaimRow::new(words, claim, own)).collect(),
        ends: words.link_ends(words.on(own.local(opened.ends_at).date())),
        name: opened.employee.details.name.clone(),
        employer: opened.employer.clone(),
        here,
    }))
}
