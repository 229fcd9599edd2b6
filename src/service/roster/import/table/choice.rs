//! Which column of a list is what: guessed from its headings and its cells, or as somebody has said.

use jiff::civil::Date;

use super::{
    ImportTable, TableError,
    head::{Columns, HeaderLine},
};
use crate::{
    domain::{
        employee::fields::phone,
        text::base_letters,
        zone_names::{language_as_written, zone_as_written},
    },
    service::roster::import::{
        columns::{ColumnChoice, ImportColumn, ListKind},
        records::{CsvRecord, Sheet},
        repair::repaired,
    },
};

/// Values of a column that are shown.
const SAMPLES: usize = 3;
/// Characters of a value that are shown.
const SAMPLE_CHARS: usize = 40;
/// Lines from which a column is guessed, and samples are taken.
const LOOKED_AT: usize = 200;
/// Lines of which somebody may say that they name the columns.
const HEADS_OFFERED: usize = 8;

/// A column as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSample {
    /// Its name in the file; empty where it has none.
    pub heading: String,
    /// What it is taken for.
    pub column: ImportColumn,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// The guess for a file: the sheet in which the most columns are known.
#[must_use]
pub fn guess(sheets: &[Sheet], kind: ListKind) -> ColumnChoice {
    let heads = sheets.iter().enumerate();
    let found = heads.filter_map(|(at, sheet)| Some((at, HeaderLine::find(&sheet.records, kind)?)));
    // Of two that are as good the first.
    match found.reduce(|best, next| if next.1.worth() > best.1.worth() { next } else { best }) {
        Some((sheet, head)) => choice(sheet, &head),
        None => {
            let largest = sheets.iter().enumerate().rev().max_by_key(|(_, sheet)| sheet.records.len());
            largest.map(|(at, _)| guess_on(sheets, kind, at)).unwrap_or_default()
        }
    }
}

/// The guess for one of the sheets.
#[must_use]
pub fn guess_on(sheets: &[Sheet], kind: ListKind, at: usize) -> ColumnChoice {
    let Some(sheet) = sheets.get(at) else { return ColumnChoice::default() };
    if let Some(head) = HeaderLine::find(&sheet.records, kind) {
        return choice(at, &head);
    }
    let head = sheet.records.first().filter(|first| is_like_headings(first)).map(|first| first.line);
    guess_below(sheets, kind, at, head)
}

/// The guess where somebody has said which line names the columns, or that none does.
#[must_use]
pub fn guess_below(sheets: &[Sheet], kind: ListKind, at: usize, line: Option<u64>) -> ColumnChoice {
    let Some(sheet) = sheets.get(at) else { return ColumnChoice::default() };
    let place = line.and_then(|line| sheet.records.iter().position(|record| record.line == line));
    let head = place.and_then(|place| Some(HeaderLine::at(&sheet.records, place, sheet.records.get(place)?, kind)));
    let mut head = head.unwrap_or_else(|| HeaderLine::nameless(&sheet.records)).refined(&sheet.records);
    if !Columns::new(&head).has_name() {
        by_cells(&mut head, &sheet.records, kind);
    }
    choice(at, &head)
}

fn choice(sheet: usize, head: &HeaderLine) -> ColumnChoice {
    let columns = head.columns.iter().map(|(column, _)| *column).collect();
    ColumnChoice { sheet, head: head.line, columns, clears: false }
}

/// Whether a line may name columns: it holds words, and nothing that only people have.
fn is_like_headings(record: &CsvRecord) -> bool {
    let cells = || record.cells.iter().filter(|cell| !cell.trim().is_empty());
    cells().all(|cell| !cell.contains('@') && !cell.chars().any(|c| c.is_ascii_digit())) && cells().count() > 1
}

/// Where no heading says what a column is, its cells do.
fn by_cells(head: &mut HeaderLine, records: &[CsvRecord], kind: ListKind) {
    let below = records.get(head.below..).unwrap_or_default();
    let mut has_name = false;
    for (at, (column, _)) in head.columns.iter_mut().enumerate() {
        if *column != ImportColumn::Unknown {
            continue;
        }
        let cells = below.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(at)).map(|cell| repaired(cell));
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        let mostly = |is: &dyn Fn(&str) -> bool| {
            !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 5 >= cells.len() * 4
        };
        let is_code = |cell: &str| cell.len() <= 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
        let is_text = |cell: &str| cell.chars().any(char::is_alphabetic) && !cell.contains('@');
        *column = match kind {
            ListKind::Jobs if mostly(&is_code) => ImportColumn::PhoneCode,
            ListKind::Jobs if !has_name && mostly(&is_text) => ImportColumn::JobName,
            ListKind::Jobs => ImportColumn::Unknown,
            ListKind::Employees if mostly(&|cell| cell.contains('@')) => ImportColumn::Email,
            ListKind::Employees if mostly(&|cell| phone(cell).is_ok()) => ImportColumn::Phone,
            ListKind::Employees if mostly(&|cell| language_as_written(cell).is_some()) => ImportColumn::Language,
            ListKind::Employees if mostly(&|cell| zone_as_written(cell).is_some()) => ImportColumn::TimeZone,
            ListKind::Employees if !has_name && mostly(&is_whole_name) => ImportColumn::Name,
            ListKind::Employees => ImportColumn::Unknown,
        };
        has_name |= column.is_name();
    }
}

