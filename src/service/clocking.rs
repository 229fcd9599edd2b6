//! The punch: in, out, a new shift, straight to another job. At the moment the call was answered.

use jiff::Timestamp;

use super::{audit::moment, entry_checks, gateway::Gateway, voice_checks::expect};
use crate::{
    dialog::{
        effect::{Clocking, Raise},
        event::{Clocked, JustClocked, OpenEntry, Standing},
        session::SignedIn,
        utterance::{SpokenDay, Way},
    },
    domain::{
        clock_watch::length_in_words,
        employee::Employee,
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId, JobId, PunchId},
        punch_time::{self, PunchTime, TimeDoubt},
        unrecognised::SHARED_WITHIN,
        workspace::{Workspace, Zone},
    },
    store::{
        StoreError, Tx,
        calls::Call,
        employees,
        entries::{self, Entry, Punch},
        exceptions::{self, Exception, Mark},
        sign_ins,
        voice_checks::Expected,
        workspaces,
    },
};

/// Bytes of a note that names the calls which ended at one question; calls beyond them are in the call log.
const MOST_NOTED: usize = 400;
/// A second call within this many seconds of a punch is asked whether it is meant.
const JUST_CLOCKED_SECS: i64 = 120;

/// What a punch has to know of an employee: good for one, in the transaction that has looked.
pub(super) struct Found {
    zone: Zone,
    open: Option<Entry>,
    /// What a wrong clock has put further ahead is none.
    last: Option<(Way, Timestamp)>,
    /// When the call was answered, as far as that can be believed.
    answered_at: Timestamp,
}

impl Found {
    pub(super) fn look(
        tx: &mut dyn Tx,
        workspace: &Workspace,
        employee: &Employee,
        (call, now): (&Call, Timestamp),
    ) -> Result<Self, StoreError> {
        let latest = punch_time::latest_before(call.answered_at, now);
        Ok(Self {
            zone: employee.details.zone.as_ref().unwrap_or(&workspace.settings.zone).clone(),
            open: entries::find_open(tx, employee.id)?,
            last: entries::find_last_clocked(tx, (workspace.id, employee.id), latest)?,
            answered_at: punch_time::answered(call.answered_at, now),
        })
    }

    fn look_for(tx: &mut dyn Tx, who: SignedIn, when: (&Call, Timestamp)) -> Result<Self, StoreError> {
        let workspace = workspaces::get_workspace(tx, who.workspace)?;
        let employee = employees::get_employee(tx, who.workspace, who.employee)?;
        Self::look(tx, &workspace, &employee, when)
    }

    /// Where they stand at the moment the call was answered.
    pub(super) fn standing(&self, workspace: &Workspace) -> Standing {
        let just_clocked = self.last.and_then(|(way, at)| {
            let secs_ago = self.answered_at.duration_since(at).as_secs();
            let fits = (way == Way::In) == self.open.is_some();
            (fits && secs_ago < JUST_CLOCKED_SECS).then_some(JustClocked { way, secs_ago: secs_ago.max(0) })
        });
        let open = self.open.as_ref().map(|entry| {
            // Its own zone, whatever the employee's is by now: what is spoken is what the pages show.
            let since = entry.zone.local(entry.in_at);
            let worked = self.answered_at.duration_since(entry.in_at);
            OpenEntry {
                entry: entry.id,
                since: since.datetime(),
                day: SpokenDay::of(since.date(), entry.zone.local(self.answered_at).date()),
                forgotten: worked.as_secs() > workspace.settings.forgotten_after_secs,
            }
        });
        Standing { open, just_clocked }
    }
}

/// What a call changes in somebody's entries.
pub(super) struct Puncher<'a> {
    gateway: &'a Gateway,
    call: &'a Call,
    who: SignedIn,
    now: Timestamp,
}

impl<'a> Puncher<'a> {
    pub(super) const fn new(gateway: &'a Gateway, call: &'a Call, who: SignedIn, now: Timestamp) -> Self {
        Self { gateway, call, who, now }
    }

