//! Approving hours: refused with reasons, passed, taken back; never twice, and never other hours than those shown.

use std::sync::Arc;

use jiff::{SignedDuration, civil::date};
use phoneclock::{
    domain::{exception::ExceptionKind, ids::EmployeeId, user::Role},
    service::{
        Services,
        audit::Actor,
        timesheets::{
            approvals::{self, ApprovalError, version},
            sheets::{PeriodChoice, SheetProgress, Timesheet},
        },
    },
    store::{Hold, StoreError, entries, exceptions, tx::Value},
};

use crate::{
    support::{
        TestGateway, at,
        browser::{Browser, Page},
        office::{self, timesheet},
        postgres::in_words_of_the_engine,
    },
    timesheets::{add, entry, person, raise},
};

const LAST_WEEK: &str = "/approvals?from=2026-11-09";
const DAY: jiff::civil::Date = date(2026, 11, 9);

/// The value of a hidden field in the form that approves this employee.
fn version_on(page: &Page, employee: EmployeeId) -> String {
    let (_, rest) = page.body.split_once(&format!("name=\"employee\" value=\"{employee}\"")).expect("a form");
    rest.split_once("name=\"expected_version\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

async fn approve(browser: &mut Browser, employee: EmployeeId) -> Page {
    let page = browser.get(LAST_WEEK).await;
    let version = version_on(&page, employee);
    browser
        .post(
            "/approvals",
            &[("from", "2026-11-09"), ("employee", &employee.to_string()), ("expected_version", &version)],
        )
        .await
}

async fn count_approvals(gateway: &Services) -> i64 {
    let sql = in_words_of_the_engine("SELECT count(*) FROM approval");
    let counted = gateway.store.db().read(move |tx| tx.query(&sql, &[]));
    counted.await.unwrap()[0].get(0).unwrap()
}

async fn sheet(gateway: &Arc<Services>, employee: &phoneclock::domain::employee::Employee) -> Timesheet {
    timesheet(&gateway.store, employee, PeriodChoice::Of(DAY)).await.timesheet
}

#[tokio::test]
async fn approving_is_refused_with_the_list_until_everything_is_settled() {
    let test = TestGateway::start().await;
    let gateway = &test.gateway;
    let ana = person(gateway, test.workspace.id, "Ana").await;
    let doubtful = entry(gateway, &ana, "2026-11-10T13:00:00Z", Some(9 * 60));
    let open = entry(gateway, &ana, "2026-11-15T20:00:00Z", None);
    add(gateway, vec![doubtful.clone(), open.clone()]).await;
    raise(gateway, &doubtful, ExceptionKind::NotThisPerson).await;
    raise(gateway, &doubtful, ExceptionKind::VoiceCheckClipped).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/approvals").await;
    assert!(page.text().contains("Nov 9 – 15"), "the last period that is over: {}", page.text());
    assert!(!page.text().contains("ready.") && !page.body.contains("Approve the"), "nobody is clean");

    // What would be refused is not offered; a form from before is refused all the same.
    page.says("Resolve first").says_nothing_of(&format!("name=\"employee\" value=\"{}\"", ana.id));
    let open_version = version([&sheet(gateway, &ana).await]);
    let form = [("from", "2026-11-09"), ("employee", &ana.id.to_string()), ("expected_version", &open_version)];
    let refused = payroll.post("/approvals", &form).await;
    assert_eq!(refused.status, 422);
    test.assert_reads("payroll/approvals_first_settle", &refused).await;
    let (_, problem) = refused.body.split_once("role=\"alert\"").unwrap();
    let problem = problem.split_once("</div>").unwrap().0;
    assert!(problem.contains("The hours of Ana are not approved. Resolve first:"), "{problem}");
    assert!(problem.contains(&format!("/time-entries/{}", doubtful.id)), "{problem}");
    assert!(!problem.to_lowercase().contains("clipped"), "does not block: {problem}");
    assert_eq!(count_approvals(gateway).await, 0);

    let settled = gateway.store.db().write(Hold::Gateway, move |tx| {
        exceptions::settle(
            tx,
            (doubtful.id, None),
            ExceptionKind::NotThisPerson,
            "it was her",
            at("2026-11-17T13:00:00Z"),
        )?;
        entries::set_closed(tx, open.id, at("2026-11-15T22:00:00Z"))
    });
    settled.await.unwrap();
    let passed = approve(&mut payroll, ana.id).await;
    assert_eq!(passed.to(), Some("/approvals?from=2026-11-09"), "{}", passed.text());
    test.assert_reads("payroll/approvals_passed", &payroll.get(LAST_WEEK).await).await;
    let approved = sheet(gateway, &ana).await;
    let SheetProgress::Approved(approval) = approved.progress() else { panic!("{:?}", approved.progress()) };
    assert_eq!((approval.regular_secs, approval.overtime_secs), (11 * 3600, 0));
    let log = test.audit_log().await;
    assert_eq!((log.records[0].action.as_str(), log.records[0].subject.as_str()), ("approve hours", "Ana"));

    // A second time says who was faster.
    let version = version([&approved]);
    let form = [("from", "2026-11-09"), ("employee", &ana.id.to_string()), ("expected_version", &version)];
    let again = payroll.post("/approvals", &form).await;
    assert_eq!(again.status, 422);
    assert!(
        again.text().contains("Ana's hours from Nov 9, 2026 to Nov 15, 2026 were approved by The payroll"),
        "{}",
        again.text()
    );
    assert_eq!(count_approvals(gateway).await, 1);
}

#[tokio::test]
async fn all_who_are_clean_are_approved_at_once_and_nobody_else() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let mut people = Vec::new();
    for name in ["Ana", "Bo", "Cy", "Di"] {
        people.push(person(gateway, workspace, name).await);
    }
    let all: Vec<_> = people.iter().map(|one| entry(gateway, one, "2026-11-10T13:00:00Z", Some(60))).collect();
    add(gateway, all.clone()).await;
    raise(gateway, &all[1], ExceptionKind::JobMissing).await;
    raise(gateway, &all[2], ExceptionKind::VoiceCheckSilent).await;
    let mut owner = test.browser(Role::Owner).await;
    let page = owner.get(LAST_WEEK).await;
    assert!(page.text().contains("Approve the 3 that are ready"), "{}", page.text());
    let stale = page.value("expected_version");

    // Somebody's hours change before the button is pressed: nothing is approved unseen.
    raise(gateway, &all[3], ExceptionKind::Overlapping).await;
    let refused = owner.post("/approvals", &[("from", "2026-11-09"), ("expected_version", &stale)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("hours have changed since you opened the page"), "{}", refused.text());
    assert!(refused.text().contains("Approve the 2 that are ready"), "{}", refused.text());
    assert_eq!(count_approvals(gateway).await, 0);

    let form = [("from", "2026-11-09"), ("expected_version", &refused.value("expected_version"))];
    let page = owner.submit("/approvals", &form).await.text();
    assert!(page.contains("The hours of 2 people are approved.") && page.contains("2 of 4 approved. 2 with"), "{page}");
    for (one, approved) in people.iter().zip([true, false, true, false]) {
        assert_eq!(
            matches!(sheet(gateway, one).await.progress(), SheetProgress::Approved(_)),
            approved,
            "{}",
            one.details.name
        );
    }
    let blocked = owner.get(&format!("{LAST_WEEK}&show=blocked")).await.text();
    assert!(blocked.contains("Bo") && blocked.contains("Di") && !blocked.contains("Cy"), "{blocked}");
    let none = owner.post("/approvals", &form).await;
    assert!(none.text().contains("there is nothing to approve"), "{}", none.text());
    assert_eq!(count_approvals(gateway).await, 2);
}

#[tokio::test]
async fn a_period_is_approved_when_it_is_over_in_the_workspaces_zone() {
    let test = TestGateway::start().await;
    let gateway = &test.gateway;
    let ana = person(gateway, test.workspace.id, "Ana").await;
    add(gateway, vec![entry(gateway, &ana, "2026-11-16T13:00:00Z", Some(60))]).await;
    // Sunday, a second before midnight in Chicago.
    test.clock.set(at("2026-11-23T05:59:59Z"));
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/approvals?from=2026-11-16").await.text();
    assert!(page.contains("its last day is Sun, Nov 22. Hours can be approved starting Mon, Nov 23."), "{page}");
    assert!(!page.contains("Approve the"), "{page}");
    let view = timesheet(&gateway.store, &ana, PeriodChoice::Current).await;
    let version = version([&view.timesheet]);
    let form = [("from", "2026-11-16"), ("employee", &ana.id.to_string()), ("expected_version", &version)];
    test.clock.set(at("2026-11-23T05:59:59Z"));
    let refused = payroll.post("/approvals", &form).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("its last day is Sun, Nov 22; approve it from Mon, Nov 23 on"),
        "{}",
        refused.text()
    );
    test.advance(SignedDuration::from_secs(1));
    assert_eq!(payroll.post("/approvals", &form).await.status, 303);
}

#[tokio::test]
async fn a_period_without_entries_says_so() {
    let test = TestGateway::start().await;
    let ana = person(&test.gateway, test.workspace.id, "Ana").await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(LAST_WEEK).await;
    assert!(page.text().contains("There is nothing to approve in this period: nobody has a time entry in it."));
    assert!(!page.body.contains("action=\"/approvals\" class=\"actions\""));
    for employee in [ana.id.to_string(), String::new()] {
        let page = payroll.post("/approvals", &[("from", "2026-11-09"), ("employee", &employee)]).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("Nothing was approved: there is nothing to approve."), "{}", page.text());
    }
    assert_eq!(payroll.post("/approvals", &[("from", "today")]).await.status, 400);
    assert_eq!(payroll.get("/approvals?from=today").await.status, 404);
    let nobody = Actor::at_the_machine(test.workspace.id).workspace.to_string();
    assert_eq!(payroll.post("/approvals", &[("from", "2026-11-09"), ("employee", &nobody)]).await.status, 404);
    assert_eq!(count_approvals(&test.gateway).await, 0);
}

