//! Recordings as samples: read, normalise, measure. Pure; nobody is recognised here.

mod activity;
mod bad_recording;
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
pub mod waveform;

pub use bad_recording::{BadRecording, Packing};
pub use sniff::Found;
pub use speech::Speech;
