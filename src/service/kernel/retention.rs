//! The end of files whose period is over: the file goes, and what the database says of it stays.

use std::fmt::Display;

use jiff::Timestamp;

use super::{
    recordings::{Recordings, RecordingsError},
    unit::Store,
};
use crate::{
    domain::ids::WorkspaceId,
    store::{Hold, Holds, StoreError, Tx, retention::Expired},
};

/// Files of a kind that are deleted in one run, so that none keeps the gateway busy for long.
const DELETION_BATCH: usize = 500;

/// Why files whose period is over are still there.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum RetentionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{failed} {what} could not be deleted, and are tried again")]
    Files {
        failed: usize,
        what: &'static str,
        /// Of the last one.
        source: RecordingsError,
    },
}

/// What one run has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SweepOutcome {
    /// How many files.
    pub deleted: usize,
    /// Whether the run came to its limit, so that there may be more.
    pub more: bool,
}

type ListOverdue = fn(&mut dyn Tx, Timestamp) -> Result<Vec<(WorkspaceId, Timestamp)>, StoreError>;
type Doom = fn(&mut dyn Tx, WorkspaceId, (Timestamp, usize), Timestamp) -> Result<usize, StoreError>;
type ListDoomed<Id> = fn(&mut dyn Tx, usize) -> Result<Vec<Expired<Id>>, StoreError>;
type SetDeleted<Id> = fn(&mut dyn Tx, Id, Timestamp) -> Result<bool, StoreError>;

/// One kind of files with what the database does about them.
pub(in crate::service) struct KeptFiles<Id> {
    /// What one is called in the log.
    pub one: &'static str,
    /// The workspaces that keep any for too long, and since when each keeps.
    pub list_overdue: ListOverdue,
    /// Dooms so many of a workspace, of those stored before a moment; how many there were.
    pub doom: Doom,
    /// Those that are doomed, the longest first.
    pub list_doomed: ListDoomed<Id>,
    /// Notes that a file is gone; false when that was noted before.
    pub set_deleted: SetDeleted<Id>,
}

/// What a run has done with one kind.
#[derive(Default)]
pub(in crate::service) struct Swept {
    deleted: usize,
    more: bool,
    failures: Vec<RecordingsError>,
}

impl<Id: Copy + Display + Send + 'static> KeptFiles<Id> {
    /// Deletes the files of this kind that have been kept for as long as their workspace says; none while the clock is
    /// in doubt.
    ///
    /// First they are doomed in the database, then a file is deleted, then that is written down. Wherever this breaks
    /// off, the next run goes on from there: a file that is gone already is what was wanted.
    pub(in crate::service) async fn sweep(&self, store: &Store, recordings: &Recordings) -> Result<Swept, StoreError> {
        let Self { one, list_overdue, doom, list_doomed, set_deleted } = *self;
        let mut swept = Swept::default();
        if store.clock().is_in_doubt() {
            return Ok(swept);
        }
        let now = store.now();
        // A look at every workspace is no business of the writer's, which calls wait for.
        let overdue = store.read(move |tx| list_overdue(tx, now)).await?;
        let holds = overdue.iter().fold(Holds::from(Hold::Nothing), |holds, (id, _)| holds.and(Hold::Workspace(*id)));
        let doomed = store.write(holds, move |u| {
            let mut left = DELETION_BATCH;
            for (workspace, stored_before) in overdue {
                left = left.saturating_sub(doom(u.tx, workspace, (stored_before, left), now)?);
            }
            // Those that an earlier run has left come first.
            list_doomed(u.tx, DELETION_BATCH)
        });
        let doomed = doomed.await?;
        swept.more = doomed.len() == DELETION_BATCH;
        for Expired { id, workspace, file } in doomed {
            if store.clock().is_in_doubt() {
                return Ok(Swept { more: true, failures: Vec::new(), ..swept });
            }
            match recordings.delete(&file).await {
                Ok(()) => {
                    let noted = store.write(Hold::Workspace(workspace), move |u| set_deleted(u.tx, id, u.now));
                    if noted.await? {
                        swept.deleted += 1;
                        tracing::info!(%id, kind = one, "a file was deleted, its period being over");
                    }
                }
                Err(error) => swept.failures.push(error),
            }
        }
        Ok(swept)
    }
}

impl Swept {
    /// Both together.
    pub(in crate::service) fn and(mut self, other: Self) -> Self {
        self.failures.extend(other.failures);
        Self { deleted: self.deleted + other.deleted, more: self.more || other.more, ..self }
    }

    /// What came of the run; `what` names the files.
    pub(in crate::service) fn outcome(mut self, what: &'static str) -> Result<SweepOutcome, RetentionError> {
        let failed = self.failures.len();
        match self.failures.pop() {
            Some(source) => Err(RetentionError::Files { failed, what, source }),
            None => Ok(SweepOutcome { deleted: self.deleted, more: self.more }),
        }
    }
}
