//! Lists of employees: narrowed, in order, page by page.

use jiff::civil::Date;

use super::{
    cursor::Cursor,
    employees::{EmployeeRow, ROW_COLUMNS, find_employee, read_row},
    tx::{StoreError, Tx, Value, find_one, list, params},
};
use crate::domain::{
    ids::{EmployeeId, WorkspaceId},
    language::Language,
    search::{Search, sort_name},
};

/// What a list of employees is narrowed to; everybody where absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmployeeFilter {
    /// Parts of the name, employee number, email address or phone number, as [`Search`] reads them.
    pub search: String,
    /// Only those who are active, or are not.
    pub active: Option<bool>,
    /// Only those who are spoken to in this language.
    pub language: Option<Language>,
    /// Only those who have chosen a PIN for the phone, or have not.
    pub has_pin: Option<bool>,
    /// Only those whose start date is later than this day.
    pub starts_after: Option<Date>,
}

const FILTER: &str = "e.workspace_id = ?1 AND (e.active = ?2 OR ?2 IS NULL) AND (e.language = ?3 OR ?3 IS NULL) \
                        AND (EXISTS (SELECT 1 FROM pin n WHERE n.employee_id = e.id) = ?4 OR ?4 IS NULL) \
                        AND (e.starts_on > ?5 OR ?5 IS NULL)";

/// What lets through whom a search finds among the employees `e`, with its values put behind the others. Nothing where
/// nothing is looked for. `also` is another place to look for a pattern, such as a column with digits.
pub(super) fn found_by(search: &str, values: &mut Vec<Value>, also: Option<&str>) -> String {
    let mut condition = String::new();
    for word in Search::parse(search).iter().flat_map(Search::words) {
        let mut ways = Vec::new();
        for pattern in &word.patterns {
            values.push(pattern.as_str().into());
            ways.push(format!("e.search_key LIKE ?{} ESCAPE '\\'", values.len()));
        }
        if let (Some(column), Some(digits)) = (also, &word.digits) {
            values.push(format!("%{digits}%").into());
            ways.push(format!("{column} LIKE ?{}", values.len()));
        }
        condition.push_str(&format!(" AND ({})", ways.join(" OR ")));
    }
    condition
}

/// A pattern for LIKE with `\` as the escape: whatever has this text in it.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// At most `limit` employees from `place` on, in the order of lists.
pub fn list_filtered(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &EmployeeFilter,
    place: Cursor<EmployeeId>,
    limit: usize,
) -> Result<Vec<EmployeeRow>, StoreError> {
    // A place that is gone, or another workspace's, is the start.
    let (from, backwards) = match place {
        Cursor::Start => (None, false),
        Cursor::After(id) => (find_employee(tx, workspace, id)?, false),
        Cursor::Before(id) => (find_employee(tx, workspace, id)?, true),
    };
    let backwards = backwards && from.is_some();
    let (than, order) = if backwards { ("<", " DESC") } else { (">", "") };
    let (name, id) =
        from.map_or((String::new(), EmployeeId::from_bytes([0; 16])), |from| (sort_name(&from.details.name), from.id));
    let EmployeeFilter { search, active, language, has_pin, starts_after } = filter;
    let mut values = params![workspace, *active, language.as_ref(), *has_pin, *starts_after, name, id, limit].to_vec();
    let found_by = found_by(search, &mut values, None);
    let sql = format!(
        "{ROW_COLUMNS} WHERE {FILTER}{found_by} AND (e.sort_name, e.id) {than} (?6, ?7) \
         ORDER BY e.sort_name{order}, e.id{order} LIMIT ?8"
    );
    let mut found = list(tx, &sql, &values, read_row)?;
    if backwards {
        found.reverse();
    }
    Ok(found)
}

/// How many employees a filter lets through.
pub fn count_filtered(tx: &mut dyn Tx, workspace: WorkspaceId, filter: &EmployeeFilter) -> Result<usize, StoreError> {
    let EmployeeFilter { search, active, language, has_pin, starts_after } = filter;
    let mut values = params![workspace, *active, language.as_ref(), *has_pin, *starts_after].to_vec();
    let found_by = found_by(search, &mut values, None);
    let sql = format!("SELECT count(*) FROM employee e WHERE {FILTER}{found_by}");
    Ok(find_one(tx, &sql, &values, |row| row.get(0))?.unwrap_or(0))
}
