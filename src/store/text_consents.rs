//! Who may be sent texts, and who said so: the office and the holder of the phone. Only added, never changed.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::ids::{EmployeeId, TextConsentId, UserId, WorkspaceId};

/// Somebody's word on texts to an employee, or to everybody of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextConsent {
    /// Whether texts may be sent.
    pub allowed: bool,
    /// When it was said.
    pub at: Timestamp,
    /// The user who said so; none for what the holder of the phone has answered.
    pub user: Option<UserId>,
    /// Who said so, as they were called then.
    pub actor: String,
}

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentSubject {
    /// Texts of any kind.
    Texts,
    /// Texts that confirm a punch.
    Confirmations,
}

impl ConsentSubject {
    const fn name(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Confirmations => "confirmations",
        }
    }
}

/// Writes a word down; about everybody of the workspace without an employee.
pub fn insert_consent(
    tx: &mut dyn Tx,
    id: TextConsentId,
    (workspace, employee, about): (WorkspaceId, Option<EmployeeId>, ConsentSubject),
    said: &TextConsent,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO text_consent (id, workspace_id, employee_id, allowed, at, user_id, actor, about) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let TextConsent { allowed, at, user, actor } = said;
    execute_one(tx, SQL, params![id, workspace, employee, *allowed, *at, *user, actor, about.name()])
}

fn read(row: &Row) -> Result<TextConsent, StoreError> {
    Ok(TextConsent { allowed: row.get(0)?, at: row.get(1)?, user: row.get(2)?, actor: row.get(3)? })
}

/// What the office last said of one employee.
pub fn find_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (employee, about): (EmployeeId, ConsentSubject),
) -> Result<Option<TextConsent>, StoreError> {
    const SQL: &str = "SELECT allowed, at, user_id, actor FROM text_consent WHERE workspace_id = ?1 \
                       AND employee_id = ?2 AND about = ?3 AND user_id IS NOT NULL \
                       ORDER BY at DESC, allowed, id DESC LIMIT 1";
    find_one(tx, SQL, params![workspace, employee, about.name()], read)
}

/// What the holder of an employee's phone last answered.
pub fn find_of_holder(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<TextConsent>, StoreError> {
    const SQL: &str = "SELECT allowed, at, user_id, actor FROM text_consent WHERE workspace_id = ?1 \
                       AND employee_id = ?2 AND user_id IS NULL ORDER BY at DESC, allowed, id DESC LIMIT 1";
    find_one(tx, SQL, params![workspace, employee], read)
}

/// What was said of texts to these people, of each the last words last.
pub fn list_of_employees(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    people: &[EmployeeId],
) -> Result<Vec<(EmployeeId, TextConsent)>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT allowed, at, user_id, actor, employee_id FROM text_consent WHERE workspace_id = ?1 \
         AND about = ?2 AND employee_id IN ({}) ORDER BY employee_id, at, allowed DESC, id",
        super::tx::placeholders(3, people.len())
    );
    let mut params = params![workspace, ConsentSubject::Texts.name()].to_vec();
    params.extend(people.iter().copied().map(Value::from));
    list(tx, &sql, &params, |row| Ok((row.get(4)?, read(row)?)))
}

/// The last word about everybody of a workspace.
pub fn find_of_workspace(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    about: ConsentSubject,
) -> Result<Option<TextConsent>, StoreError> {
    const SQL: &str = "SELECT allowed, at, user_id, actor FROM text_consent WHERE workspace_id = ?1 \
                       AND employee_id IS NULL AND about = ?2 ORDER BY at DESC, allowed, id DESC LIMIT 1";
    find_one(tx, SQL, params![workspace, about.name()], read)
}
