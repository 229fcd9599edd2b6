//! Watching the clock: a jump is told, holds back whatever ends by itself, and is over after an hour of steady going or
//! when somebody says that the clock is right.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::{
    audit::{Actor, Change},
    clock_repair,
    gateway::Gateway,
};
pub use crate::domain::clock_watch::{Doubt, length_in_words};
use crate::{
    domain::{
        clock::{Clock, Reading},
        clock_watch::{self as watch, ClockWatch},
    },
    store::{
        StoreError, Tx,
        clock_watch::{self, KeptClock},
        workspaces,
    },
};

/// What was seen is kept for the next run once a minute, and whenever it is different.
const KEEP_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// The watch of a gateway, and what of it is to be written down.
pub(super) struct Watcher(Mutex<Watched>);

#[derive(Debug, Clone, Copy)]
struct Watched {
    watch: ClockWatch,
    believed_newest: Option<Timestamp>,
    said_right: u32,
    /// Whether something is different since it was written down.
    changed: bool,
    /// Where the doubt is over since then, what the clock would say then without its jumps.
    believed: Option<Timestamp>,
    kept_at: Option<SignedDuration>,
}

impl Watcher {
    pub(super) fn begin(clock: &dyn Clock) -> Self {
        Self(Mutex::new(Watched {
            watch: ClockWatch::begin(Reading::of(clock)),
            believed_newest: None,
            said_right: 0,
            changed: false,
            believed: None,
            kept_at: None,
        }))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Watched) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Watched {
    fn look(&mut self, reading: Reading) {
        let undisturbed = self.undisturbed(reading);
        match self.watch.look(reading) {
            Some(watch::Change::Doubted(doubt)) => {
                tell(doubt);
                self.changed = true;
            }
            Some(watch::Change::Believed) => {
                tracing::info!("the clock has gone on steadily for an hour and is believed again");
                (self.changed, self.believed) = (true, undisturbed);
            }
            None => {}
        }
    }

    fn undisturbed(&self, reading: Reading) -> Option<Timestamp> {
        self.watch.doubt().map(|doubt| doubt.undisturbed.wall_at(reading.uptime))
    }

    fn believe(&mut self, reading: Reading) {
        tracing::info!("somebody says that the clock is right");
        (self.changed, self.believed) = (true, self.undisturbed(reading));
        self.watch.believe(reading);
    }
}

fn tell(doubt: Doubt) {
    tracing::error!(
        clock.by_secs = doubt.by.as_secs(),
        clock.says = %doubt.noticed_at,
        "{}; until it has gone on steadily for an hour no recording is deleted, nothing is given up and no link ends: \
         set the machine's clock right, or say with `phoneclock clock right` that it is",
        doubt.in_words()
    );
    metrics::counter!("phoneclock_clock_jumps_total").increment(1);
}

impl Gateway {
    /// What speaks against the clock, if anything does.
    #[must_use]
    pub fn clock_doubt(&self) -> Option<Doubt> {
        let reading = Reading::of(self.clock.as_ref());
        self.watcher.with(|watched| {
            watched.look(reading);
            watched.watch.doubt()
        })
    }

    /// Whether whatever ends by itself has to wait.
    #[must_use]
    pub fn is_clock_in_doubt(&self) -> bool {
        self.clock_doubt().is_some()
    }

    /// The time by which whatever ends by itself is judged, so that a clock that jumps ahead ends nothing too early.
    #[must_use]
    pub fn time_for_ends(&self) -> Timestamp {
        let reading = Reading::of(self.clock.as_ref());
        self.watcher.with(|watched| {
            watched.look(reading);
            watched.watch.time_for_ends(reading)
        })
    }

    /// When a link that is made now and lives for so long ends.
    #[must_use]
    pub(super) fn ends_after(&self, lives: SignedDuration) -> Timestamp {
        let reading = Reading::of(self.clock.as_ref());
        let from = self.watcher.with(|watched| {
            watched.look(reading);
            watched.watch.time_for_lives(reading)
        });
        from.saturating_add(lives).unwrap_or(Timestamp::MAX)
    }

    /// How long the clock has still to go on steadily until it is believed by itself.
    #[must_use]
    pub fn clock_believed_in(&self, doubt: &Doubt) -> SignedDuration {
        doubt.remaining(self.clock.uptime())
    }

    /// Says in the log what speaks against the clock; for a program that has taken it up and goes on running.
    pub fn tell_of_clock(&self) {
        if let Some(doubt) = self.clock_doubt() {
            tell(doubt);
        }
    }

    /// Goes on from what an earlier run of the program has seen of the clock.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_up_clock(&self) -> Result<(), StoreError> {
        let (kept, stored) = self
            .db
            .read(|tx| Ok::<_, StoreError>((clock_watch::find_kept(tx)?, clock_watch::find_stored(tx)?)))
            .await?;
        let (reading, boot) = (Reading::of(self.clock.as_ref()), self.clock.boot());
        let believed_newest = kept.as_ref().and_then(|kept| kept.believed_newest);
        let stored = watch::Stored { believed_newest, ..stored };
        let known = kept.as_ref().map(|kept| &kept.kept);
        let before = known.and_then(|kept| kept.doubt).map(|doubt| doubt.undisturbed.wall_at(reading.uptime));
        let taken_up = ClockWatch::take_up(known, &boot, reading, stored);
        self.watcher.with(|watched| {
            *watched = Watched {
                watch: taken_up,
                believed_newest,
                said_right: kept.as_ref().map_or(0, |kept| kept.said_right),
                changed: true,
                believed: before.filter(|_| taken_up.doubt().is_none()),
                kept_at: None,
            };
        });
        Ok(())
    }

