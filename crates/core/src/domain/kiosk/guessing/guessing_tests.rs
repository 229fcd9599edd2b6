//! What a guesser at a kiosk gets in a year, who stands at it day and night: played with the real rules, among people who
//! mistype. `cargo test -p phoneclock-core kiosk::guessing -- --nocapture` prints the numbers of docs/SECURITY.md.

#![expect(clippy::print_stderr, reason = "the numbers are what these tests are for")]

use std::collections::{HashSet, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::domain::{
    entropy::{Entropy, SeededEntropy, below},
    kiosk::{KioskPin, KioskPinRules},
    lockout::{Lock, LockoutPolicy},
};

const RULES: KioskPinRules<'static> = KioskPinRules { this_year: 2026, employee_number: None };
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const WEEK_HOURS: i64 = 7 * 24;
const YEAR_HOURS: i64 = 52 * WEEK_HOURS;
/// On five days at six, noon, one and five everybody comes or goes.
const CLOCKING_HOURS: [i64; 4] = [6, 12, 13, 17];
/// Of a hundred, those that honest people mistype.
const MISTYPED: u64 = 3;

fn is_allowed(pin: &str) -> bool {
    KioskPin::parse(pin, pin.len()).unwrap().weakness(&RULES).is_none()
}

/// PINs of so many people, as they are drawn: none is weak, or a slip away from another's.
fn drawn(entropy: &dyn Entropy, people: usize, digits: usize) -> Vec<KioskPin> {
    let mut drawn: Vec<KioskPin> = Vec::new();
    while drawn.len() < people {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes);
        let pin = KioskPin::from_bytes(&bytes, digits);
        // There is no room for spacing among a great many short ones.
        let roomy = people * 100 < 10_usize.pow(u32::try_from(digits).unwrap());
        let clashes = |other: &KioskPin| other.expose() == pin.expose() || roomy && other.is_near(&pin);
        if is_allowed(pin.expose()) && !drawn.iter().any(clashes) {
            drawn.push(pin);
        }
    }
    drawn
}

/// The PINs that a guesser who knows how they are drawn tries, one after the other from anywhere.
fn in_turn(entropy: &dyn Entropy, digits: usize) -> impl Iterator<Item = String> {
    let (first, count) =
        (10_u64.pow(u32::try_from(digits).unwrap() - 1), 9 * 10_u64.pow(u32::try_from(digits).unwrap() - 1));
    let start = below(entropy, count);
    (0..).map(move |nth| (first + (start + nth) % count).to_string()).filter(|pin| is_allowed(pin))
}

/// A device with its failed tries and its punches, as the product counts them.
#[derive(Default)]
struct Device {
    failures: VecDeque<Timestamp>,
    punches: VecDeque<(Timestamp, u32)>,
    careful_until: Option<Timestamp>,
}

impl Device {
    fn is_careful(&self, now: Timestamp) -> bool {
        self.careful_until.is_some_and(|until| now < until)
    }

    fn punched(&mut self, now: Timestamp, count: u32) {
        self.punches.push_back((now, count));
    }

    fn failed(&mut self, now: Timestamp) {
        self.failures.push_back(now);
        let since = now - DEVICE_WINDOW;
        self.failures.retain(|at| *at > since);
        self.punches.retain(|(at, _)| *at > since);
        let punches = self.punches.iter().map(|(_, count)| count).sum();
        let until = careful_until(self.failures.make_contiguous(), punches);
        self.careful_until = self.careful_until.max(until);
    }
}

fn is_clocking_hour(hour: i64) -> bool {
    (hour / 24) % 7 < 5 && CLOCKING_HOURS.contains(&(hour % 24))
}

/// One year of PINs alone, or of the one Universal PIN of a kiosk among so many people: how many tries were let through,
/// and how many were right.
fn guess_for_a_year(entropy: &dyn Entropy, targets: usize, people: u64, digits: usize) -> (u64, u64) {
    let pins: HashSet<String> = drawn(entropy, targets, digits).iter().map(|pin| pin.expose().to_owned()).collect();
    let mut guesses = in_turn(entropy, digits);
    let (mut device, mut tries, mut hits) = (Device::default(), 0, 0);
    for hour in 0..YEAR_HOURS {
        let now = Timestamp::UNIX_EPOCH + HOUR * i32::try_from(hour).unwrap();
        if is_clocking_hour(hour) {
            device.punched(now, u32::try_from(people).unwrap());
            let mistyped = (0..people).filter(|_| below(entropy, 100) < MISTYPED).count();
            (0..mistyped).for_each(|_| device.failed(now));
        }
        // As fast as they like, for as long as the device lets them.
        while !device.is_careful(now) {
            tries += 1;
            if pins.contains(&guesses.next().unwrap()) {
                hits += 1;
            } else {
                device.failed(now);
            }
        }
    }
    (tries, hits)
}

/// The difference in standard deviations of a count that chance makes.
fn deviations(found: u64, expected: f64) -> f64 {
    (found as f64 - expected) / expected.max(1.).sqrt()
}

fn all(digits: usize) -> f64 {
    0.9 * 10_f64.powi(i32::try_from(digits).unwrap())
}

