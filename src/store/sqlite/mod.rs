//! SQLite beneath the store, and the only files that know it.

mod error;
