//! Webhooks and what they are told are found in indexes.

use jiff::Timestamp;

use super::{Book, plans::searches};
use crate::{
    domain::ids::{HookDeliveryId, HookId},
    store::{hook_deliveries, hooks},
};

#[test]
fn the_statements_of_webhooks_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (hook, delivery) = (HookId::generate(&book.ids()), HookDeliveryId::generate(&book.ids()));
    let (of, now) = ((workspace, hook), Timestamp::UNIX_EPOCH);
    searches(&book, "hook_by_workspace (workspace_id=?)", |tx| hooks::list_hooks(tx, workspace).unwrap());
    searches(&book, "(id=?)", |tx| assert!(hooks::find_hook(tx, workspace, hook).unwrap().is_none()));
    searches(&book, "(id=?)", |tx| assert!(!hooks::is_id_taken(tx, hook).unwrap()));
    searches(&book, "(id=?)", |tx| assert!(!hooks::pause_hook(tx, of, None, now).unwrap()));
    searches(&book, "(id=?)", |tx| assert!(!hooks::resume_hook(tx, workspace, hook).unwrap()));
    searches(&book, "(id=?)", |tx| assert!(!hooks::remove_hook(tx, of, now).unwrap()));
    let due = "hook_delivery_due (next_try_at<?)";
    searches(&book, due, |tx| assert!(hook_deliveries::list_due(tx, now, 10).unwrap().is_empty()));
    let shown = "hook_delivery_of_hook (hook_id=?)";
    searches(&book, shown, |tx| assert!(hook_deliveries::list_of_hook(tx, of, 10).unwrap().is_empty()));
    // What waits is little beside what was told.
    searches(&book, due, |tx| hook_deliveries::put_off(tx, hook, now).unwrap());
    searches(&book, "hook_delivery_due (next_try_at>?)", |tx| hook_deliveries::give_up(tx, hook).unwrap());
    searches(&book, "(id=?)", |tx| assert!(!hook_deliveries::retry(tx, of, delivery, now).unwrap()));
    searches(&book, "hook_delivery_over (made_at<?)", |tx| assert_eq!(hook_deliveries::prune(tx, now).unwrap(), 0));
}
