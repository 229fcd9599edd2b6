//! Locations in words: their rules, and why one is not saved.

use crate::{
    domain::location::{ADDRESS_MAX_CHARS, LocationRule, MAX_RULES, NAME_MAX_CHARS, NetworkError, PhoneFlag, RuleKind},
    service::locations::{LocationError, OverlappingRule},
    wording::admin::LocationsWords,
};

/// Overlaps that are told of; whoever has more knows by then.
const MOST_TOLD: usize = 3;

impl LocationsWords {
    /// How many rules there are of each kind, where there are any.
    pub(super) fn counted(&self, rules: &[LocationRule]) -> Vec<String> {
        let of_kind = RuleKind::ALL.map(|kind| (kind, rules.iter().filter(|rule| rule.kind() == kind).count()));
        let counted = of_kind.into_iter().filter(|(_, count)| *count > 0).map(|(kind, count)| match kind {
            RuleKind::Device => self.devices(count),
            RuleKind::Kiosk => self.kiosks(count),
            RuleKind::Caller => self.callers(count),
            RuleKind::Position => self.positions.clone(),
            RuleKind::Network => self.networks(count),
        });
        counted.collect()
    }

    /// When calls are flagged.
    pub(super) fn phone_flag(&self, flag: PhoneFlag) -> &str {
        match flag {
            PhoneFlag::Off => &self.phone_off,
            PhoneFlag::UnusualNumber => &self.phone_unusual,
            PhoneFlag::NoLocation => &self.phone_no_location,
        }
    }

    /// What was done, and which rules of other locations share a part with those that were saved.
    pub(super) fn saved_with(&self, done: &str, overlaps: &[OverlappingRule]) -> String {
        let told = overlaps.iter().take(MOST_TOLD).map(|overlap| match &overlap.rule {
            LocationRule::Position(_) => self.overlapping_position(&overlap.other),
            LocationRule::Device(_) | LocationRule::Kiosk(_) | LocationRule::Caller(_) | LocationRule::Network(_) => {
                self.overlapping_network(in_words(&overlap.rule), &overlap.other, in_words(&overlap.other_rule))
            }
        });
        [done.to_owned()].into_iter().chain(told).collect::<Vec<_>>().join(" ")
    }

    /// Why a location is not saved, at the field that can mend it; `None` where no field can.
    pub(super) fn refusal(&self, problem: &LocationError) -> Option<(&'static str, String)> {
        Some(match problem {
            LocationError::NoName => ("name", self.no_name.clone()),
            LocationError::NameTooLong => ("name", self.name_too_long(NAME_MAX_CHARS)),
            LocationError::NameTaken(other) => ("name", self.name_taken(other)),
            LocationError::AddressTooLong => ("address", self.address_too_long(ADDRESS_MAX_CHARS)),
            LocationError::NoJob => ("job", self.no_job.clone()),
            LocationError::NoKiosk => ("kiosk", self.no_kiosk.clone()),
            LocationError::NoDevice => ("device", self.no_device.clone()),
            LocationError::TooManyRules => ("networks", self.too_many_rules(MAX_RULES)),
            LocationError::TooMany => ("name", self.too_many.clone()),
            LocationError::RuleTaken(rule, other) => match rule {
                LocationRule::Device(_) => ("device", self.device_taken(other)),
                LocationRule::Kiosk(_) => ("kiosk", self.kiosk_taken(other)),
                LocationRule::Caller(_) => ("callers", self.rule_taken(in_words(rule), other)),
                LocationRule::Position(_) => ("latitude", self.position_taken(other)),
                LocationRule::Network(_) => ("networks", self.rule_taken(in_words(rule), other)),
            },
            LocationError::Store(_) | LocationError::NotFound => return None,
        })
    }

    /// What is wrong with a network.
    pub(super) fn network_wrong(&self, typed: &str, error: NetworkError) -> String {
        match error {
            NetworkError::NoNetwork => self.no_network(typed),
            NetworkError::TooWide => self.network_too_wide(typed),
        }
    }
}

/// A rule as it is typed; of a kiosk or a device nothing.
fn in_words(rule: &LocationRule) -> String {
    match rule {
        LocationRule::Caller(number) => number.as_str().to_owned(),
        LocationRule::Network(network) => network.to_string(),
        LocationRule::Device(_) | LocationRule::Kiosk(_) | LocationRule::Position(_) => String::new(),
    }
}
