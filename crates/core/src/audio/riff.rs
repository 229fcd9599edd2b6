//! The chunks of a WAV file: where the format and the sound stand, and whether all of it is there.

use super::{FileFormat, WavError, sniff};

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
    /// Behind it comes more that may be sound as well; players do not play it.
    pub(super) left_out: bool,
}

/// Takes a WAV file apart as players do: what its lengths say counts as long as it fits what came.
///
/// # Errors
///
/// What is no WAV file, what ends before the sound does, and what has its sound before its format.
pub(super) fn split(bytes: &[u8]) -> Result<Chunks<'_>, WavError> {
    if bytes.is_empty() {
        return Err(WavError::Empty);
    }
    if b"RIFF".starts_with(bytes) {
        return Err(WavError::CutOff);
    }
    // RF64 and BW64 are RIFF for lengths beyond 32 bits (ITU-R BS.2088).
    let magic = [b"RIFF", b"RF64", b"BW64"];
    let Some(after_riff) = magic.iter().find_map(|magic| bytes.strip_prefix(*magic)) else {
        return Err(WavError::NotWav(sniff::sniff(bytes)));
    };
    let (Some(riff_length), Some(body)) = (u32_at(after_riff, 0), after_riff.get(4..)) else {
        return Err(WavError::CutOff);
    };
    if !body.starts_with(b"WAVE") {
        let cut_off = b"WAVE".starts_with(body);
        return Err(if cut_off { WavError::CutOff } else { WavError::NotWav(FileFormat::OtherRiff) });
    }
    File { bytes, riff_length }.find_sound()
}

/// All bytes of a file, and what its first length promises of them.
struct File<'a> {
    bytes: &'a [u8],
    riff_length: u32,
}

/// Where a chunk stands: its body begins at `body`.
struct Chunk<'a> {
    name: &'a [u8],
    length: u32,
    body: usize,
}

/// Behind "RIFF", its length and "WAVE".
const FIRST_CHUNK: usize = 12;
const CHUNK_HEAD: usize = 8;

