//! The two questions before a punch: a forgotten clock-out, and a punch of a moment ago.

use jiff::{SignedDuration, Timestamp};
use phoneclock::simulator::report::CallEnd;

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    calling::{heard, last_words, times_heard},
    people::summary,
};

const IN: &str = "2026-11-17T13:00:00Z";
/// Two in the afternoon of the day after.
const NEXT_DAY: &str = "2026-11-18T20:00:00Z";
const QUESTION: &str = "You are still clocked in since yesterday at seven A M. To start a new shift, press 1. \
                        To clock out now, press 2.";

/// Somebody who clocked in and did not clock out; the keys that sign her in.
async fn clocked_in_for(long: SignedDuration) -> (TestGateway, String) {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let sign_in = format!("{id}#,{PIN}#");
    test.call(MARIAS_PHONE, &sign_in).await;
    test.advance(long);
    (test, sign_in)
}

const A_DAY_AND_SEVEN: SignedDuration = SignedDuration::from_hours(31);

#[tokio::test]
async fn one_begins_a_new_shift_and_leaves_the_old_entry_without_an_invented_end() {
    let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},1")).await;
    let said = heard(&report);
    assert!(said.contains(QUESTION) && said.contains("Clocked in at two P M."), "{said}");
    let entries = test.entries().await;
    let seen: Vec<_> = entries.iter().map(|entry| (entry.status, summary(entry))).collect();
    assert_eq!(
        seen,
        [("unfinished", (IN, None, None, &["missing clock-out"][..])), ("open", (NEXT_DAY, None, None, &[][..])),]
    );
}

#[tokio::test]
async fn two_clocks_out_now() {
    let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    assert!(heard(&report).contains("Clocked out at two P M. Thirty-one hours."), "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await), (IN, Some(NEXT_DAY), None, &["impossibly long"][..]));
}

#[tokio::test]
async fn a_hang_up_at_the_question_changes_no_time_and_leaves_it_for_payroll() {
    let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
    assert_eq!(report.ended, CallEnd::HungUpByCaller);
    let entry = test.only_entry().await;
    assert_eq!((entry.status, summary(&entry)), ("open", (IN, None, None, &["unanswered question"][..])));
    let at: Vec<Timestamp> = test.column("SELECT at FROM exception").await;
    assert_eq!(at, [NEXT_DAY.parse().unwrap()], "the time of the call");

    test.advance(SignedDuration::from_mins(5));
    test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    let entry = test.only_entry().await;
    assert_eq!(entry.out_at.as_deref(), Some("2026-11-18T20:05:00Z"), "the next call asks again");
    assert_eq!(summary(&entry).3, ["impossibly long"], "and its answer settles the question");
    let because: Vec<String> = test.column("SELECT settled_because FROM exception WHERE settled_at IS NOT NULL").await;
    assert_eq!(because, ["a later call answered the question"]);
}

#[tokio::test]
async fn a_question_left_open_by_many_calls_is_one_thing_to_settle_with_their_times() {
    for (answer, left) in [("1", "missing clock-out"), ("2", "impossibly long")] {
        let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
        for _ in 0..4 {
            test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
            test.advance(SignedDuration::from_mins(5));
        }
        assert_eq!(summary(&test.only_entry().await).3, ["unanswered question"]);
        let note: Vec<String> = test.column("SELECT note FROM exception").await;
        let times = "2026-11-18 14:05 CST, 2026-11-18 14:10 CST, 2026-11-18 14:15 CST";
        assert_eq!(note, [format!("Asked again, and left open again, on {times}")]);

        test.call(MARIAS_PHONE, &format!("{sign_in},{answer}")).await;
        assert_eq!(summary(&test.entries().await[0]).3, [left]);
    }
}

#[tokio::test]
async fn silence_at_the_question_is_asked_three_times_and_then_nothing_was_changed() {
    let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    assert_eq!(times_heard(&report, QUESTION), 3, "{}", report.transcript());
    assert!(heard(&report).ends_with("All right. Nothing was changed. | Goodbye."), "{}", report.transcript());
    let entry = test.only_entry().await;
    assert_eq!((entry.status, summary(&entry)), ("open", (IN, None, None, &["unanswered question"][..])));
}

#[tokio::test]
async fn another_key_hears_the_choices_again() {
    let (test, sign_in) = clocked_in_for(A_DAY_AND_SEVEN).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},7,*,2")).await;
    assert_eq!(times_heard(&report, "Here are your choices again."), 1, "once; the star repeats the question alone");
    assert_eq!(times_heard(&report, QUESTION), 3, "{}", report.transcript());
    assert_eq!(test.only_entry().await.out_at.as_deref(), Some(NEXT_DAY));
}

