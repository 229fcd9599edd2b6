//! The audit log: page by page, and as a file.

mod file;

use std::collections::BTreeSet;

use bytes::Bytes;
use futures::stream::{self, Stream};
use jiff::{Timestamp, civil};
use serde_json::{Map, Value};

use super::{Actor, AuditChange, NO_FIELDS};
use crate::{
    domain::{
        ids::{AuditId, EmployeeId, WorkspaceId},
        text::cleaned,
        workspace::Zone,
    },
    service::kernel::Store,
    store::{
        Hold, StoreError, Tx,
        audit::{self, AuditFilter, AuditRow},
        board, employees, workspaces,
    },
};

/// Records on one page, and in one piece of an export.
const PAGE: usize = 50;
const EXPORT_BATCH: usize = 500;

/// Where a page of the log begins: behind this record.
pub type AuditCursor = (Timestamp, AuditId);

/// What of the audit log is wanted; everything where absent. Days are the workspace's own.
#[derive(Debug, Clone, Default)]
pub struct AuditLogFilter {
    /// The first day, included.
    pub from: Option<civil::Date>,
    /// The last day, included.
    pub to: Option<civil::Date>,
    /// By whom it was done, by name.
    pub actor: Option<String>,
    /// What was done, by its name in the log.
    pub action: Option<String>,
    /// Part of what a record is about, or of the name of its employee.
    pub about: Option<String>,
    /// Only what is about this employee.
    pub employee: Option<EmployeeId>,
    /// The last record of the page before.
    pub before: Option<AuditCursor>,
}

impl AuditLogFilter {
    /// What the log is narrowed to, as the record of an export keeps it.
    fn written(&self) -> Map<String, Value> {
        let fields = [
            ("from_day", self.from.map(|day| day.to_string())),
            ("to_day", self.to.map(|day| day.to_string())),
            ("who", self.actor.clone()),
            ("action", self.action.clone()),
            ("about", self.about.clone()),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
    }

    fn in_zone(&self, zone: &Zone) -> AuditFilter {
        AuditFilter {
            from: self.from.map(|day| zone.start_of(day)),
            to: self.to.map(|day| day.tomorrow().map_or(Timestamp::MAX, |next| zone.start_of(next))),
            actor: self.actor.clone(),
            action: self.action.clone(),
            employee: self.employee,
            about: self.about.as_deref().map(cleaned).filter(|about| !about.trim().is_empty()),
            before: self.before,
        }
    }
}

/// One page of the log, latest first, and what it can be narrowed to.
#[derive(Debug, Clone)]
pub struct AuditLogPage {
    /// Those of this page.
    pub records: Vec<AuditRecord>,
    /// The last record shown, where there are older ones.
    pub older: Option<AuditCursor>,
    /// Everybody who has ever changed something, by name.
    pub actors: Vec<String>,
    /// Everything that was ever done, by its name in the log.
    pub actions: Vec<String>,
    /// The name of the employee asked for.
    pub employee: Option<String>,
    /// The workspace's own.
    pub zone: Zone,
}

/// What somebody changed, and when.
#[derive(Debug, Clone)]
pub struct AuditRecord {
    /// When it was done.
    pub at: Timestamp,
    /// Who did it, as they were called then.
    pub actor: String,
    /// A verb and its object, such as `add employee`.
    pub action: String,
    /// Whom or what it is about, as it was called then.
    pub subject: String,
    /// The employee whom it is about, where it is about one.
    pub employee: Option<EmployeeId>,
    /// The fields that it has changed.
    pub changes: Vec<FieldChange>,
    /// The network address that it came from; empty at the machine.
    pub address: String,
}

/// One changed field; a side that is not there has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, as the log names it.
    pub name: String,
    /// None where there was none before.
    pub before: Option<Value>,
    /// None where there is none any more.
    pub after: Option<Value>,
}

impl From<&AuditRow> for AuditRecord {
    fn from(record: &AuditRow) -> Self {
        Self {
            at: record.at,
            actor: record.actor.clone(),
            action: record.action.clone(),
            subject: record.subject.clone(),
            employee: record.employee,
            changes: changes(record.before.as_deref(), record.after.as_deref()),
            address: record.address.clone(),
        }
    }
}

