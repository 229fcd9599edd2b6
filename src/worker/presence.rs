//! How a gateway is there beside others on the same database: it says so every few seconds, is told of boards that change
//! elsewhere, and tells of those that change here.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use crate::{
    domain::{clock_watch::length_in_words, ids::WorkspaceId},
    service::{
        ChangedBoard, Services, StoreError,
        upkeep::replicas::{
            self, BEAT_INTERVAL, CLOCK_WARNING, ClockDifference, Difference, Presence, Replica, ReplicaRow,
        },
    },
};

/// Between two notes to the others: a board is told four times a second at most.
const TELL_INTERVAL: Duration = Duration::from_millis(250);

/// A gateway among others.
pub struct Attendance {
    services: Arc<Services>,
    presence: Presence,
    replica: Replica,
    own_changes: broadcast::Receiver<WorkspaceId>,
    untold: Untold,
    /// What the last line of the log about the others has said.
    said: Vec<Difference>,
    clock: Option<ClockDifference>,
    is_off: bool,
}

/// Boards that the others are still to be told of.
#[derive(Default)]
struct Untold {
    boards: BTreeSet<WorkspaceId>,
    /// So many have changed that it is not known which.
    any: bool,
    told_at: Option<Instant>,
}

impl Untold {
    fn note(&mut self, changed: Result<WorkspaceId, RecvError>) {
        match changed {
            Ok(workspace) => drop(self.boards.insert(workspace)),
            Err(RecvError::Lagged(_) | RecvError::Closed) => self.any = true,
        }
    }

    fn is_empty(&self) -> bool {
        self.boards.is_empty() && !self.any
    }

    /// When the others may be told again.
    fn due_at(&self) -> Instant {
        self.told_at.map_or_else(Instant::now, |at| at + TELL_INTERVAL)
    }

    fn boards(&self) -> Vec<ChangedBoard> {
        match self.any {
            true => vec![ChangedBoard::Any],
            false => self.boards.iter().copied().map(ChangedBoard::Of).collect(),
        }
    }
}

impl Attendance {
    /// A gateway that is seen by the others, and listens from now on to what changes here.
    #[must_use]
    pub fn new(services: &Arc<Services>, presence: Presence, replica: Replica) -> Self {
        let own_changes = services.store.own_board_changes();
        let (services, untold, said) = (Arc::clone(services), Untold::default(), Vec::new());
        Self { services, presence, replica, own_changes, untold, said, clock: None, is_off: false }
    }

    /// Runs until `stop`, and says goodbye.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut beat_at = Instant::now();
        loop {
            if !self.presence.is_there() {
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = self.presence.reconnect() => {}
                }
                // What the others have told meanwhile is lost.
                self.services.store.hear_of_board(ChangedBoard::Any);
            }
            tokio::select! {
                () = stop.cancelled() => break,
                heard = self.presence.heard() => {
                    if let Some(board) = heard {
                        self.services.store.hear_of_board(board);
                    }
                }
                changed = self.own_changes.recv() => self.untold.note(changed),
                () = tokio::time::sleep_until(self.untold.due_at()), if !self.untold.is_empty() => self.tell().await,
                () = tokio::time::sleep_until(beat_at) => {
                    beat_at = Instant::now() + BEAT_INTERVAL;
                    self.beat().await;
                }
            }
        }
        if let Err(error) = replicas::leave(&self.services.store, self.replica.id).await {
            let error = &error as &dyn std::error::Error;
            tracing::info!(error, "that this gateway stops could not be written down; the others see it soon");
        }
    }

    /// What could not be told now is told once the connection stands again.
    async fn tell(&mut self) {
        self.untold.told_at = Some(Instant::now());
        match self.presence.tell(&self.untold.boards()).await {
            Ok(()) => self.untold = Untold { told_at: self.untold.told_at, ..Untold::default() },
            Err(error) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "the others could not be told of a board");
            }
        }
    }

    /// Says that this gateway is there, compares clocks, and warns of what differs.
    pub async fn beat(&mut self) {
        // Where it cannot be compared now it is as it was.
        self.clock = self.compare_clocks().await.or(self.clock);
        if let Some(clock) = self.clock {
            self.warn_of_clock(clock);
        }
        match replicas::beat(&self.services.store, &self.replica, self.clock).await {
            Ok(all) => self.warn_of_differences(&all),
            Err(error) => log_unwritten(&error),
        }
    }

    async fn compare_clocks(&mut self) -> Option<ClockDifference> {
        let asked_at = self.services.store.now();
        let (database, took) = self.presence.database_clock().await.ok()?;
        Some(ClockDifference::measured(asked_at, database, took))
    }

    fn warn_of_clock(&mut self, clock: ClockDifference) {
        metrics::gauge!("phoneclock_clock_ahead_seconds").set(clock.ahead.as_secs_f64());
        let was_off = std::mem::replace(&mut self.is_off, clock.is_beyond(CLOCK_WARNING));
        if self.is_off && !was_off {
            let (by, side) =
                (length_in_words(clock.ahead), if clock.ahead.is_negative() { "behind" } else { "ahead of" });
            tracing::warn!(
                clock.ahead_millis = i64::try_from(clock.ahead.as_millis()).unwrap_or(i64::MAX),
                "the clock of this machine is {by} {side} that of the database; keep the clocks of all machines right by NTP"
            );
        }
        if was_off && !self.is_off {
            tracing::info!("the clock of this machine agrees with that of the database again");
        }
    }

    /// Once for each change.
    fn warn_of_differences(&mut self, all: &[ReplicaRow]) {
        let Some(own) = all.iter().find(|row| row.id == self.replica.id) else { return };
        let found = replicas::differences(own, all);
        if found == self.said {
            return;
        }
        for difference in &found {
            tracing::warn!(gateway = own.name, "gateways on this database are not alike: {difference}");
        }
        if found.is_empty() {
            tracing::info!("the gateways on this database are alike");
        }
        self.said = found;
    }
}

fn log_unwritten(error: &StoreError) {
    let error = error as &dyn std::error::Error;
    tracing::warn!(error, "that this gateway is there could not be written down");
}
