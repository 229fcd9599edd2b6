//! What there is to say of the lines of a list.

use crate::{
    domain::employee::fields::spreadsheet_hint,
    service::roster::import::{
        ImportError,
        assess::{KnownLine, LineProblem, LineWarning, SameField},
        leftovers::SkipReason,
        table::{ColumnNote, Departure, RowProblem, TableError},
        text::TextError,
    },
    wording::entered,
};

/// Why a file is not taken, as a clause.
pub(super) fn refusal(error: &ImportError) -> String {
    let words = match error {
        ImportError::Store(_) | ImportError::Json(_) => return error.to_string(),
        ImportError::TooLarge => {
            "this file is larger than 2 MiB, which is far more than 10,000 people; leave out what is not needed or split \
             it"
        }
        ImportError::Text(TextError::Workbook) => {
            "this is an Excel workbook; save it as \"CSV UTF-8 (comma delimited)\" and upload that"
        }
        ImportError::Text(TextError::Binary) => {
            "this file is not text; save it as \"CSV UTF-8 (comma delimited)\" and upload that"
        }
        ImportError::Table(TableError::Empty) => {
            "this file is empty; a line on top names the columns, and each line below it is a person"
        }
        ImportError::Table(TableError::Nobody) => {
            "there is nobody in this file: below the names of the columns comes a line for each person"
        }
        ImportError::Table(TableError::TooManyRows) => {
            "this file has more than 10,000 lines; split it, and import one part after the other"
        }
        ImportError::Table(TableError::NoName) => {
            "there is no column \"name\" in this file, and none for first and last name; the first line has the \
             column names: name, email, phone, number, payroll_id, language, time_zone"
        }
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

/// What is wrong with a line.
pub(super) fn line_problem(line: u64, problem: &LineProblem) -> String {
    match problem {
        LineProblem::Field(error) => entered::person(error),
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
        LineWarning::LetterLost => "A ? in a name often stands for a letter that was lost.".to_owned(),
        LineWarning::SpreadsheetNumber(number) => {
            spreadsheet_hint(number).map(|hint| entered::spreadsheet(hint, number)).unwrap_or_default()
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
        for error in [TextError::Workbook, TextError::Binary] {
            assert!(refusal(&error.into()).contains("CSV UTF-8"), "{error:?}");
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
        ] {
            assert!(line_warning(&why).contains(words), "{why:?}");
        }
        let differ = ColumnNote::Differ { taken: text("Mobile"), other: text("Phone"), lines: 1 };
        assert_eq!(note(&differ), "“Mobile” and “Phone” differ in 1 line; “Mobile” is used.");
        assert_eq!(departure(&Departure::LastDay(text("01/31/2026"))), "last day 01/31/2026");
    }
}
