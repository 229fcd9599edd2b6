//! Use cases: one public function, one transaction. The only room that joins the others.

pub mod access;
pub mod alerts;
pub mod calls;
pub mod costs;
pub mod credentials;
pub mod hooks;
pub mod kernel;
pub mod kiosks;
pub mod locations;
pub mod overview;
pub mod payroll;
pub mod photos;
pub mod pin_hash;
pub mod practice;
mod punching;
pub mod replay;
pub mod roster;
pub mod services;
pub mod timesheets;
pub mod upkeep;
pub mod voice_checks;
pub mod worker_page;

pub use calls::log as call_log;
pub use kernel::{AfterCommit, Store, Unit, audit, throttle_key};
pub use services::Services;

pub use crate::store::{ChangedBoard, Hold, Holds, StoreError};
use punching::{breaks as entry_breaks, checks as entry_checks};
