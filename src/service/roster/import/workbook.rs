//! Sheets of an Excel workbook to lines of cells. A workbook is a zip file, and may be made to burst: everything in it
//! is bounded before it is believed.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Style, Xlsx, XlsxError};
use zip::ZipArchive;

use super::records::{CsvRecord, Sheet};

/// Bytes of everything in a workbook when it is unpacked.
const MAX_UNPACKED_BYTES: u64 = 32 * 1024 * 1024;
/// Files in a workbook: sheets, styles, pictures.
const MAX_PARTS: usize = 1000;
const MAX_SHEETS: usize = 30;
/// Columns of a sheet that are looked at. Lists of people have fewer.
const MAX_COLUMNS: u32 = 200;
/// Bytes of all texts: a text that is stored once may be in every cell.
const MAX_TEXT_BYTES: usize = 8 * 1024 * 1024;
/// Lines of all sheets that hold something.
const MAX_LINES: usize = 40_000;
/// From here on a number of a workbook is no longer exact.
const MAX_EXACT: f64 = 1e15;

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum WorkbookError {
    #[error("the file is a workbook of an old kind, or has a password")]
    Old,
    #[error("the workbook cannot be read")]
    Broken,
    #[error("the workbook holds more than {MAX_UNPACKED_BYTES} bytes when it is unpacked, or too many cells")]
    TooLarge,
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        // What it says of the file may quote a cell.
        if matches!(error, XlsxError::Password) { Self::Old } else { Self::Broken }
    }
}

/// Whether bytes are those of a workbook, of whatever kind.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    is_old(bytes) || bytes.starts_with(b"PK\x03\x04")
}

fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// The sheets that people see, and on which something is.
///
/// # Errors
/// When it cannot be read, or would burst.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    if is_old(bytes) {
        return Err(WorkbookError::Old);
    }
    weigh(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let all = workbook.sheets_metadata();
    let has_visible = all.iter().any(|sheet| sheet.visible == SheetVisible::Visible);
    let shown = all.iter().filter(|sheet| !has_visible || sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).take(MAX_SHEETS).collect();
    let mut room = Room { lines: MAX_LINES, bytes: MAX_TEXT_BYTES };
    let mut sheets = Vec::new();
    for name in names {
        // Sheets of charts hold no cells.
        let records = match sheet(&mut workbook, &name, &mut room) {
            Ok(records) => records,
            Err(SheetError::NoSheet) => continue,
            Err(SheetError::Workbook(error)) => return Err(error),
        };
        if !records.is_empty() {
            sheets.push(Sheet { name, records });
        }
    }
    Ok(sheets)
}

/// Unpacks everything once without keeping it: what a workbook says of its sizes need not be so.
fn weigh(bytes: &[u8]) -> Result<(), WorkbookError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Broken)?;
    if zip.len() > MAX_PARTS {
        return Err(WorkbookError::TooLarge);
    }
    let mut left = MAX_UNPACKED_BYTES;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|_| WorkbookError::Broken)?;
        // One byte more tells that there is more.
        let size = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| WorkbookError::Broken)?;
        left = left.checked_sub(size).ok_or(WorkbookError::TooLarge)?;
    }
    Ok(())
}

/// What a workbook may still hold.
struct Room {
    lines: usize,
    bytes: usize,
}

enum SheetError {
    NoSheet,
    Workbook(WorkbookError),
}

impl From<XlsxError> for SheetError {
    fn from(error: XlsxError) -> Self {
        if matches!(error, XlsxError::NotAWorksheet(_)) { Self::NoSheet } else { Self::Workbook(error.into()) }
    }
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Vec<CsvRecord>, SheetError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let too_large = || SheetError::Workbook(WorkbookError::TooLarge);
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (line, column) = cell.get_position();
        if column >= MAX_COLUMNS {
            continue;
        }
        let text = text_of(cell.get_value(), reader.styles().get(style));
        if text.trim().is_empty() {
            continue;
        }
        room.bytes = room.bytes.checked_sub(text.len()).ok_or_else(too_large)?;
        if !lines.contains_key(&line) {
            room.lines = room.lines.checked_sub(1).ok_or_else(too_large)?;
        }
        let at = usize::try_from(column).unwrap_or_default();
        let cells = lines.entry(line).or_default();
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(at) {
            *cell = text;
        }
    }
    let record = |(line, cells)| CsvRecord { line: u64::from(line) + 1, cells, torn: None };
    Ok(lines.into_iter().map(record).collect())
}

/// A cell as people see it in the spreadsheet, but for dates, which are written the same everywhere.
fn text_of(value: &DataRef<'_>, style: Option<&Style>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number, style),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number without the `.0` that a spreadsheet does not show; with the zeros in front that a format of zeros shows.
fn number_text(number: f64, style: Option<&Style>) -> String {
    if number.fract() != 0.0 || number.abs() >= MAX_EXACT {
        return number.to_string();
    }
    let text = format!("{number:.0}");
    let format = style.and_then(|style| style.number_format.as_ref()).map_or("", |format| &format.format_code);
    let is_padded = format.len() > 1 && format.bytes().all(|byte| byte == b'0') && number >= 0.0;
    if is_padded { format!("{text:0>width$}", width = format.len().min(40)) } else { text }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests;
