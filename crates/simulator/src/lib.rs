//! A telephony provider on your desk, and a handset for it.
//!
//! [`simulator`] places calls as a provider does, over signed HTTP; [`phone`] lets somebody in a browser take part in
//! one. Of the gateway they know nothing but what it answers.

pub mod phone;
pub mod simulator;
