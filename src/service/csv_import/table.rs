//! The text of an uploaded file to people as they were entered, line by line.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    columns::Column,
    leftovers::{about_nobody, has_left, is_no, is_over},
    records::{self, Record, SEPARATORS},
    repair::repaired,
};
use crate::domain::{
    employee::{
        entered::Entered,
        fields::{is_placeholder, is_spreadsheet_error},
        name::{first_and_last, is_last_name_of, joined, turned},
    },
    text::alike,
};

/// Lines with people in one file.
pub const MAX_ROWS: usize = 10_000;
/// So many lines from the top the names of the columns are looked for, below titles and dates.
const HEAD_LINES: usize = 40;
/// Beside people a file may hold titles, totals and the names of the columns again on each page.
const MAX_RECORDS: usize = MAX_ROWS * 2;

/// Lines with nothing but a name want a look where they are so few: one in four.
const BARE_ARE_FEW: usize = 4;

/// Why a file is not taken at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    #[error("this file is empty; a line on top names the columns, and each line below it is a person")]
    Empty,
    #[error("there is nobody in this file: below the names of the columns comes a line for each person")]
    Nobody,
    #[error("this file has more than 10,000 lines; split it, and import one part after the other")]
    TooManyRows,
    #[error(
        "there is no column \"name\" in this file, and none for first and last name; the first line names the columns: \
         name, email, phone, number, payroll_id, language, time_zone"
    )]
    NoName,
    #[error("the columns cannot be told apart; save the list as \"CSV UTF-8 (comma delimited)\" and upload that")]
    Unreadable,
}

/// One line with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    pub entered: Entered,
    /// What is wrong with the line itself.
    pub problem: Option<String>,
    /// The name as the file has it, where it is another here.
    #[serde(default)]
    pub written: Option<String>,
    /// What the file says of somebody who works there no more.
    #[serde(default)]
    pub left: Option<String>,
    /// Whether nothing but the name is filled in, as in a heading between people.
    #[serde(default)]
    pub is_bare: bool,
}

/// A line that is about nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    pub line: u64,
    pub text: String,
    pub why: String,
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub rows: Vec<Row>,
    /// Names of columns that mean nothing here.
    pub left_out: Vec<String>,
    #[serde(default)]
    pub skipped: Vec<Skipped>,
    /// What else whoever uploaded it should know of the columns.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Reads a list. The names of the columns stand in its first lines; `today` is for people whose last day is over.
///
/// # Errors
/// When it cannot be taken as a list of people at all. What is wrong with one line stands beside it.
pub fn read(text: &str, today: Date) -> Result<Table, NoTable> {
    let (declared, text, first_line) = records::declared(text);
    if text.trim().is_empty() {
        return Err(NoTable::Empty);
    }
    let heads = |separators: &[u8]| -> Option<(Head, u8)> {
        let found = separators.iter().filter_map(|separator| {
            let records = records::read(text, *separator, first_line, HEAD_LINES)?;
            Some((Head::find(&records)?, *separator))
        });
        // Of two that are as good the first; `max_by_key` alone would take the last.
        found.reduce(|best, next| if next.0.worth() > best.0.worth() { next } else { best })
    };
    let found = declared.and_then(|separator| heads(&[separator])).or_else(|| heads(&SEPARATORS));
    let Some((head, separator)) = found else { return Err(NoTable::NoName) };
    let records = records::read(text, separator, first_line, MAX_RECORDS).ok_or(NoTable::Unreadable)?;
    if records.len() == MAX_RECORDS {
        return Err(NoTable::TooManyRows);
    }
    let below = records.get(head.at + 1..).unwrap_or_default();
    let mut reader = Reader { columns: Columns::of(&head, below), head, today };
    let mut table = Table { left_out: reader.left_out(), notes: reader.notes(below), ..Table::default() };
    for record in below.iter().filter(|record| !record.is_blank()) {
        match reader.row(record) {
            Ok(row) if table.rows.len() == MAX_ROWS => {
                drop(row);
                return Err(NoTable::TooManyRows);
            }
            Ok(row) => table.rows.push(row),
            Err(skipped) => table.skipped.push(skipped),
        }
    }
    let bare = table.rows.iter().filter(|row| row.is_bare).count();
    if bare > table.rows.len() / BARE_ARE_FEW {
        // In this list most people have nothing but a name.
        table.rows.iter_mut().for_each(|row| row.is_bare = false);
    }
    if table.rows.is_empty() { Err(NoTable::Nobody) } else { Ok(table) }
}

/// The line that names the columns.
#[derive(Debug, Clone)]
struct Head {
    /// Among the records.
    at: usize,
    names: Vec<String>,
    columns: Vec<(Column, u8)>,
    /// The lines above it, which reports print again on each page.
    titles: Vec<String>,
}

