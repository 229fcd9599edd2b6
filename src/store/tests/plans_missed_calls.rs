//! Missed calls are found in indexes.

use jiff::Timestamp;

use super::{Book, plans::searches};
use crate::{
    domain::{caller::Caller, ids::CallId},
    store::missed_calls,
};

#[test]
fn the_statements_of_missed_calls_use_indexes() {
    let book = Book::open();
    let (workspace, call) = (book.workspace("North"), CallId::generate(&book.ids()));
    let (since, caller) = (Timestamp::UNIX_EPOCH, Caller::parse("+15555550123"));
    let found = "missed_call_found (workspace_id=? AND found_at>?)";
    searches(&book, found, |tx| assert_eq!(missed_calls::count_found(tx, workspace, since).unwrap(), None));
    searches(&book, found, |tx| assert_eq!(missed_calls::count_nobodys(tx, since).unwrap(), 0));
    searches(&book, "(call_id=?)", |tx| assert!(!missed_calls::is_noted(tx, call).unwrap()));
    searches(&book, "known_phone_by_caller (caller=?)", |tx| {
        assert_eq!(missed_calls::list_callers(tx, &caller).unwrap(), []);
    });
    searches(&book, "(provider=?)", |tx| assert_eq!(missed_calls::find_mark(tx, "twilio").unwrap(), None));
}
