//! Recordings that are not ready, never told of, never there, or cannot be fetched for hours.

use jiff::SignedDuration;
use phoneclock::simulator::{faults::Faults, recordings::FetchTrouble, voice::Voice};

use super::site;
use crate::support::{MARIA, MARIAS_PHONE, PIN, TOKEN, TestGateway, by_hand::Call, calling::says};

const STORED: &str = "in stored";
const MISSING: &str = "in missing";

/// The word on the recording is lost on the way.
fn dropped() -> Faults {
    Faults { drop_recording_status: true, ..Faults::default() }
}

async fn is(test: &TestGateway, check: &str, exceptions: &[&str]) {
    assert_eq!(test.outcome().await, (check.to_owned(), exceptions.to_vec()));
}

#[tokio::test]
async fn a_recording_that_is_not_ready_is_tried_again_after_ever_longer_waits() {
    let (test, sign_in) = site().await;
    test.recordings.set_trouble(FetchTrouble::NotReady { times: 6 });
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    let recording = report.recording.unwrap();
    is(&test, "in fetching", &[]).await;
    assert_eq!(test.recordings.fetches(&recording), 1);

    let mut waits = Vec::new();
    while test.outcome().await.0 != STORED {
        let due = test.worker().next_at().await.unwrap().unwrap();
        waits.push(due.duration_since(test.clock_now()).as_secs_f64());
        let before = test.recordings.fetches(&recording);
        test.work().await;
        assert_eq!(test.recordings.fetches(&recording), before, "not before it is due");
        test.clock.set(due);
        test.work().await;
        assert_eq!(test.recordings.fetches(&recording), before + 1);
    }
    assert_eq!(waits.len(), 6, "{waits:?}");
    for (wait, whole) in waits.iter().zip([3.0, 6.0, 12.0, 24.0, 48.0, 96.0]) {
        assert!((whole / 2.0..=whole).contains(wait), "{waits:?}");
    }
    is(&test, STORED, &[]).await;
}

#[tokio::test]
async fn a_provider_that_fails_for_a_while_loses_no_name() {
    let (test, sign_in) = site().await;
    test.recordings.set_trouble(FetchTrouble::Unavailable { times: 12 });
    test.call(MARIAS_PHONE, &sign_in).await;
    test.work_for(SignedDuration::from_hours(6)).await;
    is(&test, STORED, &[]).await;
}

#[tokio::test]
async fn a_recording_that_cannot_be_had_for_a_day_is_missing() {
    let (test, sign_in) = site().await;
    test.recordings.set_trouble(FetchTrouble::Unavailable { times: u32::MAX });
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    test.work_for(SignedDuration::from_hours(22)).await;
    is(&test, "in fetching", &[]).await;
    test.work_for(SignedDuration::from_hours(2)).await;
    is(&test, MISSING, &["voice check missing"]).await;
    let tries = test.recordings.fetches(&report.recording.unwrap());
    assert!((20..60).contains(&tries), "{tries} tries in a day");
    assert_eq!(test.worker().count().await.unwrap(), (0, 1), "one was given up, and can be seen");
}

#[tokio::test]
async fn a_recording_that_is_listed_and_never_there_is_missing_after_a_day() {
    let (test, sign_in) = site().await;
    test.recordings.set_trouble(FetchTrouble::Absent);
    test.call(MARIAS_PHONE, &sign_in).await;
    test.work_for(SignedDuration::from_hours(25)).await;
    is(&test, MISSING, &["voice check missing"]).await;
}

