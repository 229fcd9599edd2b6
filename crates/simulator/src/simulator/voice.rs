//! What a scripted caller says, as WAV: 8 kHz, 16 bit, mono, as the provider stores it.

use std::io::Cursor;

use bytes::Bytes;
use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

const RATE: u32 = 8000;

/// What is recorded when the gateway asks the caller to speak.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Voice {
    /// These bytes, then a finishing key. They may be no WAV at all: then they count as one second.
    Says(Bytes),
    /// Nothing but a quiet line until the silence ends the recording.
    #[default]
    Silent,
    /// Nothing, and the provider is set to drop such recordings.
    Absent,
}

/// A line on which nobody speaks.
#[must_use]
pub fn quiet_line(secs: u32) -> Bytes {
    // A faint hiss, as real lines have, the same every time.
    let mut state = 1_u32;
    let samples = (0..secs.saturating_mul(RATE)).map(move |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i16::from(state.to_be_bytes()[0] % 7) - 3
    });
    write(samples).unwrap_or_default()
}

/// The length in seconds; 1 when it is no WAV.
#[must_use]
pub fn secs_of(wav: &[u8]) -> f64 {
    WavReader::new(wav).map_or(1.0, |reader| f64::from(reader.duration()) / f64::from(reader.spec().sample_rate.max(1)))
}

/// Not more than so many seconds of it. What is no such WAV stays as it is.
#[must_use]
pub fn cut(wav: &Bytes, max_secs: u32) -> Bytes {
    if secs_of(wav) <= f64::from(max_secs) {
        return wav.clone();
    }
    let Ok(reader) = WavReader::new(wav.as_ref()) else { return wav.clone() };
    if reader.spec() != SPEC {
        return wav.clone();
    }
    let samples: Result<Vec<i16>, _> =
        reader.into_samples().take(usize::try_from(max_secs.saturating_mul(RATE)).unwrap_or(usize::MAX)).collect();
    samples.ok().and_then(write).unwrap_or_else(|| wav.clone())
}

/// The same sound beside a channel in which nothing is to be heard. What is no such WAV stays as it is.
#[must_use]
pub fn in_two_channels(wav: &Bytes) -> Bytes {
    let Ok(reader) = WavReader::new(wav.as_ref()) else { return wav.clone() };
    if reader.spec() != SPEC {
        return wav.clone();
    }
    let both: Result<Vec<i16>, _> = reader.into_samples().flat_map(|sample| [sample, Ok(0)]).collect();
    both.ok().and_then(|both| write_as(WavSpec { channels: 2, ..SPEC }, both)).unwrap_or_else(|| wav.clone())
}

const SPEC: WavSpec = WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };

fn write(samples: impl IntoIterator<Item = i16>) -> Option<Bytes> {
    write_as(SPEC, samples)
}

fn write_as(spec: WavSpec, samples: impl IntoIterator<Item = i16>) -> Option<Bytes> {
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).ok()?;
    for sample in samples {
        writer.write_sample(sample).ok()?;
    }
    writer.finalize().ok()?;
    Some(file.into_inner().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_line_has_its_length_and_can_be_cut() {
        let line = quiet_line(3);
        assert!((secs_of(&line) - 3.0).abs() < 1e-9);
        assert!((secs_of(&cut(&line, 2)) - 2.0).abs() < 1e-9);
        assert_eq!(cut(&line, 4), line);
        let loudest = WavReader::new(line.as_ref()).unwrap().into_samples::<i16>().map(|s| s.unwrap().abs()).max();
        assert_eq!(loudest, Some(3));
    }

    #[test]
    fn what_is_no_wav_is_left_alone() {
        let noise = Bytes::from_static(b"not a wav");
        assert!((secs_of(&noise) - 1.0).abs() < 1e-9);
        assert_eq!(cut(&noise, 0), noise);
    }
}
