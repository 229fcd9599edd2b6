//! What is wrong with what was typed about a time entry, in words.

use crate::domain::{
    entry_change::{NOTE_MAX, NoteError},
    wall_clock::WallClockError,
};

/// Why a time is no moment.
pub(super) fn time(error: WallClockError) -> String {
    match error {
        WallClockError::NotATime => "that is not a date and time; write it like 2026-11-02 06:59:12".to_owned(),
        WallClockError::Skipped { from, to } => {
            format!("the clocks were set forward from {from} to {to} that day, so this time did not exist")
        }
        WallClockError::Twice => {
            "the clocks were set back that day, so this time came twice; choose which one is meant".to_owned()
        }
    }
}

/// Why a note is not taken.
pub(super) fn note(error: NoteError) -> String {
    match error {
        NoteError::Missing => "Say what the other reason is.".to_owned(),
        NoteError::TooLong => format!("A note has at most {NOTE_MAX} characters."),
        NoteError::Control => "A note has no control characters.".to_owned(),
    }
}
