//! The lines of an uploaded file, whatever program saved it: text, or the sheets of a workbook.

use super::{
    ImportError,
    columns::ListKind,
    records::Sheet,
    table,
    text::{self, Encoding},
    workbook,
};

/// The sheets of a file, and whether letters beyond English may be wrong, because it does not say how it is encoded.
///
/// # Errors
/// When it cannot be read, or there is nothing in it.
pub fn read(bytes: &[u8], kind: ListKind) -> Result<(Vec<Sheet>, bool), ImportError> {
    let (sheets, guessed) = if workbook::is_workbook(bytes) {
        (workbook::read(bytes)?, false)
    } else {
        let (text, encoding) = text::decode(bytes)?;
        let records = table::split(&text, kind)?.into_iter().filter(|record| !record.is_blank()).collect();
        (vec![Sheet { name: String::new(), records }], encoding == Encoding::Windows1252)
    };
    if sheets.iter().all(|sheet| sheet.records.is_empty()) {
        return Err(table::TableError::Empty.into());
    }
    Ok((sheets, guessed))
}
