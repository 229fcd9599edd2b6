//! The text of an uploaded file to people as they were entered, line by line.

mod head;
mod reader;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::{
    head::{Columns, HeaderLine},
    reader::RowReader,
};
use super::{
    leftovers::SkippedLine,
    records::{self, SEPARATORS},
};
use crate::domain::employee::input::EmployeeInput;

/// Lines with people in one file.
pub const MAX_ROWS: usize = 10_000;
/// Lines from the top among which the names of the columns are looked for, below titles and dates.
const MAX_HEADER_LINE: usize = 40;
/// Lines of a file: beside people it may hold titles, totals and the names of the columns again on each page.
const MAX_RECORDS: usize = MAX_ROWS * 2;

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The fields, as the line has them.
    pub entered: EmployeeInput,
    /// What is wrong with the line itself.
    pub problem: Option<RowProblem>,
    /// The name as the file has it, where it is another here.
    #[serde(default)]
    pub written: Option<String>,
    /// What the file says of somebody who works there no more.
    #[serde(default)]
    pub left: Option<Departure>,
    /// Whether nothing but the name is filled in, as in a heading between people.
    #[serde(default)]
    pub is_bare: bool,
}

/// What is wrong with a line, so that nothing in it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Departure {
    /// By a status, as the list has it.
    Status(String),
    /// By a column of who is active.
    NotActive,
    /// By a last day that is over, as the list has it.
    LastDay(String),
}

/// What whoever uploaded a list should know of its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportTable {
    /// Lines with people.
    pub rows: Vec<ImportRow>,
    /// Names of columns that mean nothing here.
    pub left_out: Vec<String>,
    /// Lines that are about nobody.
    #[serde(default)]
    pub skipped: Vec<SkippedLine>,
    /// What else whoever uploaded it should know of the columns.
    #[serde(default)]
    pub notes: Vec<ColumnNote>,
}

/// Reads a list. The names of the columns stand in its first lines; `today` is for people whose last day is over.
///
/// # Errors
/// When it cannot be taken as a list of people at all. What is wrong with one line stands beside it.
pub fn read(text: &str, today: Date) -> Result<ImportTable, TableError> {
    let (declared, text, first_line) = records::declared(text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let heads = |separators: &[u8]| -> Option<(HeaderLine, u8)> {
        let found = separators.iter().filter_map(|separator| {
            let records = records::read(text, *separator, first_line, MAX_HEADER_LINE)?;
            Some((HeaderLine::find(&records)?, *separator))
        });
        // Of two that are as good the first; `max_by_key` alone would take the last.
        found.reduce(|best, next| if next.0.worth() > best.0.worth() { next } else { best })
    };
    let found = declared.and_then(|separator| heads(&[separator])).or_else(|| heads(&SEPARATORS));
    let Some((head, separator)) = found else { return Err(TableError::NoName) };
    let records = records::read(text, separator, first_line, MAX_RECORDS).ok_or(TableError::Unreadable)?;
    if records.len() == MAX_RECORDS {
        return Err(TableError::TooManyRows);
    }
    let below = records.get(head.at + 1..).unwrap_or_default();
    let columns = Columns::new(&head, below);
    let mut table =
        ImportTable { left_out: head.left_out(), notes: head.notes(&columns, below), ..ImportTable::default() };
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
    let bare = table.rows.iter().filter(|row| row.is_bare).count();
    if bare > table.rows.len() / BARE_LINE_RATIO {
        // In this list most people have nothing but a name.
        table.rows.iter_mut().for_each(|row| row.is_bare = false);
    }
    if table.rows.is_empty() { Err(TableError::Nobody) } else { Ok(table) }
}

#[cfg(test)]
mod tests;
