//! Pages of time entries: what is on them, in which order, and from which index.

use jiff::{SignedDuration, civil::Date};

use super::{Book, at, plans::plan, zone};
use crate::{
    domain::{
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, ExceptionId, JobId, WorkspaceId},
        job::Job,
    },
    store::{
        approvals,
        entries::Entry,
        entry_exceptions,
        entry_list::{self, EntryCursor, EntryListFilter, EntryStage},
        entry_record, entry_revisions,
        exceptions::{self, Exception},
        jobs,
    },
};

fn filter(stage: EntryStage) -> EntryListFilter {
    let day: Date = "2025-10-09".parse().unwrap();
    EntryListFilter {
        from: day,
        to: day.saturating_add(jiff::ToSpan::days(6)),
        employee: None,
        search: String::new(),
        job: None,
        place: None,
        stage,
        earliest_first: false,
        after: None,
    }
}

/// Four hours each, one behind the other.
fn add(book: &Book, (workspace, employee): (WorkspaceId, EmployeeId), hours: i64, job: Option<JobId>) -> EntryId {
    let in_at = at(hours * 3600);
    let entry = Entry {
        id: EntryId::generate(&book.ids()),
        workspace,
        employee,
        status: EntryStatus::Closed,
        in_at,
        out_at: Some(in_at + SignedDuration::from_hours(4)),
        zone: zone(),
        job,
    };
    entry_record::insert_entry(&mut book.tx(), &entry).unwrap();
    entry.id
}

fn job(book: &Book, workspace: WorkspaceId) -> JobId {
    let id = JobId::generate(&book.ids());
    let job = Job {
        id,
        workspace,
        name: "Roof".to_owned(),
        accounting_code: None,
        phone_code: None,
        everyone: true,
        archived_at: None,
    };
    jobs::insert_job(&mut book.tx(), &job, at(0)).unwrap();
    id
}

fn listed(book: &Book, workspace: WorkspaceId, filter: &EntryListFilter) -> Vec<EntryId> {
    let page = entry_list::list_page(&mut book.tx(), workspace, filter, 100).unwrap();
    page.into_iter().map(|listed| listed.decided.entry.id).collect()
}

#[test]
fn pages_follow_each_other_without_a_gap_and_without_a_repetition() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (ana, ben) = (book.employee(workspace, "Ana"), book.employee(workspace, "Ben"));
    let other = book.workspace("South");
    add(&book, (other, book.employee(other, "Ana")), 3, None);
    // Two begin at one moment, and one the day before the period, by the wall clock.
    let mut expected: Vec<_> = [0, 5, 10, 20, 30, 30, 100]
        .map(|hours| (hours, add(&book, (workspace, if hours == 30 { ben } else { ana }), hours, None)))
        .to_vec();
    add(&book, (workspace, ben), -10, None);
    expected.sort_unstable_by(|a, b| b.cmp(a));
    let expected: Vec<_> = expected.into_iter().map(|(_, id)| id).collect();
    assert_eq!(listed(&book, workspace, &filter(EntryStage::All)), expected);
    for earliest_first in [false, true] {
        let (mut found, mut after) = (Vec::new(), None::<EntryCursor>);
        loop {
            let filter = EntryListFilter { after, earliest_first, ..filter(EntryStage::All) };
            let page = entry_list::list_page(&mut book.tx(), workspace, &filter, 2).unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.cursor());
            found.extend(page.iter().map(|listed| listed.decided.entry.id));
        }
        if earliest_first {
            found.reverse();
        }
        assert_eq!(found, expected);
    }
}

