//! Tests from outside: over real HTTP, against real files.

mod calls;
mod commands;
mod employees;
mod jobs;
mod support;
