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

    /// Runs a query and hands over each row as it comes, without keeping them.
    ///
    /// # Errors
    /// When the database refuses it, and with the first error of `read`.
    fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.query(sql, params)?.iter().try_for_each(read)
    }

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
    mut read: impl FnMut(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut all = Vec::new();
    tx.each(sql, params, &mut |row| {
        all.push(read(row)?);
        Ok(())
    })?;
    Ok(all)
}

/// `?5, ?6, …`: as many as there are ids.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ")
}

/// Parameters of a statement, numbered from `?1`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::store::tx::Value::from($value)),*] };
}
pub(crate) use params;
