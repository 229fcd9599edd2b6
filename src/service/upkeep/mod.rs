//! What goes on beside everything else: the clock is watched, what a wrong one has left behind is put right, and what
//! has served its time is forgotten.

pub mod clock;
mod clock_repair;
pub mod prune;
