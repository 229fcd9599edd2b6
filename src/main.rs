//! The program: one command, its outcome as the exit code.

mod cli;
mod telemetry;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Nothing this program writes is for other users of the machine: voices, hours, keys.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    allow_many_connections();
    cli::main()
}

/// Each connection is an open file, and many systems let a program have 1024 unless it asks for more.
fn allow_many_connections() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where even this is not allowed, the old limit holds.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}
