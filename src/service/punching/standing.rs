//! Where somebody stands when a call comes.

use jiff::Timestamp;

use crate::{
    dialog::{
        event::{OpenEntry, RecentPunch, Standing},
        session::SignedInEmployee,
        utterance::{SpokenDay, Way},
    },
    domain::{
        employee::Employee,
        punch_time,
        workspace::{Workspace, Zone},
    },
    store::{
        StoreError, Tx,
        calls::Call,
        employees,
        entries::{self, Entry},
        workspaces,
    },
};

/// A second call within this many seconds of a punch is asked whether it is meant.
const JUST_CLOCKED_SECS: i64 = 120;

/// What a punch has to know of an employee. It is good for one punch, in the transaction that has looked.
pub(in crate::service) struct PunchContext {
    pub(super) zone: Zone,
    pub(super) open: Option<Entry>,
    /// Not later than now: what a wrong clock has put further ahead does not count.
    pub(super) last: Option<(Way, Timestamp)>,
    /// When the call was answered, as far as that can be believed.
    answered_at: Timestamp,
}

impl PunchContext {
    pub(in crate::service) fn find(
        tx: &mut dyn Tx,
        workspace: &Workspace,
        employee: &Employee,
        (call, now): (&Call, Timestamp),
    ) -> Result<Self, StoreError> {
        let latest = punch_time::latest_before(call.answered_at, now);
        Ok(Self {
            zone: employee.details.zone.as_ref().unwrap_or(&workspace.settings.zone).clone(),
            open: entries::find_open(tx, workspace.id, employee.id)?,
            last: entries::find_last_clocked(tx, (workspace.id, employee.id), latest)?,
            answered_at: punch_time::answered(call.answered_at, now),
        })
    }

    pub(super) fn find_for(
        tx: &mut dyn Tx,
        who: SignedInEmployee,
        when: (&Call, Timestamp),
    ) -> Result<Self, StoreError> {
        let workspace = workspaces::get_workspace(tx, who.workspace)?;
        let employee = employees::get_employee(tx, who.workspace, who.employee)?;
        Self::find(tx, &workspace, &employee, when)
    }

    /// Where they stand at the moment the call was answered.
    pub(in crate::service) fn standing(&self, workspace: &Workspace) -> Standing {
        let just_clocked = self.last.and_then(|(way, at)| {
            let secs_ago = self.answered_at.duration_since(at).as_secs();
            let fits = (way == Way::In) == self.open.is_some();
            (fits && secs_ago < JUST_CLOCKED_SECS).then_some(RecentPunch { way, secs_ago: secs_ago.max(0) })
        });
        let open = self.open.as_ref().map(|entry| {
            // Its own zone, whatever the employee's is by now: what is spoken is what the pages show.
            let since = entry.zone.local(entry.in_at);
            let worked = self.answered_at.duration_since(entry.in_at);
            OpenEntry {
                entry: entry.id,
                since: since.datetime(),
                day: SpokenDay::new(since.date(), entry.zone.local(self.answered_at).date()),
                forgotten: worked.as_secs() > workspace.settings.forgotten_after_secs,
            }
        });
        Standing { open, just_clocked }
    }
}
