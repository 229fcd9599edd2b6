//! The audit log: who changed what. Append-only; the database itself refuses anything else.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, list, params};
use crate::domain::ids::{AuditId, EmployeeId, UserId, WorkspaceId};

/// One change by a person. `before` and `after` are JSON; never a PIN, token or password.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: AuditId,
    pub workspace: WorkspaceId,
    pub at: Timestamp,
    pub user: Option<UserId>,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub employee: Option<EmployeeId>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub address: String,
}

/// # Errors
/// When the database cannot be written.
pub fn insert_record(tx: &mut dyn Tx, record: &Record) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO audit_record (id, workspace_id, at, user_id, actor, action, subject, employee_id, \
                       before, after, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let Record { id, workspace, at, user, actor, action, subject, employee, before, after, address } = record;
    let params = params![
        *id,
        *workspace,
        *at,
        *user,
        actor,
        action,
        subject,
        *employee,
        before.as_ref(),
        after.as_ref(),
        address
    ];
    execute_one(tx, SQL, params)
}

/// What an audit list is narrowed to; everything where absent.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub actor: Option<String>,
    pub action: Option<String>,
    pub employee: Option<EmployeeId>,
    /// In lower case: a part of the subject, or of the present name of the employee it is about.
    pub about: Option<String>,
    /// The last record of the page before.
    pub before: Option<(Timestamp, AuditId)>,
}

/// Latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn list_records(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &Filter,
    limit: usize,
) -> Result<Vec<Record>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, at, user_id, actor, action, subject, employee_id, before, after, address \
                       FROM audit_record WHERE workspace_id = ?1 AND at >= ?2 AND at < ?3 \
                       AND (?4 IS NULL OR actor = ?4) AND (?5 IS NULL OR action = ?5) \
                       AND (?6 IS NULL OR employee_id = ?6) AND (at, id) < (?7, ?8) \
                       AND (?10 IS NULL OR instr(lower(subject), ?10) > 0 OR employee_id IN \
                       (SELECT e.id FROM employee e WHERE e.workspace_id = ?1 AND instr(e.sort_name, ?10) > 0)) \
                       ORDER BY at DESC, id DESC LIMIT ?9";
    let (at, id) = filter.before.unwrap_or((Timestamp::MAX, AuditId::from_bytes([0xFF; 16])));
    let params = params![
        workspace,
        filter.from.unwrap_or(Timestamp::MIN),
        filter.to.unwrap_or(Timestamp::MAX),
        filter.actor.as_ref(),
        filter.action.as_ref(),
        filter.employee,
        at,
        id,
        limit,
        filter.about.as_ref(),
    ];
    list(tx, SQL, params, |row| {
        Ok(Record {
            id: row.get(0)?,
            workspace: row.get(1)?,
            at: row.get(2)?,
            user: row.get(3)?,
            actor: row.get(4)?,
            action: row.get(5)?,
            subject: row.get(6)?,
            employee: row.get(7)?,
            before: row.get(8)?,
            after: row.get(9)?,
            address: row.get(10)?,
        })
    })
}

/// Everybody who has changed something, and everything that was done, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn list_actors_and_actions(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
) -> Result<(Vec<String>, Vec<String>), StoreError> {
    const ACTORS: &str = "SELECT DISTINCT actor FROM audit_record WHERE workspace_id = ?1 ORDER BY actor";
    const ACTIONS: &str = "SELECT DISTINCT action FROM audit_record WHERE workspace_id = ?1 ORDER BY action";
    let actors = list(tx, ACTORS, params![workspace], |row| row.get(0))?;
    Ok((actors, list(tx, ACTIONS, params![workspace], |row| row.get(0))?))
}
