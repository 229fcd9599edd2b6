//! WAV files in, 8 kHz 16-bit mono out.

use std::io::Read;

use hound::{SampleFormat, WavReader, WavSpec};

pub use super::limits::{MAX_BYTES, MAX_HZ, MAX_SECS, MIN_HZ};
use super::riff::{self, u16_at, u32_at};
use super::speech::HZ;
use super::{Packing, Speech, WavError, resample};

/// Format tags, of WAVEFORMATEX in Microsoft's mmreg.h.
const PCM: u16 = 0x0001;
const FLOAT: u16 = 0x0003;
const EXTENSIBLE: u16 = 0xFFFE;

/// Reads a WAV file as players do and makes it 8 kHz, 16-bit, mono.
///
/// Takes PCM of up to 32 bits and 32-bit float, one or two channels (averaged), 4 to 96 kHz (resampled). Memory is bounded
/// by `bytes`, whatever the header claims. A file that promises more than it has is refused where its lengths agree that
/// something is missing; otherwise it is read to the end of what is there, without the half sample that may stand at it.
/// Resampling keeps a core busy for a moment: call it where blocking is allowed.
///
/// # Errors
///
/// Why it cannot be used, as a sentence for payroll.
pub fn read(bytes: &[u8]) -> Result<Speech, WavError> {
    if bytes.len() > MAX_BYTES {
        return Err(WavError::TooBig);
    }
    let chunks = riff::split(bytes)?;
    let layout = Layout::read(chunks.format)?;
    let data = layout.whole_frames(chunks.data);
    if data.is_empty() {
        return Err(WavError::NoSamples);
    }
    // One slice: samples are read one by one, and from two pieces each read has first to find out which it is in.
    let plain = [&header(&layout.format(), data), data].concat();
    let mut reader = WavReader::new(plain.as_slice()).map_err(refusal)?;
    let spec = reader.spec();
    if reader.duration() > spec.sample_rate.saturating_mul(MAX_SECS) {
        return Err(WavError::TooLong);
    }
    let left_out = chunks.left_out || layout.is_doubtful;

    let mono = to_mono(&decode(&mut reader)?, spec.channels);
    let kept = WavSpec { channels: 1, sample_rate: HZ, bits_per_sample: 16, sample_format: SampleFormat::Int };
    if spec == kept {
        return Ok(Speech::from_samples(to_i16(&mono)).leaving_out(left_out));
    }
    let samples = if spec.sample_rate == HZ { mono } else { resample::to_8_khz(&mono, spec.sample_rate) };
    if samples.is_empty() {
        return Err(WavError::NoSamples);
    }
    Ok(Speech::from_normalized(to_i16(&samples)).leaving_out(left_out))
}

/// Whether a provider can play the file as it is: what is read here, and sound as a telephone line carries it in North
/// America (mu-law), which is not.
///
/// # Errors
///
/// Why it cannot be played.
pub fn check_playable(bytes: &[u8]) -> Result<(), WavError> {
    match read(bytes) {
        Ok(_) => Ok(()),
        Err(WavError::Packed(Packing::MuLaw)) => match riff::split(bytes)?.data {
            [] => Err(WavError::NoSamples),
            _ => Ok(()),
        },
        Err(reason) => Err(reason),
    }
}

/// How samples stand in the sound. The bytes of a sample are its bits rounded up, filled from the left; the byte rate,
/// the size of a frame and the valid bits of the long form only inform, and encoders get them wrong.
struct Layout {
    tag: u16,
    channels: u16,
    rate: u32,
    sample_bytes: u16,
    /// The size of a frame leaves room for larger samples than the bits do.
    is_doubtful: bool,
}

