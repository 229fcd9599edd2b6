//! Exceptions about the times of entries, as people add, correct, void and restore them.

use phoneclock::domain::user::Role;

use crate::{
    support::TestGateway,
    time_entries::{add, changed, exceptions},
};

const OVERLAPPING: &str = "overlapping: stands";
const SETTLED: &str = "overlapping: no longer overlaps";
const VOIDED: &str = "overlapping: the entry was voided";

#[tokio::test]
async fn an_overlap_that_a_person_makes_stands_on_both_entries_until_a_person_ends_it() {
    let test = TestGateway::start().await;
    let maria = test.newcomer("Maria Lopez", None).await.id;
    add(&test, maria, "2026-11-16T13:00:00Z", Some("2026-11-16T18:00:00Z")).await;
    let second = add(&test, maria, "2026-11-16T17:00:00Z", Some("2026-11-16T22:00:00Z")).await.to_string();
    assert_eq!(exceptions(&test).await, [OVERLAPPING; 2]);
    let mut manager = test.browser(Role::Manager).await;
    let queue = manager.get("/exceptions").await;
    let other = queue.body.split("<li id=\"x-").nth(2).unwrap()[..36].to_owned();
    let queue = manager.get(&format!("/exceptions?at={other}")).await.text();
    let words = "for 1 h at the same time as the entry from 2026-11-16 07:00:00 CST to 2026-11-16 12:00:00 CST";
    assert!(queue.contains(words), "{queue}");

    let fields = [("in", "2026-11-16T12:00:00"), ("out", "2026-11-16T16:00:00")];
    changed(&mut manager, &second, "correct", &fields).await;
    assert_eq!(exceptions(&test).await, [SETTLED; 2]);
    let fields = [("in", "2026-11-16T11:00:00"), ("out", "2026-11-16T16:00:00")];
    changed(&mut manager, &second, "correct", &fields).await;
    assert_eq!(exceptions(&test).await, [SETTLED, SETTLED, OVERLAPPING, OVERLAPPING]);
    changed(&mut manager, &second, "void", &[]).await;
    let settled = exceptions(&test).await;
    let [.., one, other] = settled.as_slice() else { panic!("{settled:?}") };
    let mut last = [one.as_str(), other.as_str()];
    last.sort_unstable();
    assert_eq!(last, [SETTLED, VOIDED]);
    changed(&mut manager, &second, "restore", &[]).await;
    assert_eq!(test.count("exception WHERE kind = 'overlapping' AND settled_at IS NULL").await, 2);
}

#[tokio::test]
async fn a_correction_of_what_is_impossibly_long_settles_it() {
    let test = TestGateway::start().await;
    let maria = test.newcomer("Maria Lopez", None).await.id;
    let long = add(&test, maria, "2026-11-15T13:00:00Z", Some("2026-11-16T13:00:00Z")).await.to_string();
    assert_eq!(exceptions(&test).await, ["impossibly long: stands"]);
    let mut manager = test.browser(Role::Manager).await;
    let fields = [("in", "2026-11-15T07:00:00"), ("out", "2026-11-15T15:00:00")];
    changed(&mut manager, &long, "correct", &fields).await;
    assert_eq!(exceptions(&test).await, ["impossibly long: no longer too long"]);
}
