//! Bytes of an uploaded file to text, whatever program saved it.

/// How the bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Told by nothing in the file: it is no UTF-8, and this is what Excel writes on Windows in the West.
    Windows1252,
}

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoText {
    #[error("this is an Excel workbook; save it as \"CSV UTF-8 (comma delimited)\" and upload that")]
    Workbook,
    #[error("this file is no text; save it as \"CSV UTF-8 (comma delimited)\" and upload that")]
    Binary,
}

/// The characters of 0x80 to 0x9F in Windows-1252; none where it has none (WHATWG Encoding, index windows-1252).
const HIGH: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// The text of a file with every line end as `\n`, and how it was read.
///
/// # Errors
/// When it is no text.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), NoText> {
    let (text, encoding) = match bytes {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(NoText::Workbook),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest)?, Encoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16),
        other => match utf8(other) {
            Ok(text) => (text, Encoding::Utf8),
            Err(_) => (windows_1252(other)?, Encoding::Windows1252),
        },
    };
    if text.contains('\0') {
        return Err(NoText::Binary);
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn utf8(bytes: &[u8]) -> Result<String, NoText> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| NoText::Binary)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NoText> {
    let (pairs, rest) = bytes.as_chunks();
    if !rest.is_empty() {
        return Err(NoText::Binary);
    }
    char::decode_utf16(pairs.iter().copied().map(unit)).collect::<Result<_, _>>().map_err(|_| NoText::Binary)
}

fn windows_1252(bytes: &[u8]) -> Result<String, NoText> {
    let read = |byte: &u8| match byte {
        0x80..=0x9F => HIGH.get(usize::from(*byte - 0x80)).copied().flatten(),
        _ => Some(char::from(*byte)),
    };
    bytes.iter().map(read).collect::<Option<_>>().ok_or(NoText::Binary)
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
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        assert_eq!(decode(b"PK\x03\x04rest"), Err(NoText::Workbook));
        let without_mark = utf16("name\nAna", u16::to_le_bytes);
        for bytes in [b"\xFF\xFEa".as_slice(), b"\xFF\xFE\x00\xD8", &without_mark, b"name\n\x81", b"\x89PNG\x00"] {
            assert_eq!(decode(bytes), Err(NoText::Binary), "{bytes:?}");
        }
        assert!(NoText::Workbook.to_string().contains("CSV UTF-8"));
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
