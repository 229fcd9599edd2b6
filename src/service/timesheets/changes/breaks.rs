//! Breaks of an entry, as people add, correct and remove them. What was there before stays in the trail.

use jiff::Timestamp;
use serde_json::json;

use super::{EntryError, EntryTime, ExpectedEntry, writer::EntryWriter};
use crate::{
    domain::{
        employee::Employee,
        entry::EntryStatus,
        entry_change::ChangeReason,
        ids::{BreakId, BreakKindId, EntryId},
        time_text::moment,
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        entry_checks,
        kernel::Unit,
    },
    store::{
        StoreError, break_kinds,
        entries::Entry,
        entry_breaks::{self, BreakChannel, BreakDeed, BreakRevision, EntryBreak},
        entry_record::DecidedEntry,
    },
};

/// What a break is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakDetails {
    /// Of what kind it is.
    pub kind: BreakKindId,
    /// When it began.
    pub begin_at: Timestamp,
    /// When it ended. Without it somebody is on it still, which only the break of an open entry can be.
    pub end_at: Option<Timestamp>,
}

/// A break to be changed, and the revision of it that whoever changes it has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedBreak {
    /// Its id.
    pub id: BreakId,
    /// The revision that the form was shown with.
    pub revision: u32,
}

/// Adds a break to an entry that is still as it was shown, under an id drawn before: sending a form twice adds one.
///
/// # Errors
/// When the break cannot be in the entry; see [`EntryError`].
pub fn add_break(
    u: &mut Unit<'_>,
    actor: &Actor,
    (expected, id): (&ExpectedEntry, BreakId),
    details: &BreakDetails,
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    if let Some(known) = entry_breaks::find_break(writer.u.tx, actor.workspace, id)? {
        return if known.entry == expected.id { Ok(()) } else { Err(EntryError::NotFound) };
    }
    let (found, employee) = writer.find_for_breaks(expected)?;
    let paid = writer.check_break(&found, details, None)?;
    let BreakDetails { kind, begin_at, end_at } = *details;
    let added = EntryBreak {
        id,
        workspace: actor.workspace,
        employee: found.entry.employee,
        entry: found.entry.id,
        kind,
        paid,
        begin_at,
        end_at,
        ended_with_entry: false,
        voided_at: None,
        revision: 0,
    };
    entry_breaks::insert_break(writer.u.tx, &added, &format!("break added {id}"))?;
    writer.keep_break((&found, &employee), (None, &added), BreakDeed::Added, why)
}

/// Corrects a break that is still as it was shown.
///
/// # Errors
/// When the break cannot be in the entry, or has changed meanwhile; see [`EntryError`].
pub fn correct_break(
    u: &mut Unit<'_>,
    actor: &Actor,
    (expected, of): (&ExpectedEntry, ExpectedBreak),
    details: &BreakDetails,
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (found, employee) = writer.find_for_breaks(expected)?;
    let before = writer.find_break(&found, of)?;
    let BreakDetails { kind, begin_at, end_at } = *details;
    // To say that it did end with the entry is to say something.
    if (before.kind, before.begin_at, before.end_at) == (kind, begin_at, end_at) && !before.ended_with_entry {
        return Err(EntryError::NothingChanged);
    }
    let paid = writer.check_break(&found, details, Some(&before))?;
    let revision = before.revision.saturating_add(1);
    let after = EntryBreak { kind, paid, begin_at, end_at, ended_with_entry: false, revision, ..before.clone() };
    entry_breaks::set_break(writer.u.tx, &after)?;
    writer.keep_break((&found, &employee), (Some(&before), &after), BreakDeed::Corrected, why)
}

/// Removes a break that is still as it was shown. It stays to be seen.
///
/// # Errors
/// When it has changed meanwhile, or its hours are approved; see [`EntryError`].
pub fn remove_break(
    u: &mut Unit<'_>,
    actor: &Actor,
    (expected, of): (&ExpectedEntry, ExpectedBreak),
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (found, employee) = writer.find_for_breaks(expected)?;
    let before = writer.find_break(&found, of)?;
    let (voided_at, revision) = (Some(writer.u.now), before.revision.saturating_add(1));
    let after = EntryBreak { voided_at, revision, ..before.clone() };
    entry_breaks::set_break(writer.u.tx, &after)?;
    writer.keep_break((&found, &employee), (Some(&before), &after), BreakDeed::Removed, why)
}

