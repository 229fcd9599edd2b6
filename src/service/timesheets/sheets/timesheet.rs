//! The hours of one employee in a period, and how far they have come.

use crate::{
    domain::payroll::{Pay, Period, Sheet},
    store::{
        approvals::Approval,
        timesheet_answers::TimesheetAnswer,
        timesheets::{SheetEmployee, SheetEntry, SheetException},
    },
};

/// The hours of one employee in a period.
#[derive(Debug, Clone)]
pub struct Timesheet {
    /// Whose hours they are.
    pub person: SheetEmployee,
    /// The days that they are counted in.
    pub period: Period,
    /// The hours, day by day and job by job.
    pub sheet: Sheet,
    /// What rounding gave since 1 January of the year in which the period ends, to its end; taken where negative.
    /// Not counted, 0, but for the list of timesheets and the page of one.
    pub balance_of_year_secs: i64,
    /// Entries that are part of the period, oldest first, open and unfinished ones among them.
    pub entries: Vec<SheetEntry>,
    /// Entries that are still open and began in the period or before.
    pub open: Vec<SheetEntry>,
    /// Exceptions about those entries, and about the employee alone in those days, worst first.
    pub standing: Vec<SheetException>,
    /// Every approval of days of the period, oldest first.
    pub approvals: Vec<Approval>,
    /// What the employee says of these hours on their own page, oldest first. It blocks nothing.
    pub answers: Vec<TimesheetAnswer>,
}

/// How far a timesheet has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetProgress<'a> {
    /// It was never approved.
    Open,
    /// It is approved.
    Approved(&'a Approval),
    /// Approved once, and taken back.
    Reopened(&'a Approval),
}

impl Timesheet {
    /// Whether it is approved, was once, or never.
    #[must_use]
    pub fn progress(&self) -> SheetProgress<'_> {
        if let Some(approval) = self.approvals.iter().find(|approval| approval.reopened.is_none()) {
            return SheetProgress::Approved(approval);
        }
        self.approvals.last().map_or(SheetProgress::Open, SheetProgress::Reopened)
    }

    /// Seconds of regular hours.
    #[must_use]
    pub fn regular_secs(&self) -> i64 {
        self.sheet.secs(Pay::Regular)
    }

    /// Seconds of overtime.
    #[must_use]
    pub fn overtime_secs(&self) -> i64 {
        self.sheet.secs(Pay::Overtime)
    }

    /// The exceptions that must be settled before the hours are approved.
    pub fn blocking(&self) -> impl Iterator<Item = &SheetException> {
        self.standing.iter().filter(|standing| standing.kind.blocks_approval())
    }

    /// Whether the hours are approved.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        match self.progress() {
            SheetProgress::Approved(_) => true,
            SheetProgress::Open | SheetProgress::Reopened(_) => false,
        }
    }

    /// Whether something must be settled or clocked out before the hours can be approved.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        !self.open.is_empty() || self.blocking().next().is_some()
    }

    /// Whether there is something to approve that is not approved yet, and nothing stands against it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        match self.progress() {
            SheetProgress::Approved(_) => false,
            SheetProgress::Open | SheetProgress::Reopened(_) => !self.is_blocked() && !self.entries.is_empty(),
        }
    }

    /// Whether there is anything in the period at all.
    pub(super) fn is_empty(&self) -> bool {
        self.sheet == Sheet::default() && self.entries.is_empty() && self.open.is_empty() && self.approvals.is_empty()
    }
}
