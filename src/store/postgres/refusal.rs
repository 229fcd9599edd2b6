//! Why a server lets nobody in, as far as somebody can do something about it.

use std::error::Error;

use tokio_postgres::error::SqlState;

use super::OpenError;

/// What keeps a database from being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The password is wrong, or there is none.
    Password,
    /// There is no such role, or it may not come from here.
    NotAdmitted,
    /// There is no such database.
    NoDatabase,
    /// The role may not connect to the database, or not make its tables.
    NoRights,
    /// There is no room for another connection.
    Full,
    /// The server stops or starts.
    NotReady,
    /// None of the servers takes writes.
    ReadOnly,
    /// The server does not encrypt.
    NotEncrypted,
    /// The server's certificate is not trusted, or is for another name.
    Certificate,
    /// Nobody answers there.
    NoAnswer,
}

impl OpenError {
    /// What kept the database from being opened; `None` where it was opened and something else was wrong.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let Self::Unreachable { source, .. } = self else { return None };
        Some(refusal(source))
    }
}

fn refusal(error: &tokio_postgres::Error) -> Refusal {
    match error.code() {
        Some(&SqlState::INVALID_PASSWORD) => Refusal::Password,
        Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => Refusal::NotAdmitted,
        Some(&SqlState::INVALID_CATALOG_NAME) => Refusal::NoDatabase,
        Some(&SqlState::INSUFFICIENT_PRIVILEGE) => Refusal::NoRights,
        Some(&SqlState::TOO_MANY_CONNECTIONS) => Refusal::Full,
        Some(_) => Refusal::NotReady,
        None => of_the_driver(error),
    }
}

/// The driver tells these apart in its words alone.
fn of_the_driver(error: &tokio_postgres::Error) -> Refusal {
    let words = std::iter::successors(Some(error as &dyn Error), |error| (*error).source());
    let words = words.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    let says = |part: &str| words.contains(part);
    if says("password missing") {
        Refusal::Password
    } else if says("does not support TLS") {
        Refusal::NotEncrypted
    } else if says("TLS handshake") {
        Refusal::Certificate
    } else if says("database does not allow writes") {
        Refusal::ReadOnly
    } else {
        Refusal::NoAnswer
    }
}
