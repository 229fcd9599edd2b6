//! PostgreSQL beneath the store: the only files that know it.

pub mod migrate;
#[cfg(debug_assertions)]
pub mod plans;
