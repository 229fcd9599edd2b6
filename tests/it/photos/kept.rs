//! How long photos are kept, what a backup has of them, and what a person can hold.

use std::fs;

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    backup::{backup, restore},
    domain::user::Role,
    service::{photos::retention::delete_old_photos, voice_checks::retention::SweepOutcome},
    store::photos,
};

use crate::support::{
    TestGateway,
    photos::{at_the_lens_of, jpeg, maria_at_the_lens},
};

impl TestGateway {
    /// Deletes what is to be deleted; how many.
    pub async fn sweep_photos(&self) -> usize {
        let SweepOutcome { deleted, more } = delete_old_photos(&self.store, &self.gateway.recordings).await.unwrap();
        assert!(!more);
        deleted
    }
}

#[tokio::test]
async fn a_photo_is_deleted_after_its_own_period_and_fact_and_verdict_stay() {
    let test = TestGateway::start_with(|settings| settings.photo_retention_days = 20).await;
    let mut at = at_the_lens_of(test).await;
    let id = at.maria_is_taken(1).await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    payroll.get(&format!("/photos/{id}/image")).await.is(200);
    payroll.submit(&format!("/photos/{id}/verdict"), &[("verdict", "same person")]).await.says("Same person: Maria");
    let stored: Vec<Timestamp> = at.test.column("SELECT stored_at FROM photo").await;
    at.test.clock.set(stored[0] + SignedDuration::from_hours(20 * 24));
    assert_eq!(at.test.sweep_photos().await, 0);
    at.test.advance(SignedDuration::from_millis(1));
    assert_eq!(at.test.sweep_photos().await, 1);
    assert!(at.test.recording_files().is_empty());
    assert_eq!(at.test.sweep_photos().await, 0, "once is enough");

    let mut payroll = at.test.browser(Role::Payroll).await;
    let page = payroll.get(&format!("/photos/{id}")).await;
    page.is(200).says("The photo was deleted when its retention period was over.").says("Same person");
    page.says_nothing_of("<img").says("There is no photo to hold.");
    payroll.get(&format!("/photos/{id}/image")).await.is(410).says("its retention period was over");
    payroll.post(&format!("/photos/{id}/hold"), &[("reason", "a case")]).await.is(409);
    payroll.get("/photos/review").await.says("Nothing is left to review");
    let entry = at.test.entries().await.remove(0).id;
    payroll.get(&format!("/time-entries/{entry}")).await.says("The photo was deleted").says("same person");
    assert_eq!(at.test.gateway.store.db().read(photos::count_deleted).await.unwrap(), 1);
    assert_eq!(at.test.gateway.store.db().read(photos::list_stored).await.unwrap(), []);
}

#[tokio::test]
async fn a_held_photo_stays_until_it_is_released() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    let hold = format!("/photos/{id}/hold");
    let refused = payroll.post(&hold, &[("reason", " ")]).await;
    assert_eq!(refused.is(422).wrong("reason"), "Say why it has to be kept, in at most 500 characters.");
    payroll.submit(&hold, &[("reason", "Lopez v. North")]).await.says("Lopez v. North");
    payroll.post(&hold, &[("reason", "again")]).await.is(409);
    at.test.advance(SignedDuration::from_hours(24 * 365));
    assert_eq!(at.test.sweep_photos().await, 0);
    let mut payroll = at.test.browser(Role::Payroll).await;
    payroll.submit(&format!("/photos/{id}/release"), &[]).await.says("The photo is released");
    payroll.post(&format!("/photos/{id}/release"), &[]).await.is(409);
    assert_eq!(at.test.sweep_photos().await, 1);
    let audit = at.test.browser(Role::Owner).await.get("/audit").await.text();
    for record in ["hold photo Maria Lopez", "release photo Maria Lopez"] {
        assert!(audit.contains(record), "{record}: {audit}");
    }
}

#[tokio::test]
async fn nothing_is_deleted_or_given_up_by_a_clock_in_doubt() {
    let mut at = maria_at_the_lens().await;
    at.maria_is_taken(1).await;
    at.test.jump(SignedDuration::from_hours(24 * 400));
    assert_eq!(at.test.sweep_photos().await, 0);
    assert_eq!(at.test.recording_files().len(), 1);
}

#[tokio::test]
async fn a_backup_has_the_photos_and_a_restore_puts_them_back() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let file = at.test.photo_file(id).await;
    let (database, recordings) = (at.test.dir.path().join("phoneclock.db"), &at.test.gateway.recordings);
    let to = tempfile::tempdir().unwrap();
    let now = at.test.clock_now();
    let summary = backup(&database, recordings, &to.path().join("copy.tar"), now).await.unwrap();
    assert_eq!((summary.recordings, summary.missing.len(), summary.altered.len()), (1, 0, 0));
    fs::remove_file(&file).unwrap();
    let missed = backup(&database, recordings, &to.path().join("second.tar"), now).await.unwrap().missing;
    assert_eq!(missed.len(), 1, "{missed:?}");
    let restored = restore(&summary.file, &database, recordings, now).await.unwrap();
    assert_eq!((restored.recordings, restored.missing.len()), (1, 0));
    assert_eq!(fs::read(&file).unwrap(), jpeg(1));
}

#[tokio::test]
async fn a_file_that_is_not_what_was_stored_is_shown_to_nobody() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let file = at.test.photo_file(id).await;
    fs::write(&file, jpeg(2)).unwrap();
    let mut payroll = at.test.browser(Role::Payroll).await;
    let image = format!("/photos/{id}/image");
    payroll.get(&image).await.is(410).says("it is not what was stored");
    fs::remove_file(&file).unwrap();
    payroll.get(&image).await.is(404).says("The file of this photo is missing.");
    payroll.get("/photos/review").await.is(200).says("The photo is damaged or missing.");
    let verdict = format!("/photos/{id}/verdict");
    payroll.post(&verdict, &[("verdict", "same person")]).await.is(409);
    payroll.submit(&verdict, &[("verdict", "cannot tell")]).await.says("Cannot tell: Maria Lopez.");
    fs::write(&file, jpeg(1)).unwrap();
    payroll.get(&image).await.is(200);
}
