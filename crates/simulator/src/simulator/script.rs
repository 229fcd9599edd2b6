//! A caller who knows beforehand what to do, and takes no time to do it.

use std::{collections::VecDeque, fmt, str::FromStr, sync::Arc};

use futures::future::{BoxFuture, FutureExt, ready};

use super::{
    handset::{Handset, Pressed, Reaction, Recorded},
    line::RecordingEnd,
    twiml::{Piece, Record},
    voice::{self, Voice},
};

/// How long a practiced finger takes to the next key, in seconds.
const KEY_SECS: f64 = 0.3;
/// For how long keys are taken that nobody is asked for, in seconds.
const DRAIN_SECS: u32 = 1;
/// The most that a silent recording without an end by silence is written out to, in seconds.
const MAX_SILENCE: u32 = 30;

/// The keys for each question in turn, written as `4821#,1234#,77#`. An empty group lets its question time out, and so
/// do all questions behind the last group.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Keying(VecDeque<String>);

/// The text has something in it that a telephone has no key for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("keys are 0 to 9, * and #, one group for each question, with commas between the groups: 4821#,1234#")]
pub struct KeysError;

impl FromStr for Keying {
    type Err = KeysError;

    fn from_str(text: &str) -> Result<Self, KeysError> {
        let groups: VecDeque<_> = text.split(',').map(|group| group.trim().to_owned()).collect();
        let fits = |group: &String| group.chars().all(|key| matches!(key, '0'..='9' | '*' | '#'));
        if groups.iter().all(fits) { Ok(Self(groups)) } else { Err(KeysError) }
    }
}

/// Keys may be a PIN.
impl fmt::Debug for Keying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keying({} groups)", self.0.len())
    }
}

/// What the caller does, from the ring to the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallerScript {
    /// What is keyed at each question.
    pub keys: Keying,
    /// Hang up in the first question or recording of this answer of the gateway, counted from 1 for the answer to the
    /// ring; when it asks nothing, at its end.
    pub hang_up_after: Option<usize>,
    /// All keys at once, before the first word is heard.
    pub type_ahead: bool,
    /// Press the first key of an answer as soon as its prompt begins, instead of hearing it out.
    pub barge_in: bool,
    /// What is said when the gateway records.
    pub voice: Voice,
}

impl CallerScript {
    /// # Errors
    /// When the text holds something that is no key.
    pub fn keys(text: &str) -> Result<Self, KeysError> {
        Ok(Self { keys: text.parse()?, ..Self::default() })
    }
}

/// Lets seconds pass.
pub type Wait = Arc<dyn Fn(u32) -> BoxFuture<'static, ()> + Send + Sync>;

/// The handset of a scripted caller. Time is counted, not spent, but where the gateway looks at the clock.
pub struct ScriptedHandset {
    script: CallerScript,
    wait: Wait,
    /// The answers of the gateway begun so far.
    answers: usize,
    question: Option<u32>,
    /// What is left of the current group.
    pending: VecDeque<char>,
}

impl ScriptedHandset {
    /// A handset that does what `script` says, and lets time pass through `wait`.
    #[must_use]
    pub fn new(script: CallerScript, wait: Wait) -> Self {
        Self { script, wait, answers: 0, question: None, pending: VecDeque::new() }
    }

    fn hangs_up(&self) -> bool {
        self.script.hang_up_after.is_some_and(|after| self.answers >= after)
    }

    fn begin(&mut self, question: u32) {
        if self.question != Some(question) {
            self.question = Some(question);
            // What is left over of a group is already under the finger.
            if self.pending.is_empty() {
                self.pending = self.script.keys.0.pop_front().unwrap_or_default().chars().collect();
            }
        }
    }
}

impl Handset for ScriptedHandset {
    fn hear<'a>(&'a mut self, piece: &'a Piece, question: Option<u32>) -> BoxFuture<'a, Reaction> {
        let mut reaction = Reaction { secs: piece.estimated_secs(), ..Reaction::default() };
        if let Some(question) = question {
            self.begin(question);
            if self.script.barge_in
                && !self.hangs_up()
                && let Some(key) = self.pending.pop_front()
            {
                reaction = Reaction { keys: key.to_string(), secs: KEY_SECS, hung_up: false };
            }
        }
        ready(reaction).boxed()
    }

    fn await_key(&mut self, within_secs: u32, question: u32) -> BoxFuture<'_, Pressed> {
        // Nobody begins to answer where nothing is asked and keys are taken for a second only.
        if within_secs > DRAIN_SECS {
            self.begin(question);
        }
        let pressed = if self.hangs_up() {
            Pressed::HungUp { after_secs: KEY_SECS }
        } else {
            self.pending.pop_front().map_or(Pressed::Silence, |key| Pressed::Key { key, after_secs: KEY_SECS })
        };
        ready(pressed).boxed()
    }

    fn outlast(&mut self, secs: u32) -> BoxFuture<'_, ()> {
        (self.wait)(secs)
    }

    fn record<'a>(&'a mut self, record: &'a Record) -> BoxFuture<'a, Recorded> {
        let silent_secs = match record.silence_secs {
            0 => record.max_secs,
            secs => secs.min(record.max_secs),
        };
        let (wav, secs, mut stopped) = match &self.script.voice {
            Voice::Says(wav) => {
                let stopped = match record.finish_on_keys.chars().find(|key| *key == '#') {
                    Some(key) => RecordingEnd::Key(key),
                    None => RecordingEnd::Silence,
                };
                let whole = voice::secs_of(wav);
                if whole > f64::from(record.max_secs) {
                    (Some(voice::cut(wav, record.max_secs)), f64::from(record.max_secs), RecordingEnd::MaxLength)
                } else {
                    (Some(wav.clone()), whole, stopped)
                }
            }
            Voice::Silent => {
                (Some(voice::quiet_line(silent_secs.min(MAX_SILENCE))), f64::from(silent_secs), RecordingEnd::Silence)
            }
            Voice::Absent => (None, f64::from(silent_secs), RecordingEnd::Silence),
        };
        if self.hangs_up() {
            stopped = RecordingEnd::HangUp;
        }
        ready(Recorded { wav, secs, stopped }).boxed()
    }

    fn meanwhile(&mut self) -> Reaction {
        // Keys behind those that ended the entry were pressed all the same.
        let keys = std::mem::take(&mut self.pending).into_iter().collect();
        let mut reaction = Reaction { keys, secs: 0.0, hung_up: self.hangs_up() };
        if self.answers == 0 && self.script.type_ahead {
            reaction.keys = std::mem::take(&mut self.script.keys.0).into_iter().collect();
        }
        self.answers = self.answers.saturating_add(1);
        reaction
    }
}
