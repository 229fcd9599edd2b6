//! What an attacker would try, and what docs/SECURITY.md says of it.

mod addresses;
mod canary;
mod claims;
mod corpora;
mod slow_heads;
mod telephone_first;
mod timing;
