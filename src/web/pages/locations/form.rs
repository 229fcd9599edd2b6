//! The form for a location, new or known.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{HERE, failed, typed::LocationForm};
use crate::{
    domain::{
        ids::LocationId,
        location::{MAX_RADIUS_M, MIN_RADIUS_M, NAME_MAX_CHARS},
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        locations::{self, LocationChoices, RuledLocation},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            form_errors::FormErrors,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::LocationsWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/locations/new", Audience::ADMINS, new)
        .post("/time-tracking/locations/new", Audience::ADMINS, add)
        .get("/time-tracking/locations/{id}/edit", Audience::ADMINS, edit)
        .post("/time-tracking/locations/{id}/edit", Audience::ADMINS, change)
}

/// A field of several lines.
struct LinesField {
    id: &'static str,
    label: &'static str,
    hint: String,
    value: String,
    wrong: Option<String>,
}

/// Boxes to tick.
struct BoxesField {
    id: &'static str,
    legend: &'static str,
    /// What to do where there is nothing to tick.
    none: &'static str,
    choices: Vec<SelectOption>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "locations/form.html")]
struct FormPage {
    page: Page,
    id: LocationId,
    button: &'static str,
    /// Where the form is sent.
    action: String,
    errors: FormErrors,
    fields: Vec<TextField>,
    jobs: Vec<SelectOption>,
    zone: TextField,
    zones: Vec<String>,
    boxes: Vec<BoxesField>,
    texts: Vec<LinesField>,
    position: Vec<TextField>,
}

async fn form(
    web: &Web,
    signed_in: &SignedIn,
    (id, known): (LocationId, Option<&RuledLocation>),
    typed: &LocationForm,
    errors: FormErrors,
) -> Result<FormPage, StoreError> {
    let workspace = signed_in.session.user.workspace;
    let choices = web.store.read(move |tx| locations::choices(tx, workspace)).await?;
    let (words, names) = (&signed_in.words().locations, &signed_in.words().fields);
    let (title, button, action) = match known {
        None => (words.add.clone(), &words.add, format!("{HERE}/new")),
        Some(known) => (words.edit_title(&known.location.name), &names.save, format!("{HERE}/{id}/edit")),
    };
    let field = |id, label, value: &str| TextField::new(id, label, value).checked(&errors);
    let wrong = |id| errors.of(id).map(str::to_owned);
    let text = |id, label, hint: &str, value: &str| LinesField {
        id,
        label,
        hint: hint.to_owned(),
        value: value.to_owned(),
        wrong: wrong(id),
    };
    let mine = &signed_in.visit.visitor.address;
    Ok(FormPage {
        page: Page::of(signed_in, &title, HERE),
        id,
        button,
        action,
        fields: vec![
            TextField { required: true, longest: Some(NAME_MAX_CHARS), ..field("name", &names.name, &typed.name) }
                .hint(&words.name_hint),
            field("address", &words.address, &typed.address).hint(&words.address_hint),
        ],
        jobs: job_options(words, &choices, typed),
        zone: TextField { list: Some("zones"), ..field("zone", &words.zone, &typed.zone) }
            .hint(&words.zone_hint(choices.zone.name())),
        zones: Zone::names(),
        boxes: vec![
            BoxesField {
                id: "kiosk",
                legend: &words.kiosks_legend,
                none: &words.kiosks_none,
                choices: kiosk_options(&choices, typed),
                wrong: wrong("kiosk"),
            },
            BoxesField {
                id: "device",
                legend: &words.devices_legend,
                none: &words.devices_none,
                choices: device_options(words, &choices, typed),
                wrong: wrong("device"),
            },
        ],
        texts: vec![
            text("callers", &words.callers_label, &words.callers_hint, &typed.callers),
            text("networks", &words.networks_label, &words.networks_hint(mine), &typed.networks),
        ],
        position: vec![
            field("latitude", &words.latitude, &typed.latitude).hint(&words.position_hint),
            field("longitude", &words.longitude, &typed.longitude),
            field("radius", &words.radius, &typed.radius).hint(&words.radius_hint(MIN_RADIUS_M, MAX_RADIUS_M)),
        ],
        errors,
    })
}

