//! Reports: each with figures, and without.

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    domain::{exception::ExceptionKind, user::Role, voice_check::Verdict},
    service::{audit::Actor, payroll::reports::Report},
    simulator::recordings::PlacedCall,
};

use crate::{
    costs,
    support::{DIAL_IN, MARIA, MARIAS_PHONE, PIN, TestGateway},
    timesheets::{add, entry, person, raise},
};

#[tokio::test]
async fn every_report_without_figures() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("reports/reports", &payroll.get("/reports").await).await;
    for report in Report::ALL {
        let page = payroll.get(&format!("/reports/{}", report.name())).await;
        test.assert_reads(&format!("reports/{}_none", report.name().replace('-', "_")), &page).await;
    }
    let backwards = payroll.get("/reports/hours?from=2026-03-08&to=2026-03-07").await;
    test.assert_reads("reports/mistaken_days", &backwards).await;
}

#[tokio::test]
async fn every_report_with_figures() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let (maria, id) = test.employee("Maria Lopez").await;
    let ana = person(gateway, workspace, "Ana <b>Díaz</b>").await;
    test.job("Elm Street & roof", "71").await;
    let job = test.jobs().await[0].id;
    let mut week: Vec<_> =
        (9..=13).map(|day| entry(gateway, &ana, &format!("2026-11-{day:02}T14:00:00Z"), Some(540))).collect();
    week.iter_mut().take(3).for_each(|entry| entry.job = Some(job));
    add(gateway, week.clone()).await;
    raise(gateway, &week[0], ExceptionKind::JobMissing).await;
    raise(gateway, &week[1], ExceptionKind::VoiceCheckSilent).await;
    test.execute(
        "UPDATE exception SET settled_because = 'so', settled_at = at + 3600000 WHERE kind = 'voice check silent'",
    )
    .await;
    for _ in 0..4 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
        test.advance(SignedDuration::from_hours(1));
    }
    let user = test.user(workspace, "kim", Role::Payroll).await;
    let reviewer = Actor { user: Some(user), ..Actor::at_the_machine(workspace) };
    let check = test.voice_check(&maria, MARIA).await;
    test.hear(&reviewer, check).await;
    test.advance(SignedDuration::from_secs(3));
    test.judge(&reviewer, check, Verdict::SamePerson, "").await;
    let mut payroll = test.browser(Role::Payroll).await;
    for report in Report::ALL {
        let page = payroll.get(&format!("/reports/{}?from=2026-11-09&to=2026-11-22", report.name())).await;
        test.assert_reads(&format!("reports/{}", report.name().replace('-', "_")), &page).await;
    }
}

#[tokio::test]
async fn costs_by_month() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    test.assert_reads("reports/costs_never_read", &owner.get("/reports/costs").await).await;
    let list = |began_at: &str, secs: u32| {
        let began_at = began_at.parse::<Timestamp>().unwrap().as_second();
        let (from, to) = (MARIAS_PHONE.to_owned(), DIAL_IN.to_owned());
        test.recordings.list_call(&format!("CA{began_at}"), PlacedCall { from, to, began_at, secs });
    };
    test.recordings.set_prices_told(true);
    list("2026-10-30T12:00:00Z", 61);
    list("2026-11-09T12:00:00Z", 600);
    costs::read_calls_of_all(&test).await;
    test.recordings.set_prices_told(false);
    list("2026-11-17T12:20:00Z", 30);
    test.advance(SignedDuration::from_hours(1));
    costs::read_calls_of_all(&test).await;
    test.assert_reads("reports/costs", &owner.get("/reports/costs").await).await;
    test.assert_reads("home/costs", &owner.get("/home").await).await;
}

#[tokio::test]
async fn a_year_without_costs() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    costs::read_calls_of_all(&test).await;
    test.assert_reads("reports/costs_none", &owner.get("/reports/costs").await).await;
    test.assert_reads("reports/reports_of_an_owner", &owner.get("/reports").await).await;
}
