//! The costs of one workspace, for its owners: on the start page, in a report and as a file; and of all, for the operator.

use jiff::Timestamp;
use serde_json::json;

use super::{
    file,
    months::{self, MonthUsage},
};
use crate::{
    domain::{ids::WorkspaceId, workspace::Zone},
    service::{
        Store,
        audit::{self, Actor, AuditChange, NO_FIELDS},
    },
    store::{
        Hold, StoreError, Tx,
        usage_records::{self, UsageKind},
        workspaces,
    },
};

/// Months of a report: a year, and the same month of the year before.
pub const REPORT_MONTHS: i64 = 13;

/// What a workspace has used, month by month.
#[derive(Debug, Clone)]
pub struct CostReport {
    /// What the workspace is called; none for what belongs to no workspace.
    pub workspace: Option<String>,
    /// The zone of the months.
    pub zone: Zone,
    /// The months, this one first.
    pub months: Vec<MonthUsage>,
}

/// This month and the one before, where there is anything to say of them.
pub fn find_latest(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Option<[MonthUsage; 2]>, StoreError> {
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let latest: Option<[MonthUsage; 2]> = months::list(tx, Some(workspace), (&zone, now), 2)?.try_into().ok();
    Ok(latest.filter(|latest| latest.iter().any(|month| !month.usage.is_empty())))
}

/// The report of a workspace.
pub fn count(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<CostReport, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let months = months::list(tx, Some(workspace), (&settings.zone, now), REPORT_MONTHS)?;
    Ok(CostReport { workspace: Some(settings.name), zone: settings.zone, months })
}

/// The same of every workspace, and last of what belongs to none, whose months are those of UTC.
pub fn count_all(tx: &mut dyn Tx, now: Timestamp, count: i64) -> Result<Vec<CostReport>, StoreError> {
    let mut all = Vec::new();
    for workspace in workspaces::list_workspaces(tx)? {
        let settings = workspace.settings;
        let months = months::list(tx, Some(workspace.id), (&settings.zone, now), count)?;
        all.push(CostReport { workspace: Some(settings.name), zone: settings.zone, months });
    }
    let zone = Zone::utc();
    let months = months::list(tx, None, (&zone, now), count)?;
    all.push(CostReport { workspace: None, zone, months });
    Ok(all)
}

/// Up to when the calls of every one of these providers were read; none where one's never were.
pub fn find_read_until(tx: &mut dyn Tx, providers: &[&'static str]) -> Result<Option<Timestamp>, StoreError> {
    let mut marks = Vec::new();
    for provider in providers {
        marks.push(usage_records::find_mark(tx, (provider, UsageKind::Call))?);
    }
    Ok(marks.into_iter().collect::<Option<Vec<_>>>().and_then(|marks| marks.into_iter().min()))
}

/// The report as CSV in UTF-8, with its name. Nothing leaves before it is written down who took it.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn export(store: &Store, actor: Actor) -> Result<(String, Vec<u8>), StoreError> {
    let (workspace, now) = (actor.workspace, store.now());
    let report = store.read(move |tx| count(tx, workspace, now)).await?;
    let name = format!("costs-to-{}.csv", report.zone.local(now).date());
    let (content, subject) = (file::write(&report.months)?, name.clone());
    let noted = store.write(Hold::WorkspaceShared(workspace), move |u| {
        let change = AuditChange {
            action: "export report",
            subject: &subject,
            employee: None,
            before: NO_FIELDS,
            after: Some(json!({ "report": "costs" })),
        };
        audit::note(u, &actor, change)
    });
    noted.await?;
    Ok((name, content))
}
