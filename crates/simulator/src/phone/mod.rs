//! Live calls from a browser over the simulated provider: the page is the caller's handset. What is to be heard goes out
//! as numbered events that can be read again from any of them on; what the caller does comes in.
//!
//! [`Phones`] holds the calls that go on. It knows neither HTTP nor the gateway: the simulator calls that one, signed as
//! ever, over real HTTP.

mod book;
mod call;
mod event;
mod handset;
mod phones;
#[cfg(test)]
mod tests;
mod timer;
mod voices;
mod watcher;

pub use book::{CallerNumber, Person, PhoneBook};
pub use call::{CallWatch, LiveCall, PhoneInputError, StopReason};
pub use event::PhoneEvent;
pub use phones::{CallTarget, Limits, Phones, PlaceCallError, SeparateLine, Switchboard};
pub use timer::{ManualTimer, RealTimer, Timer};
pub use voices::Sample;
