//! How far a timesheet has come, and what stands against it, in words.

use super::form_errors::capital;
use crate::{
    domain::{ids::EntryId, pen::Pen, workspace::Zone},
    service::timesheets::sheets::{SheetProgress, Timesheet, TimesheetAnswer},
    wording::admin::{AdminWords, SheetsWords},
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
    pub fn new(timesheet: &Timesheet, words: &'static SheetsWords) -> Self {
        match timesheet.progress() {
            SheetProgress::Approved(approval) if approval.period != timesheet.period => {
                Self { tone: "good", word: &words.state_part }
            }
            SheetProgress::Approved(_) => Self { tone: "good", word: &words.state_approved },
            SheetProgress::Reopened(_) => Self { tone: "warn", word: &words.state_reopened },
            SheetProgress::Open => Self { tone: "", word: &words.state_open },
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
    pub fn all_of(timesheet: &Timesheet, zone: &Zone, pen: &Pen, words: &'static SheetsWords) -> Vec<Self> {
        timesheet.answers.iter().map(|answer| Self::new(timesheet, answer, zone, (pen, words))).collect()
    }

    /// What they said last.
    pub fn last_of(timesheet: &Timesheet, zone: &Zone, pen: &Pen, words: &'static SheetsWords) -> Option<Self> {
        timesheet.answers.last().map(|answer| Self::new(timesheet, answer, zone, (pen, words)))
    }

    fn new(
        timesheet: &Timesheet,
        answer: &TimesheetAnswer,
        zone: &Zone,
        (pen, words): (&Pen, &'static SheetsWords),
    ) -> Self {
        let is_old =
            (answer.regular_secs, answer.overtime_secs) != (timesheet.regular_secs(), timesheet.overtime_secs());
        let (tone, word) = match (answer.is_right, is_old) {
            (true, false) => ("good", &words.answer_confirmed),
            (true, true) => ("warn", &words.answer_confirmed_others),
            (false, _) => ("warn", &words.answer_wrong),
        };
        let (at, total) = (pen.moment(answer.at, zone), pen.hours(answer.regular_secs + answer.overtime_secs));
        let about = match &answer.note {
            Some(note) => words.answer_about_note(at, total, note),
            None => words.answer_about(at, total),
        };
        Self { tone, word, about }
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
    pub fn all_of(timesheet: &Timesheet, pen: &Pen, words: &AdminWords) -> Vec<Self> {
        let open = timesheet.open.iter().map(|entry| Self {
            words: words.sheets.still_in(pen.moment(entry.in_at, &entry.zone)),
            entry: Some(entry.id),
            blocks: true,
        });
        let standing = timesheet.standing.iter().map(|standing| {
            let about = timesheet.entries.iter().find(|entry| Some(entry.id) == standing.entry);
            let kind = capital(words.exception_kind(standing.kind));
            Self {
                words: match about {
                    Some(entry) => words.sheets.exception_of_entry(kind, pen.moment(entry.in_at, &entry.zone)),
                    None => kind,
                },
                entry: standing.entry,
                blocks: standing.kind.blocks_approval(),
            }
        });
        open.chain(standing).collect()
    }
}
