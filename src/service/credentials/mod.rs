//! What people sign in with at the clock: phone clock IDs and PINs, and the links and codes by which a PIN is chosen.
//! Whatever lets people clock shares this.

mod batches;
pub mod clock_ids;
mod error;
pub(super) mod gate;
pub mod pins;
pub mod rollout;
pub mod setup_links;
pub mod standing;
pub mod texts;
pub(super) mod throttle;
pub mod verifier;
pub(super) mod verify;
pub mod worker_links;

pub use error::CredentialError;
pub use verifier::Verifier;

use crate::domain::pin::Pin;

/// A PIN with its hash, ready to be set.
pub struct NewPin {
    /// The PIN.
    pub pin: Pin,
    /// Its argon2id hash, in PHC form.
    pub hash: String,
}
