//! Phone clock IDs and PINs: who may try them, and what comes of it. Whatever lets people sign in shares this.

pub(super) mod gate;
pub(super) mod throttle;
pub(super) mod verify;

use crate::domain::pin::Pin;

/// A PIN with its hash, ready to be set.
pub(super) struct NewPin {
    pub pin: Pin,
    pub hash: String,
}
