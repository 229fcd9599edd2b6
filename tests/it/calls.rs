//! The call of a working day, heard as a caller hears it: who is calling, in or out, the time, the name.

mod daylight_saving;
mod jobs;
mod languages;
mod portuguese;
mod questions;
mod recorded;
mod sent_on;

use jiff::SignedDuration;
use phoneclock::simulator::{report::CallEnd, script::CallerScript as Keyed};

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway, at,
    by_hand::{Call, request},
    calling::{heard, keyed, last_words, times_heard},
    people::{checks, summary},
};

#[tokio::test]
async fn a_call_clocks_in_and_the_next_one_out_with_both_voice_checks_kept() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;

    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(report.ended, CallEnd::HungUpByGateway, "{}", report.transcript());
    assert!(heard(&report).contains("Clocked in at seven A M."), "{}", report.transcript());
    assert_eq!(last_words(&report), "Goodbye.");

    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("Clocked out at three thirty-two P M. Eight hours, thirty-two minutes."), "{said}");

    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), ("2026-11-17T13:00:00Z", Some("2026-11-17T21:32:00Z"), None, &[][..]));
    assert_eq!((entry.employee.as_str(), entry.phone_clock_id.as_deref()), ("Maria Lopez", Some(id.as_str())));
    assert_eq!(entry.in_local, "2026-11-17T07:00:00-06:00");
    assert_eq!(entry.out_local.as_deref(), Some("2026-11-17T15:32:00-06:00"));
    assert_eq!(entry.time_zone, "America/Chicago");
    assert_eq!(checks(&entry), ["in stored", "out stored"]);
    assert_eq!(test.worker().count().await.unwrap(), (1, 0), "only the late look after the second call waits");
}

#[tokio::test]
async fn a_gateway_that_can_take_calls_says_so() {
    let test = TestGateway::start().await;
    for (address, said) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = test.send(&request("GET", address, None, b"")).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, said));
    }
}

#[tokio::test]
async fn a_regular_hears_the_time_in_the_answer_to_the_fourth_webhook_at_most() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    for said in ["Clocked in at", "Clocked out at"] {
        let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
        let webhooks = report.webhooks.iter().position(|webhook| webhook.xml.contains(said)).map(|before| before + 1);
        assert!(webhooks.is_some_and(|webhooks| webhooks <= 4), "{said}: {webhooks:?}");
        test.advance(SignedDuration::from_hours(8));
    }
}

#[tokio::test]
async fn a_wrong_check_digit_asks_for_the_id_again_and_is_no_failed_sign_in() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let last = id.as_str().bytes().last().unwrap() - b'0';
    let wrong = format!("{}{}", &id.as_str()[..id.as_str().len() - 1], (last + 1) % 10);

    let report = test.call(MARIAS_PHONE, &format!("{wrong}#,{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("Sorry, I didn't get that. | Enter your phone clock ID, then press pound."), "{said}");
    assert!(said.contains("Clocked in at seven A M."), "{said}");
    assert_eq!(test.count("failed_sign_in").await, 0);

    let report = test.call(MARIAS_PHONE, &format!("{wrong}#,{wrong}#,{wrong}#,{id}#")).await;
    assert_eq!(times_heard(&report, "Sorry, I didn't get that."), 3);
    assert_eq!((last_words(&report), &report.ended), ("Goodbye.", &CallEnd::HungUpByGateway));
    assert_eq!(test.entries().await.len(), 1);
}

#[tokio::test]
async fn three_refused_sign_ins_end_the_call_and_leave_no_entry() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,4711#,{id}#,4712#,{id}#,4713#,{id}#,{PIN}#,77#")).await;
    assert_eq!(times_heard(&report, "That ID and PIN don't match."), 3);
    assert_eq!(times_heard(&report, "Enter your phone clock ID"), 3, "back to the ID after each but the last");
    assert_eq!((last_words(&report), &report.ended), ("Goodbye.", &CallEnd::HungUpByGateway));
    assert_eq!((test.count("time_entry").await, test.count("voice_check").await), (0, 0));
    assert_eq!(test.count("claim").await, 0, "an ID once more leaves no word");
}

