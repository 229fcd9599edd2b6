//! The program: one command, its outcome as the exit code.

mod cli;
mod telemetry;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Nothing this program writes is for other users of the machine: voices, hours, keys.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    cli::main()
}
