//! phoneclock: a telephone time clock.
//!
//! ARCHITECTURE.md says what each room is for and which rooms it may know; `tests/it/rooms.rs` holds that.

#![deny(missing_docs)]

pub use phoneclock_core::{audio, dialog, domain, words};
pub use phoneclock_simulator::{phone, simulator};

pub mod app;
pub mod backup;
pub mod config;
pub mod console;
pub mod demo;
pub mod disk;
pub mod lifecycle;
pub mod mail;
pub mod moving;
pub mod practice;
pub mod provider;
pub mod service;
pub mod store;
pub mod web;
pub mod wording;
pub mod worker;
