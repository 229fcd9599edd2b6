//! The unit of work: everything that a use case may touch, for one transaction.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, broadcast};
use tracing::Span;

use super::{
    clock_watcher::ClockWatcher,
    keys::LinkKey,
    reach::{InTheWay, Reach},
};
use crate::{
    domain::{
        clock::Clock,
        entropy::Entropy,
        ids::{Ids, WorkspaceId},
    },
    store::{ChangedBoard, Db, Hold, Holds, StoreError, Tx},
};

/// Changes that a slow watcher of a board may miss before it is told that it missed some.
const BOARD_CHANNEL_CAPACITY: usize = 64;

/// Everything that a use case may touch, for one transaction.
pub struct Unit<'a> {
    /// The transaction.
    pub tx: &'a mut dyn Tx,
    /// When the write was asked for.
    pub now: Timestamp,
    /// Draws new ids.
    pub ids: Ids<'a>,
    /// The clock, and what speaks against it.
    pub clock: &'a ClockWatcher,
    /// Makes the tokens of links and the hashes of one-time codes.
    pub keys: &'a LinkKey,
    /// Where randomness comes from.
    pub entropy: &'a dyn Entropy,
    after: Vec<AfterCommit>,
}

/// What happens once a transaction is durable, and never before: nobody can forget it or do it twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterCommit {
    /// Those who watch the board of a workspace are told.
    BoardChanged(WorkspaceId),
    /// The worker looks for tasks at once.
    TasksQueued,
    /// A counter of the metrics goes up by one.
    Counted(&'static str),
}

impl Unit<'_> {
    /// Leaves something to be done once the transaction is durable.
    pub fn after(&mut self, effect: AfterCommit) {
        if !self.after.contains(&effect) || matches!(effect, AfterCommit::Counted(_)) {
            self.after.push(effect);
        }
    }

    /// Takes another hold, in the order of [`Hold`].
    ///
    /// # Errors
    /// When it could not be had in time.
    pub fn hold(&mut self, hold: Hold) -> Result<(), StoreError> {
        self.tx.hold(hold)
    }

    /// The time by which links and sessions are judged, so that a clock that jumps ahead ends nothing too early.
    #[must_use]
    pub fn time_for_ends(&self) -> Timestamp {
        self.clock.time_for_ends()
    }

    /// When a link that is made now and lives for so long ends.
    #[must_use]
    pub fn ends_after(&self, lives: SignedDuration) -> Timestamp {
        self.clock.ends_after(lives)
    }
}

/// The database with a clock, randomness and keys: what reads and units of work begin from. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: Db,
    shared: Arc<Shared>,
}

struct Shared {
    clock: ClockWatcher,
    entropy: Arc<dyn Entropy>,
    keys: LinkKey,
    board_changes: broadcast::Sender<ChangedBoard>,
    /// Those of them that this program has made itself.
    own_board_changes: broadcast::Sender<WorkspaceId>,
    tasks_queued: Arc<Notify>,
    in_the_way: InTheWay,
}

impl Store {
    /// A store over a database that is bound to these keys.
    #[must_use]
    pub fn new(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>, keys: LinkKey) -> Self {
        let clock = ClockWatcher::new(clock);
        let (board_changes, tasks_queued) = (broadcast::Sender::new(BOARD_CHANNEL_CAPACITY), Arc::default());
        let (own_board_changes, in_the_way) = (broadcast::Sender::new(BOARD_CHANNEL_CAPACITY), InTheWay::default());
        let shared = Shared { clock, entropy, keys, board_changes, own_board_changes, tasks_queued, in_the_way };
        Self { db, shared: Arc::new(shared) }
    }

    /// Lets a test say when the database cannot be reached.
    pub fn reached_by(&self, reach: Arc<dyn Reach>) {
        self.shared.in_the_way.put(reach);
    }

    /// Another database beside this one, with the same clock, randomness and keys.
    #[must_use]
    pub fn beside(&self, db: Db) -> Self {
        let Shared { clock, entropy, keys, .. } = self.shared.as_ref();
        Self::new(db, clock.clock(), Arc::clone(entropy), keys.clone())
    }

