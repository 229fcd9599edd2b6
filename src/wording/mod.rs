//! What pages and commands say alike, in English. Use cases give back values; what a page or a command alone says of them
//! is said there.

pub mod calls;
pub mod entered;
pub mod refusals;
