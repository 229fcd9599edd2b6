//! The composition root: the real clock, the real randomness, and every part put in its place.

mod alone;
mod assembly;
pub mod clips;
mod database;
mod locks;
mod metrics;
pub mod providers;
mod recordings;
mod serve;
mod served;
mod shared_settings;
mod system;

pub use self::{
    alone::{Alone, ToBeMoved, hold_alone, hold_new, open_to_move},
    assembly::open,
    database::{DatabaseError, check_schema, make_schema},
    locks::{check_locks, hold_for_upgrade},
    recordings::open_recordings,
    serve::serve,
    served::{RunningGateway, Served, practice_line, prepare},
    system::{SystemClock, SystemEntropy},
};
