//! One live call: what the page has been told, and what it has said.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use tokio::sync::{Notify, watch};

use super::{event::PhoneEvent, timer::Timer, voices::Sample};
use phoneclock_core::audio::{WavError, wav};

use crate::simulator::line::RecordingEnd;

/// The largest recording that is taken, in bytes: 25 seconds.
pub const MAX_RECORDING: usize = 400_000;
/// Keys that wait to be looked at. Nobody types further ahead than a whole call.
const MAX_KEYS: usize = 100;
/// What a call may tell. Five minutes of furious keying stay far below.
const MAX_EVENTS: usize = 5_000;

/// Why something that the page said was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneInputError {
    /// Nothing can be said any more.
    #[error("the call is over")]
    Over,
    /// There was something that a telephone has no key for.
    #[error("keys are 0 to 9, * and #")]
    NotKeys,
    /// A recording came at a time when none was asked for.
    #[error("nothing is being recorded")]
    NotRecording,
    /// More than 400,000 bytes.
    #[error("the recording is longer than 400 kB")]
    TooLong,
    /// The recording is no sound that can be read, with the reason.
    #[error("the recording cannot be used: {0}")]
    BadRecording(WavError),
}

/// What ended a recording, as the page saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// The caller pressed `#`.
    Pound,
    /// The caller had fallen silent.
    Silence,
    /// The time for it was used up.
    MaxLength,
    /// The caller hung up.
    HangUp,
}

impl From<StopReason> for RecordingEnd {
    fn from(stop: StopReason) -> Self {
        match stop {
            StopReason::Pound => Self::Key('#'),
            StopReason::Silence => Self::Silence,
            StopReason::MaxLength => Self::MaxLength,
            StopReason::HangUp => Self::HangUp,
        }
    }
}

/// What came of a recording.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SpokenAnswer {
    /// It has been recorded.
    Recorded { wav: Bytes, stopped: RecordingEnd },
    /// It is being said, and takes its time.
    Sample(Sample),
}

/// Between the page and the handset.
pub(super) struct Live {
    pub timer: Arc<dyn Timer>,
    inside: Mutex<Inside>,
    /// Something came from the page. Only the handset waits for it.
    pub said: Notify,
    /// Streams came or went. Only the supervisor waits for it.
    pub attended: Notify,
    /// How many events there are, and whether those are all.
    told: watch::Sender<(usize, bool)>,
}

#[derive(Default)]
struct Inside {
    events: Vec<PhoneEvent>,
    keys: VecDeque<char>,
    /// The number of the event that was heard last.
    heard: usize,
    recording: bool,
    spoken: Option<SpokenAnswer>,
    hung_up: bool,
    streams: usize,
    /// Since when there is no stream.
    unattended_since: Duration,
}