impl EntryWriter<'_, '_> {
    fn find_for_breaks(&mut self, expected: &ExpectedEntry) -> Result<(DecidedEntry, Employee), EntryError> {
        let (found, employee) = self.find(expected)?;
        if found.voided_at.is_some() {
            return Err(EntryError::Voided);
        }
        self.check_locks(&[&found.entry])?;
        Ok((found, employee))
    }

    fn find_break(&mut self, of: &DecidedEntry, expected: ExpectedBreak) -> Result<EntryBreak, EntryError> {
        let found = entry_breaks::find_break(self.u.tx, self.actor.workspace, expected.id)?;
        let found = found.filter(|found| found.entry == of.entry.id).ok_or(EntryError::NotFound)?;
        if found.revision != expected.revision || found.voided_at.is_some() {
            return Err(EntryError::ChangedMeanwhile);
        }
        Ok(found)
    }

    /// Refuses a break that cannot be in the entry; whether it is paid. One may keep the kind that it `had`.
    fn check_break(
        &mut self,
        of: &DecidedEntry,
        details: &BreakDetails,
        had: Option<&EntryBreak>,
    ) -> Result<bool, EntryError> {
        let BreakDetails { kind, begin_at, end_at } = *details;
        let (entry, now) = (&of.entry, self.u.now);
        let known = break_kinds::find_kind(self.u.tx, self.actor.workspace, kind)?;
        let known = known.filter(|known| known.archived_at.is_none() || had.is_some_and(|had| had.kind == known.id));
        let paid = known.ok_or(EntryError::UnknownBreakKind)?.paid;
        if begin_at > now {
            return Err(EntryError::Future(EntryTime::BreakBegin));
        }
        if end_at.is_some_and(|end| end > now) {
            return Err(EntryError::Future(EntryTime::BreakEnd));
        }
        if end_at.is_some_and(|end| end <= begin_at) || end_at.is_none() && entry.status != EntryStatus::Open {
            return Err(EntryError::Backwards(EntryTime::BreakEnd));
        }
        let is_outside = |at: Timestamp| at < entry.in_at || entry.out_at.is_some_and(|out| at > out);
        if is_outside(begin_at) || end_at.is_some_and(is_outside) {
            return Err(EntryError::BreakOutside);
        }
        let end = end_at.unwrap_or(Timestamp::MAX);
        let overlaps = |other: &EntryBreak| {
            let is_other = other.voided_at.is_none() && had.is_none_or(|had| had.id != other.id);
            is_other && other.begin_at < end && begin_at < other.end_at.unwrap_or(Timestamp::MAX)
        };
        if entry_breaks::list_breaks(self.u.tx, entry.id)?.iter().any(overlaps) {
            return Err(EntryError::BreaksOverlap);
        }
        Ok(paid)
    }

    /// Refuses times by which a break would lie outside of its entry. One that has ended with the entry goes on doing so.
    pub(super) fn check_breaks_within(&mut self, entry: &Entry) -> Result<(), EntryError> {
        let is_outside = |at: Timestamp| at < entry.in_at || entry.out_at.is_some_and(|out| at > out);
        let lies_outside = |one: &EntryBreak| {
            let end = one.end_at.filter(|_| !one.ended_with_entry);
            one.voided_at.is_none() && (is_outside(one.begin_at) || end.is_some_and(is_outside))
        };
        let breaks = entry_breaks::list_breaks(self.u.tx, entry.id)?;
        if breaks.iter().any(lies_outside) { Err(EntryError::BreakLeftOutside) } else { Ok(()) }
    }

