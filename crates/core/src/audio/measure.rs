//! Length, level, speech and clipping of a recording.

use crate::domain::voice_check::{AudioProblem, Measures};

use super::{Speech, activity, level::decibels};

/// From here on a sample stands at the end of the scale: G.711 ends at 32 124 (mu-law) and 32 256 (A-law) of 32 768,
/// and 8-bit sound at 32 512, so that what clipped on the line never reaches the last value.
const CLIPPED_FROM: u16 = 32_100;

/// Less speech than this is a knock or a breath, in seconds.
const SPOKE_SECS: f64 = 0.1;
/// The shortest spoken name, in seconds of speech ("Bo Li" takes about half a second).
const NAME_SECS: f64 = 0.4;
/// The shortest recording that a name fits in, in seconds.
const RECORDING_SECS: f64 = 0.7;
/// More than one sample in a hundred at the end of the scale can be heard.
const CLIPPED_SHARE: f64 = 0.01;

/// Measures a recording. Every number is finite; nothing in them could recognize anybody.
#[must_use]
pub fn measure(speech: &Speech) -> Measures {
    let samples = speech.samples();
    let count = samples.len().max(1) as f64;
    let mean_square = samples.iter().map(|&s| f64::from(s).powi(2)).sum::<f64>() / count;
    let peak = samples.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0);
    let clipped = samples.iter().filter(|s| s.unsigned_abs() >= CLIPPED_FROM).count();
    Measures {
        secs: speech.secs(),
        level_dbfs: decibels(mean_square.sqrt()),
        peak_dbfs: decibels(f64::from(peak)),
        speech_share: activity::speech_samples(samples) as f64 / count,
        clipped_share: clipped as f64 / count,
    }
}

