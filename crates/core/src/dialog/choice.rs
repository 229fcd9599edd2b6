//! What a new PIN is chosen with.

use serde::{Deserialize, Serialize};

use crate::domain::ids::SetupLinkId;

/// A PIN being chosen with a one-time code that has been shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinChoice {
    /// The one-time code, as the database knows it; its digits are not kept.
    pub code: SetupLinkId,
    /// The shortest PIN that the workspace takes.
    pub min_digits: u8,
}
