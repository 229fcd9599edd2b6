//! How much of the gateway's time each device may take for reading frames.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};

use crate::domain::ids::DeviceId;

/// Frames of one device are at least so far apart.
const MIN_GAP: SignedDuration = SignedDuration::from_millis(150);
/// A device that has sent nothing for a while may take so much time at once: enough for some twenty badges.
const MOST_TIME: SignedDuration = SignedDuration::from_secs(4);
/// What comes back of it in each second: a tenth.
const REGAIN: i32 = 10;
/// A frame counts for so much at least.
const MIN_COST: SignedDuration = SignedDuration::from_millis(20);
/// Devices that are remembered. One that is forgotten begins with all of its time again.
const MAX_DEVICES: usize = 10_000;

/// What is left of each device's time.
#[derive(Debug, Default)]
pub struct FrameAllowance(Mutex<HashMap<DeviceId, Left>>);

#[derive(Debug, Clone, Copy)]
struct Left {
    /// Below zero after a frame that took longer than what was left: nothing more is read until it has come back.
    time: SignedDuration,
    as_of: Timestamp,
}

impl FrameAllowance {
    /// Whether a device may have a frame read now. It is to be charged for it afterwards.
    pub fn allows(&self, device: DeviceId, now: Timestamp) -> bool {
        let mut devices = self.devices();
        let Some(left) = devices.get(&device).copied() else {
            if devices.len() >= MAX_DEVICES {
                devices.clear();
            }
            devices.insert(device, Left { time: MOST_TIME, as_of: now });
            return true;
        };
        // A clock that was set back gives nothing, and takes nothing.
        let since = now.duration_since(left.as_of).max(SignedDuration::ZERO);
        let time = left.time.saturating_add(since / REGAIN).min(MOST_TIME);
        let allowed = now < left.as_of || since >= MIN_GAP && time > SignedDuration::ZERO;
        if allowed {
            devices.insert(device, Left { time, as_of: now });
        }
        allowed
    }

    /// Counts what a frame took.
    pub fn charge(&self, device: DeviceId, took: Duration) {
        if let Some(left) = self.devices().get_mut(&device) {
            let took = SignedDuration::try_from(took).unwrap_or(MOST_TIME);
            left.time = left.time.saturating_sub(took.max(MIN_COST));
        }
    }

    fn devices(&self) -> MutexGuard<'_, HashMap<DeviceId, Left>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        clock::{Clock, ManualClock},
        entropy::SeededEntropy,
        ids::Ids,
    };

    /// Frames that are read of those that a device sends for so long, each taking as long as it says.
    fn read_in(secs: i64, every: SignedDuration, took: Duration) -> u32 {
        let clock = ManualClock::starting_at("2026-11-17T13:00:00Z".parse().unwrap());
        let entropy = SeededEntropy::new(1);
        let device = DeviceId::generate(&Ids::new(&clock, &entropy));
        let (allowance, end) = (FrameAllowance::default(), clock.now() + SignedDuration::from_secs(secs));
        let mut read = 0;
        while clock.now() < end {
            if allowance.allows(device, clock.now()) {
                read += 1;
                allowance.charge(device, took);
            }
            clock.advance(every);
        }
        read
    }

    #[test]
    fn a_line_of_people_with_badges_is_read_and_a_flood_is_not() {
        // Four frames a second for eight seconds, of which a badge needs one or two.
        assert_eq!(read_in(8, SignedDuration::from_millis(250), Duration::from_millis(15)), 32);
        let flood = read_in(60, SignedDuration::from_millis(5), Duration::from_millis(15));
        assert!((400..=520).contains(&flood), "{flood}");
    }

    #[test]
    fn pictures_that_take_long_get_a_tenth_of_the_time() {
        let read = read_in(600, SignedDuration::from_millis(250), Duration::from_millis(500));
        assert!((120..=140).contains(&read), "{read}");
    }

    #[test]
    fn one_device_takes_nothing_from_another_and_a_clock_that_jumps_back_stops_nobody() {
        let clock = ManualClock::starting_at("2026-11-17T13:00:00Z".parse().unwrap());
        let entropy = SeededEntropy::new(1);
        let ids = Ids::new(&clock, &entropy);
        let (one, other) = (DeviceId::generate(&ids), DeviceId::generate(&ids));
        let allowance = FrameAllowance::default();
        assert!(allowance.allows(one, clock.now()) && !allowance.allows(one, clock.now()));
        assert!(allowance.allows(other, clock.now()));
        assert!(allowance.allows(one, clock.now() - SignedDuration::from_hours(24)));
    }
}
