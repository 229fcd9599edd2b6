//! A recording: measured within bounds and written so that any player reads it, or refused in a sentence; and no
//! header makes it larger than the file is.

use std::io::Cursor;

use hound::{SampleFormat, WavReader};
use phoneclock::audio::{
    Speech, WavError,
    measure::{audio_problems, measure},
    wav, waveform,
};

const HZ: f64 = 8_000.0;
/// The lowest rate that is read, and so how many samples can come of one.
const SLOWEST_HZ: f64 = 4_000.0;
const COLUMNS: u16 = 60;

/// Whether the recording can be used.
pub fn check(data: &[u8]) -> bool {
    let speech = match wav::read(data) {
        Ok(speech) => speech,
        Err(bad) => {
            assert_is_a_sentence(&bad);
            return false;
        }
    };
    let count = speech.samples().len();
    assert!(count > 0, "a recording of nothing is refused");
    assert!(count as f64 <= (data.len() as f64 * HZ / SLOWEST_HZ).ceil(), "{count} samples of {} bytes", data.len());
    assert!(speech.secs() <= f64::from(wav::MAX_SECS) + 1.0 / HZ, "{} s", speech.secs());
    if !speech.was_normalized() {
        assert_stands_in(data, speech.samples());
    }
    assert_measured_within_bounds(&speech);
    assert_written_as_any_player_reads_it(&speech);
    true
}

/// Shown beside the punch, on one line.
fn assert_is_a_sentence(bad: &WavError) {
    let sentence = bad.to_string();
    assert!((10..=160).contains(&sentence.len()), "{sentence:?}");
    assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
}

/// What was 8 kHz, 16-bit, mono is kept sample for sample, from behind the name of some chunk on.
fn assert_stands_in(file: &[u8], samples: &[i16]) {
    let sound: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let mut chunks = file.windows(4).enumerate().filter(|(_, name)| *name == b"data").map(|(at, _)| at + 8);
    assert!(chunks.any(|at| file.get(at..).is_some_and(|rest| rest.starts_with(&sound))));
}

fn assert_measured_within_bounds(speech: &Speech) {
    let measures = measure(speech);
    assert!(measures.secs.is_finite() && measures.secs > 0.0);
    assert!((-96.0..=0.0).contains(&measures.peak_dbfs), "{measures:?}");
    assert!((-96.0..=measures.peak_dbfs + 1e-9).contains(&measures.level_dbfs), "{measures:?}");
    assert!((0.0..=1.0).contains(&measures.speech_share), "{measures:?}");
    assert!((0.0..=1.0).contains(&measures.clipped_share), "{measures:?}");
    assert!(audio_problems(&measures).len() <= 2, "{measures:?}");

    let drawn = waveform::path(speech, COLUMNS);
    assert_eq!(drawn.matches('M').count(), usize::from(COLUMNS));
    for number in drawn.split(['M', 'V', ' ']).filter(|number| !number.is_empty()) {
        assert!((0.0..=100.0).contains(&number.parse::<f64>().unwrap()), "{drawn}");
    }
}

fn assert_written_as_any_player_reads_it(speech: &Speech) {
    let file = speech.to_wav();
    let mut reader = WavReader::new(Cursor::new(&file)).unwrap();
    let spec = reader.spec();
    assert_eq!((spec.channels, spec.sample_rate, spec.bits_per_sample), (1, 8_000, 16));
    assert_eq!(spec.sample_format, SampleFormat::Int);
    assert!(reader.samples::<i16>().map(Result::unwrap).eq(speech.samples().iter().copied()));

    let again = wav::read(&file).unwrap();
    assert_eq!(again.samples(), speech.samples());
    assert!(!again.was_normalized());
}
