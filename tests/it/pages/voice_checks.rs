//! Voice checks: the list, the screen of the review, one check in each state.

use jiff::SignedDuration;
use phoneclock::{
    domain::{exception::ExceptionKind, ids::VoiceCheckId, user::Role},
    service::{audit::Actor, voice_checks::holds},
};

use crate::support::{
    MARIA, TestGateway,
    browser::{Browser, Page},
    checks::Odd,
};

const SILENCE: &[u8] = include_bytes!("../../../voices/silence.wav");
const REVIEW: &str = "/voice-checks/review";

fn at(id: VoiceCheckId, what: &str) -> String {
    format!("/voice-checks/{id}{what}")
}

async fn judge(browser: &mut Browser, id: VoiceCheckId, verdict: &str) -> Page {
    browser.play(id).await;
    let fields = [("verdict", verdict), ("note", "a cold"), ("from", "review")];
    browser.submit(&at(id, "/verdict"), &fields).await
}

#[tokio::test]
async fn the_list() {
    let test = TestGateway::start_with(|settings| settings.retention_days = 45).await;
    let (mut payroll, mut owner) = (test.browser(Role::Payroll).await, test.browser(Role::Owner).await);
    test.assert_reads("voice_checks/privacy", &payroll.get("/voice-checks/privacy").await).await;
    test.assert_reads("voice_checks/list_none", &owner.get("/voice-checks").await).await;
    test.assert_reads("voice_checks/list_none_heard", &payroll.get("/voice-checks?status=heard").await).await;
    test.assert_reads("voice_checks/review_nothing", &payroll.get(REVIEW).await).await;
    test.job("Roof repair", "12").await;
    let job = Some(test.jobs().await[0].id);
    let (maria, _) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let same = test.voice_check(&maria, MARIA).await;
    let other = test.voice_check(&ana, MARIA).await;
    let exception = Some(ExceptionKind::UnrecognizedCaller);
    test.odd_voice_check(&ana, MARIA, Odd { exception, job }).await;
    test.assert_reads("voice_checks/list", &payroll.get("/voice-checks").await).await;
    test.assert_reads("voice_checks/list_nothing_fits", &payroll.get("/voice-checks?find=nobody").await).await;
    judge(&mut payroll, same, "same person").await;
    judge(&mut payroll, other, "not this person").await;
    test.assert_reads("voice_checks/list_heard", &payroll.get("/voice-checks?status=heard").await).await;
}

#[tokio::test]
async fn the_review() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let first = test.voice_check(&maria, MARIA).await;
    let second = test.voice_check(&maria, MARIA).await;
    let (mut payroll, mut colleague) = (test.browser(Role::Payroll).await, test.browser(Role::Admin).await);
    test.assert_reads("voice_checks/review", &payroll.get(REVIEW).await).await;
    colleague.get(REVIEW).await;
    let mut third = test.browser(Role::Owner).await;
    test.assert_reads("voice_checks/review_taken", &third.get(REVIEW).await).await;
    let too_early = [("verdict", "same person"), ("note", "a cold"), ("from", "review")];
    let refused = payroll.post(&at(first, "/verdict"), &too_early).await;
    test.assert_reads("voice_checks/review_too_early", &refused).await;
    payroll.play(first).await;
    test.assert_reads("voice_checks/review_heard", &payroll.get(REVIEW).await).await;
    let next = judge(&mut payroll, first, "same person").await;
    test.assert_reads("voice_checks/review_judged", &next).await;
    colleague.play(second).await;
    colleague.submit(&at(second, "/verdict"), &[("verdict", "cannot tell")]).await;
    test.voice_check(&maria, SILENCE).await;
    test.assert_reads("voice_checks/review_silent", &payroll.get(REVIEW).await).await;
}

#[tokio::test]
async fn one_check() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let unheard = test.voice_check(&maria, MARIA).await;
    let (mut payroll, mut colleague) = (test.browser(Role::Payroll).await, test.browser(Role::Admin).await);
    test.assert_reads("voice_checks/detail", &payroll.get(&at(unheard, "")).await).await;
    colleague.get(REVIEW).await;
    test.assert_reads("voice_checks/detail_with_a_colleague", &payroll.get(&at(unheard, "")).await).await;
    judge(&mut colleague, unheard, "not this person").await;
    let judged = payroll.get(&at(unheard, "")).await;
    test.assert_reads("voice_checks/detail_judged", &judged).await;
    let back = payroll.submit(&at(unheard, "/take-back"), &[("given", &judged.value("given"))]).await;
    test.assert_reads("voice_checks/detail_taken_back", &back).await;
    judge(&mut payroll, unheard, "same person").await;
    let unsaid = payroll.post(&at(unheard, "/hold"), &[("reason", "")]).await;
    test.assert_reads("voice_checks/detail_hold_unsaid", &unsaid).await;

    let later = test.voice_check(&maria, MARIA).await;
    let reviewer = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| holds::hold(u, &reviewer, later, "Lopez v. North")).await.unwrap();
    test.assert_reads("voice_checks/detail_held", &payroll.get(&at(later, "")).await).await;

    let damaged = test.voice_check(&maria, MARIA).await;
    std::fs::write(test.recording_of(damaged).await, b"nothing").unwrap();
    test.assert_reads("voice_checks/nothing_to_play", &payroll.get(&at(damaged, "/audio")).await).await;
    test.assert_reads("voice_checks/detail_damaged", &payroll.get(&at(damaged, "")).await).await;
    let missing = test.voice_check(&maria, MARIA).await;
    let gone = "UPDATE voice_check SET status = 'missing', recording = NULL WHERE id = x'";
    test.execute(&format!("{gone}{}'", missing.to_string().replace('-', ""))).await;
    test.assert_reads("voice_checks/detail_missing", &payroll.get(&at(missing, "")).await).await;

    test.advance(SignedDuration::from_hours(400 * 24));
    phoneclock::service::voice_checks::retention::delete_old_recordings(&test.store, &test.gateway.recordings)
        .await
        .unwrap();
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("voice_checks/detail_deleted", &payroll.get(&at(unheard, "")).await).await;
}
