//! The parts of a worker's own page in words: hours by day, entries, what the office checks, what was reported.

use jiff::{Timestamp, civil::Date};

use super::words::WorkerPageWords;
use crate::{
    dialog::utterance::Way,
    domain::{entry::EntryStatus, workspace::Zone},
    service::{
        timesheets::sheets::{SheetException, SheetProgress, Timesheet},
        worker_page::{Claim, WorkerEntry},
    },
};

/// The hours of some days, those on which there are any.
pub(super) struct HoursTable {
    /// The first and the last day.
    pub span: String,
    /// A day and its hours.
    pub days: Vec<(String, String)>,
    pub total: String,
    /// Regular hours and overtime, where there is overtime.
    pub parts: Option<(String, String)>,
}

impl HoursTable {
    pub(super) fn new(words: &WorkerPageWords, sheet: &Timesheet) -> Self {
        let on = |day: Date| sheet.sheet.lines.iter().filter(|line| line.day == day).map(|line| line.secs).sum::<i64>();
        let worked = sheet.period.days().map(|day| (day, on(day))).filter(|(_, secs)| *secs > 0);
        let (regular, overtime) = (sheet.regular_secs(), sheet.overtime_secs());
        Self {
            span: words.span(words.on(sheet.period.from), words.on(sheet.period.to)),
            days: worked.map(|(day, secs)| (words.on(day), words.hours_of(secs))).collect(),
            total: words.hours_of(regular + overtime),
            parts: (overtime > 0).then(|| (words.hours_of(regular), words.hours_of(overtime))),
        }
    }
}

/// A period that is over, and what was said of it.
pub(super) struct OverRow {
    pub span: String,
    pub total: String,
    /// Where it is looked at and confirmed.
    pub link: String,
    pub said: String,
    /// Whether there is nothing to say any more.
    pub is_said: bool,
}

impl OverRow {
    pub(super) fn new(words: &WorkerPageWords, sheet: &Timesheet, own: &Zone, here: &str) -> Self {
        let table = HoursTable::new(words, sheet);
        let said = Said::new(words, sheet, own);
        Self {
            link: format!("{here}/hours?from={}", sheet.period.from),
            is_said: said.as_ref().is_some_and(|said| !said.is_old),
            said: said.map_or_else(|| words.not_said.clone(), |said| said.words),
            span: table.span,
            total: table.total,
        }
    }
}

/// What was said of a period last.
pub(super) struct Said {
    pub words: String,
    /// What they wrote to it.
    pub note: Option<String>,
    /// Whether the hours are others by now.
    pub is_old: bool,
}

impl Said {
    pub(super) fn new(words: &WorkerPageWords, sheet: &Timesheet, own: &Zone) -> Option<Self> {
        let last = sheet.answers.last()?;
        let when = words.at(last.at, own, own);
        let is_old = (last.regular_secs, last.overtime_secs) != (sheet.regular_secs(), sheet.overtime_secs());
        let mut said = if last.is_right { words.said_right(when) } else { words.said_wrong(when) };
        if is_old {
            said.push(' ');
            said.push_str(&words.changed_since);
        }
        Some(Self { words: said, note: last.note.clone(), is_old })
    }
}

/// Whether the office has approved these hours.
pub(super) fn is_approved(sheet: &Timesheet) -> bool {
    match sheet.progress() {
        SheetProgress::Approved(_) => true,
        SheetProgress::Open | SheetProgress::Reopened(_) => false,
    }
}

/// An entry and how it came about.
pub(super) struct EntryRow {
    pub day: String,
    /// How long it lasted; none while it is open, without an end, or does not count.
    pub length: Option<String>,
    pub job: Option<String>,
    /// In and out, each with how it was made.
    pub lines: Vec<(String, String)>,
    /// Who has changed it, when and why.
    pub changed: Option<String>,
    pub removed: bool,
}

impl EntryRow {
    pub(super) fn new(words: &WorkerPageWords, entry: &WorkerEntry, own: &Zone) -> Self {
        let decided = &entry.row.decided.entry;
        let removed = entry.row.decided.voided_at.is_some();
        let punch = |way: Way| entry.punches.iter().find(|punch| punch.way == way);
        let line = |way: Way, at: Timestamp| {
            let time = words.clock(at, &decided.zone, own);
            let Some(punch) = punch(way) else { return time };
            let clocked = if punch.at == at {
                String::new()
            } else {
                format!(" ({})", words.clocked_at(words.clock(punch.at, &decided.zone, own)))
            };
            format!("{time}, {}{clocked}", words.how(&punch.how))
        };
        let out = match (decided.out_at, decided.status) {
            (Some(at), _) => line(Way::Out, at),
            (None, EntryStatus::Open) => words.still_in.clone(),
            (None, EntryStatus::Closed | EntryStatus::Unfinished) => words.no_out.clone(),
        };
        let length = entry.worked_secs.filter(|_| !removed);
        let changed = entry.changed.as_ref().map(|revision| {
            let mut said = words.changed(revision.kind, &revision.actor, &words.at(revision.at, own, own));
            let reason = revision.reason.as_deref().and_then(|reason| words.reason(reason));
            for part in [reason, revision.note.as_deref()].into_iter().flatten() {
                said.push_str(": ");
                said.push_str(part);
            }
            said
        });
        Self {
            day: words.on(decided.work_date()),
            length: length.map(|secs| words.hours_of(secs)),
            job: entry.row.job_name.clone(),
            lines: vec![(words.clock_in.clone(), line(Way::In, decided.in_at)), (words.clock_out.clone(), out)],
            changed,
            removed,
        }
    }
}

/// Something that the office is checking.
pub(super) struct StandingRow {
    pub day: String,
    pub what: String,
}

impl StandingRow {
    pub(super) fn new(words: &WorkerPageWords, standing: &SheetException, own: &Zone) -> Self {
        Self { day: words.on(own.local(standing.at).date()), what: words.about(standing.kind).to_owned() }
    }
}

/// Something that they have reported, and what was decided.
pub(super) struct ClaimRow {
    pub says: String,
    pub note: Option<String>,
    pub decision: String,
}

impl ClaimRow {
    pub(super) fn new(words: &WorkerPageWords, claim: &Claim, own: &Zone) -> Self {
        let when = words.at(claim.at, own, own);
        let decision = match &claim.decision {
            None => words.waiting.clone(),
            Some(decision) => {
                let by = &decision.decider;
                let said = if decision.accepted { words.accepted_by(by) } else { words.refused_by(by) };
                let reason = decision.reason.as_deref().map(|reason| format!(": {reason}"));
                format!("{said}{}", reason.unwrap_or_default())
            }
        };
        let says = match claim.way {
            Way::In => words.said_in(when),
            Way::Out => words.said_out(when),
        };
        Self { says, note: claim.note.clone(), decision }
    }
}
