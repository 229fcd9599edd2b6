//! What the menu tells, refuses and changes.

use jiff::SignedDuration;
use phoneclock::simulator::{PlaceCall, faults::Faults};

use super::*;
use crate::support::{
    MARIAS_PHONE, PIN,
    calling::{heard, keyed},
};
use phoneclock::simulator::script::CallerScript as Keyed;

/// A PIN that nobody guesses, and that is not the one that everybody has.
const NEW_PIN: &str = "730518";

#[tokio::test]
async fn what_is_typed_ahead_of_a_refusal_is_dropped_and_clocks_nobody() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(2));
    // 1 starts no break, since there are no kinds; 4 behind it would clock out unheard.
    let keys = format!("{id}#,{PIN}*#,14#4,9");
    let ahead = Keyed { type_ahead: true, ..keyed(&keys) };
    let report = test.call_by(&test.number(MARIAS_PHONE), ahead).await;
    let said = heard(&report);
    assert!(said.contains("There are no breaks to start here."), "{said}");
    assert!(said.ends_with("All right. Nothing was changed. | Goodbye."), "the menu is heard again: {said}");
    assert_eq!(test.count("punch").await, 1, "{said}");
    assert_eq!(test.only_entry().await.status, "open");
}

#[tokio::test]
async fn what_is_typed_ahead_of_a_question_that_nobody_expects_is_dropped() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "21").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,21#")).await;
    test.advance(SignedDuration::from_mins(1));
    // The 2 of the job code is no answer to whether to clock out.
    let ahead = Keyed { type_ahead: true, ..keyed(&format!("{id}#,{PIN}#,21#")) };
    let report = test.call_by(&test.number(MARIAS_PHONE), ahead).await;
    assert!(heard(&report).contains("You clocked in one minute ago."), "{}", heard(&report));
    assert_eq!(test.count("punch").await, 1, "{}", heard(&report));
}

#[tokio::test]
async fn a_punch_out_of_the_menu_is_heard_whatever_is_typed_ahead() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "21").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let ahead = Keyed { type_ahead: true, ..keyed(&format!("{id}#,{PIN}*#,4,21#")) };
    let report = test.call_by(&test.number(MARIAS_PHONE), ahead).await;
    let said = heard(&report);
    assert!(said.contains("Clocked in at seven A M.") && said.contains("Job: Roof repair."), "{said}");
}

#[tokio::test]
async fn the_hours_come_with_the_last_punches_their_job_and_those_before() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "21").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,21#")).await;
    test.advance(SignedDuration::from_hours(8));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(SignedDuration::from_hours(1));
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,5,9")).await);
    assert!(said.contains("This week you have worked eight hours."), "{said}");
    assert!(said.contains("You last clocked out today at three P M. | Job: Roof repair."), "{said}");
    assert!(said.contains("Before that, you clocked in today at seven A M."), "{said}");
    assert!(said.ends_with("Goodbye."), "{said}");
}

#[tokio::test]
async fn the_pin_is_changed_once_and_the_old_one_no_longer_works() {
    for faults in [
        Faults::default(),
        Faults { redeliver: 1, ..Faults::default() },
        Faults { redeliver: 1, redeliver_at_once: true, ..Faults::default() },
        Faults { redeliver_at_end: true, ..Faults::default() },
    ] {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let number = PlaceCall { faults: faults.clone(), ..test.number(MARIAS_PHONE) };
        let keys = format!("{id}#,{PIN}*#,7,1111#,{NEW_PIN}#,{NEW_PIN}#");
        let said = heard(&test.call_by(&number, keyed(&keys)).await);
        assert!(said.contains("That PIN is too easy to guess"), "{said}");
        assert!(said.contains("Your new PIN is set. The old one no longer works."), "{said}");
        let changes = test.audited().await;
        let changed = changes.iter().filter(|line| line.contains("change PIN by calling")).count();
        assert_eq!(changed, 1, "{faults:?}: {changes:?}");
        let old = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await);
        assert!(old.contains("don't match"), "{old}");
        let new = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await);
        assert!(new.contains("Clocked in"), "{new}");
        let steps = test.steps().await;
        assert!(steps.iter().flatten().all(|said| !said.contains(NEW_PIN) && !said.contains(PIN)), "{steps:?}");
    }
}

#[tokio::test]
async fn a_hang_up_between_the_two_entries_of_a_new_pin_changes_nothing() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call_hanging_up(MARIAS_PHONE, &format!("{id}#,{PIN}*#,7,{NEW_PIN}#"), 5).await;
    assert_eq!(test.count("new_pin").await, 0);
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await);
    assert!(said.contains("Clocked in"), "{said}");
    let differs = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,7,{NEW_PIN}#,730519#")).await);
    assert!(differs.contains("were not the same"), "{differs}");
    assert!(test.audited().await.iter().all(|line| !line.contains("change PIN")));
}

#[tokio::test]
async fn the_menu_speaks_spanish() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_speaking("Ana Torres", phoneclock::domain::language::Language::Es).await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,2,9")).await);
    assert!(said.contains("No tiene ningún turno abierto."), "{said}");
    assert!(said.contains("Para avisar de una entrada o salida que no registró, oprima 6."), "{said}");
}
