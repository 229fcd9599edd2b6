//! What an import has done, and undoing it.

use askama::Template;
use jiff::Timestamp;

use super::Place;
use crate::{
    domain::{ids::ImportDraftId, pen::Pen, workspace::Zone},
    service::roster::import::{
        ImportOutcome, ListKind,
        receipt::{KeptRow, Receipt, Undone},
    },
    web::{guard::SignedIn, pages::layout::Page},
    wording::admin::ImportingWords,
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
    /// What was not made of what was selected.
    overtaken: Option<String>,
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
    let (words, pen, overtaken) = (&signed_in.words().importing, signed_in.pen(), receipt.overtaken);
    let not_made = || place.say(words.people_overtaken(overtaken), words.jobs_overtaken(overtaken));
    DonePage {
        page: place.page(signed_in),
        place,
        draft,
        is_people: place.kind == ListKind::Employees && !receipt.added.is_empty(),
        did: summary(words, place, &receipt),
        by: receipt.by,
        at: pen.moment(receipt.at, zone),
        overtaken: (overtaken > 0).then(not_made),
        until: pen.moment(until, zone),
        undone: receipt.undone.map(|undone| view(words, place, undone, (pen, zone))),
        file: receipt.file,
    }
}

fn view(words: &'static ImportingWords, place: Place, undone: Undone, (pen, zone): (&Pen, &Zone)) -> UndoneView {
    let Undone { at, by, removed, restored, kept } = undone;
    let removed = place.say(words.people_removed(removed), words.jobs_archived(removed));
    let row = |KeptRow { id, name, why }: KeptRow| {
        let link = match place.kind {
            ListKind::Employees => format!("/employees/{id}"),
            ListKind::Jobs => format!("/jobs/{id}/edit"),
        };
        (link, name, words.kept(why))
    };
    let did = format!("{removed}, {}.", words.changed_back(restored));
    UndoneView { did, by, at: pen.moment(at, zone), kept: kept.into_iter().map(row).collect() }
}

/// What an import has done, in a sentence.
pub(super) fn summary(words: &ImportingWords, place: Place, receipt: &Receipt) -> String {
    let (updated, unchanged, bad) = (receipt.changed.len(), receipt.unchanged, receipt.bad);
    let counts =
        [(updated, words.updated(updated)), (unchanged, words.unchanged(unchanged)), (bad, words.with_mistakes(bad))];
    let others = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, clause)| format!(", {clause}"));
    format!("{}{}.", added(words, place, receipt.added.len()), others.collect::<String>())
}

fn added(words: &ImportingWords, place: Place, count: usize) -> String {
    place.say(words.people_added(count), words.jobs_added(count))
}

/// What a confirmation has done.
pub(super) fn words(words: &ImportingWords, place: Place, outcome: &ImportOutcome) -> String {
    let updated = if outcome.changed == 0 { String::new() } else { format!(", {}", words.updated(outcome.changed)) };
    let did = format!("{}{updated}.", added(words, place, outcome.added));
    if outcome.now { did } else { words.before(did) }
}
