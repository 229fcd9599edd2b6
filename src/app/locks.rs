//! The lock on the data folder: who may serve from it, and who may upgrade its database.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use anyhow::Context;

use crate::{
    config::{DatabasePlace, StorageArgs},
    disk,
    store::migrate::{find_schema, known_schema},
};

const LOCK: &str = "serve.lock";

/// Refuses a folder whose files cannot be locked, where nobody would know who else writes to the database.
///
/// # Errors
/// When there are no locks.
pub fn check_locks(storage: &StorageArgs) -> anyhow::Result<()> {
    let path = storage.data_dir.join(LOCK);
    // What cannot be opened is spoken of where it is needed.
    let Ok(file) = File::options().write(true).create(true).truncate(false).open(&path) else { return Ok(()) };
    unlocked(&storage.data_dir, disk::try_locks(&file))
}

fn unlocked(data_dir: &Path, tried: std::io::Result<()>) -> anyhow::Result<()> {
    tried.map_err(|error| {
        let shown = data_dir.display();
        match disk::has_no_locks(&error) {
            true => anyhow::anyhow!("PHONECLOCK_DATA_DIR, {shown}: {}", disk::NO_LOCKS),
            false => anyhow::Error::new(error).context(format!("files in {shown} cannot be locked")),
        }
    })
}

/// Keeps gateways from starting while a command upgrades the database, and refuses to upgrade it under one that runs:
/// that one is of an older program, and would meet tables that it does not know.
///
/// # Errors
/// When a gateway runs on a database that is to be upgraded.
pub fn hold_for_upgrade(place: &DatabasePlace, storage: &StorageArgs) -> anyhow::Result<Option<File>> {
    let DatabasePlace::File(database) = place else { return Ok(None) };
    // What cannot be read is spoken of elsewhere.
    let found = if database.exists() { find_schema(database).unwrap_or(0) } else { 0 };
    if found == 0 || found >= known_schema() {
        return Ok(None);
    }
    let held = try_lock(&storage.data_dir)?.with_context(|| {
        format!(
            "a gateway of an older phoneclock serves from {}; stop it and start it again with this program, which \
             upgrades the database",
            storage.data_dir.display()
        )
    })?;
    Ok(Some(held))
}

/// Two gateways on one folder would take each other's background work. `None` when another holds it.
pub(super) fn try_lock(data_dir: &Path) -> anyhow::Result<Option<File>> {
    let path = data_dir.join(LOCK);
    let file = File::create(&path).with_context(|| match disk::is_read_only(data_dir) {
        true => format!("PHONECLOCK_DATA_DIR, {}: {}", data_dir.display(), disk::READ_ONLY),
        false => format!("{} cannot be written{}", path.display(), disk::belongs_to(&path)),
    })?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => unlocked(data_dir, Err(error))?,
    }
    unlocked(data_dir, disk::try_locks(&file))?;
    Ok(Some(file))
}