#[tokio::test]
async fn who_says_nothing_is_asked_three_times_and_then_hears_a_goodbye() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for (keys, question) in [(String::new(), "Enter your phone clock ID"), (format!("{id}#"), "Enter your PIN")] {
        let report = test.call(MARIAS_PHONE, &keys).await;
        assert_eq!(times_heard(&report, question), 3, "{}", report.transcript());
        assert_eq!(times_heard(&report, "Nothing was entered."), 3);
        assert_eq!((last_words(&report), &report.ended), ("Goodbye.", &CallEnd::HungUpByGateway));
    }
    assert_eq!(test.count("failed_sign_in").await, 0, "silence is no wrong PIN");
}

#[tokio::test]
async fn a_pound_alone_is_as_good_as_nothing_where_an_entry_is_needed() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("#,{id}#,#,{PIN}#")).await;
    assert_eq!(times_heard(&report, "Nothing was entered."), 2, "{}", report.transcript());
    assert!(heard(&report).contains("Clocked in at seven A M."));
    assert_eq!(test.count("failed_sign_in").await, 0);
}

#[tokio::test]
async fn a_star_repeats_the_last_prompt_without_counting_as_a_try() {
    let test =
        TestGateway::start_with(|settings| settings.job_policy = phoneclock::domain::workspace::JobPolicy::Required)
            .await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("*#,*#,*#,{id}#,*#,{PIN}#,*#,*#,*#,12#");
    let report = test.call(MARIAS_PHONE, &keys).await;
    assert_eq!(times_heard(&report, "Enter your phone clock ID"), 4, "{}", report.transcript());
    assert_eq!(times_heard(&report, "Enter your PIN"), 2);
    assert_eq!(times_heard(&report, "Clocked in at seven A M."), 4, "the time belongs to the prompt");
    assert_eq!(times_heard(&report, "Job: Roof repair."), 1);
    assert_eq!(summary(&test.only_entry().await), ("2026-11-17T13:00:00Z", None, Some("12"), &[][..]));
}

#[tokio::test]
async fn keys_typed_ahead_are_kept_and_prompts_can_be_interrupted() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}#,12#");
    let ahead = test.call_by(&test.number(MARIAS_PHONE), Keyed { type_ahead: true, ..keyed(&keys) }).await;
    assert!(heard(&ahead).contains("Job: Roof repair."), "{}", ahead.transcript());
    assert_eq!(times_heard(&ahead, "Enter your PIN"), 0, "nobody who has keyed it already has to hear the question");

    test.advance(SignedDuration::from_hours(8));
    let cut = test.call_by(&test.number(MARIAS_PHONE), Keyed { barge_in: true, ..keyed(&keys) }).await;
    assert!(cut.heard.iter().filter(|heard| heard.interruptible).all(|heard| heard.cut), "{:?}", cut.heard);
    assert!(heard(&cut).contains("Clocked in to Roof repair."), "{}", cut.transcript());
    assert_eq!(test.entries().await.len(), 2);
}

#[tokio::test]
async fn the_time_is_that_of_the_answer_however_long_the_call_takes() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.clock.set(at("2026-11-17T12:59:59.9Z"));
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    test.advance(SignedDuration::from_secs(70));
    call.keys(&test, &format!("{id}#")).await;
    test.advance(SignedDuration::from_secs(70));
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at six fifty-nine A M."), "{said}");
    assert_eq!(test.only_entry().await.in_at, "2026-11-17T12:59:59Z");
}

