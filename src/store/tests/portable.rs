//! What SQLite alone would let pass, or answer otherwise than PostgreSQL.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::{Book, at};
use crate::{
    domain::{ids::AuditId, payroll::Period},
    store::{
        Tx, approvals,
        audit::{self, AuditFilter, AuditRow},
        entry_list,
        practice::copied_columns,
        timesheets,
        tx::Value,
    },
};

#[test]
fn a_list_about_nobody_is_empty_and_asks_the_database_nothing() {
    /// `IN ()` is no SQL to PostgreSQL.
    struct AsksNothing;
    impl Tx for AsksNothing {
        fn execute(&mut self, sql: &str, _: &[Value]) -> Result<usize, crate::store::StoreError> {
            panic!("{sql}")
        }
        fn query(&mut self, sql: &str, _: &[Value]) -> Result<Vec<crate::store::tx::Row>, crate::store::StoreError> {
            panic!("{sql}")
        }
    }
    let book = Book::open();
    let (tx, workspace) = (&mut AsksNothing, book.workspace("North"));
    let (from, to) = (date(2025, 10, 6), date(2025, 10, 12));
    assert!(entry_list::list_standing_of(tx, &[]).unwrap().is_empty());
    assert!(entry_list::list_checks_of(tx, &[]).unwrap().is_empty());
    assert!(entry_list::list_added_of(tx, &[]).unwrap().is_empty());
    assert!(timesheets::list_entries_of(tx, workspace, &[], (from, to)).unwrap().is_empty());
    assert!(timesheets::list_open_of(tx, workspace, &[], to).unwrap().is_empty());
    assert!(timesheets::list_standing_of(tx, workspace, &[], (from, to)).unwrap().is_empty());
    assert!(approvals::list_approvals_of(tx, workspace, &[], Period { from, to }).unwrap().is_empty());
}

#[test]
fn a_practice_call_gets_every_column_of_what_is_copied_for_it() {
    let book = Book::open();
    for (table, columns) in copied_columns() {
        let mut known = book.connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let known: BTreeSet<String> = known.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(columns.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), known, "{table}");
    }
}

#[test]
fn what_the_audit_log_is_about_is_found_letter_by_letter() {
    let book = Book::open();
    let workspace = book.workspace("North");
    for subject in ["Yard 100%", "Yard 1000", "gate_7", "gate-7", "a\\b", "Zo\0e"] {
        let record = AuditRow {
            id: AuditId::generate(&book.ids()),
            workspace,
            at: at(0),
            user: None,
            actor: "at the machine".to_owned(),
            action: "add job".to_owned(),
            subject: subject.to_owned(),
            employee: None,
            before: None,
            after: None,
            address: String::new(),
        };
        audit::insert_record(&mut book.tx(), &record).unwrap();
    }
    let about = |text: &str| {
        let filter = AuditFilter { about: Some(text.to_owned()), ..AuditFilter::default() };
        let found = audit::list_records(&mut book.tx(), workspace, &filter, 9).unwrap();
        found.into_iter().map(|record| record.subject).collect::<Vec<_>>()
    };
    assert_eq!(about("100%"), ["Yard 100%"]);
    assert_eq!(about("E_7"), ["gate_7"]);
    assert_eq!(about("A\\B"), ["a\\b"]);
    assert_eq!(about("YARD").len(), 2);
    assert_eq!(about("zo\0"), ["Zo\u{FFFD}e"], "U+0000 is in no text that is kept, and a search for it fails nowhere");
    assert!(about("nothing").is_empty());
}
