//! The spoken name from the tone to the WAV that is kept, or to the exception that says why there is none.

mod copies;
mod troubles;

use phoneclock::{
    simulator::{PlaceCall, faults::Faults, report::CallReport, script::CallerScript as Keyed, voice::Voice},
    store::voice_checks::{self as kept, RecordingFile},
};
use sha2::{Digest, Sha256};

use crate::support::{
    MARIA, MARIAS_PHONE, PIN, TestGateway,
    calling::{keyed, says},
    people::{checks, summary},
};

/// An employee who calls once; the keys that clock her in.
async fn site() -> (TestGateway, String) {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    (test, format!("{id}#,{PIN}#"))
}

impl TestGateway {
    async fn call_saying(&self, keys: &str, voice: Voice, faults: Faults) -> CallReport {
        let number = PlaceCall { faults, ..self.number(MARIAS_PHONE) };
        self.call_by(&number, Keyed { voice, ..keyed(keys) }).await
    }

    /// What became of the only voice check, and the exceptions of its entry.
    async fn outcome(&self) -> (String, Vec<&'static str>) {
        let entry = self.only_entry().await;
        (checks(&entry).join(", "), entry.exceptions)
    }
}

#[tokio::test]
async fn the_name_is_kept_as_wav_below_the_recordings_folder_with_its_sha_256_in_the_database() {
    let (test, sign_in) = site().await;
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    let entry = test.only_entry().await;
    let check = &entry.voice_checks[0];
    assert_eq!((check.punch.as_str(), check.status), ("in", "stored"));

    let recording = check.recording.as_deref().unwrap();
    assert!(recording.starts_with(&format!("{}/2026/11/", test.workspace.id)), "{recording}");
    assert!(!recording.contains(&report.recording.unwrap()), "named by our own ids alone");
    let bytes = std::fs::read(test.dir.path().join("recordings").join(recording)).unwrap();
    let mut wav = hound::WavReader::new(bytes.as_slice()).unwrap();
    let spec = wav.spec();
    assert_eq!((spec.sample_rate, spec.bits_per_sample, spec.channels), (8000, 16, 1));
    assert_eq!(spec.sample_format, hound::SampleFormat::Int);
    let sent = hound::WavReader::new(MARIA).unwrap().into_samples::<i16>().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(wav.samples::<i16>().map(Result::unwrap).collect::<Vec<_>>(), sent, "what was said, sample by sample");
    assert!((check.seconds.unwrap() - f64::from(wav.duration()) / 8000.0).abs() < 1e-9);

    let stored: Vec<RecordingFile> = test.gateway.store.db().read(kept::list_stored).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(
        (stored[0].recording.as_str(), stored[0].sha256.as_slice()),
        (recording, Sha256::digest(&bytes).as_slice())
    );
    assert_eq!(test.recording_files().len(), 1, "and no temporary file is left");
}

#[tokio::test]
async fn silent_short_and_clipped_names_are_kept_and_become_exceptions() {
    for (voice, exceptions) in [
        (says(include_bytes!("../../voices/silence.wav")), vec!["voice check silent"]),
        (says(include_bytes!("../../voices/short.wav")), vec!["voice check too short"]),
        (says(include_bytes!("../../voices/clipped.wav")), vec!["voice check clipped"]),
        (says(include_bytes!("../../voices/ana-torres-quiet.wav")), vec![]),
        (says(include_bytes!("../../voices/john-carter.wav")), vec![]),
        (Voice::Silent, vec!["voice check silent"]),
    ] {
        let (test, sign_in) = site().await;
        test.call_saying(&sign_in, voice, Faults::default()).await;
        assert_eq!(test.outcome().await, ("in stored".to_owned(), exceptions));
        assert_eq!(test.recording_files().len(), 1);
    }
}

#[tokio::test]
async fn a_recording_the_provider_has_dropped_is_missing_as_soon_as_it_says_so() {
    let (test, sign_in) = site().await;
    test.call_saying(&sign_in, Voice::Absent, Faults::default()).await;
    assert_eq!(test.outcome().await, ("in missing".to_owned(), vec!["voice check missing"]));
    assert_eq!(test.recording_files().len(), 0);
}

#[tokio::test]
async fn a_hang_up_before_the_recorder_is_missing_at_once() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call_hanging_up(MARIAS_PHONE, &format!("{id}#,{PIN}#"), 3).await;
    assert_eq!(test.outcome().await, ("in missing".to_owned(), vec!["voice check missing"]));
}

#[tokio::test]
async fn a_hang_up_while_speaking_keeps_what_was_said() {
    let (test, sign_in) = site().await;
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 3).await;
    assert!(report.webhooks.iter().any(|webhook| webhook.param("Digits") == Some("hangup")), "it was while recording");
    assert_eq!(test.outcome().await, ("in stored".to_owned(), vec![]));
}

#[tokio::test]
async fn the_providers_copy_is_deleted_once_ours_is_stored_where_the_workspace_says_so() {
    for delete in [true, false] {
        let test = TestGateway::start_with(|settings| settings.delete_at_provider = delete).await;
        let (_, id) = test.employee("Maria Lopez").await;
        let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        assert_eq!(test.outcome().await, ("in stored".to_owned(), vec![]));
        assert_eq!(test.recordings.is_deleted(&report.recording.unwrap()), delete);
        assert_eq!(test.count("voice_check WHERE deleted_at_provider_at IS NOT NULL").await, i64::from(delete));
    }
}

#[tokio::test]
async fn a_copy_of_a_name_that_could_not_be_used_is_not_deleted() {
    let test = TestGateway::start_with(|settings| settings.delete_at_provider = true).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.recordings.set_trouble(phoneclock::simulator::recordings::FetchTrouble::Corrupt);
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.work_for(jiff::SignedDuration::from_hours(25)).await;
    assert_eq!(test.outcome().await, ("in refused".to_owned(), vec!["voice check unreadable"]));
    assert!(!test.recordings.is_deleted(&report.recording.unwrap()));
}

#[tokio::test]
async fn the_exception_stands_on_the_entry_of_the_calls_first_punch() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(jiff::SignedDuration::from_hours(8));
    test.call_saying(&format!("{id}#,{PIN}#,12#"), Voice::Silent, Faults::default()).await;
    let entries = test.entries().await;
    assert_eq!(summary(&entries[0]).3, ["voice check silent"]);
    assert_eq!(summary(&entries[1]).3, [""; 0], "one name, one exception");
}
