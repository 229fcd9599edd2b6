//! Arbitrary signed bodies at every address of the webhooks.

use proptest::{prelude::*, test_runner::TestRunner};

use crate::support::{
    ACCOUNT, MARIAS_PHONE, PIN, TestGateway,
    by_hand::{CALL_STATUS, Call, RECORDING_STATUS, RING},
};

/// A field as the provider sends it, with values from plausible to absurd.
fn field() -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        Just("AccountSid"),
        Just("CallSid"),
        Just("Digits"),
        Just("FinishedOnKey"),
        Just("From"),
        Just("To"),
        Just("CallStatus"),
        Just("RecordingSid"),
        Just("RecordingUrl"),
        Just("RecordingStatus"),
        Just("RecordingDuration"),
    ];
    let value = prop_oneof![
        Just(ACCOUNT.as_bytes().to_vec()),
        "[0-9*#]{0,20}".prop_map(|keys| keys.replace('#', "%23").into_bytes()),
        Just(b"hangup".to_vec()),
        Just(b"completed".to_vec()),
        Just(b"absent".to_vec()),
        Just(b"RE0123456789abcdef0123456789abcdef".to_vec()),
        Just(b"CA0123456789abcdef0123456789abcdef".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
        ".{0,20}".prop_map(String::into_bytes),
    ];
    (name, value).prop_map(|(name, value)| [name.as_bytes(), b"=", &value].concat())
}

fn body() -> impl Strategy<Value = (bool, Vec<u8>)> {
    let fields = proptest::collection::vec(field(), 0..6).prop_map(|fields| fields.join(&b'&'));
    let bytes = proptest::collection::vec(any::<u8>(), 0..300);
    // Most begin as forms of a known call of our account: what comes behind is then looked at.
    (proptest::bool::weighted(0.8), prop_oneof![4 => fields, 1 => bytes])
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(RING.to_owned()),
        6 => Just("(the step that waits)".to_owned()),
        1 => Just("(the step that waits)/silence".to_owned()),
        1 => Just(CALL_STATUS.to_owned()),
        2 => Just(RECORDING_STATUS.to_owned()),
        1 => (any::<u32>(), "[A-Za-z0-9_-]{1,22}").prop_map(|(step, token)| format!("/voice/twilio/step/{step}/{token}")),
        1 => "[!-~]{0,30}".prop_map(|path| format!("/voice/twilio/step/{}", path.replace(['#', '"', '<', '>', '`', '{', '}', '\\', '^', '|'], "x"))),
    ]
}

#[test]
fn any_signed_bytes_at_any_address_get_words_or_a_refusal_and_never_a_failure() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (test, id) = runtime.block_on(async {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        (test, id)
    });
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() });
    let webhooks = proptest::collection::vec((target(), body()), 1..12);
    let outcome = runner.run(&(0_usize..4, webhooks), |(depth, webhooks)| {
        runtime.block_on(async {
            let mut call = Call::ring(&test, MARIAS_PHONE).await;
            for keys in [format!("{id}#"), format!("{PIN}#"), "2".to_owned()].iter().take(depth) {
                if call.last.body.contains("<Gather") {
                    call.keys(&test, keys).await;
                }
            }
            for (target, (known, fields)) in webhooks {
                let mut bytes = if known { [call.body(&[]), b"&".to_vec()].concat() } else { Vec::new() };
                bytes.extend(fields);
                let asks = call.last.body.contains("action=") || call.last.body.contains("<Redirect");
                let step = if asks { call.answer_target() } else { "/voice/twilio/step/1/gone".to_owned() };
                let target = target.replace("(the step that waits)", &step);
                let answer = test.post(&target, &bytes).await;
                let shown = || format!("{target} {}: {answer:?}", String::from_utf8_lossy(&bytes));
                match answer.status {
                    200 if target.starts_with("/voice/twilio/step/") || target == RING => {
                        // Whatever came, it is a document that the provider can execute.
                        let document = answer.document();
                        prop_assert!(!document.verbs.is_empty(), "{}", shown());
                        if known && !answer.apologizes() && target.starts_with(&step) {
                            call.last = answer;
                        }
                    }
                    204 => prop_assert!(target == CALL_STATUS || target == RECORDING_STATUS, "{}", shown()),
                    status => prop_assert!((400..500).contains(&status), "{}", shown()),
                }
            }
            call.is_over(&test).await;
            test.advance(jiff::SignedDuration::from_mins(20));
            Ok(())
        })
    });
    outcome.unwrap();
    runtime.block_on(async {
        let open = test.count("time_entry WHERE status = 'open'").await;
        assert!(open <= 1 && test.count("time_entry").await > 0, "some calls clocked, and none twice");
    });
}
