//! Punches that a kiosk has kept while its network was gone, as they come to the gateway.

mod arrival;
mod clocks;
mod doubts;
mod office;
mod secrets;
mod trouble;
