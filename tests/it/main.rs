//! Tests from outside: over real HTTP, against real files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod access;
mod approvals;
mod attacks;
mod audit;
mod backup_under_load;
mod bad_input;
mod board;
mod browser;
mod calls;
mod commands;
mod demo;
mod employees;
mod exactly_once;
mod exceptions;
mod exports;
mod growth;
mod jobs;
mod leaving;
mod log_lines;
mod mail;
mod outside;
mod pages;
mod phone;
mod phone_clocking;
mod practice;
mod races;
mod reports;
mod reviews;
mod rings;
mod rooms;
mod sdk;
mod settings;
mod setup_links;
mod sign_in;
mod support;
mod time_entries;
mod timesheets;
mod users;
mod voice_checks;
mod words;
mod wrong_clock;
