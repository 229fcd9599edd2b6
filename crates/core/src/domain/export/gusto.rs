//! Gusto: one row for a person, who is found by first and last name or by Gusto's own ID
//! (<https://support.gusto.com/article/999914471000000/Run-payroll-with-CSV-upload>).
//!
//! Gusto puts what is in the file in the place of what is in the payroll, a 0 too, and leaves it alone where a cell is
//! empty: so a difference belongs into a payroll of its own, and no 0 is written.

use super::{Batch, ExportRefusal, NamedBy, PersonHours, Profile, cells, sums};
use crate::domain::csv_cells::starts_formula;

const COLUMNS: [&str; 5] = ["last_name", "first_name", "gusto_employee_id", "regular_hours", "overtime_hours"];

const ID_LENGTH: usize = 6;

pub(super) fn refuse(profile: &Profile, hours: &PersonHours) -> Vec<ExportRefusal> {
    let mut refusals = Vec::new();
    match hours.person.first_and_last() {
        None => refusals.push(ExportRefusal::GustoName),
        // Gusto would not know a name with a sign in front that keeps spreadsheets from taking it for a formula.
        Some((first, last)) if [&first, &last].iter().any(|part| starts_formula(part)) => {
            refusals.push(ExportRefusal::GustoFormula);
        }
        Some(_) => {}
    }
    if profile.named_by == NamedBy::PayrollId {
        let id = hours.person.payroll_id.as_deref().unwrap_or_default();
        if id.len() != ID_LENGTH || !cells::is_alphanumeric(id) {
            refusals.push(ExportRefusal::GustoId { id: id.to_owned(), length: ID_LENGTH });
        }
    }
    let sum = sums::total(hours);
    if sum.regular < 0 || sum.overtime < 0 {
        refusals.push(ExportRefusal::GustoTakenBack);
    }
    refusals
}

pub(super) fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    let rows = batch.hours.iter().map(|hours| {
        let (first, last) = hours.person.first_and_last().unwrap_or_default();
        let id = match batch.profile.named_by {
            NamedBy::PayrollId => hours.person.payroll_id.clone().unwrap_or_default(),
            NamedBy::Number | NamedBy::Email | NamedBy::Name => String::new(),
        };
        let sum = sums::total(hours);
        let (regular, overtime) = (cells::hours_if_any(sum.regular), cells::hours_if_any(sum.overtime));
        vec![last, first, id, regular, overtime]
    });
    cells::table("", &COLUMNS, rows)
}
