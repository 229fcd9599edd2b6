//! A PIN appears nowhere, and no log has a whole phone number.

use phoneclock::{
    domain::{entropy::SeededEntropy, phone_clock_id::PhoneClockId},
    simulator::report::CallReport,
};

use crate::support::{TestGateway, by_hand::Call, calling::keyed, log::Log, people::details};

/// Too long to come about by chance in a hash or a time.
const SECRET_PIN: &str = "739164825071";
const WRONG_PIN: &str = "640285719346";
const CALLER: &str = "+15555559486";

fn holds(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

#[tokio::test]
async fn a_pin_is_in_no_file_no_log_no_answer_and_no_address() {
    let log = Log::on();
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee_with(details("Maria Lopez"), SECRET_PIN).await;
    let mut reports: Vec<CallReport> = Vec::new();
    for keys in [
        format!("{id}#,{SECRET_PIN}#,12#"),
        format!("{id}#,{WRONG_PIN}#,{id}#,{SECRET_PIN}#,2"),
        // In the wrong order, at the wrong question, ahead of time, and behind what ends an entry.
        format!("{SECRET_PIN}#,{id}#,{SECRET_PIN}#,{SECRET_PIN}#,{SECRET_PIN}#"),
        format!("{id}#,{SECRET_PIN},{SECRET_PIN}#"),
        format!("{id}#,*{SECRET_PIN}#,{WRONG_PIN}#,{WRONG_PIN}#"),
    ] {
        for type_ahead in [false, true] {
            let script = phoneclock::simulator::script::CallerScript { type_ahead, ..keyed(&keys) };
            reports.push(test.call_by(&test.number(CALLER), script).await);
            test.advance(jiff::SignedDuration::from_mins(16));
        }
    }
    // Held on, refused, doubled, with a form that is none.
    let others = test.keep_pin_checks_waiting();
    let mut call = Call::ring(&test, CALLER).await;
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{SECRET_PIN}#")).await;
    drop(others);
    let target = call.answer_target();
    let body = call.body(&[("Digits", SECRET_PIN), ("Digits", SECRET_PIN)]);
    assert!(test.post(&target, &body).await.apologizes());
    call.is_over(&test).await;
    let other = test.employee("X").await.0;
    assert!(test.set_pin(&other, "73916482507123").await.is_err());

    for webhook in reports.iter().flat_map(|report| &report.webhooks) {
        assert!(!webhook.xml.contains(SECRET_PIN) && !webhook.url.contains(SECRET_PIN), "{webhook:?}");
    }
    assert!(test.count("voice_check WHERE status = 'stored'").await >= 2, "some calls went well");
    for (place, bytes) in test.whatever_is_kept().await {
        assert!(!holds(&bytes, SECRET_PIN) && !holds(&bytes, WRONG_PIN), "in {place}");
    }
    let log = log.bytes();
    assert!(holds(&log, "an employee clocked") && holds(&log, "a call was answered"), "the log is on");
    assert!(!holds(&log, SECRET_PIN) && !holds(&log, WRONG_PIN), "a PIN is in the log");
    assert!(!holds(&log, &CALLER[1..]), "a whole phone number is in the log");
}

#[tokio::test]
async fn a_pin_keyed_too_early_is_not_kept_even_when_it_has_the_form_of_an_id() {
    let test = TestGateway::start().await;
    let pin = PhoneClockId::generate(&SeededEntropy::new(99), 10);
    test.employee_with(details("Maria Lopez"), pin.as_str()).await;
    let mut call = Call::ring(&test, CALLER).await;
    assert!(
        call.keys(&test, &format!("{pin}#")).await.body.contains("PIN"),
        "an ID that nobody has leads on all the same"
    );
    for (place, bytes) in test.whatever_is_kept().await {
        assert!(!holds(&bytes, pin.as_str()), "in {place}");
    }
}
