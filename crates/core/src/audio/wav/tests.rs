//! Every format that is taken, every one that is refused, and anything at all.

use hound::SampleFormat::{Float, Int};
use proptest::prelude::*;

use super::*;
use crate::audio::synth::{mix, tone, wav};
use crate::audio::{FileFormat, measure};

/// A format chunk by its fields, for files that no encoder here would write.
fn format(tag: u16, channels: u16, rate: u32, bits: u16) -> Vec<u8> {
    let frame = channels.wrapping_mul(bits / 8);
    let mut body = Vec::new();
    body.extend(tag.to_le_bytes());
    body.extend(channels.to_le_bytes());
    body.extend(rate.to_le_bytes());
    body.extend(rate.wrapping_mul(u32::from(frame)).to_le_bytes());
    body.extend(frame.to_le_bytes());
    body.extend(bits.to_le_bytes());
    body
}

/// `valid_bits` of `bits` used; sub-format `tag`.
fn extensible(tag: u16, channels: u16, rate: u32, bits: u16, valid_bits: u16) -> Vec<u8> {
    let mut body = format(EXTENSIBLE, channels, rate, bits);
    body.extend(22_u16.to_le_bytes());
    body.extend(valid_bits.to_le_bytes());
    body.extend(4_u32.to_le_bytes());
    body.extend(tag.to_le_bytes());
    body.extend(b"\0\0\0\0\x10\0\x80\0\0\xAA\0\x38\x9B\x71");
    body
}

fn file(format: &[u8], data: &[u8]) -> Vec<u8> {
    header(format, data).into_iter().chain(data.iter().copied()).collect()
}

fn level(speech: &Speech) -> f64 {
    measure::measure(speech).level_dbfs
}

#[test]
fn a_plain_recording_comes_through_sample_for_sample() {
    let samples: Vec<i16> = (i16::MIN..=i16::MAX).step_by(7).collect();
    let original = Speech::from_samples(samples);
    let read = read(&original.to_wav()).unwrap();
    assert_eq!(read, original);
    assert!(!read.was_normalized());
}

#[test]
fn every_sample_size_keeps_the_level() {
    let sound = tone(1_000.0, 8_000, 1.0, -20.0);
    for (bits, kind) in [(8, Int), (16, Int), (24, Int), (32, Int), (32, Float)] {
        let speech = read(&wav(&sound, 1, 8_000, bits, kind)).unwrap();
        assert_eq!(speech.samples().len(), 8_000, "{bits} {kind:?}");
        assert!((level(&speech) + 20.0).abs() < 0.05, "{bits} {kind:?}: {}", level(&speech));
        assert_eq!(speech.was_normalized(), (bits, kind) != (16, Int));
    }
}

#[test]
fn every_sample_rate_keeps_length_and_level() {
    for rate in [4_000, 6_000, 8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000] {
        let speech = read(&wav(&tone(1_000.0, rate, 1.0, -20.0), 1, rate, 16, Int)).unwrap();
        assert!((speech.secs() - 1.0).abs() < 0.01, "{rate}: {} s", speech.secs());
        assert!((level(&speech) + 20.0).abs() < 0.5, "{rate}: {} dB", level(&speech));
    }
}

#[test]
fn what_a_telephone_cannot_carry_is_taken_out() {
    let speech = read(&wav(&tone(6_000.0, 16_000, 1.0, -20.0), 1, 16_000, 16, Int)).unwrap();
    assert!(level(&speech) < -50.0, "{}", level(&speech));
}

#[test]
fn two_channels_become_their_mean() {
    let left = tone(1_000.0, 8_000, 0.5, -20.0);
    let stereo: Vec<f32> = left.iter().flat_map(|&s| [s, 0.0]).collect();
    let speech = read(&wav(&stereo, 2, 8_000, 16, Int)).unwrap();
    let half = mix(&[left.iter().map(|s| s / 2.0).collect()]);
    assert_eq!(speech.samples().len(), 4_000);
    assert!(speech.samples().iter().zip(half).all(|(&s, h)| (f32::from(s) - h * 32_768.0).abs() <= 1.0));
    assert!(speech.was_normalized());
}

#[test]
fn floats_out_of_range_end_at_the_end_of_the_scale() {
    let sound = [2.0, -1e30, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 0.5];
    let speech = read(&wav(&sound, 1, 8_000, 32, Float)).unwrap();
    assert_eq!(speech.samples(), [i16::MAX, i16::MIN, i16::MAX, i16::MIN, 0, 16_384]);
}

#[test]
fn the_extensible_header_is_read() {
    let data: Vec<u8> = [100_i16, -100, 7].iter().flat_map(|s| s.to_le_bytes()).collect();
    let speech = read(&file(&extensible(PCM, 1, 8_000, 16, 16), &data)).unwrap();
    assert_eq!((speech.samples(), speech.was_normalized()), (&[100_i16, -100, 7][..], false));

    let data: Vec<u8> = [0.5_f32, -0.25].iter().flat_map(|s| s.to_le_bytes()).collect();
    let speech = read(&file(&extensible(FLOAT, 1, 8_000, 32, 32), &data)).unwrap();
    assert_eq!(speech.samples(), [16_384, -8_192]);

    // Filled from the left: the four bits on the right say nothing.
    let twenty_of_24 = extensible(PCM, 1, 8_000, 24, 20);
    assert_eq!(read(&file(&twenty_of_24, &[0, 0, 1, 0, 0, 2])).unwrap().samples(), [256, 512]);
}

#[test]
fn a_longer_format_chunk_is_read_too() {
    let mut long = format(PCM, 1, 8_000, 16);
    long.extend([0; 6]);
    assert_eq!(read(&file(&long, &[1, 0, 2, 0])).unwrap().samples(), [1, 2]);
}

