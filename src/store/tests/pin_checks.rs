//! What is kept of PINs while a call waits.

use super::{Book, at};
use crate::{
    domain::ids::ReplicaId,
    store::{
        new_pins,
        pin_checks::{self, KeptVerdict},
    },
};

const ME: ReplicaId = ReplicaId::from_bytes([1; 16]);
const YOU: ReplicaId = ReplicaId::from_bytes([2; 16]);

#[test]
fn a_verdict_is_written_once_by_who_has_begun_the_check_and_a_new_check_begins_without_one() {
    let book = Book::open();
    let call = book.call("CA1").id;
    let tx = &mut book.tx();
    let right = KeptVerdict { matched: true, mac: b"mac".to_vec() };
    let wrong = KeptVerdict { matched: false, mac: b"other".to_vec() };
    assert!(!pin_checks::set_verdict(tx, (call, 2), ME, &right).unwrap(), "nobody waits");
    pin_checks::set_begun(tx, (call, 2), ME, at(0)).unwrap();
    assert!(!pin_checks::set_verdict(tx, (call, 2), YOU, &wrong).unwrap());
    assert!(!pin_checks::set_verdict(tx, (call, 1), ME, &wrong).unwrap());
    assert!(pin_checks::set_seen(tx, (call, 2), ME, at(4)).unwrap());
    assert!(!pin_checks::set_seen(tx, (call, 2), YOU, at(9)).unwrap());
    assert_eq!(pin_checks::find_pin_check(tx, call).unwrap().unwrap().seen_at, at(4));
    assert!(pin_checks::set_verdict(tx, (call, 2), ME, &right).unwrap());
    assert!(!pin_checks::set_verdict(tx, (call, 2), ME, &wrong).unwrap(), "once");
    assert!(!pin_checks::set_seen(tx, (call, 2), ME, at(9)).unwrap(), "it is over");
    assert_eq!(pin_checks::find_pin_check(tx, call).unwrap().unwrap().verdict, Some(right));
    pin_checks::set_begun(tx, (call, 5), ME, at(9)).unwrap();
    assert_eq!(pin_checks::find_pin_check(tx, call).unwrap().unwrap().verdict, None);
    pin_checks::delete_pin_check(tx, call).unwrap();
    assert_eq!(pin_checks::find_pin_check(tx, call).unwrap(), None);
}

#[test]
fn the_last_first_entry_of_a_new_pin_is_the_one_that_is_kept() {
    let book = Book::open();
    let (call, other) = (book.call("CA1").id, book.call("CA2").id);
    let tx = &mut book.tx();
    new_pins::set_new_pin(tx, call, "a hash", at(0)).unwrap();
    new_pins::set_new_pin(tx, call, "another", at(1)).unwrap();
    assert_eq!(new_pins::find_new_pin(tx, call).unwrap().as_deref(), Some("another"));
    assert_eq!(new_pins::find_new_pin(tx, other).unwrap(), None);
    new_pins::delete_new_pin(tx, call).unwrap();
    assert_eq!(new_pins::find_new_pin(tx, call).unwrap(), None);
}
