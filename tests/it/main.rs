//! Tests from outside: over real HTTP, against real files.

mod calls;
mod exactly_once;
mod support;