#[test]
fn a_list_is_narrowed_to_what_is_asked_for() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (ana, ben) = (book.employee(workspace, "Ána 100%"), book.employee(workspace, "Ben"));
    let roof = job(&book, workspace);
    let (first, second) = (add(&book, (workspace, ana), 1, Some(roof)), add(&book, (workspace, ben), 2, None));
    let open = book.open_entry(workspace, ana).id;
    let mut voided =
        entry_record::find_decided(&mut book.tx(), workspace, add(&book, (workspace, ben), 9, None)).unwrap().unwrap();
    voided.voided_at = Some(at(9));
    voided.revision = 1;
    entry_record::set_decided(&mut book.tx(), &voided).unwrap();
    let exception = Exception {
        id: ExceptionId::generate(&book.ids()),
        workspace,
        employee: ben,
        entry: Some(second),
        call: None,
        kind: ExceptionKind::JobMissing,
        at: at(2),
        note: None,
    };
    exceptions::insert_exception(&mut book.tx(), &exception).unwrap();
    let only = |filter: EntryListFilter| listed(&book, workspace, &filter);
    assert_eq!(only(filter(EntryStage::Status(EntryStatus::Open))), [open]);
    assert_eq!(only(filter(EntryStage::Status(EntryStatus::Closed))), [second, first]);
    assert_eq!(only(filter(EntryStage::Status(EntryStatus::Unfinished))), []);
    assert_eq!(only(filter(EntryStage::Voided)), [voided.entry.id]);
    assert_eq!(only(filter(EntryStage::WithExceptions)), [second]);
    assert_eq!(only(EntryListFilter { job: Some(roof), ..filter(EntryStage::All) }), [first]);
    assert_eq!(only(EntryListFilter { employee: Some(ana), ..filter(EntryStage::All) }), [first, open]);
    assert_eq!(only(EntryListFilter { search: " ána 100%".to_owned(), ..filter(EntryStage::All) }), [first, open]);
    assert_eq!(only(EntryListFilter { search: "1%9".to_owned(), ..filter(EntryStage::All) }), []);
    let ids = [first, second];
    assert_eq!(entry_list::list_standing_of(&mut book.tx(), &ids).unwrap(), [(second, ExceptionKind::JobMissing)]);
    assert!(entry_list::list_standing_of(&mut book.tx(), &[]).unwrap().is_empty());
    assert!(entry_list::list_checks_of(&mut book.tx(), &ids).unwrap().is_empty());
}

#[test]
fn every_list_of_entries_comes_in_order_from_an_index() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let ana = book.employee(workspace, "Ana");
    let roof = job(&book, workspace);
    let entry = add(&book, (workspace, ana), 1, Some(roof));
    let after = Some(EntryCursor { work_date: "2025-10-10".parse().unwrap(), in_at: at(1), id: entry });
    let all = || filter(EntryStage::All);
    for (index, filter) in [
        ("time_entry_by_work_date (workspace_id=? AND ", all()),
        ("time_entry_by_work_date (workspace_id=? AND ", EntryListFilter { after, ..all() }),
        ("time_entry_by_work_date (workspace_id=? AND ", EntryListFilter { after, earliest_first: true, ..all() }),
        ("time_entry_by_work_date (workspace_id=? AND ", EntryListFilter { search: "ana".to_owned(), ..all() }),
        ("time_entry_by_work_date (workspace_id=? AND ", filter(EntryStage::WithExceptions)),
        ("time_entry_by_work_date (workspace_id=? AND ", filter(EntryStage::Voided)),
        ("time_entry_by_work_date (workspace_id=? AND ", filter(EntryStage::Status(EntryStatus::Closed))),
        ("time_entry_by_work_date (workspace_id=? AND ", filter(EntryStage::Status(EntryStatus::Unfinished))),
        (
            "time_entry_of_employee_by_work_date (workspace_id=? AND employee_id=? AND ",
            EntryListFilter { employee: Some(ana), after, ..all() },
        ),
        (
            "time_entry_of_job_by_work_date (workspace_id=? AND job_id=? AND ",
            EntryListFilter { job: Some(roof), ..all() },
        ),
    ] {
        let plan = plan(&book, |tx| entry_list::list_page(tx, workspace, &filter, 51).unwrap());
        assert!(plan.iter().any(|line| line.contains(index)), "{index}: {plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
    for (index, plan) in [
        ("exception_of_entry", plan(&book, |tx| entry_list::list_standing_of(tx, &[entry, entry]).unwrap())),
        ("punch_of_entry", plan(&book, |tx| entry_list::list_checks_of(tx, &[entry, entry]).unwrap())),
        ("time_entry_by", plan(&book, |tx| entry_list::any_entry(tx, workspace).unwrap())),
        ("(entry_id=?)", plan(&book, |tx| entry_revisions::list_revisions(tx, entry).unwrap())),
        ("punch_of_entry", plan(&book, |tx| entry_record::list_punches(tx, entry).unwrap())),
        ("exception_of_entry", plan(&book, |tx| entry_exceptions::list_exceptions(tx, entry).unwrap())),
        // Two indexes have these columns in this order; either finds the days of one person.
        (
            "(employee_id=? AND from_date>? AND from_date<?)",
            plan(&book, |tx| approvals::find_lock(tx, ana, all().from, all().to).unwrap()),
        ),
        ("approval_of_employee", plan(&book, |tx| approvals::was_reopened(tx, ana, all().from, all().to).unwrap())),
    ] {
        assert!(plan.iter().any(|line| line.contains(index)), "{index}: {plan:#?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN ")), "{plan:#?}");
    }
}