#[test]
fn other_packings_are_refused_by_name() {
    let refused = |format: &[u8]| read(&file(format, &[0x55; 800])).unwrap_err();
    for (tag, packing) in [
        (0x02, Packing::Adpcm),
        (0x06, Packing::ALaw),
        (0x07, Packing::MuLaw),
        (0x11, Packing::Adpcm),
        (0x31, Packing::Gsm),
        (0x55, Packing::Mp3),
        (0x1234, Packing::Other(0x1234)),
    ] {
        assert_eq!(refused(&format(tag, 1, 8_000, 8)), WavError::Packed(packing));
    }
    assert_eq!(refused(&extensible(7, 1, 8_000, 8, 8)), WavError::Packed(Packing::MuLaw));
}

#[test]
fn what_is_out_of_bounds_is_refused_with_the_number() {
    let refused = |channels, rate, bits| read(&file(&format(PCM, channels, rate, bits), &[0; 960])).unwrap_err();
    assert_eq!(refused(0, 8_000, 16), WavError::Channels(0));
    assert_eq!(refused(3, 8_000, 16), WavError::Channels(3));
    assert_eq!(refused(1, 3_999, 16), WavError::SampleRate(3_999));
    assert_eq!(refused(1, 96_001, 16), WavError::SampleRate(96_001));
    assert_eq!(refused(1, 0, 16), WavError::SampleRate(0));
    assert_eq!(refused(1, 8_000, 40), WavError::SampleSize(40));
    assert_eq!(refused(1, 8_000, 64), WavError::SampleSize(64));
    assert_eq!(read(&file(&format(FLOAT, 1, 8_000, 16), &[0; 8])), Err(WavError::SampleSize(16)));
}

#[test]
fn a_header_that_is_too_short_is_damaged() {
    assert!(matches!(read(&file(&[1, 0, 1, 0], &[0; 8])), Err(WavError::Damaged(_))));
    assert!(matches!(read(&file(&format(EXTENSIBLE, 1, 8_000, 16), &[0; 8])), Err(WavError::Damaged(_))));
}

#[test]
fn what_is_no_wav_is_refused_by_name() {
    assert_eq!(read(b""), Err(WavError::Empty));
    assert_eq!(read(b"ID3\x04tag"), Err(WavError::NotWav(FileFormat::Mp3)));
    assert_eq!(read(b"<html>404</html>"), Err(WavError::NotWav(FileFormat::Html)));
    assert_eq!(read(b"{\"status\":404}"), Err(WavError::NotWav(FileFormat::Json)));
}

#[test]
fn nothing_recorded_is_refused() {
    assert_eq!(read(&Speech::from_samples(vec![]).to_wav()), Err(WavError::NoSamples));
}

#[test]
fn a_minute_is_read_and_no_more() {
    let minute = vec![0_i16; 60 * 8_000];
    assert_eq!(read(&Speech::from_samples(minute.clone()).to_wav()).unwrap().secs(), 60.0);
    let longer = [minute, vec![0]].concat();
    assert_eq!(read(&Speech::from_samples(longer).to_wav()), Err(WavError::TooLong));
}

#[test]
fn a_file_over_the_limit_is_not_looked_at() {
    let mut file = Speech::from_samples(vec![0; 8_000]).to_wav();
    file.resize(MAX_BYTES, 0);
    assert!(read(&file).is_ok());
    file.push(0);
    assert_eq!(read(&file), Err(WavError::TooBig));
}

#[test]
fn a_stream_of_unknown_length_is_read_to_its_last_whole_sample() {
    for length in [[0xFF; 4], [0; 4]] {
        let mut file = Speech::from_samples(vec![1, 2, 3]).to_wav();
        file[4..8].copy_from_slice(&length);
        file[40..44].copy_from_slice(&length);
        assert_eq!(read(&file).unwrap().samples(), [1, 2, 3]);
        file.push(9);
        assert_eq!(read(&file).unwrap().samples(), [1, 2, 3]);
        file.truncate(45);
        assert_eq!(read(&file), Err(WavError::NoSamples));
    }
}

proptest! {
    #[test]
    fn a_download_that_broke_off_is_noticed_wherever_it_broke(
        samples in proptest::collection::vec(any::<i16>(), 1..300),
        at in any::<prop::sample::Index>(),
    ) {
        let file = Speech::from_samples(samples).to_wav();
        let cut = at.index(file.len());
        // Exactly so much less is what encoders write that count the header in, and not to be heard.
        prop_assume!(cut <= 44 || ![44, 36].contains(&(file.len() - cut)));
        let expected = if cut == 0 { WavError::Empty } else { WavError::CutOff };
        prop_assert_eq!(read(&file[..cut]), Err(expected));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
        let _ = read(&[b"RIFF\xFF\xFF\xFF\xFFWAVE", bytes.as_slice()].concat());
        let _ = read(&file(&bytes[..bytes.len().min(40)], &bytes));
    }

    #[test]
    fn no_wrong_bytes_in_a_good_file_make_it_panic_or_grow(
        changes in proptest::collection::vec((0..100_usize, any::<u8>()), 1..6),
        long_header in any::<bool>(),
    ) {
        let format = if long_header { extensible(PCM, 2, 16_000, 24, 24) } else { format(PCM, 1, 8_000, 16) };
        let mut bytes = file(&format, &[7; 240]);
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Ok(speech) = read(&bytes) {
            prop_assert!(!speech.samples().is_empty());
            // From one byte a sample and 4 kHz come two samples at most.
            prop_assert!(speech.samples().len() <= 2 * bytes.len());
            prop_assert_eq!(read(&speech.to_wav()).unwrap(), Speech::from_samples(speech.samples().to_vec()));
        }
    }
}
