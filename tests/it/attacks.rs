//! What an attacker would try, and what docs/SECURITY.md says of it.

mod addresses;
mod canary;
mod claims;
mod corpora;
mod open_files;
mod slow_heads;
mod stopping;
mod telephone_first;
pub mod timing;
mod unfinished_forms;
