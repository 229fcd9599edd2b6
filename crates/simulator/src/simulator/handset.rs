//! The caller's end of the line: what a caller does when something is to be heard, keyed or said.
//! A scripted caller takes no time and counts it; an interactive one waits for a person.

use bytes::Bytes;
use futures::{
    FutureExt,
    future::{BoxFuture, ready},
};

use super::{
    line::RecordingEnd,
    twiml::{Piece, Record},
};

/// What a caller did while something was to be heard.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reaction {
    /// In a question at most until the first key, which ends the prompt.
    pub keys: String,
    /// How long it took, in seconds.
    pub secs: f64,
    /// Whether the caller hung up meanwhile.
    pub hung_up: bool,
}

/// What came of waiting for a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pressed {
    /// A key was pressed.
    Key {
        /// Which one.
        key: char,
        /// How long it took, in seconds.
        after_secs: f64,
    },
    /// No key was pressed in the time there was.
    Silence,
    /// The caller hung up instead.
    HungUp {
        /// How long it took, in seconds.
        after_secs: f64,
    },
}

/// What the recorder got.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// 8 kHz, 16 bit, mono; `None` when the provider keeps nothing of it.
    pub wav: Option<Bytes>,
    /// The length, in seconds.
    pub secs: f64,
    /// What ended it.
    pub stopped: RecordingEnd,
}

/// A caller's handset.
pub trait Handset: Send {
    /// Hears one piece. `question` is the number of the question it belongs to, counted over the call: there the first
    /// key ends it. Elsewhere it is heard to the end, and what is pressed is kept for the next question.
    fn hear<'a>(&'a mut self, piece: &'a Piece, question: Option<u32>) -> BoxFuture<'a, Reaction>;
    /// Presses one key, or lets the seconds pass.
    fn await_key(&mut self, within_secs: u32, question: u32) -> BoxFuture<'_, Pressed>;
    /// Lets the seconds of a silence pass that the gateway will be told of as an empty answer; it can tell by the clock
    /// whether they have. Whoever waited for the key has let them pass already.
    fn outlast(&mut self, secs: u32) -> BoxFuture<'_, ()> {
        let _ = secs;
        ready(()).boxed()
    }
    /// Speaks after the tone.
    fn record<'a>(&'a mut self, record: &'a Record) -> BoxFuture<'a, Recorded>;
    /// What happened unasked, looked at without waiting just before the gateway is asked, the first time before it
    /// rings: keys typed ahead, or that the caller has gone. After a recording was hung up on it is not asked.
    fn meanwhile(&mut self) -> Reaction;
}
