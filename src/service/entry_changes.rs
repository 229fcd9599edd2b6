//! Changes of time entries by people: what may be changed, and what is written down about it. Nothing is overwritten.

mod add;
mod correct;
mod end;
mod split;
mod void;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::{Value, json};

pub(super) use self::end::{Ending, end_open};
pub use self::{add::Added, correct::Corrected, split::SplitAt};
use super::{
    audit::{Actor, Change, NOTHING},
    entry_checks,
    gateway::Gateway,
};
pub use crate::store::approvals::Lock;
use crate::{
    domain::{
        employee::Employee,
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId, JobId},
        workspace::{JobPolicy, Zone},
    },
    store::{
        StoreError, Tx, approvals, employees,
        entries::Entry,
        entry_exceptions::{self, Decision},
        entry_record::{self, Decided},
        entry_revisions::{self, Revision},
        exceptions::{self, Exception},
        jobs, workspaces,
    },
};

/// No person makes an entry longer than this: a week is a slip of the finger.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why an entry was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such time entry in this workspace")]
    NotFound,
    #[error("it was changed in the meantime")]
    ChangedMeanwhile,
    #[error("{}", locked(.0, .1))]
    Locked(Lock, Zone),
    #[error("{name} is clocked in since {since}; that entry must be clocked out first")]
    OpenAlready { name: String, since: String },
    #[error("{0} is deactivated and cannot be clocked in; give a clock-out as well")]
    Deactivated(String),
    #[error("this time is still to come")]
    Future(Typed),
    #[error("the clock-out must be later than the clock-in")]
    Backwards(Typed),
    #[error("an entry is at most 7 days long")]
    TooLong,
    #[error("this workspace needs a job with every entry")]
    NoJob,
    #[error("choose a job that is in use")]
    UnknownJob,
    #[error("the times and the job are as they were; there is nothing to correct")]
    NothingChanged,
    #[error("a voided entry is restored before it is changed")]
    Voided,
    #[error("this entry is not voided")]
    NotVoided,
    #[error("an entry is split after its clock-in and before its clock-out")]
    SplitOutside,
    #[error("this entry has no clock-out; correct that first")]
    Unfinished,
}

/// The typed time that something is wrong with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    In,
    Out,
    ClaimedIn,
    ClaimedOut,
}

pub(super) fn locked(lock: &Lock, zone: &Zone) -> String {
    let Lock { approver, approved_at, from, to } = lock;
    let on = zone.local(*approved_at).date();
    format!("the hours from {from} to {to} were approved by {approver} on {on}; reopen the approval first")
}

/// One change in the making: who makes it, when, and in which transaction.
struct Changing<'a> {
    gateway: &'a Gateway,
    tx: &'a mut dyn Tx,
    actor: &'a Actor,
    now: Timestamp,
}

/// What goes into a revision beside the entry itself.
struct Written<'a> {
    kind: RevisionKind,
    why: &'a Why,
    claimed: (Option<Timestamp>, Option<Timestamp>),
    other: Option<EntryId>,
}

impl<'a> Written<'a> {
    const fn plain(kind: RevisionKind, why: &'a Why) -> Self {
        Self { kind, why, claimed: (None, None), other: None }
    }
}

impl<'a> Changing<'a> {
    fn new(gateway: &'a Gateway, tx: &'a mut dyn Tx, actor: &'a Actor) -> Self {
        let now = gateway.now();
        Self { gateway, tx, actor, now }
    }

    /// The entry as the form has shown it, and whose it is.
    fn find(&mut self, id: EntryId, shown: &str) -> Result<(Decided, Employee), EntryError> {
        let found = entry_record::find_decided(self.tx, self.actor.workspace, id)?.ok_or(EntryError::NotFound)?;
        if found.mark() != shown {
            return Err(EntryError::ChangedMeanwhile);
        }
        let employee = employees::get_employee(self.tx, self.actor.workspace, found.entry.employee)?;
        Ok((found, employee))
    }

    /// Refuses times that cannot be.
    fn check_times(&self, in_at: Timestamp, out_at: Option<Timestamp>) -> Result<(), EntryError> {
        if in_at > self.now {
            return Err(EntryError::Future(Typed::In));
        }
        if out_at.is_some_and(|out| out > self.now) {
            return Err(EntryError::Future(Typed::Out));
        }
        if out_at.is_some_and(|out| out <= in_at) {
            return Err(EntryError::Backwards(Typed::Out));
        }
        if out_at.unwrap_or(self.now).duration_since(in_at) > LONGEST {
            return Err(EntryError::TooLong);
        }
        Ok(())
    }

