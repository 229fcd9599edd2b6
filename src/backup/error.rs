//! Why there is no backup, or nothing was restored: one sentence each, with what to do.

use std::{io, path::PathBuf};

use crate::{
    service::kernel::recordings::RecordingsError,
    store::{StoreError, migrate::MigrateError, soundness::SoundnessError},
};

/// Why no backup was made, or nothing was restored.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum BackupError {
    #[error("there is no phoneclock database at {0}; set PHONECLOCK_DATA_DIR to the folder it is in")]
    NoDatabase(PathBuf),
    #[error("{0} exists already; name another file for the backup")]
    Exists(PathBuf),
    #[error("the backup cannot be written to {path}: {source}; make its folder, make room in it, and make it writable")]
    Target { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Unsound(#[from] SoundnessError),
    #[error("the database {path} cannot be copied; if it is damaged, restore a backup with `phoneclock restore`")]
    Database { path: PathBuf, source: StoreError },
    #[error("the recording {recording} cannot be read; make it readable, then back up again")]
    Recording { recording: String, source: RecordingsError },

    #[error("the backup {path} cannot be read: {source}; name a file that `phoneclock backup` has written")]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{path} is not a phoneclock backup: {why}; name a file that `phoneclock backup` has written")]
    NotABackup { path: PathBuf, why: &'static str },
    #[error("the backup {path} is damaged: {member} is not as it was written; use another backup")]
    Damaged { path: PathBuf, member: String },
    #[error("the backup {path} holds \"{member}\", which no backup of phoneclock does; do not use it")]
    Strange { path: PathBuf, member: String },
    #[error("the database in the backup {path} holds {what}, which no phoneclock makes; do not use it")]
    Meddled { path: PathBuf, what: String },
    #[error("the backup {path} was made by a newer phoneclock; restore it with the newer program")]
    Newer { path: PathBuf },
    #[error(
        "the backup {path} is of an older phoneclock and could not be upgraded; restore it with the program that made it"
    )]
    Upgrade { path: PathBuf, source: MigrateError },
    #[error(
        "the backup {path} belongs to another key file than the current database; to move to it, set \
         PHONECLOCK_DATA_DIR to a new folder with the key file that was kept for it, and restore there"
    )]
    OtherKey { path: PathBuf },
    #[error(
        "the backup {path} belongs to another key file than the current database; to restore it, set \
         PHONECLOCK_DATABASE_URL to an empty database and PHONECLOCK_KEY_FILE to the key file that was kept for it"
    )]
    OtherKeyOfServer { path: PathBuf },
    #[error("the database of PHONECLOCK_DATABASE_URL holds nothing of a gateway yet; set it to the one that does")]
    NoGateway,
    #[error("no database file can be made for the backup")]
    Scratch(#[source] MigrateError),
    #[error("the table {0} was not the same when it was read back; nothing was changed, so try again")]
    Differs(String),
    #[error("the database {at} could not be read or written; nothing was changed, so try again")]
    Server { at: String, source: StoreError },
    #[error("the recording {0} is there already with other content; move it away, then restore again")]
    Occupied(String),
    #[error(
        "the place of the recordings is marked as another gateway's than that of the backup {path}; set \
         PHONECLOCK_RECORDINGS to one of its own, then restore again"
    )]
    OthersPlace { path: PathBuf },
    #[error("the recordings cannot be restored; nothing else was replaced, so restore again when they can be written")]
    Recordings(#[source] RecordingsError),
    #[error("{path} cannot be written: {source}; make room and make its folder writable, then restore again")]
    Place { path: PathBuf, source: io::Error },
    #[error("the current database is of a newer phoneclock; restore with the newer program")]
    CurrentNewer,
    #[error("another program holds the current database for too long; nothing was replaced, so restore again later")]
    Busy,
    #[error(
        "the current database cannot be replaced; if it is damaged, stop the gateway, move it away together with its \
         -wal and -shm files, then restore again"
    )]
    Current(#[source] StoreError),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            StoreError::Away(_)
            | StoreError::Taken(_)
            | StoreError::Refused(_)
            | StoreError::Lost(_)
            | StoreError::UnknownCommit(_)
            | StoreError::Damaged(_)
            | StoreError::Disk(_)
            | StoreError::Unreadable(_)
            | StoreError::RowCount { .. }
            | StoreError::Closed
            | StoreError::Panicked => Self::Current(error),
        }
    }
}

/// Why a database could not be copied: what was read is `damaged`, or what was written is `unwritable`.
pub(super) fn of_copying(
    error: StoreError,
    damaged: impl FnOnce(StoreError) -> BackupError,
    unwritable: impl FnOnce(io::Error) -> BackupError,
) -> BackupError {
    if matches!(error, StoreError::Damaged(_)) { damaged(error) } else { unwritable(cause(error)) }
}

/// What went wrong with a file that the store was to write, without the words around it.
fn cause(error: StoreError) -> io::Error {
    match error {
        StoreError::Disk(source) => source.downcast().map_or_else(io::Error::other, |error| *error),
        StoreError::Away(_)
        | StoreError::Taken(_)
        | StoreError::Refused(_)
        | StoreError::Lost(_)
        | StoreError::UnknownCommit(_)
        | StoreError::Damaged(_)
        | StoreError::Unreadable(_)
        | StoreError::RowCount { .. }
        | StoreError::Busy
        | StoreError::Closed
        | StoreError::Panicked => {
            let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            io::Error::other(cause)
        }
    }
}
