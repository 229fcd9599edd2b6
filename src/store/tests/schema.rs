//! What the schema itself refuses, whatever the program does.

use super::{Book, at};
use crate::{
    dialog::utterance::Way,
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, JobId, LocationId},
        job::{Job, PhoneCode},
        location::Location,
    },
    store::{
        StoreError, calls, employees, entries,
        exceptions::{self, Exception},
        jobs, locations, phone_clock_ids,
        tx::{Tx as _, find_one, params},
    },
};

fn job(book: &Book, workspace: crate::domain::ids::WorkspaceId, code: &str) -> Job {
    Job {
        id: JobId::generate(&book.ids()),
        workspace,
        name: format!("Job {code}"),
        accounting_code: None,
        phone_code: Some(PhoneCode::parse(code).unwrap()),
        everyone: true,
        archived_at: None,
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>, constraint: &str) {
    match result {
        Err(StoreError::Taken(error) | StoreError::Refused(error)) => {
            assert!(error.to_string().contains(constraint), "{error}")
        }
        other => panic!("{constraint}: {other:?}"),
    }
}

#[test]
fn an_employee_has_one_open_entry_and_as_many_closed_ones_as_there_were() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let first = book.open_entry(workspace, employee);
    let second = book.entry(workspace, employee, at(60));
    refused(entries::insert_open(&mut book.tx(), &second), "UNIQUE");
    entries::set_closed(&mut book.tx(), first.id, at(30)).unwrap();
    entries::insert_open(&mut book.tx(), &second).unwrap();
    entries::set_unfinished(&mut book.tx(), second.id).unwrap();
    let third = book.open_entry(workspace, employee);
    assert_eq!(entries::find_open(&mut book.tx(), workspace, employee).unwrap().map(|entry| entry.id), Some(third.id));
    // A colleague is another matter.
    book.open_entry(workspace, book.employee(workspace, "Ben"));
}

#[test]
fn an_entry_ends_once_and_not_before_it_began() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana"));
    refused(entries::set_closed(&mut book.tx(), entry.id, at(-1)), "CHECK");
    entries::set_closed(&mut book.tx(), entry.id, at(0)).unwrap();
    let again = entries::set_closed(&mut book.tx(), entry.id, at(9));
    assert!(matches!(again, Err(StoreError::RowCount { changed: 0, .. })));
    assert!(entries::set_unfinished(&mut book.tx(), entry.id).is_err());
}

#[test]
fn the_same_step_punches_once_and_an_entry_has_one_punch_in() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana"));
    let call = book.call("CA1").id;
    let punch = book.punch(&entry, call, Way::In, "call 1 step 3");
    entries::insert_punch(&mut book.tx(), &punch).unwrap();
    let same_step = book.punch(&entry, call, Way::Out, "call 1 step 3");
    refused(entries::insert_punch(&mut book.tx(), &same_step), "made_by");
    let same_way = book.punch(&entry, call, Way::In, "call 2 step 3");
    refused(entries::insert_punch(&mut book.tx(), &same_way), "entry_id");
    // A clock-out that somebody took back is followed by another.
    for step in ["call 1 step 4", "call 2 step 4"] {
        let out = book.punch(&entry, call, Way::Out, step);
        entries::insert_punch(&mut book.tx(), &out).unwrap();
    }
}

#[test]
fn a_phone_clock_id_is_never_issued_again() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (ana, ben) = (book.employee(workspace, "Ana"), book.employee(workspace, "Ben"));
    let id = book.phone_clock_id(ana);
    assert!(!phone_clock_ids::insert_if_free(&mut book.tx(), &id, ben, at(1)).unwrap());
    phone_clock_ids::retire(&mut book.tx(), &id, at(1)).unwrap();
    assert!(!phone_clock_ids::insert_if_free(&mut book.tx(), &id, ben, at(2)).unwrap());
    assert!(!phone_clock_ids::insert_if_free(&mut book.tx(), &id, ana, at(2)).unwrap());
    assert!(phone_clock_ids::retire(&mut book.tx(), &id, at(3)).is_err());
    assert_eq!(phone_clock_ids::find_of_employee(&mut book.tx(), ana).unwrap(), None);
    assert_eq!(phone_clock_ids::count_issued(&mut book.tx(), 6).unwrap(), 1);
    let fresh = book.phone_clock_id(ana);
    assert_eq!(phone_clock_ids::find_of_employee(&mut book.tx(), ana).unwrap(), Some(fresh));
}

#[test]
fn an_employee_has_one_phone_clock_id_at_a_time() {
    let book = Book::open();
    let ana = book.employee(book.workspace("North"), "Ana");
    book.phone_clock_id(ana);
    let other = crate::domain::phone_clock_id::PhoneClockId::generate(&book.entropy, 6);
    refused(phone_clock_ids::insert_if_free(&mut book.tx(), &other, ana, at(1)), "UNIQUE");
}

