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
    wording::refusals,
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

const CLOCK_OUT: RadioOption = (
    OpenEntriesChoice::ClockOut.name(),
    "Clock out now",
    "Ends now, with your name and the reason in the history of the entry. It can be corrected later.",
);
const NO_END: RadioOption = (
    OpenEntriesChoice::LeaveWithoutEnd.name(),
    "Leave it without a clock-out",
    "Becomes the exception “missing clock-out”, for somebody who knows when they left.",
);
const KEEP: RadioOption = (
    OpenEntriesChoice::Keep.name(),
    "Leave them clocked in",
    "They clock out by phone as usual, and their hours stay on this job.",
);

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
    Ok(LeavingPage {
        page: Page::of(signed_in, &format!("Deactivate {name}"), "/employees"),
        problem: None,
        nobody: format!(
            "{name} is not clocked in. Once inactive, they can no longer clock in; their hours, PIN and phone clock ID stay."
        ),
        intro: format!("{name} has been clocked in since {since}. Once inactive, they can no longer clock out."),
        choices: [CLOCK_OUT, NO_END],
        version,
        action: format!("/employees/{id}/deactivate"),
        button: "Deactivate",
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
    let are = match people.len() {
        1 => "1 person is".to_owned(),
        many => format!("{many} people are"),
    };
    Ok(LeavingPage {
        page: Page::of(signed_in, &format!("Archive {}", job.name), "/jobs"),
        problem: None,
        nobody: "Nobody is clocked in to it. Its hours stay, and its phone code is free for another job.".to_owned(),
        intro: format!("{are} clocked in to this job right now. Once it is archived, nobody can choose it."),
        choices: [CLOCK_OUT, KEEP],
        version,
        action: format!("/jobs/{id}/archive"),
        button: "Archive",
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
            let note = match OpenEntriesChoice::parse(&chosen.open) {
                Some(OpenEntriesChoice::ClockOut) => {
                    format!("{name} is clocked out, inactive and can no longer clock in.")
                }
                Some(OpenEntriesChoice::LeaveWithoutEnd) => {
                    format!(
                        "{name} is inactive and can no longer clock in. The entry without a clock-out is in Exceptions."
                    )
                }
                Some(OpenEntriesChoice::Keep) | None => format!("{name} is inactive and can no longer clock in."),
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
            let also = match OpenEntriesChoice::parse(&chosen.open) {
                Some(OpenEntriesChoice::ClockOut) => " Everybody who was clocked in to it is clocked out.",
                Some(OpenEntriesChoice::Keep) => " Everybody who is clocked in to it stays clocked in.",
                Some(OpenEntriesChoice::LeaveWithoutEnd) | None => "",
            };
            let note = format!("{} is archived: its hours stay, and its phone code is free.{also}", job.name);
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
    match problem {
        LeavingError::People(EmployeeError::NotFound) | LeavingError::Job(JobError::NotFound) => {
            Err(error::not_found(&signed_in.visit).into())
        }
        LeavingError::People(_) | LeavingError::Job(_) | LeavingError::Store(_) => Err(error::failed(problem)),
        LeavingError::ClockedIn(_) if chosen.was_asked() => Ok(Refusal::Again(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose what should happen to it. Nothing was changed.".to_owned(),
        )),
        LeavingError::ClockedIn(_) => Ok(Refusal::Ask),
        LeavingError::Changed => Ok(Refusal::Again(
            StatusCode::CONFLICT,
            "Nothing was changed: who is clocked in has changed in the meantime. Check again.".to_owned(),
        )),
        LeavingError::Entry(name, problem) => {
            let why = capital(&refusals::entry(signed_in.words(), problem));
            let words = format!("The entry of {name} was not ended, and nothing was changed. {why}.");
            Ok(Refusal::Again(StatusCode::CONFLICT, words))
        }
    }
}

fn again(status: StatusCode, words: String, page: LeavingPage) -> Response {
    (status, html(&LeavingPage { problem: Some(words), ..page })).into_response()
}
