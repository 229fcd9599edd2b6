//! The punch of somebody who was found: at once where there is one thing to do, else as they choose.

mod choices;
mod done;
mod photo;

use jiff::{SignedDuration, Timestamp};

pub(super) use self::done::{find_punches, find_punches_of};
pub use self::{
    choices::{Choice, Choices, Question},
    done::{Done, DoneBreak},
};
use super::{
    jobs::{self, OfferedJob},
    people,
    place::{KioskRequest, Place},
};
use crate::{
    dialog::{
        effect::{PunchKind, RaisedException},
        event::PunchResult,
    },
    domain::{
        employee::Employee,
        exception::ExceptionKind,
        ids::{EntryId, IdentificationId, JobId, UserId},
        kiosk::{Outcome, Proof},
        location::Sighting,
    },
    service::{
        AfterCommit, Unit,
        punching::{KioskOrigin, PunchContext, PunchWriter},
    },
    store::{
        Hold, StoreError, entries, entry_record,
        identifications::{self, Identification},
    },
};

/// Whoever was found may go on for so long.
pub(super) const FOUND_TTL: SignedDuration = SignedDuration::from_secs(60);

/// What comes next for somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// They are clocked.
    Done(Done),
    /// They are asked what to do.
    Choose(Choices),
    /// They are on a break, or no longer.
    Break(DoneBreak),
    /// Nothing was done, as they wished.
    Left,
    /// Too late: the identification is over, or nobody can clock here any more.
    Gone,
}

/// Somebody who was found, and how.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub employee: Employee,
    pub proof: Proof,
    /// The user who clocks them, where they do not do it themselves.
    pub by: Option<Supervisor>,
    /// Whether they are shown their name before anything is punched.
    pub confirm: bool,
    /// Milliseconds from the first touch to the request, as the page has measured them.
    pub touched: Option<u32>,
}

/// A user who clocks others at a kiosk by a code of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervisor {
    /// The user.
    pub user: UserId,
    /// Their name, as the punch keeps it.
    pub name: String,
}

/// Writes down that somebody was found, and clocks them where there is one thing to do. `waiting` is the identification
/// that was begun before, with a badge. The person's hold is to be had before.
pub(super) fn begin(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    found: &Found,
    waiting: Option<Identification>,
) -> Result<Next, StoreError> {
    let writes_anew = waiting.is_none();
    let mut identification = waiting.unwrap_or_else(|| Identification {
        id: request.identification(),
        workspace: request.workspace,
        kiosk: request.kiosk,
        device: request.device,
        employee: Some(found.employee.id),
        user: found.by.as_ref().map(|by| by.user),
        at: request.at,
        address: request.address.clone(),
        proof: found.proof,
        outcome: Outcome::Found,
        counts: false,
        ends_at: None,
        took: found.touched,
        request: None,
    });
    (identification.proof, identification.outcome) = (found.proof, Outcome::Found);
    identification.ends_at = request.at.checked_add(FOUND_TTL).ok();
    if writes_anew {
        identifications::insert_identification(u.tx, &identification)?;
    } else {
        identifications::set_identification(u.tx, &identification)?;
    }
    let (context, offered) = look(u, place, request, &found.employee)?;
    let breaks = choices::Breaks::find(u.tx, place, &context)?;
    let choices = choices::find(&context, place, (&offered, breaks), found.confirm);
    match choices.at_once() {
        Some(choice) => {
            let by = found.by.as_ref().map(|by| by.name.as_str());
            let mut clocking = Clocking { place, request, employee: &found.employee, by, offered: &offered };
            clocking.make(u, &mut identification, (choice, None), context)
        }
        None => Ok(Next::Choose(choices.of(place, &identification, &found.employee, offered))),
    }
}

/// Does what somebody who was found has chosen, with the job that they go on to, where they do.
pub fn punch(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    id: IdentificationId,
    chosen: (Choice, Option<JobId>),
) -> Result<Next, StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(Next::Gone) };
    let Some(mut identification) = identifications::find_identification(u.tx, request.device, id)? else {
        return Ok(Next::Gone);
    };
    let Some(employee) = identification.employee else { return Ok(Next::Gone) };
    u.hold(Hold::Employee(employee))?;
    if identification.request == Some(request.request) {
        return again(u, &place, &identification);
    }
    let waits = identification.outcome == Outcome::Found && identification.ends_at.is_some_and(|end| request.at < end);
    if !waits || place.wants_more_than(identification.proof) {
        return Ok(Next::Gone);
    }
    let Some(employee) = people::find_clocking(u.tx, &place, employee, u.now)? else {
        (identification.outcome, identification.ends_at) = (Outcome::Left, None);
        identifications::set_identification(u.tx, &identification)?;
        return Ok(Next::Gone);
    };
    let (context, offered) = look(u, &place, request, &employee)?;
    let breaks = choices::Breaks::find(u.tx, &place, &context)?;
    let choices = choices::find(&context, &place, (&offered, breaks), true);
    // What they were asked may not be so any more.
    let fits = choices.has(chosen.0) && chosen.1.is_none_or(|job| offered.iter().any(|offered| offered.id == job));
    if !fits || chosen.0 == Choice::SwitchJob && chosen.1.is_none() {
        return Ok(Next::Choose(choices.of(&place, &identification, &employee, offered)));
    }
    let by = done::find_supervisor(u.tx, &identification)?;
    let mut clocking = Clocking { place: &place, request, employee: &employee, by: by.as_deref(), offered: &offered };
    clocking.make(u, &mut identification, chosen, context)
}

