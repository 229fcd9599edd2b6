//! Crews, parts of calls and recordings of claims are found in indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::ids::{CallId, ClaimId},
    store::{calls, claim_recordings, claims, claims::ClaimSource, crews, told_punches},
};

#[test]
fn the_statements_of_crews_and_of_claims_by_phone_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (lead, member) = (book.employee(workspace, "Ana"), book.employee(workspace, "Luis"));
    searches(&book, "(workspace_id=? AND lead_id=?)", |tx| {
        assert!(crews::list_members(tx, workspace, lead).unwrap().is_empty());
    });
    searches(&book, "(workspace_id=? AND lead_id=?)", |tx| {
        assert!(!crews::leads(tx, workspace, lead).unwrap());
    });
    searches(&book, "crew_of_member (workspace_id=? AND employee_id=?)", |tx| {
        assert!(crews::list_leads(tx, workspace, member).unwrap().is_empty());
    });
    searches(&book, "call_parts (part_of=?)", |tx| {
        assert!(calls::list_parts(tx, CallId::from_bytes([1; 16])).unwrap().is_empty());
    });
    searches(&book, "claim_recording_of_call (call_id=?)", |tx| {
        assert!(claim_recordings::find_of_call(tx, CallId::from_bytes([1; 16])).unwrap().is_none());
    });
    searches(&book, "(claim_id=?)", |tx| {
        assert!(claim_recordings::find_of_claim(tx, ClaimId::from_bytes([1; 16])).unwrap().is_none());
    });
    searches(&book, "claim_by_phone (employee_id=? AND by_phone=? AND made_at>?)", |tx| {
        assert_eq!(claims::count_by_phone(tx, (lead, ClaimSource::Phone), at(0)).unwrap(), 0);
    });
    searches(&book, "claim_recording_doomed", |tx| {
        assert!(claim_recordings::list_doomed(tx, 9).unwrap().is_empty());
    });
    searches(&book, "(workspace_id=? AND employee_id=?", |tx| {
        assert!(told_punches::list_last(tx, (workspace, lead), at(0), 3).unwrap().is_empty());
    });
}