    /// Refuses a job that is gone, and none where one is needed; the one that an entry has it may keep.
    fn check_job(&mut self, job: Option<JobId>, had: Option<Option<JobId>>) -> Result<(), EntryError> {
        if had == Some(job) {
            return Ok(());
        }
        match job {
            Some(job) => match jobs::find_job(self.tx, self.actor.workspace, job)? {
                Some(found) if found.archived_at.is_none() => Ok(()),
                Some(_) | None => Err(EntryError::UnknownJob),
            },
            None => {
                let policy = workspaces::get_workspace(self.tx, self.actor.workspace)?.settings.job_policy;
                match policy {
                    JobPolicy::Required if self.any_active_job()? => Err(EntryError::NoJob),
                    JobPolicy::Required | JobPolicy::Optional => Ok(()),
                }
            }
        }
    }

    fn any_active_job(&mut self) -> Result<bool, StoreError> {
        Ok(jobs::list_jobs(self.tx, self.actor.workspace)?.iter().any(|job| job.archived_at.is_none()))
    }

    /// An employee has at most one open entry.
    fn check_open_once(&mut self, entry: &Entry, employee: &Employee) -> Result<(), EntryError> {
        if entry.status != EntryStatus::Open {
            return Ok(());
        }
        match entry_record::find_other_open(self.tx, entry.workspace, entry.employee, entry.id)? {
            Some(open) => Err(EntryError::OpenAlready {
                name: employee.details.name.clone(),
                since: super::audit::moment(open.in_at, &open.zone),
            }),
            None => Ok(()),
        }
    }

    /// Refuses what touches approved days, before the change or after it.
    fn check_locks(&mut self, entries: &[&Entry]) -> Result<(), EntryError> {
        for entry in entries {
            let (from, to) = self.days(entry);
            if let Some(lock) = approvals::find_lock(self.tx, entry.employee, from, to)? {
                return Err(EntryError::Locked(lock, entry.zone.clone()));
            }
        }
        Ok(())
    }

    fn days(&self, entry: &Entry) -> (Date, Date) {
        days(entry, self.now)
    }

    /// Writes down what the punches said, where that is not written yet, and puts the new state in its place.
    /// `before` is what was found in this transaction.
    fn put(&mut self, before: &Decided, after: &mut Decided, employee: &Employee) -> Result<(), StoreError> {
        let revisions = entry_revisions::list_revisions(self.tx, before.entry.id)?;
        let last = revisions.last();
        let mut revision = last.map_or(0, |last| last.revision);
        if last.is_none_or(|last| !says(last, before)) {
            revision = last.map_or(0, |last| last.revision.saturating_add(1));
            let punches = entry_record::list_punches(self.tx, before.entry.id)?;
            let clocked = Revision {
                at: punches.last().map_or(before.entry.in_at, |punch| punch.at),
                user: None,
                actor: employee.details.name.clone(),
                ..state(before, revision, RevisionKind::Clocked)
            };
            entry_revisions::insert_revision(self.tx, &clocked)?;
        }
        after.revision = revision.saturating_add(1);
        entry_record::set_decided(self.tx, after)
    }

    /// Writes down who changed what and why, as the revision that [`Self::put`] has counted, and looks whether
    /// the times can be.
    fn write(&mut self, after: &Decided, written: &Written<'_>) -> Result<(), StoreError> {
        // What the employee says is worth a mention only where it is not what was decided.
        let (claimed_in, claimed_out) = written.claimed;
        let revision = Revision {
            claimed_in_at: claimed_in.filter(|claimed| *claimed != after.entry.in_at),
            claimed_out_at: claimed_out.filter(|claimed| Some(*claimed) != after.entry.out_at),
            other_entry: written.other,
            reason: Some(written.why.reason().name().to_owned()),
            note: written.why.note().map(str::to_owned),
            at: self.now,
            user: self.actor.user,
            actor: self.actor.name.clone(),
            ..state(after, after.revision, written.kind)
        };
        entry_revisions::insert_revision(self.tx, &revision)?;
        entry_checks::recheck(self.gateway, self.tx, after.entry.id, self.now)
    }

    /// A change after approval was taken back is seen by whoever approves again.
    fn flag_reopened(&mut self, entries: &[&Entry], about: &Entry) -> Result<(), StoreError> {
        for entry in entries {
            let (from, to) = self.days(entry);
            if approvals::was_reopened(self.tx, entry.employee, from, to)? {
                return self.raise(about, ExceptionKind::EditedAfterApproval, self.now, None);
            }
        }
        Ok(())
    }

    fn raise(
        &mut self,
        entry: &Entry,
        kind: ExceptionKind,
        at: Timestamp,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        let exception = Exception {
            id: ExceptionId::mint(&self.gateway.ids()),
            workspace: entry.workspace,
            employee: entry.employee,
            entry: Some(entry.id),
            call: None,
            kind,
            at,
            note,
        };
        exceptions::insert_exception(self.tx, &exception)
    }

    /// Settles what the change has answered.
    fn settle(
        &mut self,
        entry: EntryId,
        kinds: &[ExceptionKind],
        name: &'static str,
        why: &Why,
    ) -> Result<(), StoreError> {
        let because = match why.note() {
            Some(note) => format!("{}: {note}", why.reason().name()),
            None => why.reason().name().to_owned(),
        };
        let Actor { user, name: settler, .. } = self.actor;
        let decision = Decision { name, because: &because, user: *user, settler, at: self.now };
        for kind in kinds {
            entry_exceptions::settle_by_change(self.tx, entry, *kind, decision)?;
        }
        Ok(())
    }

