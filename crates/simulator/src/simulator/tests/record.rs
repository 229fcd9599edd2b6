//! The caller is recorded: how it ends, what the gateway is told, in which order.

use bytes::Bytes;

use super::gateway::Gateway;
use crate::simulator::{CallEnd, CallerScript, Faults, Voice, voice};

const RECORD: &str = "<Say>Your name.</Say><Record action=\"/said\" maxLength=\"8\" timeout=\"2\" finishOnKey=\"#\" \
     recordingStatusCallback=\"/rec\" recordingStatusCallbackEvent=\"completed absent\"/><Say>Unreachable.</Say>";

async fn gateway() -> Gateway {
    Gateway::with(&[("/voice", RECORD), ("/said", "<Say>Thanks.</Say><Hangup/>"), ("/rec", "")]).await
}

fn says(secs: u32) -> CallerScript {
    CallerScript { voice: Voice::Says(voice::quiet_line(secs)), ..CallerScript::default() }
}

#[tokio::test]
async fn what_the_caller_says_is_recorded_told_and_kept() {
    let gateway = gateway().await;
    let report = gateway.place(says(3)).await;
    let said = gateway.asked_at("/said");
    let sid = report.recording.clone().unwrap();
    assert_eq!((said.field("Digits"), said.field("RecordingDuration")), (Some("#"), Some("3")));
    assert_eq!(said.field("RecordingSid"), Some(sid.as_str()));
    assert!(said.field("RecordingUrl").unwrap().ends_with(&format!("/Recordings/{sid}")));
    let told = gateway.asked_at("/rec");
    assert_eq!((told.field("RecordingStatus"), told.field("RecordingDuration")), (Some("completed"), Some("3")));
    assert_eq!((told.field("RecordingChannels"), told.field("RecordingSource")), (Some("1"), Some("RecordVerb")));
    assert_eq!((told.field("From"), told.field("CallSid")), (None, Some(report.call_sid.as_str())));
    assert_eq!(gateway.targets(), ["/voice", "/said", "/rec", "/status"]);
    assert_eq!(report.transcript(), "Your name.\nThanks.");
    assert_eq!(gateway.recordings.find(&sid), Some(voice::quiet_line(3)));
}

#[tokio::test]
async fn a_caller_who_says_nothing_leaves_two_seconds_of_quiet() {
    let gateway = gateway().await;
    let report = gateway.place(CallerScript::default()).await;
    assert_eq!(gateway.asked_at("/said").field("Digits"), None);
    assert_eq!(gateway.asked_at("/rec").field("RecordingDuration"), Some("2"));
    assert!(gateway.recordings.find(&report.recording.unwrap()).is_some());
}

#[tokio::test]
async fn a_long_story_ends_at_the_maximum() {
    let gateway = gateway().await;
    let report = gateway.place(says(20)).await;
    assert_eq!(gateway.asked_at("/said").field("RecordingDuration"), Some("8"));
    assert_eq!(gateway.recordings.find(&report.recording.unwrap()), Some(voice::quiet_line(8)));
}

#[tokio::test]
async fn an_absent_recording_is_told_as_absent_and_not_kept() {
    let gateway = gateway().await;
    let report = gateway.place(CallerScript { voice: Voice::Absent, ..CallerScript::default() }).await;
    let told = gateway.asked_at("/rec");
    assert_eq!((told.field("RecordingStatus"), told.field("RecordingDuration")), (Some("absent"), None));
    assert_eq!(gateway.recordings.find(&report.recording.unwrap()), None);
}

#[tokio::test]
async fn a_hang_up_while_recorded_is_told_and_its_answer_not_executed() {
    let gateway = gateway().await;
    let report = gateway.place(CallerScript { hang_up_after: Some(1), ..says(2) }).await;
    let said = gateway.asked_at("/said");
    assert_eq!((said.field("Digits"), said.field("CallStatus")), (Some("hangup"), Some("completed")));
    assert_eq!(gateway.targets(), ["/voice", "/said", "/rec", "/status"]);
    assert_eq!((report.transcript().as_str(), &report.ended), ("Your name.", &CallEnd::HungUpByCaller));
    assert!(report.complaints.is_empty());
}

#[tokio::test]
async fn callbacks_arrive_in_the_order_asked_for() {
    let hang_up = CallerScript { hang_up_after: Some(1), ..says(2) };
    for (faults, order) in [
        (Faults { recording_status_first: true, ..Faults::default() }, ["/voice", "/rec", "/said", "/status"]),
        (Faults { call_status_first: true, ..Faults::default() }, ["/voice", "/status", "/said", "/rec"]),
        (
            Faults { call_status_before_recording_status: true, ..Faults::default() },
            ["/voice", "/said", "/status", "/rec"],
        ),
    ] {
        let gateway = gateway().await;
        let mut call = gateway.call();
        call.faults = faults;
        gateway.simulator().place(&call, hang_up.clone()).await.unwrap();
        assert_eq!(gateway.targets(), order);
    }
}

#[tokio::test]
async fn callbacks_can_be_lost_or_doubled() {
    let gateway = gateway().await;
    let mut call = gateway.call();
    call.faults = Faults { drop_recording_status: true, duplicate_callbacks: 1, ..Faults::default() };
    let report = gateway.simulator().place(&call, says(2)).await.unwrap();
    assert_eq!(gateway.targets(), ["/voice", "/said", "/status", "/status"]);
    assert!(gateway.recordings.find(&report.recording.unwrap()).is_some(), "it can still be found by asking");
}

#[tokio::test]
async fn what_is_no_wav_is_handed_over_as_it_is() {
    let gateway = gateway().await;
    let noise = Bytes::from_static(b"no wav at all");
    let report = gateway.place(CallerScript { voice: Voice::Says(noise.clone()), ..CallerScript::default() }).await;
    assert_eq!(gateway.recordings.find(&report.recording.unwrap()), Some(noise));
}
