//! Names as they can stand in a file for QuickBooks Desktop.

use crate::domain::csv_cells::starts_formula;

/// Why QuickBooks Desktop would not know a name: it keeps its lists in Windows-1252, and quotation marks, tabs and line
/// ends are not names to it.
pub(super) fn name_problem(name: &str) -> Option<String> {
    let strange = |c: char| !matches!(c, ' '..='~' | '\u{A0}'..='\u{FF}') || c == '"';
    if let Some(c) = name.chars().find(|c| strange(*c)) {
        let shown = if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        return Some(format!("QuickBooks Desktop has no name with \"{shown}\" in it"));
    }
    starts_formula(name).then(|| "spreadsheets would take the name for a formula".to_owned())
}
