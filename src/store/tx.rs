//! The seam to the database: parameters in, rows out. SQL stays in what SQLite and PostgreSQL share.

use super::hold::Hold;
pub use super::{
    error::StoreError,
    value::{FromValue, Row, Value},
};

/// One transaction, or a part of one that is kept or undone as a whole.
pub trait Tx {
    /// Runs a statement; the number of rows it changed.
    ///
    /// # Errors
    /// When the database refuses it.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError>;

    /// Runs a query; every row as owned values.
    ///
    /// # Errors
    /// When the database refuses it.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError>;

    /// Takes another hold, in the order of [`Hold`], until the transaction ends. With a single writer there is nothing
    /// to take.
    ///
    /// # Errors
    /// When it could not be had in time.
    fn hold(&mut self, hold: Hold) -> Result<(), StoreError> {
        let _ = hold;
        Ok(())
    }
}

/// A statement that must change exactly one row.
///
/// # Errors
/// When it changes none or several, or is refused.
pub fn execute_one(tx: &mut dyn Tx, sql: &str, params: &[Value]) -> Result<(), StoreError> {
    match tx.execute(sql, params)? {
        1 => Ok(()),
        changed => Err(StoreError::RowCount { changed, expected: 1 }),
    }
}

/// At most one row, read by `read`.
///
/// # Errors
/// When refused or unreadable.
pub fn find_one<T>(
    tx: &mut dyn Tx,
    sql: &str,
    params: &[Value],
    read: impl FnOnce(&Row) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    tx.query(sql, params)?.first().map(read).transpose()
}

/// Every row, read by `read`.
///
/// # Errors
/// When refused or unreadable.
pub fn list<T>(
    tx: &mut dyn Tx,
    sql: &str,
    params: &[Value],
    read: impl FnMut(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    tx.query(sql, params)?.iter().map(read).collect()
}

/// Parameters of a statement, numbered from `?1`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::store::tx::Value::from($value)),*] };
}
pub(crate) use params;
