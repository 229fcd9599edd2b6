//! What SQLite's refusals mean to the store.

use rusqlite::{ErrorCode, ffi};

use crate::store::error::StoreError;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        const KEYS: [i32; 3] =
            [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_ROWID];
        let is_a_key = error.sqlite_error().is_some_and(|failure| KEYS.contains(&failure.extended_code));
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.into()),
            Some(ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => {
                Self::Disk(error.into())
            }
            Some(ErrorCode::ConstraintViolation) if is_a_key => Self::Taken(error.into()),
            _ => Self::Refused(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_is_of_its_kind() {
        let kind = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(kind(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
        assert!(matches!(kind(ffi::SQLITE_LOCKED), StoreError::Busy));
        assert!(matches!(kind(ffi::SQLITE_CORRUPT_INDEX), StoreError::Damaged(_)));
        assert!(matches!(kind(ffi::SQLITE_NOTADB), StoreError::Damaged(_)));
        assert!(matches!(kind(ffi::SQLITE_FULL), StoreError::Disk(_)));
        assert!(matches!(kind(ffi::SQLITE_IOERR_FSYNC), StoreError::Disk(_)));
        assert!(matches!(kind(ffi::SQLITE_CONSTRAINT_UNIQUE), StoreError::Taken(_)));
        assert!(matches!(kind(ffi::SQLITE_CONSTRAINT_PRIMARYKEY), StoreError::Taken(_)));
        assert!(matches!(kind(ffi::SQLITE_CONSTRAINT_TRIGGER), StoreError::Refused(_)));
        assert!(matches!(kind(ffi::SQLITE_CONSTRAINT_FOREIGNKEY), StoreError::Refused(_)));
        assert!(matches!(StoreError::from(rusqlite::Error::InvalidQuery), StoreError::Refused(_)));
    }
}