/// What is wrong with a recording that measures so. Silence hides that it is short as well.
#[must_use]
pub fn audio_problems(measures: &Measures) -> Vec<AudioProblem> {
    let speech_secs = measures.secs * measures.speech_share;
    let mut problems = Vec::new();
    if speech_secs < SPOKE_SECS {
        problems.push(AudioProblem::Silent);
    } else if speech_secs < NAME_SECS || measures.secs < RECORDING_SECS {
        problems.push(AudioProblem::TooShort);
    }
    if measures.clipped_share > CLIPPED_SHARE {
        problems.push(AudioProblem::Clipped);
    }
    problems
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::audio::synth::{hiss, to_i16, tone};
    use crate::audio::wav;

    fn of(sound: &[f32]) -> Measures {
        measure(&Speech::from_samples(to_i16(sound)))
    }

    fn sample(file: &[u8]) -> Measures {
        let speech = wav::read(file).unwrap();
        assert!(!speech.was_normalized());
        let measures = measure(&speech);
        assert_eq!(speech.to_wav().as_slice(), file, "the samples are plain WAV files");
        measures
    }

    #[test]
    fn level_and_peak_of_a_known_tone() {
        let measures = of(&tone(1_000.0, 8_000, 2.0, -20.0));
        assert!((measures.level_dbfs + 20.0).abs() < 0.01, "{measures:?}");
        assert!((measures.peak_dbfs + 16.99).abs() < 0.01, "{measures:?}");
        assert_eq!((measures.secs, measures.clipped_share), (2.0, 0.0));
    }

    #[test]
    fn nothing_measures_as_nothing() {
        for samples in [vec![], vec![0; 8_000]] {
            let secs = samples.len() as f64 / 8_000.0;
            let measures = measure(&Speech::from_samples(samples));
            let nothing = Measures { secs, level_dbfs: -96.0, peak_dbfs: -96.0, speech_share: 0.0, clipped_share: 0.0 };
            assert_eq!(measures, nothing);
            assert_eq!(audio_problems(&measures), [AudioProblem::Silent]);
        }
    }

    #[test]
    fn what_clipped_in_the_telephone_network_counts_as_clipped() {
        for end in [32_124, -32_124, 32_256, 32_512, i16::MAX, i16::MIN] {
            let samples = [vec![end; 2], vec![3_000; 98]].concat();
            assert_eq!(measure(&Speech::from_samples(samples)).clipped_share, 0.02, "{end}");
        }
        let at = |end| measure(&Speech::from_samples(vec![end])).clipped_share;
        assert_eq!((at(32_100), at(-32_100), at(32_099), at(-32_099)), (1.0, 1.0, 0.0, 0.0));
        let loud_only = measure(&Speech::from_samples(vec![30_000; 100]));
        assert_eq!(loud_only.clipped_share, 0.0);
    }

    #[test]
    fn a_spoken_name_has_no_problem() {
        for file in [
            &include_bytes!("../../../../voices/maria-lopez.wav")[..],
            include_bytes!("../../../../voices/john-carter.wav"),
        ] {
            let measures = sample(file);
            assert_eq!(audio_problems(&measures), [], "{measures:?}");
            assert!((-30.0..-20.0).contains(&measures.level_dbfs), "{measures:?}");
            assert!((0.4..0.75).contains(&measures.speech_share), "{measures:?}");
        }
    }

    #[test]
    fn a_quiet_speaker_on_a_bad_line_has_no_problem() {
        let measures = sample(include_bytes!("../../../../voices/ana-torres-quiet.wav"));
        assert_eq!(audio_problems(&measures), [], "{measures:?}");
        assert!((-37.0..-33.0).contains(&measures.level_dbfs), "{measures:?}");
    }

    #[test]
    fn a_line_on_which_nobody_speaks_is_silent() {
        let measures = sample(include_bytes!("../../../../voices/silence.wav"));
        assert_eq!(audio_problems(&measures), [AudioProblem::Silent]);
        assert_eq!(measures.speech_share, 0.0);
        assert_eq!(audio_problems(&of(&hiss(0.3, -50.0))), [AudioProblem::Silent], "silent, and not short as well");
    }

    #[test]
    fn an_overdriven_voice_is_clipped_and_still_a_voice() {
        let measures = sample(include_bytes!("../../../../voices/clipped.wav"));
        assert_eq!(audio_problems(&measures), [AudioProblem::Clipped], "{measures:?}");
    }

    #[test]
    fn half_a_name_is_too_short() {
        let measures = sample(include_bytes!("../../../../voices/short.wav"));
        assert_eq!(audio_problems(&measures), [AudioProblem::TooShort], "{measures:?}");
    }

    #[test]
    fn the_limits_of_each_problem() {
        let fine = Measures { secs: 2.0, level_dbfs: -20.0, peak_dbfs: -3.0, speech_share: 0.5, clipped_share: 0.01 };
        assert_eq!(audio_problems(&fine), []);
        assert_eq!(audio_problems(&Measures { clipped_share: 0.011, ..fine }), [AudioProblem::Clipped]);
        assert_eq!(audio_problems(&Measures { speech_share: 0.19, ..fine }), [AudioProblem::TooShort]);
        assert_eq!(audio_problems(&Measures { speech_share: 0.04, ..fine }), [AudioProblem::Silent]);
        let speech = |share| Measures { secs: 1.0, speech_share: share, ..fine };
        assert_eq!(audio_problems(&speech(0.1)), [AudioProblem::TooShort], "a tenth of a second is no silence");
        assert_eq!(audio_problems(&speech(0.099)), [AudioProblem::Silent]);
        assert_eq!(audio_problems(&speech(0.4)), [], "as long as the shortest name");
        assert_eq!(audio_problems(&speech(0.399)), [AudioProblem::TooShort]);
        assert_eq!(audio_problems(&Measures { secs: 0.69, speech_share: 0.9, ..fine }), [AudioProblem::TooShort]);
        assert_eq!(audio_problems(&Measures { secs: 0.7, speech_share: 0.9, ..fine }), []);
    }

    proptest! {
        #[test]
        fn every_number_is_finite_and_in_its_range(
            samples in prop_oneof![
                proptest::collection::vec(any::<i16>(), 0..4_000),
                proptest::collection::vec(prop_oneof![Just(0), Just(i16::MIN), Just(i16::MAX)], 0..4_000),
                (any::<i16>(), 0..20_000_usize).prop_map(|(sample, count)| vec![sample; count]),
            ]
        ) {
            let measures = measure(&Speech::from_samples(samples));
            prop_assert!(measures.secs.is_finite() && measures.secs >= 0.0);
            prop_assert!((-96.0..=0.0).contains(&measures.level_dbfs));
            prop_assert!((-96.0..=0.0).contains(&measures.peak_dbfs));
            prop_assert!(measures.level_dbfs <= measures.peak_dbfs + 1e-9);
            prop_assert!((0.0..=1.0).contains(&measures.speech_share));
            prop_assert!((0.0..=1.0).contains(&measures.clipped_share));
        }
    }
}
