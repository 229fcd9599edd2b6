//! A gateway's database and recordings, moved to another place and compared there.
//!
//! The database comes first: every table from one moment of the source, in one transaction on the target, then read back
//! and compared by count and SHA-256. Then the recordings, each compared with the hash in its row. Whose the database is
//! comes last, so that a target that was left halfway is nobody's and is begun anew by the next try; recordings that are
//! there already are not copied again.

mod database;
mod error;
mod recordings;

use std::sync::Arc;

pub use error::MoveError;

use crate::{
    service::kernel::{keys::MasterKey, recordings::Recordings},
    store::{
        moving::{DatabasePlace, TableDigest},
        postgres::Server,
    },
};

/// What is moved where. Nobody may serve from either place meanwhile.
pub struct Move {
    /// Where the database is.
    pub from: DatabasePlace,
    /// Where it is to be: a file that is not there, or an empty database.
    pub to: DatabasePlace,
    /// Key files that the database has to belong to: the one that is set, and one that is in the new place already.
    pub keys: Vec<MasterKey>,
    /// Where the recordings are and are to be; none where they stay.
    pub recordings: Option<(Recordings, Recordings)>,
}

/// How far a move has got.
#[derive(Debug)]
pub enum Progress<'a> {
    /// So many rows of a table are written.
    Carried {
        /// The table.
        table: &'a str,
        /// None at its beginning.
        rows: u64,
    },
    /// So many rows of a table are read back.
    Compared {
        /// The table.
        table: &'a str,
        /// None at its beginning.
        rows: u64,
    },
    /// So many recordings are in their place.
    Recordings {
        /// None at the beginning.
        done: usize,
        /// How many there are.
        of: usize,
    },
}

/// Who hears how far a move has got.
pub type Told = Arc<dyn Fn(&Progress<'_>) + Send + Sync>;

/// A table that is the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedTable {
    /// What it is called.
    pub name: String,
    /// What both sides hold.
    pub digest: TableDigest,
    /// Texts in which U+FFFD stands for U+0000 now, which PostgreSQL takes in no text.
    pub mended: u64,
}

/// What became of the recordings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MovedRecordings {
    /// How many were copied.
    pub copied: usize,
    /// How many were in their new place already.
    pub kept: usize,
    /// Recordings that the database names and that are not in their old place.
    pub missing: Vec<String>,
    /// Recordings that are no longer what was once stored; they are in their new place as they are.
    pub altered: Vec<String>,
}

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where the database was.
    pub from: String,
    /// Where it is.
    pub to: String,
    /// Every table, in the order in which they were carried.
    pub tables: Vec<CarriedTable>,
    /// None where the recordings stay.
    pub recordings: Option<MovedRecordings>,
    /// Whether an earlier move had left something, which was begun anew.
    pub anew: bool,
}

/// Refuses a place as its own target.
///
/// # Errors
/// When both are the same.
pub fn check_places(from: &DatabasePlace, to: &DatabasePlace) -> Result<(), MoveError> {
    let (from, to) = (from.shown(), to.shown());
    if from == to { Err(MoveError::SamePlace(to)) } else { Ok(()) }
}

/// Moves everything, or leaves a target that is nobody's.
///
/// # Errors
/// When something is in the way, is not the same on both sides, or cannot be read or written.
pub async fn run(job: Move, told: Told) -> Result<Moved, MoveError> {
    let Move { from, to, keys, recordings } = job;
    let shown = (from.shown(), to.shown());
    let (source, hears) = (from.clone(), Arc::clone(&told));
    let gateway = blocking(move || database::check_source(&source, &keys)).await?;
    if let Some((_, new)) = &recordings {
        recordings::check_place(new, &gateway).await?;
    }
    let source = from.clone();
    let (target, carried) = blocking(move || {
        let target = database::prepare(to)?;
        let carried = target.carry(&source, &hears)?;
        Ok((target, carried))
    })
    .await?;
    let recordings = match recordings {
        Some((old, new)) => Some(recordings::carry(carried.files, &old, &new, &told).await?),
        None => None,
    };
    blocking(move || target.hand_over(&from, &told)).await?;
    let (from, to) = shown;
    Ok(Moved { from, to, tables: carried.tables, recordings, anew: carried.anew })
}

/// Gives an empty database of a server its tables, before it is moved to.
///
/// # Errors
/// When it is another program's, or cannot be reached.
pub async fn make_ready(server: &Server) -> Result<(), MoveError> {
    database::make_ready(server).await
}

/// Both engines are asked on a thread that may wait.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, MoveError> + Send + 'static,
) -> Result<T, MoveError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| MoveError::Panicked)?
}
