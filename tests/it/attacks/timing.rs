//! Unknown, wrong and locked: the same work, and no difference in time that could be told.

use std::{fmt::Write as _, time::Instant};

use jiff::{SignedDuration, civil::date};
use phoneclock::{
    domain::{employee::Details, lockout::LockoutPolicy, phone_clock_id::PhoneClockId},
    store::Hold,
};

use crate::support::{
    OTHER_PHONE, PIN, TestGateway,
    by_hand::Call,
    people::{details, unknown_id},
};

/// What a guesser may meet, and the PIN that is tried there.
struct Causes {
    causes: Vec<(&'static str, PhoneClockId, &'static str)>,
}

/// A gateway with one ID in each state; none of the states changes by being tried once more.
async fn gateway() -> (TestGateway, Causes) {
    let test = TestGateway::start_with(|settings| settings.lockout = LockoutPolicy::UntilUnlocked).await;
    let (_, wrong) = test.employee("Maria Lopez").await;
    let (_, locked) = test.employee("John Carter").await;
    let (ana, removed) = test.employee("Ana Torres").await;
    let starting = Details { starts_on: Some(date(2099, 1, 31)), ..details("Noor Later") };
    let (_, pending) = test.employee_with(starting, PIN).await;
    for pin in ["4711", "4712", "4713"] {
        answer_to(&test, &locked, pin).await;
    }
    test.remove_pin(&ana).await;
    let causes = vec![
        ("unknown", unknown_id(), PIN),
        ("wrong", wrong, "4711"),
        ("locked", locked.clone(), "4711"),
        ("locked, right PIN", locked, PIN),
        ("removed", removed, PIN),
        ("pending, right PIN", pending, PIN),
    ];
    (test, Causes { causes })
}

/// One call with one try; how long the gateway took for the answer to the PIN, in milliseconds.
async fn answer_to(test: &TestGateway, id: &PhoneClockId, pin: &str) -> f64 {
    let mut call = Call::ring(test, OTHER_PHONE).await;
    call.keys(test, &format!("{id}#")).await;
    let began = Instant::now();
    let said = call.keys(test, &format!("{pin}#")).await.said();
    let took = began.elapsed().as_secs_f64() * 1_000.;
    assert!(said.starts_with("That ID and PIN don't match."), "{said}");
    call.is_over(test).await;
    took
}

/// No try leaves a trace for the next one: the count of the wrong ones and of the caller begin anew.
async fn forget(test: &TestGateway, wrong: &PhoneClockId) {
    test.advance(SignedDuration::from_hours(2));
    let wrong = wrong.clone();
    let cleared = test
        .gateway
        .store
        .db()
        .write(Hold::Gateway, move |tx| phoneclock::store::sign_ins::clear_guards(tx, &wrong))
        .await;
    cleared.unwrap();
}

#[tokio::test]
async fn every_refusal_costs_one_hash_and_no_other_work_of_that_size() {
    let (test, Causes { causes }) = gateway().await;
    for (cause, id, pin) in &causes {
        let before = test.refusals.hashed();
        answer_to(&test, id, pin).await;
        assert_eq!(test.refusals.hashed() - before, 1, "{cause}");
    }
}

/// The chance that a value drawn from `a` is greater than one from `b`, as its distance from one half in standard
/// deviations (Mann and Whitney's U, normal approximation): beyond 4 by chance less than once in 10,000 times.
fn deviations(a: &[f64], b: &[f64]) -> f64 {
    let mut all: Vec<_> = a.iter().map(|value| (*value, true)).chain(b.iter().map(|value| (*value, false))).collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ranks: f64 = (1..).zip(&all).filter(|(_, (_, of_a))| *of_a).map(|(rank, _)| f64::from(rank)).sum();
    let (of_a, of_b) = (a.len() as f64, b.len() as f64);
    let u = ranks - of_a * (of_a + 1.) / 2.;
    (u - of_a * of_b / 2.) / (of_a * of_b * (of_a + of_b + 1.) / 12.).sqrt()
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

#[test]
fn the_statistic_tells_a_shift_from_none() {
    let one: Vec<_> = (0..1_000).map(|n| f64::from(n * 7_919 % 1_000)).collect();
    let other: Vec<_> = (0..1_000).map(|n| f64::from(n * 6_007 % 1_000) + 0.5).collect();
    assert!(deviations(&one, &other).abs() < 1.);
    let later: Vec<_> = one.iter().map(|value| value + 100.).collect();
    assert!(deviations(&later, &one) > 6.);
}

/// `cargo test --release --test it -- --ignored --nocapture attacks::timing`, on a machine that does nothing else.
/// `PHONECLOCK_TIMING_TRIES` sets the tries of each cause; 1,000 without it.
#[tokio::test]
#[ignore = "minutes of PIN checks, and the numbers mean something on a quiet machine only"]
async fn unknown_wrong_and_locked_take_times_that_cannot_be_told_apart() {
    let (test, Causes { causes }) = gateway().await;
    let names: Vec<_> = causes.iter().map(|(cause, ..)| *cause).collect();
    told_apart(&names, 1, async |nth| {
        let (_, id, pin) = &causes[nth];
        let took = answer_to(&test, id, pin).await;
        forget(&test, &causes[1].1).await;
        took
    })
    .await;
}

/// Measures each cause many times, and holds it against the one that is a wrong PIN. `measure` says how long a try at
/// the nth cause took, in milliseconds.
pub async fn told_apart(causes: &[&str], wrong: usize, mut measure: impl AsyncFnMut(usize) -> f64) {
    #[expect(clippy::disallowed_methods, reason = "how long it may take is known to whoever runs it")]
    let tries = std::env::var("PHONECLOCK_TIMING_TRIES").map_or(1_000, |tries| tries.parse().unwrap());
    let mut times = vec![Vec::new(); causes.len()];
    // In turn, so that whatever the machine does meanwhile meets them all.
    for round in 0..tries {
        for nth in 0..causes.len() {
            let at = (nth + round) % causes.len();
            let took = measure(at).await;
            times[at].push(took);
        }
    }
    let (mut table, mut worst) = (String::new(), 0_f64);
    for (nth, (cause, of_cause)) in causes.iter().zip(&times).enumerate() {
        write!(table, "{cause}: median {:.2} ms", median(of_cause)).unwrap();
        if nth != wrong {
            let apart = deviations(of_cause, &times[wrong]);
            worst = worst.max(apart.abs());
            write!(table, ", {apart:.1} deviations from wrong").unwrap();
        }
        writeln!(table).unwrap();
    }
    #[expect(clippy::print_stderr, reason = "the numbers are what this is for")]
    {
        eprintln!("{tries} tries each\n{table}");
    }
    assert!(worst < 4., "{table}");
}
