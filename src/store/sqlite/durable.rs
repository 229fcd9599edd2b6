//! Answers that wait for the disk: while one sync of the write-ahead log is under way the writer goes on, and the next
//! sync is for everybody who has come meanwhile.
//!
//! Commits are made with `synchronous=NORMAL`, which keeps the log in order and syncs it before anything of it is
//! carried into the database (<https://www.sqlite.org/pragma.html#pragma_synchronous>); what `FULL` does at each
//! commit is done here, before anybody is told that it was made.

use std::{
    fs::File,
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use super::{
    base::Base,
    health::{Health, LossReason},
};
use crate::store::error::StoreError;

/// Groups that may wait for the disk before the writer waits, too.
const MAX_WAITING_GROUPS: usize = 64;

/// Told how the commit ended.
pub(super) type Completion = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// Those who share a commit.
pub(super) struct CommitGroup {
    /// Whom to tell.
    pub completions: Vec<Completion>,
    /// How the commit ended.
    pub committed: Result<(), StoreError>,
    /// Whether anything was written that the disk must keep.
    pub wrote: bool,
}

/// What makes commits durable.
pub(super) enum SyncMethod {
    /// Nothing: what is written need not outlive a crash.
    Never,
    Log {
        log: File,
        base: Base,
    },
    #[cfg(test)]
    By(Box<dyn FnMut() -> io::Result<()> + Send>),
}

impl SyncMethod {
    fn sync(&mut self) -> io::Result<()> {
        match self {
            Self::Never => Ok(()),
            Self::Log { log, base: _ } => log.sync_data(),
            #[cfg(test)]
            Self::By(sync) => sync(),
        }
    }

    /// The database, where another one was written over it.
    fn replaced(&mut self) -> Option<PathBuf> {
        match self {
            Self::Log { log, base } => match base.note(log) {
                Ok(true) => None,
                Ok(false) => Some(base.path().to_owned()),
                // It matters after a crash alone, and then only where somebody has put another file there.
                Err(error) => {
                    tracing::debug!(%error, "which file the log belongs to could not be noted");
                    None
                }
            },
            Self::Never => None,
            #[cfg(test)]
            Self::By(_) => None,
        }
    }
}

/// The thread that waits for the disk.
pub(super) struct Durable {
    groups: mpsc::SyncSender<CommitGroup>,
    thread: thread::JoinHandle<()>,
    health: Arc<Health>,
    pacing: Arc<SyncPacing>,
}

/// How the syncs go.
#[derive(Default)]
struct SyncPacing {
    syncing: AtomicBool,
    /// How many the last sync has told.
    told: AtomicUsize,
}

impl Durable {
    pub(super) fn start(synced: SyncMethod, health: Arc<Health>) -> Result<Self, StoreError> {
        let (groups, waiting) = mpsc::sync_channel(MAX_WAITING_GROUPS);
        let (told, pacing) = (Arc::clone(&health), Arc::new(SyncPacing::default()));
        let kept = Arc::clone(&pacing);
        let thread = thread::Builder::new()
            .name("store-sync".to_owned())
            .spawn(move || run(synced, &waiting, &kept, &told))
            .map_err(|_| StoreError::Closed)?;
        Ok(Self { groups, thread, health, pacing })
    }

    /// Waits until everybody has been told.
    pub(super) fn finish(self) {
        let Self { groups, thread, health: _, pacing: _ } = self;
        drop(groups);
        // It breaks off only by a fault of ours, which has been told.
        drop(thread.join());
    }

    /// Whether a group of so many had better go on its way than grow. Callers who were told together come back
    /// together: were all of them to share a commit again, the disk would idle until the last one has come and the
    /// writer while the disk is busy. In two halves both have something to do.
    pub(super) fn waits_for(&self, count: usize) -> bool {
        let told = self.pacing.told.load(Ordering::Relaxed);
        !self.pacing.syncing.load(Ordering::Relaxed) && told > 1 && count >= told / 2
    }

    pub(super) fn is_broken(&self) -> bool {
        self.health.is_lost()
    }

    /// Tells a group how it ended once everything that it has seen is on the disk. Groups are told in their order: one
    /// that wrote nothing may have read what the one before it wrote.
    pub(super) fn complete(&self, group: CommitGroup) {
        // The thread ends with this sender; it cannot be gone before.
        drop(self.groups.send(group));
    }
}

fn run(mut synced: SyncMethod, waiting: &mpsc::Receiver<CommitGroup>, pacing: &SyncPacing, health: &Health) {
    while let Ok(first) = waiting.recv() {
        let groups: Vec<CommitGroup> = std::iter::once(first).chain(waiting.try_iter()).collect();
        pacing.syncing.store(true, Ordering::Relaxed);
        let outcome = if groups.iter().any(|group| group.wrote) { sync(&mut synced, health) } else { Ok(()) };
        pacing.told.store(groups.iter().map(|group| group.completions.len()).sum(), Ordering::Relaxed);
        pacing.syncing.store(false, Ordering::Relaxed);
        for group in groups {
            let wrote = group.wrote;
            let committed = group.committed.and_then(|()| match &outcome {
                Ok(()) if health.is_lost() => Err(StoreError::UnknownCommit(WITHOUT_DISK.into())),
                Ok(()) => Ok(()),
                Err(error) => Err(error.again()),
            });
            match &committed {
                Ok(()) if wrote => health.succeeded(),
                Ok(()) => {}
                Err(_) => health.failed(),
            }
            for completion in group.completions {
                completion(committed.as_ref().copied().map_err(StoreError::again));
            }
        }
    }
}

/// A sync that failed says nothing of what the disk holds, and a second one that succeeds says no more: the kernel may
/// have dropped what it could not write (fsync(2)).
fn sync(synced: &mut SyncMethod, health: &Health) -> Result<(), StoreError> {
    if health.is_lost() {
        return Err(StoreError::UnknownCommit(WITHOUT_DISK.into()));
    }
    synced.sync().map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "the disk has failed to keep what was written");
        health.lose(LossReason::Disk);
        StoreError::UnknownCommit(error.into())
    })?;
    // On the disk, but nobody would find it there.
    let replaced = health.find_moved().or_else(|| {
        let path = synced.replaced()?;
        health.lose_moved(&path);
        Some(path)
    });
    match replaced {
        None => Ok(()),
        Some(path) => Err(StoreError::UnknownCommit(format!("{} was moved or replaced", path.display()).into())),
    }
}

