//! Links to workers' own pages and what is said there are found in indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::payroll::Period,
    store::{claims, timesheet_answers, worker_links},
};

#[test]
fn the_statements_of_a_workers_page_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    searches(&book, "(token_hash=?)", |tx| {
        assert!(worker_links::find_by_token(tx, b"x").unwrap().is_none());
    });
    searches(&book, "worker_link_in_use (employee_id=?)", |tx| {
        assert!(worker_links::find_of_employee(tx, workspace, employee).unwrap().is_none());
    });
    searches(&book, "worker_link_in_use (employee_id=?)", |tx| {
        assert!(!worker_links::end_worker_link(tx, employee, at(0)).unwrap());
    });
    searches(&book, "worker_link_by_end (ends_at<?)", |tx| {
        assert_eq!(worker_links::prune(tx, at(0)).unwrap(), 0);
    });
    let day = jiff::civil::date(2026, 11, 9);
    let plan = "timesheet_answer_of_period (workspace_id=? AND from_date=? AND to_date=? AND employee_id=?)";
    searches(&book, plan, |tx| {
        let period = Period { from: day, to: day };
        let answers = timesheet_answers::list_answers_of(tx, workspace, &[employee], period);
        assert!(answers.unwrap().is_empty());
    });
    searches(&book, "claim_of_employee (employee_id=? AND at>?)", |tx| {
        assert!(claims::list_of_employee(tx, (workspace, employee), at(0), 9).unwrap().is_empty());
    });
    searches(&book, "claim_of_employee (employee_id=?)", |tx| {
        assert_eq!(claims::count_on_page(tx, employee, at(0)).unwrap(), 0);
    });
    searches(&book, "(made_by=?)", |tx| {
        assert!(!claims::is_made(tx, "x").unwrap());
    });
}
