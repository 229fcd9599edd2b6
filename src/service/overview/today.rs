//! What an owner, an admin or a manager wants to know first: who is in, who is not, and what waits.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::missing::{self, Attendances};
use crate::{
    domain::{
        ids::WorkspaceId,
        payroll::{Pay, Period},
    },
    service::{
        kiosks::checkup::{self, Concern},
        timesheets::sheets::list_sheets,
    },
    store::{StoreError, Tx, board, payroll_policies, phone_clocking, workspaces},
};

/// A workspace today.
#[derive(Debug, Clone)]
pub struct Today {
    /// How many are in.
    pub present: usize,
    /// How many of them for longer than the workspace's limit.
    pub too_long: usize,
    /// Hours of that limit.
    pub too_long_after_hours: i64,
    /// Who has not come, and who came late.
    pub attendances: Attendances,
    /// Hours of this workweek and of the one before.
    pub weeks: Weeks,
    /// Devices of kiosks that are silent or suspended.
    pub devices: Vec<Concern>,
    /// Setup links of which no mail server has the mail.
    pub undelivered: usize,
}

/// Hours that were worked, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weeks {
    /// The first day of this workweek.
    pub first: Date,
    /// Seconds of each day of this workweek.
    pub this: [i64; 7],
    /// Seconds of each day of the one before.
    pub last: [i64; 7],
    /// Seconds of overtime in both.
    pub overtime: [i64; 2],
}

/// A workspace at this moment.
pub fn look(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Today, StoreError> {
    let found = workspaces::get_workspace(tx, workspace)?;
    let settings = &found.settings;
    let limit = jiff::SignedDuration::from_secs(settings.forgotten_after_secs);
    let late_before = now.saturating_sub(limit).unwrap_or(Timestamp::MIN);
    let (present, too_long) = board::count_present(tx, workspace, late_before)?;
    let today = settings.zone.local(now).date();
    Ok(Today {
        present,
        too_long,
        too_long_after_hours: limit.as_hours(),
        attendances: missing::look(tx, &found, now)?,
        weeks: weeks(tx, workspace, today)?,
        devices: checkup::devices(tx, &found, now)?,
        undelivered: phone_clocking::count_undelivered(tx, workspace, now)?,
    })
}

fn weeks(tx: &mut dyn Tx, workspace: WorkspaceId, today: Date) -> Result<Weeks, StoreError> {
    let week = payroll_policies::get_policy(tx, workspace)?.workweek_of(today);
    let mut weeks = Weeks { first: week.from, this: [0; 7], last: [0; 7], overtime: [0; 2] };
    let both = Period { from: week.from.saturating_sub(7.days()), to: week.to };
    for line in list_sheets(tx, workspace, both)?.iter().flat_map(|(_, sheet)| &sheet.lines) {
        let [overtime, overtime_before] = &mut weeks.overtime;
        let (from, days, overtime) = if line.day < week.from {
            (both.from, &mut weeks.last, overtime_before)
        } else {
            (week.from, &mut weeks.this, overtime)
        };
        let nth = line.day.duration_since(from).as_hours() / 24;
        if let Some(secs) = usize::try_from(nth).ok().and_then(|nth| days.get_mut(nth)) {
            *secs += line.secs;
        }
        *overtime += if line.pay == Pay::Overtime { line.secs } else { 0 };
    }
    Ok(weeks)
}