impl Live {
    pub fn new(timer: Arc<dyn Timer>) -> Self {
        let inside = Inside { unattended_since: timer.now(), ..Inside::default() };
        Self {
            timer,
            inside: Mutex::new(inside),
            said: Notify::new(),
            attended: Notify::new(),
            told: watch::Sender::new((0, false)),
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an event and gives its number, counted from 1.
    pub fn push(&self, event: PhoneEvent) -> usize {
        let mut inside = self.inside();
        if inside.events.len() >= MAX_EVENTS {
            inside.hung_up = true;
            self.said.notify_one();
            return 0;
        }
        inside.events.push(event);
        let number = inside.events.len();
        self.told.send_modify(|told| told.0 = number);
        number
    }

    /// The end, whether or not there was room for its event.
    pub fn close(&self, last: PhoneEvent) {
        let mut inside = self.inside();
        inside.events.push(last);
        let number = inside.events.len();
        self.told.send_modify(|told| *told = (number, true));
    }

    pub fn is_over(&self) -> bool {
        self.told.borrow().1
    }

    pub fn hang_up(&self) {
        self.inside().hung_up = true;
        self.said.notify_one();
    }

    pub fn has_hung_up(&self) -> bool {
        self.inside().hung_up
    }

    pub fn take_key(&self) -> Option<char> {
        self.inside().keys.pop_front()
    }

    pub fn take_keys(&self) -> String {
        std::mem::take(&mut self.inside().keys).into_iter().collect()
    }

    pub fn has_heard(&self, number: usize) -> bool {
        self.inside().heard >= number
    }

    /// From now on the page may hand in a recording, and keys are none.
    pub fn begin_recording(&self) {
        let mut inside = self.inside();
        (inside.recording, inside.spoken) = (true, None);
        inside.keys.clear();
    }

    pub fn take_spoken(&self) -> Option<SpokenAnswer> {
        self.inside().spoken.take()
    }

    pub fn end_recording(&self) {
        let mut inside = self.inside();
        (inside.recording, inside.spoken) = (false, None);
        inside.keys.clear();
    }

    /// When nobody has watched for so long, from what is known now; `None` while somebody watches.
    pub fn abandoned_at(&self, after: Duration) -> Option<Duration> {
        let inside = self.inside();
        (inside.streams == 0).then(|| inside.unattended_since.saturating_add(after))
    }
}

/// A call in the hands of the page that placed it.
#[derive(Clone)]
pub struct LiveCall(pub(super) Arc<Live>);

impl LiveCall {
    fn say(&self, change: impl FnOnce(&mut Inside) -> Result<(), PhoneInputError>) -> Result<(), PhoneInputError> {
        if self.0.is_over() {
            return Err(PhoneInputError::Over);
        }
        change(&mut self.0.inside())?;
        self.0.said.notify_one();
        Ok(())
    }

    /// Presses keys. More than anybody types ahead are dropped.
    ///
    /// # Errors
    /// When something is no key, or the call is over.
    pub fn press(&self, keys: &str) -> Result<(), PhoneInputError> {
        if keys.is_empty() || !keys.chars().all(|key| matches!(key, '0'..='9' | '*' | '#')) {
            return Err(PhoneInputError::NotKeys);
        }
        self.say(|inside| {
            let room = MAX_KEYS.saturating_sub(inside.keys.len());
            inside.keys.extend(keys.chars().take(room));
            Ok(())
        })
    }

    /// What the event of this number let be heard was heard to its end.
    ///
    /// # Errors
    /// When the call is over.
    pub fn heard(&self, number: usize) -> Result<(), PhoneInputError> {
        self.say(|inside| {
            inside.heard = inside.heard.max(number.min(inside.events.len()));
            Ok(())
        })
    }

    /// Hands in what was said after the tone.
    ///
    /// # Errors
    /// When nothing is being recorded, or the recording is none.
    pub fn speak(&self, recording: Bytes, stop: StopReason) -> Result<(), PhoneInputError> {
        if recording.len() > MAX_RECORDING {
            return Err(PhoneInputError::TooLong);
        }
        wav::read(&recording).map_err(PhoneInputError::BadRecording)?;
        self.answer_tone(SpokenAnswer::Recorded { wav: recording, stopped: stop.into() })
    }

    /// Lets a built-in voice speak after the tone, and then presses `#`.
    ///
    /// # Errors
    /// When nothing is being recorded.
    pub fn speak_as(&self, sample: Sample) -> Result<(), PhoneInputError> {
        self.answer_tone(SpokenAnswer::Sample(sample))
    }

    fn answer_tone(&self, spoken: SpokenAnswer) -> Result<(), PhoneInputError> {
        self.say(|inside| {
            if !inside.recording || inside.spoken.is_some() {
                return Err(PhoneInputError::NotRecording);
            }
            inside.spoken = Some(spoken);
            Ok(())
        })
    }

    /// Does nothing to a call that is over.
    pub fn hang_up(&self) {
        self.0.hang_up();
    }

    /// Whether any page watches it now.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.0.inside().streams > 0
    }

    /// The events behind this number, and those that follow. A call that nobody watches ends soon.
    #[must_use]
    pub fn watch(&self, after: usize) -> CallWatch {
        self.0.inside().streams += 1;
        self.0.attended.notify_one();
        CallWatch { call: Arc::clone(&self.0), told: self.0.told.subscribe(), after }
    }
}

/// A page that watches its call.
pub struct CallWatch {
    call: Arc<Live>,
    told: watch::Receiver<(usize, bool)>,
    after: usize,
}

impl CallWatch {
    /// The next event with its number; `None` behind the last one. May be dropped and asked for again.
    pub async fn next(&mut self) -> Option<(usize, PhoneEvent)> {
        let after = self.after;
        let (count, _) = *self.told.wait_for(|(count, over)| *count > after || *over).await.ok()?;
        if count <= after {
            return None;
        }
        let event = self.call.inside().events.get(after).cloned()?;
        self.after = after.saturating_add(1);
        Some((self.after, event))
    }
}

impl Drop for CallWatch {
    fn drop(&mut self) {
        let now = self.call.timer.now();
        let mut inside = self.call.inside();
        inside.streams = inside.streams.saturating_sub(1);
        inside.unattended_since = now;
        drop(inside);
        self.call.attended.notify_one();
    }
}
