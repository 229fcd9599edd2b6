//! What holds for whatever bytes come in: one check for each fuzz target.
//!
//! A check panics when something does not hold, and gives back whether the bytes came through: a form that is
//! believed and understood, a name that is said, a recording, a list, a code or a call that goes all the way. The
//! targets in `fuzz_targets` feed them what cargo-fuzz makes up; `tests/it/attacks/corpora.rs` feeds them what is
//! kept in `corpus`, so that both stay alive without cargo-fuzz.

pub mod csv_import;
pub mod dialog;
pub mod script;
pub mod setup_token;
pub mod twiml;
pub mod wav;
pub mod webhook_form;
