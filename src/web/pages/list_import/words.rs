//! What there is to say of the lines of a list.

use crate::{
    domain::{employee::fields::spreadsheet_hint, language::OfficeLanguage},
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
    wording::{
        admin::{AdminWords, ColumnsWords, DifferencesWords, ImportingWords},
        entered,
    },
};

impl ImportingWords {
    /// Why a file is not taken, as a clause.
    pub(super) fn refusal(&self, kind: ListKind, error: &ImportError) -> String {
        let words = match (error, kind) {
            (ImportError::Store(_) | ImportError::Json(_), _) => return error.to_string(),
            (ImportError::TooLarge, _) => &self.refused_large,
            (ImportError::Workbook(WorkbookError::Old), _) => &self.refused_old_workbook,
            (ImportError::Workbook(WorkbookError::Broken), _) => &self.refused_broken_workbook,
            (ImportError::Workbook(WorkbookError::TooLarge), _) => &self.refused_large_workbook,
            (ImportError::Text(TextError::Binary), _) => &self.refused_no_text,
            (ImportError::Table(TableError::Empty), ListKind::Employees) => &self.refused_people_empty,
            (ImportError::Table(TableError::Empty), ListKind::Jobs) => &self.refused_jobs_empty,
            (ImportError::Table(TableError::Nobody), ListKind::Employees) => &self.refused_nobody,
            (ImportError::Table(TableError::Nobody), ListKind::Jobs) => &self.refused_no_job,
            (ImportError::Table(TableError::TooManyRows), _) => &self.refused_lines,
            (ImportError::Table(TableError::NoName), _) => &self.refused_no_name,
            (ImportError::Table(TableError::Unreadable), _) => &self.refused_unreadable,
            (ImportError::NotFound, _) => &self.refused_no_upload,
            (ImportError::RanOut, _) => &self.refused_expired,
        };
        words.clone()
    }

    /// Why something could not be undone.
    pub(super) fn kept(&self, why: KeptReason) -> &str {
        match why {
            KeptReason::Clocked => &self.kept_clocked,
            KeptReason::SetUp => &self.kept_set_up,
            KeptReason::Called => &self.kept_called,
            KeptReason::Assigned => &self.kept_assigned,
            KeptReason::Linked => &self.kept_linked,
            KeptReason::Claimed => &self.kept_claimed,
            KeptReason::AtKiosks => &self.kept_at_kiosks,
            KeptReason::Approved => &self.kept_approved,
            KeptReason::Changed => &self.kept_changed,
            KeptReason::Taken => &self.kept_taken,
            KeptReason::Gone => &self.kept_gone,
        }
    }
}

/// A column, its name in forms, and its words.
type NamedColumn = (ImportColumn, &'static str, fn(&ColumnsWords) -> &str);

const COLUMNS: [NamedColumn; 21] = [
    (ImportColumn::Name, "name", |words| &words.name),
    (ImportColumn::LastFirst, "last_first", |words| &words.last_first),
    (ImportColumn::First, "first", |words| &words.first),
    (ImportColumn::Middle, "middle", |words| &words.middle),
    (ImportColumn::Last, "last", |words| &words.last),
    (ImportColumn::SecondLast, "second_last", |words| &words.second_last),
    (ImportColumn::Suffix, "suffix", |words| &words.suffix),
    (ImportColumn::Number, "number", |words| &words.number),
    (ImportColumn::PayrollId, "payroll_id", |words| &words.payroll_id),
    (ImportColumn::Email, "email", |words| &words.email),
    (ImportColumn::Phone, "phone", |words| &words.phone),
    (ImportColumn::Language, "language", |words| &words.language),
    (ImportColumn::TimeZone, "time_zone", |words| &words.time_zone),
    (ImportColumn::Starts, "starts", |words| &words.starts),
    (ImportColumn::Status, "status", |words| &words.status),
    (ImportColumn::Active, "active", |words| &words.active),
    (ImportColumn::Ended, "ended", |words| &words.ended),
    (ImportColumn::VoiceCheck, "voice_check", |words| &words.voice_check),
    (ImportColumn::JobName, "job_name", |words| &words.job_name),
    (ImportColumn::PhoneCode, "phone_code", |words| &words.phone_code),
    (ImportColumn::AccountingCode, "accounting_code", |words| &words.accounting_code),
];

/// The name of a column in forms; empty for one that is not used.
pub(super) fn column_code(column: ImportColumn) -> &'static str {
    COLUMNS.iter().find(|(one, ..)| *one == column).map_or("", |(_, code, _)| *code)
}

