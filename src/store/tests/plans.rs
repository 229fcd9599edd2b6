//! The statements of every call are answered from indexes, however large the tables grow.

use rusqlite::Connection;

use super::{Book, at};
use crate::{
    domain::{
        caller::Caller,
        ids::{ExportBatchId, ExportProfileId, JobId, KnownBrowserId, MailId, ProviderCallId, ReplicaId, UserId},
        language::Language,
        payroll::Period,
        phone_status::PhoneStatus,
        user::Email,
    },
    store::{
        StoreError, Tx, board, calls,
        cursor::Cursor,
        employees, entries, exceptions, exports, jobs, known_browsers,
        mails::{self, MailKind},
        password_tries::{self, PasswordTry},
        people::{self, EmployeeFilter},
        phone_clock_ids,
        phone_clocking::{self, RolloutFilter},
        setup_links, sign_ins,
        sqlite::transaction::SqliteTx,
        tasks,
        tx::{Row, Value},
        users::{self, PasswordLinkKind},
        voice_checks,
    },
};

/// Notes how SQLite goes about each statement before it runs it.
struct Explained<'c> {
    connection: &'c Connection,
    plan: Vec<String>,
}

impl Explained<'_> {
    fn explain(&mut self, sql: &str, params: &[Value]) {
        let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map(rusqlite::params_from_iter(params), |row| row.get::<_, String>(3)).unwrap();
        self.plan.extend(lines.map(Result::unwrap));
    }
}

impl Tx for Explained<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.explain(sql, params);
        SqliteTx::new(self.connection).execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.explain(sql, params);
        SqliteTx::new(self.connection).query(sql, params)
    }
}

pub(super) fn plan<T>(book: &Book, run: impl FnOnce(&mut dyn Tx) -> T) -> Vec<String> {
    let mut explained = Explained { connection: &book.connection, plan: Vec::new() };
    run(&mut explained);
    explained.plan
}

/// Every table is searched, none is scanned, and the index is the one that is meant.
#[track_caller]
pub(super) fn searches<T>(book: &Book, index: &str, run: impl FnOnce(&mut dyn Tx) -> T) {
    let plan = plan(book, run);
    assert!(plan.iter().any(|line| line.contains(index)), "{index}: {plan:#?}");
    assert!(!plan.iter().any(|line| line.starts_with("SCAN ") && line != "SCAN CONSTANT ROW"), "{plan:#?}");
}

#[test]
fn the_statements_of_a_call_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let id = book.phone_clock_id(employee);
    let call = book.call("CA1").id;
    let caller = Caller::parse("+15555550123");
    let provider_call = ProviderCallId::parse("CA1").unwrap();
    searches(&book, "(provider=? AND provider_call_id=?)", |tx| {
        calls::find_call(tx, "twilio", &provider_call).unwrap()
    });
    searches(&book, "(call_id=? AND step=?)", |tx| calls::find_step(tx, call, 0).unwrap());
    searches(&book, "time_entry_open_by_workspace (workspace_id=? AND employee_id=?)", |tx| {
        entries::find_open(tx, workspace, employee).unwrap()
    });
    searches(&book, "time_entry_by_employee", |tx| {
        entries::find_last_clocked(tx, (workspace, employee), at(0)).unwrap()
    });
    searches(&book, "(caller=? AND at>? AND at<?)", |tx| {
        assert_eq!(sign_ins::count_failures(tx, &caller, (at(0), at(9_000))).unwrap(), 0)
    });
    searches(&book, "failed_sign_in_at_nobodys", |tx| {
        assert_eq!(sign_ins::count_unknown_ids(tx, (at(0), at(9_000)), 9).unwrap(), 0)
    });
    searches(&book, "(digits=?)", |tx| phone_clock_ids::find_credential(tx, &id).unwrap());
    searches(&book, "(phone_clock_id=?)", |tx| {
        sign_ins::get_guards(tx, &id).unwrap();
    });
    searches(&book, "(employee_id=? AND caller=?)", |tx| {
        sign_ins::is_known_phone(tx, employee, &caller).unwrap();
    });
    searches(&book, "known_phone_by_caller", |tx| sign_ins::find_language_of_caller(tx, &caller).unwrap());
    searches(&book, "job_code_once", |tx| jobs::find_active_by_code(tx, workspace, employee, "41").unwrap());
    searches(&book, "job_code_once", |tx| assert!(!jobs::any_with_code(tx, workspace, employee).unwrap()));
    searches(&book, "(call_id=?)", |tx| voice_checks::find_of_call(tx, call).unwrap());
}

