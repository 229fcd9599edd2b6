//! The handset whose caller sits before a page. Time-outs run here: the page's are for show.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};

use super::{
    call::{Live, SpokenAnswer},
    event::PhoneEvent,
};
use crate::simulator::{
    handset::{Handset, Pressed, Reaction, Recorded},
    line::RecordingEnd,
    twiml::{Piece, Record},
    voice,
};

/// How long a page may take to hand in a recording after the longest that it can be.
const RECORDING_GRACE: Duration = Duration::from_secs(20);

pub(super) struct WebHandset(pub Arc<Live>);

/// What ended a wait.
enum Woken<T> {
    Done(T),
    HungUp,
    TooLate,
}

impl WebHandset {
    /// Looks again whenever the page has said something, until there is what is looked for.
    async fn wait<T>(&self, until: Duration, mut look: impl FnMut(&Live) -> Option<T>) -> Woken<T> {
        let mut too_late = self.0.timer.until(until);
        loop {
            if self.0.has_hung_up() {
                return Woken::HungUp;
            }
            if let Some(found) = look(&self.0) {
                return Woken::Done(found);
            }
            tokio::select! {
                biased;
                () = self.0.said.notified() => {}
                () = &mut too_late => return Woken::TooLate,
            }
        }
    }

    fn since(&self, begun: Duration) -> f64 {
        self.0.timer.now().saturating_sub(begun).as_secs_f64()
    }

    async fn hear_piece(&self, piece: &Piece, in_question: bool) -> Reaction {
        let begun = self.0.timer.now();
        if self.0.has_hung_up() {
            return Reaction { hung_up: true, ..Reaction::default() };
        }
        // Typed ahead: the prompt does not even begin.
        if in_question && let Some(key) = self.0.take_key() {
            return Reaction { keys: key.into(), ..Reaction::default() };
        }
        let number = self.0.push(PhoneEvent::hear(piece, in_question));
        let woken = self
            .wait(begun.saturating_add(longest(piece)), |call| match (in_question, call.has_heard(number)) {
                (true, heard) => call.take_key().map(Some).or_else(|| heard.then_some(None)),
                (false, heard) => heard.then_some(None),
            })
            .await;
        let mut reaction = Reaction { secs: self.since(begun), ..Reaction::default() };
        match woken {
            Woken::Done(None) => {}
            Woken::Done(Some(key)) => {
                reaction.keys.push(key);
                self.0.push(PhoneEvent::Cut);
            }
            Woken::HungUp => {
                reaction.hung_up = true;
                self.0.push(PhoneEvent::Cut);
            }
            Woken::TooLate => {
                self.0.push(PhoneEvent::Cut);
            }
        }
        if !in_question {
            reaction.keys = self.0.take_keys();
        }
        reaction
    }

    async fn record_voice(&self, record: &Record) -> Recorded {
        let begun = self.0.timer.now();
        self.0.begin_recording();
        self.0.push(PhoneEvent::Record {
            max_secs: record.max_secs,
            silence_secs: record.silence_secs,
            stop_keys: record.finish_on_keys.clone(),
            beep: record.beep,
        });
        let until = begun.saturating_add(Duration::from_secs(record.max_secs.into())).saturating_add(RECORDING_GRACE);
        let recorded = match self.wait(until, Live::take_spoken).await {
            Woken::Done(SpokenAnswer::Recorded { wav, stopped }) => recorded(&wav, record, stopped),
            Woken::Done(SpokenAnswer::Sample(sample)) => self.say(&sample.wav(), record).await,
            // Nothing came over the line that anybody could keep.
            Woken::HungUp => Recorded { wav: None, secs: self.since(begun), stopped: RecordingEnd::HangUp },
            Woken::TooLate => {
                let wav = Some(voice::quiet_line(record.max_secs));
                Recorded { wav, secs: f64::from(record.max_secs), stopped: RecordingEnd::MaxLength }
            }
        };
        self.0.end_recording();
        self.0.push(PhoneEvent::Recorded { secs: recorded.secs });
        recorded
    }

    /// A built-in voice takes the time that it takes.
    async fn say(&self, wav: &Bytes, record: &Record) -> Recorded {
        let whole = recorded(wav, record, RecordingEnd::Key('#'));
        let until = self.0.timer.now().saturating_add(Duration::from_secs_f64(whole.secs));
        match self.wait(until, |_| None::<()>).await {
            Woken::Done(()) | Woken::TooLate => whole,
            Woken::HungUp => Recorded { stopped: RecordingEnd::HangUp, ..whole },
        }
    }
}

/// What the provider keeps of a recording.
fn recorded(wav: &Bytes, record: &Record, stopped: RecordingEnd) -> Recorded {
    let max = f64::from(record.max_secs);
    let whole = voice::secs_of(wav);
    let stopped = if whole > max { RecordingEnd::MaxLength } else { stopped };
    Recorded { wav: Some(voice::cut(wav, record.max_secs)), secs: whole.min(max), stopped }
}

/// The longest that hearing it may plausibly take; pauses take what they take.
fn longest(piece: &Piece) -> Duration {
    let estimated = Duration::from_secs_f64(piece.estimated_secs());
    match piece {
        Piece::Pause { .. } => estimated,
        Piece::Say { .. } | Piece::Play { .. } => estimated.saturating_mul(3).saturating_add(Duration::from_secs(10)),
    }
}

impl Handset for WebHandset {
    fn hear<'a>(&'a mut self, piece: &'a Piece, question: Option<u32>) -> BoxFuture<'a, Reaction> {
        self.hear_piece(piece, question.is_some()).boxed()
    }

    fn await_key(&mut self, within_secs: u32, _question: u32) -> BoxFuture<'_, Pressed> {
        async move {
            let begun = self.0.timer.now();
            if let Some(key) = self.0.take_key() {
                return Pressed::Key { key, after_secs: 0.0 };
            }
            self.0.push(PhoneEvent::AwaitKey { within_secs });
            let until = begun.saturating_add(Duration::from_secs(within_secs.into()));
            match self.wait(until, Live::take_key).await {
                Woken::Done(key) => Pressed::Key { key, after_secs: self.since(begun) },
                Woken::HungUp => Pressed::HungUp { after_secs: self.since(begun) },
                Woken::TooLate => {
                    self.0.push(PhoneEvent::Silence);
                    Pressed::Silence
                }
            }
        }
        .boxed()
    }

    fn record<'a>(&'a mut self, record: &'a Record) -> BoxFuture<'a, Recorded> {
        self.record_voice(record).boxed()
    }

    fn meanwhile(&mut self) -> Reaction {
        Reaction { keys: self.0.take_keys(), secs: 0.0, hung_up: self.0.has_hung_up() }
    }
}
