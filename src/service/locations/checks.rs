//! What speaks against a location as it was entered: beside the other locations of the workspace.

use std::collections::HashMap;

use super::details::{LocationDetails, LocationError};
use crate::{
    domain::{
        ids::{LocationId, WorkspaceId},
        location::{ADDRESS_MAX_CHARS, Location, LocationRule, MAX_RULES, NAME_MAX_CHARS, Overlap, find_overlap},
        search::sort_name,
        text::cleaned,
    },
    store::{Tx, jobs, kiosk_devices, kiosks, locations},
};

/// Locations in use that a workspace may have.
const MAX_LOCATIONS: usize = 500;

/// A rule of another location that shares a part with one that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlappingRule {
    /// The rule that was entered.
    pub rule: LocationRule,
    /// The rule of the other location.
    pub other_rule: LocationRule,
    /// What the other location is called.
    pub other: String,
}

/// What was entered, where it will do.
pub(super) struct CheckedRules {
    /// Each once.
    pub rules: Vec<LocationRule>,
    pub overlaps: Vec<OverlappingRule>,
}

/// One line, as it is kept.
pub(super) fn one_line(text: &str) -> String {
    cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Looks at a location as it was entered, new or `known`.
pub(super) fn check(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, LocationId),
    known: Option<&Location>,
    details: &LocationDetails,
) -> Result<CheckedRules, LocationError> {
    let all = locations::list_locations(tx, workspace)?;
    let others: Vec<_> = all.iter().filter(|other| other.id != id && other.archived_at.is_none()).collect();
    if known.is_none() && others.len() >= MAX_LOCATIONS {
        return Err(LocationError::TooMany);
    }
    let is_used = known.is_none_or(|known| known.archived_at.is_none());
    let name = one_line(&details.name);
    match name.chars().count() {
        0 => return Err(LocationError::NoName),
        1..=NAME_MAX_CHARS => {}
        _ => return Err(LocationError::NameTooLong),
    }
    let alike = sort_name(&name);
    if let Some(other) = others.iter().find(|other| is_used && sort_name(&other.name) == alike) {
        return Err(LocationError::NameTaken(other.name.clone()));
    }
    if one_line(&details.address).chars().count() > ADDRESS_MAX_CHARS {
        return Err(LocationError::AddressTooLong);
    }
    // A job that was archived since may stay.
    if let Some(job) = details.job.filter(|job| known.and_then(|known| known.job) != Some(*job)) {
        jobs::find_job(tx, workspace, job)?.filter(|job| job.archived_at.is_none()).ok_or(LocationError::NoJob)?;
    }
    let rules = each_once(&details.rules);
    if rules.len() > MAX_RULES {
        return Err(LocationError::TooManyRules);
    }
    check_ids(tx, workspace, &rules)?;
    let names: HashMap<_, _> = others.iter().map(|other| (other.id, other.name.as_str())).collect();
    let overlaps = if is_used { find_overlaps(tx, workspace, &names, &rules)? } else { Vec::new() };
    Ok(CheckedRules { rules, overlaps })
}

fn each_once(rules: &[LocationRule]) -> Vec<LocationRule> {
    let mut kept: Vec<LocationRule> = Vec::new();
    for rule in rules {
        if !kept.contains(rule) {
            kept.push(rule.clone());
        }
    }
    kept
}

/// A kiosk or a device that is gone stays in the rules until somebody takes it out; one of another workspace never was in.
fn check_ids(tx: &mut dyn Tx, workspace: WorkspaceId, rules: &[LocationRule]) -> Result<(), LocationError> {
    for rule in rules {
        match rule {
            LocationRule::Kiosk(kiosk) => {
                kiosks::find_name(tx, workspace, *kiosk)?.ok_or(LocationError::NoKiosk)?;
            }
            LocationRule::Device(device) => {
                kiosk_devices::find_device(tx, workspace, *device)?.ok_or(LocationError::NoDevice)?;
            }
            LocationRule::Caller(_) | LocationRule::Position(_) | LocationRule::Network(_) => {}
        }
    }
    Ok(())
}

/// Refuses what another location says of just the same punches, and tells of what they share a part of.
fn find_overlaps(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    others: &HashMap<LocationId, &str>,
    rules: &[LocationRule],
) -> Result<Vec<OverlappingRule>, LocationError> {
    let mut overlaps = Vec::new();
    for (location, other_rule) in locations::list_rules(tx, workspace)? {
        let Some(other) = others.get(&location) else { continue };
        for rule in rules {
            match find_overlap(rule, &other_rule) {
                None => {}
                Some(Overlap::Same) => return Err(LocationError::RuleTaken(rule.clone(), (*other).to_owned())),
                Some(Overlap::Partly) => overlaps.push(OverlappingRule {
                    rule: rule.clone(),
                    other_rule: other_rule.clone(),
                    other: (*other).to_owned(),
                }),
            }
        }
    }
    Ok(overlaps)
}
