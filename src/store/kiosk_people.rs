//! People as kiosks look for them: the names that a screen offers, and who is a user as well.

use jiff::civil::Date;

use super::{
    people::found_by,
    tx::{StoreError, Tx, find_one, list, params},
};
use crate::domain::{
    ids::{EmployeeId, KioskId, WorkspaceId},
    workspace::Zone,
};

/// A name on the screen of a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskName {
    /// Who it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// Their own zone, where they have one.
    pub zone: Option<Zone>,
    /// The day from which they may clock.
    pub starts_on: Option<Date>,
}

/// The active people whom a kiosk is for and who have begun by `day`, as a search finds them, in the order of lists.
pub fn list_names(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (kiosk, everybody): (KioskId, bool),
    (search, day): (&str, Date),
    limit: usize,
) -> Result<Vec<KioskName>, StoreError> {
    let mut values = params![workspace, kiosk, everybody, day, limit].to_vec();
    let found_by = found_by(search, &mut values, None);
    let sql = format!(
        "SELECT e.id, e.name, e.zone, e.starts_on FROM employee e WHERE e.workspace_id = ?1 AND e.active = 1 \
         AND (?3 = 1 OR EXISTS (SELECT 1 FROM kiosk_member m WHERE m.kiosk_id = ?2 AND m.employee_id = e.id)) \
         AND (e.starts_on IS NULL OR e.starts_on <= ?4){found_by} ORDER BY e.sort_name, e.id LIMIT ?5"
    );
    list(tx, &sql, &values, |row| {
        Ok(KioskName { employee: row.get(0)?, name: row.get(1)?, zone: row.get(2)?, starts_on: row.get(3)? })
    })
}

/// Whether somebody is an owner or an admin as well.
pub fn is_owner_or_admin(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM web_user WHERE workspace_id = ?1 AND employee_id = ?2 AND active = 1 \
                       AND role IN ('owner', 'admin')";
    Ok(find_one(tx, SQL, params![workspace, employee], |_| Ok(()))?.is_some())
}

/// Whether any user can unlock people and clock others at kiosks, by a PIN of their own.
pub fn any_supervisor(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM web_user WHERE workspace_id = ?1 AND active = 1 AND pin_tag IS NOT NULL \
                       AND role IN ('owner', 'admin', 'manager') LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}
