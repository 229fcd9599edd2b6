//! Use cases: one public function, one transaction. The only room that joins the others.

pub mod accounts;
pub mod audit;
pub mod backup;
pub mod call_log;
pub mod calls;
pub mod clocking;
pub mod csv_cells;
pub mod csv_export;
pub mod csv_import;
pub mod employees;
mod entry_checks;
pub mod form_token;
pub mod gateway;
pub mod kernel;
pub mod keys;
pub mod mailing;
mod new_pins;
pub mod payroll;
pub mod people;
pub mod phone_clocking;
pub mod pin_hash;
pub mod pins;
pub mod practice;
pub mod recordings;
pub mod replay;
pub mod reports;
pub mod retention;
pub mod reviews;
pub mod roster;
pub mod setup_links;
pub mod sign_in;
pub mod throttle_key;
pub mod timesheets;
pub mod upkeep;
pub mod users;
pub mod voice_checks;
pub mod work;
pub mod workspaces;

pub use gateway::Gateway;
pub use kernel::{AfterCommit, Store, Unit};

pub use crate::store::{Hold, Holds, StoreError};
