//! Clock locations: kept by the office, found at each punch, and seen wherever its entry is.

mod calls;
mod kiosks;
mod office;
mod seen;
mod worker;

use phoneclock::{
    domain::{
        caller::E164,
        ids::LocationId,
        location::{Area, LocationPolicy, LocationRule, Network, Position},
    },
    service::{
        audit::Actor,
        locations::{self, LocationDetails, SavedLocation},
    },
};

use crate::support::TestGateway;

/// The telephone of the yard, from which anybody may call.
const YARD_PHONE: &str = "+15555550142";
/// Where the office tests from.
const HERE: &str = "/time-tracking/locations";

pub fn caller(number: &str) -> LocationRule {
    LocationRule::Caller(E164::parse(number).unwrap())
}

pub fn network(text: &str) -> LocationRule {
    LocationRule::Network(Network::parse(text).unwrap())
}

pub fn circle(latitude: f64, longitude: f64, radius: u32) -> LocationRule {
    LocationRule::Position(Area { center: Position::new(latitude, longitude).unwrap(), radius })
}

impl TestGateway {
    pub async fn location(&self, name: &str, rules: &[LocationRule]) -> SavedLocation {
        self.location_with(LocationDetails { rules: rules.to_vec(), ..LocationDetails::named(name) }).await
    }

    pub async fn location_with(&self, details: LocationDetails) -> SavedLocation {
        let (actor, id) = (Actor::at_the_machine(self.workspace.id), LocationId::generate(&self.store.ids()));
        self.in_office(move |u| locations::add(u, &actor, id, &details)).await.unwrap()
    }

    async fn flag_places(&self, policy: LocationPolicy) {
        let actor = Actor::at_the_machine(self.workspace.id);
        self.in_office(move |u| locations::set_policy(u, &actor, &policy)).await.unwrap();
    }

    /// Where each punch came from, by what, in their order.
    async fn places(&self) -> Vec<String> {
        let sql = "SELECT p.way || ': ' || coalesce(l.name, '-') || ' ' || coalesce(p.located_by, '-') FROM punch p \
                   LEFT JOIN clock_location l ON l.id = p.location_id ORDER BY p.at, p.rowid";
        self.column(sql).await
    }
}