#[test]
fn a_phone_code_is_one_active_jobs_and_free_again_when_that_is_archived() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let first = job(&book, north, "41");
    jobs::insert_job(&mut book.tx(), &first, at(0)).unwrap();
    jobs::insert_job(&mut book.tx(), &job(&book, south, "41"), at(0)).unwrap();
    let second = job(&book, north, "41");
    refused(jobs::insert_job(&mut book.tx(), &second, at(0)), "UNIQUE");
    assert!(jobs::archive_job(&mut book.tx(), north, first.id, at(1)).unwrap());
    assert!(!jobs::archive_job(&mut book.tx(), north, first.id, at(2)).unwrap());
    jobs::insert_job(&mut book.tx(), &second, at(2)).unwrap();
    assert_eq!(jobs::find_code_holder(&mut book.tx(), north, "41").unwrap().map(|job| job.id), Some(second.id));
    // Jobs without a code do not get in each other's way.
    for _ in 0..2 {
        jobs::insert_job(&mut book.tx(), &Job { phone_code: None, ..job(&book, north, "1") }, at(3)).unwrap();
    }
}

#[test]
fn no_row_crosses_from_one_workspace_into_another() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let ana = book.employee(north, "Ana");
    refused(entries::insert_open(&mut book.tx(), &book.entry(south, ana, at(0))), "FOREIGN KEY");
    let entry = book.open_entry(north, ana);
    let foreign = job(&book, south, "41");
    jobs::insert_job(&mut book.tx(), &foreign, at(0)).unwrap();
    refused(entries::set_job(&mut book.tx(), entry.id, foreign.id), "FOREIGN KEY");
    let mut call = book.call("CA1");
    call.employee = Some(ana);
    refused(calls::set_progress_and_person(&mut book.tx(), &call, at(0)), "CHECK");
    call.workspace = Some(south);
    refused(calls::set_progress_and_person(&mut book.tx(), &call, at(0)), "FOREIGN KEY");
    call.workspace = Some(north);
    calls::set_progress_and_person(&mut book.tx(), &call, at(0)).unwrap();
    assert!(employees::get_employee(&mut book.tx(), south, ana).is_err());
    assert!(!jobs::archive_job(&mut book.tx(), north, foreign.id, at(1)).unwrap());
}

#[test]
fn an_exception_stands_once_a_call_and_may_return_after_it_was_settled() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let entry = book.open_entry(workspace, employee).id;
    let (one, two) = (book.call("CA1").id, book.call("CA2").id);
    let kind = ExceptionKind::JobMissing;
    let raise = |call| {
        let id = ExceptionId::generate(&book.ids());
        let exception =
            Exception { id, workspace, employee, entry: Some(entry), call: Some(call), kind, at: at(0), note: None };
        exceptions::insert_exception(&mut book.tx(), &exception).unwrap();
    };
    raise(one);
    raise(one);
    assert_eq!(exceptions::list_standing(&mut book.tx(), entry).unwrap(), [kind]);
    raise(two);
    assert_eq!(exceptions::list_standing(&mut book.tx(), entry).unwrap(), [kind, kind]);
    assert_eq!(exceptions::settle(&mut book.tx(), (entry, None), kind, "the job was keyed", at(9)).unwrap(), 2);
    assert_eq!(exceptions::list_standing(&mut book.tx(), entry).unwrap(), []);
    raise(one);
    assert_eq!(exceptions::list_standing(&mut book.tx(), entry).unwrap(), [kind]);
}

#[test]
fn an_exception_without_a_call_stands_once_as_well() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let entry = book.open_entry(workspace, employee).id;
    for _ in 0..2 {
        let (id, kind) = (ExceptionId::generate(&book.ids()), ExceptionKind::Overlapping);
        let exception =
            Exception { id, workspace, employee, entry: Some(entry), call: None, kind, at: at(0), note: None };
        exceptions::insert_exception(&mut book.tx(), &exception).unwrap();
    }
    assert_eq!(exceptions::list_standing(&mut book.tx(), entry).unwrap().len(), 1);
}

#[test]
fn a_time_is_kept_to_the_millisecond() {
    let book = Book::open();
    let precise = at(0) + jiff::SignedDuration::from_millis(123);
    let read = find_one(&mut book.tx(), "SELECT ?1", params![precise], |row| row.get(0)).unwrap();
    assert_eq!(read, Some(precise));
}

#[test]
fn a_punch_has_a_location_and_by_what_it_was_found_or_neither() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana"));
    let call = book.call("CA1").id;
    let location = Location {
        id: LocationId::generate(&book.ids()),
        workspace,
        name: "Yard".to_owned(),
        address: None,
        job: None,
        zone: None,
        archived_at: None,
    };
    locations::insert_location(&mut book.tx(), &location, at(0)).unwrap();
    entries::insert_punch(&mut book.tx(), &book.punch(&entry, call, Way::In, "step 1")).unwrap();
    for (wrong, found) in [("location_id = ?1", Some(location.id)), ("located_by = 'kiosk', location_id = ?1", None)] {
        let sql = format!("UPDATE punch SET {wrong}");
        refused(book.tx().execute(&sql, params![found]), "CHECK");
    }
    let sql = "UPDATE punch SET located_by = 'kiosk', location_id = ?1";
    assert_eq!(book.tx().execute(sql, params![location.id]).unwrap(), 1);
    refused(book.tx().execute("UPDATE punch SET located_by = 'unrecognized'", &[]), "CHECK");
}
