//! Sounds for tests: tones, hiss, and WAV files of every format.

use std::f64::consts::TAU;
use std::io::Cursor;

use hound::{SampleFormat, WavSpec, WavWriter};

/// A tone of which a full-scale square would be 0 dB: `dbfs` is its root mean square.
pub(super) fn tone(hz: f64, rate: u32, secs: f64, dbfs: f64) -> Vec<f32> {
    let amplitude = 10_f64.powf(dbfs / 20.0) * 2_f64.sqrt();
    (0..(secs * f64::from(rate)) as usize)
        .map(|i| (amplitude * (TAU * hz * i as f64 / f64::from(rate)).sin()) as f32)
        .collect()
}

/// White noise at 8 kHz, the same on every run.
pub(super) fn hiss(secs: f64, dbfs: f64) -> Vec<f32> {
    let amplitude = 10_f64.powf(dbfs / 20.0) * 3_f64.sqrt();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    (0..(secs * 8_000.0) as usize)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ((state >> 11) as f64 / (1_u64 << 52) as f64 - 1.0) as f32 * amplitude as f32
        })
        .collect()
}

pub(super) fn silence(secs: f64) -> Vec<f32> {
    vec![0.0; (secs * 8_000.0) as usize]
}

/// All of them at once; as long as the first.
pub(super) fn mix(sounds: &[Vec<f32>]) -> Vec<f32> {
    let at = |sound: &Vec<f32>, i: usize| sound.get(i).copied().unwrap_or(0.0);
    (0..sounds[0].len()).map(|i| sounds.iter().map(|sound| at(sound, i)).sum()).collect()
}

pub(super) fn to_i16(sound: &[f32]) -> Vec<i16> {
    sound.iter().map(|s| (s * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16).collect()
}

/// A WAV file of interleaved samples between -1 and 1.
pub(super) fn wav(sound: &[f32], channels: u16, rate: u32, bits: u16, format: SampleFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let spec = WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format: format };
    let mut writer = WavWriter::new(&mut file, spec).unwrap();
    for &sample in sound {
        match format {
            SampleFormat::Float => writer.write_sample(sample).unwrap(),
            SampleFormat::Int => {
                let scale = 2_f64.powi(i32::from(bits) - 1);
                let value = (f64::from(sample) * scale).round().clamp(-scale, scale - 1.0);
                writer.write_sample(value as i32).unwrap();
            }
        }
    }
    writer.finalize().unwrap();
    file.into_inner()
}
