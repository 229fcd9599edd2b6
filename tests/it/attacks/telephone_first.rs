//! Passwords that come by the thousand beside calls.

use phoneclock::service::{access::Visitor, pin_hash::Secret};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, calling::heard};

#[tokio::test]
async fn a_thousand_sign_ins_in_flight_keep_no_caller_waiting() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.refusals.hold();
    let (asked, before) = (test.refusals.asked().len(), test.refusals.hashed());
    let mut guesses = Vec::new();
    for nth in 0..1_000_u32 {
        let (sign_in, address) = (test.sign_in.clone(), format!("10.0.{}.{}", nth / 250, nth % 250));
        guesses.push(test.lifecycle.tracker.spawn(async move {
            let visitor = Visitor { address, ..Visitor::default() };
            let password = Secret::new("a wrong password".to_owned());
            sign_in.sign_in("owner@example.com", password, visitor).await
        }));
    }
    test.refusals.until_asked(asked + 1_000).await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("Clocked in") && !said.contains("hold on"), "{}", report.transcript());
    // One PIN, and of all the passwords no more than may wait and the one that was being worked on.
    assert!(test.refusals.hashed() - before <= 1 + 32 + 1);
    test.refusals.release();
    for guess in guesses {
        assert!(guess.await.unwrap().is_err());
    }
    assert!(test.refusals.hashed() - before <= 1 + 32 + 1, "the others were never to be hashed");
}
