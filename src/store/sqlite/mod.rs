//! SQLite beneath the store: the only files that know it.

mod base;
pub mod connection;
mod durable;
mod error;
pub mod executor;
mod health;
pub mod migrate;
pub(in crate::store) mod moving;
mod readers;
pub mod snapshot;
pub mod soundness;
pub mod transaction;
mod values;
mod wal;
mod writer;

pub use executor::SqliteDb;
pub use health::LossReason;
