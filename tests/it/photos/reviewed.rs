//! Photos looked at by people: the queue, verdicts and what they lead to, who may see what.

use jiff::SignedDuration;
use phoneclock::domain::{ids::PhotoId, user::Role};

use crate::support::{
    MARIA,
    browser::{Browser, Page},
    kiosk_people::KIOSK_PIN,
    photos::{jpeg, maria_at_the_lens},
};

const REVIEW: &str = "/photos/review";

/// The photo that a page of the review gives to judge.
fn given(page: &Page) -> Option<PhotoId> {
    let (_, rest) = page.body.split_once("data-photo=\"")?;
    PhotoId::parse(rest.split('"').next()?)
}

impl Browser {
    /// Looks at it, judges on the screen of the review, and goes on.
    async fn judge_photo(&mut self, id: PhotoId, verdict: &str) -> Page {
        self.get(&format!("/photos/{id}/image")).await.is(200);
        self.submit(&format!("/photos/{id}/verdict"), &[("verdict", verdict), ("from", "review")]).await
    }
}

#[tokio::test]
async fn a_photo_is_shown_with_all_that_is_known_of_it_and_the_next_one_beside_it() {
    let mut at = maria_at_the_lens().await;
    let first = at.maria_is_taken(1).await;
    at.test.all_photos_are_reviewed().await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    let page = payroll.get(REVIEW).await;
    assert_eq!(given(&page), Some(first));
    at.test.assert_reads("photos/review", &page).await;
    page.says(&format!("<img src=\"/photos/{first}/image\" width=\"320\" height=\"240\""));
    let next = payroll.judge_photo(first, "same person").await;
    next.says("Same person: Maria Lopez. Undo (u).").says("Nothing is left to review");

    at.test.advance(SignedDuration::from_hours(8));
    let second = at.maria_is_taken(2).await;
    at.test.all_photos_are_reviewed().await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    let page = payroll.get(REVIEW).await;
    assert_eq!(given(&page), Some(second));
    page.says("Clock-out").says(&format!("src=\"/photos/{first}/image\""));
    let detail = payroll.get(&format!("/photos/{first}")).await;
    at.test.assert_reads("photos/detail", &detail).await;
}

#[tokio::test]
async fn a_photo_is_given_out_whole_kept_by_no_browser_and_logged_once_in_a_while() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    let image = format!("/photos/{id}/image");
    payroll.head(&image).await.is(200);
    let looks = "SELECT viewer || ' ' || address FROM photo_look";
    assert_eq!(at.test.column::<String>(looks).await, [""; 0], "nothing was sent");
    for _ in 0..2 {
        let page = payroll.get(&image).await;
        assert_eq!(page.is(200).headers["content-type"], "image/jpeg");
        assert_eq!(page.headers["cache-control"], "private, no-store");
        assert_eq!(page.headers["content-length"], jpeg(1).len().to_string().as_str());
    }
    assert_eq!(at.test.column::<String>(looks).await, ["The payroll 127.0.0.1"]);
    at.test.advance(SignedDuration::from_mins(11));
    payroll.get(&image).await.is(200);
    assert_eq!(at.test.column::<String>(looks).await.len(), 2);
    payroll.get(&format!("/photos/{id}")).await.says("Who looked").says("The payroll");
}

