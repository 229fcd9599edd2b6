//! Databases of PostgreSQL, which are backed up and restored by way of a file: a backup of one engine is restored on the
//! other.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{BackupError, Restored, Scratch, Summary, archive::DATABASE};
use crate::{
    disk::{self, sync_folder_of},
    store::{
        StoreError, Tx, kept_files, migrate,
        moving::{self, DatabasePlace, Table, owner_of},
        postgres::{self, Server},
    },
};

/// What a database of a server held at one moment, in a file that is gone when this is dropped.
pub struct Pulled {
    place: DatabasePlace,
    at: String,
    scratch: Scratch,
}

impl Pulled {
    /// Writes the file beside a backup that is to be made of it. Gateways go on meanwhile.
    ///
    /// # Errors
    /// When there is nothing of phoneclock, it cannot be read, or the file cannot be written.
    pub fn beside(server: &Server, backup: &Path) -> Result<Self, BackupError> {
        let beside = if backup.is_dir() { backup.join(DATABASE) } else { backup.with_file_name(DATABASE) };
        let unwritable = |source| BackupError::Target { path: beside.clone(), source };
        let scratch = Scratch::beside(&beside).map_err(unwritable)?;
        let pulled = Self { place: DatabasePlace::Server(server.clone()), at: server.shown(), scratch };
        let tables = moving::tables()?;
        pulled.place.read(|tx| pull(tx, &pulled.path(), &tables)).map_err(|error| of_server(&pulled.at, error))?;
        Ok(pulled)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.scratch.folder.join(DATABASE)
    }

    /// What was deleted on purpose since is no loss.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn forget_deleted(&self, summary: &mut Summary) -> Result<(), BackupError> {
        if summary.missing.is_empty() {
            return Ok(());
        }
        let stored = self.place.read(kept_files::list_stored).map_err(|error| of_server(&self.at, error.into()))?;
        summary.missing.retain(|missing| stored.iter().any(|stored| stored.recording == *missing));
        Ok(())
    }
}

/// Puts a backup in the place of what a database of a server holds, in one transaction, with nobody else at it. `put_back`
/// restores onto a file that holds what the database does; its safety copy is kept in `folder`.
///
/// # Errors
/// What `put_back` answers, or that the database could not be read or written; it is then as it was.
pub fn restore_onto(
    server: &Server,
    folder: &Path,
    put_back: impl FnOnce(&Path) -> Result<Restored, BackupError>,
) -> Result<Restored, BackupError> {
    let unwritable = |source| BackupError::Place { path: folder.to_owned(), source };
    disk::make_private(folder).map_err(unwritable)?;
    let scratch = Scratch::beside(&folder.join(DATABASE)).map_err(unwritable)?;
    let (file, tables) = (scratch.folder.join(DATABASE), moving::tables()?);
    let restored = DatabasePlace::Server(server.clone()).fill(&tables, |tx| {
        // What nobody owns is left of a move that broke off.
        if is_owned(tx, &tables)? {
            pull(tx, &file, &tables)?;
        }
        let mut restored = put_back(&file)?;
        if let Some(copy) = &mut restored.safety_copy {
            *copy = keep(copy, folder).map_err(unwritable)?;
        }
        postgres::moving::clear(tx, &tables)?;
        DatabasePlace::File(file.clone()).read(|from| tables.iter().try_for_each(|table| carry(table, from, tx)))?;
        Ok(restored)
    });
    let restored = restored.map_err(|error| of_server(&server.shown(), error))?;
    // It plans by other numbers until it counts by itself.
    if let Err(error) = postgres::moving::analyze(server) {
        tracing::warn!(%error, "the tables could not be counted anew");
    }
    Ok(restored)
}

fn keep(copy: &Path, folder: &Path) -> std::io::Result<PathBuf> {
    let kept = folder.join(copy.file_name().unwrap_or_default());
    fs::rename(copy, &kept)?;
    sync_folder_of(&kept)?;
    Ok(kept)
}

fn is_owned(tx: &mut dyn Tx, tables: &[Table]) -> Result<bool, StoreError> {
    Ok(!owner_of(tables)?.is_empty(tx)?)
}

/// Writes every table to a new file.
fn pull(tx: &mut dyn Tx, file: &Path, tables: &[Table]) -> Result<(), BackupError> {
    if !is_owned(tx, tables)? {
        return Err(BackupError::NoGateway);
    }
    migrate::migrate(file).map_err(BackupError::Scratch)?;
    DatabasePlace::File(file.to_owned()).fill(tables, |to| tables.iter().try_for_each(|table| carry(table, tx, to)))
}

/// Copies a table and reads it back.
fn carry(table: &Table, from: &mut dyn Tx, to: &mut dyn Tx) -> Result<(), BackupError> {
    let copied = table.copy(from, to, &mut |_| ())?;
    match table.digest(to, &mut |_| ())? == copied.digest {
        true => Ok(()),
        false => Err(BackupError::Differs(table.name.clone())),
    }
}

/// The words about a file are no help with a server.
fn of_server(at: &str, error: BackupError) -> BackupError {
    if let BackupError::OtherKey { path } = error {
        return BackupError::OtherKeyOfServer { path };
    }
    let BackupError::Current(source) = error else { return error };
    BackupError::Server { at: at.to_owned(), source }
}
