//! What a punch of a wrong clock does to the ones that follow: nothing but to be told of.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::{HOUR, MIN, YEAR};
use crate::{
    support::{MARIAS_PHONE, OTHER_PHONE, PIN, by_hand::Call, people::summary},
    time_entries::{changed, start},
};

#[tokio::test]
async fn a_clock_in_of_next_year_is_ended_at_the_real_time_and_told_at_once() {
    for ahead in [YEAR, HOUR, SignedDuration::from_hours(24), SignedDuration::from_mins(6)] {
        let test = start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        test.jump(ahead);
        test.heard_by_maria(&id, "").await;
        test.jump(-ahead);
        test.advance(MIN);
        let said = test.heard_by_maria(&id, "").await;
        assert!(said.contains("Clocked out at seven oh one A M. |"), "not asked, and no hours made up: {said}");
        let entry = test.only_entry().await;
        assert_eq!((entry.status, entry.out_at.as_deref()), ("unfinished", None));
        assert_eq!(entry.exceptions, ["time in doubt"]);
        let noted = test.noted().await.remove(0);
        assert!(noted.starts_with("time in doubt: clocked out at 2026-11-17 07:01:00 CST, before the "), "{noted}");

        // And the days that follow are like any other.
        test.advance(10 * MIN);
        assert!(test.heard_by_maria(&id, "").await.contains("Clocked in at seven eleven A M."));
        test.advance(8 * HOUR);
        assert!(test.heard_by_maria(&id, "").await.contains("Clocked out at three eleven P M. Eight hours."));
        let today = test.entries().await;
        let today: Vec<_> = today.iter().filter(|entry| entry.status == "closed").map(summary).collect();
        assert_eq!(today, [("2026-11-17T13:11:00Z", Some("2026-11-17T21:11:00Z"), None, &[][..])], "{ahead}");
    }
}

#[tokio::test]
async fn a_shift_that_was_clocked_whole_by_a_wrong_clock_moves_no_later_punch() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    test.heard_by_maria(&id, "").await;
    test.advance(8 * HOUR);
    test.heard_by_maria(&id, "").await;
    test.jump(-YEAR);
    assert!(test.heard_by_maria(&id, "").await.contains("Clocked in at three P M."));
    assert_eq!(test.entries().await[0].in_at, "2026-11-17T21:00:00Z");
}

#[tokio::test]
async fn an_entry_that_was_voided_or_corrected_moves_no_punch_any_more() {
    for voided in [true, false] {
        let test = start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        test.jump(YEAR);
        test.heard_by_maria(&id, "").await;
        test.jump(-YEAR);
        test.advance(10 * MIN);
        let (entry, mut payroll) = (test.only_entry().await.id, test.browser(Role::Payroll).await);
        if voided {
            changed(&mut payroll, &entry, "void", &[]).await;
            assert!(test.heard_by_maria(&id, "").await.contains("Clocked in at seven ten A M."));
        } else {
            changed(&mut payroll, &entry, "correct", &[("in", "2026-11-17T07:00:00"), ("out", "")]).await;
            assert!(test.heard_by_maria(&id, "").await.contains("Clocked out at seven ten A M. Ten minutes."));
        }
    }
}

#[tokio::test]
async fn a_correction_of_the_times_settles_the_doubt_and_a_void_does() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    test.heard_by_maria(&id, "").await;
    test.jump(-YEAR);
    test.advance(10 * MIN);
    test.heard_by_maria(&id, "").await;
    let (entry, mut payroll) = (test.only_entry().await.id, test.browser(Role::Payroll).await);
    let page = payroll.get("/exceptions").await;
    page.says("time in doubt").says("The gateway’s clock was wrong");
    let typed = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T07:10:00")];
    changed(&mut payroll, &entry, "correct", &typed).await;
    let settled = "SELECT settled_because FROM exception WHERE kind = 'time in doubt'";
    assert_eq!(test.column::<String>(settled).await, ["forgot to clock out"]);
    assert_eq!(test.only_entry().await.exceptions, [""; 0]);
}

#[tokio::test]
async fn a_punch_that_overlapping_calls_move_by_more_than_a_minute_is_told() {
    for (later, told) in [(50, 0), (100, 1)] {
        let test = start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let mut slow = Call::ring(&test, MARIAS_PHONE).await;
        test.advance(SignedDuration::from_secs(later));
        test.call(OTHER_PHONE, &format!("{id}#,{PIN}#")).await;
        slow.keys(&test, &format!("{id}#")).await;
        slow.keys(&test, &format!("{PIN}#")).await;
        let said = slow.keys(&test, "2").await.said();
        assert!(said.starts_with("Clocked out at seven "), "{said}");
        let noted = test.noted().await;
        assert_eq!(noted.iter().filter(|noted| noted.contains("time in doubt: moved by")).count(), told, "{noted:?}");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_during_the_call_gives_the_punch_the_real_time() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    test.advance(SignedDuration::from_secs(20));
    test.jump(-YEAR);
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), ("2026-11-17T13:00:20Z", None, None, &["time in doubt"][..]));
    assert!(test.noted().await[0].contains("the clock was set back by"), "{:?}", test.noted().await);
}

#[tokio::test]
async fn a_clock_that_was_years_behind_asks_about_a_forgotten_clock_out_and_clocks_the_next_shift_in() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(-6 * YEAR);
    test.heard_by_maria(&id, "").await;
    test.jump(6 * YEAR);
    test.advance(10 * MIN);
    let said = test.heard_by_maria(&id, ",1").await;
    assert!(said.contains("You are still clocked in since") && said.contains("Clocked in at seven ten A M."), "{said}");
    assert_eq!(test.entries().await[0].exceptions, ["missing clock-out"]);
    assert_eq!(test.entries().await[1].exceptions, [""; 0]);
}
