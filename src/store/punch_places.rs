//! Where punches came from: beside entries, and over days for reports.

use jiff::{Timestamp, civil::Date};

use super::{
    entries::read_way,
    locations::read_whereabouts,
    tx::{StoreError, Tx, Value, list, params, placeholders},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{EmployeeId, EntryId, JobId, LocationId, WorkspaceId},
        location::Whereabouts,
    },
};

/// Entries that are asked for at once.
const PIECE: usize = 500;

/// Where a punch of an entry came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPlace {
    /// The entry.
    pub entry: EntryId,
    /// In or out.
    pub way: Way,
    /// Where.
    pub whereabouts: Whereabouts,
    /// What the location is called now, where one was found.
    pub location: Option<String>,
}

/// Where these entries were clocked, in the order of the punches; without those that were not compared with anything.
pub fn list_places_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    entries: &[EntryId],
) -> Result<Vec<EntryPlace>, StoreError> {
    let mut found = Vec::new();
    for piece in entries.chunks(PIECE) {
        let sql = format!(
            "SELECT p.entry_id, p.way, p.location_id, p.located_by, l.name FROM punch p \
             LEFT JOIN clock_location l ON l.id = p.location_id \
             WHERE p.workspace_id = ?1 AND p.entry_id IN ({}) AND p.located_by IS NOT NULL ORDER BY p.at, p.id",
            placeholders(2, piece.len())
        );
        let mut values = params![workspace].to_vec();
        values.extend(piece.iter().copied().map(Value::from));
        found.extend(list(tx, &sql, &values, |row| {
            let way: String = row.get(1)?;
            Ok(EntryPlace {
                entry: row.get(0)?,
                way: read_way(&way)?,
                whereabouts: read_whereabouts(row, 2)?,
                location: row.get(4)?,
            })
        })?);
    }
    Ok(found)
}

/// A punch of an entry that counts, as the report of locations looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPunch {
    /// The entry.
    pub entry: EntryId,
    /// The local day on which the entry began.
    pub work_date: Date,
    /// Whose it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// Their employee number, where they have one.
    pub number: Option<String>,
    /// The job of the entry.
    pub job: Option<JobId>,
    /// In or out.
    pub way: Way,
    /// When it was made.
    pub at: Timestamp,
    /// Where it came from.
    pub whereabouts: Whereabouts,
}

/// The punches by phone and at kiosks of entries that began in these days and count, by day, entry and time.
pub fn list_in_days(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (from, to): (Date, Date),
) -> Result<Vec<PlacedPunch>, StoreError> {
    const SQL: &str = "SELECT t.id, t.work_date, t.employee_id, e.name, e.employee_number, t.job_id, p.way, p.at, \
                       p.location_id, p.located_by FROM time_entry t JOIN employee e ON e.id = t.employee_id \
                       JOIN punch p ON p.entry_id = t.id \
                       WHERE t.workspace_id = ?1 AND t.work_date >= ?2 AND t.work_date <= ?3 \
                       AND t.voided_at IS NULL AND p.channel <> 'admin' \
                       ORDER BY t.work_date, t.in_at, t.id, p.at, p.id";
    list(tx, SQL, params![workspace, from, to], |row| {
        let way: String = row.get(6)?;
        Ok(PlacedPunch {
            entry: row.get(0)?,
            work_date: row.get(1)?,
            employee: row.get(2)?,
            name: row.get(3)?,
            number: row.get(4)?,
            job: row.get(5)?,
            way: read_way(&way)?,
            at: row.get(7)?,
            whereabouts: read_whereabouts(row, 8)?,
        })
    })
}

/// The locations where entries that began in these days were clocked in, where one was found.
pub fn list_locations_of_entries(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (from, to): (Date, Date),
) -> Result<Vec<(EntryId, LocationId)>, StoreError> {
    const SQL: &str = "SELECT t.id, p.location_id FROM time_entry t \
                       JOIN punch p ON p.entry_id = t.id AND p.way = 'in' \
                       WHERE t.workspace_id = ?1 AND t.work_date >= ?2 AND t.work_date <= ?3 \
                       AND p.location_id IS NOT NULL";
    list(tx, SQL, params![workspace, from, to], |row| Ok((row.get(0)?, row.get(1)?)))
}
