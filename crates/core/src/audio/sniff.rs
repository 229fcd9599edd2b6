//! What a file that is no WAV is, told by its first bytes.

use std::fmt;

/// What came instead of a WAV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// An MP3 file.
    Mp3,
    /// A bare AAC stream.
    Aac,
    /// MPEG-4 or a relative of it: M4A, 3GP, QuickTime.
    Mp4,
    /// Ogg, with Opus or Vorbis inside.
    Ogg,
    /// A FLAC file.
    Flac,
    /// AMR, as phones record voice memos.
    Amr,
    /// A RIFF file that holds something else than sound.
    OtherRiff,
    /// A web page, most likely an error or a sign-in page of the provider.
    Html,
    /// XML, most likely an error of the provider's API.
    Xml,
    /// JSON, most likely an error of the provider's API.
    Json,
    /// Some other readable text.
    Text,
    /// Nothing that is known by its first bytes.
    Unknown,
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mp3 => "an MP3 file",
            Self::Aac => "an AAC file",
            Self::Mp4 => "an MP4 file",
            Self::Ogg => "an Ogg file",
            Self::Flac => "a FLAC file",
            Self::Amr => "an AMR file",
            Self::OtherRiff => "a RIFF file of another kind",
            Self::Html => "a web page (HTML), perhaps an error message",
            Self::Xml => "an XML document, perhaps an error message",
            Self::Json => "a JSON document, perhaps an error message",
            Self::Text => "plain text, perhaps an error message",
            Self::Unknown => "no kind of file that is known here",
        })
    }
}

/// What the bytes are, for bytes that do not begin a WAV file.
pub(super) fn sniff(bytes: &[u8]) -> FileFormat {
    match sniff_wide_text(bytes) {
        Some(found) => found,
        None => sniff_bytes(bytes),
    }
}

/// Text of two or four bytes a letter. Its mark at the beginning looks like the sync of an MPEG frame.
fn sniff_wide_text(bytes: &[u8]) -> Option<FileFormat> {
    const LOOK_AT: usize = 512;
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    let (head, big) = match head {
        [0xFF, 0xFE, 0, 0, rest @ ..] | [0, 0, 0xFE, 0xFF, rest @ ..] => return narrow(rest, 4),
        [0xFF, 0xFE, rest @ ..] => (rest, false),
        [0xFE, 0xFF, rest @ ..] => (rest, true),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => (head, false),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => (head, true),
        [first, 0, 0, 0, ..] | [0, 0, 0, first, ..] if *first != 0 => return narrow(head, 4),
        _ => return None,
    };
    let unit = |pair: &[u8; 2]| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    let (pairs, _) = head.as_chunks::<2>();
    let is_text = |letter: &char| !letter.is_control() || letter.is_whitespace();
    let letters: Option<String> =
        char::decode_utf16(pairs.iter().map(unit)).map(|letter| letter.ok().filter(is_text)).collect();
    let found = sniff_text(letters.filter(|letters| !letters.is_empty())?.as_bytes());
    Some(if found == FileFormat::Unknown { FileFormat::Text } else { found })
}

/// Letters that stand alone among so many bytes, where all of them are ASCII.
fn narrow(bytes: &[u8], width: usize) -> Option<FileFormat> {
    let letters: Vec<u8> =
        bytes.chunks_exact(width).map(|unit| unit.iter().copied().fold(0, |all, byte| all | byte)).collect();
    let alone = bytes.chunks_exact(width).all(|unit| unit.iter().filter(|byte| **byte != 0).count() == 1);
    let found = if alone { sniff_text(&letters) } else { FileFormat::Unknown };
    (found != FileFormat::Unknown).then_some(found)
}

