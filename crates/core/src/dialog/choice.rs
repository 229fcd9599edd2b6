//! What a new PIN is chosen with.

use serde::{Deserialize, Serialize};

use crate::domain::ids::SetupLinkId;

/// A PIN being chosen: with a one-time code that has been shown, or by whoever has signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinChoice {
    /// The one-time code, as the database knows it; its digits are not kept. None for whoever has signed in.
    pub code: Option<SetupLinkId>,
    /// The shortest PIN that the workspace takes.
    pub min_digits: u8,
}
