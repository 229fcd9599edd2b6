//! Brings a database of a server to the schema of this program, while no gateway serves it.

use super::{
    migrate::{self, MigrateError},
    presence::PresenceError,
    server::Server,
};

/// Why a database of a server could not be opened.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum OpenError {
    #[error("the database {at} cannot be reached; start it, and see that its address, user and password are right")]
    Unreachable { at: String, source: tokio_postgres::Error },
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("the database is of an older phoneclock and must be upgraded, for which nobody else may use it")]
    NotAlone(#[source] PresenceError),
}

impl Server {
    /// Brings the database to the schema that this program knows; alone, so that no gateway of an older program meets
    /// tables that it does not know.
    ///
    /// # Errors
    /// When it cannot be reached, is newer than this program, gateways serve it that are to be stopped first, or a migration
    /// fails.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        let mut client = self.connect().await.map_err(|source| self.unreachable(source))?;
        let is_older = migrate::find_schema(&client).await? < migrate::known_schema();
        let alone = if is_older { Some(self.alone().await?) } else { None };
        // Also where nothing is to be done: a newer one is refused there.
        let migrated = migrate::migrate(&mut client).await;
        if let Some(alone) = alone {
            alone.end().await;
        }
        Ok(migrated?)
    }
}

impl From<PresenceError> for OpenError {
    fn from(error: PresenceError) -> Self {
        match error {
            PresenceError::Unreachable { at, source } => Self::Unreachable { at, source },
            PresenceError::Served(_) | PresenceError::Closed | PresenceError::Silent | PresenceError::Refused(_) => {
                Self::NotAlone(error)
            }
        }
    }
}
