//! What there is to say of the lines of a list.

use crate::{
    domain::{employee::fields::spreadsheet_hint, language::Language},
    service::roster::import::{
        ImportError, ListKind,
        assess::{KnownLine, LineProblem, LineWarning, SameField},
        changes::ListField,
        columns::ImportColumn,
        jobs::JobLineProblem,
        leftovers::SkipReason,
        receipt::KeptReason,
        table::{ColumnNote, Departure, RowProblem, TableError},
        text::TextError,
        workbook::WorkbookError,
    },
    wording::{admin::AdminWords, entered},
};

/// Why a file is not taken, as a clause.
pub(super) fn refusal(kind: ListKind, error: &ImportError) -> String {
    let words = match error {
        ImportError::Store(_) | ImportError::Json(_) => return error.to_string(),
        ImportError::TooLarge => {
            "this file is larger than 2 MB, which is far more than 10,000 lines; leave out what is not needed or split it"
        }
        ImportError::Workbook(WorkbookError::Old) => {
            "this Excel workbook is of the old kind (.xls) or has a password; save it as \"Excel Workbook (.xlsx)\" \
             without a password and upload that"
        }
        ImportError::Workbook(WorkbookError::Broken) => {
            "this Excel workbook cannot be read; save it again as \"Excel Workbook (.xlsx)\" or as \"CSV UTF-8 (comma \
             delimited)\" and upload that"
        }
        ImportError::Workbook(WorkbookError::TooLarge) => {
            "this Excel workbook is far larger than a list of 10,000 lines; copy the list to a workbook of its own and \
             upload that"
        }
        ImportError::Text(TextError::Binary) => {
            "this is neither a list in text nor an Excel workbook; save it as \"CSV UTF-8 (comma delimited)\" and upload that"
        }
        ImportError::Table(TableError::Empty) => match kind {
            ListKind::Employees => {
                "this file is empty; a line on top names the columns, and each line below it is a person"
            }
            ListKind::Jobs => "this file is empty; a line on top names the columns, and each line below it is a job",
        },
        ImportError::Table(TableError::Nobody) => match kind {
            ListKind::Employees => {
                "there is nobody in this file: below the names of the columns comes a line for each person"
            }
            ListKind::Jobs => "there is no job in this file: below the names of the columns comes a line for each job",
        },
        ImportError::Table(TableError::TooManyRows) => {
            "this file has more than 10,000 lines; split it, and import one part after the other"
        }
        ImportError::Table(TableError::NoName) => "no column of this file has the names",
        ImportError::Table(TableError::Unreadable) => {
            "the columns cannot be told apart; save the list as \"CSV UTF-8 (comma delimited)\" and upload that"
        }
        ImportError::NotFound => "there is no such upload in this workspace",
        ImportError::RanOut => "this upload has expired; upload the file again",
    };
    words.to_owned()
}

pub(super) fn note(note: &ColumnNote) -> String {
    match note {
        ColumnNote::Differ { taken, other, lines } => {
            let noun = if *lines == 1 { "line" } else { "lines" };
            format!("“{taken}” and “{other}” differ in {lines} {noun}; “{taken}” is used.")
        }
        ColumnNote::Turned { written, name, lines } => {
            format!("Names are written with the last name first in {lines} lines: “{written}” becomes “{name}”.")
        }
        ColumnNote::NoLastNames => "There is no column for last names, so only first names are imported.".to_owned(),
    }
}

pub(super) const fn skipped(why: SkipReason) -> &'static str {
    match why {
        SkipReason::Ornament => "a decorative line",
        SkipReason::Total => "a total",
        SkipReason::Count => "a count",
        SkipReason::TitleAgain => "a repeated title",
        SkipReason::Heading => "a heading",
        SkipReason::ColumnsAgain => "the column names again",
        SkipReason::PageNumber => "a page number",
        SkipReason::ProgramNote => "a note from the program that created the list",
        SkipReason::Nameless => "a line without a name, a number or an address",
    }
}

pub(super) fn departure(left: &Departure) -> String {
    match left {
        Departure::Status(status) => status.clone(),
        Departure::NotActive => "not active".to_owned(),
        Departure::LastDay(day) => format!("last day {day}"),
    }
}

const fn same(field: SameField) -> &'static str {
    match field {
        SameField::Number => "employee number",
        SameField::Email => "email address",
        SameField::NameAndPhone => "name and phone number",
        SameField::Name => "name",
    }
}

/// Why a line is taken for somebody who is there already.
pub(super) fn because(known: &KnownLine) -> String {
    let inactive = if known.active { "" } else { " (inactive)" };
    format!("{}{inactive} has the same {}", known.holder, same(known.same))
}

