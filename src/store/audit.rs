//! The audit log: who changed what. Append-only; the database itself refuses anything else.

use jiff::Timestamp;

use super::{
    people,
    tx::{StoreError, Tx, Value, execute_one, find_one, list, params},
};
use crate::domain::ids::{AuditId, EmployeeId, UserId, WorkspaceId};

/// One change by a person. `before` and `after` are JSON; never a PIN, token or password.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Its own id.
    pub id: AuditId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// When it happened.
    pub at: Timestamp,
    /// The user who did it; none for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Who did it, as they were called then.
    pub actor: String,
    /// What was done, by name.
    pub action: String,
    /// Whom or what it is about, as it was called then.
    pub subject: String,
    /// The employee whom it is about, where it is about one.
    pub employee: Option<EmployeeId>,
    /// What was there before, as JSON.
    pub before: Option<String>,
    /// What was there afterwards, as JSON.
    pub after: Option<String>,
    /// The network address it was done from; empty at the machine.
    pub address: String,
}

/// Writes down what somebody has done.
pub fn insert_record(tx: &mut dyn Tx, record: &AuditRow) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO audit_record (id, workspace_id, at, user_id, actor, action, subject, employee_id, \
                       before, after, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let AuditRow { id, workspace, at, user, actor, action, subject, employee, before, after, address } = record;
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

/// How often a user did something after the one moment, and not after the other.
pub fn count_of_user(
    tx: &mut dyn Tx,
    (workspace, user): (WorkspaceId, UserId),
    action: &str,
    (after, until): (Timestamp, Timestamp),
) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM audit_record \
                       WHERE workspace_id = ?1 AND at > ?4 AND at <= ?5 AND user_id = ?2 AND action = ?3";
    Ok(find_one(tx, SQL, params![workspace, user, action, after, until], |row| row.get(0))?.unwrap_or(0))
}

/// What an audit list is narrowed to; everything where absent.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// The first moment.
    pub from: Option<Timestamp>,
    /// Where the time ends, without that moment itself.
    pub to: Option<Timestamp>,
    /// By whom it was done, by name.
    pub actor: Option<String>,
    /// What was done, by name.
    pub action: Option<String>,
    /// Only what is about this employee.
    pub employee: Option<EmployeeId>,
    /// In lower case: a part of the subject, or of the present name of the employee it is about.
    pub about: Option<String>,
    /// The last record of the page before.
    pub before: Option<(Timestamp, AuditId)>,
}

/// At most `limit` records of the audit log, latest first.
pub fn list_records(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &AuditFilter,
    limit: usize,
) -> Result<Vec<AuditRow>, StoreError> {
    let from = filter.from.unwrap_or(Timestamp::MIN);
    // One place to begin behind, so that a late page begins in the index where it does in the list.
    let end = (filter.to.unwrap_or(Timestamp::MAX), AuditId::from_bytes([0; 16]));
    let (at, id) = filter.before.map_or(end, |before| before.min(end));
    let mut values: Vec<Value> = params![workspace, from, at, id, limit].to_vec();
    let mut narrowed = String::new();
    let mut also = |condition: &str, value: Value| {
        values.push(value);
        narrowed.push_str(&condition.replace("?N", &format!("?{}", values.len())));
    };
    // Only what is asked for, so that each has its own index.
    if let Some(employee) = filter.employee {
        also(" AND employee_id = ?N", employee.into());
    }
    if let Some(actor) = &filter.actor {
        also(" AND actor = ?N", actor.as_str().into());
    }
    if let Some(action) = &filter.action {
        also(" AND action = ?N", action.as_str().into());
    }
    if let Some(about) = &filter.about {
        also(" AND (lower(subject) LIKE ?N ESCAPE '\\'", people::pattern(&about.to_lowercase()).into());
        let found_by = people::found_by(about, &mut values, None);
        narrowed.push_str(&format!(
            " OR employee_id IN (SELECT e.id FROM employee e WHERE e.workspace_id = ?1{found_by}))"
        ));
    }
    // Somebody who was taken back with an import has no page.
    let sql = format!(
        "SELECT id, workspace_id, at, user_id, actor, action, subject, \
         (SELECT e.id FROM employee e WHERE e.workspace_id = ?1 AND e.id = audit_record.employee_id), before, after, address \
         FROM audit_record WHERE workspace_id = ?1 AND at >= ?2 AND (at, id) < (?3, ?4){narrowed} \
         ORDER BY at DESC, audit_record.id DESC LIMIT ?5"
    );
    list(tx, &sql, &values, |row| {
        Ok(AuditRow {
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
pub fn list_actors_and_actions(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
) -> Result<(Vec<String>, Vec<String>), StoreError> {
    // One look into an index for each that there is, however often: the next name behind the last one.
    let distinct = |column: &str| {
        format!(
            "WITH RECURSIVE found (name) AS (SELECT min({column}) FROM audit_record WHERE workspace_id = ?1 \
             UNION ALL SELECT (SELECT min(r.{column}) FROM audit_record r WHERE r.workspace_id = ?1 \
             AND r.{column} > found.name) FROM found WHERE found.name IS NOT NULL) \
             SELECT name FROM found WHERE name IS NOT NULL ORDER BY name"
        )
    };
    let actors = list(tx, &distinct("actor"), params![workspace], |row| row.get(0))?;
    Ok((actors, list(tx, &distinct("action"), params![workspace], |row| row.get(0))?))
}
