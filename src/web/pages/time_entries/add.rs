//! Adding a time entry: first whose it is, then its times.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    HERE,
    typed::{self, Mistakes, Reader, TimeField, Typed},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, EntryId, JobId},
        workspace::Zone,
    },
    service::{
        entry_changes::{Added, EntryError},
        roster::jobs,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error,
            field::{Choice, refused},
            layout::{Page, html},
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-entries/new", Audience::SignedIn, show).post("/time-entries/new", Audience::SignedIn, save)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    find: String,
    employee: String,
}

/// Whose entry it is to be.
#[derive(Template)]
#[template(path = "time_entries/whose.html")]
struct WhosePage {
    page: Page,
    find: String,
    /// Whether these are all there are.
    all: bool,
    people: Vec<Employee>,
}

#[derive(Template)]
#[template(path = "time_entries/new.html")]
struct NewPage {
    page: Page,
    employee: EmployeeId,
    name: String,
    zone: String,
    id: String,
    problem: Option<String>,
    times: Vec<TimeField>,
    jobs: Vec<Choice>,
    job_wrong: Option<String>,
    reasons: Vec<Choice>,
    reason_wrong: Option<String>,
    note: String,
    note_wrong: Option<String>,
}

const TITLE: &str = "Add time entry";

fn new_page(
    signed_in: &SignedIn,
    (employee, zone): (&Employee, &Zone),
    jobs: &[(JobId, String)],
    typed: Typed,
    mistakes: &Mistakes,
) -> NewPage {
    let field = |named, value: &str, which: &str| TimeField::new(named, (value, which), zone, mistakes);
    NewPage {
        page: Page::of(signed_in, TITLE, HERE),
        employee: employee.id,
        name: employee.details.name.clone(),
        zone: zone.name().to_owned(),
        problem: mistakes.of("").map(str::to_owned),
        times: vec![
            field(("in", "Clock-in"), &typed.clock_in, &typed.in_which).required(),
            field(("out", "Clock-out"), &typed.clock_out, &typed.out_which)
                .hint("Leave it empty to clock in somebody who is working."),
        ],
        jobs: typed::jobs(jobs, &typed.job),
        job_wrong: mistakes.of("job").map(str::to_owned),
        reasons: typed::reasons(&typed.reason),
        reason_wrong: mistakes.of("reason").map(str::to_owned),
        id: typed.id,
        note: typed.note,
        note_wrong: mistakes.of("note").map(str::to_owned),
    }
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let workspace = signed_in.session.user.workspace;
    if asked.employee.is_empty() {
        let search = asked.find.clone();
        return match web.store.read(move |tx| jobs::find_candidates(tx, workspace, search)).await {
            Ok(found) => html(&WhosePage {
                page: Page::of(&signed_in, TITLE, HERE),
                find: asked.find,
                all: found.all,
                people: found.people,
            }),
            Err(failed) => error::failed(&failed),
        };
    }
    let Some((employee, zone, jobs)) = (match found(&web, &signed_in, &asked.employee).await {
        Ok(found) => found,
        Err(response) => return response,
    }) else {
        return error::not_found(&signed_in.visit);
    };
    let typed = Typed { id: web.gateway.new_entry_id().to_string(), ..Typed::default() };
    html(&new_page(&signed_in, (&employee, &zone), &jobs, typed, &Mistakes::default()))
}

type Found = Option<(Employee, Zone, Vec<(JobId, String)>)>;

async fn found(web: &Web, signed_in: &SignedIn, employee: &str) -> Result<Found, Response> {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(employee) else { return Ok(None) };
    let failed = |failed: &EntryError| error::failed(failed);
    let person = web.gateway.find_clocking_employee(workspace, id).await;
    let person = person.map_err(|store| failed(&EntryError::Store(store)))?;
    let jobs = web.gateway.list_jobs_in_use(workspace).await.map_err(|store| failed(&EntryError::Store(store)))?;
    Ok(person.map(|(employee, zone)| (employee, zone, jobs)))
}

async fn save(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<Typed>) -> Response {
    let Some((employee, zone, jobs)) = (match found(&web, &signed_in, &typed.employee).await {
        Ok(found) => found,
        Err(response) => return response,
    }) else {
        return error::not_found(&signed_in.visit);
    };
    let again = |typed, mistakes: &Mistakes| refused(&new_page(&signed_in, (&employee, &zone), &jobs, typed, mistakes));
    let Some(id) = EntryId::parse(&typed.id) else { return error::not_understood(&signed_in.visit) };
    let mut reader = Reader { zone: &zone, mistakes: Mistakes::default() };
    let in_at = reader.needed_time("in", (&typed.clock_in, &typed.in_which), None);
    let out_at = reader.time("out", (&typed.clock_out, &typed.out_which), None);
    let job = reader.job(&typed.job);
    let why = reader.why(&typed.reason, &typed.note);
    let (Some(in_at), Some(why), true) = (in_at, why, reader.mistakes.is_empty()) else {
        return again(typed, &reader.mistakes);
    };
    let added = Added { id, employee: employee.id, in_at, out_at, job };
    match web.gateway.add_entry(signed_in.actor(), added, why).await {
        Ok(id) => {
            let done = if out_at.is_some() { "The entry is added." } else { "The entry is added and open." };
            guard::go(&web, &format!("{HERE}/{id}"), done)
        }
        Err(EntryError::Store(failed)) => error::failed(&failed),
        Err(failed) => match Mistakes::of_error(&failed) {
            Some(mistakes) => again(typed, &mistakes),
            None => error::not_found(&signed_in.visit),
        },
    }
}
