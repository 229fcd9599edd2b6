//! Records of usage are found and summed in indexes.

use jiff::Timestamp;

use super::{Book, plans::searches};
use crate::{
    domain::cost::{Cost, Currency},
    store::{
        Tx,
        usage_records::{self, UsageKind, UsageRecord, UsageSum},
    },
};

const OF: (&str, UsageKind) = ("twilio", UsageKind::Call);

fn at(secs: i64) -> Timestamp {
    Timestamp::from_second(secs).unwrap()
}

#[test]
fn the_statements_of_usage_records_use_indexes() {
    let book = Book::open();
    let (workspace, span) = (book.workspace("North"), (at(0), at(9)));
    let month = "COVERING INDEX usage_record_of_workspace (workspace_id=? AND at>? AND at<?)";
    searches(&book, month, |tx| assert_eq!(usage_records::sum(tx, Some(workspace), span).unwrap(), []));
    searches(&book, month, |tx| assert_eq!(usage_records::sum(tx, None, span).unwrap(), []));
    searches(&book, "usage_record_without_price (provider=? AND kind=? AND at>?)", |tx| {
        assert_eq!(usage_records::find_oldest_without_price(tx, OF, at(0)).unwrap(), None);
    });
    searches(&book, "(provider=? AND kind=? AND provider_id=?)", |tx| {
        assert_eq!(usage_records::find_record(tx, OF, "CA1").unwrap(), None);
    });
    searches(&book, "(provider=? AND kind=?)", |tx| assert_eq!(usage_records::find_mark(tx, OF).unwrap(), None));
    searches(&book, "text_message_taken (queued_at>?)", |tx| {
        assert_eq!(usage_records::list_taken_texts(tx, at(0)).unwrap(), []);
    });
}

#[test]
fn what_is_said_again_counts_once_and_a_price_that_was_told_is_not_forgotten() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let tx = &mut book.tx();
    let cost = Some(Cost { micros: 17_000, currency: Currency::USD });
    let first = UsageRecord {
        provider_id: "CA1".to_owned(),
        workspace: Some(north),
        at: at(5),
        secs: 61,
        units: Some(2),
        cost: None,
    };
    let sum = |currency, micros| {
        [UsageSum { kind: UsageKind::Call, currency, count: 1, secs: 61, units: 2, micros }].to_vec()
    };
    let of_north = |tx: &mut dyn Tx| usage_records::sum(tx, Some(north), (at(5), at(6))).unwrap();
    usage_records::note_record(tx, OF, &first).unwrap();
    assert_eq!(of_north(tx), sum(None, 0));
    let later = UsageRecord { cost, ..first.clone() };
    for record in [&later, &first, &UsageRecord { workspace: Some(south), at: at(7), ..later.clone() }] {
        usage_records::note_record(tx, OF, record).unwrap();
        assert_eq!(of_north(tx), sum(Some(Currency::USD), 17_000));
        assert_eq!(usage_records::find_record(tx, OF, "CA1").unwrap().as_ref(), Some(&later));
    }
    assert_eq!(usage_records::sum(tx, Some(south), (at(0), at(9))).unwrap(), []);
    assert_eq!(usage_records::sum(tx, None, (at(0), at(9))).unwrap(), []);
    // The moment at which a span ends is the next one's.
    assert_eq!(usage_records::sum(tx, Some(north), (at(0), at(5))).unwrap(), []);
    // The same id of another provider, or of a text, is something else.
    for of in [("plivo", UsageKind::Call), ("twilio", UsageKind::Text)] {
        assert_eq!(usage_records::find_record(tx, of, "CA1").unwrap(), None);
    }
}
