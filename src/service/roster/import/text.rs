//! Bytes of an uploaded file to text, whatever program saved it.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called what it is called everywhere")]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Told by nothing in the file: it is no UTF-8, and this is what Excel writes on Windows in the West.
    Windows1252,
}

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum TextError {
    #[error("the file is not text")]
    Binary,
}

/// The text of a file with every line end as `\n` and without page breaks, and how it was read.
///
/// # Errors
/// When it is no text.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), TextError> {
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest)?, Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => (strictly(UTF_16LE, rest)?, Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (strictly(UTF_16BE, rest)?, Encoding::Utf16),
        other => match utf8(other) {
            Ok(text) => (text, Encoding::Utf8),
            Err(_) => (windows_1252(other)?, Encoding::Windows1252),
        },
    };
    if text.contains('\0') {
        return Err(TextError::Binary);
    }
    // A form feed begins a page in print, and Ctrl-Z ended files under DOS.
    let text = text.trim_end_matches('\u{1A}').replace('\u{C}', "");
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn utf8(bytes: &[u8]) -> Result<String, TextError> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| TextError::Binary)
}

fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, TextError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(TextError::Binary)
}

/// Browsers read its five empty places as control characters; no list has those.
fn windows_1252(bytes: &[u8]) -> Result<String, TextError> {
    let text = strictly(WINDOWS_1252, bytes)?;
    if text.contains(|c| matches!(c, '\u{80}'..='\u{9F}')) { Err(TextError::Binary) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn the_same_list_is_read_from_every_program() {
        let list = "name\nZoë 🦺 Núñez\n";
        let read = |bytes: &[u8]| decode(bytes).unwrap();
        assert_eq!(read(list.as_bytes()), (list.to_owned(), Encoding::Utf8));
        assert_eq!(read(&[b"\xEF\xBB\xBF", list.as_bytes()].concat()), (list.to_owned(), Encoding::Utf8));
        let little = [b"\xFF\xFE".to_vec(), utf16(list, u16::to_le_bytes)].concat();
        let big = [b"\xFE\xFF".to_vec(), utf16(list, u16::to_be_bytes)].concat();
        for bytes in [little, big] {
            assert_eq!(read(&bytes), (list.to_owned(), Encoding::Utf16));
        }
        assert_eq!(
            read(b"name\rZo\xEB \x80 \x93N\xFA\xF1ez\x94\r\n"),
            ("name\nZoë € “Núñez”\n".to_owned(), Encoding::Windows1252)
        );
        assert_eq!(read(b"name\r\nAna\r\n\x0Cname\r\nBo\r\n\x1A").0, "name\nAna\nname\nBo\n");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let without_mark = utf16("name\nAna", u16::to_le_bytes);
        for bytes in [b"\xFF\xFEa".as_slice(), b"\xFF\xFE\x00\xD8", &without_mark, b"name\n\x81", b"\x89PNG\x00"] {
            assert_eq!(decode(bytes), Err(TextError::Binary), "{bytes:?}");
        }
    }

    #[test]
    fn whatever_is_uploaded_is_text_or_refused() {
        proptest::proptest!(|(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200))| {
            if let Ok((text, _)) = decode(&bytes) {
                assert!(!text.contains(['\r', '\0']));
            }
        });
    }
}
