//! The roll-out: who can clock by phone, and whom a setup link is for.

pub mod codes;
pub mod links;

use std::collections::BTreeSet;

use jiff::Timestamp;

pub use crate::store::{
    phone_clocking::{DueEmployee, LinkDelivery, RolloutFilter, RolloutRow, SentLink},
    text_messages::TextStage,
};
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        phone_status::PhoneStatus,
        search::sort_name,
        user::Email,
    },
    store::{StoreError, Tx, phone_clocking},
};

/// How many there are of each phone status, and whom *Email N setup links* would reach.
#[derive(Debug, Clone)]
pub struct RolloutCounts {
    /// How many active employees there are of each status that anybody has.
    pub by_status: Vec<(PhoneStatus, usize)>,
    /// How many would be sent a link.
    pub links_due: usize,
    /// How many are due a link, and have no address that mail can be sent to.
    pub without_address: usize,
    /// How many of these have no one-time code that waits either.
    pub without_way_in: usize,
    /// Links that still work and are known not to have gone out by mail.
    pub undelivered: usize,
}

impl RolloutCounts {
    /// How many active employees there are.
    #[must_use]
    pub fn everybody(&self) -> usize {
        self.by_status.iter().map(|(_, count)| count).sum()
    }

    /// How many of them have this status.
    #[must_use]
    pub fn of(&self, status: PhoneStatus) -> usize {
        self.by_status.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count)
    }
}

/// Whom *Email N setup links* is for.
#[derive(Debug, Clone, Default)]
pub struct LinksDue {
    /// Those who are sent one.
    pub get_one: Vec<DueEmployee>,
    /// Without an address that mail can be sent to.
    pub cannot: Vec<DueEmployee>,
}

impl LinksDue {
    fn new(due: Vec<DueEmployee>) -> Self {
        let (get_one, cannot) = due.into_iter().partition(|person| address(person.email.as_deref()).is_some());
        Self { get_one, cannot }
    }
}

/// The address of an employee where mail can be sent.
#[must_use]
pub fn address(email: Option<&str>) -> Option<Email> {
    email.and_then(|email| Email::parse(email).ok())
}

/// Active employees in the order of their names, at most `limit`. Here as below, links and codes are judged by `now`.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &RolloutFilter,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<RolloutRow>, StoreError> {
    phone_clocking::list_people(tx, workspace, filter, now, limit)
}

/// How many active employees the filter lets through.
pub fn count_filtered(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &RolloutFilter,
    now: Timestamp,
) -> Result<usize, StoreError> {
    phone_clocking::count_people(tx, workspace, filter, now)
}

/// How far the roll-out has come.
pub fn count(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<RolloutCounts, StoreError> {
    let due = list_links_due(tx, workspace, now)?;
    Ok(RolloutCounts {
        by_status: phone_clocking::count_by_status(tx, workspace, now)?,
        links_due: due.get_one.len(),
        without_address: due.cannot.len(),
        without_way_in: due.cannot.iter().filter(|person| !person.has_code).count(),
        undelivered: phone_clocking::count_undelivered(tx, workspace, now)?,
    })
}

/// An employee and how they stand with the phone.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<Option<RolloutRow>, StoreError> {
    phone_clocking::find_person(tx, workspace, employee, now)
}

/// Those of the chosen who are active, in the order of their names.
pub fn list_chosen(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    chosen: &BTreeSet<EmployeeId>,
    now: Timestamp,
) -> Result<Vec<RolloutRow>, StoreError> {
    let mut people = Vec::new();
    for id in chosen {
        people.extend(phone_clocking::find_person(tx, workspace, *id, now)?);
    }
    people.retain(|person| person.employee.active);
    people.sort_by_cached_key(|person| sort_name(&person.employee.details.name));
    Ok(people)
}

/// Whom *Email N setup links* is for.
pub fn list_links_due(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<LinksDue, StoreError> {
    Ok(LinksDue::new(phone_clocking::list_due(tx, workspace, now)?))
}

/// Who cannot be sent a link and has neither a PIN nor a one-time code that waits, in the order of their names: those who
/// need a card with one.
pub fn list_without_way_in(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<RolloutRow>, StoreError> {
    let mut people = phone_clocking::list_without_code(tx, workspace, now)?;
    people.retain(|person| address(person.employee.details.email.as_deref()).is_none());
    Ok(people)
}

/// Who has a setup link that still works and has not used it, in the order of their names.
pub fn list_unused_links(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<RolloutRow>, StoreError> {
    phone_clocking::list_unused(tx, workspace, now)
}