#[tokio::test]
async fn not_this_person_stands_in_the_way_of_pay_until_it_is_taken_back() {
    let mut at = maria_at_the_lens().await;
    let came = at.maria_is_taken(1).await;
    at.test.advance(SignedDuration::from_hours(8));
    let left = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.device.photo(&left, &jpeg(9)).await, "kept");
    let went = at.test.last_photo().await;
    // Both on the one entry.
    at.test.execute("UPDATE photo SET sample = 0").await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    payroll.get(&format!("/photos/{came}/image")).await;
    let note = [("verdict", "not this person"), ("note", "  somebody with a beard "), ("from", "review")];
    payroll.submit(&format!("/photos/{came}/verdict"), &note).await.says("Not this person: Maria Lopez. Undo (u).");
    payroll.judge_photo(went, "not this person").await;
    assert_eq!(at.test.entries().await[0].exceptions, ["not this person"], "one, for both");
    let standing = "SELECT note FROM exception WHERE kind = 'not this person' AND settled_at IS NULL";
    assert_eq!(at.test.column::<String>(standing).await, ["somebody with a beard"]);
    payroll.get("/exceptions").await.is(200).says("Maria Lopez");

    let take_back = |id| format!("/photos/{id}/take-back");
    let last = payroll.get(&format!("/photos/{went}")).await.value("given");
    payroll.post(&take_back(went), &[("given", "nonsense")]).await.is(409);
    payroll.submit(&take_back(went), &[("given", &last)]).await.says("is taken back");
    assert_eq!(at.test.entries().await[0].exceptions, ["not this person"], "the other one stands");
    let last = payroll.get(&format!("/photos/{came}")).await.value("given");
    payroll.submit(&take_back(came), &[("given", &last)]).await.says("is taken back");
    assert_eq!(at.test.entries().await[0].exceptions, [""; 0]);
    let audit = at.test.browser(Role::Owner).await.get("/audit").await.text();
    for record in ["judge photo Maria Lopez", "take back verdict on photo Maria Lopez", "after: somebody with a beard"]
    {
        assert!(audit.contains(record), "{record}: {audit}");
    }
    let kept = "SELECT verdict FROM photo_verdict ORDER BY at, id";
    assert_eq!(
        at.test.column::<String>(kept).await,
        ["not this person", "not this person", "taken back", "taken back"]
    );
}

#[tokio::test]
async fn a_verdict_is_given_on_what_was_seen_and_once() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    let verdict = format!("/photos/{id}/verdict");
    payroll.post(&verdict, &[("verdict", "same person")]).await.is(409).says("You have not been shown this photo yet");
    payroll.get(&format!("/photos/{id}/image")).await;
    payroll.post(&verdict, &[("verdict", "nobody speaks")]).await.is(409);
    payroll.post(&verdict, &[("verdict", "handsome")]).await.is(400);
    let long = "x".repeat(501);
    payroll.post(&verdict, &[("verdict", "same person"), ("note", &long)]).await.is(422).says(&long);
    at.test.advance(SignedDuration::from_hours(13));
    let mut payroll = at.test.browser(Role::Payroll).await;
    payroll.post(&verdict, &[("verdict", "same person")]).await.is(409).says("You have not been shown this photo yet");
    payroll.judge_photo(id, "cannot tell").await;
    let mut colleague = at.test.browser(Role::Admin).await;
    colleague.get(&format!("/photos/{id}/image")).await;
    colleague.post(&verdict, &[("verdict", "same person")]).await.is(409).says("already marked this one “cannot tell”");
    payroll.post(&verdict, &[("verdict", "cannot tell")]).await.is(409).says("You already marked this one");
}

#[tokio::test]
async fn two_reviewers_never_get_the_same_one() {
    let mut at = maria_at_the_lens().await;
    let first = at.maria_is_taken(1).await;
    let ana = at.test.person("Ana Torres").await;
    let done = at.device.by_name(ana.id, KIOSK_PIN).await;
    assert_eq!(at.device.photo(&done, &jpeg(3)).await, "kept");
    at.test.all_photos_are_reviewed().await;
    let (mut one, mut other) = (at.test.browser(Role::Payroll).await, at.test.browser(Role::Admin).await);
    let taken = [given(&one.get(REVIEW).await).unwrap(), given(&other.get(REVIEW).await).unwrap()];
    assert_ne!(taken[0], taken[1]);
    assert_eq!(given(&one.get(REVIEW).await), Some(taken[0]), "and keeps it");
    let held = format!("/photos/{}/verdict", taken[0]);
    other.get(&format!("/photos/{}/image", taken[0])).await;
    other.post(&held, &[("verdict", "same person")]).await.is(409).says("is reviewing this one now");
    other.judge_photo(taken[1], "same person").await.says("A colleague is reviewing the last one.");
    at.test.advance(SignedDuration::from_mins(6));
    assert_eq!(given(&other.get(REVIEW).await), Some(taken[0]), "what is left comes back");
    assert!(taken.contains(&first));
}

