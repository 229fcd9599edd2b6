//! Cells of CSV files: out of them no spreadsheet makes a formula, and they come back as they were.

const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"). One that looks as if it had been made so
/// before gets one more mark, so that it comes back as it was.
#[must_use]
pub fn harmless(cell: String) -> String {
    if is_behind_marks(&cell) { format!("'{cell}") } else { cell }
}

/// What was in a cell before it was made harmless.
#[must_use]
pub fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_behind_marks(rest)).unwrap_or(cell)
}

/// Whether a formula stands in the cell, behind any number of the marks that make it none.
fn is_behind_marks(cell: &str) -> bool {
    starts_formula(cell.trim_start_matches('\''))
}

/// Whether some spreadsheet takes the cell for a formula.
#[must_use]
pub fn starts_formula(cell: &str) -> bool {
    cell.trim_start_matches(' ').starts_with(STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_could_be_a_formula_is_harmless_and_comes_back() {
        for cell in ["=1+1", "+15555550123", "-1", "@SUM(A1)", " =1", "＝1", "\t=1", "'=1", "''+1"] {
            let written = harmless(cell.to_owned());
            assert_eq!(written, format!("'{cell}"));
            assert_eq!(original(&written), cell);
        }
        for cell in ["", "Ana", "O'Brien", "'t Hooft", "0117", "a=b"] {
            assert_eq!(harmless(cell.to_owned()), cell);
            assert_eq!(original(cell), cell);
        }
    }
}
