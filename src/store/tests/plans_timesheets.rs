//! Timesheets and approvals are answered from indexes, however many years of entries there are.

use jiff::civil::date;

use super::{
    Book, at,
    plans::{plan, searches},
};
use crate::{
    domain::{
        ids::{ApprovalId, EmployeeId},
        payroll::Period,
    },
    store::{
        approvals::{self, Approval, Reopening},
        entries, timesheets,
        whose::Whose,
    },
};

const WEEK: Period = Period { from: date(2025, 10, 6), to: date(2025, 10, 12) };

fn approval(book: &Book, workspace: crate::domain::ids::WorkspaceId, employee: EmployeeId) -> Approval {
    Approval {
        id: ApprovalId::generate(&book.ids()),
        workspace,
        employee,
        period: WEEK,
        regular_secs: 3600,
        overtime_secs: 0,
        approved_at: at(0),
        approved_by: None,
        approver: "Pat".to_owned(),
        reopened: None,
    }
}

#[test]
fn a_page_of_timesheets_comes_in_order_from_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let people: Vec<_> = ["Ana", "Bo"].iter().map(|name| book.employee(workspace, name)).collect();
    for after in [None, Some(people[0])] {
        let plan = plan(&book, |tx| timesheets::list_people_of(tx, workspace, WEEK, after, 51).unwrap());
        let uses = |index: &str| plan.iter().any(|line| line.contains(index));
        assert!(uses("employee_in_order (workspace_id=? AND "), "{plan:#?}");
        assert!(
            uses("time_entry_of_employee_by_work_date (workspace_id=? AND employee_id=? AND work_date>?"),
            "{plan:#?}"
        );
        assert!(uses("time_entry_open_once"), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
    let entries = plan(&book, |tx| {
        timesheets::list_entries_of(tx, workspace, &people, (WEEK.from, WEEK.to)).unwrap();
    });
    let by_day =
        "time_entry_of_employee_by_work_date (workspace_id=? AND employee_id=? AND work_date>? AND work_date<?)";
    assert!(entries.iter().any(|line| line.contains(by_day)), "{entries:#?}");
    assert!(!entries.iter().any(|line| line.contains("TEMP B-TREE")), "already in order: {entries:#?}");
    searches(&book, "time_entry_open_", |tx| timesheets::list_open_of(tx, workspace, &people, WEEK.to).unwrap());
    let everybody = plan(&book, |tx| {
        timesheets::list_entries_of(tx, workspace, Whose::Everybody, (WEEK.from, WEEK.to)).unwrap();
    });
    let by_day = "COVERING INDEX time_entry_by_work_date (workspace_id=? AND work_date>? AND work_date<?)";
    assert!(everybody.iter().any(|line| line.contains(by_day)), "{everybody:#?}");
    assert!(!everybody.iter().any(|line| line.contains("TEMP B-TREE")), "already in order: {everybody:#?}");
    searches(&book, "time_entry_open_by_workspace", |tx| {
        timesheets::list_open_of(tx, workspace, Whose::Everybody, WEEK.to).unwrap()
    });
    searches(&book, "exception_standing (workspace_id=?)", |tx| {
        timesheets::list_standing_of(tx, workspace, Whose::Everybody, (WEEK.from, WEEK.to)).unwrap()
    });
    searches(&book, "approval_by_period (workspace_id=? AND from_date>? AND from_date<?)", |tx| {
        approvals::list_approvals_of(tx, workspace, Whose::Everybody, WEEK).unwrap()
    });
    searches(&book, "approval_by_period (workspace_id=? AND from_date>? AND from_date<?)", |tx| {
        approvals::any_since(tx, workspace, WEEK, at(0)).unwrap()
    });
    searches(&book, "exception_once (employee_id=?)", |tx| {
        timesheets::list_standing_of(tx, workspace, &people, (WEEK.from, WEEK.to)).unwrap();
    });
    searches(&book, "approval_by_period (workspace_id=? AND from_date>? AND from_date<?)", |tx| {
        approvals::list_approvals_of(tx, workspace, &people, WEEK).unwrap();
    });
}

#[test]
fn people_have_a_timesheet_where_they_worked_are_still_in_or_were_approved() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let long_ago = at(-40 * 86_400);
    let [here, open, approved, over_midnight, earlier, voided, _] =
        ["Here", "Open", "Approved", "Over", "Earlier", "Voided", "Nobody"].map(|name| book.employee(workspace, name));
    // Thursday, 9 October 2025, 03:53 in Chicago; and the Sunday before the week.
    let monday = at(-3 * 86_400 - 3 * 3600);
    for (employee, in_at, out_at) in [
        (here, at(0), Some(at(3600))),
        (open, long_ago, None),
        (over_midnight, monday - jiff::SignedDuration::from_hours(6), Some(monday)),
        (earlier, long_ago, Some(long_ago)),
        (voided, at(0), Some(at(3600))),
    ] {
        let entry = book.entry(workspace, employee, in_at);
        entries::insert_open(&mut book.tx(), &entry).unwrap();
        if let Some(out_at) = out_at {
            entries::set_closed(&mut book.tx(), entry.id, out_at).unwrap();
        }
    }
    book.connection.execute("UPDATE time_entry SET voided_at = 1 WHERE employee_id = ?1", [voided.as_bytes()]).unwrap();
    let approval = approval(&book, workspace, approved);
    approvals::insert_approval(&mut book.tx(), &approval).unwrap();
    let elsewhere = book.workspace("South");
    book.open_entry(elsewhere, book.employee(elsewhere, "Theirs"));

    let listed = |after, limit| timesheets::list_people_of(&mut book.tx(), workspace, WEEK, after, limit).unwrap();
    let names =
        |people: Vec<timesheets::SheetEmployee>| people.into_iter().map(|person| person.name).collect::<Vec<_>>();
    assert_eq!(names(listed(None, 9)), ["Approved", "Here", "Open", "Over"]);
    assert_eq!(names(listed(Some(here), 1)), ["Open"]);
}

#[test]
fn hours_are_approved_once_at_a_time_and_an_approval_is_taken_back_once() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let first = approval(&book, workspace, employee);
    let mut tx = book.tx();
    approvals::insert_approval(&mut tx, &first).unwrap();
    approvals::insert_approval(&mut tx, &approval(&book, workspace, employee)).unwrap_err();
    let reopened =
        Reopening { at: at(1), by: None, reopener: "Kim".to_owned(), because: "a day is missing".to_owned() };
    approvals::set_reopened(&mut tx, first.id, &reopened).unwrap();
    approvals::set_reopened(&mut tx, first.id, &reopened).unwrap_err();
    let second = Approval { approved_at: at(2), ..approval(&book, workspace, employee) };
    approvals::insert_approval(&mut tx, &second).unwrap();
    let listed = approvals::list_approvals_of(&mut tx, workspace, &[employee], WEEK).unwrap();
    assert_eq!(listed, [Approval { reopened: Some(reopened), ..first.clone() }, second]);
    assert_eq!(approvals::find_approval(&mut tx, workspace, first.id).unwrap().as_ref(), Some(&listed[0]));
    let next_week = Period { from: date(2025, 10, 13), to: date(2025, 10, 19) };
    assert_eq!(approvals::list_approvals_of(&mut tx, workspace, &[employee], next_week).unwrap(), []);
    let other = book.workspace("South");
    assert_eq!(approvals::find_approval(&mut tx, other, first.id).unwrap(), None);
}