/// The column with this name in forms.
pub(super) fn column_of(code: &str) -> ImportColumn {
    COLUMNS.iter().find(|(_, one, _)| *one == code).map_or(ImportColumn::Unknown, |(column, ..)| *column)
}

impl ColumnsWords {
    /// What a column is called.
    pub(super) fn called(&self, column: ImportColumn) -> &str {
        COLUMNS.iter().find(|(one, ..)| *one == column).map_or("", |(.., words)| words(self))
    }
}

impl DifferencesWords {
    pub(super) fn note(&self, note: &ColumnNote) -> String {
        match note {
            ColumnNote::Differ { taken, other, lines } => self.differ(taken, other, lines),
            ColumnNote::Turned { written, name, lines } => self.turned(lines, written, name),
            ColumnNote::NoLastNames => self.no_last_names.clone(),
        }
    }

    pub(super) fn skipped(&self, why: SkipReason) -> &str {
        match why {
            SkipReason::Ornament => &self.ornament,
            SkipReason::Total => &self.total,
            SkipReason::Count => &self.counted,
            SkipReason::TitleAgain => &self.title_again,
            SkipReason::Heading => &self.heading,
            SkipReason::ColumnsAgain => &self.columns_again,
            SkipReason::PageNumber => &self.page_number,
            SkipReason::ProgramNote => &self.program_note,
            SkipReason::Nameless => &self.nameless,
        }
    }

    pub(super) fn departure(&self, left: &Departure) -> String {
        match left {
            Departure::Status(status) => status.clone(),
            Departure::NotActive => self.not_active.clone(),
            Departure::LastDay(day) => self.last_day(day),
        }
    }

    fn same(&self, field: SameField) -> &str {
        match field {
            SameField::Number => &self.same_number,
            SameField::Email => &self.same_email,
            SameField::NameAndPhone => &self.same_name_and_phone,
            SameField::Name => &self.same_name,
        }
    }

    /// Why a line is taken for somebody who is there already.
    pub(super) fn because(&self, known: &KnownLine) -> String {
        let same = self.same(known.same);
        if known.active { self.has_same(&known.holder, same) } else { self.inactive_has_same(&known.holder, same) }
    }

    /// By what somebody is known who would be changed, and whether it may be somebody else.
    pub(super) fn because_of(&self, field: SameField, doubtful: bool) -> String {
        let same = self.same(field);
        if doubtful { self.same_in_doubt(same) } else { same.to_owned() }
    }

    /// A field that would be changed.
    pub(super) fn field(&self, field: ListField) -> &str {
        match field {
            ListField::Name => &self.name,
            ListField::LastName => &self.last_name,
            ListField::Email => &self.email,
            ListField::Phone => &self.phone,
            ListField::Number => &self.number,
            ListField::PayrollId => &self.payroll_id,
            ListField::Language => &self.language,
            ListField::TimeZone => &self.time_zone,
            ListField::VoiceCheck => &self.voice_check,
            ListField::StartsOn => &self.starts_on,
            ListField::AccountingCode => &self.accounting_code,
            ListField::PhoneCode => &self.phone_code,
        }
    }

    /// What is in a field, or would be.
    pub(super) fn value(&self, field: ListField, typed: &str) -> String {
        let words = match (field, typed) {
            (_, "") => &self.empty,
            (ListField::VoiceCheck, "on") => &self.on,
            (ListField::VoiceCheck, "off") => &self.off,
            _ => return typed.to_owned(),
        };
        words.clone()
    }

    fn row_problem(&self, line: u64, problem: &RowProblem) -> String {
        let words = match problem {
            RowProblem::Torn { to } => return self.torn(line, to),
            RowProblem::TooManyCells => &self.too_many_cells,
            RowProblem::SpreadsheetError => &self.spreadsheet_error,
            RowProblem::Placeholder => &self.placeholder,
            RowProblem::LostLetter => &self.lost_letter,
            RowProblem::NoLetter => &self.no_letter,
        };
        words.clone()
    }
}

