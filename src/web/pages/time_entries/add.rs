//! Adding a time entry: first whose it is, then its times.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    HERE,
    form::{self, EntryForm, TimeField, TimeReader, WhyFields, errors_of},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, EntryId},
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        kiosks::silent::{self, SilentKiosk},
        roster::jobs,
        timesheets::{
            changes::{self, EntryError, NewEntry},
            entry_record::{JobChoices, list_jobs_in_use},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::{SelectOption, refused},
            form_errors::FormErrors,
            kiosk_silence::SilenceRow,
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
struct OwnerQuery {
    find: String,
    employee: String,
}

/// Whose entry it is to be.
#[derive(Template)]
#[template(path = "time_entries/whose.html")]
struct OwnerPage {
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
    jobs: Vec<SelectOption>,
    job_wrong: Option<String>,
    why: WhyFields,
    /// Kiosks of which something may still come.
    silence: Vec<SilenceRow>,
}

fn new_page(
    signed_in: &SignedIn,
    EntryOwner { employee, zone, jobs, silent }: &EntryOwner,
    typed: EntryForm,
    errors: &FormErrors,
) -> NewPage {
    let words = signed_in.words();
    let field = |named, value: &str, which: &str| TimeField::new(words, named, (value, which), zone, errors);
    let said = &words.entries;
    NewPage {
        page: Page::of(signed_in, &said.add_title, HERE),
        employee: employee.id,
        name: employee.details.name.clone(),
        zone: zone.name().to_owned(),
        problem: errors.of("").map(str::to_owned),
        times: vec![
            field(("in", &words.when.clock_in), &typed.clock_in, &typed.in_which).required(),
            field(("out", &words.when.clock_out), &typed.clock_out, &typed.out_which).hint(&said.clock_out_hint),
        ],
        jobs: form::jobs(words, jobs, &typed.job),
        job_wrong: errors.of("job").map(str::to_owned),
        why: WhyFields::new(words, &typed.reason, typed.note, errors),
        id: typed.id,
        silence: SilenceRow::list(silent.clone(), signed_in.pen()),
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<OwnerQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    if query.employee.is_empty() {
        let search = query.find.clone();
        let found = web.store.read(move |tx| jobs::find_candidates(tx, workspace, search)).await?;
        return Ok(html(&OwnerPage {
            page: Page::of(&signed_in, &signed_in.words().entries.add_title, HERE),
            find: query.find,
            all: found.all,
            people: found.people,
        }));
    }
    let Some(owner) = find(&web, &signed_in, &query.employee).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let typed = EntryForm { id: EntryId::generate(&web.store.ids()).to_string(), ..EntryForm::default() };
    Ok(html(&new_page(&signed_in, &owner, typed, &FormErrors::default())))
}

/// Whose entry it is to be, and the jobs that it can be given.
struct EntryOwner {
    employee: Employee,
    zone: Zone,
    jobs: JobChoices,
    silent: Vec<SilentKiosk>,
}

async fn find(web: &Web, signed_in: &SignedIn, employee: &str) -> Result<Option<EntryOwner>, StoreError> {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(employee) else { return Ok(None) };
    let now = web.store.now();
    let read = web.store.read(move |tx| {
        let Some((employee, zone)) = changes::find_clocking_employee(tx, workspace, id)? else { return Ok(None) };
        let (jobs, silent) = (list_jobs_in_use(tx, workspace)?, silent::list(tx, workspace, now)?);
        Ok(Some(EntryOwner { employee, zone, jobs, silent }))
    });
    read.await
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<EntryForm>,
) -> Result<Response, PageError> {
    let Some(owner) = find(&web, &signed_in, &typed.employee).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let EntryOwner { employee, zone, .. } = &owner;
    let again = |typed, errors: &FormErrors| refused(&new_page(&signed_in, &owner, typed, errors));
    let Some(id) = EntryId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    let words = signed_in.words();
    let mut reader = TimeReader { words, zone, errors: FormErrors::default() };
    let in_at = reader.needed_time("in", (&typed.clock_in, &typed.in_which), None);
    let out_at = reader.time("out", (&typed.clock_out, &typed.out_which), None);
    let job = reader.job(&typed.job);
    let why = reader.why(&typed.reason, &typed.note);
    let (Some(in_at), Some(why), true) = (in_at, why, reader.errors.is_empty()) else {
        return Ok(again(typed, &reader.errors));
    };
    let (actor, new) = (signed_in.actor(), NewEntry { id, employee: employee.id, in_at, out_at, job });
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| changes::add(u, &actor, &new, &why));
    match add.await {
        Ok(()) => {
            let done = if out_at.is_some() { &words.entries.added } else { &words.entries.added_open };
            Ok(guard::go(&web, &format!("{HERE}/{id}"), done))
        }
        Err(EntryError::Store(failed)) => Err(failed.into()),
        Err(failed) => match errors_of(signed_in.pen(), &failed) {
            Some(errors) => Ok(again(typed, &errors)),
            None => Ok(error::not_found(&signed_in.visit)),
        },
    }
}
