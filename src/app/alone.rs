//! Commands during which no gateway may serve from a database.

use std::{fs::File, path::Path};

use anyhow::Context;

use super::{
    assembly::{look_over, make_data_dir},
    database::{DatabaseError, SETTING, make_schema},
    locks::{check_locks, try_lock},
    system::SystemEntropy,
};
use crate::{
    config::StorageArgs,
    moving::{self, MoveError},
    service::kernel::keys::MasterKey,
    store::{
        migrate::migrate,
        moving::DatabasePlace,
        postgres::{self, OpenError, PresenceError},
    },
};

/// The option that says where a database is to be moved.
const TO: &str = "--to";

/// As long as it lives no gateway serves from a database.
pub enum Alone {
    /// By the lock on its data folder.
    File {
        /// Locked.
        _lock: File,
    },
    /// By a lock of its server.
    Server {
        /// Has the lock as long as it is connected.
        _lock: postgres::Alone,
    },
}

/// Keeps gateways from serving from a database.
///
/// # Errors
/// When one serves, or the lock cannot be asked for.
pub async fn hold_alone(place: &DatabasePlace) -> anyhow::Result<Alone> {
    hold(place, SETTING).await
}

async fn hold(place: &DatabasePlace, setting: &'static str) -> anyhow::Result<Alone> {
    match place {
        DatabasePlace::File(path) => {
            let folder = path.parent().unwrap_or(Path::new("."));
            let lock = try_lock(folder)?
                .with_context(|| format!("a gateway serves from {}; stop it, then try again", folder.display()))?;
            Ok(Alone::File { _lock: lock })
        }
        DatabasePlace::Server(server) => {
            let lock = server.try_alone().await.map_err(|error| match error {
                PresenceError::Unreachable { at, source } => {
                    anyhow::Error::new(DatabaseError { setting, problem: OpenError::Unreachable { at, source } })
                }
                error @ (PresenceError::Served(_)
                | PresenceError::Closed
                | PresenceError::Silent
                | PresenceError::Refused(_)) => anyhow::Error::new(error).context(setting),
            })?;
            Ok(Alone::Server { _lock: lock })
        }
    }
}

/// A database that is to be moved, in its present form and with nobody at it.
pub struct ToBeMoved {
    /// Where it is.
    pub place: DatabasePlace,
    /// The key file that is said to be its own.
    pub keys: MasterKey,
    _alone: Alone,
}

/// Opens what the settings name, for a move.
///
/// # Errors
/// When there is nothing, a gateway serves from it, or it is not in order.
pub async fn open_to_move(storage: &StorageArgs) -> anyhow::Result<ToBeMoved> {
    let place = storage.database_place()?;
    let alone = match &place {
        DatabasePlace::File(path) => {
            anyhow::ensure!(path.exists(), MoveError::Nothing(path.display().to_string()));
            check_locks(storage)?;
            let alone = hold_alone(&place).await?;
            look_over(&place, storage)?;
            migrate(path)?;
            alone
        }
        // Whoever upgrades is alone, too.
        DatabasePlace::Server(server) => {
            make_schema(server).await?;
            hold_alone(&place).await?
        }
    };
    let keys = MasterKey::load(&storage.key_file(), false, &SystemEntropy)?;
    Ok(ToBeMoved { place, keys, _alone: alone })
}

/// Makes a new place ready, and keeps gateways from serving from it.
///
/// # Errors
/// When it is another program's, one serves from it already, or it cannot be reached.
pub async fn hold_new(place: &DatabasePlace) -> anyhow::Result<Alone> {
    match place {
        DatabasePlace::File(path) => make_data_dir(path.parent().unwrap_or(Path::new(".")))?,
        DatabasePlace::Server(server) => moving::make_ready(server).await.map_err(|error| {
            let MoveError::Open(problem) = error else { return error.into() };
            anyhow::Error::new(DatabaseError { setting: TO, problem })
        })?,
    }
    hold(place, TO).await
}
