//! `backup` and `restore`: the database and the recordings in one file.

use std::path::PathBuf;

use clap::Args;
use phoneclock::{app::SystemClock, config::StorageArgs, domain::clock::Clock, service::backup};

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
}

pub fn back_up(args: &BackupArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    let summary = backup::backup(&storage.database(), &storage.recordings, &args.file, SystemClock.now())?;
    Ok(output::say(summary)?)
}

pub fn restore(args: &RestoreArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    let summary = backup::restore(&args.file, &storage.database(), &storage.recordings, SystemClock.now())?;
    Ok(output::say(summary)?)
}
