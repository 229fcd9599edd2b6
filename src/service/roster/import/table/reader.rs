//! One line of a list to a person.

use jiff::civil::Date;

use super::{
    super::{
        columns::ImportColumn,
        leftovers::{SkipReason, SkippedLine, about_nobody, day_as_written, has_left, is_no, is_over, starts_later},
        records::CsvRecord,
        repair::repaired,
    },
    Departure, ImportRow, RowProblem,
    head::{Columns, HeaderLine, title},
};
use crate::domain::{
    employee::{
        fields::{is_placeholder, is_spreadsheet_error},
        input::EmployeeInput,
        name::{first_and_last, is_last_name_of, joined, last_in_front, turned},
    },
    text::alike,
};

/// Takes lines for people by the columns of their list.
pub(super) struct RowReader {
    pub(super) columns: Columns,
    pub(super) head: HeaderLine,
    /// By which a last day is over.
    pub(super) today: Date,
}

impl RowReader {
    /// The person of a line, or what it is taken for instead.
    pub(super) fn row(&self, record: &CsvRecord) -> Result<ImportRow, SkippedLine> {
        let skipped = |why| {
            let cells: Vec<_> =
                record.cells.iter().map(|cell| repaired(cell)).filter(|cell| !cell.is_empty()).collect();
            let text = cells.join(", ").chars().take(100).collect();
            SkippedLine { line: record.line, text, why }
        };
        if let Some(torn) = record.torn {
            let name = self
                .cell(record, &[ImportColumn::Name, ImportColumn::LastFirst, ImportColumn::Last, ImportColumn::First]);
            // Only to name the line by; the rest of it is in the wrong columns.
            let name = name.lines().next().unwrap_or_default().chars().take(60).collect();
            let entered = EmployeeInput { name, ..EmployeeInput::default() };
            return Ok(ImportRow {
                line: record.line,
                entered,
                problem: Some(RowProblem::Torn { to: torn.to }),
                ..ImportRow::default()
            });
        }
        if self.head.line.is_some() && self.is_head_again(record) {
            return Err(skipped(SkipReason::ColumnsAgain));
        }
        if self.head.titles.contains(&title(record)) {
            return Err(skipped(SkipReason::TitleAgain));
        }
        let cells: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let name =
            self.cell(record, &[ImportColumn::Name, ImportColumn::LastFirst, ImportColumn::First, ImportColumn::Last]);
        let by_name: Vec<&str> = std::iter::once(name.as_str()).chain(cells.iter().copied().skip(1)).collect();
        let by_name = about_nobody(&by_name).filter(|_| !name.is_empty());
        if let Some(why) = about_nobody(&cells).or(by_name) {
            return Err(skipped(why));
        }
        let mut row = self.person(record);
        let EmployeeInput { name, email, phone, number, payroll_id, .. } = &row.entered;
        if [name, email, phone, number, payroll_id].into_iter().all(String::is_empty) {
            return Err(skipped(SkipReason::Nameless));
        }
        row.is_bare = cells.len() == 1 && self.columns.0.len() > 1;
        let extra = record.cells.iter().skip(self.head.columns.len()).any(|cell| !cell.trim().is_empty());
        row.problem = if extra {
            row.entered.name = row.entered.name.chars().take(60).collect();
            Some(RowProblem::TooManyCells)
        } else {
            problem_of_name(&row.entered.name)
        };
        Ok(row)
    }

    fn is_head_again(&self, record: &CsvRecord) -> bool {
        let mut filled = 0_usize;
        let same = record.cells.iter().zip(&self.head.names).all(|(cell, name)| {
            let cell = repaired(cell);
            filled += usize::from(!cell.is_empty());
            cell.is_empty() || alike(&cell) == alike(name)
        });
        same && filled > 0
    }

