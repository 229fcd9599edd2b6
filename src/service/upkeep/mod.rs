//! What goes on beside everything else: the clock is watched, and what a wrong one has left behind is put right.

pub mod clock;
mod clock_repair;
