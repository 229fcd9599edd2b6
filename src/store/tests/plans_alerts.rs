//! The look of every minute is answered from indexes, however much has been clocked, raised and told.

use jiff::civil::date;

use super::{Book, at, plans::searches};
use crate::{
    domain::{
        alert::AlertKind,
        ids::{AlertLetterId, EntryId, UserId},
    },
    store::{alert_choices, alert_letters, alerts, line_spells, planned_starts},
};

#[test]
fn the_statements_of_alerts_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let user = UserId::generate(&book.ids());
    let closed = (at(0), at(60));
    searches(&book, "alert_open (workspace_id=?)", |tx| alerts::list_open(tx, workspace).unwrap());
    searches(&book, "alert_closed (workspace_id=? AND closed_at>? AND closed_at<?)", |tx| {
        alerts::list_closed(tx, workspace, closed, 9).unwrap()
    });
    searches(&book, "(workspace_id=? AND kind=? AND cause=?)", |tx| {
        alerts::was_raised(tx, workspace, AlertKind::NotHere, "x").unwrap()
    });
    searches(&book, "alert_letter_of_user", |tx| alert_letters::list_letters(tx, workspace, user, 9).unwrap());
    searches(&book, "(letter_id=?)", |tx| alert_letters::list_told(tx, AlertLetterId::generate(&book.ids())).unwrap());
    searches(&book, "alert_told_of_alert", |tx| alert_letters::list_told_of_open(tx, workspace).unwrap());
    searches(&book, "(workspace_id=?)", |tx| alert_choices::list_readers(tx, workspace).unwrap());
    searches(&book, "(workspace_id=? AND user_id=?)", |tx| alert_choices::list_choices(tx, workspace, user).unwrap());
    searches(&book, "time_entry_open_by_workspace", |tx| alerts::list_long(tx, workspace, at(0)).unwrap());
    searches(&book, "(id=?)", |tx| alerts::find_end(tx, workspace, EntryId::generate(&book.ids())).unwrap());
    searches(&book, "time_entry_of_employee_by_work_date (workspace_id=? AND employee_id=? AND work_date=?)", |tx| {
        alerts::find_first_start(tx, workspace, employee, date(2026, 11, 17)).unwrap()
    });
    let days = (date(2026, 11, 15), date(2026, 11, 17));
    searches(&book, "time_entry_by_work_date (workspace_id=? AND work_date>? AND work_date<?)", |tx| {
        alerts::list_long_weeks(tx, workspace, days, (38 * 3600, 0), at(0)).unwrap()
    });
    searches(&book, "call_fault_by_time (at>? AND at<?)", |tx| {
        line_spells::list_faults_since(tx, workspace, closed).unwrap()
    });
    searches(&book, "planned_start_of_employee", |tx| {
        planned_starts::list_of_employee(tx, workspace, employee).unwrap()
    });
    searches(&book, "(workspace_id=? AND weekday=?)", |tx| {
        planned_starts::list_of_day(tx, workspace, date(2026, 11, 17)).unwrap()
    });
}
