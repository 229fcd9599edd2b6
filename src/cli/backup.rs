//! `backup` and `restore`: the database and the recordings in one file.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use clap::Args;
use phoneclock::{
    app::{self, SystemClock},
    backup,
    config::{RecordingsPlace, StorageArgs},
    domain::{clock::Clock, time_text::utc},
    service::kernel::recordings::Recordings,
};
use serde::Serialize;

use super::output;

#[derive(Debug, Args)]
#[command(
    after_help = "The gateway may run meanwhile. The key file is not in the backup, so that the backup alone gives no PIN \
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
    after_help = "The file is checked first, and what it replaces is kept beside it. The gateway may run meanwhile. The key file \
that belongs to the database has to be in its place.

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
    let summary = backup::backup(&storage.database(), &recordings, &args.file, SystemClock.now()).await?;
    let backed_up = BackedUp {
        file: summary.file.to_string_lossy(),
        database_bytes: summary.database_bytes,
        recordings: summary.recordings,
        missing: &summary.missing,
        altered: &summary.altered,
    };
    output::print(args.json, &backed_up, &summary)
}

/// Puts a backup back, and says what was put where.
pub async fn restore(args: &RestoreArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    app::check_locks(storage)?;
    // This program's tables are put in the place of the gateway's.
    let _upgrading = app::hold_for_upgrade(&storage.database_place()?, storage)?;
    let recordings = app::open_recordings(&storage.recordings_place()?)?;
    let summary = backup::restore(&args.file, &storage.database(), &recordings, SystemClock.now()).await?;
    let put_back = PutBack {
        made_at: utc(summary.made_at),
        recordings: summary.recordings,
        kept: summary.kept,
        missing: &summary.missing,
        safety_copy: summary.safety_copy.as_deref().map(Path::to_string_lossy),
    };
    output::print(args.json, &put_back, &summary)
}
