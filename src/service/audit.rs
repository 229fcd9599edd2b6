//! Who changes something, and the record that is kept of it.

use std::{collections::BTreeSet, sync::Arc};

use bytes::Bytes;
use futures::stream::{self, Stream};
use jiff::{Timestamp, civil};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{csv_cells::harmless, gateway::Gateway, kernel::Unit};
use crate::{
    domain::{
        ids::{AuditId, EmployeeId, UserId, WorkspaceId},
        text::cleaned,
        user::Role,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        audit::{self, Filter, Record},
        board, employees, workspaces,
    },
};

/// A person who changes something in one workspace.
#[derive(Debug, Clone)]
pub struct Actor {
    /// None for commands run on the machine itself.
    pub user: Option<UserId>,
    pub name: String,
    pub workspace: WorkspaceId,
    pub role: Role,
    /// The network address the change came from.
    pub address: String,
}

impl Actor {
    /// Whoever has a shell on the gateway's machine.
    #[must_use]
    pub fn at_the_machine(workspace: WorkspaceId) -> Self {
        Self {
            user: None,
            name: "the gateway's command line".to_owned(),
            workspace,
            role: Role::Owner,
            address: "local".to_owned(),
        }
    }

    /// An employee who acts through a setup link or on the phone.
    #[must_use]
    pub fn employee(workspace: WorkspaceId, name: &str, address: &str) -> Self {
        Self { user: None, name: name.to_owned(), workspace, role: Role::Manager, address: address.to_owned() }
    }
}

/// What is written down about one change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a, B, A> {
    /// A verb and its object: `add employee`.
    pub action: &'a str,
    /// Whom or what it is about, as it is called now.
    pub subject: &'a str,
    pub employee: Option<EmployeeId>,
    pub before: Option<B>,
    pub after: Option<A>,
}

/// Writes a change down in the transaction that makes it.
///
/// # Errors
/// When the change cannot be written down.
pub(super) fn note<B: Serialize, A: Serialize>(
    u: &mut Unit<'_>,
    actor: &Actor,
    change: Change<'_, B, A>,
) -> Result<(), StoreError> {
    write_down(u.tx, (AuditId::mint(&u.ids), u.now), actor, change)
}

fn write_down<B: Serialize, A: Serialize>(
    tx: &mut dyn Tx,
    (id, at): (AuditId, Timestamp),
    actor: &Actor,
    change: Change<'_, B, A>,
) -> Result<(), StoreError> {
    let unwritable = |_| StoreError::Unreadable("a change cannot be written down");
    let record = Record {
        id,
        workspace: actor.workspace,
        at,
        user: actor.user,
        actor: actor.name.clone(),
        action: change.action.to_owned(),
        subject: change.subject.to_owned(),
        employee: change.employee,
        before: change.before.map(|before| serde_json::to_string(&before)).transpose().map_err(unwritable)?,
        after: change.after.map(|after| serde_json::to_string(&after)).transpose().map_err(unwritable)?,
        address: actor.address.clone(),
    };
    audit::insert_record(tx, &record)
}

impl Gateway {
    /// Writes a change down in the transaction that makes it.
    pub(super) fn note<B: Serialize, A: Serialize>(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        change: Change<'_, B, A>,
    ) -> Result<(), StoreError> {
        write_down(tx, (AuditId::mint(&self.ids()), self.now()), actor, change)
    }

    /// A page of the audit log. `None` when the employee asked for is not of the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_audit(&self, workspace: WorkspaceId, wanted: Wanted) -> Result<Option<AuditPage>, StoreError> {
        self.db
            .read(move |tx| {
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                let employee = match wanted.employee {
                    Some(id) if !board::is_employee(tx, workspace, id)? => return Ok(None),
                    Some(id) => Some(employees::get_employee(tx, workspace, id)?.details.name),
                    None => None,
                };
                let mut records = audit::list_records(tx, workspace, &wanted.filter(&zone), PAGE + 1)?;
                let more = records.len() > PAGE;
                records.truncate(PAGE);
                let older = records.last().filter(|_| more).map(|last| (last.at, last.id));
                let (actors, actions) = audit::list_actors_and_actions(tx, workspace)?;
                let records = records.iter().map(|record| RecordView::of(record, &zone)).collect();
                Ok(Some(AuditPage { records, older, actors, actions, employee, zone: zone.name().to_owned() }))
            })
            .await
    }

    /// Everything that is wanted as CSV, piece by piece, so that a long log is never held as a whole. Nothing leaves
    /// before it is written down who took it. `None` when the employee asked for is not of the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn export_audit(
        self: &Arc<Self>,
        actor: Actor,
        wanted: Wanted,
    ) -> Result<Option<impl Stream<Item = Result<Bytes, StoreError>> + Send + 'static>, StoreError> {
        let (gateway, workspace, narrowed) = (Arc::clone(self), actor.workspace, wanted.in_words());
        let noted = self.db.write(move |tx| {
            if let Some(id) = wanted.employee
                && !board::is_employee(tx, workspace, id)?
            {
                return Ok(None);
            }
            let change = Change {
                action: "export audit log",
                subject: "audit-log.csv",
                employee: wanted.employee,
                before: NOTHING,
                after: Some(narrowed).filter(|narrowed| !narrowed.is_empty()),
            };
            gateway.note(tx, &actor, change)?;
            Ok::<_, StoreError>(Some((workspaces::get_workspace(tx, workspace)?.settings.zone, wanted)))
        });
        let Some((zone, wanted)) = noted.await? else { return Ok(None) };
        let filter = wanted.filter(&zone);
        let gateway = Arc::clone(self);
        Ok(Some(stream::try_unfold(Some((gateway, filter, true)), move |rest| {
            let zone = zone.clone();
            async move {
                let Some((gateway, filter, first)) = rest else { return Ok(None) };
                let wanted = filter.clone();
                let read = move |tx: &mut dyn Tx| audit::list_records(tx, workspace, &wanted, EXPORT_PIECE);
                let records = gateway.db.read(read).await?;
                let piece = csv_piece(&records, &zone, first)?;
                let last = records.last().filter(|_| records.len() == EXPORT_PIECE).map(|last| (last.at, last.id));
                let rest = last.map(|last| (gateway, Filter { before: Some(last), ..filter }, false));
                Ok(Some((piece, rest)))
            }
        })))
    }
}