#[tokio::test]
async fn an_approval_is_taken_back_with_a_reason_that_stays() {
    let test = TestGateway::start().await;
    let gateway = &test.gateway;
    let ana = person(gateway, test.workspace.id, "Ana").await;
    add(gateway, vec![entry(gateway, &ana, "2026-11-10T13:00:00Z", Some(60))]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    assert_eq!(approve(&mut payroll, ana.id).await.status, 303);
    let approved = sheet(gateway, &ana).await;
    let id = approved.approvals[0].id;
    let path = format!("/approvals/{id}/reopen");

    let long = "x".repeat(501);
    for reason in ["", "  ", &long] {
        let refused = payroll.post(&path, &[("from", "2026-11-09"), ("because", reason)]).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.wrong(&format!("because-{id}")), "Say why, in at most 500 characters.");
        assert_eq!(refused.value("because"), reason, "what was typed is kept");
    }
    assert!(matches!(sheet(gateway, &ana).await.progress(), SheetProgress::Approved(_)));
    let reason = "the 11th is missing; <b>Ana</b> says so";
    let page = payroll.submit(&path, &[("from", "2026-11-09"), ("because", reason)]).await.text();
    assert!(page.contains("can be changed again") && page.contains("Reopened") && page.contains(reason), "{page}");
    let again = payroll.post(&path, &[("from", "2026-11-09"), ("because", "me too")]).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("The payroll has taken this approval back already"), "{}", again.text());

    add(gateway, vec![entry(gateway, &ana, "2026-11-11T13:00:00Z", Some(60))]).await;
    assert_eq!(approve(&mut payroll, ana.id).await.status, 303);
    let page = payroll.get(&format!("/timesheets/{}?from=2026-11-09", ana.id)).await.text();
    for words in ["1:00 regular and 0:00 overtime.", reason, "2:00 regular and 0:00 overtime."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let log = test.audit_log().await;
    let actions: Vec<_> = log.records.iter().take(3).map(|record| record.action.as_str()).collect();
    assert_eq!(actions, ["approve hours", "reopen approved hours", "approve hours"]);
    // Another employer's owner gets nowhere.
    let theirs = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(theirs, Role::Owner).await;
    assert_eq!(stranger.post(&path, &[("because", "x")]).await.status, 404);
    let form = [("from", "2026-11-09"), ("employee", &ana.id.to_string())];
    assert_eq!(stranger.post("/approvals", &form).await.status, 404);
}

