//! The list at the left of the exceptions: a line for each one, and for each note from an employee.

use super::QueueQuery;
use crate::{
    domain::{exception::ExceptionKind, ids::ExceptionId, pen::Pen, workspace::Zone},
    service::{kiosks::claims::Claim, timesheets::exceptions::QueuedException},
    web::pages::written::WrittenTime,
    wording::admin::AdminWords,
};

/// One line of the list.
pub(super) struct Row {
    /// The exception, or the note.
    pub id: String,
    pub name: String,
    /// What it is, in two or three words.
    pub what: &'static str,
    pub tone: &'static str,
    pub at: WrittenTime,
    /// Where it is looked at.
    pub to: String,
    /// Whether it is the one that is looked at.
    pub current: bool,
    /// Whether it can be selected to be accepted with others.
    pub selectable: bool,
    pub ticked: bool,
}

impl Row {
    pub fn of_exception(queued: &QueuedException, (workspace, pen): (&Zone, &Pen), query: &QueueQuery) -> Self {
        let zone = queued.entry.as_ref().map_or(queued.zone.as_ref().unwrap_or(workspace), |entry| &entry.zone);
        let kind: ExceptionKind = queued.kind;
        Self {
            id: queued.id.to_string(),
            name: queued.name.clone(),
            what: AdminWords::of(pen.language).exception_kind(kind),
            tone: if kind.blocks_approval() { "bad" } else { "warn" },
            at: WrittenTime::moment(pen, queued.at, zone),
            to: query.address(&queued.id.to_string()),
            current: false,
            selectable: false,
            ticked: false,
        }
    }

    pub fn of_claim(claim: &Claim, (workspace, pen): (&Zone, &Pen), query: &QueueQuery) -> Self {
        let zone = claim.kiosk_zone.as_ref().or(claim.zone.as_ref()).unwrap_or(workspace);
        let words = AdminWords::of(pen.language);
        Self {
            id: claim.id.to_string(),
            name: words.claims.name_of(claim),
            what: &words.exceptions.note_kind,
            tone: "",
            at: WrittenTime::moment(pen, claim.at, zone),
            to: query.address(&claim.id.to_string()),
            current: false,
            selectable: false,
            ticked: false,
        }
    }
}

/// Marks the line that is looked at, and says which one is next: the one behind it, or else the one before.
pub(super) fn choose(rows: &mut [Row], chosen: &str) -> Option<String> {
    let place = rows.iter().position(|row| row.id == chosen);
    if let Some(row) = place.and_then(|place| rows.get_mut(place)) {
        row.current = true;
    }
    let then = match place {
        Some(place) => rows.get(place + 1).or_else(|| rows.get(place.checked_sub(1)?)),
        None => rows.first(),
    };
    then.map(|row| row.id.clone())
}

/// Lets the lines be selected, those already that were.
pub(super) fn make_selectable(rows: &mut [Row], ticked: &[ExceptionId]) {
    for row in rows {
        row.selectable = true;
        row.ticked = ticked.iter().any(|id| id.to_string() == row.id);
    }
}
