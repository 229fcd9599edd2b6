//! The statements of devices and of whoever signs in beside a password use indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::{
        ids::{DeviceId, DeviceRequestId, EmployeeId, EntryId, KeptPunchId, KioskCodeId, KioskId, UserId},
        kiosk::DeviceStatus,
    },
    store::{
        half_sign_ins, kept_punches, kiosk_codes, kiosk_devices, kiosk_requests, second_factors, user_links, user_pins,
    },
};

const WINDOW: (i64, i64) = (0, 9_000);

#[test]
fn the_statements_of_codes_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (kiosk, code) = (KioskId::generate(&book.ids()), KioskCodeId::generate(&book.ids()));
    searches(&book, "kiosk_code_waiting_once (code_hash=?)", |tx| kiosk_codes::find_waiting(tx, &[1]).unwrap());
    searches(&book, "(cookie_hash=?)", |tx| kiosk_codes::find_by_cookie(tx, &[1]).unwrap());
    searches(&book, "(id=?)", |tx| kiosk_codes::find_code(tx, workspace, code).unwrap());
    searches(&book, "kiosk_code_of_kiosk (workspace_id=? AND kiosk_id=?)", |tx| {
        kiosk_codes::find_open_of_kiosk(tx, (workspace, kiosk), at(0)).unwrap()
    });
    searches(&book, "(id=?)", |tx| kiosk_codes::set_decided(tx, code, None, at(0)).unwrap());
    searches(&book, "kiosk_code_of_kiosk (workspace_id=? AND kiosk_id=?)", |tx| {
        kiosk_codes::end_open_of_kiosk(tx, (workspace, kiosk), at(0)).unwrap()
    });
    searches(&book, "failed_kiosk_code_by_address (address=? AND at>? AND at<?)", |tx| {
        kiosk_codes::count_failures(tx, "192.0.2.1", (at(WINDOW.0), at(WINDOW.1))).unwrap()
    });
    searches(&book, "failed_kiosk_code_by_time (at<?)", |tx| kiosk_codes::prune_failures(tx, at(0)).unwrap());
}

#[test]
fn the_statements_of_devices_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (kiosk, device) = (KioskId::generate(&book.ids()), DeviceId::generate(&book.ids()));
    let request = DeviceRequestId::generate(&book.ids());
    searches(&book, "(cookie_hash=?)", |tx| kiosk_devices::find_by_cookie(tx, &[1]).unwrap());
    searches(&book, "kiosk_device_by_old_cookie (old_cookie_hash=?)", |tx| {
        kiosk_devices::find_by_cookie(tx, &[1]).unwrap()
    });
    searches(&book, "(workspace_id=? AND id=?)", |tx| kiosk_devices::find_device(tx, workspace, device).unwrap());
    searches(&book, "kiosk_device_of_kiosk (workspace_id=? AND kiosk_id=?)", |tx| {
        kiosk_devices::list_of_kiosk(tx, workspace, kiosk).unwrap()
    });
    // Nobody is there to be written to; how it would be found is what is asked.
    searches(&book, "(workspace_id=? AND id=?)", |tx| {
        kiosk_devices::set_name(tx, (workspace, device), "Gate").unwrap_err()
    });
    searches(&book, "(workspace_id=? AND id=?)", |tx| {
        kiosk_devices::set_status(tx, (workspace, device), (DeviceStatus::Revoked, None), at(0)).unwrap_err()
    });
    searches(&book, "(device_id=? AND request_id=?)", |tx| kiosk_requests::find_request(tx, device, request).unwrap());
    searches(&book, "(device_id=? AND request_id=?)", |tx| {
        kiosk_requests::set_reply(tx, (device, request), "done").unwrap();
    });
    searches(&book, "kiosk_request_by_time (at<?)", |tx| kiosk_requests::prune_requests(tx, at(0)).unwrap());
}

