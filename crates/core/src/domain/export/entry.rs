//! What a file that goes by entry says about each.

use jiff::Timestamp;

use crate::domain::{how_punched::HowPunched, workspace::Zone};

/// An entry as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFacts {
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; None while it has no end.
    pub out_at: Option<Timestamp>,
    /// The zone of its wall clock.
    pub zone: Zone,
    /// How it was clocked, and how that was proven; None where nobody clocked it.
    pub punch_in: Option<HowPunched>,
    /// How it was clocked out.
    pub punch_out: Option<HowPunched>,
    /// The location where it was clocked in; None where none was recognized.
    pub location_in: Option<String>,
    /// The location where it was clocked out.
    pub location_out: Option<String>,
    /// Seconds on the clock without unpaid breaks, not rounded.
    pub raw_secs: i64,
    /// Seconds of its unpaid breaks, not rounded.
    pub unpaid_secs: i64,
    /// Seconds that are paid, each time rounded as the policy says.
    pub rounded_secs: i64,
    /// What became of the spoken name on the way in.
    pub voice_in: String,
    /// What became of the spoken name on the way out, in the same words.
    pub voice_out: String,
    /// Every exception it ever had.
    pub exceptions: Vec<String>,
    /// Counts the changes since it was clocked or added, from 0.
    pub revision: i64,
    /// Why a person changed it last, or added it; empty where nobody has.
    pub edit_reason: String,
    /// Who approved the hours; empty where nobody has.
    pub approved_by: String,
    /// When the hours were approved; None where nobody has.
    pub approved_at: Option<Timestamp>,
}

impl EntryFacts {
    /// Whether a person has changed or added it: what `edited` means in every list and file.
    #[must_use]
    pub const fn is_edited(&self) -> bool {
        self.revision > 0 || !self.edit_reason.is_empty()
    }
}
