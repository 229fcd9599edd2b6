//! `key`: the key file, without which a copy of the database opens nothing.

use std::path::Path;

use clap::{Args, Subcommand};
use phoneclock::{app::SystemEntropy, config::StorageArgs, service::kernel::keys::MasterKey};
use serde::Serialize;

use super::output;

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a new key file, for a database that several gateways share
    #[command(
        after_help = "Every gateway of a database needs a copy of the same file. Keep another copy in a safe place: without it \
no PIN and no link of the database works, and it is in no backup.

Example:
  phoneclock key new --key-file /var/lib/phoneclock/phoneclock.key"
    )]
    New(NewArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A key file as programs read it.
#[derive(Serialize)]
struct NewKey<'a> {
    file: std::borrow::Cow<'a, str>,
}

/// Carries out a command about the key file.
pub fn run(command: &KeyCommand, storage: &StorageArgs) -> anyhow::Result<()> {
    let KeyCommand::New(args) = command;
    let path = storage.key_file();
    MasterKey::make(&path, &SystemEntropy)?;
    output::print(args.json, &NewKey { file: path.to_string_lossy() }, Made(&path))
}

/// The same for people.
struct Made<'a>(&'a Path);

impl std::fmt::Display for Made<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "The new key is in {}. Give every gateway a copy, which only its user may read, and keep one in a safe place.",
            self.0.display()
        )
    }
}
