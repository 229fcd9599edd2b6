//! The chunks of a WAV file: where the format and the sound stand, and whether all of it is there.

use super::{BadRecording, Found, sniff};

/// Lengths from here up stand for "not known yet": 0xFFFFFFFF from most encoders that write to a stream,
/// 0x7FFFF000 from sox and espeak-ng. No file within the size limit has such a length in earnest.
const UNKNOWN_FROM: u32 = 0x7FFF_F000;

/// A WAV file taken apart; borrowed from its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chunks<'a> {
    /// The body of the format chunk.
    pub(super) format: &'a [u8],
    /// The sound, as much of it as is there.
    pub(super) data: &'a [u8],
    /// The encoder did not know the length, so nothing tells whether the end is the end.
    pub(super) open_ended: bool,
}

/// Takes a WAV file apart.
///
/// # Errors
///
/// What is no WAV file, what ends before the sound does, and what has its sound before its format.
pub(super) fn split(bytes: &[u8]) -> Result<Chunks<'_>, BadRecording> {
    if bytes.is_empty() {
        return Err(BadRecording::Empty);
    }
    if b"RIFF".starts_with(bytes) {
        return Err(BadRecording::CutOff);
    }
    let Some(after_riff) = bytes.strip_prefix(b"RIFF") else {
        return Err(BadRecording::NotWav(sniff::sniff(bytes)));
    };
    let (Some(riff_length), Some(body)) = (u32_at(after_riff, 0), after_riff.get(4..)) else {
        return Err(BadRecording::CutOff);
    };
    let Some(chunks) = body.strip_prefix(b"WAVE") else {
        let cut_off = b"WAVE".starts_with(body);
        return Err(if cut_off { BadRecording::CutOff } else { BadRecording::NotWav(Found::OtherRiff) });
    };
    find_sound(chunks, riff_length)
}

/// Walks the chunks that follow "WAVE". `riff_length` counts from "WAVE" on.
fn find_sound(chunks: &[u8], riff_length: u32) -> Result<Chunks<'_>, BadRecording> {
    let mut format = None;
    let mut rest = chunks;
    while let (Some(name), Some(length), Some(body)) = (rest.get(..4), u32_at(rest, 4), rest.get(8..)) {
        if name == b"data" {
            let format = format.ok_or(BadRecording::Damaged("the sound comes before its format"))?;
            let promised_after = (riff_length as usize).saturating_sub(4 + chunks.len() - body.len());
            let streamed =
                length >= UNKNOWN_FROM || (length == 0 && (riff_length >= UNKNOWN_FROM || promised_after == 0));
            if streamed {
                return Ok(Chunks { format, data: body, open_ended: true });
            }
            let data = body.get(..length as usize).ok_or(BadRecording::CutOff)?;
            return Ok(Chunks { format, data, open_ended: false });
        }
        let chunk = body.get(..length as usize).ok_or(BadRecording::CutOff)?;
        if name == b"fmt " {
            format = Some(chunk);
        }
        // Chunks begin at even places; the byte between may be missing at the very end.
        let padded = chunk.len() + chunk.len() % 2;
        rest = body.get(padded..).unwrap_or_default();
    }
    let more_promised = 4 + chunks.len() < riff_length as usize;
    Err(if more_promised || !rest.is_empty() { BadRecording::CutOff } else { BadRecording::NoSamples })
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(riff_length: u32, parts: &[(&[u8; 4], u32, &[u8])]) -> Vec<u8> {
        let mut file = b"RIFF".to_vec();
        file.extend(riff_length.to_le_bytes());
        file.extend(b"WAVE");
        for (name, length, body) in parts {
            file.extend(*name);
            file.extend(length.to_le_bytes());
            file.extend(*body);
        }
        file
    }

    #[test]
    fn other_chunks_are_stepped_over_with_their_padding() {
        let file =
            file(100, &[(b"LIST", 3, b"abc\0"), (b"fmt ", 2, b"ff"), (b"fact", 0, b""), (b"data", 4, b"dddd..")]);
        assert_eq!(split(&file), Ok(Chunks { format: b"ff", data: b"dddd", open_ended: false }));
    }

    #[test]
    fn an_encoder_that_streams_leaves_the_length_open() {
        for (riff_length, length) in [(u32::MAX, u32::MAX), (0, 0), (22, 0), (u32::MAX, 0), (0x7FFF_F024, 0x7FFF_F000)]
        {
            let file = file(riff_length, &[(b"fmt ", 2, b"ff"), (b"data", length, b"dddd")]);
            let split = split(&file).unwrap();
            assert!(split.open_ended && split.data == b"dddd", "{riff_length:#x} {length:#x}");
        }
    }

    #[test]
    fn a_length_of_zero_in_a_finished_file_means_no_sound() {
        let file = file(34, &[(b"fmt ", 2, b"ff"), (b"data", 0, b""), (b"LIST", 4, b"abcd")]);
        assert_eq!(split(&file), Ok(Chunks { format: b"ff", data: b"", open_ended: false }));
    }

    #[test]
    fn more_promised_than_there_is_means_cut_off() {
        for parts in [
            &[(b"fmt ", 2, &b"ff"[..]), (b"data", 5, b"dddd")][..],
            &[(b"fmt ", 9, b"ff")],
            &[(b"fmt ", 2, b"ff")],
            &[(b"LIST", u32::MAX, b"ff")],
        ] {
            assert_eq!(split(&file(31, parts)), Err(BadRecording::CutOff), "{parts:?}");
        }
        assert_eq!(split(b"R"), Err(BadRecording::CutOff));
        assert_eq!(split(b"RIFF\x24"), Err(BadRecording::CutOff));
        assert_eq!(split(b"RIFF\x24\0\0\0WA"), Err(BadRecording::CutOff));
    }

    #[test]
    fn sound_needs_a_format_before_it() {
        let sound_first = file(30, &[(b"data", 2, b"dd"), (b"fmt ", 2, b"ff")]);
        assert!(matches!(split(&sound_first), Err(BadRecording::Damaged(_))));
        assert_eq!(split(&file(14, &[(b"fmt ", 2, b"ff")])), Err(BadRecording::NoSamples));
    }

    #[test]
    fn what_is_no_wav_is_named() {
        assert_eq!(split(b""), Err(BadRecording::Empty));
        assert_eq!(split(b"ID3\x03"), Err(BadRecording::NotWav(Found::Mp3)));
        assert_eq!(split(b"RIFF\x24\0\0\0AVI LIST"), Err(BadRecording::NotWav(Found::OtherRiff)));
    }
}
