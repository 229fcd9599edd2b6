//! From the punch that asks for a photo to the file that is kept, or the reason why there is none.

use std::{fs, os::unix::fs::PermissionsExt};

use jiff::SignedDuration;
use phoneclock::{
    service::{photos::expect, roster::jobs::JobDetails},
    store::photo_reviews::queue::{self, PhotoQueue},
};
use serde_json::{Value, json};

use crate::support::{
    TestGateway,
    kiosk_people::{KIOSK_PIN, maria_at_the_gate},
    photos::{encoded, jpeg, maria_at_the_lens, png, with_segment},
};

fn missing(because: &str) -> (String, Option<String>) {
    ("missing".to_owned(), Some(because.to_owned()))
}

fn standing(status: &str) -> (String, Option<String>) {
    (status.to_owned(), None)
}

#[tokio::test]
async fn a_kiosk_takes_no_photos_unless_it_is_set_to() {
    let mut at = maria_at_the_gate().await;
    let state = at.device.ask("state", json!({})).await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&state["photos"], &done["photo"]), (&json!(false), &Value::Null));
    assert_eq!(at.device.photo(&done, &jpeg(1)).await, "unasked");
    assert!(at.test.photos().await.is_empty() && at.test.recording_files().is_empty());
}

#[tokio::test]
async fn a_punch_is_answered_first_and_its_photo_comes_beside_the_chain() {
    let mut at = maria_at_the_lens().await;
    assert_eq!(at.device.ask("state", json!({})).await["photos"], true);
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&done["kind"], &done["photo"]), (&json!("done"), &json!(true)));
    assert_eq!(at.test.photos().await, [standing("expected")]);
    // The next one is clocked before the photo of the one before has come.
    let ana = at.test.person("Ana Torres").await;
    let next = at.device.by_name(ana.id, KIOSK_PIN).await;
    let picture = jpeg(7);
    let nonce = at.device.nonce.clone();
    assert_eq!(at.device.photo(&done, &picture).await, "kept");
    assert_eq!(at.device.nonce, nonce, "and takes no turn in it");
    assert_eq!(at.device.no_photo(&next, "denied").await, "noted");
    assert_eq!(at.test.photos().await, [standing("stored"), missing("denied")]);

    let files = at.test.recording_files();
    assert_eq!(files.len(), 1);
    assert_eq!(fs::read(&files[0]).unwrap(), picture);
    let name = files[0].to_string_lossy().into_owned();
    assert!(name.contains("/photos/2026/11/") && name.ends_with(".jpg"), "{name}");
    assert!(!name.contains("Maria"), "{name}");
    if at.test.bucket.is_none() {
        let folder = at.test.dir.path().join("recordings");
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o077, 0, "nobody else's to read");
    }
    assert!(at.test.standing_exceptions().await.is_empty(), "a photo that is missing is no exception");
}

#[tokio::test]
async fn the_same_photo_again_changes_nothing_and_another_one_is_refused() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    for _ in 0..2 {
        assert_eq!(at.device.photo(&done, &jpeg(1)).await, "kept");
    }
    assert_eq!(at.device.photo(&done, &jpeg(2)).await, "over");
    assert_eq!(at.device.no_photo(&done, "denied").await, "over");
    let id = at.test.last_photo().await;
    assert_eq!(fs::read(at.test.photo_file(id).await).unwrap(), jpeg(1));
    assert_eq!((at.test.photos().await, at.test.recording_files().len()), (vec![standing("stored")], 1));
}

#[tokio::test]
async fn many_at_once_keep_one_whole_file() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    let sent = (0..8_u8).map(|color| {
        let (device, done) = (at.device.clone(), done.clone());
        async move { device.photo(&done, &jpeg(color % 2)).await }
    });
    let kinds = futures::future::join_all(sent).await;
    assert!(kinds.iter().all(|kind| kind == "kept" || kind == "over"), "{kinds:?}");
    assert!(kinds.iter().any(|kind| kind == "kept"), "{kinds:?}");
    let id = at.test.last_photo().await;
    let kept = fs::read(at.test.photo_file(id).await).unwrap();
    assert!(kept == jpeg(0) || kept == jpeg(1));
    assert_eq!(at.test.recording_files().len(), 1);
}

