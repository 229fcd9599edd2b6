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

/// A cell whose zeros in front no spreadsheet drops, and whose digits none rounds: a number of the employer's is no
/// quantity. The mark in front stays in sight.
#[must_use]
pub fn keeps_zeros(cell: String) -> String {
    /// More digits than these a spreadsheet does not keep.
    const DIGITS: usize = 15;
    let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let changes = is_number && (cell.len() > DIGITS || (cell.len() > 1 && cell.starts_with('0')));
    if changes { format!("'{cell}") } else { cell }
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
    fn a_number_keeps_its_zeros_and_all_of_its_digits() {
        for (cell, written) in [
            ("0117", "'0117"),
            ("00", "'00"),
            ("1234567890123456", "'1234567890123456"),
            ("0", "0"),
            ("117", "117"),
            ("0117A", "0117A"),
            ("", ""),
        ] {
            assert_eq!(keeps_zeros(cell.to_owned()), written);
        }
    }

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