fn is_whole_name(cell: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || " .,'’-".contains(c);
    cell.split_whitespace().count() > 1 && cell.chars().all(is_letter) && !base_letters(cell).is_empty()
}

/// The columns of the chosen sheet with some of their values, and the lines of which one may name them.
#[must_use]
pub fn samples(sheets: &[Sheet], choice: &ColumnChoice, kind: ListKind) -> (Vec<ColumnSample>, Vec<(u64, String)>) {
    let Some(sheet) = sheets.get(choice.sheet) else { return (Vec::new(), Vec::new()) };
    let head = HeaderLine::chosen(&sheet.records, choice, kind);
    let below = sheet.records.get(head.below..).unwrap_or_default();
    let columns = head.names.iter().zip(&head.columns).enumerate().map(|(at, (heading, (column, _)))| {
        let mut samples: Vec<String> = Vec::new();
        for cell in below.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(at)).map(|cell| shortened(cell)) {
            if !cell.is_empty() && !samples.contains(&cell) && samples.len() < SAMPLES {
                samples.push(cell);
            }
        }
        ColumnSample { heading: heading.clone(), column: *column, samples }
    });
    let told = |record: &CsvRecord| {
        let cells: Vec<_> = record.cells.iter().map(|cell| repaired(cell)).filter(|cell| !cell.is_empty()).collect();
        (record.line, shortened(&cells.join(", ")))
    };
    let chosen = sheet.records.iter().skip(HEADS_OFFERED).filter(|record| Some(record.line) == choice.head);
    let heads = sheet.records.iter().take(HEADS_OFFERED).chain(chosen).map(told);
    (columns.collect(), heads.collect())
}

fn shortened(cell: &str) -> String {
    let cell = repaired(cell);
    if cell.chars().count() <= SAMPLE_CHARS {
        return cell;
    }
    cell.chars().take(SAMPLE_CHARS).chain(['…']).collect()
}

/// The people of the chosen sheet; `today` is for those whose last day is over.
///
/// # Errors
/// When no column is a name, or nobody is below it.
pub fn people(sheets: &[Sheet], choice: &ColumnChoice, today: Date) -> Result<ImportTable, TableError> {
    let sheet = sheets.get(choice.sheet).ok_or(TableError::Nobody)?;
    let head = HeaderLine::chosen(&sheet.records, choice, ListKind::Employees);
    super::people(&sheet.records, head, today)
}

/// A line of a list of jobs, as it was entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobRow {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// What the job is called.
    pub name: String,
    /// Empty for none.
    pub phone_code: String,
    /// Empty for none.
    pub accounting_code: String,
}

/// The jobs of the chosen sheet, and the columns that mean nothing here.
///
/// # Errors
/// When no column is a name, or nothing is below it.
pub fn jobs(sheets: &[Sheet], choice: &ColumnChoice) -> Result<(Vec<JobRow>, Vec<String>), TableError> {
    let sheet = sheets.get(choice.sheet).ok_or(TableError::Nobody)?;
    let head = HeaderLine::chosen(&sheet.records, choice, ListKind::Jobs);
    let columns = Columns::new(&head);
    if !columns.has(ImportColumn::JobName) {
        return Err(TableError::NoName);
    }
    let row = |record: &CsvRecord| {
        let cell = |column| {
            let cells = columns.places(column).iter().filter_map(|at| record.cells.get(*at));
            cells.map(|cell| repaired(cell)).find(|cell| !cell.is_empty()).unwrap_or_default()
        };
        let [name, phone_code, accounting_code] =
            [ImportColumn::JobName, ImportColumn::PhoneCode, ImportColumn::AccountingCode].map(cell);
        JobRow { line: record.line, name, phone_code, accounting_code }
    };
    let is_head = |row: &JobRow| head.names.contains(&row.name);
    let below = sheet.records.get(head.below..).unwrap_or_default();
    let rows: Vec<_> = below
        .iter()
        .map(row)
        .filter(|row| !(row.name.is_empty() && row.phone_code.is_empty() && row.accounting_code.is_empty()))
        .filter(|row| !is_head(row))
        .collect();
    match rows.len() {
        0 => Err(TableError::Nobody),
        1..=super::MAX_ROWS => Ok((rows, head.left_out())),
        _ => Err(TableError::TooManyRows),
    }
}

#[cfg(test)]
mod tests;
