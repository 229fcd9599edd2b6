//! How far a timesheet has come, and what stands against it, in words.

use super::form_errors::capital;
use crate::{
    domain::{ids::EntryId, time_text::moment},
    service::timesheets::sheets::{SheetProgress, Timesheet},
};

/// How far a timesheet has come, as a badge says it.
pub struct SheetBadge {
    /// The class of the badge.
    pub tone: &'static str,
    /// What it says.
    pub word: &'static str,
}

impl SheetBadge {
    /// The badge of a timesheet.
    pub fn new(timesheet: &Timesheet) -> Self {
        match timesheet.progress() {
            SheetProgress::Approved(approval) if approval.period != timesheet.period => {
                Self { tone: "good", word: "Approved in part" }
            }
            SheetProgress::Approved(_) => Self { tone: "good", word: "Approved" },
            SheetProgress::Reopened(_) => Self { tone: "warn", word: "Reopened" },
            SheetProgress::Open => Self { tone: "", word: "Open" },
        }
    }
}

/// Something about a timesheet that a person must look at, and where.
pub struct SheetIssue {
    /// What it is, in a sentence.
    pub words: String,
    /// The entry to look at; none where it is about no entry.
    pub entry: Option<EntryId>,
    /// Whether the hours cannot be approved before it is settled.
    pub blocks: bool,
}

impl SheetIssue {
    /// What stands against a timesheet, worst first.
    pub fn all_of(timesheet: &Timesheet) -> Vec<Self> {
        let open = timesheet.open.iter().map(|entry| Self {
            words: format!("Still clocked in since {}", moment(entry.in_at, &entry.zone)),
            entry: Some(entry.id),
            blocks: true,
        });
        let standing = timesheet.standing.iter().map(|standing| {
            let about = timesheet.entries.iter().find(|entry| Some(entry.id) == standing.entry);
            let since = about.map(|entry| format!(": entry of {}", moment(entry.in_at, &entry.zone)));
            Self {
                words: format!("{}{}", capital(standing.kind.words()), since.unwrap_or_default()),
                entry: standing.entry,
                blocks: standing.kind.blocks_approval(),
            }
        });
        open.chain(standing).collect()
    }
}
