//! phoneclock: a telephone time clock. The rooms, from the inside out; an arrow says who may know whom.
//!
//! `domain` knows nobody. `dialog`, `audio`, `words`, `mail`, `store` know `domain`; what `mail` and `web` say is in
//! `words`. `provider` knows `domain` and
//! `dialog`. `service` knows all of those. `worker` and `web` know `service`, and never each other.
//! `wording` says what use cases give back, where `web` and the commands say it alike.
//! `backup` copies what `store` keeps.
//! `demo` makes up a workspace out of `service` and `store`, and `web` knows its one-press sign-in.
//! `simulator` stands outside and speaks HTTP; `phone` lets people in a browser call through it, `practice` lets
//! them call throw-away copies of the gateway, and `web` knows both. `app` puts everything together.
//! `disk` says what the machine says of files, `console` prints; they know nobody.
//! `tests/it/rooms.rs` holds these arrows.

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
pub mod practice;
pub mod provider;
pub mod service;
pub mod store;
pub mod web;
pub mod wording;
pub mod worker;