#[tokio::test]
async fn after_three_minutes_a_call_ends_in_words_at_the_next_answer() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let time_is_up = "This call has reached its time limit.";

    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    test.advance(SignedDuration::from_secs(180));
    assert!(
        call.keys(&test, &format!("{id}#")).await.said().starts_with("Enter your PIN"),
        "at the limit, not over it"
    );
    let mut silent = Call::ring(&test, MARIAS_PHONE).await;
    test.advance(SignedDuration::from_secs(181));
    let said = silent.wait(&test).await.said();
    assert!(said.contains(time_is_up) && said.ends_with("Goodbye."), "{said}");
    assert_eq!(test.count("time_entry").await, 0);

    // Whoever has done their part is clocked in all the same, and told.
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M.") && said.contains(time_is_up), "{said}");
    call.is_over(&test).await;
    assert_eq!(summary(&test.only_entry().await), ("2026-11-17T13:00:00Z", None, None, &["voice check missing"][..]));
}

#[tokio::test]
async fn a_stuck_star_key_does_not_hold_the_line() {
    let test = TestGateway::start().await;
    let report = test.call(MARIAS_PHONE, &["*#"; 40].join(",")).await;
    assert!(report.webhooks.len() < 20, "{}", report.webhooks.len());
    assert!(last_words(&report).ends_with("Goodbye."), "{}", report.transcript());
}

#[tokio::test]
async fn a_workspace_without_voice_checks_asks_for_no_name() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.ends_with("Clocked in at seven A M. | Thank you. | Goodbye."), "{said}");
    assert_eq!(report.recording, None);
    let entry = test.only_entry().await;
    assert_eq!((summary(&entry).3, checks(&entry).len()), (&[][..], 0));
    assert_eq!(test.worker().count().await.unwrap(), (0, 0));
}

#[tokio::test]
async fn the_notice_that_the_name_is_recorded_comes_before_the_tone() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    let answer = call.keys(&test, &format!("{PIN}#")).await;
    assert_eq!(
        answer.said(),
        "Clocked in at seven A M. After the tone, say your name, then press pound. This is recorded."
    );
    call.speaks(&test).await;
    assert_eq!(call.last.said(), "Thank you. Goodbye.");
}

#[tokio::test]
async fn an_employee_with_a_zone_of_their_own_hears_its_time() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_in("Ana Torres", "America/New_York").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in at eight A M."), "{}", report.transcript());
    let entry = test.only_entry().await;
    assert_eq!((entry.in_local.as_str(), entry.time_zone.as_str()), ("2026-11-17T08:00:00-05:00", "America/New_York"));
}

#[tokio::test]
async fn every_caller_number_is_let_in_and_a_withheld_one_is_nobodys_phone() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for from in ["anonymous", "+266696687", "sip:maria@example.com", "", "client:maria", "+15555550188"] {
        let report = test.call(from, &format!("{id}#,{PIN}#")).await;
        let said = heard(&report);
        assert!(said.contains("Clocked in at") || said.contains("Clocked out at"), "{from:?}: {said}");
        test.advance(SignedDuration::from_hours(8));
    }
    assert_eq!(test.entries().await.len(), 3);
    assert_eq!(test.column::<String>("SELECT caller FROM known_phone").await, ["+15555550188"]);
}

#[tokio::test]
async fn the_call_log_says_what_was_asked_and_what_came_and_never_the_keys_of_a_sign_in() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,99#,12#")).await;
    let steps = [
        ["ringing", "a call", "greeting offer-language ask-id"],
        ["ask ID", "6 keys", "ask-pin"],
        ["ask PIN", "4 keys", "clocked-in ask-job-or-skip"],
        ["ask job", "2 keys", "job-not-found (drop keys)"],
        ["drop keys", "nothing", "ask-job-or-skip"],
        ["ask job", "job code 12", "job-is ask-name (record)"],
        ["ask name", "a recording", "thank-you goodbye (hang up)"],
    ];
    assert_eq!(test.steps().await, steps.map(|step| step.map(str::to_owned)));
}
