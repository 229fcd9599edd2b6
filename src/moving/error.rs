//! Why a move was refused or broke off: one sentence each, with what to do.

use std::{io, path::PathBuf};

use crate::{
    service::kernel::{keys::KeyError, recordings::RecordingsError},
    store::{StoreError, migrate::MigrateError, postgres::OpenError},
};

/// Why nothing was moved, or not all of it. What the source holds is untouched.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MoveError {
    #[error(
        "there is no database at {0} to be moved; set PHONECLOCK_DATA_DIR or PHONECLOCK_DATABASE_URL to where it is"
    )]
    Nothing(String),
    #[error("{0} is where the database is already; name another place in --to")]
    SamePlace(String),
    #[error("{0} holds a gateway's database already; name a database or a folder in --to that holds none")]
    Taken(String),
    #[error(
        "{at} holds \"{table}\", a table of another program; create a database for phoneclock alone with `createdb`"
    )]
    Foreign { at: String, table: String },
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("the folder {path} cannot be used; see that it can be written, then move again")]
    Folder { path: PathBuf, source: io::Error },
    #[error("the table {table} could not be carried over; the target is nobody's, so move again when it is mended")]
    Table { table: String, source: StoreError },
    #[error("the move broke off; the target is nobody's, so move again")]
    Store(#[from] StoreError),
    #[error(
        "the table {table} is not the same on both sides: {read} rows were read, and {found} found; the target is nobody's, \
         so move again"
    )]
    Differs { table: String, read: u64, found: u64 },
    #[error("the new place of the recordings is marked as another gateway's; set --recordings-to to one of its own")]
    OthersPlace,
    #[error("the new place of the recordings cannot be used; see to it, then move again")]
    Recordings(#[source] RecordingsError),
    #[error("the recording {0} is in its new place already with other content; move it away, then move again")]
    Occupied(String),
    #[error("the recording {0} is not in its new place as it was written; see to its disk, then move again")]
    RecordingDiffers(String),
    #[error("the recording {recording} could not be moved; see that both places can be used, then move again")]
    Recording { recording: String, source: RecordingsError },
    #[error("the move broke off by a fault of the program; the target is nobody's")]
    Panicked,
}
