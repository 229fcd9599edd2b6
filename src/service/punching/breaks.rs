//! Breaks: started and ended by the person in a call or at a kiosk, and what a clock-out makes of one that goes on.

use jiff::Timestamp;

use super::{
    checks,
    origin::{KioskOrigin, PunchOrigin, made_by_request},
    punch::PunchWriter,
};
use crate::{
    domain::{
        ids::{BreakId, BreakKindId, DeviceRequestId, EntryId, UserId, WorkspaceId},
        punch_time::{self, PunchTime},
        workspace::Zone,
    },
    service::Unit,
    store::{
        StoreError, Tx, break_kinds, employees,
        entries::{self, Entry},
        entry_breaks::{self, BreakChannel, BreakDeed, BreakRevision, EntryBreak},
        entry_spans,
    },
};

/// A break that was started or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct ClockedBreak {
    /// The moment that counts.
    pub at: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    /// What the kind is called.
    pub name: String,
    /// How long it was; none for one that has begun.
    pub secs: Option<i64>,
}

/// Who does something with a break, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct BreakActor {
    pub channel: BreakChannel,
    pub user: Option<UserId>,
    pub name: String,
}

impl PunchWriter<'_> {
    /// Starts a break of that kind in the entry. None where it is not open any more, somebody is on a break already, or
    /// the kind is not in use. The person's holds are to be had before.
    pub(in crate::service) fn start_break(
        &self,
        u: &mut Unit<'_>,
        entry: EntryId,
        kind: BreakKindId,
    ) -> Result<Option<ClockedBreak>, StoreError> {
        let Some(open) = self.find_open(u.tx, entry)? else { return Ok(None) };
        let kind = break_kinds::find_kind(u.tx, self.workspace, kind)?.filter(|kind| kind.archived_at.is_none());
        let (Some(kind), None) = (kind, entry_breaks::find_open(u.tx, entry)?) else { return Ok(None) };
        let at = self.time_of_break(u, &open)?;
        let started = EntryBreak {
            id: BreakId::generate(&u.ids),
            workspace: self.workspace,
            employee: self.employee,
            entry,
            kind: kind.id,
            paid: kind.paid,
            begin_at: at,
            end_at: None,
            ended_with_entry: false,
            voided_at: None,
            revision: 0,
        };
        entry_breaks::insert_break(u.tx, &started, &made_by(&self.origin.made_by(false)))?;
        let by = self.break_actor(u.tx)?;
        write_down(u, &started, BreakDeed::Started, &by)?;
        Ok(Some(in_words(u.tx, (BreakDeed::Started, &started), open.zone)?))
    }

    /// Ends the break that somebody is on in the entry. None where they are on none any more.
    pub(in crate::service) fn end_break(
        &self,
        u: &mut Unit<'_>,
        entry: EntryId,
    ) -> Result<Option<ClockedBreak>, StoreError> {
        let Some(open) = self.find_open(u.tx, entry)? else { return Ok(None) };
        let Some(on) = entry_breaks::find_open(u.tx, entry)? else { return Ok(None) };
        let at = self.time_of_break(u, &open)?.max(on.begin_at);
        let ended = EntryBreak { end_at: Some(at), revision: on.revision.saturating_add(1), ..on };
        entry_breaks::set_break(u.tx, &ended)?;
        entry_breaks::set_ended_by(u.tx, ended.id, &made_by(&self.origin.made_by(false)))?;
        let by = self.break_actor(u.tx)?;
        write_down(u, &ended, BreakDeed::Ended, &by)?;
        checks::recheck(&u.ids, u.tx, entry, u.now)?;
        Ok(Some(in_words(u.tx, (BreakDeed::Ended, &ended), open.zone)?))
    }

    /// Ends a break that goes on with the clock-out.
    pub(super) fn end_break_at_out(
        &self,
        u: &mut Unit<'_>,
        entry: EntryId,
        out_at: Timestamp,
    ) -> Result<(), StoreError> {
        let by = self.break_actor(u.tx)?;
        end_with_entry(u, (entry, out_at), &by)
    }

    fn find_open(&self, tx: &mut dyn Tx, entry: EntryId) -> Result<Option<Entry>, StoreError> {
        Ok(entries::find_open(tx, self.workspace, self.employee)?.filter(|open| open.id == entry))
    }

    /// As the time of a punch is found: never before what was clocked in the entry before it.
    fn time_of_break(&self, u: &mut Unit<'_>, open: &Entry) -> Result<Timestamp, StoreError> {
        let latest = punch_time::latest_before(self.origin.at(), u.now);
        let breaks = entry_breaks::list_breaks(u.tx, open.id)?;
        let moments =
            breaks.iter().filter(|one| one.voided_at.is_none()).flat_map(|one| [Some(one.begin_at), one.end_at]);
        let last = moments.flatten().chain([open.in_at]).filter(|at| *at <= latest).max();
        let PunchTime { at, doubt } = punch_time::place(self.origin.at(), u.now, last);
        // A jump that is over before the next look must not hide that this was made during it.
        let _ = u.clock.doubt();
        self.raise_doubt(u, (open.id, &open.zone), doubt)?;
        Ok(at.max(open.in_at))
    }

    fn break_actor(&self, tx: &mut dyn Tx) -> Result<BreakActor, StoreError> {
        let (channel, by) = match self.origin {
            PunchOrigin::Call { call, clocked_by, .. } => (BreakChannel::Phone(call.id), clocked_by),
            PunchOrigin::Kiosk(KioskOrigin { kiosk, clocked_by, .. }) => (BreakChannel::Kiosk(kiosk.id), *clocked_by),
        };
        let name = match by {
            Some(name) => name.to_owned(),
            None => employees::get_employee(tx, self.workspace, self.employee)?.details.name,
        };
        Ok(BreakActor { channel, user: None, name })
    }
}

