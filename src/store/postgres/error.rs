//! What PostgreSQL's refusals mean to the store (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).

use tokio_postgres::{Error, error::SqlState};

use crate::store::error::{Source, StoreError};

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Some(state) = error.code() else {
            // The driver's own words: the connection broke, or a value has another type than its place.
            return if error.is_closed() || is_of_the_line(&error) {
                Self::Away(told(error))
            } else {
                Self::Refused(told(error))
            };
        };
        if is_passing(state) {
            return Self::Busy;
        }
        if is_away(state) {
            return Self::Away(told(error));
        }
        match *state {
            SqlState::UNIQUE_VIOLATION => Self::Taken(told(error)),
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => Self::Damaged(told(error)),
            SqlState::DISK_FULL | SqlState::IO_ERROR => Self::Disk(told(error)),
            _ => Self::Refused(told(error)),
        }
    }
}

/// What the server said, in a line. What is beside its message may be somebody's data.
fn told(error: Error) -> Source {
    match error.as_db_error() {
        Some(said) => format!("{} ({})", said.message(), said.code().code()).into(),
        None => error.into(),
    }
}

/// Whether the server never got the question, or its answer never came.
fn is_of_the_line(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        if source.is::<std::io::Error>() {
            return true;
        }
        cause = source.source();
    }
    false
}

/// Somebody else was in the way for too long, or the statement was planned for tables that have changed since.
fn is_passing(state: &SqlState) -> bool {
    const STATES: [SqlState; 5] = [
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::FEATURE_NOT_SUPPORTED,
    ];
    STATES.contains(state)
}

/// The server stops, starts, has no room for another connection, or is a standby that takes no writes.
fn is_away(state: &SqlState) -> bool {
    const STATES: [SqlState; 6] = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    STATES.contains(state) || state.code().starts_with("08")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_of_its_kind() {
        assert!(is_passing(&SqlState::from_code("40P01")) && is_passing(&SqlState::from_code("55P03")));
        assert!(is_away(&SqlState::from_code("57P01")) && is_away(&SqlState::from_code("08006")));
        assert!(is_away(&SqlState::from_code("25006")) && is_away(&SqlState::from_code("57P03")));
        for other in ["23505", "23514", "42601", "22021", "28P01", "3D000"] {
            let state = SqlState::from_code(other);
            assert!(!is_passing(&state) && !is_away(&state), "{other}");
        }
    }
}
