//! Devices of kiosks: what is believed of them, how they are approved, and how they are put out.

mod connecting;
mod copies;
mod envelope;
mod office;

pub use connecting::new_browser;
