//! Every line of the log about a webhook names its call and step, and every line about background work its task,
//! whoever writes the line and on whichever thread.

use std::time::Duration;

use phoneclock::{
    service::{Hold, StoreError},
    simulator::Brand,
};
use tracing::Instrument;

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::{Answer, CALL_STATUS, Call, RECORDING_STATUS, RING},
    log::Log,
    postgres,
};

impl Log {
    /// Whether there is a line with these words that names this.
    fn has(&self, words: &str, named: &str) -> bool {
        let log = self.bytes();
        String::from_utf8_lossy(&log).lines().any(|line| line.contains(words) && line.contains(named))
    }
}

/// A call with a SID that no other test has, as the log is everybody's.
async fn ring(test: &TestGateway, sid: &str) -> Call {
    let brand = Brand::Twilio;
    let last = Answer { brand, status: 0, content_type: None, body: String::new() };
    let mut call = Call { brand, sid: sid.into(), from: MARIAS_PHONE.into(), last, delivered: Vec::new() };
    call.deliver(test, RING, &[("CallStatus", "ringing")]).await;
    call
}

/// Lets every such change of the database fail.
async fn refuse(test: &TestGateway, change: &str) {
    let name = change.to_lowercase().replace(' ', "_");
    let refusal = match postgres::is_chosen() {
        true => "FOR EACH ROW EXECUTE FUNCTION refused()",
        false => "BEGIN SELECT RAISE(ABORT, 'refused'); END",
    };
    test.write(&format!("CREATE TRIGGER refused_{name} BEFORE {change} {refusal}")).await;
}

#[tokio::test]
async fn every_line_about_a_webhook_names_its_call_and_step() {
    let (log, test) = (Log::on(), TestGateway::start().await);
    let sid = "CA0000000000000000000000001095a001";
    let of_call = format!("webhook{{provider=\"twilio\" call=\"{sid}\"}}");
    let at_step = |step: u32| format!("webhook{{provider=\"twilio\" call=\"{sid}\" step={step}}}");
    let mut call = ring(&test, sid).await;
    assert!(log.has("a call was answered", &at_step(0)), "the writer's");

    let (target, body) = (call.answer_target(), call.body(&[("Digits", "1"), ("Digits", "2")]));
    let sent = test.signed(&target, &body);
    let sent = String::from_utf8(sent).unwrap().replace("application/x-www-form-urlencoded", "text/plain");
    assert!(test.send(sent.as_bytes()).await.apologizes());
    for words in ["a signed webhook says that it is not a form", "a signed webhook cannot be understood"] {
        assert!(log.has(words, &at_step(1)), "{words}");
    }
    assert!(test.post("/voice/twilio/step/7/x", &call.body(&[("Digits", "1")])).await.apologizes());
    assert!(log.has("a webhook came for a step that does not wait", &at_step(7)));
    assert_eq!(test.post(CALL_STATUS, &call.body(&[])).await.status, 400);
    assert!(log.has("a signed callback cannot be understood", &of_call));

    refuse(&test, "INSERT ON call_step").await;
    assert!(call.keys(&test, "573311#").await.apologizes());
    assert!(log.has("a webhook could not be answered", &at_step(1)));
    refuse(&test, "UPDATE ON call").await;
    assert_eq!(test.post(CALL_STATUS, &call.body(&[("CallStatus", "completed")])).await.status, 500);
    assert!(log.has("a callback could not be noted", &of_call));
    assert_eq!(test.post(RECORDING_STATUS, &call.body(&[])).await.status, 400);
}

#[tokio::test]
async fn a_verdict_that_cannot_be_kept_is_told_of_with_the_step_that_has_begun_the_check() {
    let (log, test) = (Log::on(), TestGateway::start().await);
    let (_, id) = test.employee("Maria Lopez").await;
    let sid = "CA0000000000000000000000001095a002";
    let others = test.keep_pin_checks_waiting();
    let mut call = ring(&test, sid).await;
    call.keys(&test, &format!("{id}#")).await;
    assert_eq!(call.keys(&test, &format!("{PIN}#")).await.said(), "One moment, please hold on.");
    refuse(&test, "UPDATE OF verdict ON pin_check").await;
    drop(others);
    let told = async {
        while !log.has("the verdict on a PIN could not be kept", &format!("call=\"{sid}\" step=2}}")) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), told).await.expect("a line that names call and step");
}

#[tokio::test]
async fn what_a_reader_and_the_writer_log_names_whoever_has_asked() {
    let (log, test) = (Log::on(), TestGateway::start().await);
    let asked = tracing::error_span!("webhook", call = "CA0000000000000000000000001095a003", step = 4);
    let read = test.store.read(|_| {
        tracing::info!("a line of a reader");
        Ok::<_, StoreError>(())
    });
    read.instrument(asked.clone()).await.unwrap();
    let written = test.store.write(Hold::Nothing, |_| {
        tracing::info!("a line of the writer");
        Ok::<_, StoreError>(())
    });
    written.instrument(asked).await.unwrap();
    for words in ["a line of a reader", "a line of the writer"] {
        assert!(log.has(words, "webhook{call=\"CA0000000000000000000000001095a003\" step=4}"), "{words}");
    }
}

#[tokio::test]
async fn every_line_about_background_work_names_its_task() {
    let (log, test) = (Log::on(), TestGateway::start().await);
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    refuse(&test, "UPDATE OF last_error ON task").await;
    let task = test.worker().lease(1).await.unwrap().remove(0);
    let named = format!("task{{kind=\"send mail\" id={} attempt=1}}", task.id);
    test.worker().carry_out_and_log(task).await;
    for words in ["background work is tried again later", "the outcome of background work could not be noted"] {
        assert!(log.has(words, &named), "{words}");
    }
}