impl Head {
    /// Of the first lines the one in which the most columns are known, if a name is among them.
    fn find(records: &[Record]) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (at, record) in records.iter().enumerate() {
            let columns: Vec<_> = record.cells.iter().map(|cell| Column::named(cell)).collect();
            let is_name = |column: &Column| matches!(column, Column::Name | Column::First | Column::Last);
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
    fn worth(&self) -> (usize, usize) {
        let known = self.columns.iter().filter(|(column, _)| *column != Column::Unknown).count();
        (known, self.names.iter().filter(|name| !name.is_empty()).count())
    }
}

/// A title without the numbers in it, such as that of the page.
fn title(record: &Record) -> String {
    alike(&record.cells.join(" ")).chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Where in a line each thing stands, the likeliest place first.
struct Columns(BTreeMap<Column, Vec<usize>>);

impl Columns {
    fn of(head: &Head, rows: &[Record]) -> Self {
        let mut ranked: Vec<(u8, usize, Column)> =
            head.columns.iter().enumerate().map(|(at, (column, rank))| (*rank, at, *column)).collect();
        let has = |wanted: &[Column]| head.columns.iter().any(|(column, _)| wanted.contains(column));
        let names = head.columns.iter().filter(|(column, _)| *column == Column::Name).count();
        // "Employee" over numbers is the number, where the name stands in another column.
        if names > 1 || has(&[Column::First, Column::Last]) {
            for (rank, at, column) in &mut ranked {
                if *column == Column::Name && is_of_digits(rows, *at) {
                    (*rank, *column) = (1, Column::Number);
                }
            }
        }
        ranked.sort_unstable();
        let mut columns: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
        for (_, at, column) in ranked.into_iter().filter(|(_, _, column)| *column != Column::Unknown) {
            columns.entry(column).or_default().push(at);
        }
        // "Name, Last name" is a first and a last name, unless the name is whole; that is seen line by line.
        Self(columns)
    }

    fn places(&self, column: Column) -> &[usize] {
        self.0.get(&column).map(Vec::as_slice).unwrap_or_default()
    }

    fn has(&self, column: Column) -> bool {
        self.0.contains_key(&column)
    }
}

/// Whether a column holds numbers and no letters.
fn is_of_digits(rows: &[Record], at: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic))
}

struct Reader {
    columns: Columns,
    head: Head,
    today: Date,
}

impl Reader {
    fn left_out(&self) -> Vec<String> {
        let unknown =
            self.head.names.iter().zip(&self.head.columns).filter(|(_, (column, _))| *column == Column::Unknown);
        unknown.map(|(name, _)| name.clone()).filter(|name| !name.is_empty()).collect()
    }

    /// Where two columns of a kind are filled with different things, which one counts.
    fn notes(&self, rows: &[Record]) -> Vec<String> {
        let mut notes = Vec::new();
        for (column, places) in &self.columns.0 {
            let ([first, others @ ..], true) = (places.as_slice(), is_one_of_many(*column)) else { continue };
            for other in others {
                let cell = |row: &Record, at: usize| alike(row.cells.get(at).map_or("", String::as_str));
                let differ = rows.iter().filter(|row| {
                    let (one, two) = (cell(row, *first), cell(row, *other));
                    !one.is_empty() && !two.is_empty() && one != two
                });
                let count = differ.count();
                if let (Some(one), Some(two), true) =
                    (self.head.names.get(*first), self.head.names.get(*other), count > 0)
                {
                    let lines = if count == 1 { "line" } else { "lines" };
                    notes.push(format!("“{one}” and “{two}” differ in {count} {lines}; “{one}” is taken there."));
                }
            }
        }
        let (has_first, has_last) = (self.columns.has(Column::First), self.columns.has(Column::Last));
        if has_first && !has_last && !self.columns.has(Column::Name) {
            notes.push("There is no column for last names, so the first names stand alone.".to_owned());
        }
        notes
    }

    fn row(&mut self, record: &Record) -> Result<Row, Skipped> {
        let skipped = |why: &str| {
            let cells: Vec<_> =
                record.cells.iter().map(|cell| repaired(cell)).filter(|cell| !cell.is_empty()).collect();
            let text = cells.join(", ").chars().take(100).collect();
            Skipped { line: record.line, text, why: why.to_owned() }
        };
        if let Some(torn) = record.torn {
            let problem = format!(
                "A cell goes over several lines: a quotation mark is missing at its end, or stands there by mistake, so \
                 that lines {} to {} run together.",
                record.line, torn.to
            );
            let name = self.cell(record, &[Column::Name, Column::Last, Column::First]);
            // Only to name the line by; the rest of it is in the wrong columns.
            let name = name.lines().next().unwrap_or_default().chars().take(60).collect();
            let entered = Entered { name, ..Entered::default() };
            return Ok(Row { line: record.line, entered, problem: Some(problem), ..Row::default() });
        }
        if self.is_head_again(record) {
            return Err(skipped("the names of the columns again"));
        }
        if self.head.titles.contains(&title(record)) {
            return Err(skipped("a title again"));
        }
        let cells: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let name = self.cell(record, &[Column::Name, Column::First, Column::Last]);
        let by_name: Vec<&str> = std::iter::once(name.as_str()).chain(cells.iter().copied().skip(1)).collect();
        let by_name = about_nobody(&by_name).filter(|_| !name.is_empty());
        if let Some(why) = about_nobody(&cells).or(by_name) {
            return Err(skipped(why));
        }
        let mut row = self.person(record);
        let Entered { name, email, phone, number, payroll_id, .. } = &row.entered;
        if [name, email, phone, number, payroll_id].into_iter().all(String::is_empty) {
            return Err(skipped("a line without a name, a number or an address"));
        }
        row.is_bare = cells.len() == 1 && self.columns.0.len() > 1;
        let extra = record.cells.iter().skip(self.head.columns.len()).any(|cell| !cell.trim().is_empty());
        row.problem = if extra {
            row.entered.name = row.entered.name.chars().take(60).collect();
            Some(
                "There are more cells than columns; a cell with a comma in it needs quotation marks around it."
                    .to_owned(),
            )
        } else {
            flaw_of_name(&row.entered.name)
        };
        Ok(row)
    }