fn sniff_bytes(bytes: &[u8]) -> FileFormat {
    match bytes {
        [b'I', b'D', b'3', ..] => FileFormat::Mp3,
        // Eleven bits of sync begin an MPEG frame; layer bits of zero are AAC's (ADTS, ISO/IEC 13818-7).
        [0xFF, second, ..] if second & 0xF6 == 0xF0 => FileFormat::Aac,
        [0xFF, second, ..] if second & 0xE0 == 0xE0 && second & 0x06 != 0 => FileFormat::Mp3,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => FileFormat::Mp4,
        [b'O', b'g', b'g', b'S', ..] => FileFormat::Ogg,
        [b'f', b'L', b'a', b'C', ..] => FileFormat::Flac,
        [b'#', b'!', b'A', b'M', b'R', ..] => FileFormat::Amr,
        [b'R', b'I', b'F', b'F', ..] => FileFormat::OtherRiff,
        _ => sniff_text(bytes),
    }
}

fn sniff_text(bytes: &[u8]) -> FileFormat {
    const LOOK_AT: usize = 512;
    let head = bytes.get(..LOOK_AT).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |with: &str| head.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    if begins("<!doctype html") || begins("<html") || begins("<head") {
        FileFormat::Html
    } else if head.starts_with(b"<") {
        FileFormat::Xml
    } else if head.starts_with(b"{") || head.starts_with(b"[") {
        FileFormat::Json
    } else if !head.is_empty() && head.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) {
        FileFormat::Text
    } else {
        FileFormat::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_providers_send_instead_of_wav_is_named() {
        for (bytes, found) in [
            (&b"ID3\x04\x00\x00"[..], FileFormat::Mp3),
            (b"\xFF\xFB\x90\x64", FileFormat::Mp3),
            (b"\xFF\xE3\x18\xC4", FileFormat::Mp3),
            (b"\xFF\xF2\x48\xC0", FileFormat::Mp3),
            (b"\xFF\xF1\x50\x80", FileFormat::Aac),
            (b"\x00\x00\x00\x20ftypM4A ", FileFormat::Mp4),
            (b"OggS\x00\x02", FileFormat::Ogg),
            (b"fLaC\x00\x00", FileFormat::Flac),
            (b"#!AMR\n", FileFormat::Amr),
            (b"RIFF\x10\x00\x00\x00AVI LIST", FileFormat::OtherRiff),
            (b"<!DOCTYPE HTML><html>", FileFormat::Html),
            (b"\xEF\xBB\xBF\r\n <html lang=en>", FileFormat::Html),
            (b"<?xml version='1.0'?><TwilioResponse>", FileFormat::Xml),
            (b"<Error><Code>AccessDenied</Code></Error>", FileFormat::Xml),
            (b"{\"code\": 20404}", FileFormat::Json),
            (b" []", FileFormat::Json),
            (b"Not found\n", FileFormat::Text),
            (b"\xFF\xFE<\0?\0x\0m\0l\0", FileFormat::Xml),
            (b"\xFE\xFF\0<\0?\0x\0m\0l", FileFormat::Xml),
            (b"<\0?\0x\0m\0l\0", FileFormat::Xml),
            (b"\0<\0h\0t\0m\0l\0>", FileFormat::Html),
            (b"\xFF\xFE\r\0\n\0{\0\"\0c\0", FileFormat::Json),
            (b"\xFF\xFE\0\0<\0\0\0E\0\0\0", FileFormat::Xml),
            (b"\0\0\xFE\xFF\0\0\0<\0\0\0E", FileFormat::Xml),
            (b"<\0\0\0E\0\0\0", FileFormat::Xml),
            (b"\0\0\0<\0\0\0E", FileFormat::Xml),
            (b"\xFF\xFEN\0o\0t\0", FileFormat::Text),
            (b"\xFF\xFE\x1D\x04\x35\x04", FileFormat::Text),
            (b"\xFF\xFE\x90\xD8\x00\x00", FileFormat::Mp3),
            (b"\xFF\xFF\xFF\xFF\x00", FileFormat::Mp3),
            (b"\xFF\xE0\x00", FileFormat::Unknown),
            (b"\x00\x01\x02\x03", FileFormat::Unknown),
            (b"caf\xE9", FileFormat::Unknown),
            (b"   ", FileFormat::Unknown),
        ] {
            assert_eq!(sniff(bytes), found, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
