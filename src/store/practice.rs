//! What a practice call needs of the real database, copied row by row into one of its own. PINs are not among it.

use super::tx::{Row, StoreError, Tx, Value, find_one, list, params};
use crate::domain::ids::{EmployeeId, WorkspaceId};

/// What is copied of a table: all of its columns, by name, and the rows that are wanted.
struct CopiedTable {
    name: &'static str,
    columns: &'static str,
    /// The columns as they are read, where those are not the ones that are written.
    read_as: Option<&'static str>,
    rows: &'static str,
}

/// In an order that references allow; ?1 is the workspace, ?2 the employee.
const TABLES: [CopiedTable; 9] = [
    CopiedTable {
        name: "workspace",
        columns: "id, name, zone, language, job_policy, forgotten_after_secs, lockout, pin_min_digits, voice_check, \
                  delete_at_provider, created_at, recording_notice, retention_days, languages, \
                  second_factor, date_style, clock_style, hours_style, \
                  first_steps_hidden_at, photo_retention_days",
        read_as: None,
        rows: "WHERE id = (SELECT workspace_id FROM employee WHERE workspace_id = ?1 AND id = ?2)",
    },
    CopiedTable {
        name: "employee",
        columns: "id, workspace_id, name, email, phone, employee_number, language, zone, active, created_at, \
                  voice_check, sort_name, payroll_id, search_key, last_name, starts_on, without_photo",
        read_as: None,
        rows: "WHERE workspace_id = ?1 AND id = ?2",
    },
    CopiedTable {
        name: "phone_clock_id",
        columns: "digits, employee_id, issued_at, retired_at",
        read_as: None,
        rows: "WHERE employee_id = (SELECT id FROM employee WHERE workspace_id = ?1 AND id = ?2) \
               AND retired_at IS NULL",
    },
    CopiedTable {
        name: "job",
        columns: "id, workspace_id, name, accounting_code, phone_code, created_at, archived_at, everyone",
        read_as: None,
        rows: "WHERE workspace_id = ?1 AND ((archived_at IS NULL AND phone_code IS NOT NULL) OR id IN \
               (SELECT job_id FROM time_entry WHERE employee_id = ?2 AND (status = 'open' OR id = \
               (SELECT entry_id FROM punch WHERE employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1))))",
    },
    CopiedTable {
        name: "job_assignment",
        columns: "job_id, employee_id",
        read_as: None,
        rows: "WHERE employee_id = ?2 AND EXISTS (SELECT 1 FROM job j WHERE j.id = job_assignment.job_id \
               AND j.workspace_id = ?1 AND j.archived_at IS NULL AND j.phone_code IS NOT NULL)",
    },
    CopiedTable {
        name: "time_entry",
        columns: "id, workspace_id, employee_id, status, in_at, out_at, zone, job_id, work_date, revision, voided_at",
        read_as: None,
        rows: "WHERE workspace_id = ?1 AND employee_id = ?2 AND (status = 'open' OR id = \
               (SELECT entry_id FROM punch WHERE employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1))",
    },
    CopiedTable {
        name: "punch",
        columns: "id, workspace_id, employee_id, entry_id, way, at, channel, call_id, made_by, kiosk_id, device_id, \
                  proof, clocked_by, location_id, located_by",
        // Without the call or the kiosk that it was made at, which is not copied.
        read_as: Some(
            "id, workspace_id, employee_id, entry_id, way, at, 'admin', NULL, made_by, NULL, NULL, NULL, NULL, \
             NULL, NULL",
        ),
        rows: "WHERE workspace_id = ?1 AND employee_id = ?2 ORDER BY at DESC, id DESC LIMIT 1",
    },
    CopiedTable {
        name: "break_kind",
        columns: "id, workspace_id, name, paid, min_mins, max_mins, created_at, archived_at",
        read_as: None,
        rows: "WHERE workspace_id = (SELECT workspace_id FROM employee WHERE workspace_id = ?1 AND id = ?2)",
    },
    CopiedTable {
        name: "entry_break",
        columns: "id, workspace_id, employee_id, entry_id, kind_id, paid, begin_at, end_at, ended_with_entry, \
                  voided_at, revision, made_by, ended_by",
        read_as: None,
        rows: "WHERE workspace_id = ?1 AND entry_id IN \
               (SELECT id FROM time_entry WHERE employee_id = ?2 AND status = 'open')",
    },
];

/// The tables that are copied, each with its columns.
#[cfg(test)]
pub(super) fn copied_columns() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    TABLES.iter().map(|table| (table.name, table.columns.split(", ").collect()))
}

/// Rows to be written into another database.
#[derive(Debug)]
pub struct CopiedRows(Vec<(&'static str, &'static str, Vec<Row>)>);

/// Reads what a practice call of this employee needs.
pub fn copy(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<CopiedRows, StoreError> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for CopiedTable { name, columns, read_as, rows } in TABLES {
        let sql = format!("SELECT {} FROM {name} {rows}", read_as.unwrap_or(columns));
        tables.push((name, columns, tx.query(&sql, params![workspace, employee])?));
    }
    Ok(CopiedRows(tables))
}

/// Writes it into another database. What is there already stays: a step may be tried twice.
///
/// # Errors
/// When the database does not take them.
pub fn paste(tx: &mut dyn Tx, copied: &CopiedRows) -> Result<(), StoreError> {
    for (table, columns, rows) in &copied.0 {
        for row in rows {
            let values: &[Value] = row.values();
            let places: Vec<_> = (1..=values.len()).map(|place| format!("?{place}")).collect();
            let sql = format!("INSERT INTO {table} ({columns}) VALUES ({}) ON CONFLICT DO NOTHING", places.join(", "));
            tx.execute(&sql, values)?;
        }
    }
    Ok(())
}

/// How a practice call went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PracticeOutcome {
    /// Whether the caller got past the PIN.
    pub signed_in: bool,
    /// Whether the caller has clocked in or out.
    pub clocked: bool,
}

/// What came of the call that a practice database is for.
pub fn find_outcome(tx: &mut dyn Tx) -> Result<PracticeOutcome, StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM call WHERE employee_id IS NOT NULL), \
                       EXISTS (SELECT 1 FROM punch WHERE call_id IS NOT NULL)";
    let found = find_one(tx, SQL, &[], |row| Ok(PracticeOutcome { signed_in: row.get(0)?, clocked: row.get(1)? }))?;
    Ok(found.unwrap_or_default())
}

/// The code and name of every job that the employee can name on the phone.
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
