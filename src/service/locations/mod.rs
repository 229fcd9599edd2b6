//! Clock locations: places that the office keeps, with rules that say where a punch or a claim came from.

mod changes;
mod checks;
mod details;
mod find;
mod lists;
mod policy;
mod written;

pub use self::{
    changes::{SavedLocation, add, archive, change, reactivate},
    checks::OverlappingRule,
    details::{LocationDetails, LocationError},
    find::is_position_asked,
    lists::{LocationChoices, LocationRow, RuledLocation, choices, get, is_kept, list, names_of},
    policy::{get_policy, set_policy},
};
pub(in crate::service) use self::{
    find::{FoundPlace, find_nearest, find_place},
    policy::find_policy,
};
