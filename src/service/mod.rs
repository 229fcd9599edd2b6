//! Use cases: one public function, one transaction. The only room that joins the others.

pub mod access;
pub mod audit;
pub mod backup;
pub mod calls;
pub mod credentials;
pub mod csv_cells;
pub mod csv_export;
pub mod csv_import;
pub mod form_token;
pub mod gateway;
pub mod kernel;
pub mod payroll;
pub mod people;
pub mod pin_hash;
pub mod practice;
mod punching;
pub mod replay;
pub mod reports;
pub mod roster;
pub mod throttle_key;
pub mod timesheets;
pub mod upkeep;
pub mod voice_checks;
pub mod workspaces;

pub use calls::log as call_log;
pub use gateway::Gateway;
pub use kernel::{AfterCommit, Store, Unit};

pub use crate::store::{Hold, Holds, StoreError};
use punching::checks as entry_checks;
