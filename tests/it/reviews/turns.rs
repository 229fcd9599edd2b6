//! The queue: its order, one reviewer for each, and the share that is heard.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, ids::UserId, payroll::Policy, user::Role};
use phoneclock::store::{Hold, payroll_policies};

use super::{REVIEW, given, site};
use crate::support::{MARIA, TestGateway, checks::Odd};

const FLAGGED: Odd = Odd { exception: Some(ExceptionKind::VoiceCheckClipped), job: None };

#[tokio::test]
async fn what_something_is_amiss_with_comes_first_then_the_oldest_and_the_next_comes_by_itself() {
    let (test, maria, mut payroll) = site().await;
    let mut order = Vec::new();
    for odd in [Odd::default(), FLAGGED, Odd::default(), FLAGGED] {
        order.push(test.odd_voice_check(&maria, MARIA, odd).await);
    }
    let mut next = payroll.get(REVIEW).await;
    next.says("voice check clipped");
    for (id, left) in [(order[1], 4), (order[3], 3), (order[0], 2), (order[2], 1)] {
        assert_eq!(given(&next), Some(id));
        next.says(&format!("{left} of 4 left"));
        next = payroll.judge(id, "same person").await;
    }
    next.says("Nothing is left to review").says("4 reviewed today");
}

#[tokio::test]
async fn who_called_is_in_doubt_comes_before_what_is_wrong_with_the_sound_on_every_page() {
    let (test, maria, mut payroll) = site().await;
    let mut made = Vec::new();
    for exception in [None, Some(ExceptionKind::VoiceCheckClipped), Some(ExceptionKind::UnrecognizedCaller)] {
        for _ in 0..30 {
            made.push(test.odd_voice_check(&maria, MARIA, Odd { exception, job: None }).await);
        }
    }
    let wanted = [&made[60..], &made[30..60], &made[..30]].concat();
    let mut found = Vec::new();
    let mut path = "/voice-checks".to_owned();
    loop {
        let page = payroll.get(&path).await;
        let rows = page.body.split("<th scope=\"row\"><a href=\"/voice-checks/").skip(1);
        found.extend(rows.map(|row| row.split('"').next().unwrap().to_owned()));
        let Some(next) = page.link("rel=\"next\"") else { break };
        path = format!("/voice-checks{}", next.trim_start_matches("/voice-checks"));
    }
    assert_eq!(found, wanted.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(given(&payroll.get(REVIEW).await), Some(wanted[0]));
}

#[tokio::test]
async fn two_reviewers_never_get_the_same_one() {
    let (test, maria, mut payroll) = site().await;
    let first = test.voice_check(&maria, MARIA).await;
    let second = test.voice_check(&maria, MARIA).await;
    let (mut colleague, _) = test.signed_in(Role::Admin).await;
    let mut third = test.browser(Role::Owner).await;
    assert_eq!((payroll.next().await, colleague.next().await), (Some(first), Some(second)));
    assert_eq!(payroll.next().await, Some(first), "and everybody keeps theirs");
    third.get(REVIEW).await.says("Colleagues are reviewing the last 2.");
    let refused = third.post(&format!("/voice-checks/{second}/verdict"), &[("verdict", "same person")]).await;
    refused.is(409).says("The admin is reviewing this one now. Nothing was changed.");

    // All at once, over and over: nobody shares.
    payroll.judge(first, "same person").await;
    colleague.judge(second, "same person").await;
    for _ in 0..5 {
        for _ in 0..3 {
            test.voice_check(&maria, MARIA).await;
        }
        let got = tokio::join!(payroll.next(), colleague.next(), third.next());
        let got = [got.0.unwrap(), got.1.unwrap(), got.2.unwrap()];
        assert!(got[0] != got[1] && got[1] != got[2] && got[0] != got[2], "{got:?}");
        for (browser, id) in [(&mut payroll, got[0]), (&mut colleague, got[1]), (&mut third, got[2])] {
            browser.judge(id, "same person").await;
        }
    }
}

#[tokio::test]
async fn what_nobody_is_at_for_five_minutes_goes_back_and_an_open_page_keeps_it() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let mut colleague = test.browser(Role::Admin).await;
    assert_eq!(payroll.next().await, Some(id));
    let keep = format!("/voice-checks/{id}/keep");
    for _ in 0..3 {
        test.advance(SignedDuration::from_mins(4));
        payroll.post(&keep, &[]).await.is(204);
        assert_eq!(colleague.next().await, None);
    }
    test.advance(SignedDuration::from_secs(5 * 60 - 1));
    assert_eq!(colleague.next().await, None);
    test.advance(SignedDuration::from_secs(1));
    assert_eq!(colleague.next().await, Some(id));
    payroll.post(&keep, &[]).await.is(409);
    let late = payroll.post(&format!("/voice-checks/{id}/verdict"), &[("verdict", "same person")]).await;
    late.is(409).says("is reviewing this one now");
    colleague.judge(id, "same person").await;
}

