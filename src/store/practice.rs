//! What a practice call needs of the real database, copied row by row into one of its own. PINs are not among it.

use super::tx::{Row, StoreError, Tx, Value, find_one, list, params};
use crate::domain::ids::{EmployeeId, WorkspaceId};

/// What is copied of each table, in an order that references allow. Both databases have gone through the same
/// migrations, so that their columns stand in the same order.
const TABLES: [(&str, &str); 7] = [
    ("workspace", "SELECT * FROM workspace WHERE id = ?1 AND ?2 IS NOT NULL"),
    ("employee", "SELECT * FROM employee WHERE workspace_id = ?1 AND id = ?2"),
    ("phone_clock_id", "SELECT * FROM phone_clock_id WHERE employee_id = ?2 AND retired_at IS NULL AND ?1 IS NOT NULL"),
    (
        "job",
        "SELECT * FROM job WHERE workspace_id = ?1 AND ((archived_at IS NULL AND phone_code IS NOT NULL) OR id IN \
         (SELECT job_id FROM time_entry WHERE employee_id = ?2 AND (status = 'open' OR id = \
         (SELECT entry_id FROM punch WHERE employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1))))",
    ),
    (
        "job_assignment",
        "SELECT a.* FROM job_assignment a JOIN job j ON j.id = a.job_id WHERE a.employee_id = ?2 \
         AND j.workspace_id = ?1 AND j.archived_at IS NULL AND j.phone_code IS NOT NULL",
    ),
    (
        "time_entry",
        "SELECT * FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 AND (status = 'open' OR id = \
         (SELECT entry_id FROM punch WHERE employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1))",
    ),
    (
        // Without the call that it was made in, which is not copied.
        "punch",
        "SELECT id, workspace_id, employee_id, entry_id, way, at, 'admin', NULL, made_by FROM punch \
         WHERE workspace_id = ?1 AND employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1",
    ),
];

/// Rows to be written into another database.
#[derive(Debug)]
pub struct Copied(Vec<(&'static str, Vec<Row>)>);

/// # Errors
/// When the database cannot be read.
pub fn copy(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<Copied, StoreError> {
    let tables = TABLES.iter().map(|(table, sql)| Ok((*table, tx.query(sql, params![workspace, employee])?)));
    Ok(Copied(tables.collect::<Result<_, StoreError>>()?))
}

/// What is there already stays: a step may be tried twice.
///
/// # Errors
/// When the database does not take them.
pub fn paste(tx: &mut dyn Tx, copied: &Copied) -> Result<(), StoreError> {
    for (table, rows) in &copied.0 {
        for row in rows {
            let values: &[Value] = row.values();
            let places: Vec<_> = (1..=values.len()).map(|place| format!("?{place}")).collect();
            let sql = format!("INSERT INTO {table} VALUES ({}) ON CONFLICT DO NOTHING", places.join(", "));
            tx.execute(&sql, values)?;
        }
    }
    Ok(())
}

/// How a practice call went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    pub signed_in: bool,
    /// A time was told.
    pub clocked: bool,
}

/// What came of the only call of a practice database.
///
/// # Errors
/// When the database cannot be read.
pub fn find_outcome(tx: &mut dyn Tx) -> Result<Outcome, StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM call WHERE employee_id IS NOT NULL), \
                       EXISTS (SELECT 1 FROM punch WHERE call_id IS NOT NULL)";
    let found = find_one(tx, SQL, &[], |row| Ok(Outcome { signed_in: row.get(0)?, clocked: row.get(1)? }))?;
    Ok(found.unwrap_or_default())
}

/// The code and name of every job that the employee can name on the phone.
///
/// # Errors
/// When the database cannot be read.
pub fn list_codes(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Vec<(String, String)>, StoreError> {
    const SQL: &str = "SELECT phone_code, name FROM job j WHERE workspace_id = ?1 AND archived_at IS NULL \
                       AND phone_code IS NOT NULL AND (everyone = 1 OR EXISTS (SELECT 1 FROM job_assignment a \
                       WHERE a.job_id = j.id AND a.employee_id = ?2)) ORDER BY phone_code";
    list(tx, SQL, params![workspace, employee], |row| Ok((row.get(0)?, row.get(1)?)))
}