    /// The first cell that holds something of the columns of these kinds.
    fn cell(&self, record: &CsvRecord, kinds: &[ImportColumn]) -> String {
        let places = kinds.iter().flat_map(|kind| self.columns.places(*kind));
        let mut cells = places.filter_map(|at| record.cells.get(*at)).map(|cell| repaired(cell));
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn person(&self, record: &CsvRecord) -> ImportRow {
        let one = |column| self.cell(record, &[column]);
        let (name, last_name, written) = self.name(record);
        // What would be guessed need not be said.
        let guessed = first_and_last(&name, None).map(|(_, last)| last);
        let last_name = last_name.filter(|last| guessed.as_ref() != Some(last));
        let entered = EmployeeInput {
            name,
            last_name: last_name.unwrap_or_default(),
            email: one(ImportColumn::Email),
            phone: one(ImportColumn::Phone),
            number: one(ImportColumn::Number),
            payroll_id: one(ImportColumn::PayrollId),
            language: one(ImportColumn::Language),
            time_zone: one(ImportColumn::TimeZone),
            voice_check: one(ImportColumn::VoiceCheck),
            starts_on: starts_later(&one(ImportColumn::Starts), self.today)
                .map(|day| day.to_string())
                .unwrap_or_default(),
        };
        let starts = one(ImportColumn::Starts);
        let is_day = starts.is_empty() || is_placeholder(&starts) || day_as_written(&starts).is_some();
        let no_start = Some(starts).filter(|_| !is_day);
        ImportRow { line: record.line, entered, written, left: self.left(record), no_start, ..ImportRow::default() }
    }

    /// The name, its last name where the list says which it is, and what the list has where that is another.
    fn name(&self, record: &CsvRecord) -> (String, Option<String>, Option<String>) {
        let one = |column| self.cell(record, &[column]);
        let (whole, first, last) = (one(ImportColumn::Name), one(ImportColumn::First), one(ImportColumn::Last));
        let turned_round = one(ImportColumn::LastFirst);
        if !turned_round.is_empty() && first.is_empty() {
            let (name, found) = turned(&turned_round)
                .or_else(|| last_in_front(&turned_round))
                .map_or((turned_round.clone(), None), |(name, last)| (name, Some(last)));
            let written = Some(turned_round).filter(|written| *written != name);
            return (name, found, written);
        }
        let places = self.columns.places(ImportColumn::Name);
        let raw = places.iter().filter_map(|at| record.cells.get(*at)).find(|cell| !cell.trim().is_empty());
        let raw = raw.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        if first.is_empty() && !whole.is_empty() {
            let (name, found) = match turned(&whole) {
                Some((name, last)) => (name, Some(last)),
                None => (whole, None),
            };
            let written = Some(raw).filter(|raw| alike(raw) != alike(&name));
            if last.is_empty() || is_last_name_of(&last, &name) {
                let last = Some(last).filter(|last| !last.is_empty()).or(found);
                return (name, last, written);
            }
            let (name, last) = joined(&[&name], &[&last, &one(ImportColumn::SecondLast), &one(ImportColumn::Suffix)]);
            return (name, last, None);
        }
        let (second, suffix) = (one(ImportColumn::SecondLast), one(ImportColumn::Suffix));
        let (name, last) = joined(&[&first, &one(ImportColumn::Middle)], &[&last, &second, &suffix]);
        (name, last, None)
    }

    fn left(&self, record: &CsvRecord) -> Option<Departure> {
        let one = |column| self.cell(record, &[column]);
        let (status, active, ended) = (one(ImportColumn::Status), one(ImportColumn::Active), one(ImportColumn::Ended));
        if has_left(&status) {
            return Some(Departure::Status(status));
        }
        if is_no(&active) {
            return Some(Departure::NotActive);
        }
        // Who was taken back has a last day in the past, and a status.
        let is_last = status.is_empty() && active.is_empty() && is_over(&ended, self.today);
        is_last.then_some(Departure::LastDay(ended))
    }
}

fn problem_of_name(name: &str) -> Option<RowProblem> {
    if is_spreadsheet_error(name) {
        Some(RowProblem::SpreadsheetError)
    } else if is_placeholder(name) {
        Some(RowProblem::Placeholder)
    } else if name.contains('\u{FFFD}') {
        Some(RowProblem::LostLetter)
    } else if !name.is_empty() && name.is_ascii() && !name.chars().any(char::is_alphabetic) {
        Some(RowProblem::NoLetter)
    } else {
        None
    }
}
