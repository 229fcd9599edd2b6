//! Clock locations: named places, with rules that say where a punch came from.

mod matching;
mod network;
mod overlap;
mod position;
mod rule;

use jiff::Timestamp;

pub use self::{
    matching::{Sighting, find_nearest, locate},
    network::{Network, NetworkError},
    overlap::{Overlap, find_overlap},
    position::{Area, Fix, MAX_RADIUS_M, MIN_RADIUS_M, Position, PositionError},
    rule::{LocationRule, RuleKind},
};
use super::{
    ids::{JobId, LocationId, WorkspaceId},
    workspace::Zone,
};

/// The longest name of a location.
pub const NAME_MAX_CHARS: usize = 60;
/// The longest address of a location.
pub const ADDRESS_MAX_CHARS: usize = 200;
/// Rules that one location may have.
pub const MAX_RULES: usize = 100;

/// A named place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Its own id.
    pub id: LocationId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What people call it.
    pub name: String,
    /// Where it is, for people.
    pub address: Option<String>,
    /// The job of entries that begin here, where the worker chose none.
    pub job: Option<JobId>,
    /// The zone of entries that begin here, where the employee has none of their own.
    pub zone: Option<Zone>,
    /// When it was taken out of use: its rules say nothing any more, and its punches stay.
    pub archived_at: Option<Timestamp>,
}

/// Where a punch came from, as it was found at its moment and kept with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The workspace had no clock location to compare it with.
    NotLookedFor,
    /// No rule of any location named it.
    Unrecognized,
    /// A rule of a location named it.
    At(LocationId, RuleKind),
}

impl Whereabouts {
    /// The location, where one was found.
    #[must_use]
    pub const fn location(self) -> Option<LocationId> {
        match self {
            Self::At(location, _) => Some(location),
            Self::NotLookedFor | Self::Unrecognized => None,
        }
    }

    /// How it is kept beside the location: by which kind of rule, or that there was none. Nothing where nobody looked.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::NotLookedFor => None,
            Self::Unrecognized => Some("unrecognized"),
            Self::At(_, kind) => Some(kind.name()),
        }
    }

    /// Reads what [`Self::location`] and [`Self::name`] give; None for anything else.
    #[must_use]
    pub fn parse(location: Option<LocationId>, name: Option<&str>) -> Option<Self> {
        match (location, name) {
            (None, None) => Some(Self::NotLookedFor),
            (None, Some("unrecognized")) => Some(Self::Unrecognized),
            (Some(location), Some(name)) => RuleKind::parse(name).map(|kind| Self::At(location, kind)),
            (Some(_), None) | (None, Some(_)) => None,
        }
    }
}

/// When a call is flagged for where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFlag {
    /// Never.
    Off,
    /// When its number is unusual for the person: new, withheld, or shared by many.
    UnusualNumber,
    /// When its number is unusual, and whenever no location has it.
    NoLocation,
}

impl PhoneFlag {
    /// Every one, the mildest first.
    pub const ALL: [Self; 3] = [Self::Off, Self::UnusualNumber, Self::NoLocation];

    /// As it is kept and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::UnusualNumber => "unusual number",
            Self::NoLocation => "no location",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.name() == name)
    }
}

/// What becomes of punches from places that no rule names: flagged or not, and never refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocationPolicy {
    /// Of calls.
    pub phone: PhoneFlag,
    /// Whether punches at kiosks are.
    pub kiosk: bool,
    /// Whether reports of missed punches on workers' pages are.
    pub page: bool,
}

/// As it was before there were locations.
impl Default for LocationPolicy {
    fn default() -> Self {
        Self { phone: PhoneFlag::UnusualNumber, kiosk: false, page: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_punch_came_from_is_read_back_as_it_was_kept() {
        let location = LocationId::from_bytes([7; 16]);
        let found = RuleKind::ALL.map(|kind| Whereabouts::At(location, kind));
        for kept in found.into_iter().chain([Whereabouts::NotLookedFor, Whereabouts::Unrecognized]) {
            assert_eq!(Whereabouts::parse(kept.location(), kept.name()), Some(kept));
        }
        assert_eq!(Whereabouts::parse(None, Some("kiosk")), None);
        assert_eq!(Whereabouts::parse(Some(location), Some("unrecognized")), None);
    }

    #[test]
    fn without_a_setting_it_is_as_it_was_before_there_were_locations() {
        let policy = LocationPolicy::default();
        assert_eq!((policy.phone, policy.kiosk, policy.page), (PhoneFlag::UnusualNumber, false, false));
        assert!(PhoneFlag::ALL.into_iter().all(|flag| PhoneFlag::parse(flag.name()) == Some(flag)));
    }
}
