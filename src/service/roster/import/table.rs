//! The text of an uploaded file to people as they were entered, line by line.

pub mod choice;
mod head;
mod reader;

use jiff::civil::Date;

use self::{
    head::{Columns, HeaderLine},
    reader::RowReader,
};
use super::{
    columns::{ImportColumn, ListKind},
    leftovers::SkippedLine,
    records::{self, CsvRecord, SEPARATORS},
};
use crate::domain::employee::{
    input::EmployeeInput,
    name::{last_in_front, turned},
};

/// Lines with people in one file.
pub const MAX_ROWS: usize = 10_000;
/// Lines from the top among which the names of the columns are looked for, below titles and dates.
const MAX_HEADER_LINE: usize = 40;
/// Lines of a file: beside people it may hold titles, totals and the names of the columns again on each page.
const MAX_RECORDS: usize = MAX_ROWS * 2;

/// From so many names on that were turned round, and where most were, it is said once for all of them.
const TURNED_LINES: usize = 5;
/// Lines with nothing but a name want a look where they are so few: one in four.
const BARE_LINE_RATIO: usize = 4;

/// Why a file is not taken at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum TableError {
    #[error("the file is empty")]
    Empty,
    #[error("there is nobody in the file")]
    Nobody,
    #[error("the file has more than {MAX_ROWS} lines with people")]
    TooManyRows,
    #[error("the file has no column for names")]
    NoName,
    #[error("the columns of the file cannot be told apart")]
    Unreadable,
}

/// One line with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRow {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The fields, as the line has them.
    pub entered: EmployeeInput,
    /// What is wrong with the line itself.
    pub problem: Option<RowProblem>,
    /// The name as the file has it, where it is another here.
    pub written: Option<String>,
    /// What the file says of somebody who works there no more.
    pub left: Option<Departure>,
    /// Whether nothing but the name is filled in, as in a heading between people.
    pub is_bare: bool,
    /// What stands where the start date should be, and is no day.
    pub no_start: Option<String>,
}

/// What is wrong with a line, so that nothing in it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    /// A quotation mark is missing or stands there by mistake, so that lines up to this one run together.
    Torn {
        /// The last line that runs together with it.
        to: u64,
    },
    /// There are more cells than columns.
    TooManyCells,
    /// A spreadsheet has an error where the name should be.
    SpreadsheetError,
    /// Something like *NULL* stands where the name should be.
    Placeholder,
    /// A letter of the name was lost when the list was saved.
    LostLetter,
    /// The name is of digits and signs alone.
    NoLetter,
}

/// How a list says that somebody works there no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    /// By a status, as the list has it.
    Status(String),
    /// By a column of who is active.
    NotActive,
    /// By a last day that is over, as the list has it.
    LastDay(String),
}

/// What whoever uploaded a list should know of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnNote {
    /// In some lines two columns of a kind hold different things.
    Differ {
        /// The column that counts, by its heading.
        taken: String,
        /// The column that does not, by its heading.
        other: String,
        /// How many lines have different things in them.
        lines: usize,
    },
    /// First names stand alone.
    NoLastNames,
    /// Most names have the last name in front, and were turned round.
    Turned {
        /// One of them, as the file has it.
        written: String,
        /// The same as it is imported.
        name: String,
        /// How many.
        lines: usize,
    },
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportTable {
    /// Lines with people.
    pub rows: Vec<ImportRow>,
    /// Names of columns that mean nothing here.
    pub left_out: Vec<String>,
    /// Lines that are about nobody.
    pub skipped: Vec<SkippedLine>,
    /// What else whoever uploaded it should know of the columns.
    pub notes: Vec<ColumnNote>,
    /// What the list has a column for, so that an empty cell may mean that there is nothing.
    pub columns: Vec<ImportColumn>,
}

