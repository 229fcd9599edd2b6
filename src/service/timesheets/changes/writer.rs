//! One change of an entry in the making: what is written into it, beside it and about it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{EntryError, ExpectedEntry, days, says, who_clocked_since};
use crate::{
    domain::{
        employee::Employee,
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId},
        time_text::moment,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        entry_breaks::{self, BreakActor},
        entry_checks,
        kernel::{AfterCommit, Unit},
    },
    store::{
        StoreError, approvals, employees,
        entries::Entry,
        entry_breaks::BreakChannel,
        entry_exceptions::{self, EntryChangeDecision},
        entry_record::{self, DecidedEntry},
        entry_revisions::{self, Revision},
        exceptions::{self, Exception},
        jobs,
    },
};

/// Who changes an entry, and in which transaction.
pub(super) struct EntryWriter<'a, 'u> {
    /// The transaction.
    pub u: &'a mut Unit<'u>,
    /// Who changes it.
    pub actor: &'a Actor,
}

/// What goes into a revision beside the entry itself.
pub(super) struct RevisionDetails<'a> {
    /// What is done to it.
    pub kind: RevisionKind,
    /// The reason and the note.
    pub why: &'a ChangeReason,
    /// When it began and ended as the employee says, where that is another time.
    pub claimed: (Option<Timestamp>, Option<Timestamp>),
    /// The other half of a split.
    pub other: Option<EntryId>,
}

impl<'a> RevisionDetails<'a> {
    /// Without claims and without another half.
    pub const fn plain(kind: RevisionKind, why: &'a ChangeReason) -> Self {
        Self { kind, why, claimed: (None, None), other: None }
    }
}

impl<'a, 'u> EntryWriter<'a, 'u> {
    /// For the changes of one person in one transaction.
    pub const fn new(u: &'a mut Unit<'u>, actor: &'a Actor) -> Self {
        Self { u, actor }
    }

    /// Finds the entry as the form has shown it, and whose it is.
    pub fn find(&mut self, expected: &ExpectedEntry) -> Result<(DecidedEntry, Employee), EntryError> {
        let workspace = self.actor.workspace;
        let found = entry_record::find_decided(self.u.tx, workspace, expected.id)?.ok_or(EntryError::NotFound)?;
        if found.version() != expected.version {
            return Err(EntryError::ChangedMeanwhile);
        }
        let employee = employees::get_employee(self.u.tx, workspace, found.entry.employee)?;
        Ok((found, employee))
    }

    /// Writes down what the punches said, where that is not written yet, and puts the new state in its place.
    /// `before` is what was found in this transaction.
    pub fn put(
        &mut self,
        before: &DecidedEntry,
        after: &mut DecidedEntry,
        employee: &Employee,
    ) -> Result<(), StoreError> {
        let revisions = entry_revisions::list_revisions(self.u.tx, before.entry.id)?;
        let last = revisions.last();
        let mut revision = last.map_or(0, |last| last.revision);
        if last.is_none_or(|last| !says(last, before)) {
            revision = last.map_or(0, |last| last.revision.saturating_add(1));
            let punches = entry_record::list_punches(self.u.tx, before.entry.id)?;
            let clocked = Revision {
                at: punches.last().map_or(before.entry.in_at, |punch| punch.at),
                user: None,
                actor: who_clocked_since(&punches, last.map(|last| last.at), &employee.details.name),
                ..state(before, revision, RevisionKind::Clocked)
            };
            entry_revisions::insert_revision(self.u.tx, &clocked)?;
        }
        after.revision = revision.saturating_add(1);
        entry_record::set_decided(self.u.tx, after)?;
        if [before.entry.status, after.entry.status].contains(&EntryStatus::Open) {
            self.notify_boards();
        }
        Ok(())
    }

    /// Tells whoever watches the board of the workspace, once the change is durable.
    pub fn notify_boards(&mut self) {
        self.u.after(AfterCommit::BoardChanged(self.actor.workspace));
    }

