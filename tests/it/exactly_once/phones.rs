//! One employee, several phones, one moment.

use jiff::SignedDuration;
use tokio::join;

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, at, by_hand::Call, people::summary};

#[tokio::test]
async fn two_calls_at_the_same_moment_leave_at_most_one_open_entry_and_no_negative_time() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let sign_in = format!("{id}#,{PIN}#");
    for round in 0..12 {
        // Every other time both go on although they have just clocked.
        let keys = if round % 2 == 0 { sign_in.clone() } else { format!("{sign_in},2") };
        join!(test.call(MARIAS_PHONE, &keys), test.call(OTHER_PHONE, &keys));
        test.advance(SignedDuration::from_hours(3));
    }
    no_entry_overlaps(&test).await;
}

#[tokio::test]
async fn webhooks_of_two_calls_that_meet_at_the_punch_make_one_clock_in() {
    for _ in 0..4 {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let (mut here, mut there) = join!(Call::ring(&test, MARIAS_PHONE), Call::ring(&test, OTHER_PHONE));
        let (id, pin) = (format!("{id}#"), format!("{PIN}#"));
        join!(here.keys(&test, &id), there.keys(&test, &id));
        join!(here.keys(&test, &pin), there.keys(&test, &pin));
        let mut said = [here.last.said(), there.last.said()];
        said.sort();
        assert!(said[0].starts_with("Clocked in at seven A M."), "{said:?}");
        assert!(said[1].starts_with("You clocked in less than a minute ago."), "{said:?}");
        assert_eq!(summary(&test.only_entry().await), ("2026-11-17T13:00:00Z", None, None, &[][..]));
    }
}

#[tokio::test]
async fn both_pressing_two_at_the_same_moment_clocks_out_once_and_the_other_hears_that_nothing_changed() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_secs(30));
    let mut calls = [Call::ring(&test, MARIAS_PHONE).await, Call::ring(&test, OTHER_PHONE).await];
    for call in &mut calls {
        call.keys(&test, &format!("{id}#")).await;
        call.keys(&test, &format!("{PIN}#")).await;
    }
    let [here, there] = &mut calls;
    join!(here.keys(&test, "2"), there.keys(&test, "2"));
    let mut said = [here.last.said(), there.last.said()];
    said.sort();
    assert_eq!(said[0], "All right. Nothing was changed. Goodbye.");
    assert!(said[1].starts_with("Clocked out at seven A M."), "{said:?}");
    assert_eq!(summary(&test.only_entry().await).1, Some("2026-11-17T13:00:30Z"));
}

#[tokio::test]
async fn a_call_answered_earlier_that_comes_later_never_ends_an_entry_before_its_beginning() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut slow = Call::ring(&test, MARIAS_PHONE).await;
    test.advance(SignedDuration::from_secs(30));
    test.call(OTHER_PHONE, &format!("{id}#,{PIN}#")).await;
    slow.keys(&test, &format!("{id}#")).await;
    let asked = slow.keys(&test, &format!("{PIN}#")).await.said();
    assert!(asked.starts_with("You clocked in less than a minute ago."), "{asked}");
    let said = slow.keys(&test, "2").await.said();
    assert!(said.starts_with("Clocked out at seven A M. Less than a minute."), "{said}");
    let moment = "2026-11-17T13:00:30Z";
    assert_eq!(summary(&test.only_entry().await), (moment, Some(moment), None, &[][..]));
}

async fn no_entry_overlaps(test: &TestGateway) {
    let entries = test.entries().await;
    assert!(!entries.is_empty());
    assert!(entries.iter().filter(|entry| entry.status == "open").count() <= 1, "{entries:?}");
    for (entry, next) in entries.iter().zip(entries.iter().skip(1)) {
        let out = at(entry.out_at.as_deref().expect("only the last one is open"));
        assert!(at(&entry.in_at) <= out && out <= at(&next.in_at), "{entry:?} {next:?}");
    }
    let ins = test.count("punch WHERE way = 'in'").await;
    assert_eq!(ins, i64::try_from(entries.len()).unwrap());
}
