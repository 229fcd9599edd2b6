//! How far a timesheet has come, and what stands against it, in words.

use super::form_errors::capital;
use crate::{
    domain::{ids::EntryId, time_text::moment},
    service::timesheets::sheets::{Progress, Timesheet},
};

/// How far a timesheet has come, as a badge says it.
pub struct SheetBadge {
    pub tone: &'static str,
    pub word: &'static str,
}

impl SheetBadge {
    pub fn of(timesheet: &Timesheet) -> Self {
        match timesheet.progress() {
            Progress::Approved(approval) if approval.period != timesheet.period => {
                Self { tone: "good", word: "Approved in part" }
            }
            Progress::Approved(_) => Self { tone: "good", word: "Approved" },
            Progress::Reopened(_) => Self { tone: "warn", word: "Reopened" },
            Progress::Open => Self { tone: "", word: "Open" },
        }
    }
}

/// Something about a timesheet that a person must look at, and where.
pub struct SheetIssue {
    pub words: String,
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
                words: format!("{}{}", capital(standing.kind.name()), since.unwrap_or_default()),
                entry: standing.entry,
                blocks: standing.kind.blocks_approval(),
            }
        });
        open.chain(standing).collect()
    }
}
