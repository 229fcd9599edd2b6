//! What every use case stands on: the unit of work, and what it is given.

pub mod alerts;
pub mod audit;
pub mod clock_watcher;
pub mod csv_table;
pub mod keys;
pub mod kiosk_key;
pub mod lacking;
pub mod line_health;
pub mod notices;
pub mod outbox;
pub mod qr;
pub mod reach;
pub mod recordings;
pub mod retention;
pub mod task;
pub mod texts;
pub mod throttle_key;
pub mod token;
pub mod unit;
pub mod visitor;

pub use token::Token;
pub use unit::{AfterCommit, Store, Unit};
pub use visitor::Visitor;
