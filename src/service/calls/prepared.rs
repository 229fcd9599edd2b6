//! What was prepared for a step before its transaction.

use crate::{
    domain::pin::Pin,
    service::credentials::verify::{PinVerdict, SignInDecision},
};

/// What was done ahead of a step's transaction.
pub(in crate::service) enum PreparedPin {
    Nothing,
    Checked(PinCheckResult),
    /// The first entry of a new PIN, and its hash.
    FirstEntry {
        pin: Pin,
        hash: String,
    },
    /// The second entry, the hash of the first, and whether they are the same.
    SecondEntry {
        pin: Pin,
        hash: String,
        matched: bool,
    },
    /// The first entry is not there any more.
    NoFirstEntry,
}

/// What came of a PIN check by the time the webhook has to be answered.
pub(in crate::service) enum PinCheckResult {
    Done(PinVerdict),
    /// Decided already by the gate, and counted there.
    Decided(SignInDecision),
    Pending {
        has_just_begun: bool,
    },
    Lost,
}
