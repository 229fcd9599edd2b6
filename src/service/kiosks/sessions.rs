//! The sessions of a device: whom it has found and not found, page by page.

use super::{
    clock::find_punches_of,
    devices::{self, DeviceError},
};
pub use crate::store::kiosk_sessions::{DeviceSession, SessionCursor};
use crate::{
    domain::{
        ids::{DeviceId, WorkspaceId},
        kiosk::{Outcome, Proof},
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        kiosk_devices::Device,
        kiosk_sessions,
        kiosks::{self, Kiosk},
        workspaces,
    },
};

/// Sessions on one page.
const PAGE: usize = 50;

/// What came of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// Nobody was found, or the one who was tried is locked.
    Refused,
    /// Somebody was found, and has done nothing yet.
    Found,
    /// Somebody was clocked in.
    In,
    /// Somebody was clocked out.
    Out,
    /// Somebody was clocked out of one job, and in to another, or to a new shift.
    OutAndIn,
    /// What was clocked was undone at once.
    Undone,
    /// Somebody went away, and nothing was clocked.
    Left,
    /// A supervisor was there; what they did is listed by itself.
    Supervised,
    /// Somebody left a note for the manager.
    Noted,
    /// A user signed in.
    SignedIn,
    /// A supervisor unlocked somebody.
    Unlocked,
}

impl SessionEnd {
    fn find(tx: &mut dyn Tx, workspace: WorkspaceId, session: &DeviceSession) -> Result<Self, StoreError> {
        let supervises = session.proof == Proof::Supervisor && session.employee.is_none();
        Ok(match (session.outcome, session.request) {
            (Outcome::Refused, _) => Self::Refused,
            (Outcome::Found | Outcome::Left, None) if supervises => Self::Supervised,
            (Outcome::Found, _) => Self::Found,
            (Outcome::Punched, Some(request)) => {
                let punches = find_punches_of(tx, workspace, request)?;
                match (punches.opened.is_some(), punches.closed.is_some()) {
                    (true, true) => Self::OutAndIn,
                    (true, false) => Self::In,
                    (false, true) => Self::Out,
                    (false, false) => Self::Left,
                }
            }
            // The punch, and that it was undone, are kept apart.
            (Outcome::Left, Some(_)) => Self::Undone,
            (Outcome::Punched | Outcome::Left, None) => Self::Left,
            (Outcome::Noted, _) => Self::Noted,
            (Outcome::SignedIn, _) => Self::SignedIn,
            (Outcome::Unlocked, _) => Self::Unlocked,
        })
    }
}

/// A device with a page of its sessions.
#[derive(Debug, Clone)]
pub struct DeviceRecord {
    /// The device.
    pub device: Device,
    /// The kiosk that it stands at.
    pub kiosk: Kiosk,
    /// The zone of the place.
    pub zone: Zone,
    /// Latest first.
    pub sessions: Vec<(DeviceSession, SessionEnd)>,
    /// The last one shown, where there are older ones.
    pub older: Option<SessionCursor>,
}

/// A device with its sessions before one of them, or the latest.
///
/// # Errors
/// When there is no such device, or its kiosk is deleted.
pub fn get(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, DeviceId),
    before: Option<SessionCursor>,
) -> Result<DeviceRecord, DeviceError> {
    let device = devices::get(tx, workspace, id)?;
    let kiosk = kiosks::find_kiosk(tx, workspace, device.kiosk)?.ok_or(DeviceError::NotFound)?;
    let zone = match &kiosk.zone {
        Some(zone) => zone.clone(),
        None => workspaces::get_workspace(tx, workspace)?.settings.zone,
    };
    let mut sessions = kiosk_sessions::list_of_device(tx, (workspace, id), before, PAGE + 1)?;
    let more = sessions.len() > PAGE;
    sessions.truncate(PAGE);
    let older = sessions.last().filter(|_| more).map(|last| (last.at, last.id));
    let mut ended = Vec::with_capacity(sessions.len());
    for session in sessions {
        let end = SessionEnd::find(tx, workspace, &session)?;
        ended.push((session, end));
    }
    Ok(DeviceRecord { device, kiosk, zone, sessions: ended, older })
}
