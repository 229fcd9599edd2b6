//! Reports are counted from indexes, most of them without a look at the rows.

use super::{Book, at, plans::searches};
use crate::store::reports;

#[test]
fn what_reports_count_is_found_by_time_in_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let within = (workspace, at(0), at(86_400));
    searches(&book, "COVERING INDEX punch_by_phone (workspace_id=? AND at>? AND at<?)", |tx| {
        reports::count_punches_by_phone(tx, within).unwrap()
    });
    for checks in [
        "voice_check_judged (workspace_id=? AND verdict=? AND status=? AND expected_at>? AND expected_at<?)",
        "voice_check_unjudged (workspace_id=? AND expected_at>? AND expected_at<?)",
    ] {
        let checks = format!("COVERING INDEX {checks}");
        searches(&book, &checks, |tx| reports::list_voice_checks(tx, within).unwrap());
    }
    let calls = "COVERING INDEX call_of_workspace_by_time (workspace_id=? AND answered_at>? AND answered_at<?)";
    searches(&book, calls, |tx| reports::list_calls(tx, within).unwrap());
    searches(&book, "exception_by_time (workspace_id=? AND at>? AND at<?)", |tx| {
        reports::list_raised(tx, within).unwrap()
    });
    searches(&book, "exception_settled (workspace_id=? AND settled_at>? AND settled_at<?)", |tx| {
        reports::list_settled(tx, within).unwrap()
    });
    searches(&book, "exception_standing (workspace_id=?)", |tx| reports::count_standing(tx, workspace).unwrap());
}

#[test]
fn calls_are_counted_by_quarters_of_an_hour_with_their_lengths() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let first = at(0).as_millisecond() / 900_000 * 900_000;
    // The last moment of one quarter, the first of the next, one that still goes on, and one of nobody's.
    for (name, answered, took, signed_in) in [
        ("CA1", first - 1, Some(5000), true),
        ("CA2", first, Some(2500), true),
        ("CA3", first + 1, None, true),
        ("CA4", first, Some(9), false),
    ] {
        let call = book.call(name).id;
        let whose = signed_in.then(|| (workspace.as_bytes().to_vec(), employee.as_bytes().to_vec()));
        let (of_workspace, of_employee) = whose.unzip();
        let changed = book.connection.execute(
            "UPDATE call SET answered_at = ?2, ended_at = ?3, workspace_id = ?4, employee_id = ?5 WHERE id = ?1",
            (call.as_bytes(), answered, took.map(|took| answered + took), of_workspace, of_employee),
        );
        assert_eq!(changed.unwrap(), 1);
    }
    let quarters = reports::list_calls(&mut book.tx(), (workspace, at(-86_400), at(86_400))).unwrap();
    let numbers = |quarter: &reports::QuarterHour| {
        let from = quarter.from.as_millisecond() - first;
        (from, quarter.calls, quarter.ended, quarter.millis, quarter.longest_millis)
    };
    assert_eq!(quarters.iter().map(numbers).collect::<Vec<_>>(), [(-900_000, 1, 1, 5000, 5000), (0, 2, 1, 2500, 2500)]);
    let other = book.workspace("South");
    assert_eq!(reports::list_calls(&mut book.tx(), (other, at(-86_400), at(86_400))).unwrap(), []);
}
