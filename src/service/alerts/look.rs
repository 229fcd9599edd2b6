//! What there is to tell in a workspace at one moment, by the least that any of its users wants to be told of.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{
    finding::{Finding, limit_of},
    line,
};
use crate::{
    domain::{alert::AlertKind, ids::WorkspaceId, payroll::Pay, workspace::Workspace},
    service::{
        kiosks::checkup::{self, Concern},
        overview::missing,
        timesheets::sheets::list_sheets_so_far,
    },
    store::{
        StoreError, Tx,
        alert_choices::{self, AlertReader},
        alerts, payroll_policies, workspaces,
    },
};

/// What was found in a workspace, and when it was looked at.
#[derive(Debug, Clone)]
pub(super) struct Findings {
    pub workspace: WorkspaceId,
    pub at: Timestamp,
    pub found: Vec<Finding>,
}

/// Looks for what anybody wants to be told of, and for nothing else.
pub(super) fn look(tx: &mut dyn Tx, id: WorkspaceId, now: Timestamp) -> Result<Findings, StoreError> {
    let readers = alert_choices::list_readers(tx, id)?;
    let mut found = Vec::new();
    if !readers.is_empty() {
        let workspace = workspaces::get_workspace(tx, id)?;
        for kind in AlertKind::ALL {
            let limits = limits_of(&readers, kind);
            let (Some(least), Some(most)) = (limits.iter().min().copied(), limits.iter().max().copied()) else {
                continue;
            };
            match kind {
                AlertKind::InTooLong => in_too_long(tx, &workspace, least, now, &mut found)?,
                AlertKind::NearOvertime => near_overtime(tx, &workspace, most, now, &mut found)?,
                AlertKind::NotHere => not_here(tx, &workspace, now, &mut found)?,
                AlertKind::KioskSilent => silent(tx, &workspace, now, &mut found)?,
                AlertKind::LineFailing => found.extend(line::look(tx, &workspace, now)?),
            }
        }
    }
    Ok(Findings { workspace: id, at: now, found })
}

/// From when on users want to be told of a kind; one for each of them.
fn limits_of(readers: &[AlertReader], kind: AlertKind) -> Vec<i64> {
    let choices = readers.iter().flat_map(|reader| &reader.choices).filter(|choice| choice.kind == kind);
    choices.map(|choice| limit_of(choice).unwrap_or(0)).collect()
}

fn in_too_long(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    least: i64,
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let before = now.saturating_sub(SignedDuration::from_secs(least)).unwrap_or(Timestamp::MIN);
    found.extend(alerts::list_long(tx, workspace.id, before)?.into_iter().map(|long| Finding {
        employee: Some(long.employee),
        entry: Some(long.entry),
        secs: now.duration_since(long.in_at).as_secs(),
        ..Finding::new(AlertKind::InTooLong, long.entry.to_string(), long.in_at)
    }));
    Ok(())
}

fn near_overtime(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    most: i64,
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let policy = payroll_policies::get_policy(tx, workspace.id)?;
    let Some(limit) = policy.weekly_overtime_after_secs else { return Ok(()) };
    let zone = &workspace.settings.zone;
    let today = zone.local(now).date();
    let week = policy.workweek_of(today);
    // Whose entries are too short in all is not counted any closer. One that began before the week may reach into it,
    // and each may be rounded up at both of its ends.
    let (from, rounding) = (week.from.saturating_sub(1.day()), policy.rounding.mins() * 60);
    let people = alerts::list_long_weeks(tx, workspace.id, (from, today), (limit - most, rounding), now)?;
    for (employee, sheet) in list_sheets_so_far(tx, (workspace, policy), week, &people, now)? {
        let (regular, worked) = (sheet.secs(Pay::Regular), sheet.counted_secs);
        if limit - regular <= most && worked > 0 {
            found.push(Finding {
                employee: Some(employee),
                amount: Some(worked),
                secs: limit - regular,
                ..Finding::new(AlertKind::NearOvertime, format!("{employee} {}", week.from), zone.start_of(week.from))
            });
        }
    }
    Ok(())
}

fn not_here(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let today = workspace.settings.zone.local(now).date();
    found.extend(missing::look(tx, workspace, now)?.missing.into_iter().map(|one| Finding {
        employee: Some(one.employee),
        ..Finding::new(AlertKind::NotHere, format!("{} {today}", one.employee), one.usual)
    }));
    Ok(())
}

fn silent(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp, found: &mut Vec<Finding>) -> Result<(), StoreError> {
    for concern in checkup::devices(tx, workspace, now)? {
        match concern {
            Concern::Silent { device, .. } => {
                let cause = format!("{} {}", device.id, device.at);
                let about = Finding::new(AlertKind::KioskSilent, cause, device.at);
                found.push(Finding { device: Some(device.id), ..about });
            }
            Concern::Suspended(_)
            | Concern::WithoutNumber(_)
            | Concern::Lacking { .. }
            | Concern::NothingAsked { .. }
            | Concern::ShortLonePin { .. }
            | Concern::ShortNamePin
            | Concern::NeedlessUniversalPin { .. } => {}
        }
    }
    Ok(())
}
