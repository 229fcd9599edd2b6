//! How an alert ended that is not found any more: all clear, or nothing more to tell.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        alert::{AlertKind, AlertOutcome},
        entry::EntryStatus,
        ids::EmployeeId,
        kiosk::DeviceStatus,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        alerts::{self, Alert, ClosedAlert},
        employees, kiosk_devices, payroll_policies, workspaces,
    },
};

/// How it ended. `is_wanted`: somebody still wants to be told of its kind.
pub(super) fn how(tx: &mut dyn Tx, alert: &Alert, is_wanted: bool, now: Timestamp) -> Result<ClosedAlert, StoreError> {
    let over = |over_at| ClosedAlert { at: now, outcome: AlertOutcome::Over, over_at };
    let lapsed = ClosedAlert { at: now, outcome: AlertOutcome::Lapsed, over_at: None };
    if !is_wanted {
        return Ok(lapsed);
    }
    let ended = match alert.kind {
        AlertKind::InTooLong => match alert.entry {
            Some(entry) => match alerts::find_end(tx, alert.workspace, entry)? {
                Some((EntryStatus::Closed | EntryStatus::Unfinished, out_at, false)) => Some(over(out_at)),
                Some((EntryStatus::Open, _, _) | (_, _, true)) | None => None,
            },
            None => None,
        },
        AlertKind::NearOvertime => in_this_week(tx, alert, now)?.then(|| over(None)),
        AlertKind::NotHere => came(tx, alert, now)?.map(|at| over(Some(at))),
        AlertKind::KioskSilent => seen(tx, alert)?.map(|at| over(Some(at))),
        AlertKind::LineFailing => Some(over(None)),
    };
    Ok(ended.unwrap_or(lapsed))
}

fn zone_of(tx: &mut dyn Tx, alert: &Alert) -> Result<Zone, StoreError> {
    Ok(workspaces::get_workspace(tx, alert.workspace)?.settings.zone)
}

fn is_active(tx: &mut dyn Tx, alert: &Alert, employee: EmployeeId) -> Result<bool, StoreError> {
    Ok(employees::find_employee(tx, alert.workspace, employee)?.is_some_and(|employee| employee.active))
}

/// Whether the week of an alert goes on, with somebody who works and hours that were corrected.
fn in_this_week(tx: &mut dyn Tx, alert: &Alert, now: Timestamp) -> Result<bool, StoreError> {
    let (zone, policy) = (zone_of(tx, alert)?, payroll_policies::get_policy(tx, alert.workspace)?);
    let week = |at: Timestamp| -> Date { policy.week_of(zone.local(at).date()) };
    let Some(employee) = alert.employee else { return Ok(false) };
    let is_same = week(alert.at) == week(now) && policy.weekly_overtime_after_secs.is_some();
    Ok(is_same && is_active(tx, alert, employee)?)
}

/// When somebody came on the day of the alert.
fn came(tx: &mut dyn Tx, alert: &Alert, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let zone = zone_of(tx, alert)?;
    // The day that was looked at is the workspace's.
    let day = zone.local(alert.opened_at).date();
    let Some(employee) = alert.employee.filter(|_| day == zone.local(now).date()) else { return Ok(None) };
    alerts::find_first_start(tx, alert.workspace, employee, day)
}

/// When the device was seen again.
fn seen(tx: &mut dyn Tx, alert: &Alert) -> Result<Option<Timestamp>, StoreError> {
    let Some(device) = alert.device else { return Ok(None) };
    let device = kiosk_devices::find_device(tx, alert.workspace, device)?;
    let device = device.filter(|device| device.status == DeviceStatus::Active);
    Ok(device.and_then(|device| device.last_seen_at).filter(|at| *at > alert.at))
}