#[tokio::test]
async fn only_the_device_that_was_punched_at_may_send_it() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    let beside = at.test.device(&at.kiosk).await;
    let elsewhere = at.test.device(&at.test.kiosk("Yard").await).await;
    for other in [&beside, &elsewhere] {
        assert_eq!(other.photo(&done, &jpeg(1)).await, "unasked");
        assert_eq!(other.no_photo(&done, "denied").await, "unasked");
    }
    // Signed by another key, and by nobody.
    let mut sent =
        at.device.request("photo", &json!({ "identification": done["identification"], "missing": "denied" }));
    sent.signature = beside.request("photo", &json!({})).signature;
    assert_eq!(at.device.send(&sent).await.problem(), "signature");
    assert_eq!(at.test.photos().await, [standing("expected")]);
}

#[tokio::test]
async fn what_is_no_bare_small_picture_is_missing_with_its_reason() {
    let mut at = maria_at_the_lens().await;
    let noisy = image::RgbImage::from_fn(320, 240, |x, y| {
        let noise = (x * 7919 + y * 104_729) % 251;
        image::Rgb([u8::try_from(noise).unwrap(), u8::try_from((noise * 31) % 251).unwrap(), 90])
    });
    let large = encoded(&noisy, 90);
    assert!((40 * 1024..160 * 1024).contains(&large.len()), "{}", large.len());
    let exif = with_segment(&jpeg(1), 0xE1, b"Exif\0\0GPS 41.88 -87.63");
    let comment = with_segment(&jpeg(1), 0xFE, b"taken by a tablet");
    let trailing = [jpeg(1), b"PK".to_vec()].concat();
    let cut = jpeg(1)[..900].to_vec();
    let tiny = encoded(&image::RgbImage::new(16, 16), 70);
    for (content, answer, reason) in [
        (large, "too_large", "too large"),
        (exif, "unusable", "unusable"),
        (comment, "unusable", "unusable"),
        (trailing, "unusable", "unusable"),
        (cut, "unusable", "unusable"),
        (tiny, "unusable", "unusable"),
        (png(), "unusable", "unusable"),
        (b"GIF89a".to_vec(), "unusable", "unusable"),
    ] {
        let person = at.test.person(&format!("Ana {reason} {}", content.len())).await;
        let done = at.device.by_name(person.id, KIOSK_PIN).await;
        assert_eq!(at.device.photo(&done, &content).await, answer);
        assert_eq!(at.test.photos().await.last(), Some(&missing(reason)));
        at.test.advance(SignedDuration::from_secs(1));
        assert_eq!(at.device.photo(&done, &jpeg(1)).await, "over", "there is no second try");
    }
    assert!(at.test.recording_files().is_empty());
}

#[tokio::test]
async fn what_only_another_program_sends_is_malformed_and_changes_nothing() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    for body in [
        json!({}),
        json!({ "missing": "not sent" }),
        json!({ "missing": "because" }),
        json!({ "missing": "denied", "jpeg": "AAAA" }),
    ] {
        assert_eq!(at.device.send_photo(&done, body.clone()).await.kind(), "malformed", "{body}");
    }
    assert_eq!(at.test.photos().await, [standing("expected")]);
    let huge = json!({ "jpeg": "A".repeat(400_000) });
    assert_eq!(at.device.send_photo(&done, huge).await.problem(), "too large");
    assert_eq!(at.device.send_photo(&done, json!({ "jpeg": "not base64!" })).await.kind(), "noted");
    assert_eq!(at.test.photos().await, [missing("unusable")]);
}

