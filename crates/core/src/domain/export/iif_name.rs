//! Names as they can stand in a file for QuickBooks Desktop.

use super::QuickBooksNameError;
use crate::domain::csv_cells::starts_formula;

/// Whether QuickBooks Desktop would know a name: it keeps its lists in Windows-1252, and quotation marks, tabs and line
/// ends are not names to it.
pub(super) fn check_name(name: &str) -> Result<(), QuickBooksNameError> {
    let strange = |c: char| !matches!(c, ' '..='~' | '\u{A0}'..='\u{FF}') || c == '"';
    if let Some(c) = name.chars().find(|c| strange(*c)) {
        let shown = if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        return Err(QuickBooksNameError::Character(shown));
    }
    if starts_formula(name) { Err(QuickBooksNameError::Formula) } else { Ok(()) }
}