/// Reads a list. The names of the columns stand in its first lines; `today` is for people whose last day is over.
///
/// # Errors
/// When it cannot be taken as a list of people at all. What is wrong with one line stands beside it.
pub fn read(text: &str, today: Date) -> Result<ImportTable, TableError> {
    let records = split(text, ListKind::Employees)?;
    let head = HeaderLine::find(&records, ListKind::Employees).ok_or(TableError::NoName)?;
    people(&records, head, today)
}

/// The lines of cells of a text, which says by its columns what stands between them.
///
/// # Errors
/// When it is empty, too long, or cannot be taken apart.
pub fn split(text: &str, kind: ListKind) -> Result<Vec<CsvRecord>, TableError> {
    let (declared, text, first_line) = records::declared(text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let heads = |separators: &[u8]| -> Option<(HeaderLine, u8)> {
        let found = separators.iter().filter_map(|separator| {
            let records = records::read(text, *separator, first_line, MAX_HEADER_LINE)?;
            Some((HeaderLine::find(&records, kind)?, *separator))
        });
        // Of two that are as good the first; `max_by_key` alone would take the last.
        found.reduce(|best, next| if next.0.worth() > best.0.worth() { next } else { best })
    };
    let found = declared.and_then(|separator| heads(&[separator])).or_else(|| heads(&SEPARATORS));
    let separator = found.map(|(_, separator)| separator).or(declared).unwrap_or_else(|| {
        // No heading is known: what stands in the first line most often, the likeliest first.
        let line = text.trim_start().lines().next().unwrap_or_default();
        let count = |separator: u8| line.bytes().filter(|byte| *byte == separator).count();
        SEPARATORS.into_iter().reduce(|best, next| if count(next) > count(best) { next } else { best }).unwrap_or(b',')
    });
    let records = records::read(text, separator, first_line, MAX_RECORDS).ok_or(TableError::Unreadable)?;
    if records.len() == MAX_RECORDS { Err(TableError::TooManyRows) } else { Ok(records) }
}

/// The people below a line that names the columns.
fn people(records: &[CsvRecord], head: HeaderLine, today: Date) -> Result<ImportTable, TableError> {
    let below = records.get(head.below..).unwrap_or_default();
    let columns = Columns::new(&head);
    if !columns.has_name() {
        return Err(TableError::NoName);
    }
    let mut table = ImportTable {
        left_out: head.left_out(),
        notes: head.notes(&columns, below),
        columns: columns.0.keys().copied().collect(),
        ..ImportTable::default()
    };
    let reader = RowReader { columns, head, today };
    for record in below.iter().filter(|record| !record.is_blank()) {
        match reader.row(record) {
            Ok(row) if table.rows.len() == MAX_ROWS => {
                drop(row);
                return Err(TableError::TooManyRows);
            }
            Ok(row) => table.rows.push(row),
            Err(skipped) => table.skipped.push(skipped),
        }
    }
    table.notes.extend(turned_round(&mut table.rows));
    let bare = table.rows.iter().filter(|row| row.is_bare).count();
    if bare > table.rows.len() / BARE_LINE_RATIO {
        // In this list most people have nothing but a name.
        table.rows.iter_mut().for_each(|row| row.is_bare = false);
    }
    if table.rows.is_empty() { Err(TableError::Nobody) } else { Ok(table) }
}

/// Says once what was done to most names, and no longer beside each.
fn turned_round(rows: &mut [ImportRow]) -> Option<ColumnNote> {
    let of_row = |row: &ImportRow| {
        let written = row.written.clone().filter(|written| {
            turned(written).or_else(|| last_in_front(written)).is_some_and(|(name, _)| name == row.entered.name)
        });
        written.map(|written| (written, row.entered.name.clone()))
    };
    let lines = rows.iter().filter(|row| of_row(row).is_some()).count();
    if lines < TURNED_LINES || lines <= rows.len() / 2 {
        return None;
    }
    let (written, name) = rows.iter().find_map(of_row)?;
    for row in rows {
        if of_row(row).is_some() {
            row.written = None;
        }
    }
    Some(ColumnNote::Turned { written, name, lines })
}

#[cfg(test)]
mod tests;
