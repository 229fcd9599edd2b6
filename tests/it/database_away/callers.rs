//! What callers hear, and how they go on.

use std::{sync::Mutex, time::Duration};

use jiff::SignedDuration;
use phoneclock::{
    domain::language::Language,
    simulator::{report::Observed, twiml::Verb},
};

use super::{Line, MOMENT_IN_BOTH, held_twice, moment};
use crate::support::{
    MARIA, MARIAS_PHONE, PIN, TestGateway,
    by_hand::{CALL_STATUS, Call, RECORDING_STATUS},
    calling::{heard, keyed, times_heard},
    outage::Held,
    people::{checks, summary},
};

/// When the call came in.
const IN: &str = "2026-11-17T13:00:00Z";

#[tokio::test]
async fn a_database_that_is_back_within_seconds_is_waited_for_without_a_word() {
    let line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    for (keys, said) in [(format!("{id}#"), "Enter your PIN"), (format!("{PIN}#"), "Clocked in at seven A M.")] {
        let held = line.test.held();
        let let_go = async {
            line.until_running(1).await;
            drop(held);
        };
        let (answer, ()) = tokio::join!(call.keys_alone(&line.test, &keys), let_go);
        assert!(answer.said().starts_with(said), "{}", answer.body);
    }
    call.redeliver_all(&line.test).await;
    assert_eq!(line.test.count("punch").await, 1);
    line.until_idle().await;
}

#[tokio::test]
async fn a_caller_is_asked_for_a_moment_and_goes_on_where_they_were_at_every_step_in_either_language() {
    for language in Language::ALL {
        let mut line = Line::of(TestGateway::start().await).await;
        line.test.job("Roof repair", "12").await;
        let (_, id) = line.test.employee_speaking("Maria Lopez", language).await;

        let held = line.hold();
        let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
        assert_eq!(call.last.said(), MOMENT_IN_BOTH);
        line.test.advance(SignedDuration::from_secs(14));
        assert_eq!(call.wait(&line.test).await.said(), MOMENT_IN_BOTH);
        line.let_go(held).await;
        line.test.advance(SignedDuration::from_secs(14));
        assert!(call.wait(&line.test).await.said().starts_with("Hello, this is the phone clock."));
        match language {
            Language::En => {}
            Language::Es => {
                call.keys(&line.test, "2#").await;
            }
            // Nobody is offered it unless it is set: it is spoken from the sign-in on.
            Language::Pt => continue,
        }

        // The question that was put before is put again, and the keys are taken when they come once more.
        for keys in [format!("{id}#"), format!("{PIN}#"), "12#".to_owned()] {
            let question = call.last.said();
            let (said, again) = held_twice(&mut line, &mut call, &keys).await;
            assert_eq!(said, [moment(language); 2]);
            assert_eq!(again, question);
            call.keys(&line.test, &keys).await;
        }
        assert!(call.last.document().verbs.iter().any(|verb| matches!(verb, Verb::Record(_))), "{}", call.last.body);

        // What was spoken need not be spoken again.
        let held = line.hold();
        let recording = call.speaks(&line.test).await;
        assert_eq!(call.last.said(), moment(language));
        assert_eq!(call.wait(&line.test).await.said(), moment(language));
        line.let_go(held).await;
        let goodbye = if language == Language::En { "Goodbye." } else { "Hasta luego." };
        assert!(call.wait(&line.test).await.said().ends_with(goodbye), "{}", call.last.body);

        line.test.recordings.keep(&call.sid, &recording, MARIA.into());
        call.recording_is(&line.test, &recording, "completed").await;
        call.is_over(&line.test).await;
        line.test.work().await;
        let entry = line.test.only_entry().await;
        assert_eq!(summary(&entry), (IN, None, Some("12"), &[][..]), "the time is when the call came in");
        assert_eq!(checks(&entry), ["in stored"]);
        let counted = ["call", "punch", "voice_check", "failed_sign_in"].map(|table| line.test.count(table));
        assert_eq!(futures::future::join_all(counted).await, [1, 1, 1, 0]);
    }
}

#[tokio::test]
async fn after_a_minute_the_caller_hears_the_apology_and_nothing_has_happened() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let before = line.test.tables().await;
    let held = line.hold();
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    for _ in 0..4 {
        assert_eq!(call.last.said(), MOMENT_IN_BOTH);
        call.wait(&line.test).await;
    }
    assert!(call.last.apologizes() && call.last.body.contains("<Hangup/>"), "{}", call.last.body);
    line.let_go(held).await;
    assert!(line.test.tables().await == before);

    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    call.keys(&line.test, &format!("{id}#")).await;
    let held = line.hold();
    call.keys_alone(&line.test, &format!("{PIN}#")).await;
    for _ in 0..4 {
        assert_eq!(call.last.said(), moment(Language::En));
        call.wait(&line.test).await;
    }
    assert!(call.last.apologizes(), "{}", call.last.body);
    line.let_go(held).await;
    assert_eq!((line.test.count("punch").await, line.test.count("failed_sign_in").await), (0, 0));
}