impl<'a> File<'a> {
    fn find_sound(&self) -> Result<Chunks<'a>, WavError> {
        let (mut format, mut nothing) = (None, None);
        let mut at = FIRST_CHUNK;
        while let Some(Chunk { name, length, body }) = self.chunk_at(at) {
            let (part, end) = if name == b"data" {
                let format = format.ok_or(WavError::Damaged("the sound comes before its format"))?;
                let data = self.sound(body, length)?;
                let end = body + data.len();
                if !data.is_empty() {
                    return Ok(Chunks { format, data, left_out: self.holds_more_sound(end) });
                }
                nothing = Some(Chunks { format, data, left_out: false });
                (data, end)
            } else {
                let Some(part) = self.bytes.get(body..).and_then(|rest| rest.get(..length as usize)) else {
                    return nothing.ok_or(WavError::CutOff);
                };
                (part, body + part.len())
            };
            if name == b"fmt " {
                format.get_or_insert(part);
            }
            match self.next_chunk(end, part.len()) {
                Some(next) => at = next,
                None => return nothing.ok_or(WavError::Damaged("a part of odd length is not padded")),
            }
        }
        let rest = self.bytes.len().saturating_sub(at);
        let cut_off = self.bytes.len() < CHUNK_HEAD + self.riff_length as usize || rest > 0;
        nothing.ok_or(if cut_off { WavError::CutOff } else { WavError::NoSamples })
    }

    fn chunk_at(&self, at: usize) -> Option<Chunk<'a>> {
        let head = self.bytes.get(at..)?.get(..CHUNK_HEAD)?;
        let (name, length) = head.split_at_checked(4)?;
        Some(Chunk { name, length: u32_at(length, 0)?, body: at + CHUNK_HEAD })
    }

    /// The sound that begins at `body`: to the end of what came where its length is not known or too long.
    fn sound(&self, body: usize, length: u32) -> Result<&'a [u8], WavError> {
        let rest = self.bytes.get(body..).unwrap_or_default();
        if length >= UNKNOWN_FROM {
            return Ok(rest);
        }
        if length == 0 {
            let streamed = self.riff_length >= UNKNOWN_FROM || self.riff_length as usize + CHUNK_HEAD <= body;
            let is_sound = streamed || (!rest.is_empty() && !self.is_chunk(body));
            return Ok(if is_sound { rest } else { &[] });
        }
        match rest.get(..length as usize) {
            Some(data) => Ok(data),
            None if self.is_cut_off(body, length as usize - rest.len()) => Err(WavError::CutOff),
            None => Ok(rest),
        }
    }

    /// Whether so much of the sound is really missing: the length of the whole file says so, too. Some encoders count
    /// the header in, once or twice.
    fn is_cut_off(&self, body: usize, excess: usize) -> bool {
        let promised = self.riff_length as usize + CHUNK_HEAD;
        if self.riff_length == 0 || self.riff_length >= UNKNOWN_FROM || promised <= self.bytes.len() {
            return false;
        }
        let counts_header = excess == body || excess + CHUNK_HEAD == body;
        let missing = promised - self.bytes.len();
        // Where only the head of the RIFF itself is counted in, its length is no witness.
        let is_head = missing == CHUNK_HEAD && missing.abs_diff(excess) > 1;
        !((counts_header && self.bytes.len() > body) || is_head)
    }

    /// Chunks begin at even places. Some encoders leave the byte between out; then the name stands one earlier.
    fn next_chunk(&self, end: usize, length: usize) -> Option<usize> {
        if length.is_multiple_of(2) {
            return Some(end);
        }
        let padded = end + 1;
        let mut places = [padded, end].into_iter();
        if self.bytes.len() < padded + CHUNK_HEAD {
            return Some(padded.min(self.bytes.len()));
        }
        places.clone().find(|at| self.is_known(*at)).or_else(|| places.find(|at| self.is_chunk(*at)))
    }

    fn is_known(&self, at: usize) -> bool {
        const NAMES: [&[u8]; 14] = [
            b"fmt ", b"data", b"LIST", b"fact", b"bext", b"cue ", b"smpl", b"inst", b"id3 ", b"ID3 ", b"JUNK", b"PAD ",
            b"iXML", b"PEAK",
        ];
        self.chunk_at(at).is_some_and(|chunk| NAMES.contains(&chunk.name))
    }

    /// Whether what stands here can be a chunk: a name in letters, and a length that fits.
    fn is_chunk(&self, at: usize) -> bool {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-');
        self.chunk_at(at).is_some_and(|Chunk { name, length, body }| {
            name.iter().all(is_letter) && length as usize <= self.bytes.len().saturating_sub(body) + 1
        })
    }

    /// Whether more sound may stand behind the sound that was found: a second part of it, or bytes that no chunk explains.
    fn holds_more_sound(&self, end: usize) -> bool {
        let mut at = end;
        while let Some(rest) = self.bytes.get(at..).filter(|rest| rest.len() > CHUNK_HEAD) {
            // The byte between is there or not, whatever the length before it was.
            let Some(next) = [at, at + 1].into_iter().find(|at| self.is_chunk(*at) || self.is_known(*at)) else {
                return rest.iter().any(|byte| *byte != 0);
            };
            let Some(Chunk { name, length, body }) = self.chunk_at(next) else { return false };
            if (name == b"data" && length > 0) || name == b"RIFF" {
                return true;
            }
            at = body + length as usize;
        }
        false
    }
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
        assert_eq!(split(&file), Ok(Chunks { format: b"ff", data: b"dddd", left_out: false }));
    }

    #[test]
    fn what_stands_behind_sound_of_odd_length_is_no_more_sound() {
        let padded = file(44, &[(b"fmt ", 2, b"ff"), (b"data", 3, b"ddd\0"), (b"LIST", 4, b"abcd")]);
        assert_eq!(split(&padded), Ok(Chunks { format: b"ff", data: b"ddd", left_out: false }));
        let unpadded = file(43, &[(b"fmt ", 2, b"ff"), (b"data", 3, b"ddd"), (b"LIST", 4, b"abcd")]);
        assert_eq!(split(&unpadded), Ok(Chunks { format: b"ff", data: b"ddd", left_out: false }));
        let more = file(44, &[(b"fmt ", 2, b"ff"), (b"data", 3, b"ddd\0"), (b"data", 4, b"eeee")]);
        assert_eq!(split(&more), Ok(Chunks { format: b"ff", data: b"ddd", left_out: true }));
    }

    #[test]
    fn an_encoder_that_streams_leaves_the_length_open() {
        for (riff_length, length) in [(u32::MAX, u32::MAX), (0, 0), (22, 0), (u32::MAX, 0), (0x7FFF_F024, 0x7FFF_F000)]
        {
            let file = file(riff_length, &[(b"fmt ", 2, b"ff"), (b"data", length, b"dddd")]);
            assert_eq!(split(&file).unwrap().data, b"dddd", "{riff_length:#x} {length:#x}");
        }
    }

    #[test]
    fn sound_that_looks_like_a_chunk_is_sound_where_the_length_was_left_open() {
        let looks_so = b"LIST\x04\0\0\0abcd";
        // 22 ends the file before its sound; 23 does not.
        for (riff_length, sound) in [(u32::MAX, true), (0x7FFF_F000, true), (0, true), (22, true), (23, false)] {
            let file = file(riff_length, &[(b"fmt ", 2, b"ff"), (b"data", 0, looks_so)]);
            let expected: &[u8] = if sound { looks_so } else { b"" };
            assert_eq!(split(&file).unwrap().data, expected, "{riff_length:#x}");
        }
        let file = file(26, &[(b"fmt ", 2, b"ff"), (b"data", 0, b"dddd")]);
        assert_eq!(split(&file).unwrap().data, b"dddd", "no chunk, so it is sound");
    }

    #[test]
    fn the_beginning_of_another_part_means_cut_off_whatever_was_promised() {
        let whole = file(14, &[(b"fmt ", 2, b"ff")]);
        assert_eq!(split(&[&whole[..], b"da"].concat()), Err(WavError::CutOff));
    }

    #[test]
    fn a_length_of_zero_in_a_finished_file_means_no_sound() {
        let file = file(34, &[(b"fmt ", 2, b"ff"), (b"data", 0, b""), (b"LIST", 4, b"abcd")]);
        assert_eq!(split(&file), Ok(Chunks { format: b"ff", data: b"", left_out: false }));
    }

    #[test]
    fn more_promised_than_there_is_means_cut_off() {
        for parts in [
            &[(b"fmt ", 2, &b"ff"[..]), (b"data", 5, b"dddd")][..],
            &[(b"fmt ", 9, b"ff")],
            &[(b"fmt ", 2, b"ff")],
            &[(b"LIST", u32::MAX, b"ff")],
        ] {
            assert_eq!(split(&file(31, parts)), Err(WavError::CutOff), "{parts:?}");
        }
        assert_eq!(split(b"R"), Err(WavError::CutOff));
        assert_eq!(split(b"RIFF\x24"), Err(WavError::CutOff));
        assert_eq!(split(b"RIFF\x24\0\0\0WA"), Err(WavError::CutOff));
    }

    #[test]
    fn sound_needs_a_format_before_it() {
        let sound_first = file(30, &[(b"data", 2, b"dd"), (b"fmt ", 2, b"ff")]);
        assert!(matches!(split(&sound_first), Err(WavError::Damaged(_))));
        assert_eq!(split(&file(14, &[(b"fmt ", 2, b"ff")])), Err(WavError::NoSamples));
    }

    #[test]
    fn what_is_no_wav_is_named() {
        assert_eq!(split(b""), Err(WavError::Empty));
        assert_eq!(split(b"ID3\x03"), Err(WavError::NotWav(FileFormat::Mp3)));
        assert_eq!(split(b"RIFF\x24\0\0\0AVI LIST"), Err(WavError::NotWav(FileFormat::OtherRiff)));
    }
}
