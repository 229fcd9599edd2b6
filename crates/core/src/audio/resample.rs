//! Another sample rate to 8 kHz: a low-pass of windowed sinc, evaluated at each new moment.
//!
//! Method: J. O. Smith, "Digital Audio Resampling", <https://ccrma.stanford.edu/~jos/resample/>.

use std::f64::consts::PI;

use super::speech::HZ;

/// Where the low-pass is down to half, as a share of the lower of the two sample rates: 3.8 kHz for 8 kHz.
/// A telephone line ends at 3.4 kHz, and what lies above 4 kHz would come back as a false tone.
const CUTOFF: f64 = 0.475;
/// How far the kernel reaches to each side, in samples of the lower rate.
const REACH: f64 = 24.0;
/// Shape of the Kaiser window: what is stopped is down by 60 dB.
const BETA: f64 = 5.65;
/// Kernel values in the table for each sample of the lower rate; linear between them.
const STEPS: f64 = 256.0;

/// `samples` at `from_hz` as samples at 8 kHz, of the same length in time.
///
/// Time and memory grow with the samples, not with the rates.
pub(super) fn to_8_khz(samples: &[f32], from_hz: u32) -> Vec<f32> {
    let (from, to) = (f64::from(from_hz), f64::from(HZ));
    let lower = from.min(to);
    let kernel = kernel();
    let reach = REACH * from / lower;
    let gain = lower / from;
    let table_steps = STEPS * gain;

    let new_length = (samples.len() as f64 * to / from).round() as usize;
    let mut resampled = Vec::with_capacity(new_length);
    for index in 0..new_length {
        let moment = index as f64 * from / to;
        let first = (moment - reach).ceil().max(0.0);
        let last = (moment + reach).floor().max(0.0) as usize + 1;
        let near = samples.get(first as usize..last.min(samples.len())).unwrap_or_default();
        let mut sum = 0.0;
        for (offset, &sample) in near.iter().enumerate() {
            let place = (moment - first - offset as f64).abs() * table_steps;
            sum += f64::from(sample) * at(&kernel, place);
        }
        resampled.push((sum * gain) as f32);
    }
    resampled
}

/// One side of the kernel, which is symmetric; 1/`STEPS` of a sample apart, with one value past the end.
fn kernel() -> Vec<f64> {
    let full = bessel_i0(BETA);
    (0..=(REACH * STEPS) as usize + 1)
        .map(|step| {
            let x = step as f64 / STEPS;
            let window = bessel_i0(BETA * (1.0 - (x / REACH).powi(2)).max(0.0).sqrt()) / full;
            2.0 * CUTOFF * sinc(2.0 * CUTOFF * x) * window
        })
        .collect()
}

fn at(kernel: &[f64], place: f64) -> f64 {
    let step = place as usize;
    match kernel.get(step..step + 2) {
        Some(&[before, after]) => before + (after - before) * place.fract(),
        Some(_) | None => 0.0,
    }
}

fn sinc(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// The modified Bessel function of order zero, by its series.
fn bessel_i0(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..=32 {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::synth;

    const RATES: [u32; 9] = [4_000, 6_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000];

    /// Level of the middle of the samples in dB, away from where the tone begins and ends.
    fn level(samples: &[f32]) -> f64 {
        let middle = &samples[samples.len() / 4..samples.len() * 3 / 4];
        10.0 * (middle.iter().map(|&s| f64::from(s).powi(2)).sum::<f64>() / middle.len() as f64).max(1e-12).log10()
    }

    fn tone(hz: f64, rate: u32) -> Vec<f32> {
        synth::tone(hz, rate, 0.5, -6.0)
    }

    #[test]
    fn the_length_in_time_stays() {
        for rate in RATES {
            let resampled = to_8_khz(&tone(440.0, rate), rate);
            assert!((resampled.len() as i64 - 4_000).abs() <= 1, "{rate}: {}", resampled.len());
        }
        assert_eq!(to_8_khz(&[], 16_000), Vec::<f32>::new());
    }

    #[test]
    fn a_tone_in_the_band_keeps_its_level() {
        for rate in RATES {
            for hz in [300.0, 1_000.0, 3_200.0_f64] {
                if hz < f64::from(rate) * 0.4 {
                    let original = tone(hz, rate);
                    let change = level(&to_8_khz(&original, rate)) - level(&original);
                    assert!(change.abs() < 0.5, "{hz} Hz at {rate}: {change} dB");
                }
            }
        }
    }

    #[test]
    fn a_tone_keeps_its_place_in_time() {
        let resampled = to_8_khz(&tone(1_000.0, 48_000), 48_000);
        let expected = tone(1_000.0, 8_000);
        for index in 500..3_500 {
            assert!((resampled[index] - expected[index]).abs() < 0.01, "{index}");
        }
    }

    #[test]
    fn a_tone_above_the_band_does_not_come_back() {
        for rate in [11_025, 16_000, 22_050, 44_100, 48_000, 96_000] {
            for hz in [4_300.0, 5_000.0, 7_000.0, 7_900.0, 12_000.0, 20_000.0] {
                if hz < f64::from(rate) / 2.0 {
                    let original = tone(hz, rate);
                    let change = level(&to_8_khz(&original, rate)) - level(&original);
                    assert!(change < -45.0, "{hz} Hz at {rate}: {change} dB");
                }
            }
        }
    }

    #[test]
    fn raising_the_rate_adds_no_mirror_tone() {
        // 1 kHz at 4 kHz is mirrored at 3 kHz; what is left after taking the tone away must be faint.
        let raised = to_8_khz(&tone(1_000.0, 4_000), 4_000);
        let clean = tone(1_000.0, 8_000);
        let rest: Vec<f32> = raised.iter().zip(&clean).map(|(a, b)| a - b).collect();
        assert!(level(&rest) - level(&clean) < -45.0);
    }

    #[test]
    fn a_value_between_two_of_the_table_lies_between_them() {
        let table = [1.0, 3.0, 2.0];
        assert_eq!([0.0, 0.25, 1.0, 1.5].map(|place| at(&table, place)), [1.0, 1.5, 3.0, 2.5]);
        assert_eq!(at(&table, 2.0), 0.0, "past the end");
    }

    #[test]
    fn a_click_stays_in_its_place_and_rings_alike_before_and_after() {
        for (rate, peak) in [(4_000, 0.95), (16_000, 0.475), (48_000, 0.158_333)] {
            let mut click = vec![0.0; rate as usize / 10];
            click[rate as usize / 20] = 1.0;
            let resampled = to_8_khz(&click, rate);
            assert!((resampled[400] - peak).abs() < 1e-4, "{rate}: {}", resampled[400]);
            for away in 1..400 {
                let (before, after) = (resampled[400 - away], resampled[400 + away]);
                assert!((before - after).abs() < 1e-6, "{rate}: {before} {after}, {away} away");
            }
        }
    }

    #[test]
    fn the_bessel_function_is_as_tables_have_it() {
        // Abramowitz and Stegun, table 9.8.
        for (x, i0) in [(0.0, 1.0), (1.0, 1.266_065_878), (2.0, 2.279_585_302), (5.0, 27.239_871_8)] {
            assert!((bessel_i0(x) - i0).abs() < 1e-6, "{x}: {}", bessel_i0(x));
        }
    }
}
