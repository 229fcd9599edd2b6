//! A location as it is typed: read, and written back.

use serde::Deserialize;

use crate::{
    domain::{
        employee::fields::phone,
        ids::{DeviceId, JobId, KioskId},
        location::{Area, LocationRule, MAX_RADIUS_M, MIN_RADIUS_M, Network, Position, PositionError},
        zone_names::zone_as_written,
    },
    service::locations::{LocationDetails, RuledLocation},
    web::pages::{choose_people::one_or_many, form_errors::FormErrors},
    wording::admin::LocationsWords,
};

/// Meters of a radius where nobody says otherwise: a building with its yard.
const USUAL_RADIUS: &str = "150";

/// What was typed; a box that is not ticked is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LocationForm {
    pub id: String,
    pub name: String,
    pub address: String,
    pub job: String,
    pub zone: String,
    /// One on each line.
    pub callers: String,
    #[serde(deserialize_with = "one_or_many")]
    pub kiosk: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub device: Vec<String>,
    /// One on each line.
    pub networks: String,
    pub latitude: String,
    pub longitude: String,
    pub radius: String,
}

impl LocationForm {
    pub(super) fn blank() -> Self {
        Self { radius: USUAL_RADIUS.to_owned(), ..Self::default() }
    }

    pub(super) fn of(RuledLocation { location, rules }: &RuledLocation) -> Self {
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
    pub(super) fn read(&self, words: &LocationsWords) -> (LocationDetails, FormErrors) {
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

/// One on each line, or with commas between.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ',', ';']).map(str::trim).filter(|line| !line.is_empty())
}
