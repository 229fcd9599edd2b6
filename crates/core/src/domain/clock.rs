//! Time as an argument: whoever needs to know what time it is is given a clock.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Tells the time. The real one lives in `app`; tests move theirs by hand.
pub trait Clock: Send + Sync {
    /// The wall clock, which can be set and can be wrong.
    fn now(&self) -> Timestamp;

    /// For how long the machine has been up, asleep or awake. Nobody sets this one, so that it tells when somebody has
    /// set the other.
    fn uptime(&self) -> SignedDuration;

    /// Which start of the machine [`Self::uptime`] counts from; empty where that is not known.
    fn boot(&self) -> String;

    /// Whose clock it is: what the machine is called.
    fn machine(&self) -> String;
}

/// What both clocks say at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// The time of day, in UTC.
    pub wall: Timestamp,
    /// For how long the machine has been up.
    pub uptime: SignedDuration,
}

/// Two clocks read further apart than this were not read at one moment.
const MAX_READ_GAP: SignedDuration = SignedDuration::from_millis(500);
const MAX_READS: usize = 5;

impl ClockReading {
    /// Reads both. A program that is stopped between the two reads them again.
    #[must_use]
    pub fn read(clock: &dyn Clock) -> Self {
        let mut reading = Self { wall: clock.now(), uptime: clock.uptime() };
        for _ in 0..MAX_READS {
            let before = clock.uptime();
            reading = Self { wall: clock.now(), uptime: clock.uptime() };
            if reading.uptime.saturating_sub(before) < MAX_READ_GAP {
                break;
            }
        }
        reading
    }

    /// What the wall clock would say at another moment if nobody set it.
    #[must_use]
    pub fn wall_at(self, uptime: SignedDuration) -> Timestamp {
        let passed = uptime.saturating_sub(self.uptime);
        let end = if passed.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
        self.wall.saturating_add(passed).unwrap_or(end)
    }

    /// How far the wall clock was set ahead since then; back where it is negative.
    #[must_use]
    pub fn set_since(self, earlier: Self) -> SignedDuration {
        self.wall.duration_since(earlier.wall_at(self.uptime))
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(Mutex<Hands>);

#[derive(Debug)]
struct Hands {
    wall: Timestamp,
    uptime: SignedDuration,
    boots: u32,
}

impl ManualClock {
    /// A clock that stands still at this moment until it is moved, on a machine that has been up for an hour.
    #[must_use]
    pub const fn starting_at(now: Timestamp) -> Self {
        Self(Mutex::new(Hands { wall: now, uptime: SignedDuration::from_hours(1), boots: 1 }))
    }

    /// Time passes.
    pub fn advance(&self, by: SignedDuration) {
        self.with(|hands| {
            hands.wall = hands.wall.saturating_add(by).unwrap_or(hands.wall);
            hands.uptime = hands.uptime.saturating_add(by);
        });
    }

    /// Time passes until then; back to then where that lies behind.
    pub fn set(&self, now: Timestamp) {
        self.with(|hands| {
            hands.uptime = hands.uptime.saturating_add(now.duration_since(hands.wall));
            hands.wall = now;
        });
    }

    /// Somebody sets the wall clock, while no time passes.
    pub fn jump(&self, by: SignedDuration) {
        self.with(|hands| hands.wall = hands.wall.saturating_add(by).unwrap_or(hands.wall));
    }

    /// The machine is started anew.
    pub fn reboot(&self) {
        self.with(|hands| {
            hands.uptime = SignedDuration::from_secs(30);
            hands.boots = hands.boots.saturating_add(1);
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Hands) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.with(|hands| hands.wall)
    }

    fn uptime(&self) -> SignedDuration {
        self.with(|hands| hands.uptime)
    }

    fn boot(&self) -> String {
        self.with(|hands| format!("by hand, {}", hands.boots))
    }

    fn machine(&self) -> String {
        "by hand".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that is read at these uptimes, in milliseconds.
    struct Slow(Mutex<Vec<i64>>);

    impl Clock for Slow {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }

        fn uptime(&self) -> SignedDuration {
            SignedDuration::from_millis(self.0.lock().unwrap().pop().unwrap())
        }

        fn boot(&self) -> String {
            String::new()
        }

        fn machine(&self) -> String {
            String::new()
        }
    }

    #[test]
    fn a_program_that_is_stopped_for_half_a_second_reads_both_clocks_again() {
        let uptime = |read: &[i64]| {
            let clock = Slow(Mutex::new(read.iter().rev().copied().collect()));
            ClockReading::read(&clock).uptime.as_millis()
        };
        assert_eq!(uptime(&[0, 1, 500]), 500);
        assert_eq!(uptime(&[0, 1, 501, 600, 601]), 601);
        assert_eq!(uptime(&[0, 0, 900, 1_000, 1_900, 2_000, 2_900, 3_000, 3_900, 4_000, 4_900]), 4_900, "then no more");
    }

    #[test]
    fn the_wall_clock_goes_on_with_the_uptime_unless_it_is_set() {
        let secs = SignedDuration::from_secs;
        let reading = ClockReading { wall: Timestamp::UNIX_EPOCH, uptime: secs(100) };
        assert_eq!(reading.wall_at(secs(160)), Timestamp::UNIX_EPOCH + secs(60));
        assert_eq!(reading.wall_at(secs(40)), Timestamp::UNIX_EPOCH - secs(60));
        assert_eq!(reading.wall_at(SignedDuration::MAX), Timestamp::MAX);
        assert_eq!(reading.wall_at(SignedDuration::MIN), Timestamp::MIN);
        let later = |ahead: i64| ClockReading { wall: Timestamp::UNIX_EPOCH + secs(60 + ahead), uptime: secs(160) };
        assert_eq!([0, 5, -5].map(|ahead| later(ahead).set_since(reading)), [0, 5, -5].map(secs));
    }
}
