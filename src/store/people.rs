//! Lists of employees: narrowed, in order, page by page.

use super::{
    employees::{LISTED, Listed, find_employee, read_listed},
    tx::{StoreError, Tx, find_one, list, params},
};
use crate::domain::{
    employee::sort_name,
    ids::{EmployeeId, WorkspaceId},
    language::Language,
};

/// What a list of employees is narrowed to; everybody where absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// A part of the name, employee number or e-mail address, in any case.
    pub search: String,
    pub active: Option<bool>,
    pub language: Option<Language>,
    pub has_pin: Option<bool>,
}

/// Where a page of employees begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    #[default]
    Start,
    /// Those behind this one.
    After(EmployeeId),
    /// Those before this one.
    Before(EmployeeId),
}

const NARROWED: &str = "e.workspace_id = ?1 AND (?2 IS NULL OR e.active = ?2) AND (?3 IS NULL OR e.language = ?3) \
                        AND (?4 IS NULL OR EXISTS (SELECT 1 FROM pin n WHERE n.employee_id = e.id) = ?4) \
                        AND (?5 IS NULL OR e.sort_name LIKE ?5 ESCAPE '\\' \
                        OR lower(e.employee_number) LIKE ?5 ESCAPE '\\' OR lower(e.email) LIKE ?5 ESCAPE '\\')";

/// Longer searches are cut: databases refuse patterns without end.
const SEARCH_MAX: usize = 100;

pub(super) fn pattern(search: &str) -> Option<String> {
    let wanted: String = sort_name(search.trim()).chars().take(SEARCH_MAX).collect();
    let escaped = wanted.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    (!wanted.is_empty()).then(|| format!("%{escaped}%"))
}

/// At most `limit` employees from `place` on, in the order of lists.
///
/// # Errors
/// When the database cannot be read.
pub fn list_narrowed(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    narrowed: &Narrowed,
    place: Place,
    limit: usize,
) -> Result<Vec<Listed>, StoreError> {
    // A place that is gone, or another workspace's, is the start.
    let (from, backwards) = match place {
        Place::Start => (None, false),
        Place::After(id) => (find_employee(tx, workspace, id)?, false),
        Place::Before(id) => (find_employee(tx, workspace, id)?, true),
    };
    let backwards = backwards && from.is_some();
    let (than, order) = if backwards { ("<", " DESC") } else { (">", "") };
    let (name, id) =
        from.map_or((String::new(), EmployeeId::from_bytes([0; 16])), |from| (sort_name(&from.details.name), from.id));
    let sql = format!(
        "{LISTED} WHERE {NARROWED} AND (e.sort_name, e.id) {than} (?6, ?7) \
         ORDER BY e.sort_name{order}, e.id{order} LIMIT ?8"
    );
    let Narrowed { search, active, language, has_pin } = narrowed;
    let params = params![workspace, *active, language.as_ref(), *has_pin, pattern(search), name, id, limit];
    let mut found = list(tx, &sql, params, read_listed)?;
    if backwards {
        found.reverse();
    }
    Ok(found)
}

/// How many there are.
///
/// # Errors
/// When the database cannot be read.
pub fn count_narrowed(tx: &mut dyn Tx, workspace: WorkspaceId, narrowed: &Narrowed) -> Result<usize, StoreError> {
    let Narrowed { search, active, language, has_pin } = narrowed;
    let params = params![workspace, *active, language.as_ref(), *has_pin, pattern(search)];
    let sql = format!("SELECT count(*) FROM employee e WHERE {NARROWED}");
    Ok(find_one(tx, &sql, params, |row| row.get(0))?.unwrap_or(0))
}