    /// Looks at the clock; once a minute and whenever something is different it is written down, and what a wrong
    /// clock has left behind is put right.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tend_clock(self: &Arc<Self>) -> Result<(), StoreError> {
        let reading = Reading::of(self.clock.as_ref());
        let due = self.watcher.with(|watched| {
            watched.look(reading);
            let passed = watched.kept_at.map(|kept_at| reading.uptime.saturating_sub(kept_at));
            // While it is in doubt a command may say at any time that it is right.
            watched.changed || watched.watch.doubt().is_some() || passed.is_none_or(|passed| passed >= KEEP_EVERY)
        });
        if !due {
            return Ok(());
        }
        let gateway = Arc::clone(self);
        self.db.write(move |tx| gateway.tend(tx, reading)).await?;
        let in_doubt = self.watcher.with(|watched| {
            (watched.changed, watched.believed, watched.kept_at) = (false, None, Some(reading.uptime));
            watched.watch.doubt().is_some()
        });
        metrics::gauge!("phoneclock_clock_in_doubt").set(if in_doubt { 1.0 } else { 0.0 });
        self.work_queued.notify_one();
        Ok(())
    }

    fn tend(&self, tx: &mut dyn Tx, reading: Reading) -> Result<(), StoreError> {
        let said_right = clock_watch::find_kept(tx)?.map_or(0, |kept| kept.said_right);
        let by_command = self.watcher.with(|watched| {
            let by_command = said_right > watched.said_right;
            watched.said_right = said_right;
            if by_command && watched.watch.doubt().is_some() {
                watched.believe(reading);
            }
            by_command
        });
        self.put_right(tx, reading, by_command)
    }

    /// Puts right what a wrong clock has left behind, as far as the clock is believed, and writes down what was seen.
    fn put_right(&self, tx: &mut dyn Tx, reading: Reading, said_right: bool) -> Result<(), StoreError> {
        let now = reading.wall;
        let watched = self.watcher.with(|watched| *watched);
        let doubt = watched.watch.doubt();
        clock_repair::cut(tx, now)?;
        let mut believed_newest = watched.believed_newest;
        if let Some(before) = watched.believed.filter(|_| doubt.is_none()) {
            clock_repair::shift_links(tx, before, now)?;
            clock_repair::begin_tries_anew(tx, now)?;
            believed_newest = clock_watch::find_stored(tx)?.newest;
        }
        if doubt.is_none() {
            clock_repair::cut_ends(tx, now)?;
        }
        if said_right || doubt.is_some_and(|doubt| doubt.put_right) {
            let told = clock_repair::tell_of_punches_ahead(&self.ids(), tx, now)?;
            if told > 0 {
                tracing::warn!(entries = told, "entries with a punch that is still to come were told as exceptions");
            }
        }
        self.watcher.with(|watched| watched.believed_newest = believed_newest);
        let kept = watched.watch.keep(reading, self.clock.boot());
        clock_watch::set_kept(tx, &KeptClock { kept, believed_newest, said_right: watched.said_right })
    }

    /// Somebody says that the clock is right as it is; whether it was in doubt.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn say_clock_is_right(self: &Arc<Self>, actor: Actor) -> Result<bool, StoreError> {
        if !self.is_clock_in_doubt() {
            return Ok(false);
        }
        let gateway = Arc::clone(self);
        let said = self.db.write(move |tx| gateway.say_right(tx, std::slice::from_ref(&actor)));
        Ok(self.after_saying(said.await?))
    }

    /// The same at the machine itself, for whatever gateway runs there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn say_clock_is_right_at_the_machine(self: &Arc<Self>) -> Result<bool, StoreError> {
        let gateway = Arc::clone(self);
        let said = self.db.write(move |tx| {
            let workspaces = workspaces::list_workspaces(tx)?;
            let actors: Vec<_> = workspaces.iter().map(|workspace| Actor::at_the_machine(workspace.id)).collect();
            gateway.say_right(tx, &actors)
        });
        Ok(self.after_saying(said.await?))
    }

    fn say_right(&self, tx: &mut dyn Tx, actors: &[Actor]) -> Result<bool, StoreError> {
        let reading = Reading::of(self.clock.as_ref());
        let said_right = clock_watch::find_kept(tx)?.map_or(0, |kept| kept.said_right).saturating_add(1);
        let doubt = self.watcher.with(|watched| {
            watched.look(reading);
            let doubt = watched.watch.doubt();
            if doubt.is_some() {
                watched.believe(reading);
            }
            watched.said_right = said_right;
            doubt
        });
        for actor in actors {
            let change = Change {
                action: "say that the clock is right",
                subject: "the gateway’s clock",
                employee: None,
                before: doubt.map(|doubt| serde_json::json!({ "in doubt": doubt.in_words() })),
                after: Some(serde_json::json!({ "now": reading.wall.to_string() })),
            };
            self.note(tx, actor, change)?;
        }
        self.put_right(tx, reading, true)?;
        Ok(doubt.is_some())
    }

    fn after_saying(&self, was_in_doubt: bool) -> bool {
        self.watcher.with(|watched| (watched.changed, watched.believed) = (false, None));
        metrics::gauge!("phoneclock_clock_in_doubt").set(0.0);
        self.work_queued.notify_one();
        was_in_doubt
    }
}