    /// Punches on what sign-in has `found` in the same transaction, or on what is found now.
    pub(super) fn clock(
        &self,
        tx: &mut dyn Tx,
        clocking: &Clocking,
        found: Option<Found>,
    ) -> Result<Clocked, StoreError> {
        let found = match found {
            Some(found) => found,
            None => Found::look_for(tx, self.who, (self.call, self.now))?,
        };
        match (clocking, &found.open) {
            (Clocking::In, None) => self.clock_in(tx, &found, None),
            (Clocking::NextJob { job }, None) => self.clock_in(tx, &found, Some(*job)),
            (Clocking::Out { entry }, Some(open)) if open.id == *entry => {
                self.settle_question(tx, open.id)?;
                self.clock_out(tx, &found, open)
            }
            (Clocking::NewShift { unfinished }, Some(open)) if open.id == *unfinished => {
                self.settle_question(tx, open.id)?;
                entries::set_unfinished(tx, open.id)?;
                self.raise(tx, Raise { kind: ExceptionKind::MissingClockOut, entry: open.id })?;
                self.clock_in(tx, &found, None)
            }
            (Clocking::In | Clocking::NextJob { .. } | Clocking::Out { .. } | Clocking::NewShift { .. }, _) => {
                Ok(Clocked::Changed)
            }
        }
    }

    fn clock_in(&self, tx: &mut dyn Tx, found: &Found, job: Option<JobId>) -> Result<Clocked, StoreError> {
        let PunchTime { at, doubt } = self.place(found);
        let entry = Entry {
            id: EntryId::mint(&self.gateway.ids()),
            workspace: self.who.workspace,
            employee: self.who.employee,
            status: EntryStatus::Open,
            in_at: at,
            out_at: None,
            zone: found.zone.clone(),
            job,
        };
        entries::insert_open(tx, &entry)?;
        self.punch(tx, entry.id, Way::In, at)?;
        self.raise_doubt(tx, (entry.id, &found.zone), doubt)?;
        Ok(Clocked::In { entry: entry.id, at: found.zone.local(at).datetime() })
    }

    fn clock_out(&self, tx: &mut dyn Tx, found: &Found, open: &Entry) -> Result<Clocked, StoreError> {
        let PunchTime { at, doubt } = self.place(found);
        let worked_secs = if at < open.in_at {
            // The clock-in was made by a clock that was ahead, or this one is behind: no hours come of the two.
            entries::set_unfinished(tx, open.id)?;
            self.punch(tx, open.id, Way::Out, at)?;
            let local = |at| moment(at, &found.zone);
            let note = format!("clocked out at {}, before the clock-in at {}", local(at), local(open.in_at));
            self.raise_time(tx, open.id, &note)?;
            None
        } else {
            entries::set_closed(tx, open.id, at)?;
            self.punch(tx, open.id, Way::Out, at)?;
            self.raise_doubt(tx, (open.id, &found.zone), doubt)?;
            Some(at.duration_since(open.in_at).as_secs())
        };
        entry_checks::recheck(self.gateway, tx, open.id, self.now)?;
        Ok(Clocked::Out { at: open.zone.local(at).datetime(), worked_secs })
    }

    /// Two calls of one person can overlap; the later punch never lies before the earlier one.
    fn place(&self, found: &Found) -> PunchTime {
        punch_time::place(self.call.answered_at, self.now, found.last.map(|(_, at)| at))
    }

    fn raise_doubt(
        &self,
        tx: &mut dyn Tx,
        (entry, zone): (EntryId, &Zone),
        doubt: Option<TimeDoubt>,
    ) -> Result<(), StoreError> {
        let Some(doubt) = doubt else { return Ok(()) };
        let answered = moment(self.call.answered_at, zone);
        let note = match doubt {
            TimeDoubt::Moved { by } => format!(
                "moved by {}, from {answered} to the moment of the punch before it: the calls overlapped",
                length_in_words(by)
            ),
            TimeDoubt::SetBack { by } => {
                format!(
                    "the clock was set back by {} during the call, which began at {answered} by it",
                    length_in_words(by)
                )
            }
            TimeDoubt::SetAhead { by } => {
                format!(
                    "the clock was set ahead by {} during the call, which began at {answered} by it",
                    length_in_words(by)
                )
            }
        };
        self.raise_time(tx, entry, &note)
    }

    /// One entry in doubt is one thing to settle.
    fn raise_time(&self, tx: &mut dyn Tx, entry: EntryId, note: &str) -> Result<(), StoreError> {
        let raise = Raise { kind: ExceptionKind::TimeInDoubt, entry };
        match exceptions::find_standing(tx, entry, raise.kind)? {
            Some(_) => Ok(()),
            None => self.raise_with(tx, raise, Some(note)),
        }
    }