/// By what somebody is known who would be changed, and whether it may be somebody else.
pub(super) fn because_of(field: SameField, doubtful: bool) -> String {
    let doubt = if doubtful { ", but quite another name: is this the same person?" } else { "" };
    format!("same {}{doubt}", same(field))
}

/// What is wrong with a line about a job.
pub(super) fn job_line_problem(problem: &JobLineProblem) -> String {
    match problem {
        JobLineProblem::Field(errors) => entered::job(AdminWords::of(Language::En), errors)
            .into_iter()
            .map(|(_, words)| words)
            .collect::<Vec<_>>()
            .join(" "),
        JobLineProblem::SameAs(earlier) => format!("Line {earlier} is about the same job."),
        JobLineProblem::CodeOfLine(earlier) => format!("Line {earlier} has the same phone code."),
        JobLineProblem::CodeTaken(name) => format!("The job {name} has this phone code."),
    }
}

/// Each column with its name in forms and its words.
const COLUMNS: [(ImportColumn, &str, &str); 21] = [
    (ImportColumn::Name, "name", "Name"),
    (ImportColumn::LastFirst, "last_first", "Name, last name first"),
    (ImportColumn::First, "first", "First name"),
    (ImportColumn::Middle, "middle", "Middle name"),
    (ImportColumn::Last, "last", "Last name"),
    (ImportColumn::SecondLast, "second_last", "Second last name"),
    (ImportColumn::Suffix, "suffix", "Suffix (Jr., III)"),
    (ImportColumn::Number, "number", "Employee number"),
    (ImportColumn::PayrollId, "payroll_id", "Payroll ID"),
    (ImportColumn::Email, "email", "Email address"),
    (ImportColumn::Phone, "phone", "Phone number"),
    (ImportColumn::Language, "language", "Language"),
    (ImportColumn::TimeZone, "time_zone", "Time zone"),
    (ImportColumn::Starts, "starts", "Start date"),
    (ImportColumn::Status, "status", "Status (active or left)"),
    (ImportColumn::Active, "active", "Active (yes or no)"),
    (ImportColumn::Ended, "ended", "Last day"),
    (ImportColumn::VoiceCheck, "voice_check", "Voice check (on or off)"),
    (ImportColumn::JobName, "job_name", "Job name"),
    (ImportColumn::PhoneCode, "phone_code", "Phone code"),
    (ImportColumn::AccountingCode, "accounting_code", "Accounting code"),
];

/// The name of a column in forms; empty for one that is not used.
pub(super) fn column_code(column: ImportColumn) -> &'static str {
    COLUMNS.iter().find(|(one, ..)| *one == column).map_or("", |(_, code, _)| *code)
}

/// What a column is called.
pub(super) fn column(column: ImportColumn) -> &'static str {
    COLUMNS.iter().find(|(one, ..)| *one == column).map_or("", |(.., words)| *words)
}

/// The column with this name in forms.
pub(super) fn column_of(code: &str) -> ImportColumn {
    COLUMNS.iter().find(|(_, one, _)| *one == code).map_or(ImportColumn::Unknown, |(column, ..)| *column)
}

/// A field that would be changed.
pub(super) const fn field(field: ListField) -> &'static str {
    match field {
        ListField::Name => "Name",
        ListField::LastName => "Last name",
        ListField::Email => "Email",
        ListField::Phone => "Phone",
        ListField::Number => "Number",
        ListField::PayrollId => "Payroll ID",
        ListField::Language => "Language",
        ListField::TimeZone => "Time zone",
        ListField::VoiceCheck => "Voice check",
        ListField::StartsOn => "Start date",
        ListField::AccountingCode => "Accounting code",
        ListField::PhoneCode => "Phone code",
    }
}

/// Why something could not be undone.
pub(super) const fn kept(why: KeptReason) -> &'static str {
    match why {
        KeptReason::Clocked => "has time entries",
        KeptReason::SetUp => "was set up for the phone, or was sent a link",
        KeptReason::Called => "has called",
        KeptReason::Assigned => "was assigned to a job",
        KeptReason::Linked => "is linked to a user",
        KeptReason::Claimed => "has reported something that awaits a decision, or has exceptions",
        KeptReason::AtKiosks => "was set up for kiosks, or has used one",
        KeptReason::Approved => "has approved or exported hours",
        KeptReason::Changed => "was changed since",
        KeptReason::Taken => "the number or code from before belongs to somebody else now",
        KeptReason::Gone => "no longer exists",
    }
}

