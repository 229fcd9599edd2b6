//! Where somebody speaks: by how loud it is and how that changes, 20 ms at a time.
//!
//! Speech is louder than the noise of the line and never stays at one level: syllables rise and fall by many
//! decibels within a quarter of a second, while hiss, hum, beeps and keys do not. Only levels are looked at and none
//! is kept, so nothing of it could tell one person from another.
//!
//! Known limits: music, a radio and wind in the microphone change as speech does and count as speech; so do loud
//! rumble and the keys of a phone when a mobile codec has garbled them. Human ears decide.

use std::f64::consts::{SQRT_2, TAU};
use std::ops::Range;

use super::level::decibels;
use super::speech::HZ;

/// 20 ms, in samples.
const FRAME: usize = HZ as usize / 50;
/// Speech reaches this much somewhere, in dBFS of a frame, however quiet the line is …
const QUIETEST: f64 = -48.0;
/// … and stands out from the noise there by this many dB.
const ABOVE_NOISE: f64 = 8.0;
/// It begins and ends lower than it gets, as far down as this, in dB.
const TAIL_ABOVE_NOISE: f64 = 4.0;
const QUIETEST_TAIL: f64 = -56.0;
/// The noise is not taken to be louder than this, in dBFS: a recording may be nothing but speech.
const LOUDEST_NOISE: f64 = -40.0;
/// The noise is the level below which one frame in so many lies: nobody speaks without any pause.
const QUIET_ONE_IN: usize = 10;
/// Levels are compared over this many frames to each side, a quarter of a second in all …
const AROUND: usize = 6;
/// … and differ by this many dB at least for each frame looked at, …
const LIVELY_PER_FRAME: f64 = 0.5;
/// … in a short syllable too: two tones that beat against each other differ by 2 dB.
const LIVELY: f64 = 3.0;
/// Shorter runs are clicks, in frames.
const SHORTEST: usize = 3;
/// Shorter pauses belong to a word (a "p" closes the lips for a tenth of a second), in frames.
const PAUSE: usize = 10;
/// Below a telephone's band, in Hz: mains hum and the rumble of engines live there.
const RUMBLE_HZ: f64 = 200.0;

/// How many of the samples belong to speech; at most as many as there are.
pub(super) fn speech_samples(samples: &[i16]) -> usize {
    speech_frames(&frame_levels(samples)) * FRAME
}

/// How many of the frames belong to speech, by their levels in dBFS.
fn speech_frames(levels: &[f64]) -> usize {
    let noise = noise(levels);
    let (tail, top) = ((noise + TAIL_ABOVE_NOISE).max(QUIETEST_TAIL), (noise + ABOVE_NOISE).max(QUIETEST));
    let mut speech = vec![false; levels.len()];
    for run in runs(levels.iter().map(|&level| level >= tail)) {
        if let (Some(speech), Some(levels)) = (speech.get_mut(run.clone()), levels.get(run))
            && levels.iter().any(|&level| level >= top)
        {
            mark_lively(levels, speech);
        }
    }
    let spoken: Vec<Range<usize>> = runs(speech.into_iter()).into_iter().filter(|run| run.len() >= SHORTEST).collect();
    let within: usize = spoken.iter().map(Range::len).sum();
    let pauses = spoken.iter().zip(spoken.iter().skip(1)).map(|(before, after)| after.start - before.end);
    within + pauses.filter(|&pause| pause <= PAUSE).sum::<usize>()
}

/// The level of the line when nobody speaks, in dBFS.
fn noise(levels: &[f64]) -> f64 {
    let mut sorted = levels.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / QUIET_ONE_IN).copied().unwrap_or(LOUDEST_NOISE).min(LOUDEST_NOISE)
}

