//! Why a recording cannot be used, in words that a payroll clerk understands.

use std::fmt;

use thiserror::Error;

use super::FileFormat;
use super::limits::{MAX_BYTES, MAX_HZ, MAX_SECS, MIN_HZ};

/// Why [`super::wav::read`] refused a recording. The sentences are shown beside the punch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WavError {
    /// The file has no bytes at all.
    #[error("the recording is empty: nothing was received")]
    Empty,
    /// Another format than WAV came, as its first bytes tell.
    #[error("this is {0}, not WAV")]
    NotWav(FileFormat),
    /// The file says that it holds more than has come: a download that broke off.
    #[error("the recording is cut off: part of the file is missing")]
    CutOff,
    /// The parts of the file contradict each other; what exactly is for the operator.
    #[error("the recording is damaged: its header makes no sense ({0})")]
    Damaged(&'static str),
    /// A WAV file whose sound is compressed, which nothing here unpacks.
    #[error("the sound in this WAV file is packed as {0}; only plain sound (PCM) can be used")]
    Packed(Packing),
    /// More channels than two, or none.
    #[error("the recording has {0} channels; one or two can be used")]
    Channels(u16),
    /// Samples a second.
    #[error("the recording has {0} samples a second; {MIN_HZ} to {MAX_HZ} can be used")]
    SampleRate(u32),
    /// Bits of one sample.
    #[error("the recording has samples of {0} bits; 1 to 32 can be used")]
    SampleSize(u16),
    /// The header is fine, but no sound follows it.
    #[error("the recording has no sound in it: its length is zero")]
    NoSamples,
    /// Longer than [`MAX_SECS`].
    #[error("the recording is longer than {MAX_SECS} seconds")]
    TooLong,
    /// Larger than [`MAX_BYTES`]; nothing of it is read.
    #[error("the recording is larger than {} MiB", MAX_BYTES / (1024 * 1024))]
    TooBig,
}

impl WavError {
    /// Whether what came is no recording at all, or one that has lost something on its way: another try may bring it.
    /// The others are recordings, and the same each time.
    #[must_use]
    pub const fn may_come_right(self) -> bool {
        match self {
            Self::Empty | Self::NotWav(_) | Self::CutOff | Self::Damaged(_) | Self::TooBig => true,
            Self::Packed(_)
            | Self::Channels(_)
            | Self::SampleRate(_)
            | Self::SampleSize(_)
            | Self::NoSamples
            | Self::TooLong => false,
        }
    }
}

/// How the sound in a WAV file is packed, by its format tag (RFC 2361, appendix A).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// ADPCM, four bits a sample; Microsoft's or IMA's.
    Adpcm,
    /// A-law (ITU-T G.711), as telephone networks outside North America carry it.
    ALaw,
    /// µ-law (ITU-T G.711), as telephone networks in North America carry it.
    MuLaw,
    /// GSM 06.10, as mobile phones and voice mail systems pack it.
    Gsm,
    /// MPEG Layer III inside a WAV file.
    Mp3,
    /// Any other format tag.
    Other(u16),
}

impl Packing {
    pub(super) const fn from_tag(tag: u16) -> Self {
        match tag {
            0x0002 | 0x0011 => Self::Adpcm,
            0x0006 => Self::ALaw,
            0x0007 => Self::MuLaw,
            0x0031 => Self::Gsm,
            0x0050 | 0x0055 => Self::Mp3,
            other => Self::Other(other),
        }
    }
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Adpcm => f.write_str("ADPCM"),
            Self::ALaw => f.write_str("A-law"),
            Self::MuLaw => f.write_str("mu-law"),
            Self::Gsm => f.write_str("GSM"),
            Self::Mp3 => f.write_str("MP3"),
            Self::Other(tag) => write!(f, "format {tag}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_recording_may_come_right_and_a_recording_of_another_kind_stays_what_it_is() {
        for bad in [WavError::Empty, WavError::NotWav(FileFormat::Html), WavError::CutOff, WavError::Damaged("")] {
            assert!(bad.may_come_right(), "{bad}");
        }
        for bad in [WavError::NoSamples, WavError::Packed(Packing::MuLaw), WavError::TooLong] {
            assert!(!bad.may_come_right(), "{bad}");
        }
    }

    #[test]
    fn reasons_are_sentences_for_payroll() {
        let sentence = |bad: WavError| bad.to_string();
        assert_eq!(sentence(WavError::NotWav(FileFormat::Mp3)), "this is an MP3 file, not WAV");
        assert_eq!(sentence(WavError::TooLong), "the recording is longer than 60 seconds");
        assert_eq!(sentence(WavError::TooBig), "the recording is larger than 4 MiB");
        assert_eq!(
            sentence(WavError::SampleRate(3_999)),
            "the recording has 3999 samples a second; 4000 to 96000 can be used"
        );
        assert_eq!(
            sentence(WavError::Packed(Packing::MuLaw)),
            "the sound in this WAV file is packed as mu-law; only plain sound (PCM) can be used"
        );
    }
}
