//! The queue of exceptions, with every kind in it.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, user::Role};

use crate::{
    support::{MARIA, TestGateway, checks::Odd},
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
    test.assert_reads("exceptions/every_kind", &payroll.get("/exceptions").await).await;
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
