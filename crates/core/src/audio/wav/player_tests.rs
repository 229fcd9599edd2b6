//! Shapes of WAV files that encoders, converters and proxies really leave behind, read as sox and ffmpeg play them.

use super::*;
use crate::audio::{measure, synth::tone};

/// A second of a tone, as samples of 16 bits.
fn second() -> Vec<i16> {
    crate::audio::synth::to_i16(&tone(1_000.0, 8_000, 1.0, -20.0))
}

fn pcm() -> Vec<u8> {
    second().iter().flat_map(|sample| sample.to_le_bytes()).collect()
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = lying(name, body, body.len() as u32);
    chunk.resize(chunk.len() + body.len() % 2, 0);
    chunk
}

/// A chunk without its pad whose length says something else.
fn lying(name: &[u8; 4], body: &[u8], length: u32) -> Vec<u8> {
    [name.as_slice(), &length.to_le_bytes(), body].concat()
}

fn fmt(tag: u16, channels: u16, rate: u32, byte_rate: u32, align: u16, bits: u16) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(tag.to_le_bytes());
    body.extend(channels.to_le_bytes());
    body.extend(rate.to_le_bytes());
    body.extend(byte_rate.to_le_bytes());
    body.extend(align.to_le_bytes());
    body.extend(bits.to_le_bytes());
    chunk(b"fmt ", &body)
}

fn long(bits: u16, align: u16, valid: u16) -> Vec<u8> {
    let mut body = fmt(EXTENSIBLE, 1, 8_000, 8_000 * u32::from(align), align, bits)[8..].to_vec();
    body.extend(22_u16.to_le_bytes());
    body.extend(valid.to_le_bytes());
    body.extend(4_u32.to_le_bytes());
    body.extend(PCM.to_le_bytes());
    body.extend(b"\0\0\0\0\x10\0\x80\0\0\xAA\0\x38\x9B\x71");
    chunk(b"fmt ", &body)
}

fn plain() -> Vec<u8> {
    fmt(PCM, 1, 8_000, 16_000, 2, 16)
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let bytes = chunks.concat();
    riff_of(4 + bytes.len() as u32, chunks)
}

fn riff_of(length: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"RIFF".as_slice(), &length.to_le_bytes(), b"WAVE", &chunks.concat()].concat()
}

/// The tone in samples of other sizes, filled from the left.
fn wide(bytes: usize) -> Vec<u8> {
    second()
        .iter()
        .flat_map(|sample| {
            let mut wide = vec![0; bytes - 2];
            wide.extend(sample.to_le_bytes());
            wide
        })
        .collect()
}

fn long_data(by: u32) -> Vec<u8> {
    lying(b"data", &pcm(), 16_000 + by)
}

