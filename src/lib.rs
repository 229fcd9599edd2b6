//! phoneclock: a telephone time clock.

pub mod audio;
pub mod config;
pub mod dialog;
pub mod domain;
pub mod provider;
pub mod service;
pub mod simulator;
pub mod store;
