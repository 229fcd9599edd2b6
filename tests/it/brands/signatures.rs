//! Whom a gateway with every brand believes, and how far.

use std::time::Duration;

use jiff::SignedDuration;
use phoneclock::simulator::Brand;

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway, brands,
    by_hand::{Call, request_with, send_to},
    outage::Away,
};

#[tokio::test]
async fn the_signature_of_one_brand_opens_no_other() {
    let test = TestGateway::start().await;
    for brand in Brand::ALL {
        let body = Call::ring(&test, MARIAS_PHONE).await.body(&[]);
        let target = format!("/voice/{}", brand.name());
        for other in Brand::ALL.into_iter().filter(|other| *other != brand) {
            // The same address is signed, with another brand's key and in its way.
            let signed = brands::headers_as(other, &target, &body, &test.clock);
            let answer = test.send(&request_with("POST", &target, &signed, &body)).await;
            assert_eq!((answer.status, answer.body.as_str()), (403, ""), "{other:?} at {brand:?}");
        }
        assert_eq!(test.send(&request_with("POST", &target, "", &body)).await.status, 403, "{brand:?}");
    }
}

#[tokio::test]
async fn the_account_of_somebody_else_is_refused_though_its_webhook_is_signed() {
    let test = TestGateway::start().await;
    for brand in Brand::ALL {
        let test_call = Call { brand, ..Call::ring(&test, MARIAS_PHONE).await };
        let foreign = String::from_utf8(test_call.body(&[])).unwrap();
        let foreign = foreign.replace(brands::account(brand), &brands::account(brand).replace(['A', 'b', 'c'], "0"));
        let answer = test.post(&format!("/voice/{}", brand.name()), foreign.as_bytes()).await;
        assert_eq!(answer.status, 403, "{brand:?}");
    }
}

#[tokio::test]
async fn a_signature_of_telnyx_grows_old_in_five_minutes() {
    let test = TestGateway::start().await.of(Brand::Telnyx);
    let call = Call::ring(&test, MARIAS_PHONE).await;
    let (target, body) = (call.answer_target(), call.body(&[("Digits", "573311")]));
    let kept = test.signed(&target, &body);
    test.advance(SignedDuration::from_secs(301));
    assert_eq!(test.send(&kept).await.status, 403);
    assert_eq!(test.post(&target, &body).await.status, 200, "and a new one holds");
}

/// What an address says of an earlier try decides about the time of a punch, and Telnyx signs no address.
#[tokio::test]
async fn an_address_that_nobody_signed_is_believed_by_its_seal_alone() {
    let test = TestGateway::start().await.of(Brand::Telnyx);
    let (_, id) = test.employee("Maria Lopez").await;
    let came = test.clock_now().as_second() - 3_600;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    for forged in ["", "&seal=", "&seal=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"] {
        call.sid = test.new_call_id().into();
        call.deliver(&test, &format!("/voice/telnyx?held=1&came={came}{forged}"), &[]).await;
        let early = test.clock_now().as_millisecond() - 1_000;
        assert_eq!(test.count(&format!("call WHERE answered_at < {early}")).await, 0, "{forged}");
    }
    call.keys(&test, &format!("{id}#")).await;
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");

    // Our own address is believed: the call is held, and has the time at which it came.
    let impatient = test.with_patience(Duration::from_millis(200)).await;
    let mut held = Call { sid: test.new_call_id().into(), ..call.clone() };
    let outage = test.outage();
    outage.set(Away::All);
    let ring = test.signed(&held.path(""), &held.body(&[]));
    held.last = send_to(impatient, &ring).await;
    outage.set(Away::Nothing);
    assert!(held.last.body.contains("held=1") && held.last.body.contains("seal="), "{}", held.last.body);
    let came = test.clock_now().as_millisecond();
    test.advance(SignedDuration::from_secs(20));
    held.wait(&test).await;
    assert_eq!(test.count(&format!("call WHERE answered_at = {came}")).await, 5, "{}", held.last.body);
}
