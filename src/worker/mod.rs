//! Background work: lease, work, complete; again later or given up, by type.

pub mod clock;
pub mod housekeeping;
mod outage;
pub mod renewal;
pub mod runner;
pub mod tasks;

pub use tasks::Worker;
