//! Cells and rows of the files.

use csv::{Terminator, WriterBuilder};

/// By which spreadsheets know UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Hundredths of an hour with two digits behind the point.
#[must_use]
pub fn hours(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let all = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}

/// The same, and nothing at all where there are none: some systems take a 0 for an order to set hours to 0.
pub(super) fn hours_if_any(hundredths: i64) -> String {
    if hundredths == 0 { String::new() } else { hours(hundredths) }
}

/// A table with the names of its columns; `rows` stand in it as they are.
pub(super) fn table(
    mark: &str,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(mark.as_bytes().to_vec());
    csv.write_record(columns)?;
    for row in rows {
        csv.write_record(row)?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}

/// Whether all of it is in A to Z, a to z and 0 to 9.
pub(super) fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_keep_their_sign_and_two_digits_below_one_too() {
        assert_eq!([0, 5, -5, 100, -12_345].map(hours), ["0.00", "0.05", "-0.05", "1.00", "-123.45"]);
        assert_eq!([0, -1].map(hours_if_any), ["", "-0.01"]);
    }

    #[test]
    fn codes_are_of_the_letters_and_digits_of_ascii() {
        assert!(is_alphanumeric("aZ09") && is_alphanumeric(""));
        for text in ["a-", "ä", "1 2", "٣"] {
            assert!(!is_alphanumeric(text), "{text}");
        }
    }
}