/// Files that hold the whole second, however their headers put it.
fn whole() -> Vec<(&'static str, Vec<u8>)> {
    let (data, list) = (chunk(b"data", &pcm()), || chunk(b"LIST", b"INFO"));
    let odd = |name: &[u8; 4], body: &[u8]| lying(name, body, body.len() as u32);
    let half_sample = [pcm(), vec![0]].concat();
    vec![
        ("nothing unusual", riff(&[plain(), data.clone()])),
        // Chunks of odd length.
        ("an odd chunk without its pad", riff(&[odd(b"LIST", b"INFOx"), plain(), data.clone()])),
        ("the same behind the format", riff(&[plain(), odd(b"LIST", b"INFOx"), data.clone()])),
        ("the same with its pad", riff(&[plain(), chunk(b"LIST", b"INFOx"), data.clone()])),
        ("a pad that is not zero", riff(&[plain(), [odd(b"LIST", b"INFOx"), b"x".to_vec()].concat(), data.clone()])),
        ("an id3 chunk of nine bytes", riff(&[plain(), odd(b"id3 ", b"ID3\x04\0\0\0\0\0"), data.clone()])),
        ("two odd chunks", riff(&[plain(), odd(b"bext", b"abc"), odd(b"junk", b"defgh"), data.clone()])),
        (
            "an odd one with, one without",
            riff(&[chunk(b"bext", b"abc"), odd(b"LIST", b"INFOx"), plain(), data.clone()]),
        ),
        (
            "an odd unknown chunk before another",
            riff(&[plain(), odd(b"abcd", b"e"), chunk(b"wxyz", b"12"), data.clone()]),
        ),
        ("an odd chunk behind the sound", riff(&[plain(), data.clone(), odd(b"LIST", b"INFOx")])),
        ("chunks of no length", riff(&[chunk(b"fact", b""), plain(), chunk(b"PAD ", b""), data.clone()])),
        // Lengths that are too long.
        ("one byte too long", riff(&[plain(), long_data(1)])),
        ("the head of a chunk too long", riff(&[plain(), long_data(8)])),
        ("a longer format chunk too long", riff(&[plain(), long_data(16)])),
        ("the header too long", riff(&[plain(), long_data(44)])),
        ("the header less its head too long", riff(&[plain(), long_data(36)])),
        ("a header with a list too long", riff(&[plain(), list(), long_data(56)])),
        ("twice as long as it is", riff(&[plain(), long_data(16_000)])),
        ("both lengths by the header too long", riff_of(36 + 16_000 + 44, &[plain(), long_data(44)])),
        ("both the size of the file", riff_of(16_044, &[plain(), long_data(44)])),
        ("too long in a file without a length", riff_of(0, &[plain(), long_data(5_000)])),
        ("too long in a file said to be shorter", riff_of(36, &[plain(), long_data(5_000)])),
        // Lengths of a stream.
        ("RIFF too long by its head", riff_of(36 + 16_008, &[plain(), data.clone()])),
        ("RIFF of no length", riff_of(0, &[plain(), data.clone()])),
        ("RIFF much too long", riff_of(1_000_000, &[plain(), data.clone()])),
        ("no length in a file that knows its own", riff(&[plain(), lying(b"data", &pcm(), 0)])),
        ("no lengths", riff_of(0, &[plain(), lying(b"data", &pcm(), 0)])),
        ("RIFF of a header alone", riff_of(36, &[plain(), lying(b"data", &pcm(), 0)])),
        ("an empty part before the sound", riff(&[plain(), chunk(b"data", b""), list(), data.clone()])),
        ("a stream's length", riff(&[plain(), lying(b"data", &pcm(), u32::MAX - 36)])),
        (
            "RF64",
            [b"RF64\xFF\xFF\xFF\xFFWAVE".to_vec(), chunk(b"ds64", &[0; 28]), plain(), lying(b"data", &pcm(), u32::MAX)]
                .concat(),
        ),
        // Half samples.
        ("half a sample more", riff(&[plain(), odd(b"data", &half_sample)])),
        ("half a sample more, and a pad", riff(&[plain(), chunk(b"data", &half_sample)])),
        ("half a sample more in a stream", riff(&[plain(), lying(b"data", &half_sample, u32::MAX)])),
        // Formats that contradict themselves.
        ("no byte rate", riff(&[fmt(PCM, 1, 8_000, 0, 2, 16), data.clone()])),
        ("a wrong byte rate", riff(&[fmt(PCM, 1, 8_000, 8_000, 2, 16), data.clone()])),
        ("no frame size", riff(&[fmt(PCM, 1, 8_000, 0, 0, 16), data.clone()])),
        ("a frame of half a sample", riff(&[fmt(PCM, 1, 8_000, 16_000, 1, 16), data.clone()])),
        ("a format without bits", riff(&[chunk(b"fmt ", &plain()[8..22]), data.clone()])),
        ("a format of 18 bytes", riff(&[chunk(b"fmt ", &[&plain()[8..], &[0, 0]].concat()), data.clone()])),
        ("a second format", riff(&[plain(), fmt(PCM, 2, 44_100, 176_400, 4, 16), data.clone()])),
        ("long, 16 of 16 bits", riff(&[long(16, 2, 16), data.clone()])),
        ("long, no valid bits said", riff(&[long(16, 2, 0), data.clone()])),
        ("long, 12 of 16 bits", riff(&[long(16, 2, 12), data.clone()])),
        ("long, 20 of 24 bits", riff(&[long(24, 3, 20), chunk(b"data", &wide(3))])),
        ("long, 24 of 32 bits", riff(&[long(32, 4, 24), chunk(b"data", &wide(4))])),
        ("long, 20 bits in three bytes", riff(&[long(20, 3, 20), chunk(b"data", &wide(3))])),
        ("12 bits in two bytes", riff(&[fmt(PCM, 1, 8_000, 16_000, 2, 12), data.clone()])),
        ("13 bits in two bytes", riff(&[fmt(PCM, 1, 8_000, 16_000, 2, 13), data.clone()])),
        ("20 bits in three bytes", riff(&[fmt(PCM, 1, 8_000, 24_000, 3, 20), chunk(b"data", &wide(3))])),
        ("28 bits in four bytes", riff(&[fmt(PCM, 1, 8_000, 32_000, 4, 28), chunk(b"data", &wide(4))])),
    ]
}

#[test]
fn a_whole_second_is_played_whatever_the_header_makes_of_it() {
    for (shape, file) in whole() {
        let speech = read(&file).unwrap_or_else(|reason| panic!("{shape}: {reason}"));
        // An odd rest may come with the pad of a chunk that was never ended.
        assert_eq!(speech.samples(), second(), "{shape}");
        assert!(!speech.left_out(), "{shape}");
    }
}