#[tokio::test]
async fn a_photo_is_taken_in_for_five_minutes_and_then_it_was_not_sent() {
    let mut at = maria_at_the_lens().await;
    let first = at.maria_keys(KIOSK_PIN).await;
    at.test.advance(SignedDuration::from_mins(4));
    let ana = at.test.person("Ana Torres").await;
    let second = at.device.by_name(ana.id, KIOSK_PIN).await;
    assert_eq!(expect::end_overdue(&at.test.store).await.unwrap(), 0);
    at.test.advance(SignedDuration::from_secs(70));
    assert_eq!(at.device.photo(&first, &jpeg(1)).await, "late");
    at.test.advance(SignedDuration::from_mins(1));
    assert_eq!(expect::end_overdue(&at.test.store).await.unwrap(), 1);
    assert_eq!(at.test.photos().await, [missing("not sent"), standing("expected")]);
    assert_eq!(at.device.photo(&first, &jpeg(1)).await, "over");
    assert_eq!(at.device.photo(&second, &jpeg(1)).await, "kept", "three minutes old");
    assert_eq!(expect::end_overdue(&at.test.store).await.unwrap(), 0);
}

#[tokio::test]
async fn every_reason_of_a_device_is_kept() {
    let mut at = maria_at_the_lens().await;
    for reason in ["no camera", "denied", "too dark", "timed out", "gone", "too large", "failed"] {
        let person = at.test.person(&format!("Ana {reason}")).await;
        let done = at.device.by_name(person.id, KIOSK_PIN).await;
        let answer = if reason == "too large" { "too_large" } else { "noted" };
        assert_eq!(at.device.no_photo(&done, reason).await, answer);
        assert_eq!(at.test.photos().await.last(), Some(&missing(reason)));
        at.test.advance(SignedDuration::from_secs(1));
    }
}

#[tokio::test]
async fn of_whoever_is_without_photo_none_is_asked_for() {
    let mut at = maria_at_the_lens().await;
    at.test.set_without_photo(&at.maria, true).await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&done["kind"], &done["photo"]), (&json!("done"), &json!(false)));
    assert_eq!(at.device.photo(&done, &jpeg(1)).await, "unasked");
    assert!(at.test.photos().await.is_empty());
    at.test.set_without_photo(&at.maria, false).await;
    at.test.wait_out();
    assert_eq!(at.maria_keys(KIOSK_PIN).await["photo"], true);
}

#[tokio::test]
async fn going_on_to_another_job_is_one_photo_and_a_break_is_none() {
    let mut at = maria_at_the_lens().await;
    let annex = at.test.add_job(JobDetails::named("Annex")).await.id;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.device.photo(&done, &jpeg(1)).await, "kept");
    at.device.ask("leave", json!({ "identification": done["identification"] })).await;
    at.test.wait_out();
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.test.photos().await.len(), 1, "nothing is punched yet");
    let switch = json!({ "identification": asked["identification"], "choice": "switch_job", "job": annex });
    let done = at.device.ask("punch", switch).await;
    assert_eq!(done["photo"], true);
    assert_eq!(at.device.photo(&done, &jpeg(2)).await, "kept");
    assert_eq!(at.test.photos().await, [standing("stored"), standing("stored")]);
    let ways: Vec<String> = at.test.column("SELECT way FROM photo ORDER BY at, id").await;
    assert_eq!(ways, ["in", "in"], "with the entry that it has begun");
}

#[tokio::test]
async fn a_colleague_is_taken_and_a_supervisor_who_clocks_others_is_not() {
    let mut at = maria_at_the_lens().await;
    at.test.set_universal_pin(&at.kiosk, "92847163").await;
    let done = at.device.by_universal(at.maria.id, "92847163").await;
    assert_eq!(done["photo"], true, "{done}");
    at.test.signed_in(phoneclock::domain::user::Role::Owner).await;
    at.test.user_has_pin("60718").await;
    let ana = at.test.person("Ana Torres").await;
    let found = at.device.ask("supervisor", json!({ "pin": "60718" })).await;
    let body = json!({ "identification": found["identification"], "employee": ana.id });
    let done = at.device.ask("clock_other", body).await;
    assert_eq!((&done["kind"], &done["photo"]), (&json!("done"), &json!(false)), "{done}");
    assert_eq!(at.test.photos().await.len(), 1);
}

