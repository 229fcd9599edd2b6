//! PostgreSQL beneath the store: the only files that know it.

pub mod migrate;
