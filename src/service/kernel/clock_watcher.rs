//! The clock of the gateway, watched: a jump is told, and holds back whatever ends by itself.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

pub use crate::domain::clock_watch::{ClockDoubt, length_in_words};
use crate::domain::{
    clock::{Clock, ClockReading},
    clock_watch::{ClockChange, ClockWatch, EarlierRun},
    entropy::Entropy,
    ids::Ids,
};

/// A clock, and what was seen of it.
pub struct ClockWatcher {
    clock: Arc<dyn Clock>,
    watched: Mutex<ClockState>,
}

/// What was seen of a clock, and what of it is still to be written down.
#[derive(Debug, Clone, Copy)]
pub struct ClockState {
    /// Whether the clock is believed, and why not.
    pub watch: ClockWatch,
    /// The newest stored moment that somebody has said is right.
    pub believed_newest: Option<Timestamp>,
    /// How often somebody has said that the clock is right.
    pub said_right: u32,
    /// Whether something is different since it was written down.
    pub changed: bool,
    /// What the clock would have said without its jumps, where a doubt has ended since it was written down.
    pub believed: Option<Timestamp>,
    /// The uptime at which it was written down.
    pub kept_at: Option<SignedDuration>,
}

impl ClockState {
    const fn new(watch: ClockWatch) -> Self {
        Self { watch, believed_newest: None, said_right: 0, changed: false, believed: None, kept_at: None }
    }

    /// A clock that goes on from what an earlier run of the program has seen.
    #[must_use]
    pub const fn taken_up(watch: ClockWatch) -> Self {
        Self { changed: true, ..Self::new(watch) }
    }

    /// What speaks against the clock, if anything does.
    #[must_use]
    pub const fn doubt(&self) -> Option<ClockDoubt> {
        self.watch.doubt()
    }

    /// What the next run of the program has to know.
    #[must_use]
    pub fn keep(&self, reading: ClockReading, boot: String) -> EarlierRun {
        self.watch.keep(reading, boot)
    }

    /// Takes another look at the clock.
    pub fn look(&mut self, reading: ClockReading) {
        let undisturbed = self.undisturbed(reading);
        match self.watch.look(reading) {
            Some(ClockChange::Doubted(doubt)) => {
                log_doubt(doubt);
                self.changed = true;
            }
            Some(ClockChange::Believed) => {
                tracing::info!("the clock has run steadily for an hour and is trusted again");
                (self.changed, self.believed) = (true, undisturbed);
            }
            None => {}
        }
    }

    fn undisturbed(&self, reading: ClockReading) -> Option<Timestamp> {
        self.watch.doubt().map(|doubt| doubt.undisturbed.wall_at(reading.uptime))
    }

    /// Believes the clock as it is, because somebody says that it is right.
    pub fn believe(&mut self, reading: ClockReading) {
        tracing::info!("somebody says that the clock is right");
        (self.changed, self.believed) = (true, self.undisturbed(reading));
        self.watch.believe(reading);
    }
}

fn log_doubt(doubt: ClockDoubt) {
    tracing::error!(
        clock.by_secs = doubt.by.as_secs(),
        clock.says = %doubt.noticed_at,
        "{}; until it has run steadily for an hour no recordings are deleted, nothing is given up and no links expire: \
         set the machine's clock right, or say with `phoneclock clock right` that it is",
        doubt.in_words()
    );
    metrics::counter!("phoneclock_clock_jumps_total").increment(1);
}

impl ClockWatcher {
    /// A watcher that has seen nothing yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let watched = ClockState::new(ClockWatch::new(ClockReading::read(clock.as_ref())));
        Self { clock, watched: Mutex::new(watched) }
    }

    /// The clock itself.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// What the clock says.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where new ids come from.
    #[must_use]
    pub fn ids<'a>(&'a self, entropy: &'a dyn Entropy) -> Ids<'a> {
        Ids::new(self.clock.as_ref(), entropy)
    }

    /// What the clock and the uptime say at this moment.
    #[must_use]
    pub fn reading(&self) -> ClockReading {
        ClockReading::read(self.clock.as_ref())
    }

    /// What was seen of the clock so far, to look at or to change.
    pub fn with<T>(&self, act: impl FnOnce(&mut ClockState) -> T) -> T {
        act(&mut self.watched.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a look; then what was seen.
    fn look<T>(&self, act: impl FnOnce(&ClockState, ClockReading) -> T) -> T {
        let reading = self.reading();
        self.with(|watched| {
            watched.look(reading);
            act(watched, reading)
        })
    }

    /// What speaks against the clock, if anything does.
    #[must_use]
    pub fn doubt(&self) -> Option<ClockDoubt> {
        self.look(|watched, _| watched.doubt())
    }

    /// Whether whatever ends by itself has to wait.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.doubt().is_some()
    }

    /// The time by which whatever ends by itself is judged, so that a clock that jumps ahead ends nothing too early.
    #[must_use]
    pub fn time_for_ends(&self) -> Timestamp {
        self.look(|watched, reading| watched.watch.time_for_ends(reading))
    }

    /// When a link that is made now and lives for so long ends.
    #[must_use]
    pub fn ends_after(&self, lives: SignedDuration) -> Timestamp {
        let from = self.look(|watched, reading| watched.watch.time_for_lives(reading));
        from.saturating_add(lives).unwrap_or(Timestamp::MAX)
    }

    /// How long the clock has still to go on steadily until it is believed by itself.
    #[must_use]
    pub fn believed_in(&self, doubt: &ClockDoubt) -> SignedDuration {
        doubt.remaining(self.clock.uptime())
    }

    /// Says in the log what speaks against the clock; for a program that has taken it up and goes on running.
    pub fn log_doubt(&self) {
        if let Some(doubt) = self.doubt() {
            log_doubt(doubt);
        }
    }
}
