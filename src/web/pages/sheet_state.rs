//! How far a timesheet has come, and what stands against it, in words.

use super::form_errors::capital;
use crate::{
    domain::{ids::EntryId, pen::Pen, workspace::Zone},
    service::timesheets::sheets::{SheetProgress, Timesheet, TimesheetAnswer},
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

/// What the employee says of the hours on their own page. It blocks nothing.
pub struct SheetAnswer {
    /// The class of the badge.
    pub tone: &'static str,
    /// What it says.
    pub word: &'static str,
    /// When they said so, of which hours, and what they wrote.
    pub about: String,
}

impl SheetAnswer {
    /// Everything they said, oldest first.
    pub fn all_of(timesheet: &Timesheet, zone: &Zone, pen: &Pen) -> Vec<Self> {
        timesheet.answers.iter().map(|answer| Self::new(timesheet, answer, zone, pen)).collect()
    }

    /// What they said last.
    pub fn last_of(timesheet: &Timesheet, zone: &Zone, pen: &Pen) -> Option<Self> {
        timesheet.answers.last().map(|answer| Self::new(timesheet, answer, zone, pen))
    }

    fn new(timesheet: &Timesheet, answer: &TimesheetAnswer, zone: &Zone, pen: &Pen) -> Self {
        let is_old =
            (answer.regular_secs, answer.overtime_secs) != (timesheet.regular_secs(), timesheet.overtime_secs());
        let (tone, word) = match (answer.is_right, is_old) {
            (true, false) => ("good", "Employee confirmed"),
            (true, true) => ("warn", "Employee confirmed other hours"),
            (false, _) => ("warn", "Employee says something is wrong"),
        };
        let total = pen.hours(answer.regular_secs + answer.overtime_secs);
        let note = answer.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        Self { tone, word, about: format!("{}, of {total}{note}", pen.moment(answer.at, zone)) }
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
    pub fn all_of(timesheet: &Timesheet, pen: &Pen) -> Vec<Self> {
        let open = timesheet.open.iter().map(|entry| Self {
            words: format!("Still clocked in since {}", pen.moment(entry.in_at, &entry.zone)),
            entry: Some(entry.id),
            blocks: true,
        });
        let standing = timesheet.standing.iter().map(|standing| {
            let about = timesheet.entries.iter().find(|entry| Some(entry.id) == standing.entry);
            let since = about.map(|entry| format!(": entry of {}", pen.moment(entry.in_at, &entry.zone)));
            Self {
                words: format!("{}{}", capital(standing.kind.words()), since.unwrap_or_default()),
                entry: standing.entry,
                blocks: standing.kind.blocks_approval(),
            }
        });
        open.chain(standing).collect()
    }
}
