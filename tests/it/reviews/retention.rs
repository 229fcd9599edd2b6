//! Recordings go when their period is over, unless they are held; everything else stays.

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    backup::backup,
    domain::{ids::VoiceCheckId, user::Role},
    service::voice_checks::retention::{SweepOutcome, delete_old_recordings},
    store::{Hold, retention, voice_checks},
};

use super::site;
use crate::support::{MARIA, TestGateway};

/// Longer than recordings are kept for by default.
fn long(test: &TestGateway) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(test.workspace.settings.retention_days))
}

impl TestGateway {
    async fn sweep(&self) -> usize {
        let SweepOutcome { deleted, more } =
            delete_old_recordings(&self.store, &self.gateway.recordings).await.unwrap();
        assert!(!more);
        deleted
    }

    async fn is_there(&self, id: VoiceCheckId) -> bool {
        self.recording_of(id).await.exists()
    }

    /// What a backup misses, and what a gateway that is examined misses.
    async fn missed(&self) -> Vec<String> {
        let (database, to) = (self.dir.path().join("phoneclock.db"), tempfile::tempdir().unwrap());
        let (recordings, file) = (&self.gateway.recordings, to.path().join("copy.tar"));
        backup(&database, recordings, &file, self.clock_now()).await.unwrap().missing
    }
}

#[tokio::test]
async fn a_recording_is_deleted_after_its_period_and_not_a_moment_sooner() {
    let (test, maria, mut payroll) = site().await;
    let (heard, unheard) = (test.voice_check(&maria, MARIA).await, test.voice_check(&maria, MARIA).await);
    payroll.next().await;
    payroll.judge(heard, "same person").await;
    let stored_at: Timestamp = test.cell(heard, "stored_at").await;
    test.clock.set(stored_at + long(&test));
    assert_eq!(test.sweep().await, 0);
    test.advance(SignedDuration::from_millis(1));
    assert_eq!(test.sweep().await, 1);
    assert!(!test.is_there(heard).await && test.is_there(unheard).await);
    assert_eq!(test.sweep().await, 0, "once is enough");
    // The second was stored one minute after the first.
    test.advance(SignedDuration::from_mins(1));
    assert_eq!(test.sweep().await, 1);
    assert_eq!(test.recording_files(), Vec::<std::path::PathBuf>::new());

    // The entry, what was measured and the verdict stay.
    assert_eq!(test.entries().await.len(), 2);
    let page = test.browser(Role::Payroll).await.get(&format!("/voice-checks/{heard}")).await;
    let text = page.text();
    assert!(text.contains("The recording was deleted when its retention period was over."), "{text}");
    assert!(text.contains("Same person") && text.contains("% of the time"), "{text}");
    page.says_nothing_of("<audio").says("There is no recording to hold.");
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.get(&format!("/voice-checks/{heard}/audio")).await.is(410).says("its retention period was over");
    payroll.post(&format!("/voice-checks/{heard}/hold"), &[("reason", "a case")]).await.is(409);
    payroll.get("/voice-checks/review").await.says("Nothing is left to review");
    assert_eq!(test.missed().await, [""; 0], "it is gone on purpose");
    assert_eq!(test.gateway.store.db().read(voice_checks::count_deleted).await.unwrap(), 2);
}

#[tokio::test]
async fn a_held_recording_stays_until_it_is_released() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let page = format!("/voice-checks/{id}");
    let hold = format!("{page}/hold");
    for reason in ["", "  "] {
        let refused = payroll.post(&hold, &[("reason", reason)]).await;
        assert_eq!(refused.is(422).wrong("reason"), "Say why it has to be kept, in at most 500 characters.");
    }
    let long_reason = "x".repeat(501);
    payroll.post(&hold, &[("reason", &long_reason)]).await.is(422).says(&long_reason);
    let held = payroll.submit(&hold, &[("reason", " Lopez v. North ")]).await.text();
    assert!(held.contains("Held since Tue, Nov 17, 7:01 AM : Lopez v. North"), "{held}");
    payroll.post(&hold, &[("reason", "again")]).await.is(409);
    test.advance(long(&test) * 3);
    assert_eq!(test.sweep().await, 0);
    assert!(test.is_there(id).await);

    let mut payroll = test.browser(Role::Payroll).await;
    payroll.submit(&format!("{page}/release"), &[]).await.says("The recording is released");
    payroll.post(&format!("{page}/release"), &[]).await.is(409);
    let audit = test.browser(Role::Owner).await.get("/audit").await.text();
    for record in ["hold recording Maria Lopez", "release recording Maria Lopez", "Lopez v. North"] {
        assert!(audit.contains(record), "{record}: {audit}");
    }
    assert_eq!(test.sweep().await, 1);
    assert!(!test.is_there(id).await);
}

#[tokio::test]
async fn a_run_that_breaks_off_anywhere_is_finished_by_the_next() {
    let (mut test, maria, _) = site().await;
    let ids = [
        test.voice_check(&maria, MARIA).await,
        test.voice_check(&maria, MARIA).await,
        test.voice_check(&maria, MARIA).await,
    ];
    test.advance(long(&test) + SignedDuration::from_hours(1));
    // Killed behind the first step, and behind the second for one of them.
    let (workspace, now) = (test.workspace.id, test.clock_now());
    let doomed = test.gateway.store.db().write(Hold::Gateway, move |tx| retention::doom(tx, workspace, (now, 2), now));
    assert_eq!(doomed.await.unwrap(), 2);
    std::fs::remove_file(test.recording_of(ids[0]).await).unwrap();
    assert_eq!(test.missed().await, [""; 0], "a backup in between misses nothing");
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.get(&format!("/voice-checks/{}/audio", ids[1])).await.is(410);
    payroll.post(&format!("/voice-checks/{}/hold", ids[1]), &[("reason", "too late")]).await.is(409);
    test.restart().await;
    assert_eq!(test.sweep().await, 3);
    assert_eq!(test.recording_files(), Vec::<std::path::PathBuf>::new());
    for id in ids {
        assert!(test.cell::<Option<Timestamp>>(id, "audio_deleted_at").await.is_some());
    }
}

#[tokio::test]
async fn one_file_that_cannot_be_deleted_is_told_and_keeps_no_other() {
    let (test, maria, _) = site().await;
    let (stuck, other) = (test.voice_check(&maria, MARIA).await, test.voice_check(&maria, MARIA).await);
    let file = test.recording_of(stuck).await;
    // A folder in its place is no file to delete.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    test.advance(long(&test) + SignedDuration::from_hours(1));
    let error = delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap_err();
    assert_eq!(error.to_string(), "1 recordings could not be deleted, and are tried again");
    assert!(!test.is_there(other).await);
    std::fs::remove_dir(&file).unwrap();
    assert_eq!(test.sweep().await, 1);
}