/// What is wrong with a line about a job.
pub(super) fn job_line_problem(words: &AdminWords, problem: &JobLineProblem) -> String {
    match problem {
        JobLineProblem::Field(errors) => {
            entered::job(words, errors).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ")
        }
        JobLineProblem::SameAs(earlier) => words.differences.same_job(earlier),
        JobLineProblem::CodeOfLine(earlier) => words.differences.line_has_code(earlier),
        JobLineProblem::CodeTaken(name) => words.differences.job_has_code(name),
    }
}

/// What is wrong with a line.
pub(super) fn line_problem(words: &AdminWords, line: u64, problem: &LineProblem) -> String {
    match problem {
        LineProblem::Field(error) => entered::person(words, error),
        LineProblem::SameAs { earlier, same } => {
            words.differences.line_has_same(earlier, words.differences.same(*same))
        }
        LineProblem::Row(problem) => words.differences.row_problem(line, problem),
    }
}

/// Why somebody should look at a line that is good.
pub(super) fn line_warning(words: &AdminWords, why: &LineWarning) -> String {
    let differences = &words.differences;
    match why {
        LineWarning::NameChanged(written) => differences.name_changed(written),
        LineWarning::NameAlone => differences.name_alone.clone(),
        LineWarning::NoStartDate(written) => differences.no_start_date(written),
        LineWarning::SharedAddress(other) => differences.shared_address(other),
        LineWarning::Namesake(name) => differences.namesake(name),
        LineWarning::LetterLost => differences.letter_lost.clone(),
        LineWarning::SpreadsheetNumber(number) => {
            let words = AdminWords::of(OfficeLanguage::En);
            spreadsheet_hint(number).map(|hint| entered::spreadsheet(words, hint, number)).unwrap_or_default()
        }
        LineWarning::SameButForZeros { number, other } => differences.zeros_dropped(number, other),
        LineWarning::ZerosLost { number, example } => differences.zeros_lost(number, example),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ids::EmployeeId, language::OfficeLanguage};

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    #[test]
    fn a_file_that_is_no_text_is_refused_with_what_to_do() {
        let refusal = |kind, error: ImportError| english().importing.refusal(kind, &error);
        assert!(refusal(ListKind::Employees, TextError::Binary.into()).contains("CSV UTF-8"));
        for error in [WorkbookError::Old, WorkbookError::Broken] {
            assert!(refusal(ListKind::Jobs, error.into()).contains(".xlsx"), "{error:?}");
        }
    }

    #[test]
    fn lines_are_named_in_words() {
        let (text, words) = (str::to_owned, &english().differences);
        assert_eq!(
            line_problem(english(), 4, &LineProblem::SameAs { earlier: 2, same: SameField::Number }),
            "Line 2 has the same employee number."
        );
        assert!(
            line_problem(english(), 4, &LineProblem::Row(RowProblem::Torn { to: 5 }))
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
        assert_eq!(words.because(&known), "Bo (inactive) has the same email address");
        assert_eq!(words.because(&KnownLine { active: true, same: SameField::Name, ..known }), "Bo has the same name");
        for (why, said) in [
            (LineWarning::SameButForZeros { number: text("117"), other: text("0117") }, "“117” may be “0117”"),
            (LineWarning::SpreadsheetNumber(text("117.0")), "117.0"),
            (LineWarning::ZerosLost { number: text("19"), example: text("0199") }, "“19” may have lost leading zeros"),
            (LineWarning::NameChanged(text("H, Ann")), "The file has “H, Ann”."),
            (LineWarning::LetterLost, "?"),
            (LineWarning::NoStartDate(text("soon")), "The start date “soon” is no day"),
        ] {
            assert!(line_warning(english(), &why).contains(said), "{why:?}");
        }
        let differ = ColumnNote::Differ { taken: text("Mobile"), other: text("Phone"), lines: 1 };
        assert_eq!(words.note(&differ), "“Mobile” and “Phone” differ in 1 line; “Mobile” is used.");
        assert_eq!(words.departure(&Departure::LastDay(text("01/31/2026"))), "last day 01/31/2026");
    }

    #[test]
    fn every_column_has_a_name_of_its_own_in_each_language() {
        for language in OfficeLanguage::ALL {
            let words = &AdminWords::of(language).columns;
            let mut names: Vec<_> = COLUMNS.iter().map(|(column, ..)| words.called(*column)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), COLUMNS.len(), "{language:?}");
        }
    }
}
