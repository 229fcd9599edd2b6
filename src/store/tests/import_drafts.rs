//! Uploads that wait.

use jiff::SignedDuration;

use super::{Book, at};
use crate::{
    domain::ids::{ImportDraftId, WorkspaceId},
    store::{
        import_drafts::{ImportDraft, find_draft, insert_draft},
        sqlite::transaction::SqliteTx,
        tx::{Tx, find_one},
    },
};

#[test]
fn only_the_latest_uploads_of_a_workspace_wait() {
    let book = Book::open();
    let (mine, other) = (book.workspace("Acme"), book.workspace("Other"));
    let mut ids = Vec::new();
    for n in 0..25 {
        book.clock.advance(SignedDuration::from_secs(1));
        let id = ImportDraftId::generate(&book.ids());
        let draft = |workspace: WorkspaceId, id| ImportDraft {
            id,
            workspace,
            user: None,
            ends_at: at(100_000),
            content: "[]".to_owned(),
            added: None,
        };
        insert_draft(&mut book.tx(), &draft(mine, id), at(n)).unwrap();
        if n == 0 {
            let id = ImportDraftId::generate(&book.ids());
            insert_draft(&mut book.tx(), &draft(other, id), at(n)).unwrap();
        }
        ids.push(id);
    }
    let mut tx: SqliteTx<'_> = book.tx();
    assert!(find_draft(&mut tx, mine, ids[4]).unwrap().is_none());
    assert!(find_draft(&mut tx, mine, ids[5]).unwrap().is_some());
    let tx: &mut dyn Tx = &mut tx;
    let all: i64 = find_one(tx, "SELECT count(*) FROM import_draft", &[], |row| row.get(0)).unwrap().unwrap();
    assert_eq!(all, 21, "twenty of the one and the one of the other");
}
