//! What is found wrong with breaks and meals, and what settles it.

use super::*;
use crate::support::{MARIAS_PHONE, PIN, entries::EntryView};

/// Maria works from seven, with a break of so many minutes at noon, until four; the break is not ended without minutes.
async fn a_day(test: &TestGateway, minutes: Option<i32>) -> Employee {
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR * 5);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,1")).await;
    let on_it = minutes.unwrap_or_default();
    test.advance(MINUTE * on_it);
    if minutes.is_some() {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,2")).await;
    }
    test.advance(MINUTE * (4 * 60 - on_it));
    let clock_out = if minutes.is_some() { "" } else { ",4" };
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#{clock_out}")).await;
    maria
}

#[tokio::test]
async fn a_break_that_was_not_ended_ends_with_the_clock_out_and_is_told_of() {
    let test = TestGateway::start().await;
    lunch(&test).await;
    let maria = a_day(&test, None).await;
    assert_eq!(test.only_entry().await.exceptions, ["break left open", "break too long"]);
    assert_eq!(deeds(&test).await, ["started phone", "ended with entry phone"]);
    let sheet = week(&test, &maria).await;
    assert_eq!(sheet.sheet.worked_secs, 5 * 3600, "until somebody knows better, it was a break");
    assert!(sheet.is_blocked(), "and nobody is paid before that");
}

#[tokio::test]
async fn a_paid_break_that_was_not_ended_takes_no_hours_and_blocks_nothing() {
    let test = TestGateway::start().await;
    kind(&test, "Rest", true, (None, Some(15))).await;
    let maria = a_day(&test, None).await;
    assert_eq!(test.only_entry().await.exceptions, ["break too long"]);
    let sheet = week(&test, &maria).await;
    assert_eq!((sheet.sheet.worked_secs, sheet.is_blocked()), (9 * 3600, false));
}

#[tokio::test]
async fn breaks_are_held_against_their_kind_and_against_the_meal() {
    for (minutes, found) in
        [(29, &["break too short", "meal missed"][..]), (30, &[]), (60, &[]), (61, &["break too long"])]
    {
        let test = TestGateway::start().await;
        lunch(&test).await;
        ask_for_meals(&test).await;
        a_day(&test, Some(minutes)).await;
        assert_eq!(test.only_entry().await.exceptions, found, "{minutes} minutes");
    }
}

#[tokio::test]
async fn whoever_switches_jobs_has_worked_on_and_whoever_was_out_has_not() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    ask_for_meals(&test).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(HOUR * 4);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(HOUR * 3);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let of_each = |entries: Vec<EntryView>| entries.into_iter().map(|entry| entry.exceptions).collect::<Vec<_>>();
    assert_eq!(of_each(test.entries().await), [vec![], vec!["meal missed"]]);
    // Off the clock for half an hour, and six hours begin anew.
    test.advance(MINUTE * 30);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(HOUR * 6 - MINUTE);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    assert_eq!(of_each(test.entries().await), [vec![], vec!["meal missed"], vec![]]);
}

#[tokio::test]
async fn without_a_rule_no_meal_is_missed() {
    let test = TestGateway::start().await;
    kind(&test, "Rest", true, (None, None)).await;
    a_day(&test, Some(5)).await;
    assert!(test.only_entry().await.exceptions.is_empty());
}