#[test]
fn seven_bits_are_eight_and_stereo_loses_half_a_frame() {
    let eight: Vec<u8> = second().iter().map(|sample| ((sample >> 8) + 128) as u8).collect();
    let speech = read(&riff(&[fmt(PCM, 1, 8_000, 8_000, 1, 7), chunk(b"data", &eight)])).unwrap();
    assert_eq!((speech.samples().len(), speech.left_out()), (8_000, false));
    assert!((measure::measure(&speech).level_dbfs + 20.0).abs() < 0.3);

    let stereo: Vec<u8> = second().iter().flat_map(|sample| [sample.to_le_bytes(); 2].concat()).chain([1]).collect();
    let speech = read(&riff(&[fmt(PCM, 2, 8_000, 32_000, 4, 16), chunk(b"data", &stereo)])).unwrap();
    assert_eq!(speech.samples(), second());
}

#[test]
fn what_may_be_more_sound_is_left_out_as_players_do_and_said() {
    let (pcm, half) = (pcm(), 8_000_u32);
    let data = |from: usize, to: usize| chunk(b"data", &pcm[from..to]);
    for (shape, file, samples) in [
        ("a length of half", riff(&[plain(), lying(b"data", &pcm, half)]), 4_000),
        ("half in both lengths", riff_of(36 + half, &[plain(), lying(b"data", &pcm, half)]), 4_000),
        ("two parts", riff(&[plain(), data(0, 8_000), data(8_000, 16_000)]), 4_000),
        ("two parts and a list", riff(&[plain(), data(0, 8_000), chunk(b"LIST", b"INFO"), data(8_000, 16_000)]), 4_000),
        ("two files in one", [riff(&[plain(), data(0, 16_000)]), riff(&[plain(), data(0, 16_000)])].concat(), 8_000),
        // Three of four bytes are taken, as sox and ffmpeg take them; so it is noise, and must not be all that is left.
        ("24 bits in four bytes", riff(&[fmt(PCM, 1, 8_000, 32_000, 4, 24), chunk(b"data", &wide(4))]), 10_666),
    ] {
        let speech = read(&file).unwrap_or_else(|reason| panic!("{shape}: {reason}"));
        assert_eq!((speech.samples().len(), speech.left_out()), (samples, true), "{shape}");
    }
    for (shape, behind) in [
        ("a list", chunk(b"LIST", b"INFOINAMxyz")),
        ("a pad or two", vec![0; 3]),
        ("a sector of nothing", vec![0; 512]),
        ("an empty part", chunk(b"data", b"")),
        ("a chunk that is cut", lying(b"LIST", b"INFO", 8)),
    ] {
        let speech = read(&riff(&[plain(), data(0, 16_000), behind])).unwrap();
        assert_eq!((speech.samples().len(), speech.left_out()), (8_000, false), "{shape}");
    }
}

#[test]
fn what_is_missing_is_missing_and_what_is_nothing_is_nothing() {
    let pcm = pcm();
    let file = riff(&[plain(), chunk(b"data", &pcm)]);
    let cut = |by: usize| read(&file[..file.len() - by]);
    for by in [1, 2, 7, 8, 9, 100, 8_000, 15_999, 16_000] {
        assert_eq!(cut(by), Err(WavError::CutOff), "{by} bytes short");
    }
    for (shape, file, reason) in [
        ("a byte alone", riff(&[plain(), chunk(b"data", &[1])]), WavError::NoSamples),
        ("a header", riff(&[plain(), chunk(b"data", b"")]), WavError::NoSamples),
        ("a header that streams", riff_of(u32::MAX, &[plain(), lying(b"data", b"", u32::MAX)]), WavError::NoSamples),
        ("no sound before a list", riff(&[plain(), chunk(b"data", b""), chunk(b"LIST", b"INFO")]), WavError::NoSamples),
        ("no sound chunk", riff(&[plain()]), WavError::NoSamples),
        ("no bits at all", riff(&[fmt(PCM, 1, 8_000, 0, 0, 0), chunk(b"data", &pcm)]), WavError::SampleSize(0)),
        ("33 bits", riff(&[fmt(PCM, 1, 8_000, 40_000, 5, 33), chunk(b"data", &pcm)]), WavError::SampleSize(33)),
        (
            "an odd chunk before bytes that are none",
            riff(&[plain(), lying(b"abcd", b"e", 1), vec![0xFE; 40]]),
            WavError::Damaged("a part of odd length is not padded"),
        ),
    ] {
        assert_eq!(read(&file), Err(reason), "{shape}");
    }
}
