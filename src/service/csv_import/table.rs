//! The text of an uploaded file to people as they were entered, line by line.

use serde::{Deserialize, Serialize};

use crate::{domain::employee::entered::Entered, service::csv_cells};

/// Lines with people in one file.
pub const MAX_ROWS: usize = 10_000;

/// Why a file is not taken at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTable {
    #[error("this file is empty; the first line names the columns, and each line below it is a person")]
    Empty,
    #[error("there is nobody in this file: below the names of the columns comes a line for each person")]
    Nobody,
    #[error("this file has more than 10,000 lines; split it, and import one part after the other")]
    TooManyRows,
    #[error(
        "the first line has no column \"name\"; it names the columns: name, email, phone, number, payroll_id, language, \
         time_zone"
    )]
    NoName,
    #[error("the column \"{0}\" is there twice; leave one of them out")]
    Twice(&'static str),
    #[error("the columns cannot be told apart; save the list as \"CSV UTF-8 (comma delimited)\" and upload that")]
    Unreadable,
}

/// One line with a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Counted from 1, the line with the names of the columns.
    pub line: u64,
    pub entered: Entered,
    /// What is wrong with the line itself.
    pub problem: Option<String>,
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub rows: Vec<Row>,
    /// Names of columns that mean nothing here.
    pub left_out: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
    Unknown,
}

impl Column {
    fn named(header: &str) -> Self {
        let plain: String = header.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        match plain.as_str() {
            "name" | "fullname" | "employeename" | "employee" => Self::Name,
            "email" | "emailaddress" | "mail" => Self::Email,
            "phone" | "phonenumber" | "mobile" | "cell" => Self::Phone,
            "number" | "employeenumber" | "badge" | "badgenumber" => Self::Number,
            "payrollid" | "payrollnumber" => Self::PayrollId,
            "language" => Self::Language,
            "timezone" => Self::TimeZone,
            "voicecheck" => Self::VoiceCheck,
            _ => Self::Unknown,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Number => "number",
            Self::PayrollId => "payroll_id",
            Self::Language => "language",
            Self::TimeZone => "time_zone",
            Self::VoiceCheck => "voice_check",
            Self::Unknown => "",
        }
    }

    fn put(self, entered: &mut Entered, cell: String) {
        match self {
            Self::Name => entered.name = cell,
            Self::Email => entered.email = cell,
            Self::Phone => entered.phone = cell,
            Self::Number => entered.number = cell,
            Self::PayrollId => entered.payroll_id = cell,
            Self::Language => entered.language = cell,
            Self::TimeZone => entered.time_zone = cell,
            Self::VoiceCheck => entered.voice_check = cell,
            Self::Unknown => {}
        }
    }
}

/// Reads a list whose first line names the columns.
///
/// # Errors
/// When it cannot be taken as a list of people at all. What is wrong with one line stands beside it.
pub fn read(text: &str) -> Result<Table, NoTable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        None => return Err(NoTable::Empty),
        Some(header) => header.map_err(|_| NoTable::Unreadable)?,
    };
    let columns: Vec<_> = header.iter().map(Column::named).collect();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| **column != Column::Unknown) {
        if columns.iter().take(at).any(|other| other == column) {
            return Err(NoTable::Twice(column.name()));
        }
    }
    if !columns.contains(&Column::Name) {
        return Err(NoTable::NoName);
    }
    let unknown = header.iter().zip(&columns).filter(|(_, column)| **column == Column::Unknown);
    let left_out = unknown.map(|(name, _)| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let mut table = Table { rows: Vec::new(), left_out };
    let mut lines = LineCounter::new(text);
    for record in records {
        let record = record.map_err(|_| NoTable::Unreadable)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.rows.len() == MAX_ROWS {
            return Err(NoTable::TooManyRows);
        }
        let line = lines.line_of(record.position().map_or(0, csv::Position::byte));
        table.rows.push(row(line, &record, &columns));
    }
    if table.rows.is_empty() { Err(NoTable::Nobody) } else { Ok(table) }
}

