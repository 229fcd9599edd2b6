//! What was prepared for a step before its transaction.

use crate::{
    domain::pin::Pin,
    service::credentials::verify::{Decision, PinVerdict},
};

/// What was done ahead of a step's transaction.
pub(in crate::service) enum Prepared {
    Nothing,
    Checked(Checked),
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
pub(in crate::service) enum Checked {
    Done(PinVerdict),
    /// Decided already, and counted where a practice call's failures count.
    Decided(Decision),
    Pending {
        has_just_begun: bool,
    },
    Lost,
}