/// The answer to a request that was answered before.
pub(super) fn again(u: &mut Unit<'_>, place: &Place, identification: &Identification) -> Result<Next, StoreError> {
    let Some(employee) = identification.employee else { return Ok(Next::Gone) };
    let Some(employee) = people::find_clocking(u.tx, place, employee, u.now)? else { return Ok(Next::Gone) };
    match identification.outcome {
        Outcome::Punched => {
            let offered = jobs::offered(u.tx, place, employee.id)?;
            if let Some(taken) = done::find_break(u.tx, identification, &employee)? {
                return Ok(Next::Break(taken));
            }
            Ok(done::find(u.tx, place, identification, &employee, &offered)?.map_or(Next::Gone, Next::Done))
        }
        Outcome::Found if !place.wants_more_than(identification.proof) => {
            let when = (identification.at, u.now);
            let context = PunchContext::find(u.tx, &place.workspace, &employee, when, &Sighting::default())?;
            let offered = jobs::offered(u.tx, place, employee.id)?;
            let breaks = choices::Breaks::find(u.tx, place, &context)?;
            let choices = choices::find(&context, place, (&offered, breaks), true);
            Ok(Next::Choose(choices.of(place, identification, &employee, offered)))
        }
        Outcome::Left => Ok(Next::Left),
        Outcome::Found | Outcome::Refused | Outcome::Noted | Outcome::SignedIn | Outcome::Unlocked => Ok(Next::Gone),
    }
}

fn look(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    employee: &Employee,
) -> Result<(PunchContext, Vec<OfferedJob>), StoreError> {
    let context = PunchContext::find(u.tx, &place.workspace, employee, (request.second(), u.now), &request.sighting())?;
    Ok((context, jobs::offered(u.tx, place, employee.id)?))
}

/// Somebody who is being clocked.
struct Clocking<'a> {
    place: &'a Place,
    request: &'a KioskRequest,
    employee: &'a Employee,
    /// The name of whoever clocks them, where they do not do it themselves.
    by: Option<&'a str>,
    offered: &'a [OfferedJob],
}

impl Clocking<'_> {
    fn make(
        &mut self,
        u: &mut Unit<'_>,
        identification: &mut Identification,
        (choice, job): (Choice, Option<JobId>),
        context: PunchContext,
    ) -> Result<Next, StoreError> {
        let Self { place, request, employee, by, offered } = *self;
        if choice == Choice::Keep {
            (identification.outcome, identification.ends_at) = (Outcome::Left, None);
            identifications::set_identification(u.tx, identification)?;
            return Ok(Next::Left);
        }
        let themselves = request.origin(&place.kiosk, identification.proof, request.second());
        let origin = KioskOrigin { clocked_by: by, ..themselves };
        let writer = PunchWriter::of_kiosk(&origin, employee.id);
        let open = context.open_entry();
        if let (Choice::StartBreak(_) | Choice::EndBreak, Some(entry)) = (choice, open) {
            let taken = match choice {
                Choice::StartBreak(kind) => writer.start_break(u, entry, kind)?,
                Choice::EndBreak | Choice::In | Choice::Out | Choice::NewShift | Choice::SwitchJob | Choice::Keep => {
                    writer.end_break(u, entry)?
                }
            };
            return match taken {
                Some(_) => self.keep_break(u, identification),
                None => Ok(Next::Gone),
            };
        }
        let kind = match (choice, open) {
            (Choice::In, None) => PunchKind::In,
            (Choice::Out | Choice::SwitchJob, Some(entry)) => PunchKind::Out { entry },
            (Choice::NewShift, Some(unfinished)) => PunchKind::NewShift { unfinished },
            (Choice::In | Choice::Out | Choice::SwitchJob | Choice::NewShift | Choice::Keep, _)
            | (Choice::StartBreak(_) | Choice::EndBreak, _) => return Ok(Next::Gone),
        };
        let mut opened = opened_by(&writer.clock(u, &kind, Some(context))?);
        if let (Choice::SwitchJob, Some(job)) = (choice, job) {
            opened = opened_by(&writer.clock(u, &PunchKind::NextJob { job }, None)?);
        } else if let Some(entry) = opened {
            self.set_first_job(u, entry, job)?;
        }
        tracing::info!(employee.id = %employee.id, kiosk.id = %place.kiosk.id, proof = origin.proof.name(), "an employee clocked at a kiosk");
        count_punch(choice);
        u.after(AfterCommit::BoardChanged(place.workspace.id));
        // Until then a job may be chosen.
        let asks_job = opened.is_some() && choice != Choice::SwitchJob && !offered.is_empty();
        identification.ends_at = if asks_job { request.at.checked_add(FOUND_TTL).ok() } else { None };
        identification.took = took(identification, request.at);
        (identification.outcome, identification.request) = (Outcome::Punched, Some(request.request));
        identifications::set_identification(u.tx, identification)?;
        photo::expect(u, place, employee.id, (identification, by.is_some()))?;
        Ok(done::find(u.tx, place, identification, employee, offered)?.map_or(Next::Gone, Next::Done))
    }

    /// The break is written down: the identification is over.
    fn keep_break(&self, u: &mut Unit<'_>, identification: &mut Identification) -> Result<Next, StoreError> {
        let Self { place, request, employee, .. } = *self;
        tracing::info!(employee.id = %employee.id, kiosk.id = %place.kiosk.id, "an employee started or ended a break at a kiosk");
        u.after(AfterCommit::BoardChanged(place.workspace.id));
        identification.ends_at = None;
        identification.took = took(identification, request.at);
        (identification.outcome, identification.request) = (Outcome::Punched, Some(request.request));
        identifications::set_identification(u.tx, identification)?;
        Ok(done::find_break(u.tx, identification, employee)?.map_or(Next::Gone, Next::Break))
    }

    /// The job that came with the choice, or the kiosk's own, where they may work on it; another may be chosen still.
    fn set_first_job(&self, u: &mut Unit<'_>, entry: EntryId, job: Option<JobId>) -> Result<(), StoreError> {
        let first = job.or(self.place.kiosk.default_job);
        match first.filter(|first| self.offered.iter().any(|offered| offered.id == *first)) {
            Some(job) => entries::set_job(u.tx, entry, job),
            None => Ok(()),
        }
    }
}

