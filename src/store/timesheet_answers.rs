//! What workers say of the hours of periods that are over. Only added, never changed.

use jiff::Timestamp;

use super::{
    tx::{Row, StoreError, Tx, execute_one, list, params},
    whose::Whose,
};
use crate::domain::{
    ids::{EmployeeId, TimesheetAnswerId, WorkspaceId},
    payroll::Period,
};

/// What a worker says of the hours of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesheetAnswer {
    /// Its own id.
    pub id: TimesheetAnswerId,
    /// Who says so.
    pub employee: EmployeeId,
    /// The period.
    pub period: Period,
    /// Whether they say that the hours are right.
    pub is_right: bool,
    /// What they write to it.
    pub note: Option<String>,
    /// Regular time as it was shown to them, in seconds.
    pub regular_secs: i64,
    /// Overtime as it was shown to them, in seconds.
    pub overtime_secs: i64,
    /// When they said so.
    pub at: Timestamp,
}

const COLUMNS: &str = "id, employee_id, from_date, to_date, answer, note, regular_secs, overtime_secs, at";
const RIGHT: &str = "right";

fn read(row: &Row) -> Result<TimesheetAnswer, StoreError> {
    let answer: String = row.get(4)?;
    Ok(TimesheetAnswer {
        id: row.get(0)?,
        employee: row.get(1)?,
        period: Period { from: row.get(2)?, to: row.get(3)? },
        is_right: answer == RIGHT,
        note: row.get(5)?,
        regular_secs: row.get(6)?,
        overtime_secs: row.get(7)?,
        at: row.get(8)?,
    })
}

/// Writes down what a worker says.
pub fn insert_answer(tx: &mut dyn Tx, workspace: WorkspaceId, answer: &TimesheetAnswer) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO timesheet_answer (id, workspace_id, employee_id, from_date, to_date, answer, note, \
                       regular_secs, overtime_secs, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let TimesheetAnswer { id, employee, period, is_right, note, regular_secs, overtime_secs, at } = answer;
    let said = if *is_right { RIGHT } else { "wrong" };
    let params = params![
        *id,
        workspace,
        *employee,
        period.from,
        period.to,
        said,
        note.as_deref(),
        *regular_secs,
        *overtime_secs,
        *at
    ];
    execute_one(tx, SQL, params)
}

/// What these people say of exactly this period, oldest first.
pub fn list_answers_of<'a>(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    whose: impl Into<Whose<'a>>,
    period: Period,
) -> Result<Vec<TimesheetAnswer>, StoreError> {
    let whose = whose.into();
    if whose.is_nobody() {
        return Ok(Vec::new());
    }
    let mut params = params![workspace, period.from, period.to].to_vec();
    let theirs = whose.narrow("employee_id", &mut params);
    let sql = format!(
        "SELECT {COLUMNS} FROM timesheet_answer WHERE workspace_id = ?1 AND from_date = ?2 AND to_date = ?3{theirs} \
         ORDER BY at, id"
    );
    list(tx, &sql, &params, read)
}
