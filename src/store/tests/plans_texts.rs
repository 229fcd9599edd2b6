//! Texts, and who agreed to them, are found in indexes.

use jiff::Timestamp;

use super::{Book, plans::searches};
use crate::{
    domain::{
        caller::E164,
        ids::{PunchId, TextId},
        text_reply::ReplyMeaning,
    },
    store::{
        punch_confirmations,
        text_consents::{self, ConsentSubject},
        text_messages, text_replies,
    },
};

#[test]
fn the_statements_of_texts_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    searches(&book, "(id=?)", |tx| {
        assert!(text_messages::find_text(tx, TextId::from_bytes([1; 16])).unwrap().is_none());
    });
    searches(&book, "(link_id=?)", |tx| {
        assert!(text_messages::find_of_link(tx, &[1; 16]).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        let about = (employee, ConsentSubject::Texts);
        assert!(text_consents::find_of_employee(tx, workspace, about).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        assert!(text_consents::find_of_holder(tx, workspace, employee).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        assert!(text_consents::find_of_workspace(tx, workspace, ConsentSubject::Texts).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        assert!(text_consents::list_of_employees(tx, workspace, &[employee]).unwrap().is_empty());
    });
    let phone = E164::parse("+15555550141").unwrap();
    searches(&book, "(provider=? AND provider_id=?)", |tx| {
        assert!(!text_replies::is_known(tx, ("twilio", "SM1")).unwrap());
    });
    searches(&book, "text_reply_of_phone (phone=? AND meaning=?)", |tx| {
        assert!(text_replies::find_answered_at(tx, &phone, ReplyMeaning::Help).unwrap().is_none());
    });
    searches(&book, "text_reply_of_phone (phone=? AND meaning=?)", |tx| {
        assert!(text_replies::find_stopped_at(tx, &phone).unwrap().is_none());
    });
    searches(&book, "text_reply_forgotten (at<?)", |tx| {
        assert_eq!(text_replies::forget_replies(tx, Timestamp::UNIX_EPOCH).unwrap(), 0);
    });
    searches(&book, "employee_by_phone (phone=?)", |tx| {
        assert!(text_replies::list_employees(tx, &phone).unwrap().is_empty());
    });
    searches(&book, "alert_reader_by_number (text_number=?)", |tx| {
        assert!(text_replies::list_users(tx, &phone).unwrap().is_empty());
    });
    searches(&book, "text_message_of_employee (employee_id=?)", |tx| {
        assert!(text_messages::find_last_of_employee(tx, (workspace, employee)).unwrap().is_none());
    });
    searches(&book, "(id=?)", |tx| {
        assert!(punch_confirmations::find(tx, workspace, PunchId::from_bytes([1; 16])).unwrap().is_none());
    });
}
