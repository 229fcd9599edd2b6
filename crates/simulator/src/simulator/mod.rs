//! A telephony provider on your desk: executes documents over real, signed HTTP as Twilio would, or another [`Brand`].
//! For the demo, for tests and for training. It knows nothing of the gateway but its address.
//!
//! [`Simulator::place`] makes a call; [`provider_api`] gives out the recordings it leaves.

mod billing;
pub mod brand;
mod conversation;
mod error;
pub mod faults;
pub mod handset;
pub mod line;
mod place;
mod place_call;
pub mod provider_api;
pub mod recordings;
pub mod report;
mod route;
pub mod script;
pub mod signature;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod twiml;
pub mod voice;
mod webhook;

pub use brand::{
    Brand,
    texts::{PhoneText, TextWebhook},
};
pub use error::SimulatorError;
pub use faults::Faults;
pub use place::Simulator;
pub use place_call::{DeliveryLimits, HostedDocument, PlaceCall};
pub use recordings::{FetchTrouble, RecordingShelf, SimulatedRecordings};
pub use report::{CallEnd, CallReport, Complaint, HeardPiece, Observed, WebhookRecord};
pub use script::{CallerScript, Keying, KeysError};
pub use texts::{SimulatedText, SimulatedTexts, TextTrouble};
pub use voice::Voice;
pub use webhook::Observer;
