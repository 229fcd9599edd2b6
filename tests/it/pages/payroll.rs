//! Timesheets and approvals.

use jiff::civil::{Date, date};
use phoneclock::{
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        payroll::{Policy, Rounding},
        user::Role,
    },
    service::{
        audit::Actor,
        timesheets::{approvals::version, sheets::PeriodChoice},
    },
};

use crate::{
    exports::book::Book,
    support::{TestGateway, office},
    timesheets::{add, entry, person, raise, set_policy},
};

const DAY: Date = date(2026, 11, 9);

/// Last week: Ana's overtime on two jobs, Bo's entry in doubt, and Cy, who never clocked out.
async fn a_week(test: &TestGateway) -> [Employee; 3] {
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let [ana, bo, cy] = [
        person(gateway, workspace, "Ana Díaz").await,
        person(gateway, workspace, "Bo <b>").await,
        person(gateway, workspace, "Cy").await,
    ];
    let roof = Book::new(test).job("Roof & Söhne", Some("4410")).await;
    let mut week: Vec<_> =
        (9..=12).map(|day| entry(gateway, &ana, &format!("2026-11-{day:02}T13:00:00Z"), Some(540))).collect();
    week.iter_mut().take(2).for_each(|entry| entry.job = Some(roof));
    // Over midnight.
    week.push(entry(gateway, &ana, "2026-11-14T03:00:00Z", Some(540)));
    let doubtful = entry(gateway, &bo, "2026-11-10T13:00:00Z", Some(63));
    week.extend([doubtful.clone(), entry(gateway, &cy, "2026-11-15T20:00:00Z", None)]);
    add(gateway, week).await;
    raise(gateway, &doubtful, ExceptionKind::NotThisPerson).await;
    raise(gateway, &doubtful, ExceptionKind::VoiceCheckSilent).await;
    [ana, bo, cy]
}

async fn approve(test: &TestGateway, one: &Employee) {
    let shown = version([&office::timesheet(&test.store, one, PeriodChoice::Of(DAY)).await.timesheet]);
    let actor = Actor::at_the_machine(test.workspace.id);
    office::approve(&test.store, actor, DAY, one.id, &shown).await.unwrap();
}

#[tokio::test]
async fn timesheets() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("payroll/timesheets_none", &payroll.get("/timesheets").await).await;
    test.assert_reads("payroll/job_totals_none", &payroll.get("/timesheets?view=jobs").await).await;
    test.assert_reads("payroll/week_none", &payroll.get("/timesheets/week").await).await;
    let [ana, bo, cy] = a_week(&test).await;
    test.assert_reads("payroll/timesheets", &payroll.get("/timesheets?from=2026-11-09").await).await;
    test.assert_reads("payroll/job_totals", &payroll.get("/timesheets?view=jobs&from=2026-11-09").await).await;
    test.assert_reads("payroll/week", &payroll.get("/timesheets/week?from=2026-11-09").await).await;
    for (name, person) in
        [("payroll/timesheet", &ana), ("payroll/timesheet_to_settle", &bo), ("payroll/timesheet_clocked_in", &cy)]
    {
        test.assert_reads(name, &payroll.get(&format!("/timesheets/{}?from=2026-11-09", person.id)).await).await;
    }
    let none = payroll.get(&format!("/timesheets/{}?from=2026-01-05", ana.id)).await;
    test.assert_reads("payroll/timesheet_none", &none).await;

    approve(&test, &ana).await;
    let book = Book::new(&test);
    book.reopen(ana.id).await;
    let moved = test.column("SELECT id FROM time_entry ORDER BY in_at LIMIT 1").await.remove(0);
    book.ends(moved, "2026-11-09T21:30:00Z").await;
    approve(&test, &ana).await;
    book.ends(moved, "2026-11-09T22:00:00Z").await;
    let mut lead = test.browser(Role::Manager).await;
    let approved = lead.get(&format!("/timesheets/{}?from=2026-11-09", ana.id)).await;
    test.assert_reads("payroll/timesheet_approved_and_changed", &approved).await;
    set_policy(&test.gateway, test.workspace.id, Policy { rounding: Rounding::Fifteen, ..Policy::default() }).await;
    test.assert_reads("payroll/timesheets_rounded", &payroll.get("/timesheets?from=2026-11-09").await).await;
    let rounded = payroll.get(&format!("/timesheets/{}?from=2026-11-09", bo.id)).await;
    test.assert_reads("payroll/timesheet_rounded", &rounded).await;
}

#[tokio::test]
async fn approvals() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.assert_reads("payroll/approvals_none", &payroll.get("/approvals").await).await;
    let [ana, bo, _] = a_week(&test).await;
    let page = payroll.get("/approvals").await;
    test.assert_reads("payroll/approvals", &page).await;
    test.assert_reads("payroll/approvals_nobody_fits", &payroll.get("/approvals?show=approved").await).await;
    let this_week = entry(&test.gateway, &ana, "2026-11-16T13:00:00Z", Some(60));
    add(&test.gateway, vec![this_week]).await;
    test.assert_reads("payroll/approvals_not_over", &payroll.get("/approvals?from=2026-11-17").await).await;

    let shown = version([&office::timesheet(&test.store, &bo, PeriodChoice::Of(DAY)).await.timesheet]);
    let blocked = [("from", "2026-11-09"), ("employee", &bo.id.to_string()), ("expected_version", &shown)];
    test.assert_reads("payroll/approvals_refused", &payroll.post("/approvals", &blocked).await).await;
    let clean = [("from", "2026-11-09"), ("expected_version", &page.value("expected_version"))];
    test.assert_reads("payroll/approvals_approved", &payroll.submit("/approvals", &clean).await).await;
    let ids: Vec<phoneclock::domain::ids::ApprovalId> = test.column("SELECT id FROM approval").await;
    let reopen = format!("/approvals/{}/reopen", ids[0]);
    let unsaid = payroll.post(&reopen, &[("from", "2026-11-09"), ("because", " ")]).await;
    test.assert_reads("payroll/approvals_reopened_unsaid", &unsaid).await;
    let reopened = payroll.submit(&reopen, &[("from", "2026-11-09"), ("because", "the 11th is missing")]).await;
    test.assert_reads("payroll/approvals_reopened", &reopened).await;
}