    /// Writes down what was done and why, and looks at the entry again.
    fn keep_break(
        &mut self,
        (of, employee): (&DecidedEntry, &Employee),
        (before, after): (Option<&EntryBreak>, &EntryBreak),
        deed: BreakDeed,
        why: &ChangeReason,
    ) -> Result<(), EntryError> {
        self.write_break(after, deed, Some(why))?;
        entry_checks::recheck(&self.u.ids, self.u.tx, of.entry.id, self.u.now)?;
        self.flag_reopened(&[&of.entry], &of.entry)?;
        if of.entry.status == EntryStatus::Open {
            self.notify_boards();
        }
        let zone = &of.entry.zone;
        let before = match before {
            Some(before) => Some(self.break_in_words(before, zone)?),
            None => None,
        };
        let mut after = self.break_in_words(after, zone)?;
        if let Some(fields) = after.as_object_mut() {
            fields.insert("reason".to_owned(), json!(why.reason().name()));
            if let Some(note) = why.note() {
                fields.insert("note".to_owned(), json!(note));
            }
        }
        let action = match deed {
            BreakDeed::Added => "add break",
            BreakDeed::Removed => "remove break",
            BreakDeed::Started
            | BreakDeed::Ended
            | BreakDeed::EndedWithEntry
            | BreakDeed::OpenedAgain
            | BreakDeed::Corrected
            | BreakDeed::Split => "correct break",
        };
        let (subject, id, after, actor) = (&employee.details.name, Some(employee.id), Some(after), self.actor);
        let noted = match before {
            Some(before) => {
                let before = Some(before);
                audit::note(self.u, actor, AuditChange { action, subject, employee: id, before, after })
            }
            None => audit::note(self.u, actor, AuditChange { action, subject, employee: id, before: NO_FIELDS, after }),
        };
        Ok(noted?)
    }

    pub(super) fn write_break(
        &mut self,
        found: &EntryBreak,
        deed: BreakDeed,
        why: Option<&ChangeReason>,
    ) -> Result<(), StoreError> {
        let done = BreakRevision {
            deed,
            channel: BreakChannel::Page,
            reason: why.map(|why| why.reason().name().to_owned()),
            note: why.and_then(|why| why.note()).map(str::to_owned),
            at: self.u.now,
            user: self.actor.user,
            actor: self.actor.name.clone(),
        };
        entry_breaks::insert_revision(self.u.tx, found, &done)
    }

    fn break_in_words(&mut self, found: &EntryBreak, zone: &Zone) -> Result<serde_json::Value, StoreError> {
        let kind = break_kinds::find_kind(self.u.tx, found.workspace, found.kind)?.map(|kind| kind.name);
        Ok(json!({
            "break": kind,
            "from": moment(found.begin_at, zone),
            "to": found.end_at.map(|at| moment(at, zone)),
            "removed": found.voided_at.is_some(),
        }))
    }

    /// Gives the breaks behind a split to the second half; one over it is cut in two.
    pub(super) fn split_breaks(
        &mut self,
        (first, second): (EntryId, EntryId),
        at: Timestamp,
        why: &ChangeReason,
    ) -> Result<(), StoreError> {
        for one in entry_breaks::list_breaks(self.u.tx, first)? {
            let revision = one.revision.saturating_add(1);
            if one.begin_at >= at {
                let moved = EntryBreak { entry: second, revision, ..one };
                entry_breaks::set_break(self.u.tx, &moved)?;
                self.write_break(&moved, BreakDeed::Split, Some(why))?;
            } else if one.voided_at.is_none() && one.end_at.is_none_or(|end| end > at) {
                let before = EntryBreak { end_at: Some(at), ended_with_entry: false, revision, ..one.clone() };
                entry_breaks::set_break(self.u.tx, &before)?;
                self.write_break(&before, BreakDeed::Split, Some(why))?;
                let id = BreakId::generate(&self.u.ids);
                let rest = EntryBreak { id, entry: second, begin_at: at, revision: 0, ..one };
                entry_breaks::insert_break(self.u.tx, &rest, &format!("break split {id}"))?;
                self.write_break(&rest, BreakDeed::Split, Some(why))?;
            }
        }
        Ok(())
    }
}
