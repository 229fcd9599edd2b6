//! What once read more with every year of entries is looked up: the start, the audit log, sessions, and the calls, the
//! approvals and the exports of one workspace among many.

use rusqlite::Connection;

use super::{
    Book, at,
    plans::{plan, searches},
};
use crate::{
    domain::{
        ids::{AuditId, ExportProfileId},
        payroll::Period,
    },
    store::{
        approvals,
        audit::{self, AuditFilter, AuditRow},
        calls, exports, retention, users,
    },
};

const WEEK: Period = Period { from: jiff::civil::date(2025, 10, 6), to: jiff::civil::date(2025, 10, 12) };

fn plan_of(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_start_looks_for_columns_to_fill_in_without_a_look_at_every_row() {
    let book = Book::open();
    for (table, column, index) in
        [("time_entry", "work_date", "time_entry_unfilled"), ("employee", "sort_name", "employee_unfilled")]
    {
        // As migrate::fill_column asks.
        let plan = plan_of(&book.connection, &format!("SELECT id, zone FROM {table} WHERE {column} = '' LIMIT 10000"));
        assert!(plan.iter().all(|line| line.contains(index)), "{plan:#?}");
    }
}

#[test]
fn every_list_of_the_audit_log_has_its_own_index() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let (actor, action) = (Some("Pat".to_owned()), Some("set PIN".to_owned()));
    for (index, filter) in [
        ("audit_record_in_order (workspace_id=? AND (at,id)<(?,?))", AuditFilter::default()),
        (
            "audit_record_of_actor (workspace_id=? AND actor=? AND (at,id)<(?,?))",
            AuditFilter { actor, ..AuditFilter::default() },
        ),
        (
            "audit_record_of_action (workspace_id=? AND action=? AND (at,id)<(?,?))",
            AuditFilter { action, ..AuditFilter::default() },
        ),
        (
            "audit_record_of_employee (workspace_id=? AND employee_id=? AND (at,id)<(?,?))",
            AuditFilter { employee: Some(employee), ..AuditFilter::default() },
        ),
    ] {
        for before in [None, Some((at(0), AuditId::from_bytes([7; 16])))] {
            let filter = AuditFilter { before, ..filter.clone() };
            let plan = plan(&book, |tx| audit::list_records(tx, workspace, &filter, 51).unwrap());
            assert!(plan.iter().any(|line| line.replace("at>? AND ", "").contains(index)), "{index}: {plan:#?}");
            assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
        }
    }
    let names = plan(&book, |tx| audit::list_actors_and_actions(tx, workspace).unwrap());
    for index in [
        "COVERING INDEX audit_record_of_actor (workspace_id=? AND actor>?)",
        "COVERING INDEX audit_record_of_action (workspace_id=? AND action>?)",
    ] {
        assert!(names.iter().any(|line| line.contains(index)), "{names:#?}");
    }
}

#[test]
fn whoever_is_in_the_audit_log_is_named_once_and_in_order() {
    let book = Book::open();
    let (workspace, other) = (book.workspace("North"), book.workspace("South"));
    let note = |workspace, actor: &str, action: &str| {
        let record = AuditRow {
            id: AuditId::generate(&book.ids()),
            workspace,
            at: at(0),
            user: None,
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject: "Ana".to_owned(),
            employee: None,
            before: None,
            after: None,
            address: String::new(),
        };
        audit::insert_record(&mut book.tx(), &record).unwrap();
    };
    for _ in 0..3 {
        note(workspace, "Pat", "set PIN");
        note(workspace, "Kim", "add job");
        note(workspace, "Kim", "set PIN");
    }
    note(other, "Zoe", "add user");
    let named = |workspace| audit::list_actors_and_actions(&mut book.tx(), workspace).unwrap();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(named(workspace), (names(&["Kim", "Pat"]), names(&["add job", "set PIN"])));
    assert_eq!(named(book.workspace("East")), (Vec::new(), Vec::new()));
}

#[test]
fn one_workspace_is_found_among_many() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let profile = ExportProfileId::generate(&book.ids());
    searches(&book, "call_of_workspace_by_time (workspace_id=? AND answered_at>? AND answered_at<?)", |tx| {
        calls::list_calls(tx, Some(workspace), at(0), at(1), 9).unwrap()
    });
    searches(&book, "call_by_time (answered_at>? AND answered_at<?)", |tx| {
        calls::list_calls(tx, None, at(0), at(1), 9).unwrap()
    });
    searches(&book, "web_session_by_last_seen (last_seen_at<?)", |tx| users::prune_sessions(tx, at(0), at(0)).unwrap());
    searches(&book, "web_session_by_beginning (began_at<?)", |tx| users::prune_sessions(tx, at(0), at(0)).unwrap());
    let overdue = plan(&book, |tx| retention::list_overdue(tx, at(0)).unwrap());
    assert!(overdue.iter().any(|line| line.contains("voice_check_with_audio (workspace_id=? AND stored_at<?)")));
    assert!(overdue.iter().all(|line| !line.starts_with("SCAN ") || *line == "SCAN w"), "{overdue:#?}");
    // Of ten years of pay periods only those that can reach into the days that are asked about.
    let (from, to) = (WEEK.from, WEEK.to);
    let lately = "(employee_id=? AND from_date>? AND from_date<?)";
    searches(&book, lately, |tx| assert!(approvals::find_lock(tx, employee, from, to).unwrap().is_none()));
    searches(&book, lately, |tx| assert!(!approvals::was_reopened(tx, employee, from, to).unwrap()));
    let batches = "export_batch_of_period (profile_id=? AND from_date>? AND from_date<?)";
    searches(&book, batches, |tx| exports::list_told(tx, profile, WEEK).unwrap());
    searches(&book, batches, |tx| exports::list_batches_of(tx, profile, WEEK).unwrap());
}
