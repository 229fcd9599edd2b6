//! Lists of photos: those to be looked at, those that were, and punches without one.

use jiff::Timestamp;

use super::{PhotoCursor, PhotoForReview, queue_of};
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        voice_check::Verdict,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        photo_reviews::{self, queue, verdicts},
        photos, workspaces,
    },
};

/// Photos on one page.
pub const PAGE: usize = 50;

/// Which photos a list shows, and where its page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoStanding {
    /// Those to be looked at, the oldest first.
    Unseen(Option<PhotoCursor>),
    /// Those that were judged, the latest first; with a verdict, only those.
    Judged(Option<Verdict>, Option<PhotoCursor>),
    /// Punches where one was to be taken and there is none, the latest first.
    Missing(Option<PhotoCursor>),
}

/// A page of photos.
#[derive(Debug, Clone)]
pub struct PhotoPage {
    /// Those of this page, with who has judged them and when.
    pub rows: Vec<(PhotoForReview, Option<(String, Timestamp)>)>,
    /// Where the next page begins.
    pub more: Option<PhotoCursor>,
    /// How many are to be looked at, whatever the list is narrowed to.
    pub unseen: usize,
    /// How many in a hundred are to be looked at.
    pub share: u8,
    /// Whether any kiosk takes photos.
    pub any_kiosk: bool,
    /// Of the workspace, for the times of verdicts.
    pub zone: Zone,
}

/// How many photos are to be looked at.
pub fn count_unseen(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<usize, StoreError> {
    let wanted = queue_of(tx, workspace, None)?;
    queue::count_wanted(tx, wanted)
}

/// A page of photos, of somebody or of everybody.
pub fn list(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, Option<EmployeeId>),
    standing: PhotoStanding,
) -> Result<PhotoPage, StoreError> {
    let of = (workspace, employee);
    let wanted = queue_of(tx, workspace, employee)?;
    let mut found = match standing {
        PhotoStanding::Unseen(after) => queue::list_wanted(tx, wanted, (after, PAGE + 1))?,
        PhotoStanding::Judged(verdict, before) => photo_reviews::list_judged(tx, of, verdict, (before, PAGE + 1))?,
        PhotoStanding::Missing(before) => photo_reviews::list_missing(tx, of, (before, PAGE + 1))?,
    };
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let more = found.last().filter(|_| more).map(|last| {
        let at = match standing {
            PhotoStanding::Unseen(_) | PhotoStanding::Missing(_) => last.at,
            PhotoStanding::Judged(..) => last.verdict_at.unwrap_or(Timestamp::MIN),
        };
        (at, last.id)
    });
    let mut rows = Vec::with_capacity(found.len());
    for photo in found {
        let judged = match photo.verdict {
            Some(_) => verdicts::find_last(tx, photo.id)?.map(|given| (given.reviewer, given.at)),
            None => None,
        };
        rows.push((photo, judged));
    }
    Ok(PhotoPage {
        rows,
        more,
        unseen: count_unseen(tx, workspace)?,
        share: wanted.share,
        any_kiosk: photos::any_kiosk(tx, workspace)?,
        zone: workspaces::get_workspace(tx, workspace)?.settings.zone,
    })
}
