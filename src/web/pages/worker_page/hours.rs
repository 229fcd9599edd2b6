//! The hours of a period that is over, on a worker's own page: looked at, and confirmed or disputed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    address, back, may_open, opens_nothing,
    report::open,
    spent, too_many,
    view::{HoursTable, Said, is_approved},
    words::WorkerPageWords,
};
use crate::{
    service::{
        Hold,
        worker_page::{self, AnswerError, GivenAnswer, NOTE_MAX_CHARS, PeriodToConfirm},
    },
    web::{
        Web,
        guard::{Form, Visit},
        pages::{error::PageError, field::refused, layout::html},
    },
};

#[derive(Template)]
#[template(path = "worker_page/hours.html")]
struct HoursPage<'a> {
    words: &'static WorkerPageWords,
    title: &'static str,
    csrf: &'a str,
    here: String,
    from: Date,
    table: HoursTable,
    is_over: bool,
    is_approved: bool,
    said: Option<Said>,
    /// What is shown, in seconds: an answer is about these hours.
    shown: (i64, i64),
    note: String,
    problem: Option<&'static str>,
}

fn page<'a>(
    visit: &'a Visit,
    token: &str,
    found: &PeriodToConfirm,
    (note, problem): (String, Option<&'static str>),
) -> HoursPage<'a> {
    let PeriodToConfirm { opened, sheet, is_over } = found;
    let words = WorkerPageWords::of(opened.employee.details.language);
    HoursPage {
        words,
        title: &words.confirm,
        csrf: &visit.csrf,
        here: address(token),
        from: sheet.period.from,
        table: HoursTable::new(words, sheet),
        is_over: *is_over,
        is_approved: is_approved(sheet),
        said: Said::new(words, sheet, &opened.zone),
        shown: (sheet.regular_secs(), sheet.overtime_secs()),
        note,
        problem,
    }
}

async fn find(web: &Web, token: &str, day: Date) -> Result<Option<PeriodToConfirm>, PageError> {
    let (token, now, ends) = (token.to_owned(), web.store.now(), web.store.clock().time_for_ends());
    Ok(web.store.read(move |tx| worker_page::find_period(tx, &token, day, (now, ends))).await?)
}

#[derive(Deserialize)]
pub(super) struct HoursQuery {
    #[serde(default)]
    from: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Query(HoursQuery { from }): Query<HoursQuery>,
) -> Result<Response, PageError> {
    if !may_open(&web, &visit) {
        return Ok(too_many());
    }
    // No day, or one that is none, is today: its period is not over, and says so.
    let day = from.parse().unwrap_or_else(|_| jiff::tz::TimeZone::UTC.to_datetime(web.store.now()).date());
    let Some(found) = find(&web, &token, day).await? else { return Ok(opens_nothing(&web, &visit)) };
    Ok(html(&page(&visit, &token, &found, (String::new(), None))))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    from: String,
    answer: String,
    note: String,
    regular: String,
    overtime: String,
}

pub(super) async fn answer(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, PageError> {
    if !may_open(&web, &visit) {
        return Ok(too_many());
    }
    let day: Date = form.from.parse().unwrap_or(Date::MIN);
    let Some(opened) = open(&web, &token).await? else { return Ok(opens_nothing(&web, &visit)) };
    let words = WorkerPageWords::of(opened.employee.details.language);
    let shown = (form.regular.parse().unwrap_or(-1), form.overtime.parse().unwrap_or(-1));
    let given = GivenAnswer { from: day, is_right: form.answer == "right", note: form.note.clone(), shown };
    let (asked, from) = (token.clone(), visit.visitor.address.clone());
    let holds = Hold::Address(visit.visitor.throttle_key());
    let problem = match web.store.write(holds, move |u| worker_page::answer(u, &asked, &given, &from)).await {
        Ok(()) => return Ok(back(&token, "hours")),
        Err(AnswerError::NoPage) => return Ok(spent()),
        Err(AnswerError::Store(failed)) => return Err(failed.into()),
        Err(AnswerError::NotOver) => &words.not_over,
        Err(AnswerError::ChangedMeanwhile) => &words.changed_now,
        Err(AnswerError::NoNote) => &words.no_note,
        Err(AnswerError::TooMany) => &words.many_answers,
    };
    // The hours as they are by now.
    let Some(found) = find(&web, &token, day).await? else { return Ok(spent()) };
    Ok(refused(&page(&visit, &token, &found, (form.note, Some(problem)))))
}
