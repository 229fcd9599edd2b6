//! A workspace at a glance: what is around every page, and what the start page shows to each role.

pub mod first_steps;
pub mod frame;
pub mod missing;
pub mod road;
pub mod search;
pub mod today;