    /// Whether the database answers and takes writes.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.read(|tx| tx.query("SELECT 1", &[]).map(drop)).await?;
        self.shared.in_the_way.ask(|reach| reach.write())?;
        self.db.check_writes().await
    }

    /// The database itself, for what is about its file and not about what is in it.
    #[must_use]
    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// What the clock says.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// Where new ids come from.
    #[must_use]
    pub fn ids(&self) -> Ids<'_> {
        self.shared.clock.ids(self.shared.entropy.as_ref())
    }

    /// The clock, and what speaks against it.
    #[must_use]
    pub fn clock(&self) -> &ClockWatcher {
        &self.shared.clock
    }

    /// Where randomness comes from.
    #[must_use]
    pub fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.shared.entropy
    }

    /// What tokens and hashes of short secrets are made with.
    #[must_use]
    pub fn keys(&self) -> &LinkKey {
        &self.shared.keys
    }

    /// The boards that have changed, from now on, whoever has changed them.
    #[must_use]
    pub fn board_changes(&self) -> broadcast::Receiver<ChangedBoard> {
        self.shared.board_changes.subscribe()
    }

    /// The workspaces whose board this program has changed, from now on: what others on the database are to be told.
    #[must_use]
    pub fn own_board_changes(&self) -> broadcast::Receiver<WorkspaceId> {
        self.shared.own_board_changes.subscribe()
    }

    /// Tells those who watch a board here that it has changed elsewhere.
    pub fn hear_of_board(&self, board: ChangedBoard) {
        // Nobody watches, often.
        drop(self.shared.board_changes.send(board));
    }

    /// Told whenever tasks were queued.
    #[must_use]
    pub fn tasks_queued(&self) -> &Arc<Notify> {
        &self.shared.tasks_queued
    }

    /// Runs `work` on one moment of the database, which it cannot change.
    ///
    /// # Errors
    /// What `work` answers, or that no connection could be had.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.shared.in_the_way.ask(|reach| reach.read())?;
        let span = Span::current();
        let within = move |tx: &mut dyn Tx| {
            // A reader is another thread, and its lines are about whoever asked.
            let _entered = span.enter();
            work(tx)
        };
        self.db.read(within).await
    }

    /// Runs `work` as one transaction under these holds, and answers once it is durable and what was left for after the
    /// commit is done. An error undoes all of it.
    ///
    /// # Errors
    /// What `work` answers, or that the store could not commit.
    pub async fn write<T, E, F>(&self, holds: impl Into<Holds>, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Unit<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.shared.in_the_way.ask(|reach| reach.write())?;
        let (now, shared) = (self.now(), Arc::clone(&self.shared));
        let span = Span::current();
        let in_unit = move |tx: &mut dyn Tx| {
            // The writer is another thread, and its lines are about whoever asked.
            let _entered = span.enter();
            let mut unit = shared.unit(tx, now);
            let value = work(&mut unit)?;
            Ok::<_, E>((value, unit.after))
        };
        let shared = Arc::clone(&self.shared);
        let done = self.db.write_then(holds, in_unit, move |after| shared.carry_out(after)).await?;
        self.shared.in_the_way.ask(|reach| reach.committed())?;
        Ok(done)
    }

    /// Does what follows a commit, for a change that needed none.
    pub fn notify(&self, effect: AfterCommit) {
        self.shared.carry_out(vec![effect]);
    }
}

impl Shared {
    fn unit<'a>(&'a self, tx: &'a mut dyn Tx, now: Timestamp) -> Unit<'a> {
        let ids = self.clock.ids(self.entropy.as_ref());
        Unit { tx, now, ids, clock: &self.clock, keys: &self.keys, entropy: self.entropy.as_ref(), after: Vec::new() }
    }

    fn carry_out(&self, after: Vec<AfterCommit>) {
        for effect in after {
            match effect {
                // Nobody watches, often.
                AfterCommit::BoardChanged(workspace) => {
                    drop(self.board_changes.send(ChangedBoard::Of(workspace)));
                    drop(self.own_board_changes.send(workspace));
                }
                AfterCommit::TasksQueued => self.tasks_queued.notify_one(),
                AfterCommit::Counted(name) => metrics::counter!(name).increment(1),
            }
        }
    }
}