fn row(line: u64, record: &csv::StringRecord, columns: &[Column]) -> Row {
    let mut entered = Entered::default();
    for (column, cell) in columns.iter().zip(record) {
        column.put(&mut entered, csv_cells::original(cell.trim()).to_owned());
    }
    let extra = record.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty());
    let problem = if record.iter().any(|cell| cell.trim().contains('\n')) {
        Some("A cell goes over several lines; a quotation mark is missing at its end, or stands there by mistake.")
    } else if extra {
        Some("There are more cells than columns; a cell with a comma in it needs quotation marks around it.")
    } else {
        None
    };
    if problem.is_some() {
        // Only to name the line by; the rest of it is in the wrong columns.
        entered.name = entered.name.lines().next().unwrap_or_default().chars().take(60).collect();
    }
    Row { line, entered, problem: problem.map(str::to_owned) }
}

/// What stands between the columns: of comma, semicolon and tab, what is in the first line most often.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Tells lines from byte offsets that only grow. Blank lines in front of a record are not counted as part of it.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    fn line_of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while self.at < byte || self.text.get(self.at) == Some(&b'\n') {
            match self.text.get(self.at) {
                Some(b'\n') => self.line += 1,
                Some(_) => {}
                None => break,
            }
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(u64, String)> {
        read(text).unwrap().rows.into_iter().map(|row| (row.line, row.entered.name)).collect()
    }

    #[test]
    fn columns_are_known_by_name_in_any_order_and_case() {
        let table = read("Shift, E-Mail ,NAME,Employee number,Payroll ID,Time Zone,Language,PHONE\nA,a@b.example,Ana,0117,000042,America/Denver,es,5555550123\n").unwrap();
        let expected = Entered {
            name: "Ana".to_owned(),
            email: "a@b.example".to_owned(),
            phone: "5555550123".to_owned(),
            number: "0117".to_owned(),
            payroll_id: "000042".to_owned(),
            language: "es".to_owned(),
            time_zone: "America/Denver".to_owned(),
            voice_check: String::new(),
        };
        assert_eq!(table.rows, [Row { line: 2, entered: expected, problem: None }]);
        assert_eq!(table.left_out, ["Shift"]);
    }

    #[test]
    fn commas_semicolons_and_tabs_stand_between_columns() {
        for text in ["name,phone\nAna,1", "name;phone\nAna;1", "name\tphone\nAna\t1", "name\nAna"] {
            assert_eq!(names(text), [(2, "Ana".to_owned())], "{text}");
        }
        assert_eq!(names("name;number\n\"Torres; Ana, \"\"Ani\"\"\";7"), [(2, "Torres; Ana, \"Ani\"".to_owned())]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "name,number\n\nAna,1\n  , \n\n\nBo,2\n\"Ca\nrla\",3\nDee,4\n";
        let lines: Vec<_> = names(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [3, 7, 8, 10]);
    }

    #[test]
    fn a_line_that_is_torn_apart_is_named_and_the_next_one_is_read() {
        let table = read("name,number\nTorres, Ana,7\nBo,8\n\"Carla,9\nDee,10\n").unwrap();
        let problems: Vec<_> = table.rows.iter().map(|row| (row.line, row.problem.is_some())).collect();
        assert_eq!(problems, [(2, true), (3, false), (4, true)]);
        assert_eq!(table.rows[1].entered.name, "Bo");
        assert!(read("name,number\nAna,7,,\nBo\n").unwrap().rows.iter().all(|row| row.problem.is_none()));
    }

    #[test]
    fn what_was_exported_comes_back() {
        let table = read("name,phone\n'=1+1,'+15555550123\n").unwrap();
        assert_eq!(table.rows[0].entered.name, "=1+1");
        assert_eq!(table.rows[0].entered.phone, "+15555550123");
    }

    #[test]
    fn a_list_that_cannot_be_taken_is_refused_with_the_reason() {
        assert_eq!(read(""), Err(NoTable::Empty));
        assert_eq!(read("name,phone\n\n ,\n"), Err(NoTable::Nobody));
        assert_eq!(read("Ana,5555550123\n"), Err(NoTable::NoName));
        assert_eq!(read("name,email,e-mail\nAna,a,b\n"), Err(NoTable::Twice("email")));
        assert!(read(&format!("name\n{}", "A\n".repeat(MAX_ROWS))).is_ok());
        assert_eq!(read(&format!("name\n{}", "A\n".repeat(MAX_ROWS + 1))), Err(NoTable::TooManyRows));
    }

    #[test]
    fn whatever_text_is_uploaded_is_read_or_refused() {
        proptest::proptest!(|(text in "(?s)(name[,;\t\n\"]){0,1}.{0,80}")| {
            if let Ok(table) = read(&text) {
                assert!(table.rows.is_sorted_by_key(|row| row.line));
            }
        });
    }
}
