//! What is done at the same moment comes to the same as one after the other. Each test would fail on a database with
//! several writers if the writes took no holds.

mod access;
mod calls;
mod credentials;
mod kiosks;
mod roster;
mod tasks;
mod texts;
mod time;
mod wrong_pins;
