//! PostgreSQL beneath the store: the only files that know it.

mod engine;
mod error;
mod lane;
mod lock;
pub mod migrate;
#[cfg(any(debug_assertions, test))]
pub mod plans;
mod presence;
mod server;
mod session;
mod statement;
mod transaction;
mod upgrade;
mod values;

pub use engine::{Connections, PgDb};
pub use presence::{Alone, ChangedBoard, Presence, PresenceError};
pub use server::{Server, ServerError};
pub use upgrade::OpenError;
