//! Names in one line, however many there are.

/// Names of files shown for all that are missing.
const SHOWN: usize = 3;

/// The first few, and how many more.
pub(super) fn some(names: &[String]) -> String {
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
