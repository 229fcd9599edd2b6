//! The provider's copy of a recording: deleted once ours is as long as the provider says that it is, and kept otherwise.

use phoneclock::simulator::{faults::Faults, voice::Voice};

use super::site;
use crate::support::{MARIA, MARIAS_PHONE, PIN, TestGateway, by_hand::Call};

/// A workspace that wants the copies deleted, a call that has been recorded as this, and the recording's SID.
async fn recorded(wav: &[u8]) -> (TestGateway, Call, String) {
    let test = TestGateway::start_with(|settings| settings.delete_at_provider = true).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{PIN}#")).await;
    let recording = call.speaks(&test).await;
    test.recordings.keep(&call.sid, &recording, wav.to_vec().into());
    (test, call, recording)
}

/// MARIA with another length of its sound, in its own header alone or in that of the file as well.
fn said_to_be(bytes: u32, in_riff_too: bool) -> Vec<u8> {
    let mut wav = MARIA.to_vec();
    wav[40..44].copy_from_slice(&bytes.to_le_bytes());
    if in_riff_too {
        wav[4..8].copy_from_slice(&(36 + bytes).to_le_bytes());
    }
    wav
}

fn whole_secs() -> u32 {
    let secs = (MARIA.len() - 44) as f64 / 16_000.0;
    secs.ceil() as u32
}

#[tokio::test]
async fn a_copy_that_the_provider_says_is_longer_than_ours_is_kept() {
    for (secs, deleted) in [(whole_secs(), true), (whole_secs() - 1, true), (whole_secs() + 1, false), (60, false)] {
        let (test, mut call, recording) = recorded(MARIA).await;
        call.recording_lasts(&test, &recording, secs).await;
        test.work_for(jiff::SignedDuration::from_hours(24)).await;
        assert_eq!(test.outcome().await.0, "in stored");
        assert_eq!(test.recordings.is_deleted(&recording), deleted, "{secs} s");
        assert_eq!(test.worker().count().await.unwrap(), (0, 0));
    }
}

#[tokio::test]
async fn the_provider_is_asked_how_long_its_recording_is_where_it_has_not_said_so() {
    let (test, mut call, recording) = recorded(MARIA).await;
    call.recording_is(&test, &recording, "completed").await;
    test.work().await;
    assert!(test.recordings.is_deleted(&recording));
    let secs: Vec<Option<i64>> = test.column("SELECT provider_secs FROM voice_check").await;
    assert_eq!(secs, [None]);
}

#[tokio::test]
async fn a_copy_whose_file_may_hold_more_sound_than_players_play_is_kept() {
    let half = (MARIA.len() as u32 - 44) / 4 * 2;
    for wav in [said_to_be(half, false), said_to_be(half, true), [MARIA, MARIA].concat()] {
        let (test, mut call, recording) = recorded(&wav).await;
        call.recording_lasts(&test, &recording, 0).await;
        test.work_for(jiff::SignedDuration::from_hours(24)).await;
        assert_eq!(test.outcome().await.0, "in stored");
        assert!(!test.recordings.is_deleted(&recording));
    }
}

#[tokio::test]
async fn a_length_that_is_too_long_or_none_is_played_to_the_end_and_its_copy_deleted() {
    for bytes in [MARIA.len() as u32, 0, u32::MAX] {
        let (test, mut call, recording) = recorded(&said_to_be(bytes, false)).await;
        call.recording_lasts(&test, &recording, whole_secs()).await;
        test.work().await;
        assert_eq!(test.outcome().await, ("in stored".to_owned(), vec![]));
        assert!(test.recordings.is_deleted(&recording), "{bytes}");
    }
}

#[tokio::test]
async fn how_long_it_is_is_known_from_the_list_where_the_callback_never_came() {
    let (test, sign_in) = site().await;
    let dropped = Faults { drop_recording_status: true, ..Faults::default() };
    test.call_saying(&sign_in, Voice::Says(MARIA.into()), dropped).await;
    test.work_for(jiff::SignedDuration::from_mins(10)).await;
    assert_eq!(test.outcome().await.0, "in stored");
    let secs: Vec<i64> = test.column("SELECT provider_secs FROM voice_check").await;
    assert!(secs[0] >= i64::from(whole_secs()) - 1, "{secs:?}");
}
