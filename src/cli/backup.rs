//! `backup` and `restore`: the database and the recordings in one file.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use clap::Args;
use phoneclock::{
    app::{self, SystemClock},
    backup::{self, BackupError, Pulled, Restored},
    config::{DatabasePlace, RecordingsPlace, StorageArgs},
    domain::{clock::Clock, time_text::utc},
    service::kernel::recordings::Recordings,
    store::postgres::Server,
};
use serde::Serialize;
use tokio::runtime::Handle;

use super::output;

#[derive(Debug, Args)]
#[command(
    after_help = "The gateway may run meanwhile, with PostgreSQL as with a database file. The key file is not in the backup, so that the backup alone gives no PIN \
away: keep a copy of the key file somewhere else.

Example:
  phoneclock backup /backup/phoneclock-monday.tar"
)]
pub struct BackupArgs {
    /// File to write, or a folder for a file named after the time
    file: PathBuf,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "The file is checked first, and what it replaces is kept beside it, with PostgreSQL in the data folder. The gateway may run \
meanwhile; with PostgreSQL every gateway has to be stopped. The key file that belongs to the database has to be in its \
place. It does not matter on which of the two the backup was made.

Example:
  phoneclock restore /backup/phoneclock-monday.tar && phoneclock doctor"
)]
pub struct RestoreArgs {
    /// File that `phoneclock backup` wrote
    file: PathBuf,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A backup as programs read it.
#[derive(Serialize)]
struct BackedUp<'a> {
    file: Cow<'a, str>,
    database_bytes: u64,
    recordings: usize,
    missing: &'a [String],
    altered: &'a [String],
}

/// A restore as programs read it.
#[derive(Serialize)]
struct PutBack<'a> {
    made_at: String,
    recordings: usize,
    kept: usize,
    missing: &'a [String],
    safety_copy: Option<Cow<'a, str>>,
}

/// Writes a backup, and says what is in it.
pub async fn back_up(args: &BackupArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    app::check_locks(storage)?;
    let recordings = match storage.recordings_place()? {
        // Where there is none, none is made.
        RecordingsPlace::Folder(folder) => Recordings::found_in(&folder)?,
        place @ RecordingsPlace::Bucket(_) => app::open_recordings(&place)?,
    };
    let pulled = pull(&storage.database_place()?, &args.file).await?;
    let database = pulled.as_ref().map_or_else(|| storage.database(), Pulled::path);
    let mut summary = backup::backup(&database, &recordings, &args.file, SystemClock.now()).await?;
    if let Some(pulled) = pulled {
        summary = blocking(move || pulled.forget_deleted(&mut summary).map(|()| summary)).await?;
    }
    let backed_up = BackedUp {
        file: summary.file.to_string_lossy(),
        database_bytes: summary.database_bytes,
        recordings: summary.recordings,
        missing: &summary.missing,
        altered: &summary.altered,
    };
    output::print(args.json, &backed_up, &summary)
}

/// A database of a server as a file, which is backed up in its place.
async fn pull(place: &DatabasePlace, backup: &Path) -> anyhow::Result<Option<Pulled>> {
    let DatabasePlace::Server(server) = place else { return Ok(None) };
    app::check_schema(server).await?;
    let (server, backup) = (server.clone(), backup.to_owned());
    Ok(Some(blocking(move || Pulled::beside(&server, &backup)).await?))
}

/// Gateways would go on with what is no longer there.
async fn restore_onto(
    server: Server,
    args: &RestoreArgs,
    storage: &StorageArgs,
    recordings: Recordings,
) -> anyhow::Result<Restored> {
    app::make_schema(&server).await?;
    let _alone = app::hold_alone(&DatabasePlace::Server(server.clone())).await?;
    let (file, folder, runtime) = (args.file.clone(), storage.data_dir.clone(), Handle::current());
    let put_back =
        move |current: &Path| runtime.block_on(backup::restore(&file, current, &recordings, SystemClock.now()));
    blocking(move || backup::restore_onto(&server, &folder, put_back)).await
}

/// A server is asked on a thread that may wait.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> anyhow::Result<T> {
    Ok(tokio::task::spawn_blocking(work).await??)
}

/// Puts a backup back, and says what was put where.
pub async fn restore(args: &RestoreArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    app::check_locks(storage)?;
    let recordings = app::open_recordings(&storage.recordings_place()?)?;
    let summary = match storage.database_place()? {
        place @ DatabasePlace::File(_) => {
            // This program's tables are put in the place of the gateway's.
            let _upgrading = app::hold_for_upgrade(&place, storage)?;
            backup::restore(&args.file, &storage.database(), &recordings, SystemClock.now()).await?
        }
        DatabasePlace::Server(server) => restore_onto(server, args, storage, recordings).await?,
    };
    let put_back = PutBack {
        made_at: utc(summary.made_at),
        recordings: summary.recordings,
        kept: summary.kept,
        missing: &summary.missing,
        safety_copy: summary.safety_copy.as_deref().map(Path::to_string_lossy),
    };
    output::print(args.json, &put_back, &summary)
}
