//! One webhook of a call at a time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use crate::domain::ids::ProviderCallId;

/// Calls that are kept before those that are over are forgotten.
const MAX_IDLE_LOCKS: usize = 1024;

/// Lets one webhook of a call in at a time, so that a redelivered one waits for the answer instead of hashing the PIN
/// once more. The database decides; this only saves work.
#[derive(Default)]
pub(in crate::service) struct CallLocks(Mutex<HashMap<ProviderCallId, Weak<tokio::sync::Mutex<()>>>>);

impl CallLocks {
    pub(super) fn of(&self, call: &ProviderCallId) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(call).and_then(Weak::upgrade) {
            return lock;
        }
        if locks.len() >= MAX_IDLE_LOCKS {
            locks.retain(|_, lock| lock.strong_count() > 0);
        }
        let lock = Arc::default();
        locks.insert(call.clone(), Arc::downgrade(&lock));
        lock
    }
}
