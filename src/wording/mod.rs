//! What pages and commands say alike. Use cases give back values; what a page or a command alone says of them is said
//! there. Pages speak the language of whoever reads, commands speak English.

pub mod admin;
pub mod calls;
pub mod entered;
pub mod recordings;
pub mod refusals;
mod vocabulary;
