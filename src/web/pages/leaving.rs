//! What is asked before somebody who is clocked in is deactivated, or a job is archived that people are clocked in to.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    form_errors::capital,
    layout::{Page, html},
};
use crate::{
    domain::{
        ids::{EmployeeId, EntryId, JobId},
        pen::Pen,
    },
    service::{
        Hold, StoreError,
        roster::{
            employees::{self, EmployeeError},
            jobs::{self, JobError},
        },
        timesheets::leaving::{self, ClockedInEmployee, LeavingError, OpenEntriesAnswer, OpenEntriesChoice},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::{admin::LeavingWords, refusals},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees/{id}/deactivate", Audience::ADMINS, ask_employee)
        .post("/employees/{id}/deactivate", Audience::ADMINS, deactivate)
        .get("/jobs/{id}/archive", Audience::ADMINS, ask_job)
        .post("/jobs/{id}/archive", Audience::ADMINS, archive)
}

/// A choice: what the form sends, what it is called, and what follows.
type RadioOption = (&'static str, &'static str, &'static str);

impl LeavingWords {
    fn option(&'static self, choice: OpenEntriesChoice) -> RadioOption {
        let (label, hint) = match choice {
            OpenEntriesChoice::ClockOut => (&self.clock_out, &self.clock_out_hint),
            OpenEntriesChoice::LeaveWithoutEnd => (&self.no_end, &self.no_end_hint),
            OpenEntriesChoice::Keep => (&self.keep, &self.keep_hint),
        };
        (choice.name(), label, hint)
    }
}

#[derive(Template)]
#[template(path = "leaving.html")]
struct LeavingPage {
    page: Page,
    problem: Option<String>,
    people: Vec<ClockedInRow>,
    /// What is said where nobody is clocked in, and where somebody is.
    nobody: String,
    intro: String,
    choices: [RadioOption; 2],
    version: String,
    action: String,
    button: &'static str,
    back: String,
}

/// Somebody who is clocked in, in words.
pub(super) struct ClockedInRow {
    pub entry: EntryId,
    pub name: String,
    /// On the wall clock of the entry, with the day where it is not today's.
    pub since: String,
    pub job: Option<String>,
}

impl ClockedInRow {
    pub(super) fn new(one: ClockedInEmployee, now: Timestamp, pen: &Pen) -> Self {
        Self { since: pen.since(one.since, &one.zone, now), entry: one.entry, name: one.name, job: one.job }
    }
}

/// Whether somebody is clocked in, and since when.
pub(super) async fn find_clocked_in(
    web: &Web,
    signed_in: &SignedIn,
    employee: EmployeeId,
) -> Result<Option<ClockedInRow>, StoreError> {
    let workspace = signed_in.session.user.workspace;
    let open = web.store.read(move |tx| leaving::find_clocked_in(tx, workspace, employee)).await?;
    Ok(open.map(|open| ClockedInRow::new(open, web.store.now(), signed_in.pen())))
}

/// What was chosen, and whom the page has shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LeavingForm {
    open: String,
    expected_version: String,
}

impl LeavingForm {
    fn answer(&self) -> Option<OpenEntriesAnswer> {
        let open = OpenEntriesChoice::parse(&self.open)?;
        Some(OpenEntriesAnswer { open, expected_version: Some(self.expected_version.clone()) })
    }

    /// Whether the page has asked.
    fn was_asked(&self) -> bool {
        !self.expected_version.is_empty()
    }
}

fn rows(web: &Web, signed_in: &SignedIn, people: Vec<ClockedInEmployee>) -> Vec<ClockedInRow> {
    people.into_iter().map(|one| ClockedInRow::new(one, web.store.now(), signed_in.pen())).collect()
}

async fn employee_page(web: &Web, signed_in: &SignedIn, id: EmployeeId) -> Result<LeavingPage, PageError> {
    let workspace = signed_in.session.user.workspace;
    let listed = match web.store.read(move |tx| employees::get_row(tx, workspace, id)).await {
        Ok(listed) => listed,
        Err(EmployeeError::NotFound) => return Err(error::not_found(&signed_in.visit).into()),
        Err(problem) => return Err(error::failed(&problem)),
    };
    let open = web.store.read(move |tx| leaving::find_clocked_in(tx, workspace, id)).await?;
    let people: Vec<_> = open.into_iter().collect();
    let version = leaving::version(&people);
    let people = rows(web, signed_in, people);
    let name = listed.employee.details.name;
    let since = people.first().map_or("", |one| one.since.as_str());
    let words = &signed_in.words().leaving;
    Ok(LeavingPage {
        page: Page::of(signed_in, &words.deactivate_title(&name), "/employees"),
        problem: None,
        nobody: words.person_out(&name),
        intro: words.person_in(&name, since),
        choices: [OpenEntriesChoice::ClockOut, OpenEntriesChoice::LeaveWithoutEnd].map(|one| words.option(one)),
        version,
        action: format!("/employees/{id}/deactivate"),
        button: &words.deactivate,
        back: format!("/employees/{id}"),
        people,
    })
}

async fn job_page(web: &Web, signed_in: &SignedIn, id: JobId) -> Result<LeavingPage, PageError> {
    let workspace = signed_in.session.user.workspace;
    let job = match web.store.read(move |tx| jobs::get(tx, workspace, id)).await {
        Ok(found) => found.job,
        Err(JobError::NotFound) => return Err(error::not_found(&signed_in.visit).into()),
        Err(problem) => return Err(error::failed(&problem)),
    };
    let people = web.store.read(move |tx| leaving::list_clocked_in_to(tx, workspace, id)).await?;
    let version = leaving::version(&people);
    let people = rows(web, signed_in, people);
    let words = &signed_in.words().leaving;
    Ok(LeavingPage {
        page: Page::of(signed_in, &words.archive_title(&job.name), "/jobs"),
        problem: None,
        nobody: words.job_nobody.clone(),
        intro: words.job_people(people.len()),
        choices: [OpenEntriesChoice::ClockOut, OpenEntriesChoice::Keep].map(|one| words.option(one)),
        version,
        action: format!("/jobs/{id}/archive"),
        button: &words.archive,
        back: "/jobs".to_owned(),
        people,
    })
}

async fn ask_employee(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&employee_page(&web, &signed_in, id).await?))
}

