//! Rules of two locations that say something of the same punches.

use super::LocationRule;

/// How much two rules have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// Everything: nobody could say which location is meant.
    Same,
    /// Some of it: the narrower network, or the nearer circle, has its say there.
    Partly,
}

/// What two rules have in common; `None` where it is nothing.
#[must_use]
pub fn find_overlap(one: &LocationRule, other: &LocationRule) -> Option<Overlap> {
    if one == other {
        return Some(Overlap::Same);
    }
    let partly = match (one, other) {
        (LocationRule::Network(one), LocationRule::Network(other)) => one.overlaps(other),
        (LocationRule::Position(one), LocationRule::Position(other)) => {
            if one.center == other.center {
                return Some(Overlap::Same);
            }
            one.overlaps(*other)
        }
        (
            LocationRule::Device(_)
            | LocationRule::Kiosk(_)
            | LocationRule::Caller(_)
            | LocationRule::Position(_)
            | LocationRule::Network(_),
            _,
        ) => false,
    };
    partly.then_some(Overlap::Partly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        caller::E164,
        ids::{DeviceId, KioskId},
        location::{Area, Network, Position},
    };

    fn network(text: &str) -> LocationRule {
        LocationRule::Network(Network::parse(text).unwrap())
    }

    fn circle(latitude: f64, radius: u32) -> LocationRule {
        LocationRule::Position(Area { center: Position::new(latitude, 0.0).unwrap(), radius })
    }

    #[test]
    fn rules_are_the_same_or_share_a_part_or_nothing() {
        let caller = |number: &str| LocationRule::Caller(E164::parse(number).unwrap());
        for (one, other, overlap) in [
            (caller("+15555550142"), caller("+15555550142"), Some(Overlap::Same)),
            (caller("+15555550142"), caller("+15555550143"), None),
            (network("203.0.113.4/24"), network("203.0.113.0/24"), Some(Overlap::Same)),
            (network("203.0.113.0/24"), network("203.0.113.0/25"), Some(Overlap::Partly)),
            (network("203.0.113.0/24"), network("192.0.2.0/24"), None),
            (circle(1.0, 100), circle(1.0, 200), Some(Overlap::Same)),
            (circle(1.0, 100), circle(1.001, 100), Some(Overlap::Partly)),
            (circle(1.0, 100), circle(2.0, 100), None),
            (
                LocationRule::Kiosk(KioskId::from_bytes([1; 16])),
                LocationRule::Device(DeviceId::from_bytes([1; 16])),
                None,
            ),
        ] {
            assert_eq!(find_overlap(&one, &other), overlap, "{one:?} and {other:?}");
            assert_eq!(find_overlap(&other, &one), overlap, "{other:?} and {one:?}");
        }
    }
}
