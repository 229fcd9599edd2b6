//! The punch: in, out, a new shift, straight to another job. At the moment the call was answered, or the request of a
//! kiosk came.

use jiff::Timestamp;

use super::{
    checks,
    origin::{KioskOrigin, PunchOrigin},
    standing::PunchContext,
};
use crate::{
    dialog::{
        effect::{PunchKind, RaisedException},
        event::PunchResult,
        session::SignedInEmployee,
        utterance::Way,
    },
    domain::{
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, JobId, PunchId, WorkspaceId},
        job::Job,
        punch_time::{self, PunchTime},
        time_text::moment,
        workspace::Zone,
    },
    service::{Unit, kernel::texts::confirmations, locations::FoundPlace, voice_checks::expect},
    store::{
        StoreError,
        calls::Call,
        entries::{self, Entry, Punch},
        entry_breaks, exceptions, jobs,
        voice_checks::NewVoiceCheck,
    },
};

/// What a call or a kiosk changes in somebody's entries.
pub(in crate::service) struct PunchWriter<'a> {
    pub(super) origin: PunchOrigin<'a>,
    pub(super) workspace: WorkspaceId,
    pub(super) employee: EmployeeId,
}

impl<'a> PunchWriter<'a> {
    /// What a call of somebody who has signed in may change; their holds are to be had before.
    pub(in crate::service) const fn of_call(call: &'a Call, who: SignedInEmployee) -> Self {
        let SignedInEmployee { employee, workspace, voice_check, .. } = who;
        Self { origin: PunchOrigin::Call { call, voice_check, clocked_by: None }, workspace, employee }
    }

