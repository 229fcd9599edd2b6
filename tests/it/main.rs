//! Tests from outside: over real HTTP, against real files.

mod access;
mod audit;
mod board;
mod calls;
mod commands;
mod settings;
mod support;
