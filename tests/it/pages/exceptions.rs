//! The queue of exceptions, with every kind in it.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, user::Role};
use serde_json::json;

use crate::{
    support::{
        MARIA, TestGateway,
        checks::Odd,
        kiosk_people::{At, maria_at_the_gate},
    },
    timesheets::{add, entry, person, raise},
};

#[tokio::test]
async fn nothing_to_settle() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    for (name, query) in [
        ("exceptions/none", ""),
        ("exceptions/none_settled", "?status=settled"),
        ("exceptions/nothing_fits", "?kind=locked+out"),
        ("exceptions/nobody_fits", "?find=nobody"),
    ] {
        test.assert_reads(name, &payroll.get(&format!("/exceptions{query}")).await).await;
    }
}

#[tokio::test]
async fn every_kind() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    for (at, kind) in ExceptionKind::ALL.into_iter().enumerate() {
        let one = person(gateway, workspace, &format!("Worker {at:02}")).await;
        let worked = entry(gateway, &one, &format!("2026-11-10T{at:02}:00:00Z"), Some(60));
        add(gateway, vec![worked.clone()]).await;
        raise(gateway, &worked, kind).await;
    }
    let (mut payroll, mut lead) = (test.browser(Role::Payroll).await, test.browser(Role::Manager).await);
    let list = payroll.get("/exceptions").await;
    test.assert_reads("exceptions/every_kind", &list).await;
    let mut kinds = ExceptionKind::ALL;
    kinds.sort_by_key(|kind| kind.rank());
    for (row, kind) in list.body.split("<li id=\"x-").skip(1).zip(kinds) {
        let card = payroll.get(&format!("/exceptions?at={}", &row[..36])).await;
        card.says(&format!("{}</span></h2>", kind.words())).says("Accepting means: ");
        let offers_repair = card.body.contains("Save correction");
        assert_eq!(offers_repair, kind.needs_correction(), "{kind:?}");
    }
    let mine = lead.get("/exceptions?blocking=yes&find=worker+01").await;
    test.assert_reads("exceptions/of_one_for_managers", &mine).await;
    test.assert_reads("exceptions/several_people_fit", &lead.get("/exceptions?find=worker").await).await;
}

#[tokio::test]
async fn settling() {
    let test = TestGateway::start().await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (bo, _) = test.employee("Bo Li").await;
    for (one, kind) in [
        (&ana, ExceptionKind::NotThisPerson),
        (&ana, ExceptionKind::VoiceCheckClipped),
        (&bo, ExceptionKind::VoiceCheckClipped),
    ] {
        test.odd_voice_check(one, MARIA, Odd { exception: Some(kind), ..Odd::default() }).await;
        test.advance(SignedDuration::from_hours(1));
    }
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/exceptions").await;
    test.assert_reads("exceptions/with_calls", &page).await;
    let first = page.body.split("id=\"x-").nth(1).unwrap()[..36].to_owned();
    let settle = format!("/exceptions/{first}/settle");
    test.assert_reads("exceptions/no_reason", &payroll.post(&settle, &[("note", "")]).await).await;
    let accepted = payroll.submit(&settle, &[("note", "She had a cold.")]).await;
    test.assert_reads("exceptions/accepted", &accepted).await;
    let again = payroll.post(&settle, &[("note", "me too")]).await;
    test.assert_reads("exceptions/settled_already", &again).await;
    let several = payroll.get("/exceptions?kind=voice+check+clipped").await;
    test.assert_reads("exceptions/several", &several).await;
    let unticked = payroll.post("/exceptions/settle", &[("kind", "voice check clipped"), ("note", "loud")]).await;
    test.assert_reads("exceptions/several_unticked", &unticked).await;
    test.assert_reads("exceptions/settled", &payroll.get("/exceptions?status=settled").await).await;
}

#[tokio::test]
async fn notes_from_kiosks() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    device.ask("note", json!({ "employee": maria.id, "way": "in", "at": "06:52", "note": "I forgot my PIN" })).await;
    device.ask("note", json!({ "name": "Bo Newman", "way": "out", "at": "06:58" })).await;
    let (mut payroll, mut lead) = (test.browser(Role::Payroll).await, test.browser(Role::Manager).await);
    let queue = payroll.get("/exceptions").await;
    test.assert_reads("exceptions/claims", &queue).await;
    let of = |note: usize| queue.body.split("id=\"x-").nth(note).unwrap()[..36].to_owned();
    let (marias, typed) = (format!("/exceptions/claims/{}", of(1)), format!("/exceptions/claims/{}", of(2)));
    test.assert_reads("exceptions/claim", &payroll.get(&marias).await).await;
    test.assert_reads("exceptions/claim_for_managers", &lead.get(&marias).await).await;
    test.assert_reads("exceptions/claim_of_a_typed_name", &payroll.get(&typed).await).await;
    let no_reason = payroll.post(&format!("{typed}/refuse"), &[("reason", " ")]).await;
    test.assert_reads("exceptions/claim_without_a_reason", &no_reason).await;
    payroll.post(&format!("{typed}/refuse"), &[("reason", "Nobody of that name works here")]).await.is(303);
    let accept = [("employee", maria.id.to_string()), ("at", "2026-11-17T06:52:00".to_owned())];
    let accept = accept.each_ref().map(|(name, value)| (*name, value.as_str()));
    payroll.post(&format!("{marias}/accept"), &accept).await.is(303);
    test.assert_reads("exceptions/claims_decided", &payroll.get("/exceptions?status=settled").await).await;
}
