//! The conversation, as data: what came in, what is to be done, what the caller hears.
//! No IO, no clock, no ids made here, nothing async.

pub mod action;
pub mod choice;
pub mod claim;
pub mod crew;
pub mod effect;
pub mod event;
pub mod machine;
pub mod menu;
mod needs;
pub mod questions;
pub mod script;
pub mod session;
pub mod utterance;

pub use needs::{PinWork, needs};

#[cfg(test)]
mod machine_tests;
