//! The week as a grid: what is seen before it is overtime, and entries that are changed in their cell.

use jiff::SignedDuration;
use phoneclock::{
    domain::{employee::Employee, exception::ExceptionKind, payroll::Policy, user::Role},
    store::tx::Value,
};

use crate::{
    exceptions::repaired::typed,
    support::TestGateway,
    time_entries::execute,
    timesheets::{add, entry, person, raise, set_policy},
};

/// Ana, who has worked nine and a half hours on each day from Monday to Thursday, on Friday at 10:10.
async fn ana_on_friday(test: &TestGateway, policy: Policy) -> Employee {
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    set_policy(gateway, workspace, policy).await;
    let ana = person(gateway, workspace, "Ana Díaz").await;
    let days = (16..=19).map(|day| entry(gateway, &ana, &format!("2026-11-{day}T13:00:00Z"), Some(570)));
    add(gateway, days.collect()).await;
    // From Tuesday, 7:00 in Chicago.
    test.advance(SignedDuration::from_mins(3 * 24 * 60 + 190));
    ana
}

fn forty() -> Policy {
    Policy { weekly_overtime_after_secs: Some(40 * 3600), daily_overtime_after_secs: None, ..Policy::default() }
}

#[tokio::test]
async fn overtime_is_in_sight_before_it_happens() {
    let test = TestGateway::start().await;
    let ana = ana_on_friday(&test, forty()).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let text = payroll.get("/timesheets/week").await.text();
    assert!(text.contains("38:00 2:00 until overtime"), "{text}");
    // In since 9:00 now.
    add(&test.gateway, vec![entry(&test.gateway, &ana, "2026-11-20T15:00:00Z", None)]).await;
    let page = payroll.get("/timesheets/week").await;
    let text = page.text();
    assert!(text.contains("39:10 0:50 until overtime, at 11:00a"), "{text}");
    assert!(text.contains("9:00a– 1:10 in now"), "{text}");
    page.says("Overtime begins after 40 hours a week.");
    test.advance(SignedDuration::from_mins(80));
    payroll.get("/timesheets/week").await.says("0:30 overtime");
    // Nobody looks ahead in a week that is over.
    test.advance(SignedDuration::from_hours(8 * 24));
    let mut payroll = test.browser(Role::Payroll).await;
    let text = payroll.get("/timesheets/week?from=2026-11-20").await.text();
    assert!(
        text.contains("38:00") && text.contains("still in") && !text.contains("overtime,") && !text.contains("until"),
        "{text}"
    );
}