    fn punch(&self, tx: &mut dyn Tx, entry: EntryId, way: Way, at: Timestamp) -> Result<(), StoreError> {
        let made_by = format!("call {} step {}", self.call.id, self.call.step);
        let punch = Punch {
            id: PunchId::mint(&self.gateway.ids()),
            workspace: self.who.workspace,
            employee: self.who.employee,
            entry,
            way,
            at,
            call: self.call.id,
            made_by: &made_by,
        };
        entries::insert_phone_punch(tx, &punch)?;
        // A jump that is over before the next look must not hide that this was made during it.
        let _ = self.gateway.store.clock().doubt();
        if self.gateway.practice.is_none() {
            tracing::info!(employee.id = %self.who.employee, call.id = %self.call.id, ?way, "an employee clocked");
            let way = match way {
                Way::In => "in",
                Way::Out => "out",
            };
            metrics::counter!("phoneclock_punches_total", "way" => way).increment(1);
        }
        if self.who.voice_check {
            self.expect_voice_check(tx, entry)?;
        }
        self.look_at_caller(tx, entry)
    }

    /// Raises what is amiss with the number called from: once a call, on the entry of its first punch.
    fn look_at_caller(&self, tx: &mut dyn Tx, entry: EntryId) -> Result<(), StoreError> {
        let who = (self.who.workspace, self.who.employee);
        let since = self.now.saturating_sub(SHARED_WITHIN).unwrap_or(Timestamp::MIN);
        let seen = sign_ins::find_seen(tx, who, &self.call.caller, (since, self.now))?;
        sign_ins::set_clocked(tx, self.who.employee, &self.call.caller, self.now)?;
        let Some(note) = seen.amiss() else { return Ok(()) };
        if exceptions::any_of_call(tx, self.call.id, ExceptionKind::UnrecognisedCaller)? {
            return Ok(());
        }
        self.raise_with(tx, Raise { kind: ExceptionKind::UnrecognisedCaller, entry }, Some(&note))
    }

    /// One voice check a call; it belongs to the entry of the call's first punch.
    fn expect_voice_check(&self, tx: &mut dyn Tx, entry: EntryId) -> Result<(), StoreError> {
        let (workspace, employee, call) = (self.who.workspace, self.who.employee, self.call.id);
        let expected = |id| Expected { id, workspace, employee, call, entry };
        expect::expect(tx, &self.gateway.ids(), expected, self.now)
    }

    /// Whoever clocks out, or begins a new shift, has answered what earlier calls had left open.
    fn settle_question(&self, tx: &mut dyn Tx, entry: EntryId) -> Result<(), StoreError> {
        let because = "a later call answered the question";
        exceptions::settle(tx, (entry, None), ExceptionKind::UnansweredQuestion, because, self.now).map(drop)
    }

    pub(super) fn raise(&self, tx: &mut dyn Tx, raise: Raise) -> Result<(), StoreError> {
        if raise.kind == ExceptionKind::UnansweredQuestion {
            self.raise_question(tx, raise)
        } else {
            self.raise_with(tx, raise, None)
        }
    }

    /// One question is one thing to settle, however many calls have ended at it: the later ones are noted on it.
    fn raise_question(&self, tx: &mut dyn Tx, raise: Raise) -> Result<(), StoreError> {
        let Some(Mark { id, call, note }) = exceptions::find_standing(tx, raise.entry, raise.kind)? else {
            return self.raise_with(tx, raise, None);
        };
        if call == Some(self.call.id) {
            return Ok(());
        }
        let open = entries::find_open(tx, self.who.employee)?.filter(|open| open.id == raise.entry);
        // Answered meanwhile.
        let Some(Entry { zone, .. }) = open else { return Ok(()) };
        let at = zone.local(self.call.answered_at).strftime("%Y-%m-%d %H:%M %Z").to_string();
        match note {
            Some(note) if note.ends_with(&at) => Ok(()),
            Some(note) if note.len() > MOST_NOTED => Ok(()),
            Some(note) => exceptions::set_note(tx, id, &format!("{note}, {at}")),
            None => exceptions::set_note(tx, id, &format!("Asked again, and left open again, on {at}")),
        }
    }

    fn raise_with(&self, tx: &mut dyn Tx, raise: Raise, note: Option<&str>) -> Result<(), StoreError> {
        let exception = Exception {
            id: ExceptionId::mint(&self.gateway.ids()),
            workspace: self.who.workspace,
            employee: self.who.employee,
            entry: Some(raise.entry),
            call: Some(self.call.id),
            kind: raise.kind,
            // An exception is about what has happened.
            at: self.call.answered_at.min(self.now),
            note,
        };
        exceptions::insert_exception(tx, &exception)
    }

    /// Names the job of an entry; a hang-up before it may have left it missing.
    pub(super) fn set_job(&self, tx: &mut dyn Tx, entry: EntryId, job: JobId) -> Result<(), StoreError> {
        entries::set_job(tx, entry, job)?;
        exceptions::settle(tx, (entry, None), ExceptionKind::JobMissing, "the job was keyed after all", self.now)?;
        Ok(())
    }
}