#[test]
fn the_pages_of_employees_and_jobs_come_in_order_from_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let job = JobId::generate(&book.ids());
    let filter = EmployeeFilter {
        search: "50%_\\".to_owned(),
        active: Some(true),
        language: Some(Language::En),
        has_pin: Some(false),
        starts_after: None,
    };
    for place in [Cursor::Start, Cursor::After(employee), Cursor::Before(employee)] {
        let plan = plan(&book, |tx| people::list_filtered(tx, workspace, &filter, place, 51).unwrap());
        assert!(plan.iter().any(|line| line.contains("employee_in_order (workspace_id=? AND ")), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
    searches(&book, "(workspace_id=?)", |tx| people::count_filtered(tx, workspace, &filter).unwrap());
    searches(&book, "employee_number_once", |tx| {
        assert!(employees::find_by_number(tx, workspace, "7").unwrap().is_none())
    });
    let plan = plan(&book, |tx| {
        assert!(jobs::list_page(tx, workspace, Some(true), Cursor::After(job), 51).unwrap().is_empty());
    });
    assert!(plan.iter().any(|line| line.contains("job_by_workspace (workspace_id=? AND ")), "{plan:#?}");
    assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
}

#[test]
fn the_statements_of_background_work_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana")).id;
    searches(&book, "task_by_state (state=? AND run_at<?)", |tx| {
        tasks::lease_due(tx, ReplicaId::from_bytes([1; 16]), (at(0), at(1)), 9).unwrap()
    });
    searches(&book, "task_by_state", |tx| tasks::find_next_due(tx).unwrap());
    searches(&book, "task_by_state", |tx| tasks::count_by_state(tx).unwrap());
    searches(&book, "task_by_state", |tx| tasks::prune_done(tx, at(0)).unwrap());
    searches(&book, "call_going_on", |tx| calls::list_silent_since(tx, at(0), 9).unwrap());
    searches(&book, "call_step_with_reply", |tx| calls::prune_replies(tx, at(0)).unwrap());
    searches(&book, "failed_sign_in_by_time", |tx| sign_ins::prune_failures(tx, at(0)).unwrap());
    searches(&book, "exception_of_entry", |tx| exceptions::list_standing(tx, entry).unwrap());
    searches(&book, "time_entry_by_workspace", |tx| {
        entries::list_entries(tx, workspace, at(0), at(1)).unwrap();
    });
}

#[test]
fn the_statements_of_the_board_and_of_an_employees_page_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let id = book.call("CA1").id;
    searches(&book, "time_entry_open_by_workspace", |tx| board::list_present(tx, workspace, None, 101).unwrap());
    searches(&book, "time_entry_by_employee", |tx| board::list_entries_of(tx, workspace, employee, 20).unwrap());
    searches(&book, "call_by_employee", |tx| calls::list_calls_of(tx, workspace, employee, None, 10).unwrap());
    let before = Some((at(0), id));
    let plan = plan(&book, |tx| calls::list_calls_of(tx, workspace, employee, before, 10).unwrap());
    assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE")), "{plan:#?}");
}

