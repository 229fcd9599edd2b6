//! The program: one command, its outcome as the exit code.

mod cli;
mod telemetry;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
