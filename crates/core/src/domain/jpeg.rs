//! What a JPEG is made of, as far as it matters here: that it is a picture and nothing beside it. Where and by what a
//! picture was taken stands in segments that no picture needs, and behind its end; one that has any is refused.
//!
//! The segments are those of ITU-T T.81, annex B, and of JFIF 1.02.

/// The sides of a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// From left to right.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

/// Why bytes are no bare JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum JpegError {
    #[error("it is no JPEG, or one that is cut off")]
    NotJpeg,
    #[error("it holds more than the picture")]
    Metadata,
}

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP0: u8 = 0xE0;
/// A JFIF segment without a thumbnail, with its length.
const JFIF_LENGTH: usize = 16;
const JFIF: &[u8] = b"JFIF\0";
/// Tables of quantization and of Huffman codes, and the restart interval.
const TABLES: [u8; 3] = [0xDB, 0xC4, 0xDD];
/// Baseline, extended and progressive frames with Huffman codes: what browsers write.
const FRAMES: [u8; 3] = [0xC0, 0xC1, 0xC2];

/// The sides of a JPEG that holds the picture alone.
///
/// # Errors
/// When it is none, or holds anything else: Exif, comments, color profiles, thumbnails, bytes behind its end.
pub fn read_bare(bytes: &[u8]) -> Result<Sides, JpegError> {
    let mut rest = bytes.strip_prefix(&[0xFF, SOI]).ok_or(JpegError::NotJpeg)?;
    let (mut sides, mut scanned) = (None, false);
    loop {
        let (marker, behind) = next_marker(rest).ok_or(JpegError::NotJpeg)?;
        if marker == EOI {
            let sides = sides.filter(|_| scanned).ok_or(JpegError::NotJpeg)?;
            return if behind.is_empty() { Ok(sides) } else { Err(JpegError::Metadata) };
        }
        let (segment, behind) = take_segment(behind).ok_or(JpegError::NotJpeg)?;
        rest = behind;
        match marker {
            APP0 if segment.len() == JFIF_LENGTH - 2 && segment.starts_with(JFIF) && has_no_thumbnail(segment) => {}
            0xE0..=0xEF | 0xFE => return Err(JpegError::Metadata),
            SOS => {
                scanned = sides.is_some();
                rest = skip_scan(rest);
            }
            marker if FRAMES.contains(&marker) && sides.is_none() => {
                sides = Some(read_sides(segment).ok_or(JpegError::NotJpeg)?);
            }
            marker if TABLES.contains(&marker) => {}
            _ => return Err(JpegError::NotJpeg),
        }
    }
}

/// The code of a marker, behind as many fill bytes as there are.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    if *first != 0xFF {
        return None;
    }
    loop {
        let (code, behind) = rest.split_first()?;
        if *code != 0xFF {
            return Some((*code, behind));
        }
        rest = behind;
    }
}

/// What a segment holds, without its length, and what is behind it.
fn take_segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, _) = bytes.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (segment, behind) = bytes.split_at_checked(length)?;
    Some((segment.get(2..)?, behind))
}

fn has_no_thumbnail(segment: &[u8]) -> bool {
    segment.ends_with(&[0, 0])
}

/// Precision, height and width stand at the beginning of a frame.
fn read_sides(frame: &[u8]) -> Option<Sides> {
    let [_, h1, h0, w1, w0, ..] = *frame else { return None };
    let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
    (width > 0 && height > 0).then_some(Sides { width, height })
}