#[tokio::test]
async fn the_question_comes_beyond_the_limit_of_the_workspace_and_not_at_it() {
    for (secs, asked) in [(14 * 3600, 0), (14 * 3600 + 1, 1)] {
        let (test, sign_in) = clocked_in_for(SignedDuration::from_secs(secs)).await;
        let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
        assert_eq!(times_heard(&report, "You are still clocked in"), asked, "{}", report.transcript());
        assert_eq!(times_heard(&report, "Clocked out at nine P M. Fourteen hours."), 1);
    }
    let test = TestGateway::start_with(|settings| settings.forgotten_after_secs = 3600).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_mins(61));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,2")).await;
    assert_eq!(times_heard(&report, "You are still clocked in since today at seven A M."), 1);
}

#[tokio::test]
async fn a_shift_open_since_days_ago_is_named_by_its_day() {
    let (test, sign_in) = clocked_in_for(SignedDuration::from_hours(3 * 24)).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},1")).await;
    assert_eq!(
        times_heard(&report, "You are still clocked in since Tuesday at seven A M."),
        1,
        "{}",
        report.transcript()
    );
    test.advance(SignedDuration::from_hours(30 * 24));
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    assert_eq!(times_heard(&report, "since November twentieth at seven A M."), 1, "{}", report.transcript());
}

#[tokio::test]
async fn a_second_call_within_two_minutes_is_asked_whether_it_is_meant() {
    let (test, sign_in) = clocked_in_for(SignedDuration::from_secs(60)).await;
    let question = "You clocked in one minute ago. To keep that, hang up. To clock out, press 2.";
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
    assert_eq!(times_heard(&report, question), 1, "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, &[][..]), "kept, and nothing to settle");

    let report = test.call(MARIAS_PHONE, &sign_in).await;
    assert_eq!(times_heard(&report, question), 3);
    assert_eq!(last_words(&report), "Goodbye.");
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, &[][..]), "so for silence");

    let report = test.call(MARIAS_PHONE, &format!("{sign_in},1,2")).await;
    assert_eq!(times_heard(&report, "Here are your choices again."), 1);
    assert_eq!(times_heard(&report, "Clocked out at seven oh one A M. One minute."), 1, "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await), (IN, Some("2026-11-17T13:01:00Z"), None, &[][..]));
}

#[tokio::test]
async fn so_is_one_within_two_minutes_of_a_clock_out() {
    let (test, sign_in) = clocked_in_for(SignedDuration::from_hours(8)).await;
    test.call(MARIAS_PHONE, &sign_in).await;
    test.advance(SignedDuration::from_secs(119));
    let question = "You clocked out one minute ago. To keep that, hang up. To clock in again, press 2.";
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
    assert_eq!(times_heard(&report, question), 1, "{}", report.transcript());
    assert_eq!(test.entries().await.len(), 1);
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    assert_eq!(times_heard(&report, "Clocked in at three oh one P M."), 1, "{}", report.transcript());
    assert_eq!(test.entries().await.len(), 2);
}

#[tokio::test]
async fn after_two_minutes_nobody_is_asked() {
    let (test, sign_in) = clocked_in_for(SignedDuration::from_secs(120)).await;
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    assert_eq!(times_heard(&report, "Clocked out at seven oh two A M. Two minutes."), 1, "{}", report.transcript());
}
