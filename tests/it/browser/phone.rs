//! A whole call on the page: by the keyboard and the keypad, with a microphone that hears a recording.

use phoneclock::audio::{
    measure::{audio_problems, measure},
    wav,
};
use serde_json::json;

use super::converse;
use crate::support::{PIN, TestGateway, people::checks};

/// What the browser hears, again and again.
const MICROPHONE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/voices/maria-lopez.wav");

#[tokio::test]
async fn a_call_on_the_page_clocks_in_and_leaves_a_recording_of_the_voice() {
    let test = TestGateway::start().await;
    test.job("Bridge deck", "71").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let given = json!({ "at": test.pages(), "sound": MICROPHONE, "id": id.to_string(), "pin": PIN, "job": "71" });
    converse("phone.js", &given, async |question| match question["ask"].as_str() {
        Some("recording") => {
            test.work().await;
            let entry = test.only_entry().await;
            assert_eq!((entry.job_code.as_deref(), checks(&entry)), (Some("71"), vec!["in stored".to_owned()]));
            let files = test.recording_files();
            let [file] = files.as_slice() else { panic!("{files:?}") };
            let speech = wav::read(&std::fs::read(file).unwrap()).unwrap();
            let measures = measure(&speech);
            assert!(
                audio_problems(&measures).is_empty() && measures.secs * measures.speech_share > 0.5,
                "{measures:?}"
            );
            assert!(entry.exceptions.is_empty(), "{entry:?}");
            json!({})
        }
        Some("calls") => {
            test.work().await;
            json!(test.entries().await.len())
        }
        _ => panic!("{question}"),
    })
    .await;
}