#[tokio::test]
async fn photos_are_for_those_who_may_hear_voices_and_of_their_own_workspace() {
    let mut at = maria_at_the_lens().await;
    let id = at.maria_is_taken(1).await;
    let pages = ["/photos".to_owned(), REVIEW.to_owned(), format!("/photos/{id}"), format!("/photos/{id}/image")];
    for role in [Role::Owner, Role::Admin, Role::Payroll] {
        let mut browser = at.test.browser(role).await;
        for page in &pages {
            browser.get(page).await.is(200);
        }
    }
    let mut manager = at.test.browser(Role::Manager).await;
    for page in &pages {
        let status = manager.get(page).await.status;
        assert!(status == 403 || status == 404, "{page}: {status}");
    }
    let entry = at.test.entries().await.remove(0).id;
    let page = manager.get(&format!("/time-entries/{entry}")).await;
    page.is(200).says("Photos of this entry").says_nothing_of("/photos/");

    let south = crate::access::other_workspace(&at.test).await;
    let mut stranger = at.test.browser_in(south, Role::Owner).await;
    for page in &pages[2..] {
        stranger.get(page).await.is(404);
    }
    stranger.get("/photos").await.is(200).says_nothing_of("Maria");
    stranger.post(&format!("/photos/{id}/verdict"), &[("verdict", "same person")]).await.is(404);
    let looked = at.test.column::<String>("SELECT DISTINCT viewer FROM photo_look").await;
    assert_eq!(looked.len(), 3, "{looked:?}");
}

#[tokio::test]
async fn the_list_has_what_is_left_what_was_judged_and_punches_without_a_photo() {
    let mut at = maria_at_the_lens().await;
    let seen = at.maria_is_taken(1).await;
    let ana = at.test.person("Ana Torres").await;
    let done = at.device.by_name(ana.id, KIOSK_PIN).await;
    assert_eq!(at.device.no_photo(&done, "too dark").await, "noted");
    at.test.advance(SignedDuration::from_hours(8));
    let left = at.maria_is_taken(2).await;
    at.test.all_photos_are_reviewed().await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    payroll.judge_photo(seen, "same person").await;
    let list = payroll.get("/photos").await;
    at.test.assert_reads("photos/list", &list).await;
    list.says(&left.to_string()).says_nothing_of(&seen.to_string());
    payroll.get("/photos?status=judged").await.says(&seen.to_string()).says_nothing_of(&left.to_string());
    payroll.get("/photos?status=cannot+tell").await.says("No photos match.");
    let missing = payroll.get("/photos?status=missing").await;
    missing.says("Ana Torres").says("No photo: it was too dark, or the camera was covered.");
    payroll.get(&format!("/photos?status=missing&employee={}", at.maria.id)).await.says("No photos match.");
    payroll.get("/photos?status=nonsense").await.is(404);
    payroll.get("/voice-checks").await.says("Photos at kiosks (1 to review)");
    at.test.execute("UPDATE payroll_policy SET review_share = 0").await;
}

#[tokio::test]
async fn the_photo_stands_beside_the_voice_of_the_same_entry() {
    let mut at = maria_at_the_lens().await;
    let check = at.test.voice_check(&at.maria, MARIA).await;
    let photo = at.maria_is_taken(1).await;
    // Clocked in by phone and out at the gate.
    at.test.execute("UPDATE photo SET entry_id = (SELECT entry_id FROM voice_check)").await;
    at.test.execute("UPDATE voice_check SET sample = 0").await;
    let mut payroll = at.test.browser(Role::Payroll).await;
    for page in ["/voice-checks/review".to_owned(), format!("/voice-checks/{check}")] {
        let page = payroll.get(&page).await;
        page.is(200).says("Photos of this entry").says(&format!("<img src=\"/photos/{photo}/image\""));
    }
}
