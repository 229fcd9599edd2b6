//! Places: clock locations with their rules, and kiosks.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    body::ApiId,
    caller::ApiCaller,
    listing::Listing,
    problem::Problem,
    version::{Versioned, json},
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{EmployeeId, JobId, KioskId, LocationId},
        location::LocationRule,
    },
    service::{
        kiosks::{
            Kiosk as KnownKiosk,
            kiosks::{self, KioskError},
        },
        locations::{self, LocationError, RuledLocation},
    },
    web::{Web, access::Audience, routes::Routes},
};

pub(super) fn routes() -> Routes {
    let read = Audience::Token(Scope::PlacesRead);
    Routes::new()
        .get("/api/v1/locations", read, list_locations)
        .get("/api/v1/locations/{id}", read, get_location)
        .get("/api/v1/kiosks", read, list_kiosks)
        .get("/api/v1/kiosks/{id}", read, get_kiosk)
}

/// A named place with rules that say where a punch came from.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Location {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: LocationId,
    /// What people call it.
    name: String,
    /// Where it is, in words.
    address: Option<String>,
    /// The job that punches there get.
    #[schema(value_type = Option<String>, format = "uuid")]
    job: Option<JobId>,
    /// An IANA time zone; that of the employee where null.
    time_zone: Option<String>,
    /// Whether it is in use.
    active: bool,
    /// What a punch must be like to come from there. One rule is enough.
    rules: Vec<Rule>,
}

/// A rule of a location. Only what its kind needs is there.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct Rule {
    /// `device`, `kiosk`, `caller`, `position` or `network`.
    kind: &'static str,
    /// The id of a device or kiosk, a caller number, or a network as CIDR.
    value: Option<String>,
    /// Of a position, in degrees.
    latitude: Option<f64>,
    /// Of a position, in degrees.
    longitude: Option<f64>,
    /// Of a position, in meters.
    radius: Option<u32>,
}

impl From<LocationRule> for Rule {
    fn from(rule: LocationRule) -> Self {
        let of = |value: String| Self { kind: rule.kind().name(), value: Some(value), ..Self::default() };
        match &rule {
            LocationRule::Device(id) => of(id.to_string()),
            LocationRule::Kiosk(id) => of(id.to_string()),
            LocationRule::Caller(number) => of(number.as_str().to_owned()),
            LocationRule::Network(network) => of(network.to_string()),
            LocationRule::Position(area) => {
                let (latitude, longitude) = area.center.degrees();
                let (latitude, longitude, radius) = (Some(latitude), Some(longitude), Some(area.radius));
                Self { kind: rule.kind().name(), value: None, latitude, longitude, radius }
            }
        }
    }
}

impl From<RuledLocation> for Location {
    fn from(RuledLocation { location, rules }: RuledLocation) -> Self {
        Self {
            id: location.id,
            name: location.name,
            address: location.address,
            job: location.job,
            time_zone: location.zone.map(String::from),
            active: location.archived_at.is_none(),
            rules: rules.into_iter().map(Rule::from).collect(),
        }
    }
}

/// A place with a shared device at which people clock.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Kiosk {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: KioskId,
    /// What people call it.
    name: String,
    /// An IANA time zone; the workspace's where null.
    time_zone: Option<String>,
    /// The language of its screen; the workspace's where null.
    language: Option<&'static str>,
    /// Whether everybody may clock there.
    everybody: bool,
    /// The job that is offered first.
    #[schema(value_type = Option<String>, format = "uuid")]
    default_job: Option<JobId>,
    /// Whether a photo is taken after each punch.
    photos: bool,
    /// Whether people can clock there.
    active: bool,
}

impl From<KnownKiosk> for Kiosk {
    fn from(kiosk: KnownKiosk) -> Self {
        Self {
            id: kiosk.id,
            name: kiosk.name,
            time_zone: kiosk.zone.map(String::from),
            language: kiosk.language.map(|language| language.code()),
            everybody: kiosk.everybody,
            default_job: kiosk.default_job,
            photos: kiosk.photos,
            active: kiosk.disabled_at.is_none(),
        }
    }
}

/// A kiosk with the people who may clock there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StaffedKiosk {
    /// The kiosk.
    #[serde(flatten)]
    kiosk: Kiosk,
    /// The ids of those who may clock there, where not everybody may.
    #[schema(value_type = Vec<String>)]
    members: Vec<EmployeeId>,
}

/// Lists every clock location by name, archived ones too, on one page.
#[utoipa::path(
    get, path = "/api/v1/locations", tag = "places", operation_id = "list_locations",
    responses((status = 200, description = "Every location", body = Listing<Location>)),
)]
pub(super) async fn list_locations(State(web): State<Web>, caller: ApiCaller) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let listed = web.store.read(move |tx| locations::list(tx, workspace, None)).await?;
    Ok(json(&Listing::whole(listed.into_iter().map(|row| Location::from(row.ruled)).collect())))
}

/// Gets one clock location.
#[utoipa::path(
    get, path = "/api/v1/locations/{id}", tag = "places", operation_id = "get_location",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The location", body = Location)),
)]
pub(super) async fn get_location(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
) -> Result<Response, Problem> {
    let (id, workspace) = (LocationId::parse(&id).ok_or_else(Problem::not_found)?, caller.workspace());
    let found = web.store.read(move |tx| locations::get(tx, workspace, id)).await;
    match found {
        Ok(found) => Ok(Versioned(StatusCode::OK, Location::from(found)).into_response()),
        Err(LocationError::NotFound) => Err(Problem::not_found()),
        Err(error) => Err(Problem::failed(&error)),
    }
}

/// Lists every kiosk by name, disabled ones too, on one page.
#[utoipa::path(
    get, path = "/api/v1/kiosks", tag = "places", operation_id = "list_kiosks",
    responses((status = 200, description = "Every kiosk", body = Listing<Kiosk>)),
)]
pub(super) async fn list_kiosks(State(web): State<Web>, caller: ApiCaller) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let listed = web.store.read(move |tx| kiosks::list(tx, workspace)).await?;
    Ok(json(&Listing::whole(listed.into_iter().map(Kiosk::from).collect())))
}

/// Gets one kiosk, with the people who may clock there.
#[utoipa::path(
    get, path = "/api/v1/kiosks/{id}", tag = "places", operation_id = "get_kiosk",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The kiosk", body = StaffedKiosk)),
)]
pub(super) async fn get_kiosk(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
) -> Result<Response, Problem> {
    let (id, workspace) = (KioskId::parse(&id).ok_or_else(Problem::not_found)?, caller.workspace());
    let found = web.store.read(move |tx| kiosks::get(tx, workspace, id)).await;
    match found {
        Ok(kiosks::StaffedKiosk { kiosk, members }) => {
            let members = members.into_iter().map(|person| person.id).collect();
            Ok(Versioned(StatusCode::OK, StaffedKiosk { kiosk: kiosk.into(), members }).into_response())
        }
        Err(KioskError::NotFound) => Err(Problem::not_found()),
        Err(error) => Err(Problem::failed(&error)),
    }
}
