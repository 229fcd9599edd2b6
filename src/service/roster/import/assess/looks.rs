//! What somebody should look at in a line that is good.

use std::collections::{HashMap, HashSet};

use super::{LineWarning, known::KnownEmployees};
use crate::{
    domain::employee::{Details, fields::spreadsheet_hint},
    service::roster::import::table::{ImportRow, ImportTable},
};

/// Why somebody should look at a line that is good.
pub(super) fn looks(row: &ImportRow, details: &Details, zeros: &Zeros) -> Vec<LineWarning> {
    let mut whys = Vec::new();
    if let Some(written) = &row.written {
        whys.push(LineWarning::NameChanged(written.clone()));
    }
    if row.is_bare {
        whys.push(LineWarning::NameAlone);
    }
    whys.extend(row.no_start.clone().map(LineWarning::NoStartDate));
    let is_lost =
        details.name.split_whitespace().any(|word| word.contains('?') && word.chars().any(char::is_alphabetic));
    if is_lost {
        whys.push(LineWarning::LetterLost);
    }
    for number in [&details.employee_number, &details.payroll_id].into_iter().flatten() {
        whys.extend(spreadsheet_hint(number).map(|_| LineWarning::SpreadsheetNumber(number.clone())));
    }
    whys.extend(details.employee_number.as_deref().and_then(|number| zeros.hint(number)));
    whys
}

/// The numbers of the list and of those who are there, to see where a spreadsheet has dropped zeros in front.
pub(super) struct Zeros {
    /// Numbers with zeros in front, by what is left of them without.
    bare: HashMap<String, String>,
    /// How long numbers with zeros in front are.
    lengths: HashSet<usize>,
    example: String,
}

impl Zeros {
    pub(super) fn new(table: &ImportTable, known: &KnownEmployees) -> Self {
        let here = table.rows.iter().map(|row| row.entered.number.trim());
        let all = known.numbers().chain(here);
        let padded = all.filter(|number| {
            number.len() > 1 && number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let mut zeros = Self { bare: HashMap::new(), lengths: HashSet::new(), example: String::new() };
        for number in padded {
            zeros.bare.insert(number.trim_start_matches('0').to_owned(), number.to_owned());
            zeros.lengths.insert(number.len());
            number.clone_into(&mut zeros.example);
        }
        zeros
    }

    fn hint(&self, number: &str) -> Option<LineWarning> {
        if number.is_empty() || number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(other) = self.bare.get(number) {
            return Some(LineWarning::SameButForZeros { number: number.to_owned(), other: other.clone() });
        }
        let is_short = self.lengths.iter().all(|length| number.len() < *length) && !self.lengths.is_empty();
        is_short.then(|| LineWarning::ZerosLost { number: number.to_owned(), example: self.example.clone() })
    }
}