const fn opened_by(result: &PunchResult) -> Option<EntryId> {
    match result {
        PunchResult::In { entry, .. } => Some(*entry),
        PunchResult::Out { .. } | PunchResult::Changed => None,
    }
}

/// As calls are counted.
fn count_punch(choice: Choice) {
    let ways: &[&'static str] = match choice {
        Choice::In | Choice::NewShift => &["in"],
        Choice::Out => &["out"],
        Choice::SwitchJob => &["out", "in"],
        Choice::Keep | Choice::StartBreak(_) | Choice::EndBreak => &[],
    };
    for way in ways {
        metrics::counter!("phoneclock_punches_total", "way" => *way).increment(1);
    }
}

/// From the first touch to the punch. Where the page has not measured it, what the gateway has seen of it.
fn took(identification: &Identification, at: Timestamp) -> Option<u32> {
    let since = u32::try_from(at.duration_since(identification.at).as_millis()).unwrap_or(0);
    match identification.took {
        Some(before) => Some(before.saturating_add(since)),
        None => Some(since).filter(|since| *since > 0),
    }
}

/// Names the job of the punch of an identification; without one it is skipped. None when it is too late.
pub fn set_job(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    id: IdentificationId,
    job: Option<JobId>,
) -> Result<Option<Option<String>>, StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(None) };
    let found = identifications::find_identification(u.tx, request.device, id)?;
    let Some(identification) = found.filter(|found| found.outcome == Outcome::Punched) else { return Ok(None) };
    let (Some(employee), Some(end)) = (identification.employee, identification.ends_at) else { return Ok(None) };
    if request.at >= end {
        return Ok(None);
    }
    u.hold(Hold::Employee(employee))?;
    let offered = jobs::offered(u.tx, &place, employee)?;
    let Some(job) = job else {
        leave_job(u, &place, request, &identification)?;
        return Ok(Some(None));
    };
    let Some(chosen) = offered.into_iter().find(|offered| offered.id == job) else { return Ok(None) };
    let punches = find_punches(u.tx, &identification)?;
    let Some(entry) = punches.opened.map(|opened| opened.entry) else { return Ok(None) };
    let origin = request.origin(&place.kiosk, identification.proof, request.second());
    PunchWriter::of_kiosk(&origin, employee).set_job(u, entry, chosen.id)?;
    u.after(AfterCommit::BoardChanged(place.workspace.id));
    Ok(Some(Some(chosen.name)))
}

/// Nobody names a job any more: one that is required is missing. The person's hold is to be had before.
pub(super) fn leave_job(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    identification: &Identification,
) -> Result<(), StoreError> {
    let over = Identification { ends_at: None, ..identification.clone() };
    identifications::set_identification(u.tx, &over)?;
    let Some(employee) = identification.employee.filter(|_| jobs::is_required(place)) else { return Ok(()) };
    let Some(opened) = find_punches(u.tx, identification)?.opened else { return Ok(()) };
    let entry = entry_record::find_decided(u.tx, place.workspace.id, opened.entry)?;
    let is_without = entry.is_some_and(|found| found.entry.job.is_none() && found.voided_at.is_none());
    if !is_without || jobs::offered(u.tx, place, employee)?.is_empty() {
        return Ok(());
    }
    let origin = request.origin(&place.kiosk, identification.proof, opened.at);
    let raise = RaisedException { kind: ExceptionKind::JobMissing, entry: opened.entry };
    PunchWriter::of_kiosk(&origin, employee).raise(u, raise)
}
