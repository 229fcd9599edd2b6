//! Whose turn a voice check is: the next one for a reviewer, and theirs for as long as they are at it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{
    CheckView, LEASE, Narrowed, ReviewError, user_of,
    views::{self, Earlier},
    wanted, words,
};
use crate::{
    domain::{
        ids::{VerdictId, VoiceCheckId, WorkspaceId},
        voice_check::Verdict,
        workspace::Zone,
    },
    service::{Gateway, audit::Actor},
    store::{
        StoreError,
        reviews::{self, queue, verdicts},
        workspaces,
    },
};

/// The last verdict can be undone by one key for so long; later, on the page of the voice check.
const UNDO: SignedDuration = SignedDuration::from_mins(30);

/// What a reviewer gets to hear.
#[derive(Debug)]
pub struct Turn {
    pub next: Next,
    /// To be heard, this one included.
    pub left: usize,
    /// Heard today by anybody, in the workspace's zone.
    pub heard: usize,
    pub undo: Option<Undo>,
}

#[derive(Debug)]
pub enum Next {
    Check(Box<CheckView>, Vec<Earlier>),
    /// Nothing is left, or colleagues are hearing what is.
    Nothing,
}

/// The reviewer's last verdict.
#[derive(Debug, Clone)]
pub struct Undo {
    pub check: VoiceCheckId,
    pub given: VerdictId,
    pub verdict: &'static str,
    pub name: String,
    pub recorded: String,
}

/// When the day began.
pub(super) fn start_of_today(zone: &Zone, now: Timestamp) -> Timestamp {
    zone.start_of(zone.local(now).date())
}

impl Gateway {
    /// The voice check that is this reviewer's to hear: the one they have already, or the next of the queue, which
    /// is theirs alone from here on.
    ///
    /// # Errors
    /// When the store or the recordings' folder fails.
    pub async fn next_to_hear(self: &Arc<Self>, actor: &Actor, narrowed: Narrowed) -> Result<Turn, ReviewError> {
        let (user, workspace, now) = (user_of(actor)?, actor.workspace, self.now());
        let leased = self.db.write(move |tx| {
            let id = match queue::find_leased(tx, workspace, narrowed, user)? {
                Some(id) => Some(id),
                None => {
                    let wanted = wanted(tx, workspace, narrowed)?;
                    queue::find_next(tx, workspace, wanted, user, now)?
                }
            };
            match id {
                Some(id) => queue::set_lease(tx, id, user, now.saturating_add(LEASE).unwrap_or(now))?,
                None => queue::end_leases(tx, user)?,
            }
            Ok::<_, StoreError>(id)
        });
        let id = leased.await?;
        let read = self.db.read(move |tx| {
            let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
            let wanted = wanted(tx, workspace, narrowed)?;
            let left = queue::count_wanted(tx, workspace, wanted)?;
            let heard = reviews::count_heard(tx, workspace, narrowed, start_of_today(&zone, now))?;
            let since = now.saturating_sub(UNDO).unwrap_or(now);
            let undo = match verdicts::find_standing_of(tx, user, since)? {
                Some(given) => reviews::find_check(tx, workspace, given.check)?.map(|check| Undo {
                    check: given.check,
                    given: given.id,
                    verdict: given.verdict.map_or("", Verdict::title),
                    recorded: words::recorded(&check),
                    name: check.employee_name,
                }),
                None => None,
            };
            let check = match id {
                Some(id) => reviews::find_check(tx, workspace, id)?,
                None => None,
            };
            let known = check.map(|check| views::known(tx, check, user, now)).transpose()?;
            Ok::<_, StoreError>((known, left, heard, undo))
        });
        let (known, left, heard, undo) = read.await?;
        let next = match known {
            Some(known) => {
                let (check, earlier) = self.view_check(known).await?;
                Next::Check(Box::new(check), earlier)
            }
            None => Next::Nothing,
        };
        Ok(Turn { next, left, heard, undo })
    }

    /// Whether the voice check was still the reviewer's to hear; it is for another while then.
    ///
    /// # Errors
    /// When there is no such voice check in the workspace.
    pub async fn keep_turn(self: &Arc<Self>, actor: &Actor, id: VoiceCheckId) -> Result<bool, ReviewError> {
        let (user, workspace, now) = (user_of(actor)?, actor.workspace, self.now());
        self.db
            .write(move |tx| {
                if !is_of(tx, workspace, id)? {
                    return Err(ReviewError::NotFound);
                }
                Ok(queue::renew_lease(tx, id, user, now.saturating_add(LEASE).unwrap_or(now))?)
            })
            .await
    }
}

fn is_of(tx: &mut dyn crate::store::Tx, workspace: WorkspaceId, id: VoiceCheckId) -> Result<bool, StoreError> {
    Ok(reviews::find_check(tx, workspace, id)?.is_some())
}
