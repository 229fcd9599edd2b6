//! The statements about kiosks use indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::ids::KioskId,
    store::{kiosk_overview, kiosk_policies, kiosks, universal_pins, user_pins},
};

#[test]
fn the_statements_of_the_list_of_kiosks_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let kiosk = KioskId::generate(&book.ids());
    searches(&book, "(workspace_id=?)", |tx| assert!(kiosk_policies::find_policy(tx, workspace).unwrap().is_none()));
    searches(&book, "kiosk_by_workspace (workspace_id=?)", |tx| kiosks::list_kiosks(tx, workspace).unwrap());
    searches(&book, "(id=?)", |tx| assert!(!kiosks::is_id_taken(tx, kiosk).unwrap()));
    searches(&book, "(kiosk_id=?)", |tx| kiosks::list_members(tx, kiosk).unwrap());
    searches(&book, "(kiosk_id=? AND employee_id=?)", |tx| {
        assert!(!kiosks::is_member(tx, kiosk, employee).unwrap());
    });
    searches(&book, "kiosk_device_of_kiosk (workspace_id=?)", |tx| {
        kiosk_overview::count_devices(tx, workspace).unwrap()
    });
    searches(&book, "kiosk_code_of_kiosk (workspace_id=?)", |tx| {
        kiosk_overview::list_waiting(tx, workspace, at(0)).unwrap()
    });
    searches(&book, "(kiosk_id=?)", |tx| kiosk_overview::count_members(tx, workspace).unwrap());
    searches(&book, "identification_punched (kiosk_id=? AND at>?)", |tx| {
        kiosk_overview::count_punches(tx, (workspace, kiosk), at(0)).unwrap()
    });
    searches(&book, "identification_punched (kiosk_id=? AND at>?)", |tx| {
        kiosk_overview::find_nth_fastest(tx, (workspace, kiosk), at(0), 7).unwrap()
    });
}

#[test]
fn a_universal_pin_is_looked_up_by_its_tag() {
    let book = Book::open();
    let workspace = book.workspace("North");
    searches(&book, "kiosk_universal_once", |tx| {
        assert_eq!(universal_pins::find_kiosk_with(tx, workspace, &[7; 32]).unwrap(), None);
    });
    searches(&book, "web_user_pin_once", |tx| {
        assert!(user_pins::find_by_tag(tx, workspace, &[7; 32]).unwrap().is_none());
    });
}
