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
