//! *Report a missed punch*: a form on a worker's own page.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::civil::{Date, Time};
use serde::Deserialize;

use super::{address, back, may_open, opens_nothing, spent, too_many, words::WorkerPageWords};
use crate::{
    domain::{
        ids::ClaimId,
        location::{Fix, Position},
    },
    service::{
        Hold, locations,
        timesheets::entry_record::parse_way,
        worker_page::{self, MissedPunch, MissedPunchError, NOTE_MAX_CHARS, Opened},
    },
    web::{
        Web,
        guard::{Form, Visit},
        pages::{error::PageError, field::refused, layout::html},
    },
};

#[derive(Template)]
#[template(path = "worker_page/report.html")]
struct ReportPage<'a> {
    words: &'static WorkerPageWords,
    title: &'static str,
    csrf: &'a str,
    here: String,
    /// Today, where they are.
    today: Date,
    typed: ReportForm,
    problem: Option<&'static str>,
    /// Whether there is a location that a position can be compared with.
    asks_position: bool,
}

/// A browser that is less exact than this knows nothing.
const MOST_METERS: f64 = 1_000_000.0;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReportForm {
    id: String,
    way: String,
    day: String,
    time: String,
    note: String,
    /// Degrees and meters, where the browser has given them.
    latitude: String,
    longitude: String,
    accuracy: String,
}

impl ReportForm {
    fn read(&self) -> Option<MissedPunch> {
        let way = parse_way(&self.way)?;
        let (day, time): (Date, Time) = (self.day.trim().parse().ok()?, self.time.trim().parse().ok()?);
        let (id, at) = (ClaimId::parse(&self.id)?, day.to_datetime(time));
        Some(MissedPunch { id, way, at, note: self.note.clone(), fix: self.fix() })
    }

    /// A position that cannot be read is none: the report counts without it.
    fn fix(&self) -> Option<Fix> {
        let position = Position::parse(&self.latitude, &self.longitude).ok()?;
        let accuracy = self.accuracy.trim().parse::<f64>().ok().filter(|meters| meters.is_finite())?;
        Some(Fix { position, accuracy: accuracy.clamp(0.0, MOST_METERS).round() as u32 })
    }
}

pub(super) async fn open(web: &Web, token: &str) -> Result<Option<Opened>, PageError> {
    let (token, ends) = (token.to_owned(), web.store.clock().time_for_ends());
    Ok(web.store.read(move |tx| Opened::find(tx, &token, ends)).await?)
}

fn page<'a>(
    web: &Web,
    visit: &'a Visit,
    (token, opened, asks_position): (&str, &Opened, bool),
    typed: ReportForm,
    problem: Option<&'static str>,
) -> ReportPage<'a> {
    let words = WorkerPageWords::of(opened.employee.details.language);
    let today = opened.zone.local(web.store.now()).date();
    let (title, here) = (&words.report_title, address(token));
    ReportPage { words, title, csrf: &visit.csrf, here, today, typed, problem, asks_position }
}

/// Whether somebody is asked for their position: only where it can be compared with a location.
async fn asks_position(web: &Web, opened: &Opened) -> Result<bool, PageError> {
    let workspace = opened.employee.workspace;
    Ok(web.store.read(move |tx| locations::is_position_asked(tx, workspace)).await?)
}

pub(super) async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    if !may_open(&web, &visit) {
        return Ok(too_many());
    }
    let Some(opened) = open(&web, &token).await? else { return Ok(opens_nothing(&web, &visit)) };
    let fresh = ReportForm {
        id: ClaimId::generate(&web.store.ids()).to_string(),
        day: opened.zone.local(web.store.now()).date().to_string(),
        ..ReportForm::default()
    };
    let asks = asks_position(&web, &opened).await?;
    Ok(html(&page(&web, &visit, (&token, &opened, asks), fresh, None)))
}

pub(super) async fn send(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<ReportForm>,
) -> Result<Response, PageError> {
    if !may_open(&web, &visit) {
        return Ok(too_many());
    }
    let Some(opened) = open(&web, &token).await? else { return Ok(opens_nothing(&web, &visit)) };
    let asks = asks_position(&web, &opened).await?;
    let words = WorkerPageWords::of(opened.employee.details.language);
    let again = |typed: ReportForm, problem: &'static str| {
        Ok(refused(&page(&web, &visit, (&token, &opened, asks), typed, Some(problem))))
    };
    let Some(missed) = typed.read() else { return again(typed, &words.wrong_time) };
    let (asked, from) = (token.clone(), visit.visitor.address.clone());
    let holds = Hold::Address(visit.visitor.throttle_key());
    match web.store.write(holds, move |u| worker_page::report(u, &asked, &missed, &from)).await {
        Ok(()) => Ok(back(&token, "report")),
        Err(MissedPunchError::NoPage) => Ok(spent()),
        Err(MissedPunchError::Future) => again(typed, &words.wrong_future),
        Err(MissedPunchError::TooOld) => again(typed, &words.wrong_old),
        Err(MissedPunchError::TooMany) => again(typed, &words.wrong_many),
        Err(MissedPunchError::Store(failed)) => Err(failed.into()),
    }
}
