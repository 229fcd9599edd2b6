//! The simulated provider against canned gateways, over real HTTP.

mod api;
mod delivery;
mod gateway;
mod keys;
mod line;
mod record;