/// What is wrong with a line.
pub(super) fn line_problem(line: u64, problem: &LineProblem) -> String {
    match problem {
        LineProblem::Field(error) => entered::person(AdminWords::of(Language::En), error),
        LineProblem::SameAs { earlier, same: field } => format!("Line {earlier} has the same {}.", same(*field)),
        LineProblem::Row(problem) => match problem {
            RowProblem::Torn { to } => format!(
                "A cell goes over several lines: its closing quotation mark is missing, or a quotation mark is there by \
                 mistake, so that lines {line} to {to} run together."
            ),
            RowProblem::TooManyCells => {
                "There are more cells than columns; a cell with a comma in it needs quotation marks around it."
                    .to_owned()
            }
            RowProblem::SpreadsheetError => "A spreadsheet has an error where the name should be.".to_owned(),
            RowProblem::Placeholder => "This is not a name; enter the name.".to_owned(),
            RowProblem::LostLetter => {
                "A letter of the name was lost (\u{FFFD}); save the list as “CSV UTF-8” and upload it again.".to_owned()
            }
            RowProblem::NoLetter => "This name has no letters.".to_owned(),
        },
    }
}

/// Why somebody should look at a line that is good.
pub(super) fn line_warning(why: &LineWarning) -> String {
    match why {
        LineWarning::NameChanged(written) => format!("The file has “{written}”."),
        LineWarning::NameAlone => "There is only a name. Is this a person?".to_owned(),
        LineWarning::NoStartDate(written) => format!(
            "The start date “{written}” is no day that we can read, and is left out: they may clock at once. Write it like \
             2026-12-01."
        ),
        LineWarning::SharedAddress(other) => {
            format!("{other} has the same email address, so this person is added without one.")
        }
        LineWarning::Namesake(name) => {
            format!("{name} exists already, with another number, email address or phone number. Is this somebody else?")
        }
        LineWarning::LetterLost => "A ? in a name often stands for a letter that was lost.".to_owned(),
        LineWarning::SpreadsheetNumber(number) => {
            let words = AdminWords::of(Language::En);
            spreadsheet_hint(number).map(|hint| entered::spreadsheet(words, hint, number)).unwrap_or_default()
        }
        LineWarning::SameButForZeros { number, other } => {
            format!("“{number}” may be “{other}”, which exists too: spreadsheets drop leading zeros.")
        }
        LineWarning::ZerosLost { number, example } => {
            format!("“{number}” may have lost leading zeros, which others have (“{example}”): spreadsheets drop them.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EmployeeId;

    #[test]
    fn a_file_that_is_no_text_is_refused_with_what_to_do() {
        assert!(refusal(ListKind::Employees, &TextError::Binary.into()).contains("CSV UTF-8"));
        for error in [WorkbookError::Old, WorkbookError::Broken] {
            assert!(refusal(ListKind::Jobs, &error.into()).contains(".xlsx"), "{error:?}");
        }
    }

    #[test]
    fn lines_are_named_in_words() {
        let text = str::to_owned;
        assert_eq!(
            line_problem(4, &LineProblem::SameAs { earlier: 2, same: SameField::Number }),
            "Line 2 has the same employee number."
        );
        assert!(
            line_problem(4, &LineProblem::Row(RowProblem::Torn { to: 5 }))
                .ends_with("so that lines 4 to 5 run together.")
        );
        let known = KnownLine {
            line: 5,
            name: text("B"),
            holder: text("Bo"),
            same: SameField::Email,
            id: EmployeeId::from_bytes([1; 16]),
            active: false,
            left: None,
        };
        assert_eq!(because(&known), "Bo (inactive) has the same email address");
        assert_eq!(because(&KnownLine { active: true, same: SameField::Name, ..known }), "Bo has the same name");
        for (why, words) in [
            (LineWarning::SameButForZeros { number: text("117"), other: text("0117") }, "“117” may be “0117”"),
            (LineWarning::SpreadsheetNumber(text("117.0")), "117.0"),
            (LineWarning::ZerosLost { number: text("19"), example: text("0199") }, "“19” may have lost leading zeros"),
            (LineWarning::NameChanged(text("H, Ann")), "The file has “H, Ann”."),
            (LineWarning::LetterLost, "?"),
            (LineWarning::NoStartDate(text("soon")), "The start date “soon” is no day"),
        ] {
            assert!(line_warning(&why).contains(words), "{why:?}");
        }
        let differ = ColumnNote::Differ { taken: text("Mobile"), other: text("Phone"), lines: 1 };
        assert_eq!(note(&differ), "“Mobile” and “Phone” differ in 1 line; “Mobile” is used.");
        assert_eq!(departure(&Departure::LastDay(text("01/31/2026"))), "last day 01/31/2026");
    }
}
