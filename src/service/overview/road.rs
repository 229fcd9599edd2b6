//! The road of a pay period to payday: exceptions, voice checks, approvals, export.

use jiff::Timestamp;

use super::frame::Waiting;
use crate::{
    domain::ids::WorkspaceId,
    service::timesheets::sheets::{PayPeriod, PeriodChoice, SheetProgress, list_all, pay_period},
    store::{StoreError, Tx, overview},
};

/// How far a pay period has come.
#[derive(Debug, Clone)]
pub struct Road {
    /// The pay period.
    pub period: PayPeriod,
    /// People who have anything in it.
    pub people: usize,
    /// Those of them whose hours are approved.
    pub approved: usize,
    /// Those of them that can be approved as they are.
    pub clean: usize,
    /// Open exceptions of the period, and those of them that stand in the way of pay.
    pub exceptions: (usize, usize),
    /// Voice checks to be heard, of any period, and those of them that something is wrong with.
    pub voice_checks: (usize, usize),
    /// Batches of days in the period that were exported.
    pub batches: usize,
}

/// A part of the road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Settle what stands against hours.
    Exceptions,
    /// Hear voice checks.
    VoiceChecks,
    /// Approve hours.
    Approvals,
    /// Hand the hours over.
    Export,
}

impl Stage {
    /// Every part, in the order of the road.
    pub const ALL: [Self; 4] = [Self::Exceptions, Self::VoiceChecks, Self::Approvals, Self::Export];
}

impl Road {
    /// Whether nothing is left to do of a part.
    #[must_use]
    pub const fn is_done(&self, stage: Stage) -> bool {
        match stage {
            Stage::Exceptions => self.exceptions.0 == 0,
            Stage::VoiceChecks => self.voice_checks.0 == 0,
            Stage::Approvals => self.people > 0 && self.approved == self.people,
            Stage::Export => self.batches > 0,
        }
    }

    /// What to do next: the first part that something is left of, as long as the period was not exported. What does not
    /// stand in the way of pay stops nobody.
    #[must_use]
    pub fn next(&self) -> Option<Stage> {
        if self.people == 0 || self.is_done(Stage::Export) {
            return None;
        }
        let stands_in_the_way = |stage: &Stage| match stage {
            Stage::Exceptions => self.exceptions.1 > 0,
            Stage::VoiceChecks => self.voice_checks.1 > 0,
            Stage::Approvals | Stage::Export => !self.is_done(*stage),
        };
        Stage::ALL.into_iter().find(stands_in_the_way)
    }
}

/// How far a period has come, with what waits to be heard as it is around the page.
pub fn look(
    tx: &mut dyn Tx,
    (workspace, waiting): (WorkspaceId, Waiting),
    choice: PeriodChoice,
    now: Timestamp,
) -> Result<Road, StoreError> {
    let period = pay_period(tx, workspace, choice, now)?;
    let sheets = list_all(tx, workspace, period.days)?;
    let is_approved = |progress| matches!(progress, SheetProgress::Approved(_));
    Ok(Road {
        people: sheets.len(),
        approved: sheets.iter().filter(|sheet| is_approved(sheet.progress())).count(),
        clean: sheets.iter().filter(|sheet| sheet.is_clean()).count(),
        exceptions: (
            sheets.iter().map(|sheet| sheet.standing.len()).sum(),
            sheets.iter().map(|sheet| sheet.blocking().count()).sum(),
        ),
        voice_checks: (waiting.voice_checks, waiting.flagged),
        batches: overview::count_batches(tx, workspace, period.days)?,
        period,
    })
}
