//! The statements of people at kiosks use indexes.

use super::{Book, at, plans::searches};
use crate::{
    dialog::utterance::Way,
    domain::{
        exception::ExceptionKind,
        ids::{ClaimId, DeviceId, IdentificationId, KioskId},
        lockout::{Guard, Lock},
    },
    store::{
        claims, clock_repair, clock_watch, entries, entry_exceptions, entry_record, identifications, jobs,
        kiosk_guards, kiosk_people, punch_patterns,
    },
};

#[test]
fn the_statements_of_identifications_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let device = DeviceId::generate(&book.ids());
    let id = IdentificationId::generate(&book.ids());
    let window = (at(0), at(9_000));
    searches(&book, "(id=?)", |tx| {
        assert!(identifications::find_identification(tx, device, id).unwrap().is_none());
    });
    searches(&book, "identification_of_device (device_id=? AND (at,id)<(?,?))", |tx| {
        assert!(identifications::list_of_device(tx, (workspace, device), None, 9).unwrap().is_empty());
    });
    searches(&book, "identification_of_device (device_id=?)", |tx| {
        assert!(identifications::list_last_outcomes(tx, device, 2).unwrap().is_empty());
    });
    searches(&book, "identification_failed (device_id=? AND at>? AND at<?)", |tx| {
        assert!(identifications::list_failures(tx, device, window).unwrap().is_empty());
    });
    searches(&book, "identification_waiting (ends_at>? AND ends_at<?)", |tx| {
        assert!(identifications::list_lapsed(tx, at(9), 9).unwrap().is_empty());
    });
    searches(&book, "punch_of_device (device_id=? AND at>? AND at<?)", |tx| {
        assert_eq!(identifications::count_punches(tx, device, window).unwrap(), 0);
    });
    searches(&book, "identification_by_time (at>?)", |tx| {
        assert!(clock_watch::list_at_kiosks_ahead(tx, at(9), 9).unwrap().is_empty());
    });
}

#[test]
fn the_statements_of_a_punch_at_a_kiosk_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let (kiosk, device) = (KioskId::generate(&book.ids()), DeviceId::generate(&book.ids()));
    let window = (at(0), at(9_000));
    searches(&book, "(made_by=?)", |tx| {
        assert!(entries::find_punch(tx, workspace, "kiosk request 1").unwrap().is_none());
    });
    searches(&book, "punch_by_employee (employee_id=? AND at<?)", |tx| {
        assert!(punch_patterns::list_times(tx, employee, (Way::In, at(9)), 20).unwrap().is_empty());
    });
    searches(&book, "identification_of_employee (employee_id=? AND at>? AND at<?)", |tx| {
        assert!(punch_patterns::find_elsewhere(tx, (employee, kiosk), window).unwrap().is_none());
    });
    searches(&book, "punch_of_device (device_id=? AND at>? AND at<?)", |tx| {
        assert_eq!(punch_patterns::count_people(tx, device, window).unwrap(), 0);
    });
    searches(&book, "time_entry_by_employee", |tx| {
        assert!(jobs::find_last_of(tx, workspace, employee).unwrap().is_none());
    });
    searches(&book, "job_by_workspace", |tx| {
        assert!(jobs::list_workable(tx, workspace, employee).unwrap().is_empty());
    });
    searches(&book, "exception_standing_of_employee (employee_id=? AND rank=? AND at=?)", |tx| {
        let kind = ExceptionKind::MissingClockOut;
        assert!(entry_exceptions::find_raised(tx, employee, kind, at(9)).unwrap().is_none());
    });
    searches(&book, "time_entry_by_employee", |tx| {
        assert!(entry_record::find_without_end(tx, (workspace, employee), at(9)).unwrap().is_none());
    });
    searches(&book, "web_user_of_employee", |tx| {
        assert!(!kiosk_people::is_owner_or_admin(tx, workspace, employee).unwrap());
    });
    searches(&book, "employee_in_order (workspace_id=?)", |tx| {
        let day = jiff::civil::date(2026, 11, 17);
        let found = kiosk_people::list_names(tx, workspace, (kiosk, true), ("an", day), 9).unwrap();
        assert_eq!(found.len(), 1);
    });
}

#[test]
fn the_statements_of_guards_and_claims_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let (kiosk, device) = (KioskId::generate(&book.ids()), DeviceId::generate(&book.ids()));
    searches(&book, "(kiosk_id=? AND employee_id=?)", |tx| {
        assert_eq!(kiosk_guards::get_guard(tx, kiosk, employee).unwrap(), Guard::default());
    });
    searches(&book, "(kiosk_id=? AND tried=?)", |tx| {
        assert_eq!(kiosk_guards::get_stranger_guard(tx, kiosk, b"x").unwrap().lock, Lock::None);
    });
    searches(&book, "kiosk_stranger_guard_by_time (last_at<?)", |tx| {
        assert_eq!(kiosk_guards::prune_stranger_guards(tx, at(9)).unwrap(), 0);
    });
    searches(&book, "kiosk_guard_locked (locked_until>?)", |tx| {
        assert_eq!(clock_repair::cut_kiosk_locks(tx, at(0), at(9)).unwrap(), 0);
    });
    searches(&book, "(kiosk_id=?)", |tx| {
        assert!(kiosk_guards::list_locked(tx, (workspace, kiosk), at(9)).unwrap().is_empty());
    });
    // A workspace has few kiosks.
    searches(&book, "(kiosk_id=? AND employee_id=?)", |tx| {
        assert!(kiosk_guards::list_locks(tx, (workspace, employee), at(9)).unwrap().is_empty());
    });
    searches(&book, "claim_waiting (workspace_id=?)", |tx| {
        assert!(claims::list_waiting(tx, workspace, 9).unwrap().is_empty());
    });
    searches(&book, "claim_decided (workspace_id=?", |tx| {
        assert!(claims::list_decided(tx, workspace, 9).unwrap().is_empty());
    });
    searches(&book, "claim_of_device (device_id=? AND made_at>?)", |tx| {
        assert_eq!(claims::count_of_device(tx, device, at(9)).unwrap(), 0);
    });
    searches(&book, "(id=?)", |tx| {
        assert!(claims::find_claim(tx, workspace, ClaimId::generate(&book.ids())).unwrap().is_none());
    });
}