/// Marks the frames of a loud run around which the level changes as it does in speech.
///
/// The frames at both ends do not count as change, or every beep would have it: they are filled in part only.
/// They follow their neighbors.
fn mark_lively(levels: &[f64], speech: &mut [bool]) {
    let inner = 1..levels.len().saturating_sub(1);
    for (frame, mark) in speech.iter_mut().enumerate() {
        let near = frame.saturating_sub(AROUND).max(inner.start)..(frame + AROUND + 1).min(inner.end);
        let near = levels.get(near).unwrap_or_default();
        let highest = near.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lowest = near.iter().copied().fold(f64::INFINITY, f64::min);
        *mark = highest - lowest >= (LIVELY_PER_FRAME * near.len() as f64).max(LIVELY);
    }
}

/// Level of each whole frame in dBFS, without what lies below the telephone's band.
fn frame_levels(samples: &[i16]) -> Vec<f64> {
    let mut filter = HighPass::new(RUMBLE_HZ);
    let filtered: Vec<f64> = samples.iter().map(|&sample| filter.next(f64::from(sample))).collect();
    let mean_square = |frame: &[f64]| frame.iter().map(|s| s * s).sum::<f64>() / FRAME as f64;
    filtered.chunks_exact(FRAME).map(|frame| decibels(mean_square(frame).sqrt())).collect()
}

/// The stretches in which the flag is up.
fn runs(flags: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, _) in flags.enumerate().filter(|(_, up)| *up) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end = index + 1,
            Some(_) | None => runs.push(index..index + 1),
        }
    }
    runs
}

/// A Butterworth high-pass of second order.
/// Coefficients: R. Bristow-Johnson, "Audio EQ Cookbook", <https://www.w3.org/TR/audio-eq-cookbook/>.
struct HighPass {
    b: [f64; 3],
    a: [f64; 2],
    x: [f64; 2],
    y: [f64; 2],
}

impl HighPass {
    fn new(hz: f64) -> Self {
        let (sin, cos) = (TAU * hz / f64::from(HZ)).sin_cos();
        let alpha = sin / SQRT_2;
        let a0 = 1.0 + alpha;
        let edge = (1.0 + cos) / 2.0 / a0;
        Self { b: [edge, -2.0 * edge, edge], a: [-2.0 * cos / a0, (1.0 - alpha) / a0], x: [0.0; 2], y: [0.0; 2] }
    }

