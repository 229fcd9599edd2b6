//! Tests from outside: over real HTTP, against real files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod access;
mod alerts;
mod api;
mod approvals;
mod attacks;
mod audit;
mod backup_under_load;
mod bad_input;
mod board;
mod brands;
mod breaks;
mod browser;
mod calls;
mod commands;
mod confirmations;
mod costs;
mod database_away;
mod demo;
mod employees;
mod exactly_once;
mod exceptions;
mod exports;
mod growth;
mod home;
mod hooks;
mod jobs;
mod kept_punches;
mod kiosk_credentials;
mod kiosk_devices;
mod kiosk_punch;
mod kiosk_screen;
mod kiosks;
mod languages;
mod leaving;
mod locations;
mod log_lines;
mod mail;
mod missed_calls;
mod moving;
mod numbers;
mod outside;
mod pages;
mod phone;
mod phone_clocking;
mod phone_menu;
mod photos;
mod pin_sign_in;
mod practice;
mod races;
mod recordings_s3;
mod replicas;
mod reports;
mod reviews;
mod rings;
mod rooms;
mod sdk;
mod search;
mod second_factor;
mod settings;
mod setup_links;
mod sign_in;
mod support;
mod text_replies;
mod texts;
mod time_entries;
mod timesheets;
mod users;
mod voice_checks;
mod week_grid;
mod words;
mod worker_languages;
mod worker_page;
mod wrong_clock;
