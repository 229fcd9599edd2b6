//! Which location a punch came from.

use core::net::IpAddr;

use super::{Fix, LocationRule, RuleKind};
use crate::domain::{
    caller::E164,
    ids::{DeviceId, KioskId, LocationId},
};

/// What is known of where a punch, or a claim, comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sighting {
    /// The device, at a kiosk.
    pub device: Option<DeviceId>,
    /// The kiosk.
    pub kiosk: Option<KioskId>,
    /// The number, in a call that shows one.
    pub caller: Option<E164>,
    /// The position, where a browser has given one.
    pub fix: Option<Fix>,
    /// The address that the request comes from.
    pub address: Option<IpAddr>,
}

/// How well a rule fits: rules of a more specific kind go first, and of one kind the narrower one.
type Fit = (RuleKind, u64, LocationId);

fn fit(location: LocationId, rule: &LocationRule, sighting: &Sighting) -> Option<Fit> {
    let narrowness = match rule {
        LocationRule::Device(device) => (sighting.device == Some(*device)).then_some(0),
        LocationRule::Kiosk(kiosk) => (sighting.kiosk == Some(*kiosk)).then_some(0),
        LocationRule::Caller(number) => (sighting.caller.as_ref() == Some(number)).then_some(0),
        LocationRule::Position(area) => {
            let fix = sighting.fix.filter(|fix| area.contains(fix.position))?;
            Some(millimeters(area.center.meters_to(fix.position)))
        }
        LocationRule::Network(network) => {
            sighting.address.filter(|address| network.contains(*address))?;
            Some(u64::from(u8::MAX - network.bits()))
        }
    };
    narrowness.map(|narrowness| (rule.kind(), narrowness, location))
}

fn millimeters(meters: f64) -> u64 {
    (meters * 1000.0).round() as u64
}

/// The location that a rule names, and by what. Where several fit, the most specific has its say: device, kiosk, caller
/// number, position, network; of positions the nearest, of networks the one with more bits, and then the older location.
#[must_use]
pub fn locate<'a>(
    rules: impl IntoIterator<Item = &'a (LocationId, LocationRule)>,
    sighting: &Sighting,
) -> Option<(LocationId, RuleKind)> {
    let fitting = rules.into_iter().filter_map(|(location, rule)| fit(*location, rule, sighting));
    fitting.min().map(|(kind, _, location)| (location, kind))
}

/// The location nearest to a position, and how many meters away its center is, whether the position is in it or not.
#[must_use]
pub fn find_nearest<'a>(
    rules: impl IntoIterator<Item = &'a (LocationId, LocationRule)>,
    fix: Fix,
) -> Option<(LocationId, u64)> {
    let distances = rules.into_iter().filter_map(|(location, rule)| match rule {
        LocationRule::Position(area) => Some((millimeters(area.center.meters_to(fix.position)), *location)),
        LocationRule::Device(_) | LocationRule::Kiosk(_) | LocationRule::Caller(_) | LocationRule::Network(_) => None,
    });
    distances.min().map(|(away, location)| (location, away.saturating_add(500) / 1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::location::{Area, Network, Position};

    fn id(number: u8) -> LocationId {
        LocationId::from_bytes([number; 16])
    }

    fn network(number: u8, text: &str) -> (LocationId, LocationRule) {
        (id(number), LocationRule::Network(Network::parse(text).unwrap()))
    }

    fn circle(number: u8, latitude: f64, radius: u32) -> (LocationId, LocationRule) {
        (id(number), LocationRule::Position(Area { center: Position::new(latitude, -87.63).unwrap(), radius }))
    }

    fn fix(latitude: f64) -> Fix {
        Fix { position: Position::new(latitude, -87.63).unwrap(), accuracy: 10 }
    }

    #[test]
    fn the_most_specific_kind_of_rule_has_its_say() {
        let (device, kiosk) = (DeviceId::from_bytes([1; 16]), KioskId::from_bytes([2; 16]));
        let caller = E164::parse("+15555550142").unwrap();
        let mut rules = vec![
            network(5, "203.0.113.7"),
            circle(4, 41.88, 100),
            (id(3), LocationRule::Caller(caller.clone())),
            (id(2), LocationRule::Kiosk(kiosk)),
            (id(1), LocationRule::Device(device)),
        ];
        let sighting = Sighting {
            device: Some(device),
            kiosk: Some(kiosk),
            caller: Some(caller),
            fix: Some(fix(41.88)),
            address: Some("203.0.113.7".parse().unwrap()),
        };
        for (number, kind) in (1..).zip(RuleKind::ALL) {
            assert_eq!(locate(&rules, &sighting), Some((id(number), kind)));
            rules.pop();
        }
        assert_eq!(locate(&rules, &sighting), None, "no rule is left");
    }

    #[test]
    fn what_is_not_known_of_a_punch_fits_no_rule() {
        let rules = [network(1, "10.0.0.0/8"), circle(2, 41.88, 9_000)];
        assert_eq!(locate(&rules, &Sighting::default()), None);
        let elsewhere =
            Sighting { address: Some("192.0.2.1".parse().unwrap()), fix: Some(fix(42.5)), ..Sighting::default() };
        assert_eq!(locate(&rules, &elsewhere), None);
    }

    #[test]
    fn of_networks_the_narrower_and_of_circles_the_nearer_one_counts() {
        let rules = [network(1, "10.0.0.0/8"), network(2, "10.1.0.0/16"), network(3, "10.0.0.0/8")];
        let from = |address: &str| Sighting { address: Some(address.parse().unwrap()), ..Sighting::default() };
        assert_eq!(locate(&rules, &from("10.1.2.3")), Some((id(2), RuleKind::Network)));
        assert_eq!(locate(&rules, &from("10.2.2.3")), Some((id(1), RuleKind::Network)), "the older of two alike");
        let rules = [circle(1, 41.880, 2_000), circle(2, 41.890, 2_000)];
        let at = |latitude| Sighting { fix: Some(fix(latitude)), ..Sighting::default() };
        assert_eq!(locate(&rules, &at(41.884)), Some((id(1), RuleKind::Position)));
        assert_eq!(locate(&rules, &at(41.886)), Some((id(2), RuleKind::Position)));
    }

    #[test]
    fn the_nearest_place_is_named_though_nobody_is_in_it() {
        let rules = [network(3, "10.0.0.0/8"), circle(1, 41.880, 50), circle(2, 41.900, 50)];
        let (location, away) = find_nearest(&rules, fix(41.893)).unwrap();
        assert_eq!(location, id(2));
        assert!((770..790).contains(&away), "{away}");
        assert_eq!(find_nearest(&rules[..1], fix(41.893)), None);
    }
}
