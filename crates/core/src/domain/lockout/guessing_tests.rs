//! What a guesser with patience and any number of phones gets in a year: computed, and played with the real rules.
//! `cargo test --lib lockout::guessing -- --nocapture` prints the numbers of docs/SECURITY.md.

#![expect(clippy::print_stderr, reason = "the numbers are what these tests are for")]

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::domain::{
    entropy::{Entropy, SeededEntropy, below},
    phone_clock_id::{MIN_DIGITS, PhoneClockId, free_numbers},
    pin::{Pin, PinRules},
};

const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);
const RULES: PinRules<'static> = PinRules { min_digits: 4, this_year: 2026, clock_id: None, phone: None };

/// The PINs of 4 digits that may be chosen.
fn pins_left() -> u64 {
    let allowed = |pin: &u32| Pin::parse(&format!("{pin:04}")).unwrap().weakness(&RULES).is_none();
    (0..10_000).filter(allowed).count() as u64
}

/// Wrong PINs that a timed lock lets through in a year, were the tenth lock like the ninth.
fn tries_without_an_end() -> u64 {
    let (mut at, mut batches, mut minutes) = (0, 0, 15);
    while at < 365 * 24 * 60 {
        batches += 1;
        at += minutes;
        minutes = (minutes * 2).min(24 * 60);
    }
    batches * 3
}

/// The chance of a hit with so many tries, each with another PIN.
fn chance(tries: u64) -> f64 {
    tries as f64 / pins_left() as f64
}

/// Tries one PIN after the other whenever the ID is not locked; how many it took, if the year was long enough.
fn guess_one_id(pin: u64) -> Option<u64> {
    let (mut guard, mut now, mut tried) = (Guard::default(), Timestamp::UNIX_EPOCH, 0);
    loop {
        match guard.lock {
            lock if !lock.holds(now) => {}
            Lock::Until(end) => now = end,
            Lock::UntilUnlocked | Lock::None => return None,
        }
        if now >= Timestamp::UNIX_EPOCH + YEAR {
            return None;
        }
        tried += 1;
        if tried > pin {
            return Some(tried);
        }
        guard = guard.after_failure(LockoutPolicy::Timed, now);
    }
}

/// The difference in standard deviations of a count that chance makes.
fn deviations(found: u64, expected: f64) -> f64 {
    (found as f64 - expected) / expected.sqrt()
}

#[test]
fn any_number_of_phones_against_one_id_for_a_year_has_less_than_one_chance_in_a_hundred() {
    let (entropy, people, pins) = (SeededEntropy::new(1), 200_000_u32, pins_left());
    let tries = u64::from(LOCKS_UNTIL_UNLOCKED * FAILURES_TO_LOCK);
    let hits = (0..people).filter(|_| guess_one_id(below(&entropy, pins)).is_some()).count() as u64;
    eprintln!("PINs of 4 digits that may be chosen: {pins} of 10000");
    eprintln!(
        "one ID, any number of phones, a year: {tries} tries, a hit in {:.2} % of the years computed, in {:.2} % of {people} \
         simulated; without the lock that holds {} tries and {:.1} %",
        100. * chance(tries),
        100. * hits as f64 / f64::from(people),
        tries_without_an_end(),
        100. * chance(tries_without_an_end()),
    );
    assert!(deviations(hits, f64::from(people) * chance(tries)).abs() < 4., "{hits}");
    assert!(chance(tries) < 0.01);
}

/// One year against a gateway where so many people have a PIN; how many tries met somebody, and how many hit.
fn spray_for_a_year(entropy: &dyn Entropy, people: u64) -> (u64, u64) {
    let pins = pins_left();
    let mut of_id: Vec<Option<(u64, Guard)>> = vec![None; 10_usize.pow(MIN_DIGITS - 1)];
    // What stands before the check digit says which ID it is.
    let place = |id: &PhoneClockId| id.as_str()[..MIN_DIGITS as usize - 1].parse::<usize>().unwrap();
    let mut issued = 0;
    while issued < people {
        let slot = &mut of_id[place(&PhoneClockId::generate(entropy, MIN_DIGITS))];
        if slot.is_none() {
            *slot = Some((below(entropy, pins), Guard::default()));
            issued += 1;
        }
    }
    let (mut met, mut hits) = (0, 0);
    // The same PIN at every ID, and then the next one; an hour at a time, as much as it lets through.
    let mut tries = (0..pins).flat_map(|pin| (10_000..100_000_usize).map(move |id| (pin, id)));
    let mut now = Timestamp::UNIX_EPOCH;
    while now < Timestamp::UNIX_EPOCH + YEAR {
        let mut at_unknown_ids = 0;
        while at_unknown_ids < UNKNOWN_ID_LIMIT {
            let (guessed, id) = tries.next().unwrap();
            match &mut of_id[id] {
                None => at_unknown_ids += 1,
                Some((_, guard)) if guard.is_locked(now) => {}
                Some((pin, _)) if *pin == guessed => (met, hits) = (met + 1, hits + 1),
                Some((_, guard)) => {
                    met += 1;
                    *guard = guard.after_failure(LockoutPolicy::Timed, now);
                }
            }
        }
        now += UNKNOWN_ID_WINDOW;
    }
    (met, hits)
}

#[test]
fn one_pin_after_the_other_at_every_id_for_a_year_hits_less_than_once() {
    let entropy = SeededEntropy::new(2);
    let hours = YEAR.as_hours() as f64;
    for (people, years) in [(200, 100), (899, 150)] {
        let density = people as f64 / free_numbers(MIN_DIGITS) as f64;
        assert!(!PhoneClockId::is_crowded(MIN_DIGITS, people), "one more and IDs have another digit");
        let met_a_year = hours * f64::from(UNKNOWN_ID_LIMIT) * density / (1. - density);
        let hits_a_year = met_a_year / pins_left() as f64;
        let (mut met, mut hits) = (0, 0);
        for _ in 0..years {
            let (more, hit) = spray_for_a_year(&entropy, people);
            (met, hits) = (met + more, hits + hit);
        }
        let each = f64::from(years);
        eprintln!(
            "every ID of a gateway with {people} people, any number of phones, a year: {:.0} tries at IDs of somebody \
             computed, {:.0} simulated; {hits_a_year:.3} hits computed, {:.3} simulated; one sweep of all IDs with one \
             PIN: {:.3} hits",
            met_a_year,
            met as f64 / each,
            hits as f64 / each,
            people as f64 / pins_left() as f64,
        );
        assert!((met as f64 / each / met_a_year - 1.).abs() < 0.02, "{met}");
        assert!(deviations(hits, hits_a_year * each).abs() < 4., "{hits}");
        assert!(hits_a_year < 1.);
    }
}

#[test]
fn a_guesser_who_waits_for_every_right_pin_has_two_tries_each_time_and_locks_nothing() {
    let mut guard = Guard::default();
    for _ in 0..500 {
        for _ in 0..FAILURES_TO_LOCK - 1 {
            guard = guard.after_failure(LockoutPolicy::Timed, Timestamp::UNIX_EPOCH);
            assert!(!guard.is_locked(Timestamp::UNIX_EPOCH));
        }
        guard = Guard::default();
    }
    let tries = 500 * u64::from(FAILURES_TO_LOCK - 1);
    eprintln!("from an own phone of the employee, between 500 sign-ins: {tries} tries, {:.1} %", 100. * chance(tries));
}