impl Layout {
    /// Refuses what cannot be used with the reason.
    fn read(format: &[u8]) -> Result<Self, WavError> {
        const SHORT: WavError = WavError::Damaged("the format is too short");
        let field = |at| u16_at(format, at).ok_or(SHORT);
        let tag = field(0)?;
        // A sub-format is a GUID of which the first two bytes are the tag.
        let packing = if tag == EXTENSIBLE { field(24)? } else { tag };
        if packing != PCM && packing != FLOAT {
            return Err(WavError::Packed(Packing::from_tag(packing)));
        }
        let channels = field(2)?;
        if !(1..=2).contains(&channels) {
            return Err(WavError::Channels(channels));
        }
        let rate = u32_at(format, 4).ok_or(SHORT)?;
        if !(MIN_HZ..=MAX_HZ).contains(&rate) {
            return Err(WavError::SampleRate(rate));
        }
        let frame_bytes = field(12)?;
        // The oldest form of the chunk ends before the bits.
        let bits = u16_at(format, 14).filter(|bits| *bits > 0).unwrap_or((frame_bytes / channels).saturating_mul(8));
        let fits = if packing == FLOAT { bits == 32 } else { (1..=32).contains(&bits) };
        if !fits {
            return Err(WavError::SampleSize(bits));
        }
        let sample_bytes = bits.div_ceil(8);
        let is_doubtful = frame_bytes > sample_bytes * channels;
        Ok(Self { tag: packing, channels, rate, sample_bytes, is_doubtful })
    }

    const fn frame_bytes(&self) -> u16 {
        self.sample_bytes * self.channels
    }

    /// The sound without the half sample at its end.
    fn whole_frames<'a>(&self, data: &'a [u8]) -> &'a [u8] {
        let extra = data.len() % usize::from(self.frame_bytes()).max(1);
        data.get(..data.len() - extra).unwrap_or_default()
    }

    /// The format chunk that the decoder gets to see, in which everything agrees.
    fn format(&self) -> Vec<u8> {
        let mut format = Vec::with_capacity(16);
        format.extend(self.tag.to_le_bytes());
        format.extend(self.channels.to_le_bytes());
        format.extend(self.rate.to_le_bytes());
        format.extend((self.rate * u32::from(self.frame_bytes())).to_le_bytes());
        format.extend(self.frame_bytes().to_le_bytes());
        format.extend((self.sample_bytes * 8).to_le_bytes());
        format
    }
}

/// The plainest header for the sound, with its true length: all that the decoder gets to see.
fn header(format: &[u8], data: &[u8]) -> Vec<u8> {
    // Within 32 bits: both are parts of a file of at most MAX_BYTES.
    let length = |bytes: usize| (bytes as u32).to_le_bytes();
    [
        b"RIFF".as_slice(),
        &length(20 + format.len() + data.len()),
        b"WAVEfmt ",
        &length(format.len()),
        format,
        b"data",
        &length(data.len()),
    ]
    .concat()
}

/// All channels interleaved, between -1 and 1.
fn decode(reader: &mut WavReader<impl Read>) -> Result<Vec<f32>, WavError> {
    let spec = reader.spec();
    match spec.sample_format {
        SampleFormat::Int => {
            let scale = 2_f64.powi(1 - i32::from(spec.bits_per_sample));
            let scaled = |sample: i32| (f64::from(sample) * scale) as f32;
            reader.samples::<i32>().map(|sample| sample.map(scaled).map_err(refusal)).collect()
        }
        SampleFormat::Float => {
            let bounded = |sample: f32| if sample.is_nan() { 0.0 } else { sample.clamp(-1.0, 1.0) };
            reader.samples::<f32>().map(|sample| sample.map(bounded).map_err(refusal)).collect()
        }
    }
}

fn to_mono(interleaved: &[f32], channels: u16) -> Vec<f32> {
    let channels = usize::from(channels.max(1));
    interleaved.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32).collect()
}

/// Exact for what was 16-bit before.
fn to_i16(samples: &[f32]) -> Vec<i16> {
    let scale = |sample: &f32| (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16;
    samples.iter().map(scale).collect()
}

fn refusal(error: hound::Error) -> WavError {
    match error {
        hound::Error::IoError(_) => WavError::CutOff,
        hound::Error::FormatError(reason) => WavError::Damaged(reason),
        hound::Error::TooWide | hound::Error::Unsupported | hound::Error::InvalidSampleFormat => {
            WavError::Damaged("samples of an unusual layout")
        }
        hound::Error::UnfinishedSample => WavError::Damaged("a sample for some channels only"),
    }
}

#[cfg(test)]
mod player_tests;
#[cfg(test)]
mod tests;