/// What is said of everything after a sync that failed.
const WITHOUT_DISK: &str = "what was written is lost; start the program again";

/// Why nothing is begun after a sync that failed.
pub(super) fn lost() -> StoreError {
    StoreError::Lost(WITHOUT_DISK.into())
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Arc, Mutex},
        time::Duration,
    };

    use super::*;

    /// A disk that syncs only when it is let to, and answers as it is told.
    struct Disk {
        durable: Durable,
        let_sync: mpsc::Sender<io::Result<()>>,
        syncing: mpsc::Receiver<()>,
        told: Arc<Mutex<Vec<(&'static str, bool)>>>,
    }

    impl Disk {
        fn new() -> Self {
            let (let_sync, allowed) = mpsc::channel();
            let (begun, syncing) = mpsc::channel();
            let by = move || {
                begun.send(()).unwrap();
                allowed.recv().unwrap()
            };
            let durable = Durable::start(SyncMethod::By(Box::new(by)), Arc::default()).unwrap();
            Self { durable, let_sync, syncing, told: Arc::default() }
        }

        fn complete(&self, name: &'static str, wrote: bool) {
            let told = Arc::clone(&self.told);
            let completion: Completion = Box::new(move |outcome| told.lock().unwrap().push((name, outcome.is_ok())));
            self.durable.complete(CommitGroup { completions: vec![completion], committed: Ok(()), wrote });
        }

        fn wait_for_sync(&self) {
            self.syncing.recv_timeout(Duration::from_secs(10)).unwrap();
        }

        fn wait_until_told(&self, count: usize) -> Vec<(&'static str, bool)> {
            for _ in 0..10_000 {
                let told = self.told.lock().unwrap().clone();
                if told.len() >= count {
                    return told;
                }
                thread::sleep(Duration::from_millis(1));
            }
            panic!("nobody was told");
        }
    }

    #[test]
    fn nobody_is_told_before_a_sync_that_began_after_their_commit_has_ended() {
        let disk = Disk::new();
        disk.complete("first", true);
        disk.wait_for_sync();
        disk.complete("second", true);
        disk.complete("reader of the second", false);
        assert_eq!(*disk.told.lock().unwrap(), []);
        disk.let_sync.send(Ok(())).unwrap();
        // The second sync has begun, so whoever was to be told after the first one has been told.
        disk.wait_for_sync();
        assert_eq!(*disk.told.lock().unwrap(), [("first", true)]);
        disk.let_sync.send(Ok(())).unwrap();
        assert_eq!(disk.wait_until_told(3), [("first", true), ("second", true), ("reader of the second", true)]);
    }

    #[test]
    fn where_nothing_was_written_nothing_is_synced() {
        let disk = Disk::new();
        disk.complete("reader", false);
        assert_eq!(disk.wait_until_told(1), [("reader", true)]);
        assert!(disk.syncing.try_recv().is_err());
    }

    #[test]
    fn after_a_sync_that_failed_nothing_is_promised_any_more() {
        let disk = Disk::new();
        disk.complete("lost", true);
        disk.wait_for_sync();
        disk.let_sync.send(Err(io::Error::other("EIO"))).unwrap();
        assert_eq!(disk.wait_until_told(1), [("lost", false)]);
        assert!(disk.durable.is_broken());
        disk.complete("after it", true);
        disk.complete("reader after it", false);
        let told = disk.wait_until_told(3);
        assert_eq!(told, [("lost", false), ("after it", false), ("reader after it", false)]);
    }
}