async fn ask_job(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(id) = JobId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&job_page(&web, &signed_in, id).await?))
}

async fn deactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(chosen): Form<LeavingForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, answer) = (signed_in.actor(), chosen.answer());
    let hold = Hold::Workspace(actor.workspace);
    match web.store.write(hold, move |u| leaving::deactivate(u, &actor, id, answer.as_ref())).await {
        Ok(employee) => {
            let name = employee.details.name;
            let words = &signed_in.words().leaving;
            let note = match OpenEntriesChoice::parse(&chosen.open) {
                Some(OpenEntriesChoice::ClockOut) => words.deactivated_out(name),
                Some(OpenEntriesChoice::LeaveWithoutEnd) => words.deactivated_no_end(name),
                Some(OpenEntriesChoice::Keep) | None => words.deactivated(name),
            };
            Ok(guard::go(&web, &format!("/employees/{id}"), &note))
        }
        Err(problem) => match refusal(&signed_in, &problem, &chosen)? {
            Refusal::Ask => Ok(Redirect::to(&format!("/employees/{id}/deactivate")).into_response()),
            Refusal::Again(status, words) => Ok(again(status, words, employee_page(&web, &signed_in, id).await?)),
        },
    }
}

async fn archive(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(chosen): Form<LeavingForm>,
) -> Result<Response, PageError> {
    let Some(id) = JobId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, answer) = (signed_in.actor(), chosen.answer());
    let hold = Hold::Workspace(actor.workspace);
    match web.store.write(hold, move |u| leaving::archive_job(u, &actor, id, answer.as_ref())).await {
        Ok(job) => {
            let words = &signed_in.words().leaving;
            let note = match OpenEntriesChoice::parse(&chosen.open) {
                Some(OpenEntriesChoice::ClockOut) => words.archived_out(job.name),
                Some(OpenEntriesChoice::Keep) => words.archived_in(job.name),
                Some(OpenEntriesChoice::LeaveWithoutEnd) | None => words.archived(job.name),
            };
            Ok(guard::go(&web, "/jobs", &note))
        }
        Err(problem) => match refusal(&signed_in, &problem, &chosen)? {
            Refusal::Ask => Ok(Redirect::to(&format!("/jobs/{id}/archive")).into_response()),
            Refusal::Again(status, words) => Ok(again(status, words, job_page(&web, &signed_in, id).await?)),
        },
    }
}

/// How a refusal is answered.
enum Refusal {
    /// By the page that asks.
    Ask,
    /// By that page once more, with what is wrong.
    Again(StatusCode, String),
}

fn refusal(signed_in: &SignedIn, problem: &LeavingError, chosen: &LeavingForm) -> Result<Refusal, PageError> {
    let words = &signed_in.words().leaving;
    match problem {
        LeavingError::People(EmployeeError::NotFound) | LeavingError::Job(JobError::NotFound) => {
            Err(error::not_found(&signed_in.visit).into())
        }
        LeavingError::People(_) | LeavingError::Job(_) | LeavingError::Store(_) => Err(error::failed(problem)),
        LeavingError::ClockedIn(_) if chosen.was_asked() => {
            Ok(Refusal::Again(StatusCode::UNPROCESSABLE_ENTITY, words.choose.clone()))
        }
        LeavingError::ClockedIn(_) => Ok(Refusal::Ask),
        LeavingError::Changed => Ok(Refusal::Again(StatusCode::CONFLICT, words.changed.clone())),
        LeavingError::Entry(name, problem) => {
            let why = capital(&refusals::entry(signed_in.words(), Some(signed_in.pen()), problem));
            Ok(Refusal::Again(StatusCode::CONFLICT, words.entry_refused(name, why)))
        }
    }
}

fn again(status: StatusCode, words: String, page: LeavingPage) -> Response {
    (status, html(&LeavingPage { problem: Some(words), ..page })).into_response()
}
