//! A recording as the program keeps it: 8 kHz, 16-bit, mono.

use std::fmt;

/// Samples a second of every recording kept: what a telephone line carries (ITU-T G.711).
pub const HZ: u32 = 8_000;

/// The header of a plain WAV file, in bytes.
const HEADER_BYTES: usize = 44;
const BYTES_PER_SAMPLE: u16 = 2;

/// A recording of 8 kHz, 16-bit, mono.
#[derive(Clone, PartialEq, Eq)]
pub struct Speech {
    samples: Vec<i16>,
    normalized: bool,
    left_out: bool,
}

impl Speech {
    /// From samples that are 8 kHz mono already.
    #[must_use]
    pub const fn from_samples(samples: Vec<i16>) -> Self {
        Self { samples, normalized: false, left_out: false }
    }

    /// From samples that were made to fit out of another format.
    pub(super) const fn from_normalized(samples: Vec<i16>) -> Self {
        Self { samples, normalized: true, left_out: false }
    }

    /// 8 000 a second.
    #[must_use]
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// Length in seconds.
    #[must_use]
    pub fn secs(&self) -> f64 {
        self.samples.len() as f64 / f64::from(HZ)
    }

    /// Whether the sound came in another format, and so is not sample for sample what the provider has.
    #[must_use]
    pub const fn was_normalized(&self) -> bool {
        self.normalized
    }

    pub(super) const fn leaving_out(mut self, left_out: bool) -> Self {
        self.left_out = left_out;
        self
    }

    /// Whether the file that it was read from may hold more sound, which players do not play either; so that file is to
    /// be kept.
    #[must_use]
    pub const fn left_out(&self) -> bool {
        self.left_out
    }

    /// A WAV file of it: 44 bytes of header, then the samples; 8 kHz, 16-bit, mono always.
    #[must_use]
    pub fn to_wav(&self) -> Vec<u8> {
        // Never more than 32 bits can say: `wav::read` ends at a minute, and memory long before that.
        let data_bytes = u32::try_from(self.samples.len() * usize::from(BYTES_PER_SAMPLE)).unwrap_or(u32::MAX - 36);
        let mut file = Vec::with_capacity(HEADER_BYTES + self.samples.len() * usize::from(BYTES_PER_SAMPLE));
        file.extend_from_slice(b"RIFF");
        file.extend_from_slice(&(data_bytes + 36).to_le_bytes());
        file.extend_from_slice(b"WAVEfmt ");
        file.extend_from_slice(&16_u32.to_le_bytes());
        file.extend_from_slice(&1_u16.to_le_bytes()); // PCM
        file.extend_from_slice(&1_u16.to_le_bytes()); // channels
        file.extend_from_slice(&HZ.to_le_bytes());
        file.extend_from_slice(&(HZ * u32::from(BYTES_PER_SAMPLE)).to_le_bytes()); // bytes a second
        file.extend_from_slice(&BYTES_PER_SAMPLE.to_le_bytes()); // bytes of one moment in all channels
        file.extend_from_slice(&(BYTES_PER_SAMPLE * 8).to_le_bytes());
        file.extend_from_slice(b"data");
        file.extend_from_slice(&data_bytes.to_le_bytes());
        file.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        file
    }
}

/// The length alone: what somebody said has no place in a log.
impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Speech({:.2} s)", self.secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_written_is_what_any_player_reads() {
        let samples = vec![0, 1, -1, i16::MAX, i16::MIN, 1_000];
        let file = Speech::from_samples(samples.clone()).to_wav();
        assert_eq!(file.len(), HEADER_BYTES + 12);

        let mut reader = hound::WavReader::new(file.as_slice()).unwrap();
        let spec = reader.spec();
        assert_eq!((spec.channels, spec.sample_rate, spec.bits_per_sample), (1, 8_000, 16));
        assert_eq!(spec.sample_format, hound::SampleFormat::Int);
        assert_eq!(reader.samples::<i16>().map(Result::unwrap).collect::<Vec<_>>(), samples);
    }

    #[test]
    fn a_debug_line_does_not_hold_the_sound() {
        assert_eq!(format!("{:?}", Speech::from_samples(vec![7; 12_000])), "Speech(1.50 s)");
    }
}
