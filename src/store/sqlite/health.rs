//! Whether what is written is kept: by the last write that told, and by the files being where they were.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use tokio_util::sync::CancellationToken;

use crate::disk::FileIdentity;

/// A write this long ago still tells that others will succeed.
const OUTLOOK_TTL: Duration = Duration::from_secs(1);

/// Why nothing is written any more, until the program is started anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LossReason {
    /// The disk has failed to keep what was written.
    Disk,
    /// The name of the database, or of its log, leads to another file by now, or to none.
    Moved(PathBuf),
}

/// Told by the writer and by the thread that waits for the disk, asked by everybody.
#[derive(Default)]
pub(super) struct Health {
    broken: CancellationToken,
    why: OnceLock<LossReason>,
    last: Mutex<LastWrite>,
    /// Files that must stay where they are.
    files: OnceLock<Vec<FileIdentity>>,
}

#[derive(Default, Clone, Copy)]
struct LastWrite {
    succeeded: Option<Instant>,
    failed: bool,
}

/// What the last writes tell about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    Good,
    /// Nothing was written for a while.
    Unknown,
    Failing,
}

impl Health {
    pub(super) fn watch(&self, files: Vec<FileIdentity>) {
        drop(self.files.set(files));
    }

    pub(super) fn lose(&self, why: LossReason) {
        // The first reason is the one to tell.
        if self.why.set(why).is_ok() {
            self.broken.cancel();
        }
    }

    pub(super) fn is_lost(&self) -> bool {
        self.broken.is_cancelled()
    }

    /// Returns once nothing is written any more.
    pub(super) async fn lost(&self) -> LossReason {
        self.broken.cancelled().await;
        self.why.get().cloned().unwrap_or(LossReason::Disk)
    }

    pub(super) fn succeeded(&self) {
        *self.last() = LastWrite { succeeded: Some(Instant::now()), failed: false };
    }

    pub(super) fn failed(&self) {
        self.last().failed = true;
    }

    pub(super) fn outlook(&self) -> Outlook {
        let last = *self.last();
        match last.succeeded {
            _ if last.failed => Outlook::Failing,
            Some(at) if at.elapsed() < OUTLOOK_TTL => Outlook::Good,
            Some(_) | None => Outlook::Unknown,
        }
    }

    /// The file that is no longer where it was, if one is: then nothing is written any more.
    pub(super) fn find_moved(&self) -> Option<PathBuf> {
        let moved = self.files.get()?.iter().find(|file| file.has_moved())?.path().to_owned();
        self.lose_moved(&moved);
        Some(moved)
    }

    pub(super) fn lose_moved(&self, path: &Path) {
        tracing::error!(path = %path.display(), "a file of the database was moved or replaced while it was in use");
        self.lose(LossReason::Moved(path.to_owned()));
    }

    fn last(&self) -> std::sync::MutexGuard<'_, LastWrite> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