#[tokio::test]
async fn one_who_asks_for_others_gives_back_what_they_had() {
    let (test, maria, mut payroll) = site().await;
    let (ana, _) = test.employee("Ana Torres").await;
    let marias = test.voice_check(&maria, MARIA).await;
    let anas = test.voice_check(&ana, MARIA).await;
    let mut colleague = test.browser(Role::Admin).await;
    assert_eq!(payroll.next().await, Some(marias));
    let of_ana = format!("{REVIEW}?employee={}", ana.id);
    assert_eq!(given(&payroll.get(&of_ana).await), Some(anas));
    assert_eq!(colleague.next().await, Some(marias));

    // A verdict goes on with what was asked for.
    let employee = ana.id.to_string();
    let fields = [("verdict", "same person"), ("from", "review"), ("employee", employee.as_str())];
    payroll.play(anas).await;
    let after = payroll.post(&format!("/voice-checks/{anas}/verdict"), &fields).await;
    assert_eq!(after.to(), Some(of_ana.as_str()));
    payroll.get(&of_ana).await.says("Nothing is left to review of what you asked for.");
}

#[tokio::test]
async fn the_checks_of_one_job_or_with_exceptions_alone_can_be_heard_and_the_job_is_the_entrys_as_it_is_now() {
    let (test, maria, mut payroll) = site().await;
    test.job("Roof repair", "12").await;
    test.job("Gutters", "13").await;
    let jobs = test.jobs().await;
    let job = |name: &str| jobs.iter().find(|job| job.name == name).unwrap().id;
    let (roof, gutters) = (job("Roof repair"), job("Gutters"));
    let plain = test.voice_check(&maria, MARIA).await;
    let on_roof = test.odd_voice_check(&maria, MARIA, Odd { job: Some(roof), ..Odd::default() }).await;
    let flagged = test.odd_voice_check(&maria, MARIA, FLAGGED).await;
    let of = |job| format!("{REVIEW}?job={job}");
    assert_eq!(given(&payroll.get(&of(roof)).await), Some(on_roof));
    assert_eq!(given(&payroll.get(&format!("{REVIEW}?only=exceptions")).await), Some(flagged));
    assert_eq!(given(&payroll.get(&of(gutters)).await), None);
    let moved = format!(
        "UPDATE time_entry SET job_id = x'{}' WHERE id = (SELECT entry_id FROM voice_check WHERE id = x'{}')",
        gutters.to_string().replace('-', ""),
        plain.to_string().replace('-', "")
    );
    assert_eq!(test.execute(&moved).await, 1);
    assert_eq!(given(&payroll.get(&of(gutters)).await), Some(plain));
    payroll
        .get(&format!("/voice-checks?job={gutters}"))
        .await
        .says(&plain.to_string())
        .says_nothing_of(&on_roof.to_string());
}

impl TestGateway {
    async fn hear_share(&self, review_share: u8) {
        let (workspace, policy) = (self.workspace.id, Policy { review_share, ..Policy::default() });
        self.gateway
            .store
            .db()
            .write(Hold::Gateway, move |tx| payroll_policies::set_policy(tx, workspace, &policy))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn of_those_nothing_is_amiss_with_the_share_of_the_workspace_is_heard_and_of_the_others_all() {
    let (test, maria, mut payroll) = site().await;
    for sample in [0, 4, 5, 50, 99] {
        let id = test.voice_check(&maria, MARIA).await;
        let set = format!("UPDATE voice_check SET sample = {sample} WHERE id = x'{}'", id.to_string().replace('-', ""));
        assert_eq!(test.execute(&set).await, 1);
    }
    let flagged = test.odd_voice_check(&maria, MARIA, FLAGGED).await;
    assert_eq!(test.execute("UPDATE voice_check SET sample = 99 WHERE flagged = 1").await, 1);
    for (share, left) in [(100, 6), (99, 5), (50, 4), (5, 3), (1, 2), (0, 1)] {
        test.hear_share(share).await;
        payroll.get(REVIEW).await.says(&format!("{left} of {left} left"));
        let list = payroll.get("/voice-checks").await;
        assert_eq!(list.body.matches("<tr><th scope=\"row\">").count(), left, "{share}");
        assert_eq!(list.body.contains("are to be reviewed, as set in the payroll settings"), share < 100);
    }
    assert_eq!(payroll.next().await, Some(flagged));
    payroll.judge(flagged, "same person").await.says("Nothing is left to review");
}

#[tokio::test]
async fn samples_are_spread_evenly() {
    let (test, _, _) = site().await;
    // What the store makes of an id: the end of it, which is random.
    let ids: Vec<_> = (0..10_000).map(|_| *UserId::generate(&test.gateway.store.ids()).as_bytes()).collect();
    let below = |share: u16| ids.iter().filter(|id| u16::from_be_bytes([id[14], id[15]]) % 100 < share).count();
    for share in [5, 20, 50] {
        let expected = usize::from(share) * 100;
        assert!(below(share).abs_diff(expected) < 250, "{share}: {}", below(share));
    }
}
