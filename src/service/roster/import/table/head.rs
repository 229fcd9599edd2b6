//! The line that names the columns, and where in a line each thing stands.

use std::collections::BTreeMap;

use super::{
    super::{columns::ImportColumn, records::CsvRecord, repair::repaired},
    ColumnNote,
};
use crate::domain::text::alike;

/// The line that names the columns.
#[derive(Debug, Clone)]
pub(super) struct HeaderLine {
    /// Among the records.
    pub(super) at: usize,
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<(ImportColumn, u8)>,
    /// The lines above it, which reports print again on each page.
    pub(super) titles: Vec<String>,
}

impl HeaderLine {
    /// Of the first lines the one in which the most columns are known, if a name is among them.
    pub(super) fn find(records: &[CsvRecord]) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (at, record) in records.iter().enumerate() {
            let columns: Vec<_> = record.cells.iter().map(|cell| ImportColumn::named(cell)).collect();
            let is_name =
                |column: &ImportColumn| matches!(column, ImportColumn::Name | ImportColumn::First | ImportColumn::Last);
            if record.torn.is_some() || !columns.iter().any(|(column, _)| is_name(column)) {
                continue;
            }
            let titles = records.iter().take(at).map(title).filter(|title| !title.is_empty()).collect();
            let head = Self { at, names: record.cells.iter().map(|cell| repaired(cell)).collect(), columns, titles };
            if best.as_ref().is_none_or(|best| head.worth().0 > best.worth().0) {
                best = Some(head);
            }
        }
        best
    }

    /// How many columns are known, and how many there are.
    pub(super) fn worth(&self) -> (usize, usize) {
        let known = self.columns.iter().filter(|(column, _)| *column != ImportColumn::Unknown).count();
        (known, self.names.iter().filter(|name| !name.is_empty()).count())
    }

    /// Names of columns that mean nothing here.
    pub(super) fn left_out(&self) -> Vec<String> {
        let unknown = self.names.iter().zip(&self.columns).filter(|(_, (column, _))| *column == ImportColumn::Unknown);
        unknown.map(|(name, _)| name.clone()).filter(|name| !name.is_empty()).collect()
    }

    /// Where two columns of a kind are filled with different things, which one counts.
    pub(super) fn notes(&self, columns: &Columns, rows: &[CsvRecord]) -> Vec<ColumnNote> {
        let mut notes = Vec::new();
        for (column, places) in &columns.0 {
            let ([first, others @ ..], true) = (places.as_slice(), is_one_of_many(*column)) else { continue };
            for other in others {
                let cell = |row: &CsvRecord, at: usize| alike(row.cells.get(at).map_or("", String::as_str));
                let differ = rows.iter().filter(|row| {
                    let (one, two) = (cell(row, *first), cell(row, *other));
                    !one.is_empty() && !two.is_empty() && one != two
                });
                let count = differ.count();
                if let (Some(one), Some(two), true) = (self.names.get(*first), self.names.get(*other), count > 0) {
                    notes.push(ColumnNote::Differ { taken: one.clone(), other: two.clone(), lines: count });
                }
            }
        }
        let (has_first, has_last) = (columns.has(ImportColumn::First), columns.has(ImportColumn::Last));
        if has_first && !has_last && !columns.has(ImportColumn::Name) {
            notes.push(ColumnNote::NoLastNames);
        }
        notes
    }
}

/// A title without the numbers in it, such as that of the page.
pub(super) fn title(record: &CsvRecord) -> String {
    alike(&record.cells.join(" ")).chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Where in a line each thing stands, the likeliest place first.
pub(super) struct Columns(pub(super) BTreeMap<ImportColumn, Vec<usize>>);

impl Columns {
    pub(super) fn new(head: &HeaderLine, rows: &[CsvRecord]) -> Self {
        let mut ranked: Vec<(u8, usize, ImportColumn)> =
            head.columns.iter().enumerate().map(|(at, (column, rank))| (*rank, at, *column)).collect();
        let has = |wanted: &[ImportColumn]| head.columns.iter().any(|(column, _)| wanted.contains(column));
        let names = head.columns.iter().filter(|(column, _)| *column == ImportColumn::Name).count();
        // "Employee" over numbers is the number, where the name stands in another column.
        if names > 1 || has(&[ImportColumn::First, ImportColumn::Last]) {
            for (rank, at, column) in &mut ranked {
                if *column == ImportColumn::Name && is_of_digits(rows, *at) {
                    (*rank, *column) = (1, ImportColumn::Number);
                }
            }
        }
        ranked.sort_unstable();
        let mut columns: BTreeMap<ImportColumn, Vec<usize>> = BTreeMap::new();
        for (_, at, column) in ranked.into_iter().filter(|(_, _, column)| *column != ImportColumn::Unknown) {
            columns.entry(column).or_default().push(at);
        }
        // "Name, Last name" is a first and a last name, unless the name is whole; that is seen line by line.
        Self(columns)
    }

    pub(super) fn places(&self, column: ImportColumn) -> &[usize] {
        self.0.get(&column).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn has(&self, column: ImportColumn) -> bool {
        self.0.contains_key(&column)
    }
}

/// Whether a column holds numbers and no letters.
fn is_of_digits(rows: &[CsvRecord], at: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic))
}

const fn is_one_of_many(column: ImportColumn) -> bool {
    match column {
        ImportColumn::Email
        | ImportColumn::Phone
        | ImportColumn::Number
        | ImportColumn::PayrollId
        | ImportColumn::Language
        | ImportColumn::TimeZone => true,
        ImportColumn::Name
        | ImportColumn::First
        | ImportColumn::Middle
        | ImportColumn::Last
        | ImportColumn::SecondLast
        | ImportColumn::Suffix
        | ImportColumn::VoiceCheck
        | ImportColumn::Status
        | ImportColumn::Active
        | ImportColumn::Ended
        | ImportColumn::Unknown => false,
    }
}
