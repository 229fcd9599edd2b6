//! A database that cannot be opened, with the name of the setting that says where it is.

use std::{error::Error, fmt};

use crate::{
    backup::BackupError,
    store::postgres::{OpenError, Server, known_schema},
};

/// Why a database could not be opened, for the words of the command line.
#[derive(Debug)]
pub struct DatabaseError {
    /// Where it was said which database it is.
    pub setting: &'static str,
    /// What was wrong.
    pub problem: OpenError,
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, self.problem)
    }
}

impl Error for DatabaseError {
    /// What the server or the driver said.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.problem.source()
    }
}

/// The setting that names the database of a gateway.
pub(super) const SETTING: &str = "PHONECLOCK_DATABASE_URL";

impl DatabaseError {
    pub(super) const fn of_setting(problem: OpenError) -> Self {
        Self { setting: SETTING, problem }
    }
}

/// Brings the database of a gateway to the schema that this program knows.
///
/// # Errors
/// When it cannot be reached, or is newer than this program.
pub async fn make_schema(server: &Server) -> Result<(), DatabaseError> {
    server.migrate().await.map_err(DatabaseError::of_setting)
}

/// Refuses a database that has another schema than this program knows, without changing it.
///
/// # Errors
/// When it has, or cannot be reached.
pub async fn check_schema(server: &Server) -> anyhow::Result<()> {
    let (found, known) = (server.find_schema().await.map_err(DatabaseError::of_setting)?, known_schema());
    anyhow::ensure!(found != 0, BackupError::NoGateway);
    anyhow::ensure!(
        found == known,
        "the database {} has the schema {found}, and this program knows {known}; use the program of its gateways",
        server.shown()
    );
    Ok(())
}