/// What a provider sends in the place of a recording, and what is said of it.
const NO_RECORDING: [(&[u8], &str); 6] = [
    (b"", "the recording is empty: nothing was received"),
    (b"ID3 this is music", "this is an MP3 file, not WAV"),
    (b"<!doctype html><h1>We will be back</h1>", "this is a web page (HTML), perhaps an error message, not WAV"),
    (b"{\"status\": 404}", "this is a JSON document, perhaps an error message, not WAV"),
    (b"\xFF\xFE<\0E\0r\0r\0o\0r\0/\0>\0", "this is an XML document, perhaps an error message, not WAV"),
    (b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", "the recording is cut off: part of the file is missing"),
];

#[tokio::test]
async fn what_is_no_recording_is_tried_again_for_a_day_and_then_refused_with_the_last_reason() {
    for (sent, reason) in NO_RECORDING {
        let test = TestGateway::start_with(|settings| settings.delete_at_provider = true).await;
        let (_, id) = test.employee("Maria Lopez").await;
        let report = test.call_saying(&format!("{id}#,{PIN}#"), says(sent), Faults::default()).await;
        let recording = report.recording.unwrap();
        test.work_for(SignedDuration::from_hours(22)).await;
        is(&test, "in fetching", &[]).await;
        test.work_for(SignedDuration::from_hours(2)).await;
        is(&test, "in refused", &["voice check unreadable"]).await;
        assert!((20..60).contains(&test.recordings.fetches(&recording)), "{reason}");
        let because: Vec<String> = test.column("SELECT note FROM exception").await;
        assert_eq!(because, [reason]);
        test.work_for(SignedDuration::from_hours(24)).await;
        assert!(!test.recordings.is_deleted(&recording), "{reason}");
    }
}

#[tokio::test]
async fn a_recording_in_whose_place_something_else_came_for_a_while_is_stored() {
    let (test, sign_in) = site().await;
    test.recordings.set_trouble(FetchTrouble::Corrupt);
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    is(&test, "in fetching", &[]).await;
    let errors: Vec<String> = test.column("SELECT last_error FROM task WHERE last_error IS NOT NULL").await;
    assert_eq!(errors, ["this is a RIFF file of another kind, not WAV"]);
    test.work_for(SignedDuration::from_hours(3)).await;
    test.recordings.set_trouble(FetchTrouble::None);
    test.work_for(SignedDuration::from_hours(1)).await;
    is(&test, STORED, &[]).await;
    assert!(test.recordings.fetches(&report.recording.unwrap()) > 5);
}

#[tokio::test]
async fn a_recording_of_a_kind_that_cannot_be_used_is_refused_at_once() {
    let (test, sign_in) = site().await;
    let mut mu_law = MARIA.to_vec();
    mu_law[20] = 7;
    let report = test.call_saying(&sign_in, says(mu_law.leak()), Faults::default()).await;
    is(&test, "in refused", &["voice check unreadable"]).await;
    test.work_for(SignedDuration::from_hours(25)).await;
    assert_eq!(test.recordings.fetches(&report.recording.unwrap()), 1);
}

#[tokio::test]
async fn a_callback_that_never_comes_is_settled_by_asking_the_provider_after_five_minutes() {
    let (test, sign_in) = site().await;
    test.call_saying(&sign_in, says(MARIA), dropped()).await;
    test.work_for(SignedDuration::from_secs(299)).await;
    is(&test, "in expected", &[]).await;
    test.work_for(SignedDuration::from_secs(1)).await;
    is(&test, STORED, &[]).await;
}

#[tokio::test]
async fn a_call_that_is_over_and_of_which_the_provider_lists_nothing_is_missing_when_it_is_asked() {
    let (test, sign_in) = site().await;
    test.call_saying(&sign_in, Voice::Absent, dropped()).await;
    test.work_for(SignedDuration::from_mins(4)).await;
    is(&test, "in expected", &[]).await;
    test.work_for(SignedDuration::from_mins(2)).await;
    is(&test, MISSING, &["voice check missing"]).await;
    assert_eq!(test.worker().count().await.unwrap(), (0, 0));
}

#[tokio::test]
async fn a_call_whose_end_was_never_told_is_given_a_quarter_of_an_hour() {
    let (test, sign_in) = site().await;
    let faults = Faults { drop_call_status: true, ..dropped() };
    test.call_saying(&sign_in, Voice::Absent, faults).await;
    test.work_for(SignedDuration::from_mins(14)).await;
    is(&test, "in expected", &[]).await;
    // The next look at the provider may be a quarter of an hour away.
    test.work_for(SignedDuration::from_mins(30)).await;
    is(&test, MISSING, &["voice check missing"]).await;
}

#[tokio::test]
async fn a_recording_that_comes_after_all_settles_the_exception() {
    let (test, sign_in) = site().await;
    let (id, pin) = sign_in.split_once(',').unwrap();
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, id).await;
    call.keys(&test, pin).await;
    let recording = call.speaks(&test).await;
    call.is_over(&test).await;
    test.work_for(SignedDuration::from_mins(30)).await;
    is(&test, MISSING, &["voice check missing"]).await;

    test.recordings.keep(&call.sid, &recording, MARIA.into());
    call.recording_is(&test, &recording, "completed").await;
    test.work().await;
    is(&test, STORED, &[]).await;
    let settled: Vec<String> = test.column("SELECT settled_because FROM exception").await;
    assert_eq!(settled, ["the recording arrived after all"], "kept, with the reason");
}

#[tokio::test]
async fn refused_credentials_are_tried_again_until_an_operator_has_put_them_right() {
    let (mut test, sign_in) = site().await;
    let other = test.another_api("a token that was rotated away").await;
    let right = test.move_api(other);
    test.restart().await;
    test.call(MARIAS_PHONE, &sign_in).await;
    test.work_for(SignedDuration::from_hours(3)).await;
    is(&test, "in fetching", &[]).await;
    let errors: Vec<String> = test.column("SELECT last_error FROM task WHERE last_error IS NOT NULL").await;
    assert_eq!(errors, ["the provider refuses our credentials (HTTP 401); check the account's id and its token"]);
    assert!(!errors[0].contains(TOKEN));

    test.move_api(right);
    test.restart().await;
    test.work_for(SignedDuration::from_hours(1)).await;
    is(&test, STORED, &[]).await;
}

#[tokio::test]
async fn a_provider_that_is_not_there_at_all_is_tried_for_a_day() {
    let (mut test, sign_in) = site().await;
    // Nothing listens here: the port is taken and given back.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    test.move_api(format!("http://{free}").parse().unwrap());
    test.restart().await;
    test.call_saying(&sign_in, says(MARIA), dropped()).await;
    test.work_for(SignedDuration::from_hours(23)).await;
    is(&test, "in expected", &[]).await;
    test.work_for(SignedDuration::from_hours(2)).await;
    is(&test, MISSING, &["voice check missing"]).await;
}

#[tokio::test]
async fn a_fetch_under_way_when_the_gateway_stops_is_done_after_the_start() {
    let (mut test, sign_in) = site().await;
    let (id, pin) = sign_in.split_once(',').unwrap();
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, id).await;
    call.keys(&test, pin).await;
    let recording = call.speaks(&test).await;
    test.recordings.keep(&call.sid, &recording, MARIA.into());
    call.recording_is(&test, &recording, "completed").await;
    let leased = test.worker().lease(10).await.unwrap();
    assert_eq!(leased.len(), 1, "taken, and lost with the program");
    test.work().await;
    is(&test, "in fetching", &[]).await;
    test.restart().await;
    test.work().await;
    is(&test, STORED, &[]).await;
    assert_eq!(test.recording_files().len(), 1);
}
