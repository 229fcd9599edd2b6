//! Voice checks heard by people: the queue, verdicts, the audio with its log, holds and the end of recordings.

mod audio;
mod heard;
mod retention;
mod turns;
mod verdicts;

use std::collections::BTreeMap;

use phoneclock::{
    domain::{employee::Employee, ids::VoiceCheckId, user::Role},
    store::tx::{FromValue, Row},
};

use crate::support::{
    MARIA, TestGateway,
    browser::{Browser, Page},
};

const REVIEW: &str = "/voice-checks/review";

/// A gateway with Maria, and somebody of payroll.
async fn site() -> (TestGateway, Employee, Browser) {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let payroll = test.browser(Role::Payroll).await;
    (test, maria, payroll)
}

/// The voice check that a page of the review gives to hear.
fn given(page: &Page) -> Option<VoiceCheckId> {
    let (_, rest) = page.body.split_once("data-check=\"")?;
    VoiceCheckId::parse(rest.split('"').next()?)
}

impl Browser {
    /// Gets the next one to hear.
    async fn next(&mut self) -> Option<VoiceCheckId> {
        given(self.get(REVIEW).await.is(200))
    }

    /// Hears it, judges on the screen of the review, and goes on.
    async fn judge(&mut self, id: VoiceCheckId, verdict: &str) -> Page {
        self.play(id).await;
        self.submit(&format!("/voice-checks/{id}/verdict"), &[("verdict", verdict), ("from", "review")]).await
    }

    /// Presses the button that undoes the last verdict.
    async fn undo(&mut self) -> Page {
        let page = self.get(REVIEW).await;
        let (_, form) = page.body.split_once("<form method=\"post\" action=\"").unwrap();
        let form = form.split_once("data-undo").map(|(head, _)| head.rsplit("action=\"").next().unwrap()).unwrap();
        let path = form.split('"').next().unwrap().to_owned();
        let given = page.value("given");
        self.submit(&path, &[("given", &given), ("from", "review")]).await
    }
}

impl TestGateway {
    /// Every row of every table, but for when somebody was last seen.
    async fn kept(&self) -> BTreeMap<String, Vec<Row>> {
        let mut tables = self.tables().await;
        tables.remove("web_session");
        tables
    }

    /// One column of the voice check.
    async fn cell<T: FromValue>(&self, id: VoiceCheckId, column: &str) -> T {
        let sql = format!("SELECT {column} FROM voice_check WHERE id = ?1");
        self.rows(&sql, vec![id.into()]).await[0].get(0).unwrap()
    }
}

#[tokio::test]
async fn a_call_can_be_heard_with_all_that_is_known_of_it() {
    let (test, _, mut payroll) = site().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Ana Torres").await;
    test.call("+15555550142", &format!("{id}#,8352#,12#")).await;
    test.execute("UPDATE voice_check SET sample = 0").await;
    let page = payroll.get(REVIEW).await;
    test.assert_reads("voice_checks/review_of_a_call", &page).await;
    page.says("<path d=\"M0.5 ").says("aria-label=\"The recording of Tue, Nov 17, 7:00 AM\"");
    let check = given(&page).unwrap();
    let next = payroll.judge(check, "same person").await;
    next.says("Same person: Ana Torres. Undo (u).").says("Nothing is left to review");

    test.advance(jiff::SignedDuration::from_hours(8));
    test.call("+15555550142", &format!("{id}#,8352#,#")).await;
    test.execute("UPDATE voice_check SET sample = 0").await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(REVIEW).await;
    assert!(page.text().contains("Clock-out, Tue, Nov 17, 3:0"), "{}", page.text());
    page.says_nothing_of("new for this person").says(&format!("data-earlier src=\"/voice-checks/{check}/audio\""));
}

#[tokio::test]
async fn the_list_is_narrowed_and_read_page_by_page() {
    let (test, maria, mut payroll) = site().await;
    let (ana, _) = test.employee("Ana Torres").await;
    for _ in 0..55 {
        test.voice_check(&maria, MARIA).await;
    }
    let anas = test.voice_check(&ana, MARIA).await;
    let rows = |page: &Page| page.body.matches("<tr><th scope=\"row\">").count();
    let first = payroll.get("/voice-checks").await;
    assert_eq!(rows(&first), 50);
    assert!(
        first.text().starts_with("Voice checks 56 to review. 0 reviewed today, 0 in the last seven days."),
        "{}",
        first.text()
    );
    let second = payroll.get(&first.link("rel=\"next\"").unwrap()).await;
    assert_eq!((rows(&second), second.link("rel=\"next\"")), (6, None));
    second.says(&anas.to_string());

    let of_ana = payroll.get(&format!("/voice-checks?employee={}", ana.id)).await;
    assert_eq!(rows(&of_ana), 1);
    assert!(payroll.next().await.is_some_and(|next| next != anas));
    payroll.get(&format!("{REVIEW}?employee={}", ana.id)).await.says(&anas.to_string());
    payroll.judge(anas, "cannot tell").await;
    for (status, found) in [("heard", 1), ("cannot+tell", 1), ("same+person", 0), ("not+this+person", 0)] {
        let page = payroll.get(&format!("/voice-checks?status={status}")).await;
        assert_eq!(rows(&page), found, "{status}");
    }
    payroll.get("/voice-checks?only=exceptions").await.says("No voice checks match.");
    for nonsense in ["status=x", "employee=x", "job=x", "after=x", "after=1.2.3"] {
        payroll.get(&format!("/voice-checks?{nonsense}")).await.is(404);
    }
}

#[tokio::test]
async fn the_privacy_page_says_what_is_never_done_and_how_long_recordings_are_kept() {
    let test = TestGateway::start_with(|settings| settings.retention_days = 45).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/voice-checks/privacy").await;
    test.assert_reads("voice_checks/privacy", &page).await;
    page.says("No voiceprint is ever computed.").says("45 days, as the settings of this workspace say");
}

#[tokio::test]
async fn another_workspace_hears_and_changes_nothing() {
    let (test, maria, mut payroll) = site().await;
    let judged = test.voice_check(&maria, MARIA).await;
    let unheard = test.voice_check(&maria, MARIA).await;
    assert_eq!(payroll.next().await, Some(judged));
    payroll.judge(judged, "same person").await;
    let given = payroll.get(&format!("/voice-checks/{judged}")).await.value("given");

    let theirs = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(theirs, Role::Owner).await;
    let before = test.kept().await;
    for id in [judged, unheard] {
        let at = |what: &str| format!("/voice-checks/{id}{what}");
        stranger.get(&at("")).await.is(404).says_nothing_of("Maria");
        stranger.get(&at("/audio")).await.is(404);
        stranger.post(&at("/keep"), &[]).await.is(404);
        stranger.post(&at("/played"), &[]).await.is(404);
        stranger.post(&at("/verdict"), &[("verdict", "same person")]).await.is(404);
        stranger.post(&at("/take-back"), &[("given", &given)]).await.is(404);
        stranger.post(&at("/hold"), &[("reason", "mine")]).await.is(404);
        stranger.post(&at("/release"), &[]).await.is(404);
    }
    for path in ["/voice-checks", "/voice-checks?status=heard", REVIEW] {
        let of_maria = format!("{path}{}employee={}", if path.contains('?') { '&' } else { '?' }, maria.id);
        for path in [path, &of_maria] {
            stranger.get(path).await.is(200).says_nothing_of("Maria").says_nothing_of(&unheard.to_string());
        }
    }
    assert_eq!(test.kept().await, before);
}