#[test]
fn pins_alone_of_the_length_that_is_advised_are_hit_less_than_once_in_five_years() {
    let entropy = SeededEntropy::new(3);
    eprintln!("PIN alone, a guesser at the device day and night, a year:");
    for (people, years) in [(50, 12), (200, 4)] {
        for digits in 4..=8 {
            let (mut tries, mut hits) = (0, 0);
            for _ in 0..years {
                let (more, hit) = guess_for_a_year(&entropy, people, people as u64, digits);
                (tries, hits) = (tries + more, hits + hit);
            }
            let (a_year, each) = (tries as f64 / f64::from(years), f64::from(years));
            let expected = a_year * people as f64 / all(digits);
            eprintln!(
                "  {people} people, {digits} digits: {a_year:.0} tries, {expected:.4} hits computed, {:.3} simulated",
                hits as f64 / each
            );
            assert!(deviations(hits, expected * each).abs() < 4., "{people} people, {digits} digits: {hits}");
            assert!(expected < 0.2 || digits < lone_pin_digits_for(people), "{people} people, {digits} digits");
        }
    }
}

#[test]
fn a_universal_pin_is_hit_less_than_once_in_a_hundred_years() {
    let entropy = SeededEntropy::new(4);
    eprintln!("Universal PIN, a guesser at the device day and night, a year:");
    for (people, years) in [(50, 12), (200, 4)] {
        let mut tries = 0;
        for _ in 0..years {
            tries += guess_for_a_year(&entropy, 1, people, 6).0;
        }
        let a_year = tries as f64 / f64::from(years);
        let expected = a_year / all(6);
        eprintln!("  {people} people, 6 digits: {a_year:.0} tries, {expected:.4} hits computed");
        assert!(expected < 0.01, "{expected}");
    }
}

/// One year behind names: the guesser tries whoever is not locked, `waits` for right PINs or not. How many tries were
/// let through, and how many were right.
fn guess_behind_names(entropy: &dyn Entropy, people: usize, digits: usize, waits: bool) -> (u64, u64) {
    let pins = drawn(entropy, people, digits);
    let mut guards = vec![Guard::default(); people];
    let mut guesses: Vec<_> = (0..people).map(|_| in_turn(entropy, digits)).collect();
    let (mut device, mut tries, mut hits) = (Device::default(), 0, 0);
    for hour in 0..YEAR_HOURS {
        let now = Timestamp::UNIX_EPOCH + HOUR * i32::try_from(hour).unwrap();
        for (nth, guard) in guards.iter_mut().enumerate() {
            // Whoever waits stops before the lock, and goes on once somebody has been in.
            let mut left = if waits { 2_u32.saturating_sub(guard.failures) } else { u32::MAX };
            if waits && device.is_careful(now) && guard.failures > 0 {
                left = u32::MAX;
            }
            while left > 0 && !guard.lock.holds(now) {
                left -= 1;
                tries += 1;
                if guesses[nth].next().unwrap() == pins[nth].expose() {
                    hits += 1;
                    *guard = after_right_pin(*guard, device.is_careful(now));
                } else {
                    *guard = guard.after_failure(LockoutPolicy::Timed, now);
                    device.failed(now);
                }
            }
        }
        if is_clocking_hour(hour) {
            device.punched(now, u32::try_from(people).unwrap());
            for guard in &mut guards {
                if below(entropy, 100) < MISTYPED && !guard.lock.holds(now) {
                    *guard = guard.after_failure(LockoutPolicy::Timed, now);
                    device.failed(now);
                }
                if !guard.lock.holds(now) {
                    *guard = after_right_pin(*guard, device.is_careful(now));
                }
            }
        }
    }
    if !waits {
        assert!(guards.iter().all(|guard| guard.lock == Lock::UntilUnlocked), "the tenth lock holds for everybody");
    }
    (tries, hits)
}

#[test]
fn a_pin_behind_a_name_is_hit_less_than_once_in_five_years_at_the_default_also_by_who_waits_for_right_ones() {
    let entropy = SeededEntropy::new(5);
    eprintln!("name and PIN, a guesser at the device day and night, a year:");
    for (people, years) in [(50, 6), (200, 2)] {
        for (digits, waits) in [(4, false), (4, true), (6, false), (6, true)] {
            let (mut tries, mut hits) = (0, 0);
            for _ in 0..years {
                let (more, hit) = guess_behind_names(&entropy, people, digits, waits);
                (tries, hits) = (tries + more, hits + hit);
            }
            let (a_year, each) = (tries as f64 / f64::from(years), f64::from(years));
            let expected = a_year / all(digits);
            let how = if waits { "waits for right PINs" } else { "until everybody is locked" };
            eprintln!(
                "  {people} people, {digits} digits, {how}: {a_year:.0} tries, {expected:.4} hits computed, {:.3} simulated",
                hits as f64 / each
            );
            assert!(deviations(hits, expected * each).abs() < 4., "{people} people, {digits} digits: {hits}");
            assert!(expected < 0.2 || digits < 6, "{people} people, {digits} digits, {how}: {expected}");
        }
    }
}

#[test]
fn a_slip_of_one_digit_or_of_two_swapped_ones_never_finds_a_colleague() {
    let entropy = SeededEntropy::new(6);
    for (people, digits) in [(50, 6), (200, 7)] {
        let drawn = drawn(&entropy, people, digits);
        let pins: HashSet<&str> = drawn.iter().map(KioskPin::expose).collect();
        for pin in &drawn {
            let keys = pin.expose().as_bytes();
            for place in 0..digits {
                for digit in (b'0'..=b'9').filter(|digit| *digit != keys[place]) {
                    let mut slip = keys.to_vec();
                    slip[place] = digit;
                    assert!(!pins.contains(std::str::from_utf8(&slip).unwrap()));
                }
            }
            for place in 1..digits {
                let mut slip = keys.to_vec();
                slip.swap(place - 1, place);
                assert!(slip == keys || !pins.contains(std::str::from_utf8(&slip).unwrap()));
            }
        }
    }
}
