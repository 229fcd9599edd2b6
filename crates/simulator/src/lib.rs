//! A telephony provider on your desk, and a handset for it.
//!
//! [`simulator`] places calls as a provider does, over signed HTTP; [`phone`] lets somebody in a browser take part in
//! one. Of the gateway they know nothing but what it answers.

#![deny(missing_docs)]

pub mod phone;
pub mod simulator;
