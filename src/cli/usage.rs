//! What is said to a command line that cannot be understood.

use std::process::ExitCode;

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::output;

/// The exit code for a command line that cannot be understood.
const USAGE: u8 = 2;
const NO_PIN_HERE: &str = "a PIN is never given as an argument, where others on this machine can read it: leave it out \
                           and type it when asked, or pipe it to standard input";

/// Prints the help that was asked for, or what is wrong.
pub fn explain(error: &Error) -> ExitCode {
    if may_show_a_pin(error) {
        output::complain(NO_PIN_HERE);
        return ExitCode::from(USAGE);
    }
    // Where even that cannot be written there is nobody left to tell.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// Whether what was too much may be a PIN: then it is not repeated on the screen.
fn may_show_a_pin(error: &Error) -> bool {
    let surplus = if error.kind() == ErrorKind::TooManyValues {
        error.get(ContextKind::InvalidValue)
    } else {
        error.get(ContextKind::InvalidArg).filter(|_| error.kind() == ErrorKind::UnknownArgument)
    };
    let Some(ContextValue::String(surplus)) = surplus else { return false };
    let digits = surplus.bytes().filter(u8::is_ascii_digit).count();
    surplus.starts_with("--pin") || digits >= phoneclock::domain::pin::MIN_DIGITS
}
