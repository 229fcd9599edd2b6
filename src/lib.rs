//! phoneclock: a telephone time clock. The rooms, from the inside out, and which other rooms each may use:
//!
//! `domain` uses none. `dialog`, `audio`, `words`, `mail` and `store` use `domain`; what `mail` and `web` say is in
//! `words`. `provider` uses `domain` and `dialog`. `service` uses all of those. `worker` and `web` use `service`, and
//! never each other. `backup` copies what `store` keeps. `demo` makes up a workspace out of `service` and `store`, and
//! `web` uses its one-press sign-in. `simulator` stands outside and speaks HTTP; `phone` lets people in a browser call
//! through it, `practice` lets them call throw-away copies of the gateway, and `web` uses both. `app` puts everything
//! together. `disk` says what the machine says of files, and `console` prints; they use none.
//! `tests/it/rooms.rs` holds these arrows.

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
pub mod practice;
pub mod provider;
pub mod service;
pub mod store;
pub mod web;
pub mod worker;