    fn is_head_again(&self, record: &Record) -> bool {
        let mut filled = 0_usize;
        let same = record.cells.iter().zip(&self.head.names).all(|(cell, name)| {
            let cell = repaired(cell);
            filled += usize::from(!cell.is_empty());
            cell.is_empty() || alike(&cell) == alike(name)
        });
        same && filled > 0
    }

    /// The first cell that holds something of the columns of these kinds.
    fn cell(&self, record: &Record, kinds: &[Column]) -> String {
        let places = kinds.iter().flat_map(|kind| self.columns.places(*kind));
        let mut cells = places.filter_map(|at| record.cells.get(*at)).map(|cell| repaired(cell));
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn person(&self, record: &Record) -> Row {
        let one = |column| self.cell(record, &[column]);
        let (name, last_name, written) = self.name(record);
        // What would be guessed need not be said.
        let guessed = first_and_last(&name, None).map(|(_, last)| last);
        let last_name = last_name.filter(|last| guessed.as_ref() != Some(last));
        let entered = Entered {
            name,
            last_name: last_name.unwrap_or_default(),
            email: one(Column::Email),
            phone: one(Column::Phone),
            number: one(Column::Number),
            payroll_id: one(Column::PayrollId),
            language: one(Column::Language),
            time_zone: one(Column::TimeZone),
            voice_check: one(Column::VoiceCheck),
        };
        Row { line: record.line, entered, written, left: self.left(record), ..Row::default() }
    }

    /// The name, its last name where the list says which it is, and what the list has where that is another.
    fn name(&self, record: &Record) -> (String, Option<String>, Option<String>) {
        let one = |column| self.cell(record, &[column]);
        let (whole, first, last) = (one(Column::Name), one(Column::First), one(Column::Last));
        let places = self.columns.places(Column::Name);
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
            let (name, last) = joined(&[&name], &[&last, &one(Column::SecondLast), &one(Column::Suffix)]);
            return (name, last, None);
        }
        let (second, suffix) = (one(Column::SecondLast), one(Column::Suffix));
        let (name, last) = joined(&[&first, &one(Column::Middle)], &[&last, &second, &suffix]);
        (name, last, None)
    }

    fn left(&self, record: &Record) -> Option<String> {
        let one = |column| self.cell(record, &[column]);
        let (status, active, ended) = (one(Column::Status), one(Column::Active), one(Column::Ended));
        if has_left(&status) {
            return Some(status);
        }
        if is_no(&active) {
            return Some("not active".to_owned());
        }
        // Who was taken back has a last day in the past, and a status.
        (status.is_empty() && active.is_empty() && is_over(&ended, self.today)).then(|| format!("last day {ended}"))
    }
}

const fn is_one_of_many(column: Column) -> bool {
    match column {
        Column::Email | Column::Phone | Column::Number | Column::PayrollId | Column::Language | Column::TimeZone => {
            true
        }
        Column::Name
        | Column::First
        | Column::Middle
        | Column::Last
        | Column::SecondLast
        | Column::Suffix
        | Column::VoiceCheck
        | Column::Status
        | Column::Active
        | Column::Ended
        | Column::Unknown => false,
    }
}

fn flaw_of_name(name: &str) -> Option<String> {
    let reason = if is_spreadsheet_error(name) {
        "A spreadsheet has an error where the name should be."
    } else if is_placeholder(name) {
        "This is no name; put the name there."
    } else if name.contains('\u{FFFD}') {
        "A letter of the name is lost (�); save the list as “CSV UTF-8” and upload it again."
    } else if !name.is_empty() && name.is_ascii() && !name.chars().any(char::is_alphabetic) {
        "There is no letter in this name."
    } else {
        return None;
    };
    Some(reason.to_owned())
}

#[cfg(test)]
mod tests;
