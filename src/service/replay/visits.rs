//! Visits to a kiosk in the past: who is found, what is asked and what is punched are as at any kiosk. Only the time, and
//! whether a PIN was right, are given.

use jiff::{SignedDuration, Timestamp};

use super::Unit;
use crate::{
    domain::ids::{DeviceRequestId, EmployeeId, JobId},
    service::kiosks::{
        Device, KioskRequest,
        claims::{self, Note},
        clock::{self, Choice, Next, Supervisor},
        identify::{self, Identified, Shown},
        leave, supervise,
    },
    store::{Hold, StoreError, kiosk_devices},
};

/// Between one press and the next.
const PRESS_INTERVAL: SignedDuration = SignedDuration::from_secs(2);

/// What somebody did at a kiosk.
#[derive(Debug, Clone)]
pub enum VisitAct {
    /// Was found, and clocked.
    Clocked(Clocked),
    /// Keyed a PIN that was wrong.
    Mistook(Shown),
    /// Left a note for the manager.
    Noted(Note),
}

/// Somebody is clocked at a kiosk.
#[derive(Debug, Clone)]
pub struct Clocked {
    /// How they were found.
    pub by: FoundBy,
    /// What they press where they are asked.
    pub choice: Choice,
    /// The job that they name, or go on to.
    pub job: Option<JobId>,
    /// From the first touch until they were found, in milliseconds.
    pub touched: u32,
}

/// How somebody is found.
#[derive(Debug, Clone)]
pub enum FoundBy {
    /// By what was shown and keyed, whose PIN was right.
    Shown(Shown),
    /// By a supervisor, who clocks them.
    Supervisor(Supervisor, EmployeeId),
}

/// A visit from the first touch to the end.
#[derive(Debug, Clone)]
pub struct PastVisit {
    /// When it was.
    pub at: Timestamp,
    /// The device, as it was approved.
    pub device: Device,
    /// What was done.
    pub act: VisitAct,
}

/// Why a visit did not happen as it was planned.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum VisitError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a visit to a kiosk came out otherwise than planned: {0}")]
    Otherwise(String),
}

/// Lets a visit of the past happen within a transaction; `set_clock` is told each moment before something happens at it.
///
/// # Errors
/// When it comes out otherwise than it was planned.
pub fn replay_visit(u: &mut Unit<'_>, past: PastVisit, set_clock: &dyn Fn(Timestamp)) -> Result<(), VisitError> {
    let mut visit = Visit { now: past.at, device: past.device, set_clock };
    u.hold(Hold::Device(visit.device.id))?;
    match past.act {
        VisitAct::Clocked(clocked) => visit.clock(u, clocked),
        VisitAct::Mistook(shown) => {
            let request = visit.request(u)?;
            match identify::replay(u, &request, &shown, (false, None))? {
                Identified::Refused(_) => Ok(()),
                other @ (Identified::Done(_)
                | Identified::Choose(_)
                | Identified::PinNext { .. }
                | Identified::Gone) => Err(otherwise(&other)),
            }
        }
        VisitAct::Noted(note) => {
            let request = visit.request(u)?;
            if claims::leave(u, &request, &note)? { Ok(()) } else { Err(otherwise(&note)) }
        }
    }
}

fn otherwise(came: &impl std::fmt::Debug) -> VisitError {
    VisitError::Otherwise(format!("{came:?}"))
}

struct Visit<'a> {
    now: Timestamp,
    device: Device,
    set_clock: &'a dyn Fn(Timestamp),
}

impl Visit<'_> {
    fn clock(&mut self, u: &mut Unit<'_>, clocked: Clocked) -> Result<(), VisitError> {
        let request = self.request(u)?;
        let mut next = match clocked.by {
            FoundBy::Shown(shown) => match identify::replay(u, &request, &shown, (true, Some(clocked.touched)))? {
                Identified::Done(done) => Next::Done(done),
                Identified::Choose(choices) => Next::Choose(choices),
                other @ (Identified::PinNext { .. } | Identified::Refused(_) | Identified::Gone) => {
                    return Err(otherwise(&other));
                }
            },
            FoundBy::Supervisor(by, employee) => supervise::clock_other(u, &request, by, employee, None)?,
        };
        if let Next::Choose(choices) = &next {
            let request = self.request(u)?;
            next = clock::punch(u, &request, choices.identification, (clocked.choice, clocked.job))?;
        }
        let Next::Done(done) = next else { return Err(otherwise(&next)) };
        let request = self.request(u)?;
        match clocked.job.filter(|_| !done.jobs.is_empty()) {
            Some(job) => {
                let named = clock::set_job(u, &request, done.identification, Some(job))?;
                named.flatten().map(drop).ok_or_else(|| otherwise(&job))
            }
            None => Ok(leave::leave(u, &request, done.identification)?),
        }
    }

    /// The next request of the device, which is seen by it.
    fn request(&mut self, u: &mut Unit<'_>) -> Result<KioskRequest, StoreError> {
        (self.set_clock)(self.now);
        u.now = self.now;
        self.now = self.now.saturating_add(PRESS_INTERVAL).unwrap_or(self.now);
        (self.device.last_seen_at, self.device.clock_ahead) = (Some(u.now), Some(0));
        kiosk_devices::set_seen(u.tx, &self.device)?;
        let Device { id, workspace, kiosk, address, .. } = &self.device;
        Ok(KioskRequest {
            workspace: *workspace,
            kiosk: *kiosk,
            device: *id,
            request: DeviceRequestId::generate(&u.ids),
            at: u.now,
            address: address.clone(),
        })
    }
}
