//! The statements about photos use indexes.

use super::{Book, at, plans::searches};
use crate::{
    domain::{
        ids::{DeviceId, EntryId, IdentificationId, PhotoId, UserId},
        voice_check::Verdict,
    },
    store::{
        photo_retention,
        photo_reviews::{self, looks, queue, verdicts},
        photos,
    },
};

#[test]
fn what_a_device_sends_finds_its_photo_by_the_punch() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let (device, punch) = (DeviceId::generate(&book.ids()), IdentificationId::generate(&book.ids()));
    searches(&book, "(identification_id=?)", |tx| {
        photos::find_of_identification(tx, (workspace, device), punch).unwrap()
    });
    searches(&book, "(identification_id=?)", |tx| assert!(!photos::is_expected(tx, punch).unwrap()));
    searches(&book, "photo_expected (at<?)", |tx| photos::list_overdue(tx, at(9), 5).unwrap());
}

#[test]
fn the_queue_and_the_lists_are_read_in_their_order() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let (user, photo) = (UserId::generate(&book.ids()), PhotoId::generate(&book.ids()));
    let everybody = queue::PhotoQueue { workspace, employee: None, share: 20 };
    let one = queue::PhotoQueue { employee: Some(employee), ..everybody };
    let place = Some((at(0), photo));
    for (wanted, index) in
        [(everybody, "photo_unseen (workspace_id=?"), (one, "photo_unseen_of_employee (workspace_id=?")]
    {
        searches(&book, index, |tx| queue::find_next(tx, wanted, user, at(0)).unwrap());
        // Either of the two has all that is counted.
        searches(&book, "INDEX photo_unseen", |tx| assert_eq!(queue::count_wanted(tx, wanted).unwrap(), 0));
        searches(&book, index, |tx| queue::list_wanted(tx, wanted, (place, 50)).unwrap());
    }
    let all = (workspace, None);
    searches(&book, "photo_judged (workspace_id=?", |tx| {
        photo_reviews::list_judged(tx, all, None, (place, 50)).unwrap()
    });
    searches(&book, "photo_judged_as (workspace_id=? AND verdict=?", |tx| {
        photo_reviews::list_judged(tx, all, Some(Verdict::CannotTell), (place, 50)).unwrap()
    });
    searches(&book, "photo_missing (workspace_id=?", |tx| photo_reviews::list_missing(tx, all, (place, 50)).unwrap());
    searches(&book, "photo_judged_of_employee (employee_id=? AND verdict=?", |tx| {
        photo_reviews::list_same_person(tx, employee, (at(0), photo), 3).unwrap()
    });
    let entry = EntryId::generate(&book.ids());
    searches(&book, "photo_of_entry (entry_id=?)", |tx| photo_reviews::list_of_entry(tx, workspace, entry).unwrap());
    searches(&book, "photo_of_entry (entry_id=?)", |tx| {
        assert!(!photo_reviews::any_other_not_this_person(tx, entry, photo).unwrap());
    });
    searches(&book, "photo_with_turn (turn_user_id=?)", |tx| queue::end_turns(tx, user).unwrap());
    searches(&book, "photo_verdict_of_photo (photo_id=?)", |tx| verdicts::list_of_photo(tx, photo).unwrap());
    searches(&book, "photo_verdict_of_user (user_id=? AND at>?)", |tx| {
        verdicts::find_standing_of(tx, user, at(0)).unwrap()
    });
    searches(&book, "photo_look_of_photo (photo_id=? AND user_id=? AND at>?)", |tx| {
        assert!(!looks::is_seen(tx, photo, user, at(0)).unwrap());
    });
}

#[test]
fn old_photos_are_found_without_a_look_at_the_others() {
    let book = Book::open();
    let workspace = book.workspace("North");
    searches(&book, "photo_with_file (workspace_id=? AND stored_at<?)", |tx| {
        assert_eq!(photo_retention::doom(tx, workspace, (at(0), 5), at(0)).unwrap(), 0);
    });
    searches(&book, "photo_doomed (doomed_at>?)", |tx| photo_retention::list_doomed(tx, 5).unwrap());
}
