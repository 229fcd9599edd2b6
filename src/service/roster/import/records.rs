//! The text of a list to lines of cells: what stands between them, and where each begins.

use serde::{Deserialize, Serialize};

/// What may stand between the columns of a file that does not say so, the likeliest first.
pub const SEPARATORS: [u8; 6] = [b',', b';', b'\t', b'|', b'^', b'~'];

/// Why a line of cells cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TornRecord {
    /// The last line that runs together with it.
    pub to: u64,
}

/// One line of cells, which may go over several lines of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvRecord {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// Their texts, without quotation marks around them.
    pub cells: Vec<String>,
    /// A quotation mark is missing, so that lines run together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub torn: Option<TornRecord>,
}

/// Lines of cells of one sheet. A file of text has one sheet without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// As the workbook has it.
    pub name: String,
    /// Those that hold something.
    pub records: Vec<CsvRecord>,
}

impl CsvRecord {
    /// Whether nothing stands in any of its cells.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A first line `sep=;`, by which spreadsheets are told the separator, and what stands behind it.
#[must_use]
pub fn declared(text: &str) -> (Option<u8>, &str, u64) {
    let visible = text.trim_start_matches(['\u{FEFF}', '\u{200B}', ' ']);
    let (first, rest) = visible.split_once('\n').unwrap_or((visible, ""));
    let line = first.trim_start_matches('"');
    let is_told = line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    let separator = line.get(4..).and_then(|rest| rest.bytes().next());
    match separator.filter(|byte| is_told && byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
        Some(separator) => (Some(separator).filter(|byte| *byte != b'"'), rest, 2),
        None => (None, text, 1),
    }
}

/// The records of a text; `None` where it cannot be taken apart at all.
#[must_use]
pub fn read(text: &str, separator: u8, first_line: u64, limit: usize) -> Option<Vec<CsvRecord>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut found: Vec<(usize, csv::StringRecord)> = Vec::new();
    for record in reader.records().take(limit) {
        let record = record.ok()?;
        let byte = record.position().map_or(0, csv::Position::byte);
        found.push((usize::try_from(byte).ok()?, record));
    }
    let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
    let ends = found.iter().skip(1).map(|(byte, _)| *byte).chain([end]).collect::<Vec<_>>();
    let mut lines = LineCounter { text: text.as_bytes(), at: 0, line: first_line };
    let records = found.into_iter().zip(ends).map(|((byte, record), end)| {
        let line = lines.line_of(byte);
        let raw = text.get(byte..end).unwrap_or_default().trim_matches('\n');
        let breaks = u64::try_from(raw.matches('\n').count()).unwrap_or(u64::MAX);
        let torn =
            (breaks > 0 && !is_well_quoted(raw, separator)).then(|| TornRecord { to: line.saturating_add(breaks) });
        let cells = record.iter().map(|cell| unquoted(cell).to_owned()).collect();
        CsvRecord { line, cells, torn }
    });
    Some(records.collect())
}

/// A cell whose quotation marks stand behind a blank, where the reader leaves them.
fn unquoted(cell: &str) -> &str {
    let behind_blank = cell.strip_prefix([' ', '\t']).map(str::trim);
    behind_blank.and_then(|cell| cell.strip_prefix('"')?.strip_suffix('"')).unwrap_or(cell)
}

/// Whether every quotation mark that opens a cell is closed at its end.
fn is_well_quoted(raw: &str, separator: u8) -> bool {
    let (mut is_start, mut is_quoted) = (true, false);
    let mut bytes = raw.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if is_quoted {
            if byte != b'"' {
                continue;
            }
            if bytes.peek() == Some(&b'"') {
                bytes.next();
                continue;
            }
            is_quoted = false;
            if bytes.peek().is_some_and(|next| *next != separator && *next != b'\n' && *next != b' ') {
                return false;
            }
        } else if byte == b'"' && is_start {
            is_quoted = true;
        }
        is_start = byte == separator || byte == b'\n';
    }
    !is_quoted
}

/// Tells lines from byte offsets that only grow. Blank lines in front of a record are not counted as part of it.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn line_of(&mut self, byte: usize) -> u64 {
        while self.at < byte || self.text.get(self.at) == Some(&b'\n') {
            match self.text.get(self.at) {
                Some(b'\n') => self.line += 1,
                Some(_) => {}
                None => break,
            }
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_stands_between_its_columns() {
        for (text, separator) in [
            ("sep=;\nname;email\n", Some(b';')),
            ("SEP=,\nname\n", Some(b',')),
            ("\u{feff}sep=|\nname|email\n", Some(b'|')),
            ("\"sep=;\"\nname;email\n", Some(b';')),
            ("sep=\t\nname\n", Some(b'\t')),
            ("sep=;;;\nname;a;b\n", Some(b';')),
        ] {
            let (told, rest, line) = declared(text);
            assert_eq!((told, line), (separator, 2), "{text:?}");
            assert!(rest.starts_with("name"), "{rest:?}");
        }
        for text in ["name\nsep=;\n", "sep=\n", "separator\nAna", ""] {
            assert_eq!(declared(text), (None, text, 1), "{text:?}");
        }
    }

    #[test]
    fn lines_that_run_together_are_told_from_a_cell_with_lines_of_its_own() {
        let torn = |text: &str| {
            let records = read(text, b',', 1, 100).unwrap();
            records.iter().map(|record| record.torn.map(|torn| torn.to)).collect::<Vec<_>>()
        };
        assert_eq!(torn("a,b\n\"x\ny\",2\nc,3"), [None, None, None]);
        assert_eq!(torn("a,b\n1,\"x \"\"y\"\"\nz\"\n"), [None, None]);
        assert_eq!(torn("a,b\nAna,\"hi\nBo,x\nCy,y\n"), [None, Some(4)]);
        assert_eq!(torn("a,b\nAna,\"hi\nBo,\"yo\nCy,z\n"), [None, Some(3), None]);
        assert_eq!(torn("a,b\nBob \"Bo\" Li,2\n"), [None, None]);
        assert_eq!(read("a, \"b c\"\n", b',', 1, 9).unwrap()[0].cells, ["a", "b c"]);
    }
}
