//! What goes on beside everything else: the clock is watched, what a wrong one has left behind is put right, and what
//! has served its time is forgotten. Gateways on one database see one another, and do once what is done once.

pub mod clock;
mod clock_repair;
pub mod prune;
pub mod replicas;
pub mod turn;
