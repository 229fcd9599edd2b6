//! Approvals, exports and decisions on exceptions.

use futures::{FutureExt, future::join_all};
use jiff::SignedDuration;
use phoneclock::{
    domain::{
        entry_change::ChangeReason,
        exception::ExceptionKind,
        export::{Format, JobSource, NamedBy, Profile},
        ids::{EntryId, ExportProfileId},
    },
    service::{
        Hold,
        audit::Actor,
        payroll::exports::{self, ExportError, ExportForm, profiles},
        timesheets::{
            approvals::{ApprovalError, version},
            changes::{self, Correction, EntryError, ExpectedEntry},
            entry_record,
            exceptions::{self, SettleError},
            sheets::{PeriodChoice, SheetProgress},
        },
    },
};

use crate::{
    exports::book::{Book, IN_THE_WEEK, ana, bo},
    support::{TestGateway, office},
    timesheets::{add, entry, person, raise},
};

/// Somebody at a desk of the workspace.
fn actor(test: &TestGateway, name: &str) -> Actor {
    Actor { name: name.to_owned(), ..Actor::at_the_machine(test.workspace.id) }
}

#[tokio::test]
async fn exports_at_once_make_one_batch() {
    let test = TestGateway::start().await;
    let book = Book::new(&test);
    for details in [ana(), bo()] {
        let one = book.person(details).await;
        book.entry(one, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
        book.approve(one).await;
    }
    let profile = Profile {
        name: "Head office".to_owned(),
        format: Format::Generic,
        company: String::new(),
        company_created: String::new(),
        named_by: NamedBy::PayrollId,
        regular_code: "REG".to_owned(),
        overtime_code: "OT".to_owned(),
        job_source: JobSource::Code,
        locations: false,
    };
    let (maker, id) = (actor(&test, "Ana"), ExportProfileId::generate(&test.store.ids()));
    test.in_office(move |u| profiles::add(u, &maker, id, profile)).await.unwrap();
    let (workspace, now, day) = (test.workspace.id, test.store.now(), IN_THE_WEEK.parse().unwrap());
    let seen = test.store.read(move |tx| exports::check(tx, workspace, id, Some(day), now)).await.unwrap();

    let made = join_all((0..8).map(|number| {
        let form = ExportForm { profile: id, day, expected_version: seen.version.clone(), signature: String::new() };
        let maker = actor(&test, &format!("Payroll {number}"));
        test.store.write(Hold::Workspace(workspace), move |u| exports::make(u, &maker, &form))
    }));
    let (made, refused): (Vec<_>, Vec<_>) = made.await.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 7));
    for refused in refused {
        assert!(matches!(refused, Err(ExportError::ChangedMeanwhile(_))), "{refused:?}");
    }
    assert_eq!(test.count("export_batch").await, 1);
    assert_eq!(test.column::<i64>("SELECT CAST(sum(secs) AS BIGINT) FROM export_line").await, [2 * 8 * 3600]);
}

#[tokio::test]
async fn an_approval_beside_a_correction_is_of_hours_that_were_seen_or_is_refused() {
    enum Outcome {
        Approved(Result<i64, ApprovalError>),
        Corrected(Result<(), EntryError>),
    }

    let test = TestGateway::start().await;
    let workspace = test.workspace.id;
    let day = IN_THE_WEEK.parse().unwrap();
    let (mut approved, mut corrected) = (0, 0);
    for round in 0..12 {
        let one = person(&test.gateway, workspace, &format!("Worker {round}")).await;
        let worked = entry(&test.gateway, &one, "2026-11-10T13:00:00Z", Some(60));
        add(&test.gateway, vec![worked.clone()]).await;
        let seen = version([&office::timesheet(&test.store, &one, PeriodChoice::Of(day)).await.timesheet]);
        let correction = Correction {
            in_at: worked.in_at,
            out_at: worked.out_at.map(|at| at + SignedDuration::from_mins(30)),
            job: None,
            claimed_in: None,
            claimed_out: None,
        };
        let expected = expected(&test, worked.id).await;
        let corrector = actor(&test, "The lead");
        let change = test.in_office(move |u| {
            changes::correct(
                u,
                &corrector,
                &expected,
                &correction,
                &ChangeReason::parse("forgot to clock out", "").unwrap(),
            )
        });
        let approve = office::approve(&test.store, actor(&test, "Payroll"), day, one.id, &seen);
        let approve = approve.map(|done| Outcome::Approved(done.map(|approval| approval.regular_secs)));
        let mut both = [approve.boxed(), change.map(Outcome::Corrected).boxed()];
        if round % 2 == 0 {
            both.reverse();
        }
        let (mut approval, mut change) = (None, None);
        for outcome in join_all(both).await {
            match outcome {
                Outcome::Approved(done) => approval = Some(done),
                Outcome::Corrected(done) => change = Some(done),
            }
        }
        let now = office::timesheet(&test.store, &one, PeriodChoice::Of(day)).await.timesheet;
        match (approval.unwrap(), change.unwrap()) {
            (Ok(secs), Err(EntryError::Locked(..))) => {
                approved += 1;
                assert_eq!((secs, now.regular_secs()), (3600, 3600));
                assert!(matches!(now.progress(), SheetProgress::Approved(_)));
            }
            (Err(ApprovalError::ChangedMeanwhile), Ok(())) => {
                corrected += 1;
                assert_eq!((now.regular_secs(), now.progress()), (5400, SheetProgress::Open));
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(approved > 0 && corrected > 0, "{approved} {corrected}");
}

/// The entry as a page would show it now.
async fn expected(test: &TestGateway, id: EntryId) -> ExpectedEntry {
    let (workspace, now) = (test.workspace.id, test.store.now());
    let record = test.store.read(move |tx| entry_record::find(tx, workspace, id, now)).await.unwrap();
    ExpectedEntry { id, version: record.unwrap().version }
}

#[tokio::test]
async fn an_exception_that_two_people_decide_at_once_is_decided_by_one() {
    let test = TestGateway::start().await;
    let one = person(&test.gateway, test.workspace.id, "Ana").await;
    let worked = entry(&test.gateway, &one, "2026-11-10T13:00:00Z", Some(60));
    add(&test.gateway, vec![worked.clone()]).await;
    raise(&test.gateway, &worked, ExceptionKind::JobMissing).await;
    let id = test.column("SELECT id FROM exception").await.remove(0);

    let decided = join_all(["Bo", "Cy"].map(|name| {
        let decider = actor(&test, name);
        test.in_office(move |u| exceptions::accept(u, &decider, id, name))
    }));
    let (decided, refused): (Vec<_>, Vec<_>) = decided.await.into_iter().partition(Result::is_ok);
    assert_eq!((decided.len(), refused.len()), (1, 1));
    let settlers: Vec<String> = test.column("SELECT settler FROM exception WHERE decision = 'accepted'").await;
    assert_eq!(settlers.len(), 1);
    let told = match refused.into_iter().next().unwrap() {
        Err(SettleError::Already(settled, _)) => settled.settler,
        other => panic!("{other:?}"),
    };
    assert_eq!(told.as_ref(), settlers.first());
    assert_eq!(test.count("audit_record WHERE action = 'accept exception'").await, 1);
}