    fn next(&mut self, sample: f64) -> f64 {
        let ([b0, b1, b2], [a1, a2], [x1, x2], [y1, y2]) = (self.b, self.a, self.x, self.y);
        let filtered = b0 * sample + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        self.x = [sample, x1];
        self.y = [filtered, y1];
        filtered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::synth::{hiss, mix, silence, to_i16, tone};

    fn spoken_secs(sound: &[f32]) -> f64 {
        speech_samples(&to_i16(sound)) as f64 / 8_000.0
    }

    /// Syllables: hiss that swells and fades six times a second, as loud as told at the swell.
    fn syllables(secs: f64, dbfs: f64) -> Vec<f32> {
        let swell = |i: usize| (TAU * 3.0 * i as f64 / 8_000.0).sin().powi(2) as f32;
        hiss(secs, dbfs).iter().enumerate().map(|(i, s)| s * swell(i)).collect()
    }

    fn in_the_middle_of(room: &[f32], sound: &[f32]) -> Vec<f32> {
        let mut late = silence(room.len() as f64 / 8_000.0 / 4.0);
        late.extend(sound);
        mix(&[room.to_vec(), late])
    }

    #[test]
    fn what_swells_and_fades_is_speech_loud_or_quiet() {
        for dbfs in [-6.0, -20.0, -35.0] {
            for noise in [-90.0, -60.0, -50.0] {
                let secs = spoken_secs(&in_the_middle_of(&hiss(4.0, noise), &syllables(1.0, dbfs)));
                let expected = if dbfs - noise < 20.0 { 0.4..1.1 } else { 0.8..1.1 };
                assert!(expected.contains(&secs), "{dbfs} over {noise}: {secs} s");
            }
        }
    }

    #[test]
    fn speech_is_found_beside_a_running_engine_that_is_louder_than_any_line() {
        let secs = spoken_secs(&in_the_middle_of(&hiss(4.0, -30.0), &syllables(1.0, -12.0)));
        assert!((0.6..1.4).contains(&secs), "{secs}");
    }

    #[test]
    fn hiss_is_no_speech_at_any_level() {
        for dbfs in [-70.0, -50.0, -45.0, -40.0, -30.0, -20.0, -10.0] {
            assert_eq!(spoken_secs(&hiss(5.0, dbfs)), 0.0, "{dbfs}");
        }
    }

    #[test]
    fn hiss_that_the_line_lets_through_in_pieces_is_no_speech() {
        let gated: Vec<f32> =
            hiss(5.0, -44.0).iter().enumerate().map(|(i, &s)| if i / 2_000 % 2 == 0 { s } else { 0.0 }).collect();
        assert_eq!(spoken_secs(&gated), 0.0);
    }

    #[test]
    fn hum_is_no_speech() {
        for mains in [50.0, 60.0] {
            let harmonics: Vec<_> =
                (1..=6).map(|n| tone(mains * f64::from(n), 8_000, 3.0, -15.0 - 3.0 * f64::from(n))).collect();
            assert_eq!(spoken_secs(&mix(&harmonics)), 0.0, "{mains}");
        }
    }

    #[test]
    fn a_beep_and_the_tones_of_a_line_are_no_speech() {
        for tones in [&[1_000.0][..], &[1_400.0], &[425.0], &[350.0, 440.0], &[480.0, 620.0], &[440.0, 480.0]] {
            for (on, off) in [(0.1, 0.1), (0.25, 0.25), (0.5, 0.5), (2.0, 1.0)] {
                let beep = mix(&tones.iter().map(|&hz| tone(hz, 8_000, on, -13.0)).collect::<Vec<_>>());
                let once = [silence(off), beep, silence(off)].concat();
                assert_eq!(spoken_secs(&once.repeat(4)), 0.0, "{tones:?} {on} {off}");
            }
        }
    }

    #[test]
    fn keys_are_no_speech() {
        let mut dialed = hiss(0.5, -60.0);
        for (low, high) in [(697.0, 1_209.0), (770.0, 1_336.0), (852.0, 1_477.0), (941.0, 1_477.0)] {
            dialed.extend(mix(&[tone(low, 8_000, 0.11, -12.0), tone(high, 8_000, 0.11, -10.0)]));
            dialed.extend(hiss(0.07, -60.0));
        }
        assert_eq!(spoken_secs(&dialed), 0.0);
    }

    #[test]
    fn a_name_after_a_beep_counts_without_the_beep() {
        let beep = [silence(0.2), tone(1_400.0, 8_000, 0.5, -10.0), silence(0.3)].concat();
        let secs = spoken_secs(&[beep, syllables(1.0, -15.0), silence(0.3)].concat());
        assert!((0.8..1.1).contains(&secs), "{secs}");
    }

    #[test]
    fn a_click_is_no_speech() {
        let mut clicks = silence(2.0);
        for start in [1_000, 5_000, 9_000] {
            for (i, sample) in clicks[start..start + 200].iter_mut().enumerate() {
                *sample = if i % 2 == 0 { 0.9 } else { -0.9 } * (1.0 - i as f32 / 200.0);
            }
        }
        assert_eq!(spoken_secs(&clicks), 0.0);
    }

    #[test]
    fn less_than_a_frame_is_nothing() {
        assert_eq!(speech_samples(&[]), 0);
        assert_eq!(speech_samples(&[i16::MAX; FRAME - 1]), 0);
        assert_eq!(speech_samples(&[i16::MIN; FRAME]), 0);
    }

    /// Frames at these levels between two seconds in which nobody speaks.
    fn on_a_quiet_line(parts: &[&[f64]]) -> Vec<f64> {
        let quiet = [-96.0; 50];
        [&quiet, parts.concat().as_slice(), &quiet].concat()
    }

    /// Steady but for one step up by so many dB, from this frame on.
    fn step(frames: usize, at: usize, by: f64) -> Vec<f64> {
        (0..frames).map(|frame| if frame < at { -20.0 } else { -20.0 + by }).collect()
    }

    #[test]
    fn sound_is_speech_from_three_frames_on() {
        // At the beginning of a run fewer frames are compared, so that less of a step is enough there.
        for (by, frames) in [(3.2, 0), (3.7, 0), (4.2, 3), (4.7, 4)] {
            assert_eq!(speech_frames(&on_a_quiet_line(&[&step(30, 3, by)])), frames, "{by} dB");
        }
    }

    #[test]
    fn a_step_is_heard_for_an_eighth_of_a_second_before_and_after_it() {
        assert_eq!(speech_frames(&on_a_quiet_line(&[&step(60, 30, 6.5)])), 12);
        assert_eq!(speech_frames(&on_a_quiet_line(&[&step(60, 30, 6.4)])), 0);
    }

    #[test]
    fn a_pause_of_ten_frames_belongs_to_the_word_and_a_longer_one_does_not() {
        let word = [-20.0, -30.0].repeat(10);
        for (pause, frames) in [(0, 40), (1, 41), (10, 50), (11, 40)] {
            let silence = vec![-96.0; pause];
            assert_eq!(speech_frames(&on_a_quiet_line(&[&word, &silence, &word])), frames, "{pause}");
        }
    }

    #[test]
    fn speech_gets_as_loud_as_the_quietest_that_is_understood_and_ends_lower() {
        for (loud, soft, frames) in [
            (-48.0, -56.0, 20),
            (-48.1, -56.0, 0),
            // Every other frame lies below where speech ends, and one frame alone is a click.
            (-48.0, -56.1, 0),
        ] {
            assert_eq!(speech_frames(&on_a_quiet_line(&[&[loud, soft].repeat(10)])), frames, "{loud} {soft}");
        }
    }

    #[test]
    fn speech_stands_out_from_a_loud_line() {
        for (loud, soft, frames) in [(-37.0, -41.0, 8), (-37.1, -41.0, 0), (-37.0, -41.1, 0)] {
            let line = [-45.0; 50];
            let levels = [line.as_slice(), &[loud, soft].repeat(4), &line].concat();
            assert_eq!(speech_frames(&levels), frames, "{loud} {soft}");
        }
    }

    #[test]
    fn a_recording_may_be_nothing_but_speech() {
        assert_eq!(speech_frames(&[-20.0, -30.0].repeat(30)), 60);
    }

    #[test]
    fn the_noise_is_what_one_frame_in_ten_lies_below() {
        let levels = [[-60.0].repeat(10), [-50.0].repeat(90)].concat();
        assert_eq!(noise(&levels), -50.0);
        assert_eq!(noise(&[[-60.0].repeat(11), [-50.0].repeat(89)].concat()), -60.0);
        assert_eq!(noise(&[-20.0; 100]), LOUDEST_NOISE);
        assert_eq!(noise(&[]), LOUDEST_NOISE);
    }

    #[test]
    fn rumble_is_filtered_out_and_a_voice_is_not() {
        let level = |hz: f64| {
            let levels = frame_levels(&to_i16(&tone(hz, 8_000, 1.0, -10.0)));
            levels[levels.len() / 2..].iter().sum::<f64>() / (levels.len() - levels.len() / 2) as f64
        };
        // Of second order: 3 dB down at its edge, 12 dB more for each octave below.
        for (hz, dbfs) in [(50.0, -34.1), (100.0, -22.3), (200.0, -13.0), (400.0, -10.25), (1_000.0, -10.0)] {
            assert!((level(hz) - dbfs).abs() < 0.2, "{hz} Hz: {}", level(hz));
        }
    }

    #[test]
    fn a_steady_offset_is_taken_out() {
        let offset: Vec<i16> = vec![8_000; 16_000];
        assert_eq!(speech_samples(&offset), 0);
    }
}
