//! Where somebody stands when a call or a request of a kiosk comes.

use jiff::Timestamp;

use crate::{
    dialog::{
        event::{OpenEntry, RecentPunch, Standing},
        utterance::{SpokenDay, Way},
    },
    domain::{
        employee::Employee,
        ids::{EmployeeId, EntryId, WorkspaceId},
        location::Sighting,
        punch_time,
        workspace::{Workspace, Zone},
    },
    service::locations::{FoundPlace, find_place},
    store::{
        StoreError, Tx, employees,
        entries::{self, Entry},
        entry_breaks, workspaces,
    },
};

/// A second call, or a second time at a kiosk, within this many seconds of a punch is asked whether it is meant.
const JUST_CLOCKED_SECS: i64 = 120;

/// What a punch has to know of an employee. It is good for one punch, in the transaction that has looked.
pub(in crate::service) struct PunchContext {
    /// The employee's own; else that of where they are, else the workspace's.
    pub(super) zone: Zone,
    pub(super) place: FoundPlace,
    pub(super) open: Option<Entry>,
    /// Whether they are on a break in it.
    on_break: bool,
    /// Not later than now: what a wrong clock has put further ahead does not count.
    pub(super) last: Option<(Way, Timestamp)>,
    /// When the call was answered or the request came, as far as that can be believed.
    at: Timestamp,
}

impl PunchContext {
    pub(in crate::service) fn find(
        tx: &mut dyn Tx,
        workspace: &Workspace,
        employee: &Employee,
        (at, now): (Timestamp, Timestamp),
        sighting: &Sighting,
    ) -> Result<Self, StoreError> {
        let place = find_place(tx, workspace.id, sighting)?;
        let of_place = place.location.as_ref().and_then(|location| location.zone.as_ref());
        let latest = punch_time::latest_before(at, now);
        let open = entries::find_open(tx, workspace.id, employee.id)?;
        let on_break = match &open {
            Some(open) => entry_breaks::find_open(tx, open.id)?.is_some(),
            None => false,
        };
        Ok(Self {
            zone: employee.details.zone.as_ref().or(of_place).unwrap_or(&workspace.settings.zone).clone(),
            place,
            open,
            on_break,
            last: entries::find_last_clocked(tx, (workspace.id, employee.id), latest)?,
            at: punch_time::answered(at, now),
        })
    }

    pub(super) fn find_for(
        tx: &mut dyn Tx,
        (workspace, employee): (WorkspaceId, EmployeeId),
        when: (Timestamp, Timestamp),
        sighting: &Sighting,
    ) -> Result<Self, StoreError> {
        let employee = employees::get_employee(tx, workspace, employee)?;
        let workspace = workspaces::get_workspace(tx, workspace)?;
        Self::find(tx, &workspace, &employee, when, sighting)
    }

    /// The entry that they are clocked in with.
    pub(in crate::service) fn open_entry(&self) -> Option<EntryId> {
        self.open.as_ref().map(|open| open.id)
    }

    /// Whether they are on a break in it.
    pub(in crate::service) const fn is_on_break(&self) -> bool {
        self.on_break
    }

    /// Since when they have been in; where they are not, when they clocked last.
    pub(in crate::service) fn since(&self) -> Option<Timestamp> {
        self.open.as_ref().map(|open| open.in_at).or(self.last.map(|(_, at)| at))
    }

    /// Where they stand at that moment.
    pub(in crate::service) fn standing(&self, workspace: &Workspace) -> Standing {
        let just_clocked = self.last.and_then(|(way, at)| {
            let secs_ago = self.at.duration_since(at).as_secs();
            let fits = (way == Way::In) == self.open.is_some();
            (fits && secs_ago < JUST_CLOCKED_SECS).then_some(RecentPunch { way, secs_ago: secs_ago.max(0) })
        });
        let open = self.open.as_ref().map(|entry| {
            // Its own zone, whatever the employee's is by now: what is spoken is what the pages show.
            let since = entry.zone.local(entry.in_at);
            let worked = self.at.duration_since(entry.in_at);
            OpenEntry {
                entry: entry.id,
                since: since.datetime(),
                day: SpokenDay::new(since.date(), entry.zone.local(self.at).date()),
                forgotten: worked.as_secs() > workspace.settings.forgotten_after_secs,
            }
        });
        Standing { open, just_clocked, on_break: self.on_break }
    }
}
