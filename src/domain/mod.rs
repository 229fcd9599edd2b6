//! The words of a time clock as types and rules. No IO, no clock, no randomness of its own.

pub mod caller;
pub mod clock;
pub mod entropy;
pub mod ids;
pub mod language;
pub mod spoken;
pub mod voice_check;