/// The fields that differ between two sides in JSON.
fn changes(before: Option<&str>, after: Option<&str>) -> Vec<FieldChange> {
    let fields = |side: Option<&str>| match side.and_then(|json| serde_json::from_str(json).ok()) {
        Some(Value::Object(fields)) => fields,
        Some(Value::Null) | None => Map::new(),
        Some(other @ (Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_))) => {
            Map::from_iter([("value".to_owned(), other)])
        }
    };
    let (before, after) = (fields(before), fields(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    differing
        .map(|name| FieldChange {
            name: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// A page of the audit log. `None` when the employee asked for is not of the workspace.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &AuditLogFilter,
) -> Result<Option<AuditLogPage>, StoreError> {
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let employee = match filter.employee {
        Some(id) if !board::is_employee(tx, workspace, id)? => return Ok(None),
        Some(id) => Some(employees::get_employee(tx, workspace, id)?.details.name),
        None => None,
    };
    let mut records = audit::list_records(tx, workspace, &filter.in_zone(&zone), PAGE + 1)?;
    let more = records.len() > PAGE;
    records.truncate(PAGE);
    let older = records.last().filter(|_| more).map(|last| (last.at, last.id));
    let (actors, actions) = audit::list_actors_and_actions(tx, workspace)?;
    let records = records.iter().map(AuditRecord::from).collect();
    Ok(Some(AuditLogPage { records, older, actors, actions, employee, zone }))
}

/// Everything that the filter lets through as CSV, piece by piece, so that a long log is never held as a whole. Nothing
/// leaves before it is written down who took it. `None` when the employee asked for is not of the workspace.
pub async fn export(
    store: &Store,
    actor: Actor,
    filter: AuditLogFilter,
) -> Result<Option<impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static>, StoreError> {
    let workspace = actor.workspace;
    let noted = store.write(Hold::WorkspaceShared(workspace), move |u| {
        if let Some(id) = filter.employee
            && !board::is_employee(u.tx, workspace, id)?
        {
            return Ok(None);
        }
        let change = AuditChange {
            action: "export audit log",
            subject: "audit-log.csv",
            employee: filter.employee,
            before: NO_FIELDS,
            after: Some(filter.written()).filter(|written| !written.is_empty()),
        };
        super::note(u, &actor, change)?;
        let zone = workspaces::get_workspace(u.tx, workspace)?.settings.zone;
        Ok::<_, StoreError>(Some((filter.in_zone(&zone), zone)))
    });
    let Some((filter, zone)) = noted.await? else { return Ok(None) };
    let store = store.clone();
    Ok(Some(stream::try_unfold(Some((store, filter, true)), move |rest| {
        let zone = zone.clone();
        async move {
            let Some((store, filter, is_first)) = rest else { return Ok(None) };
            let wanted = filter.clone();
            let read = move |tx: &mut dyn Tx| audit::list_records(tx, workspace, &wanted, EXPORT_BATCH);
            let records = store.read(read).await?;
            let piece = file::piece(&records, &zone, is_first)?;
            let last = records.last().filter(|_| records.len() == EXPORT_BATCH).map(|last| (last.at, last.id));
            let rest = last.map(|last| (store, AuditFilter { before: Some(last), ..filter }, false));
            Ok(Some((piece, rest)))
        }
    })))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_listed() {
        let before = r#"{"name":"Ana","pin_min":4,"jobs":"optional","gone":true}"#;
        let after = r#"{"name":"Ana","pin_min":6,"jobs":"required","notice":null}"#;
        let listed = changes(Some(before), Some(after));
        let change = |name: &str, before: Option<Value>, after: Option<Value>| FieldChange {
            name: name.to_owned(),
            before,
            after,
        };
        assert_eq!(
            listed,
            [
                change("gone", Some(json!(true)), None),
                change("jobs", Some(json!("optional")), Some(json!("required"))),
                change("notice", None, Some(Value::Null)),
                change("pin_min", Some(json!(4)), Some(json!(6))),
            ]
        );
    }

    #[test]
    fn whatever_was_written_down_can_be_read() {
        for json in ["", "null", "7", "\"x\"", "[1,\"a\"]", "{\"a\":{\"b\":[]}}", "{broken"] {
            let _ = changes(Some(json), None);
        }
        assert_eq!(changes(None, Some("[1,\"a\"]"))[0].after, Some(json!([1, "a"])));
        assert_eq!(changes(None, Some("{\"a\":{\"b_c\":[]}}"))[0].after, Some(json!({ "b_c": [] })));
    }
}