/// What is behind the codes of a scan: the next marker that neither stands for a byte nor restarts.
fn skip_scan(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        if *first == 0xFF && !matches!(behind.first(), Some(0 | 0xD0..=0xD7)) {
            return rest;
        }
        rest = behind;
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], length.as_slice(), content].concat()
    }

    fn jfif() -> Vec<u8> {
        segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
    }

    fn frame() -> Vec<u8> {
        segment(0xC0, &[8, 0x01, 0x2C, 0x01, 0x90, 1, 1, 0x11, 0])
    }

    fn scan() -> Vec<u8> {
        [segment(SOS, &[1, 1, 0, 0, 63, 0]), vec![0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]].concat()
    }

    fn picture(before: &[Vec<u8>]) -> Vec<u8> {
        let end = vec![0xFF, EOI];
        [vec![0xFF, SOI], before.concat(), segment(0xDB, &[0; 65]), frame(), segment(0xC4, &[0; 20]), scan(), end]
            .concat()
    }

    #[test]
    fn a_picture_alone_is_read() {
        let sides = Sides { width: 400, height: 300 };
        assert_eq!(read_bare(&picture(&[jfif()])), Ok(sides));
        assert_eq!(read_bare(&picture(&[])), Ok(sides));
        let fill = [&[0xFF, SOI, 0xFF, 0xFF], picture(&[jfif()]).get(3..).unwrap()].concat();
        assert_eq!(read_bare(&fill), Ok(sides), "fill bytes before a marker");
    }

    #[test]
    fn whatever_is_beside_the_picture_is_refused() {
        for (beside, what) in [
            (segment(0xE1, b"Exif\0\0GPS"), "Exif"),
            (segment(0xE2, b"ICC_PROFILE\0"), "a profile"),
            (segment(0xED, b"Photoshop 3.0\0"), "Photoshop"),
            (segment(0xEE, b"Adobe"), "Adobe"),
            (segment(0xFE, b"taken by"), "a comment"),
            (segment(APP0, b"JFXX\0\x10\xFF"), "a thumbnail"),
            (segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01"), "a thumbnail that is not even there"),
            (segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0more"), "more"),
        ] {
            assert_eq!(read_bare(&picture(&[jfif(), beside])), Err(JpegError::Metadata), "{what}");
        }
        let behind = [picture(&[jfif()]), b"PK".to_vec()].concat();
        assert_eq!(read_bare(&behind), Err(JpegError::Metadata), "behind the end");
        let whole = picture(&[jfif()]);
        let between = [&whole[..whole.len() - 2], &segment(0xFE, b"late"), &[0xFF, EOI]].concat();
        assert_eq!(read_bare(&between), Err(JpegError::Metadata), "behind a scan");
    }

    #[test]
    fn what_is_no_jpeg_is_refused() {
        let no_side = segment(0xC0, &[8, 0, 0, 1, 0x90, 1, 1, 0x11, 0]);
        for bytes in [
            b"".to_vec(),
            b"\x89PNG\r\n\x1A\n".to_vec(),
            vec![0xFF, SOI, 0xFF, EOI],
            [vec![0xFF, SOI], frame(), vec![0xFF, EOI]].concat(),
            [vec![0xFF, SOI], scan(), vec![0xFF, EOI]].concat(),
            [vec![0xFF, SOI], no_side, scan(), vec![0xFF, EOI]].concat(),
            [vec![0xFF, SOI], frame(), frame(), scan(), vec![0xFF, EOI]].concat(),
            [vec![0xFF, SOI], segment(0xC9, &[8, 1, 1, 1, 1, 1]), scan(), vec![0xFF, EOI]].concat(),
        ] {
            assert_eq!(read_bare(&bytes), Err(JpegError::NotJpeg), "{bytes:02X?}");
        }
        let whole = picture(&[jfif()]);
        for length in 0..whole.len() {
            assert_eq!(read_bare(&whole[..length]), Err(JpegError::NotJpeg), "cut off at {length}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(sides) = read_bare(&[&[0xFF, SOI], bytes.as_slice()].concat()) {
                prop_assert!(sides.width > 0 && sides.height > 0);
            }
        }

        #[test]
        fn no_segment_hides_among_tables(marker in 0xE1_u8..=0xEF, content in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(read_bare(&picture(&[jfif(), segment(marker, &content)])), Err(JpegError::Metadata));
        }
    }
}