    /// Writes down who changed what and why, as the revision that [`Self::put`] has counted, and looks whether
    /// the times can be.
    pub fn write(&mut self, after: &DecidedEntry, details: &RevisionDetails<'_>) -> Result<(), StoreError> {
        // What the employee says is worth a mention only where it is not what was decided.
        let (claimed_in, claimed_out) = details.claimed;
        let revision = Revision {
            claimed_in_at: claimed_in.filter(|claimed| *claimed != after.entry.in_at),
            claimed_out_at: claimed_out.filter(|claimed| Some(*claimed) != after.entry.out_at),
            other_entry: details.other,
            reason: Some(details.why.reason().name().to_owned()),
            note: details.why.note().map(str::to_owned),
            at: self.u.now,
            user: self.actor.user,
            actor: self.actor.name.clone(),
            ..state(after, after.revision, details.kind)
        };
        entry_revisions::insert_revision(self.u.tx, &revision)?;
        let by = BreakActor { channel: BreakChannel::Page, user: self.actor.user, name: self.actor.name.clone() };
        let Entry { id, status, out_at, .. } = &after.entry;
        match (after.voided_at, status, out_at) {
            (None, EntryStatus::Closed, Some(out_at)) => entry_breaks::end_with_entry(self.u, (*id, *out_at), &by)?,
            (None, EntryStatus::Open, _) => entry_breaks::open_again(self.u, *id, &by)?,
            (None | Some(_), _, _) => {}
        }
        entry_checks::recheck(&self.u.ids, self.u.tx, after.entry.id, self.u.now)
    }

    /// A change after approval was taken back is seen by whoever approves again.
    pub fn flag_reopened(&mut self, entries: &[&Entry], about: &Entry) -> Result<(), StoreError> {
        for entry in entries {
            let (from, to) = days(entry, self.u.now);
            if approvals::was_reopened(self.u.tx, entry.employee, from, to)? {
                return self.raise(about, ExceptionKind::EditedAfterApproval, self.u.now, None);
            }
        }
        Ok(())
    }

    /// Raises an exception on an entry.
    pub fn raise(
        &mut self,
        entry: &Entry,
        kind: ExceptionKind,
        at: Timestamp,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        let exception = Exception {
            id: ExceptionId::generate(&self.u.ids),
            workspace: entry.workspace,
            employee: entry.employee,
            entry: Some(entry.id),
            call: None,
            kind,
            at,
            note,
        };
        exceptions::insert_exception(self.u.tx, &exception)
    }

    /// Settles what the change has answered.
    pub fn settle(
        &mut self,
        entry: EntryId,
        kinds: &[ExceptionKind],
        name: &'static str,
        why: &ChangeReason,
    ) -> Result<(), StoreError> {
        let because = match why.note() {
            Some(note) => format!("{}: {note}", why.reason().name()),
            None => why.reason().name().to_owned(),
        };
        let Actor { user, name: settler, .. } = self.actor;
        let decision = EntryChangeDecision { name, because: &because, user: *user, settler, at: self.u.now };
        for kind in kinds {
            entry_exceptions::settle_by_change(self.u.tx, entry, *kind, decision)?;
        }
        Ok(())
    }

    /// Writes down the record of the audit log.
    pub fn note(
        &mut self,
        action: &str,
        (before, after): (Option<&DecidedEntry>, &DecidedEntry),
        employee: &Employee,
        why: &ChangeReason,
    ) -> Result<(), StoreError> {
        let before = before.map(|before| self.written(before)).transpose()?;
        let mut after = self.written(after)?;
        if let Some(fields) = after.as_object_mut() {
            fields.insert("reason".to_owned(), json!(why.reason().name()));
            if let Some(note) = why.note() {
                fields.insert("note".to_owned(), json!(note));
            }
        }
        let (subject, id, actor) = (&employee.details.name, Some(employee.id), self.actor);
        match before {
            None => {
                let change = AuditChange { action, subject, employee: id, before: NO_FIELDS, after: Some(after) };
                audit::note(self.u, actor, change)
            }
            Some(before) => {
                let change = AuditChange { action, subject, employee: id, before: Some(before), after: Some(after) };
                audit::note(self.u, actor, change)
            }
        }
    }

    /// What the audit log keeps of an entry.
    fn written(&mut self, decided: &DecidedEntry) -> Result<Value, StoreError> {
        let Entry { in_at, out_at, zone, job, status, workspace, .. } = &decided.entry;
        let job = match job {
            Some(job) => jobs::find_job(self.u.tx, *workspace, *job)?.map(|job| job.name),
            None => None,
        };
        Ok(json!({
            "in": moment(*in_at, zone),
            "out": out_at.map(|at| moment(at, zone)),
            "job": job,
            "status": if decided.voided_at.is_some() { "voided" } else { status.name() },
        }))
    }
}

/// An entry's state as a revision; who, when and why are filled in.
fn state(decided: &DecidedEntry, revision: u32, kind: RevisionKind) -> Revision {
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
