//! Calls from every brand: what is alike for all of them, and what is not.

mod signatures;

use jiff::SignedDuration;
use phoneclock::simulator::{
    Brand, PlaceCall, faults::Faults, report::CallEnd, script::CallerScript as Keyed, voice::Voice,
};

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::{heard, keyed, last_words, times_heard},
    people::{checks, summary},
};

const IN: &str = "2026-11-17T13:00:00Z";
const OUT: &str = "2026-11-17T21:32:00Z";

#[tokio::test]
async fn a_call_clocks_in_and_the_next_one_out_with_both_voice_checks_kept() {
    for brand in Brand::ALL {
        let test = TestGateway::start_with(|settings| settings.delete_at_provider = true).await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        let into = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        assert_eq!(into.ended, CallEnd::HungUpByGateway, "{brand:?}: {}", into.transcript());
        assert!(heard(&into).contains("Clocked in at seven A M."), "{brand:?}: {}", into.transcript());
        test.advance(SignedDuration::from_mins(8 * 60 + 32));
        let out = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        assert!(heard(&out).contains("Clocked out at three thirty-two P M."), "{brand:?}: {}", out.transcript());
        assert_eq!(last_words(&out), "Goodbye.");

        let entry = test.only_entry().await;
        assert_eq!(summary(&entry), (IN, Some(OUT), None, &[][..]), "{brand:?}");
        assert_eq!(checks(&entry), ["in stored", "out stored"], "{brand:?}");
        assert_eq!(test.column::<String>("SELECT DISTINCT caller FROM known_phone").await, [MARIAS_PHONE]);
        assert_eq!(test.column::<String>("SELECT DISTINCT provider FROM call").await, [brand.name()]);
        test.work_for(SignedDuration::from_hours(1)).await;
        for report in [into, out] {
            assert!(test.recordings.is_deleted(&report.recording.unwrap()), "{brand:?}: our copy is the only one");
        }
    }
}

#[tokio::test]
async fn whoever_comes_by_one_brand_goes_by_another() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut test = test;
    for (turn, brand) in Brand::ALL.into_iter().enumerate() {
        test = test.of(brand);
        let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await);
        assert!(said.contains(if turn % 2 == 0 { "Clocked in" } else { "Clocked out" }), "{brand:?}: {said}");
        test.advance(SignedDuration::from_hours(4));
    }
    assert_eq!(test.entries().await.len(), 2);
    let ways = test.column::<String>("SELECT provider FROM call ORDER BY answered_at").await;
    assert_eq!(ways, Brand::ALL.map(Brand::name));
}

#[tokio::test]
async fn a_pound_alone_means_no_job_at_every_brand() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        test.job("Roof repair", "12").await;
        let (_, id) = test.employee("Maria Lopez").await;
        let without = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
        assert_eq!(times_heard(&without, "Enter the job code"), 1, "{brand:?}: {}", without.transcript());
        test.advance(SignedDuration::from_hours(8));
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        test.advance(SignedDuration::from_hours(8));
        let with = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
        assert!(heard(&with).contains("Job: Roof repair."), "{brand:?}: {}", with.transcript());
    }
}

#[tokio::test]
async fn every_webhook_delivered_three_times_does_its_work_once() {
    for brand in Brand::ALL {
        for faults in [
            Faults { redeliver: 2, ..Faults::default() },
            Faults { redeliver: 2, redeliver_at_once: true, redeliver_at_end: true, ..Faults::default() },
        ] {
            let test = TestGateway::start().await.of(brand);
            let (_, id) = test.employee("Maria Lopez").await;
            let number = PlaceCall { faults: faults.clone(), ..test.number(MARIAS_PHONE) };
            let report = test.call_by(&number, keyed(&format!("{id}#,4711#,{id}#,{PIN}#"))).await;
            assert_eq!(test.count("failed_sign_in").await, 1, "{brand:?} {faults:?}");
            assert_eq!((test.count("punch").await, test.count("voice_check").await), (1, 1), "{brand:?}");
            assert_eq!(test.recordings.fetches(&report.recording.unwrap()), 1, "{brand:?}: fetched once");
        }
    }
}

#[tokio::test]
async fn a_caller_who_hangs_up_while_being_recorded_is_clocked_in() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        let report = test.call_hanging_up(MARIAS_PHONE, &format!("{id}#,{PIN}#"), 3).await;
        assert_eq!(report.ended, CallEnd::HungUpByCaller);
        let entry = test.only_entry().await;
        assert_eq!(summary(&entry).0, IN, "{brand:?}");
        assert_eq!(checks(&entry), ["in stored"], "{brand:?}");
        assert_eq!(test.count("call WHERE ended_at IS NOT NULL").await, 1, "{brand:?}");
    }
}

#[tokio::test]
async fn a_recording_of_which_nothing_was_told_is_found_in_the_list_of_the_call() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        let faults = Faults { drop_recording_status: true, ..Faults::default() };
        let number = PlaceCall { faults, ..test.number(MARIAS_PHONE) };
        test.call_by(&number, keyed(&format!("{id}#,{PIN}#"))).await;
        test.work_for(SignedDuration::from_mins(11)).await;
        assert_eq!(checks(&test.only_entry().await), ["in stored"], "{brand:?}");
    }
}

#[tokio::test]
async fn a_recording_that_came_to_nothing_is_missing_at_every_brand() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        let script = Keyed { voice: Voice::Absent, ..keyed(&format!("{id}#,{PIN}#")) };
        test.call_by(&test.number(MARIAS_PHONE), script).await;
        test.work_for(SignedDuration::from_hours(1)).await;
        let entry = test.only_entry().await;
        assert_eq!(summary(&entry).3, ["voice check missing"], "{brand:?}");
    }
}

#[tokio::test]
async fn an_old_webhook_of_the_call_changes_nothing_at_any_later_step() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        test.job("Roof repair", "12").await;
        let (_, id) = test.employee("Maria Lopez").await;
        let mut call = Call::ring(&test, MARIAS_PHONE).await;
        for keys in [format!("{id}#"), format!("{PIN}#"), "99#".to_owned(), "12#".to_owned()] {
            call.keys(&test, &keys).await;
            let before = test.tables().await;
            call.redeliver_all(&test).await;
            assert!(test.tables().await == before, "{brand:?}: something changed after {}", call.last.body);
        }
        let recording = call.speaks(&test).await;
        call.is_over(&test).await;
        call.recording_is(&test, &recording, "completed").await;
        let before = test.tables().await;
        call.redeliver_all(&test).await;
        call.is_over(&test).await;
        call.recording_is(&test, &recording, "completed").await;
        assert!(test.tables().await == before, "{brand:?}: something changed after the end");
    }
}
