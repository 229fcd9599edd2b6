//! Background work: lease, work, complete; again later or given up, by type.

pub mod clock;
pub mod costs;
pub mod hooks;
pub mod housekeeping;
pub mod missed_calls;
pub mod outage;
pub mod presence;
pub mod renewal;
pub mod runner;
pub mod tasks;

pub use tasks::Worker;
