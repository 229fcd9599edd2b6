//! Lists of time entries: narrowed, in the order in which they began, page by page.

use jiff::{Timestamp, civil::Date};

use super::{
    entry_record::{self, DECIDED_COLUMN_COUNT, DECIDED_COLUMNS, DecidedEntry, HOW_COLUMNS, read_how},
    people,
    tx::{StoreError, Tx, Value, find_one, list},
};
use crate::domain::{
    entry::EntryStatus,
    exception::ExceptionKind,
    how_punched::HowPunched,
    ids::{EmployeeId, EntryId, JobId, LocationId, WorkspaceId},
    voice_check::VoiceCheckStatus,
};

/// Which entries are wanted, by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EntryStage {
    /// Every entry.
    #[default]
    All,
    /// With this status, and not voided.
    Status(EntryStatus),
    /// Only those that count no more.
    Voided,
    /// With an exception that stands.
    WithExceptions,
}

/// Where a punch of an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceFilter {
    /// From this location.
    At(LocationId),
    /// From no location.
    Unrecognized,
}

/// What a list is narrowed to.
#[derive(Debug, Clone)]
pub struct EntryListFilter {
    /// The days on which entries began, both included.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
    /// Only the entries of this employee.
    pub employee: Option<EmployeeId>,
    /// Parts of the employee's name, number, email address or phone number; everybody where empty.
    pub search: String,
    /// Only entries with this job.
    pub job: Option<JobId>,
    /// Only entries of which a punch came from there.
    pub place: Option<PlaceFilter>,
    /// How far the entries have come.
    pub stage: EntryStage,
    /// Whether the first one comes first; the latest where not.
    pub earliest_first: bool,
    /// The last entry of the page before.
    pub after: Option<EntryCursor>,
}

/// Where an entry stands in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryCursor {
    /// The day on which it began.
    pub work_date: Date,
    /// When it began.
    pub in_at: Timestamp,
    /// Its own id.
    pub id: EntryId,
}

/// An entry of a list.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// The entry, as it stands.
    pub decided: DecidedEntry,
    /// The employee's name.
    pub employee_name: String,
    /// The job's name, where one was named.
    pub job_name: Option<String>,
}

impl EntryRow {
    /// Where it stands in the order.
    #[must_use]
    pub fn cursor(&self) -> EntryCursor {
        let entry = &self.decided.entry;
        EntryCursor { work_date: entry.work_date(), in_at: entry.in_at, id: entry.id }
    }
}

/// At most `limit` entries.
pub fn list_page(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &EntryListFilter,
    limit: usize,
) -> Result<Vec<EntryRow>, StoreError> {
    let start = |work_date: Date| EntryCursor {
        work_date,
        in_at: Timestamp::from_millisecond(0).unwrap_or(Timestamp::MIN),
        id: EntryId::from_bytes([0; 16]),
    };
    // Everything behind where the page begins, up to the other end of the days.
    let (first, other_end, behind, order) = if filter.earliest_first {
        let behind = "t.work_date <= ?2 AND (t.work_date, t.in_at, t.id) > (?3, ?4, ?5)";
        (start(filter.from), filter.to, behind, "ASC")
    } else {
        let behind = "t.work_date >= ?2 AND (t.work_date, t.in_at, t.id) < (?3, ?4, ?5)";
        (start(filter.to.tomorrow().unwrap_or(Date::MAX)), filter.from, behind, "DESC")
    };
    let within = |after: &EntryCursor| (filter.from..=filter.to).contains(&after.work_date);
    let after = filter.after.filter(within).unwrap_or(first);
    let mut values: Vec<Value> = vec![
        workspace.into(),
        other_end.into(),
        after.work_date.into(),
        after.in_at.into(),
        after.id.into(),
        limit.into(),
    ];
    let mut narrowed = String::new();
    let mut also = |condition: &str, value: Value| {
        values.push(value);
        narrowed.push_str(&condition.replace("?N", &format!("?{}", values.len())));
    };
    if let Some(employee) = filter.employee {
        also(" AND t.employee_id = ?N", employee.into());
    }
    if let Some(job) = filter.job {
        also(" AND t.job_id = ?N", job.into());
    }
    if let Some(PlaceFilter::At(location)) = filter.place {
        also(" AND EXISTS (SELECT 1 FROM punch p WHERE p.entry_id = t.id AND p.location_id = ?N)", location.into());
    }
    if filter.place == Some(PlaceFilter::Unrecognized) {
        narrowed
            .push_str(" AND EXISTS (SELECT 1 FROM punch p WHERE p.entry_id = t.id AND p.located_by = 'unrecognized')");
    }
    let found_by = people::found_by(&filter.search, &mut values, None);
    narrowed.push_str(&found_by);
    narrowed.push_str(match filter.stage {
        EntryStage::All => "",
        EntryStage::Status(EntryStatus::Open) => " AND t.status = 'open'",
        EntryStage::Status(EntryStatus::Unfinished) => " AND t.status = 'unfinished' AND t.voided_at IS NULL",
        EntryStage::Status(EntryStatus::Closed) => " AND t.status = 'closed' AND t.voided_at IS NULL",
        EntryStage::Voided => " AND t.voided_at IS NOT NULL",
        EntryStage::WithExceptions => {
            " AND EXISTS (SELECT 1 FROM exception x WHERE x.entry_id = t.id AND x.settled_at IS NULL)"
        }
    });
    let sql = format!(
        "SELECT {DECIDED_COLUMNS}, e.name, j.name FROM time_entry t \
         JOIN employee e ON e.id = t.employee_id LEFT JOIN job j ON j.id = t.job_id \
         WHERE t.workspace_id = ?1 AND {behind}{narrowed} \
         ORDER BY t.work_date {order}, t.in_at {order}, t.id {order} LIMIT ?6"
    );
    list(tx, &sql, &values, |row| {
        Ok(EntryRow {
            decided: entry_record::read(row)?,
            employee_name: row.get(DECIDED_COLUMN_COUNT)?,
            job_name: row.get(DECIDED_COLUMN_COUNT + 1)?,
        })
    })
}

