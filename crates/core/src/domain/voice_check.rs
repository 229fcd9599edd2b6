//! The spoken name kept with a punch: what became of it and what the audio measures.

use serde::{Deserialize, Serialize};

/// What became of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceCheckStatus {
    /// The punch asks for one; nothing has been heard of it yet.
    Expected,
    /// The provider has it; it is being fetched.
    Fetching,
    /// Checked, measured and kept as WAV.
    Stored,
    /// There is none, and none will come.
    Missing,
    /// What came cannot be used; the reason stands beside it.
    Refused,
}

impl VoiceCheckStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Expected, Self::Fetching, Self::Stored, Self::Missing, Self::Refused];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Fetching => "fetching",
            Self::Stored => "stored",
            Self::Missing => "missing",
            Self::Refused => "refused",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// What listening with a ruler says of a recording. Nobody is recognized by it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Length, in seconds.
    pub secs: f64,
    /// Root mean square over the whole recording, in dB below full scale (0 is the loudest, -96 is nothing).
    pub level_dbfs: f64,
    /// The largest sample, in dB below full scale.
    pub peak_dbfs: f64,
    /// How much of the time somebody speaks, 0 to 1.
    pub speech_share: f64,
    /// How many samples stand at the end of the scale, 0 to 1.
    pub clipped_share: f64,
}

/// What is wrong with a recording that can be played all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nobody spoke.
    Silent,
    /// Too short to tell a name.
    TooShort,
    /// So loud that it is distorted.
    Clipped,
}

/// What a reviewer made of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The voice is the one of the employee's other recordings.
    SamePerson,
    /// The voice is somebody else's.
    NotThisPerson,
    /// Too little can be heard to say.
    CannotTell,
    /// Noise or silence, and no voice.
    NobodySpeaks,
}

impl Verdict {
    /// Every verdict, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::SamePerson, Self::NotThisPerson, Self::CannotTell, Self::NobodySpeaks];

    /// Whether it says who was heard, so that somebody must have been heard for it.
    #[must_use]
    pub const fn is_about_a_voice(self) -> bool {
        match self {
            Self::SamePerson | Self::NotThisPerson => true,
            Self::CannotTell | Self::NobodySpeaks => false,
        }
    }

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SamePerson => "same person",
            Self::NotThisPerson => "not this person",
            Self::CannotTell => "cannot tell",
            Self::NobodySpeaks => "nobody speaks",
        }
    }

    /// As it begins a sentence, or a button.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::SamePerson => "Same person",
            Self::NotThisPerson => "Not this person",
            Self::CannotTell => "Cannot tell",
            Self::NobodySpeaks => "Nobody speaks",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// What was found amiss when a stored recording was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Amiss {
    /// There is no such file.
    Missing,
    /// The file is not the one that was stored: its SHA-256 is another.
    Damaged,
}

impl Amiss {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Missing, Self::Damaged];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Damaged => "damaged",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|amiss| amiss.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_of_a_recording_is_read_back() {
        for status in VoiceCheckStatus::ALL {
            assert_eq!(VoiceCheckStatus::parse(status.name()), Some(status));
        }
        for amiss in Amiss::ALL {
            assert_eq!(Amiss::parse(amiss.name()), Some(amiss));
        }
        assert_eq!((VoiceCheckStatus::parse(""), Amiss::parse("stored")), (None, None));
    }

    #[test]
    fn a_verdict_reads_alike_in_the_middle_of_a_sentence_and_on_a_button() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.name()), Some(verdict));
            assert_eq!(verdict.title().to_lowercase(), verdict.name());
            assert_ne!(verdict.title(), verdict.name());
        }
        assert_eq!(Verdict::parse("Same person"), None);
        assert_eq!(Verdict::ALL.map(Verdict::is_about_a_voice), [true, true, false, false]);
    }
}
