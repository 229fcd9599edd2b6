//! The audit log as CSV.

use bytes::Bytes;
use serde_json::Value;

use super::{
    super::words::{in_words, value_in_words},
    FieldChange, changes,
};
use crate::{
    domain::time_text::utc,
    domain::{csv_cells::harmless, workspace::Zone},
    store::{StoreError, audit::AuditRow},
};

/// Some records as CSV; the first piece begins with the mark by which spreadsheets know UTF-8, and the names of the
/// columns.
pub(super) fn piece(records: &[AuditRow], zone: &Zone, is_first: bool) -> Result<Bytes, StoreError> {
    let unwritable = |_| StoreError::Unreadable("a record that cannot be written as CSV");
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if is_first {
        csv.write_record(["\u{feff}at", "at_utc", "who", "action", "about", "before", "after", "from"])
            .map_err(unwritable)?;
    }
    for record in records {
        let changes = changes(record.before.as_deref(), record.after.as_deref());
        let side = |of: fn(&FieldChange) -> Option<&Value>| {
            let values = changes
                .iter()
                .filter_map(|change| Some(format!("{}: {}", in_words(&change.name), value_in_words(of(change)?))));
            values.collect::<Vec<_>>().join("; ")
        };
        let cells = [
            zone.local(record.at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            utc(record.at),
            record.actor.clone(),
            record.action.clone(),
            record.subject.clone(),
            side(|change| change.before.as_ref()),
            side(|change| change.after.as_ref()),
            record.address.clone(),
        ];
        csv.write_record(cells.map(harmless)).map_err(unwritable)?;
    }
    csv.into_inner().map(Bytes::from).map_err(|_| StoreError::Unreadable("a record that cannot be written as CSV"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1", "+1", "-1", "@A1", "\t=1", " =1", "＝1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(harmless("Ana = Torres".to_owned()), "Ana = Torres");
    }
}