/// Whether the workspace has any entry at all.
pub fn any_entry(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM time_entry WHERE workspace_id = ?1 LIMIT 1";
    Ok(find_one(tx, SQL, &[workspace.into()], |_| Ok(()))?.is_some())
}

/// The standing exceptions of these entries, in the order they arose.
pub fn list_standing_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<(EntryId, ExceptionKind)>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT entry_id, kind FROM exception WHERE entry_id IN ({}) AND settled_at IS NULL ORDER BY id",
        places(entries.len())
    );
    list(tx, &sql, &values(entries), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// A voice check as a list shows it.
#[derive(Debug, Clone)]
pub struct EntryCheck {
    /// The time entry that it is about.
    pub entry: EntryId,
    /// `in` or `out`.
    pub way: String,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// What the reviewer said, by name, where somebody has.
    pub verdict: Option<String>,
}

/// The voice checks of these entries' punches, in before out.
pub fn list_checks_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<EntryCheck>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT p.entry_id, p.way, v.status, v.verdict FROM punch p JOIN voice_check v ON v.call_id = p.call_id \
         WHERE p.entry_id IN ({}) ORDER BY p.way, p.at, p.id",
        places(entries.len())
    );
    list(tx, &sql, &values(entries), |row| {
        Ok(EntryCheck { entry: row.get(0)?, way: row.get(1)?, status: row.get(2)?, verdict: row.get(3)? })
    })
}

/// How these entries were clocked where a kiosk has done it, in the order of the punches.
pub fn list_kiosk_punches_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<(EntryId, HowPunched)>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT p.entry_id, {HOW_COLUMNS} FROM punch p JOIN kiosk k ON k.id = p.kiosk_id \
         WHERE p.entry_id IN ({}) ORDER BY p.at, p.id",
        places(entries.len())
    );
    list(tx, &sql, &values(entries), |row| Ok((row.get(0)?, read_how(row, 1)?)))
}

/// Those of these entries that a person made: added by hand, or the second half of a split.
pub fn list_added_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<EntryId>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT entry_id FROM entry_revision WHERE entry_id IN ({}) AND revision = 0 AND kind IN ('added', 'split')",
        places(entries.len())
    );
    list(tx, &sql, &values(entries), |row| row.get(0))
}

fn values(entries: &[EntryId]) -> Vec<Value> {
    entries.iter().map(|id| Value::from(*id)).collect()
}

/// `?1, ?2, …`; at least one, since `IN ()` is no SQL.
fn places(count: usize) -> String {
    (1..=count).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ")
}
