//! What an import has done, and undoing it.

use askama::Template;
use jiff::Timestamp;

use super::{Place, words as page_words};
use crate::{
    domain::{ids::ImportDraftId, time_text::moment, workspace::Zone},
    service::roster::import::{
        ImportOutcome, ListKind,
        receipt::{KeptRow, Receipt, Undone},
    },
    web::{guard::SignedIn, pages::layout::Page},
};

#[derive(Template)]
#[template(path = "list_import/done.html")]
pub(super) struct DonePage {
    page: Page,
    place: Place,
    draft: ImportDraftId,
    is_people: bool,
    file: String,
    did: String,
    by: String,
    at: String,
    overtaken: usize,
    /// Until when it can be undone.
    until: String,
    undone: Option<UndoneView>,
}

struct UndoneView {
    did: String,
    by: String,
    at: String,
    /// Where it is, what it is called, and why it could not be undone.
    kept: Vec<(String, String, &'static str)>,
}

pub(super) fn page(
    place: Place,
    signed_in: &SignedIn,
    draft: ImportDraftId,
    receipt: Receipt,
    until: Timestamp,
    zone: &Zone,
) -> DonePage {
    DonePage {
        page: place.page(signed_in),
        place,
        draft,
        is_people: place.kind == ListKind::Employees && !receipt.added.is_empty(),
        did: summary(place, &receipt),
        by: receipt.by,
        at: moment(receipt.at, zone),
        overtaken: receipt.overtaken,
        until: moment(until, zone),
        undone: receipt.undone.map(|undone| view(place, undone, zone)),
        file: receipt.file,
    }
}

fn view(place: Place, undone: Undone, zone: &Zone) -> UndoneView {
    let Undone { at, by, removed, restored, kept } = undone;
    let taken_back = if place.kind == ListKind::Jobs { "archived" } else { "removed" };
    let row = |KeptRow { id, name, why }: KeptRow| {
        let link = match place.kind {
            ListKind::Employees => format!("/employees/{id}"),
            ListKind::Jobs => format!("/jobs/{id}/edit"),
        };
        (link, name, page_words::kept(why))
    };
    let did = format!("{} {taken_back}, {restored} changed back.", place.counted(removed));
    UndoneView { did, by, at: moment(at, zone), kept: kept.into_iter().map(row).collect() }
}

/// What an import has done, in a sentence.
pub(super) fn summary(place: Place, receipt: &Receipt) -> String {
    let counts = [(receipt.changed.len(), "updated"), (receipt.unchanged, "unchanged"), (receipt.bad, "with mistakes")];
    let others = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!(", {count} {word}"));
    format!("{} added{}.", place.counted(receipt.added.len()), others.collect::<String>())
}

/// What a confirmation has done.
pub(super) fn words(place: Place, outcome: ImportOutcome) -> String {
    let ImportOutcome { added, changed, now } = outcome;
    let updated = if changed == 0 { String::new() } else { format!(", {changed} updated") };
    let did = format!("{} added{updated}.", place.counted(added));
    if now { did } else { format!("This list was imported before, and nothing was done now. Then: {did}") }
}