#[tokio::test]
async fn where_who_it_was_is_not_proven_every_photo_is_reviewed() {
    let mut at = maria_at_the_lens().await;
    at.test.set_universal_pin(&at.kiosk, "92847163").await;
    let wanted = PhotoQueue { workspace: at.test.workspace.id, employee: None, share: 0 };
    let ana = at.test.person("Ana Torres").await;
    let bo = at.test.person("Bo Ode").await;
    let with_pin = at.maria_keys(KIOSK_PIN).await;
    let by_colleague = at.device.by_universal(ana.id, "92847163").await;
    at.test.change_kiosk(&at.kiosk, |kiosk| kiosk.authentication_required = false).await;
    let by_name = at.device.ask("identify", json!({ "by": "name", "employee": bo.id })).await;
    for (done, to_review) in [(with_pin, 0), (by_colleague, 1), (by_name, 2)] {
        assert_eq!(at.device.photo(&done, &jpeg(1)).await, "kept", "{done}");
        assert_eq!(at.test.store.read(move |tx| queue::count_wanted(tx, wanted)).await.unwrap(), to_review);
    }
}

#[tokio::test]
async fn an_undone_punch_keeps_its_photo_in_the_trail() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.device.photo(&done, &jpeg(1)).await, "kept");
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    assert_eq!(at.test.photos().await, [standing("stored")]);
    assert_eq!(at.maria_keys(KIOSK_PIN).await["photo"], true, "and the next punch asks for its own");
}

#[tokio::test]
async fn the_same_punch_asked_again_says_whether_its_photo_is_still_to_come() {
    let mut at = maria_at_the_lens().await;
    let body = json!({ "by": "name", "employee": at.maria.id, "pin": KIOSK_PIN });
    let sent = at.device.request("identify", &body);
    let first = at.device.send(&sent).await;
    let again = at.device.send(&sent).await;
    assert_eq!((first.answer()["photo"].clone(), again.answer()), (json!(true), first.answer()));
    at.device.heard(&again);
    assert_eq!(at.test.photos().await.len(), 1);
}

#[tokio::test]
async fn a_gateway_that_was_killed_while_it_wrote_leaves_no_file_behind() {
    let mut at = maria_at_the_lens().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    // Killed between the name of the file and the word that it is stored.
    assert_eq!(at.device.photo(&done, &jpeg(1)).await, "kept");
    let id = at.test.last_photo().await;
    let file = at.test.photo_file(id).await;
    let back = "UPDATE photo SET status = 'expected', sha256 = NULL, stored_at = NULL, bytes = NULL, width = NULL, \
                height = NULL";
    assert_eq!(at.test.execute(back).await, 1);
    assert_eq!(at.device.photo(&done, &jpeg(2)).await, "over", "another one is on its way");
    at.test.advance(SignedDuration::from_mins(7));
    assert_eq!(expect::end_overdue(&at.test.store).await.unwrap(), 1);
    assert!(file.exists());
    at.test.sweep_photos().await;
    assert!(!file.exists());
    assert_eq!(at.test.photos().await, [missing("not sent")]);
}

impl TestGateway {
    /// Sets whether no photo is taken of somebody.
    pub async fn set_without_photo(&self, employee: &phoneclock::domain::employee::Employee, without: bool) {
        let (actor, id) = (phoneclock::service::audit::Actor::at_the_machine(employee.workspace), employee.id);
        let set = self.in_office(move |u| expect::set_without(u, &actor, id, without)).await.unwrap();
        assert!(set.is_some());
    }
}
