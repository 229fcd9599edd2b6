//! Voice checks in lists: what is to be heard, and what was heard.

use jiff::{SignedDuration, Timestamp};

use super::{ReviewCursor, ReviewFilter, Risk, queue_of, start_of_today};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{JobId, WorkspaceId},
        voice_check::Verdict,
        workspace::Zone,
    },
    store::{
        StoreError, Tx, jobs,
        reviews::{self, CheckForReview, queue, verdicts},
        workspaces,
    },
};

/// Voice checks on one page.
const PAGE: usize = 50;
const RECENT_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Which voice checks a list shows, and where its page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewStatus {
    /// To be heard, in the order of the queue.
    Unheard {
        /// The last one of the page before: its risk, and where it stood.
        after: Option<(Risk, ReviewCursor)>,
    },
    /// Judged, the latest verdict first.
    Heard {
        /// With this verdict; with any where absent.
        verdict: Option<Verdict>,
        /// The last one of the page before.
        before: Option<ReviewCursor>,
    },
}

/// One page, and what the list can be narrowed to.
#[derive(Debug, Clone)]
pub struct CheckPage {
    /// Those of this page.
    pub rows: Vec<CheckRow>,
    /// The last one shown, where there are more: for the queue with its risk.
    pub more: Option<(Risk, ReviewCursor)>,
    /// How many there are.
    pub counts: ReviewCounts,
    /// The jobs that the list can be narrowed to.
    pub jobs: Vec<(JobId, String)>,
    /// Of the voice checks that nothing is wrong with, how many in a hundred are to be heard.
    pub share: u8,
    /// Of the workspace, for the times of verdicts.
    pub zone: Zone,
}

/// How many there are, whatever the list is narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct ReviewCounts {
    /// Those that are to be heard.
    pub unheard: usize,
    /// Of these, those that something is wrong with.
    pub flagged: usize,
    /// Judged in the last seven days; all that ever were would take longer to count every year.
    pub lately: usize,
    /// Judged since midnight, in the workspace's zone.
    pub today: usize,
}

/// A voice check in a list.
#[derive(Debug, Clone)]
pub struct CheckRow {
    /// The voice check.
    pub check: CheckForReview,
    /// The open exceptions of the voice and the number.
    pub exceptions: Vec<ExceptionKind>,
    /// By whom and when it was judged.
    pub judged: Option<(String, Timestamp)>,
}

/// How many are to be heard, and how many of these something is wrong with.
pub fn count_unheard(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<(usize, usize), StoreError> {
    let wanted = queue_of(tx, workspace, ReviewFilter::default())?;
    queue::count_wanted_and_flagged(tx, workspace, wanted)
}

/// A page of voice checks.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ReviewFilter,
    status: ReviewStatus,
    now: Timestamp,
) -> Result<CheckPage, StoreError> {
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let policy = queue_of(tx, workspace, filter)?;
    let mut found = match status {
        ReviewStatus::Unheard { after } => queue::list_wanted(tx, workspace, policy, (after, PAGE + 1))?,
        ReviewStatus::Heard { verdict, before } => {
            reviews::list_heard(tx, workspace, filter, verdict, (before, PAGE + 1))?
        }
    };
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let more = found.last().filter(|_| more).map(|last| {
        let at = match status {
            ReviewStatus::Unheard { .. } => last.expected_at,
            ReviewStatus::Heard { .. } => last.verdict_at.unwrap_or(Timestamp::MIN),
        };
        (last.risk, (at, last.id))
    });
    let rows = found.into_iter().map(|check| row(tx, check)).collect::<Result<_, _>>()?;
    let (unheard, flagged) = count_unheard(tx, workspace)?;
    let lately = now.saturating_sub(RECENT_WINDOW).unwrap_or(Timestamp::MIN);
    let counts = ReviewCounts {
        unheard,
        flagged,
        lately: reviews::count_heard(tx, workspace, ReviewFilter::default(), lately)?,
        today: reviews::count_heard(tx, workspace, ReviewFilter::default(), start_of_today(&zone, now))?,
    };
    let jobs = jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect();
    Ok(CheckPage { rows, more, counts, jobs, share: policy.share, zone })
}

fn row(tx: &mut dyn Tx, check: CheckForReview) -> Result<CheckRow, StoreError> {
    let judged = match check.verdict {
        Some(_) => verdicts::find_last(tx, check.id)?.map(|given| (given.reviewer, given.at)),
        None => None,
    };
    let exceptions = reviews::list_flags(tx, check.call)?;
    Ok(CheckRow { check, exceptions, judged })
}