#[tokio::test]
async fn two_people_who_approve_at_once_approve_once() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "Ana").await;
    let bo = person(gateway, workspace, "Bo").await;
    let all = [&ana, &bo].map(|one| entry(gateway, one, "2026-11-10T13:00:00Z", Some(60)));
    add(gateway, all.to_vec()).await;
    let one = version([&sheet(gateway, &ana).await]);
    let (now, choice) = (gateway.store.now(), PeriodChoice::Of(DAY));
    let overview = gateway.store.read(move |tx| approvals::overview(tx, workspace, choice, now)).await.unwrap();
    let clean = version(overview.clean());
    let actor = || Actor::at_the_machine(workspace);
    let (first, second, both) = tokio::join!(
        office::approve(&gateway.store, actor(), DAY, ana.id, &one),
        office::approve(&gateway.store, actor(), DAY, ana.id, &one),
        office::approve_clean(&gateway.store, actor(), DAY, &clean),
    );
    let singly = [&first, &second].into_iter().filter(|outcome| outcome.is_ok()).count();
    match both {
        Ok(count) => assert_eq!((count, singly), (2, 0)),
        Err(ApprovalError::ChangedMeanwhile) => assert_eq!(singly, 1),
        Err(other) => panic!("{other}"),
    }
    let refused = if first.is_ok() { second } else { first };
    assert!(matches!(refused, Err(ApprovalError::Already { .. })), "{refused:?}");
    assert_eq!(count_approvals(gateway).await, if singly == 1 { 1 } else { 2 });
}

