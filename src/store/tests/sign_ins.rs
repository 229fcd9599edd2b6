//! Guards, counts of failures, and known phones.

use super::{Book, at};
use crate::{
    domain::{
        caller::Caller,
        language::Language,
        lockout::{Guard, Lock, Scope},
    },
    store::{
        employees, phone_clock_ids,
        sign_ins::{self, FailureKind},
        tx::{Tx, params},
    },
};

#[test]
fn a_guard_is_kept_apart_for_own_and_other_phones() {
    let book = Book::open();
    let id = book.phone_clock_id(book.employee(book.workspace("North"), "Ana"));
    let tx = &mut book.tx();
    assert_eq!(sign_ins::get_guards(tx, &id).unwrap().of(Scope::OwnPhones), Guard::default());
    let timed = Guard { failures: 0, locks: 2, lock: Lock::Until(at(900)) };
    let manual = Guard { failures: 1, locks: 1, lock: Lock::UntilUnlocked };
    sign_ins::set_guard(tx, &id, Scope::OwnPhones, manual).unwrap();
    sign_ins::set_guard(tx, &id, Scope::OwnPhones, timed).unwrap();
    sign_ins::set_guard(tx, &id, Scope::OtherPhones, manual).unwrap();
    assert_eq!(sign_ins::get_guards(tx, &id).unwrap().of(Scope::OwnPhones), timed);
    assert_eq!(sign_ins::get_guards(tx, &id).unwrap().of(Scope::OtherPhones), manual);
    assert!(sign_ins::clear_guards(tx, &id).unwrap());
    assert!(!sign_ins::clear_guards(tx, &id).unwrap());
    assert_eq!(sign_ins::get_guards(tx, &id).unwrap().of(Scope::OtherPhones), Guard::default());
}

#[test]
fn failures_count_by_caller_within_the_window_and_the_withheld_share_a_count() {
    let book = Book::open();
    let tx = &mut book.tx();
    let (known, withheld) = (Caller::parse("+15555550123"), Caller::parse("anonymous"));
    let call = book.call("CA1").id;
    for (step, secs) in [(1, 0), (2, 60), (3, 120)] {
        sign_ins::insert_failure(tx, &known, at(secs), (call, step), FailureKind::Secret).unwrap();
    }
    sign_ins::insert_failure(tx, &withheld, at(60), (book.call("CA2").id, 1), FailureKind::UnknownId).unwrap();
    sign_ins::insert_failure(tx, &withheld, at(60), (book.call("CA3").id, 1), FailureKind::Secret).unwrap();
    assert_eq!(sign_ins::count_failures(tx, &known, (at(-1), at(9_000))).unwrap(), 3);
    assert_eq!(sign_ins::count_failures(tx, &known, (at(0), at(9_000))).unwrap(), 2);
    assert_eq!(sign_ins::count_failures(tx, &withheld, (at(0), at(9_000))).unwrap(), 2);
    assert_eq!(sign_ins::count_failures(tx, &Caller::parse("+15555550124"), (at(-1), at(9_000))).unwrap(), 0);
    assert!(sign_ins::insert_failure(tx, &known, at(0), (call, 1), FailureKind::Secret).is_err());
    assert_eq!(sign_ins::count_unknown_ids(tx, (at(59), at(9_000)), 9).unwrap(), 1, "whoever called");
    assert_eq!(sign_ins::count_unknown_ids(tx, (at(60), at(9_000)), 9).unwrap(), 0);
    assert_eq!(sign_ins::prune_failures(tx, at(120)).unwrap(), 4);
    assert_eq!(sign_ins::count_failures(tx, &known, (at(-1), at(9_000))).unwrap(), 1);
}

#[test]
fn a_phone_speaks_the_language_of_whoever_signed_in_from_it_last() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (ana, ben) = (book.employee(workspace, "Ana"), book.employee(workspace, "Ben"));
    let tx = &mut book.tx();
    tx.execute("UPDATE employee SET language = 'es' WHERE id = ?1", params![ben]).unwrap();
    let (phone, withheld) = (Caller::parse("+15555550123"), Caller::parse(""));
    assert_eq!(sign_ins::find_language_of_caller(tx, &phone).unwrap(), None);
    sign_ins::set_known_phone(tx, ben, &phone, at(0)).unwrap();
    sign_ins::set_known_phone(tx, ana, &phone, at(60)).unwrap();
    assert_eq!(sign_ins::find_language_of_caller(tx, &phone).unwrap(), Some(Language::En));
    sign_ins::set_known_phone(tx, ben, &phone, at(120)).unwrap();
    assert_eq!(sign_ins::find_language_of_caller(tx, &phone).unwrap(), Some(Language::Es));
    assert!(sign_ins::is_known_phone(tx, ana, &phone).unwrap());
    // A caller without a number is never a known phone.
    sign_ins::set_known_phone(tx, ana, &withheld, at(180)).unwrap();
    assert!(!sign_ins::is_known_phone(tx, ana, &withheld).unwrap());
    assert_eq!(sign_ins::find_language_of_caller(tx, &withheld).unwrap(), None);
}

#[test]
fn only_an_active_employee_with_a_pin_can_sign_in() {
    let book = Book::open();
    let ana = book.employee(book.workspace("North"), "Ana");
    let id = book.phone_clock_id(ana);
    let tx = &mut book.tx();
    assert_eq!(phone_clock_ids::find_credential(tx, &id).unwrap(), None);
    employees::set_pin(tx, ana, "first", at(0)).unwrap();
    employees::set_pin(tx, ana, "second", at(1)).unwrap();
    let credential = phone_clock_ids::find_credential(tx, &id).unwrap().unwrap();
    assert_eq!((credential.employee, credential.hash.as_str()), (ana, "second"));
    tx.execute("UPDATE employee SET active = 0 WHERE id = ?1", params![ana]).unwrap();
    assert_eq!(phone_clock_ids::find_credential(tx, &id).unwrap(), None);
    tx.execute("UPDATE employee SET active = 1 WHERE id = ?1", params![ana]).unwrap();
    assert!(employees::remove_pin(tx, ana).unwrap());
    assert!(!employees::remove_pin(tx, ana).unwrap());
    assert_eq!(phone_clock_ids::find_credential(tx, &id).unwrap(), None);
    employees::set_pin(tx, ana, "third", at(2)).unwrap();
    phone_clock_ids::retire(tx, &id, at(3)).unwrap();
    assert_eq!(phone_clock_ids::find_credential(tx, &id).unwrap(), None);
}
