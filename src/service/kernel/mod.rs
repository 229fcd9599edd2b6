//! What every use case stands on: the unit of work, and what it is given.

pub mod clock_watcher;
pub mod recordings;
pub mod task;
pub mod unit;

pub use unit::{AfterCommit, Store, Unit};
