//! What is around every page: whose it is, how it writes, the pay period, and what waits for somebody.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{ids::WorkspaceId, language::OfficeLanguage, payroll::Period, pen::Pen},
    service::{photos::lists as photo_lists, timesheets::sheets::PeriodChoice, voice_checks::lists},
    store::{StoreError, Tx, claims, exception_queue, overview, payroll_policies, workspaces},
};

/// What is around every page of a workspace.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The workspace's name.
    pub employer: String,
    /// How dates, times and hours are written.
    pub pen: Pen,
    /// The pay period that was chosen; the current one where none was.
    pub period: Period,
    /// What waits for somebody.
    pub waiting: Waiting,
}

/// How much waits for somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Open exceptions, and claims, which their page has among them.
    pub exceptions: usize,
    /// Those of them that stand in the way of pay.
    pub blocking: usize,
    /// Voice checks to be heard.
    pub voice_checks: usize,
    /// Those of them that something is wrong with.
    pub flagged: usize,
    /// Photos to be looked at.
    pub photos: usize,
    /// People whose hours of the last period that is over nobody has approved.
    pub approvals: usize,
}

/// What is around a page for somebody who reads this language, in the pay period of a day where one was chosen.
pub fn find(
    tx: &mut dyn Tx,
    (workspace, language): (WorkspaceId, OfficeLanguage),
    chosen: Option<Date>,
    now: Timestamp,
) -> Result<Frame, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let policy = payroll_policies::get_policy(tx, workspace)?;
    let today = settings.zone.local(now).date();
    let period = chosen.map_or(PeriodChoice::Current, PeriodChoice::Of).days(&policy, today);
    let last_over = PeriodChoice::LastOver.days(&policy, today);
    let standing = exception_queue::count_standing(tx, workspace)?;
    let (voice_checks, flagged) = lists::count_unheard(tx, workspace)?;
    let waiting = Waiting {
        exceptions: standing.iter().map(|(_, count)| count).sum::<usize>() + claims::count_waiting(tx, workspace)?,
        blocking: standing.iter().filter(|(kind, _)| kind.blocks_approval()).map(|(_, count)| count).sum(),
        voice_checks,
        flagged,
        photos: photo_lists::count_unseen(tx, workspace)?,
        approvals: overview::count_unapproved(tx, workspace, last_over)?,
    };
    let pen = Pen::new(settings.formats, settings.zone, language, now);
    Ok(Frame { employer: settings.name, pen, period, waiting })
}