#[test]
fn the_statements_of_second_factors_and_pins_of_users_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let user = UserId::generate(&book.ids());
    searches(&book, "(user_id=?)", |tx| second_factors::find(tx, user).unwrap());
    searches(&book, "(user_id=?)", |tx| second_factors::take_step(tx, user, 1, None).unwrap());
    searches(&book, "(user_id=?)", |tx| second_factors::delete(tx, user).unwrap());
    searches(&book, "web_user_by_workspace (workspace_id=?)", |tx| {
        assert!(second_factors::list_users(tx, workspace).unwrap().is_empty());
    });
    searches(&book, "(user_id=? AND hash=?)", |tx| second_factors::use_code(tx, user, &[1; 32], at(0)).unwrap());
    searches(&book, "(user_id=?)", |tx| second_factors::count_codes(tx, user).unwrap());
    searches(&book, "(token_hash=?)", |tx| half_sign_ins::find(tx, &[1]).unwrap().is_none());
    searches(&book, "half_sign_in_of_user (user_id=?)", |tx| {
        half_sign_ins::count_failures(tx, user, at(WINDOW.0), at(WINDOW.1)).unwrap()
    });
    searches(&book, "half_sign_in_of_user (user_id=?)", |tx| half_sign_ins::end_of_user(tx, user, at(0)).unwrap());
    searches(&book, "half_sign_in_of_user (user_id=?)", |tx| half_sign_ins::delete_of_user(tx, user).unwrap());
    searches(&book, "half_sign_in_by_end (ends_at<?)", |tx| half_sign_ins::prune(tx, at(0)).unwrap());
    searches(&book, "(id=?)", |tx| user_pins::find_pin(tx, workspace, user).unwrap());
    searches(&book, "web_user_pin_once (workspace_id=? AND pin_tag>?)", |tx| {
        assert!(user_pins::list_pins(tx, workspace).unwrap().is_empty());
    });
    searches(&book, "web_user_pin_once (workspace_id=? AND pin_tag=?)", |tx| {
        user_pins::find_by_tag(tx, workspace, &[1]).unwrap()
    });
    searches(&book, "(id=?)", |tx| user_links::find_link(tx, workspace, user).unwrap());
    searches(&book, "web_user_by_workspace (workspace_id=?)", |tx| {
        assert!(user_links::list_by_password(tx, workspace).unwrap().is_empty());
    });
    searches(&book, "web_user_of_employee (employee_id=?)", |tx| {
        user_links::find_user_of_employee(tx, workspace, employee).unwrap()
    });
    searches(&book, "web_user_of_employee (employee_id=?)", |tx| {
        user_links::find_linked(tx, workspace, employee).unwrap()
    });
}

#[test]
fn the_statements_of_kept_punches_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let device = DeviceId::generate(&book.ids());
    let employee = EmployeeId::generate(&book.ids());
    searches(&book, "(device_id=? AND id=?)", |tx| {
        assert!(!kept_punches::is_taken(tx, device, KeptPunchId::generate(&book.ids())).unwrap());
    });
    searches(&book, "kept_punch_of_device (device_id=? AND came_at>?)", |tx| {
        assert_eq!(kept_punches::count_of_device(tx, device, at(0)).unwrap(), 0);
    });
    searches(&book, "kept_punch_of_device (device_id=? AND came_at>?)", |tx| {
        assert_eq!(kept_punches::count_wrong(tx, device, Some(employee), at(0)).unwrap(), 0);
    });
    searches(&book, "kept_punch_of_entry (entry_id=?)", |tx| {
        kept_punches::list_of_entry(tx, EntryId::generate(&book.ids())).unwrap()
    });
    searches(&book, "time_entry_by_employee", |tx| kept_punches::list_near(tx, (workspace, employee), at(0)).unwrap());
    searches(&book, "(workspace_id=? AND id=?)", |tx| {
        kept_punches::set_unsent(tx, (workspace, device), 3).unwrap();
    });
    searches(&book, "(workspace_id=? AND id=?)", |tx| kiosk_devices::find_even_deleted(tx, workspace, device).unwrap());
}
