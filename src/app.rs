//! The composition root: the real clock, the real randomness, and every part put in its place.

mod assembly;
pub mod clips;
mod locks;
mod metrics;
mod providers;
mod recordings;
mod serve;
mod served;
mod shared_settings;
mod system;

pub use self::{
    assembly::open,
    locks::{check_locks, hold_for_upgrade},
    recordings::open_recordings,
    serve::serve,
    served::{RunningGateway, Served, practice_line, prepare},
    system::{SystemClock, SystemEntropy},
};
