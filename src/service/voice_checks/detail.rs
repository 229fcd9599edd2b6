//! One voice check with all that is known of it.

use jiff::Timestamp;

use super::{
    CheckForReview, HEARD_TTL, ListenProgress, ReviewError, VerdictRecord,
    audio::{self, heard_by},
    user_of,
};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{UserId, VerdictId, VoiceCheckId},
        voice_check::FileProblem,
        workspace::Zone,
    },
    service::{
        audit::Actor,
        kernel::{Store, recordings::Recordings},
    },
    store::{
        StoreError, Tx,
        reviews::{self, listens, plays, queue, verdicts},
        workspaces,
    },
};

/// Earlier recordings beside the one to be judged.
const MAX_EARLIER_RECORDINGS: usize = 3;
/// Listens shown of one recording.
const MAX_LISTENS_SHOWN: usize = 50;

/// A voice check with its recording.
#[derive(Debug, Clone)]
pub struct CheckWithRecording {
    /// The voice check.
    pub check: CheckForReview,
    /// What stands on its entry and its call, with the notes.
    pub exceptions: Vec<(ExceptionKind, Option<String>)>,
    /// Path data of the drawn recording; `None` where it cannot be heard.
    pub waveform: Option<String>,
    /// Why the file is not what was stored, so that nobody can tell who it was.
    pub file_problem: Option<FileProblem>,
    /// Whether whoever looks has played it to its end.
    pub heard: bool,
}

/// An earlier recording of the same employee that was judged to be them.
#[derive(Debug, Clone)]
pub struct EarlierRecording {
    /// The voice check.
    pub check: CheckForReview,
    /// Path data of the drawn recording.
    pub waveform: String,
}

/// A voice check with its whole history.
#[derive(Debug, Clone)]
pub struct CheckDetail {
    /// The voice check with its recording.
    pub check: CheckWithRecording,
    /// Earlier recordings of the same employee, to compare it with, latest first.
    pub earlier: Vec<EarlierRecording>,
    /// Verdicts given and taken back, oldest first.
    pub history: Vec<VerdictRecord>,
    /// The latest ones, latest first.
    pub listens: Vec<ListenProgress>,
    /// How often it was opened.
    pub listen_count: usize,
    /// The colleague who is hearing it now.
    pub heard_by: Option<String>,
    /// Of the workspace.
    pub zone: Zone,
}

impl CheckDetail {
    /// What a form that takes the verdict back must show.
    #[must_use]
    pub fn last(&self) -> Option<VerdictId> {
        self.history.last().filter(|last| last.verdict.is_some()).map(|last| last.id)
    }

    /// Whether there is a recording that is not held yet.
    #[must_use]
    pub fn can_be_held(&self) -> bool {
        self.check.check.can_be_heard() && self.check.check.held.is_none()
    }

    /// Whether it waits for a verdict.
    #[must_use]
    pub fn can_be_judged(&self) -> bool {
        self.check.check.verdict.is_none() && self.check.check.can_be_heard()
    }
}

/// What the database knows of a voice check, before the files are read.
pub(super) struct CheckRecord {
    check: CheckForReview,
    heard: bool,
    exceptions: Vec<(ExceptionKind, Option<String>)>,
    earlier: Vec<CheckForReview>,
}

pub(super) fn known(
    tx: &mut dyn Tx,
    check: CheckForReview,
    user: UserId,
    now: Timestamp,
) -> Result<CheckRecord, StoreError> {
    let since = now.saturating_sub(HEARD_TTL).unwrap_or(now);
    let heard = plays::is_heard(tx, check.id, user, (since, heard_by(now)))?;
    let exceptions = reviews::list_standing(tx, check.entry, check.call)?;
    let earlier = reviews::list_same_person(tx, check.employee, (check.expected_at, check.id), MAX_EARLIER_RECORDINGS)?;
    Ok(CheckRecord { check, heard, exceptions, earlier })
}

/// Reads the files: what can be heard is drawn.
pub(super) async fn draw_all(
    store: &Store,
    recordings: &Recordings,
    known: CheckRecord,
) -> Result<(CheckWithRecording, Vec<EarlierRecording>), ReviewError> {
    let CheckRecord { check, heard, exceptions, earlier } = known;
    let (waveform, file_problem) = match audio::open(store, recordings, &check).await? {
        Some(Ok(bytes)) => (audio::draw(bytes).await?, None),
        Some(Err(file_problem)) => (None, Some(file_problem)),
        None => (None, None),
    };
    let mut drawn = Vec::new();
    for check in earlier {
        if let Some(Ok(bytes)) = audio::open(store, recordings, &check).await?
            && let Some(waveform) = audio::draw(bytes).await?
        {
            drawn.push(EarlierRecording { check, waveform });
        }
    }
    Ok((CheckWithRecording { check, exceptions, waveform, file_problem, heard }, drawn))
}

/// A voice check with its history; `None` where the workspace has none of this id.
///
/// # Errors
/// When the recordings' folder cannot be read.
pub async fn find(
    store: &Store,
    recordings: &Recordings,
    actor: &Actor,
    id: VoiceCheckId,
) -> Result<Option<CheckDetail>, ReviewError> {
    let (user, workspace, now) = (user_of(actor)?, actor.workspace, store.now());
    let read = store.read(move |tx| {
        let Some(check) = reviews::find_check(tx, workspace, id)? else { return Ok(None) };
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        let history = verdicts::list_of_check(tx, id)?;
        let listens = (listens::list_of_check(tx, id, MAX_LISTENS_SHOWN)?, listens::count_of_check(tx, id)?);
        let lease = queue::find_lease(tx, id, now)?;
        Ok::<_, StoreError>(Some((known(tx, check, user, now)?, zone, history, listens, lease)))
    });
    let Some((known, zone, history, (listens, listen_count), lease)) = read.await? else { return Ok(None) };
    let (check, earlier) = draw_all(store, recordings, known).await?;
    let heard_by = lease.map(|lease| lease.name);
    Ok(Some(CheckDetail { check, earlier, history, listens, listen_count, heard_by, zone }))
}