#[tokio::test]
async fn an_entry_that_changes_while_it_is_approved_is_approved_as_it_is_or_not_at_all() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let (mut changed_first, mut approved_first) = (0, 0);
    for round in 0..12 {
        let one = person(gateway, workspace, &format!("Worker {round}")).await;
        let entry = entry(gateway, &one, "2026-11-10T13:00:00Z", Some(60));
        add(gateway, vec![entry.clone()]).await;
        let version = version([&sheet(gateway, &one).await]);
        // As every change by a person does, it looks in its own transaction whether the day is locked.
        let change = gateway.store.db().write(Hold::Gateway, move |tx| {
            let id = || vec![Value::from(entry.employee)];
            const LOCKS: &str = "SELECT 1 FROM approval WHERE employee_id = ?1 AND reopened_at IS NULL";
            const CHANGE: &str = "UPDATE time_entry SET out_at = out_at + 1800000 WHERE employee_id = ?1";
            let locks = tx.query(&in_words_of_the_engine(LOCKS), &id())?;
            if !locks.is_empty() {
                return Ok::<_, StoreError>(false);
            }
            tx.execute(&in_words_of_the_engine(CHANGE), &id())?;
            Ok(true)
        });
        let approve = office::approve(&gateway.store, Actor::at_the_machine(workspace), DAY, one.id, &version);
        let (changed, approved) = if round % 2 == 0 {
            tokio::join!(change, approve)
        } else {
            let (approved, changed) = tokio::join!(approve, change);
            (changed, approved)
        };
        let now = sheet(gateway, &one).await;
        match (changed.unwrap(), approved) {
            (true, Err(ApprovalError::ChangedMeanwhile)) => {
                changed_first += 1;
                assert_eq!((now.progress(), now.regular_secs()), (SheetProgress::Open, 5400));
            }
            (false, Ok(approval)) => {
                approved_first += 1;
                assert_eq!((approval.regular_secs, now.regular_secs()), (3600, 3600));
                assert_eq!(now.progress(), SheetProgress::Approved(&approval));
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(changed_first > 0 && approved_first > 0, "{changed_first} {approved_first}");
}
