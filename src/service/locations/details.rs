//! A location as it is entered, and why one will not do.

use crate::{
    domain::{ids::JobId, location::LocationRule, workspace::Zone},
    store::StoreError,
};

/// Why a location was not found, added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum LocationError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the location has no name")]
    NoName,
    #[error("the name of the location is too long")]
    NameTooLong,
    /// With the name as the other location has it.
    #[error("another location in use has the name already")]
    NameTaken(String),
    #[error("the address of the location is too long")]
    AddressTooLong,
    #[error("there is no such active job in the workspace")]
    NoJob,
    #[error("there is no such kiosk in the workspace")]
    NoKiosk,
    #[error("there is no such device in the workspace")]
    NoDevice,
    #[error("the location has too many rules")]
    TooManyRules,
    #[error("the workspace has too many locations")]
    TooMany,
    /// The rule, and the name of the location that has it.
    #[error("another location in use has the rule already")]
    RuleTaken(LocationRule, String),
    #[error("there is no such location in the workspace")]
    NotFound,
}

/// What an admin enters about a location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationDetails {
    /// What people call it.
    pub name: String,
    /// Where it is, for people; may be empty.
    pub address: String,
    /// The job of entries that begin there, where the worker chose none.
    pub job: Option<JobId>,
    /// The zone of entries that begin there, where the employee has none.
    pub zone: Option<Zone>,
    /// What punches from there have.
    pub rules: Vec<LocationRule>,
}

impl LocationDetails {
    /// A location without rules.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), address: String::new(), job: None, zone: None, rules: Vec::new() }
    }
}