/// The jobs in use, and the one that is chosen though it is archived by now.
fn job_options(words: &LocationsWords, choices: &LocationChoices, typed: &LocationForm) -> Vec<SelectOption> {
    let none = SelectOption::new("", &words.job_none, &typed.job);
    let offered = choices.jobs.iter().filter(|job| job.archived_at.is_none() || job.id.to_string() == typed.job);
    let offered = offered.map(|job| SelectOption::new(&job.id.to_string(), &job.name, &typed.job));
    [none].into_iter().chain(offered).collect()
}

fn ticked(id: String, name: String, chosen: &[String]) -> SelectOption {
    SelectOption { chosen: chosen.contains(&id), value: id, name }
}

fn kiosk_options(choices: &LocationChoices, typed: &LocationForm) -> Vec<SelectOption> {
    choices.kiosks.iter().map(|(id, name)| ticked(id.to_string(), name.clone(), &typed.kiosk)).collect()
}

fn device_options(words: &LocationsWords, choices: &LocationChoices, typed: &LocationForm) -> Vec<SelectOption> {
    let devices = choices.devices.iter();
    devices.map(|(id, name, kiosk)| ticked(id.to_string(), words.device_at(name, kiosk), &typed.device)).collect()
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<RuledLocation, PageError> {
    let Some(id) = LocationId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    web.store.read(move |tx| locations::get(tx, workspace, id)).await.map_err(|problem| failed(signed_in, &problem))
}

async fn new(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let id = LocationId::generate(&web.store.ids());
    Ok(html(&form(&web, &signed_in, (id, None), &LocationForm::blank(), FormErrors::default()).await?))
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let known = known(&web, &signed_in, &id).await?;
    let (id, typed) = (known.location.id, LocationForm::of(&known));
    Ok(html(&form(&web, &signed_in, (id, Some(&known)), &typed, FormErrors::default()).await?))
}

/// The form of a location that could not be taken back into use, with what is in the way.
pub(super) async fn with_problem(
    web: &Web,
    signed_in: &SignedIn,
    id: LocationId,
    field: &'static str,
    wrong: &str,
) -> Result<Response, PageError> {
    let known = known(web, signed_in, &id.to_string()).await?;
    let typed = LocationForm::of(&known);
    Ok(refused(&form(web, signed_in, (id, Some(&known)), &typed, FormErrors::new(field, wrong)).await?))
}

async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<LocationForm>,
) -> Result<Response, PageError> {
    let Some(id) = LocationId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    save(&web, &signed_in, (id, None), &typed).await
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<LocationForm>,
) -> Result<Response, PageError> {
    let known = known(&web, &signed_in, &id).await?;
    save(&web, &signed_in, (known.location.id, Some(&known)), &typed).await
}

async fn save(
    web: &Web,
    signed_in: &SignedIn,
    (id, known): (LocationId, Option<&RuledLocation>),
    typed: &LocationForm,
) -> Result<Response, PageError> {
    let words = &signed_in.words().locations;
    let (details, errors) = typed.read(words);
    if !errors.is_empty() {
        return Ok(refused(&form(web, signed_in, (id, known), typed, errors).await?));
    }
    let (actor, is_new) = (signed_in.actor(), known.is_none());
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| {
        if is_new { locations::add(u, &actor, id, &details) } else { locations::change(u, &actor, id, &details) }
    });
    match write.await {
        Ok(saved) => {
            let name = saved.location.name;
            let done = if is_new { words.added(name) } else { words.saved(name) };
            Ok(guard::go(web, HERE, &words.saved_with(&done, &saved.overlaps)))
        }
        Err(problem) => match words.refusal(&problem) {
            Some((field, wrong)) => {
                let errors = FormErrors::new(field, &wrong);
                Ok(refused(&form(web, signed_in, (id, known), typed, errors).await?))
            }
            None => Err(failed(signed_in, &problem)),
        },
    }
}
