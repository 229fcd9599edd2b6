//! SQL and nothing else. Functions over [`Tx`], one file for each thing that is kept or listed; the database in [`sqlite`]
//! runs them.

pub mod approvals;
pub mod audit;
pub mod board;
pub mod calls;
mod checked;
pub mod clock_repair;
pub mod clock_watch;
mod columns;
pub mod credential_hashes;
pub mod cursor;
pub mod deadline;
pub mod employees;
pub mod entries;
pub mod entry_exceptions;
pub mod entry_list;
pub mod entry_record;
pub mod entry_revisions;
pub mod entry_spans;
mod error;
pub mod exception_queue;
pub mod exceptions;
pub mod exports;
pub mod gateway;
pub mod hold;
pub mod import_drafts;
pub mod jobs;
pub mod known_browsers;
pub mod mails;
pub mod new_pins;
pub mod password_tries;
pub mod payroll_policies;
pub mod people;
pub mod phone_clock_ids;
pub mod phone_clocking;
pub mod pin_checks;
pub mod practice;
pub mod reports;
pub mod retention;
pub mod reviews;
pub mod setup_links;
pub mod sign_ins;
pub mod sqlite;
pub mod tasks;
pub mod timesheets;
pub mod tx;
pub mod users;
mod value;
pub mod voice_checks;
pub mod workspaces;

pub use hold::{Hold, Holds};
pub use sqlite::{Db, LossReason, migrate, snapshot, soundness};
pub use tx::{StoreError, Tx};

#[cfg(test)]
mod tests;
