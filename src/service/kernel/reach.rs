//! Whether the database can be reached, as far as a store is told: what tests put in its way.

use std::sync::{Arc, OnceLock};

use crate::store::StoreError;

/// Stands between a store and its database. Everything goes well where nobody says otherwise.
pub trait Reach: Send + Sync {
    /// Asked before something is read.
    ///
    /// # Errors
    /// Why it cannot be.
    fn read(&self) -> Result<(), StoreError>;
    /// Asked before something is written.
    ///
    /// # Errors
    /// Why it cannot be.
    fn write(&self) -> Result<(), StoreError>;
    /// Asked after something was written and committed.
    ///
    /// # Errors
    /// What whoever has asked for it is told all the same.
    fn committed(&self) -> Result<(), StoreError>;
}

/// What is in the way of a store: nothing, until a test puts something there.
#[derive(Clone, Default)]
pub(super) struct InTheWay(Arc<OnceLock<Arc<dyn Reach>>>);

impl InTheWay {
    pub(super) fn put(&self, reach: Arc<dyn Reach>) {
        // The first one stays.
        drop(self.0.set(reach));
    }

    pub(super) fn ask(&self, what: impl FnOnce(&dyn Reach) -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.0.get().map_or(Ok(()), |reach| what(reach.as_ref()))
    }
}