#[tokio::test]
async fn keys_that_are_pressed_while_a_caller_is_held_answer_no_question() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    call.keys(&line.test, &format!("{id}#")).await;
    let held = line.hold();
    call.keys_alone(&line.test, &format!("{PIN}#")).await;
    let verbs = call.last.document().verbs;
    assert!(verbs.iter().any(|verb| matches!(verb, Verb::Gather(gather) if gather.finish_on_key.is_none())));
    // A job code that was meant for the next question.
    call.keys_alone(&line.test, "12#").await;
    assert_eq!(call.last.said(), moment(Language::En));
    line.let_go(held).await;
    assert_eq!(call.keys_alone(&line.test, "12#").await.said(), "Enter your PIN, then press pound.");
    assert_eq!(line.test.count("failed_sign_in").await, 0);
    // A question at which nothing was keyed is passed over as it was, whatever is keyed meanwhile.
    let held = line.hold();
    call.wait(&line.test).await;
    assert_eq!(call.last.said(), moment(Language::En));
    line.let_go(held).await;
    let said = call.keys_alone(&line.test, "12#").await.said();
    assert_eq!(said, "Nothing was entered. Enter your PIN, then press pound.");
    assert!(call.keys(&line.test, &format!("{PIN}#")).await.said().starts_with("Clocked in"), "{}", call.last.body);
    assert!(call.last.body.len() < 8_192 && !call.last.body.contains(PIN));
}

#[tokio::test]
async fn a_hang_up_and_a_recording_that_cannot_be_noted_are_answered_with_503_and_found_out_later() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    for keys in [format!("{id}#"), format!("{PIN}#")] {
        call.keys(&line.test, &keys).await;
    }
    let recording = line.test.new_recording_id();
    line.test.recordings.keep(&call.sid, &recording, MARIA.into());
    let held = line.hold();
    let (url, target) = (format!("https://api.example/Recordings/{recording}"), call.answer_target());
    let hung_up = [
        ("RecordingUrl", url.as_str()),
        ("RecordingSid", recording.as_str()),
        ("RecordingDuration", "2"),
        ("Digits", "hangup"),
    ];
    assert_eq!(call.deliver(&line.test, &target, &hung_up).await.status, 200);
    let over = call.body(&[("CallStatus", "completed")]);
    assert_eq!(line.test.post(CALL_STATUS, &over).await.status, 503);
    let told = call.body(&[("RecordingSid", &recording), ("RecordingStatus", "completed")]);
    assert_eq!(line.test.post(RECORDING_STATUS, &told).await.status, 503);
    line.let_go(held).await;
    assert_eq!(line.test.count("call WHERE ended_at IS NULL").await, 1);

    // Nobody tells it again.
    line.test.work_for(SignedDuration::from_mins(11)).await;
    line.test.gateway.calls.end_silent_calls().await.unwrap();
    let entry = line.test.only_entry().await;
    assert_eq!((summary(&entry), checks(&entry)), ((IN, None, None, &[][..]), vec!["in stored".to_owned()]));
    assert_eq!(line.test.count("call WHERE ended_at IS NOT NULL").await, 1);
    assert_eq!(line.test.post(CALL_STATUS, &over).await.status, 204, "and if it is told again, it is taken");
}

#[tokio::test]
async fn the_provider_follows_the_way_back_by_itself() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.address = test.with_patience(Duration::from_secs(2)).await;
    let (held, database) = (Mutex::new(Some(test.held())), test.dir.path().join("phoneclock.db"));
    let mut moments = 0;
    let mut observer = |seen: Observed<'_>| {
        let Observed::Heard(heard) = seen else { return };
        if heard.text == "One moment, please." {
            moments += 1;
        }
        // Twice at the ring, and once at the PIN.
        if heard.text == "One moment, please." && moments != 1 {
            *held.lock().unwrap() = None;
        }
        if heard.text.starts_with("Enter your PIN") && moments == 2 {
            *held.lock().unwrap() = Some(Held::at(&database));
        }
    };
    // The PIN is keyed once more at its question.
    let mut handset = test.handset(keyed(&format!("{id}#,{PIN}#,{PIN}#")));
    let number = test.number(MARIAS_PHONE);
    let report = test.simulator().place_with(&number, &mut handset, &mut observer).await.unwrap();
    assert_eq!(report.complaints, [], "{}", report.transcript());
    test.work().await;
    let said = heard(&report);
    assert_eq!(times_heard(&report, "One moment, please."), 3, "{said}");
    assert_eq!(times_heard(&report, "Un momento, por favor."), 2, "{said}");
    assert_eq!(times_heard(&report, "Enter your PIN"), 2, "{said}");
    assert!(said.contains("Clocked in at seven A M."), "{said}");
    assert_eq!(checks(&test.only_entry().await), ["in stored"]);
    assert_eq!((test.count("call").await, test.count("punch").await), (1, 1));
}