    /// The record of the audit log.
    fn note(
        &mut self,
        action: &str,
        (before, after): (Option<&Decided>, &Decided),
        employee: &Employee,
        why: &Why,
    ) -> Result<(), StoreError> {
        let before = before.map(|before| self.in_words(before)).transpose()?;
        let mut after = self.in_words(after)?;
        if let Some(fields) = after.as_object_mut() {
            fields.insert("reason".to_owned(), json!(why.reason().name()));
            if let Some(note) = why.note() {
                fields.insert("note".to_owned(), json!(note));
            }
        }
        let (subject, id) = (&employee.details.name, Some(employee.id));
        let (gateway, actor) = (self.gateway, self.actor);
        match before {
            None => {
                let change = Change { action, subject, employee: id, before: NOTHING, after: Some(after) };
                gateway.note(self.tx, actor, change)
            }
            Some(before) => {
                let change = Change { action, subject, employee: id, before: Some(before), after: Some(after) };
                gateway.note(self.tx, actor, change)
            }
        }
    }

    fn in_words(&mut self, decided: &Decided) -> Result<Value, StoreError> {
        let Entry { in_at, out_at, zone, job, status, workspace, .. } = &decided.entry;
        let job = match job {
            Some(job) => jobs::find_job(self.tx, *workspace, *job)?.map(|job| job.name),
            None => None,
        };
        let local = |at: Timestamp| super::audit::moment(at, zone);
        Ok(json!({
            "in": local(*in_at),
            "out": out_at.map(local),
            "job": job,
            "status": if decided.voided_at.is_some() { "voided" } else { status.name() },
        }))
    }
}

/// The local days that an entry touches, both included; an open one reaches to now.
pub(super) fn days(entry: &Entry, now: Timestamp) -> (Date, Date) {
    let end = match entry.status {
        EntryStatus::Open => now,
        EntryStatus::Closed | EntryStatus::Unfinished => entry.out_at.unwrap_or(entry.in_at),
    };
    // Who leaves at midnight has worked nothing of the new day.
    let last = if end > entry.in_at { end - SignedDuration::from_millis(1) } else { entry.in_at };
    (entry.work_date(), entry.zone.local(last).date())
}

/// An entry's state as a revision; who, when and why are filled in.
fn state(decided: &Decided, revision: u32, kind: RevisionKind) -> Revision {
    let Entry { id, workspace, status, in_at, out_at, job, .. } = &decided.entry;
    Revision {
        entry: *id,
        revision,
        workspace: *workspace,
        kind,
        status: *status,
        in_at: *in_at,
        out_at: *out_at,
        job: *job,
        voided: decided.voided_at.is_some(),
        claimed_in_at: None,
        claimed_out_at: None,
        other_entry: None,
        reason: None,
        note: None,
        at: decided.entry.in_at,
        user: None,
        actor: String::new(),
    }
}

/// Whether nothing was clocked since that revision.
pub(super) fn says(revision: &Revision, decided: &Decided) -> bool {
    let Entry { status, in_at, out_at, job, .. } = &decided.entry;
    (revision.status, revision.in_at, revision.out_at, revision.job, revision.voided)
        == (*status, *in_at, *out_at, *job, decided.voided_at.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EmployeeId, WorkspaceId};

    #[test]
    fn an_entry_touches_the_local_days_on_which_it_was_worked() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let entry = |status, in_at: &str, out_at: Option<&str>| Entry {
            id: EntryId::from_bytes([1; 16]),
            workspace: WorkspaceId::from_bytes([2; 16]),
            employee: EmployeeId::from_bytes([3; 16]),
            status,
            in_at: at(in_at),
            out_at: out_at.map(at),
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        let now = at("2026-11-04T12:00:00Z");
        for (entry, expected) in [
            (
                entry(EntryStatus::Closed, "2026-11-02T03:00:00Z", Some("2026-11-02T06:00:00Z")),
                ("2026-11-01", "2026-11-01"),
            ),
            (
                entry(EntryStatus::Closed, "2026-11-02T03:00:00Z", Some("2026-11-02T06:00:01Z")),
                ("2026-11-01", "2026-11-02"),
            ),
            (
                entry(EntryStatus::Closed, "2026-11-02T06:00:00Z", Some("2026-11-02T06:00:00Z")),
                ("2026-11-02", "2026-11-02"),
            ),
            (entry(EntryStatus::Open, "2026-11-02T03:00:00Z", None), ("2026-11-01", "2026-11-04")),
            (entry(EntryStatus::Unfinished, "2026-11-02T03:00:00Z", None), ("2026-11-01", "2026-11-01")),
        ] {
            let (from, to) = days(&entry, now);
            assert_eq!((from.to_string().as_str(), to.to_string().as_str()), expected);
        }
    }
}
