//! SQL and nothing else. Functions over [`Tx`], one file an aggregate; the executor runs them.

pub mod approvals;
pub mod audit;
mod base;
pub mod board;
pub mod calls;
pub mod clock_repair;
pub mod clock_watch;
pub mod credential_hashes;
mod durable;
pub mod employees;
pub mod entries;
pub mod entry_exceptions;
pub mod entry_list;
pub mod entry_record;
pub mod entry_revisions;
pub mod entry_spans;
pub mod exception_queue;
pub mod exceptions;
pub mod executor;
pub mod exports;
pub mod gateway;
mod health;
pub mod import_drafts;
pub mod jobs;
pub mod known_browsers;
pub mod mails;
pub mod migrate;
pub mod password_tries;
pub mod patience;
pub mod payroll_policies;
pub mod people;
pub mod phone_clock_ids;
pub mod phone_clocking;
pub mod practice;
pub mod reports;
pub mod retention;
pub mod reviews;
pub mod setup_links;
pub mod sign_ins;
pub mod snapshot;
pub mod soundness;
pub mod tasks;
pub mod timesheets;
pub mod tx;
pub mod users;
pub mod voice_checks;
mod wal;
pub mod workspaces;

pub use executor::Db;
pub use health::Lost;
pub use tx::{StoreError, Tx};

#[cfg(test)]
mod tests;