/// What is written down of what started or ended a break, beside what is written down of a punch.
fn made_by(punch: &str) -> String {
    format!("break of {punch}")
}

fn in_words(tx: &mut dyn Tx, (deed, found): (BreakDeed, &EntryBreak), zone: Zone) -> Result<ClockedBreak, StoreError> {
    let name = break_kinds::find_kind(tx, found.workspace, found.kind)?.map(|kind| kind.name).unwrap_or_default();
    let ended = found.end_at.filter(|_| deed == BreakDeed::Ended);
    let secs = ended.map(|end| end.as_second() - found.begin_at.as_second());
    Ok(ClockedBreak { at: ended.unwrap_or(found.begin_at), zone, name, secs })
}

/// The break that a device's request has started or ended.
pub(in crate::service) fn find_of_request(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    request: DeviceRequestId,
) -> Result<Option<ClockedBreak>, StoreError> {
    let found = entry_breaks::find_made(tx, workspace, &made_by(&made_by_request(request, false)))?;
    let Some((deed, found)) = found else { return Ok(None) };
    let zone = entry_spans::get_span(tx, found.entry)?.zone;
    in_words(tx, (deed, &found), zone).map(Some)
}

/// Ends a break that goes on in an entry which ends at that moment, or has ended with it at another: a person has to look
/// whether it was a break until then.
pub(in crate::service) fn end_with_entry(
    u: &mut Unit<'_>,
    (entry, out_at): (EntryId, Timestamp),
    by: &BreakActor,
) -> Result<(), StoreError> {
    let breaks = entry_breaks::list_breaks(u.tx, entry)?;
    let with_entry = |one: &EntryBreak| match one.end_at {
        None => true,
        Some(end) => one.ended_with_entry && end != out_at.max(one.begin_at),
    };
    let Some(on) = breaks.into_iter().rfind(|one| one.voided_at.is_none() && with_entry(one)) else { return Ok(()) };
    let (end_at, revision) = (Some(out_at.max(on.begin_at)), on.revision.saturating_add(1));
    let ended = EntryBreak { end_at, revision, ended_with_entry: true, ..on };
    entry_breaks::set_break(u.tx, &ended)?;
    write_down(u, &ended, BreakDeed::EndedWithEntry, by)
}

/// The entry goes on after all, and so does the break that had ended with it.
pub(in crate::service) fn open_again(u: &mut Unit<'_>, entry: EntryId, by: &BreakActor) -> Result<(), StoreError> {
    let breaks = entry_breaks::list_breaks(u.tx, entry)?;
    let Some(last) = breaks.into_iter().rfind(|one| one.voided_at.is_none()).filter(|last| last.ended_with_entry)
    else {
        return Ok(());
    };
    let revision = last.revision.saturating_add(1);
    let opened = EntryBreak { end_at: None, ended_with_entry: false, revision, ..last };
    entry_breaks::set_break(u.tx, &opened)?;
    write_down(u, &opened, BreakDeed::OpenedAgain, by)
}

fn write_down(u: &mut Unit<'_>, found: &EntryBreak, deed: BreakDeed, by: &BreakActor) -> Result<(), StoreError> {
    let BreakActor { channel, user, name } = by.clone();
    let done = BreakRevision { deed, channel, reason: None, note: None, at: u.now, user, actor: name };
    entry_breaks::insert_revision(u.tx, found, &done)
}