#[test]
fn the_statements_of_mail_and_of_forgotten_passwords_use_indexes() {
    let book = Book::open();
    let user = UserId::generate(&book.ids());
    searches(&book, "password_link_of_user", |tx| assert_eq!(mails::find_last_of_user(tx, user).unwrap(), None));
    searches(&book, "(id=?)", |tx| mails::get_mail(tx, MailId::generate(&book.ids())).unwrap_err());
    for kind in MailKind::ALL.into_iter().filter(|kind| !matches!(kind, MailKind::Notice | MailKind::Alert)) {
        searches(&book, "(id=?)", |tx| assert_eq!(mails::find_link(tx, kind, [7; 16]).unwrap(), None));
    }
    for index in ["password_request_by_email", "password_request_by_address"] {
        searches(&book, index, |tx| users::count_password_requests(tx, b"x", "y", at(0), at(1)).unwrap());
    }
    searches(&book, "password_request_by_time", |tx| users::forget_later_password_requests(tx, at(0)).unwrap());
    searches(&book, "password_link_of_user", |tx| {
        assert_eq!(users::find_waiting_link(tx, user, PasswordLinkKind::Reset, at(0)).unwrap(), None);
    });
    searches(&book, "password_request_by_time", |tx| users::prune_password_requests(tx, at(0)).unwrap());
    searches(&book, "failed_password_by_time", |tx| password_tries::prune_tries(tx, at(0)).unwrap());
    searches(&book, "failed_password_by_time", |tx| password_tries::forget_later_tries(tx, at(0)).unwrap());
    let browser = KnownBrowserId::generate(&book.ids());
    for (browser, index) in [
        (None, "failed_password_by_email"),
        (None, "failed_password_by_address"),
        (Some(browser), "failed_password_by_email"),
    ] {
        let tried = PasswordTry { email_hash: [7; 32], address: "y".to_owned(), browser };
        searches(&book, index, |tx| password_tries::count_tries(tx, &tried, at(0), at(1)).unwrap());
        searches(&book, "failed_password_by_email", |tx| password_tries::clear_tries_like(tx, &tried).unwrap());
    }
    let email = Email::parse("ana@example.com").unwrap();
    searches(&book, "(token_hash=?", |tx| assert_eq!(known_browsers::find_of_email(tx, &email, b"x").unwrap(), None));
    searches(&book, "known_browser_once", |tx| known_browsers::set_token(tx, b"x", b"y").unwrap());
    searches(&book, "known_browser_of_user", |tx| known_browsers::keep_newest(tx, user, 20).unwrap());
    searches(&book, "known_browser_by_last_seen", |tx| known_browsers::prune(tx, at(0)).unwrap());
}

#[test]
fn the_statements_of_a_roll_out_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    searches(&book, "(token_hash=?)", |tx| assert!(setup_links::find_link(tx, &[1; 32]).unwrap().is_none()));
    searches(&book, "setup_link_of_page", |tx| assert!(setup_links::find_link(tx, &[1; 32]).unwrap().is_none()));
    searches(&book, "setup_code_waiting_once", |tx| assert!(setup_links::find_code(tx, "012345").unwrap().is_none()));
    searches(&book, "failed_setup_code_by_address", |tx| {
        assert_eq!(setup_links::count_failed_codes(tx, "::1", at(0)).unwrap(), 0);
    });
    searches(&book, "setup_link_waiting_once", |tx| {
        phone_clocking::find_person(tx, workspace, employee, at(0)).unwrap();
    });
    searches(&book, "employee_in_order", |tx| {
        let filter =
            RolloutFilter { text: "ana".to_owned(), status: Some(PhoneStatus::Ready), ..RolloutFilter::default() };
        phone_clocking::list_people(tx, workspace, &filter, at(0), 50).unwrap();
    });
    searches(&book, "employee_in_order", |tx| {
        phone_clocking::list_due(tx, workspace, at(0)).unwrap();
        phone_clocking::list_unused(tx, workspace, at(0)).unwrap();
        phone_clocking::list_without_code(tx, workspace, at(0)).unwrap();
        phone_clocking::count_undelivered(tx, workspace, at(0)).unwrap();
    });
}

#[test]
fn the_statements_of_exports_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana")).id;
    let profile = ExportProfileId::generate(&book.ids());
    let batch = ExportBatchId::generate(&book.ids());
    let day = jiff::civil::date(2026, 11, 2);
    let period = Period { from: day, to: day };
    searches(&book, "export_profile_by_workspace", |tx| exports::list_profiles(tx, workspace).unwrap());
    searches(&book, "export_batch_of_period", |tx| exports::list_told(tx, profile, period).unwrap());
    searches(&book, "export_batch_of_period", |tx| exports::list_batches_of(tx, profile, period).unwrap());
    searches(&book, "export_batch_of_period", |tx| assert!(!exports::has_batches(tx, profile).unwrap()));
    searches(&book, "(id=?)", |tx| assert!(exports::find_file(tx, workspace, batch).unwrap().is_none()));
    searches(&book, "time_entry_by_work_date", |tx| exports::find_first_work_date(tx, workspace).unwrap());
    searches(&book, "exception_of_entry", |tx| exports::list_histories(tx, workspace, &[entry]).unwrap());
    for before in [None, Some((at(0), batch))] {
        let plan = plan(&book, |tx| exports::list_batches(tx, workspace, before, 26).unwrap());
        assert!(plan.iter().any(|line| line.contains("export_batch_in_order")), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
}
