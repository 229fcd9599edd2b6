//! Kiosk PINs, badges, and what is told of them are found in indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::{
        ids::{BadgeLinkId, KioskCredentialId, NoticeId, UserId},
        kiosk::CredentialKind,
    },
    store::{audit, badge_links, clock_repair, kiosk_credentials, notices, notices::NoticeKind},
};

#[test]
fn the_statements_of_kiosk_credentials_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let kind = (CredentialKind::NamePin, Some(6));
    searches(&book, "kiosk_credential_by_kind (workspace_id=? AND kind=? AND digits=? AND employee_id=?)", |tx| {
        assert!(kiosk_credentials::find_credential(tx, (workspace, employee), kind).unwrap().is_none());
    });
    searches(&book, "kiosk_credential_tag_once (workspace_id=? AND kind=? AND tag=?)", |tx| {
        assert!(kiosk_credentials::find_by_tag(tx, workspace, CredentialKind::Badge, b"x").unwrap().is_none());
    });
    searches(&book, "kiosk_credential_once (employee_id=?)", |tx| {
        assert!(kiosk_credentials::list_of_employee(tx, workspace, employee).unwrap().is_empty());
    });
    searches(&book, "kiosk_credential_by_kind (workspace_id=? AND kind=? AND digits=?)", |tx| {
        assert!(kiosk_credentials::list_of_kind(tx, workspace, kind).unwrap().is_empty());
    });
    searches(&book, "kiosk_credential_by_kind (workspace_id=? AND kind=? AND digits=?)", |tx| {
        assert!(kiosk_credentials::list_settled(tx, workspace, kind).unwrap().is_empty());
    });
    searches(&book, "kiosk_credential_removed (employee_id=? AND kind=?)", |tx| {
        kiosk_credentials::end_credentials(tx, (workspace, employee), kind, false, at(0)).unwrap();
    });
    searches(&book, "kiosk_credential_once (employee_id=? AND kind=?)", |tx| {
        kiosk_credentials::end_credentials(tx, (workspace, employee), (kind.0, None), true, at(0)).unwrap();
    });
    searches(&book, "(id=?)", |tx| {
        let id = KioskCredentialId::from_bytes([1; 16]);
        assert!(kiosk_credentials::find_by_id(tx, workspace, id).unwrap().is_none());
    });
    searches(&book, "web_user_pin_once", |tx| {
        assert!(kiosk_credentials::list_reserved_tags(tx, workspace).unwrap().is_empty());
    });
    searches(&book, "audit_record_of_action (workspace_id=? AND action=? AND at>? AND at<?)", |tx| {
        let user = UserId::from_bytes([1; 16]);
        assert_eq!(audit::count_of_user(tx, (workspace, user), "x", (at(0), at(1))).unwrap(), 0);
    });
}

#[test]
fn the_statements_of_badge_links_and_notices_use_indexes() {
    let book = Book::open();
    let employee = book.employee(book.workspace("North"), "Ana");
    let link = BadgeLinkId::from_bytes([1; 16]);
    searches(&book, "(token_hash=?)", |tx| assert!(badge_links::find_by_token(tx, b"x").unwrap().is_none()));
    searches(&book, "(id=?)", |tx| assert!(badge_links::find_badge_link(tx, link).unwrap().is_none()));
    searches(&book, "(id=?)", |tx| assert!(!badge_links::count_open(tx, link, 9).unwrap()));
    searches(&book, "badge_link_of_employee (employee_id=? AND made_at>? AND made_at<?)", |tx| {
        assert!(!badge_links::any_made_between(tx, employee, (at(0), at(1))).unwrap());
    });
    searches(&book, "(id=?)", |tx| {
        assert!(notices::find_notice(tx, NoticeId::from_bytes([3; 16])).unwrap().is_none());
    });
    let kind = NoticeKind::ForgottenPin;
    searches(&book, "notice_of_employee (employee_id=? AND kind=? AND at>? AND at<?)", |tx| {
        assert!(!notices::any_about_employee(tx, employee, kind, (at(0), at(1))).unwrap());
    });
    searches(&book, "badge_link_by_end (ends_at<?)", |tx| {
        assert_eq!(badge_links::prune(tx, at(0)).unwrap(), 0);
    });
    searches(&book, "badge_link_by_end (ends_at>?)", |tx| {
        assert_eq!(clock_repair::cut_badge_links(tx, at(0)).unwrap(), 0);
    });
}
