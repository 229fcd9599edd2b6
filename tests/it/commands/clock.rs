//! `clock`, and what `doctor` says of a clock that may be wrong.

use jiff::SignedDuration;

use super::{Desk, beside};
use crate::time_entries::start;
use phoneclock::service::upkeep;

/// Further than any machine that runs this is in time.
const AHEAD: SignedDuration = SignedDuration::from_hours(365 * 24 * 200);

#[test]
fn a_clock_that_nothing_speaks_against_is_believed() {
    let mut desk = Desk::with_workspace();
    let shown = desk.ok(&["clock", "--json"]).json();
    assert_eq!((shown["believed"].as_bool(), shown["problem"].as_str()), (Some(true), None));
    assert!(desk.ok(&["clock"]).out.contains("and the clock is trusted"));
}

#[tokio::test]
async fn doctor_and_clock_say_that_it_is_behind_and_a_word_from_the_command_line_reaches_the_gateway() {
    let test = start().await;
    test.jump(AHEAD);
    upkeep::clock::tend(&test.store).await.unwrap();
    assert!(test.store.clock().is_in_doubt());
    let found = beside(&test, &["doctor", "--offline", "--json"]);
    let findings = found.json();
    let clock = findings.as_array().unwrap().iter().find(|found| found["about"] == "clock").unwrap().clone();
    assert_eq!((found.code, &clock["level"]), (1, &"problem".into()), "{clock}");
    assert!(clock["finding"].as_str().unwrap().contains("phoneclock clock right"), "{clock}");
    assert_eq!(beside(&test, &["clock", "--json"]).json()["believed"], false);

    let said = beside(&test, &["clock", "right"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    upkeep::clock::tend(&test.store).await.unwrap();
    assert!(!test.store.clock().is_in_doubt(), "the gateway has heard of it");
    let audited = test.audited().await;
    assert!(audited.iter().any(|record| record.contains("say that the clock is right")), "{audited:?}");
}
