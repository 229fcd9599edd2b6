//! Tokens of the API are found in indexes.

use jiff::Timestamp;

use super::{Book, plans::searches};
use crate::{domain::ids::ApiTokenId, store::api_tokens};

#[test]
fn the_statements_of_tokens_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let id = ApiTokenId::generate(&book.ids());
    searches(&book, "api_token_by_workspace (workspace_id=?)", |tx| api_tokens::list_tokens(tx, workspace).unwrap());
    searches(&book, "(prefix=?)", |tx| api_tokens::find_by_prefix(tx, "pck_AAAAAAAAAAAA").unwrap());
    searches(&book, "(id=?)", |tx| api_tokens::find_token(tx, workspace, id).unwrap());
    searches(&book, "(id=?)", |tx| assert!(!api_tokens::is_id_taken(tx, id).unwrap()));
    searches(&book, "(id=?)", |tx| api_tokens::set_used(tx, id, Timestamp::UNIX_EPOCH).unwrap());
    searches(&book, "(id=?)", |tx| {
        assert!(!api_tokens::revoke_token(tx, workspace, id, Timestamp::UNIX_EPOCH).unwrap());
    });
}