    /// What a supervisor's call may change for somebody of their crew; `call` is the part of it that is theirs. The holds
    /// of that person are to be had before.
    pub(in crate::service) const fn of_crew(
        call: &'a Call,
        (workspace, employee): (WorkspaceId, EmployeeId),
        (supervisor, voice_check): (&'a str, bool),
    ) -> Self {
        Self { origin: PunchOrigin::Call { call, voice_check, clocked_by: Some(supervisor) }, workspace, employee }
    }

    /// What a device's request may change for somebody who was found at its kiosk; their holds are to be had before.
    pub(in crate::service) const fn of_kiosk(origin: &'a KioskOrigin<'a>, employee: EmployeeId) -> Self {
        Self { origin: PunchOrigin::Kiosk(origin), workspace: origin.kiosk.workspace, employee }
    }

    /// Punches on what sign-in has `found` in the same transaction, or on what is found now.
    pub(in crate::service) fn clock(
        &self,
        u: &mut Unit<'_>,
        clocking: &PunchKind,
        found: Option<PunchContext>,
    ) -> Result<PunchResult, StoreError> {
        let found = match found {
            Some(found) => found,
            None => {
                let (who, when) = ((self.workspace, self.employee), (self.origin.at(), u.now));
                PunchContext::find_for(u.tx, who, when, &self.origin.sighting())?
            }
        };
        match (clocking, &found.open) {
            (PunchKind::In, None) => self.clock_in(u, &found, None),
            (PunchKind::NextJob { job }, None) => self.clock_in(u, &found, Some(*job)),
            (PunchKind::Out { entry }, Some(open)) if open.id == *entry => {
                self.settle_question(u, open.id)?;
                self.clock_out(u, &found, open)
            }
            (PunchKind::NewShift { unfinished }, Some(open)) if open.id == *unfinished => {
                self.settle_question(u, open.id)?;
                entries::set_unfinished(u.tx, open.id)?;
                self.raise(u, RaisedException { kind: ExceptionKind::MissingClockOut, entry: open.id })?;
                self.clock_in(u, &found, None)
            }
            (PunchKind::In | PunchKind::NextJob { .. } | PunchKind::Out { .. } | PunchKind::NewShift { .. }, _) => {
                Ok(PunchResult::Changed)
            }
        }
    }

    fn clock_in(
        &self,
        u: &mut Unit<'_>,
        found: &PunchContext,
        next_job: Option<JobId>,
    ) -> Result<PunchResult, StoreError> {
        let PunchTime { at, doubt } = self.time_of(found, u.now);
        let given = match next_job {
            Some(_) => None,
            None => self.job_of_place(u, &found.place)?,
        };
        let is_next_job = next_job.is_some();
        let entry = Entry {
            id: EntryId::generate(&u.ids),
            workspace: self.workspace,
            employee: self.employee,
            status: EntryStatus::Open,
            in_at: at,
            out_at: None,
            zone: found.zone.clone(),
            job: next_job.or(given.as_ref().map(|job| job.id)),
        };
        entries::insert_open(u.tx, &entry)?;
        self.punch(u, (entry.id, &found.zone), (Way::In, at), (&found.place, is_next_job))?;
        self.raise_doubt(u, (entry.id, &found.zone), doubt)?;
        let at = found.zone.local(at).datetime();
        Ok(PunchResult::In { entry: entry.id, at, job: given.map(|job| job.name) })
    }

    fn clock_out(&self, u: &mut Unit<'_>, found: &PunchContext, open: &Entry) -> Result<PunchResult, StoreError> {
        let PunchTime { at, doubt } = self.time_of(found, u.now);
        let worked_secs = if at < open.in_at {
            // The clock-in was made by a clock that was ahead, or this one is behind: no hours come of the two.
            entries::set_unfinished(u.tx, open.id)?;
            self.punch(u, (open.id, &open.zone), (Way::Out, at), (&found.place, false))?;
            let local = |at| moment(at, &found.zone);
            let note = format!("clocked out at {}, before the clock-in at {}", local(at), local(open.in_at));
            self.raise_time(u, open.id, &note)?;
            None
        } else {
            entries::set_closed(u.tx, open.id, at)?;
            if found.is_on_break() {
                self.end_break_at_out(u, open.id, at)?;
            }
            self.punch(u, (open.id, &open.zone), (Way::Out, at), (&found.place, false))?;
            self.raise_doubt(u, (open.id, &found.zone), doubt)?;
            Some(entry_breaks::worked_secs(u.tx, open.id, (open.in_at, at))?)
        };
        checks::recheck(&u.ids, u.tx, open.id, u.now)?;
        Ok(PunchResult::Out { at: open.zone.local(at).datetime(), worked_secs })
    }

    /// Two calls of one person can overlap; the later punch never lies before the earlier one.
    fn time_of(&self, found: &PunchContext, now: Timestamp) -> PunchTime {
        match self.origin {
            // Whoever has found that it fits has looked at what was clocked before and since.
            PunchOrigin::Kiosk(origin) if origin.kept => PunchTime { at: origin.at, doubt: None },
            PunchOrigin::Call { .. } | PunchOrigin::Kiosk(_) => {
                punch_time::place(self.origin.at(), now, found.last.map(|(_, at)| at))
            }
        }
    }

    fn punch(
        &self,
        u: &mut Unit<'_>,
        (entry, zone): (EntryId, &Zone),
        (way, at): (Way, Timestamp),
        (place, is_next_job): (&FoundPlace, bool),
    ) -> Result<(), StoreError> {
        let made_by = self.origin.made_by(is_next_job);
        let punch = Punch {
            id: PunchId::generate(&u.ids),
            workspace: self.workspace,
            employee: self.employee,
            entry,
            way,
            at,
            channel: self.origin.channel(),
            whereabouts: place.whereabouts,
            made_by: &made_by,
        };
        entries::insert_punch(u.tx, &punch)?;
        confirmations::expect(u, (self.workspace, self.employee), (punch.id, at))?;
        // A jump that is over before the next look must not hide that this was made during it.
        let _ = u.clock.doubt();
        match self.origin {
            PunchOrigin::Call { call, voice_check, clocked_by } => {
                if voice_check {
                    self.expect_voice_check(u, call, entry)?;
                }
                // The phone is the supervisor's: it says nothing of them, and becomes no phone of theirs.
                if clocked_by.is_some() {
                    return Ok(());
                }
                self.look_at_caller(u, call, entry, place.whereabouts)
            }
            PunchOrigin::Kiosk(origin) => {
                self.look_at_place(u, entry, place.whereabouts)?;
                self.look_at_pattern(u, origin, (entry, zone), (way, at))
            }
        }
    }

    /// The job of the location that they are at, where they may work on it.
    fn job_of_place(&self, u: &mut Unit<'_>, place: &FoundPlace) -> Result<Option<Job>, StoreError> {
        let Some(job) = place.location.as_ref().and_then(|location| location.job) else { return Ok(None) };
        if !jobs::is_workable(u.tx, (self.workspace, self.employee), job)? {
            return Ok(None);
        }
        jobs::find_job(u.tx, self.workspace, job)
    }

    /// One voice check a call; it belongs to the entry of the call's first punch.
    fn expect_voice_check(&self, u: &mut Unit<'_>, call: &Call, entry: EntryId) -> Result<(), StoreError> {
        let (workspace, employee, call) = (self.workspace, self.employee, call.id);
        let expected = |id| NewVoiceCheck { id, workspace, employee, call, entry };
        expect::expect(u.tx, &u.ids, expected, u.now)
    }

    /// Names the job of an entry; a hang-up before it may have left it missing.
    pub(in crate::service) fn set_job(&self, u: &mut Unit<'_>, entry: EntryId, job: JobId) -> Result<(), StoreError> {
        entries::set_job(u.tx, entry, job)?;
        let because = match self.origin {
            PunchOrigin::Call { .. } => "the job was keyed after all",
            PunchOrigin::Kiosk(_) => "the job was chosen after all",
        };
        exceptions::settle(u.tx, (entry, None), ExceptionKind::JobMissing, because, u.now)?;
        Ok(())
    }
}
