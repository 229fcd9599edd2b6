//! The form for a location, new or known.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{HERE, failed};
use crate::{
    domain::{
        employee::fields::phone,
        ids::{DeviceId, JobId, KioskId, LocationId},
        location::{Area, LocationRule, MAX_RADIUS_M, MIN_RADIUS_M, NAME_MAX_CHARS, Network, Position, PositionError},
        zone_names::zone_as_written,
    },
    service::{
        Hold, StoreError,
        locations::{self, LocationChoices, LocationDetails, RuledLocation},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            choose_people::one_or_many,
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            form_errors::FormErrors,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::LocationsWords,
};

/// Meters of a radius where nobody says otherwise: a building with its yard.
const USUAL_RADIUS: &str = "150";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/locations/new", Audience::ADMINS, new)
        .post("/time-tracking/locations/new", Audience::ADMINS, add)
        .get("/time-tracking/locations/{id}/edit", Audience::ADMINS, edit)
        .post("/time-tracking/locations/{id}/edit", Audience::ADMINS, change)
}

/// What was typed; a box that is not ticked is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct LocationForm {
    id: String,
    name: String,
    address: String,
    job: String,
    zone: String,
    /// One on each line.
    callers: String,
    #[serde(deserialize_with = "one_or_many")]
    kiosk: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    device: Vec<String>,
    /// One on each line.
    networks: String,
    latitude: String,
    longitude: String,
    radius: String,
}

impl LocationForm {
    fn blank() -> Self {
        Self { radius: USUAL_RADIUS.to_owned(), ..Self::default() }
    }

    fn of(RuledLocation { location, rules }: &RuledLocation) -> Self {
        let mut form = Self {
            id: location.id.to_string(),
            name: location.name.clone(),
            address: location.address.clone().unwrap_or_default(),
            job: location.job.map(|job| job.to_string()).unwrap_or_default(),
            zone: location.zone.as_ref().map(|zone| zone.name().to_owned()).unwrap_or_default(),
            ..Self::blank()
        };
        let (mut callers, mut networks) = (Vec::new(), Vec::new());
        for rule in rules {
            match rule {
                LocationRule::Device(id) => form.device.push(id.to_string()),
                LocationRule::Kiosk(id) => form.kiosk.push(id.to_string()),
                LocationRule::Caller(number) => callers.push(number.as_str().to_owned()),
                LocationRule::Network(network) => networks.push(network.to_string()),
                LocationRule::Position(area) => {
                    let (latitude, longitude) = area.center.degrees();
                    (form.latitude, form.longitude) = (latitude.to_string(), longitude.to_string());
                    form.radius = area.radius.to_string();
                }
            }
        }
        (form.callers, form.networks) = (callers.join("\n"), networks.join("\n"));
        form
    }

    /// What is meant, and what is wrong with it for whoever knows nothing of the workspace.
    fn read(&self, words: &LocationsWords) -> (LocationDetails, FormErrors) {
        let mut errors = FormErrors::default();
        let zone = match self.zone.trim() {
            "" => None,
            written => zone_as_written(written).or_else(|| {
                errors.add("zone", &words.zone_wrong);
                None
            }),
        };
        let mut rules: Vec<LocationRule> = Vec::new();
        rules.extend(self.kiosk.iter().filter_map(|id| KioskId::parse(id)).map(LocationRule::Kiosk));
        rules.extend(self.device.iter().filter_map(|id| DeviceId::parse(id)).map(LocationRule::Device));
        for typed in lines(&self.callers) {
            match phone(typed) {
                Ok(number) => rules.push(LocationRule::Caller(number)),
                Err(_) => errors.add("callers", &words.no_caller(typed)),
            }
        }
        for typed in lines(&self.networks) {
            match Network::parse(typed) {
                Ok(network) => rules.push(LocationRule::Network(network)),
                Err(problem) => errors.add("networks", &words.network_wrong(typed, problem)),
            }
        }
        rules.extend(self.area(words, &mut errors).map(LocationRule::Position));
        let details = LocationDetails {
            name: self.name.clone(),
            address: self.address.clone(),
            job: JobId::parse(&self.job),
            zone,
            rules,
        };
        (details, errors)
    }

    fn area(&self, words: &LocationsWords, errors: &mut FormErrors) -> Option<Area> {
        if self.latitude.trim().is_empty() && self.longitude.trim().is_empty() {
            return None;
        }
        let radius = self.radius.trim().parse::<u32>().ok();
        let radius = radius.filter(|radius| (MIN_RADIUS_M..=MAX_RADIUS_M).contains(radius));
        if radius.is_none() {
            errors.add("radius", &words.radius_wrong(MIN_RADIUS_M, MAX_RADIUS_M));
        }
        match Position::parse(&self.latitude, &self.longitude) {
            Ok(center) => radius.map(|radius| Area { center, radius }),
            Err(PositionError::Latitude) => {
                errors.add("latitude", &words.latitude_wrong);
                None
            }
            Err(PositionError::Longitude) => {
                errors.add("longitude", &words.longitude_wrong);
                None
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
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
        zones: crate::domain::workspace::Zone::names(),
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
