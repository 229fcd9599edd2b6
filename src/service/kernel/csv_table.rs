//! Tables as CSV that spreadsheets open.

use crate::{domain::csv_cells::harmless, store::StoreError};

/// In UTF-8 with a byte order mark, which Excel asks for; no cell is a formula.
///
/// # Errors
/// When a row has more cells or fewer than there are columns.
pub fn write(columns: &[&str], rows: Vec<Vec<String>>) -> Result<Vec<u8>, StoreError> {
    written(columns, rows).map_err(|_| StoreError::Unreadable("a table that cannot be written as CSV"))
}

fn written(columns: &[&str], rows: Vec<Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record(columns)?;
    for row in rows {
        csv.write_record(row.into_iter().map(harmless))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
