//! `generate`: what a package of the program brings besides it, made of the commands themselves.

use std::{fs, path::PathBuf};

use anyhow::Context;
use clap::Subcommand;
use clap_complete::Shell;

use super::output;

#[derive(Debug, Subcommand)]
pub enum GenerateCommand {
    /// Write a man page for each command into a folder, such as phoneclock-employee-add.1
    Man {
        /// Folder, which is made where it is not there
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// Shell that reads them
        shell: Shell,
    },
}

/// Writes what is wanted of the commands of the program.
pub fn run(wanted: &GenerateCommand, mut commands: clap::Command) -> anyhow::Result<()> {
    match wanted {
        GenerateCommand::Man { folder } => {
            let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(commands, folder));
            written.with_context(|| format!("no man pages can be written into {}", folder.display()))
        }
        GenerateCommand::Completions { shell } => {
            let mut completions = Vec::new();
            clap_complete::generate(*shell, &mut commands, "phoneclock", &mut completions);
            Ok(output::write(&completions)?)
        }
    }
}
