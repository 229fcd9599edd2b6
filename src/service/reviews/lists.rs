//! Voice checks in lists: what is to be heard, and what was heard.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Narrowed, Place, in_words, turns::start_of_today, wanted, words};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{JobId, VoiceCheckId, WorkspaceId},
        voice_check::Verdict,
    },
    service::{Gateway, audit::moment},
    store::{
        StoreError, Tx, jobs,
        reviews::{self, Reviewed, queue, verdicts},
        workspaces,
    },
};

/// Voice checks on one page.
const PAGE: usize = 50;
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// To be heard, in the order of the queue; from behind this place on.
    Unheard { after: Option<(bool, Place)> },
    /// Judged, the latest verdict first, with this verdict where there is one; from before this place on.
    Heard { verdict: Option<Verdict>, before: Option<Place> },
}

/// One page, and what the list can be narrowed to.
#[derive(Debug, Clone)]
pub struct CheckPage {
    pub rows: Vec<Row>,
    /// The last one shown, where there are more: for the queue with its flag.
    pub more: Option<(bool, Place)>,
    pub counts: Counts,
    pub jobs: Vec<(JobId, String)>,
    /// Of the voice checks that nothing is amiss with, how many in a hundred are to be heard.
    pub share: u8,
    pub zone: String,
}

/// How many there are, whatever the list is narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    pub unheard: usize,
    /// Of these, those that something is amiss with.
    pub flagged: usize,
    /// Judged in the last seven days; all that ever were would take longer to count every year.
    pub lately: usize,
    pub today: usize,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: VoiceCheckId,
    pub name: String,
    pub recorded: String,
    pub job: Option<String>,
    pub exceptions: Vec<&'static str>,
    pub verdict: &'static str,
    /// By whom and when.
    pub judged: Option<(String, String)>,
    pub held: bool,
    /// Whether the recording was deleted, its period being over.
    pub gone: bool,
}

impl Gateway {
    /// A page of voice checks.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_voice_checks(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        narrowed: Narrowed,
        status: Status,
    ) -> Result<CheckPage, StoreError> {
        let now = self.now();
        self.db
            .read(move |tx| {
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                let policy = wanted(tx, workspace, narrowed)?;
                let mut found = match status {
                    Status::Unheard { after } => queue::list_wanted(tx, workspace, policy, (after, PAGE + 1))?,
                    Status::Heard { verdict, before } => {
                        reviews::list_heard(tx, workspace, narrowed, verdict, (before, PAGE + 1))?
                    }
                };
                let more = found.len() > PAGE;
                found.truncate(PAGE);
                let more = found.last().filter(|_| more).map(|last| {
                    let at = match status {
                        Status::Unheard { .. } => last.expected_at,
                        Status::Heard { .. } => last.verdict_at.unwrap_or(Timestamp::MIN),
                    };
                    (last.flagged, (at, last.id))
                });
                let rows = found.into_iter().map(|check| row(tx, check, |at| moment(at, &zone)));
                let rows = rows.collect::<Result<_, _>>()?;
                let all = wanted(tx, workspace, Narrowed::default())?;
                let flagged = queue::Wanted { narrowed: Narrowed { flagged_only: true, ..Narrowed::default() }, ..all };
                let lately = now.saturating_sub(LATELY).unwrap_or(Timestamp::MIN);
                let counts = Counts {
                    unheard: queue::count_wanted(tx, workspace, all)?,
                    flagged: queue::count_wanted(tx, workspace, flagged)?,
                    lately: reviews::count_heard(tx, workspace, Narrowed::default(), lately)?,
                    today: reviews::count_heard(tx, workspace, Narrowed::default(), start_of_today(&zone, now))?,
                };
                let jobs = jobs::list_jobs(tx, workspace)?;
                Ok(CheckPage {
                    rows,
                    more,
                    counts,
                    jobs: jobs.into_iter().map(|job| (job.id, job.name)).collect(),
                    share: all.share,
                    zone: zone.name().to_owned(),
                })
            })
            .await
    }
}

fn row(tx: &mut dyn Tx, check: Reviewed, moment: impl Fn(Timestamp) -> String) -> Result<Row, StoreError> {
    let judged = match check.verdict {
        Some(_) => verdicts::find_last(tx, check.id)?.map(|given| (given.reviewer, moment(given.at))),
        None => None,
    };
    let exceptions = reviews::list_flags(tx, check.call)?;
    Ok(Row {
        id: check.id,
        recorded: words::recorded(&check),
        exceptions: exceptions.into_iter().map(ExceptionKind::name).collect(),
        verdict: in_words(check.verdict),
        judged,
        held: check.held.is_some(),
        gone: check.doomed_at.is_some(),
        name: check.employee_name,
        job: check.job,
    })
}
