//! Cells of CSV files; the rule is the domain's.

pub use crate::domain::csv_cells::{harmless, original};
