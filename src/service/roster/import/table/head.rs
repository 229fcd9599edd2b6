//! The line that names the columns, and where in a line each thing stands.

use std::collections::BTreeMap;

use super::{
    super::{
        columns::{ColumnChoice, ImportColumn, ListKind},
        records::CsvRecord,
        repair::repaired,
    },
    ColumnNote,
};
use crate::domain::text::alike;

/// The line that names the columns.
#[derive(Debug, Clone)]
pub(super) struct HeaderLine {
    /// The number of the line; none where the file does not name its columns.
    pub(super) line: Option<u64>,
    /// Of the first record below it.
    pub(super) below: usize,
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<(ImportColumn, u8)>,
    /// The lines above it, which reports print again on each page.
    pub(super) titles: Vec<String>,
}

impl HeaderLine {
    /// Of the first lines the one in which the most columns are known, if a name is among them.
    pub(super) fn find(records: &[CsvRecord], kind: ListKind) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (at, record) in records.iter().enumerate().take(super::MAX_HEADER_LINE) {
            let head = Self::at(records, at, record, kind);
            if record.torn.is_some() || !head.columns.iter().any(|(column, _)| column.is_name()) {
                continue;
            }
            if best.as_ref().is_none_or(|best| head.worth().0 > best.worth().0) {
                best = Some(head);
            }
        }
        best.map(|head| head.refined(records))
    }

    /// This line, whatever it says.
    pub(super) fn at(records: &[CsvRecord], at: usize, record: &CsvRecord, kind: ListKind) -> Self {
        let columns = record.cells.iter().map(|cell| kind.named(cell)).collect();
        let titles = records.iter().take(at).map(title).filter(|title| !title.is_empty()).collect();
        let names = record.cells.iter().map(|cell| repaired(cell)).collect();
        Self { line: Some(record.line), below: at + 1, names, columns, titles }
    }

    /// The columns of a file that does not name them.
    pub(super) fn nameless(records: &[CsvRecord]) -> Self {
        let width = records.iter().map(|record| record.cells.len()).max().unwrap_or_default();
        let columns = vec![(ImportColumn::Unknown, 0); width];
        Self { line: None, below: 0, names: vec![String::new(); width], columns, titles: Vec::new() }
    }

    /// As somebody has said.
    pub(super) fn chosen(records: &[CsvRecord], choice: &ColumnChoice, kind: ListKind) -> Self {
        let at = choice.head.and_then(|line| records.iter().position(|record| record.line == line));
        let head = at.and_then(|at| Some(Self::at(records, at, records.get(at)?, kind)));
        let mut head = head.unwrap_or_else(|| Self::nameless(records));
        let said = choice.columns.iter().copied().chain(std::iter::repeat(ImportColumn::Unknown));
        for ((column, rank), said) in head.columns.iter_mut().zip(said) {
            if *column != said {
                (*column, *rank) = (said, 0);
            }
        }
        head
    }

    /// "Employee" over numbers is the number, where the name stands in another column.
    pub(super) fn refined(mut self, records: &[CsvRecord]) -> Self {
        let rows = records.get(self.below..).unwrap_or_default();
        let has = |wanted: &[ImportColumn]| self.columns.iter().any(|(column, _)| wanted.contains(column));
        let names = self.columns.iter().filter(|(column, _)| *column == ImportColumn::Name).count();
        if names > 1 || has(&[ImportColumn::First, ImportColumn::Last]) {
            for (at, (column, rank)) in self.columns.iter_mut().enumerate() {
                if *column == ImportColumn::Name && is_of_digits(rows, at) {
                    (*rank, *column) = (1, ImportColumn::Number);
                }
            }
        }
        self
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
        let has_whole = columns.has(ImportColumn::Name) || columns.has(ImportColumn::LastFirst);
        if has_first && !has_last && !has_whole {
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
    pub(super) fn new(head: &HeaderLine) -> Self {
        let mut ranked: Vec<(u8, usize, ImportColumn)> =
            head.columns.iter().enumerate().map(|(at, (column, rank))| (*rank, at, *column)).collect();
        ranked.sort_unstable();
        let mut columns: BTreeMap<ImportColumn, Vec<usize>> = BTreeMap::new();
        for (_, at, column) in ranked.into_iter().filter(|(_, _, column)| *column != ImportColumn::Unknown) {
            columns.entry(column).or_default().push(at);
        }
        // "Name, Last name" is a first and a last name, unless the name is whole; that is seen line by line.
        Self(columns)
    }

    pub(super) fn has_name(&self) -> bool {
        self.0.keys().any(|column| column.is_name())
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
        | ImportColumn::TimeZone
        | ImportColumn::JobName
        | ImportColumn::PhoneCode
        | ImportColumn::AccountingCode => true,
        ImportColumn::Name
        | ImportColumn::LastFirst
        | ImportColumn::First
        | ImportColumn::Middle
        | ImportColumn::Last
        | ImportColumn::SecondLast
        | ImportColumn::Suffix
        | ImportColumn::VoiceCheck
        | ImportColumn::Starts
        | ImportColumn::Status
        | ImportColumn::Active
        | ImportColumn::Ended
        | ImportColumn::Unknown => false,
    }
}
