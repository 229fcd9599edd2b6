//! The step in which somebody says what the columns of a list are.

use askama::Template;
use serde::Deserialize;

use super::{
    Place,
    words::{column_code, column_of},
};
use crate::{
    domain::ids::ImportDraftId,
    service::roster::import::{
        ColumnsView,
        columns::{ColumnChoice, ImportColumn, ListKind},
        table::TableError,
    },
    web::{
        guard::SignedIn,
        pages::{choose_people::one_or_many, field::SelectOption, form_errors::capital, layout::Page},
    },
};

/// What stands in the form for a file that does not name its columns.
const NO_HEAD: &str = "none";

#[derive(Template)]
#[template(path = "list_import/columns.html")]
pub(super) struct ColumnsPage {
    page: Page,
    place: Place,
    draft: ImportDraftId,
    file: String,
    problem: Option<String>,
    /// Empty where the file has one sheet.
    sheets: Vec<SelectOption>,
    heads: Vec<SelectOption>,
    columns: Vec<ColumnRow>,
    clears: bool,
}

struct ColumnRow {
    heading: String,
    samples: Vec<String>,
    options: Vec<SelectOption>,
    is_used: bool,
}

pub(super) fn page(place: Place, signed_in: &SignedIn, draft: ImportDraftId, view: ColumnsView) -> ColumnsPage {
    let ColumnsView { file, sheets, choice, columns, heads, problem } = view;
    let (words, importing) = (&signed_in.words().columns, &signed_in.words().importing);
    let chosen_sheet = choice.sheet.to_string();
    let sheets = sheets.iter().enumerate().map(|(at, name)| SelectOption::new(&at.to_string(), name, &chosen_sheet));
    let sheets: Vec<_> = sheets.collect();
    let chosen_head = choice.head.map_or_else(|| NO_HEAD.to_owned(), |line| line.to_string());
    let none = (NO_HEAD.to_owned(), words.no_names.clone());
    let heads = heads.into_iter().map(|(line, text)| (line.to_string(), words.line(line, text))).chain([none]);
    let heads = heads.map(|(value, name)| SelectOption::new(&value, &name, &chosen_head)).collect();
    let columns = columns.into_iter().enumerate().map(|(at, column)| {
        let chosen = column_code(column.column);
        let unused = SelectOption::new("", &words.unused, chosen);
        let options = place.kind.columns().iter();
        let options = options.map(|one| SelectOption::new(column_code(*one), words.called(*one), chosen));
        let heading = if column.heading.is_empty() { words.column(at + 1) } else { column.heading };
        ColumnRow {
            heading,
            samples: column.samples,
            options: std::iter::once(unused).chain(options).collect(),
            is_used: column.column != ImportColumn::Unknown,
        }
    });
    let problem = problem.map(|problem| match (problem, place.kind) {
        (TableError::NoName, ListKind::Employees) => words.people_no_name.clone(),
        (TableError::NoName, ListKind::Jobs) => words.jobs_no_name.clone(),
        (
            problem @ (TableError::Empty | TableError::Nobody | TableError::TooManyRows | TableError::Unreadable),
            kind,
        ) => format!("{}.", capital(&importing.refusal(kind, &problem.into()))),
    });
    ColumnsPage {
        page: place.page(signed_in),
        place,
        draft,
        file,
        problem,
        sheets: if sheets.len() > 1 { sheets } else { Vec::new() },
        heads,
        columns: columns.collect(),
        clears: choice.clears,
    }
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ColumnsForm {
    draft: String,
    sheet: String,
    head: String,
    /// One for each column, from the left.
    #[serde(deserialize_with = "one_or_many")]
    column: Vec<String>,
    clears: String,
}

impl ColumnsForm {
    /// The upload that is meant, and what was said; `None` for an id that is none.
    pub(super) fn said(&self) -> Option<(ImportDraftId, ColumnChoice)> {
        let draft = ImportDraftId::parse(&self.draft)?;
        let columns = self.column.iter().map(|code| column_of(code)).collect();
        let sheet = self.sheet.parse().unwrap_or_default();
        Some((draft, ColumnChoice { sheet, head: self.head.parse().ok(), columns, clears: self.clears == "on" }))
    }
}
