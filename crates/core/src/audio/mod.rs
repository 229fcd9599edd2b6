//! Recordings as samples: read, normalize, measure. Pure; nobody is recognized here.

mod activity;
mod level;
mod limits;
pub mod measure;
mod resample;
mod riff;
mod sniff;
mod speech;
#[cfg(test)]
mod synth;
pub mod wav;
mod wav_error;
pub mod waveform;

pub use sniff::FileFormat;
pub use speech::Speech;
pub use wav_error::{Packing, WavError};
