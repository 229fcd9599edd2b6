//! A recording drawn: how loud it is from moment to moment. A picture for the eye; nobody is recognized by it.

use std::fmt::Write as _;

use super::Speech;

/// How high the picture is, in units of its path; the line of silence runs through the middle.
pub const HEIGHT: u16 = 100;

/// Nothing is drawn thinner, so that silence is a line and not a gap.
const THINNEST: f64 = 1.0;
const FULL_SCALE: f64 = 32_768.0;

/// The path data (SVG 2, 9.3) of a recording in this many columns, one unit wide each and [`HEIGHT`] high: a stroke up
/// and down in the middle of each column. As high as the square root of its loudest sample, so that a quiet voice
/// shows as well.
#[must_use]
pub fn path(speech: &Speech, columns: u16) -> String {
    let middle = f64::from(HEIGHT) / 2.0;
    let mut path = String::new();
    for (column, peak) in peaks(speech.samples(), columns).into_iter().enumerate() {
        let half = ((f64::from(peak) / FULL_SCALE).sqrt() * middle).max(THINNEST / 2.0);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{column}.5 {:.1}V{:.1}", middle - half, middle + half);
    }
    path
}

/// The loudest sample of each column.
fn peaks(samples: &[i16], columns: u16) -> Vec<u16> {
    let (columns, count) = (usize::from(columns), samples.len());
    let column = |at: usize| {
        let (from, to) = (at * count / columns, (at + 1) * count / columns);
        // A recording of fewer samples than columns shows each of them more than once.
        let samples = samples.get(from..to.max(from + 1)).unwrap_or_default();
        samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
    };
    (0..columns).map(column).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::audio::wav;

    #[test]
    fn a_column_is_as_high_as_its_loudest_sample() {
        assert_eq!(peaks(&[0, 100, -300, 200, i16::MIN, 0], 3), [100, 300, 32_768]);
        assert_eq!(peaks(&[7, -9], 4), [7, 7, 9, 9], "shorter than the picture is wide");
        assert_eq!(peaks(&[], 2), [0, 0]);
        let drawn = path(&Speech::from_samples(vec![i16::MIN, 0, 8_192]), 3);
        assert_eq!(drawn, "M0.5 0.0V100.0M1.5 49.5V50.5M2.5 25.0V75.0");
    }

    #[test]
    fn a_name_stands_out_from_the_silence_around_it() {
        let speech = wav::read(include_bytes!("../../../../voices/maria-lopez.wav")).unwrap();
        let peaks = peaks(speech.samples(), 100);
        let (lowest, highest) = (peaks.iter().min().unwrap(), peaks.iter().max().unwrap());
        assert!(*highest > 20 * lowest.max(&1), "{peaks:?}");
    }

    proptest! {
        #[test]
        fn whatever_was_recorded_stays_within_the_picture(
            samples in proptest::collection::vec(any::<i16>(), 0..3_000), columns in 0..300_u16
        ) {
            let drawn = path(&Speech::from_samples(samples), columns);
            prop_assert_eq!(drawn.matches('M').count(), usize::from(columns));
            let heights = drawn.split(['M', 'V', ' ']).filter(|number| !number.is_empty());
            for number in heights {
                let number: f64 = number.parse().unwrap();
                prop_assert!((0.0..=300.0).contains(&number));
            }
        }
    }
}