#[tokio::test]
async fn a_day_has_its_own_overtime_where_the_policy_says_so() {
    let test = TestGateway::start().await;
    let daily = Policy { daily_overtime_after_secs: Some(8 * 3600), weekly_overtime_after_secs: None, ..forty() };
    let workspace = test.workspace.id;
    set_policy(&test.gateway, workspace, daily).await;
    let bo = person(&test.gateway, workspace, "Bo Li").await;
    add(&test.gateway, vec![entry(&test.gateway, &bo, "2026-11-17T07:00:00Z", None)]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    // In since 1:00, and it is 7:00.
    let text = payroll.get("/timesheets/week").await.text();
    assert!(text.contains("6:00 2:00 until overtime, at 9:00a"), "{text}");
    assert!(text.contains("Overtime begins after 8 hours a day."), "{text}");
}

#[tokio::test]
async fn who_has_forgotten_to_clock_out_works_no_days_and_nights() {
    let test = TestGateway::start().await;
    let ana = ana_on_friday(&test, forty()).await;
    add(&test.gateway, vec![entry(&test.gateway, &ana, "2026-11-19T06:00:00Z", None)]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let text = payroll.get("/timesheets/week").await.text();
    assert!(text.contains("38:00 2:00 until overtime") && text.contains("still in"), "{text}");
}

#[tokio::test]
async fn an_entry_is_corrected_in_its_cell_and_one_is_added_with_the_whole_history() {
    let test = TestGateway::start().await;
    let ana = ana_on_friday(&test, forty()).await;
    let mut lead = test.browser(Role::Manager).await;
    let cell = format!("/timesheets/week?from=2026-11-16&who={}&day=2026-11-17", ana.id);
    let page = lead.get(&cell).await;
    test.assert_reads("payroll/week_with_an_open_day", &page).await;
    let id = test.entries().await[1].id.clone();
    let correct = format!("/timesheets/week/{id}/correct");
    let fields = page.form(&correct, &[]);
    let times = [("in_date", "2026-11-17"), ("in_time", "07:00"), ("out_date", "2026-11-17")];
    let nothing = [&times[..], &[("out_time", "06:00"), ("reason", "other"), ("note", "she says so")]].concat();
    let refused = lead.post(&correct, &typed(&fields, &nothing)).await;
    assert_eq!(refused.is(422).wrong(&format!("e{id}-out-time")), "The clock-out must be later than the clock-in.");
    assert_eq!(refused.value("out_time"), "06:00", "what was typed is kept");
    let right = [&times[..], &[("out_time", "15:00"), ("reason", "other"), ("note", "she says so")]].concat();
    let done = lead.post(&correct, &typed(&fields, &right)).await;
    assert_eq!(done.is(303).to(), Some(cell.as_str()));
    let page = lead.get(&cell).await;
    page.says("The entry is corrected.").says("7:00a–3:00p").says(">corrected<");
    let trail: Vec<String> = test.column("SELECT kind FROM entry_revision ORDER BY revision").await;
    assert_eq!(trail, ["clocked", "corrected"]);
    // The same form again is of an entry that has changed.
    lead.post(&correct, &typed(&fields, &right)).await.is(422).says("The entry was changed in the meantime");

    let add = format!("/timesheets/week/{}/add", ana.id);
    let fields = page.form(&add, &[]);
    let later = [("in_date", "2026-11-17"), ("in_time", "16:00"), ("out_date", "2026-11-17"), ("out_time", "17:15")];
    let later = [&later[..], &[("reason", "forgot to clock in")]].concat();
    for _ in 0..2 {
        lead.post(&add, &typed(&fields, &later)).await.is(303);
    }
    assert_eq!(test.entries().await.len(), 5, "sent twice, it is added once");
    lead.get(&cell).await.says("4:00p–5:15p").says("9:15");
    assert_eq!(test.count("audit_record WHERE action IN ('correct time entry', 'add time entry')").await, 2);
}

#[tokio::test]
async fn approved_days_are_shown_and_not_changed() {
    let test = TestGateway::start().await;
    let ana = ana_on_friday(&test, forty()).await;
    let cell = format!("/timesheets/week?from=2026-11-16&who={}&day=2026-11-17", ana.id);
    let mut lead = test.browser(Role::Manager).await;
    let id = test.entries().await[1].id.clone();
    let (correct, add) = (format!("/timesheets/week/{id}/correct"), format!("/timesheets/week/{}/add", ana.id));
    let shown = lead.get(&cell).await;
    let (old, new) = (shown.form(&correct, &[]), shown.form(&add, &[]));
    let approve = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                   overtime_secs, approved_at, approver) VALUES (?1, ?2, ?3, '2026-11-16', '2026-11-22', 0, 0, ?4, 'Pia')";
    let approval = vec![Value::Blob(vec![9; 16]), test.workspace.id.into(), ana.id.into(), test.clock_now().into()];
    execute(&test, approve, approval).await;
    let page = lead.get(&cell).await;
    page.says("were approved by Pia on Nov 20, 2026; reopen the approval first.").says("Approved</span>");
    page.says_nothing_of(&correct).says_nothing_of(&add);
    let times = [
        ("in_date", "2026-11-17"),
        ("in_time", "06:00"),
        ("out_date", "2026-11-17"),
        ("out_time", "06:30"),
        ("reason", "test"),
    ];
    for (path, fields) in [(&correct, &old), (&add, &new)] {
        lead.post(path, &typed(fields, &times)).await.is(422).says("were approved by Pia");
    }
    assert_eq!(test.count("entry_revision").await, 0);
}

#[tokio::test]
async fn somebody_without_hours_is_found_and_gets_an_entry() {
    let test = TestGateway::start().await;
    let bo = test.newcomer("Bo Newman", None).await;
    let mut lead = test.browser(Role::Manager).await;
    lead.get("/timesheets/week").await.says("Nobody has worked in this week.");
    let page = lead.get("/timesheets/week?find=newman").await;
    let cell = page.link("day=2026-11-16").unwrap();
    let add = format!("/timesheets/week/{}/add", bo.id);
    let fields = lead.get(cell.split('#').next().unwrap()).await.form(&add, &[]);
    let times = [
        ("in_date", "2026-11-16"),
        ("in_time", "7:00 AM"),
        ("out_date", "2026-11-16"),
        ("out_time", "3:30 PM"),
        ("reason", "forgot to clock in"),
    ];
    lead.submit(&add, &typed(&fields, &times)).await.says("The entry is added.").says("7:00a–3:30p").says("8:30");
    for nonsense in ["from=x", "from=0001-01-01", "who=7&day=2026-11-16", &format!("who={}&day=", bo.id)] {
        assert_eq!(lead.get(&format!("/timesheets/week?{nonsense}")).await.status, 404, "{nonsense}");
    }
}

#[tokio::test]
async fn a_page_has_twenty_people_and_stays_small_and_the_next_one_goes_on() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let mut all = Vec::new();
    for number in 0..30 {
        let one = person(gateway, workspace, &format!("Worker with a rather long name {number:02}")).await;
        for day in 9..=15 {
            all.push(entry(gateway, &one, &format!("2026-11-{day:02}T13:00:00Z"), Some(240)));
            all.push(entry(gateway, &one, &format!("2026-11-{day:02}T18:00:00Z"), Some(270)));
        }
    }
    let doubtful: Vec<_> = all.iter().step_by(14).cloned().collect();
    add(gateway, all).await;
    for entry in &doubtful {
        raise(gateway, entry, ExceptionKind::MissingClockOut).await;
    }
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/timesheets/week?from=2026-11-09").await;
    let people = |body: &str| body.matches("<th scope=\"row\">").count();
    assert_eq!(people(&page.body), 20);
    assert!(page.body.len() < 60 * 1024, "{} bytes", page.body.len());
    let next = payroll.get(&page.link("after=").unwrap()).await;
    assert_eq!(people(&next.body), 10);
}
