//! PostgreSQL beneath the store: the only files that know it.

mod engine;
mod error;
mod lane;
mod lock;
pub mod migrate;
pub mod moving;
#[cfg(test)]
pub mod plans;
mod presence;
mod refusal;
mod server;
mod session;
mod statement;
mod survey;
mod transaction;
mod upgrade;
mod values;

pub use engine::{Connections, PgDb};
pub use migrate::known_schema;
pub use presence::{Alone, ChangedBoard, Presence, PresenceError};
pub use refusal::Refusal;
pub use server::{Server, ServerError};
pub use survey::Survey;
pub use upgrade::OpenError;
