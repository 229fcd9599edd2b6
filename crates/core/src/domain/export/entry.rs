//! What a file that goes by entry says about each.

use jiff::Timestamp;

use crate::domain::workspace::Zone;

/// An entry as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFacts {
    pub in_at: Timestamp,
    pub out_at: Option<Timestamp>,
    pub zone: Zone,
    /// How it was clocked: `phone`, `kiosk` or `admin`; empty where nobody clocked it.
    pub channel_in: String,
    pub channel_out: String,
    /// Seconds on the clock, and after rounding.
    pub raw_secs: i64,
    pub rounded_secs: i64,
    /// What became of the spoken names.
    pub voice_in: String,
    pub voice_out: String,
    /// Every exception it ever had.
    pub exceptions: Vec<String>,
    pub revision: i64,
    /// Why a person changed it last, or added it; empty where nobody has.
    pub edit_reason: String,
    pub approved_by: String,
    pub approved_at: Option<Timestamp>,
}

impl EntryFacts {
    /// Whether a person has changed or added it: what `edited` means in every list and file.
    #[must_use]
    pub const fn is_edited(&self) -> bool {
        self.revision > 0 || !self.edit_reason.is_empty()
    }
}