/// Records on one page, and in one piece of an export.
const PAGE: usize = 50;
const EXPORT_PIECE: usize = 500;

/// What of the audit log is wanted; everything where absent. Days are the workspace's own.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub from: Option<civil::Date>,
    /// This day included.
    pub to: Option<civil::Date>,
    pub actor: Option<String>,
    pub action: Option<String>,
    /// Part of what a record is about, or of the name of its employee.
    pub about: Option<String>,
    pub employee: Option<EmployeeId>,
    /// The last record of the page before.
    pub before: Option<(Timestamp, AuditId)>,
}

impl Wanted {
    /// What the log is narrowed to, as the record of an export keeps it.
    fn in_words(&self) -> Map<String, Value> {
        let fields = [
            ("from_day", self.from.map(|day| day.to_string())),
            ("to_day", self.to.map(|day| day.to_string())),
            ("who", self.actor.clone()),
            ("action", self.action.clone()),
            ("about", self.about.clone()),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
    }

    fn filter(&self, zone: &Zone) -> Filter {
        Filter {
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
pub struct AuditPage {
    pub records: Vec<RecordView>,
    /// The last record shown, where there are older ones.
    pub older: Option<(Timestamp, AuditId)>,
    pub actors: Vec<String>,
    pub actions: Vec<String>,
    /// The name of the employee asked for.
    pub employee: Option<String>,
    pub zone: String,
}

/// A record in words.
#[derive(Debug, Clone)]
pub struct RecordView {
    pub at: String,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub employee: Option<EmployeeId>,
    pub changes: Vec<FieldChange>,
    pub address: String,
}

/// One changed field; a side that is not there has no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl RecordView {
    fn of(record: &Record, zone: &Zone) -> Self {
        Self {
            at: moment(record.at, zone),
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
            name: in_words(name),
            before: before.get(name).map(value_in_words),
            after: after.get(name).map(value_in_words),
        })
        .collect()
}

/// The name of a field for people.
#[must_use]
pub fn in_words(name: &str) -> String {
    name.replace('_', " ")
}

/// A value for people.
#[must_use]
pub fn value_in_words(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => "empty".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(value_in_words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{}: {}", in_words(name), value_in_words(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
    }
}

/// With the columns' names before the first piece, and the mark by which spreadsheets know UTF-8.
fn csv_piece(records: &[Record], zone: &Zone, first: bool) -> Result<Bytes, StoreError> {
    let unwritable = |_| StoreError::Unreadable("a record that cannot be written as CSV");
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if first {
        csv.write_record(["\u{feff}at", "at_utc", "who", "action", "about", "before", "after", "from"])
            .map_err(unwritable)?;
    }
    for record in records {
        let changes = changes(record.before.as_deref(), record.after.as_deref());
        let side = |of: fn(&FieldChange) -> &Option<String>| {
            let values = changes.iter().filter_map(|change| Some(format!("{}: {}", change.name, of(change).as_ref()?)));
            values.collect::<Vec<_>>().join("; ")
        };
        let cells = [
            zone.local(record.at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            crate::domain::time_text::utc(record.at),
            record.actor.clone(),
            record.action.clone(),
            record.subject.clone(),
            side(|change| &change.before),
            side(|change| &change.after),
            record.address.clone(),
        ];
        csv.write_record(cells.map(harmless)).map_err(unwritable)?;
    }
    csv.into_inner().map(Bytes::from).map_err(|_| StoreError::Unreadable("a record that cannot be written as CSV"))
}

/// Nothing before, or nothing after.
pub(super) const NOTHING: Option<()> = None;

pub use crate::domain::time_text::moment;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_listed() {
        let before = r#"{"name":"Ana","pin_min":4,"jobs":"optional","gone":true}"#;
        let after = r#"{"name":"Ana","pin_min":6,"jobs":"required","notice":null}"#;
        let listed = changes(Some(before), Some(after));
        let words = |name: &str, before: Option<&str>, after: Option<&str>| FieldChange {
            name: name.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        assert_eq!(
            listed,
            [
                words("gone", Some("yes"), None),
                words("jobs", Some("optional"), Some("required")),
                words("notice", None, Some("none")),
                words("pin min", Some("4"), Some("6")),
            ]
        );
    }

    #[test]
    fn whatever_was_written_down_can_be_read() {
        for json in ["", "null", "7", "\"x\"", "[1,\"a\"]", "{\"a\":{\"b\":[]}}", "{broken"] {
            let _ = changes(Some(json), None);
        }
        assert_eq!(changes(None, Some("[1,\"a\"]"))[0].after.as_deref(), Some("1, a"));
        assert_eq!(changes(None, Some("{\"a\":{\"b_c\":[]}}"))[0].after.as_deref(), Some("b c: none"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1", "+1", "-1", "@A1", "\t=1", " =1", "＝1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(harmless("Ana = Torres".to_owned()), "Ana = Torres");
    }
}
