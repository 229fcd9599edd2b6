//! Approved hours: the days that are locked by them.

use jiff::{Timestamp, civil::Date};

use super::tx::{StoreError, Tx, find_one, params};
use crate::domain::ids::EmployeeId;

/// An approval that keeps an employee's days as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    pub approver: String,
    pub approved_at: Timestamp,
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
}

/// The first approval that locks one of the days from `from` to `to`, both included.
///
/// # Errors
/// When the database cannot be read.
pub fn find_lock(tx: &mut dyn Tx, employee: EmployeeId, from: Date, to: Date) -> Result<Option<Lock>, StoreError> {
    const SQL: &str = "SELECT approver, approved_at, from_date, to_date FROM approval \
                       WHERE employee_id = ?1 AND reopened_at IS NULL AND from_date <= ?3 AND to_date >= ?2 \
                       ORDER BY from_date LIMIT 1";
    find_one(tx, SQL, params![employee, from, to], |row| {
        Ok(Lock { approver: row.get(0)?, approved_at: row.get(1)?, from: row.get(2)?, to: row.get(3)? })
    })
}

/// Whether one of these days was approved once, and opened again.
///
/// # Errors
/// When the database cannot be read.
pub fn was_reopened(tx: &mut dyn Tx, employee: EmployeeId, from: Date, to: Date) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM approval WHERE employee_id = ?1 AND from_date <= ?3 AND to_date >= ?2 \
                       AND reopened_at IS NOT NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![employee, from, to], |_| Ok(()))?.is_some())
}
