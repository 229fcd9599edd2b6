//! Texts, and who agreed to them, are found in indexes.

use super::{Book, plans::searches};
use crate::{
    domain::ids::TextId,
    store::{text_consents, text_messages},
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
        assert!(text_consents::find_of_employee(tx, workspace, employee).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        assert!(text_consents::find_of_workspace(tx, workspace).unwrap().is_none());
    });
    searches(&book, "text_consent_of_employee (workspace_id=? AND employee_id=?)", |tx| {
        assert!(text_consents::list_of_employees(tx, workspace, &[employee]).unwrap().is_empty());
    });
}
