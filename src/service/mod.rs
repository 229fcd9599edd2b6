//! Use cases: one public function, one transaction. The only room that joins the others.

pub mod accounts;
pub mod approvals;
pub mod audit;
pub mod backup;
pub mod board;
pub mod call_log;
pub mod calls;
pub mod clocking;
pub mod csv_cells;
pub mod csv_export;
pub mod csv_import;
pub mod employees;
pub mod entries;
pub mod exports;
pub mod gateway;
pub mod job_list;
pub mod keys;
pub mod mailing;
mod new_pins;
pub mod payroll_settings;
pub mod people;
pub mod phone_clocking;
pub mod pin_hash;
pub mod pins;
pub mod recordings;
pub mod setup_links;
pub mod sign_in;
pub mod timesheets;
pub mod users;
pub mod voice_checks;
pub mod work;
pub mod workspaces;

pub use gateway::Gateway;
